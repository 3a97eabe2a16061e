/*
 * Big type: words in letters of several rows, for a paper's name.
 *
 * The letters are the dots of a bitmap font of 16 rows, GNU Unifont (OFL.txt has
 * its licence): the Latin of Europe, Greek, Cyrillic, kana, and the Han and
 * Hangul of the national standards GB 2312, Big5 level 1, JIS X 0208 level 1 and
 * KS X 1001.  They are drawn from characters that hold several dots each.
 */
#ifndef SRC_LAYOUT_BIGTYPE_H
#define SRC_LAYOUT_BIGTYPE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* What dots are drawn from. */
enum bigtype_cells {
	/* Braille patterns: 2 x 4 dots a cell, one cell in every terminal. */
	BIGTYPE_BRAILLE,
	/* Half blocks: 1 x 2 dots a cell; of ambiguous width (UAX #11). */
	BIGTYPE_BLOCKS,
};

/* More is no name. */
enum { BIGTYPE_MAX = 48, BIGTYPE_ROWS = 16 };

struct bigtype {
	const char *rows[BIGTYPE_ROWS]; /* the arena's */
	int nrows;                      /* without blank ones at the edges */
	int ncells;                     /* of each row */
};

/*
 * Set `nbytes` bytes of text, with `gap` cells more between two wide letters.
 * Returns false, leaving `out` alone, if the font has not all of it, or if it is
 * blank or longer than BIGTYPE_MAX characters.
 */
bool bigtype_set(struct bigtype *out, const char *text, size_t nbytes,
    enum bigtype_cells, int gap, struct arena *);

#endif
