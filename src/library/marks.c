#include "src/library/marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/edition.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

#define COLUMNS                                                             \
	"paper, date, article, page, headline, path, number, block, byte, " \
	"quote, added"

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

static const char *
or_empty(const char *s)
{
	return s ? s : "";
}

/* Bind a mark to ?1 ... ?11, in the order of COLUMNS. */
static void
set_mark(
    struct query *q, const struct mark *m, const char *paper, const char *date)
{
	query_set_text(q, 1, paper);
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

/* A text of the file as the model would have it: valid, "" as NULL. */
static const char *
get_text(struct query *q, int col, struct arena *a)
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

static uint32_t
get_u32(struct query *q, int col)
{
	int64_t n = query_number(q, col);

	return n < 0 || n > UINT32_MAX ? 0 : (uint32_t)n;
}

/* Read COLUMNS, which begin at column `col`. */
static void
get_mark(struct mark *m, struct query *q, int col, struct arena *a)
{
	const char *path = query_text(q, col + 5, NULL);
	const char *paper = get_text(q, col, a);
	const char *article = get_text(q, col + 2, a);

	*m = (struct mark){
		.paper = paper ? paper : "",
		.date = get_text(q, col + 1, a),
		.article = article ? article : "",
		.page = get_text(q, col + 3, a),
		.headline = get_text(q, col + 4, a),
		.path = path && *path ? arena_strdup(a, path) : NULL,
		.number = get_u32(q, col + 6),
		.block = get_u32(q, col + 7),
		.byte = get_u32(q, col + 8),
		.quote = get_text(q, col + 9, a),
		.added = query_number(q, col + 10),
	};
}

/*
 * The bookmark of an article, 0 if there is none.  An article whose text was
 * edited has another id; its headline and number together still tell it from
 * others called "In brief".
 */
static int
find_id(int64_t *id, struct marks *m, const struct mark *like, struct err *err)
{
	struct query *q = query_new(m->db,
	    "SELECT id FROM bookmark WHERE paper = ?1 AND date = ?2 AND "
	    "(article = ?3 OR (headline = ?4 AND number = ?5)) "
	    "ORDER BY article = ?3 DESC LIMIT 1",
	    err);
	int got = -1;

	*id = 0;
	if (!q)
		return -1;
	query_set_text(q, 1, like->paper);
	query_set_text(q, 2, or_empty(like->date));
	query_set_text(q, 3, like->article);
	query_set_text(q, 4, like->headline);
	query_set_number(q, 5, like->number);
	got = query_step(q, err);
	if (got > 0)
		*id = query_number(q, 0);
	query_free(q);
	return got < 0 ? -1 : 0;
}

static int
insert(struct marks *m, const struct mark *mark, int64_t *id, struct err *err)
{
	struct query *q = query_new(m->db,
	    "INSERT INTO bookmark (" COLUMNS ") "
	    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	    err);
	int got = -1;

	if (q) {
		set_mark(q, mark, mark->paper, mark->date);
		got = query_step(q, err);
		*id = db_last_id(m->db);
	}
	query_free(q);
	return got;
}

int
marks_add(struct marks *m, const struct mark *mark, int64_t *id, bool *existed,
    struct err *err)
{
	if (marks_begin(m, err) < 0)
		return -1;

	int failed = find_id(id, m, mark, err);
	bool exists = !failed && *id;
	if (!failed && !exists)
		failed = insert(m, mark, id, err);
	if (marks_end(m, !failed, failed ? NULL : err) < 0)
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

	struct query *q =
	    query_new(m->db, "DELETE FROM bookmark WHERE id = ?1", err);
	int failed = -1;
	if (q) {
		query_set_number(q, 1, id);
		failed = query_step(q, err);
	}
	query_free(q);
	return marks_end(m, !failed, failed ? NULL : err);
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
	    "SELECT id, " COLUMNS " FROM bookmark "
	    "WHERE ?1 IS NULL OR (paper = ?1 AND date = ?2)",
	    err);
	if (!q)
		return -1;
	query_set_text(q, 1, paper);
	query_set_text(q, 2, or_empty(date));
	while ((got = query_step(q, err)) > 0 && n < LIST_MAX) {
		at = mem_grow(at, n, &cap, sizeof *at);
		get_mark(&at[n], q, 1, a);
		at[n++].id = query_number(q, 0);
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
	return find_id(id, m, &like, err);
}

int
marks_set_place(struct marks *m, const char *paper, const char *date,
    const struct mark *mark, struct err *err)
{
	if (marks_begin(m, err) < 0)
		return -1;

	struct query *q = query_new(m->db,
	    "INSERT OR REPLACE INTO place (" COLUMNS ") "
	    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
	    err);
	int failed = -1;
	if (q) {
		set_mark(q, mark, or_empty(paper), date);
		failed = query_step(q, err);
	}
	query_free(q);
	return marks_end(m, !failed, failed ? NULL : err);
}

bool
marks_get_place(struct marks *m, const char *paper, const char *date,
    struct mark *out, struct arena *a, struct err *err)
{
	int got = -1;

	if (err)
		*err = (struct err){ 0 };
	if (marks_ready(m, err) < 0)
		return false;
	struct query *q = query_new(m->db,
	    "SELECT " COLUMNS " FROM place WHERE paper = ?1 AND date = ?2",
	    err);
	if (q) {
		query_set_text(q, 1, or_empty(paper));
		query_set_text(q, 2, or_empty(date));
		got = query_step(q, err);
	}
	if (got > 0)
		get_mark(out, q, 0, a);
	query_free(q);
	return got > 0;
}
