#include "src/layout/vertical_form.h"

#include <string.h>

#include "src/base/utf8.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"
#include "src/text/width.h"

enum {
	MISSING = 0x3013,
	FULL_WIDTH = 0xFEE0, /* from an ASCII character to its wide form */
	SLOT_CELLS = 2,
};

struct form {
	uint32_t cp;
	uint16_t full, basic;
};

struct pair {
	uint32_t cp;
	char text[3];
};

struct run {
	uint32_t first, last;
	uint16_t form;
};

#define VERTICAL_FORM(cp, full, basic) { cp, full, basic },
#define VERTICAL_PAIR(cp, text)
#define VERTICAL_RUN(first, last, form)
static const struct form forms[] = {
#include "src/layout/vertical_form.def"
};
#undef VERTICAL_FORM
#undef VERTICAL_PAIR
#define VERTICAL_FORM(cp, full, basic)
#define VERTICAL_PAIR(cp, text) { cp, text },
static const struct pair pairs[] = {
#include "src/layout/vertical_form.def"
};
#undef VERTICAL_PAIR
#undef VERTICAL_RUN
#define VERTICAL_PAIR(cp, text)
#define VERTICAL_RUN(first, last, form) { first, last, form },
static const struct run runs[] = {
#include "src/layout/vertical_form.def"
};
#undef VERTICAL_FORM
#undef VERTICAL_PAIR
#undef VERTICAL_RUN

enum {
	NFORMS = sizeof forms / sizeof *forms,
	NPAIRS = sizeof pairs / sizeof *pairs,
	NRUNS = sizeof runs / sizeof *runs,
};

_Static_assert(sizeof pairs / sizeof *pairs < (int)FORM_FIRST,
    "pairs are numbered below code points");

/* --- quotes --------------------------------------------------------------- */

static const struct quotes_row {
	const char *language;
	struct form_quotes quotes;
} quotes[] = {
	{ "zh-Hant", { { 0xFE41, 0xFE43 }, { 0xFE42, 0xFE44 } } },
	{ "zh-TW", { { 0xFE41, 0xFE43 }, { 0xFE42, 0xFE44 } } },
	{ "zh-HK", { { 0xFE41, 0xFE43 }, { 0xFE42, 0xFE44 } } },
	{ "zh-MO", { { 0xFE41, 0xFE43 }, { 0xFE42, 0xFE44 } } },
	{ "ja", { { 0x301D, 0xFE41 }, { 0x301F, 0xFE42 } } },
	{ "", { { 0xFE43, 0xFE41 }, { 0xFE44, 0xFE42 } } },
};

const struct form_quotes *
form_quotes_for(const char *language)
{
	size_t last = sizeof quotes / sizeof *quotes - 1;

	for (size_t i = 0; language && i < last; i++)
		if (lang_is(language, quotes[i].language))
			return &quotes[i].quotes;
	return &quotes[last].quotes;
}

/* --- looking up ----------------------------------------------------------- */

