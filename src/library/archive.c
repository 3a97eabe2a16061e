/*
 * Opening archive.db, which may have gigabytes: its header and its tables are
 * looked at, nothing else.  Who meets damage says so and leaves a note beside
 * the file; whoever opens it next to write checks it, and puts it aside.
 */
#include "src/library/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/library/archive_int.h"
#include "src/library/aside.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"
#include "src/library/term_index.h"

#define NOTE_OF_DAMAGE "archive.db.check"

static const struct db_kind kind = {
	.name = "the library's file",
	.mend = "import a paper and it is put aside and begun anew",
	.max_value_nbytes = ARCHIVE_MAX_VALUE_BYTES,
};

static const char *const statements[] = {
#define STATEMENT(id, sql) [ARCHIVE_##id] = sql,
#include "src/library/archive.def"
#undef STATEMENT
};

/*
 * Ids are never used twice, as marks of another instance may name them.  `date`
 * is as the edition has it, '' if it has none; paths are bytes.  The native text
 * has a table of its own, so that lists do not read past it.  `folded` is what
 * names are compared by.  `source` is how a paper's files looked when they were
 * read last.
 */
static const char *const schema[] = {
	"CREATE TABLE edition ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT, paper TEXT NOT NULL,"
	" folded TEXT NOT NULL, date TEXT NOT NULL, day INTEGER NOT NULL,"
	" name TEXT NOT NULL, path BLOB, language TEXT NOT NULL,"
	" npages INTEGER NOT NULL, narticles INTEGER NOT NULL,"
	" nchars INTEGER NOT NULL, nstories INTEGER NOT NULL,"
	" nbytes INTEGER NOT NULL, hash INTEGER NOT NULL,"
	" added INTEGER NOT NULL, removed INTEGER NOT NULL)",
	"CREATE INDEX edition_by_paper ON edition"
	" (paper, day, name, removed)",
	"CREATE INDEX edition_by_source ON edition (paper, date, name)",
	"CREATE INDEX edition_by_day ON edition (day DESC, paper, name)",
	"CREATE INDEX edition_by_hash ON edition (hash)",
	"CREATE TABLE source ("
	" path BLOB PRIMARY KEY, stamp INTEGER NOT NULL,"
	" edition INTEGER NOT NULL) WITHOUT ROWID",
	"CREATE TABLE native ("
	" edition INTEGER PRIMARY KEY, text TEXT NOT NULL)",
	"CREATE TABLE article ("
	" row INTEGER PRIMARY KEY, edition INTEGER NOT NULL,"
	" number INTEGER NOT NULL, id TEXT NOT NULL, page TEXT NOT NULL,"
	" section TEXT NOT NULL, headline TEXT NOT NULL,"
	" byline TEXT NOT NULL, nchars INTEGER NOT NULL,"
	" authors TEXT NOT NULL, is_twin INTEGER NOT NULL,"
	" text TEXT NOT NULL)",
	"CREATE INDEX article_by_edition ON article (edition, number)",
	"CREATE TABLE author (name TEXT NOT NULL, row INTEGER NOT NULL,"
	" role TEXT NOT NULL, PRIMARY KEY (name, row, role)) WITHOUT ROWID",
	"CREATE TABLE reporter (name TEXT NOT NULL, role TEXT NOT NULL,"
	" folded TEXT NOT NULL, nstories INTEGER NOT NULL,"
	" last INTEGER NOT NULL, PRIMARY KEY (name, role)) WITHOUT ROWID",
	"CREATE INDEX reporter_by_count ON reporter"
	" (nstories DESC, name, role)",
	"PRAGMA application_id = 0x62736172",
	"PRAGMA user_version = 1",
};
_Static_assert(ARCHIVE_APPLICATION_ID == 0x62736172 && ARCHIVE_VERSION == 1,
    "the schema says the same");

/* --- statements -------------------------------------------------------------- */

struct query *
archive_query(struct archive *ar, enum archive_statement which, struct err *err)
{
	struct query **q = &ar->kept[which];

	if (*q)
		query_clear(*q);
	else
		*q = query_new(ar->db, statements[which], err);
	return *q;
}

