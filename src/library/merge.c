#include "src/library/merge.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

struct merge {
	struct marks *marks;
	bool can_undo;
	struct query *find[TABLE_COUNT];
	struct query *insert[TABLE_COUNT];
	struct query *update[TABLE_COUNT];
	struct merge_count counts[TABLE_COUNT];
};

static struct query *
new_find(struct db *db, const struct table_shape *t, struct err *err)
{
	char name[SCHEMA_NAME_BYTES];
	struct buf sql = { 0 };

	buf_adds(&sql, "SELECT rowid, ");
	buf_adds(&sql, t->stamp < 0 ? "0" : schema_column(name, t, t->stamp));
	buf_addf(&sql, " FROM %s WHERE ", t->name);
	for (int i = 0; i < t->nkey; i++)
		buf_addf(&sql, "%s%s = ?%d", i ? " AND " : "",
		    schema_column(name, t, i), i + 1);
	struct query *q = query_new(db, buf_str(&sql), err);
	buf_fini(&sql);
	return q;
}

static struct query *
new_insert(struct db *db, const struct table_shape *t, struct err *err)
{
	struct buf sql = { 0 };

	buf_addf(&sql, "INSERT INTO %s (%s) VALUES (", t->name, t->columns);
	schema_add_params(&sql, 1, (int)strlen(t->types));
	buf_addc(&sql, ')');
	struct query *q = query_new(db, buf_str(&sql), err);
	buf_fini(&sql);
	return q;
}

/* In its place, so that it keeps its id. */
static struct query *
new_update(struct db *db, const struct table_shape *t, struct err *err)
{
	char name[SCHEMA_NAME_BYTES];
	int n = (int)strlen(t->types);
	struct buf sql = { 0 };

	buf_addf(&sql, "UPDATE %s SET ", t->name);
	for (int i = 0; i < n; i++)
		buf_addf(&sql, "%s%s = ?%d", i ? ", " : "",
		    schema_column(name, t, i), i + 1);
	buf_addf(&sql, " WHERE rowid = ?%d", n + 1);
	struct query *q = query_new(db, buf_str(&sql), err);
	buf_fini(&sql);
	return q;
}

struct merge *
merge_new(struct marks *m, bool can_undo, struct err *err)
{
	struct merge *g = xcalloc(1, sizeof *g);

	g->marks = m;
	g->can_undo = can_undo;
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		const struct table_shape *t = &marks_tables[i];
		if ((g->find[i] = new_find(m->db, t, err)) &&
		    (g->insert[i] = new_insert(m->db, t, err)) &&
		    (g->update[i] = new_update(m->db, t, err)))
			continue;
		merge_free(g);
		return NULL;
	}
	return g;
}

void
merge_free(struct merge *g)
{
	if (!g)
		return;
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		query_free(g->find[i]);
		query_free(g->insert[i]);
		query_free(g->update[i]);
	}
	free(g);
}

/* The row that is the same thing, 0 for none, and its stamp. */
static int
find(int64_t *id, int64_t *stamp, struct merge *g, enum marks_table table,
    const struct value *values, struct err *err)
{
	struct query *q = g->find[table];

	query_reset(q);
	for (int i = 0; i < marks_tables[table].nkey; i++)
		query_set_value(q, i + 1, &values[i]);
	int got = query_step(q, err);
	*id = got > 0 ? query_number(q, 0) : 0;
	*stamp = got > 0 ? query_number(q, 1) : 0;
	query_reset(q);
	return got < 0 ? -1 : 0;
}

/* Write a row over that of an id, or as a new one for 0. */
static int
put(struct merge *g, enum marks_table table, int64_t id,
    const struct value *values, struct err *err)
{
	struct query *q = id ? g->update[table] : g->insert[table];
	int n = (int)strlen(marks_tables[table].types);

	query_reset(q);
	for (int i = 0; i < n; i++)
		query_set_value(q, i + 1, &values[i]);
	if (id)
		query_set_number(q, n + 1, id);
	int got = query_step(q, err);
	query_reset(q);
	return got;
}

int
merge_row(struct merge *g, enum marks_table table, const struct value *values,
    struct err *err)
{
	const struct table_shape *t = &marks_tables[table];
	struct merge_count *count = &g->counts[table];
	int64_t id, stamp;

	if (find(&id, &stamp, g, table, values, err) < 0)
		return -1;
	if (id && (t->stamp < 0 || stamp >= values[t->stamp].number)) {
		count->nthere++;
		return 0;
	}
	if (id && g->can_undo && undo_note(g->marks, table, id, err) < 0)
		return -1;
	if (put(g, table, id, values, err) < 0)
		return -1;
	if (!id && g->can_undo)
		undo_note_new(g->marks, table, db_last_id(g->marks->db));
	count->nadded += !id;
	count->nnewer += id != 0;
	return 0;
}

static struct query *
select_all(
    struct db *db, const char *table, const char *columns, struct err *err)
{
	struct buf sql = { 0 };

	buf_addf(&sql, "SELECT %s FROM %s", columns, table);
	struct query *q = query_new(db, buf_str(&sql), err);
	buf_fini(&sql);
	return q;
}

int
merge_table(struct merge *g, struct db *from, enum marks_table table,
    int64_t max, struct err *err)
{
	const struct table_shape *t = &marks_tables[table];
	struct value values[TABLE_COLUMNS_MAX];
	struct query *q = select_all(from, t->name, t->columns, err);
	int got = 1, failed = 0;

	if (!q && t->first)
		q = select_all(from, t->name, t->first, err);
	if (!q)
		return 1;
	for (int64_t n = 0; !failed && n < max; n++) {
		got = query_step(q, err);
		if (got <= 0)
			break;
		for (int i = 0; t->types[i]; i++)
			values[i] = query_value(q, i);
		if (schema_is_sound(t, values))
			failed = merge_row(g, table, values, err);
		else
			g->counts[table].nbad++;
	}
	query_free(q);
	return failed ? -1 : got < 0;
}

const struct merge_count *
merge_counts(const struct merge *g, enum marks_table table)
{
	return &g->counts[table];
}
