/*
 * A file line by line, in memory of the longest line.
 */
#ifndef SRC_LIBRARY_LINES_H
#define SRC_LIBRARY_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/buf.h"

struct err;

struct lines {
	int fd;            /* not owned */
	const char *name;  /* for messages */
	size_t max_nbytes; /* of a line */
	unsigned number;   /* of the last line, from 1 */
	bool is_open;      /* it ended with the file, without a newline */

	struct buf b;
	size_t at;      /* where the next line begins in b ... */
	size_t scanned; /* ... and up to where it has no newline */
};

/*
 * The next line, without its newline, until the next call.  1; 0 at the end; -1
 * if it cannot be read or is longer than max_nbytes.
 */
int lines_next(struct lines *, const char **line, size_t *nbytes, struct err *);
void lines_fini(struct lines *);

#endif
