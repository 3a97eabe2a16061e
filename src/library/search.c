/*
 * Newest and oldest first, FTS5 gives rows in this order, and reading them ends
 * with the last result that is wanted.  By relevance, some hundreds of the
 * newest stories with a word in the heading and of the newest of all are weighed
 * (search_rank.c): who looks for a word that tens of thousands of stories have
 * does not miss the old ones, and weighing all would take seconds.  What few
 * stories have is found however old they are.
 */
#include "src/library/search.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"
#include "src/library/query.h"
#include "src/library/search_int.h"

enum {
	/*
	 * Stories that are looked at, for each result wanted, before FTS5 is
	 * asked for one character or the like: what it needs long for stands in
	 * every few stories.  Looking at a story takes some 20 microseconds.
	 */
	SCANNED = 3,
	SCANNED_MAX = 1000,
	BEST_HEADED = 500, /* candidates with a word in the heading ... */
	BEST_ANY = 1000,   /* ... and of any others */
	/*
	 * After how many bytes of text, a row counted as ROW_BYTES, and steps of
	 * SQLite goes_on() is asked: a millisecond or two of each.
	 */
	ASK_BYTES = 128 * 1024,
	ROW_BYTES = 1024,
	ASK_STEPS = 20000,
};

struct scored {
	int64_t row;
	double score;
};

struct searcher {
	struct archive *archive;
	const struct search_options *options;
	struct request request;
	size_t limit;
	size_t nread; /* since goes_on() was asked */
	bool is_stopped;
	struct query *texts; /* what candidates are looked at by */
	struct arena *arena;
	struct err *err;
};

/* --- stopping -------------------------------------------------------------------- */

static bool
goes_on(void *ctx)
{
	struct searcher *s = ctx;

	if (!s->is_stopped && s->options->goes_on)
		s->is_stopped = !s->options->goes_on(s->options->ctx);
	return !s->is_stopped;
}

static void
count_read(struct searcher *s, size_t nbytes)
{
	s->nread += nbytes + ROW_BYTES;
	if (s->nread < ASK_BYTES)
		return;
	s->nread = 0;
	goes_on(s);
}

/* As query_step(); what was stopped has no more rows. */
static int
step(struct searcher *s, struct query *q)
{
	int got = query_step(q, s->err);

	return got < 0 && s->is_stopped ? 0 : got;
}

/* --- candidates -------------------------------------------------------------------- */

/* Rows that `match` finds, in order. */
static struct query *
open_rows(struct searcher *s, const char *match, bool is_rising)
{
	static const char *const sql[2][2] = {
		{ "SELECT a.row FROM article a JOIN edition e "
		  "ON e.id = a.edition WHERE a.row BETWEEN ?2 AND ?3 AND "
		  "a.is_twin = 0 AND e.removed = 0 ORDER BY a.row DESC",
		    "SELECT a.row FROM article a JOIN edition e "
		    "ON e.id = a.edition WHERE a.row BETWEEN ?2 AND ?3 AND "
		    "a.is_twin = 0 AND e.removed = 0 ORDER BY a.row" },
		{ "SELECT rowid FROM term WHERE term MATCH ?1 AND "
		  "rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC",
		    "SELECT rowid FROM term WHERE term MATCH ?1 AND "
		    "rowid BETWEEN ?2 AND ?3 ORDER BY rowid" },
	};
	struct query *q =
	    query_new(s->archive->db, sql[match != NULL][is_rising], s->err);

	if (!q)
		return NULL;
	if (match)
		query_set_text(q, 1, match);
	query_set_number(q, 2, s->request.from);
	query_set_number(q, 3, s->request.to);
	return q;
}

static struct query *
open_texts(struct searcher *s)
{
	return query_new(s->archive->db,
	    s->request.needs_values
		? "SELECT a.text, e.paper, a.section, a.authors "
		  "FROM article a JOIN edition e ON e.id = a.edition "
		  "WHERE a.row = ?1"
		: "SELECT text FROM article WHERE row = ?1",
	    s->err);
}

static const char *
text_of(struct query *q, int col, size_t *nbytes)
{
	const char *s = query_text(q, col, nbytes);

	return s ? s : "";
}

