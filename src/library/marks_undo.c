/*
 * A change notes each row before it touches it; when it commits, the row is
 * read again.  The pair is all that undo needs, whatever the table.  Taking a
 * step back first looks whether each row is as the step left it, then deletes
 * those rows and puts the others in, under their own ids, in one transaction.
 * Rows are deleted before any is put back, or two that change places would be
 * in each other's way.
 */
#include "src/library/marks_undo.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

/*
 * What all steps together may hold.  A step is some hundred bytes, but a
 * clipping may have a megabyte and a backup thousands of rows.
 */
enum { UNDO_MAX_BYTES = 64 * 1024 * 1024 };

/* A row: its values, whose bytes follow in the same piece of memory. */
struct image {
	size_t nbytes; /* of the whole piece */
	size_t n;
	struct value values[];
};

/* A row that a step touched; NULL where it was not there. */
struct change {
	enum marks_table table;
	int64_t id;
	size_t turn; /* of several in one step, which was first */
	struct image *before, *after;
};

struct step {
	enum marks_deed deed;
	struct change *at;
	size_t n, cap;
	size_t nbytes;
};

struct undo {
	struct step pending; /* of the transaction that is open */
	struct step group;   /* of marks_step_begin() */
	bool is_grouped;
	struct step steps[UNDO_MAX];
	size_t nundo; /* of them can be undone ... */
	size_t n;     /* ... and those up to here done again */
	size_t nbytes;
};

struct undo *
undo_new(void)
{
	return xcalloc(1, sizeof(struct undo));
}

static void
clear(struct step *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->at[i].before);
		free(s->at[i].after);
	}
	free(s->at);
	*s = (struct step){ .deed = s->deed };
}

void
undo_free(struct undo *u)
{
	if (!u)
		return;
	clear(&u->pending);
	clear(&u->group);
	for (size_t i = 0; i < u->n; i++)
		clear(&u->steps[i]);
	free(u);
}

/* --- images --------------------------------------------------------------------- */

static struct image *
make_image(struct query *q, size_t n)
{
	size_t nbytes = sizeof(struct image) + n * sizeof(struct value);

	for (size_t i = 0; i < n; i++)
		nbytes += query_value(q, (int)i).nbytes;
	struct image *image = xmalloc(nbytes);
	char *room = (char *)(image->values + n);
	*image = (struct image){ nbytes, n };
	for (size_t i = 0; i < n; i++) {
		struct value v = query_value(q, (int)i);
		if (v.nbytes)
			memcpy(room, v.bytes, v.nbytes);
		v.bytes = v.nbytes ? room : NULL;
		room += v.nbytes;
		image->values[i] = v;
	}
	return image;
}

static struct image *
copy_image(const struct image *from)
{
	if (!from)
		return NULL;

	struct image *image = xmalloc(from->nbytes);
	memcpy(image, from, from->nbytes);
	char *room = (char *)(image->values + image->n);
	for (size_t i = 0; i < image->n; i++) {
		image->values[i].bytes = image->values[i].nbytes ? room : NULL;
		room += image->values[i].nbytes;
	}
	return image;
}

static bool
same_value(const struct value *a, const struct value *b)
{
	return a->type == b->type && a->number == b->number &&
	    a->nbytes == b->nbytes &&
	    (!a->nbytes || !memcmp(a->bytes, b->bytes, a->nbytes));
}

static bool
same_image(const struct image *a, const struct image *b)
{
	if (!a || !b || a->n != b->n)
		return a == b;
	for (size_t i = 0; i < a->n; i++)
		if (!same_value(&a->values[i], &b->values[i]))
			return false;
	return true;
}

