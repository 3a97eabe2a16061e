/*
 * Civil dates: the day that a paper bears, without clock or time zone.
 *
 * Read from the forms that papers, pages, folders and feeds write; a date that
 * is not there or not a real day is told so, never guessed from the clock.
 */
#ifndef SRC_BASE_DATE_H
#define SRC_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

struct date {
	int year;  /* 1 to 9999 */
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

/* Is it a day of the Gregorian calendar? */
bool date_is_valid(struct date);

/* 0 for Sunday to 6 for Saturday. */
int date_weekday(struct date);

/* <0, 0, >0 as `a` is before, on or after `b`. */
int date_compare(struct date a, struct date b);

/* Days since 1970-01-01, and the day that is so many after it. */
int64_t date_to_days(struct date);
struct date date_from_days(int64_t);

/*
 * Find the first date in `s`: ISO, 20250530, 2025年05月30日 (digits of any width
 * or Chinese numerals, also 令和, 民國 and Korean), "30 May 2025", "May 30,
 * 2025", 30.05.2025, and 5/30/2025 when only one reading is a day.  Returns the
 * bytes of it and sets `*at`, or 0.
 */
size_t date_find(struct date *, size_t *at, const char *s, size_t nbytes);

/*
 * Read `s` as a date and nothing else but a day of the week and a time of day
 * around it.
 */
bool date_parse(struct date *, const char *s);

/* "2025-05-30" */
void date_add_iso(struct buf *out, struct date);

/*
 * As the head of a paper in `language` (BCP 47, or a locale such as "zh_CN"; NULL
 * for English) has it:
 * "2025年5月30日 星期五", "Friday, May 30, 2025".
 */
void date_add_long(struct buf *out, struct date, const char *language);

#endif
