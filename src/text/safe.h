/*
 * Safe characters: what is painted for those of ambiguous width where a
 * terminal gives them other cells than anybody knows of (inside tmux or screen
 * on a wide terminal, or where its own answers differ).
 *
 * Every replacement has the same cells everywhere: ASCII, full-width forms and
 * corner brackets, a few symbols that UAX #11 calls neutral.  Only what is
 * painted changes; search, copy and export never see it.
 */
#ifndef SRC_TEXT_SAFE_H
#define SRC_TEXT_SAFE_H

#include <stdbool.h>

/* Room for the longest replacement, with its NUL. */
enum { SAFE_BYTES = 20 };

/*
 * The replacement of `cp`, which is ambiguous: from the table, else its
 * compatibility decomposition without marks (U+2460 is "1"), if that is at most
 * four cells of safe characters, else U+3013.  `east`: it stands in Chinese or
 * Japanese text.  `next` is the code point behind it, 0 for none: U+2019 before
 * a letter is an apostrophe, of the same width.  Never empty.  Returns `out`.
 */
const char *safe_for(
    char out[SAFE_BYTES], unsigned cp, bool east, unsigned next);

/*
 * Marks that UAX #11 calls ambiguous: terminals that widen their letters may
 * widen them too, and they are left out.
 */
bool safe_drops_mark(unsigned cp);

#endif
