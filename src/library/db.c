#include "src/library/db.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sqlite3.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/db_int.h"

struct db {
	sqlite3 *sq;
	const struct db_kind *kind;
	int patience_ms;
	bool damaged;
	bool (*goes_on)(void *); /* NULL: nobody is asked */
	void *ctx;
	bool erred;
};

struct query {
	struct db *db;
	sqlite3_stmt *st;
	int code; /* why a value could not be handed over; SQLITE_OK */
};

static const struct db_kind bookmarks = {
	.name = "the file of bookmarks",
	.mend = "start again to restore it",
	.max_value_nbytes = DB_MAX_VALUE_BYTES,
};

/*
 * What went wrong, for a person, around the name of the file; anything else is
 * told in SQLite's words.
 */
static const struct {
	int code;
	const char *before, *after;
} reasons[] = {
	{ SQLITE_FULL, "the disk is full; make room and try again", NULL },
	{ SQLITE_READONLY, "", " cannot be written to; see its permissions" },
	{ SQLITE_CANTOPEN, "",
	    " or its journal cannot be opened; see the permissions of its "
	    "folder" },
	{ SQLITE_NOMEM, "there is not enough memory", NULL },
	{ SQLITE_TOOBIG, "this is longer than can be kept", NULL },
};

static int
fail_locked(const struct db *db, struct err *err)
{
	return err_set(err, ERR_LOCKED,
	    db->patience_ms < DB_WAIT_MS
		? "another program has %s locked; try again"
		: "another program has kept %s locked for more than 5 "
		  "seconds; try again",
	    db->kind->name);
}

static int
fail(struct db *db, int code, struct err *err)
{
	const char *name = db->kind->name;

	code &= 0xFF;
	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) {
		db->damaged = true;
		/* So SQLite calls what the device does not give, too. */
		return err_set(err, ERR_DB,
		    "%s is damaged or cannot be read; %s", name,
		    db->kind->mend);
	}
	db->erred = true;
	if (code == SQLITE_BUSY)
		return fail_locked(db, err);
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].code == code)
			return err_set(err, ERR_DB, "%s%s%s", reasons[i].before,
			    reasons[i].after ? name : "",
			    reasons[i].after ? reasons[i].after : "");
	return err_set(err, ERR_DB, "%s: %s", name, sqlite3_errmsg(db->sq));
}

void
db_set_patience(struct db *db, int ms)
{
	db->patience_ms = ms;
	sqlite3_busy_timeout(db->sq, ms);
}

