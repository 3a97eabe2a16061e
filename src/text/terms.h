/*
 * Terms: what of a text is looked up in an index.
 *
 * A run of Han, kana, Hangul or bopomofo gives each overlapping pair of its
 * characters and the last one alone, so that one character is found as a prefix
 * and longer words as all their pairs; other text gives its words (UAX #29).
 * Terms are folded (fold.h: width, case, accents) and traditional Chinese
 * characters become simplified ones, by a table.
 */
#ifndef SRC_TEXT_TERMS_H
#define SRC_TEXT_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum {
	TERM_MAX_BYTES = 64, /* a longer word is cut, between characters */
	/*
	 * Of what terms are made: to be raised when the same text gives other
	 * terms, since an index that was made otherwise must be made anew.
	 */
	TERMS_VERSION = 1,
};

enum terms_for { TERMS_OF_TEXT, TERMS_OF_QUERY };

enum term_kind {
	TERM_WORD,
	TERM_PAIR,   /* two characters */
	TERM_SINGLE, /* one character, the last of a run; of a query: a prefix */
};

struct term {
	enum term_kind kind;
	const char *s; /* folded, not NUL-terminated */
	size_t nbytes;
	size_t from, to; /* bytes of the text that it stands for */
};

/*
 * Give each term of `text` to `tell`, in order, until it returns not 0, which is
 * returned.  Of a query, a run of two or more characters gives its pairs only,
 * as the last one alone says nothing more.  Linear, without allocating for terms;
 * `text` is any bytes: what is not UTF-8 parts words.
 */
int terms_each(const char *text, size_t nbytes, enum terms_for,
    int (*tell)(void *, const struct term *), void *ctx);

/* The simplified form of a traditional character, else the character itself. */
unsigned han_simplify(unsigned cp);

#endif
