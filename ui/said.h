/*
 * Said: what the status line says now, and all that it has said.
 */
#ifndef UI_SAID_H
#define UI_SAID_H

#include <stdbool.h>
#include <stddef.h>

enum {
	SAID_MAX = 200,    /* lines kept; the oldest are forgotten */
	SAID_BYTES = 1024, /* of one line */
};

struct said {
	char *lines[SAID_MAX]; /* owned, filtered */
	bool is_error[SAID_MAX];
	size_t n;
	bool is_shown; /* the last line stands in the status line */
};

void said_init(struct said *);
void said_fini(struct said *);

/* Add a line, through the filter.  One said twice in a row is kept once. */
void said_add(struct said *, const char *line, bool is_error);

/* The line to be shown, or NULL. */
const char *said_shown(const struct said *, bool *is_error);
void said_hide(struct said *);

/*
 * The bytes of a line to be shown in `ncells` cells: all of it, else as many of
 * its clauses (parted by semicolons) as there is room for; all of it, too, if there is none for one.
 */
size_t said_fit(const char *line, int ncells, int ambiguous);

#endif
