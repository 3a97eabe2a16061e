#include "src/base/date.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "src/base/buf.h"
#include "src/base/utf8.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const char *const month_names[] = { "January", "February", "March",
	"April", "May", "June", "July", "August", "September", "October",
	"November", "December" };

static const char *const day_names[] = { "Sunday", "Monday", "Tuesday",
	"Wednesday", "Thursday", "Friday", "Saturday" };

bool
date_is_valid(struct date d)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = (d.year % 4 == 0 && d.year % 100 != 0) || d.year % 400 == 0;

	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 &&
	    d.day >= 1 && d.day <= days[d.month - 1] + (d.month == 2 && leap);
}

int
date_weekday(struct date d)
{
	/* Sakamoto's method: the year begins in March. */
	static const int shift[] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
	int y = d.year - (d.month < 3);

	return (y + y / 4 - y / 100 + y / 400 + shift[d.month - 1] + d.day) % 7;
}

/*
 * 400 years have 146,097 days, and years that begin in March have their odd day
 * at the end; so months are counted by a line through their lengths.
 */
enum { DAYS_OF_ERA = 146097, DAYS_TO_1970 = 719468 };

int64_t
date_to_days(struct date d)
{
	int64_t y = d.year - (d.month < 3);
	int64_t month = (d.month + 9) % 12;
	int64_t day = (153 * month + 2) / 5 + d.day - 1;

	return y * 365 + y / 4 - y / 100 + y / 400 + day - DAYS_TO_1970;
}

struct date
date_from_days(int64_t days)
{
	int64_t n = days + DAYS_TO_1970;
	int64_t era = n / DAYS_OF_ERA, at = n % DAYS_OF_ERA;
	int64_t year =
	    (at - at / 1460 + at / 36524 - at / (DAYS_OF_ERA - 1)) / 365;
	int64_t day = at - (365 * year + year / 4 - year / 100);
	int64_t month = (5 * day + 2) / 153;

	return (struct date){
		.year = (int)(era * 400 + year + (month >= 10)),
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(day - (153 * month + 2) / 5 + 1),
	};
}

int
date_compare(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return a.day == b.day ? 0 : a.day < b.day ? -1 : 1;
}

/* --- reading ----------------------------------------------------------------- */

/* A place in a text; reading moves it on, failing leaves it anywhere. */
struct scan {
	const char *s, *end;
};

static unsigned
peek(const struct scan *p)
{
	const char *s = p->s;

	return s < p->end ? utf8_next(&s) : 0;
}

static void
skip(struct scan *p)
{
	if (p->s < p->end)
		utf8_next(&p->s);
}

static void
skip_blanks(struct scan *p)
{
	while (peek(p) == ' ' || peek(p) == 0x3000 || peek(p) == 0xA0)
		skip(p);
}

static bool
take(struct scan *p, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(p->end - p->s) < n || memcmp(p->s, word, n) != 0)
		return false;
	p->s += n;
	return true;
}

static bool
take_any(struct scan *p, const char *ascii)
{
	if (p->s == p->end || !*p->s || !strchr(ascii, *p->s))
		return false;
	p->s++;
	return true;
}

static int
digit_value(unsigned cp)
{
	if (cp >= 0xFF10 && cp <= 0xFF19)
		return (int)(cp - 0xFF10);
	return cp >= '0' && cp <= '9' ? (int)(cp - '0') : -1;
}

static int
han_value(unsigned cp)
{
	static const unsigned han[] = { 0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
		0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341 };

	for (size_t i = 0; i < COUNT(han); i++)
		if (han[i] == cp)
			return (int)i;
	return cp == 0x96F6 || cp == 0x25CB ? 0 : -1; /* 零 ○ */
}

/* A number of `least` to `most` digits, of any width, no digit following. */
static bool
take_digits(struct scan *p, int *value, int least, int most)
{
	int n = 0;

	*value = 0;
	while (n < most && digit_value(peek(p)) >= 0) {
		*value = *value * 10 + digit_value(peek(p));
		skip(p);
		n++;
	}
	return n >= least && digit_value(peek(p)) < 0;
}

/* 三十一, 十, 二十: a number below 100; 二〇二五 and 二零二五: digits. */
static bool
take_han(struct scan *p, int *value)
{
	int n = 0;
	bool tens = false;

	*value = 0;
	for (; n < 5 && han_value(peek(p)) >= 0; n++) {
		int v = han_value(peek(p));
		if (v == 10) {
			*value = *value ? *value * 10 : 10;
			tens = true;
		} else {
			*value = tens ? *value + v : *value * 10 + v;
		}
		skip(p);
	}
	return n > 0 && n < 5;
}

static bool
take_number(struct scan *p, int *value, int most)
{
	return digit_value(peek(p)) >= 0 ? take_digits(p, value, 1, most)
					 : take_han(p, value);
}

