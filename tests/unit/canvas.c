#include "src/layout/canvas.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/edition/edition.h"
#include "src/layout/line.h"
#include "src/text/glyph.h"

/* A row as text, and every promise of the grid. */
static void
row_is(struct canvas *c, int row, const char *want)
{
	struct buf b;
	int end = 0;

	buf_init(&b);
	for (int x = 0; x < c->ncols; x++) {
		const struct cell *at = canvas_at(c, row, x);
		assert_int_equal(at->nbytes, strlen(at->bytes));
		if (at->ncells > 0) {
			assert_int_equal(x, end);
			end += at->ncells;
			assert_true(end <= c->ncols);
		} else {
			assert_true(x < end);
			assert_int_equal(at->nbytes, 0);
		}
		assert_true(at->ncells <= 2 || at->is_unsure);
		buf_adds(&b, at->bytes);
	}
	assert_string_equal(buf_str(&b), want);
	buf_fini(&b);
}

struct text_case {
	const char *what;
	int col, ncells;
	const char *text, *want;
	int used;
};

/* Written over "ab中文cd" on a row of eight cells. */
static const struct text_case text_cases[] = {
	{ "plain", 0, 8, "xy", "xy中文cd", 2 },
	{ "over the first half", 2, 8, "x", "abx 文cd", 1 },
	{ "over the second half", 3, 8, "x", "ab x文cd", 1 },
	{ "wide over two halves", 3, 8, "国", "ab 国 cd", 2 },
	{ "cut at the limit", 0, 3, "wxyz", "wxy 文cd", 3 },
	{ "a wide one that does not fit", 0, 3, "中国", "中中文cd", 2 },
	{ "sticks out at the right", 7, 8, "国", "ab中文cd", 2 },
	{ "begins left of the grid", -1, 8, "xy", "yb中文cd", 2 },
	{ "half left of the grid", -1, 8, "国x", "ax中文cd", 3 },
	{ "newline is a blank", 0, 8, "x\ny", "x y 文cd", 3 },
	{ "marks stay on their base", 0, 8, "e\xCC\x81x", "éx中文cd", 2 },
	{ "a sign stays on its letter", 0, 8, "\u0915\u093Ex",
	    "\u0915\u093Ex 文cd", 3 },
	{ "of four cells", 2, 8, "\u1000\u103B\u1031\u102C",
	    "ab\u1000\u103B\u1031\u102Ccd", 4 },
	{ "signs that do not fit", 0, 3, "\u1000\u103B\u1031\u102C", "ab中文cd",
	    0 },
	{ "a flag is its letters", 0, 8, "🇨🇳", "[CN]文cd", 4 },
	{ "controls never get through", 0, 8, "\x1B[", "\xEF\xBF\xBD[中文cd",
	    2 },
};

static void
text_is_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof text_cases / sizeof *text_cases; i++) {
		const struct text_case *t = &text_cases[i];
		struct canvas c;
		canvas_init(&c, 1, 8, 1);
		canvas_text(
		    &c, 0, 0, 8, "ab中文cd", strlen("ab中文cd"), ROLE_TEXT);
		assert_int_equal(canvas_text(&c, 0, t->col, t->ncells, t->text,
				     strlen(t->text), ROLE_TEXT),
		    t->used);
		row_is(&c, 0, t->want);
		canvas_fini(&c);
	}
}

/* Whatever part of a glyph of four cells is written over, the rest goes. */
static void
wide_glyphs_go_as_a_whole(void **state)
{
	static const char burmese[] = "\u1000\u103B\u1031\u102C";
	static const char *const want[] = { "xyz    h", "axyz   h", "a xyz  h",
		"a  xyz h", "a   xyzh" };

	(void)state;
	for (int col = 0; col < 5; col++) {
		struct canvas c;
		canvas_init(&c, 1, 8, 1);
		canvas_text(&c, 0, 0, 8, "abcdefgh", 8, ROLE_TEXT);
		canvas_text(
		    &c, 0, 1, 4, burmese, sizeof burmese - 1, ROLE_LINK);
		assert_int_equal(canvas_at(&c, 0, 1)->ncells, 4);
		assert_true(canvas_at(&c, 0, 1)->is_unsure);
		assert_int_equal(canvas_at(&c, 0, 4)->role, ROLE_LINK);
		canvas_fill(&c, 0, 5, 1, 2, ROLE_TEXT);
		canvas_text(&c, 0, col, 3, "xyz", 3, ROLE_TEXT);
		row_is(&c, 0, want[col]);
		assert_false(canvas_at(&c, 0, 1)->is_unsure);
		canvas_fini(&c);
	}
}

