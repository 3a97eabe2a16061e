/*
 * Sheets, front pages and the folio: what a reader relies on, one case each.
 */
#include "src/layout/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/layout/canvas.h"
#include "src/layout/folio.h"
#include "src/layout/front.h"

enum { ROW_BYTES = 2048 };

/* A paragraph of `n` sentences of six characters. */
static void
add_paragraph(struct builder *b, int n)
{
	struct buf text;

	buf_init(&text);
	for (int i = 0; i < n; i++)
		buf_adds(&text, "潮水又涨了。");
	builder_text(b, BLOCK_PARAGRAPH, text.bytes, text.n);
	buf_fini(&text);
}

static void
add_article(struct builder *b, const char *headline, int nparagraphs)
{
	builder_article(b, 0);
	builder_set(b, ARTICLE_HEADLINE, headline);
	builder_set(b, ARTICLE_BYLINE, "本报记者 甘棠");
	for (int i = 0; i < nparagraphs; i++)
		add_paragraph(b, 12);
}

static struct edition *
paper(void)
{
	struct builder *b = builder_new("paper", NULL);

	builder_edition(b, EDITION_TITLE, "汀州晨报");
	builder_edition(b, EDITION_DATE, "2031-04-12");
	builder_edition(b, EDITION_LANGUAGE, "zh-Hans");
	builder_page(b, "01", "要闻");
	builder_page_note(b, "本版编辑 甘棠");
	add_article(b, "老桥今天重新走人", 12);
	add_article(b, "今夜有雨", 1);
	builder_page(b, "02", "民生");
	builder_section(b, "副刊");
	add_article(b, "春天的十一种泥", 4);
	builder_set(b, ARTICLE_WEIGHT, "lead");
	return builder_finish(b);
}

static struct layout_params
params(int width, int height)
{
	struct layout_params p;

	layout_params_init(&p);
	p.width = width;
	p.height = height;
	p.interface_ = "zh";
	return p;
}

static const char *
row_text(struct canvas *c, int row)
{
	static char out[ROW_BYTES];
	size_t n = 0;

	for (int x = 0; x < c->ncols; x++) {
		const struct cell *at = canvas_at(c, row, x);
		memcpy(out + n, at->bytes, at->nbytes);
		n += at->nbytes;
	}
	while (n > 0 && out[n - 1] == ' ')
		n--;
	out[n] = '\0';
	return out;
}

static bool
canvas_has(struct canvas *c, const char *what)
{
	for (int row = 0; row < c->nrows; row++)
		if (strstr(row_text(c, row), what))
			return true;
	return false;
}

/* --- sheets -------------------------------------------------------------- */

static struct canvas
drawn_sheet(const struct edition *e, size_t index,
    const struct layout_params *p, size_t nth)
{
	struct sheets *s = sheets_new(e, index, p);
	struct canvas c;

	canvas_init(&c, sheets_nrows(s, nth), p->width, p->ambiguous);
	sheets_draw(s, nth, &c, 0, 0, NULL);
	sheets_free(s);
	return c;
}

static void
the_head_stands_over_the_columns(void **state)
{
	struct edition *e = paper();
	struct layout_params p = params(120, 40);
	struct canvas c = drawn_sheet(e, 0, &p, 0);

	(void)state;
	assert_string_equal(row_text(&c, 0), "老桥今天重新走人");
	assert_string_equal(row_text(&c, 1), "本报记者 甘棠");
	assert_string_equal(row_text(&c, 2), "");
	assert_string_equal(canvas_at(&c, 3, 39)->bytes, "│");
	assert_string_equal(canvas_at(&c, 3, 80)->bytes, "│");
	assert_int_equal(canvas_at(&c, 3, 39)->role, ROLE_GUTTER);
	canvas_fini(&c);
	edition_free(e);
}

static void
rules_are_drawn_as_asked(void **state)
{
	static const struct {
		enum rule_style rule;
		int ambiguous;
		const char *want;
	} cases[] = {
		{ RULE_AUTO, 1, "│" },
		{ RULE_AUTO, 2, "|" },
		{ RULE_ASCII, 1, "|" },
		{ RULE_NONE, 1, " " },
	};
	struct edition *e = paper();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct layout_params p = params(120, 40);
		p.rule = cases[i].rule;
		p.ambiguous = cases[i].ambiguous;
		struct canvas c = drawn_sheet(e, 0, &p, 0);
		assert_string_equal(canvas_at(&c, 3, 39)->bytes, cases[i].want);
		canvas_fini(&c);
	}
	edition_free(e);
}

