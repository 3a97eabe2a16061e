/*
 * The schema of marks.db: its tables, and how each version became the next.
 *
 * Tables are known by their columns, those that make a row one of its kind
 * first, so that what salvages, undoes and counts rows has no statements of
 * its own for each.
 */
#ifndef SRC_LIBRARY_SCHEMA_H
#define SRC_LIBRARY_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct db;
struct err;
struct value;

enum marks_table {
	TABLE_BOOKMARK,
	TABLE_PLACE,
	TABLE_CLIP,
	TABLE_READING,
	TABLE_FOLLOW,
	TABLE_COUNT
};

enum { TABLE_COLUMNS_MAX = 24, SCHEMA_NAME_BYTES = 16 };

/* The columns of a mark, in bookmark and in place. */
#define MARK_COLUMNS                                                        \
	"paper, date, article, page, headline, path, number, block, byte, " \
	"quote, added"

struct table_shape {
	const char *name;
	const char *columns; /* all but the id */
	const char *first;   /* what to select of a version that had less */

	/*
	 * A letter for each column: K text that is not empty, N the same but
	 * perhaps no UTF-8 (the name of a file), T text, L texts parted by
	 * newlines, t text or NULL, b bytes or NULL, n a number from 0, A a
	 * time.
	 */
	const char *types;
	int nkey;  /* of the first columns no two rows have the same */
	int stamp; /* the column that says which of two is newer; -1: none */
};

extern const struct table_shape marks_tables[TABLE_COUNT];

/* Are the values of a row (all columns but the id) such as we write? */
bool schema_is_sound(const struct table_shape *, const struct value *);
bool schema_is_sound_value(
    const struct table_shape *, int i, const struct value *);

/* The name of the i-th column, into `out`, which it returns. */
const char *schema_column(
    char out[SCHEMA_NAME_BYTES], const struct table_shape *, int i);

/* "?1, ?2, ..." for n parameters from `first`. */
void schema_add_params(struct buf *, int first, int n);

/*
 * Bring an open database from `version`, 0 for an empty one, to the present
 * one.  Within a transaction, which is the caller's.
 */
int schema_migrate(struct db *, int64_t version, struct err *);

/* Are the tables there, with our columns? */
int schema_check(struct db *, struct err *);

/* The rows of all tables. */
int schema_count(int64_t *n, struct db *, struct err *);

#endif
