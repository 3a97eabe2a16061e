/*
 * When marks.db is damaged: it is renamed, never written to, with its journal;
 * the newest sound of three daily copies takes its place; and every row that
 * can still be read from the damaged file and is not in the copy joins.
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
#include "src/base/buf.h"
#include "src/base/err.h"
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

static struct query *
select_all(struct db *db, const char *table, const char *columns)
{
	struct buf sql = { 0 };

	buf_addf(&sql, "SELECT %s FROM %s", columns, table);
	struct query *q = query_new(db, buf_str(&sql), NULL);
	buf_fini(&sql);
	return q;
}

/* Of two rows for the same thing only the newer is kept. */
static int
delete_older(
    struct db *db, const struct table_shape *t, const struct value *values)
{
	const char *at = t->columns;
	struct buf sql = { 0 };
	int got = -1;

	buf_addf(&sql, "DELETE FROM %s WHERE ", t->name);
	for (int i = 0; at && t->types[i]; i++) {
		int n = (int)strcspn(at, ",");
		if (i < t->nkey)
			buf_addf(&sql, "%.*s = ?%d AND ", n, at, i + 1);
		else if (i == t->stamp)
			buf_addf(&sql, "%.*s < ?%d", n, at, i + 1);
		at += n + (at[n] ? 2 : 0); /* past ", " */
	}
	struct query *q = query_new(db, buf_str(&sql), NULL);
	if (q) {
		for (int i = 0; t->types[i]; i++)
			if (i < t->nkey || i == t->stamp)
				query_set_value(q, i + 1, &values[i]);
		got = query_step(q, NULL);
	}
	query_free(q);
	buf_fini(&sql);
	return got;
}

/* Add a row, unless there is one for the same thing; 1 if it was added. */
static int
insert_row(
    struct db *db, const struct table_shape *t, const struct value *values)
{
	struct buf sql = { 0 };
	int got = -1, n = (int)strlen(t->types);

	if (t->stamp >= 0 && delete_older(db, t, values) < 0)
		return -1;
	buf_addf(&sql, "INSERT OR IGNORE INTO %s (%s) VALUES (", t->name,
	    t->columns);
	schema_add_params(&sql, 1, n);
	buf_addc(&sql, ')');
	struct query *q = query_new(db, buf_str(&sql), NULL);
	if (q) {
		for (int i = 0; i < n; i++)
			query_set_value(q, i + 1, &values[i]);
		got = query_step(q, NULL);
	}
	query_free(q);
	buf_fini(&sql);
	return got < 0 ? -1 : db_nchanged(db) > 0;
}

/* Add those rows of a table that make sense; how many, -1 if it failed. */
static long
salvage_table(struct db *to, struct db *from, const struct table_shape *t)
{
	struct value values[TABLE_COLUMNS_MAX];
	struct query *q = select_all(from, t->name, t->columns);
	long added = 0;

	if (!q && t->first)
		q = select_all(from, t->name, t->first);
	for (int n = 0;
	     q && added >= 0 && n < SALVAGE_MAX && query_step(q, NULL) > 0;
	     n++) {
		for (int i = 0; t->types[i]; i++)
			values[i] = query_value(q, i);
		if (!schema_is_sound(t, values))
			continue;
		int got = insert_row(to, t, values);
		added = got < 0 ? -1 : added + got;
	}
	query_free(q);
	return added;
}

/* Add what a damaged file still gives; returns how many were new. */
static size_t
salvage(struct marks *m, const char *name)
{
	struct db *from = db_open(name, DB_READ, NULL);
	size_t added = 0;

	for (size_t i = 0; from && i < TABLE_COUNT; i++) {
		if (marks_begin(m, NULL) < 0)
			break;
		long n = salvage_table(m->db, from, &marks_tables[i]);
		if (!marks_end(m, n >= 0, NULL))
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
