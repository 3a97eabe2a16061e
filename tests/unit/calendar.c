/* Months as weeks; moves by months; what is typed for a time. */
#include "src/nav/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "src/base/buf.h"

static int64_t
day_of(int year, int month, int day)
{
	return date_to_days((struct date){ year, month, day });
}

static void
months_have_weeks_from_monday(void **state)
{
	static const struct {
		int year, month, ndays, lead, nweeks;
	} cases[] = {
		{ 2025, 5, 31, 3, 5 },  /* begins on a Thursday */
		{ 2025, 6, 30, 6, 6 },  /* on a Sunday: six weeks */
		{ 2025, 9, 30, 0, 5 },  /* on a Monday */
		{ 2021, 2, 28, 0, 4 },  /* exactly four weeks */
		{ 2024, 2, 29, 3, 5 },  /* a leap year */
		{ 1900, 2, 28, 3, 5 },  /* none */
		{ 2000, 2, 29, 1, 5 },  /* one */
		{ 1969, 12, 31, 0, 5 }, /* before 1970 */
		{ 1, 1, 31, 0, 5 },
		{ 9999, 12, 31, 2, 5 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct calendar c;
		calendar_set(&c, day_of(cases[i].year, cases[i].month, 17));
		assert_int_equal(c.year, cases[i].year);
		assert_int_equal(c.month, cases[i].month);
		assert_int_equal(c.ndays, cases[i].ndays);
		assert_int_equal(c.lead, cases[i].lead);
		assert_int_equal(c.nweeks, cases[i].nweeks);
	}
}

/* Every day of sixty years lies in exactly the cell that says so. */
static void
cells_and_days_are_one(void **state)
{
	(void)state;
	for (int64_t day = day_of(1990, 1, 1); day < day_of(2050, 1, 1);
	     day++) {
		struct calendar c;
		int week, weekday;
		struct date d = date_from_days(day);

		calendar_set(&c, day);
		assert_true(calendar_has(&c, day));
		assert_false(calendar_has(&c, c.first - 1));
		assert_false(calendar_has(&c, c.first + c.ndays));
		calendar_cell(&c, day, &week, &weekday);
		assert_in_range(week, 0, c.nweeks - 1);
		assert_int_equal(calendar_at(&c, week, weekday), d.day);
		assert_int_equal((weekday + 1) % 7, date_weekday(d));
	}
}

static void
empty_cells_have_no_day(void **state)
{
	struct calendar c;

	(void)state;
	calendar_set(&c, day_of(2025, 5, 30));
	assert_int_equal(calendar_at(&c, 0, 2), 0);
	assert_int_equal(calendar_at(&c, 0, 3), 1);
	assert_int_equal(calendar_at(&c, 4, 5), 31);
	assert_int_equal(calendar_at(&c, 4, 6), 0);
	assert_int_equal(calendar_at(&c, 5, 0), 0);
}

static void
months_are_added(void **state)
{
	static const struct {
		struct date from;
		long months;
		struct date to;
	} cases[] = {
		{ { 2025, 5, 30 }, 1, { 2025, 6, 30 } },
		{ { 2025, 1, 31 }, 1, { 2025, 2, 28 } },
		{ { 2024, 1, 31 }, 1, { 2024, 2, 29 } },
		{ { 2025, 3, 31 }, -1, { 2025, 2, 28 } },
		{ { 2025, 12, 15 }, 1, { 2026, 1, 15 } },
		{ { 2025, 1, 15 }, -1, { 2024, 12, 15 } },
		{ { 2024, 2, 29 }, 12, { 2025, 2, 28 } },
		{ { 2025, 5, 30 }, -25, { 2023, 4, 30 } },
		{ { 2025, 5, 30 }, 0, { 2025, 5, 30 } },
		{ { 1, 1, 5 }, -1, { 1, 1, 1 } },
		{ { 9999, 12, 5 }, 1, { 9999, 12, 31 } },
		{ { 2025, 5, 30 }, 2000000000, { 9999, 12, 31 } },
		{ { 2025, 5, 30 }, -2000000000, { 1, 1, 1 } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
		    calendar_add_months(
			date_to_days(cases[i].from), cases[i].months),
		    date_to_days(cases[i].to));
	assert_int_equal(calendar_clamp(INT64_MAX), day_of(9999, 12, 31));
	assert_int_equal(calendar_clamp(INT64_MIN), day_of(1, 1, 1));
}

static void
times_are_read(void **state)
{
	static const struct {
		const char *s;
		struct date from, to;
	} cases[] = {
		{ "2025-05-30", { 2025, 5, 30 }, { 2025, 5, 30 } },
		{ " 2025年5月30日", { 2025, 5, 30 }, { 2025, 5, 30 } },
		{ "2025-05", { 2025, 5, 1 }, { 2025, 5, 31 } },
		{ "2025/6", { 2025, 6, 1 }, { 2025, 6, 30 } },
		{ "2024.02", { 2024, 2, 1 }, { 2024, 2, 29 } },
		{ "2025年5月", { 2025, 5, 1 }, { 2025, 5, 31 } },
		{ "2025年", { 2025, 1, 1 }, { 2025, 12, 31 } },
		{ "2025", { 2025, 1, 1 }, { 2025, 12, 31 } },
	};
	static const char *const others[] = { "", "2025-13", "2025-00", "20255",
		"0000", "2025-", "May", "2025-05x", "2025x", "2025-005" };
	int64_t from, to;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(calendar_parse(&from, &to, cases[i].s));
		assert_int_equal(from, date_to_days(cases[i].from));
		assert_int_equal(to, date_to_days(cases[i].to));
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (calendar_parse(&from, &to, others[i]))
			fail_msg("\"%s\" is no time", others[i]);
}

static void
months_have_names(void **state)
{
	struct calendar c;
	struct buf out;

	(void)state;
	calendar_set(&c, day_of(2025, 5, 30));
	buf_init(&out);
	calendar_add_month(&out, &c, "en");
	assert_string_equal(buf_str(&out), "May 2025");
	buf_cut(&out, 0);
	calendar_add_month(&out, &c, "zh_CN");
	assert_string_equal(buf_str(&out), "2025年5月");
	buf_fini(&out);
	assert_string_equal(calendar_weekday(0, "en"), "Mo");
	assert_string_equal(calendar_weekday(6, "zh"), "日");
	assert_string_equal(calendar_weekday(6, NULL), "Su");
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(months_have_weeks_from_monday),
		cmocka_unit_test(cells_and_days_are_one),
		cmocka_unit_test(empty_cells_have_no_day),
		cmocka_unit_test(months_are_added),
		cmocka_unit_test(times_are_read),
		cmocka_unit_test(months_have_names),
	};

	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
