/* Who signed what. */
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"
#include "src/text/fold.h"

enum { AUTHORS_MAX = 1000000 };

/* A copy of what was gathered; never NULL, unless it failed. */
static void *
settle(void *at, size_t n, size_t size, int got, struct arena *a)
{
	void *out = got < 0 ? NULL : arena_alloc(a, n + 1, size);

	if (out && n)
		memcpy(out, at, n * size);
	free(at);
	return out;
}

struct archive_author *
archive_authors(size_t *n, struct archive *ar, const char *like, size_t limit,
    struct arena *a, struct err *err)
{
	struct archive_author *at = NULL;
	size_t cap = 0;
	int got = -1;
	struct query *q = query_new(ar->db,
	    "SELECT name, role, nstories, (SELECT e.day FROM article a "
	    "JOIN edition e ON e.id = a.edition WHERE a.row = last) "
	    "FROM reporter "
	    "WHERE ?1 IS NULL OR instr(folded, ?1) "
	    "ORDER BY nstories DESC, name, role",
	    err);

	*n = 0;
	if (!limit || limit > AUTHORS_MAX)
		limit = AUTHORS_MAX;
	if (q && like)
		query_set_text(q, 1, fold_text(like, strlen(like), a).s);
	while (q && *n < limit && (got = query_step(q, err)) > 0) {
		at = mem_grow(at, *n, &cap, sizeof *at);
		at[(*n)++] = (struct archive_author){
			.name = archive_string(q, 0, a),
			.role = archive_string(q, 1, a),
			.nstories = (size_t)query_number(q, 2),
			.last = query_number(q, 3),
		};
	}
	query_free(q);
	return settle(at, *n, sizeof *at, got, a);
}

struct archive_story *
archive_stories_by(size_t *n, struct archive *ar, const char *name,
    const char *role, size_t limit, struct arena *a, struct err *err)
{
	struct archive_story *at = NULL;
	size_t cap = 0;
	int64_t last = 0;
	int got = -1;
	struct query *q = query_new(ar->db,
	    "SELECT " STORY_COLUMNS " FROM author w "
	    "JOIN article a ON a.row = w.row JOIN edition e ON e.id = "
	    "a.edition "
	    "WHERE w.name = ?1 AND (?2 IS NULL OR w.role = ?2) "
	    "ORDER BY w.row DESC",
	    err);

	*n = 0;
	if (!limit || limit > AUTHORS_MAX)
		limit = AUTHORS_MAX;
	if (q) {
		query_set_text(q, 1, name);
		query_set_text(q, 2, role);
	}
	while (q && *n < limit && (got = query_step(q, err)) > 0) {
		int64_t row = query_number(q, 0);
		if (*n && row == last)
			continue; /* signed in two roles */
		last = row;
		at = mem_grow(at, *n, &cap, sizeof *at);
		archive_get_story(&at[(*n)++], q, a);
	}
	query_free(q);
	return settle(at, *n, sizeof *at, got, a);
}
