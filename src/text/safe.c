#include "src/text/safe.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <uninorm.h>

#include "src/base/utf8.h"
#include "src/text/prop.h"

enum {
	MOST_CELLS = 4, /* of a glyph */
	APOSTROPHE = 0x2019,
	/* NFKD of one code point: U+FDFA is the longest, with 18. */
	NFKD_BYTES = 18 * UTF8_MAX,
};

static const char missing[] = "〓";

static const struct row {
	unsigned first, last;
	const char *latin, *east;
} table[] = {
#define SAFE(first, last, latin, east) { first, last, latin, east },
#include "src/text/safe.def"
#undef SAFE
};

static const struct row *
find(unsigned cp)
{
	size_t lo = 0, hi = sizeof table / sizeof *table;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (table[mid].last < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < sizeof table / sizeof *table && table[lo].first <= cp
	    ? &table[lo]
	    : NULL;
}

/* Append a part of a decomposition; false if that makes it no good. */
static bool
add_part(char *out, size_t *n, unsigned *ncells, unsigned cp)
{
	uint16_t prop = prop_of(cp);
	char bytes[UTF8_MAX];
	size_t nbytes = utf8_encode(bytes, cp);

	if (prop & PROP_MARK)
		return true;
	if ((prop & PROP_WIDTH) == PROP_AMBIGUOUS || !(prop & PROP_WIDTH) ||
	    prop & PROP_ODD)
		return false;
	*ncells += prop & PROP_WIDTH;
	if (*ncells > MOST_CELLS || *n + nbytes >= SAFE_BYTES)
		return false;
	memcpy(out + *n, bytes, nbytes);
	*n += nbytes;
	out[*n] = '\0';
	return true;
}

/* The decomposition; false if it is not safe either. */
static bool
decompose(char out[SAFE_BYTES], unsigned cp)
{
	char bytes[UTF8_MAX];
	uint8_t room[NFKD_BYTES];
	size_t nroom = sizeof room, n = 0;
	unsigned ncells = 0;
	uint8_t *nfkd = u8_normalize(UNINORM_NFKD, (const uint8_t *)bytes,
	    utf8_encode(bytes, cp), room, &nroom);
	bool is_good = nfkd != NULL;

	out[0] = '\0';
	for (const char *s = (const char *)nfkd, *end = s + nroom;
	     is_good && s < end;)
		is_good = add_part(out, &n, &ncells, utf8_next(&s));
	if (nfkd != room)
		free(nfkd);
	/* A blank that carried an accent (U+02D8) says nothing. */
	return is_good && n > 0 && out[0] != ' ';
}

static bool
is_letter(unsigned cp)
{
	return (cp | 0x20) - 'a' < 26 || (cp >= 0xC0 && cp < 0x250);
}

const char *
safe_for(char out[SAFE_BYTES], unsigned cp, bool east, unsigned next)
{
	const struct row *row = find(cp);

	if (cp == APOSTROPHE && east && is_letter(next))
		snprintf(out, SAFE_BYTES, "＇");
	else if (row)
		snprintf(out, SAFE_BYTES, "%s", east ? row->east : row->latin);
	else if (!decompose(out, cp))
		memcpy(out, missing, sizeof missing);
	return out;
}

bool
safe_drops_mark(unsigned cp)
{
	return cp >= 0x300 && cp <= 0x36F;
}
