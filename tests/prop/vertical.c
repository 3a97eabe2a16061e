/*
 * What holds for every article in vertical lines: each row is exactly as wide
 * as any other whatever the terminal takes for ambiguous characters, each slot
 * is shown once and in order, and places lead back to their sheets.
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

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/builder.h"
#include "src/layout/canvas.h"
#include "src/layout/sheet.h"
#include "src/layout/vertical_form.h"
#include "src/layout/vertical_slot.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

enum { EDITIONS = 150, MAX_BLOCKS = 9, MAX_WORDS = 120, LAST_CP = 0x3FFFF };

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

/* --- random articles ----------------------------------------------------- */

static const char *const zh[] = { "堤", "潮", "渡", "轮", "报", "城", "新",
	"，", "。", "、", "：", "“", "”", "《", "》", "（", "）", "——", "……",
	"5", "26", "8.5%", "2031年", "GDP", "·", "①", "℃", "●", "→" };
static const char *const ja[] = { "潮", "の", "ー", "っ", "。", "、", "「",
	"」", "スーパー", "々", "〜", "ｶﾅ", "12", "“", "”" };
static const char *const ko[] = { "바다", "가 ", "오늘", " ", "다. ", ", ", "3",
	"(", ")", "물", "‘", "’" };
static const char *const latin[] = { "Uber", " the ", "café", "x-ray ",
	"don’t ", "Ω", "https://a.cn/b?c=d ", "(a)", "...", "±", "é",
	"\"q\" " };
static const char *const south[] = { "ภาษา", "ไทย ", "กำ", "हिन्दी", "தமிழ்",
	"ก็" };
static const char *const others[] = { "سلام ", "שלום", "Жук", "👍🏽", "🇨🇳",
	"👩‍🌾", "☀️", "e\u0301\u0302", "\u200B", "\u00AD", "\t",
	"𠀀", "𰻝" };

static const struct pool {
	const char *const *words;
	size_t n;
} pools[] = {
	{ zh, sizeof zh / sizeof *zh },
	{ ja, sizeof ja / sizeof *ja },
	{ ko, sizeof ko / sizeof *ko },
	{ latin, sizeof latin / sizeof *latin },
	{ south, sizeof south / sizeof *south },
	{ others, sizeof others / sizeof *others },
};

static char *
random_text(unsigned n, unsigned main_pool)
{
	struct buf b;

	buf_init(&b);
	buf_adds(&b, "堤");
	for (unsigned i = 0; i < n; i++) {
		const struct pool *p = &pools[pick(4) ? main_pool : pick(6)];
		buf_adds(&b, p->words[pick((unsigned)p->n)]);
	}
	return buf_take(&b);
}

static void
set_random(
    struct builder *b, enum article_field field, unsigned n, unsigned pool)
{
	char *s = random_text(pick(n), pool);

	builder_set(b, field, s);
	free(s);
}

static struct edition *
random_edition(void)
{
	static const enum block_type types[] = { BLOCK_PARAGRAPH,
		BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_SUBHEAD, BLOCK_QUOTE,
		BLOCK_CREDIT, BLOCK_STANDFIRST };
	static const char *const languages[] = { "zh-Hans", "zh-Hant", "ja",
		"ko" };
	struct builder *b = builder_new("random", NULL);
	unsigned pool = pick(6);

	builder_page(b, "A01", NULL);
	builder_article(b, 0);
	builder_set(b, ARTICLE_LANGUAGE, languages[pick(4)]);
	set_random(b, ARTICLE_HEADLINE, 30, pool);
	if (pick(2))
		set_random(b, ARTICLE_KICKER, 12, pool);
	if (pick(3) == 0)
		set_random(b, ARTICLE_DECK, 40, pool);
	if (pick(2))
		builder_set(b, ARTICLE_BYLINE, "● 本报记者 闻岸 许听澜");
	builder_cut_off(b, pick(8) == 0);
	for (unsigned i = pick(MAX_BLOCKS); i > 0; i--) {
		enum block_type type = types[pick(7)];
		char *s = random_text(
		    pick(type == BLOCK_SUBHEAD ? 12 : MAX_WORDS), pool);
		builder_text(b, type, s, strlen(s));
		free(s);
	}
	return builder_finish(b);
}

