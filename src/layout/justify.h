/*
 * Justify: where the leftover cells of a line go.
 *
 * Private to the setting of paragraphs (para.h).
 */
#ifndef SRC_LAYOUT_JUSTIFY_H
#define SRC_LAYOUT_JUSTIFY_H

#include <stddef.h>
#include <stdint.h>

#include "src/layout/fit.h"
#include "src/layout/line.h"

struct arena;

/*
 * Widen a line of Chinese or Japanese that is short by `slack` cells: set
 * line->gaps and ngaps, in the arena, and add what was placed to line->ncells.
 * Nothing is placed in a line that would look worse than ragged.
 */
void justify_line(struct line *, const struct fit_spec *, struct fit_line,
    int slack, struct arena *);

/*
 * The lines of text with word spaces are widened from top to bottom, since word
 * spaces should not stand under each other: rivers of white run down a column
 * otherwise.  It owns memory that it uses again from line to line.
 */
struct spreader {
	uint8_t *above; /* owned: by cell, how many spaces hang together */
	uint8_t *here;
	size_t above_cap, here_cap;
	size_t nabove;            /* cells in use */
	struct fit_white *whites; /* owned; of spread_words() */
	size_t nwhites, whites_cap;
	int64_t *costs; /* owned, as the next; see spread.c */
	uint8_t *wider;
	size_t costs_cap, wider_cap;
};

void spreader_init(struct spreader *);
void spreader_fini(struct spreader *);

/* A new paragraph begins. */
void spreader_start(struct spreader *);

/* As justify_line(), for FIT_SPACED; `whites` are the fit's. */
void spread_line(struct spreader *, struct line *,
    const struct fit_white *whites, struct fit_line, int slack, struct arena *);

/* The same for FIT_WORDS: at most a cell for each space. */
void spread_words(struct spreader *, struct line *, const struct fit_spec *,
    struct fit_line, int slack, struct arena *);

#endif
