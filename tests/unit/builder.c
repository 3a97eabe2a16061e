#include "src/edition/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/diag.h"

/* What one paragraph becomes. */
static const struct {
	enum block_type type;
	const char *text;
	const char *want; /* NULL: no block at all */
} texts[] = {
	{ BLOCK_PARAGRAPH, "  　潮来有信\n", "潮来有信" },
	{ BLOCK_PARAGRAPH, "a\r\nb\rc", "a\nb\nc" },
	{ BLOCK_PARAGRAPH, "a  \n\tb", "a\n\tb" },
	{ BLOCK_PARAGRAPH, "a\x1B[31mb", "a\xEF\xBF\xBD[31mb" },
	{ BLOCK_PARAGRAPH, "a\xFF\xC0z", "a\xEF\xBF\xBD\xEF\xBF\xBDz" },
	{ BLOCK_PARAGRAPH, "a\xC2\x85z\xC2\x9Bz", "a\nz\xEF\xBF\xBDz" },
	{ BLOCK_PARAGRAPH, "\xEF\xBB\xBFz", "z" },
	{ BLOCK_PARAGRAPH, " \n　\t", NULL },
	{ BLOCK_PREFORMATTED, "\n\n  a\n\n    b  \n\n", "  a\n\n    b" },
	{ BLOCK_TABLE, "\ta\nb\t\n", "\ta\nb\t" },
	{ BLOCK_TABLE, " a \t b c　\n 　d", "a\tb c\nd" },
	{ BLOCK_RULE, "", "---" },
	{ BLOCK_RULE, "※\n※", "※ ※" },
	{ BLOCK_FIGURE, "", NULL },
};

static void
texts_are_cleaned(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct builder *b = builder_new("t", NULL);
		builder_article(b, 1);
		builder_text(
		    b, texts[i].type, texts[i].text, strlen(texts[i].text));
		struct edition *e = builder_finish(b);
		const struct article *a = e->articles[0];
		assert_int_equal(a->nblocks, texts[i].want != NULL);
		if (texts[i].want) {
			assert_string_equal(a->blocks[0].text, texts[i].want);
			assert_int_equal(
			    a->blocks[0].nbytes, strlen(texts[i].want));
		}
		edition_free(e);
	}
}

static void
spans_move_with_their_text(void **state)
{
	const struct span spans[] = {
		{ SPAN_EM, 2, 5, "*", NULL },      /* "abc" */
		{ SPAN_STRONG, 5, 9, "**", NULL }, /* "  \n " */
		{ SPAN_LINK, 9, 10, "[", "u" },    /* "d" */
		{ SPAN_EM, 0, 2, "*", NULL },      /* nothing is left */
		{ SPAN_EM, 9, 99, "*", NULL },     /* beyond the end */
	};
	struct block like = { .type = BLOCK_PARAGRAPH };

	(void)state;
	like.spans = spans;
	like.nspans = sizeof spans / sizeof *spans;
	struct builder *b = builder_new("t", NULL);
	builder_article(b, 1);
	builder_block(b, &like, "  abc  \n d", 10);
	struct edition *e = builder_finish(b);
	const struct block *k = &e->articles[0]->blocks[0];
	assert_string_equal(k->text, "abc\n d");
	assert_int_equal(k->nspans, 3);
	assert_int_equal(k->spans[0].from, 0);
	assert_int_equal(k->spans[0].to, 3);
	assert_int_equal(k->spans[1].from, 3);
	assert_int_equal(k->spans[1].to, 5);
	assert_int_equal(k->spans[2].from, 5);
	assert_int_equal(k->spans[2].to, 6);
	assert_string_equal(k->spans[2].href, "u");
	edition_free(e);
}

static void
values_join_or_replace(void **state)
{
	struct builder *b = builder_new("t", NULL);

	(void)state;
	builder_article(b, 7);
	builder_set(b, ARTICLE_HEADLINE, "一");
	builder_set(b, ARTICLE_HEADLINE, " 二 ");
	builder_set(b, ARTICLE_DECK, NULL);
	builder_set(b, ARTICLE_DECK, "  ");
	builder_set(b, ARTICLE_DATE, "a");
	builder_set(b, ARTICLE_DATE, "b\nc");
	builder_set(b, ARTICLE_BYLINE, "本报记者 林原");
	builder_set(b, ARTICLE_BYLINE, "通讯员 周原");
	builder_author(b, "周原", NULL);
	builder_author(b, "方原", "摄影");
	struct edition *e = builder_finish(b);
	const struct article *a = e->articles[0];
	assert_string_equal(a->headline, "一\n二");
	assert_null(a->deck);
	assert_string_equal(a->date, "b c");
	assert_int_equal(a->line, 7);
	assert_int_equal(a->nauthors, 3);
	assert_string_equal(a->authors[1].name, "周原");
	assert_string_equal(a->authors[1].role, "通讯员");
	assert_string_equal(a->authors[2].name, "方原");
	assert_int_equal(e->npages, 1);
	assert_null(e->pages[0].label);
	edition_free(e);
}

