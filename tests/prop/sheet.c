/*
 * What holds for every edition on every sheet: each character is shown once and
 * in order, places lead back to their sheets, nothing sticks out.
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

#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/layout/canvas.h"
#include "src/layout/sheet.h"
#include "src/text/glyph.h"

enum { EDITIONS = 60, MAX_BLOCKS = 14, MAX_CHARACTERS = 160 };

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

/* --- random editions ----------------------------------------------------- */

static const char *const han[] = { "堤", "潮", "渡", "轮", "报", "城", "新",
	"水", "风", "石", "人", "街", "，", "。", "、", "：", "“", "”", "《",
	"》", "（", "）", "——", "……", "5", "26", "8.5%", "GDP", "·" };
static const char *const latin[] = { "tide ", "the ", "harbour ", "of ",
	"ferries, ", "a ", "night. ", "“slow ", "clock” ", "re-opening ",
	"12,400 ", "and ", "extraordinarily ", "quay ", "at ", "café " };

static char *
random_text(unsigned n, bool is_han)
{
	struct buf b;

	buf_init(&b);
	for (unsigned i = 0; i <= n; i++)
		buf_adds(&b,
		    is_han ? han[pick(sizeof han / sizeof *han)]
			   : latin[pick(sizeof latin / sizeof *latin)]);
	return buf_take(&b);
}

static void
set_random(struct builder *b, enum article_field field, unsigned n, bool is_han)
{
	char *s = random_text(pick(n), is_han);

	builder_set(b, field, s);
	free(s);
}

static void
add_article(struct builder *b, bool is_han)
{
	static const enum block_type types[] = { BLOCK_PARAGRAPH,
		BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,
		BLOCK_SUBHEAD, BLOCK_QUOTE, BLOCK_ITEM, BLOCK_CREDIT };
	static const char *const weights[] = { "lead", "major", "normal",
		"brief" };

	builder_article(b, 0);
	set_random(b, ARTICLE_HEADLINE, 24, is_han);
	if (pick(2))
		set_random(b, ARTICLE_KICKER, 12, is_han);
	if (pick(3) == 0)
		set_random(b, ARTICLE_DECK, 30, is_han);
	if (pick(3))
		builder_set(b, ARTICLE_BYLINE, "● 本报记者 闻岸 许听澜");
	if (pick(2))
		builder_set(b, ARTICLE_WEIGHT, weights[pick(4)]);
	builder_cut_off(b, pick(8) == 0);
	for (unsigned i = pick(3); i > 0; i--) {
		char *s = random_text(pick(60), is_han);
		builder_text(b, BLOCK_STANDFIRST, s, strlen(s));
		free(s);
	}
	for (unsigned i = pick(MAX_BLOCKS); i > 0; i--) {
		enum block_type type = types[pick(8)];
		char *s = random_text(
		    pick(type == BLOCK_SUBHEAD ? 12 : MAX_CHARACTERS), is_han);
		builder_text(b, type, s, strlen(s));
		free(s);
	}
}

static struct edition *
random_edition(void)
{
	struct builder *b = builder_new("random", NULL);
	bool is_han = pick(3) > 0;

	if (pick(2))
		builder_edition(b, EDITION_TITLE, "雁浦潮报");
	if (pick(2))
		builder_edition(b, EDITION_DATE, "2026-03-20");
	if (pick(2))
		builder_edition(b, EDITION_MOTTO, "潮来有信");
	for (unsigned i = 1 + pick(4); i > 0; i--) {
		builder_page(
		    b, pick(4) ? "A01" : NULL, pick(2) ? "要闻" : NULL);
		if (pick(3) == 0)
			builder_page_note(b, "本版编辑 石楠");
		for (unsigned k = pick(8); k > 0; k--)
			add_article(b, pick(9) ? is_han : !is_han);
	}
	return builder_finish(b);
}

static struct layout_params
random_params(void)
{
	struct layout_params p;

	layout_params_init(&p);
	p.width = 20 + (int)pick(pick(2) ? 60 : 481);
	p.height = 3 + (int)pick(pick(2) ? 30 : 198);
	if (pick(8) == 0)
		p.height = 0;
	p.columns = pick(3) ? 0 : (int)pick(6);
	p.ambiguous = 1 + (int)pick(2);
	p.rule = (enum rule_style)pick(4);
	p.linear = pick(8) == 0;
	return p;
}

/* --- sheets -------------------------------------------------------------- */

struct seen {
	struct anchor last;
	size_t n; /* clusters */
	bool is_begun;
};

/* Every row holds whole glyphs, exactly as wide as the canvas. */
static void
rows_are_whole(struct canvas *c)
{
	for (int row = 0; row < c->nrows; row++) {
		int x = 0;
		while (x < c->ncols) {
			const struct cell *at = canvas_at(c, row, x);
			assert_in_range(
			    at->ncells, 1, at->is_unsure ? CELL_MOST : 2);
			assert_true(at->nbytes > 0);
			x += at->ncells;
		}
		assert_int_equal(x, c->ncols);
	}
}

/* What a cell shows is what the article has at the place that it leads to. */
static void
cell_is_text(const struct edition *e, struct canvas *c, int row, int col,
    struct anchor at, struct seen *seen)
{
	const struct article *a = e->articles[at.article];
	const struct cell *cell = canvas_at(c, row, col);
	struct glyph g;

