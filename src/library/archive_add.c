/*
 * Keeping an edition: the same text is the same edition, wherever it lies; the
 * same paper, date, name and path is the same edition with another text.
 */
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/date.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/edition/builder.h"
#include "src/edition/edition.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"
#include "src/library/marks.h"
#include "src/text/fold.h"

/* An edition on its way into the file. */
struct keeping {
	struct archive *ar;
	const struct edition *e;
	const struct archive_source *src;
	uint64_t hash; /* of the native text */
	struct kept_story *stories;
	int64_t id, day;
	struct arena *arena;
	struct err *err;
};

static const char *
or_empty(const char *s)
{
	return s ? s : "";
}

static bool
same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static const char *
fold_name(const char *s, struct arena *a)
{
	size_t nbytes = strlen(s);

	/* A paper without a title is called as its file, which is bytes. */
	return utf8_valid(s, nbytes) == nbytes ? fold_text(s, nbytes, a).s : "";
}

/* The day of an edition; that of now if its date is none. */
static int64_t
find_day(const struct edition *e)
{
	enum { DAY = 24 * 60 * 60 };
	struct date d;
	int64_t now = marks_now();

	if (e->date && date_parse(&d, e->date))
		return date_to_days(d);
	return now / DAY - (now % DAY < 0);
}

static void
set_path(struct query *q, int i, const char *path)
{
	if (path)
		query_set_bytes(q, i, path, strlen(path));
}

/* --- is it there? ---------------------------------------------------------------- */

struct found {
	int64_t id; /* 0: none */
	int64_t day;
	bool is_removed, has_moved, is_renamed;
};

/* The edition that has just this text. */
static int
find_same_text(struct found *f, struct keeping *k)
{
	struct query *q = archive_query(k->ar, ARCHIVE_SAME_TEXT, k->err);
	int got = -1;

	*f = (struct found){ 0 };
	if (!q)
		return -1;
	query_set_number(q, 1, (int64_t)k->hash);
	set_path(q, 2, k->src->path);
	while ((got = query_step(q, k->err)) > 0) {
		size_t nbytes;
		const char *text = query_text(q, 4, &nbytes);
		if (!text || nbytes != k->src->nbytes ||
		    memcmp(text, k->src->native, nbytes) != 0)
			continue;
		f->id = query_number(q, 0);
		f->is_removed = query_number(q, 3) != 0;
		f->is_renamed = !same(query_text(q, 1, NULL), k->src->paper);
		f->has_moved = !same(query_text(q, 2, NULL), k->src->path);
		break;
	}
	query_reset(q);
	return got < 0 ? -1 : 0;
}

/* The edition that came from the same place with another text. */
static int
find_same_source(struct found *f, struct keeping *k)
{
	struct query *q = archive_query(k->ar, ARCHIVE_SAME_SOURCE, k->err);
	int got = -1;

	*f = (struct found){ 0 };
	if (!q)
		return -1;
	query_set_text(q, 1, k->src->paper);
	query_set_text(q, 2, or_empty(k->e->date));
	query_set_text(q, 3, or_empty(k->e->name));
	set_path(q, 4, k->src->path);
	if ((got = query_step(q, k->err)) > 0) {
		f->id = query_number(q, 0);
		f->is_removed = query_number(q, 1) != 0;
		f->day = query_number(q, 2);
	}
	query_reset(q);
	return got < 0 ? -1 : 0;
}

/* --- rows ------------------------------------------------------------------------- */

struct sums {
	uint64_t nchars, nbytes, nstories;
};

static struct sums
add_up(const struct keeping *k)
{
	struct sums sum = { 0 };

	for (size_t i = 0; i < k->e->narticles; i++) {
		sum.nchars += k->stories[i].nchars;
		sum.nbytes += k->stories[i].nbytes;
		sum.nstories += !k->stories[i].is_twin;
	}
	return sum;
}

/* Language, counts and hash: seven values from ?i on. */
static void
set_counts(struct query *q, int i, const struct keeping *k)
{
	struct sums sum = add_up(k);

	query_set_text(q, i, or_empty(k->e->language));
	query_set_number(q, i + 1, (int64_t)k->e->npages);
	query_set_number(q, i + 2, (int64_t)k->e->narticles);
	query_set_number(q, i + 3, (int64_t)sum.nchars);
	query_set_number(q, i + 4, (int64_t)sum.nstories);
	query_set_number(q, i + 5, (int64_t)sum.nbytes);
	query_set_number(q, i + 6, (int64_t)k->hash);
}

static int
set_native(struct keeping *k)
{
	struct query *q = archive_query(k->ar, ARCHIVE_SET_NATIVE, k->err);

	if (!q)
		return -1;
	query_set_number(q, 1, k->id);
	query_set_string(q, 2, k->src->native, k->src->nbytes);
	return archive_run(q, k->err);
}

