/*
 * The daily copies of marks.db: whole databases beside it, named for the day,
 * in UTC, on which they were made.
 */
#ifndef SRC_LIBRARY_COPIES_H
#define SRC_LIBRARY_COPIES_H

#include <stddef.h>

struct arena;
struct err;

enum { COPIES_MAX = 64 };

/*
 * The newest first.  Those of days to come were made when the clock was wrong, or
 * it is wrong now: they come last, and neither kind pushes the other out.
 */
struct copies {
	const char *days[COPIES_MAX]; /* "2025-05-30" */
	size_t n;
	size_t npast; /* of them, from the first */
};

/* Those in a folder; the arena's. */
int copies_find(struct copies *, const char *dir, struct arena *, struct err *);

/* The file that is the copy of a day; the arena's. */
const char *copies_path(const char *dir, const char *day, struct arena *);

#endif