/* Three columns of two lines each would be stripes, not text. */
static void
a_short_article_takes_fewer_columns(void **state)
{
	struct edition *e = paper();
	struct layout_params p = params(120, 40);
	struct canvas c = drawn_sheet(e, 1, &p, 0);

	(void)state;
	assert_false(canvas_has(&c, "│"));
	canvas_fini(&c);
	p.columns = 3; /* unless they were asked for */
	c = drawn_sheet(e, 1, &p, 0);
	assert_string_equal(canvas_at(&c, 3, 39)->bytes, "│");
	assert_string_equal(canvas_at(&c, 3, 80)->bytes, "│");
	canvas_fini(&c);
	edition_free(e);
}

static void
linear_is_one_column_without_boxes(void **state)
{
	struct edition *e = paper();
	struct layout_params p = params(120, 0);

	(void)state;
	p.linear = true;
	struct sheets *s = sheets_new(e, 0, &p);
	assert_int_equal(sheets_ncolumns(s), 1);
	assert_int_equal(sheets_count(s), 1);
	sheets_free(s);
	struct canvas c = drawn_sheet(e, 0, &p, 0);
	assert_false(canvas_has(&c, "│"));
	assert_false(canvas_has(&c, "─"));
	canvas_fini(&c);
	edition_free(e);
}

/* 20 x 3: the head alone needs more; each of its lines is on some sheet. */
static void
a_head_higher_than_the_sheet_flows(void **state)
{
	struct builder *b = builder_new("paper", NULL);
	struct layout_params p = params(20, 3);

	(void)state;
	builder_edition(b, EDITION_LANGUAGE, "zh-Hans");
	builder_article(b, 0);
	builder_set(b, ARTICLE_KICKER, "封闭十一个月，石拱加固完成");
	builder_set(b, ARTICLE_HEADLINE, "老桥今天重新走人，汽车再等半年");
	builder_set(b, ARTICLE_DECK, "先走行人和自行车，十月再走汽车");
	builder_set(b, ARTICLE_BYLINE, "本报记者 甘棠");
	add_paragraph(b, 6);
	struct edition *e = builder_finish(b);
	struct sheets *s = sheets_new(e, 0, &p);
	assert_true(sheets_count(s) > 3);
	struct anchor at = sheets_anchor(s, 1);
	assert_int_equal(at.block, 0);
	assert_int_equal(sheets_find(s, at), 1);
	assert_int_equal(sheets_find(s, (struct anchor){ 0, 0, 0 }), 0);
	/* A match in the byline leads to the byline. */
	size_t byline =
	    sheets_find(s, (struct anchor){ 0, HIGHLIGHT_HEAD + 3, 0 });
	struct canvas c = drawn_sheet(e, 0, &p, byline);
	assert_true(canvas_has(&c, "本报记者"));
	canvas_fini(&c);
	sheets_free(s);
	edition_free(e);
}

static void
cells_lead_to_places(void **state)
{
	struct edition *e = paper();
	struct layout_params p = params(80, 24);
	struct sheets *s = sheets_new(e, 0, &p);
	struct anchor at;

	(void)state;
	assert_int_equal(sheets_hit(s, 0, 0, 0, &at), 0); /* the headline */
	assert_int_equal(at.block, 0);
	assert_int_equal(at.byte, 0);
	assert_int_equal(sheets_hit(s, 0, 2, 0, &at), -1); /* the blank row */
	assert_int_equal(sheets_hit(s, 0, 3, 6, &at), 0);
	assert_int_equal(at.block, 0);
	assert_int_equal(at.byte, strlen("潮"));
	assert_int_equal(sheets_hit(s, 0, 3, 39, &at), -1); /* the rule */
	assert_int_equal(sheets_hit(s, 0, 3, 41, &at), 0);
	assert_true(at.block > 0);
	sheets_free(s);
	edition_free(e);
}

static void
time_runs_out_with_the_text(void **state)
{
	struct edition *e = paper();
	struct layout_params p = params(80, 12);
	struct sheets *s = sheets_new(e, 0, &p);
	size_t last = sheets_count(s) - 1;

	(void)state;
	/* 12 paragraphs of 60 characters, at 300 a minute. */
	assert_in_range(sheets_seconds_left(s, 0), 144, 150);
	assert_true(last > 0);
	assert_true(
	    sheets_seconds_left(s, last) < sheets_seconds_left(s, 0) / 2);
	sheets_free(s);
	edition_free(e);
}

/* --- the front page ------------------------------------------------------ */

static struct canvas
drawn_front(struct front *f, size_t nth, const struct layout_params *p,
    const struct front_marks *marks)
{
	struct canvas c;

	canvas_init(&c, front_nrows(f, nth), p->width, p->ambiguous);
	front_draw(f, nth, &c, 0, 0, marks, NULL);
	return c;
}

