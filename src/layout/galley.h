/*
 * Galleys: all lines of an article at one measure, before they are cut into
 * columns.
 *
 * The head (kicker, headline, deck, byline) is set apart from the body, since
 * it spans columns.  Blank lines, notices and jump lines that layout adds are
 * lines like others, flagged LINE_BLANK or LINE_ADDED.
 */
#ifndef SRC_LAYOUT_GALLEY_H
#define SRC_LAYOUT_GALLEY_H

#include <stdbool.h>

#include "src/layout/line.h"
#include "src/layout/params.h"

struct arena;

/*
 * Kicker, headline, deck and byline of `a` at `measure` cells.  Standfirst
 * paragraphs are the body's.  `lead` sets the headline in the lead story's role.
 */
struct lines galley_head(const struct edition *, const struct article *a,
    int measure, bool lead, const struct layout_params *, struct arena *);

/* Does the text itself open with its byline, so that none goes above it? */
bool galley_opens_signed(const struct article *);

/*
 * The body: all blocks, the standfirst first, a blank above subheads, quotes and
 * the like, tables fit to the measure, figures with caption and credit, and at the end the notice
 * that the text breaks off or where it goes on.  Jump lines that the text holds
 * already are not added again.
 */
struct lines galley_body(const struct edition *, const struct article *a,
    int measure, const struct layout_params *, struct arena *);

/*
 * The whole article in the order of its source, for one column and for
 * checkers: kicker, headline, deck, standfirst, byline, the rest of the body.
 */
struct lines galley_article(const struct edition *, const struct article *a,
    int measure, const struct layout_params *, struct arena *);

/* What stands before an item of a list: "-", "1.", or the paper's own mark. */
const char *galley_item_label(const struct block *, struct arena *);

/*
 * A galley that is set bit by bit, as much of it as is asked for.  What was set
 * never changes when more is.
 */
struct galley;

/* Which blocks of which article, and how wide. */
struct galley_spec {
	const struct edition *edition;
	const struct article *article;
	size_t first, end; /* blocks; an `end` beyond the last means all */
	int measure;
	bool with_head; /* as galley_article() sets it; else galley_body() */
};

/*
 * Begin one.  Edition, article and params must outlive it; what it sets lives
 * as long as the arena.
 */
struct galley *galley_open(
    const struct galley_spec *, const struct layout_params *, struct arena *);
void galley_close(struct galley *); /* NULL is fine; lines of the arena stay */

/*
 * Set whole blocks until there are at least `nlines` lines; returns true when
 * there are no more blocks.
 */
bool galley_more(struct galley *, size_t nlines);

/*
 * The lines so far, until galley_more() is called again or, before the end is
 * reached, the galley closed.  The flag LINE_KEEP may still be added to the
 * last one.
 */
struct lines galley_lines(const struct galley *);

/* The notes of a page, credits for all its pictures and the like. */
struct lines galley_notes(const struct page *, int measure,
    const struct layout_params *, struct arena *);

#endif
