/*
 * What holds for every two canvases: painted one over the other, a terminal
 * shows the second, cell by cell; and what is shown already costs nothing.  So it
 * is on terminals that do not agree on the cells of a sign.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <vterm.h>

#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/layout/canvas.h"
#include "src/layout/sheet.h"
#include "tests/support/emu.h"
#include "ui/paint.h"

enum { TERMINALS = 60, CANVASES = 25, CHANGES = 12 };

static uint64_t seed;

/* xorshift64*: Vigna, ACM TOMS 42 (2016). */
static unsigned
pick(unsigned n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned)(seed * 0x2545F4914F6CDD1DULL >> 33) % n;
}

/* --- a terminal as ECMA-48 has it -------------------------------------------- */

static void
move_cursor(const struct paint_ways *w, struct buf *out, int row, int col)
{
	(void)w;
	buf_addf(out, "\033[%d;%dH", row + 1, col + 1);
}

static void
move_column(const struct paint_ways *w, struct buf *out, int col)
{
	(void)w;
	buf_addf(out, "\033[%dG", col + 1);
}

static void
change_ink(const struct paint_ways *w, struct buf *out,
    const struct paint_ink *from, const struct paint_ink *to)
{
	static const int codes[] = { 1, 2, 3, 4, 7 };

	(void)w;
	(void)from;
	buf_adds(out, "\033[0");
	for (int i = 0; i < 5; i++)
		if (to->attrs & 1u << i)
			buf_addf(out, ";%d", codes[i]);
	if (to->fg >= 0)
		buf_addf(out, ";38;5;%d", to->fg);
	if (to->bg >= 0)
		buf_addf(out, ";48;5;%d", to->bg);
	buf_addc(out, 'm');
}

/* Some can do less than others. */
static struct paint_ways
random_ways(void)
{
	return (struct paint_ways){
		.move = move_cursor,
		.column = pick(3) ? move_column : NULL,
		.ink = change_ink,
		.next_row = pick(3) ? "\r\n" : NULL,
		.first_col = pick(3) ? "\r" : NULL,
		.erase_end = pick(4) ? "\033[K" : NULL,
		.clear = "\033[H\033[2J",
		.erases_in_ink = pick(2),
	};
}

/* What only the simplest can. */
static const struct paint_ways simple_ways = { .move = move_cursor,
	.column = move_column,
	.ink = change_ink,
	.clear = "\033[H\033[2J" };

static void
random_inks(struct paint_ink inks[ROLE_COUNT])
{
	bool paper = pick(2);

	for (int i = 0; i < ROLE_COUNT; i++)
		inks[i] = (struct paint_ink){
			pick(2) ? -1 : 16 + (int)pick(3),
			paper         ? 230
			    : pick(5) ? -1
				      : 16 + (int)pick(3),
			pick(3)       ? 0
			    : pick(2) ? INK_BOLD
				      : 1u << pick(5) & ~INK_DIM,
		};
}

/* --- canvases ------------------------------------------------------------------ */

static void
change(struct canvas *c)
{
	static const char *const texts[] = { "潮水退后的长堤", "tide",
		"e\u0301", "  ", "│", "渡", "a 堤 b", "the harbour board" };
	int row = (int)pick((unsigned)c->nrows);
	int col = (int)pick((unsigned)c->ncols);
	enum role role = (enum role)pick(ROLE_COUNT);
	const char *s = texts[pick(sizeof texts / sizeof *texts)];

	switch (pick(5)) {
	case 0:
		canvas_fill(c, row, col, 1 + (int)pick(3),
		    (int)pick((unsigned)c->ncols), role);
		break;
	case 1:
		canvas_tint(c, row, col, 1, (int)pick(9), role);
		break;
	case 2:
		canvas_vrule(c, 0, col, c->nrows, 1, role);
		break;
	case 3:
		canvas_clear(c);
		break;
	default:
		for (int i = 0; i < 6; i++)
			canvas_text(c, (row + i) % c->nrows, col, c->ncols, s,
			    strlen(s), role);
	}
}

/* --- what a terminal shows ------------------------------------------------------ */

static void
color_is(const VTermColor *color, int want, bool is_default)
{
	if (want < 0)
		assert_true(is_default);
	else
		assert_true(VTERM_COLOR_IS_INDEXED(color) && !is_default &&
		    color->indexed.idx == want);
}