int
archive_run(struct query *q, struct err *err)
{
	int got = query_step(q, err);

	query_reset(q);
	return got < 0 ? -1 : 0;
}

const char *
archive_string(struct query *q, int col, struct arena *a)
{
	size_t nbytes;
	const char *s = query_text(q, col, &nbytes);

	/* A file that someone tampered with is no reason to show rubbish. */
	nbytes = s ? utf8_valid(s, nbytes) : 0;
	return nbytes ? arena_strndup(a, s, strnlen(s, nbytes)) : "";
}

uint32_t
archive_u32(struct query *q, int col)
{
	int64_t n = query_number(q, col);

	return n < 0 || n > UINT32_MAX ? 0 : (uint32_t)n;
}

/* --- whose file ---------------------------------------------------------------- */

static int
refuse_other(const struct archive *ar, struct err *err)
{
	return err_set(err, ERR_DB,
	    "%.300s: belongs to another program; move it away to keep papers "
	    "there",
	    ar->path);
}

/* In a transaction, or another instance could make the tables half way. */
static int
make_tables(struct archive *ar, struct err *err)
{
	enum aside_owner owner;
	int64_t version;

	if (db_begin(ar->db, err) < 0)
		return -1;
	int failed = aside_find_owner(&owner, &version, ar->db,
	    ARCHIVE_APPLICATION_ID, ARCHIVE_VERSION, err);
	bool is_new = !failed && owner == OWNER_NOBODY;
	for (size_t i = 0; i < sizeof schema / sizeof *schema; i++)
		if (!failed && is_new)
			failed = db_exec(ar->db, schema[i], err);
	if (!failed && is_new)
		failed = term_index_make(ar->terms, err);
	return db_end(ar->db, !failed, failed ? NULL : err);
}

/* Are the tables there, with our columns? */
static int
check_tables(struct archive *ar, struct err *err)
{
	static const enum archive_statement used[] = { ARCHIVE_SAME_TEXT,
		ARCHIVE_GET_EDITION, ARCHIVE_GET_STORY, ARCHIVE_GET_STORIES };

	for (size_t i = 0; i < sizeof used / sizeof *used; i++)
		if (!archive_query(ar, used[i], err))
			return -1;
	return 0;
}

static int
settle_owner(struct archive *ar, enum archive_mode mode, struct err *err)
{
	enum aside_owner owner;
	int64_t version;

	if (db_exec(ar->db, "BEGIN", err) < 0)
		return -1;
	bool known = !aside_find_owner(&owner, &version, ar->db,
	    ARCHIVE_APPLICATION_ID, ARCHIVE_VERSION, err);
	if (db_end(ar->db, known, known ? err : NULL) < 0)
		return -1;
	if (owner == OWNER_OTHER)
		return refuse_other(ar, err);
	if (owner == OWNER_NEWER)
		snprintf(ar->why_not, sizeof ar->why_not,
		    "the library cannot be changed: a newer broadsheet wrote "
		    "it; use that one");
	if (owner == OWNER_NOBODY && mode == ARCHIVE_READ)
		return err_set(err, ERR_NOT_FOUND,
		    "there is nothing in the library yet; import a paper");
	if (owner == OWNER_NOBODY && ar->why_not[0])
		return err_set(err, ERR_DB, "%s", ar->why_not);
	/*
	 * Pages of 4 kB held one story of 2 kB each and were half empty.
	 */
	if (owner == OWNER_NOBODY &&
	    db_exec(ar->db, "PRAGMA page_size = 16384", err) < 0)
		return -1;
	if (!ar->why_not[0] && mode == ARCHIVE_WRITE &&
	    db_make_shared(ar->db, err) < 0)
		return -1;
	return owner == OWNER_NOBODY ? make_tables(ar, err) : 0;
}

/* --- opening -------------------------------------------------------------------- */

static bool
has_log(const struct archive *ar)
{
	char *name = aside_join(ar->dir, "archive.db-wal");
	bool has = access(name, F_OK) == 0;

	free(name);
	return has;
}

/*
 * A reader opens to write as well if it may: who leaves last tidies the log, and
 * nothing is changed that was not asked for.
 */