static void
harden(struct db *db)
{
	sqlite3 *sq = db->sq;

	db_set_patience(db, DB_WAIT_MS);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_db_config(sq, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	sqlite3_limit(sq, SQLITE_LIMIT_LENGTH, db->kind->max_value_nbytes);
}

struct sqlite3 *
db_sqlite(const struct db *db)
{
	return db->sq;
}

static struct db *
open_with(
    const char *path, const struct db_kind *kind, int flags, struct err *err)
{
	struct db *db = xcalloc(1, sizeof *db);
	int code = sqlite3_open_v2(path, &db->sq,
	    flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, NULL);

	db->kind = kind;
	if (code == SQLITE_OK) {
		harden(db);
		code = sqlite3_exec(
		    db->sq, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
	}
	if (code == SQLITE_OK)
		return db;
	fail(db, code, err);
	db_close(db);
	return NULL;
}

struct db *
db_open_kind(const char *path, const struct db_kind *kind, enum db_mode mode,
    struct err *err)
{
	return open_with(path, kind,
	    mode == DB_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE,
	    err);
}

struct db *
db_open(const char *path, enum db_mode mode, struct err *err)
{
	return db_open_kind(path, &bookmarks, mode, err);
}

struct db *
db_open_frozen(const char *path, const struct db_kind *kind, struct err *err)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
	    "-._/";
	struct buf uri = { 0 };

	buf_adds(&uri, "file:");
	for (const unsigned char *p = (const unsigned char *)path; *p; p++)
		if (strchr(plain, *p))
			buf_addc(&uri, (char)*p);
		else
			buf_addf(&uri, "%%%02X", *p);
	buf_adds(&uri, "?immutable=1");
	struct db *db = open_with(
	    buf_str(&uri), kind, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
	buf_fini(&uri);
	return db;
}

struct db *
db_open_copy(const char *path, struct err *err)
{
	struct db *from = db_open(path, DB_READ, err);
	struct db *db = from ? db_open(":memory:", DB_WRITE, err) : NULL;
	sqlite3_backup *b =
	    db ? sqlite3_backup_init(db->sq, "main", from->sq, "main") : NULL;

	if (b)
		sqlite3_backup_step(b, -1); /* its code is the finish's too */
	if (db && (!b || sqlite3_backup_finish(b) != SQLITE_OK)) {
		fail(db, sqlite3_errcode(db->sq), err);
		db_close(db);
		db = NULL;
	}
	db_close(from);
	return db;
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
db_make_shared(struct db *db, struct err *err)
{
	enum { STEP_MS = 5 };
	struct timespec step = { 0, STEP_MS * 1000000L };
	int code = SQLITE_OK;

	/* The change of mode does not wait for locks by itself. */
	for (int ms = 0; ms < DB_WAIT_MS; ms += STEP_MS) {
		code = sqlite3_exec(
		    db->sq, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
		if ((code & 0xFF) != SQLITE_BUSY)
			break;
		nanosleep(&step, NULL);
	}
	if (code != SQLITE_OK && (code & 0xFF) != SQLITE_CANTOPEN &&
	    (code & 0xFF) != SQLITE_IOERR)
		return fail(db, code, err);
	return db_exec(db, "PRAGMA synchronous = NORMAL", err);
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

bool
db_has_erred(const struct db *db)
{
	return db->erred;
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

static int
ask(void *ctx)
{
	struct db *db = ctx;

	return !db->goes_on(db->ctx);
}

void
db_on_progress(struct db *db, int nsteps, bool (*goes_on)(void *), void *ctx)
{
	db->goes_on = goes_on;
	db->ctx = ctx;
	sqlite3_progress_handler(db->sq, nsteps, goes_on ? ask : NULL, db);
}

int64_t
db_last_id(const struct db *db)
{
	return sqlite3_last_insert_rowid(db->sq);
}

int64_t
db_nchanged(const struct db *db)
{
	return sqlite3_changes(db->sq);
}

int64_t
db_total_nchanged(const struct db *db)
{
	return sqlite3_total_changes(db->sq);
}

int
db_data_version(int64_t *out, struct db *db)
{
	sqlite3_busy_timeout(db->sq, 0);
	int failed = db_number(out, db, "PRAGMA data_version", NULL);
	sqlite3_busy_timeout(db->sq, db->patience_ms);
	return failed;
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

/* What could not be set would be stored as NULL: the next step fails. */
static void
keep_code(struct query *q, int code)
{
	if (code != SQLITE_OK)
		q->code = code;
}

void
query_clear(struct query *q)
{
	sqlite3_reset(q->st);
	sqlite3_clear_bindings(q->st);
	q->code = SQLITE_OK;
}

void
query_set_text(struct query *q, int i, const char *s)
{
	keep_code(q, sqlite3_bind_text(q->st, i, s, -1, SQLITE_STATIC));
}

void
query_set_string(struct query *q, int i, const char *s, size_t nbytes)
{
	keep_code(q,
	    sqlite3_bind_text64(
		q->st, i, s, nbytes, SQLITE_STATIC, SQLITE_UTF8));
}

void
query_set_bytes(struct query *q, int i, const void *bytes, size_t nbytes)
{
	keep_code(
	    q, sqlite3_bind_blob64(q->st, i, bytes, nbytes, SQLITE_STATIC));
}

void
query_set_number(struct query *q, int i, int64_t n)
{
	keep_code(q, sqlite3_bind_int64(q->st, i, n));
}

int
query_step(struct query *q, struct err *err)
{
	if (q->code != SQLITE_OK)
		return fail(q->db, q->code, err);

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

struct value
query_value(struct query *q, int col)
{
	struct value v = { .type = VALUE_NULL };
	double real;

	switch (sqlite3_column_type(q->st, col)) {
	case SQLITE_INTEGER:
		v.type = VALUE_NUMBER;
		v.number = sqlite3_column_int64(q->st, col);
		break;
	case SQLITE_FLOAT:
		v.type = VALUE_REAL;
		real = sqlite3_column_double(q->st, col);
		memcpy(&v.number, &real, sizeof real);
		break;
	case SQLITE_TEXT:
		v.type = VALUE_TEXT;
		v.bytes = sqlite3_column_text(q->st, col);
		break;
	case SQLITE_BLOB:
		v.type = VALUE_BYTES;
		v.bytes = sqlite3_column_blob(q->st, col);
		break;
	default:
		break;
	}
	if (v.bytes)
		v.nbytes = (size_t)sqlite3_column_bytes(q->st, col);
	else if (v.type == VALUE_TEXT)
		q->code = SQLITE_NOMEM;
	return v;
}

void
query_set_value(struct query *q, int i, const struct value *v)
{
	const char *bytes = v->bytes ? v->bytes : "";
	double real;

	switch (v->type) {
	case VALUE_NUMBER:
		keep_code(q, sqlite3_bind_int64(q->st, i, v->number));
		break;
	case VALUE_REAL:
		memcpy(&real, &v->number, sizeof real);
		keep_code(q, sqlite3_bind_double(q->st, i, real));
		break;
	case VALUE_TEXT:
		keep_code(q,
		    sqlite3_bind_text64(q->st, i, bytes, v->nbytes,
			SQLITE_STATIC, SQLITE_UTF8));
		break;
	case VALUE_BYTES:
		keep_code(q,
		    sqlite3_bind_blob64(
			q->st, i, bytes, v->nbytes, SQLITE_STATIC));
		break;
	case VALUE_NULL:
		keep_code(q, sqlite3_bind_null(q->st, i));
		break;
	}
}

const char *
db_library_version(void)
{
	return sqlite3_libversion();
}
