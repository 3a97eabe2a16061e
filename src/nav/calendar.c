#include "src/nav/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/buf.h"

enum { MONTHS = 12, LAST_YEAR = 9999 };

static int
days_of_month(int year, int month)
{
	int n = 31;

	while (!date_is_valid((struct date){ year, month, n }))
		n--;
	return n;
}

int64_t
calendar_clamp(int64_t day)
{
	int64_t first = date_to_days((struct date){ 1, 1, 1 });
	int64_t last = date_to_days((struct date){ LAST_YEAR, MONTHS, 31 });

	return day < first ? first : day > last ? last : day;
}

void
calendar_set(struct calendar *c, int64_t day)
{
	struct date d = date_from_days(calendar_clamp(day));

	d.day = 1;
	c->year = d.year;
	c->month = d.month;
	c->first = date_to_days(d);
	c->ndays = days_of_month(d.year, d.month);
	/* Sunday is 0 there, and the last day of the week here. */
	c->lead = (date_weekday(d) + CALENDAR_DAYS - 1) % CALENDAR_DAYS;
	c->nweeks = (c->lead + c->ndays + CALENDAR_DAYS - 1) / CALENDAR_DAYS;
}

bool
calendar_has(const struct calendar *c, int64_t day)
{
	return day >= c->first && day < c->first + c->ndays;
}

int
calendar_at(const struct calendar *c, int week, int weekday)
{
	int day = week * CALENDAR_DAYS + weekday - c->lead + 1;

	return day >= 1 && day <= c->ndays ? day : 0;
}

void
calendar_cell(const struct calendar *c, int64_t day, int *week, int *weekday)
{
	int cell = (int)(day - c->first) + c->lead;

	*week = cell / CALENDAR_DAYS;
	*weekday = cell % CALENDAR_DAYS;
}

int64_t
calendar_add_months(int64_t day, long months)
{
	enum { FAR = LAST_YEAR * MONTHS };
	struct date d = date_from_days(calendar_clamp(day));
	long by = months < -FAR ? -FAR : months > FAR ? FAR : months;
	long month = (long)d.year * MONTHS + d.month - 1 + by;

	if (month < MONTHS)
		return calendar_clamp(INT64_MIN);
	if (month >= (LAST_YEAR + 1L) * MONTHS)
		return calendar_clamp(INT64_MAX);
	d.year = (int)(month / MONTHS);
	d.month = (int)(month % MONTHS) + 1;
	int ndays = days_of_month(d.year, d.month);
	if (d.day > ndays)
		d.day = ndays;
	return date_to_days(d);
}

/* --- what is typed ------------------------------------------------------------ */

/* Digits of `s`, at most `most` of them; the number, -1 if there are none. */
static int
take_number(const char **s, size_t most)
{
	size_t n = strspn(*s, "0123456789");
	int value = 0;

	if (n == 0 || n > most)
		return -1;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (*s)[i] - '0';
	*s += n;
	return value;
}

static bool
take(const char **s, const char *mark)
{
	size_t n = strlen(mark);

	if (strncmp(*s, mark, n) != 0)
		return false;
	*s += n;
	return true;
}

/* "2025", "2025年", "2025-05", "2025年5月": month 0 is the whole year. */
static bool
parse_month(const char *s, int *year, int *month)
{
	*month = 0;
	*year = take_number(&s, 4);
	if (*year < 1)
		return false;
	if (*s == '\0')
		return true;
	bool is_named = take(&s, "年");
	if (!is_named && !take(&s, "-") && !take(&s, "/") && !take(&s, "."))
		return false;
	if (*s || !is_named) {
		*month = take_number(&s, 2);
		if (*month < 1 || *month > MONTHS)
			return false;
		take(&s, "月");
	}
	return *s == '\0';
}

bool
calendar_parse(int64_t *from, int64_t *to, const char *s)
{
	struct date d;
	int year, month;

	s += strspn(s, " ");
	if (date_parse(&d, s)) {
		*from = *to = date_to_days(d);
		return true;
	}
	if (!parse_month(s, &year, &month))
		return false;
	int last = month ? month : MONTHS;
	*from = date_to_days((struct date){ year, month ? month : 1, 1 });
	*to = date_to_days(
	    (struct date){ year, last, days_of_month(year, last) });
	return true;
}

/* --- words --------------------------------------------------------------------- */

static bool
is_chinese(const char *language)
{
	return language && strncmp(language, "zh", 2) == 0;
}

void
calendar_add_month(
    struct buf *out, const struct calendar *c, const char *language)
{
	static const char *const names[MONTHS] = { "January", "February",
		"March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December" };

	if (is_chinese(language))
		buf_addf(out, "%d年%d月", c->year, c->month);
	else
		buf_addf(out, "%s %d", names[c->month - 1], c->year);
}

const char *
calendar_weekday(int weekday, const char *language)
{
	static const char *const english[CALENDAR_DAYS] = { "Mo", "Tu", "We",
		"Th", "Fr", "Sa", "Su" };
	static const char *const chinese[CALENDAR_DAYS] = { "一", "二", "三",
		"四", "五", "六", "日" };

	return is_chinese(language) ? chinese[weekday] : english[weekday];
}