static void
labels_say_when_they_are_cut(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c, 1, 6, 1);
	assert_int_equal(canvas_label(&c, 0, 0, 6, "abcdef", ROLE_TEXT), 6);
	row_is(&c, 0, "abcdef");
	assert_int_equal(canvas_label(&c, 0, 0, 5, "abcdef", ROLE_TEXT), 5);
	row_is(&c, 0, "abcd…f");
	canvas_clear(&c);
	assert_int_equal(canvas_label(&c, 0, 0, 6, "中文报纸", ROLE_TEXT), 5);
	row_is(&c, 0, "中文… ");
	canvas_clear(&c);
	assert_int_equal(canvas_label(&c, 0, 0, 0, "abc", ROLE_TEXT), 0);
	row_is(&c, 0, "      ");
	canvas_fini(&c);
}

static void
rules_are_ascii_where_lines_are_not_safe(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c, 2, 5, 1);
	canvas_hrule(&c, 0, 1, 9, 1, ROLE_RULE);
	canvas_vrule(&c, -1, 0, 9, 0, ROLE_GUTTER);
	row_is(&c, 0, "|────");
	row_is(&c, 1, "|    ");
	assert_int_equal(canvas_at(&c, 0, 1)->role, ROLE_RULE);
	canvas_fini(&c);

	for (int i = 0; i < 2; i++) {
		canvas_init(&c, 1, 5, i == 0 ? 2 : 1 | GLYPH_SAFE);
		canvas_hrule(&c, 0, 0, 5, 1, ROLE_RULE);
		canvas_vrule(&c, 0, 2, 1, 1, ROLE_RULE);
		row_is(&c, 0, "--|--");
		canvas_fini(&c);
	}
}

static void
tint_leaves_the_text(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c, 1, 4, 1);
	canvas_text(&c, 0, 0, 4, "中ab", strlen("中ab"), ROLE_TEXT);
	canvas_tint(&c, 0, -3, 5, 5, ROLE_SELECTION);
	row_is(&c, 0, "中ab");
	assert_int_equal(canvas_at(&c, 0, 1)->role, ROLE_SELECTION);
	assert_int_equal(canvas_at(&c, 0, 2)->role, ROLE_TEXT);
	canvas_fini(&c);
}

struct line_case {
	const char *what;
	struct line line;
	const char *want;
};

static const struct gap one_gap[] = { { 3, 2 } };

#define LINE(cells, ...)                                                  \
	{                                                                 \
		.text = "中文ab", .to = 8, .ncells = (cells), __VA_ARGS__ \
	}

/* Set into twelve cells. */
static const struct line_case line_cases[] = {
	{ "plain", LINE(6, .from = 0), "中文ab      " },
	{ "indent", LINE(8, .indent = 2), "  中文ab    " },
	{ "right", LINE(6, .flags = LINE_RIGHT), "      中文ab" },
	{ "centre", LINE(6, .flags = LINE_CENTER), "   中文ab   " },
	{ "gap", LINE(8, .gaps = one_gap, .ngaps = 1), "中  文ab    " },
	{ "hyphen", LINE(7, .flags = LINE_HYPHEN), "中文ab-     " },
	{ "label", LINE(10, .indent = 4, .label = "1."), " 1. 中文ab  " },
	{ "label too long", LINE(9, .indent = 3, .label = "123."),
	    "12 中文ab   " },
	{ "blank", LINE(6, .flags = LINE_BLANK), "            " },
	{ "fill", LINE(6, .flags = LINE_FILL), "中中中中中中" },
	{ "part", LINE(6, .from = 3), "文ab        " },
};

static void
lines_are_drawn(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof line_cases / sizeof *line_cases; i++) {
		const struct line_case *t = &line_cases[i];
		struct canvas c;
		canvas_init(&c, 1, 12, 1);
		canvas_line(&c, 0, 0, 12, &t->line, NULL, NULL);
		row_is(&c, 0, t->want);
		canvas_fini(&c);
	}
}

