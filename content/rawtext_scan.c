#include "content/rawtext_scan.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "src/base/utf8.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

bool
scan_is_blank(unsigned cp)
{
	return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x3000 ||
	    (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0xFEFF;
}

struct slice
scan_trim(struct slice t)
{
	scan_eat_blanks(&t);
	while (t.n > 0) {
		size_t at = utf8_before(t.s, t.n);
		const char *p = t.s + at;
		if (!scan_is_blank(utf8_next(&p)))
			break;
		t.n = at;
	}
	return t;
}

bool
scan_starts(struct slice t, const char *word)
{
	/* The first byte refuses nearly all. */
	if (*word && (t.n == 0 || *t.s != *word))
		return false;
	size_t n = strlen(word);

	return t.n >= n && memcmp(t.s, word, n) == 0;
}

bool
scan_ends(struct slice t, const char *word)
{
	size_t n = strlen(word);

	return t.n >= n && memcmp(t.s + t.n - n, word, n) == 0;
}

bool
scan_has(struct slice t, const char *word)
{
	size_t n = strlen(word);

	for (; t.n >= n; t.s++, t.n--) {
		const char *p =
		    memchr(t.s, (unsigned char)word[0], t.n - n + 1);
		if (!p)
			return false;
		t.n -= (size_t)(p - t.s);
		t.s = p;
		if (memcmp(p, word, n) == 0)
			return true;
	}
	return false;
}

bool
scan_eat(struct slice *t, const char *word)
{
	/* The first byte refuses nearly all; folded as ASCII letters are. */
	if (t->n > 0 && *word && ((*t->s ^ *word) & ~0x20) != 0)
		return false;
	size_t n = strlen(word);
	if (t->n < n || strncasecmp(t->s, word, n) != 0)
		return false;
	t->s += n;
	t->n -= n;
	return true;
}

bool
scan_eat_blanks(struct slice *t)
{
	bool any = false;

	while (t->n > 0) {
		const char *p = t->s;
		if (!scan_is_blank(utf8_next(&p)))
			break;
		t->n -= (size_t)(p - t->s);
		t->s = p;
		any = true;
	}
	return any;
}

const char *
scan_eat_any(struct slice *t, const char *const words[])
{
	for (size_t i = 0; words[i]; i++)
		if (scan_eat(t, words[i]))
			return words[i];
	return NULL;
}

bool
scan_eat_cp(struct slice *t, unsigned *cp)
{
	const char *p = t->s;

	if (t->n == 0)
		return false;
	*cp = utf8_next(&p);
	t->n -= (size_t)(p - t->s);
	t->s = p;
	return true;
}

/* --- numbers, labels, dates ---------------------------------------------- */

int
scan_digit(unsigned cp)
{
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0xFF10 && cp <= 0xFF19)
		return (int)(cp - 0xFF10);
	return -1;
}

static int
han_digit_of(unsigned cp)
{
	static const char digits[] = "〇一二三四五六七八九";
	int value = 0;

	if (cp == 0x96F6) /* 零 */
		return 0;
	for (const char *p = digits; *p; value++)
		if (utf8_next(&p) == cp)
			return value;
	return -1;
}

/* 二十三, 十, 一百零二 and, digit by digit, 二〇二五. */
static bool
eat_han_number(struct slice *t, unsigned *number)
{
	unsigned total = 0, digit = 0;
	struct slice at = *t;
	unsigned cp;
	size_t n = 0;

	for (; scan_eat_cp(&at, &cp); n++) {
		int d = han_digit_of(cp);
		unsigned unit = cp == 0x5341 ? 10 : cp == 0x767E ? 100 : 0;
		if (d < 0 && unit == 0)
			break;
		if (unit) {
			total += (digit ? digit : 1) * unit;
			digit = 0;
		} else {
			digit = digit * 10 + (unsigned)d;
		}
		if (total + digit > 9999)
			return false;
		*t = at;
	}
	*number = total + digit;
	return n > 0;
}

bool
scan_eat_number(struct slice *t, unsigned *number)
{
	struct slice at = *t;
	unsigned cp;
	size_t n = 0;

	*number = 0;
	for (; n < 4 && scan_eat_cp(&at, &cp); n++) {
		int d = scan_digit(cp);
		if (d < 0)
			break;
		*number = *number * 10 + (unsigned)d;
		*t = at;
	}
	return n > 0 || eat_han_number(t, number);
}

/* ASCII or full-width letter of a label, in upper case; 0 if it is none. */
static char
label_letter(unsigned cp)
{
	if (cp >= 0xFF21 && cp <= 0xFF3A)
		cp -= 0xFF21 - 'A';
	if (cp >= 'a' && cp <= 'z')
		cp -= 'a' - 'A';
	return cp >= 'A' && cp <= 'Z' ? (char)cp : '\0';
}

