/*
 * Stories: an article as a front page shows it, in a rectangle.
 *
 * Kicker, headline, deck, byline, opening lines, and where it goes on.  The
 * rectangle is some columns of text wide; the head spans them all, the text
 * runs down one and on to the next, all of one measure.  What a story needs at
 * each width is asked before it is known where it will stand, so nothing is set
 * that nobody asked for, and of the text only as much as can be shown.
 */
#ifndef SRC_LAYOUT_STORY_H
#define SRC_LAYOUT_STORY_H

#include <stdbool.h>

#include "src/layout/line.h"
#include "src/layout/params.h"
#include "src/layout/puts.h"

struct arena;

enum story_weight { STORY_LEAD, STORY_MAJOR, STORY_NORMAL, STORY_BRIEF };

/* The weight that the source gives an article. */
enum story_weight story_weight(const struct article *);

enum {
	STORY_COLUMNS = 6, /* more is a wall of text */
	/*
	 * Lines of text below which a story looks like a caption, unless it
	 * has no more.
	 */
	STORY_LEAST_LINES = 4,
};

/* The grid that stories stand in. */
struct story_grid {
	int measure; /* cells of a column of text */
	int gutter;  /* cells between two */
};

int story_grid_ncells(const struct story_grid *, int ncolumns);

struct story_head {
	struct lines kicker, headline, deck, standfirst; /* kicker: one row */
	int nrows; /* of all of it and the byline */
	bool is_set;
};

struct story {
	const struct edition *edition;
	const struct article *article;
	const struct layout_params *params;
	struct story_grid grid;
	struct arena *arena;
	const char *language;
	bool is_lead;    /* set as the lead story */
	bool has_byline; /* above the text */
	bool is_picture; /* captions are all the text that it has */
	bool is_at_home; /* on a sheet of its own page of the paper */
	struct story_head heads[STORY_COLUMNS]; /* by columns, from 1 */

	struct lines text; /* what is set of it */
	int most_lines;    /* as many can be shown, or all of it */
	bool is_long;      /* there is more; only most_lines count */
	bool is_whole;     /* `text` is all of the article */
	bool breaks_off;   /* it is, but the source has not all of it */
	bool is_measured;
};

/* `article` as it will be set; nothing is set yet. */
void story_init(struct story *, const struct edition *,
    const struct article *article, const struct story_grid *,
    const struct layout_params *, struct arena *);

/* Rows of the head across so many columns. */
int story_head_nrows(struct story *, int ncolumns);

/* Get to know the text, of which at most `nlines` lines will be shown. */
void story_measure(struct story *, int nlines);

/* How the text stands in columns of `nrows` rows; the story is measured. */
struct story_flow {
	int lines[STORY_COLUMNS]; /* of text in each column */
	int jump_row;             /* of the last column; -1: no jump line */
	int nlines;               /* all of them */
	int nrows;                /* down to the last that is not empty */
	int nempty;               /* rows of single columns without text */
	int foot;                 /* the most of them at the foot of one */
};

void story_flow(
    struct story_flow *, const struct story *, int ncolumns, int nrows);

/*
 * Would the story leave more than one empty row at a column's foot in such a
 * rectangle?  Then, if it did not know so before, it does from now on.  Sets the
 * text that stands there.
 */
bool story_has_hole(struct story *, int ncolumns, int nrows);

/* Where a story stands. */
struct story_place {
	int row, col, nrows, ncolumns, ncells;
	int head_row, head_nrows; /* the headline's rows */

	/* The jump line, if it has one, and the place that it leads to. */
	bool has_jump;
	int jump_row, jump_col, jump_ncells;
	struct anchor jump;

	int nempty;      /* rows of single columns without text */
	int nblank;      /* rows without text in any column */
	int nempty_foot; /* the most of them at the foot of one */
};

/*
 * Set the story into row, col, nrows and ncolumns of `place`, which fills in
 * the rest.
 */
void story_put(struct story *, struct story_place *place, struct puts *);

#endif