static void
the_front_page_tells_the_paper(void **state)
{
	struct edition *e = paper();
	struct layout_params p = params(80, 24);
	struct front *f = front_new(e, &p);
	struct canvas c = drawn_front(f, 0, &p, NULL);

	(void)state;
	assert_true(canvas_has(&c, "汀  州  晨  报"));
	assert_true(canvas_has(&c, "2031年4月12日 星期六"));
	assert_true(canvas_has(&c, "2版  3篇"));
	assert_true(canvas_has(&c, "1 要闻   2 副刊"));
	/* The lead comes first, wherever it stands in the paper. */
	assert_int_equal(front_article(f, 0), 2);
	assert_true(canvas_has(&c, "春 天 的 十 一 种 泥"));
	assert_true(canvas_has(&c, "▸ 下转02版  1分钟"));
	canvas_fini(&c);
	front_free(f);
	edition_free(e);
}

static void
marks_stand_in_the_margin(void **state)
{
	static const unsigned char bookmarked[] = { 1, 0, 0 };
	static const unsigned char clipped[] = { 1, 1, 0 };
	struct front_marks marks = {
		.bookmarked = bookmarked, .clipped = clipped, .selected = 2
	};
	struct edition *e = paper();
	struct layout_params p = params(80, 24);
	struct front *f = front_new(e, &p);
	struct canvas c = drawn_front(f, 0, &p, &marks);
	struct front_spot spot;
	bool has_mark = false, has_star = false;

	(void)state;
	for (int row = 0; row < c.nrows; row++) {
		const char *s = canvas_at(&c, row, 0)->bytes;
		if (strcmp(s, ">") == 0) {
			has_mark = true;
			assert_int_equal(
			    canvas_at(&c, row, 1)->role, ROLE_SELECTION);
			assert_true(front_hit(f, 0, row, 1, &spot));
			assert_int_equal(spot.article, 2);
		}
		if (strcmp(s, "*") == 0) {
			has_star = true;
			assert_true(front_hit(f, 0, row, 1, &spot));
			assert_int_equal(spot.article, 0);
		}
	}
	assert_true(has_mark);
	assert_true(has_star);
	canvas_fini(&c);
	front_free(f);
	edition_free(e);
}

/* Nothing to say, nothing to rule off: a page without a name or a date. */
static void
what_was_read_is_dim(void **state)
{
	static const unsigned char percent[] = { 0, 40, 100 };
	struct front_marks marks = { .percent = percent, .selected = -1 };
	struct edition *e = paper();
	struct layout_params p = params(80, 24);
	struct front *f = front_new(e, &p);
	struct canvas c = drawn_front(f, 0, &p, &marks);
	struct front_spot spot;
	size_t nread = 0;

	(void)state;
	for (int row = 0; row < c.nrows; row++)
		for (int col = 0; col < c.ncols; col++) {
			if (canvas_at(&c, row, col)->role != ROLE_READ)
				continue;
			assert_true(front_hit(f, 0, row, col, &spot));
			assert_int_equal(spot.article, 2);
			nread++;
		}
	assert_true(nread > 0);
	assert_true(canvas_has(&c, "40%"));
	assert_false(canvas_has(&c, "100%"));
	canvas_fini(&c);
	front_free(f);
	edition_free(e);
}