static void
spans_and_matches_are_dressed(void **state)
{
	static const struct span spans[] = {
		{ SPAN_STRONG, 0, 3, "**", NULL },
		{ SPAN_LINK, 6, 7, "", "u" },
	};
	static const struct block block = { .type = BLOCK_PARAGRAPH,
		.text = "中文ab",
		.nbytes = 8,
		.spans = spans,
		.nspans = 2 };
	static const struct article article = {
		.index = 3, .blocks = &block, .nblocks = 1
	};
	static const struct highlight at[] = {
		{ 2, 0, 0, 8, ROLE_MATCH_HERE },
		{ 3, 0, 0, 6, ROLE_MATCH },
		{ 3, HIGHLIGHT_HEAD, 0, 8, ROLE_MATCH },
	};
	static const struct highlights lit = { at, 3 };
	struct line l = LINE(8, .gaps = one_gap, .ngaps = 1);
	struct canvas c;

	(void)state;
	l.role = ROLE_TEXT;
	canvas_init(&c, 1, 12, 1);
	canvas_line(&c, 0, 0, 12, &l, &article, &lit);
	row_is(&c, 0, "中  文ab    ");
	assert_int_equal(canvas_at(&c, 0, 0)->role, ROLE_MATCH);
	assert_int_equal(canvas_at(&c, 0, 0)->style, STYLE_STRONG);
	assert_int_equal(canvas_at(&c, 0, 3)->role, ROLE_MATCH); /* the gap */
	assert_int_equal(canvas_at(&c, 0, 4)->role, ROLE_MATCH);
	assert_int_equal(canvas_at(&c, 0, 4)->style, 0);
	assert_int_equal(canvas_at(&c, 0, 6)->role, ROLE_LINK);
	assert_int_equal(canvas_at(&c, 0, 7)->role, ROLE_TEXT);

	l.part = PART_DECK;
	canvas_line(&c, 0, 0, 12, &l, &article, &lit);
	assert_int_equal(canvas_at(&c, 0, 0)->role, ROLE_TEXT);
	l.part = PART_KICKER;
	canvas_line(&c, 0, 0, 12, &l, &article, &lit);
	assert_int_equal(canvas_at(&c, 0, 0)->role, ROLE_MATCH);
	canvas_fini(&c);
}

/* A word that was found, parted over two lines: both halves and the hyphen. */
static void
parted_words_are_lit(void **state)
{
	static const struct block block = {
		.type = BLOCK_PARAGRAPH, .text = "see council now", .nbytes = 15
	};
	static const struct article article = { .blocks = &block,
		.nblocks = 1 };
	static const struct highlight at[] = { { 0, 0, 4, 11, ROLE_MATCH } };
	static const struct highlights lit = { at, 1 };
	const struct line lines[] = {
		{ .text = block.text,
		    .to = 8,
		    .ncells = 9,
		    .flags = LINE_HYPHEN },
		{ .text = block.text, .from = 8, .to = 15, .ncells = 7 },
	};
	struct canvas c;

	(void)state;
	canvas_init(&c, 2, 10, 1);
	for (int i = 0; i < 2; i++)
		canvas_line(&c, i, 0, 9, &lines[i], &article, &lit);
	row_is(&c, 0, "see coun- ");
	row_is(&c, 1, "cil now   ");
	assert_int_equal(canvas_at(&c, 0, 3)->role, ROLE_TEXT);
	for (int x = 4; x < 9; x++)
		assert_int_equal(canvas_at(&c, 0, x)->role, ROLE_MATCH);
	assert_int_equal(canvas_at(&c, 1, 2)->role, ROLE_MATCH);
	assert_int_equal(canvas_at(&c, 1, 3)->role, ROLE_TEXT);
	canvas_fini(&c);
}

static void
cells_lead_back_to_bytes(void **state)
{
	static const int want[] = { 0, 0, 0, 3, 3, 3, 3, 6, 7, 7, 7 };
	const struct line l = LINE(9, .indent = 1, .gaps = one_gap, .ngaps = 1);

	(void)state;
	for (int x = 0; x < 11; x++)
		assert_int_equal(canvas_line_byte(&l, 12, x, 1), want[x]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_written),
		cmocka_unit_test(wide_glyphs_go_as_a_whole),
		cmocka_unit_test(labels_say_when_they_are_cut),
		cmocka_unit_test(rules_are_ascii_where_lines_are_not_safe),
		cmocka_unit_test(tint_leaves_the_text),
		cmocka_unit_test(lines_are_drawn),
		cmocka_unit_test(spans_and_matches_are_dressed),
		cmocka_unit_test(parted_words_are_lit),
		cmocka_unit_test(cells_lead_back_to_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