/* The row as it is now; NULL if it is not there. */
static int
read_row(struct image **out, struct marks *m, enum marks_table table,
    int64_t id, struct err *err)
{
	const struct table_shape *t = &marks_tables[table];
	struct buf sql = { 0 };

	buf_addf(
	    &sql, "SELECT %s FROM %s WHERE rowid = ?1", t->columns, t->name);
	struct query *q = query_new(m->db, buf_str(&sql), err);
	buf_fini(&sql);
	*out = NULL;
	if (!q)
		return -1;
	query_set_number(q, 1, id);
	int got = query_step(q, err);
	if (got > 0) {
		*out = make_image(q, strlen(t->types));
		got = query_step(q, err); /* says whether all was had */
	}
	query_free(q);
	if (got >= 0)
		return 0;
	free(*out);
	*out = NULL;
	return -1;
}

/* Put a row in; 0 done, 1 something is in its way, -1 failed. */
static int
put_row(struct marks *m, enum marks_table table, int64_t id,
    const struct image *image, struct err *err)
{
	const struct table_shape *t = &marks_tables[table];
	struct buf sql = { 0 };

	buf_addf(&sql, "INSERT OR IGNORE INTO %s (rowid, %s) VALUES (", t->name,
	    t->columns);
	schema_add_params(&sql, 1, (int)image->n + 1);
	buf_addc(&sql, ')');
	struct query *q = query_new(m->db, buf_str(&sql), err);
	buf_fini(&sql);
	if (!q)
		return -1;
	query_set_number(q, 1, id);
	for (size_t i = 0; i < image->n; i++)
		query_set_value(q, (int)i + 2, &image->values[i]);
	int got = query_step(q, err);
	query_free(q);
	return got < 0 ? -1 : db_nchanged(m->db) != 1;
}

/* --- what a transaction touches -------------------------------------------------- */

static struct change *
add_change(struct step *s, enum marks_table table, int64_t id)
{
	s->at = mem_grow(s->at, s->n, &s->cap, sizeof *s->at);
	s->at[s->n] = (struct change){ table, id, s->n, NULL, NULL };
	return &s->at[s->n++];
}

int
undo_note(struct marks *m, enum marks_table table, int64_t id, struct err *err)
{
	struct image *before;

	if (read_row(&before, m, table, id, err) < 0)
		return -1;
	add_change(&m->undo->pending, table, id)->before = before;
	return 0;
}

void
undo_note_new(struct marks *m, enum marks_table table, int64_t id)
{
	add_change(&m->undo->pending, table, id);
}

static int
compare(const void *x, const void *y)
{
	const struct change *a = x, *b = y;

	if (a->table != b->table)
		return a->table < b->table ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a->turn < b->turn ? -1 : a->turn > b->turn;
}

/* Of a row that was touched several times keep the first and last image. */
static void
merge(struct step *s)
{
	size_t kept = 0;

	if (s->n)
		qsort(s->at, s->n, sizeof *s->at, compare);
	for (size_t i = 0; i < s->n; i++) {
		struct change *last = kept ? &s->at[kept - 1] : NULL;
		struct change *c = &s->at[i];
		if (!last || last->table != c->table || last->id != c->id) {
			s->at[kept++] = *c;
			continue;
		}
		free(last->after);
		free(c->before);
		last->after = c->after;
	}
	s->n = kept;
}

static int
read_after(struct marks *m, struct step *s, struct err *err)
{
	int failed = 0;

	merge(s);
	for (size_t i = 0; !failed && i < s->n; i++)
		failed = read_row(
		    &s->at[i].after, m, s->at[i].table, s->at[i].id, err);
	return failed;
}

static bool
changes_nothing(const struct step *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (!same_image(s->at[i].before, s->at[i].after))
			return false;
	return true;
}

/* --- the steps ------------------------------------------------------------------- */

static void
drop(struct undo *u, size_t i)
{
	u->nbytes -= u->steps[i].nbytes;
	clear(&u->steps[i]);
	u->n--;
	if (i < u->nundo)
		u->nundo--;
	memmove(u->steps + i, u->steps + i + 1, (u->n - i) * sizeof *u->steps);
}