static void
the_folio_of_a_list_counts(void **state)
{
	static const struct {
		size_t nread;
		unsigned seconds;
		const char *language, *want;
	} cases[] = {
		{ 12, 2050, "en", "12 of 27 read, 35 min left" },
		{ 27, 0, "en", "27 of 27 read" },
		{ 12, 2050, "zh", "已读12/27篇，还剩35分钟" },
		{ 12, 2050, "zh-Hant", "已讀12/27篇，還剩35分鐘" },
		{ 12, 2050, "ja", "27本中12本既読，残り35分" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b;
		buf_init(&b);
		folio_add_read(&b, cases[i].nread, 27, cases[i].seconds,
		    cases[i].language);
		assert_string_equal(buf_str(&b), cases[i].want);
		buf_fini(&b);
	}
}

static void
time_goes_by_the_readers_pace(void **state)
{
	struct edition *e = paper();
	struct layout_params p = params(80, 12);
	unsigned usual, slow;

	(void)state;
	struct sheets *s = sheets_new(e, 0, &p);
	usual = sheets_seconds_left(s, 0);
	sheets_free(s);
	p.rate.chars = 150;
	s = sheets_new(e, 0, &p);
	slow = sheets_seconds_left(s, 0);
	sheets_free(s);
	assert_in_range(slow, 2 * usual - 12, 2 * usual);
	edition_free(e);
}

static void
a_nameless_paper_begins_with_its_stories(void **state)
{
	struct builder *b = builder_new("page", NULL);
	struct layout_params p = params(80, 24);

	(void)state;
	builder_page(b, NULL, NULL);
	builder_page_note(b, "本版图片 甘棠");
	add_article(b, "老桥今天重新走人", 12);
	struct edition *e = builder_finish(b);
	struct front *f = front_new(e, &p);
	struct canvas c = drawn_front(f, 0, &p, NULL);
	assert_int_equal(front_count(f), 1);
	assert_non_null(strstr(row_text(&c, 0), "1篇"));
	assert_non_null(strstr(row_text(&c, 1), "━━━━"));
	assert_true(canvas_has(&c, "本版图片 甘棠"));
	canvas_fini(&c);
	front_free(f);
	edition_free(e);
}

static void
an_empty_paper_has_a_front(void **state)
{
	struct edition *e = builder_finish(builder_new("page", NULL));
	struct layout_params p = params(80, 24);
	struct front *f = front_new(e, &p);
	struct front_spot spot;

	(void)state;
	assert_int_equal(front_count(f), 1);
	assert_int_equal(front_narticles(f), 0);
	assert_false(front_hit(f, 0, 3, 3, &spot));
	struct canvas c = drawn_front(f, 0, &p, NULL);
	canvas_fini(&c);
	front_free(f);
	edition_free(e);
}

static void
an_opening_that_is_signed_is_signed_once(void **state)
{
	static const char text[] =
	    "【記者甘棠／高雄報導】潮水又漲了，渡輪停航。";
	struct builder *b = builder_new("paper", NULL);
	struct layout_params p;
	size_t nsigned = 0;

	(void)state;
	builder_article(b, 0);
	builder_set(b, ARTICLE_HEADLINE, "渡輪停航");
	builder_set(b, ARTICLE_BYLINE, "【記者甘棠／高雄報導】");
	builder_text(b, BLOCK_PARAGRAPH, text, sizeof text - 1);
	add_paragraph(b, 90);
	struct edition *e = builder_finish(b);
	layout_params_init(&p);
	struct front *f = front_new(e, &p);
	struct canvas c = drawn_front(f, 0, &p, NULL);
	for (int row = 0; row < c.nrows; row++)
		nsigned += strstr(row_text(&c, row), "甘棠") != NULL;
	assert_int_equal(nsigned, 1);
	canvas_fini(&c);
	front_free(f);
	edition_free(e);
}

/* --- the folio ----------------------------------------------------------- */

static void
the_folio_drops_what_matters_least(void **state)
{
	static const struct {
		int ncells;
		const char *want;
	} cases[] = {
		{ 90,
		    "汀州晨报  2031年4月12日 星期六  02 民生  副刊"
		    "                             * 2/5  还剩3分钟" },
		{ 60,
		    "汀州晨报  2031年4月12日 星期六  02 民生"
		    "     * 2/5  还剩3分钟" },
		{ 56,
		    "2031年4月12日 星期六  02 民生"
		    "           * 2/5  还剩3分钟" },
		{ 40, "02 民生                 * 2/5  还剩3分钟" },
		{ 24, "02 民生            * 2/5" },
		{ 15, "02 民生   * 2/5" },
		{ 9, "0…  * 2/5" },
	};
	struct edition *e = paper();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct folio folio = { .edition = e,
			.article = e->articles[2],
			.sheet = 1,
			.nsheets = 5,
			.seconds = 130,
			.is_bookmarked = 1,
			.language = "zh" };
		struct canvas c;
		canvas_init(&c, 1, cases[i].ncells, 1);
		folio_draw(&c, 0, 0, cases[i].ncells, &folio);
		assert_int_equal(canvas_at(&c, 0, 0)->role, ROLE_FOLIO);
		assert_string_equal(row_text(&c, 0), cases[i].want);
		canvas_fini(&c);
	}
	edition_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_head_stands_over_the_columns),
		cmocka_unit_test(rules_are_drawn_as_asked),
		cmocka_unit_test(a_short_article_takes_fewer_columns),
		cmocka_unit_test(linear_is_one_column_without_boxes),
		cmocka_unit_test(a_head_higher_than_the_sheet_flows),
		cmocka_unit_test(cells_lead_to_places),
		cmocka_unit_test(time_runs_out_with_the_text),
		cmocka_unit_test(the_front_page_tells_the_paper),
		cmocka_unit_test(marks_stand_in_the_margin),
		cmocka_unit_test(what_was_read_is_dim),
		cmocka_unit_test(the_folio_of_a_list_counts),
		cmocka_unit_test(time_goes_by_the_readers_pace),
		cmocka_unit_test(a_nameless_paper_begins_with_its_stories),
		cmocka_unit_test(an_empty_paper_has_a_front),
		cmocka_unit_test(an_opening_that_is_signed_is_signed_once),
		cmocka_unit_test(the_folio_drops_what_matters_least),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
