/* Stories into the search index and under their authors, and out again. */
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"
#include "src/library/term_index.h"
#include "src/text/fold.h"
#include "src/text/terms.h"

enum { AUTHORS_MAX = 64 }; /* of one story; the most seen is nine */

struct signer {
	const char *name, *role;
};

/* Take apart what make_authors() made; the strings are the arena's. */
static size_t
split_authors(struct signer out[AUTHORS_MAX], const char *s, struct arena *a)
{
	size_t n = 0;

	while (*s && n < AUTHORS_MAX) {
		const char *role = strchr(s, '\x1F');
		const char *end =
		    role ? strchr(role, ARCHIVE_FIELD_MARK) : NULL;
		if (!end)
			break;
		out[n].name = arena_strndup(a, s, (size_t)(role - s));
		out[n++].role =
		    arena_strndup(a, role + 1, (size_t)(end - role - 1));
		s = end + 1;
	}
	return n;
}

/* Run a statement of a name, a number and a role in this order, or two texts. */
static int
run_author(struct archive *ar, enum archive_statement which,
    const struct signer *who, int64_t row, struct err *err)
{
	struct query *q = archive_query(ar, which, err);
	bool by_row =
	    which == ARCHIVE_ADD_AUTHOR || which == ARCHIVE_DROP_AUTHOR;

	if (!q)
		return -1;
	query_set_text(q, 1, who->name);
	query_set_text(q, by_row ? 3 : 2, who->role);
	if (by_row)
		query_set_number(q, 2, row);
	else if (which == ARCHIVE_COUNT_AUTHOR)
		query_set_number(q, 3, row);
	return archive_run(q, err);
}

static int
new_author(struct archive *ar, const struct signer *who, int64_t row,
    struct arena *a, struct err *err)
{
	struct query *q = archive_query(ar, ARCHIVE_NEW_AUTHOR, err);

	if (!q)
		return -1;
	query_set_text(q, 1, who->name);
	query_set_text(q, 2, who->role);
	query_set_number(q, 3, row);
	query_set_text(q, 4, fold_text(who->name, strlen(who->name), a).s);
	return archive_run(q, err);
}

static int
count_author(struct archive *ar, const struct signer *who, int64_t row,
    struct arena *a, struct err *err)
{
	if (run_author(ar, ARCHIVE_ADD_AUTHOR, who, row, err) < 0)
		return -1;
	if (!db_nchanged(ar->db))
		return 0; /* named twice in one line */
	if (run_author(ar, ARCHIVE_COUNT_AUTHOR, who, row, err) < 0)
		return -1;
	return db_nchanged(ar->db) ? 0 : new_author(ar, who, row, a, err);
}

static int
uncount_author(
    struct archive *ar, const struct signer *who, int64_t row, struct err *err)
{
	if (run_author(ar, ARCHIVE_DROP_AUTHOR, who, row, err) < 0)
		return -1;
	if (!db_nchanged(ar->db))
		return 0;
	if (run_author(ar, ARCHIVE_UNCOUNT_AUTHOR, who, row, err) < 0)
		return -1;
	return run_author(ar, ARCHIVE_FORGET_AUTHOR, who, row, err);
}

typedef int term_change(
    struct term_index *, int64_t row, const struct index_text *, struct err *);

/* An index of other terms is made anew as a whole. */
static int
change_terms(struct archive *ar, term_change *change,
    const struct kept_story *s, const char *paper, struct err *err)
{
	struct arena *a = arena_new();
	struct signer who[AUTHORS_MAX];
	const char *names[AUTHORS_MAX];
	struct index_text it = {
		.text = s->text,
		.nbytes = s->nbytes,
		.paper = paper,
		.section = s->section,
		.authors = names,
		.nauthors = split_authors(who, s->authors, a),
	};

	for (size_t i = 0; i < it.nauthors; i++)
		names[i] = who[i].name;
	int failed = change(ar->terms, s->row, &it, err);
	arena_free(a);
	return failed;
}

static int
change_story(struct archive *ar, const struct kept_story *s, const char *paper,
    bool is_in, struct err *err)
{
	struct signer who[AUTHORS_MAX];
	int failed = 0;

	if (s->is_twin)
		return 0;
	if (ar->is_indexed)
		failed = change_terms(ar,
		    is_in ? term_index_add : term_index_remove, s, paper, err);
	if (failed || !*s->authors)
		return failed;
	struct arena *a = arena_new();
	size_t n = split_authors(who, s->authors, a);
	for (size_t i = 0; i < n && !failed; i++)
		failed = is_in ? count_author(ar, &who[i], s->row, a, err)
			       : uncount_author(ar, &who[i], s->row, err);
	arena_free(a);
	return failed;
}

int
archive_index(struct archive *ar, const struct kept_story *s, const char *paper,
    struct err *err)
{
	return change_story(ar, s, paper, true, err);
}

