#include "tests/support/random.h"

#include "src/base/buf.h"

/* Code points that are likely side by side. */
static const struct range {
	unsigned first, last;
} ranges[] = {
	{ 'a', 'z' },
	{ ' ', '~' },
	{ 0xA0, 0xFF },
	{ 0x2010, 0x2027 },
	{ 0x3000, 0x30FF },
	{ 0x4E00, 0x9FFF },
	{ 0x4E00, 0x4E20 },
	{ 0xAC00, 0xD7A3 },
	{ 0xFF01, 0xFF60 },
	/* From here on, what the table of pairs does not hold. */
	{ 0xFF61, 0xFFDC },
	{ 0x300, 0x36F },
	{ 0x1100, 0x11FF },
	{ 0x590, 0x6FF },
	{ 0x900, 0x97F },
	{ 0xE00, 0xE7F },
	{ 0x2000, 0x206F },
	{ 0x3400, 0x4DFF },
	{ 0xFE00, 0xFE0F },
	{ 0x1F1E6, 0x1F1FF },
	{ 0x1F300, 0x1F6FF },
	{ 0x20000, 0x200FF },
	{ 1, 0x1F },
	{ 0x7F, 0x9F },
	{ 0xE000, 0x10FFFF },
};

enum { NRANGES = sizeof ranges / sizeof *ranges, NFREQUENT = 9, MAX_CPS = 90 };

void
random_text(struct buf *out, uint64_t *seed)
{
	unsigned most = random_below(seed, 2) ? NFREQUENT : NRANGES;
	unsigned use[3];

	buf_cut(out, 0);
	for (unsigned i = 0; i < 3; i++)
		use[i] = random_below(seed, most);
	for (unsigned n = random_below(seed, MAX_CPS); n > 0; n--) {
		const struct range *r = &ranges[use[random_below(seed, 3)]];
		unsigned cp =
		    r->first + random_below(seed, r->last - r->first + 1);
		if (random_below(seed, 6) == 0)
			cp = ' ';
		for (unsigned same =
			 random_below(seed, 5) ? 1 : random_below(seed, 9);
		     same > 0; same--)
			buf_add_cp(out, cp);
	}
}
