/*
 * When marks.db is damaged: it is renamed, never written to, with its journal;
 * the newest sound of three daily copies takes its place; and every bookmark
 * that can still be read from the damaged file and is not in the copy joins.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/library/db.h"
#include "src/library/marks.h"
#include "src/library/marks_int.h"

#define COPY_PREFIX "marks.db.copy-"

enum {
	COPIES = 3, /* days of use that can be gone back */
	COPIES_MAX = 64,
	ASIDE_MAX = 1000, /* damaged files of one day */
	SALVAGE_MAX = 100000,
};

/* The newest copies first; a name holds its day, so names sort by age. */
struct copies {
	char *names[COPIES_MAX];
	size_t n;
};

static char *
join(const struct marks *m, const char *name, struct arena *a)
{
	return arena_printf(a, "%s/%s", m->dir, name);
}

static int
compare_names(const void *x, const void *y)
{
	char *const *a = x, *const *b = y;

	return strcmp(*b, *a);
}

static void
find_copies(struct copies *c, const struct marks *m, struct arena *a)
{
	DIR *d = opendir(m->dir);
	struct dirent *e;

	c->n = 0;
	while (d && c->n < COPIES_MAX && (e = readdir(d)))
		if (!strncmp(e->d_name, COPY_PREFIX, strlen(COPY_PREFIX)))
			c->names[c->n++] = arena_strdup(a, e->d_name);
	if (d)
		closedir(d);
	qsort(c->names, c->n, sizeof *c->names, compare_names);
}

bool
marks_has_copy(const struct marks *m)
{
	struct arena *a = arena_new();
	struct copies c;

	find_copies(&c, m, a);
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

/* Restore the newest copy that is sound; its name without the prefix, or "". */
static const char *
restore_copy(const struct marks *m, struct arena *a)
{
	struct copies c;

	find_copies(&c, m, a);
	for (size_t i = 0; i < c.n; i++)
		if (!copy_database(m, join(m, c.names[i], a), m->path, a, NULL))
			return c.names[i] + strlen(COPY_PREFIX);
	return "";
}

static bool
is_sound_text(const char *s, size_t nbytes)
{
	return !s || (utf8_valid(s, nbytes) == nbytes && !memchr(s, 0, nbytes));
}

/* One row of a damaged file, if it makes sense. */
static bool
read_row(struct mark *m, struct query *q)
{
	const char **texts[] = { &m->paper, &m->date, &m->article, &m->page,
		&m->headline, &m->quote };
	size_t nbytes;

	for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
		*texts[i] = query_text(q, i, &nbytes);
		if (!is_sound_text(*texts[i], nbytes))
			return false;
	}
	m->path = query_text(q, 6, NULL);
	m->number = (uint32_t)query_number(q, 7);
	m->block = (uint32_t)query_number(q, 8);
	m->byte = (uint32_t)query_number(q, 9);
	m->added = query_number(q, 10);
	return m->paper && *m->paper && m->article && *m->article && m->date &&
	    m->added > 0;
}

/* Add what a damaged file still gives; returns how many were new. */
static size_t
salvage(struct marks *m, const char *from)
{
	struct db *db = db_open(from, DB_READ, NULL);
	struct query *q = db ? query_new(db,
				   "SELECT paper, date, article, page, "
				   "headline, quote, path, number, block, "
				   "byte, added FROM bookmark",
				   NULL)
			     : NULL;
	size_t added = 0;

	for (int n = 0; q && n < SALVAGE_MAX && query_step(q, NULL) > 0; n++) {
		struct mark row;
		int64_t id;
		bool existed = true;
		if (read_row(&row, q) &&
		    !marks_add(m, &row, &id, &existed, NULL) && !existed)
			added++;
	}
	query_free(q);
	db_close(db);
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

/* Was the file replaced while we waited for the lock? */
static bool
is_mended(const struct marks *m)
{
	struct stat st;

	return stat(m->path, &st) < 0 || st.st_dev != m->device ||
	    st.st_ino != m->inode;
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
	if (is_mended(m)) {
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
		db_number(
		    &ncopied, m->db, "SELECT count(*) FROM bookmark", NULL);
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

	find_copies(&c, m, a);
	for (size_t i = COPIES; i < c.n; i++)
		unlink(join(m, c.names[i], a));
}

void
marks_keep_copy(struct marks *m)
{
	struct arena *a = arena_new();
	char day[MARKS_DAY_BYTES];
	struct stat st;
	int64_t n = 0;

	marks_day(day, marks_now());
	const char *to = arena_printf(a, "%s/" COPY_PREFIX "%s", m->dir, day);
	if (lstat(to, &st) < 0 &&
	    !db_number(&n, m->db,
		"SELECT (SELECT count(*) FROM bookmark) + "
		"(SELECT count(*) FROM place)",
		NULL) &&
	    n && !marks_lock(m, true, NULL)) {
		if (!copy_database(m, m->path, to, a, NULL))
			drop_old_copies(m, a);
		marks_unlock(m);
	}
	arena_free(a);
}
