#include "src/library/clips.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

#define COLUMNS                                                       \
	"paper, date, article, page, headline, path, number, block, " \
	"byte, quote, added, nbytes, byline, text, before, after, "   \
	"whole, note, title, tags, changed"

/* More than anyone cuts out; a file made to harm could hold more. */
enum { CLIPS_MAX = 100000 };

static int
find(int64_t *id, struct marks *m, const struct clip *c, struct err *err)
{
	struct query *q = query_new(m->db,
	    "SELECT id FROM clip WHERE paper = ?1 AND date = ?2 AND "
	    "article = ?3 AND block = ?4 AND byte = ?5 AND nbytes = ?6",
	    err);

	if (q) {
		query_set_text(q, 1, or_empty(c->source.paper));
		query_set_text(q, 2, or_empty(c->source.date));
		query_set_text(q, 3, or_empty(c->source.article));
		query_set_number(q, 4, c->source.block);
		query_set_number(q, 5, c->source.byte);
		query_set_number(
		    q, 6, (int64_t)strlen(or_empty(c->passage.text)));
	}
	return row_take_id(id, q, err);
}

static int
insert(struct marks *m, const struct clip *c, int64_t *id, struct err *err)
{
	struct query *q = query_new(m->db,
	    "INSERT INTO clip (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
	    "?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, "
	    "?20, ?21)",
	    err);
	struct mark source = c->source;
	struct arena *a = arena_new();
	int got = -1;

	if (q) {
		source.added = c->added ? c->added : marks_now();
		row_set_mark(q, &source, source.paper, source.date);
		query_set_number(
		    q, 12, (int64_t)strlen(or_empty(c->passage.text)));
		query_set_text(q, 13, c->byline);
		query_set_text(q, 14, or_empty(c->passage.text));
		query_set_text(q, 15, or_empty(c->passage.before));
		query_set_text(q, 16, or_empty(c->passage.after));
		query_set_number(q, 17, c->is_whole);
		query_set_text(q, 18, c->note);
		query_set_text(q, 19, c->title);
		query_set_text(q, 20, tags_pack(c->tags, a));
		query_set_number(q, 21, c->changed ? c->changed : source.added);
		got = query_step(q, err);
		*id = db_last_id(m->db);
	}
	query_free(q);
	arena_free(a);
	return got;
}

/* Within a transaction. */
static int
add(struct marks *m, const struct clip *c, int64_t *id, bool *existed,
    struct err *err)
{
	int failed = find(id, m, c, err);

	*existed = !failed && *id;
	if (!failed && !*existed)
		failed = insert(m, c, id, err);
	if (!failed && !*existed)
		undo_note_new(m, TABLE_CLIP, *id);
	return failed;
}

int
clips_add(struct marks *m, const struct clip *c, int64_t *id, bool *existed,
    struct err *err)
{
	bool exists;

	if (marks_begin(m, err) < 0)
		return -1;

	int failed = add(m, c, id, &exists, err);
	if (marks_end_step(m, failed, DEED_CLIPPED, err) < 0)
		return -1;
	if (existed)
		*existed = exists;
	return 0;
}

int
clips_import(struct marks *m, const struct clip_list *list, size_t *nadded,
    struct err *err)
{
	int failed = 0;

	*nadded = 0;
	if (marks_begin(m, err) < 0)
		return -1;
	/* The last first, so that those of one second stand as they stood. */
	for (size_t i = list->n; i-- > 0 && !failed;) {
		int64_t id;
		bool existed;
		failed = add(m, &list->at[i], &id, &existed, err);
		*nadded += !existed;
	}
	return marks_end_step(m, failed, DEED_IMPORTED, err);
}

int
clips_remove(struct marks *m, int64_t id, struct err *err)
{
	if (marks_begin(m, err) < 0)
		return -1;

	int failed = undo_note(m, TABLE_CLIP, id, err);
	if (!failed)
		failed = row_delete(m, TABLE_CLIP, id, err);
	return marks_end_step(m, failed, DEED_CLIP_DELETED, err);
}

static int
update(struct marks *m, const struct clip *c, struct err *err)
{
	struct query *q = query_new(m->db,
	    "UPDATE clip SET note = ?2, title = ?3, tags = ?4, changed = ?5 "
	    "WHERE id = ?1",
	    err);
	struct arena *a = arena_new();
	int got = -1;

	if (q) {
		query_set_number(q, 1, c->id);
		query_set_text(q, 2, c->note);
		query_set_text(q, 3, c->title);
		query_set_text(q, 4, tags_pack(c->tags, a));
		query_set_number(q, 5, marks_now());
		got = query_step(q, err);
	}
	if (!got && !db_nchanged(m->db))
		got = err_set(
		    err, ERR_NOT_FOUND, "this clipping is not there any more");
	query_free(q);
	arena_free(a);
	return got;
}

int
clips_change(struct marks *m, const struct clip *c, struct err *err)
{
	if (marks_begin(m, err) < 0)
		return -1;

	int failed = undo_note(m, TABLE_CLIP, c->id, err);
	if (!failed)
		failed = update(m, c, err);
	return marks_end_step(m, failed, DEED_CLIP_CHANGED, err);
}

/* Read id and COLUMNS. */
static void
get(struct clip *c, struct query *q, struct arena *a)
{
	*c = (struct clip){ .id = query_number(q, 0) };
	row_get_mark(&c->source, q, 1, a);
	c->added = c->source.added;
	c->byline = row_text(q, 13, a);
	c->passage.text = or_empty(row_text(q, 14, a));
	c->passage.before = or_empty(row_text(q, 15, a));
	c->passage.after = or_empty(row_text(q, 16, a));
	c->is_whole = query_number(q, 17) != 0;
	c->note = row_text(q, 18, a);
	c->title = row_text(q, 19, a);
	c->tags = tags_unpack(row_text(q, 20, a), a);
	c->changed = query_number(q, 21);
}

int
clips_list(struct marks *m, struct clip_list *list, const char *tag,
    struct arena *a, struct err *err)
{
	struct clip *at = NULL;
	size_t n = 0, cap = 0;
	int got;

	*list = (struct clip_list){ 0 };
	if (marks_ready(m, err) < 0)
		return -1;
	struct query *q = query_new(m->db,
	    "SELECT id, " COLUMNS " FROM clip "
	    "WHERE ?1 IS NULL OR instr(tags, ?1) > 0 "
	    "ORDER BY added DESC, id DESC",
	    err);
	if (!q)
		return -1;
	query_set_text(q, 1, tag);
	while ((got = query_step(q, err)) > 0 && n < CLIPS_MAX) {
		at = mem_grow(at, n, &cap, sizeof *at);
		get(&at[n], q, a);
		n += !tag || tags_have(at[n].tags, tag);
	}
	query_free(q);
	if (got >= 0)
		*list =
		    (struct clip_list){ arena_dup(a, at, n, sizeof *at), n };
	free(at);
	return got < 0 ? -1 : 0;
}

bool
clips_get(struct clip *c, struct marks *m, int64_t id, struct arena *a,
    struct err *err)
{
	if (err)
		*err = (struct err){ 0 };
	if (marks_ready(m, err) < 0)
		return false;
	struct query *q = query_new(
	    m->db, "SELECT id, " COLUMNS " FROM clip WHERE id = ?1", err);
	if (!q)
		return false;
	query_set_number(q, 1, id);
	bool is_there = query_step(q, err) > 0;
	if (is_there)
		get(c, q, a);
	query_free(q);
	return is_there;
}
