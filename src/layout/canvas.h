/*
 * Canvas: a grid of cells, what a screen or a printed sheet is made of.
 *
 * Whoever draws writes here; ui/ brings it to a terminal and src/print to
 * standard output.  A wide glyph takes two cells, an unsure one (glyph.h) up to
 * four; all but the first have no bytes.  Writing over part of one blanks the
 * rest, so that a row is always exactly as wide as the grid.  Drawing outside is
 * clipped, a wide glyph that would stick out is left out.
 */
#ifndef SRC_LAYOUT_CANVAS_H
#define SRC_LAYOUT_CANVAS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/layout/role.h"

struct article;
struct line;

/* Emphasis over a role. */
enum cell_style {
	STYLE_EM = 1 << 0,
	STYLE_STRONG = 1 << 1,
	STYLE_LINK = 1 << 2
};

enum {
	CELL_BYTES = 23, /* one character and 4 marks of 4 bytes, and NUL */
	CELL_MOST = 4,   /* cells of a glyph */
};

struct cell {
	char bytes[CELL_BYTES]; /* UTF-8; "" for the rest of a wide glyph */
	uint8_t nbytes;
	uint8_t ncells; /* 1 or 2, of an unsure one to CELL_MOST; 0 for the
	                   rest of a wide glyph */
	uint8_t role;
	uint8_t style;
	bool is_unsure; /* a terminal may take other than `ncells` */
};

struct canvas {
	int nrows, ncols;
	int ambiguous; /* of a character: 1 or 2, and flags of glyph.h */
	bool logical;  /* leave right-to-left text as it is; false at first */
	struct cell *cells; /* nrows * ncols, by rows; owned */
};

void canvas_init(struct canvas *, int nrows, int ncols, int ambiguous);
void canvas_fini(struct canvas *);
void canvas_clear(struct canvas *); /* blanks of ROLE_TEXT */

struct cell *canvas_at(struct canvas *, int row, int col);

/*
 * Write text at a cell, at most `ncells` cells of it, through the glyph table
 * (src/text/glyph.h), so that nothing of a paper gets past it.  Newlines
 * become blanks.  Returns the cells used.
 */
int canvas_text(struct canvas *, int row, int col, int ncells, const char *s,
    size_t nbytes, enum role);

/* The same for a NUL-terminated string, with "…" where it had to be cut. */
int canvas_label(
    struct canvas *, int row, int col, int ncells, const char *s, enum role);

/* Fill a rectangle with blanks, or only give its cells a role. */
void canvas_fill(
    struct canvas *, int row, int col, int nrows, int ncols, enum role);
void canvas_tint(
    struct canvas *, int row, int col, int nrows, int ncols, enum role);

/* Rules: ─ and │, or - and | where `lines` is 0 or those are not safe. */
void canvas_hrule(
    struct canvas *, int row, int col, int ncells, int lines, enum role);
void canvas_vrule(
    struct canvas *, int row, int col, int nrows, int lines, enum role);

/*
 * The block of a highlight in the head: the kicker; headline, deck and byline
 * follow it, in the order of enum line_part.
 */
enum { HIGHLIGHT_HEAD = 0x7FFFFFF0 };

/* Words to be lit: bytes of one article's text. */
struct highlight {
	uint32_t article, block;
	uint32_t from, to; /* bytes */
	uint8_t role;      /* MATCH, MATCH_HERE, SELECTION */
};

struct highlights {
	const struct highlight *at; /* sorted by article, block, from */
	size_t n;
};

/*
 * Draw a line of text at a cell, into `measure` cells.  `article` is its
 * article's index in the edition, its block's spans are styled and `lit`
 * (may be NULL) is applied.
 */
void canvas_line(struct canvas *, int row, int col, int measure,
    const struct line *, const struct article *article,
    const struct highlights *lit);

/* The first cell of a line's text in a column of `measure` cells. */
int canvas_text_col(const struct line *, int measure);

/*
 * How canvas_line() would draw bytes from..to of a line's text: a cell with role
 * and style, without bytes.  Highlights that touch any of them count.
 */
struct cell canvas_line_ink(const struct line *, const struct article *,
    const struct highlights *lit, uint32_t from, uint32_t to);

/*
 * The byte of a line's text that canvas_line() would draw at `cell` of the
 * measure: the first one left of the text, the last cluster right of it.
 */
uint32_t canvas_line_byte(
    const struct line *, int measure, int cell, int ambiguous);

#endif
