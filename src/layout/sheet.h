/*
 * Sheets: an article set as it is read, one screenful after the other.
 *
 * On the first sheet the head spans the columns; below it the body runs down a
 * column and on to the next, then to the next sheet, without overlap.  The last
 * sheet's columns are balanced.  A layout belongs to one article and one set of
 * parameters; a resize drops it and makes another.
 */
#ifndef SRC_LAYOUT_SHEET_H
#define SRC_LAYOUT_SHEET_H

#include <stddef.h>

#include "src/edition/edition.h"
#include "src/layout/params.h"

struct canvas;
struct highlights;
struct sheets;

/*
 * Set article `index` of the edition; both must outlive the result.  Rows and
 * cells of a sheet are those of params (the folio and the status line are
 * the caller's and not part of it).  height 0 makes one sheet.
 */
struct sheets *sheets_new(
    const struct edition *, size_t index, const struct layout_params *);
void sheets_free(struct sheets *); /* NULL is fine */

size_t sheets_count(const struct sheets *); /* at least 1 */
int sheets_ncolumns(const struct sheets *);
int sheets_measure(const struct sheets *);

/* The rows that sheet `i` really takes, head and columns. */
int sheets_nrows(const struct sheets *, size_t i);

/* The first place of the text that sheet `i` shows. */
struct anchor sheets_anchor(const struct sheets *, size_t i);

/* The sheet that shows `at`; a place in the head is on the first. */
size_t sheets_find(const struct sheets *, struct anchor at);

/*
 * The place in the text at a cell of sheet `i`.  Returns 0, or -1 where there
 * is no text.
 */
int sheets_hit(
    const struct sheets *, size_t i, int row, int col, struct anchor *);

/* Draw sheet `i` with its upper left corner at row, col of the canvas. */
void sheets_draw(const struct sheets *, size_t i, struct canvas *, int row,
    int col, const struct highlights *lit);

/* The seconds it takes to read what follows sheet `i`, itself included. */
unsigned sheets_seconds_left(const struct sheets *, size_t i);

#endif
