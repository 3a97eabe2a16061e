#include "src/base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"

static const struct {
	const char *s;
	const char *iso; /* NULL: not a date and nothing else */
} parses[] = {
	{ "2025-05-30", "2025-05-30" },
	{ " 2025/5/3 ", "2025-05-03" },
	{ "2025.05.30", "2025-05-30" },
	{ "20250530", "2025-05-30" },
	{ "2025年05月30日", "2025-05-30" },
	{ "２０２５年５月３０日", "2025-05-30" },
	{ "二〇二五年五月三十日", "2025-05-30" },
	{ "二零二五年十二月三十一日", "2025-12-31" },
	{ "二〇二五年十月二十日", "2025-10-20" },
	{ "2025年5月30日 星期五", "2025-05-30" },
	{ "2025年5月30日（金曜日）", "2025-05-30" },
	{ "令和7年5月30日", "2025-05-30" },
	{ "令和元年5月1日", "2019-05-01" },
	{ "中華民國114年5月30日", "2025-05-30" },
	{ "2025년 5월 30일 금요일", "2025-05-30" },
	{ "30 May 2025", "2025-05-30" },
	{ "30th May, 2025", "2025-05-30" },
	{ "May 30, 2025", "2025-05-30" },
	{ "Sept. 1, 2025", "2025-09-01" },
	{ "Friday, 30 May 2025", "2025-05-30" },
	{ "Friday, May 30, 2025", "2025-05-30" },
	{ "Thursday, May 29, 2025 T09:30Z", "2025-05-29" },
	{ "Fri, 30 May 25 08:00:00 +0800", "2025-05-30" },
	{ "3-MAR-1987 09:18:21.26", "1987-03-03" },
	{ "2025-05-30T10:00:00Z", "2025-05-30" },
	{ "30.05.2025", "2025-05-30" },
	{ "8/21/2018 9:00:00 AM", "2018-08-21" },
	{ "21/8/2018", "2018-08-21" },
	{ "8/9/2018", NULL }, /* August or September? */
	{ "2024-02-29", "2024-02-29" },
	{ "2025-02-29", NULL },
	{ "1900-02-29", NULL },
	{ "2025-13-01", NULL },
	{ "2025-05", NULL },
	{ "12345678", NULL },
	{ "202505301", NULL },
	{ "Mayor 30, 2025", NULL },
	{ "2025-05-30 and more", NULL },
	{ "昨天", NULL },
	{ "", NULL },
};

static void
whole_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof parses / sizeof *parses; i++) {
		struct date d;
		struct buf got = { 0 };
		bool ok = date_parse(&d, parses[i].s);
		if (ok)
			date_add_iso(&got, d);
		if (ok != (parses[i].iso != NULL) ||
		    (ok && strcmp(buf_str(&got), parses[i].iso) != 0))
			print_message("%s: %s\n", parses[i].s, buf_str(&got));
		assert_int_equal(ok, parses[i].iso != NULL);
		if (ok)
			assert_string_equal(buf_str(&got), parses[i].iso);
		buf_fini(&got);
	}
	assert_false(date_parse(&(struct date){ 0 }, NULL));
}

static const struct {
	const char *s;
	const char *found; /* the bytes of the date; NULL: none */
} finds[] = {
	{ "haigang-2025-05-30.md", "2025-05-30" },
	{ "A08_20250530.txt", "20250530" },
	{ "松江晨报 2025年5月30日 A01版", "2025年5月30日" },
	{ "The Gazette, Friday, May 30, 2025, page 3", "May 30, 2025" },
	{ "no 1234567890 here", NULL },
	{ "v1.20250530", NULL },
	{ "页码 12 34 56", NULL },
};

static void
dates_inside_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof finds / sizeof *finds; i++) {
		struct date d;
		size_t at = 0;
		size_t n = date_find(&d, &at, finds[i].s, strlen(finds[i].s));
		assert_int_equal(
		    n, finds[i].found ? strlen(finds[i].found) : 0);
		if (n)
			assert_memory_equal(finds[i].s + at, finds[i].found, n);
	}
}

static const struct {
	struct date d;
	const char *language, *text;
} longs[] = {
	{ { 2025, 5, 30 }, "zh-Hans", "2025年5月30日 星期五" },
	{ { 2026, 3, 22 }, "zh", "2026年3月22日 星期日" },
	{ { 2026, 3, 22 }, "zh_CN", "2026年3月22日 星期日" },
	{ { 2025, 5, 30 }, "ja", "2025年5月30日 金曜日" },
	{ { 2025, 5, 30 }, "ko-KR", "2025년 5월 30일 금요일" },
	{ { 2025, 5, 30 }, "en", "Friday, May 30, 2025" },
	{ { 2025, 5, 30 }, NULL, "Friday, May 30, 2025" },
	{ { 2025, 5, 30 }, "zha", "Friday, May 30, 2025" },
	{ { 2025, 5, 30 }, "en-gb", "Friday, 30 May 2025" },
	{ { 2000, 2, 29 }, "en", "Tuesday, February 29, 2000" },
	{ { 1900, 1, 1 }, "en", "Monday, January 1, 1900" },
};

static void
long_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof longs / sizeof *longs; i++) {
		struct buf got = { 0 };
		date_add_long(&got, longs[i].d, longs[i].language);
		assert_string_equal(buf_str(&got), longs[i].text);
		buf_fini(&got);
	}
}

static void
dates_have_an_order(void **state)
{
	const struct date a[] = { { 1999, 12, 31 }, { 2025, 5, 29 },
		{ 2025, 5, 30 }, { 2025, 6, 1 } };

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (size_t j = 0; j < 4; j++)
			assert_int_equal(
			    date_compare(a[i], a[j]), i < j ? -1 : i > j);
}

static const struct {
	struct date d;
	int64_t days;
} numbered[] = {
	{ { 1, 1, 1 }, -719162 },
	{ { 1600, 2, 29 }, -135081 },
	{ { 1900, 3, 1 }, -25508 },
	{ { 1969, 12, 31 }, -1 },
	{ { 1970, 1, 1 }, 0 },
	{ { 2000, 2, 29 }, 11016 },
	{ { 2000, 3, 1 }, 11017 },
	{ { 2025, 5, 30 }, 20238 },
	{ { 9999, 12, 31 }, 2932896 },
};

static void
days_have_numbers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++) {
		assert_int_equal(date_to_days(numbered[i].d), numbered[i].days);
		assert_int_equal(date_compare(date_from_days(numbered[i].days),
				     numbered[i].d),
		    0);
	}
	for (int64_t i = -719162; i <= 2932896; i += 17) {
		struct date d = date_from_days(i);
		assert_true(date_is_valid(d));
		assert_int_equal(date_to_days(d), i);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whole_dates),
		cmocka_unit_test(dates_inside_names),
		cmocka_unit_test(long_forms),
		cmocka_unit_test(dates_have_an_order),
		cmocka_unit_test(days_have_numbers),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
