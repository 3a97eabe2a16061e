/*
 * Nameplates against files that were read and agreed to,
 * tests/golden/nameplate/PAPER.WIDTHxHEIGHT-AMBIGUOUS, and what holds for all of
 * them.  GENERATE=1 writes the files anew; read the difference.
 */
#include "src/layout/nameplate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/layout/bigtype.h"
#include "src/layout/canvas.h"
#include "src/layout/story.h"
#include "src/print/text.h"
#include "src/text/glyph.h"

enum { PATH_BYTES = 256, PLATE_ROWS = 20 };

static const struct paper {
	const char *name;
	const char *text;
} papers[] = {
	{ "zh",
	    "---\npaper: 雁浦潮报 The Yanpu Tidings\ndate: 2026-03-20\n"
	    "lang: zh-Hans\nplace: 雁浦\nmotto: 潮来有信　报来有据\n"
	    "price: 2元\nno: 31207\nedition: 晨潮版\n---\n"
	    "# A1 要闻\n\n## 甲\n\n文。\n\n# A2 民生\n\n## 乙\n\n文。\n" },
	{ "en",
	    "---\npaper: The Daily Tidings\ndate: 2026-03-20\nlang: en\n"
	    "place: Yanpu\nmotto: All the tides that turn\nprice: £1\n---\n"
	    "# A1 News\n\n## One\n\nText.\n" },
	{ "ko",
	    "---\npaper: 나루신문\ndate: 2026-03-20\nlang: ko\n---\n"
	    "# 1 종합\n\n## 하나\n\n글.\n\n# 2 사회\n\n## 둘\n\n글.\n" },
	/* U+9F98 is in none of the standards. */
	{ "rare",
	    "---\npaper: 龘报\ndate: 2026-03-20\nlang: zh-Hans\n---\n"
	    "# A1 要闻\n\n## 甲\n\n文。\n" },
};

enum { NPAPERS = sizeof papers / sizeof *papers };

static const struct size {
	int width, height;
} sizes[] = { { 80, 24 }, { 120, 40 }, { 160, 50 }, { 200, 60 } };

static struct edition *
open_paper(const struct paper *p)
{
	const struct source source = {
		.text = p->text, .nbytes = strlen(p->text), .name = p->name
	};
	struct builder *b = builder_new(p->name, NULL);

	assert_int_equal(reader_native.read(&source, b, NULL, NULL), 0);
	return builder_finish(b);
}

/* Draw it as the front page does; returns its rows. */
static int
draw_plate(struct canvas *c, const struct edition *e,
    const struct layout_params *params)
{
	struct arena *a = arena_new();
	struct puts puts = { 0 };
	int n = params->width - 2;
	int nrows = nameplate_put(&puts, e, params, 1, n, a);

	assert_in_range(nrows, 0, PLATE_ROWS);
	canvas_init(c, PLATE_ROWS, params->width, params->ambiguous);
	canvas_clear(c);
	for (size_t i = 0; i < puts.n; i++) {
		const struct put *p = &puts.at[i];
		int col = p->col;
		assert_in_range(p->row, 0, nrows - 1);
		assert_in_range(p->col, 1, n);
		assert_in_range(p->n, 1, n + 1 - p->col);
		if (p->kind == PUT_ROW) {
			canvas_hrule(c, p->row, col, p->n,
			    layout_has_line_rules(params), p->role);
			continue;
		}
		int used = (int)glyph_ncells(
		    p->text, strlen(p->text), params->ambiguous);
		if (used > p->n) /* cut */
			used = p->n;
		if (p->kind == PUT_RIGHT)
			col += p->n - used;
		if (p->kind == PUT_CENTER)
			col += (p->n - used) / 2;
		/* Nothing stands over anything else. */
		for (int k = 0; k < used; k++)
			assert_string_equal(
			    canvas_at(c, p->row, col + k)->bytes, " ");
		canvas_label(c, p->row, col, used, p->text, p->role);
	}
	free(puts.at);
	arena_free(a);
	return nrows;
}

static struct layout_params
params_for(struct size size, int ambiguous)
{
	struct layout_params p;

	layout_params_init(&p);
	p.width = size.width;
	p.height = size.height;
	p.ambiguous = ambiguous;
	return p;
}

/* --- golden -------------------------------------------------------------- */

static void
read_whole(struct buf *out, const char *path)
{
	char bytes[4096];
	FILE *f = fopen(path, "r");
	size_t n;

	buf_init(out);
	if (!f)
		return;
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(out, bytes, n);
	(void)fclose(f);
}

static void
check_golden(const struct buf *got, const char *path)
{
	struct buf want;

	if (getenv("GENERATE")) {
		FILE *f = fopen(path, "w");
		assert_non_null(f);
		assert_int_equal(fwrite(got->bytes, 1, got->n, f), got->n);
		assert_int_equal(fclose(f), 0);
	}
	read_whole(&want, path);
	if (strcmp(buf_str(got), buf_str(&want)) != 0) {
		print_error("%s", buf_str(got));
		fail_msg("differs from %s", path);
	}
	buf_fini(&want);
}

