/* How long editions are kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/library/keep_for.h"

enum { TODAY = 20000 };

static const struct {
	const char *rules, *paper;
	int64_t age; /* days; the last at which it is kept */
} cases[] = {
	{ "1d", "Any", 1 },
	{ "90d", "Any", 90 },
	{ "12w", "Any", 84 },
	{ "6m", "Any", 180 },
	{ "1y", "Any", 365 },
	{ "90d, The Ledger 1y", "Any", 90 },
	{ "90d, The Ledger 1y", "The Ledger", 365 },
	{ "The Ledger 1y , 90d", "the ledger", 365 },
	{ "90d,松江日报 2w", "松江日报", 14 },
	{ "90d,松江日报 2w,", "松江日報", 90 },
	{ " ,, 7d\t,", "Any", 7 },
	{ "7d, 9d", "Any", 9 },
	{ "Ledger 7d, Ledger 9d, 1y", "Ledger", 9 },
	{ "7d", "\xFF", 7 },
};

static void
each_age(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct keep_for k;
		struct err err;
		int64_t last = TODAY - cases[i].age;
		if (keep_for_parse(&k, cases[i].rules, a, &err) != 0 ||
		    keep_for_is_over(&k, cases[i].paper, last, TODAY) ||
		    !keep_for_is_over(&k, cases[i].paper, last - 1, TODAY))
			fail_msg("%s of %s", cases[i].rules, cases[i].paper);
		assert_false(keep_for_is_forever(&k));
	}
	arena_free(a);
}

static void
for_ever(void **state)
{
	static const char *const rules[] = { "", "forever", " , ",
		"forever, The Ledger forever" };
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct keep_for k;
		assert_int_equal(keep_for_parse(&k, rules[i], a, NULL), 0);
		assert_true(keep_for_is_forever(&k));
		assert_false(keep_for_is_over(&k, "The Ledger", 0, TODAY));
	}
	struct keep_for k;
	assert_int_equal(keep_for_parse(&k, "9d, A forever", a, NULL), 0);
	assert_false(keep_for_is_forever(&k));
	assert_false(keep_for_is_over(&k, "A", 0, TODAY));
	assert_false(keep_for_is_over(&k, "B", TODAY + 3, TODAY));
	arena_free(a);
}

static void
no_sense_keeps_all(void **state)
{
	static const char *const rules[] = { "often", "90", "d", "0d", "-1d",
		"9x", "9d9", "99999999999999999999d", "1001y", "The Ledger",
		"90d, The Ledger", "1y forevermore", "9 d" };
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct keep_for k;
		struct err err = { 0 };
		assert_int_equal(keep_for_parse(&k, rules[i], a, &err), -1);
		assert_int_equal(err.code, ERR_USAGE);
		assert_true(strlen(err.msg) > 0);
		assert_true(keep_for_is_forever(&k));
	}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_age),
		cmocka_unit_test(for_ever),
		cmocka_unit_test(no_sense_keeps_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