static int
open_db(struct archive *ar, struct err *err)
{
	struct stat st;

	if (stat(ar->path, &st) < 0)
		return err_sys(err, ar->path);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_DB,
		    "%.300s: is not a file; move it away", ar->path);
	/* A file of nobody may be ours: we died before its tables were made. */
	if (aside_is_other(ar->path, ARCHIVE_APPLICATION_ID) &&
	    aside_is_other(ar->path, 0) && !has_log(ar))
		return refuse_other(ar, err);
	ar->device = st.st_dev;
	ar->inode = st.st_ino;
	bool in_folder = access(ar->dir, W_OK) == 0;
	if (access(ar->path, W_OK) < 0 || !in_folder)
		snprintf(ar->why_not, sizeof ar->why_not,
		    "the library cannot be changed: the folder or archive.db "
		    "is read only; see their permissions");
	if (!in_folder && !has_log(ar))
		ar->db = db_open_frozen(ar->path, &kind, err);
	else
		ar->db = db_open_kind(
		    ar->path, &kind, ar->why_not[0] ? DB_READ : DB_WRITE, err);
	return ar->db ? 0 : -1;
}

static void
close_db(struct archive *ar)
{
	for (size_t i = 0; i < ARCHIVE_STATEMENT_COUNT; i++) {
		query_free(ar->kept[i]);
		ar->kept[i] = NULL;
	}
	term_index_close(ar->terms);
	db_close(ar->db);
	ar->terms = NULL;
	ar->db = NULL;
}

/* Check the whole file if somebody met damage in it. */
static int
check_noted(struct archive *ar, struct err *err)
{
	char *note = aside_join(ar->dir, NOTE_OF_DAMAGE);
	int failed = access(note, F_OK) == 0 ? db_check(ar->db, err) : 0;

	if (!failed)
		unlink(note);
	free(note);
	return failed;
}

static int
open_file(
    struct archive *ar, enum archive_mode mode, bool *damaged, struct err *err)
{
	*damaged = false;
	ar->why_not[0] = '\0';
	if (open_db(ar, err) < 0)
		return -1;
	ar->terms = term_index_open(ar->db, err);
	int failed = ar->terms ? settle_owner(ar, mode, err) : -1;
	if (!failed)
		failed = check_tables(ar, err);
	if (!failed && mode == ARCHIVE_WRITE && !ar->why_not[0])
		failed = check_noted(ar, err);
	if (!failed) {
		ar->is_indexed = term_index_is_current(ar->terms);
		return 0;
	}
	/* Without FTS5 in SQLite nothing is known of the file. */
	*damaged = ar->terms && db_is_damaged(ar->db) && !ar->why_not[0];
	close_db(ar);
	return -1;
}

