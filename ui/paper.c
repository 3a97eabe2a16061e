/*
 * The paper that is read: read again, changed for another, left and found
 * again where it was.
 */
#include "content/paper.h"

#include <stdlib.h>

#include "config/i18n.h"
#include "config/settings.h"
#include "src/base/arena.h"
#include "src/edition/edition.h"
#include "src/nav/nav.h"
#include "ui/app.h"
#include "ui/term.h"
#include "ui/waiting.h"

enum {
	SAVE_EVERY_MS = 5000,  /* a place, while it changes */
	CHECK_EVERY_MS = 1000, /* the paper's files */
};

void
app_set_paper(struct app *app, struct paper *paper)
{
	layouts_drop(&app->layouts);
	search_fini(&app->search);
	nav_free(app->nav);
	paper_close(app->paper);
	readings_init(&app->readings, paper->edition->narticles);
	app->paper = paper;
	app->nav = nav_new(paper->edition);
	app->must_lay_out = true;
	app->is_at_rest = false;
	keep_load(&app->keep, paper);
}

void
app_say_paper(struct app *app)
{
	const struct paper *p = app->paper;

	if (p->charset.guessed)
		app_say(app, _("%s: the characters look like %s"), p->name,
		    p->charset.name);
	app_say_diag(app, &p->diag);
}

void
app_open_paper(
    struct app *app, struct paper *paper, struct place from, struct place at)
{
	readings_leave(app);
	app_save_place(app);
	keep_left(&app->keep, app->paper);
	app->saved.view = -1;
	app_close_views(app);
	history_init(&app->history);
	app->is_mended = false;
	app_set_paper(app, paper);
	app_say_paper(app);
	app_push(app, VIEW_FRONT, (struct place){ .item = -1 });
	shelf_forget_paper(&app->shelf);
	if (at.view == VIEW_FRONT && from.view > VIEW_FRONT) {
		/* Under the front page there is nothing: `back` looks here. */
		app->shelf.from = from;
		history_push(&app->history, from);
	} else if (from.view > VIEW_FRONT) {
		app_push(app, (enum view_id)from.view, from);
	}
	app_show(app, at);
}

/* --- the same paper, read anew --------------------------------------------------- */

/* The place of the new edition that was `at` in the old one. */
static struct anchor
find_again(const struct paper *old, const struct paper *fresh, struct anchor at,
    struct arena *arena)
{
	struct anchor to = { 0 };

	if (at.article >= old->edition->narticles)
		return at;
	struct mark mark = mark_make(old->edition, at, old->path, arena);
	mark_resolve(&mark, fresh->edition, &to);
	return to;
}

void
app_swap_paper(struct app *app, struct paper *paper)
{
	struct place places[APP_VIEWS];
	size_t nplaces = app->nviews;
	struct arena *arena = arena_new();
	char *query = app->search.query;

	readings_leave(app);
	app->search.query = NULL;
	for (size_t i = 0; i < nplaces; i++) {
		struct view *v = app->views[i];
		places[i] = v->ops->place(v);
		places[i].at =
		    find_again(app->paper, paper, places[i].at, arena);
	}
	for (size_t i = 0; i < app->history.n; i++) {
		struct anchor *at = &app->history.places[i].at;
		*at = find_again(app->paper, paper, *at, arena);
	}
	arena_free(arena);
	app_close_views(app);
	app_set_paper(app, paper);
	if (query)
		search_start(&app->search, paper->edition, query);
	free(query);
	for (size_t i = 0; i < nplaces; i++)
		app_push(app, (enum view_id)places[i].view, places[i]);
}

/* NULL with err if it cannot be read, or is empty: being written just now. */
static struct paper *
open_again(struct app *app, struct err *err)
{
	struct paper *fresh =
	    paper_open(app->paper->path, app->options.paper_options, err);

	if (!fresh || fresh->edition->narticles > 0)
		return fresh;
	paper_close(fresh);
	err_set(err, ERR_PARSE,
	    _("%s holds no article any more; the one read "
	      "before stays"),
	    app->paper->name);
	return NULL;
}

static void
swap_for(struct app *app, struct paper *fresh)
{
	app->is_mended = false;
	app->is_paper_lost = false;
	app_swap_paper(app, fresh);
	shelf_reread(app);
	app_say(app, _("%s was read again"), app->paper->name);
	app_say_paper(app);
}

void
app_reread(struct app *app)
{
	struct err err = { 0 };
	struct paper *fresh;

	if (!app->paper->path) {
		app_say(app,
		    _("this paper did not come from a file: there "
		      "is nothing to read again"));
		return;
	}
	fresh = open_again(app, &err);
	if (fresh)
		swap_for(app, fresh);
	else
		app_say_error(app, &err);
}

void
app_check_paper(struct app *app)
{
	long now = app->term->ops->now(app->term);
	struct err err = { 0 };
	struct paper *fresh;

	if (!app_settings(app)->reload || app->is_mended ||
	    now - app->checked_at < CHECK_EVERY_MS)
		return;
	app->checked_at = now;
	if (!app->paper->path || !paper_has_changed(app->paper))
		return;
	fresh = open_again(app, &err);
	if (fresh) {
		swap_for(app, fresh);
		return;
	}
	/* Said once, tried again every time. */
	if (!app->is_paper_lost)
		app_say_error(app, &err);
	app->is_paper_lost = true;
}

void
app_check_marks(struct app *app)
{
	long now = app->term->ops->now(app->term);

	if (now - app->marks_at < APP_MARKS_MS)
		return;
	app->marks_at = now;
	waiting_retry(app);
	if (keep_poll(&app->keep, app->paper))
		app->must_fit = true;
}

/* --- the place -------------------------------------------------------------------- */

static struct place
place_to_save(const struct app *app)
{
	struct place place = app_place(app);

	return place.view == VIEW_ARTICLE || place.view == VIEW_FRONT
	    ? place
	    : app->views[0]->ops->place(app->views[0]);
}

bool
app_has_moved(const struct app *app)
{
	struct place place = place_to_save(app);

	return place.view != app->saved.view ||
	    anchor_compare(place.at, app->saved.at) != 0;
}

void
app_save_place(struct app *app)
{
	struct place place = place_to_save(app);
	struct err err = { 0 };

	app->saved_at = app->term->ops->now(app->term);
	readings_save(app);
	if (!app->keep.marks || !app_has_moved(app))
		return;
	int failed = keep_put_place(&app->keep, app->paper, place, &err);
	if (failed && err.code == ERR_LOCKED)
		return; /* the next time will do */
	app->saved = place;
	if (failed)
		app_say_error(app, &err);
}

void
app_save_place_sometimes(struct app *app)
{
	long now = app->term->ops->now(app->term);

	if (now - app->saved_at >= SAVE_EVERY_MS)
		app_save_place(app);
}