/* The first letters of a name, at least three; the rest may follow. */
static bool
take_name(struct scan *p, int *index, const char *const *names, int nnames)
{
	size_t n = 0;

	while (p->s + n < p->end && isalpha((unsigned char)p->s[n]))
		n++;
	for (*index = 0; *index < nnames; ++*index) {
		const char *name = names[*index];
		bool sept = n == 4 && !strncasecmp(p->s, "sept", 4);
		bool longer = n > 3 && n < strlen(name) && !sept;
		if (n < 3 || n > strlen(name) || longer ||
		    strncasecmp(p->s, name, n) != 0)
			continue;
		p->s += n;
		take_any(p, ".");
		return true;
	}
	return false;
}

/* "2025-05-30", "2025/5/30", "2025.05.30"; "2025_05_30" in file names. */
static bool
take_iso(struct scan *p, struct date *d)
{
	if (!take_digits(p, &d->year, 4, 4) || p->s == p->end)
		return false;
	char separator[] = { *p->s, '\0' };
	return take_any(p, "-/._") && take_digits(p, &d->month, 1, 2) &&
	    take_any(p, separator) && take_digits(p, &d->day, 1, 2);
}

static bool
take_compact(struct scan *p, struct date *d)
{
	int n;

	if (!take_digits(p, &n, 8, 8))
		return false;
	*d = (struct date){ n / 10000, n / 100 % 100, n % 100 };
	return d->year >= 1600; /* no number of other things */
}

/* Eras count from 1; the year before their first. */
static const struct {
	const char *name;
	int before;
} eras[] = {
	{ "令和", 2018 },
	{ "平成", 1988 },
	{ "昭和", 1925 },
	{ "中華民國", 1911 },
	{ "民國", 1911 },
	{ "民国", 1911 },
};

static bool
take_east_asian(struct scan *p, struct date *d)
{
	int before = 0;

	for (size_t i = 0; i < COUNT(eras) && !before; i++)
		if (take(p, eras[i].name))
			before = eras[i].before;
	if (before && take(p, "元"))
		d->year = 1;
	else if (!take_number(p, &d->year, 4))
		return false;
	d->year += before;
	skip_blanks(p);
	if (d->year < 1000 || (!take(p, "年") && !take(p, "년")))
		return false;
	skip_blanks(p);
	if (!take_number(p, &d->month, 2) || (!take(p, "月") && !take(p, "월")))
		return false;
	skip_blanks(p);
	return take_number(p, &d->day, 2) &&
	    (take(p, "日") || take(p, "号") || take(p, "號") || take(p, "일"));
}

static void
skip_ordinal(struct scan *p)
{
	static const char *const endings[] = { "st", "nd", "rd", "th" };

	for (size_t i = 0; i < COUNT(endings); i++)
		if (take(p, endings[i]))
			return;
}

static void
skip_between(struct scan *p)
{
	while (take_any(p, " ,-_"))
		continue;
}

/* A year of four digits, or the two of RFC 822: 70 to 99 are of 19.. */
static bool
take_year(struct scan *p, int *year)
{
	const char *start = p->s;

	if (!take_digits(p, year, 2, 4) || p->s - start == 3)
		return false;
	if (p->s - start == 2)
		*year += *year < 70 ? 2000 : 1900;
	return true;
}

static bool
take_day_month(struct scan *p, struct date *d)
{
	if (!take_digits(p, &d->day, 1, 2))
		return false;
	skip_ordinal(p);
	skip_between(p);
	if (!take_name(p, &d->month, month_names, 12))
		return false;
	d->month++;
	skip_between(p);
	return take_year(p, &d->year);
}

static bool
take_month_day(struct scan *p, struct date *d)
{
	if (!take_name(p, &d->month, month_names, 12))
		return false;
	d->month++;
	skip_between(p);
	if (!take_digits(p, &d->day, 1, 2))
		return false;
	skip_ordinal(p);
	skip_between(p);
	return take_digits(p, &d->year, 4, 4);
}

/* "30.05.2025", and with strokes when only one order is a day. */
static bool
take_numeric(struct scan *p, struct date *d)
{
	int a, b;

	if (!take_digits(p, &a, 1, 2) || p->s == p->end)
		return false;
	char separator[] = { *p->s, '\0' };
	if (!take_any(p, "./-") || !take_digits(p, &b, 1, 2) ||
	    !take_any(p, separator) || !take_digits(p, &d->year, 4, 4))
		return false;
	bool stroke = separator[0] != '.';
	bool swapped = stroke && b > 12;
	d->day = swapped ? b : a;
	d->month = swapped ? a : b;
	return !stroke || a == b || a > 12 || b > 12;
}

static bool (*const forms[])(struct scan *, struct date *) = {
	take_iso,
	take_compact,
	take_east_asian,
	take_day_month,
	take_month_day,
	take_numeric,
};

/* Could a date begin at `s`, or is it inside of a word or number? */
static bool
is_start(const char *begin, const char *s)
{
	if (s == begin)
		return true;
	char c = s[-1];
	bool digit = *s >= '0' && *s <= '9';
	return digit
	    ? !(c >= '0' && c <= '9') && c != '.' && c != ':'
	    : !isalpha((unsigned char)c) || !isalpha((unsigned char)*s);
}

