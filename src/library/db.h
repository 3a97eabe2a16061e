/*
 * The door to SQLite: nothing else includes its header.
 *
 * A database opened here cannot be harmed by its own schema (defensive, no
 * trusted schema, no triggers, no views), waits for others at most DB_WAIT_MS
 * unless db_set_patience() says otherwise, and after db_make_durable() has on disk what a COMMIT reported.
 * Statements are always prepared; text never becomes SQL.
 */
#ifndef SRC_LIBRARY_DB_H
#define SRC_LIBRARY_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct err;
struct query;

enum {
	DB_WAIT_MS = 5000,
	DB_MAX_VALUE_BYTES = 1024 * 1024, /* one string; ours are far shorter */
};

enum db_mode { DB_READ, DB_WRITE };

/* What messages say of a file, and how long one value in it may be. */
struct db_kind {
	const char *name; /* "the file of bookmarks" */
	const char *mend; /* what to do if it is damaged */
	int max_value_nbytes;
};

/*
 * Open a file that exists; nothing of it is read yet.  db_open() is for the file
 * of bookmarks; another kind must outlive the database.
 */
struct db *db_open(const char *path, enum db_mode, struct err *);
struct db *db_open_kind(
    const char *path, const struct db_kind *, enum db_mode, struct err *);

/*
 * The same to read a file in WAL mode that nobody writes to and beside which no
 * file can be made.
 */
struct db *db_open_frozen(
    const char *path, const struct db_kind *, struct err *);
void db_close(struct db *); /* NULL is fine; queries must be freed before */

/*
 * Wait for others this long, in ms; 0 is not at all.  What they keep locked for
 * longer fails with ERR_LOCKED.
 */
void db_set_patience(struct db *, int ms);

/*
 * Let others read while one writes; where that cannot be had, the file stays in
 * the mode that it has.  Another program may keep it waiting as any lock does.
 */
int db_make_shared(struct db *, struct err *);

/* A copy of a file in memory: what is changed there is gone with it. */
struct db *db_open_copy(const char *path, struct err *);

/* Keep every commit through a loss of power (reliability of marks). */
int db_make_durable(struct db *, struct err *);

/*
 * Did something say that the file is no sound database?  Remains so.  A full
 * disk, a lock or an error of the device are not damage.
 */
bool db_is_damaged(const struct db *);

/* Did anything else fail: the device, memory, a lock?  Remains so, too. */
bool db_has_erred(const struct db *);

/* Run one statement whose rows nobody needs. */
int db_exec(struct db *, const char *sql, struct err *);

/* The number that one statement gives. */
int db_number(int64_t *out, struct db *, const char *sql, struct err *);

/* Check the whole file; -1 and db_is_damaged() if it is not sound. */
int db_check(struct db *, struct err *);

/* Begin to change, alone; db_end() commits or, if `ok` is false, undoes. */
int db_begin(struct db *, struct err *);
int db_end(struct db *, bool ok, struct err *);

/*
 * Ask `goes_on` after each `nsteps` steps of any statement; false gives it up,
 * which fails.  NULL: no longer.
 */
void db_on_progress(
    struct db *, int nsteps, bool (*goes_on)(void *), void *ctx);

int64_t db_last_id(const struct db *);

/* Rows that the last statement changed, and all since it was opened. */
int64_t db_nchanged(const struct db *);
int64_t db_total_nchanged(const struct db *);

/*
 * A number that another connection's commit changes, and this one's does not.
 * Never waits: -1 if someone has the file locked.
 */
int db_data_version(int64_t *out, struct db *);

/* Statements.  Parameters and columns count from 1 and 0, as SQLite has it. */
struct query *query_new(struct db *, const char *sql, struct err *);
void query_free(struct query *); /* NULL is fine */

/*
 * The strings must live until the query is stepped to its end.  NULL is fine.
 * One that is longer than DB_MAX_VALUE_BYTES makes the step fail.
 */
void query_set_text(struct query *, int i, const char *);
void query_set_string(struct query *, int i, const char *, size_t nbytes);
void query_set_bytes(struct query *, int i, const void *, size_t nbytes);
void query_set_number(struct query *, int i, int64_t);

/* 1: there is a row; 0: done; -1: failed. */
int query_step(struct query *, struct err *);

/* Ready for other parameters and to be stepped again; those set remain. */
void query_reset(struct query *);

/* The same, and without parameters: those that are not set are NULL. */
void query_clear(struct query *);

/* Borrowed until the next step; NULL for NULL.  Any bytes may come. */
const char *query_text(struct query *, int col, size_t *nbytes);
int64_t query_number(struct query *, int col);

/* A value of any type, so that rows can be kept and put back as they were. */
enum value_type {
	VALUE_NULL,
	VALUE_NUMBER,
	VALUE_REAL, /* its bits are in `number` */
	VALUE_TEXT, /* any bytes */
	VALUE_BYTES,
};

struct value {
	enum value_type type;
	int64_t number;
	const void *bytes; /* of text and bytes; NULL if there are none */
	size_t nbytes;
};

/* Borrowed until the next step, which fails if memory ran out for this. */
struct value query_value(struct query *, int col);

/* The bytes must live until the query is stepped to its end. */
void query_set_value(struct query *, int i, const struct value *);

/* "3.40.1": SQLite that the program runs with. */
const char *db_library_version(void);

#endif
