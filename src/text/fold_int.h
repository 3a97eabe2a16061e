/*
 * One code point folded, for what folds text piece by piece.  Private to
 * src/text.
 */
#ifndef SRC_TEXT_FOLD_INT_H
#define SRC_TEXT_FOLD_INT_H

#include <stddef.h>

enum {
	/*
	 * U+FDFA is the worst: 18 code points, 33 bytes.  Casing makes no more
	 * than three of one (The Unicode Standard, 5.18), and of none of those.
	 */
	FOLDED_BYTES = 63,
};

/*
 * What `cp` becomes (fold.h), into `out` of FOLDED_BYTES; returns its bytes, 0
 * when a search does not see it.  White space gives blanks.
 */
size_t fold_code_point(char *out, unsigned cp);

#endif