/* Put the damaged file aside, unless someone just did, and begin anew. */
static int
begin_anew(struct archive *ar, char *notice, size_t nbytes, struct err *err)
{
	static const char *const tails[] = { "-wal", "-shm", NULL };
	char aside[ASIDE_NAME_BYTES];
	struct stat st;
	bool damaged;

	bool is_mended = stat(ar->path, &st) == 0 &&
	    (st.st_dev != ar->device || st.st_ino != ar->inode);
	if (!is_mended) {
		if (aside_put(aside, ar->dir, "archive.db", tails, err) < 0)
			return -1;
		snprintf(notice, nbytes,
		    "the library's file was damaged and is kept as %s; a new "
		    "one is begun, and papers can be imported again",
		    aside);
		char *note = aside_join(ar->dir, NOTE_OF_DAMAGE);
		unlink(note);
		free(note);
	}
	int fd = open(ar->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_sys(err, ar->path);
	close(fd);
	return open_file(ar, ARCHIVE_WRITE, &damaged, err);
}

/*
 * A device that erred once looks like damage, too: a file that is sound the next
 * time stays, and so does one that cannot be read.
 */
static int
mend_file(struct archive *ar, char *notice, size_t nbytes, struct err *err)
{
	bool damaged;

	if (aside_read_all(ar->path, err) < 0)
		return -1;
	if (open_file(ar, ARCHIVE_WRITE, &damaged, err) == 0)
		return 0;
	return damaged ? begin_anew(ar, notice, nbytes, err) : -1;
}

/* There is a file, or one can be made. */
static int
find_file(struct archive *ar, enum archive_mode mode, struct err *err)
{
	if (mode == ARCHIVE_READ) {
		if (access(ar->path, F_OK) == 0)
			return 0;
		return err_set(err, ERR_NOT_FOUND,
		    "there is nothing in the library yet; import a paper");
	}
	if (folder_make(ar->dir, err) < 0)
		return -1;
	int fd = open(ar->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	else if (errno != EEXIST && access(ar->path, F_OK) < 0)
		return err_set(err, ERR_SYS, "%.300s: cannot be made: %s",
		    ar->path, strerror(errno));
	return 0;
}

struct archive *
archive_open(const char *dir, enum archive_mode mode, char *notice,
    size_t nbytes, struct err *err)
{
	struct archive *ar;
	bool damaged = false;

	if (nbytes)
		notice[0] = '\0';
	if (!dir || !*dir) {
		err_set(err, ERR_DB,
		    "there is no folder for the library; set HOME or "
		    "XDG_DATA_HOME");
		return NULL;
	}
	ar = xcalloc(1, sizeof *ar);
	ar->dir = xstrdup(dir);
	ar->path = aside_join(dir, "archive.db");
	int failed = find_file(ar, mode, err);
	if (!failed)
		failed = open_file(ar, mode, &damaged, err);
	if (failed && damaged && mode == ARCHIVE_WRITE)
		failed = mend_file(ar, notice, nbytes, err);
	if (failed) {
		archive_close(ar);
		return NULL;
	}
	return ar;
}

void
archive_close(struct archive *ar)
{
	if (!ar)
		return;
	if (ar->db && db_is_damaged(ar->db)) {
		char *note = aside_join(ar->dir, NOTE_OF_DAMAGE);
		int fd = open(note, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		if (fd >= 0)
			close(fd);
		free(note);
	}
	if (ar->in_batch)
		db_end(ar->db, false, NULL);
	close_db(ar);
	free(ar->dir);
	free(ar->path);
	free(ar);
}

const char *
archive_why_not(const struct archive *ar)
{
	return ar->why_not;
}

bool
archive_is_indexed(struct archive *ar)
{
	return ar->is_indexed;
}

/* --- changes --------------------------------------------------------------------- */

static int
begin(struct archive *ar, struct err *err)
{
	if (ar->why_not[0])
		return err_set(err, ERR_DB, "%s", ar->why_not);
	if (db_begin(ar->db, err) < 0)
		return -1;
	/* Another instance may have made it anew since. */
	ar->is_indexed = term_index_is_current(ar->terms);
	return 0;
}

int
archive_begin(struct archive *ar, struct err *err)
{
	/* What many editions touch, 32 MB of it; one who reads needs 2 MB. */
	if (db_exec(ar->db, "PRAGMA cache_size = -32768", err) < 0 ||
	    begin(ar, err) < 0)
		return -1;
	ar->in_batch = true;
	ar->is_undone = false;
	ar->removal = 0;
	return 0;
}

int
archive_commit(struct archive *ar, struct err *err)
{
	bool ok = !ar->is_undone;

	ar->in_batch = false;
	if (!ok)
		return err_set(
		    err, ERR_DB, "what was added before failed; begin again");
	return db_end(ar->db, true, err);
}

int
archive_change(struct archive *ar, struct err *err)
{
	if (!ar->in_batch)
		return begin(ar, err);
	if (ar->is_undone)
		return err_set(
		    err, ERR_DB, "what was added before failed; begin again");
	ar->nchanged = db_total_nchanged(ar->db);
	return 0;
}

int
archive_changed(struct archive *ar, bool ok, struct err *err)
{
	if (!ar->in_batch)
		return db_end(ar->db, ok, ok ? err : NULL);
	if (!ok && ar->nchanged != db_total_nchanged(ar->db)) {
		db_end(ar->db, false, NULL);
		ar->is_undone = true;
	}
	return ok ? 0 : -1;
}
