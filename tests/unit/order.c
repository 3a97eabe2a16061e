/*
 * Text that runs from right to left, on the canvas.  In the cases capitals stand
 * for Hebrew letters, A to V for U+05D0 to U+05E5, so that a case can be read.
 */
#include "src/layout/order.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/edition.h"
#include "src/layout/canvas.h"
#include "src/layout/para.h"

enum { ALEF = 0x5D0 };

static void
to_hebrew(struct buf *out, const char *s)
{
	char cp[4];

	buf_init(out);
	for (; *s; s++)
		if (*s >= 'A' && *s <= 'V')
			buf_add(out, cp,
			    utf8_encode(cp, (unsigned)(ALEF + *s - 'A')));
		else
			buf_addc(out, *s);
}

/* What the row of a canvas shows, blanks at its end left out. */
static void
from_canvas(struct buf *out, struct canvas *c, int row)
{
	int ncols = c->ncols;

	buf_init(out);
	while (
	    ncols > 0 && strcmp(canvas_at(c, row, ncols - 1)->bytes, " ") == 0)
		ncols--;
	for (int x = 0; x < ncols; x++) {
		const char *s = canvas_at(c, row, x)->bytes;
		unsigned cp = *s ? utf8_next(&s) : 0;
		if (cp >= ALEF && cp < ALEF + 22)
			buf_addc(out, (char)('A' + cp - ALEF));
		else
			buf_adds(out, canvas_at(c, row, x)->bytes);
	}
}

static void
row_is(struct canvas *c, int row, const char *want)
{
	struct buf got;

	from_canvas(&got, c, row);
	assert_string_equal(buf_str(&got), want);
	buf_fini(&got);
}

struct text_case {
	const char *what, *text, *want;
};

/* Expected by hand from the rules of UAX #9 that are named. */
static const struct text_case text_cases[] = {
	{ "nothing to do", "abc 12", "abc 12" },
	{ "all of it", "ABC", "CBA" },
	{ "words in English (L2)", "a BC DE f", "a ED CB f" },
	{ "English in Hebrew", "AB cd EF", "FE cd BA" },
	{ "numbers keep their order (W, L2)", "AB 12 CD", "DC 12 BA" },
	{ "and their points (W4)", "AB 3.5 CD", "DC 3.5 BA" },
	{ "the full stop is on the left (N2)", "AB.", ".BA" },
	{ "but not after English", "a BC.", "a CB." },
	{ "brackets are mirrored (L4)", "AB (CD) EF", "FE (DC) BA" },
	{ "a pair is as what is in it (N0)", "a (BC) d", "a (CB) d" },
	{ "first strong decides (P2)", "12 AB", "BA 12" },
	{ "an isolate",
	    "ab \xE2\x81\xA7"
	    "CD!\xE2\x81\xA9 ef",
	    "ab !DC ef" },
};

static void
strings_are_put_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof text_cases / sizeof *text_cases; i++) {
		struct canvas c;
		struct buf text;

		to_hebrew(&text, text_cases[i].text);
		canvas_init(&c, 1, 20, 1);
		canvas_text(&c, 0, 0, 20, buf_str(&text), text.n, ROLE_TEXT);
		struct buf got;
		from_canvas(&got, &c, 0);
		if (strcmp(buf_str(&got), text_cases[i].want) != 0)
			print_error("%s\n", text_cases[i].what);
		assert_string_equal(buf_str(&got), text_cases[i].want);
		buf_fini(&got);
		buf_fini(&text);
		canvas_fini(&c);
	}
}

static void
marks_stay_with_their_letter(void **state)
{
	const char *text = "\xD7\x90\xD6\xB8\xD7\x91"; /* alef qamats, bet */
	struct canvas c;

	(void)state;
	canvas_init(&c, 1, 4, 1);
	canvas_text(&c, 0, 0, 4, text, strlen(text), ROLE_TEXT);
	assert_string_equal(canvas_at(&c, 0, 0)->bytes, "\xD7\x91");
	assert_string_equal(canvas_at(&c, 0, 1)->bytes, "\xD7\x90\xD6\xB8");
	canvas_fini(&c);
}

static void
what_does_not_fit_is_the_end(void **state)
{
	struct canvas c;
	struct buf text;

	(void)state;
	to_hebrew(&text, "ABCDEF");
	canvas_init(&c, 1, 20, 1);
	assert_int_equal(
	    canvas_text(&c, 0, 2, 4, buf_str(&text), text.n, ROLE_TEXT), 4);
	row_is(&c, 0, "  DCBA");
	canvas_clear(&c);
	c.logical = true;
	canvas_text(&c, 0, 0, 20, buf_str(&text), text.n, ROLE_TEXT);
	row_is(&c, 0, "ABCDEF");
	buf_fini(&text);
	canvas_fini(&c);
}

