/*
 * Parts: a very long article is cut into parts that are set by themselves.
 *
 * A part begins on a sheet of its own, as a chapter of a book does, so that the
 * sheets of one never depend on how many lines another came to.  Where parts
 * begin follows from the text alone, not from any measure.  What a newspaper
 * prints is one part.
 */
#ifndef SRC_LAYOUT_PART_H
#define SRC_LAYOUT_PART_H

#include <stddef.h>

#include "src/edition/edition.h"

enum {
	/*
	 * Of text in a part: some 40 sheets of 120x40, and at 30 ms a megabyte
	 * a third of what a reader feels.
	 */
	PART_BYTES = 256 * 1024,
	PARTS_MAX = 200, /* parts grow with the article, to stay below this */
};

/* Blocks first..end of the article. */
struct part_span {
	size_t first, end;
	size_t nbytes; /* of text */
};

/*
 * Cut an article into parts; at least one, which for an article without blocks
 * is empty.  A part begins with a subhead or with a paragraph below another, if
 * there is any for as much text again.  Fills `out`, which has room for
 * PARTS_MAX; returns how many.
 */
size_t parts_cut(struct part_span *out, const struct article *);

#endif
