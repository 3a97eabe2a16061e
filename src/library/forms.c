#include "src/library/forms.h"

#include <string.h>
#include <time.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/json.h"
#include "src/text/escape.h"

/* Years of struct tm that have four digits, from 1900 on. */
enum { LAST_TM_YEAR = 9999 - 1900 };

const char *
forms_time(char out[FORMS_TIME_BYTES], int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (!gmtime_r(&t, &tm) || tm.tm_year < 0 || tm.tm_year > LAST_TM_YEAR ||
	    !strftime(out, FORMS_TIME_BYTES, "%Y-%m-%dT%H:%M:%SZ", &tm))
		return NULL;
	return out;
}

/* The number in `n` digits; -1 if they are not all digits. */
static int
read_digits(const char *s, size_t n)
{
	int number = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		number = number * 10 + (s[i] - '0');
	}
	return number;
}

/*
 * Days since 1970 (E. G. Richards, "Calendars", in Explanatory Supplement to the
 * Astronomical Almanac, 3rd ed., 15.11.3, with March as the first month).
 */
static int64_t
days_of(struct date d)
{
	int64_t y = d.month > 2 ? d.year : d.year - 1;
	int64_t m = d.month > 2 ? d.month - 3 : d.month + 9;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + d.day -
	    1 - 719468; /* from March 1 of the year 0 */
}

bool
forms_read_time(int64_t *seconds, const char *s)
{
	static const char form[] = "0000-00-00T00:00:00Z";
	struct date d;

	if (strlen(s) != sizeof form - 1)
		return false;
	for (size_t i = 0; form[i]; i++)
		if (form[i] == '0' ? s[i] < '0' || s[i] > '9' : s[i] != form[i])
			return false;
	d.year = read_digits(s, 4);
	d.month = read_digits(s + 5, 2);
	d.day = read_digits(s + 8, 2);
	int hour = read_digits(s + 11, 2), minute = read_digits(s + 14, 2);
	int second = read_digits(s + 17, 2);
	if (d.year < 1900 || !date_is_valid(d) || hour > 23 || minute > 59 ||
	    second > 59)
		return false;
	*seconds = ((days_of(d) * 24 + hour) * 60 + minute) * 60 + second;
	return true;
}

void
forms_set_text(struct json *o, const char *key, const char *s, struct arena *a)
{
	json_set_string(o, key, filter_copy(s, FILTER_TEXT, a));
}

void
forms_set_tags(struct json *o, struct tags tags, struct arena *a)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < tags.n; i++)
		json_push(list,
		    json_new_string(filter_copy(tags.at[i], FILTER_LINE, a)));
	json_set(o, "tags", list);
}

void
forms_html_head(struct buf *b, const char *title)
{
	buf_addf(b,
	    "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width\">\n"
	    "<title>%s</title>\n<style>\n"
	    "body { max-width: 40em; margin: 2em auto; padding: 0 1em; "
	    "line-height: 1.6 }\n"
	    "blockquote { margin: 1em 0; padding-left: 1em; "
	    "border-left: 2px solid }\n"
	    "p { overflow-wrap: anywhere }\n"
	    ".tags { list-style: none; padding: 0 }\n"
	    ".tags li { display: inline }\n"
	    ".tags li::before { content: \"#\" }\n"
	    "</style>\n</head>\n<body>\n<h1>%s</h1>\n",
	    title, title);
}

void
forms_html_foot(struct buf *b)
{
	buf_adds(b, "</body>\n</html>\n");
}

void
forms_html_add(struct buf *b, const char *tag, const char *s)
{
	if (!s || !*s)
		return;
	buf_addf(b, "<%s>", tag);
	escape_html(b, s, FILTER_LINE);
	buf_addf(b, "</%s>\n", tag);
}

void
forms_html_tags(struct buf *b, struct tags tags)
{
	if (!tags.n)
		return;
	buf_adds(b, "<ul class=\"tags\">\n");
	for (size_t i = 0; i < tags.n; i++)
		forms_html_add(b, "li", tags.at[i]);
	buf_adds(b, "</ul>\n");
}

void
forms_markdown_tags(struct buf *b, struct tags tags)
{
	for (size_t i = 0; i < tags.n; i++) {
		buf_adds(b, i ? ", #" : "#");
		escape_markdown(b, tags.at[i], strlen(tags.at[i]));
	}
}

void
forms_text_tags(struct buf *b, struct tags tags)
{
	for (size_t i = 0; i < tags.n; i++) {
		buf_adds(b, i ? ", " : "");
		forms_add_line(b, tags.at[i]);
	}
}

void
forms_end_line(struct buf *b, struct tags tags)
{
	buf_adds(b, tags.n ? "  [" : "");
	forms_text_tags(b, tags);
	buf_adds(b, tags.n ? "]\n" : "\n");
}

void
forms_add_line(struct buf *b, const char *s)
{
	s = s ? s : "-";
	filter_add(b, s, strlen(s), FILTER_LINE);
}
