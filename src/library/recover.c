/*
 * When marks.db is damaged: it is renamed, never written to, with its journal;
 * the newest sound of the daily copies takes its place; and every bookmark
 * that can still be read from the damaged file and is not in the copy joins.
 *
 * The damaged file is called marks.db.rescue until all that is done, and then
 * gets the name that it keeps.  So a rescue that was cut short, by a full disk
 * or by kill -9, is finished at the next start.
 */
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
#include "src/library/aside.h"
#include "src/library/copies.h"
#include "src/library/db.h"
#include "src/library/marks.h"
#include "src/library/marks_int.h"
#include "src/library/merge.h"
#include "src/library/schema.h"

#define RESCUE "marks.db.rescue"

enum {
	DAMAGED_MAX = 1000, /* damaged files of one day */
	KEPT_BYTES = 64,    /* of the name of one */
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

	bool may_have = copies_find(&c, m->dir, a, NULL) < 0 || c.n > 0;
	arena_free(a);
	return may_have;
}

/*
 * A whole copy of database `from` under the name `to`, or nothing at all.
 * `*damaged` says if that is because `from` is not sound.
 */
static int
copy_database(const struct marks *m, const char *from, const char *to,
    bool *damaged, struct arena *a, struct err *err)
{
	const char *temp = join(m, "marks.db.new", a);
	struct db *db = db_open(from, DB_READ, err);
	struct query *q = NULL;
	int fd = -1, failed = -1;

	if (db)
		db_set_patience(db, m->patience_ms);
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
	*damaged = failed && db && db_is_damaged(db);
	db_close(db);
	if (failed)
		unlink(temp);
	folder_sync(m->dir);
	return failed;
}

/*
 * Rename a database and its journal.  The journal first: one that stayed would
 * be played back into the restored file, while a database that stayed is found
 * damaged once more.
 */
static int
rename_database(
    const char *from, const char *to, struct arena *a, struct err *err)
{
	const char *journal = arena_printf(a, "%s-journal", from);

	if (rename(journal, arena_printf(a, "%s-journal", to)) < 0 &&
	    errno != ENOENT)
		return err_sys(err, journal);
	if (rename(from, to) < 0 && errno != ENOENT)
		return err_sys(err, from);
	return 0;
}

/* Give the damaged file the name that it keeps, into `kept`. */
static int
end_rescue(const struct marks *m, char kept[KEPT_BYTES], struct arena *a,
    struct err *err)
{
	char day[MARKS_DAY_BYTES];
	struct stat st;
	int i = 1;

	marks_day(day, marks_now());
	snprintf(kept, KEPT_BYTES, "marks.db.damaged-%s", day);
	while (!lstat(join(m, kept, a), &st) && i < DAMAGED_MAX)
		snprintf(kept, KEPT_BYTES, "marks.db.damaged-%s.%d", day, ++i);
	int failed =
	    rename_database(join(m, RESCUE, a), join(m, kept, a), a, err);
	folder_sync(m->dir);
	return failed;
}

bool
marks_has_rescue(const struct marks *m)
{
	struct arena *a = arena_new();
	struct stat st;
	bool has = !lstat(join(m, RESCUE, a), &st);

	arena_free(a);
	return has;
}

/*
 * Restore the newest copy that is sound; `*day` is its day, or "".  Fails if
 * there may be one that cannot be restored now.
 */
static int
restore_copy(
    const char **day, const struct marks *m, struct arena *a, struct err *err)
{
	struct copies c;

	*day = "";
	if (copies_find(&c, m->dir, a, err) < 0)
		return -1;
	for (size_t i = 0; i < c.n; i++) {
		const char *from = copies_path(m->dir, c.days[i], a);
		bool damaged;
		int failed = copy_database(m, from, m->path, &damaged, a, err);
		/* A device that erred once looks like damage, too. */
		if (failed && damaged && aside_read_all(from, err) < 0)
			return -1;
		if (failed && damaged)
			failed =
			    copy_database(m, from, m->path, &damaged, a, err);
		if (failed && damaged)
			continue;
		*day = c.days[i];
		return failed;
	}
	return 0;
}

/* Those of one table, in a transaction of its own; what was new is counted. */
static int
add_table(size_t *nadded, struct marks *m, struct db *from, enum marks_table t,
    struct err *err)
{
	if (marks_begin(m, err) < 0)
		return -1;

	struct merge *g = merge_new(m, false, err);
	/* 1, that it was not read to its end, is told by db_is_damaged(). */
	bool ok = g && merge_table(g, from, t, SALVAGE_MAX, err) >= 0;
	int64_t n =
	    g ? merge_counts(g, t)->nadded + merge_counts(g, t)->nnewer : 0;
	merge_free(g);
	if (marks_end(m, ok, ok ? err : NULL) < 0)
		return -1;
	*nadded += (size_t)n;
	return ok ? 0 : -1;
}

/*
 * Add the rows that a file still gives; `*nadded` counts those that were new.
 * Fails if one could not be added, or if reading failed but for damage, of which
 * `*damaged` tells.
 */
static int
add_rows(size_t *nadded, bool *damaged, struct marks *m, const char *name,
    struct err *err)
{
	struct db *from = db_open(name, DB_READ, err);
	int failed = from ? 0 : -1;

	for (enum marks_table i = 0; !failed && i < TABLE_COUNT; i++)
		failed = add_table(nadded, m, from, i, err);
	if (!failed && db_has_erred(from))
		failed = err_set(err, ERR_DB,
		    "the damaged file could not be read; try again");
	*damaged = from && db_is_damaged(from);
	db_close(from);
	return failed;
}

