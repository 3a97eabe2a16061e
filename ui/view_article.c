/*
 * The article: sheets that turn like pages.
 *
 * The reader is at an anchor.  It changes when they move and never when the
 * screen does, so that any number of resizes leads back to the same sentence.
 */
#include <stdlib.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/layout/folio.h"
#include "src/layout/sheet.h"
#include "src/nav/nav.h"
#include "ui/app.h"
#include "ui/move.h"
#include "ui/select.h"

/* Lines set at a time while nothing happens: about a millisecond. */
enum { WORK_LINES = 400 };

struct article_view {
	struct view view;
	struct anchor at;
	struct sheets *sheets; /* of the app's layouts */
	size_t sheet;
	bool said_end;   /* the next NEXT_SHEET opens the next article */
	bool was_turned; /* since it came here */
	bool was_passed; /* the reader turned on from the end */
	struct selection selection;
};

static struct article_view *
self(struct view *v)
{
	return (struct article_view *)v;
}

static void
find_sheet(struct app *app, struct article_view *v)
{
	v->sheets =
	    layouts_sheets(&app->layouts, app_edition(app), v->at.article);
	v->sheet = sheets_find(v->sheets, v->at);
	v->said_end = false;
}

/* A selection grows with where one goes in its article, and ends elsewhere. */
static void
take_selection_along(struct app *app, struct article_view *v)
{
	struct selection *s = &v->selection;

	if (s->is_on && s->fixed.article == v->at.article)
		selection_extend_to(s, app_edition(app), v->at);
	else
		s->is_on = false;
	v->view.hints = s->is_on ? select_hints : NULL;
}

static void
go(struct app *app, struct view *view, struct place to)
{
	if (to.at.article >= app_edition(app)->narticles)
		return;
	self(view)->at = to.at;
	self(view)->was_turned = self(view)->was_passed = false;
	take_selection_along(app, self(view));
	/* Before the first fit there is no size to lay out for. */
	if (view->area.nrows > 0)
		find_sheet(app, self(view));
}

static struct view *
open_article(struct app *app, struct place at)
{
	struct article_view *v = xcalloc(1, sizeof *v);

	v->view.ops = &view_article;
	go(app, &v->view, at);
	return &v->view;
}

static void
close_article(struct view *view)
{
	free(view);
}

static void
fit(struct app *app, struct view *view)
{
	bool said_end = self(view)->said_end;

	find_sheet(app, self(view));
	self(view)->said_end = said_end;
}

static const struct article *
article(const struct app *app, const struct article_view *v)
{
	return app_edition(app)->articles[v->at.article];
}

static void
draw(const struct app *app, const struct view *view, struct canvas *canvas)
{
	const struct article_view *v = (const struct article_view *)view;
	struct sheets_progress far = sheets_progress(v->sheets, v->sheet);
	bool is_counted = far.number > 0 && far.count > 0;
	struct folio folio = {
		.edition = app_edition(app),
		.article = article(app, v),
		.sheet = far.number - 1,
		.nsheets = is_counted ? far.count : 0,
		.is_counting = !is_counted,
		.percent = far.percent,
		.seconds = far.seconds,
		.is_bookmarked = keep_is_bookmarked(&app->keep, v->at.article),
		.is_clipped =
		    cut_is_clipped(&app->keep.cuttings, v->at.article),
		.language = app_language(),
	};

	folio_draw(canvas, view->area.row - 1, 0, view->area.ncols, &folio);
	struct arena *arena = arena_new();
	struct highlights lit =
	    select_lit(app, v->at.article, &v->selection, arena);
	sheets_draw(
	    v->sheets, v->sheet, canvas, view->area.row, view->area.col, &lit);
	arena_free(arena);
}

/* --- turning ------------------------------------------------------------------ */

static void
turn_to(struct article_view *v, size_t sheet)
{
	v->was_turned = false;
	v->sheet = sheet;
	v->at = sheets_anchor(v->sheets, sheet);
}

static void
say_end(struct app *app, const struct article_view *v)
{
	const struct article *a = article(app, v);
	char next[APP_KEY_BYTES], follow[APP_KEY_BYTES];

	app_key(app, ACTION_NEXT_SHEET, next);
	if (a->continued_on && edition_jump(app_edition(app), a))
		app_say(app,
		    _("%s goes on to page %s; %s opens the next article"),
		    app_key(app, ACTION_OPEN, follow), a->continued_on, next);
	else
		app_say(app, _("end of the article; %s opens the next"), next);
}

/* On the last sheet: say so first, then open the next article. */
static void
turn_past_end(struct app *app, struct article_view *v)
{
	char key[APP_KEY_BYTES];
	struct anchor next;
	bool is_last = !nav_move(app->nav, NAV_ARTICLE, 1,
	    (struct anchor){ .article = v->at.article }, &next);

	v->was_passed = true;
	if (is_last) {
		app_say(app, _("end of the paper; %s goes back"),
		    app_key(app, ACTION_BACK, key));
	} else if (v->said_end) {
		v->said_end = false;
		app_jump_to(app, next);
	} else {
		v->said_end = true;
		say_end(app, v);
	}
}

