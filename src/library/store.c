/*
 * Opening marks.db by the recipe that lost nothing when it was measured
 * (power loss, kill -9, full disk, several instances): a rollback journal,
 * synchronous EXTRA, BEGIN IMMEDIATE, and a check of the whole file at start.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sys/stat.h>

#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/aside.h"
#include "src/library/db.h"
#include "src/library/marks.h"
#include "src/library/marks_int.h"
#include "src/library/schema.h"

/*
 * A file up to this size is checked at every start: 8 MB, some 20,000
 * bookmarks, takes a few hundredths of a second.  A larger one is checked
 * when the last writer left its journal behind.
 */
enum { CHECK_MAX_BYTES = 8 * 1024 * 1024 };

static int
fail_locked(const struct marks *m, struct err *err)
{
	return err_set(err, ERR_LOCKED,
	    m->patience_ms < DB_WAIT_MS
		? "another broadsheet has the bookmarks locked; try again"
		: "another broadsheet has kept the bookmarks locked for more "
		  "than 5 seconds; try again");
}

int
marks_lock(struct marks *m, bool alone, struct err *err)
{
	enum { STEP_MS = 5 };
	struct flock how = { .l_type = alone ? F_WRLCK : F_RDLCK,
		.l_whence = SEEK_SET };
	struct timespec step = { 0, STEP_MS * 1000000L };

	for (int ms = 0; fcntl(m->lock, F_SETLK, &how) < 0; ms += STEP_MS) {
		if (errno != EACCES && errno != EAGAIN && errno != EINTR)
			return err_sys(err, "marks.lock");
		if (ms >= m->patience_ms)
			return fail_locked(m, err);
		nanosleep(&step, NULL);
	}
	return 0;
}

void
marks_unlock(struct marks *m)
{
	struct flock how = { .l_type = F_UNLCK, .l_whence = SEEK_SET };

	fcntl(m->lock, F_SETLK, &how);
}

static bool
has_journal(const struct marks *m)
{
	size_t nbytes = strlen(m->path) + sizeof "-journal";
	char *name = xmalloc(nbytes);
	struct stat st;

	snprintf(name, nbytes, "%s-journal", m->path);
	bool has = !lstat(name, &st) && st.st_size > 0;
	free(name);
	return has;
}

static int
refuse_other(const struct marks *m, struct err *err)
{
	return err_set(err, ERR_DB,
	    "%.300s: belongs to another program; move it away to keep "
	    "bookmarks there",
	    m->path);
}

/* Make the tables, or make them new, unless another instance was faster. */
static int
make_tables(struct db *db, struct err *err)
{
	enum aside_owner owner;
	int64_t version;

	if (db_begin(db, err) < 0)
		return -1;
	int failed = aside_find_owner(
	    &owner, &version, db, MARKS_APPLICATION_ID, MARKS_VERSION, err);
	if (!failed && (owner == OWNER_NOBODY || owner == OWNER_OLDER))
		failed = schema_migrate(db, version, err);
	return db_end(db, !failed, err);
}

/*
 * Bring marks.db to the present version, after a copy was made.  Alone, since
 * the copy has one name for all.
 */
static int
upgrade_file(struct marks *m, struct err *err)
{
	bool was_locked = m->is_locked;

	if (was_locked)
		marks_unlock(m); /* two that hold it would wait for ever */
	int failed = marks_lock(m, true, err);
	if (!failed && marks_was_replaced(m))
		failed =
		    err_set(err, ERR_DB, "marks.db was replaced; start again");
	if (!failed)
		failed = db_check(m->db, err);
	if (!failed)
		failed = marks_copy_older(m, err);
	if (!failed)
		failed = make_tables(m->db, err);
	marks_unlock(m);
	if (was_locked && marks_lock(m, false, err) < 0)
		failed = -1;
	return failed;
}

/* Show an older version as it would be; it stays as it is. */
static int
open_older(struct marks *m, struct err *err)
{
	db_close(m->db);
	m->db = db_open_copy(m->path, err);
	return m->db ? make_tables(m->db, err) : -1;
}