static void
cell_is(const VTermScreenCell *got, const struct cell *want,
    const struct paint_ink *ink)
{
	struct buf text;
	bool blank = strcmp(want->bytes, " ") == 0;

	buf_init(&text);
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && got->chars[i]; i++)
		buf_add_cp(&text, got->chars[i]);
	assert_string_equal(text.n ? buf_str(&text) : " ", want->bytes);
	buf_fini(&text);
	color_is(&got->bg, ink->bg, VTERM_COLOR_IS_DEFAULT_BG(&got->bg));
	assert_int_equal(got->attrs.reverse, !!(ink->attrs & INK_REVERSE));
	assert_int_equal(got->attrs.underline, !!(ink->attrs & INK_UNDERLINE));
	if (blank && !(ink->attrs & (INK_REVERSE | INK_UNDERLINE)))
		return;
	color_is(&got->fg, ink->fg, VTERM_COLOR_IS_DEFAULT_FG(&got->fg));
	assert_int_equal(got->attrs.bold, !!(ink->attrs & INK_BOLD));
	assert_int_equal(got->attrs.italic, !!(ink->attrs & INK_ITALIC));
}

static void
screen_is(VTerm *vt, const struct canvas *c, const struct paint_ink *inks)
{
	VTermScreen *screen = vterm_obtain_screen(vt);

	for (int row = 0; row < c->nrows; row++)
		for (int col = 0; col < c->ncols; col++) {
			const struct cell *want =
			    &c->cells[row * c->ncols + col];
			VTermScreenCell got;
			if (want->ncells == 0)
				continue;
			vterm_screen_get_cell(
			    screen, (VTermPos){ row, col }, &got);
			cell_is(&got, want, &inks[want->role]);
		}
}

/* What is painted, and by whom. */
struct stage {
	struct paint_ink inks[ROLE_COUNT];
	struct painter p;
	struct canvas c;
	struct buf out;
};

/* All inks are plain. */
static void
stage_begin(
    struct stage *st, const struct paint_ways *ways, int nrows, int ncols)
{
	buf_init(&st->out);
	canvas_init(&st->c, nrows, ncols, 1);
	paint_init(&st->p, ways);
	for (int i = 0; i < ROLE_COUNT; i++)
		st->inks[i] = (struct paint_ink){ -1, -1, 0 };
	paint_set_inks(&st->p, st->inks);
}

static void
stage_end(struct stage *st)
{
	paint_fini(&st->p);
	canvas_fini(&st->c);
	buf_fini(&st->out);
}

static void
stage_random_inks(struct stage *st)
{
	random_inks(st->inks);
	paint_set_inks(&st->p, st->inks);
}

/* The bytes that bring the canvas to the terminal. */
static const char *
stage_paint(struct stage *st)
{
	buf_cut(&st->out, 0);
	paint_canvas(&st->p, &st->out, &st->c);
	return buf_str(&st->out);
}

static void
use_terminal(int nrows, int ncols)
{
	VTerm *vt = vterm_new(nrows, ncols);
	struct paint_ways ways = random_ways();
	struct stage st;

	vterm_set_utf8(vt, 1);
	vterm_screen_reset(vterm_obtain_screen(vt), 1);
	stage_begin(&st, &ways, nrows, ncols);
	stage_random_inks(&st);
	for (int i = 0; i < CANVASES; i++) {
		for (unsigned k = pick(CHANGES); k > 0; k--)
			change(&st.c);
		if (pick(9) == 0)
			paint_forget(&st.p);
		if (pick(9) == 0)
			stage_random_inks(&st);
		stage_paint(&st);
		vterm_input_write(vt, buf_str(&st.out), st.out.n);
		screen_is(vt, &st.c, st.inks);
		assert_string_equal(stage_paint(&st), "");
	}
	stage_end(&st);
	vterm_free(vt);
}

static void
a_terminal_shows_the_canvas(void **state)
{
	(void)state;
	for (int i = 0; i < TERMINALS; i++)
		use_terminal(1 + (int)pick(12), 2 + (int)pick(70));
}

/* Rules that stand where they stood are passed over. */
static void
rules_are_not_written_again(void **state)
{
	struct stage st;

	(void)state;
	stage_begin(&st, &simple_ways, 1, 11);
	st.inks[ROLE_GUTTER].fg = 8;
	paint_set_inks(&st.p, st.inks);
	canvas_text(&st.c, 0, 0, 4, "潮水", 6, ROLE_TEXT);
	canvas_vrule(&st.c, 0, 5, 1, 1, ROLE_GUTTER);
	canvas_text(&st.c, 0, 7, 4, "efgh", 4, ROLE_TEXT);
	/* By its number, whatever the terminal made of the text before. */
	assert_non_null(strstr(stage_paint(&st), "潮水 \033[6G"));
	canvas_text(&st.c, 0, 0, 4, "渡轮", 6, ROLE_TEXT);
	canvas_text(&st.c, 0, 7, 4, "EFgH", 4, ROLE_TEXT);
	assert_string_equal(stage_paint(&st), "\033[1G渡轮\033[8GEFgH");
	stage_end(&st);
}

/* --- signs that take what they like -------------------------------------------- */

