/*
 * What the statements of the tables share: texts as they come out of a file
 * that anyone may have written, and marks as columns.
 */
#include <stdio.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

const char *
or_empty(const char *s)
{
	return s ? s : "";
}

const char *
row_text(struct query *q, int col, struct arena *a)
{
	struct buf b = { 0 };
	size_t nbytes;
	const char *s = query_text(q, col, &nbytes);

	if (!s || !nbytes)
		return NULL;
	if (utf8_valid(s, nbytes) == nbytes && !memchr(s, 0, nbytes))
		return arena_strndup(a, s, nbytes);
	for (size_t i = 0; i < nbytes;) {
		unsigned cp;
		i += utf8_decode(&cp, s + i, nbytes - i, NULL);
		buf_add_cp(&b, cp ? cp : UTF8_REPLACEMENT);
	}
	char *mended = arena_strdup(a, buf_str(&b));
	buf_fini(&b);
	return mended;
}

const char *
row_path(struct query *q, int col, struct arena *a)
{
	const char *path = query_text(q, col, NULL);

	return path && *path ? arena_strdup(a, path) : NULL;
}

uint32_t
row_u32(struct query *q, int col)
{
	int64_t n = query_number(q, col);

	return n < 0 || n > UINT32_MAX ? 0 : (uint32_t)n;
}

void
row_set_mark(
    struct query *q, const struct mark *m, const char *paper, const char *date)
{
	query_set_text(q, 1, or_empty(paper));
	query_set_text(q, 2, or_empty(date));
	query_set_text(q, 3, or_empty(m->article));
	query_set_text(q, 4, m->page);
	query_set_text(q, 5, m->headline);
	if (m->path)
		query_set_bytes(q, 6, m->path, strlen(m->path));
	query_set_number(q, 7, m->number);
	query_set_number(q, 8, m->block);
	query_set_number(q, 9, m->byte);
	query_set_text(q, 10, m->quote);
	query_set_number(q, 11, m->added ? m->added : marks_now());
}

void
row_get_mark(struct mark *m, struct query *q, int col, struct arena *a)
{
	*m = (struct mark){
		.paper = or_empty(row_text(q, col, a)),
		.date = row_text(q, col + 1, a),
		.article = or_empty(row_text(q, col + 2, a)),
		.page = row_text(q, col + 3, a),
		.headline = row_text(q, col + 4, a),
		.path = row_path(q, col + 5, a),
		.number = row_u32(q, col + 6),
		.block = row_u32(q, col + 7),
		.byte = row_u32(q, col + 8),
		.quote = row_text(q, col + 9, a),
		.added = query_number(q, col + 10),
	};
}

int
row_take_id(int64_t *id, struct query *q, struct err *err)
{
	int got = q ? query_step(q, err) : -1;

	*id = got > 0 ? query_number(q, 0) : 0;
	query_free(q);
	return got < 0 ? -1 : 0;
}

int
row_run(struct query *q, struct err *err)
{
	int got = q ? query_step(q, err) : -1;

	query_free(q);
	return got < 0 ? -1 : 0;
}

int
row_find(int64_t *id, struct marks *m, enum marks_table table,
    const struct mark *like, struct err *err)
{
	struct buf sql = { 0 };

	buf_addf(&sql,
	    "SELECT id FROM %s WHERE paper = ?1 AND date = ?2 AND "
	    "(article = ?3 OR (headline = ?4 AND number = ?5)) "
	    "ORDER BY article = ?3 DESC LIMIT 1",
	    marks_tables[table].name);
	struct query *q = query_new(m->db, buf_str(&sql), err);
	buf_fini(&sql);
	if (q) {
		query_set_text(q, 1, or_empty(like->paper));
		query_set_text(q, 2, or_empty(like->date));
		query_set_text(q, 3, or_empty(like->article));
		query_set_text(q, 4, like->headline);
		query_set_number(q, 5, like->number);
	}
	return row_take_id(id, q, err);
}

int
row_delete(struct marks *m, enum marks_table table, int64_t id, struct err *err)
{
	struct buf sql = { 0 };

	buf_addf(
	    &sql, "DELETE FROM %s WHERE rowid = ?1", marks_tables[table].name);
	struct query *q = query_new(m->db, buf_str(&sql), err);
	buf_fini(&sql);
	if (q)
		query_set_number(q, 1, id);
	return row_run(q, err);
}
