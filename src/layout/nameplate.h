/*
 * The nameplate: the paper's name at the head of the front page, what stands
 * beside and below it, and the sections with the digits that lead to them.
 */
#ifndef SRC_LAYOUT_NAMEPLATE_H
#define SRC_LAYOUT_NAMEPLATE_H

#include "src/edition/edition.h"
#include "src/layout/params.h"

struct arena;
struct puts;

/*
 * Put the nameplate into columns col up to col + ncells of rows 0 and down.
 * Returns the rows that it takes: few on a low sheet, none on the lowest; with
 * the name in big type (bigtype.h) where params->nameplate asks for it and the
 * sheet bears it.
 */
int nameplate_put(struct puts *, const struct edition *,
    const struct layout_params *, int col, int ncells, struct arena *);

#endif