	if (at.block >= a->nblocks || cell->nbytes == 0 ||
	    strcmp(cell->bytes, " ") == 0)
		return;
	const struct block *b = &a->blocks[at.block];
	glyph_next(&g, b->text + at.byte, b->nbytes - at.byte, c->ambiguous);
	if (strcmp(g.bytes, cell->bytes) != 0)
		return; /* in the indent: a label; or a hyphen */
	if (seen->is_begun && anchor_compare(at, seen->last) == 0)
		fail_msg("shown twice: block %u byte %u", at.block, at.byte);
	assert_true(!seen->is_begun || anchor_compare(at, seen->last) > 0);
	seen->last = at;
	seen->is_begun = true;
	seen->n++;
}

static bool
is_head(const struct cell *c)
{
	return c->role == ROLE_KICKER || c->role == ROLE_HEADLINE ||
	    c->role == ROLE_LEAD || c->role == ROLE_MAJOR ||
	    c->role == ROLE_BRIEF || c->role == ROLE_DECK ||
	    c->role == ROLE_BYLINE;
}

/* Read a sheet as one reads it: down each column, then the next. */
static void
read_sheet(const struct edition *e, struct sheets *s, size_t i,
    struct canvas *c, struct seen *seen)
{
	const int gutter = 3;
	int n = sheets_ncolumns(s);
	int pitch = sheets_measure(s) + gutter;
	int left = (c->ncols - n * pitch + gutter) / 2;

	for (int k = 0; k < n; k++) {
		int from = k == 0 ? 0 : left + k * pitch;
		int end = k + 1 == n ? c->ncols : left + (k + 1) * pitch;
		for (int row = 0; row < c->nrows; row++) {
			for (int col = from; col < end; col++) {
				struct anchor at;
				if (!is_head(canvas_at(c, row, col)) &&
				    sheets_hit(s, i, row, col, &at) == 0)
					cell_is_text(e, c, row, col, at, seen);
			}
		}
	}
}

/* Clusters that are not white. */
static size_t
count_clusters(const struct article *a, int ambiguous)
{
	size_t n = 0;

	for (size_t i = 0; i < a->nblocks; i++) {
		const struct block *b = &a->blocks[i];
		for (size_t at = 0; at < b->nbytes;) {
			struct glyph g;
			at += glyph_next(
			    &g, b->text + at, b->nbytes - at, ambiguous);
			n += g.ncells > 0 && strcmp(g.bytes, " ") != 0;
		}
	}
	return n;
}

static void
article_is_whole(
    const struct edition *e, size_t index, const struct layout_params *p)
{
	struct sheets *s = sheets_new(e, index, p);
	struct seen seen = { .n = 0 };

	assert_true(sheets_count(s) > 0);
	for (size_t i = 0; i < sheets_count(s); i++) {
		int nrows = sheets_nrows(s, i);
		struct canvas c, d;
		if (p->height > 0)
			assert_true(nrows <= p->height);
		canvas_init(&c, nrows, p->width, p->ambiguous);
		canvas_init(&d, nrows + 2, p->width, p->ambiguous);
		sheets_draw(s, i, &c, 0, 0, NULL);
		sheets_draw(s, i, &d, 1, 0, NULL);
		rows_are_whole(&c);
		assert_memory_equal(c.cells, canvas_at(&d, 1, 0),
		    (size_t)nrows * (size_t)p->width * sizeof *c.cells);
		read_sheet(e, s, i, &c, &seen);
		canvas_fini(&d);
		canvas_fini(&c);
	}
	assert_int_equal(
	    seen.n, count_clusters(e->articles[index], p->ambiguous));
	sheets_free(s);
}

static void
every_character_is_shown_once(void **state)
{
	(void)state;
	for (int i = 0; i < EDITIONS; i++) {
		struct edition *e = random_edition();
		for (size_t k = 0; k < e->narticles; k++) {
			struct layout_params p = random_params();
			article_is_whole(e, k, &p);
		}
		edition_free(e);
	}
}

/* Does sheet i of `s` show the place `at`? */
static bool
shows(struct sheets *s, size_t i, struct anchor at)
{
	return anchor_compare(sheets_anchor(s, i), at) <= 0 &&
	    (i + 1 == sheets_count(s) ||
		anchor_compare(at, sheets_anchor(s, i + 1)) < 0);
}

static void
places_lead_to_their_sheets(void **state)
{
	(void)state;
	for (int i = 0; i < EDITIONS; i++) {
		struct edition *e = random_edition();
		for (size_t k = 0; k < e->narticles; k++) {
			struct layout_params p = random_params();
			struct layout_params q = random_params();
			struct sheets *s = sheets_new(e, k, &p);
			struct sheets *t = sheets_new(e, k, &q);
			struct anchor top = { (uint32_t)k, 0, 0 };
			unsigned left = sheets_seconds_left(s, 0);
			assert_int_equal(sheets_find(s, top), 0);
			for (size_t n = 0; n < sheets_count(s); n++) {
				struct anchor at = sheets_anchor(s, n);
				assert_int_equal(sheets_find(s, at), n);
				assert_true(shows(t, sheets_find(t, at), at));
				assert_true(sheets_seconds_left(s, n) <= left);
				left = sheets_seconds_left(s, n);
			}
			sheets_free(t);
			sheets_free(s);
		}
		edition_free(e);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_is_shown_once),
		cmocka_unit_test(places_lead_to_their_sheets),
	};
	const char *given = getenv("BROADSHEET_SEED");

	seed = given ? strtoull(given, NULL, 10) : 20260320;
	seed += seed == 0; /* the generator stands still at 0 */
	printf("seed %llu\n", (unsigned long long)seed);
	return cmocka_run_group_tests_name("sheet", tests, NULL, NULL);
}
