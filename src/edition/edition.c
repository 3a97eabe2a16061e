#include "src/edition/edition.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"

static const char *const block_names[] = {
#define BLOCK(id, name, meaning) [BLOCK_##id] = name,
#include "src/edition/block.def"
#undef BLOCK
};

_Static_assert(sizeof block_names / sizeof *block_names == BLOCK_COUNT,
    "every type of block has a name");

/* Room for a page label brought to its plain form; longer ones never match. */
enum { LABEL_BYTES = 32 };

/*
 * Characters of a headline that are compared to find the other half of a
 * jump.  Headlines are shorter; the bound keeps the comparison cheap.
 */
enum { COMPARE_CPS = 80 };

void
edition_free(struct edition *e)
{
	if (e)
		arena_free(e->arena);
}

const char *
block_type_name(enum block_type type)
{
	return block_names[type];
}

const char *
article_language(const struct edition *e, const struct article *a)
{
	return a->language ? a->language : e->language;
}

const struct page *
article_page(const struct edition *e, const struct article *a)
{
	return &e->pages[a->page];
}

const struct article *
edition_find(const struct edition *e, const char *id)
{
	for (size_t i = 0; i < e->narticles; i++)
		if (!strcmp(e->articles[i]->id, id))
			return e->articles[i];
	return NULL;
}

/* The value of a Chinese digit, 10 for 十, -1 for anything else. */
static int
han_digit(unsigned cp)
{
	static const struct {
		unsigned cp;
		int value;
	} digits[] = {
		{ 0x3007, 0 },
		{ 0x96F6, 0 },
		{ 0x4E00, 1 },
		{ 0x4E8C, 2 },
		{ 0x4E09, 3 },
		{ 0x56DB, 4 },
		{ 0x4E94, 5 },
		{ 0x516D, 6 },
		{ 0x4E03, 7 },
		{ 0x516B, 8 },
		{ 0x4E5D, 9 },
		{ 0x5341, 10 },
	};

	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		if (digits[i].cp == cp)
			return digits[i].value;
	return -1;
}

/* Read a Chinese number such as 十二 at `*s`; returns it and moves on. */
static unsigned
han_number(const char **s)
{
	unsigned value = 0;

	for (;;) {
		const char *next = *s;
		int digit = *next ? han_digit(utf8_next(&next)) : -1;
		if (digit < 0 || value > 9999)
			return value;
		if (digit == 10 && value)
			value *= 10;
		else if (digit == 10)
			value = 10;
		else if (value && value % 10 == 0)
			value += (unsigned)digit;
		else
			value = value * 10 + (unsigned)digit;
		*s = next;
	}
}

/* Is `cp` part of how a label is written, not of what it says? */
static bool
is_label_noise(unsigned cp)
{
	return cp == ' ' || cp == 0x3000 || cp == 0xA0 || cp == 0x7B2C ||
	    cp == 0x7248 || cp == 0x9762 || cp == 0xBA74; /* 第 版 面 면 */
}

/*
 * The plain form of a label: "第０５版" and "5" give "5", "a05" gives "A5".
 * False if it is empty or too long.
 */
static bool
plain_label(char out[LABEL_BYTES], const char *label)
{
	size_t n = 0;
	bool in_number = false;

	if (!strncmp(label, "page ", 5) || !strncmp(label, "Page ", 5))
		label += 5;
	while (*label && n + 12 < LABEL_BYTES) {
		const char *at = label;
		unsigned cp = utf8_next(&label);
		if (is_label_noise(cp))
			continue;
		if (han_digit(cp) >= 0) {
			unsigned v = han_number(&at);
			char digits[12];
			size_t nd = 0;
			for (; v || !nd; v /= 10)
				digits[nd++] = (char)('0' + v % 10);
			while (nd)
				out[n++] = digits[--nd];
			label = at;
			in_number = true;
			continue;
		}
		if (cp >= 0xFF01 && cp <= 0xFF5E)
			cp -= 0xFEE0;
		if (cp >= 'a' && cp <= 'z')
			cp -= 'a' - 'A';
		if (cp == '0' && !in_number && *label >= '0' && *label <= '9')
			continue;
		if (cp == '0' && !in_number && (unsigned char)*label == 0xEF)
			continue; /* a full-width zero before another digit */
		in_number = cp >= '0' && cp <= '9';
		n += utf8_encode(out + n, cp);
	}
	out[n] = '\0';
	return n > 0 && !*label;
}

const struct page *
edition_find_page(const struct edition *e, const char *label)
{
	char want[LABEL_BYTES];
	char have[LABEL_BYTES];

	if (!label || !plain_label(want, label))
		return NULL;
	for (size_t i = 0; i < e->npages; i++)
		if (e->pages[i].label && plain_label(have, e->pages[i].label) &&
		    !strcmp(want, have))
			return &e->pages[i];
	return NULL;
}

/* The characters of `a` that stand in `b` too, but blanks. */
static size_t
count_shared(const char *a, const char *b)
{
	size_t n = 0;

	if (!a || !b)
		return 0;
	for (size_t i = 0; *a && i < COMPARE_CPS; i++) {
		unsigned cp = utf8_next(&a);
		const char *s = b;
		bool found = false;
		for (size_t j = 0; *s && j < COMPARE_CPS && !found; j++)
			found = utf8_next(&s) == cp;
		n += found && cp != ' ' && cp != 0x3000;
	}
	return n;
}

static size_t
likeness(const struct article *a, const struct article *b)
{
	return 2 * count_shared(a->headline, b->headline) +
	    count_shared(a->kicker, b->headline) +
	    count_shared(a->headline, b->kicker) +
	    count_shared(a->kicker, b->kicker);
}

/*
 * The article on page `to` that jumps to (or, `from`, comes from) the page of
 * `a` and is most like it.
 */
static const struct article *
find_other_half(const struct edition *e, const struct article *a,
    const struct page *to, bool from)
{
	const struct article *best = NULL;
	size_t most = 0;
	const struct page *own = article_page(e, a);

	for (size_t i = 0; i < e->narticles; i++) {
		const struct article *b = e->articles[i];
		const char *back = from ? b->continued_from : b->continued_on;
		if (b == a || article_page(e, b) != to || !back ||
		    edition_find_page(e, back) != own)
			continue;
		size_t like = likeness(a, b);
		if (!best || like > most) {
			best = b;
			most = like;
		}
	}
	return best;
}

const struct article *
edition_jump(const struct edition *e, const struct article *a)
{
	const struct page *on = edition_find_page(e, a->continued_on);
	const struct page *from = edition_find_page(e, a->continued_from);
	const struct article *other = NULL;

	if (on)
		other = find_other_half(e, a, on, true);
	if (!other && from)
		other = find_other_half(e, a, from, false);
	return other;
}

int
anchor_compare(struct anchor a, struct anchor b)
{
	if (a.article != b.article)
		return a.article < b.article ? -1 : 1;
	if (a.block != b.block)
		return a.block < b.block ? -1 : 1;
	return a.byte == b.byte ? 0 : a.byte < b.byte ? -1 : 1;
}
