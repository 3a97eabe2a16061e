#include "src/library/marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

/* More than anyone sets; a file made to harm could hold more. */
enum { LIST_MAX = 100000 };

int64_t
marks_now(void)
{
	const char *now = getenv("BROADSHEET_NOW");
	char *end;

	if (now && *now) {
		long long seconds = strtoll(now, &end, 10);
		if (!*end)
			return seconds;
	}
	return (int64_t)time(NULL);
}

void
marks_day(char *out, int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (!gmtime_r(&t, &tm) ||
	    !strftime(out, MARKS_DAY_BYTES, "%Y-%m-%d", &tm))
		snprintf(out, MARKS_DAY_BYTES, "unknown");
}

static int
insert(struct marks *m, const struct mark *mark, int64_t *id, struct err *err)
{
	struct arena *a = arena_new();
	struct query *q = query_new(m->db,
	    "INSERT INTO bookmark (" MARK_COLUMNS ", title, tags) VALUES "
	    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
	    err);
	int got = -1;

	if (q) {
		row_set_mark(q, mark, mark->paper, mark->date);
		query_set_text(q, 12, mark->title);
		query_set_text(q, 13, tags_pack(mark->tags, a));
		got = query_step(q, err);
		*id = db_last_id(m->db);
	}
	query_free(q);
	arena_free(a);
	return got;
}

int
marks_add(struct marks *m, const struct mark *mark, int64_t *id, bool *existed,
    struct err *err)
{
	if (marks_begin(m, err) < 0)
		return -1;

	int failed = row_find(id, m, TABLE_BOOKMARK, mark, err);
	bool exists = !failed && *id;
	if (!failed && !exists)
		failed = insert(m, mark, id, err);
	if (!failed && !exists)
		undo_note_new(m, TABLE_BOOKMARK, *id);
	if (marks_end_step(m, failed, DEED_BOOKMARK_SET, err) < 0)
		return -1;
	if (existed)
		*existed = exists;
	return 0;
}

int
marks_remove(struct marks *m, int64_t id, struct err *err)
{
	if (marks_begin(m, err) < 0)
		return -1;

	int failed = undo_note(m, TABLE_BOOKMARK, id, err);
	if (!failed)
		failed = row_delete(m, TABLE_BOOKMARK, id, err);
	return marks_end_step(m, failed, DEED_BOOKMARK_CLEARED, err);
}

static int
update(struct marks *m, const struct mark *mark, struct err *err)
{
	struct query *q = query_new(m->db,
	    "UPDATE bookmark SET title = ?2, tags = ?3 WHERE id = ?1", err);
	struct arena *a = arena_new();
	int got = -1;

	if (q) {
		query_set_number(q, 1, mark->id);
		query_set_text(q, 2, mark->title);
		query_set_text(q, 3, tags_pack(mark->tags, a));
		got = query_step(q, err);
	}
	if (!got && !db_nchanged(m->db))
		got = err_set(
		    err, ERR_NOT_FOUND, "this bookmark is not there any more");
	query_free(q);
	arena_free(a);
	return got;
}

int
marks_change(struct marks *m, const struct mark *mark, struct err *err)
{
	if (marks_begin(m, err) < 0)
		return -1;

	int failed = undo_note(m, TABLE_BOOKMARK, mark->id, err);
	if (!failed)
		failed = update(m, mark, err);
	return marks_end_step(m, failed, DEED_BOOKMARK_CHANGED, err);
}

/* Text in the order of people: "A9" before "A10". */
static int
compare_text(const char *a, const char *b)
{
	a = or_empty(a);
	b = or_empty(b);
	while (*a && *b) {
		size_t na = strspn(a, "0123456789");
		size_t nb = strspn(b, "0123456789");
		if (na && nb) {
			size_t za = strspn(a, "0"), zb = strspn(b, "0");
			za = za < na ? za : na;
			zb = zb < nb ? zb : nb;
			if (na - za != nb - zb)
				return na - za < nb - zb ? -1 : 1;
			int order = memcmp(a + za, b + zb, na - za);
			if (order)
				return order;
			a += na;
			b += nb;
		} else if (*a != *b) {
			break;
		} else {
			a++;
			b++;
		}
	}
	return (unsigned char)*a - (unsigned char)*b;
}

