#include "src/library/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/edition/builder.h"

#define FIRST  "The harbour opened in May. Forty ships lay at the new quay."
#define SECOND "Nobody could remember a year with so many sails. They stayed."

/* An article with an id of its own: "id|headline|block|block ..." */
static struct edition *
draw(const char *const *articles)
{
	struct builder *b = builder_new("plan", NULL);

	builder_edition(b, EDITION_DATE, "2025-05-30");
	builder_page(b, "A08", "Harbour");
	for (; *articles; articles++) {
		const char *s = *articles;
		builder_article(b, 0);
		for (int part = 0; *s; part++) {
			size_t n = strcspn(s, "|");
			if (part < 2)
				builder_set_n(b,
				    part ? ARTICLE_HEADLINE : ARTICLE_ID, s, n);
			else
				builder_text(b, BLOCK_PARAGRAPH, s, n);
			s += s[n] ? n + 1 : n;
		}
	}
	return builder_finish(b);
}

static const char *const original[] = {
	"i0|Brief|One.",
	"i1|Sails|" FIRST "|" SECOND,
	"i2|Brief|Three.",
	NULL,
};

static void
a_mark_says_where_it_is(void **state)
{
	struct edition *e = draw(original);
	struct arena *a = arena_new();

	(void)state;
	struct mark m =
	    mark_make(e, (struct anchor){ 1, 1, 7 }, "/papers/may.txt", a);
	assert_string_equal(m.paper, "may.txt");
	assert_string_equal(m.date, "2025-05-30");
	assert_string_equal(m.page, "A08");
	assert_string_equal(m.headline, "Sails");
	assert_string_equal(m.article, "i1");
	assert_string_equal(m.path, "/papers/may.txt");
	assert_int_equal(m.number, 2);
	assert_int_equal(m.block, 1);
	assert_int_equal(m.byte, 7);
	assert_string_equal(
	    m.quote, "could remember a year with so many sails. They s");

	/* Too little is left to tell the place by. */
	m = mark_make(e, (struct anchor){ 1, 1, sizeof SECOND - 4 }, NULL, a);
	assert_null(m.quote);
	m = mark_make(e, (struct anchor){ 1, 2, 0 }, NULL, a);
	assert_null(m.quote);
	m = mark_make(e, (struct anchor){ 9, 0, 0 }, NULL, a);
	assert_string_equal(m.article, "");
	arena_free(a);
	edition_free(e);
}

static void
a_paper_is_named_by_title_or_file(void **state)
{
	static const char *const none[] = { NULL };
	struct edition *e = draw(none);

	(void)state;
	assert_string_equal(mark_paper(e, "/a/b/c.txt"), "c.txt");
	assert_string_equal(mark_paper(e, "/a/may/"), "may/");
	assert_string_equal(mark_paper(e, "c.txt"), "c.txt");
	assert_string_equal(mark_paper(e, NULL), "-");
	edition_free(e);

	struct builder *b = builder_new("t", NULL);
	builder_edition(b, EDITION_TITLE, "Lingang Daily");
	e = builder_finish(b);
	assert_string_equal(mark_paper(e, "/a/b/c.txt"), "Lingang Daily");
	edition_free(e);
}

#define GONE                     \
	{                        \
		UINT32_MAX, 0, 0 \
	}

