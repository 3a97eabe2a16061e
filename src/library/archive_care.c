/* Taking away and bringing back, tidying, counting and checking. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/library/archive_int.h"
#include "src/library/aside.h"
#include "src/library/db.h"
#include "src/library/marks.h"
#include "src/library/term_index.h"

/* --- away and back --------------------------------------------------------------- */

static int
set_removed(struct archive *ar, int64_t id, int64_t removed, struct err *err)
{
	struct query *q = archive_query(ar, ARCHIVE_SET_REMOVED, err);

	if (!q)
		return -1;
	query_set_number(q, 1, removed);
	query_set_number(q, 2, id);
	return archive_run(q, err);
}

/* 1: it is there, 0: it was taken away, -1: there is none, or it failed. */
static int
is_there(struct archive *ar, int64_t id, struct err *err)
{
	struct query *q = archive_query(ar, ARCHIVE_GET_PAPER, err);
	int got = -1;

	if (!q)
		return -1;
	query_set_number(q, 1, id);
	got = query_step(q, err);
	if (got > 0)
		got = query_number(q, 1) == 0;
	else if (!got)
		got = err_set(err, ERR_NOT_FOUND,
		    "there is no such edition in the library");
	query_reset(q);
	return got;
}

/* When it is taken away: after all that was taken away before. */
static int
find_removal(struct archive *ar, struct err *err)
{
	int64_t now = marks_now(), last;

	if (ar->in_batch && ar->removal)
		return 0;
	if (db_number(&last, ar->db,
		"SELECT coalesce(max(removed), 0) FROM edition", err) < 0)
		return -1;
	ar->removal = now > last ? now : last + 1;
	return 0;
}

/* What is as wanted already is no error. */
static int
set_there(struct archive *ar, int64_t id, bool wanted, struct err *err)
{
	if (archive_change(ar, err) < 0)
		return -1;
	int there = is_there(ar, id, err);
	int failed = there < 0 ? -1 : 0;
	if (!failed && there != wanted) {
		failed = wanted ? archive_index_edition(ar, id, err)
				: archive_unindex_edition(ar, id, err);
		if (!failed && !wanted)
			failed = find_removal(ar, err);
		if (!failed)
			failed =
			    set_removed(ar, id, wanted ? 0 : ar->removal, err);
	}
	return archive_changed(ar, !failed, err);
}

int
archive_remove(struct archive *ar, int64_t id, struct err *err)
{
	return set_there(ar, id, false, err);
}

int
archive_restore(struct archive *ar, int64_t id, struct err *err)
{
	return set_there(ar, id, true, err);
}

int
archive_vacuum(struct archive *ar, struct err *err)
{
	static const char *const forget[] = {
		"DELETE FROM article WHERE edition IN "
		"(SELECT id FROM edition WHERE removed <> 0)",
		"DELETE FROM native WHERE edition IN "
		"(SELECT id FROM edition WHERE removed <> 0)",
		"DELETE FROM edition WHERE removed <> 0",
		"DELETE FROM source WHERE edition NOT IN "
		"(SELECT id FROM edition)",
	};
	int failed = 0;

	if (ar->in_batch)
		return err_set(err, ERR_USAGE, "an import is under way");
	if (archive_begin(ar, err) < 0)
		return -1;
	for (size_t i = 0; i < sizeof forget / sizeof *forget && !failed; i++)
		failed = db_exec(ar->db, forget[i], err);
	if (!failed && ar->is_indexed)
		failed = term_index_merge(ar->terms, err);
	ar->in_batch = false;
	if (db_end(ar->db, !failed, failed ? NULL : err) < 0)
		return -1;
	if (db_exec(ar->db, "VACUUM", err) < 0)
		return -1;
	archive_settle(ar, 0);
	return 0;
}

/* --- counts ------------------------------------------------------------------------ */

static uint64_t
file_nbytes(const struct archive *ar, const char *name)
{
	char *path = aside_join(ar->dir, name);
	struct stat st;
	bool has = stat(path, &st) == 0;

	free(path);
	return has ? (uint64_t)st.st_size : 0;
}

