/*
 * Scanning: the words by which newspapers mark what a line is.
 *
 * All of it works on spans of valid UTF-8 and allocates nothing.  Words are in
 * tables, so that another paper's habit is one more row.
 */
#ifndef CONTENT_RAWTEXT_SCAN_H
#define CONTENT_RAWTEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct slice {
	const char *s;
	size_t n;
};

/* A blank inside a line: space, tab, U+00A0, U+3000, U+2000-200A, U+FEFF. */
bool scan_is_blank(unsigned cp);

struct slice scan_trim(struct slice);
bool scan_starts(struct slice, const char *word);
bool scan_ends(struct slice, const char *word);
bool scan_has(struct slice, const char *word);

/* Step over `word` (ASCII without regard to case) at the start. */
bool scan_eat(struct slice *, const char *word);

/* Step over the first of `words`, ended by NULL, that fits; NULL: none. */
const char *scan_eat_any(struct slice *, const char *const words[]);

/* Step over one code point; false at the end. */
bool scan_eat_cp(struct slice *, unsigned *cp);

/* The value of an ASCII or full-width digit, or -1. */
int scan_digit(unsigned cp);

/* Step over blanks; returns whether there were any. */
bool scan_eat_blanks(struct slice *);

/* A number in ASCII, full-width or Chinese digits, at most 9999. */
bool scan_eat_number(struct slice *, unsigned *number);

enum { LABEL_BYTES = 16 };

/* A page label, "A05", "3", "十二", as ASCII: "A05", "3", "12". */
bool scan_eat_label(struct slice *, char label[LABEL_BYTES]);

/* A date with a year at the start; `iso` gets "2025-05-28". */
bool scan_eat_date(struct slice *, char iso[16]);

/* A day of the week, bracketed or not. */
bool scan_eat_weekday(struct slice *);

struct jump {
	char label[LABEL_BYTES];
	bool from;    /* continued from, not on */
	bool is_line; /* the span is nothing but this */
};

/* The jump line that a paragraph is, begins or ends with. */
bool scan_jump(struct jump *, struct slice);

/* The dateline that a paragraph begins with; empty when it has none. */
struct slice scan_dateline(struct slice);

/* The byline in brackets after the dateline; empty when there is none. */
struct slice scan_opening_byline(struct slice);

/* The same at the end of a paragraph; `east` if 【川島】 alone is enough. */
struct slice scan_closing_byline(struct slice, bool japanese);

/* How sure, 0 to 100. */
int scan_credit(struct slice);
int scan_note(struct slice);
int scan_caption(struct slice);
int scan_speech(struct slice);

/* Bytes of the time of day that an entry of a live blog begins with, or 0. */
size_t scan_time(struct slice);

/* Bytes of the mark of a list's item, with its number or 0; 0 bytes: none. */
size_t scan_item(struct slice, unsigned *number);

#endif