/* Take the changes of `s`, which is empty then, as the newest step. */
static void
push(struct undo *u, struct step *s, enum marks_deed deed)
{
	if (changes_nothing(s)) {
		clear(s);
		return;
	}
	while (u->n > u->nundo)
		drop(u, u->n - 1);
	s->deed = deed;
	s->nbytes = 0;
	for (size_t i = 0; i < s->n; i++) {
		const struct change *c = &s->at[i];
		s->nbytes += sizeof *c + (c->before ? c->before->nbytes : 0) +
		    (c->after ? c->after->nbytes : 0);
	}
	while (u->n == UNDO_MAX ||
	    (u->n && u->nbytes + s->nbytes > UNDO_MAX_BYTES))
		drop(u, 0);
	u->nbytes += s->nbytes;
	u->steps[u->n++] = *s;
	u->nundo = u->n;
	*s = (struct step){ 0 };
}

static void
add_to_group(struct undo *u, struct step *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct change *c =
		    add_change(&u->group, s->at[i].table, s->at[i].id);
		c->before = s->at[i].before;
		c->after = s->at[i].after;
	}
	s->n = 0;
	clear(s);
}

int
marks_end_step(
    struct marks *m, int failed, enum marks_deed deed, struct err *err)
{
	struct undo *u = m->undo;

	if (!failed)
		failed = read_after(m, &u->pending, err);
	if (marks_end(m, !failed, failed ? NULL : err) < 0) {
		clear(&u->pending);
		return -1;
	}
	if (u->is_grouped)
		add_to_group(u, &u->pending);
	else
		push(u, &u->pending, deed);
	return 0;
}

void
marks_step_begin(struct marks *m, enum marks_deed deed)
{
	if (!m)
		return;
	m->undo->group.deed = deed;
	m->undo->is_grouped = true;
}

void
marks_step_end(struct marks *m)
{
	if (!m || !m->undo->is_grouped)
		return;
	m->undo->is_grouped = false;
	merge(&m->undo->group);
	push(m->undo, &m->undo->group, m->undo->group.deed);
}

/* --- changes that are no steps --------------------------------------------------- */

static struct change *
find_change(struct step *s, const struct change *like)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->at[i].table == like->table && s->at[i].id == like->id)
			return &s->at[i];
	return NULL;
}

/* Where a step says how it expects this row to be now; NULL if none does. */
static struct image **
find_expected(struct undo *u, size_t i, const struct change *like, bool is_redo)
{
	struct change *c = find_change(&u->steps[i], like);

	if (!c)
		return NULL;
	return is_redo ? &c->before : &c->after;
}

/*
 * A row was changed quietly: the steps next to it, back and forth, must know,
 * or they would take it for someone else's doing.
 */
static void
follow(struct undo *u, const struct change *c)
{
	struct image **back = NULL, **forth = NULL;

	for (size_t i = u->nundo; i-- > 0 && !back;)
		back = find_expected(u, i, c, false);
	for (size_t i = u->nundo; i < u->n && !forth; i++)
		forth = find_expected(u, i, c, true);
	for (int turn = 0; turn < 2; turn++) {
		struct image **at = turn ? forth : back;
		if (!at || !same_image(*at, c->before))
			continue;
		free(*at);
		*at = copy_image(c->after);
	}
}

int
marks_end_quiet(struct marks *m, int failed, struct err *err)
{
	struct step *s = &m->undo->pending;

	if (m->undo->n && !failed)
		failed = read_after(m, s, err);
	failed = marks_end(m, !failed, failed ? NULL : err);
	for (size_t i = 0; m->undo->n && !failed && i < s->n; i++)
		follow(m->undo, &s->at[i]);
	clear(s);
	return failed;
}

/* --- back and forth ---------------------------------------------------------------- */

static int
refuse(struct err *err)
{
	return err_set(err, ERR_DB,
	    "this was changed elsewhere since; it stays as it is now");
}

/* Is each row as the step left it?  0 yes, 1 no, -1 failed. */
static int
check(struct marks *m, const struct step *s, bool is_redo, struct err *err)
{
	int got = 0;

	for (size_t i = 0; !got && i < s->n; i++) {
		const struct change *c = &s->at[i];
		struct image *now;
		got = read_row(&now, m, c->table, c->id, err);
		if (!got)
			got = !same_image(now, is_redo ? c->before : c->after);
		free(now);
	}
	return got;
}