/* 1: `c` is the candidate, until the next; 0: it is not there; -1: failed. */
static int
read_candidate(struct searcher *s, struct candidate *c, int64_t row)
{
	struct query *q = s->texts;

	query_reset(q);
	query_set_number(q, 1, row);
	int got = step(s, q);
	if (got <= 0)
		return got;
	*c = (struct candidate){ .row = row };
	c->text = text_of(q, 0, &c->nbytes);
	c->nbytes = strlen(c->text); /* a NUL is no text of ours */
	if (s->request.needs_values) {
		c->paper = text_of(q, 1, NULL);
		c->section = text_of(q, 2, NULL);
		c->authors = text_of(q, 3, NULL);
	}
	return 1;
}

/*
 * The same, and whether it is what was asked for; `match` is what its row was
 * found by, NULL if it is any story's.
 */
static int
read_result(
    struct searcher *s, struct candidate *c, int64_t row, const char *match)
{
	int got = read_candidate(s, c, row);

	if (got <= 0)
		return got;
	count_read(s, c->nbytes);
	return match || !s->request.match ? candidate_holds(c, &s->request)
					  : candidate_holds_all(c, &s->request);
}

/* --- results ------------------------------------------------------------------------ */

struct list {
	struct result *at;
	size_t n, cap;
};

static int
add_result(struct searcher *s, struct list *list, const struct candidate *c)
{
	struct query *q = archive_query(s->archive, ARCHIVE_GET_STORY, s->err);

	if (!q)
		return -1;
	query_set_number(q, 1, c->row);
	int got = step(s, q);
	if (got > 0) {
		list->at =
		    mem_grow(list->at, list->n, &list->cap, sizeof *list->at);
		struct result *r = &list->at[list->n++];
		memset(r, 0, sizeof *r);
		archive_get_story(&r->story, q, s->arena);
		result_show(r, c, &s->request, s->arena);
	}
	query_reset(q);
	return got < 0 ? -1 : 0;
}

/* Look at one row; 1: it is one more than is wanted; -1: failed. */
static int
take_row(struct searcher *s, struct list *list, int64_t row, const char *match)
{
	struct candidate c;
	int held = read_result(s, &c, row, match);

	if (held <= 0)
		return held;
	return list->n == s->limit ? 1 : add_result(s, list, &c);
}

/*
 * Take rows in order until there are as many results as wanted, at most `most`;
 * those taken are not in the request any more.  0: there are no more rows.
 */
static int
take_rows(struct results *out, struct searcher *s, struct list *list,
    const char *match, size_t most)
{
	bool is_rising = s->options->order == SEARCH_OLDEST;
	struct query *q = open_rows(s, match, is_rising);
	int got = q ? 1 : -1;

	for (; most > 0 && got > 0 && (got = step(s, q)) > 0; most--) {
		int64_t row = query_number(q, 0);
		/* To look whether the next one is true could take long. */
		int taken = match && list->n == s->limit
		    ? 1
		    : take_row(s, list, row, match);
		out->is_more = taken > 0;
		if (taken < 0)
			got = -1;
		if (taken || s->is_stopped)
			break;
		if (is_rising)
			s->request.from = row + 1;
		else
			s->request.to = row - 1;
	}
	query_free(q);
	return got;
}

static int
search_by_day(struct results *out, struct searcher *s, struct list *list)
{
	const char *match = s->request.match;
	size_t most = 100 + SCANNED * s->limit;
	int got = 1;

	if (most > SCANNED_MAX)
		most = SCANNED_MAX;
	if (s->request.is_costly && match)
		got = take_rows(out, s, list, NULL, most);
	if (got > 0 && !out->is_more && !s->is_stopped)
		got = take_rows(out, s, list, match, SIZE_MAX);
	return got < 0 ? -1 : 0;
}

/* --- the best ------------------------------------------------------------------------- */

struct scores {
	struct scored at[BEST_HEADED + 2 * BEST_ANY];
	size_t n;
	size_t nheaded; /* the first of them, in falling order of rows */
	bool is_more;
};

