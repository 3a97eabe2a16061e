/*
 * Slots: a paragraph made ready for vertical lines.
 *
 * A slot is what stands in one row of a vertical line, two cells wide: a
 * character of East Asia, two digits side by side (縦中横; JLREQ 3.2.5), one digit of a longer
 * number, a capital of a short acronym, two letters of a word, a blank.  Slots
 * are clusters of two cells, so that all that breaks horizontal lines breaks
 * vertical ones.
 */
#ifndef SRC_LAYOUT_VERTICAL_SLOT_H
#define SRC_LAYOUT_VERTICAL_SLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/text/cluster.h"

struct arena;

enum { SLOT_CELLS = 2 };

struct slots {
	struct cluster *at; /* the arena's, as the next */
	uint16_t *forms;    /* what each one paints: vertical_form.h */
	size_t n;
};

struct slot_params {
	const char *language; /* or NULL */
	bool basic;           /* vertical-forms=basic */
	bool han_digits;
};

/*
 * Put the clusters of a text into slots.  The slots' bytes follow each other
 * without gaps and cover the text: white space between Han and Latin, which
 * vertical text does without, and what is not painted belong to the slot before.
 * A blank that stays is a slot of CLUSTER_SPACE.  Linear.
 */
struct slots slots_make(const char *text, const struct clusters *,
    const struct slot_params *, struct arena *);

#endif