int
archive_stats(struct archive_stats *out, struct archive *ar, struct err *err)
{
	int64_t n = 0;
	struct query *q = query_new(ar->db,
	    "SELECT count(*), count(DISTINCT paper), sum(nstories), "
	    "sum(nbytes), min(day), max(day) FROM edition WHERE removed = 0",
	    err);
	int got = q ? query_step(q, err) : -1;

	*out = (struct archive_stats){ 0 };
	if (got > 0) {
		out->neditions = (uint64_t)query_number(q, 0);
		out->npapers = (uint64_t)query_number(q, 1);
		out->nstories = (uint64_t)query_number(q, 2);
		out->text_nbytes = (uint64_t)query_number(q, 3);
		out->first = query_number(q, 4);
		out->last = query_number(q, 5);
	}
	query_free(q);
	if (got < 0 ||
	    db_number(&n, ar->db,
		"SELECT count(*) FROM edition WHERE removed <> 0", err) < 0)
		return -1;
	out->nremoved = (uint64_t)n;
	if (db_number(&n, ar->db, "SELECT count(DISTINCT name) FROM reporter",
		err) < 0)
		return -1;
	out->nauthors = (uint64_t)n;
	out->file_nbytes =
	    file_nbytes(ar, "archive.db") + file_nbytes(ar, "archive.db-wal");
	return term_index_nbytes(&out->index_nbytes, ar->terms, err);
}

/* --- checking ------------------------------------------------------------------------- */

struct check {
	struct archive *ar;
	void (*tell)(void *, const char *what);
	void *ctx;
	long nwrong;
	struct arena *arena; /* of one edition */
	struct err *err;
};

static void
complain(struct check *c, const struct shelved *s, const char *what)
{
	c->nwrong++;
	if (!c->tell)
		return;
	c->tell(c->ctx,
	    s ? arena_printf(c->arena, "%s%s%s: %s", s->paper,
		    *s->date ? " " : "", s->date, what)
	      : what);
}

/* What SQLite says of the file itself. */
static int
check_file(struct check *c)
{
	struct query *q =
	    query_new(c->ar->db, "PRAGMA integrity_check(20)", c->err);
	int got = -1;

	while (q && (got = query_step(q, c->err)) > 0) {
		const char *s = query_text(q, 0, NULL);
		if (s && strcmp(s, "ok") != 0)
			complain(c, NULL, s);
	}
	query_free(q);
	return got;
}

static void
check_index(struct check *c)
{
	struct err e = { 0 };

	if (!c->ar->is_indexed)
		complain(c, NULL,
		    "the search index was made by another version; it is made "
		    "anew by the next import");
	else if (c->ar->why_not[0])
		return; /* FTS5 checks by way of a change */
	else if (term_index_check(c->ar->terms, &e) < 0)
		complain(c, NULL, e.msg);
}

static int
check_stories(struct check *c, const struct shelved *s)
{
	struct kept_story *at;
	size_t n, nlost = 0;

	if (archive_old_stories(&at, &n, c->ar, s->id, c->arena, c->err) < 0)
		return -1;
	if (n != s->narticles)
		complain(c, s,
		    arena_printf(c->arena, "has %zu stories instead of %u", n,
			(unsigned)s->narticles));
	for (size_t i = 0; i < n && c->ar->is_indexed && !s->removed; i++)
		if (!at[i].is_twin &&
		    archive_is_found(
			c->ar, at[i].row, at[i].text, at[i].nbytes, NULL) != 1)
			nlost++;
	if (nlost)
		complain(c, s,
		    arena_printf(c->arena,
			"%zu stories are not found by searching", nlost));
	return 0;
}

static int
check_edition(struct check *c, int64_t id, int64_t hash)
{
	struct shelved s;
	size_t nbytes;

	arena_reset(c->arena);
	if (!archive_get(&s, c->ar, id, c->arena, c->err))
		return -1;
	const char *native =
	    archive_native(&nbytes, c->ar, id, c->arena, c->err);
	if (!native)
		complain(c, &s, "has no text to open");
	else if ((int64_t)archive_hash(ARCHIVE_SEED, native, nbytes) != hash)
		complain(c, &s, "is not as it was when it was kept");
	return check_stories(c, &s);
}

long
archive_verify(struct archive *ar, void (*tell)(void *, const char *what),
    void *ctx, struct err *err)
{
	struct check c = { .ar = ar, .tell = tell, .ctx = ctx, .err = err };
	struct query *q = NULL;
	int got;

	c.arena = arena_new();
	got = check_file(&c);
	if (!got) {
		check_index(&c);
		q = query_new(
		    ar->db, "SELECT id, hash FROM edition ORDER BY id", err);
		got = -1;
	}
	while (q && (got = query_step(q, err)) > 0)
		if (check_edition(&c, query_number(q, 0), query_number(q, 1)) <
		    0) {
			got = -1;
			break;
		}
	query_free(q);
	arena_free(c.arena);
	/* Damage that stops the check is something that was found. */
	if (got < 0 && db_is_damaged(ar->db)) {
		complain(&c, NULL, "the library's file is damaged");
		got = 0;
	}
	return got < 0 ? -1 : c.nwrong;
}
