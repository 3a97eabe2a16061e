#include "src/text/phrase.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"

enum { PREFIX = PHRASE_PREFIX, STRICT = PHRASE_STRICT };

/* Places as "from-to". */
static const struct {
	const char *phrase;
	unsigned flags;
	const char *text, *places;
} cases[] = {
	{ "行动", 0, "双百行动，行动", "6-12 15-21" },
	{ "双百行动", 0, "看双百行动吧", "3-15" },
	{ "双百行动", 0, "双百、行动", "" },
	{ "双百行动", 0, "双百 \n行动", "0-14" },
	{ "双百行动", 0, "百行动和双百行", "" },
	{ "双百行动", 0, "双百行 动", "0-13" },
	{ "双百、行动", 0, "双百、行动与双百行动", "0-15" },
	{ "雙百行動", 0, "双百行动", "0-12" },
	{ "双百行动", 0, "雙百行動", "0-12" },
	{ "雙百行動", STRICT, "双百行动", "" },
	{ "雙百行動", STRICT, "雙百行動", "0-12" },
	{ "国", STRICT, "中國的国", "9-12" },
	{ "铜", 0, "铜价与铜", "0-3 9-12" },
	{ "铜", 0, "电铜价", "3-6" },
	{ "铜", 0, "铁", "" },
	{ "哈哈", 0, "哈哈哈哈", "0-6 6-12" },
	{ "哈哈哈", 0, "哈哈哈哈", "0-9" },
	{ "AI芯片", 0, "AI 芯片、ＡＩ芯片", "0-9 12-24" },
	{ "AI芯片", 0, "OAI芯片", "" },
	{ "芯片AI", 0, "新芯片 AI。", "3-12" },
	{ "芯片AI", 0, "芯片股AI", "" },
	{ "A股", 0, "A股市场；a 股", "0-4 13-18" },
	{ "A股", 0, "A大股", "" },
	{ "A股B", 0, "A股B、A股市B", "0-5" },
	{ "rate", 0, "a corporate rate, rates", "12-16" },
	{ "rate", PREFIX, "a corporate rate, rates", "12-16 18-23" },
	{ "interest rate", 0, "Interest-Rate and interest rates", "0-13" },
	{ "interest rate", PREFIX, "interest rates", "0-14" },
	{ "interest rate", 0, "of interest. Rate", "" },
	{ "interest rate", 0, "利息 interest。Rate", "" },
	{ "interest rate", 0, "interest\x1Erate", "" },
	{ "interest rate", 0, "“interest” rate", "3-19" },
	{ "a a b", 0, "a a a b", "2-7" },
	{ "CAFÉ", 0, "cafe Café caf", "0-4 5-10" },
	{ "東京タワー", 0, "東京タワーへ", "0-15" },
	{ "東京タワー", 0, "東京 ﾀﾜｰ", "0-16" },
	{ "서울시", 0, "서울시민", "0-9" },
	{ "ก", 0, "กา", "0-3" },
	{ "8.5", 0, "8.5% 8 5", "0-3" },
	{ "，。", 0, "，。", "" },
	{ "", 0, "a", "" },
};

static int
add_place(void *ctx, size_t from, size_t to)
{
	struct buf *b = ctx;

	buf_addf(b, "%s%zu-%zu", b->n ? " " : "", from, to);
	return 0;
}

static void
places(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		const char *text = cases[i].text;
		struct phrase *p = phrase_new(cases[i].phrase,
		    strlen(cases[i].phrase), cases[i].flags, arena);
		struct buf b = { 0 };
		phrase_each(p, text, strlen(text), add_place, &b);
		if (strcmp(buf_str(&b), cases[i].places) != 0)
			print_message("%s in %s\n", cases[i].phrase, text);
		assert_string_equal(buf_str(&b), cases[i].places);
		assert_int_equal(phrase_is_in(p, text, strlen(text)), b.n > 0);
		buf_fini(&b);
		arena_free(arena);
	}
}

static const struct {
	const char *phrase;
	unsigned flags;
	bool is_empty, is_one_term;
} kinds[] = {
	{ "铜", 0, false, true },
	{ "行动", 0, false, true },
	{ "行动", STRICT, false, false },
	{ "rate", STRICT, false, true },
	{ "bank", PREFIX, false, true },
	{ "双百行", 0, false, false },
	{ "AI芯", 0, false, false },
	{ "interest rate", 0, false, false },
	{ "——", 0, true, false },
};

static void
what_the_index_can_tell(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct arena *arena = arena_new();
		struct phrase *p = phrase_new(kinds[i].phrase,
		    strlen(kinds[i].phrase), kinds[i].flags, arena);
		assert_int_equal(phrase_is_empty(p), kinds[i].is_empty);
		assert_int_equal(phrase_is_one_term(p), kinds[i].is_one_term);
		arena_free(arena);
	}
}

/* More terms than fit into one word of bits, and more than are compared. */
static void
long_phrases(void **state)
{
	enum { MANY = 600 };
	struct arena *arena = arena_new();
	struct buf b = { 0 };

	(void)state;
	for (int i = 0; i < MANY; i++)
		buf_addf(&b, "w%d ", i);
	for (size_t n = 1; n <= MANY; n += 7) {
		size_t nbytes = 0;
		for (size_t i = 0; i < n; i++)
			nbytes += strcspn(b.bytes + nbytes, " ") + 1;
		struct phrase *p = phrase_new(b.bytes, nbytes, 0, arena);
		assert_true(phrase_is_in(p, b.bytes, b.n));
		arena_reset(arena);
	}
	struct phrase *p = phrase_new(b.bytes, strlen("w0 w1 w2"), 0, arena);
	assert_false(phrase_is_in(p, "w0 w1 x w2", 10));
	buf_fini(&b);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places),
		cmocka_unit_test(what_the_index_can_tell),
		cmocka_unit_test(long_phrases),
	};

	return cmocka_run_group_tests_name("phrase", tests, NULL, NULL);
}
