#include "ui/keep.h"

#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "ui/view.h"

void
keep_init(struct keep *k)
{
	memset(k, 0, sizeof *k);
	k->why = xcalloc(1, sizeof *k->why);
	err_set(k->why, ERR_DB, "%s", _("bookmarks are not open yet"));
}

static void
drop_step(struct keep *k, size_t i)
{
	arena_free(k->steps[i].arena);
	k->nsteps--;
	memmove(
	    k->steps + i, k->steps + i + 1, (k->nsteps - i) * sizeof *k->steps);
}

void
keep_fini(struct keep *k)
{
	while (k->nsteps > 0)
		drop_step(k, k->nsteps - 1);
	marks_close(k->marks);
	cut_fini(&k->cuttings);
	free(k->bookmarked);
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

void
keep_load(struct keep *k, const struct paper *paper)
{
	const struct edition *e = paper->edition;

	free(k->bookmarked);
	k->narticles = e->narticles;
	k->bookmarked = xcalloc(e->narticles + 1, 1);
	if (k->marks)
		marks_of_edition(k->marks, mark_paper(e, paper->path), e->date,
		    e, k->bookmarked, NULL);
	cut_load(&k->cuttings, k->marks, paper);
}

bool
keep_is_bookmarked(const struct keep *k, size_t article)
{
	return k->bookmarked && article < k->narticles &&
	    k->bookmarked[article];
}

/* --- steps that can be undone ------------------------------------------------ */

static void
copy_mark(struct mark *to, const struct mark *from, struct arena *arena)
{
	*to = *from;
	to->paper = arena_strdup(arena, from->paper);
	to->date = arena_strdup(arena, from->date);
	to->page = arena_strdup(arena, from->page);
	to->headline = arena_strdup(arena, from->headline);
	to->article = arena_strdup(arena, from->article);
	to->path = arena_strdup(arena, from->path);
	to->quote = arena_strdup(arena, from->quote);
}

static void
add_step(struct keep *k, const struct mark *mark, int64_t id, bool was_set)
{
	if (k->nsteps == KEEP_UNDO)
		drop_step(k, 0);
	struct keep_step *step = &k->steps[k->nsteps++];
	step->arena = arena_new();
	step->was_set = was_set;
	copy_mark(&step->mark, mark, step->arena);
	step->mark.id = id;
}

static int
add(struct keep *k, const struct mark *mark, struct err *err)
{
	int64_t id;

	if (marks_add(k->marks, mark, &id, NULL, err) != 0)
		return -1;
	add_step(k, mark, id, true);
	return 0;
}

int
keep_delete(struct keep *k, const struct paper *paper, const struct mark *mark,
    struct err *err)
{
	if (check_open(k, err) != 0 ||
	    marks_remove(k->marks, mark->id, err) != 0)
		return -1;
	add_step(k, mark, mark->id, false);
	keep_load(k, paper);
	return 0;
}

/* The stored bookmark with this id, so that undoing gives all of it back. */
static void
find_stored(struct keep *k, int64_t id, struct mark *mark, struct arena *arena)
{
	struct mark_list all;

	if (marks_list(k->marks, &all, arena, NULL) != 0)
		return;
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].id == id)
			*mark = all.at[i];
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
	mark.id = id;
	*is_set = id == 0;
	if (id != 0)
		find_stored(k, id, &mark, arena);
	int result =
	    id == 0 ? add(k, &mark, err) : keep_delete(k, paper, &mark, err);
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

/* A bookmark came back under another id: older steps mean it too. */
static void
rename_steps(struct keep *k, int64_t from, int64_t to)
{
	for (size_t i = 0; i < k->nsteps; i++)
		if (k->steps[i].mark.id == from)
			k->steps[i].mark.id = to;
}

int
keep_undo(
    struct keep *k, const struct paper *paper, bool *was_set, struct err *err)
{
	int64_t id;
	int result;

	if (k->nsteps == 0)
		return err_set(err, ERR_NOT_FOUND, "%s", _("nothing to undo"));
	const struct keep_step *step = &k->steps[k->nsteps - 1];
	*was_set = step->was_set;
	if (check_open(k, err) != 0)
		return -1;
	if (step->was_set)
		result = marks_remove(k->marks, step->mark.id, err);
	else
		result = marks_add(k->marks, &step->mark, &id, NULL, err);
	if (result == 0 && !step->was_set)
		rename_steps(k, step->mark.id, id);
	if (result == 0)
		drop_step(k, k->nsteps - 1);
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
