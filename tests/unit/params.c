/*
 * Measures and columns by the width of the sheet; what layout adds by language.
 */
#include "src/layout/params.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/layout/phrases.h"

struct column_case {
	int width;
	const char *language;
	int columns, measure; /* wanted */
	int n, got;           /* columns and the measure of each */
};

static const struct column_case column_cases[] = {
	/* Chinese: 24 to 40 cells, even */
	{ 20, "zh", 0, 0, 1, 20 },
	{ 41, "zh", 0, 0, 1, 40 },
	{ 50, "zh", 0, 0, 1, 40 },
	{ 51, "zh", 0, 0, 2, 24 },
	{ 80, "zh-Hans", 0, 0, 2, 38 },
	{ 100, "ja", 0, 0, 3, 30 },
	{ 120, "ko", 0, 0, 3, 38 },
	{ 500, "zh", 0, 0, 12, 38 },
	{ 1000, "zh", 0, 0, 12, 40 },
	/* Latin: 32 to 44 */
	{ 44, "en", 0, 0, 1, 44 },
	{ 66, "en", 0, 0, 1, 44 },
	{ 67, "en", 0, 0, 2, 32 },
	{ 80, NULL, 0, 0, 2, 38 },
	{ 100, "en", 0, 0, 2, 44 },
	{ 120, "en", 0, 0, 3, 38 },
	/* as many as are wanted, while they can hold a sentence */
	{ 80, "zh", 1, 0, 1, 80 },
	{ 200, "zh", 1, 0, 1, 80 },
	{ 80, "zh", 3, 0, 3, 24 },
	{ 100, "zh", 2, 0, 2, 48 },
	{ 40, "zh", 9, 0, 2, 18 },
	{ 500, "zh", 99, 0, 12, 38 },
	/* as wide as is wanted */
	{ 120, "zh", 0, 31, 3, 31 },
	{ 120, "zh", 2, 31, 2, 31 },
	{ 30, "zh", 0, 60, 1, 30 },
};

static void
columns_suit_the_language(void **state)
{
	struct layout_params p;

	(void)state;
	layout_params_init(&p);
	for (size_t i = 0; i < sizeof column_cases / sizeof *column_cases;
	     i++) {
		const struct column_case *c = &column_cases[i];
		int measure;
		p.width = c->width;
		p.columns = c->columns;
		p.measure = c->measure;
		int n = layout_columns(&p, c->language, &measure);
		if (n != c->n || measure != c->got)
			print_error("%d %s %d %d: %d of %d\n", c->width,
			    c->language ? c->language : "?", c->columns,
			    c->measure, n, measure);
		assert_int_equal(n, c->n);
		assert_int_equal(measure, c->got);
	}
}

static void
linear_is_one_column(void **state)
{
	struct layout_params p;
	int measure;

	(void)state;
	layout_params_init(&p);
	p.linear = true;
	p.columns = 3;
	p.width = 72;
	assert_int_equal(layout_columns(&p, "zh", &measure), 1);
	assert_int_equal(measure, 72);
	p.width = 200;
	assert_int_equal(layout_columns(&p, "zh", &measure), 1);
	assert_int_equal(measure, 80);
}

static void
rules_are_lines_where_they_are_one_cell(void **state)
{
	struct layout_params p;

	(void)state;
	layout_params_init(&p);
	assert_true(layout_has_line_rules(&p));
	p.rule = RULE_LINE;
	assert_true(layout_has_line_rules(&p));
	p.ambiguous = 2;
	assert_false(layout_has_line_rules(&p));
	p.ambiguous = 1;
	p.rule = RULE_ASCII;
	assert_false(layout_has_line_rules(&p));
	p.rule = RULE_NONE;
	assert_false(layout_has_line_rules(&p));
}

static const struct phrase_case {
	const char *language, *label, *on, *from;
} phrase_cases[] = {
	{ "zh-Hans", "A05", "（下转A05版）", "（上接A05版）" },
	{ "zh", "第5版", "（下转第5版）", "（上接第5版）" },
	{ "zh-TW", "A3", "（下轉A3版）", "（上接A3版）" },
	{ "zh-Hant-HK", "A3", "（下轉A3版）", "（上接A3版）" },
	{ "ja", "3", "（3面に続く）", "（3面から続く）" },
	{ "ja-JP", "3面", "（3面に続く）", "（3面から続く）" },
	{ "ko", "A3", "(A3면에 계속)", "(A3면에서 계속)" },
	{ "fr", "A3", "(Continued on A3)", "(Continued from A3)" },
	{ NULL, "A3", "(Continued on A3)", "(Continued from A3)" },
};

static void
jumps_speak_the_article_s_language(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof phrase_cases / sizeof *phrase_cases;
	     i++) {
		const struct phrase_case *c = &phrase_cases[i];
		const struct phrases *p = phrases_for(c->language);
		assert_string_equal(phrases_jump_on(p, c->label, a), c->on);
		assert_string_equal(phrases_jump_from(p, c->label, a), c->from);
	}
	arena_free(a);
}

static const struct held_case {
	const char *text;
	bool on, from;
} held_cases[] = {
	{ "航线六月开航。（下转A03版）", true, false },
	{ "（上接A01版）码头又热闹起来。", false, true },
	{ "航線六月啟航。（下轉A3版）", true, false },
	{ "就航する。（３面に続く）", true, false },
	{ "（１面から続く）就航する。", false, true },
	{ "취항한다. ▶A3면에 계속", true, false },
	{ "The line opens. Continued on Page A6", true, false },
	{ "航线六月开航。", false, false },
};

static void
jumps_in_the_text_are_seen(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof held_cases / sizeof *held_cases; i++) {
		const struct held_case *c = &held_cases[i];
		const struct block b = { .text = c->text,
			.nbytes = (uint32_t)strlen(c->text) };
		const struct article a = { .blocks = &b, .nblocks = 1 };
		assert_int_equal(phrases_hold_jump_on(&a), c->on);
		assert_int_equal(phrases_hold_jump_from(&a), c->from);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_suit_the_language),
		cmocka_unit_test(linear_is_one_column),
		cmocka_unit_test(rules_are_lines_where_they_are_one_cell),
		cmocka_unit_test(jumps_speak_the_article_s_language),
		cmocka_unit_test(jumps_in_the_text_are_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
