/*
 * Order: where the characters of a line stand when some of them run from right
 * to left (UAX #9, rules L1 to L4).
 *
 * The text itself never changes.  What comes out is pieces that point into it,
 * so that drawing, find and hits go on counting bytes as the paper has them.
 */
#ifndef SRC_LAYOUT_ORDER_H
#define SRC_LAYOUT_ORDER_H

#include <stddef.h>

#include "src/layout/line.h"

struct arena;
struct para;
struct setter;

/*
 * A string of one line, from cell 0 on; its direction is that of its first
 * letter.  The pieces and their number, in the arena.
 */
struct piece *order_text(size_t *npieces, const char *s, size_t nbytes,
    int ambiguous, struct arena *);

/*
 * Put the setter's lines from `begin` on, all of the paragraph, into order;
 * those of a paragraph that runs from right to left are set flush right.  Each
 * cell of a table's row is ordered within itself.  Uses setter->scratch.
 */
void order_lines(struct setter *, const struct para *, size_t begin);

#endif
