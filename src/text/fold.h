/*
 * Folding: text as a search sees it.
 *
 * Case, full and half width, accents, and the shapes of quotes, dashes, dots
 * and tildes do not matter (NFKD without marks, case folded; が stays apart
 * from か); runs of white space, U+3000 included, count as one blank, and a
 * blank beside a Han character as none, since "AI 芯片" and "AI芯片" are the
 * same word; soft hyphens, ZWSP and selectors count as nothing.  Every folded
 * byte knows the byte of the original that its cluster begins with.
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
	const char *text;     /* the original, borrowed */
};

/* Linear in nbytes, of valid UTF-8.  `s` must outlive the result. */
struct folded fold_text(const char *s, size_t nbytes, struct arena *);

/*
 * The next match of `needle` in `hay` at or after folded byte `at`: returns the
 * folded offset and sets the bytes of the original, or (size_t)-1.  A match
 * begins and ends between clusters of the original: "e" is found in "é" as a
 * whole, "f" not in "ﬁ".  An empty needle matches nothing.
 */
size_t fold_find(const struct folded *hay, const struct folded *needle,
    size_t at, uint32_t *from, uint32_t *to);

#endif
