/*
 * History: where one has been, as a browser keeps it.
 */
#ifndef SRC_NAV_HISTORY_H
#define SRC_NAV_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "src/edition/edition.h"

enum { HISTORY_MAX = 200 }; /* places; the oldest are forgotten */

/* A place and the view it was seen in, which only ui can read. */
struct place {
	struct anchor at;
	int view;
	int item; /* line of a list */
};

struct history {
	struct place places[HISTORY_MAX];
	size_t n;
	size_t here; /* places before it are behind, the rest ahead */
};

void history_init(struct history *);

/* Before a jump: remember `from`; what lay ahead is forgotten. */
void history_push(struct history *, struct place from);

/* Go back (forward): gives the place and remembers `from` on the way. */
bool history_back(struct history *, struct place from, struct place *to);
bool history_forward(struct history *, struct place from, struct place *to);

#endif
