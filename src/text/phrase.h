/*
 * Phrases: words that stand one after the other in a text.
 *
 * Both are compared by their terms (terms.h), so width, case, accents and
 * traditional characters do not matter, a word is never found inside another
 * ("rate" is not in "corporate") while a run of Han, kana or Hangul is found
 * anywhere, and blanks and punctuation between the words count as nothing; but
 * no phrase goes on past the end of a sentence, or past a control character.
 */
#ifndef SRC_TEXT_PHRASE_H
#define SRC_TEXT_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct phrase;

enum phrase_flag {
	PHRASE_PREFIX = 1 << 0, /* its last word may be the beginning of one */
	PHRASE_STRICT = 1 << 1, /* traditional characters are others */
};

enum { PHRASE_MAX_TERMS = 512 }; /* a longer one is compared by its first */

/* The arena's; `text` is not needed afterwards. */
struct phrase *phrase_new(
    const char *text, size_t nbytes, unsigned flags, struct arena *);

/* Nothing in it is a letter, a digit or a character: it is found nowhere. */
bool phrase_is_empty(const struct phrase *);

/* Does a text that has its term have it?  Else the text must be looked at. */
bool phrase_is_one_term(const struct phrase *);

/*
 * Give each place where it stands to `tell`, in order and none over another,
 * until it returns not 0, which is returned.  Linear in nbytes, but for phrases
 * that repeat themselves.
 */
int phrase_each(const struct phrase *, const char *text, size_t nbytes,
    int (*tell)(void *, size_t from, size_t to), void *ctx);

/*
 * Does it stand anywhere in a text that ends with NUL?  Quicker than looking
 * for the places.
 */
bool phrase_is_in(const struct phrase *, const char *text, size_t nbytes);

#endif