static void
plates_are_as_agreed(void **state)
{
	(void)state;
	for (size_t i = 0; i < NPAPERS; i++) {
		struct edition *e = open_paper(&papers[i]);
		for (size_t k = 0; k < 2 * (sizeof sizes / sizeof *sizes);
		     k++) {
			struct layout_params p =
			    params_for(sizes[k / 2], 1 + (int)(k % 2));
			char path[PATH_BYTES];
			struct canvas c;
			struct buf got;
			(void)snprintf(path, sizeof path,
			    "tests/golden/nameplate/%s.%dx%d-%d",
			    papers[i].name, p.width, p.height, p.ambiguous);
			buf_init(&got);
			int nrows = draw_plate(&c, e, &p);
			text_add_rows(&got, &c, 0, nrows, NULL);
			check_golden(&got, path);
			buf_fini(&got);
			canvas_fini(&c);
		}
		edition_free(e);
	}
}

/* --- what holds for all -------------------------------------------------- */

/* A braille pattern, or a block. */
static int
is_big(const struct cell *c)
{
	return c->role == ROLE_NAMEPLATE && c->nbytes == 3 &&
	    (strncmp(c->bytes, "\xE2\x96", 2) == 0 ||
		(strncmp(c->bytes, "\xE2\xA0", 2) >= 0 &&
		    strncmp(c->bytes, "\xE2\xA4", 2) < 0));
}

/* Rows of big type, which are as wide whatever the terminal takes. */
static int
count_big(struct canvas *c, int ambiguous)
{
	int n = 0;

	for (int i = 0, row = -1; i < c->nrows * c->ncols; i++) {
		const struct cell *cell = &c->cells[i];
		if (!is_big(cell))
			continue;
		n += i / c->ncols != row;
		row = i / c->ncols;
		if (ambiguous == 2)
			assert_int_equal(
			    glyph_ncells(cell->bytes, cell->nbytes, 1),
			    glyph_ncells(cell->bytes, cell->nbytes, 2));
	}
	return n;
}

static void
no_plate_bends_the_sheet(void **state)
{
	(void)state;
	for (size_t i = 0; i < NPAPERS; i++) {
		struct edition *e = open_paper(&papers[i]);
		for (int n = 0; n < 3 * 2 * 23 * 14; n++) {
			struct size size = { 20 + n % 23 * 10,
				5 + n / 23 % 14 * 5 };
			struct layout_params p =
			    params_for(size, 1 + n / (23 * 14) % 2);
			struct canvas c;
			p.nameplate = (enum nameplate)(n / (2 * 23 * 14));
			int nrows = draw_plate(&c, e, &p);
			int nbig = count_big(&c, p.ambiguous);
			/* An eighth, or little more. */
			assert_true(nbig * 15 <= size.height * 2);
			if (p.nameplate != NAMEPLATE_LARGE || size.height < 36)
				assert_int_equal(nbig, 0);
			if (p.nameplate == NAMEPLATE_OFF)
				assert_int_equal(nrows, 0);
			canvas_fini(&c);
		}
		edition_free(e);
	}
}

static void
a_reader_without_eyes_gets_letters(void **state)
{
	(void)state;
	struct edition *e = open_paper(&papers[0]);
	struct layout_params p = params_for(sizes[1], 1);
	struct canvas c;

	draw_plate(&c, e, &p);
	assert_int_equal(count_big(&c, 1), 4);
	canvas_fini(&c);
	p.linear = true;
	draw_plate(&c, e, &p);
	assert_int_equal(count_big(&c, 1), 0);
	canvas_fini(&c);
	edition_free(e);
}

/* --- big type ------------------------------------------------------------ */

static const struct type_case {
	const char *text;
	enum bigtype_cells cells;
	int gap;
	const char *want; /* rows by newlines; NULL: not in the font */
} types[] = {
	{ "-", BIGTYPE_BLOCKS, 0, "▀▀▀▀\n" },
	{ "-", BIGTYPE_BRAILLE, 0, "⠉⠉\n" },
	{ "一", BIGTYPE_BRAILLE, 0, "⠉⠉⠉⠉⠉⠉⠉⠁\n" },
	{ "一一", BIGTYPE_BRAILLE, 2, "⠉⠉⠉⠉⠉⠉⠉⠁  ⠉⠉⠉⠉⠉⠉⠉⠁\n" },
	{ "--", BIGTYPE_BRAILLE, 2, "⠉⠉  ⠉⠉\n" },
	{ "", BIGTYPE_BRAILLE, 0, NULL },
	{ " 　", BIGTYPE_BRAILLE, 0, NULL },
	{ "龘", BIGTYPE_BRAILLE, 0, NULL },
	{ "报\n", BIGTYPE_BLOCKS, 0, NULL },
	{ "e\xCC\x81", BIGTYPE_BLOCKS, 0, NULL },
	{ "0123456789012345678901234567890123456789012345678", BIGTYPE_BLOCKS,
	    0, NULL },
};

static void
big_type_is_made_of_dots(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		const struct type_case *t = &types[i];
		struct arena *a = arena_new();
		struct bigtype big;
		struct buf got;
		bool is_set = bigtype_set(
		    &big, t->text, strlen(t->text), t->cells, t->gap, a);
		assert_int_equal(is_set, t->want != NULL);
		buf_init(&got);
		for (int k = 0; is_set && k < big.nrows; k++) {
			buf_adds(&got, big.rows[k]);
			buf_addc(&got, '\n');
			assert_int_equal(
			    glyph_ncells(big.rows[k], strlen(big.rows[k]), 1),
			    big.ncells);
		}
		if (is_set)
			assert_string_equal(buf_str(&got), t->want);
		buf_fini(&got);
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plates_are_as_agreed),
		cmocka_unit_test(no_plate_bends_the_sheet),
		cmocka_unit_test(a_reader_without_eyes_gets_letters),
		cmocka_unit_test(big_type_is_made_of_dots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
