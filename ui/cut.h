/*
 * Cut: clipping articles and passages of the paper that is read, and what of it
 * is clipped.
 */
#ifndef UI_CUT_H
#define UI_CUT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/layout/canvas.h"
#include "src/library/passage.h"

struct app;
struct arena;
struct marks;
struct paper;
struct request;

/* What is clipped of one paper. */
struct cuttings {
	unsigned char *articles; /* by article; never NULL once loaded */
	size_t narticles;
	struct highlights lit; /* its passages; the arena's */
	struct arena *arena;   /* owned */
};

/* Zero is nothing loaded, and so it is again after this. */
void cut_fini(struct cuttings *);

/* Nothing is clipped of this paper, as far as is known. */
void cut_clear(struct cuttings *, const struct paper *);

/* Read what is clipped of a paper; -1, and all as it was, if that fails. */
int cut_load(struct cuttings *, struct marks *, const struct paper *);
bool cut_is_clipped(const struct cuttings *, size_t article);

/* Clip a passage; true if it is stored or waits.  Says what came of it. */
bool cut_passage(struct app *, struct range);

/* Clip the article that is meant. */
void cut_article(struct app *, const struct request *);

#endif
