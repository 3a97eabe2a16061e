/*
 * Bringing back: a backup (backup.h) or a daily copy joins marks.db, in one
 * transaction.  What is missing is added, of two that are the same thing the
 * newer is kept, nothing is taken away (merge.h).
 */
#ifndef SRC_LIBRARY_RESTORE_H
#define SRC_LIBRARY_RESTORE_H

#include <stdbool.h>

#include "src/library/merge.h"
#include "src/library/schema.h"

struct err;
struct marks;

struct restore_how {
	bool is_partial; /* of a file that is cut off, take what is there */
	bool can_undo;   /* as one step; keeps what it changes in memory */
};

struct restored {
	struct merge_count of[TABLE_COUNT];
	bool is_cut; /* the end was missing */
};

/*
 * Read a backup from a descriptor, line by line.  `name` is what messages call
 * it.  A file that is no backup, of a newer schema, cut off or with a bad line
 * is refused with its place, and then nothing has changed.  Others cannot change
 * marks.db until it is read: what may come slowly is put into a file before.
 */
int restore_read(struct restored *, struct marks *, int fd, const char *name,
    struct restore_how, struct err *);

/*
 * Bring back the daily copy of a day ("2025-05-30").  ERR_NOT_FOUND names those
 * that there are.
 */
int restore_copy(struct restored *, struct marks *, const char *day,
    struct restore_how, struct err *);

#endif
