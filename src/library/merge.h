/*
 * Rows from elsewhere, a damaged file, a copy or a backup, join marks.db: what
 * is missing is added, and of two that are the same thing the newer is kept.
 * Two are the same by the first columns of their table (schema.h); where no
 * column says which is newer, the one that is there stays.
 *
 * Within a transaction, which is the caller's.
 */
#ifndef SRC_LIBRARY_MERGE_H
#define SRC_LIBRARY_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/library/schema.h"

struct err;
struct marks;
struct merge;
struct value;

struct merge_count {
	int64_t nadded;
	int64_t nthere; /* there was one as new */
	int64_t nnewer; /* took the place of an older one */
	int64_t nbad;   /* make no sense and were left out */
};

/*
 * Begin, after marks_begin().  With `can_undo` each change is noted for
 * marks_end_step(), which keeps the rows in memory until then.
 */
struct merge *merge_new(struct marks *, bool can_undo, struct err *);

/* Before the transaction ends; NULL is fine. */
void merge_free(struct merge *);

/* A row: all columns but the id, which must be sound (schema_is_sound()). */
int merge_row(
    struct merge *, enum marks_table, const struct value *values, struct err *);

/*
 * The rows of a table of another database, at most `max`, those of earlier
 * versions too.  0: all of them; 1: it could not be read to its end, err says
 * why; -1: they could not be written.
 */
int merge_table(struct merge *, struct db *from, enum marks_table, int64_t max,
    struct err *);

/* How many so far; valid until the end. */
const struct merge_count *merge_counts(const struct merge *, enum marks_table);

#endif
