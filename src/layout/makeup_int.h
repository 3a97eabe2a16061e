/*
 * What the parts of make-up share: the queue of articles (makeup_queue.c), the
 * bands made of them (makeup_band.c), and how a band is put on a sheet
 * (makeup_put.c).  Everything belongs to the front's arena but what is marked.
 */
#ifndef SRC_LAYOUT_MAKEUP_INT_H
#define SRC_LAYOUT_MAKEUP_INT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/layout/line.h"
#include "src/layout/makeup.h"
#include "src/layout/story.h"

enum {
	MAX_COLUMNS = 6,   /* more is a wall of text */
	MAX_STACK = 4,     /* stories in a stack */
	NOTES_HEIGHT = 20, /* below, there is no room for notes of a page */
	SHORT_ROWS = 7,    /* a story below this may get company */
	STACK_ROWS = 8,    /* of each story beside the lead */
	LEAD_ROWS = 14,    /* of the lead's band, when there is no height */
	MAX_ROWS = 60,     /* of one story */
};

/* The stories of a cell, one upon the other. */
struct stack {
	int column, span;
	struct story stories[MAX_STACK];
	int nstories;
};

struct band {
	const struct page *heading; /* of the page that begins here, or NULL */
	const struct page *notes;   /* of the page that ends here, or NULL */
	struct stack stacks[MAX_COLUMNS];
	int nstacks;
	int nrows, least, ideal, most;
};

/* The bands of a sheet to be. */
struct plan {
	struct band **bands; /* malloc */
	size_t n, cap;
	int top;  /* rows of the nameplate */
	int used; /* rows so far, each band at its least */
};

struct maker {
	struct front *front;
	const struct layout_params *params;
	int ncolumns, measure, left, ncells;
	const struct article *lead;
	size_t *queue; /* articles still to be placed */
	size_t nqueue;
	struct plan plan;
};

/*
 * Fill the queue by weight, and within a weight as the source has them; then,
 * once the first sheet has taken its share, bring the rest page by page.
 * Bands are made of the queue's first.
 */
void makeup_set_queue(struct maker *);
void makeup_sort_queue(struct maker *);

/* The queue's first, unless it is of another page than `page` (NULL: any). */
const struct article *makeup_next(
    const struct maker *, const struct page *page);

/* How many of the queue's first are of `page`; not counted beyond `most`. */
int makeup_count(const struct maker *, const struct page *page, int most);

/* A band of the next stories; fewer than columns share the width. */
struct band *makeup_band(struct maker *, const struct page *page, int ideal);

/*
 * The band of the lead story, with the next ones stacked in the columns beside
 * it; `takes_all`: all that there are.
 */
struct band *makeup_lead_band(struct maker *, int ideal, bool takes_all);
int makeup_columns_beside(const struct maker *);

/* The notes of a page, on a sheet that has room for such. */
struct lines makeup_notes(const struct maker *, const struct page *);

struct front_sheet *makeup_add_sheet(struct front *);
void makeup_put_rule(
    struct front_sheet *, enum put_kind kind, int row, int col, int n);

/* Put a band on the last sheet from `row` on; returns the row below it. */
int makeup_put_band(
    struct maker *, struct front_sheet *, const struct band *, int row);

static inline int
larger(int a, int b)
{
	return a > b ? a : b;
}

static inline int
smaller(int a, int b)
{
	return a < b ? a : b;
}

#endif