static void
change_signs(struct canvas *c)
{
	static const char *const texts[] = { "कोहरा छँट गया।", "की", "দুঃখ কোথায়",
		"கொடி", "នោះ ទៅ", "ကျောင်း", "ശ്രീ", "क्\u200Dष", "堤 b", "   ",
		"tide" };
	const char *s = texts[pick(sizeof texts / sizeof *texts)];
	int col = (int)pick((unsigned)c->ncols);

	if (pick(4) == 0)
		canvas_fill(c, (int)pick((unsigned)c->nrows), col, 1,
		    (int)pick((unsigned)(c->ncols - col)), ROLE_TEXT);
	else
		canvas_text(c, (int)pick((unsigned)c->nrows), col,
		    c->ncols - col, s, strlen(s),
		    pick(3) ? ROLE_TEXT : ROLE_LINK);
	if (pick(3) == 0)
		canvas_vrule(c, 0, c->ncols / 2, c->nrows, 1, ROLE_GUTTER);
}

static void
emu_cell_is(const struct emu *e, int row, int col, const struct cell *want)
{
	const struct emu_cell *got = &e->at->cells[row][col];
	struct buf text;

	buf_init(&text);
	for (int i = 0; i < EMU_MARKS && got->cp[i]; i++)
		buf_add_cp(&text, got->cp[i]);
	/*
	 * A letter has its place, whatever becomes of its signs, but that the
	 * last sign of a row may not have the room for two cells.
	 */
	if (want->is_unsure && e->options.spacing == EMU_TWO &&
	    col + 2 * want->ncells > e->ncols)
		assert_true(got->ncells <= 2);
	else if (want->is_unsure)
		assert_memory_equal(buf_str(&text), want->bytes,
		    e->options.spacing == EMU_NONE ? want->nbytes : 3);
	else if (want->ncells > 0)
		assert_string_equal(buf_str(&text), want->bytes);
	else if (e->options.spacing == EMU_NONE && got->ncells > 0)
		assert_string_equal(buf_str(&text), " ");
	buf_fini(&text);
}

static void
emu_is(const struct emu *e, const struct canvas *c)
{
	for (int row = 0; row < c->nrows; row++) {
		assert_false(e->at->wrapped[row]);
		for (int col = 0; col < c->ncols; col++)
			emu_cell_is(
			    e, row, col, &c->cells[row * c->ncols + col]);
	}
}

static void
use_emu(enum emu_spacing spacing, int nrows, int ncols)
{
	const struct emu_options options = { .ambiguous = 1,
		.spacing = spacing };
	struct emu *e = emu_new(nrows, ncols, &options);
	struct paint_ways ways = random_ways();
	struct stage st;

	/* Else a sign of two cells would begin another row. */
	ways.no_wrap = spacing == EMU_TWO || pick(2) ? "\033[?7l" : NULL;
	ways.wrap = ways.no_wrap ? "\033[?7h" : NULL;
	stage_begin(&st, &ways, nrows, ncols);
	stage_random_inks(&st);
	for (int i = 0; i < CANVASES; i++) {
		for (unsigned k = pick(CHANGES); k > 0; k--)
			change_signs(&st.c);
		stage_paint(&st);
		emu_write(e, buf_str(&st.out), st.out.n);
		emu_is(e, &st.c);
		assert_string_equal(stage_paint(&st), "");
	}
	assert_int_equal(e->nunknown, 0);
	assert_false(e->no_wrap);
	stage_end(&st);
	emu_free(e);
}

static void
signs_bend_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < TERMINALS; i++)
		for (int spacing = EMU_ONE; spacing <= EMU_TWO; spacing++)
			use_emu((enum emu_spacing)spacing, 1 + (int)pick(5),
			    8 + (int)pick(40));
}

/* Blanked, written, and what follows by its column. */
static void
a_sign_is_followed_by_a_move(void **state)
{
	struct stage st;

	(void)state;
	stage_begin(&st, &simple_ways, 1, 9);
	canvas_text(&st.c, 0, 1, 8, "काxyz", 9, ROLE_TEXT);
	assert_non_null(strstr(stage_paint(&st), "  \033[2Gका\033[4Gxyz"));
	/* A sign of two cells would have spoilt the next two. */
	canvas_text(&st.c, 0, 1, 2, "की", 6, ROLE_TEXT);
	assert_string_equal(stage_paint(&st), "\033[2G  \033[2Gकी\033[4Gxy");
	stage_end(&st);
}

/* --- a turn of the sheet ---------------------------------------------------------- */

