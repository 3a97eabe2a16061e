#include "ui/keep.h"

#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/library/reading.h"
#include "ui/view.h"

void
keep_init(struct keep *k)
{
	memset(k, 0, sizeof *k);
	k->follows = arena_new();
	k->patience_ms = KEEP_WAIT_MS;
	changes_init(&k->waiting);
	k->arena = arena_new();
	k->why = xcalloc(1, sizeof *k->why);
	err_set(k->why, ERR_DB, "%s", _("bookmarks are not open yet"));
}

void
keep_fini(struct keep *k)
{
	marks_close(k->marks);
	cut_fini(&k->cuttings);
	changes_fini(&k->waiting);
	free(k->bookmarked);
	arena_free(k->follows);
	free(k->readings);
	free(k->percent);
	arena_free(k->arena);
	free(k->why);
	free(k->dir);
}

int
keep_open(struct keep *k, const char *dir, char *notice, size_t nbytes,
    struct err *err)
{
	free(k->dir);
	k->dir = dir && *dir ? xstrdup(dir) : NULL;
	return keep_reopen(k, notice, nbytes, err);
}

int
keep_reopen(struct keep *k, char *notice, size_t nbytes, struct err *err)
{
	*notice = '\0';
	if (k->dir)
		k->marks = marks_open_within(
		    k->dir, k->patience_ms, notice, nbytes, k->why);
	else
		err_set(k->why, ERR_DB, "%s",
		    _("no writable home: bookmarks are off; reading goes "
		      "on"));
	if (k->marks)
		return 0;
	*err = *k->why;
	return -1;
}

bool
keep_is_locked_out(const struct keep *k)
{
	return !k->marks && k->why->code == ERR_LOCKED;
}

void
keep_set_patience(struct keep *k, int ms)
{
	k->patience_ms = ms;
	marks_set_patience(k->marks, ms);
}

static int
check_open(const struct keep *k, struct err *err)
{
	if (k->marks)
		return 0;
	*err = *k->why;
	return -1;
}

static int
load_follows(struct keep *k)
{
	struct arena *fresh = arena_new();
	size_t n;
	const char *const *names = follow_list(&n, k->marks, fresh, NULL);

	if (!names) {
		arena_free(fresh);
		return -1;
	}
	arena_free(k->follows);
	k->follows = fresh;
	k->followed = names;
	k->nfollowed = n;
	return 0;
}

static void
take_readings(struct keep *k, struct reading *readings)
{
	free(k->readings);
	free(k->percent);
	k->readings = readings;
	k->percent = xcalloc(k->narticles + 1, 1);
	for (size_t i = 0; i < k->narticles; i++)
		k->percent[i] = (unsigned char)readings[i].percent;
}

static int
load_readings(struct keep *k, const struct paper *paper)
{
	const struct edition *e = paper->edition;
	struct reading *fresh = xcalloc(e->narticles + 1, sizeof *fresh);

	if (reading_of_edition(fresh, k->marks, mark_paper(e, paper->path),
		e->date, e, NULL) != 0) {
		free(fresh);
		return -1;
	}
	take_readings(k, fresh);
	return 0;
}

void
keep_load(struct keep *k, const struct paper *paper)
{
	free(k->bookmarked);
	const struct edition *e = paper->edition;

	k->narticles = e->narticles;
	k->bookmarked = xcalloc(e->narticles + 1, 1);
	take_readings(k, xcalloc(e->narticles + 1, sizeof *k->readings));
	cut_clear(&k->cuttings, paper);
	keep_reload(k, paper);
}

static int
load_bookmarked(struct keep *k, const struct paper *paper)
{
	const struct edition *e = paper->edition;
	unsigned char *fresh = xcalloc(e->narticles + 1, 1);

	if (marks_of_edition(k->marks, mark_paper(e, paper->path), e->date, e,
		fresh, NULL) != 0) {
		free(fresh);
		return -1;
	}
	free(k->bookmarked);
	k->bookmarked = fresh;
	return 0;
}