static struct layout_params
random_params(void)
{
	struct layout_params p;

	layout_params_init(&p);
	p.writing = WRITING_VERTICAL;
	p.width = 20 + (int)pick(pick(2) ? 60 : 200);
	p.height = 5 + (int)pick(pick(2) ? 30 : 90);
	if (pick(6) == 0)
		p.height = 0;
	p.columns = pick(3) ? 0 : (int)pick(5);
	p.measure = pick(4) ? 0 : 12 + (int)pick(60);
	p.ambiguous = 1 + (int)pick(2);
	p.hang = (int)pick(3);
	p.kinsoku = (enum kinsoku)pick(4);
	p.rule = (enum rule_style)pick(4);
	p.basic_forms = pick(2);
	p.han_digits = pick(2);
	return p;
}

/* --- slots --------------------------------------------------------------- */

static void
every_character_fills_its_slot(void **state)
{
	(void)state;
	for (unsigned cp = 1; cp <= LAST_CP; cp++) {
		char s[UTF8_MAX + 1], form[FORM_BYTES];
		size_t n;
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		n = utf8_encode(s, cp);
		for (int basic = 0; basic < 2; basic++) {
			form_paint(form, form_of(cp, basic), s, n);
			for (int ambiguous = 1; ambiguous <= 2; ambiguous++)
				if (glyph_ncells(form, strlen(form),
					ambiguous) != SLOT_CELLS)
					fail_msg("U+%04X", cp);
		}
	}
}

/* Slots of the article's blocks that something is seen of. */
static size_t
count_slots(const struct article *a, const struct layout_params *p)
{
	struct arena *arena = arena_new();
	size_t n = 0;

	for (size_t i = 0; i < a->nblocks; i++) {
		const struct block *b = &a->blocks[i];
		const char *language = lang_guess(b->text, b->nbytes);
		if (!language || lang_is_east_asian(language))
			language = a->language;
		struct cluster_params cp = { .ambiguous = p->ambiguous,
			.kinsoku = p->kinsoku,
			.language = language };
		struct slot_params params = { .language = language,
			.basic = p->basic_forms,
			.han_digits = p->han_digits };
		struct clusters c =
		    cluster_text(b->text, b->nbytes, &cp, arena);
		struct slots s = slots_make(b->text, &c, &params, arena);
		size_t at = 0;
		for (size_t k = 0; k < s.n; k++) {
			assert_int_equal(s.at[k].at, at);
			at += s.at[k].nbytes;
			n += s.at[k].kind != CLUSTER_SPACE;
		}
		assert_int_equal(at, b->nbytes);
	}
	arena_free(arena);
	return n;
}

/* --- sheets -------------------------------------------------------------- */

static size_t
row_width(const struct canvas *c, int row, int ambiguous)
{
	size_t n = 0;

	for (int col = 0; col < c->ncols; col++) {
		const struct cell *cell = &c->cells[row * c->ncols + col];
		n += glyph_ncells(cell->bytes, cell->nbytes, ambiguous);
	}
	return n;
}

static bool
is_rule(const struct canvas *c, int row)
{
	for (int col = 0; col < c->ncols; col++)
		if (c->cells[row * c->ncols + col].role == ROLE_GUTTER)
			return true;
	return false;
}

static void
rows_are_straight(const struct canvas *c)
{
	for (int row = 0; row < c->nrows; row++) {
		if (is_rule(c, row))
			continue;
		assert_int_equal(row_width(c, row, 1), c->ncols);
		assert_int_equal(row_width(c, row, 2), c->ncols);
	}
}

struct seen {
	struct anchor last;
	size_t n;
};

static bool
is_head(const struct cell *c)
{
	return c->role == ROLE_KICKER || c->role == ROLE_HEADLINE ||
	    c->role == ROLE_LEAD || c->role == ROLE_DECK ||
	    c->role == ROLE_BYLINE || c->role == ROLE_NOTICE;
}

