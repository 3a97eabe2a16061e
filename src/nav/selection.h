/*
 * Selection: whole sentences or paragraphs of one article that are chosen.
 *
 * It has two ends.  One stays where the selection began, the other moves; each
 * stands in a sentence, and all from the earlier to the later is chosen.  It
 * never leaves the article, and blocks without text are passed over.  Holds no
 * pointer: the edition is given to each call and must be the one it began in.
 */
#ifndef SRC_NAV_SELECTION_H
#define SRC_NAV_SELECTION_H

#include <stdbool.h>

#include "src/edition/edition.h"

enum selection_unit { SELECTION_SENTENCE, SELECTION_PARAGRAPH };

struct selection {
	bool is_on;
	enum selection_unit unit;   /* what its ends are rounded to */
	struct anchor fixed, moves; /* beginnings of sentences */
};

/*
 * Begin with the sentence or paragraph at a place, or the first one after it;
 * false, and it is not on, if the article has no text.
 */
bool selection_begin(struct selection *, const struct edition *,
    enum selection_unit, struct anchor at);

/*
 * Move the moving end by `count` units, back if negative, as far as there are
 * any; false if it could not move at all.  By paragraphs it goes to the end of
 * one that the selection grows into, and to the border of one that it shrinks
 * out of.  A selection of paragraphs moves by those whatever the unit.
 */
bool selection_extend(struct selection *, const struct edition *,
    enum selection_unit, long count);

/* Move it to the sentence at a place of the same article. */
void selection_extend_to(
    struct selection *, const struct edition *, struct anchor at);

/* The end that moves is now the other one. */
void selection_swap(struct selection *);

/*
 * What is chosen: from `*from` up to before `*to`, without the blanks after the
 * last sentence.
 */
void selection_ends(const struct selection *, const struct edition *,
    struct anchor *from, struct anchor *to);

#endif
