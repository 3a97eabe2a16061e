#include "src/library/reading.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

/* More than anyone reads; a file made to harm could hold more. */
enum { ROWS_MAX = 1000000 };

static struct reading
get(struct query *q, int col)
{
	struct reading r = { .percent = (int)row_u32(q, col + 1),
		.at = query_number(q, col + 2) };
	int64_t state = query_number(q, col);

	if (state == READING_PART || state == READING_DONE)
		r.state = (enum reading_state)state;
	if (r.state != READING_PART || r.percent < 0 || r.percent > 100)
		r.percent = r.state == READING_DONE ? 100 : 0;
	return r;
}

/* What is stored under an id. */
static int
look(struct reading *out, struct marks *m, int64_t id, struct err *err)
{
	struct query *q = query_new(
	    m->db, "SELECT state, percent, at FROM reading WHERE id = ?1", err);
	int got = -1;

	*out = (struct reading){ READING_NONE, 0, 0 };
	if (q) {
		query_set_number(q, 1, id);
		got = query_step(q, err);
	}
	if (got > 0)
		*out = get(q, 0);
	query_free(q);
	return got < 0 ? -1 : 0;
}

static int
insert(struct marks *m, const struct mark *mark, struct reading r, int64_t *id,
    struct err *err)
{
	struct query *q = query_new(m->db,
	    "INSERT INTO reading (paper, date, article, headline, number, "
	    "state, percent, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	    err);

	if (!q)
		return -1;
	query_set_text(q, 1, or_empty(mark->paper));
	query_set_text(q, 2, or_empty(mark->date));
	query_set_text(q, 3, or_empty(mark->article));
	query_set_text(q, 4, mark->headline);
	query_set_number(q, 5, mark->number);
	query_set_number(q, 6, r.state);
	query_set_number(q, 7, r.percent);
	query_set_number(q, 8, r.at);
	int got = query_step(q, err);
	*id = db_last_id(m->db);
	query_free(q);
	return got;
}

static int
update(struct marks *m, int64_t id, struct reading r, struct err *err)
{
	struct query *q = query_new(m->db,
	    "UPDATE reading SET state = ?2, percent = ?3, at = ?4 "
	    "WHERE id = ?1",
	    err);

	if (q) {
		query_set_number(q, 1, id);
		query_set_number(q, 2, r.state);
		query_set_number(q, 3, r.percent);
		query_set_number(q, 4, r.at);
	}
	return row_run(q, err);
}

/* Does it change what is stored?  Turning a sheet back and forth does not. */
static bool
is_news(struct reading was, struct reading r)
{
	if (was.state == READING_DONE && r.state == READING_PART)
		return false;
	return was.state != r.state || was.percent != r.percent;
}

static struct reading
settle(struct reading r)
{
	if (r.state == READING_DONE)
		r.percent = 100;
	else if (r.state == READING_NONE || r.percent < 0)
		r.percent = 0;
	else if (r.percent > 100)
		r.percent = 100;
	r.at = r.at ? r.at : marks_now();
	return r;
}

int
reading_set(struct marks *m, const struct mark *mark, struct reading r,
    bool is_quiet, struct err *err)
{
	struct reading was;
	int64_t id;

	r = settle(r);
	if (marks_begin(m, err) < 0)
		return -1;
	int failed = row_find(&id, m, TABLE_READING, mark, err);
	if (!failed)
		failed = look(&was, m, id, err);
	if (!failed && is_news(was, r)) {
		if (id) {
			failed = undo_note(m, TABLE_READING, id, err);
			if (!failed)
				failed = update(m, id, r, err);
		} else {
			failed = insert(m, mark, r, &id, err);
			if (!failed)
				undo_note_new(m, TABLE_READING, id);
		}
	}
	if (is_quiet)
		return marks_end_quiet(m, failed, err);
	return marks_end_step(m, failed,
	    r.state == READING_NONE ? DEED_READ_CLEARED : DEED_READ_SET, err);
}

/* The article of a row; mostly it stands where it stood. */
static size_t
find_article(const struct mark *mark, const struct edition *e)
{
	size_t i = mark->number - (size_t)1;

	if (i < e->narticles && e->articles[i]->id &&
	    !strcmp(e->articles[i]->id, mark->article))
		return i;
	return mark_find_article(mark, e);
}

int
reading_of_edition(struct reading *out, struct marks *m, const char *paper,
    const char *date, const struct edition *e, struct err *err)
{
	int got, n = 0;

	for (size_t i = 0; i < e->narticles; i++)
		out[i] = (struct reading){ READING_NONE, 0, 0 };
	if (marks_ready(m, err) < 0)
		return -1;
	struct query *q = query_new(m->db,
	    "SELECT article, headline, number, state, percent, at "
	    "FROM reading WHERE paper = ?1 AND date = ?2",
	    err);
	if (!q)
		return -1;
	struct arena *a = arena_new();
	query_set_text(q, 1, or_empty(paper));
	query_set_text(q, 2, or_empty(date));
	while ((got = query_step(q, err)) > 0 && n++ < ROWS_MAX) {
		struct mark mark = { .article = or_empty(row_text(q, 0, a)),
			.headline = row_text(q, 1, a),
			.number = row_u32(q, 2) };
		size_t i = find_article(&mark, e);
		if (i < e->narticles)
			out[i] = get(q, 3);
		arena_reset(a);
	}
	query_free(q);
	arena_free(a);
	return got < 0 ? -1 : 0;
}

/* --- of bookmarks ----------------------------------------------------------------- */

struct numbered {
	int64_t id;
	size_t i;
};

static int
compare(const void *x, const void *y)
{
	int64_t a = ((const struct numbered *)x)->id;
	int64_t b = ((const struct numbered *)y)->id;

	return a < b ? -1 : a > b;
}

static struct numbered *
sort_ids(const struct mark_list *list)
{
	struct numbered *ids = xcalloc(list->n + 1, sizeof *ids);

	for (size_t i = 0; i < list->n; i++)
		ids[i] = (struct numbered){ list->at[i].id, i };
	qsort(ids, list->n, sizeof *ids, compare);
	return ids;
}

int
reading_of_marks(struct reading *out, struct marks *m,
    const struct mark_list *list, struct err *err)
{
	int got;

	for (size_t i = 0; i < list->n; i++)
		out[i] = (struct reading){ READING_NONE, 0, 0 };
	if (marks_ready(m, err) < 0)
		return -1;
	struct query *q = query_new(m->db,
	    "SELECT bookmark.id, state, percent, at FROM bookmark "
	    "JOIN reading USING (paper, date, article)",
	    err);
	if (!q)
		return -1;
	struct numbered *ids = sort_ids(list);
	while ((got = query_step(q, err)) > 0) {
		struct numbered key = { .id = query_number(q, 0) };
		const struct numbered *found =
		    bsearch(&key, ids, list->n, sizeof *ids, compare);
		if (found)
			out[found->i] = get(q, 1);
	}
	free(ids);
	query_free(q);
	return got < 0 ? -1 : 0;
}

int
reading_of_articles(struct reading *out, struct marks *m, const struct mark *at,
    size_t n, struct err *err)
{
	int got = 0;

	for (size_t i = 0; i < n; i++)
		out[i] = (struct reading){ READING_NONE, 0, 0 };
	if (marks_ready(m, err) < 0)
		return -1;
	struct query *q = query_new(m->db,
	    "SELECT state, percent, at FROM reading "
	    "WHERE paper = ?1 AND date = ?2 AND article = ?3",
	    err);
	for (size_t i = 0; q && got >= 0 && i < n; i++) {
		query_set_text(q, 1, or_empty(at[i].paper));
		query_set_text(q, 2, or_empty(at[i].date));
		query_set_text(q, 3, or_empty(at[i].article));
		got = query_step(q, err);
		if (got > 0)
			out[i] = get(q, 0);
		query_reset(q);
	}
	if (!q)
		got = -1;
	query_free(q);
	return got < 0 ? -1 : 0;
}

/* --- counts ----------------------------------------------------------------------- */

struct reading_count *
reading_counts(size_t *n, struct marks *m, struct arena *a, struct err *err)
{
	struct reading_count *at = NULL;
	size_t cap = 0;
	int got;

	*n = 0;
	if (marks_ready(m, err) < 0)
		return NULL;
	struct query *q = query_new(m->db,
	    "SELECT paper, date, sum(state = 2), sum(state = 1) FROM reading "
	    "WHERE state IN (1, 2) GROUP BY paper, date",
	    err);
	if (!q)
		return NULL;
	while ((got = query_step(q, err)) > 0 && *n < ROWS_MAX) {
		at = mem_grow(at, *n, &cap, sizeof *at);
		at[(*n)++] = (struct reading_count){
			.paper = or_empty(row_text(q, 0, a)),
			.date = or_empty(row_text(q, 1, a)),
			.ndone = row_u32(q, 2),
			.npart = row_u32(q, 3),
		};
	}
	query_free(q);
	if (got < 0)
		*n = 0;
	struct reading_count *counts = got < 0 ? NULL
	    : *n ? arena_dup(a, at, *n, sizeof *at)
		 : arena_alloc(a, 1, sizeof *at);
	free(at);
	return counts;
}
