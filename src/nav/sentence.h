/*
 * Sentences of a block, as far as resuming at one and choosing some need them.
 *
 * A beginning too many does no harm, one too few costs the reader some lines.
 * Lines of preformatted text and rows of tables count as sentences.
 */
#ifndef SRC_NAV_SENTENCE_H
#define SRC_NAV_SENTENCE_H

#include <stddef.h>

struct block;

/* Bytes of a block's text: a sentence with the blanks that follow it. */
struct sentence {
	size_t from, to;
};

/*
 * The sentence that `byte` lies in; the last one if it lies behind the text.
 * The text is read once, up to the end of the sentence.
 */
struct sentence sentence_at(const struct block *, size_t byte);

/* The beginning of the sentence after the one that begins at `from`. */
size_t sentence_next(const struct block *, size_t from);

/*
 * The beginning of the sentence `*count` before the one that begins at `from`;
 * `*count` is then what was more than there are.
 */
size_t sentence_back(const struct block *, size_t from, size_t *count);

#endif