/* Joined by UAX #9's neighbours: initial, medial, final; a cell each. */
static void
arabic_is_joined(void **state)
{
	const char *text = "\xD8\xA8\xD8\xA8\xD8\xA8"; /* beh beh beh */
	const char *const want[] = { "\xEF\xBA\x90", "\xEF\xBA\x92",
		"\xEF\xBA\x91" };
	struct canvas c;

	(void)state;
	canvas_init(&c, 1, 4, 1);
	canvas_text(&c, 0, 0, 4, text, strlen(text), ROLE_TEXT);
	for (int x = 0; x < 3; x++)
		assert_string_equal(canvas_at(&c, 0, x)->bytes, want[x]);
	canvas_fini(&c);
}

struct para_case {
	const char *what;
	int measure, first;
	const char *text, *want; /* rows parted by '|' */
};

static const struct para_case para_cases[] = {
	{ "each line for itself", 8, 0, "AB CD EF GH IJ", "FE DC BA|   JI HG" },
	{ "flush right, the indent on the right", 12, 2, "AB CD",
	    "     DC BA" },
	{ "English keeps its side", 12, 2, "ab CD ef", "  ab DC ef" },
	{ "levels of the whole paragraph", 7, 0, "ABC (DE FG) HI",
	    "ED) CBA| IH (GF" },
	{ "widened at the word spaces", 9, 0, "ABC DEF GHI JKL",
	    "FED   CBA|  LKJ IHG" },
	{ "newlines part paragraphs", 8, 0, "AB\ncd", "      BA|cd" },
};

static void
set_and_draw(struct canvas *c, const struct para_case *k, const char *text,
    size_t nbytes, struct arena *a)
{
	struct layout_params params;
	const struct para p = {
		.text = text,
		.nbytes = (uint32_t)nbytes,
		.language = "he",
		.measure = k->measure,
		.first = k->first,
		.part = PART_NOTE,
	};

	layout_params_init(&params);
	struct lines lines = para_set(&p, &params, a);
	canvas_init(c, (int)lines.n, k->measure, 1);
	for (size_t i = 0; i < lines.n; i++)
		canvas_line(c, (int)i, 0, k->measure, &lines.at[i], NULL, NULL);
}

static void
paragraphs_are_put_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof para_cases / sizeof *para_cases; i++) {
		struct arena *a = arena_new();
		struct canvas c;
		struct buf text, got, row;

		to_hebrew(&text, para_cases[i].text);
		set_and_draw(&c, &para_cases[i], buf_str(&text), text.n, a);
		buf_init(&got);
		for (int y = 0; y < c.nrows; y++) {
			from_canvas(&row, &c, y);
			buf_addf(&got, "%s%s", y ? "|" : "", buf_str(&row));
			buf_fini(&row);
		}
		if (strcmp(buf_str(&got), para_cases[i].want) != 0)
			print_error("%s\n", para_cases[i].what);
		assert_string_equal(buf_str(&got), para_cases[i].want);
		buf_fini(&got);
		buf_fini(&text);
		canvas_fini(&c);
		arena_free(a);
	}
}

/* What is clicked is what is seen, and what is found is lit where it is. */
static void
cells_and_bytes_agree(void **state)
{
	static const struct highlight lit = {
		.block = HIGHLIGHT_HEAD, .from = 2, .to = 4, .role = ROLE_MATCH
	};
	const struct highlights all = { &lit, 1 };
	const struct article article = { 0 };
	struct arena *a = arena_new();
	struct layout_params params;
	struct canvas c;
	struct buf text;

	(void)state;
	to_hebrew(&text, "ABC de");
	const struct para p = { .text = buf_str(&text),
		.nbytes = (uint32_t)text.n,
		.measure = 10,
		.part = PART_KICKER };
	layout_params_init(&params);
	struct lines lines = para_set(&p, &params, a);
	assert_int_equal(lines.n, 1);
	canvas_init(&c, 1, 10, 1);
	canvas_line(&c, 0, 0, 10, &lines.at[0], &article, &all);
	row_is(&c, 0, "    de CBA");
	for (int x = 0; x < 10; x++)
		assert_int_equal(
		    canvas_at(&c, 0, x)->role == ROLE_MATCH, x == 8);

	static const uint32_t bytes[] = { 7, 7, 7, 7, 7, 8, 6, 4, 2, 0 };
	for (int x = 0; x < 10; x++)
		assert_int_equal(
		    canvas_line_byte(&lines.at[0], 10, x, 1), bytes[x]);
	buf_fini(&text);
	canvas_fini(&c);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strings_are_put_in_order),
		cmocka_unit_test(marks_stay_with_their_letter),
		cmocka_unit_test(what_does_not_fit_is_the_end),
		cmocka_unit_test(arabic_is_joined),
		cmocka_unit_test(paragraphs_are_put_in_order),
		cmocka_unit_test(cells_and_bytes_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
