/*
 * How far an import is: one line at the terminal, drawn again and again.
 *
 * On standard error and only if that is a terminal; else all of it does nothing.
 */
#ifndef SRC_IMPORT_PROGRESS_H
#define SRC_IMPORT_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
	bool is_on;
	bool is_shown;    /* there is a line to wipe */
	int64_t began_ms; /* by a clock that nobody sets */
	int64_t drawn_ms;
	int width; /* cells of the terminal */
	uint64_t of_nbytes;
};

/* What it says; `done_nbytes` of all the bytes give the time left. */
struct progress_state {
	uint64_t done_nbytes;
	size_t neditions, nstories;
	const char *file;
};

void progress_begin(struct progress *, uint64_t of_nbytes);

/* Draw it, not more often than ten times a second. */
void progress_show(struct progress *, const struct progress_state *);

/* Any other line in its place; `text` is ours. */
void progress_say(struct progress *, const char *text);

/* Wipe it, before anything else is written. */
void progress_clear(struct progress *);

/* Milliseconds since it began. */
int64_t progress_ms(const struct progress *);

#endif