/*
 * Add what a damaged file still gives; how many were new into `*nadded`.  Fails
 * if there is more to be had another time: it could not be read or not added.
 */
static int
salvage(size_t *nadded, struct marks *m, const char *from, struct err *err)
{
	bool damaged;

	*nadded = 0;
	int failed = add_rows(nadded, &damaged, m, from, err);
	if (failed || !damaged)
		return failed;
	/* A device that erred once looks like damage, too. */
	if (aside_read_all(from, err) < 0)
		return -1;
	return add_rows(nadded, &damaged, m, from, err);
}

/* What a rescue did. */
struct rescue {
	char
	    kept[KEPT_BYTES]; /* the damaged file's name; "" if there is none */
	bool is_replaced;     /* marks.db; else the rest of an earlier one */
	const char *day;      /* of the copy that was restored, or "" */
	int64_t ncopied;      /* -1: could not be counted */
	size_t nsalvaged;
};

static void
tell(char *notice, size_t nbytes, const struct rescue *r, const char *not_all)
{
	struct buf b = { 0 };
	char ncopied[24] = "all";

	if (r->ncopied >= 0)
		snprintf(
		    ncopied, sizeof ncopied, "%lld", (long long)r->ncopied);
	buf_adds(&b, "the file of bookmarks was ");
	if (*r->kept)
		buf_addf(&b, "damaged and is kept as %s", r->kept);
	else
		buf_adds(&b, *not_all ? "damaged" : "gone");
	if (*r->day)
		buf_addf(
		    &b, "; restored %s from the copy of %s", ncopied, r->day);
	else
		buf_adds(&b,
		    r->is_replaced ? "; there is no copy to restore"
				   : "; restoring it is done now");
	if (r->nsalvaged)
		buf_addf(&b, "%s %zu from the damaged file",
		    *r->day ? " and" : ", but saved", r->nsalvaged);
	if (*not_all)
		buf_addf(&b, "; what else it has could not be saved yet: %s",
		    not_all);
	snprintf(notice, nbytes, "%s", buf_str(&b));
	buf_fini(&b);
}

/* With the lock alone: from a damaged marks.db, or none, to a sound one. */
static int
replace_file(
    const char **day, struct marks *m, struct arena *a, struct err *err)
{
	const char *rescue = join(m, RESCUE, a);
	char kept[KEPT_BYTES];

	if (aside_read_all(m->path, err) < 0)
		return -1;
	/* Damaged again, before the first rescue was at its end. */
	if (marks_has_rescue(m) && !access(m->path, F_OK) &&
	    end_rescue(m, kept, a, err) < 0)
		return -1;
	if (rename_database(m->path, rescue, a, err) < 0)
		return -1;
	folder_sync(m->dir);
	return restore_copy(day, m, a, err);
}

/* Save what the damaged file still gives, then give it its name. */
static int
save_rest(struct rescue *r, struct marks *m, struct arena *a, struct err *err)
{
	if (salvage(&r->nsalvaged, m, join(m, RESCUE, a), err) < 0 ||
	    marks_lock(m, true, err) < 0)
		return -1;
	int failed = marks_has_rescue(m) ? end_rescue(m, r->kept, a, err) : 0;
	marks_unlock(m);
	return failed;
}

int
marks_recover(struct marks *m, char *notice, size_t nbytes, struct err *err)
{
	struct arena *a = arena_new();
	struct rescue r = { .day = "" };
	struct err not_all = { 0 };
	bool damaged = false;

	/*
	 * Only what is found again, alone, is believed: another may have mended
	 * it while we waited, and devices err.
	 */
	db_close(m->db);
	m->db = NULL;
	int failed = marks_lock(m, true, err);
	if (!failed)
		failed = marks_open_file(m, &damaged, err);
	/* Opening an older version lets go of the lock. */
	r.is_replaced = failed && damaged && !marks_lock(m, true, err);
	if (r.is_replaced) {
		failed = replace_file(&r.day, m, a, err);
		if (!failed)
			failed = marks_make_file(m, &damaged, err);
		if (!failed && schema_count(&r.ncopied, m->db, NULL) < 0)
			r.ncopied = -1;
	}
	marks_unlock(m);
	bool has_rest = !failed && marks_has_rescue(m);
	if (has_rest && !m->why_not[0] && !save_rest(&r, m, a, &not_all))
		not_all.msg[0] = '\0'; /* of what nobody can read */
	if (!failed && (r.is_replaced || has_rest))
		tell(notice, nbytes, &r, not_all.msg);
	arena_free(a);
	return failed;
}

static void
drop_old_copies(const struct marks *m, struct arena *a)
{
	struct copies c;

	if (copies_find(&c, m->dir, a, NULL) < 0)
		return;
	for (size_t i = 0; i < c.n; i++)
		if (!copies_is_wanted(&c, i))
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
	bool damaged;
	if (lstat(to, &st) < 0 && !schema_count(&n, m->db, NULL) && n &&
	    !marks_lock(m, true, NULL)) {
		if (!copy_database(m, m->path, to, &damaged, a, NULL))
			drop_old_copies(m, a);
		marks_unlock(m);
	}
	arena_free(a);
}

int
marks_copy_older(struct marks *m, struct err *err)
{
	struct arena *a = arena_new();
	bool damaged;
	int failed = copy_database(
	    m, m->path, join(m, "marks.db.before-2", a), &damaged, a, err);

	arena_free(a);
	return failed;
}
