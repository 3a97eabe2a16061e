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
	k->arena = arena_new();
	k->why = xcalloc(1, sizeof *k->why);
	err_set(k->why, ERR_DB, "%s", _("bookmarks are not open yet"));
}

void
keep_fini(struct keep *k)
{
	marks_close(k->marks);
	cut_fini(&k->cuttings);
	free(k->bookmarked);
	arena_free(k->follows);
	free(k->readings);
	free(k->percent);
	arena_free(k->arena);
	free(k->why);
}

int
keep_open(struct keep *k, const char *dir, char *notice, size_t nbytes,
    struct err *err)
{
	*notice = '\0';
	if (dir && *dir)
		k->marks = marks_open(dir, notice, nbytes, k->why);
	else
		err_set(k->why, ERR_DB, "%s",
		    _("no writable home: bookmarks are off; reading goes "
		      "on"));
	if (k->marks)
		return 0;
	*err = *k->why;
	return -1;
}

static int
check_open(const struct keep *k, struct err *err)
{
	if (k->marks)
		return 0;
	*err = *k->why;
	return -1;
}

static void
load_follows(struct keep *k)
{
	arena_reset(k->follows);
	k->nfollowed = 0;
	k->followed = k->marks
	    ? follow_list(&k->nfollowed, k->marks, k->follows, NULL)
	    : NULL;
	if (!k->followed)
		k->nfollowed = 0;
}

static void
load_readings(struct keep *k, const struct paper *paper)
{
	const struct edition *e = paper->edition;

	free(k->readings);
	free(k->percent);
	k->readings = xcalloc(e->narticles + 1, sizeof *k->readings);
	k->percent = xcalloc(e->narticles + 1, 1);
	if (!k->marks)
		return;
	reading_of_edition(k->readings, k->marks, mark_paper(e, paper->path),
	    e->date, e, NULL);
	for (size_t i = 0; i < e->narticles; i++)
		k->percent[i] = (unsigned char)k->readings[i].percent;
}

void
keep_load(struct keep *k, const struct paper *paper)
{
	const struct edition *e = paper->edition;

	free(k->bookmarked);
	k->narticles = e->narticles;
	k->bookmarked = xcalloc(e->narticles + 1, 1);
	load_readings(k, paper);
	if (k->marks)
		marks_of_edition(k->marks, mark_paper(e, paper->path), e->date,
		    e, k->bookmarked, NULL);
	load_follows(k);
	cut_load(&k->cuttings, k->marks, paper);
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

int
keep_delete(struct keep *k, const struct paper *paper, const struct mark *mark,
    struct err *err)
{
	if (check_open(k, err) != 0 ||
	    marks_remove(k->marks, mark->id, err) != 0)
		return -1;
	keep_load(k, paper);
	return 0;
}

int
keep_follow(struct keep *k, const char *name, bool is_followed, struct err *err)
{
	if (check_open(k, err) != 0 ||
	    follow_set(k->marks, name, is_followed, err) != 0)
		return -1;
	load_follows(k);
	return 0;
}

int
keep_toggle(struct keep *k, const struct paper *paper, struct anchor at,
    bool *is_set, struct err *err)
{
	const struct edition *e = paper->edition;
	const struct article *article = e->articles[at.article];
	int64_t id;

	if (check_open(k, err) != 0 ||
	    marks_find(k->marks, mark_paper(e, paper->path), e->date, article,
		&id, err) != 0)
		return -1;
	struct arena *arena = arena_new();
	struct mark mark = mark_make(e, at, paper->path, arena);
	*is_set = id == 0;
	int result = id == 0 ? marks_add(k->marks, &mark, &id, NULL, err)
			     : marks_remove(k->marks, id, err);
	arena_free(arena);
	keep_load(k, paper);
	return result;
}

int
keep_list(struct keep *k, struct mark_list *list, struct arena *arena,
    struct err *err)
{
	*list = (struct mark_list){ 0 };
	return check_open(k, err) == 0 ? marks_list(k->marks, list, arena, err)
				       : -1;
}

bool
keep_poll(struct keep *k, const struct paper *paper)
{
	if (!k->marks || !marks_were_changed(k->marks))
		return false;
	keep_load(k, paper);
	return true;
}

/* --- what was read ------------------------------------------------------------------- */

struct reading
keep_reading(const struct keep *k, size_t article)
{
	if (!k->readings || article >= k->narticles)
		return (struct reading){ READING_NONE, 0, 0 };
	return k->readings[article];
}

int
keep_set_reading(struct keep *k, const struct paper *paper, size_t article,
    struct reading r, bool is_quiet, struct err *err)
{
	struct anchor at = { .article = (uint32_t)article };

	if (check_open(k, err) != 0)
		return -1;
	struct arena *arena = arena_new();
	struct mark mark = mark_make(paper->edition, at, paper->path, arena);
	int result = reading_set(k->marks, &mark, r, is_quiet, err);
	arena_free(arena);
	load_readings(k, paper);
	return result;
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
	keep_load(k, paper);
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
	keep_load(k, paper);
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