bool
scan_eat_label(struct slice *t, char label[LABEL_BYTES])
{
	struct slice at = *t;
	struct slice before = at;
	unsigned cp, number;
	size_t n = 0;

	/* At most two letters: "A05", "AA12". */
	while (n < 2 && scan_eat_cp(&at, &cp) && label_letter(cp)) {
		label[n++] = label_letter(cp);
		before = at;
	}
	at = before;
	if (n > 0 && scan_eat(&at, "-"))
		before = at;
	size_t ndigits = 0;
	while (ndigits < 3 && scan_eat_cp(&at, &cp) && scan_digit(cp) >= 0) {
		label[n++] = (char)('0' + scan_digit(cp));
		ndigits++;
		before = at;
	}
	at = before;
	label[n] = '\0';
	if (ndigits == 0 && eat_han_number(&at, &number) && number < 1000)
		ndigits =
		    (size_t)snprintf(label + n, LABEL_BYTES - n, "%u", number);
	if (ndigits == 0)
		return false;
	*t = at;
	return true;
}

static const char *const months[] = { "january", "february", "march", "april",
	"may", "june", "july", "august", "september", "october", "november",
	"december", NULL };

static bool
eat_month(struct slice *t, unsigned *month)
{
	for (unsigned i = 0; months[i]; i++) {
		struct slice at = *t;
		char abbreviated[4] = { 0 };
		if (scan_eat(&at, months[i])) {
			*month = i + 1;
			*t = at;
			return true;
		}
		memcpy(abbreviated, months[i], 3);
		if (scan_eat(&at, abbreviated) &&
		    (scan_eat(&at, ".") || (at.n && *at.s == ' '))) {
			*month = i + 1;
			*t = at;
			return true;
		}
	}
	return false;
}

/* 2025年5月28日, 2025-05-28, 2025.5.28, 2025/5/28, 2025년 5월 28일 */
static bool
eat_date_year_first(struct slice *t, unsigned ymd[3])
{
	static const char *const seps[][5] = {
		{ "年", "-", ".", "/", "년" },
		{ "月", "-", ".", "/", "월" },
		{ "日", "", "", "", "일" },
	};
	struct slice at = *t;
	size_t kind = 0;

	for (size_t i = 0; i < 3; i++) {
		scan_eat_blanks(&at);
		if (!scan_eat_number(&at, &ymd[i]))
			return false;
		scan_eat_blanks(&at);
		while (i == 0 && kind < COUNT(seps[0]) &&
		    !scan_starts(at, seps[0][kind]))
			kind++;
		if (kind == COUNT(seps[0]) || !scan_eat(&at, seps[i][kind]))
			return false;
	}
	*t = at;
	return true;
}

/* "May 28, 2025", "28 May 2025" */
static bool
eat_date_by_month(struct slice *t, unsigned ymd[3])
{
	struct slice at = *t;

	if (eat_month(&at, &ymd[1])) {
		scan_eat_blanks(&at);
		if (!scan_eat_number(&at, &ymd[2]))
			return false;
		scan_eat(&at, ",");
	} else {
		if (!scan_eat_number(&at, &ymd[2]) || !scan_eat_blanks(&at) ||
		    !eat_month(&at, &ymd[1]))
			return false;
		scan_eat(&at, ",");
	}
	scan_eat_blanks(&at);
	if (!scan_eat_number(&at, &ymd[0]))
		return false;
	*t = at;
	return true;
}

bool
scan_eat_date(struct slice *t, char iso[16])
{
	unsigned ymd[3];
	struct slice at = *t;

	if (!eat_date_year_first(&at, ymd)) {
		at = *t;
		if (!eat_date_by_month(&at, ymd))
			return false;
	}
	/* Papers have come out since 1605. */
	if (ymd[0] < 1600 || ymd[0] > 2999 || ymd[1] < 1 || ymd[1] > 12 ||
	    ymd[2] < 1 || ymd[2] > 31)
		return false;
	snprintf(iso, 16, "%04u-%02u-%02u", ymd[0], ymd[1], ymd[2]);
	*t = at;
	return true;
}

bool
scan_eat_weekday(struct slice *t)
{
	static const char *const days[] = { "星期一", "星期二", "星期三",
		"星期四", "星期五", "星期六", "星期日", "星期天", "周一",
		"周二", "周三", "周四", "周五", "周六", "周日", "週一", "週二",
		"週三", "週四", "週五", "週六", "週日", "月曜日", "火曜日",
		"水曜日", "木曜日", "金曜日", "土曜日", "日曜日", "월요일",
		"화요일", "수요일", "목요일", "금요일", "토요일", "일요일",
		"monday", "tuesday", "wednesday", "thursday", "friday",
		"saturday", "sunday", NULL };
	static const char *const short_days[] = { "（月）", "（火）", "（水）",
		"（木）", "（金）", "（土）", "（日）", "(월)", "(화)", "(수)",
		"(목)", "(금)", "(토)", "(일)", NULL };
	struct slice at = *t;
	bool open = scan_eat(&at, "（") || scan_eat(&at, "(");

	if (!scan_eat_any(&at, days))
		return scan_eat_any(t, short_days) != NULL;
	if (open && !scan_eat(&at, "）") && !scan_eat(&at, ")"))
		return false;
	scan_eat(&at, ",");
	*t = at;
	return true;
}