static struct edition *
long_paragraphs(const char *const *words, size_t nwords)
{
	struct builder *b = builder_new("paper", NULL);
	struct buf text;

	builder_article(b, 0);
	for (int i = 0; i < 60; i++) {
		buf_init(&text);
		for (unsigned k = 200 + pick(200); k > 0; k--)
			buf_adds(&text, words[pick((unsigned)nwords)]);
		builder_text(b, BLOCK_PARAGRAPH, text.bytes, text.n);
		buf_fini(&text);
	}
	return builder_finish(b);
}

static size_t
count_ink(const struct canvas *c)
{
	size_t n = 0;

	for (int i = 0; i < c->nrows * c->ncols; i++)
		n += strcmp(c->cells[i].bytes, " ") != 0;
	return n;
}

/*
 * less takes 1.53 bytes for a cell of such Chinese that is not blank and 1.24
 * for one of English; a fifth more is what columns and their rules may cost.
 */
static void
turns_write_little(const struct edition *e, size_t percent)
{
	const struct paint_ways ways = { .move = move_cursor,
		.column = move_column,
		.ink = change_ink,
		.next_row = "\r\n",
		.first_col = "\r",
		.erase_end = "\033[K",
		.clear = "\033[H\033[2J" };
	struct paint_ink inks[ROLE_COUNT];
	struct layout_params p;
	struct painter painter;
	struct canvas c;
	struct buf out;

	layout_params_init(&p);
	p.width = 120;
	p.height = 38;
	for (int i = 0; i < ROLE_COUNT; i++)
		inks[i] = (struct paint_ink){ i == ROLE_TEXT ? -1 : i, -1, 0 };
	struct sheets *s = sheets_new(e, 0, &p);
	buf_init(&out);
	canvas_init(&c, p.height, p.width, 1);
	paint_init(&painter, &ways);
	paint_set_inks(&painter, inks);
	for (size_t i = 0; i < 4; i++) {
		buf_cut(&out, 0);
		canvas_clear(&c);
		sheets_draw(s, i, &c, 0, 0, NULL);
		paint_canvas(&painter, &out, &c);
		assert_true(i == 0 || out.n * 100 < count_ink(&c) * percent);
	}
	paint_fini(&painter);
	canvas_fini(&c);
	buf_fini(&out);
	sheets_free(s);
}

static void
a_turn_writes_little(void **state)
{
	static const char *const han[] = { "潮水", "退后", "，", "长堤", "合龙",
		"。", "渡轮", "照开", "石匠" };
	static const char *const latin[] = { "tide ", "the ", "harbour ", "of ",
		"ferries, ", "nights ", "slow ", "quay. " };
	struct edition *zh = long_paragraphs(han, sizeof han / sizeof *han);
	struct edition *en =
	    long_paragraphs(latin, sizeof latin / sizeof *latin);

	(void)state;
	turns_write_little(zh, 183);
	turns_write_little(en, 149);
	edition_free(zh);
	edition_free(en);
}

/* Bold black is black on terminals where bold is only heavy. */
static void
grey_can_be_seen_with_8_colours(void **state)
{
	struct palette p = palette_plain;
	struct paint_ink inks[ROLE_COUNT];

	(void)state;
	p.roles[ROLE_RULE] = (struct ink){ 0x808080, INK_DEFAULT, 0 };
	p.roles[ROLE_DIM] = (struct ink){ 0x808080, 0xE5E5E5, 0 };
	p.roles[ROLE_KEY] = (struct ink){ 0x808080, 0x000000, 0 };
	p.roles[ROLE_LINK] = (struct ink){ 0xFF0000, INK_DEFAULT, 0 };
	paint_inks(inks, &p, COLOR_16, 8);
	assert_int_equal(inks[ROLE_RULE].fg, -1);
	assert_int_equal(inks[ROLE_RULE].attrs, INK_DIM);
	assert_int_equal(inks[ROLE_DIM].fg, 0);
	assert_int_equal(inks[ROLE_DIM].attrs, 0);
	assert_int_equal(inks[ROLE_KEY].fg, 7);
	assert_int_equal(inks[ROLE_LINK].fg, 1);
	assert_int_equal(inks[ROLE_LINK].attrs, INK_BOLD);
	paint_inks(inks, &p, COLOR_16, 16);
	assert_int_equal(inks[ROLE_RULE].fg, 8);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_terminal_shows_the_canvas),
		cmocka_unit_test(rules_are_not_written_again),
		cmocka_unit_test(signs_bend_nothing),
		cmocka_unit_test(a_sign_is_followed_by_a_move),
		cmocka_unit_test(a_turn_writes_little),
		cmocka_unit_test(grey_can_be_seen_with_8_colours),
	};
	const char *given = getenv("BROADSHEET_SEED");

	seed = given ? strtoull(given, NULL, 10) : 20261124;
	seed += seed == 0; /* the generator stands still at 0 */
	printf("seed %llu\n", (unsigned long long)seed);
	return cmocka_run_group_tests_name("paint", tests, NULL, NULL);
}
