/*
 * Dates as people type them into a query: numbers of any width with marks
 * between them, a few words, and ranges.
 */
#include <string.h>
#include <strings.h>
#include <time.h>

#include "src/base/date.h"
#include "src/base/utf8.h"
#include "src/library/marks.h"
#include "src/library/query_int.h"

enum {
	DATE_BYTES = 64,      /* a longer one is none */
	MOST_DAYS_AGO = 9999, /* "9999d": 27 years */
};

/* What stands between the ends of a range; the first found counts. */
static const char *const range_marks[] = { "..", "～", "~", "至", "…" };

static const struct {
	const char *word;
	int days_ago;
} words[] = {
	{ "today", 0 },
	{ "今天", 0 },
	{ "今日", 0 },
	{ "yesterday", 1 },
	{ "昨天", 1 },
	{ "昨日", 1 },
};

int64_t
query_today(void)
{
	time_t now = (time_t)marks_now();
	struct tm tm;

	if (!localtime_r(&now, &tm))
		return now / (24 * 60 * 60);
	return date_to_days(
	    (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday });
}

/* Digits of any width at `*s`, at most `most`; returns how many. */
static int
take_number(const char **s, int most, int *number)
{
	int n = 0;

	for (*number = 0; n < most; n++) {
		const char *next = *s;
		unsigned cp = **s ? utf8_next(&next) : 0;
		if (cp >= 0xFF10 && cp <= 0xFF19)
			cp -= 0xFF10 - '0';
		if (cp < '0' || cp > '9')
			break;
		*number = *number * 10 + (int)(cp - '0');
		*s = next;
	}
	return n;
}

static bool
take_one_of(const char **s, const char *const *marks)
{
	for (; *marks; marks++) {
		size_t n = strlen(*marks);
		if (strncmp(*s, *marks, n) == 0) {
			*s += n;
			return true;
		}
	}
	return false;
}

/* "7d": the last seven days, this one too. */
static bool
take_days_ago(struct query_days *out, const char *s, int64_t today)
{
	static const char *const units[] = { "d", "D", "天", NULL };
	int n;

	if (take_number(&s, 4, &n) == 0 || !take_one_of(&s, units) || *s)
		return false;
	if (n < 1 || n > MOST_DAYS_AGO)
		return false;
	*out = (struct query_days){ today - n + 1, today };
	return true;
}

static bool
take_word(struct query_days *out, const char *s, int64_t today)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcasecmp(words[i].word, s) != 0)
			continue;
		out->from = out->to = today - words[i].days_ago;
		return true;
	}
	return false;
}

static bool
set_days(struct query_days *out, struct date first, struct date last)
{
	if (!date_is_valid(first))
		return false;
	while (!date_is_valid(last))
		last.day--;
	*out = (struct query_days){ date_to_days(first), date_to_days(last) };
	return true;
}

/* 2025, 2025-05, 2025-05-30, 2025/5/30, 2025年5月30日. */
static bool
take_numbers(struct query_days *out, const char *s)
{
	static const char *const after_year[] = { "-", "/", ".", "年", NULL };
	static const char *const after_month[] = { "-", "/", ".", "月", NULL };
	static const char *const after_day[] = { "日", "号", "號", NULL };
	struct date d = { 0 };

	if (take_number(&s, 4, &d.year) != 4 || d.year < 1)
		return false;
	bool more = take_one_of(&s, after_year);
	if (!*s)
		return set_days(out, (struct date){ d.year, 1, 1 },
		    (struct date){ d.year, 12, 31 });
	if (!more || !take_number(&s, 2, &d.month))
		return false;
	more = take_one_of(&s, after_month);
	if (!*s && d.month >= 1 && d.month <= 12)
		return set_days(out, (struct date){ d.year, d.month, 1 },
		    (struct date){ d.year, d.month, 31 });
	if (!more || !take_number(&s, 2, &d.day))
		return false;
	take_one_of(&s, after_day);
	return !*s && date_is_valid(d) && set_days(out, d, d);
}

static bool
take_period(struct query_days *out, const char *s, int64_t today)
{
	struct date d;

	if (take_word(out, s, today) || take_days_ago(out, s, today) ||
	    take_numbers(out, s))
		return true;
	return date_parse(&d, s) && set_days(out, d, d);
}

/* The mark of a range; NULL if it is none. */
static const char *
find_range(const char *s, size_t *nbytes)
{
	for (size_t i = 0; i < sizeof range_marks / sizeof *range_marks; i++) {
		const char *at = strstr(s, range_marks[i]);
		*nbytes = strlen(range_marks[i]);
		if (at)
			return at;
	}
	return NULL;
}

enum query_days_fault
query_days(struct query_days *out, size_t *at, const char *s, int64_t today)
{
	const struct date least = { 1, 1, 1 }, most = { 9999, 12, 31 };
	struct query_days from, to;
	char left[DATE_BYTES];
	size_t nmark;
	const char *mark = find_range(s, &nmark);

	*at = 0;
	if (strlen(s) >= sizeof left)
		return QUERY_DAYS_UNKNOWN;
	if (!mark)
		return take_period(out, s, today) ? QUERY_DAYS_FINE
						  : QUERY_DAYS_UNKNOWN;
	size_t n = (size_t)(mark - s);
	memcpy(left, s, n);
	left[n] = '\0';

	const char *right = mark + nmark;
	if (!*left && !*right)
		return QUERY_DAYS_EMPTY;
	set_days(&from, least, least);
	set_days(&to, most, most);
	if (*left && !take_period(&from, left, today))
		return QUERY_DAYS_UNKNOWN;
	*at = (size_t)(right - s);
	if (*right && !take_period(&to, right, today))
		return QUERY_DAYS_UNKNOWN;
	*out = (struct query_days){ from.from, to.to };
	return out->from <= out->to ? QUERY_DAYS_FINE : QUERY_DAYS_BACKWARD;
}