/* The mark of article 1, block 1, byte 7 ("could remember"), afterwards. */
static const struct resolve_case {
	const char *name;
	const char *articles[5];
	struct anchor want; /* or GONE */
} resolve_cases[] = {
	{ "nothing happened", { "i1|Sails|" FIRST "|" SECOND }, { 0, 1, 7 } },
	{ "a block came before",
	    { "i0|Brief|One.", "i1|Sails|New.|" FIRST "|" SECOND },
	    { 1, 2, 7 } },
	{ "blocks were joined", { "i1|Sails|" FIRST " " SECOND },
	    { 0, 0, sizeof FIRST - 1 + 1 + 7 } },
	{ "wrapped and respaced",
	    { "i1|Sails|" FIRST "|  Nobody\n could\n remember  a year with so "
	      "many\nsails. They stayed." },
	    { 0, 1, 8 } },
	{ "the end of the quote was edited",
	    { "i1|Sails|New.|" FIRST "|Nobody could remember a year with few "
	      "sails." },
	    { 0, 2, 7 } },
	{ "the quote is gone", { "i1|Sails|Short.|Much shorter." },
	    { 0, 1, 7 } },
	{ "the block is gone", { "i1|Sails|Short." }, { 0, 0, 0 } },
	{ "the text is gone", { "i1|Sails" }, { 0, 0, 0 } },
	{ "a new id", { "i0|Brief|One.", "n1|Sails|" FIRST "|" SECOND },
	    { 1, 1, 7 } },
	{ "a new id and others of the name",
	    { "n0|Sails|" FIRST "|" SECOND, "n1|Sails|Else.", "n2|Sails|Else" },
	    { 1, 0, 0 } },
	{ "a new headline", { "n0|Brief|One.", "n1|Ships|" FIRST "|" SECOND },
	    { 1, 1, 7 } },
	{ "a new headline and number",
	    { "n1|Ships|" FIRST "|" SECOND, "n0|Brief|One." }, { 0, 1, 7 } },
	{ "the article is gone", { "n0|Brief|One.", "n1|Other|Else." }, GONE },
	{ "the edition is empty", { NULL }, GONE },
};

static void
resolve_table(void **state)
{
	struct edition *before = draw(original);
	struct arena *a = arena_new();
	struct mark m = mark_make(before, (struct anchor){ 1, 1, 7 }, NULL, a);

	(void)state;
	for (size_t i = 0; i < sizeof resolve_cases / sizeof *resolve_cases;
	     i++) {
		const struct resolve_case *c = &resolve_cases[i];
		struct edition *e = draw(c->articles);
		struct anchor at = { 0 };
		bool found = mark_resolve(&m, e, &at);
		if (found != (c->want.article != UINT32_MAX) ||
		    (found && anchor_compare(at, c->want)))
			fail_msg("%s: %d, %u %u %u", c->name, found, at.article,
			    at.block, at.byte);
		edition_free(e);
	}
	arena_free(a);
	edition_free(before);
}

static void
the_nearest_of_many_places(void **state)
{
	static const char *const again[] = {
		"i|Poem|the sea, the sea|the sea, the sea|the sea, the sea",
		NULL
	};
	struct edition *e = draw(again);
	struct mark m = { .paper = "p", .article = "i", .quote = "the sea" };
	struct anchor at;

	(void)state;
	for (uint32_t block = 0; block < 3; block++)
		for (uint32_t byte = 0; byte < 16; byte++) {
			m.block = block;
			m.byte = byte;
			assert_true(mark_resolve(&m, e, &at));
			assert_int_equal(at.block, block);
			assert_int_equal(at.byte, byte <= 4 ? 0 : 9);
		}
	edition_free(e);
}

static void
hostile_numbers_do_no_harm(void **state)
{
	struct edition *e = draw(original);
	struct mark m = { .paper = "p",
		.article = "i1",
		.number = UINT32_MAX,
		.block = UINT32_MAX,
		.byte = UINT32_MAX,
		.quote = "nowhere" };
	struct anchor at;

	(void)state;
	assert_true(mark_resolve(&m, e, &at));
	assert_int_equal(at.article, 1);
	assert_int_equal(at.block, 1);
	m.block = 0;
	assert_true(mark_resolve(&m, e, &at));
	assert_int_equal(at.byte, sizeof FIRST - 1);
	m.article = "";
	m.number = 0;
	assert_false(mark_resolve(&m, e, &at));
	edition_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mark_says_where_it_is),
		cmocka_unit_test(a_paper_is_named_by_title_or_file),
		cmocka_unit_test(resolve_table),
		cmocka_unit_test(the_nearest_of_many_places),
		cmocka_unit_test(hostile_numbers_do_no_harm),
	};

	return cmocka_run_group_tests_name("resolve", tests, NULL, NULL);
}
