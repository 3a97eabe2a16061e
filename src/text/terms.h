/*
 * Terms: what of a text is looked up in an index.
 *
 * A run of Han, kana, Hangul or bopomofo gives each overlapping pair of its
 * characters and the last one alone, so that one character is found as a prefix
 * and longer words as all their pairs; other text gives its words (UAX #29).
 * Terms are folded (fold.h: width, case, accents) and traditional Chinese
 * characters become simplified ones, by a table.
 *
 * What parts runs and words is what is no letter, digit or mark, the marks
 * between fields among them.  A blank or a line end between Han and kana parts
 * nothing, as in fold.h ("张 三" is 张三).  Thai, Lao, Myanmar and Khmer, which
 * have no blanks between words either, give pairs like Han.  Words are those of
 * UAX #29, but for apostrophes, dots and colons between letters: these part
 * words, so that Apple finds Apple's.  8.5 and 1,200 are words.
 */
#ifndef SRC_TEXT_TERMS_H
#define SRC_TEXT_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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
	size_t from, to; /* bytes of the text that it stands for: whole
	                    characters, with the marks after them */
};

/*
 * Give each term of `text` to `tell`, in order, until it returns not 0, which is
 * returned.  Of a query, a run of two or more characters gives its pairs only,
 * as the last one alone says nothing more.  `from` never falls.  Linear, without
 * allocating for terms; `text` is any bytes: what is not UTF-8 parts words.
 */
int terms_each(const char *text, size_t nbytes, enum terms_for,
    int (*tell)(void *, const struct term *), void *ctx);

/*
 * The simplified form of a traditional character, else the character itself: of
 * several the first that OpenCC names, never by the phrase around it.  The new
 * forms of Japanese (国 for 國 is both, but 売 for 賣) stay as they are.
 */
unsigned han_simplify(unsigned cp);

#endif
