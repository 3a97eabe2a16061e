/*
 * The daily copies of marks.db: whole databases beside it, named for the day,
 * in UTC, on which they were made.
 */
#ifndef SRC_LIBRARY_COPIES_H
#define SRC_LIBRARY_COPIES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;

enum {
	COPIES_MAX = 64,
	COPIES_NEWEST = 3, /* days of use that can be gone back */
	COPIES_OLD_DAYS = 7,
};

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

/*
 * Is the i-th to be kept?  The newest COPIES_NEWEST are, of days past and of days
 * to come; and the newest that is COPIES_OLD_DAYS old, with the one that will be
 * that next.  So what was lost and not missed for days can be had again, and a
 * clock that runs ahead must do so for a week of use before it pushes out what
 * was made by the right time.
 */
bool copies_is_wanted(const struct copies *, size_t i);

/* The file that is the copy of a day; the arena's. */
const char *copies_path(const char *dir, const char *day, struct arena *);

#endif
