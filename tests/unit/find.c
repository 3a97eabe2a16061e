#include "src/nav/find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/builder.h"

static void
add_text(struct builder *b, enum block_type type, const char *s)
{
	builder_text(b, type, s, strlen(s));
}

static struct edition *
make_edition(void)
{
	struct builder *b = builder_new("find", NULL);

	builder_article(b, 0);
	builder_set(b, ARTICLE_KICKER, "港口 新闻");
	builder_set(b, ARTICLE_HEADLINE, "新港开航");
	builder_set(b, ARTICLE_DECK, "港口三年建成");
	builder_set(b, ARTICLE_BYLINE, "本报记者 港生");
	add_text(b, BLOCK_PARAGRAPH, "港口，\n港 口。");
	add_text(b, BLOCK_SUBHEAD, "ＡＢＣ");
	builder_article(b, 0);
	builder_set(b, ARTICLE_HEADLINE, "The harbour abc");
	add_text(b, BLOCK_TABLE, "港口\t3\nabc\t4\n");
	return builder_finish(b);
}

/* Matches as "article.block:from-to"; K H D B stand for the head's parts. */
static const struct {
	const char *query, *matches;
} find_cases[] = {
	{ "港口", "0.K:0-6 0.D:0-6 0.0:0-6 0.0:10-17 1.0:0-6" },
	{ "港 口新", "0.K:0-10" },
	{ "港", "0.K:0-3 0.H:3-6 0.D:0-3 0.B:13-16 0.0:0-3 0.0:10-13 1.0:0-3" },
	{ "abc", "0.1:0-9 1.H:12-15 1.0:9-12" },
	{ "harbour ABC", "1.H:4-15" },
	{ "none", "" },
	{ "", "" },
	{ "\xE6", "" }, /* no UTF-8 */
	{ "abc\xFF", "" },
	{ "\xC2\xAD", "" },
};

static void
find_table(void **state)
{
	struct edition *e = make_edition();

	(void)state;
	for (size_t i = 0; i < sizeof find_cases / sizeof *find_cases; i++) {
		struct arena *a = arena_new();
		struct buf b = { 0 };
		struct matches m = find_in_edition(e, find_cases[i].query, a);
		for (size_t k = 0; k < m.n; k++) {
			uint32_t block = m.at[k].block;
			buf_addf(&b, "%s%u.", k ? " " : "", m.at[k].article);
			if (block >= FIND_KICKER)
				buf_addc(&b, "KHDB"[block - FIND_KICKER]);
			else
				buf_addf(&b, "%u", block);
			buf_addf(&b, ":%u-%u", m.at[k].from, m.at[k].to);
		}
		assert_string_equal(buf_str(&b), find_cases[i].matches);
		buf_fini(&b);
		arena_free(a);
	}
	edition_free(e);
}

/* Among the five matches of 港口. */
static const struct {
	struct anchor from;
	int backward;
	size_t want;
} nearest_cases[] = {
	{ { 0, 0, 0 }, 0, 0 },
	{ { 0, 0, 0 }, 1, 4 }, /* round the end */
	{ { 0, 0, 1 }, 0, 3 }, /* past the head and the first */
	{ { 0, 0, 1 }, 1, 2 },
	{ { 0, 0, 10 }, 0, 3 }, /* at it */
	{ { 0, 0, 10 }, 1, 2 },
	{ { 0, 1, 0 }, 0, 4 },
	{ { 0, 1, 0 }, 1, 3 },
	{ { 1, 0, 0 }, 0, 4 },
	{ { 1, 0, 0 }, 1, 3 },
	{ { 1, 0, 9 }, 0, 0 }, /* round the end */
	{ { 1, 1, 0 }, 1, 4 },
};

static void
nearest_table(void **state)
{
	struct edition *e = make_edition();
	struct arena *a = arena_new();
	struct matches m = find_in_edition(e, "港口", a);
	struct matches none = find_in_edition(e, "none", a);

	(void)state;
	assert_int_equal(m.n, 5);
	for (size_t i = 0; i < sizeof nearest_cases / sizeof *nearest_cases;
	     i++)
		assert_int_equal(find_nearest(&m, nearest_cases[i].from,
				     nearest_cases[i].backward),
		    nearest_cases[i].want);
	assert_int_equal(find_nearest(&none, (struct anchor){ 0 }, 0), 0);
	assert_int_equal(find_nearest(&none, (struct anchor){ 0 }, 1), 0);
	arena_free(a);
	edition_free(e);
}

static void
matches_have_a_limit(void **state)
{
	struct builder *b = builder_new("many", NULL);
	struct arena *a = arena_new();
	struct buf text = { 0 };

	(void)state;
	for (int i = 0; i < FIND_MAX + 10; i++)
		buf_addc(&text, 'a');
	builder_article(b, 0);
	builder_text(b, BLOCK_PARAGRAPH, text.bytes, text.n);
	struct edition *e = builder_finish(b);
	assert_int_equal(find_in_edition(e, "a", a).n, FIND_MAX);
	buf_fini(&text);
	arena_free(a);
	edition_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(find_table),
		cmocka_unit_test(nearest_table),
		cmocka_unit_test(matches_have_a_limit),
	};

	return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