size_t
date_find(struct date *out, size_t *at, const char *s, size_t nbytes)
{
	for (const char *from = s; from < s + nbytes; utf8_next(&from)) {
		if (!is_start(s, from))
			continue;
		for (size_t i = 0; i < COUNT(forms); i++) {
			struct scan p = { from, s + nbytes };
			struct date d = { 0, 0, 0 };
			if (!forms[i](&p, &d) || !date_is_valid(d))
				continue;
			*out = d;
			*at = (size_t)(from - s);
			return (size_t)(p.s - from);
		}
	}
	return 0;
}

static bool
take_weekday(struct scan *p)
{
	static const char *const prefixes[] = { "星期", "周", "週", "礼拜" };
	static const char *const days[] = { "日", "一", "二", "三", "四", "五",
		"六", "天", "月", "火", "水", "木", "金", "土" };
	static const char *const korean[] = { "일요일", "월요일", "화요일",
		"수요일", "목요일", "금요일", "토요일" };
	int ignored;
	bool prefix = false;

	for (size_t i = 0; i < COUNT(korean); i++)
		if (take(p, korean[i]))
			return true;
	for (size_t i = 0; i < COUNT(prefixes) && !prefix; i++)
		prefix = take(p, prefixes[i]);
	for (size_t i = 0; i < COUNT(days); i++)
		if (take(p, days[i]))
			return take(p, "曜日") || take(p, "曜") || true;
	return !prefix && take_name(p, &ignored, day_names, 7);
}

/* Nothing but a weekday, a time and marks? */
static bool
is_trimming(const char *s, size_t nbytes)
{
	struct scan p = { s, s + nbytes };

	while (p.s < p.end) {
		unsigned cp = peek(&p);
		/* Words first: Tuesday begins like T09:30. */
		if (take_weekday(&p) || take(&p, "GMT") || take(&p, "UTC") ||
		    take(&p, "AM") || take(&p, "PM"))
			continue;
		if (!strchr(" ,:;()+-.TZ", (int)(cp < 0x80 ? cp : 'x')) &&
		    digit_value(cp) < 0 && cp != 0x3000 && cp != 0xFF08 &&
		    cp != 0xFF09)
			return false;
		skip(&p);
	}
	return true;
}

bool
date_parse(struct date *d, const char *s)
{
	size_t at;
	size_t nbytes = s ? strlen(s) : 0;
	size_t n = nbytes ? date_find(d, &at, s, nbytes) : 0;

	return n && is_trimming(s, at) &&
	    is_trimming(s + at + n, nbytes - at - n);
}

/* --- writing ----------------------------------------------------------------- */

void
date_add_iso(struct buf *out, struct date d)
{
	buf_addf(out, "%04d-%02d-%02d", d.year, d.month, d.day);
}

static void
add_chinese(struct buf *out, struct date d)
{
	static const char *const days[] = { "日", "一", "二", "三", "四", "五",
		"六" };

	buf_addf(out, "%d年%d月%d日 星期%s", d.year, d.month, d.day,
	    days[date_weekday(d)]);
}

static void
add_japanese(struct buf *out, struct date d)
{
	static const char *const days[] = { "日", "月", "火", "水", "木", "金",
		"土" };

	buf_addf(out, "%d年%d月%d日 %s曜日", d.year, d.month, d.day,
	    days[date_weekday(d)]);
}

static void
add_korean(struct buf *out, struct date d)
{
	static const char *const days[] = { "일", "월", "화", "수", "목", "금",
		"토" };

	buf_addf(out, "%d년 %d월 %d일 %s요일", d.year, d.month, d.day,
	    days[date_weekday(d)]);
}

static void
add_british(struct buf *out, struct date d)
{
	buf_addf(out, "%s, %d %s %d", day_names[date_weekday(d)], d.day,
	    month_names[d.month - 1], d.year);
}

static void
add_american(struct buf *out, struct date d)
{
	buf_addf(out, "%s, %s %d, %d", day_names[date_weekday(d)],
	    month_names[d.month - 1], d.day, d.year);
}

static const struct {
	const char *language; /* it and its kinds */
	void (*add)(struct buf *, struct date);
} writers[] = {
	{ "zh", add_chinese },
	{ "ja", add_japanese },
	{ "ko", add_korean },
	{ "en-GB", add_british },
	{ "en-AU", add_british },
	{ "en-IE", add_british },
	{ "en-NZ", add_british },
};

void
date_add_long(struct buf *out, struct date d, const char *language)
{
	for (size_t i = 0; language && i < COUNT(writers); i++) {
		size_t n = strlen(writers[i].language);
		if (!strncasecmp(language, writers[i].language, n) &&
		    (!language[n] || strchr("-_", language[n]))) {
			writers[i].add(out, d);
			return;
		}
	}
	add_american(out, d);
}
