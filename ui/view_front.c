/*
 * The front page: stories by weight, of which one is chosen.
 */
#include <stdlib.h>

#include "config/i18n.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/layout/folio.h"
#include "src/layout/front.h"
#include "src/nav/nav.h"
#include "ui/app.h"
#include "ui/move.h"

/* What of a story a place of this view means. */
enum { ON_HEAD, ON_JUMP };

struct front_view {
	struct view view;
	struct front *front; /* of the app's layouts */
	size_t chosen;       /* article */
	bool on_jump;        /* its jump line, and not its head */
	size_t sheet;
};

static struct front_view *
self(struct view *v)
{
	return (struct front_view *)v;
}

static struct view *
open_front(struct app *app, struct place place)
{
	struct front_view *v = xcalloc(1, sizeof *v);

	(void)app;
	v->view.ops = &view_front;
	v->chosen = place.at.article;
	v->on_jump = place.item == ON_JUMP;
	if (place.item < 0)
		v->chosen = SIZE_MAX; /* the lead, known once laid out */
	return &v->view;
}

static void
close_front(struct view *view)
{
	free(view);
}

static void
choose_spot(struct front_view *v, size_t article, bool on_jump)
{
	struct anchor to;

	v->chosen = article;
	v->sheet = front_find(v->front, article);
	v->on_jump = on_jump && front_jump(v->front, article, &to);
}

static void
choose(struct front_view *v, size_t article)
{
	choose_spot(v, article, false);
}

static void
fit(struct app *app, struct view *view)
{
	struct front_view *v = self(view);

	v->front = layouts_front(&app->layouts, app_edition(app));
	if (front_narticles(v->front) == 0)
		return;
	if (v->chosen >= app_edition(app)->narticles)
		v->chosen = front_article(v->front, 0);
	v->chosen = nav_shown(app->nav, v->chosen);
	choose_spot(v, v->chosen, v->on_jump);
}

static void
draw(const struct app *app, const struct view *view, struct canvas *canvas)
{
	const struct front_view *v = (const struct front_view *)view;
	size_t nsheets = front_is_whole(v->front) ? front_count(v->front) : 0;
	struct front_marks marks = {
		.bookmarked = app->keep.bookmarked,
		.clipped = app->keep.cuttings.articles,
		.percent = app->keep.percent,
		.selected = (long)v->chosen,
		.on_jump = v->on_jump,
	};
	/* The nameplate has said whose paper it is. */
	static const struct edition nameless;
	struct folio folio = {
		.edition = v->sheet > 0 ? app_edition(app) : &nameless,
		.name = _("Front page"),
		.sheet = v->sheet,
		.nsheets = nsheets > 1 ? nsheets : 0,
		.language = app_language(),
	};

	folio_draw(canvas, view->area.row - 1, 0, view->area.ncols, &folio);
	front_draw(v->front, v->sheet, canvas, view->area.row, view->area.col,
	    &marks, &app->search.shown);
}

/* --- choosing ----------------------------------------------------------------- */

/* The chosen story's place in the order of weight. */
static size_t
rank(const struct front_view *v)
{
	for (size_t i = 0; i < front_narticles(v->front); i++)
		if (front_article(v->front, i) == v->chosen)
			return i;
	return 0;
}

static void
step(struct app *app, struct front_view *v, long count)
{
	long last = (long)front_narticles(v->front) - 1;
	long here = (long)rank(v), to = here + count;

	to = to < 0 ? 0 : to > last ? last : to;
	if (to == here)
		app_say(app, "%s",
		    count > 0 ? _("this is the last story")
			      : _("this is the first story"));
	choose(v, front_article(v->front, (size_t)to));
}

/* From a story's head to its jump line, or back. */
static void
switch_part(struct app *app, struct front_view *v)
{
	struct anchor to;

	if (front_jump(v->front, v->chosen, &to))
		v->on_jump = !v->on_jump;
	else
		app_say(app, "%s", _("all of this story stands here"));
}

/* Open the story at its beginning, or where the front's text stops. */
static void
open_story(struct app *app, const struct front_view *v, bool on_jump)
{
	struct anchor at = { .article = (uint32_t)v->chosen };

	if (on_jump && !front_jump(v->front, v->chosen, &at))
		app_say(app, "%s", _("all of this story stands here"));
	else
		app_jump_to(app, at);
	/* Where to read on is in the midst of a sheet. */
	if (on_jump && at.block + at.byte > 0)
		search_spot_sentence(&app->search, app_edition(app), at);
}

