/*
 * Make-up: stories into bands, bands onto sheets.
 *
 * A band is a row of cells of one height across the sheet; a cell is a stack
 * of stories, usually one.  So every story is a rectangle, and the rectangles
 * leave no holes.  Between bands and between the stories of a stack lies a rule,
 * between cells a rule in the gutter.
 */
#ifndef SRC_LAYOUT_MAKEUP_H
#define SRC_LAYOUT_MAKEUP_H

#include "src/edition/edition.h"
#include "src/layout/params.h"
#include "src/layout/story.h"

struct arena;

/* A story on a sheet; `place` is its rectangle. */
struct front_story {
	const struct article *article;
	struct story_place place;
};

struct front_sheet {
	struct puts puts;
	struct front_story *stories; /* malloc; in the order of weight */
	size_t nstories, cap;
	int nrows;
};

struct front {
	struct arena *arena;
	const struct edition *edition;
	struct layout_params params;
	struct front_sheet *sheets; /* malloc */
	size_t nsheets, cap;
	size_t *order; /* articles by weight; the arena's */
	size_t *sheet; /* by article: its sheet */
};

/* Fill the sheets of a front that has none yet. */
void makeup(struct front *);

#endif