static int
upgrade(struct marks *m, struct err *err)
{
	struct err why = { 0 };

	if (!upgrade_file(m, &why))
		return 0;
	/* Of a lock one can say: later.  Of all else: not now. */
	if (db_is_damaged(m->db) || why.code == ERR_LOCKED) {
		if (err)
			*err = why;
		return -1;
	}
	snprintf(m->why_not, sizeof m->why_not,
	    "bookmarks cannot be changed: their file is of an older version "
	    "and could not be made new: %.120s",
	    why.msg);
	return open_older(m, err);
}

/* Open what is there, for writing if that can be. */
static int
open_db(struct marks *m, struct err *err)
{
	int fd = m->lock < 0
	    ? -1
	    : open(m->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct stat st;

	if (fd >= 0)
		close(fd);
	if (stat(m->path, &st) < 0)
		return err_set(err, ERR_SYS, "%.300s: cannot be made: %s",
		    m->path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_DB,
		    "%.300s: is not a file; move it away", m->path);
	if (aside_is_other(m->path, MARKS_APPLICATION_ID) && !has_journal(m))
		return refuse_other(m, err);
	if (m->lock < 0 || access(m->path, W_OK) < 0)
		snprintf(m->why_not, sizeof m->why_not,
		    "bookmarks cannot be changed: the folder or marks.db is "
		    "read only; see their permissions");
	m->device = st.st_dev;
	m->inode = st.st_ino;
	m->db = db_open(m->path, m->why_not[0] ? DB_READ : DB_WRITE, err);
	if (m->db)
		db_set_patience(m->db, m->patience_ms);
	return m->db ? 0 : -1;
}

static int
settle_owner(struct marks *m, struct err *err)
{
	enum aside_owner owner;
	int64_t version;

	if (db_exec(m->db, "BEGIN", err) < 0)
		return -1;
	bool known = !aside_find_owner(
	    &owner, &version, m->db, MARKS_APPLICATION_ID, MARKS_VERSION, err);
	if (db_end(m->db, known, known ? err : NULL) < 0)
		return -1;
	if (owner == OWNER_OTHER)
		return refuse_other(m, err);
	if (owner == OWNER_NEWER)
		snprintf(m->why_not, sizeof m->why_not,
		    "bookmarks cannot be changed: a newer broadsheet wrote "
		    "them; use that one");
	if (m->why_not[0] && owner == OWNER_NOBODY)
		return err_set(err, ERR_DB, "%s", m->why_not);
	if (m->why_not[0])
		return owner == OWNER_OLDER ? open_older(m, err) : 0;
	if (db_make_durable(m->db, err) < 0)
		return -1;
	if (owner == OWNER_OLDER)
		return upgrade(m, err);
	return owner == OWNER_NOBODY ? make_tables(m->db, err) : 0;
}

int
marks_make_file(struct marks *m, bool *damaged, struct err *err)
{
	struct stat st;
	bool exists = !stat(m->path, &st) && S_ISREG(st.st_mode);
	bool check =
	    exists && (has_journal(m) || st.st_size <= CHECK_MAX_BYTES);

	m->why_not[0] = '\0';
	*damaged = false;
	if (open_db(m, err) < 0)
		return -1;
	int failed = settle_owner(m, err);
	if (!failed && check)
		failed = db_check(m->db, err);
	if (!failed)
		failed = schema_check(m->db, err);
	if (!failed) {
		if (db_data_version(&m->seen, m->db) < 0)
			m->seen = 0; /* then the first look says: changed */
		return 0;
	}
	*damaged = m->db && db_is_damaged(m->db);
	if (*damaged && m->why_not[0]) {
		*damaged = false; /* not ours to mend */
		err_set(err, ERR_DB, "marks.db is damaged, and %s", m->why_not);
	}
	db_close(m->db);
	m->db = NULL;
	return -1;
}

int
marks_open_file(struct marks *m, bool *damaged, struct err *err)
{
	struct stat st;
	bool is_gone = stat(m->path, &st) < 0
	    ? errno == ENOENT
	    : S_ISREG(st.st_mode) && !st.st_size;

	/* A copy is made of a filled file only. */
	*damaged = is_gone && m->lock >= 0 && marks_has_copy(m);
	if (*damaged)
		return err_set(err, ERR_DB,
		    "the file of bookmarks is gone; start again to restore it");
	return marks_make_file(m, damaged, err);
}

static void
open_lock(struct marks *m)
{
	size_t nbytes = strlen(m->dir) + sizeof "/marks.lock";
	char *name = xmalloc(nbytes);

	snprintf(name, nbytes, "%s/marks.lock", m->dir);
	m->lock = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
	free(name);
}

struct marks *
marks_open(const char *dir, char *notice, size_t nbytes, struct err *err)
{
	return marks_open_within(dir, DB_WAIT_MS, notice, nbytes, err);
}

void
marks_set_patience(struct marks *m, int ms)
{
	if (!m)
		return;
	m->patience_ms = ms;
	if (m->db)
		db_set_patience(m->db, ms);
}

struct marks *
marks_open_within(
    const char *dir, int ms, char *notice, size_t nbytes, struct err *err)
{
	bool damaged;

	if (nbytes)
		notice[0] = '\0';
	if (!dir || !*dir) {
		err_set(err, ERR_DB,
		    "there is no folder for bookmarks; set HOME or "
		    "XDG_DATA_HOME");
		return NULL;
	}
	if (folder_make(dir, err) < 0)
		return NULL;

	struct marks *m = xcalloc(1, sizeof *m);
	m->patience_ms = ms;
	size_t path_nbytes = strlen(dir) + sizeof "/marks.db";
	m->dir = xstrdup(dir);
	m->path = xmalloc(path_nbytes);
	snprintf(m->path, path_nbytes, "%s/marks.db", dir);
	m->undo = undo_new();
	open_lock(m);
	int failed = marks_open_file(m, &damaged, err);
	if (failed ? damaged : !m->why_not[0] && marks_has_rescue(m))
		failed = marks_recover(m, notice, nbytes, err);
	if (failed) {
		marks_close(m);
		return NULL;
	}
	if (!m->why_not[0])
		marks_keep_copy(m);
	else if (nbytes && !notice[0])
		snprintf(notice, nbytes, "%s", m->why_not);
	return m;
}

void
marks_close(struct marks *m)
{
	if (!m)
		return;
	undo_free(m->undo);
	db_close(m->db);
	if (m->lock >= 0)
		close(m->lock);
	free(m->dir);
	free(m->path);
	free(m);
}

bool
marks_was_replaced(const struct marks *m)
{
	struct stat st;

	return stat(m->path, &st) < 0 || st.st_dev != m->device ||
	    st.st_ino != m->inode;
}

int
marks_ready(struct marks *m, struct err *err)
{
	bool damaged;

	if (!m)
		return err_set(err, ERR_DB,
		    "there are no bookmarks: their file could not be opened");
	if (m->db && !marks_was_replaced(m))
		return 0;
	db_close(m->db);
	m->db = NULL;
	m->is_another = true;
	return marks_open_file(m, &damaged, err);
}

bool
marks_were_changed(struct marks *m)
{
	int64_t version;

	if (!m || marks_ready(m, NULL) < 0)
		return false;
	if (db_data_version(&version, m->db) < 0)
		return false; /* someone writes: the next look will tell */

	bool were = m->is_another || version != m->seen;
	m->is_another = false;
	m->seen = version;
	return were;
}

int
marks_begin(struct marks *m, struct err *err)
{
	if (m && m->lock < 0)
		return err_set(err, ERR_DB, "%s", m->why_not);
	if (m && marks_lock(m, false, err) < 0)
		return -1;

	if (m)
		m->is_locked = true;
	int failed = marks_ready(m, err);
	if (!failed && m->why_not[0])
		failed = err_set(err, ERR_DB, "%s", m->why_not);
	if (!failed)
		failed = db_begin(m->db, err);
	if (failed && m) {
		m->is_locked = false;
		marks_unlock(m);
	}
	return failed;
}

int
marks_end(struct marks *m, bool ok, struct err *err)
{
	int failed = db_end(m->db, ok, err);

	m->is_locked = false;
	marks_unlock(m);
	return failed;
}
