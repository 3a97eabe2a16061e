/*
 * Vertical paragraphs: what para.c, table.c and galley_block.c do otherwise when
 * lines are vertical.
 *
 * Private to the setting of paragraphs.  A vertical line is a struct line whose
 * pieces are its slots; indents, measures and widths stay in cells, two for each
 * row, so that whatever sets horizontal text sets vertical text too.
 */
#ifndef SRC_LAYOUT_VERTICAL_PARA_H
#define SRC_LAYOUT_VERTICAL_PARA_H

#include "src/layout/para_int.h"

/* The slots of a paragraph as clusters; the setter keeps their forms. */
struct clusters vertical_clusters(
    struct setter *, const struct para *, const struct clusters *);

/* Give a line its slots: of the paragraph that was cut into clusters last. */
void vertical_finish_line(struct setter *, struct line *);

/* The paragraph with indents of whole slots, and room for its label. */
struct para vertical_labelled(const struct setter *, const struct para *);

/*
 * Append a table: each row is a line, from right to left, and its cells stand
 * at the same heights where they fit, else one after the other.
 */
void vertical_add_table(struct setter *, const struct para *);

/* Rows between a label and its text: a dateline stands apart, a bullet not. */
int vertical_label_gap(unsigned role);

/* The slots of a label (see struct line); NUL-terminated, the arena's. */
struct slots vertical_label_slots(
    const char *label, const char *language, struct arena *);

#endif
