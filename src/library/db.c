#include "src/library/db.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/db_int.h"

struct db {
	sqlite3 *sq;
	bool damaged;
};

struct query {
	struct db *db;
	sqlite3_stmt *st;
};

/* What went wrong, for a person; anything else is told in SQLite's words. */
static const struct {
	int code;
	const char *what;
} reasons[] = {
	{ SQLITE_BUSY,
	    "another program has kept the file of bookmarks locked "
	    "for more than 5 seconds; try again" },
	{ SQLITE_FULL, "the disk is full; make room and try again" },
	{ SQLITE_READONLY,
	    "the file of bookmarks cannot be written to; see "
	    "its permissions" },
	{ SQLITE_CANTOPEN,
	    "the file of bookmarks or its journal cannot be "
	    "opened; see the permissions of its folder" },
	{ SQLITE_CORRUPT,
	    "the file of bookmarks is damaged; start again to "
	    "restore it" },
	{ SQLITE_NOTADB,
	    "the file of bookmarks is damaged; start again to "
	    "restore it" },
};

static int
fail(struct db *db, int code, struct err *err)
{
	if ((code & 0xFF) == SQLITE_CORRUPT || (code & 0xFF) == SQLITE_NOTADB)
		db->damaged = true;
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].code == (code & 0xFF))
			return err_set(err, ERR_DB, "%s", reasons[i].what);
	return err_set(
	    err, ERR_DB, "the file of bookmarks: %s", sqlite3_errmsg(db->sq));
}

static void
harden(sqlite3 *sq)
{
	sqlite3_busy_timeout(sq, DB_WAIT_MS);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	sqlite3_limit(sq, SQLITE_LIMIT_LENGTH, DB_MAX_VALUE_BYTES);
}

struct sqlite3 *
db_sqlite(const struct db *db)
{
	return db->sq;
}

struct db *
db_open(const char *path, enum db_mode mode, struct err *err)
{
	int flags =
	    mode == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	struct db *db = xcalloc(1, sizeof *db);
	int code = sqlite3_open_v2(path, &db->sq,
	    flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);

	if (code == SQLITE_OK) {
		harden(db->sq);
		code = sqlite3_exec(
		    db->sq, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
	}
	if (code == SQLITE_OK)
		return db;
	fail(db, code, err);
	db_close(db);
	return NULL;
}

void
db_close(struct db *db)
{
	if (!db)
		return;
	sqlite3_close_v2(db->sq);
	free(db);
}

int
db_make_durable(struct db *db, struct err *err)
{
	/*
	 * FULL would do for a crash of the program; EXTRA also keeps the last
	 * commit when the power goes, as it syncs the folder after the journal
	 * is deleted.
	 */
	if (db_exec(db, "PRAGMA journal_mode = DELETE", err) < 0)
		return -1;
	return db_exec(db, "PRAGMA synchronous = EXTRA", err);
}

bool
db_is_damaged(const struct db *db)
{
	return db->damaged;
}

int
db_exec(struct db *db, const char *sql, struct err *err)
{
	struct query *q = query_new(db, sql, err);
	int got = q ? 1 : -1;

	while (got > 0)
		got = query_step(q, err);
	query_free(q);
	return got;
}

int
db_number(int64_t *out, struct db *db, const char *sql, struct err *err)
{
	struct query *q = query_new(db, sql, err);
	int got = q ? query_step(q, err) : -1;

	*out = got > 0 ? query_number(q, 0) : 0;
	query_free(q);
	return got < 0 ? -1 : 0;
}

/*
 * The code behind a complaint of quick_check.  It words errors of the device
 * like damage ("unable to get the page. error code=266"), which they are not.
 */
static int
complaint_code(const char *s)
{
	static const char key[] = "error code=";
	const char *at = strstr(s, key);
	int code = at ? atoi(at + sizeof key - 1) & 0xFF : SQLITE_CORRUPT;

	return code == SQLITE_IOERR || code == SQLITE_NOMEM ? code
							    : SQLITE_CORRUPT;
}

int
db_check(struct db *db, struct err *err)
{
	struct query *q = query_new(db, "PRAGMA quick_check(1)", err);
	int got = q ? query_step(q, err) : -1;

	if (got > 0) {
		const char *s = query_text(q, 0, NULL);
		if (!s || strcmp(s, "ok") != 0)
			got = fail(db, complaint_code(s ? s : ""), err);
	}
	query_free(q);
	return got < 0 ? -1 : 0;
}

int
db_begin(struct db *db, struct err *err)
{
	return db_exec(db, "BEGIN IMMEDIATE", err);
}

int
db_end(struct db *db, bool ok, struct err *err)
{
	if (ok && db_exec(db, "COMMIT", err) < 0)
		ok = false;
	if (!sqlite3_get_autocommit(db->sq))
		db_exec(db, "ROLLBACK", NULL);
	return ok ? 0 : -1;
}

int64_t
db_last_id(const struct db *db)
{
	return sqlite3_last_insert_rowid(db->sq);
}

struct query *
query_new(struct db *db, const char *sql, struct err *err)
{
	struct query *q = xcalloc(1, sizeof *q);
	int code = sqlite3_prepare_v2(db->sq, sql, -1, &q->st, NULL);

	q->db = db;
	if (code == SQLITE_OK)
		return q;
	/* Our own statements are sound: a table is missing or maimed. */
	if ((code & 0xFF) == SQLITE_ERROR)
		code = SQLITE_CORRUPT;
	fail(db, code, err);
	free(q);
	return NULL;
}

void
query_free(struct query *q)
{
	if (!q)
		return;
	sqlite3_finalize(q->st);
	free(q);
}

void
query_set_text(struct query *q, int i, const char *s)
{
	sqlite3_bind_text(q->st, i, s, -1, SQLITE_STATIC);
}

void
query_set_string(struct query *q, int i, const char *s, size_t nbytes)
{
	sqlite3_bind_text64(q->st, i, s, nbytes, SQLITE_STATIC, SQLITE_UTF8);
}

void
query_set_bytes(struct query *q, int i, const void *bytes, size_t nbytes)
{
	sqlite3_bind_blob64(q->st, i, bytes, nbytes, SQLITE_STATIC);
}

void
query_set_number(struct query *q, int i, int64_t n)
{
	sqlite3_bind_int64(q->st, i, n);
}

int
query_step(struct query *q, struct err *err)
{
	int code = sqlite3_step(q->st);

	if (code == SQLITE_ROW)
		return 1;
	return code == SQLITE_DONE ? 0 : fail(q->db, code, err);
}

void
query_reset(struct query *q)
{
	sqlite3_reset(q->st);
}

const char *
query_text(struct query *q, int col, size_t *nbytes)
{
	const char *s = (const char *)sqlite3_column_text(q->st, col);

	if (nbytes)
		*nbytes = s ? (size_t)sqlite3_column_bytes(q->st, col) : 0;
	return s;
}

int64_t
query_number(struct query *q, int col)
{
	return sqlite3_column_int64(q->st, col);
}

const char *
db_library_version(void)
{
	return sqlite3_libversion();
}
