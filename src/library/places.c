/* The last place in each edition. */
#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"
#include "src/library/reading.h"

static int
find(int64_t *id, struct marks *m, const char *paper, const char *date,
    struct err *err)
{
	struct query *q = query_new(m->db,
	    "SELECT rowid FROM place WHERE paper = ?1 AND date = ?2", err);

	if (q) {
		query_set_text(q, 1, or_empty(paper));
		query_set_text(q, 2, or_empty(date));
	}
	return row_take_id(id, q, err);
}

static int
put(struct marks *m, const char *paper, const char *date,
    const struct mark *mark, struct err *err)
{
	struct query *q = query_new(m->db,
	    "INSERT INTO place (" MARK_COLUMNS ") "
	    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
	    "ON CONFLICT (paper, date) DO UPDATE SET article = ?3, page = ?4, "
	    "headline = ?5, path = ?6, number = ?7, block = ?8, byte = ?9, "
	    "quote = ?10, added = ?11",
	    err);

	if (q) {
		row_set_mark(q, mark, paper, date);
	}
	return row_run(q, err);
}

int
marks_set_place(struct marks *m, const char *paper, const char *date,
    const struct mark *mark, struct err *err)
{
	int64_t id;

	if (marks_begin(m, err) < 0)
		return -1;
	int failed = find(&id, m, paper, date, err);
	if (!failed && id)
		failed = undo_note(m, TABLE_PLACE, id, err);
	if (!failed)
		failed = put(m, paper, date, mark, err);
	return marks_end_quiet(m, failed, err);
}

static bool
get(struct mark *out, struct query *q, struct arena *a, struct err *err)
{
	bool is_there = q && query_step(q, err) > 0;

	if (is_there)
		row_get_mark(out, q, 0, a);
	query_free(q);
	return is_there;
}

bool
marks_get_place(struct marks *m, const char *paper, const char *date,
    struct mark *out, struct arena *a, struct err *err)
{
	if (err)
		*err = (struct err){ 0 };
	if (marks_ready(m, err) < 0)
		return false;
	struct query *q = query_new(m->db,
	    "SELECT " MARK_COLUMNS " FROM place WHERE paper = ?1 AND date = ?2",
	    err);
	if (q) {
		query_set_text(q, 1, or_empty(paper));
		query_set_text(q, 2, or_empty(date));
	}
	return get(out, q, a, err);
}

bool
reading_last(
    struct mark *out, struct marks *m, struct arena *a, struct err *err)
{
	if (err)
		*err = (struct err){ 0 };
	if (marks_ready(m, err) < 0)
		return false;
	return get(out,
	    query_new(m->db,
		"SELECT " MARK_COLUMNS
		" FROM place ORDER BY added DESC, rowid DESC LIMIT 1",
		err),
	    a, err);
}