/* 0 done, 1 something is in the way, -1 failed. */
static int
apply(struct marks *m, const struct step *s, bool is_redo, struct err *err)
{
	int got = check(m, s, is_redo, err);

	for (size_t i = 0; !got && i < s->n; i++)
		if (!same_image(s->at[i].before, s->at[i].after))
			got = row_delete(m, s->at[i].table, s->at[i].id, err);
	for (size_t i = 0; !got && i < s->n; i++) {
		const struct change *c = &s->at[i];
		const struct image *to = is_redo ? c->after : c->before;
		if (to && !same_image(c->before, c->after))
			got = put_row(m, c->table, c->id, to, err);
	}
	return got;
}

/* Do what step `i` did, or the opposite; `*deed` is what it did. */
static int
run(struct marks *m, size_t i, bool is_redo, enum marks_deed *deed,
    struct err *err)
{
	struct undo *u = m->undo;
	const struct step *s = &u->steps[i];

	*deed = s->deed;
	if (marks_begin(m, err) < 0)
		return -1;
	int got = apply(m, s, is_redo, err);
	if (marks_end(m, !got, got ? NULL : err) < 0) {
		if (got <= 0)
			return -1; /* it stays, to be tried again */
		drop(u, i);
		return refuse(err);
	}
	u->nundo = is_redo ? i + 1 : i;
	return 0;
}

int
marks_undo(struct marks *m, enum marks_deed *deed, struct err *err)
{
	if (!marks_nundo(m))
		return err_set(err, ERR_NOT_FOUND, "nothing to undo");
	return run(m, m->undo->nundo - 1, false, deed, err);
}

int
marks_redo(struct marks *m, enum marks_deed *deed, struct err *err)
{
	if (!marks_nredo(m))
		return err_set(err, ERR_NOT_FOUND, "nothing to do again");
	return run(m, m->undo->nundo, true, deed, err);
}

size_t
marks_nundo(const struct marks *m)
{
	return m ? m->undo->nundo : 0;
}

size_t
marks_nredo(const struct marks *m)
{
	return m ? m->undo->n - m->undo->nundo : 0;
}

/* --- what a step is about --------------------------------------------------------- */

/* Which of "paper, date, article" a column is, or -1. */
static int
find_column(const char *columns, const char *name)
{
	size_t nbytes = strlen(name);
	int n = 0;

	for (const char *at = columns; *at; n++) {
		size_t len = strcspn(at, ",");
		if (len == nbytes && memcmp(at, name, len) == 0)
			return n;
		at += len;
		at += strspn(at, ", ");
	}
	return -1;
}

/* A text of the row that a change is of, as it was or became. */
static const char *
take_text(const struct change *c, const char *name, struct arena *arena)
{
	const struct image *image = c->after ? c->after : c->before;
	int i = find_column(marks_tables[c->table].columns, name);

	if (!image || i < 0 || (size_t)i >= image->n ||
	    image->values[i].type != VALUE_TEXT || !image->values[i].nbytes)
		return NULL;
	return arena_strndup(
	    arena, image->values[i].bytes, image->values[i].nbytes);
}

struct marks_about
marks_next_step(const struct marks *m, bool is_redo, struct arena *arena)
{
	struct marks_about about = { 0 };
	size_t there = is_redo ? marks_nredo(m) : marks_nundo(m);

	if (there == 0)
		return about;
	const struct step *s = &m->undo->steps[m->undo->nundo - !is_redo];
	if (s->n != 1)
		return about;
	about.paper = take_text(s->at, "paper", arena);
	about.date = take_text(s->at, "date", arena);
	about.article = take_text(s->at, "article", arena);
	about.headline = take_text(
	    s->at, s->at->table == TABLE_FOLLOW ? "name" : "headline", arena);
	return about;
}
