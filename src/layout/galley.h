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

/* The notes of a page, credits for all its pictures and the like. */
struct lines galley_notes(const struct page *, int measure,
    const struct layout_params *, struct arena *);

#endif
