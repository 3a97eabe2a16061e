/*
 * Columns: cut a galley into columns, without ever altering a line.
 *
 * A legal cut never parts a paragraph's first line from its second, its last
 * from the one before (孤行, CLREQ "Widows and Orphans"), a heading from what it
 * heads, nor the halves of a word.  So a taller or shorter sheet costs one more
 * flow, no new galley.
 */
#ifndef SRC_LAYOUT_COLUMN_H
#define SRC_LAYOUT_COLUMN_H

#include <stddef.h>

#include "src/layout/line.h"

struct arena;

enum { COLUMN_MIN_ROWS = 3 }; /* below this widows mean nothing */

struct column {
	size_t first; /* a line of the galley */
	size_t n;     /* lines; blank ones at its edges are not counted */
	/* Lines of the table's head that stand above `first` once more. */
	size_t head, nhead;
};

struct columns {
	struct column *at; /* the arena's */
	size_t n;
};

/* Its rows, n + nhead, and the line that stands on row `i` of them. */
size_t column_nrows(const struct column *);
size_t column_line(const struct column *, size_t i);

/*
 * Fill columns of at most `nrows` rows, one after the other, as many as it
 * takes.  Every line that is not blank lands in exactly one column, in order.
 * nrows below COLUMN_MIN_ROWS counts as that.
 */
struct columns column_fill(const struct lines *, size_t nrows, struct arena *);

/*
 * One column of at most `nrows` > 0 rows from line `from` on, blanks at its
 * head left out; n = 0 when only blanks are left.  For columns whose room
 * differs; the next one begins at first + n.
 */
struct column column_next(const struct lines *, size_t from, size_t nrows);

/*
 * Cut lines first..end into at most `ncolumns` columns as equal in height as
 * legal cuts allow, none higher than `nrows` (0: no limit); only the last may
 * be clearly shorter.  Returns n = 0 if it does not fit.
 */
struct columns column_balance(const struct lines *, size_t first, size_t end,
    size_t ncolumns, size_t nrows, struct arena *);

/* How many rows apart their heights are, the last one's left out. */
size_t columns_spread(const struct columns *);

/*
 * May a column end just above line `i`?  0 < i < n.  It may between the rows of a
 * table, but is ended above or below one where that is near.
 */
int column_is_legal_cut(const struct lines *, size_t i);

#endif
