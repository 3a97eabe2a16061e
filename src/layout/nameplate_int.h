/*
 * What the parts of the nameplate share: nameplate.c, which knows how many rows
 * it may have, and nameplate_large.c, which sets the name in big type.
 */
#ifndef SRC_LAYOUT_NAMEPLATE_INT_H
#define SRC_LAYOUT_NAMEPLATE_INT_H

#include <stdbool.h>

#include "src/layout/nameplate.h"
#include "src/layout/role.h"
#include "src/layout/story.h"

struct plate {
	struct puts *puts;
	const struct edition *edition;
	const struct layout_params *params;
	const char *language;
	int col, ncells;
	int row; /* the next free one */
	struct arena *arena;
};

/* The cells of a text; NULL has none. */
int nameplate_ncells(const struct plate *, const char *);

/* Put a label into the next free row; none if it is NULL or empty. */
void nameplate_put_label(
    struct plate *, enum put_kind, enum role, const char *text);

/*
 * The name with blanks between its letters, as wide as `room` cells let it be,
 * but whole in any case.
 */
const char *nameplate_space_out(
    const struct plate *, const char *name, int room);

/* What a reader is told besides the name: the arena's; empty or NULL if unknown. */
const char *nameplate_date(const struct plate *);
const char *nameplate_number(const struct plate *); /* and the edition's name */
const char *nameplate_amount(const struct plate *); /* pages and stories */

/*
 * Set the name in big type, if the sheet bears it.  Returns whether it did;
 * then `*has_ears` tells whether all else that the folio would say stands beside
 * it.
 */
bool nameplate_put_large(struct plate *, const char *name, bool *has_ears);

#endif
