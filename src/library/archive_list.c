/* Editions and stories as lists show them. */
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"

enum { LIST_MAX = 1000000 }; /* a file made to harm could hold more */

void
archive_get_shelved(struct shelved *s, struct query *q, struct arena *a)
{
	const char *path = query_text(q, 5, NULL);

	*s = (struct shelved){
		.id = query_number(q, 0),
		.paper = archive_string(q, 1, a),
		.date = archive_string(q, 2, a),
		.day = query_number(q, 3),
		.name = archive_string(q, 4, a),
		.path = path && *path ? arena_strdup(a, path) : NULL,
		.language = archive_string(q, 6, a),
		.npages = archive_u32(q, 7),
		.narticles = archive_u32(q, 8),
		.nchars = (uint64_t)query_number(q, 9),
		.added = query_number(q, 10),
		.removed = query_number(q, 11),
	};
}

void
archive_get_story(struct archive_story *s, struct query *q, struct arena *a)
{
	*s = (struct archive_story){
		.row = query_number(q, 0),
		.edition = query_number(q, 1),
		.day = query_number(q, 2),
		.paper = archive_string(q, 3, a),
		.date = archive_string(q, 4, a),
		.article = archive_string(q, 5, a),
		.number = archive_u32(q, 6),
		.page = archive_string(q, 7, a),
		.section = archive_string(q, 8, a),
		.headline = archive_string(q, 9, a),
		.byline = archive_string(q, 10, a),
		.nchars = archive_u32(q, 11),
	};
}

/* So that the caller can tell "there is none" from a failure. */
static void
forget(struct err *err)
{
	if (err)
		*err = (struct err){ 0 };
}

int
archive_list(struct shelf *out, struct archive *ar,
    const struct shelf_filter *f, struct arena *a, struct err *err)
{
	static const struct shelf_filter all;
	struct shelved *at = NULL;
	size_t n = 0, cap = 0;
	int got = 0;

	*out = (struct shelf){ 0 };
	if (!f)
		f = &all;
	size_t limit = f->limit && f->limit < LIST_MAX ? f->limit : LIST_MAX;
	bool any_day = !f->from && !f->to;
	struct query *q = query_new(ar->db,
	    f->paper ? "SELECT " SHELVED_COLUMNS " FROM edition WHERE "
		       "(removed <> 0) = ?1 AND day BETWEEN ?2 AND ?3 AND "
		       "paper = ?4 ORDER BY day DESC, paper, name, id"
		     : "SELECT " SHELVED_COLUMNS " FROM edition WHERE "
		       "(removed <> 0) = ?1 AND day BETWEEN ?2 AND ?3 "
		       "ORDER BY day DESC, paper, name, id",
	    err);
	if (!q)
		return -1;
	query_set_number(q, 1, f->is_removed);
	query_set_number(q, 2, any_day ? INT64_MIN : f->from);
	query_set_number(q, 3, any_day ? INT64_MAX : f->to);
	if (f->paper)
		query_set_text(q, 4, f->paper);
	while (n < limit && (got = query_step(q, err)) > 0) {
		at = mem_grow(at, n, &cap, sizeof *at);
		archive_get_shelved(&at[n++], q, a);
	}
	query_free(q);
	*out = (struct shelf){ arena_dup(a, at, n, sizeof *at), n };
	free(at);
	return n < limit && got < 0 ? -1 : 0;
}

/* The row that a query of editions gives, if it gives one. */
static bool
take_one(struct shelved *out, struct query *q, struct arena *a, struct err *err)
{
	bool there = q && query_step(q, err) > 0;

	if (there)
		archive_get_shelved(out, q, a);
	return there;
}

bool
archive_get(struct shelved *out, struct archive *ar, int64_t id,
    struct arena *a, struct err *err)
{
	forget(err);

	struct query *q = archive_query(ar, ARCHIVE_GET_EDITION, err);
	if (q)
		query_set_number(q, 1, id);
	bool there = take_one(out, q, a, err);
	if (q)
		query_reset(q);
	return there;
}

bool
archive_of(struct shelved *out, struct archive *ar, const struct edition *e,
    const char *paper, const char *path, struct arena *a, struct err *err)
{
	forget(err);

	struct query *q = query_new(ar->db,
	    "SELECT " SHELVED_COLUMNS " FROM edition WHERE paper = ?1 AND "
	    "date = ?2 AND name = ?3 AND path IS ?4 AND removed = 0 "
	    "ORDER BY id DESC LIMIT 1",
	    err);

	if (q) {
		query_set_text(q, 1, paper);
		query_set_text(q, 2, e->date ? e->date : "");
		query_set_text(q, 3, e->name ? e->name : "");
		if (path)
			query_set_bytes(q, 4, path, strlen(path));
	}
	bool there = take_one(out, q, a, err);
	query_free(q);
	return there;
}

