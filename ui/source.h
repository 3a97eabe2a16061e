/*
 * Source: from a bookmark or a clipping to the paper that it was made of.
 */
#ifndef UI_SOURCE_H
#define UI_SOURCE_H

#include <stdbool.h>

#include "src/edition/edition.h"

struct app;
struct err;
struct mark;
struct paper;

struct source {
	const struct edition *edition;
	struct paper *paper; /* NULL: the one that is read; else owned */
	bool is_kept;        /* it is from the library */
};

/*
 * Find the paper: the one that is read, one that is opened for it where it came
 * from, or one that the archive has.  -1 with
 * err if it is not to be had.
 */
int source_find(
    struct source *, struct app *, const struct mark *, struct err *);

/* Read it at a place from now on; what was found is the app's then. */
void source_show(struct app *, struct source *, struct anchor at);

/* Or leave it. */
void source_drop(struct source *);

#endif