/* So many sheets on, back if negative, as far as there are any. */
static size_t
sheet_at(const struct article_view *v, long count)
{
	size_t to = v->sheet;

	for (; count != 0; count -= count > 0 ? 1 : -1) {
		size_t next = count > 0 ? sheets_next(v->sheets, to)
					: sheets_prev(v->sheets, to);
		if (next == SHEETS_NONE)
			break;
		to = next;
	}
	return to;
}

static void
turn(struct app *app, struct article_view *v, long count)
{
	size_t to = sheet_at(v, count);
	char key[APP_KEY_BYTES];

	if (to != v->sheet) {
		turn_to(v, to);
		v->was_turned = count > 0;
	} else if (count > 0) {
		turn_past_end(app, v);
	} else {
		app_say(app,
		    _("beginning of the article; %s opens the one before"),
		    app_key(app, ACTION_PREV_ARTICLE, key));
	}
}

/* Vertical text goes on at the left. */
static bool
turn_sideways(struct app *app, struct article_view *v, long count)
{
	if (!sheets_are_vertical(v->sheets))
		return false;
	turn(app, v, count);
	return true;
}

/* By lines there is nothing to move but sheets; never to another article. */
static void
turn_within(struct app *app, struct article_view *v, long count)
{
	char key[APP_KEY_BYTES];

	if (count > 0 && sheets_next(v->sheets, v->sheet) == SHEETS_NONE) {
		v->was_passed = true;
		app_say(app, _("end of the article; %s opens the next"),
		    app_key(app, ACTION_NEXT_ARTICLE, key));
	} else {
		turn(app, v, count);
	}
}

/* `3G` is sheet 3. */
static void
turn_to_end(struct article_view *v, const struct request *r)
{
	if (r->count > 0)
		turn_to(v, sheets_nth(v->sheets, (size_t)r->count - 1));
	else
		turn_to(
		    v, r->action == ACTION_FIRST ? 0 : sheets_last(v->sheets));
}

/* --- jumping ------------------------------------------------------------------ */

static void
follow(struct app *app, struct article_view *v)
{
	const struct article *a = article(app, v);
	const struct article *other = edition_jump(app_edition(app), a);
	const char *label =
	    a->continued_on ? a->continued_on : a->continued_from;

	if (other)
		app_jump_to(
		    app, (struct anchor){ .article = (uint32_t)other->index });
	else if (label)
		app_say(app, _("this paper has no other part of it on page %s"),
		    label);
	else if (a->cut_off)
		app_say(app, _("the rest was not in the source"));
	else
		app_say(app, _("this article goes on nowhere else"));
}

/*
 * A subhead may stand on the sheet already: light it, so that something is
 * seen to happen.
 */
static void
show_subhead(struct app *app, struct anchor at)
{
	search_spot(&app->search, app_edition(app), &at);
}

static void
move(struct app *app, struct article_view *v, const struct request *r)
{
	bool by_subhead = r->action == ACTION_NEXT_SUBHEAD ||
	    r->action == ACTION_PREV_SUBHEAD;
	struct anchor to;

	if (!move_find(app, r, v->at, &to))
		return;
	if (by_subhead) {
		v->at = to;
		v->was_turned = false;
		find_sheet(app, v);
		show_subhead(app, to);
		return;
	}
	app_jump_to(app, to);
	if (r->action != ACTION_NEXT_ARTICLE &&
	    r->action != ACTION_PREV_ARTICLE)
		move_say_section(app, to.article);
}

/* --- selecting ---------------------------------------------------------------- */

/* Look at the sentence at the end that moves. */
static void
follow_selection(struct app *app, struct article_view *v)
{
	v->view.hints = v->selection.is_on ? select_hints : NULL;
	if (!v->selection.is_on)
		return;
	v->at = v->selection.moves;
	find_sheet(app, v);
}

/* Turning a sheet takes the end that moves along; never to another article. */
static bool
turn_selecting(struct app *app, struct article_view *v, long count)
{
	size_t to = sheet_at(v, count);

	if (to != v->sheet) {
		turn_to(v, to);
		take_selection_along(app, v);
		return true;
	}
	struct request all = { .action =
				   count > 0 ? ACTION_LAST : ACTION_FIRST };
	select_act(app, &v->selection, &all);
	follow_selection(app, v);
	return true;
}

/* Sideways only vertical sheets are turned. */
static bool
can_turn(const struct article_view *v, const struct request *r)
{
	bool is_sideways =
	    r->action == ACTION_LEFT || r->action == ACTION_RIGHT;

	return v->selection.is_on &&
	    (!is_sideways || sheets_are_vertical(v->sheets));
}

