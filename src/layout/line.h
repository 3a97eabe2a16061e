/*
 * Lines: what the line breaker leaves behind, and columns are made of.
 *
 * A line points into text that somebody else owns (a block's, or the arena's
 * for text that layout added) and never copies it.  Its position in cells
 * follows from: `indent` blanks, then the glyphs of bytes from..to, with the
 * extra blanks of `gaps` before the clusters that they name, then a hyphen if
 * one was put in.  A row of a table has its cells side by side, and text that
 * runs from right to left has its characters elsewhere; then it is in pieces.
 */
#ifndef SRC_LAYOUT_LINE_H
#define SRC_LAYOUT_LINE_H

#include <stddef.h>
#include <stdint.h>

#include "src/edition/edition.h"

/* Extra blank cells before the cluster at byte `at` of the line's text. */
struct gap {
	uint32_t at;
	uint32_t ncells;
};

/*
 * A part of a line's text that stands at a cell of its own, counted from the
 * line's first.  Pieces never overlap on the grid; their bytes are in rising
 * order, their cells need not be.  The pieces of a vertical line are its slots,
 * and its cells are counted down the line, two for each row.
 */
struct piece {
	uint32_t from, to;
	uint16_t col;
	uint32_t as; /* drawn in place of its first character; or 0; of a slot
	                its form, see vertical_form.h */
};

enum line_flag {
	LINE_OPENS = 1 << 0,  /* first line of its block */
	LINE_CLOSES = 1 << 1, /* last line of its block */
	LINE_KEEP = 1 << 2,   /* must not be parted from the line below */
	LINE_BLANK = 1 << 3,  /* space between blocks; dropped at an edge */
	LINE_ADDED = 1 << 4,  /* text that is not the paper's */
	LINE_HYPHEN = 1 << 5, /* ends in a hyphen that was put in */
	LINE_FILL =
	    1 << 6, /* a rule: the one cluster repeated to the measure */
	LINE_RIGHT = 1 << 7, /* set flush right */
	LINE_CENTER = 1 << 8,
	LINE_PLAIN = 1 << 9,    /* every cluster is painted as its own bytes:
				there is nothing in it for a filter */
	LINE_EAST = 1 << 10,    /* its text is Chinese or Japanese */
	LINE_HEAD = 1 << 11,    /* of a table: see `back` */
	LINE_ORDERED = 1 << 12, /* parts of it run from right to left */
	LINE_RTL = 1 << 13,     /* and its paragraph does: set flush right */
};

/* Which text of an article a line shows. */
enum line_part {
	PART_BLOCK, /* of its blocks; `block` tells which */
	PART_KICKER,
	PART_HEADLINE,
	PART_DECK,
	PART_BYLINE,
	PART_DATELINE,
	PART_NOTICE, /* added */
	PART_NOTE,   /* a page's note */
	PART_CREDIT, /* of a figure; `block` tells which */
};

struct line {
	const char *text; /* borrowed */
	uint32_t from, to;
	uint32_t block;  /* index in the article's blocks, for PART_BLOCK */
	uint16_t indent; /* blank cells before the text */
	uint16_t ncells; /* all of it: indent, text, gaps, hyphen */
	uint16_t flags;  /* enum line_flag */
	uint8_t role;    /* enum role */
	uint8_t part;    /* enum line_part */
	uint8_t label_role;
	uint16_t back;     /* lines back to the LINE_HEADs that stand above this
	                  one again where it begins a column; 0: none */
	const char *label; /* drawn in the indent, flush right, one blank
	                      before the text: a list's "1.", the dateline;
	                      or NULL.  With LINE_RTL right of the text */
	const struct gap *gaps;
	size_t ngaps;
	const struct piece *pieces; /* else NULL */
	size_t npieces;
};

struct lines {
	struct line *at; /* the arena's */
	size_t n;
};

/*
 * What is drawn of a line: piece `i` of as many as line_npieces() says.  An
 * ordinary line is one piece behind its indent, a blank one has none.
 */
size_t line_npieces(const struct line *);
struct piece line_piece(const struct line *, size_t i);

/* `ambiguous` (src/text/glyph.h) with what the line's language adds. */
int line_ambiguous(const struct line *, int ambiguous);

#endif
