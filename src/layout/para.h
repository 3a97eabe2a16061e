/*
 * Paragraphs to lines: total fit.
 *
 * The best set of breaks of a whole paragraph by dynamic programming (Knuth
 * and Plass, Software: Practice and Experience 11, 1981), with costs in cells.
 * Breaks that the overlay forbids (src/text/cluster.h) are used only when the
 * paragraph cannot be set without them, weakest rule first.  Then leftover
 * cells are placed.  Linear in the length of the text: candidates for a line's
 * start lie within one measure.
 */
#ifndef SRC_LAYOUT_PARA_H
#define SRC_LAYOUT_PARA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/layout/line.h"
#include "src/layout/params.h"

struct arena;

struct para {
	const char *text;
	uint32_t nbytes;
	const char *language; /* or NULL */
	uint8_t role;
	uint8_t part;
	uint32_t block;
	int measure;       /* cells of a whole line, indent included */
	int first;         /* indent of the first line, cells */
	int rest;          /* indent of the others */
	bool ragged;       /* never justify */
	const char *label; /* see struct line */
	uint8_t label_role;
	const struct article *story; /* of a heading: whose text tells its
	                                words; or NULL */
};

/*
 * Set a paragraph.  A newline in the text ends a line.  Every cluster lands in
 * exactly one line, in order, but for white space and what is not painted at a
 * line's edge.  No line is wider than the measure (plus params->hang for a mark
 * that may hang), unless a single cluster is.  Indents that leave no room for
 * text are cut.  A text of white space gives no lines.
 */
struct lines para_set(
    const struct para *, const struct layout_params *, struct arena *);

/*
 * Set a heading: lines as equal in length as sense allows, broken after
 * punctuation and spaces first, between words and not inside a name as far as
 * that can be known, never leaving one character on a line,
 * the upper of two lines not shorter than the lower by more than 4 cells (8
 * where it ends in a pause).  Text too long for a heading is set ragged.
 */
struct lines para_set_heading(
    const struct para *, const struct layout_params *, struct arena *);

#endif