static int
insert_edition(struct keeping *k)
{
	struct query *q = archive_query(k->ar, ARCHIVE_ADD_EDITION, k->err);

	if (!q)
		return -1;
	query_set_text(q, 1, k->src->paper);
	query_set_text(q, 2, fold_name(k->src->paper, k->arena));
	query_set_text(q, 3, or_empty(k->e->date));
	query_set_number(q, 4, k->day);
	query_set_text(q, 5, or_empty(k->e->name));
	set_path(q, 6, k->src->path);
	set_counts(q, 7, k);
	query_set_number(q, 14, marks_now());
	if (archive_run(q, k->err) < 0)
		return -1;
	k->id = db_last_id(k->ar->db);
	return set_native(k);
}

static int
update_edition(struct keeping *k)
{
	struct query *q = archive_query(k->ar, ARCHIVE_SET_EDITION, k->err);

	if (!q)
		return -1;
	set_counts(q, 1, k);
	query_set_number(q, 8, k->id);
	if (archive_run(q, k->err) < 0)
		return -1;
	return set_native(k);
}

static int
insert_story(struct keeping *k, size_t i)
{
	const struct article *article = k->e->articles[i];
	const struct kept_story *s = &k->stories[i];
	struct query *q = archive_query(k->ar, ARCHIVE_ADD_STORY, k->err);

	if (!q)
		return -1;
	query_set_number(q, 1, s->row);
	query_set_number(q, 2, k->id);
	query_set_number(q, 3, (int64_t)i + 1);
	query_set_text(q, 4, article->id);
	query_set_text(q, 5, or_empty(article_page(k->e, article)->label));
	query_set_text(q, 6, s->section);
	query_set_text(q, 7, or_empty(article->headline));
	query_set_text(q, 8, or_empty(article->byline));
	query_set_number(q, 9, s->nchars);
	query_set_text(q, 10, s->authors);
	query_set_number(q, 11, s->is_twin);
	query_set_string(q, 12, s->text, s->nbytes);
	if (archive_run(q, k->err) < 0)
		return -1;
	return archive_index(k->ar, s, k->src->paper, k->err);
}

/* The last row of a day, whichever edition it is of, or its first before any. */
static int
find_last_row(int64_t *row, struct keeping *k, int64_t day)
{
	struct query *q = archive_query(k->ar, ARCHIVE_LAST_ROW, k->err);
	int64_t first = day * ARCHIVE_ROWS_OF_DAY;
	int got = -1;

	*row = first;
	if (!q)
		return -1;
	query_set_number(q, 1, first);
	query_set_number(q, 2, first + ARCHIVE_ROWS_OF_DAY - 1);
	if ((got = query_step(q, k->err)) > 0 && query_number(q, 0))
		*row = query_number(q, 0);
	query_reset(q);
	return got < 0 ? -1 : 0;
}

/* The row after which there is room for all of the edition. */
static int
find_room(int64_t *row, struct keeping *k)
{
	_Static_assert((int)BUILDER_MAX_ARTICLES < (int)ARCHIVE_ROWS_OF_DAY,
	    "an empty day has room for any edition");
	int64_t day = k->day;

	do {
		if (find_last_row(row, k, day++) < 0)
			return -1;
	} while (
	    day * ARCHIVE_ROWS_OF_DAY - 1 - *row < (int64_t)k->e->narticles);
	return 0;
}

/* Give rows to the stories that have none, rising, and insert these. */
static int
insert_stories(struct keeping *k)
{
	int64_t row;

	if (find_room(&row, k) < 0)
		return -1;
	for (size_t i = 0; i < k->e->narticles; i++) {
		if (k->stories[i].row)
			continue;
		k->stories[i].row = ++row;
		if (insert_story(k, i) < 0)
			return -1;
	}
	return 0;
}

/* --- another text ------------------------------------------------------------------- */