/* Choose the weightiest story of a sheet. */
static void
turn_to(struct front_view *v, size_t sheet)
{
	v->sheet = sheet;
	v->on_jump = false;
	for (size_t i = 0; i < front_narticles(v->front); i++) {
		size_t article = front_article(v->front, i);
		if (front_find(v->front, article) == sheet) {
			v->chosen = article;
			return;
		}
	}
}

static void
turn(struct app *app, struct front_view *v, long count)
{
	long to = (long)v->sheet + count;

	if (to < 0)
		to = 0;
	else if (!front_has(v->front, (size_t)to))
		to = (long)front_count(v->front) - 1;
	if (to != (long)v->sheet)
		turn_to(v, (size_t)to);
	else
		app_say(app, "%s",
		    count > 0 ? _("end of the front page")
			      : _("beginning of the front page"));
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct front_view *v = self(view);
	long count = r->count > 0 ? r->count : 1;
	struct anchor at = { .article = (uint32_t)v->chosen };

	if (front_narticles(v->front) == 0)
		return false;
	if (r->action != ACTION_NEXT_SUBHEAD &&
	    r->action != ACTION_PREV_SUBHEAD && move_is_one(r)) {
		if (move_find(app, r, at, &at)) {
			choose(v, at.article);
			move_say_section(app, at.article);
		}
		return true;
	}
	switch (r->action) {
	case ACTION_NEXT_LINE:
		step(app, v, count);
		return true;
	case ACTION_PREV_LINE:
		step(app, v, -count);
		return true;
	case ACTION_NEXT_SHEET:
		turn(app, v, count);
		return true;
	case ACTION_PREV_SHEET:
		turn(app, v, -count);
		return true;
	case ACTION_FIRST:
		turn_to(v, 0);
		return true;
	case ACTION_LAST:
		turn_to(v, front_count(v->front) - 1);
		choose(
		    v, front_article(v->front, front_narticles(v->front) - 1));
		return true;
	case ACTION_OPEN:
		open_story(app, v, v->on_jump);
		return true;
	case ACTION_FOLLOW:
		open_story(app, v, true);
		return true;
	case ACTION_SWITCH_PART:
		switch_part(app, v);
		return true;
	default:
		return false;
	}
}

/* A click opens: the story, its continuation, or one that the list names. */
static void
click(struct app *app, struct view *view, int row, int col)
{
	struct front_view *v = self(view);
	struct front_spot spot;

	if (!front_hit(v->front, v->sheet, row - view->area.row,
		col - view->area.col, &spot))
		return;
	if (spot.part == FRONT_LISTED) {
		app_jump_to(
		    app, (struct anchor){ .article = (uint32_t)spot.article });
		return;
	}
	choose_spot(v, spot.article, spot.part == FRONT_JUMP);
	app_act(app, &(struct request){ .action = ACTION_OPEN });
}

static struct place
place(const struct view *view)
{
	const struct front_view *v = (const struct front_view *)view;

	return (struct place){
		.at = { .article = (uint32_t)v->chosen },
		.view = VIEW_FRONT,
		.item = v->on_jump ? ON_JUMP : ON_HEAD,
	};
}

static void
go(struct app *app, struct view *view, struct place to)
{
	struct front_view *v = self(view);

	if (v->front && to.at.article < app_edition(app)->narticles)
		choose_spot(v, to.at.article, to.item == ON_JUMP);
}

/* Make up the sheets behind, so that one can be told how many there are. */
static bool
work(struct view *view)
{
	return front_more(self(view)->front);
}

static long
article_of(const struct app *app, const struct view *view)
{
	const struct front_view *v = (const struct front_view *)view;

	return v->chosen < app_edition(app)->narticles ? (long)v->chosen : -1;
}

static const enum action hints[] = { ACTION_OPEN, ACTION_NEXT_SHEET,
	ACTION_CONTENTS, ACTION_FIND, ACTION_HELP, ACTION_QUIT, ACTION_NONE };

const struct view_ops view_front = {
	.id = VIEW_FRONT,
	.name = N_("Front page"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_SHEET,
	.wheel_up = ACTION_PREV_SHEET,
	.open = open_front,
	.close = close_front,
	.fit = fit,
	.draw = draw,
	.act = act,
	.click = click,
	.place = place,
	.go = go,
	.article = article_of,
	.work = work,
};
