/*
 * What the parts of breaking headlines share: heading.c, which weighs all lines
 * together, and heading_cost.c, which knows what a break tears.
 */
#ifndef SRC_LAYOUT_HEADING_INT_H
#define SRC_LAYOUT_HEADING_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/layout/sense.h"
#include "src/text/cluster.h"

struct article;
struct way;

/*
 * A break where nobody would pause costs as much, in squares of cells; below the
 * second it is a pause, a mark or a space.
 */
enum { HEADING_PLAIN = 100, HEADING_PAUSE = 50 };

/* A place where a line may start, and all that is known about it. */
struct place {
	uint32_t at;  /* first cluster of a line that starts here */
	uint32_t end; /* after the last cluster of the line above */
	int32_t x;    /* cells before `at` */
	int32_t x_end;
	uint32_t chars; /* letters and characters before it */
	int64_t cost;   /* of ending a line here */
};

struct heading {
	const char *text;
	const struct cluster *at;
	size_t n;
	const struct article *story; /* or NULL */
	uint8_t bond[SENSE_MAX];     /* see sense.h */
	int room;                    /* cells for text */
	bool han;      /* has text that is not written with spaces */
	bool japanese; /* has kana */
	bool title;    /* of Latin words all, or most, begin with a capital */
	struct place *places;
	size_t nplaces;
	struct way *ways; /* nplaces for each number of lines from 0 */
};

/* Learn which of its characters and words belong together. */
void heading_learn(struct heading *, const struct article *story);

/*
 * What it costs to end a line at a place, where `level` is that of the best
 * break there and `depth` quotes and brackets are open.
 */
int64_t heading_cost(
    const struct heading *, const struct place *, unsigned level, int depth);

#endif