static void
read_cell(const struct edition *e, struct sheets *s, size_t i, struct canvas *c,
    int row, int col, struct seen *seen)
{
	const struct cell *cell = canvas_at(c, row, col);
	struct anchor at;

	if (cell->nbytes == 0 || col + 1 == c->ncols || is_head(cell) ||
	    sheets_hit(s, i, row, col, &at) != 0 ||
	    at.block >= e->articles[0]->nblocks)
		return;
	/* A blank slot, or one that is not reached by the line. */
	if (cell->bytes[0] == ' ' &&
	    canvas_at(c, row, col + 1)->bytes[0] == ' ')
		return;
	if (cell[1].nbytes > 0 && sheets_hit(s, i, row, col - 1, &at) == 0)
		return; /* the second of a pair */
	if (seen->n > 0 && anchor_compare(at, seen->last) <= 0)
		fail_msg("block %u byte %u is out of order", at.block, at.byte);
	/* Below a head of more than one sheet, places are borrowed. */
	if (anchor_compare(sheets_anchor(s, i), at) <= 0)
		assert_int_equal(sheets_find(s, at), i);
	seen->last = at;
	seen->n++;
}

/* Tier by tier, from right to left, from top to bottom. */
static void
read_sheet(const struct edition *e, struct sheets *s, size_t i,
    const struct layout_params *p, struct canvas *c, struct seen *seen)
{
	int rows = sheets_measure(s) / SLOT_CELLS + (layout_hang(p) > 0);

	for (int top = 0; top < c->nrows; top += rows + 1)
		for (int col = c->ncols - 1; col >= 0; col--)
			for (int row = top; row < top + rows && row < c->nrows;
			     row++)
				read_cell(e, s, i, c, row, col, seen);
}

static void
every_slot_is_shown_once(void **state)
{
	int nvertical = 0;

	(void)state;
	for (int n = 0; n < EDITIONS; n++) {
		struct edition *e = random_edition();
		struct layout_params p = random_params();
		struct sheets *s = sheets_new(e, 0, &p);
		struct seen seen = { .n = 0 };
		/* Mostly in Latin letters, it is horizontal. */
		bool is_vertical = sheets_are_vertical(s);
		for (size_t i = is_vertical ? 0 : SHEETS_NONE; i != SHEETS_NONE;
		     i = sheets_next(s, i)) {
			struct canvas c;
			int nrows = sheets_nrows(s, i);
			if (p.height > 0)
				assert_true(nrows <= p.height);
			canvas_init(&c, nrows, p.width, p.ambiguous);
			sheets_draw(s, i, &c, 0, 0, NULL);
			rows_are_straight(&c);
			read_sheet(e, s, i, &p, &c, &seen);
			canvas_fini(&c);
		}
		if (is_vertical)
			assert_int_equal(
			    seen.n, count_slots(e->articles[0], &p));
		nvertical += is_vertical;
		sheets_free(s);
		edition_free(e);
	}
	assert_true(nvertical > EDITIONS / 3);
}

static void
places_lead_to_their_sheets(void **state)
{
	(void)state;
	for (int n = 0; n < EDITIONS; n++) {
		struct edition *e = random_edition();
		struct layout_params p = random_params();
		struct layout_params q = random_params();
		q.writing = (enum writing)pick(2);
		struct sheets *s = sheets_new(e, 0, &p);
		struct sheets *t = sheets_new(e, 0, &q);
		for (size_t i = 0; i != SHEETS_NONE; i = sheets_next(s, i)) {
			struct anchor at = sheets_anchor(s, i);
			size_t other = sheets_find(t, at);
			size_t next = sheets_next(t, other);
			assert_int_equal(sheets_find(s, at), i);
			assert_true(
			    anchor_compare(sheets_anchor(t, other), at) <= 0);
			if (next != SHEETS_NONE)
				assert_true(anchor_compare(at,
						sheets_anchor(t, next)) < 0);
		}
		sheets_free(t);
		sheets_free(s);
		edition_free(e);
	}
}

int
main(void)
{
	const char *given = getenv("BROADSHEET_SEED");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_character_fills_its_slot),
		cmocka_unit_test(every_slot_is_shown_once),
		cmocka_unit_test(places_lead_to_their_sheets),
	};

	seed = given ? strtoull(given, NULL, 10) : 20260320;
	printf("seed %llu\n", (unsigned long long)seed);
	return cmocka_run_group_tests_name("vertical", tests, NULL, NULL);
}