int
archive_unindex(struct archive *ar, const struct kept_story *s,
    const char *paper, struct err *err)
{
	return change_story(ar, s, paper, false, err);
}

/* --- whole editions --------------------------------------------------------------- */

typedef int story_change(struct archive *, const struct kept_story *,
    const char *paper, struct err *);

static int
change_edition(
    struct archive *ar, int64_t edition, story_change *change, struct err *err)
{
	struct arena *a = arena_new();
	struct query *q = archive_query(ar, ARCHIVE_GET_PAPER, err);
	struct kept_story *at = NULL;
	const char *paper = "";
	size_t n = 0;
	int failed = -1;

	if (q) {
		query_set_number(q, 1, edition);
		if (query_step(q, NULL) > 0)
			paper = archive_string(q, 0, a);
		query_reset(q);
		failed = archive_old_stories(&at, &n, ar, edition, a, err);
	}
	for (size_t i = 0; i < n && !failed; i++)
		failed = change(ar, &at[i], paper, err);
	arena_free(a);
	return failed;
}

int
archive_index_edition(struct archive *ar, int64_t edition, struct err *err)
{
	return change_edition(ar, edition, archive_index, err);
}

int
archive_unindex_edition(struct archive *ar, int64_t edition, struct err *err)
{
	return change_edition(ar, edition, archive_unindex, err);
}

/* --- the index anew ----------------------------------------------------------------- */

#define INDEXED_STORIES                                             \
	" FROM article a JOIN edition e ON e.id = a.edition WHERE " \
	"a.is_twin = 0 AND e.removed = 0"

static int
reindex(struct archive *ar, bool (*goes_on)(void *, uint64_t, uint64_t),
    void *ctx, struct err *err)
{
	enum { ASK_EVERY = 256 }; /* stories, some 50 ms */
	struct arena *a = arena_new();
	struct query *q;
	int64_t of;
	int got = -1;

	if (db_number(&of, ar->db, "SELECT count(*)" INDEXED_STORIES, err) < 0)
		goto out;
	q = query_new(ar->db,
	    "SELECT a.row, a.section, a.authors, a.text, "
	    "e.paper" INDEXED_STORIES " ORDER BY a.row",
	    err);
	for (uint64_t i = 0; q && (got = query_step(q, err)) > 0; i++) {
		struct kept_story s = { .row = query_number(q, 0) };
		const char *text = query_text(q, 3, &s.nbytes);
		if (goes_on && i % ASK_EVERY == 0 &&
		    !goes_on(ctx, i, (uint64_t)of))
			got = err_set(err, ERR_LIMIT, "stopped");
		if (got < 0)
			break;
		s.section = archive_string(q, 1, a);
		s.authors = archive_string(q, 2, a);
		s.text = text ? text : "";
		if (change_terms(ar, term_index_add, &s,
			archive_string(q, 4, a), err) < 0) {
			got = -1;
			break;
		}
		arena_reset(a);
	}
	query_free(q);
out:
	arena_free(a);
	return got;
}

int
archive_reindex(struct archive *ar, bool (*goes_on)(void *, uint64_t, uint64_t),
    void *ctx, struct err *err)
{
	if (archive_begin(ar, err) < 0)
		return -1;
	int failed = term_index_clear(ar->terms, err);
	if (!failed)
		failed = reindex(ar, goes_on, ctx, err);
	ar->in_batch = false;
	if (db_end(ar->db, !failed, failed ? NULL : err) < 0)
		failed = -1;
	ar->is_indexed = term_index_is_current(ar->terms);
	return failed;
}

/* --- is it found? ------------------------------------------------------------------- */

/*
 * Terms of a story that are asked for: from all over the text, since a piece of
 * the index that is lost takes terms of some letters with it.
 */
enum { PROBES = 8 };

struct probe {
	struct buf match;
	size_t next, step; /* bytes of the text */
};

static int
match_some(void *ctx, const struct term *t)
{
	struct probe *p = ctx;

	if (t->from < p->next)
		return 0;
	if (p->match.n)
		buf_adds(&p->match, " AND ");
	term_index_match(&p->match, t, TERM_ANYWHERE, false);
	p->next = t->from + p->step;
	return 0;
}

int
archive_is_found(struct archive *ar, int64_t row, const char *text,
    size_t nbytes, struct err *err)
{
	struct probe p = { .step = nbytes / PROBES + 1 };
	int got = 1;

	terms_each(text, nbytes, TERMS_OF_QUERY, match_some, &p);
	/* A text without terms is not to be found, and that is right. */
	if (p.match.n) {
		struct query *q = query_new(ar->db,
		    "SELECT 1 FROM term WHERE term MATCH ?1 AND rowid = ?2",
		    err);
		got = -1;
		if (q) {
			query_set_text(q, 1, buf_str(&p.match));
			query_set_number(q, 2, row);
			got = query_step(q, err);
		}
		query_free(q);
	}
	buf_fini(&p.match);
	return got;
}