/* Where one cannot be read the others are not waited for. */
void
keep_reload(struct keep *k, const struct paper *paper)
{
	if (k->marks)
		k->is_stale = load_bookmarked(k, paper) != 0 ||
		    load_readings(k, paper) != 0 ||
		    cut_load(&k->cuttings, k->marks, paper) != 0 ||
		    load_follows(k) != 0;
}

bool
keep_is_bookmarked(const struct keep *k, size_t article)
{
	return k->bookmarked && article < k->narticles &&
	    k->bookmarked[article];
}

static int
compare_names(const void *name, const void *at)
{
	return strcmp(name, *(const char *const *)at);
}

bool
keep_is_followed(const struct keep *k, const char *name)
{
	return k->nfollowed > 0 &&
	    bsearch(name, k->followed, k->nfollowed, sizeof *k->followed,
		compare_names);
}

/* --- setting and clearing -------------------------------------------------------- */

/* All that a change may have changed. */
static void
load_changed(
    struct keep *k, const struct paper *paper, const struct change *change)
{
	int failed = 0;

	if (change->kind == CHANGE_READING)
		failed = load_readings(k, paper);
	else if (change->kind == CHANGE_FOLLOWED ||
	    change->kind == CHANGE_UNFOLLOWED)
		failed = load_follows(k);
	else
		keep_reload(k, paper);
	if (failed)
		k->is_stale = true;
}

/* They keep their order: nothing overtakes what waits. */
enum kept
keep_change(struct keep *k, const struct paper *paper,
    const struct change *change, bool *existed, struct err *err)
{
	bool must_wait = k->waiting.n > 0 || keep_is_locked_out(k);

	if (existed)
		*existed = false;
	if (!must_wait && check_open(k, err) != 0)
		return KEPT_FAILED;
	int failed =
	    must_wait ? -1 : change_run(k->marks, change, existed, err);
	if (must_wait || (failed && err->code == ERR_LOCKED)) {
		changes_add(&k->waiting, change);
		return KEPT_WAITS;
	}
	load_changed(k, paper, change);
	return failed ? KEPT_FAILED : KEPT;
}

enum kept
keep_retry(struct keep *k, const struct paper *paper, struct change *out,
    struct err *err)
{
	if (!k->marks || k->waiting.n == 0)
		return KEPT_WAITS;
	int failed = change_run(k->marks, &k->waiting.at[0], NULL, err);
	if (failed && err->code == ERR_LOCKED)
		return KEPT_WAITS;
	changes_take_first(&k->waiting, out);
	load_changed(k, paper, out);
	return failed ? KEPT_FAILED : KEPT;
}

/* Do it, unless the opposite waits: then that is dropped. */
static enum kept
change_state(struct keep *k, const struct paper *paper,
    const struct change *change, struct err *err)
{
	if (changes_drop_opposite(&k->waiting, change))
		return KEPT_TAKEN_BACK;
	return keep_change(k, paper, change, NULL, err);
}

enum kept
keep_delete(struct keep *k, const struct paper *paper, const struct mark *mark,
    struct err *err)
{
	struct change change = { .kind = CHANGE_BOOKMARK_CLEARED,
		.mark = *mark };

	return change_state(k, paper, &change, err);
}

enum kept
keep_follow(struct keep *k, const struct paper *paper, const char *name,
    bool is_followed, struct err *err)
{
	struct change change = {
		.kind = is_followed ? CHANGE_FOLLOWED : CHANGE_UNFOLLOWED,
		.name = name,
	};

	return change_state(k, paper, &change, err);
}