bool
archive_next(struct shelved *out, struct archive *ar, int64_t id, int step,
    struct arena *a, struct err *err)
{
#define BESIDE(op, order)                                                  \
	"SELECT " SHELVED_COLUMNS " FROM edition WHERE removed = 0 AND "   \
	"paper = (SELECT paper FROM edition WHERE id = ?1) AND "           \
	"(day, name, id) " op " (SELECT day, name, id FROM edition WHERE " \
	"id = ?1) ORDER BY day " order ", name " order ", id " order       \
	" LIMIT 1 OFFSET ?2"
	struct query *q;

	if (!step)
		return archive_get(out, ar, id, a, err);
	forget(err);
	q = query_new(
	    ar->db, step > 0 ? BESIDE(">", "ASC") : BESIDE("<", "DESC"), err);
	if (q) {
		query_set_number(q, 1, id);
		query_set_number(q, 2, llabs((long long)step) - 1);
	}
	bool there = take_one(out, q, a, err);
	query_free(q);
	return there;
#undef BESIDE
}

bool
archive_beside(struct shelved *out, struct archive *ar, const char *paper,
    int64_t day, int step, struct arena *a, struct err *err)
{
#define FROM(of, op, order)                                            \
	"SELECT " SHELVED_COLUMNS " FROM edition WHERE removed = 0 "   \
	"AND day " op " ?1 " of "ORDER BY day " order ", paper " order \
	", name " order ", id " order " LIMIT 1 OFFSET ?2"
	static const char *const sql[2][2] = {
		{ FROM("", "<", "DESC"), FROM("", ">", "ASC") },
		{ FROM("AND paper = ?3 ", "<", "DESC"),
		    FROM("AND paper = ?3 ", ">", "ASC") },
	};
	struct query *q;

	forget(err);
	q = query_new(ar->db, sql[paper != NULL][step > 0], err);
	if (q) {
		query_set_number(q, 1, day);
		query_set_number(q, 2, llabs((long long)step) - 1);
		if (paper)
			query_set_text(q, 3, paper);
	}
	bool there = take_one(out, q, a, err);
	query_free(q);
	return there;
#undef FROM
}

const char *
archive_lead(struct archive *ar, int64_t id, struct arena *a, struct err *err)
{
	const char *lead = NULL;
	struct query *q = query_new(ar->db,
	    "SELECT headline FROM article WHERE edition = ?1 AND "
	    "headline <> '' ORDER BY number LIMIT 1",
	    err);

	if (!q)
		return NULL;
	query_set_number(q, 1, id);
	int got = query_step(q, err);
	if (got >= 0)
		lead = got > 0 ? archive_string(q, 0, a) : "";
	query_free(q);
	return lead;
}

/* The text that a query of one number gives, whole. */
static const char *
take_text(size_t *nbytes, struct query *q, int64_t n, struct arena *a,
    struct err *err)
{
	const char *s = NULL;

	*nbytes = 0;
	if (!q)
		return NULL;
	forget(err);
	query_set_number(q, 1, n);
	if (query_step(q, err) > 0) {
		s = query_text(q, 0, nbytes);
		s = arena_strndup(a, s ? s : "", *nbytes);
	}
	query_reset(q);
	return s;
}

const char *
archive_native(size_t *nbytes, struct archive *ar, int64_t id, struct arena *a,
    struct err *err)
{
	return take_text(
	    nbytes, archive_query(ar, ARCHIVE_GET_NATIVE, err), id, a, err);
}

const char *
archive_text(size_t *nbytes, struct archive *ar, int64_t row, struct arena *a,
    struct err *err)
{
	return take_text(
	    nbytes, archive_query(ar, ARCHIVE_GET_TEXT, err), row, a, err);
}

bool
archive_story_get(struct archive_story *out, struct archive *ar, int64_t row,
    struct arena *a, struct err *err)
{
	forget(err);

	struct query *q = archive_query(ar, ARCHIVE_GET_STORY, err);
	if (!q)
		return false;
	query_set_number(q, 1, row);
	bool there = query_step(q, err) > 0;
	if (there)
		archive_get_story(out, q, a);
	query_reset(q);
	return there;
}

struct archive_paper *
archive_papers(size_t *n, struct archive *ar, struct arena *a, struct err *err)
{
	struct query *q = query_new(ar->db,
	    "SELECT paper, count(*), min(day), max(day) FROM edition "
	    "WHERE removed = 0 GROUP BY paper ORDER BY max(day) DESC, paper",
	    err);
	struct archive_paper *at = NULL;
	size_t cap = 0;
	int got = -1;

	*n = 0;
	while (q && *n < LIST_MAX && (got = query_step(q, err)) > 0) {
		at = mem_grow(at, *n, &cap, sizeof *at);
		at[(*n)++] = (struct archive_paper){
			.paper = archive_string(q, 0, a),
			.neditions = (size_t)query_number(q, 1),
			.first = query_number(q, 2),
			.last = query_number(q, 3),
		};
	}
	query_free(q);
	struct archive_paper *out =
	    got < 0 ? NULL : arena_array(a, struct archive_paper, *n + 1);
	if (out && *n)
		memcpy(out, at, *n * sizeof *at);
	free(at);
	return out;
}
