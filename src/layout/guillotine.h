/*
 * Guillotine: rectangles cut from a sheet by straight cuts from edge to edge.
 *
 * Items stand in the order of their weight.  A sheet shows the first so many
 * of them; it is cut across (the earlier items above, a row for a rule, the
 * later below) or down (the earlier left, the later right), and each part is
 * cut again, until every part holds one item.  So the order holds by
 * construction, and all such layouts are weighed by dynamic programming over
 * (first item, end, columns, rows), after Gange, Marriott and Stuckey,
 * "Optimal guillotine layout", DocEng 2012.  What a layout costs beyond its
 * items (gutters that run on, heads side by side) is weighed with the best way
 * to cut each part, not with all ways.
 *
 * Whoever asks says what an item costs; nothing here knows stories.  The work
 * is bounded by a number of steps, not by time.
 */
#ifndef SRC_LAYOUT_GUILLOTINE_H
#define SRC_LAYOUT_GUILLOTINE_H

#include <stdbool.h>

enum {
	GUILLOTINE_ITEMS = 16,
	GUILLOTINE_COLUMNS = 6,
	GUILLOTINE_ROWS = 100,
	/*
	 * Runs of items are tried with areas down to their shares divided, and
	 * up to them multiplied by this; with all, if nothing good is found.
	 */
	GUILLOTINE_LIMIT = 2,
	GUILLOTINE_BAD = 1 << 16,   /* a cost of what should not be */
	GUILLOTINE_NEVER = 1 << 28, /* a cost that no layout may have */
	/*
	 * The item that fills what the first `n` leave: a list of the rest.
	 * It stands behind all others.
	 */
	GUILLOTINE_FILLER = GUILLOTINE_ITEMS,
};

/* What it costs to give an item so many columns and rows. */
struct guillotine_cost {
	int cost;
	bool wants_more; /* something of it is not shown */
};

struct guillotine_problem {
	int nitems;        /* 1 to GUILLOTINE_ITEMS */
	int ncolumns;      /* 1 to GUILLOTINE_COLUMNS */
	int nrows;         /* 1 to GUILLOTINE_ROWS */
	const int *shares; /* of each item: the area that it should get */
	bool has_filler;   /* one stands behind the items, unless it has all */
	void *context;

	/*
	 * Of item `item`, or of the filler behind n items for GUILLOTINE_FILLER
	 * + n.  GUILLOTINE_NEVER where it cannot be.
	 */
	struct guillotine_cost (*item_cost)(
	    void *context, int item, int ncolumns, int nrows);

	/*
	 * What it costs that a sheet has the first `n` items, and with them the
	 * filler or not, in `nrows` rows.
	 */
	int (*sheet_cost)(
	    void *context, int n, bool is_filled, int nrows, bool wants_more);
};

struct guillotine_box {
	int item;
	int column, ncolumns;
	int row, nrows;
};

/* A rule: across in its row, or down in the gutter before its column. */
struct guillotine_rule {
	bool is_down;
	int column, row;
	int n; /* columns of one across, rows of one down */
};

struct guillotine {
	struct guillotine_box boxes[GUILLOTINE_ITEMS + 1]; /* by item */
	int nboxes;
	struct guillotine_rule rules[GUILLOTINE_ITEMS];
	int nrules;
	int nitems; /* that stand on the sheet, the filler not counted */
	int nrows;  /* that they take */
	int cost;
	long nsteps; /* of work done */
};

/*
 * The most items that keep the work within its bound on a sheet of this
 * size; at least 1, at most GUILLOTINE_ITEMS.
 */
int guillotine_most_items(int ncolumns, int nrows);

/* The best layout of all.  Returns false if there is none. */
bool guillotine_solve(struct guillotine *, const struct guillotine_problem *);

#endif
