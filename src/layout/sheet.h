/*
 * Sheets: an article set as it is read, one screenful after the other.
 *
 * On the first sheet the head spans the columns; below it the body runs down a
 * column and on to the next, then to the next sheet, without overlap.  The last
 * sheet's columns are balanced.  A layout belongs to one article and one set of
 * parameters.
 *
 * What is asked for is set first, the rest when there is time: sheets come to
 * be as they are asked for.  A very long article is cut into parts (part.h),
 * and what is asked for in the middle costs at most its part.  What a sheet
 * shows depends on article and parameters alone, not on what was asked for
 * before.
 *
 * A sheet goes by a number that says nothing of how many come before it, since
 * that may not be known: 0 is the first, sheets_next() gives the others.
 */
#ifndef SRC_LAYOUT_SHEET_H
#define SRC_LAYOUT_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/edition/edition.h"
#include "src/layout/params.h"

struct canvas;
struct highlights;
struct sheets;

#define SHEETS_NONE SIZE_MAX

enum {
	/*
	 * What one article's lines may take: a megabyte or two of text.  Beyond
	 * that, what is furthest from the reader is set again when needed.
	 */
	SHEETS_BYTES = 4 << 20,
};

/*
 * Set article `index` of the edition, which must outlive the result.  Rows and
 * cells of a sheet are those of params (the folio and the status line are
 * the caller's and not part of it).  height 0 makes one sheet.
 */
struct sheets *sheets_new(
    const struct edition *, size_t index, const struct layout_params *);
void sheets_free(struct sheets *); /* NULL is fine */

/* Of a vertical sheet columns are tiers, and the measure is that of a line. */
bool sheets_are_vertical(const struct sheets *);
int sheets_ncolumns(const struct sheets *);
int sheets_measure(const struct sheets *);

/* The sheets after and before sheet `i`, or SHEETS_NONE; and the last one. */
size_t sheets_next(struct sheets *, size_t i);
size_t sheets_prev(struct sheets *, size_t i);
size_t sheets_last(struct sheets *);

/* All must be set for this: their number, at least 1. */
size_t sheets_count(struct sheets *);

/* The `n`th from 0, or the last one if there are fewer; sets all before it. */
size_t sheets_nth(struct sheets *, size_t n);

/* The rows that sheet `i` really takes, head and columns. */
int sheets_nrows(struct sheets *, size_t i);

/* The first place of the text that sheet `i` shows. */
struct anchor sheets_anchor(struct sheets *, size_t i);

/* The sheet that shows `at`; a place in the head is on the first. */
size_t sheets_find(struct sheets *, struct anchor at);

/*
 * The place in the text at a cell of sheet `i`.  Returns 0, or -1 where there
 * is no text.
 */
int sheets_hit(struct sheets *, size_t i, int row, int col, struct anchor *);

/* Draw sheet `i` with its upper left corner at row, col of the canvas. */
void sheets_draw(struct sheets *, size_t i, struct canvas *, int row, int col,
    const struct highlights *lit);

/* The seconds it takes to read what follows sheet `i`, itself included. */
unsigned sheets_seconds_left(struct sheets *, size_t i);

/* --- work for when there is time ------------------------------------------ */

/* How far one is on sheet `i`, as far as that is known without setting more. */
struct sheets_progress {
	size_t number, count; /* the sheet from 1, of how many; 0: not known */
	unsigned percent;     /* of the text that is above it */
	unsigned seconds;     /* as sheets_seconds_left(); 0: not known */
};

struct sheets_progress sheets_progress(struct sheets *, size_t i);

/*
 * Go on by some `nlines` lines, or by as much other work.  Returns true as long
 * as there is more to do: until then not everything of the progress is known.
 */
bool sheets_continue(struct sheets *, size_t nlines);

/* The memory it has now, about. */
size_t sheets_nbytes(const struct sheets *);

/* Bytes of the article's text. */
size_t sheets_text_nbytes(const struct sheets *);

#endif
