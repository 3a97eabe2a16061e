/*
 * The front page: nameplate, and the stories by weight.
 *
 * The lead story stands across the widest columns; headlines fall in weight
 * down the page; each story shows its opening lines and how it goes on.  What
 * does not fit on one sheet goes on to the next.  Every article of the edition is
 * on some sheet of the front.
 */
#ifndef SRC_LAYOUT_FRONT_H
#define SRC_LAYOUT_FRONT_H

#include <stddef.h>

#include "src/edition/edition.h"
#include "src/layout/params.h"

struct canvas;
struct front;
struct highlights;

/* What the caller knows about an article and layout does not. */
struct front_marks {
	const unsigned char *bookmarked; /* by article index; NULL: none */
	long selected;                   /* article index; -1: none */
};

/* height 0 makes one sheet as tall as needed. */
struct front *front_new(const struct edition *, const struct layout_params *);
void front_free(struct front *); /* NULL is fine */

size_t front_count(const struct front *);
int front_nrows(const struct front *, size_t sheet);

/* Articles in the order of their weight on the front: what j and k follow. */
size_t front_narticles(const struct front *);
size_t front_article(const struct front *, size_t nth);

/* The sheet that shows an article. */
size_t front_find(const struct front *, size_t article);

/* The article at a cell, or -1. */
long front_hit(const struct front *, size_t sheet, int row, int col);

void front_draw(const struct front *, size_t sheet, struct canvas *, int row,
    int col, const struct front_marks *, const struct highlights *lit);

#endif
