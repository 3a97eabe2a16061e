/* Steps of marks and of the archive, undone in the order they were done. */
#include "ui/deeds.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/*
 * Marks with an undo of their own, and the archive's steps: `m` a step of marks,
 * `a` one of the archive, `u` undo, `r` redo.  What was undone and done again is
 * written as it happens: M and A for each, 0 for nothing.
 */
static void
play(const char *script, char *out)
{
	struct deeds d;
	struct deeds_marks m = { 0, 0 };
	int64_t next = 1;

	deeds_init(&d);
	for (; *script; script++) {
		struct deed deed;
		bool is_redo = *script == 'r';
		enum deeds_turn turn;

		if (*script == 'm') {
			m.nundo++;
			m.nredo = 0;
			continue;
		}
		if (*script == 'a') {
			deeds_add(&d, next++, true, m);
			continue;
		}
		turn = is_redo ? deeds_redo(&d, m, &deed)
			       : deeds_undo(&d, m, &deed);
		if (turn == DEEDS_MARKS) {
			m.nundo += is_redo ? 1 : (size_t)-1;
			m.nredo += is_redo ? (size_t)-1 : 1;
		}
		deeds_moved(&d, turn, is_redo, m);
		*out++ = turn == DEEDS_NONE ? '0'
		    : turn == DEEDS_MARKS   ? 'M'
					    : (char)('0' + deed.edition);
	}
	*out = '\0';
	deeds_fini(&d);
}

static void
order_is_kept(void **state)
{
	static const struct {
		const char *script, *want;
	} cases[] = {
		{ "u", "0" },
		{ "r", "0" },
		{ "mau", "1" },
		{ "amu", "M" },
		{ "mamauuuuu", "2M1M0" },
		{ "mamauuuurrrrr", "2M1MM1M20" },
		{ "aauur", "211" },
		/* A new step of the archive: nothing can be done again. */
		{ "muar", "M0" },
		{ "mmuuar", "MM0" },
		/* What was undone since then can. */
		{ "mmuaur", "M11" },
		{ "mmuauurrr", "M1MM10" },
		/* A new step of marks: nor can the archive's. */
		{ "aumr", "10" },
		{ "amuumr", "M10" },
		{ "maumr", "10" },
		{ "maumur", "1MM" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char got[64];
		play(cases[i].script, got);
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s: got %s, want %s", cases[i].script, got,
			    cases[i].want);
	}
}

/* What fails is still the next. */
static void
failed_steps_stay(void **state)
{
	struct deeds d;
	struct deeds_marks m = { 2, 0 };
	struct deed deed;

	(void)state;
	deeds_init(&d);
	deeds_add(&d, 7, false, m);
	assert_int_equal(deeds_undo(&d, m, &deed), DEEDS_ARCHIVE);
	deeds_moved(&d, DEEDS_NONE, false, m);
	assert_int_equal(deeds_undo(&d, m, &deed), DEEDS_ARCHIVE);
	assert_int_equal(deed.edition, 7);
	assert_false(deed.is_removal);
	deeds_fini(&d);
}

static void
oldest_are_forgotten(void **state)
{
	struct deeds d;
	struct deeds_marks none = { 0, 0 };
	struct deed deed = { 0 };

	(void)state;
	deeds_init(&d);
	for (int64_t i = 0; i < DEEDS_MAX + 5; i++)
		deeds_add(&d, i, true, none);
	for (int64_t i = 0; i < DEEDS_MAX; i++) {
		assert_int_equal(deeds_undo(&d, none, &deed), DEEDS_ARCHIVE);
		deeds_moved(&d, DEEDS_ARCHIVE, false, none);
	}
	assert_int_equal(deed.edition, 5);
	assert_int_equal(deeds_undo(&d, none, &deed), DEEDS_NONE);
	deeds_fini(&d);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_is_kept),
		cmocka_unit_test(failed_steps_stay),
		cmocka_unit_test(oldest_are_forgotten),
	};

	return cmocka_run_group_tests_name("deeds", tests, NULL, NULL);
}
