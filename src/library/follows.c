/* Reporters who are followed. */
#include <stdlib.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"
#include "src/library/reading.h"

/* More than write for all papers; a file made to harm could hold more. */
enum { FOLLOWS_MAX = 100000 };

static int
find(int64_t *id, struct marks *m, const char *name, struct err *err)
{
	struct query *q =
	    query_new(m->db, "SELECT id FROM follow WHERE name = ?1", err);

	if (q) {
		query_set_text(q, 1, name);
	}
	return row_take_id(id, q, err);
}

static int
insert(struct marks *m, const char *name, struct err *err)
{
	struct query *q = query_new(
	    m->db, "INSERT INTO follow (name, added) VALUES (?1, ?2)", err);

	if (!q)
		return -1;
	query_set_text(q, 1, name);
	query_set_number(q, 2, marks_now());
	int got = query_step(q, err);
	query_free(q);
	if (!got)
		undo_note_new(m, TABLE_FOLLOW, db_last_id(m->db));
	return got;
}

int
follow_set(struct marks *m, const char *name, bool is_followed, struct err *err)
{
	int64_t id;

	if (!name || !*name)
		return err_set(err, ERR_USAGE, "there is no name to follow");
	if (marks_begin(m, err) < 0)
		return -1;
	int failed = find(&id, m, name, err);
	if (!failed && is_followed && !id)
		failed = insert(m, name, err);
	if (!failed && !is_followed && id) {
		failed = undo_note(m, TABLE_FOLLOW, id, err);
		if (!failed)
			failed = row_delete(m, TABLE_FOLLOW, id, err);
	}
	return marks_end_step(
	    m, failed, is_followed ? DEED_FOLLOWED : DEED_UNFOLLOWED, err);
}

const char *const *
follow_list(size_t *n, struct marks *m, struct arena *a, struct err *err)
{
	const char **at = NULL;
	size_t cap = 0;
	int got;

	*n = 0;
	if (marks_ready(m, err) < 0)
		return NULL;
	struct query *q =
	    query_new(m->db, "SELECT name FROM follow ORDER BY name", err);
	if (!q)
		return NULL;
	while ((got = query_step(q, err)) > 0 && *n < FOLLOWS_MAX) {
		const char *name = row_text(q, 0, a);
		at = mem_grow(at, *n, &cap, sizeof *at);
		if (name)
			at[(*n)++] = name;
	}
	query_free(q);
	if (got < 0)
		*n = 0;
	const char *const *names = got < 0 ? NULL
	    : *n                           ? arena_dup(a, at, *n, sizeof *at)
					   : arena_alloc(a, 1, sizeof *at);
	free(at);
	return names;
}
