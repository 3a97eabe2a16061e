/*
 * Justify: where the leftover cells of a line go.
 *
 * Private to the setting of paragraphs (para.h).  The lines of a paragraph are
 * justified from top to bottom, since word gaps should not stand under each
 * other: rivers of white run down a column of Latin text otherwise.
 */
#ifndef SRC_LAYOUT_JUSTIFY_H
#define SRC_LAYOUT_JUSTIFY_H

#include <stddef.h>
#include <stdint.h>

#include "src/layout/fit.h"
#include "src/layout/line.h"

struct arena;

/* A word gap as it stands on the grid, and how many hang on its like above. */
struct white {
	uint32_t byte;    /* of the cluster behind it */
	int32_t from, to; /* cells */
	uint32_t depth;
};

struct whites {
	struct white *at; /* owned */
	size_t n, cap;
};

struct justifier {
	struct whites above; /* of the line above; of spaced text only */
	struct whites here;
};

void justify_init(struct justifier *);
void justify_fini(struct justifier *);

/* A new paragraph begins. */
void justify_start(struct justifier *);

/*
 * Widen a line that is short by `slack` cells: set line->gaps and ngaps, in
 * the arena, and add what was placed to line->ncells.  Nothing is placed in a
 * line that would look worse than ragged.
 */
void justify_line(struct justifier *, struct line *, const struct fit_spec *,
    struct fit_line, int slack, struct arena *);

#endif