static void
sections_gather_their_articles(void **state)
{
	static const char *const names[] = { NULL, "要闻", "民生", "要闻" };
	struct builder *b = builder_new("t", NULL);

	(void)state;
	builder_page(b, "A01", "头版");
	for (size_t i = 0; i < 4; i++) {
		builder_section(b, names[i]);
		builder_article(b, 0);
	}
	builder_page(b, "A02", NULL);
	builder_article(b, 0);
	struct edition *e = builder_finish(b);
	assert_int_equal(e->pages[0].nsections, 3);
	assert_null(e->pages[0].sections[0].name);
	assert_string_equal(e->pages[0].sections[1].name, "要闻");
	assert_int_equal(e->pages[0].sections[1].narticles, 2);
	assert_ptr_equal(e->pages[0].sections[1].articles[1], e->articles[3]);
	assert_int_equal(e->articles[3]->section, 1);
	assert_int_equal(e->articles[4]->page, 1);
	assert_null(e->pages[1].sections[0].name);
	assert_ptr_equal(article_page(e, e->articles[4]), &e->pages[1]);
	edition_free(e);
}

static struct edition *
edition_of(const char *const *headlines, size_t n, const char *text)
{
	struct builder *b = builder_new("t", NULL);

	builder_edition(b, EDITION_TITLE, "潮报");
	for (size_t i = 0; i < n; i++) {
		builder_article(b, 0);
		builder_set(b, ARTICLE_HEADLINE, headlines[i]);
		builder_text(b, BLOCK_PARAGRAPH, text, strlen(text));
	}
	return builder_finish(b);
}

static void
ids_are_stable_and_unique(void **state)
{
	static const char *const same[] = { "一", "一", "一", "二" };
	struct edition *e = edition_of(same, 4, "正文");
	struct edition *again = edition_of(same + 3, 1, "正文");
	struct edition *other = edition_of(same + 3, 1, "别的");

	(void)state;
	assert_string_equal(e->articles[3]->id, again->articles[0]->id);
	assert_string_not_equal(e->articles[3]->id, other->articles[0]->id);
	for (size_t i = 0; i < 4; i++)
		assert_ptr_equal(
		    edition_find(e, e->articles[i]->id), e->articles[i]);
	assert_string_equal(e->articles[2]->id + 16, "-3");
	assert_false(e->articles[0]->id_given);
	assert_null(edition_find(e, "nothing"));
	edition_free(e);
	edition_free(again);
	edition_free(other);
}

static void
given_ids_stay_unique(void **state)
{
	static const char *const ids[] = { "a", "a", "a-2", "a" };
	struct builder *b = builder_new("t", NULL);

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		builder_article(b, 0);
		builder_set(b, ARTICLE_ID, ids[i]);
	}
	struct edition *e = builder_finish(b);
	for (size_t i = 0; i < 4; i++)
		assert_ptr_equal(
		    edition_find(e, e->articles[i]->id), e->articles[i]);
	assert_string_equal(e->articles[0]->id, "a");
	assert_true(e->articles[0]->id_given);
	edition_free(e);
}

static void
limits_are_noted(void **state)
{
	struct diag diag;

	(void)state;
	diag_init(&diag);
	struct builder *b = builder_new("big.txt", &diag);
	for (size_t i = 0; i < BUILDER_MAX_PAGES + 3; i++) {
		builder_page(b, "A", NULL);
		builder_article(b, 0);
		builder_text(b, BLOCK_PARAGRAPH, "x", 1);
	}
	struct edition *e = builder_finish(b);
	assert_int_equal(e->npages, BUILDER_MAX_PAGES);
	assert_int_equal(e->narticles, BUILDER_MAX_PAGES);
	assert_int_equal(diag.n, 2); /* pages, and their articles */
	assert_true(diag_has(&diag, DIAG_LOST));
	assert_string_equal(diag.items[0].what.where, "big.txt");
	edition_free(e);
	diag_fini(&diag);
}

