#include "src/library/guard.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/library/archive.h"
#include "src/library/clips.h"
#include "src/library/marks.h"
#include "src/library/reading.h"

/* Marks know an edition by its paper and date. */
struct needed {
	const char *paper, *date;
	enum guard_reason reason;
};

struct guard {
	struct needed *marked; /* sorted */
	size_t nmarked;
	int64_t *followed; /* ids, sorted */
	size_t nfollowed;
};

static const char *
or_empty(const char *s)
{
	return s ? s : "";
}

static int
compare_needed(const void *a, const void *b)
{
	const struct needed *x = a, *y = b;
	int order = strcmp(x->paper, y->paper);

	return order ? order : strcmp(x->date, y->date);
}

static int
compare_ids(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static int
find_marked(
    struct guard *g, struct marks *marks, struct arena *a, struct err *err)
{
	struct mark_list marked;
	struct clip_list clipped;
	size_t n = 0;

	if (marks_list(marks, &marked, a, err) < 0 ||
	    clips_list(marks, &clipped, NULL, a, err) < 0)
		return -1;
	g->marked = arena_array(a, struct needed, marked.n + clipped.n + 1);
	for (size_t i = 0; i < marked.n; i++)
		g->marked[n++] = (struct needed){ or_empty(marked.at[i].paper),
			or_empty(marked.at[i].date), GUARD_BOOKMARK };
	for (size_t i = 0; i < clipped.n; i++)
		g->marked[n++] =
		    (struct needed){ or_empty(clipped.at[i].source.paper),
			    or_empty(clipped.at[i].source.date),
			    GUARD_CLIPPING };
	g->nmarked = n;
	qsort(g->marked, n, sizeof *g->marked, compare_needed);
	return 0;
}

static int
find_followed(struct guard *g, struct marks *marks, struct archive *ar,
    struct arena *a, struct err *err)
{
	size_t nnames, n;
	const char *const *names = follow_list(&nnames, marks, a, err);
	size_t cap = 0;

	if (!names)
		return -1;
	for (size_t i = 0; i < nnames; i++) {
		const struct archive_story *s =
		    archive_stories_by(&n, ar, names[i], NULL, 0, a, err);
		if (!s)
			return -1;
		if (g->nfollowed + n > cap) {
			int64_t *more;
			cap = 2 * (g->nfollowed + n);
			more = arena_array(a, int64_t, cap);
			for (size_t j = 0; j < g->nfollowed; j++)
				more[j] = g->followed[j];
			g->followed = more;
		}
		for (size_t j = 0; j < n; j++)
			g->followed[g->nfollowed++] = s[j].edition;
	}
	if (g->nfollowed)
		qsort(g->followed, g->nfollowed, sizeof *g->followed,
		    compare_ids);
	return 0;
}

struct guard *
guard_make(
    struct marks *marks, struct archive *ar, struct arena *a, struct err *err)
{
	struct guard *g = arena_one(a, struct guard);

	if (find_marked(g, marks, a, err) < 0 ||
	    find_followed(g, marks, ar, a, err) < 0)
		return NULL;
	return g;
}

enum guard_reason
guard_of(const struct guard *g, const struct shelved *s)
{
	struct needed key = { s->paper, s->date, GUARD_NONE };
	const struct needed *found = bsearch(
	    &key, g->marked, g->nmarked, sizeof *g->marked, compare_needed);

	if (found)
		return found->reason;
	if (g->nfollowed &&
	    bsearch(&s->id, g->followed, g->nfollowed, sizeof *g->followed,
		compare_ids))
		return GUARD_FOLLOWED;
	return GUARD_NONE;
}