/* Is it bookmarked?  As far as is known, if that cannot be asked now. */
static int
ask_bookmarked(const struct keep *k, const struct paper *paper, size_t article,
    bool *is_set, struct err *err)
{
	const struct edition *e = paper->edition;
	int64_t id;

	*is_set = keep_is_bookmarked(k, article);
	if (keep_is_locked_out(k) || k->waiting.n > 0)
		return 0;
	if (check_open(k, err) != 0)
		return -1;
	if (marks_find(k->marks, mark_paper(e, paper->path), e->date,
		e->articles[article], &id, err) != 0)
		return -1;
	*is_set = id != 0;
	return 0;
}

enum kept
keep_toggle(struct keep *k, const struct paper *paper, struct anchor at,
    bool *is_set, struct err *err)
{
	struct change change = { .kind = CHANGE_BOOKMARK_SET };
	enum kept kept = KEPT_WAITS;
	bool was_set;
	int failed = ask_bookmarked(k, paper, at.article, &was_set, err);

	if (failed && err->code != ERR_LOCKED)
		return KEPT_FAILED;
	*is_set = !was_set;
	if (was_set)
		change.kind = CHANGE_BOOKMARK_CLEARED;
	struct arena *arena = arena_new();
	change.mark = mark_make(paper->edition, at, paper->path, arena);
	if (failed) /* it need not be asked twice */
		changes_add(&k->waiting, &change);
	else
		kept = change_state(k, paper, &change, err);
	arena_free(arena);
	return kept;
}

int
keep_list(struct keep *k, struct mark_list *list, struct arena *arena,
    struct err *err)
{
	*list = (struct mark_list){ 0 };
	if (check_open(k, err) != 0)
		return -1;
	if (marks_list(k->marks, list, arena, err) == 0)
		return 0;
	if (err->code == ERR_LOCKED)
		k->is_stale = true;
	return -1;
}

bool
keep_poll(struct keep *k, const struct paper *paper)
{
	if (!k->marks || (!marks_were_changed(k->marks) && !k->is_stale))
		return false;
	keep_set_patience(k, KEEP_RETRY_MS);
	keep_reload(k, paper);
	keep_set_patience(k, KEEP_WAIT_MS);
	return !k->is_stale;
}

/* --- what was read ------------------------------------------------------------------- */

struct reading
keep_reading(const struct keep *k, size_t article)
{
	if (!k->readings || article >= k->narticles)
		return (struct reading){ READING_NONE, 0, 0 };
	return k->readings[article];
}

enum kept
keep_set_reading(struct keep *k, const struct paper *paper, size_t article,
    struct reading r, bool is_quiet, struct err *err)
{
	struct anchor at = { .article = (uint32_t)article };
	struct change change = {
		.kind = CHANGE_READING, .reading = r, .is_quiet = is_quiet
	};

	struct arena *arena = arena_new();
	change.mark = mark_make(paper->edition, at, paper->path, arena);
	enum kept kept = change_state(k, paper, &change, err);
	arena_free(arena);
	return kept;
}

struct reading *
keep_readings_of(
    struct keep *k, const struct mark_list *list, struct arena *arena)
{
	struct reading *out = arena_array(arena, struct reading, list->n + 1);

	if (k->marks)
		reading_of_marks(out, k->marks, list, NULL);
	return out;
}

/* --- undo ---------------------------------------------------------------------------- */

static const struct {
	const char *undone, *redone;
} deeds[DEED_COUNT] = {
	[DEED_BOOKMARK_SET] = { N_("undone: bookmark cleared"),
	    N_("done again: bookmark set") },
	[DEED_BOOKMARK_CLEARED] = { N_("undone: bookmark set again"),
	    N_("done again: bookmark cleared") },
	[DEED_BOOKMARK_CHANGED] = { N_("undone: bookmark as it was"),
	    N_("done again: bookmark changed") },
	[DEED_CLIPPED] = { N_("undone: clipping deleted"),
	    N_("done again: clipping kept") },
	[DEED_CLIP_DELETED] = { N_("undone: clipping kept again"),
	    N_("done again: clipping deleted") },
	[DEED_CLIP_CHANGED] = { N_("undone: clipping as it was"),
	    N_("done again: clipping changed") },
	[DEED_READ_SET] = { N_("undone: read mark as it was"),
	    N_("done again: marked as read") },
	[DEED_READ_CLEARED] = { N_("undone: marked as read again"),
	    N_("done again: marked as unread") },
	[DEED_FOLLOWED] = { N_("undone: no longer followed"),
	    N_("done again: followed") },
	[DEED_UNFOLLOWED] = { N_("undone: followed again"),
	    N_("done again: no longer followed") },
	[DEED_IMPORTED] = { N_("undone: what was brought in is gone"),
	    N_("done again: brought in") },
};