/* False if it is not about selecting. */
static bool
act_selecting(struct app *app, struct article_view *v, const struct request *r)
{
	long count = r->count > 0 ? r->count : 1;

	if (select_act(app, &v->selection, r)) {
		follow_selection(app, v);
		return true;
	}
	switch (r->action) {
	case ACTION_SELECT:
	case ACTION_SELECT_PARAGRAPH:
		select_start(app, &v->selection, r, v->sheets, v->sheet, v->at);
		follow_selection(app, v);
		return true;
	case ACTION_NEXT_SHEET:
	case ACTION_LEFT:
		return can_turn(v, r) && turn_selecting(app, v, count);
	case ACTION_PREV_SHEET:
	case ACTION_RIGHT:
		return can_turn(v, r) && turn_selecting(app, v, -count);
	default:
		return false;
	}
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct article_view *v = self(view);
	long count = r->count > 0 ? r->count : 1;

	if (r->action != ACTION_NEXT_SHEET && r->action != ACTION_LEFT)
		v->said_end = false;
	if (act_selecting(app, v, r))
		return true;
	if (move_is_one(r)) {
		move(app, v, r);
		return true;
	}
	switch (r->action) {
	case ACTION_NEXT_SHEET:
		turn(app, v, count);
		return true;
	case ACTION_PREV_SHEET:
		turn(app, v, -count);
		return true;
	case ACTION_LEFT:
	case ACTION_RIGHT:
		return turn_sideways(
		    app, v, r->action == ACTION_LEFT ? count : -count);
	case ACTION_NEXT_LINE:
		turn_within(app, v, count);
		return true;
	case ACTION_PREV_LINE:
		turn_within(app, v, -count);
		return true;
	case ACTION_FIRST:
	case ACTION_LAST:
		turn_to_end(v, r);
		return true;
	case ACTION_OPEN:
	case ACTION_FOLLOW:
		follow(app, v);
		return true;
	default:
		return false;
	}
}

/* The place in the text at a cell of the screen; false if there is none. */
static bool
hit(const struct article_view *v, int row, int col, struct anchor *at)
{
	const struct area *a = &v->view.area;

	return sheets_hit(
		   v->sheets, v->sheet, row - a->row, col - a->col, at) == 0;
}

static void
click(struct app *app, struct view *view, int row, int col)
{
	struct article_view *v = self(view);
	/* What was clicked is known by what was drawn there. */
	const struct cell *cell = canvas_at(&app->canvas, row, col);
	struct anchor at;

	if (v->selection.is_on) {
		v->selection.is_on = false;
		v->view.hints = NULL;
	} else if (cell && cell->role == ROLE_JUMP) {
		app_act(app, &(struct request){ .action = ACTION_FOLLOW });
	} else if (hit(v, row, col, &at)) {
		/* From here a selection would begin. */
		v->at = at;
	}
}

static void
drag(struct app *app, struct view *view, const int from[2], const int to[2])
{
	struct article_view *v = self(view);
	struct anchor begin, end;

	if (!hit(v, from[0], from[1], &begin) || !hit(v, to[0], to[1], &end))
		return;
	selection_begin(
	    &v->selection, app_edition(app), SELECTION_SENTENCE, begin);
	selection_extend_to(&v->selection, app_edition(app), end);
	v->view.hints = v->selection.is_on ? select_hints : NULL;
}

static struct place
place(const struct view *view)
{
	const struct article_view *v = (const struct article_view *)view;

	return (struct place){ .at = v->at, .view = VIEW_ARTICLE };
}

/* Count the sheets, so that one can be told how far it is. */
static bool
work(struct view *view)
{
	return sheets_continue(self(view)->sheets, WORK_LINES);
}

static long
article_of(const struct app *app, const struct view *view)
{
	(void)app;
	return (long)((const struct article_view *)view)->at.article;
}

static struct view_shown
shown(const struct view *view)
{
	const struct article_view *v = (const struct article_view *)view;
	struct sheets_progress far = sheets_progress(v->sheets, v->sheet);

	return (struct view_shown){
		.article = v->at.article,
		.sheet = v->sheet,
		.percent = far.percent,
		.is_end = far.count > 0 && far.number == far.count,
		.was_turned = v->was_turned,
		.was_passed = v->was_passed,
	};
}

static const enum action hints[] = { ACTION_NEXT_SHEET, ACTION_NEXT_ARTICLE,
	ACTION_BACK, ACTION_CONTENTS, ACTION_BOOKMARK, ACTION_FIND, ACTION_HELP,
	ACTION_NONE };

const struct view_ops view_article = {
	.id = VIEW_ARTICLE,
	.name = N_("Article"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_SHEET,
	.wheel_up = ACTION_PREV_SHEET,
	.open = open_article,
	.close = close_article,
	.fit = fit,
	.draw = draw,
	.act = act,
	.click = click,
	.drag = drag,
	.place = place,
	.go = go,
	.work = work,
	.article = article_of,
	.shown = shown,
};
