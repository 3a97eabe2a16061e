/*
 * Vertical sheets: an article in lines from top to bottom, right to left.
 *
 * A line takes two cells and the blank beside it.  On a high screen the sheet is
 * cut into tiers (分栏, 段) with a rule between them, as newspapers are: text runs
 * to the left end of a tier, then on in the tier below.  The head stands at the
 * right of the first tiers.
 */
#ifndef SRC_LAYOUT_VERTICAL_H
#define SRC_LAYOUT_VERTICAL_H

#include <stdbool.h>
#include <stdint.h>

#include "src/layout/params.h"

struct article;
struct canvas;
struct highlights;
struct line;
struct sheets;

/*
 * Is the article of these sheets set vertically with their parameters?  What is
 * not written in Chinese, Japanese or Korean never is, nor is the linear view.
 */
bool vertical_is_for(const struct sheets *);

/* Can a sheet of this height hold so many tiers? */
bool vertical_bears(const struct layout_params *, int ntiers);

/*
 * Draw a vertical line of `measure` cells, two for each row, with its first row at
 * row, col; every row it takes gets exactly two cells.
 */
void vertical_draw_line(struct canvas *, int row, int col, int measure,
    const struct line *, const struct article *, const struct highlights *);

/* The byte of its text that row `row` of a line shows. */
uint32_t vertical_line_byte(const struct line *, int measure, int row);

#endif
