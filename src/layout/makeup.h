/*
 * Make-up: stories into rectangles, rectangles onto sheets.
 *
 * A sheet is a grid of columns of text.  Every story is a rectangle of it, and
 * the rectangles fill it without holes: they are found by search
 * (guillotine.h), which weighs where each story stands, how many columns it has,
 * and how much of its text.  The first sheet has the weightiest stories of the
 * edition and, if there are more, a list of those inside; behind it each page
 * of the paper has the rest of its stories on sheets of its own.
 */
#ifndef SRC_LAYOUT_MAKEUP_H
#define SRC_LAYOUT_MAKEUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/edition/edition.h"
#include "src/layout/params.h"
#include "src/layout/story.h"

struct arena;

/* A story on a sheet; `place` is its rectangle. */
struct front_story {
	const struct article *article;
	struct story_place place;
};

/* A line of the list of what is inside. */
struct front_entry {
	const struct article *article;
	int row, col, ncells;
};

struct front_sheet {
	struct puts puts;
	struct front_story *stories; /* malloc; in the order of weight */
	size_t nstories, cap;
	struct front_entry *entries; /* malloc */
	size_t nentries, entries_cap;
	int nrows;
};

struct front {
	struct arena *arena;
	const struct edition *edition;
	struct layout_params params;
	struct front_sheet *sheets; /* malloc */
	size_t nsheets, cap;
	size_t *order; /* articles as they stand; the arena's, as the next */
	size_t norder; /* that stand on a sheet already */
	size_t *sheet; /* by article: its sheet; FRONT_NOWHERE: none yet */
	size_t *nth;   /* by article: its place among the sheet's stories */
	long nsteps;   /* of the search, all sheets together */
	struct maker *maker; /* what is still to be made up */
};

#define FRONT_NOWHERE SIZE_MAX

/* Make up the first sheet of a front that has none yet. */
void makeup_begin(struct front *);

/* The sheets of the next page that has some; false if all are made up. */
bool makeup_more(struct front *);

#endif