static int
compare_keys(const void *x, const void *y)
{
	const struct kept_story *const *a = x, *const *b = y;

	if ((*a)->key != (*b)->key)
		return (*a)->key < (*b)->key ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

static struct kept_story **
order_by_key(struct kept_story *at, size_t n, struct arena *a)
{
	struct kept_story **order = arena_array(a, struct kept_story *, n + 1);

	for (size_t i = 0; i < n; i++)
		order[i] = &at[i];
	qsort(order, n, sizeof *order, compare_keys);
	return order;
}

static bool
is_as_it_was(const struct kept_story *x, const struct kept_story *y)
{
	return x->nbytes == y->nbytes && !memcmp(x->text, y->text, x->nbytes) &&
	    same(x->section, y->section) && same(x->authors, y->authors);
}

/* Stories that are as they were take over the rows, which the old ones lose. */
static void
keep_rows(struct keeping *k, struct kept_story *old, size_t nold)
{
	struct kept_story **was = order_by_key(old, nold, k->arena);
	struct kept_story **is =
	    order_by_key(k->stories, k->e->narticles, k->arena);
	size_t i = 0, j = 0;

	while (i < nold && j < k->e->narticles) {
		if (was[i]->is_twin || was[i]->key < is[j]->key) {
			i++;
		} else if (is[j]->is_twin || is[j]->key < was[i]->key) {
			j++;
		} else if (is_as_it_was(was[i], is[j])) {
			is[j++]->row = was[i]->row;
			was[i++]->row = 0;
		} else {
			i++;
		}
	}
}

static int
drop_story(struct keeping *k, const struct kept_story *s, bool is_there)
{
	struct query *q;

	if (is_there && archive_unindex(k->ar, s, k->src->paper, k->err) < 0)
		return -1;
	q = archive_query(k->ar, ARCHIVE_DROP_STORY, k->err);
	if (!q)
		return -1;
	query_set_number(q, 1, s->row);
	return archive_run(q, k->err);
}

/* What may differ although the text does not. */
static int
update_story(struct keeping *k, size_t i)
{
	const struct article *article = k->e->articles[i];
	struct query *q = archive_query(k->ar, ARCHIVE_SET_STORY, k->err);

	if (!q)
		return -1;
	query_set_number(q, 1, (int64_t)i + 1);
	query_set_text(q, 2, article->id);
	query_set_text(q, 3, or_empty(article_page(k->e, article)->label));
	query_set_number(q, 4, k->stories[i].row);
	return archive_run(q, k->err);
}

static int
replace(struct keeping *k, const struct found *f)
{
	struct kept_story *old;
	size_t nold;

	k->id = f->id;
	k->day = f->day;
	if (archive_old_stories(&old, &nold, k->ar, k->id, k->arena, k->err) <
	    0)
		return -1;
	if (!f->is_removed)
		keep_rows(k, old, nold);
	for (size_t i = 0; i < nold; i++)
		if (old[i].row && drop_story(k, &old[i], !f->is_removed) < 0)
			return -1;
	for (size_t i = 0; i < k->e->narticles; i++)
		if (k->stories[i].row && update_story(k, i) < 0)
			return -1;
	return update_edition(k) < 0 ? -1 : insert_stories(k);
}

/* --- the same text -------------------------------------------------------------------- */

static int
move(struct keeping *k, const struct found *f)
{
	bool anew = f->is_removed || f->is_renamed;
	struct query *q;

	if (!f->is_removed && f->is_renamed &&
	    archive_unindex_edition(k->ar, f->id, k->err) < 0)
		return -1;
	if (!(q = archive_query(k->ar, ARCHIVE_MOVE_EDITION, k->err)))
		return -1;
	query_set_text(q, 1, k->src->paper);
	query_set_text(q, 2, fold_name(k->src->paper, k->arena));
	set_path(q, 3, k->src->path);
	query_set_number(q, 4, f->id);
	if (archive_run(q, k->err) < 0)
		return -1;
	if (!(q = archive_query(k->ar, ARCHIVE_SET_REMOVED, k->err)))
		return -1;
	query_set_number(q, 1, 0);
	query_set_number(q, 2, f->id);
	if (archive_run(q, k->err) < 0)
		return -1;
	return anew ? archive_index_edition(k->ar, f->id, k->err) : 0;
}

/* --- keeping ----------------------------------------------------------------------------- */

static int
keep(struct keeping *k, enum archive_outcome *out)
{
	struct found f;

	if (find_same_text(&f, k) < 0)
		return -1;
	k->id = f.id;
	if (f.id) {
		*out = f.is_removed ? ARCHIVE_ADDED : ARCHIVE_UNCHANGED;
		return f.is_removed || f.is_renamed || f.has_moved ? move(k, &f)
								   : 0;
	}
	k->stories = archive_stories(k->e, k->arena);
	if (find_same_source(&f, k) < 0)
		return -1;
	if (f.id) {
		*out = f.is_removed ? ARCHIVE_ADDED : ARCHIVE_UPDATED;
		return replace(k, &f);
	}
	*out = ARCHIVE_ADDED;
	k->day = find_day(k->e);
	return insert_edition(k) < 0 ? -1 : insert_stories(k);
}

int
archive_add(struct archive *ar, const struct edition *e,
    const struct archive_source *src, int64_t *id, enum archive_outcome *out,
    struct err *err)
{
	struct keeping k = { .ar = ar,
		.e = e,
		.src = src,
		.hash = archive_hash(ARCHIVE_SEED, src->native, src->nbytes),
		.err = err };

	if (archive_change(ar, err) < 0)
		return -1;
	k.arena = arena_new();
	int failed = keep(&k, out);
	arena_free(k.arena);
	*id = k.id;
	return archive_changed(ar, !failed, err);
}
