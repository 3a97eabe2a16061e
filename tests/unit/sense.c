#include "src/layout/sense.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/edition/edition.h"
#include "src/layout/para.h"

/* The bonds after each character but the last, in tenths. */
static const struct bond_case {
	const char *headline;
	const char *story;
	const char *want;
} cases[] = {
	{ "渡轮停航", "渡轮今晨停航。渡轮何时停航？", "a0a" },
	{ "渡轮停航", "停下的渡轮", "a08" },
	{ "轮渡停", "轮渡，轮船，渡口", "50" },
	{ "渡口渡船", "渡口渡口渡船", "885" },
	{ "甲Ab乙", "甲Ab乙甲乙", "000" },
	{ "大雾大雾", "大雾", "a0a" },
	{ "大雾", "", "0" },
	{ "雾", "雾", "" },
};

static void
bonds_come_from_the_story(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct bond_case *c = &cases[i];
		const struct cluster_params params = { .ambiguous = 1 };
		const struct block block = {
			.type = BLOCK_PARAGRAPH,
			.text = c->story,
			.nbytes = (uint32_t)strlen(c->story),
		};
		const struct article story = { .blocks = &block, .nblocks = 1 };
		struct arena *a = arena_new();
		struct clusters clusters =
		    cluster_text(c->headline, strlen(c->headline), &params, a);
		uint8_t bond[SENSE_MAX];
		char got[SENSE_MAX + 1] = "";
		sense_bonds(bond, c->headline, clusters.at, clusters.n, &story);
		for (size_t k = 0; k + 1 < clusters.n; k++)
			got[k] = "0123456789a"[bond[k] / 10];
		if (strcmp(got, c->want) != 0)
			print_error("%s: %s\n", c->headline, got);
		assert_string_equal(got, c->want);
		arena_free(a);
	}
}

/* Words of any newspaper hold together by themselves, in both forms. */
static void
common_words_hold_together(void **state)
{
	static const char *const words[] = { "记者", "記者", "经济", "經濟" };

	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const struct cluster at[2] = {
			{ .nbytes = 3, .kind = CLUSTER_HAN },
			{ .at = 3, .nbytes = 3, .kind = CLUSTER_HAN },
		};
		uint8_t bond[SENSE_MAX];
		sense_bonds(bond, words[i], at, 2, NULL);
		assert_in_range(bond[0], SENSE_FULL / 2, SENSE_FULL);
		assert_int_equal(bond[1], 0);
	}
}

static void
no_story_no_bonds(void **state)
{
	static const struct cluster at[2] = {
		{ .nbytes = 3, .kind = CLUSTER_HAN },
		{ .at = 3, .nbytes = 3, .kind = CLUSTER_HAN },
	};
	uint8_t bond[SENSE_MAX] = { 1, 1 };

	(void)state;
	sense_bonds(bond, "渡轮", at, 2, NULL);
	assert_int_equal(bond[0], 0);
	assert_int_equal(bond[1], 0);
}

/* 多洛米特 is torn only as long as nobody has read the story. */
static void
headlines_break_between_words(void **state)
{
	static const char headline[] = "游客滞留多洛米特山";
	static const char text[] = "多洛米特山在北。多洛米特山高。";
	const struct block block = { .text = text, .nbytes = sizeof text - 1 };
	const struct article story = { .blocks = &block, .nblocks = 1 };
	struct para p = {
		.text = headline,
		.nbytes = sizeof headline - 1,
		.language = "zh-Hans",
		.measure = 12,
	};
	struct layout_params params;
	struct arena *a = arena_new();

	(void)state;
	layout_params_init(&params);
	struct lines lines = para_set_heading(&p, &params, a);
	assert_int_equal(lines.n, 2);
	assert_int_equal(lines.at[0].to, strlen("游客滞留多"));
	p.story = &story;
	lines = para_set_heading(&p, &params, a);
	assert_int_equal(lines.n, 2);
	assert_int_equal(lines.at[0].to, strlen("游客滞留"));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bonds_come_from_the_story),
		cmocka_unit_test(no_story_no_bonds),
		cmocka_unit_test(common_words_hold_together),
		cmocka_unit_test(headlines_break_between_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