static int
compare_marks(const void *x, const void *y)
{
	const struct mark *a = x, *b = y;
	int order = compare_text(b->date, a->date);

	if (!order)
		order = strcmp(a->paper, b->paper);
	if (!order)
		order = compare_text(a->page, b->page);
	if (!order && a->number != b->number)
		order = a->number < b->number ? -1 : 1;
	if (!order)
		order = a->id < b->id ? -1 : a->id > b->id;
	return order;
}

/* All bookmarks, or those of one edition if `paper` is not NULL. */
static int
read_list(struct marks *m, struct mark_list *list, const char *paper,
    const char *date, struct arena *a, struct err *err)
{
	struct mark *at = NULL;
	size_t n = 0, cap = 0;
	int got;

	*list = (struct mark_list){ 0 };
	if (marks_ready(m, err) < 0)
		return -1;
	struct query *q = query_new(m->db,
	    "SELECT id, " MARK_COLUMNS ", title, tags FROM bookmark "
	    "WHERE ?1 IS NULL OR (paper = ?1 AND date = ?2)",
	    err);
	if (!q)
		return -1;
	query_set_text(q, 1, paper);
	query_set_text(q, 2, or_empty(date));
	while ((got = query_step(q, err)) > 0 && n < LIST_MAX) {
		at = mem_grow(at, n, &cap, sizeof *at);
		row_get_mark(&at[n], q, 1, a);
		at[n].id = query_number(q, 0);
		at[n].title = row_text(q, 12, a);
		at[n++].tags = tags_unpack(row_text(q, 13, a), a);
	}
	query_free(q);
	if (n)
		qsort(at, n, sizeof *at, compare_marks);
	if (got >= 0)
		*list =
		    (struct mark_list){ arena_dup(a, at, n, sizeof *at), n };
	free(at);
	return got < 0 ? -1 : 0;
}

int
marks_list(
    struct marks *m, struct mark_list *list, struct arena *a, struct err *err)
{
	return read_list(m, list, NULL, NULL, a, err);
}

int
marks_ids_of_edition(struct marks *m, const char *paper, const char *date,
    const struct edition *e, int64_t *ids, struct err *err)
{
	struct arena *a = arena_new();
	struct mark_list list;
	int failed = read_list(m, &list, or_empty(paper), date, a, err);

	if (e->narticles)
		memset(ids, 0, e->narticles * sizeof *ids);
	for (size_t i = 0; !failed && i < list.n; i++) {
		size_t k = mark_find_article(&list.at[i], e);
		if (k < e->narticles)
			ids[k] = list.at[i].id;
	}
	arena_free(a);
	return failed;
}

int
marks_of_edition(struct marks *m, const char *paper, const char *date,
    const struct edition *e, unsigned char *bits, struct err *err)
{
	int64_t *ids = xcalloc(e->narticles + 1, sizeof *ids);
	int failed = marks_ids_of_edition(m, paper, date, e, ids, err);

	for (size_t i = 0; i < e->narticles; i++)
		bits[i] = ids[i] != 0;
	free(ids);
	return failed;
}

int
marks_find(struct marks *m, const char *paper, const char *date,
    const struct article *a, int64_t *id, struct err *err)
{
	struct mark like = { .paper = or_empty(paper),
		.date = date,
		.article = a->id,
		.headline = a->headline,
		.number = (uint32_t)a->index + 1 };

	*id = 0;
	if (marks_ready(m, err) < 0)
		return -1;
	return row_find(id, m, TABLE_BOOKMARK, &like, err);
}