static void
nothing_is_an_edition_too(void **state)
{
	(void)state;
	builder_free(NULL);
	builder_free(builder_new(NULL, NULL));
	struct edition *e = builder_finish(builder_new(NULL, NULL));
	assert_int_equal(e->narticles, 0);
	assert_int_equal(e->npages, 0);
	edition_free(e);
	edition_free(NULL);
}

static const struct {
	const char *label;
	int page; /* -1: none */
} labels[] = {
	{ "A05", 0 },
	{ "a5", 0 },
	{ "Ａ０５", 0 },
	{ "A5版", 0 },
	{ "第A05版", 0 },
	{ "3", 1 },
	{ "第三版", 1 },
	{ "03", 1 },
	{ "３面", 1 },
	{ "第12版", 2 },
	{ "十二版", 2 },
	{ "page B1", 3 },
	{ "B01", 3 },
	{ "B10", 4 },
	{ "B", -1 },
	{ "4", -1 },
	{ "", -1 },
	{ "A05A05A05A05A05A05A05A05A05A05A05A05", -1 },
};

static void
pages_are_found_by_label(void **state)
{
	struct builder *b = builder_new("t", NULL);

	(void)state;
	builder_page(b, "A05", NULL);
	builder_page(b, "第03版", NULL);
	builder_page(b, "第十二版", NULL);
	builder_page(b, "B1", NULL);
	builder_page(b, "B10", NULL);
	builder_page(b, NULL, "x");
	struct edition *e = builder_finish(b);
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		const struct page *p = edition_find_page(e, labels[i].label);
		int got = p ? (int)(p - e->pages) : -1;
		if (got != labels[i].page)
			print_message("label %s\n", labels[i].label);
		assert_int_equal(got, labels[i].page);
	}
	assert_null(edition_find_page(e, NULL));
	edition_free(e);
}

static void
add_half(struct builder *b, const char *headline, enum article_field field,
    const char *page)
{
	builder_article(b, 0);
	builder_set(b, ARTICLE_HEADLINE, headline);
	if (page)
		builder_set(b, field, page);
}

static void
jumps_find_their_other_half(void **state)
{
	struct builder *b = builder_new("t", NULL);

	(void)state;
	builder_page(b, "A01", NULL);
	add_half(b, "长堤合龙", ARTICLE_CONTINUED_ON, "A3");
	add_half(b, "夜渡留下", ARTICLE_CONTINUED_ON, "第3版");
	add_half(b, "没有下文", ARTICLE_CONTINUED_ON, "A9");
	builder_page(b, "A03", NULL);
	add_half(b, "别的稿件", ARTICLE_CONTINUED_FROM, NULL);
	add_half(b, "长堤之后", ARTICLE_CONTINUED_FROM, "A01");
	add_half(b, "渡轮留了下来", ARTICLE_CONTINUED_FROM, "A1");
	add_half(b, "长堤的来历", ARTICLE_CONTINUED_FROM, "A07");
	struct edition *e = builder_finish(b);
	assert_ptr_equal(edition_jump(e, e->articles[0]), e->articles[4]);
	assert_ptr_equal(edition_jump(e, e->articles[4]), e->articles[0]);
	assert_null(edition_jump(e, e->articles[1])); /* no page 3, but A03 */
	assert_null(edition_jump(e, e->articles[2]));
	assert_null(edition_jump(e, e->articles[3]));
	assert_null(edition_jump(e, e->articles[6]));
	edition_free(e);
}

static void
anchors_have_an_order(void **state)
{
	const struct anchor a[] = { { 0, 0, 0 }, { 0, 0, 3 }, { 0, 1, 0 },
		{ 2, 0, 0 } };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (size_t j = 0; j < 4; j++)
			assert_int_equal(
			    anchor_compare(a[i], a[j]), i < j ? -1 : i > j);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_cleaned),
		cmocka_unit_test(spans_move_with_their_text),
		cmocka_unit_test(values_join_or_replace),
		cmocka_unit_test(sections_gather_their_articles),
		cmocka_unit_test(ids_are_stable_and_unique),
		cmocka_unit_test(given_ids_stay_unique),
		cmocka_unit_test(limits_are_noted),
		cmocka_unit_test(nothing_is_an_edition_too),
		cmocka_unit_test(pages_are_found_by_label),
		cmocka_unit_test(jumps_find_their_other_half),
		cmocka_unit_test(anchors_have_an_order),
	};

	return cmocka_run_group_tests_name("builder", tests, NULL, NULL);
}
