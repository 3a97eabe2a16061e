/*
 * A database file in a folder: whose it is, and out of the way with it.
 */
#ifndef SRC_LIBRARY_ASIDE_H
#define SRC_LIBRARY_ASIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct err;

enum aside_owner {
	OWNER_NOBODY, /* an empty file */
	OWNER_SELF,
	OWNER_OLDER, /* an earlier version of this program */
	OWNER_NEWER, /* a later version of this program */
	OWNER_OTHER, /* another program */
};

/*
 * By application_id and user_version; `*theirs` is the latter, at least 1 if the
 * file is ours.  In a transaction, or another instance could make the tables half
 * way.
 */
int aside_find_owner(enum aside_owner *, int64_t *theirs, struct db *,
    int64_t application_id, int64_t version, struct err *);

/*
 * Is it plainly another program's database?  Told by its header alone, so that
 * not even a journal of its own is touched.
 */
bool aside_is_other(const char *path, unsigned application_id);

/* "DIR/NAME", to be freed. */
char *aside_join(const char *dir, const char *name);

/*
 * Can all of a file be read?  SQLite calls a file damaged whose device fails
 * to give it; what cannot be read now is not to be replaced.  A file that is not
 * there can.
 */
int aside_read_all(const char *path, struct err *);

enum { ASIDE_NAME_BYTES = 64 };

/*
 * Rename a damaged file to NAME.damaged-DATE, and with it those that stand beside
 * it with one of `tails` (up to a NULL) after its name.  They go first, since a
 * log that stayed would be played back into a new file.  The new name, without
 * the folder, into `aside`.
 */
int aside_put(char aside[ASIDE_NAME_BYTES], const char *dir, const char *name,
    const char *const *tails, struct err *);

#endif
