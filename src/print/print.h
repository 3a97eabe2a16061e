/*
 * Print: an edition set and written out, as print, pipes and checkers want it.
 *
 * Nothing of a paper gets into the output but through a canvas, whose text
 * passed the glyph table (src/text/glyph.h).
 */
#ifndef SRC_PRINT_PRINT_H
#define SRC_PRINT_PRINT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/edition/edition.h"
#include "src/layout/palette.h"
#include "src/layout/params.h"

struct buf;

enum print_view {
	PRINT_FRONT,   /* the front page */
	PRINT_ARTICLE, /* one article in columns */
	PRINT_EDITION, /* all articles, page by page */
	PRINT_LINEAR,  /* all in one column without boxes */
};

struct print_options {
	enum print_view view;
	long article; /* its index; -1: all */

	/* params.height > 0 cuts into sheets, with a form feed between. */
	struct layout_params params;

	/*
	 * > 0: one column of so many cells, every line of every article in the
	 * order of the source, each page's notes after its articles.
	 */
	int measure;

	/*
	 * Columns one after the other with a form feed between, without
	 * rules, heads at column width.
	 */
	bool form_feed;

	/*
	 * Called now and then to write away what is in `out` and cut it, so
	 * that not all of a large paper stands in memory at once; not 0 ends
	 * the printing.  NULL: all of it is left in `out`.
	 */
	int (*flush)(struct buf *out, void *flush_to);
	void *flush_to;

	bool with_ink; /* escape sequences for what follows */
	const struct palette *palette;
	enum color_depth depth;
};

/*
 * Append to `out`.  An index that does not exist prints nothing.  `measure` and
 * `form_feed` hold for the views of articles only, measure first.
 */
void print_edition(
    struct buf *out, const struct edition *, const struct print_options *);

#endif