/* The rows of a table begin with the code point that they are sorted by. */
static const void *
look_up(const void *table, size_t nrows, size_t size, uint32_t cp)
{
	const char *rows = table;
	size_t lo = 0, hi = nrows;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		uint32_t at;
		memcpy(&at, rows + mid * size, sizeof at);
		if (at == cp)
			return rows + mid * size;
		if (at < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

static const struct form *
find_form(unsigned cp)
{
	return look_up(forms, NFORMS, sizeof *forms, cp);
}

static const struct pair *
find_pair(unsigned cp)
{
	return look_up(pairs, NPAIRS, sizeof *pairs, cp);
}

static bool
is_ambiguous(unsigned cp)
{
	return width_cp(cp, 1) != width_cp(cp, 2);
}

/* Ideographs, kana but ー, and Hangul, all of which are their own form. */
static bool
is_upright(unsigned cp)
{
	return (cp >= 0x4E00 && cp <= 0x9FFF) ||
	    (cp >= 0x3041 && cp <= 0x30FA) || (cp >= 0xAC00 && cp <= 0xD7A3);
}

uint16_t
form_of(unsigned cp, bool basic)
{
	if (is_upright(cp))
		return FORM_PLAIN;
	const struct form *f = find_form(cp);
	if (f && f->full >= FORM_FIRST)
		return basic ? f->basic : f->full;
	const struct pair *p = find_pair(cp);
	if (p)
		return (uint16_t)(p - pairs + 1);
	for (size_t i = 0; i < NRUNS; i++)
		if (cp >= runs[i].first && cp <= runs[i].last)
			return (uint16_t)(runs[i].form + cp - runs[i].first);
	if (cp > ' ' && cp < 0x7F)
		return form_of_ascii(cp);
	return is_ambiguous(cp) && !f ? MISSING : FORM_PLAIN;
}

uint16_t
form_of_digit(unsigned digit, bool han)
{
	static const uint16_t hans[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
		0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D };

	return han ? hans[digit - '0'] : form_of_ascii(digit);
}

uint16_t
form_of_ascii(unsigned cp)
{
	return (uint16_t)(cp + FULL_WIDTH);
}

/* --- painting ------------------------------------------------------------- */

/*
 * The next half of a slot.  Where terminals do not agree on a letter (é) the
 * plain one (e) is painted; the model keeps the other.
 */
static size_t
next_half(struct glyph *g, const char *s, size_t nbytes)
{
	size_t n = glyph_next(g, s, nbytes, 1);
	struct glyph other;

	glyph_next(&other, s, nbytes, 2);
	if (g->ncells == other.ncells)
		return n;

	const char *at = g->bytes;
	const struct form *f = find_form(utf8_next(&at));
	if (!f || f->full >= FORM_FIRST) {
		g->ncells = UINT8_MAX;
		return n;
	}
	g->bytes[0] = (char)f->full;
	g->bytes[1] = '\0';
	g->nbytes = g->ncells = 1;
	return n;
}

bool
form_is_half(const char *s, size_t nbytes)
{
	struct glyph g;

	next_half(&g, s, nbytes);
	return g.ncells == 1;
}

static void
paint_cp(char *out, unsigned cp)
{
	out[utf8_encode(out, cp)] = '\0';
}

/* A flag: its two letters, without the brackets of its glyph. */
static bool
paint_flag(char *out, const struct glyph *g)
{
	if (g->nbytes != SLOT_CELLS + 2 || g->bytes[0] != '[')
		return false;
	memcpy(out, g->bytes + 1, SLOT_CELLS);
	out[SLOT_CELLS] = '\0';
	return true;
}

static void
paint_plain(char *out, const char *s, size_t nbytes)
{
	size_t used = 0;
	size_t n = 0;

	for (size_t at = 0; at < nbytes && used < SLOT_CELLS;) {
		struct glyph g;
		at += next_half(&g, s + at, nbytes - at);
		if (used == 0 && paint_flag(out, &g))
			return;
		/* A sign that a terminal may give no cell would bend a row. */
		bool has_sign = g.is_unsure && g.ncells > 1;
		if (has_sign || used + g.ncells > SLOT_CELLS) {
			if (used > 0)
				break;
			paint_cp(out, MISSING);
			return;
		}
		memcpy(out + n, g.bytes, g.nbytes);
		n += g.nbytes;
		used += g.ncells;
	}
	for (; used < SLOT_CELLS; used++)
		out[n++] = ' ';
	out[n] = '\0';
}

void
form_paint(char *out, uint16_t form, const char *s, size_t nbytes)
{
	if (form == FORM_PLAIN)
		paint_plain(out, s, nbytes);
	else if (form <= NPAIRS)
		memcpy(out, pairs[form - 1].text, SLOT_CELLS + 1);
	else
		paint_cp(out, form);
}
