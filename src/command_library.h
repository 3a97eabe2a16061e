/*
 * The parts of `broadsheet library`.
 */
#ifndef SRC_COMMAND_LIBRARY_H
#define SRC_COMMAND_LIBRARY_H

#include "src/library/archive.h"

struct arena;
struct buf;
struct cli;
struct run;

struct library {
	const struct run *run;
	struct archive *ar;         /* NULL: there is none yet */
	struct shelf_filter filter; /* of --paper, --date, --removed */
	struct arena *arena;
};

/* What --paper, --date and --removed ask for; an exit status. */
int library_filter(struct shelf_filter *, const struct cli *);

/* The line of an edition in a list. */
void library_add_line(struct buf *, const struct shelved *);

int library_remove(struct library *);
int library_undo(struct library *);

#endif
