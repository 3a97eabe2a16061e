/*
 * The front page: nameplate, and the stories by weight.
 *
 * Stories are rectangles of a grid of columns (makeup.h); each shows its opening
 * lines and where it goes on.  What the first sheet has no room for is listed
 * there and stands behind it, page by page of the paper.  Every article of the
 * edition stands on exactly one sheet.
 */
#ifndef SRC_LAYOUT_FRONT_H
#define SRC_LAYOUT_FRONT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/edition/edition.h"
#include "src/layout/params.h"

struct canvas;
struct front;
struct highlights;

/* What can be chosen on a sheet. */
enum front_part {
	FRONT_HEAD,  /* a story, but for its jump line */
	FRONT_JUMP,  /* the line that leads to where its text stops */
	FRONT_LISTED /* its line in the list of what is inside */
};

struct front_spot {
	size_t article; /* index */
	enum front_part part;
};

/* What the caller knows about an article and layout does not. */
struct front_marks {
	const unsigned char *bookmarked; /* by article index; NULL: none */
	const unsigned char *clipped;    /* likewise */
	long selected;                   /* article index; -1: none */
	bool on_jump;                    /* its jump line and not its head */
	const unsigned char *percent;    /* read, by article; NULL: unknown */
};

/*
 * The first sheet is made up at once; those behind it when front_more() asks for
 * a page's, or another function needs them.  height 0 makes one sheet as tall
 * as needed.
 */
struct front *front_new(const struct edition *, const struct layout_params *);
void front_free(struct front *); /* NULL is fine */

/* Make up one page more; false if there is none. */
bool front_more(struct front *);
bool front_is_whole(const struct front *);

/* Is there such a sheet?  It is made up if it was not. */
bool front_has(struct front *, size_t sheet);

size_t front_count(struct front *); /* makes all up */
int front_nrows(const struct front *, size_t sheet);

/*
 * Articles in the order in which they stand: what j and k follow.  A twin
 * (edition.h) is not among them; functions that take one mean what it is a twin of.
 */
size_t front_narticles(const struct front *);
size_t front_article(struct front *, size_t nth);

/* The sheet on which an article stands. */
size_t front_find(struct front *, size_t article);

/*
 * The first place of an article's text that its sheet does not show, where its
 * jump line leads.  Returns false if it has none.
 */
bool front_jump(struct front *, size_t article, struct anchor *);

/* What is at a cell of a sheet; false if there is nothing to choose. */
bool front_hit(
    const struct front *, size_t sheet, int row, int col, struct front_spot *);

void front_draw(const struct front *, size_t sheet, struct canvas *, int row,
    int col, const struct front_marks *, const struct highlights *lit);

/*
 * How well the sheets are filled, for checks: the rows of the stories' blocks,
 * and how many of them hold no text; the same by single columns; and the most
 * empty rows at the foot of one column.  `nsteps` is the work of finding the
 * layout.
 */
struct front_fill {
	long nrows, nblank;
	long ncells, nempty;
	int nempty_foot;
	long nsteps;
};

void front_get_fill(struct front *, struct front_fill *);

#endif