struct marks_about
keep_next_step(const struct keep *k, bool is_redo, struct arena *arena)
{
	return marks_next_step(k->marks, is_redo, arena);
}

const char *
keep_undone(enum marks_deed deed)
{
	return _(deeds[deed].undone);
}

const char *
keep_redone(enum marks_deed deed)
{
	return _(deeds[deed].redone);
}

struct deeds_marks
keep_steps(const struct keep *k)
{
	return (
	    struct deeds_marks){ marks_nundo(k->marks), marks_nredo(k->marks) };
}

int
keep_undo(struct keep *k, const struct paper *paper, enum marks_deed *deed,
    struct err *err)
{
	if (marks_nundo(k->marks) == 0)
		return err_set(err, ERR_NOT_FOUND, "%s", _("nothing to undo"));
	int result = marks_undo(k->marks, deed, err);
	keep_reload(k, paper);
	return result;
}

int
keep_redo(struct keep *k, const struct paper *paper, enum marks_deed *deed,
    struct err *err)
{
	if (marks_nredo(k->marks) == 0)
		return err_set(
		    err, ERR_NOT_FOUND, "%s", _("nothing to do again"));
	int result = marks_redo(k->marks, deed, err);
	keep_reload(k, paper);
	return result;
}

/* --- the last place ------------------------------------------------------------ */

int
keep_put_place(struct keep *k, const struct paper *paper, struct place place,
    struct err *err)
{
	const struct edition *e = paper->edition;

	if (check_open(k, err) != 0)
		return -1;
	if (place.at.article >= e->narticles)
		return 0;
	struct arena *arena = arena_new();
	struct mark mark = mark_make(e, place.at, paper->path, arena);
	if (place.view != VIEW_ARTICLE)
		mark.quote = NULL;
	int result = marks_set_place(
	    k->marks, mark_paper(e, paper->path), e->date, &mark, err);
	arena_free(arena);
	return result;
}

bool
keep_get_place(struct keep *k, const struct paper *paper, struct place *place)
{
	const struct edition *e = paper->edition;
	struct mark mark;
	bool is_found;

	if (!k->marks)
		return false;
	struct arena *arena = arena_new();
	is_found = marks_get_place(k->marks, mark_paper(e, paper->path),
		       e->date, &mark, arena, NULL) &&
	    mark_resolve(&mark, e, &place->at);
	if (is_found) {
		place->view = mark.quote ? VIEW_ARTICLE : VIEW_FRONT;
		place->item = -1;
	}
	arena_free(arena);
	return is_found;
}

void
keep_find_last(struct keep *k)
{
	arena_reset(k->arena);
	k->has_last =
	    k->marks && reading_last(&k->last, k->marks, k->arena, NULL);
}

void
keep_left(struct keep *k, const struct paper *paper)
{
	const struct edition *e = paper->edition;

	arena_reset(k->arena);
	k->has_last = k->marks &&
	    marks_get_place(k->marks, mark_paper(e, paper->path), e->date,
		&k->last, k->arena, NULL);
}

const struct mark *
keep_last(const struct keep *k)
{
	return k->has_last ? &k->last : NULL;
}

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

bool
keep_is_of(const struct mark *m, const struct paper *p)
{
	return same(m->paper, mark_paper(p->edition, p->path)) &&
	    same(m->date, p->edition->date);
}
