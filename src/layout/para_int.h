/*
 * Lines as they are being made: what para.c, heading.c, galley.c and table.c
 * hand to each other.
 */
#ifndef SRC_LAYOUT_PARA_INT_H
#define SRC_LAYOUT_PARA_INT_H

#include <stddef.h>

#include "src/layout/fit.h"
#include "src/layout/justify.h"
#include "src/layout/line.h"
#include "src/layout/para.h"
#include "src/layout/vertical_slot.h"

struct arena;

/* Collects lines; its working memory is used again by each paragraph. */
struct setter {
	const struct layout_params *params;
	struct arena *arena;   /* gets what the lines point to */
	struct arena *scratch; /* owned */
	struct fit fit;
	struct spreader spreader;
	size_t window;      /* bytes of a paragraph that are set at once */
	struct slots slots; /* of vertical lines: the last paragraph's */
	struct line *lines; /* owned */
	size_t n, cap;
};

void setter_init(struct setter *, const struct layout_params *, struct arena *);

/* The lines, copied to the arena; frees the rest. */
struct lines setter_finish(struct setter *);

void setter_add_line(struct setter *, struct line);

/* Append the lines of a paragraph, as para_set() makes them. */
void setter_add_para(struct setter *, const struct para *);

/* Append the lines of a heading, as para_set_heading() makes them. */
void setter_add_heading(struct setter *, const struct para *);

/* The clusters of a paragraph; the scratch arena's. */
struct clusters setter_clusters(struct setter *, const struct para *);

/* A line of the paragraph: clusters l.from to l.to, before justification. */
struct line setter_line(const struct para *, const struct clusters *,
    struct fit_line l, int indent);

/* An indent that leaves room for text. */
int setter_indent(const struct para *, int indent);

#endif
