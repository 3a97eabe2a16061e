/*
 * What the parts of make-up share: the order of articles (makeup_order.c), what
 * it costs to give a story a rectangle (makeup_cost.c), the list of what is
 * inside (makeup_inside.c), and how it all is put on a sheet (makeup_put.c).
 * Everything belongs to the front's arena.
 */
#ifndef SRC_LAYOUT_MAKEUP_INT_H
#define SRC_LAYOUT_MAKEUP_INT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/layout/guillotine.h"
#include "src/layout/makeup.h"
#include "src/layout/story.h"

struct maker {
	struct front *front;
	const struct layout_params *params;
	struct story_grid grid;
	int ncolumns, left, ncells;
	const struct article *lead;
	struct story **stories; /* by article; NULL: not asked for yet */
	size_t *queue;          /* articles still to be placed, by weight */
	size_t nqueue;
	size_t next; /* the page whose sheets come next */
	size_t owed; /* the first page whose notes are still to be seen to */
	const bool *has_rest; /* by page: stories are left for its sheets */
};

/* A part of a sheet that is to be made up of the queue's first. */
struct region {
	struct maker *maker;
	int ncolumns, nrows; /* there are so many */
	int navailable;      /* stories of the queue that may stand here */
	int nitems;          /* of those, as many as are weighed */
	bool is_first;       /* the head of the front, where the lead leads */
	bool is_front;       /* of the front, and not of a page behind it */
	bool lists_rest;     /* what does not stand here is listed here */
	struct story *stories[GUILLOTINE_ITEMS];
	int targets[GUILLOTINE_ITEMS]; /* rows of single columns: their share */
};

/*
 * Order the queue by weight; once the first sheet has taken its share, page
 * by page.
 */
void makeup_set_queue(struct maker *);
void makeup_sort_queue(struct maker *);

/* Are there sheets for a page's own stories?  Once the queue is sorted. */
static inline bool
makeup_has_story(const struct maker *m, size_t page)
{
	return m->has_rest[page];
}

/* How many of the queue's first are of `page`. */
int makeup_count(const struct maker *, size_t page);

/* The story of the queue's article `i`. */
struct story *makeup_story(struct maker *, size_t i);

/* Choose the stories to be weighed, and what each should get. */
void makeup_set_targets(struct region *);

/*
 * The columns for the queue's first `n` articles on a sheet of `nrows`: all,
 * or less where they are so few and short that they would lie flat in them.
 */
int makeup_count_columns(struct maker *, int n, int nrows);

/* See guillotine.h; the context is the region. */
struct guillotine_cost makeup_item_cost(
    void *region, int item, int ncolumns, int nrows);
int makeup_sheet_cost(
    void *region, int n, bool is_filled, int nrows, bool wants_more);

struct front_sheet *makeup_add_sheet(struct front *);

/* Put a region on a sheet from `row` on. */
void makeup_put_region(
    struct region *, struct front_sheet *, const struct guillotine *, int row);

/* A rule across the sheet. */
void makeup_put_across(struct maker *, struct front_sheet *, int row);

/* "A02 要闻 ━━━━━": the page whose stories follow.  Returns its rows. */
int makeup_put_heading(
    struct maker *, struct front_sheet *, const struct page *, int row);

/* The notes of a page, on a sheet that has room for such; returns their rows. */
int makeup_count_notes(const struct maker *, const struct page *);
int makeup_put_notes(
    struct maker *, struct front_sheet *, const struct page *, int row);

/*
 * The list of `n` articles from the queue's `first` on: what it costs in a
 * rectangle, and to put it there.
 */
int makeup_list_cost(const struct region *, int n, int ncolumns, int nrows);
void makeup_put_list(struct maker *, struct front_sheet *, size_t first,
    const struct guillotine_box *, int row);

/* The cell where a column of text begins. */
static inline int
makeup_col(const struct maker *m, int column)
{
	return m->left + column * (m->grid.measure + m->grid.gutter);
}

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
