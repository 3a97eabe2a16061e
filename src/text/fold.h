/*
 * Folding: text as a search sees it.
 *
 * Case, full and half width, accents, and the shapes of quotes and dashes do
 * not matter (NFKD without marks, case folded); runs of white space, U+3000
 * included, count as one blank, and a blank between two Han characters as
 * none; soft hyphens, ZWSP and selectors as nothing.  Every folded byte knows
 * the byte of the original that it came from.
 */
#ifndef SRC_TEXT_FOLD_H
#define SRC_TEXT_FOLD_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct folded {
	const char *s; /* UTF-8, NUL-terminated; the arena's */
	size_t nbytes;
	const uint32_t *from; /* nbytes + 1 offsets into the original */
};

struct folded fold_text(const char *s, size_t nbytes, struct arena *);

/*
 * The next match of `needle` in `hay` at or after folded byte `at`: returns the
 * folded offset and sets the bytes of the original, or (size_t)-1.  An empty
 * needle matches nothing.
 */
size_t fold_find(const struct folded *hay, const struct folded *needle,
    size_t at, uint32_t *from, uint32_t *to);

#endif
