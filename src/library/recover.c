/*
 * When marks.db is damaged: it is renamed, never written to, with its journal;
 * the newest sound of three daily copies takes its place; and every row that
 * can still be read from the damaged file and is not in the copy joins.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/library/copies.h"
#include "src/library/db.h"
#include "src/library/marks.h"
#include "src/library/marks_int.h"
#include "src/library/merge.h"

enum {
	COPIES = 3,       /* days of use that can be gone back */
	ASIDE_MAX = 1000, /* damaged files of one day */
	SALVAGE_MAX = 100000,
};

static char *
join(const struct marks *m, const char *name, struct arena *a)
{
	return arena_printf(a, "%s/%s", m->dir, name);
}

bool
marks_has_copy(const struct marks *m)
{
	struct arena *a = arena_new();
	struct copies c;

	copies_find(&c, m->dir, a, NULL);
	arena_free(a);
	return c.n > 0;
}

/* A whole copy of database `from` under the name `to`, or nothing at all. */
static int
copy_database(const struct marks *m, const char *from, const char *to,
    struct arena *a, struct err *err)
{
	const char *temp = join(m, "marks.db.new", a);
	struct db *db = db_open(from, DB_READ, err);
	struct query *q = NULL;
	int fd = -1, failed = -1;

	unlink(temp); /* of a program that was killed; the lock is ours */
	if (db && !db_check(db, err))
		q = query_new(db, "VACUUM INTO ?1", err);
	if (q)
		fd = open(temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (q && fd < 0)
		err_sys(err, temp);
	if (fd >= 0) {
		query_set_text(q, 1, temp);
		failed = query_step(q, err);
		if (!failed && (fsync(fd) < 0 || rename(temp, to) < 0))
			failed = err_sys(err, to);
		close(fd);
	}
	query_free(q);
	db_close(db);
	if (failed)
		unlink(temp);
	folder_sync(m->dir);
	return failed;
}

/* Rename marks.db and its journal; the journal first, see below. */
static int
put_aside(const struct marks *m, char *aside, size_t nbytes, struct arena *a,
    struct err *err)
{
	const char *journal = arena_printf(a, "%s-journal", m->path);
	char day[MARKS_DAY_BYTES];
	struct stat st;
	int i = 1;

	marks_day(day, marks_now());
	snprintf(aside, nbytes, "marks.db.damaged-%s", day);
	while (!lstat(join(m, aside, a), &st) && i < ASIDE_MAX)
		snprintf(aside, nbytes, "marks.db.damaged-%s.%d", day, ++i);
	/*
	 * A journal that stayed would be played back into the restored file.
	 * A database that stayed is found damaged once more.
	 */
	const char *to = join(m, aside, a);
	if (rename(journal, arena_printf(a, "%s-journal", to)) < 0 &&
	    errno != ENOENT)
		return err_sys(err, journal);
	if (rename(m->path, to) < 0)
		return err_sys(err, m->path);
	folder_sync(m->dir);
	return 0;
}

/* Restore the newest copy that is sound; its day, or "". */
static const char *
restore_copy(const struct marks *m, struct arena *a)
{
	struct copies c;

	copies_find(&c, m->dir, a, NULL);
	for (size_t i = 0; i < c.n; i++)
		if (!copy_database(
			m, copies_path(m->dir, c.days[i], a), m->path, a, NULL))
			return c.days[i];
	return "";
}

/* Add what a damaged file still gives; returns how many were new. */
static size_t
salvage(struct marks *m, const char *name)
{
	struct db *from = db_open(name, DB_READ, NULL);
	size_t added = 0;

	for (enum marks_table i = 0; from && i < TABLE_COUNT; i++) {
		if (marks_begin(m, NULL) < 0)
			break;
		struct merge *g = merge_new(m, false, NULL);
		bool ok = g && merge_table(g, from, i, SALVAGE_MAX, NULL) >= 0;
		int64_t n = g
		    ? merge_counts(g, i)->nadded + merge_counts(g, i)->nnewer
		    : 0;
		merge_free(g);
		if (!marks_end(m, ok, NULL))
			added += (size_t)n;
	}
	db_close(from);
	return added;
}

static void
tell(char *notice, size_t nbytes, const char *aside, const char *day,
    int64_t ncopied, size_t nsalvaged)
{
	int n = snprintf(notice, nbytes,
	    "the file of bookmarks was damaged and is kept as %s", aside);
	size_t used = n < 0 || (size_t)n >= nbytes ? nbytes : (size_t)n;

	if (*day)
		n = snprintf(notice + used, nbytes - used,
		    "; restored %lld from the copy of %s", (long long)ncopied,
		    day);
	else
		n = snprintf(notice + used, nbytes - used,
		    "; there is no copy to restore");
	used += n < 0 || (size_t)n >= nbytes - used ? nbytes - used : (size_t)n;
	if (nsalvaged)
		snprintf(notice + used, nbytes - used,
		    "%s %zu from the damaged file",
		    *day ? " and" : ", but saved", nsalvaged);
}

int
marks_recover(struct marks *m, char *notice, size_t nbytes, struct err *err)
{
	char aside[64];
	const char *day = "";
	int64_t ncopied = 0;
	size_t nsalvaged = 0;
	bool damaged;

	if (marks_lock(m, true, err) < 0)
		return -1;
	if (marks_was_replaced(m)) { /* while we waited */
		marks_unlock(m);
		return marks_open_file(m, &damaged, err);
	}
	struct arena *a = arena_new();
	int failed = put_aside(m, aside, sizeof aside, a, err);
	if (!failed)
		day = restore_copy(m, a);
	marks_unlock(m);
	if (!failed)
		failed = marks_open_file(m, &damaged, err);
	if (!failed) {
		schema_count(&ncopied, m->db, NULL);
		nsalvaged = salvage(m, join(m, aside, a));
		tell(notice, nbytes, aside, day, ncopied, nsalvaged);
	}
	arena_free(a);
	return failed;
}

static void
drop_old_copies(const struct marks *m, struct arena *a)
{
	struct copies c;

	copies_find(&c, m->dir, a, NULL);
	for (size_t i = COPIES; i < c.n; i++)
		unlink(copies_path(m->dir, c.days[i], a));
}

void
marks_keep_copy(struct marks *m)
{
	struct arena *a = arena_new();
	char day[MARKS_DAY_BYTES];
	struct stat st;
	int64_t n = 0;

	marks_day(day, marks_now());
	const char *to = copies_path(m->dir, day, a);
	if (lstat(to, &st) < 0 && !schema_count(&n, m->db, NULL) && n &&
	    !marks_lock(m, true, NULL)) {
		if (!copy_database(m, m->path, to, a, NULL))
			drop_old_copies(m, a);
		marks_unlock(m);
	}
	arena_free(a);
}

int
marks_copy_older(struct marks *m, struct err *err)
{
	struct arena *a = arena_new();
	int failed =
	    copy_database(m, m->path, join(m, "marks.db.before-2", a), a, err);

	arena_free(a);
	return failed;
}
