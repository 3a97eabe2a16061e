/*
 * Calendar: a month as weeks, and moves by months and years.
 *
 * Weeks begin on Monday (ISO 8601, GB/T 7408), in every language: one who reads
 * papers of several countries is not to look for Sunday twice.  Pure arithmetic
 * over src/base/date.h; nothing here knows what today is.
 */
#ifndef SRC_NAV_CALENDAR_H
#define SRC_NAV_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/date.h"

struct buf;

enum {
	CALENDAR_DAYS = 7,  /* of a week */
	CALENDAR_WEEKS = 6, /* that a month touches at most */
};

struct calendar {
	int year, month;
	int64_t first; /* day 1, in days since 1970-01-01 */
	int ndays;
	int lead;   /* cells before day 1, 0 to 6 */
	int nweeks; /* 4 to 6 */
};

/* The month that a day lies in. */
void calendar_set(struct calendar *, int64_t day);

bool calendar_has(const struct calendar *, int64_t day);

/* The day of the month in a cell, 0 if the cell is empty. */
int calendar_at(const struct calendar *, int week, int weekday);

/* The cell of a day of this month. */
void calendar_cell(
    const struct calendar *, int64_t day, int *week, int *weekday);

/* The nearest day between the years 1 and 9999. */
int64_t calendar_clamp(int64_t day);

/*
 * The same day so many months on or back; the last one of a shorter month.
 */
int64_t calendar_add_months(int64_t day, long months);

/*
 * What a person types for a time: a date, a month ("2025-05", "2025/5",
 * "2025年5月"), or a year ("2025", "2025年").  Gives the first and last day of
 * it, false if it is none of these.
 */
bool calendar_parse(int64_t *from, int64_t *to, const char *s);

/* "May 2025", "2025年5月"; `language` as that of date_add_long(). */
void calendar_add_month(
    struct buf *, const struct calendar *, const char *language);

/* "Mo", "一": weekday 0 is Monday; two cells at most. */
const char *calendar_weekday(int weekday, const char *language);

#endif