static bool
is_headed(const struct scores *scores, int64_t row)
{
	size_t lo = 0, hi = scores->nheaded;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (scores->at[mid].row == row)
			return true;
		if (scores->at[mid].row > row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

/*
 * Weigh the newest candidates that are not weighed yet: `most` of them, or more
 * if that does not give as many results as wanted.  Without a match, which finds
 * any story, no more than `most` are looked at; the request then goes on below.
 */
static int
weigh_some(
    struct searcher *s, struct scores *scores, const char *match, size_t most)
{
	struct query *q = open_rows(s, match, false);
	size_t end = scores->n + most, nlooked = 0;
	int got = q ? 1 : -1;

	scores->is_more = false;
	while (got > 0 && !s->is_stopped && (got = step(s, q)) > 0) {
		struct candidate c;
		int64_t row = query_number(q, 0);
		if (is_headed(scores, row))
			continue;
		scores->is_more = scores->n == end ||
		    (nlooked++ >= most && (!match || scores->n >= s->limit));
		if (scores->is_more)
			break;
		int held = read_result(s, &c, row, match);
		if (held < 0)
			got = -1;
		else if (held)
			scores->at[scores->n++] = (struct scored){ row,
				candidate_weight(&c, &s->request) };
		if (!match)
			s->request.to = row - 1;
	}
	query_free(q);
	return got < 0 ? -1 : 0;
}

static int
compare_scores(const void *x, const void *y)
{
	const struct scored *a = x, *b = y;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->row > b->row ? -1 : a->row < b->row;
}

static int64_t
day_of(int64_t row)
{
	int64_t day = row / ARCHIVE_ROWS_OF_DAY;

	return day - (row % ARCHIVE_ROWS_OF_DAY < 0);
}

static void
put_in_order(struct scores *scores)
{
	int64_t newest = INT64_MIN;

	for (size_t i = 0; i < scores->n; i++)
		if (day_of(scores->at[i].row) > newest)
			newest = day_of(scores->at[i].row);
	for (size_t i = 0; i < scores->n; i++)
		scores->at[i].score = rank_score(
		    scores->at[i].score, day_of(scores->at[i].row), newest);
	qsort(scores->at, scores->n, sizeof *scores->at, compare_scores);
}

static int
weigh_all(struct searcher *s, struct scores *scores)
{
	const struct request *r = &s->request;

	if (r->headed_match &&
	    weigh_some(s, scores, r->headed_match, BEST_HEADED) != 0)
		return -1;
	scores->nheaded = scores->n;
	bool is_more = scores->is_more;
	if (r->is_costly && r->match &&
	    weigh_some(s, scores, NULL, BEST_ANY) != 0)
		return -1;
	if ((!r->is_costly || !r->match || scores->n < s->limit) &&
	    weigh_some(s, scores, r->match, BEST_ANY) != 0)
		return -1;
	scores->is_more |= is_more;
	return 0;
}

static int
search_best(struct results *out, struct searcher *s, struct list *list)
{
	struct scores *scores = arena_one(s->arena, struct scores);

	if (weigh_all(s, scores) != 0)
		return -1;
	put_in_order(scores);
	for (size_t i = 0; i < scores->n && list->n < s->limit; i++) {
		struct candidate c;
		int got = read_candidate(s, &c, scores->at[i].row);
		size_t before = list->n;
		if (got < 0 || (got && add_result(s, list, &c) < 0))
			return -1;
		if (list->n > before)
			list->at[before].score = scores->at[i].score;
	}
	out->is_more = scores->is_more || scores->n > s->limit;
	return 0;
}

/* --- all of it ---------------------------------------------------------------------------- */

static int
run(struct results *out, struct searcher *s)
{
	bool by_day =
	    s->options->order != SEARCH_BEST || s->request.texts.n == 0;
	struct list list = { 0 };

	s->texts = open_texts(s);
	if (!s->texts)
		return -1;
	int failed =
	    by_day ? search_by_day(out, s, &list) : search_best(out, s, &list);
	query_free(s->texts);
	out->at = arena_dup(s->arena, list.at, list.n, sizeof *list.at);
	out->n = list.n;
	out->is_stopped = s->is_stopped;
	free(list.at);
	return failed;
}

int
search_archive(struct results *out, struct archive *ar,
    const struct search_node *query, const struct search_options *o,
    struct arena *a, struct err *err)
{
	static const struct search_options usual;
	struct searcher s = {
		.archive = ar, .options = o ? o : &usual, .arena = a, .err = err
	};

	*out = (struct results){ 0 };
	s.limit = s.options->limit ? s.options->limit : SEARCH_LIMIT;
	if (!archive_is_indexed(ar))
		return err_set(err, ERR_UNSUPPORTED,
		    "the search index was made by another version of this "
		    "program; import a paper, and it is made anew");
	if (request_make(&s.request, query, s.options, a, err) != 0)
		return -1;
	if (s.request.from > s.request.to)
		return 0; /* days that have nothing in common */
	if (s.options->goes_on)
		db_on_progress(ar->db, ASK_STEPS, goes_on, &s);
	int failed = run(out, &s);
	db_on_progress(ar->db, 0, NULL, NULL);
	return failed;
}
