#include "ui/view_search.h"

#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "config/settings.h"
#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/layout/folio.h"
#include "src/nav/find.h"
#include "ui/app.h"
#include "ui/follow.h"
#include "ui/hunt_draw.h"
#include "ui/list.h"
#include "ui/term.h"
#include "ui/view_list.h"

enum {
	SLOW_MS = 150, /* a search that takes longer says that it goes on */
	REST_MS = 200, /* before one character is looked for */
};

struct search_view {
	struct view view;
	struct app *app;
	struct list list; /* a row for each result */
	struct place opened;
};

static struct search_view *
self(struct view *v)
{
	return (struct search_view *)v;
}

/* The rows are those of the results. */
static void
fill(struct search_view *v)
{
	const struct hunt *h = &v->app->hunt;

	list_clear(&v->list);
	for (size_t i = 0; i < h->found.n; i++)
		list_add(&v->list)->value = (long)i;
	list_fit(&v->list, hunt_fit(&v->view.area));
	list_choose(&v->list, h->here);
}

/* What stands in the line is what is wanted. */
static void
take_line(const struct search_view *v)
{
	struct app *app = v->app;

	if (app->prompt.kind == PROMPT_SEARCH && app->prompt.text.n > 0)
		hunt_want(&app->hunt, prompt_text(&app->prompt), false);
}

/* --- searching ------------------------------------------------------------------- */

struct errand {
	struct app *app;
	long since;
};

/*
 * Is nobody waiting?  A search that takes long is told of, meanwhile: only the
 * screen changes.
 */
static bool
goes_on(void *ctx)
{
	struct errand *e = ctx;
	struct app *app = e->app;
	long now;

	if (app_is_key_waiting(app))
		return false;
	now = app->term->ops->now(app->term);
	if (!app->hunt.is_slow && now - e->since >= SLOW_MS) {
		app->hunt.is_slow = true;
		app_draw(app);
	}
	return true;
}

static bool
is_empty(struct archive *archive)
{
	const struct shelf_filter one = { .limit = 1 };
	struct arena *arena = arena_new();
	struct shelf shelf = { 0 };
	int result = archive_list(&shelf, archive, &one, arena, NULL);

	arena_free(arena);
	return result == 0 && shelf.n == 0;
}

static void
say_empty(struct app *app)
{
	struct err err = { 0 };

	shelf_say_empty(app, &err);
	hunt_fail(&app->hunt, &err);
}

/* True while there is something to look for. */
static bool
work(struct view *view)
{
	struct search_view *v = self(view);
	struct app *app = v->app;
	struct hunt *h = &app->hunt;
	struct errand e = { app, app->term->ops->now(app->term) };
	struct err err = { 0 };
	struct archive *archive;

	take_line(v);
	if (hunt_haste(h) == HUNT_NEVER)
		return false;
	archive = shelf_read(app, &err);
	if (!archive) {
		hunt_fail(h, &err);
		return false;
	}
	if (!hunt_run(h, archive, !app_settings(app)->fold_han, goes_on, &e))
		return true;
	if (h->why.code == ERR_NONE && h->found.n == 0 && is_empty(archive))
		say_empty(app);
	fill(v);
	return false;
}

static int
rest_ms(const struct view *view)
{
	const struct search_view *v = (const struct search_view *)view;

	take_line(v);
	return hunt_haste(&v->app->hunt) == HUNT_NOW ? 0 : REST_MS;
}

/* --- opening --------------------------------------------------------------------- */

static struct anchor
anchor_of(const struct result *r)
{
	struct anchor at = { .article = r->story.number - 1 };

	if (r->field >= ARCHIVE_FIRST_BLOCK) {
		at.block = r->field - ARCHIVE_FIRST_BLOCK;
		at.byte = r->byte;
	}
	return at;
}

/*
 * Light the words as after `/`.  A match that this does not find, in characters
 * that the library takes for the same, is shown by its sentence.
 */
static void
light(struct app *app, const char *words, struct anchor at)
{
	struct search *s = &app->search;

	if (!words)
		return;
	search_start(s, app_edition(app), words);
	size_t i = find_nearest(&s->matches, at, 0);
	if (i < s->matches.n && s->matches.at[i].article == at.article)
		search_choose(s, i);
	else
		search_spot_sentence(s, app_edition(app), at);
}

static struct place
place(const struct view *view)
{
	const struct search_view *v = (const struct search_view *)view;
	struct place p = v->opened;

	p.view = VIEW_SEARCH;
	p.item = v->list.here < v->list.n ? (int)v->list.here : 0;
	return p;
}

static void
open_result(struct app *app, struct search_view *v)
{
	const struct list_row *row = list_chosen(&v->list);
	struct arena *arena;
	struct err err = { 0 };

	if (!row)
		return;
	const struct result *r = &app->hunt.found.at[row->value];
	struct anchor at = anchor_of(r);
	app->hunt.here = v->list.here;
	arena = arena_new();
	/* Another paper closes this view; so nothing of it is used after. */
	if (shelf_show_story(
		app, r->story.edition, at, place(&v->view), &err) != 0)
		app_say_error(app, &err);
	else
		light(app, hunt_words(&app->hunt, arena), at);
	arena_free(arena);
}

/* --- the line ---------------------------------------------------------------------- */

static void
want(struct app *app, const char *text)
{
	if (text && *text)
		hunt_want(&app->hunt, text, true);
	else
		prompt_open(&app->prompt, PROMPT_SEARCH, app->hunt.wanted);
}

void
search_view_start(struct app *app, const struct request *r)
{
	const struct view *v = app_view(app);
	long article = v->ops->article(app, v);
	struct place place = { .view = VIEW_SEARCH, .item = -1 };

	place.at.article = article >= 0 ? (uint32_t)article : UINT32_MAX;
	app_jump(app, place);
	if (r->text && *r->text)
		want(app, r->text);
	else
		prompt_open(&app->prompt, PROMPT_SEARCH, "");
}

/* Down from the line, where there is no later one, leads to what it found. */
bool
search_view_press(struct app *app, struct key key)
{
	const struct prompt *p = &app->prompt;
	bool is_down = key.code == KEYNAME_DOWN && key.mods == 0;

	if (p->kind != PROMPT_SEARCH || !is_down ||
	    p->past < p->histories[p->kind].n || app->hunt.found.n == 0)
		return false;
	prompt_close(&app->prompt);
	return true;
}

void
search_view_enter(struct app *app, const char *line)
{
	if (*line)
		hunt_want(&app->hunt, line, true);
}

void
search_view_give_up(struct app *app)
{
	if (app_view(app)->ops->id == VIEW_SEARCH && app->hunt.found.n == 0)
		app_pop(app);
}

const char *
search_view_help(void)
{
	return _("Enter: to the stories   Esc: back   Tab: fields");
}

/* --- the view ---------------------------------------------------------------------- */

static void
sort(struct app *app)
{
	enum search_order order = app->hunt.order == SEARCH_BEST
	    ? SEARCH_NEWEST
	    : app->hunt.order + 1;

	hunt_sort(&app->hunt, order);
}

static void
follow_chosen(struct app *app, struct search_view *v, long count)
{
	const struct list_row *row = list_chosen(&v->list);

	if (row)
		follow_byline(
		    app, app->hunt.found.at[row->value].story.byline, count);
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct search_view *v = self(view);

	switch (r->action) {
	case ACTION_OPEN:
		open_result(app, v);
		return true;
	case ACTION_SORT:
		sort(app);
		return true;
	case ACTION_FOLLOW_AUTHOR:
		follow_chosen(app, v, r->count);
		return true;
	case ACTION_SEARCH:
	case ACTION_FIND:
		want(app, r->text);
		return true;
	default:
		break;
	}
	if (!list_act(&v->list, r))
		return false;
	app->hunt.here = v->list.here;
	return true;
}

static void
click(struct app *app, struct view *view, int row, int col)
{
	struct search_view *v = self(view);
	size_t i = hunt_hit(&v->list, &view->area, row);

	(void)col;
	if (i >= v->list.n)
		return;
	list_choose(&v->list, i);
	open_result(app, v);
}

static void
fit(struct app *app, struct view *view)
{
	struct search_view *v = self(view);

	(void)app;
	fill(v);
}

static void
draw(const struct app *app, const struct view *view, struct canvas *canvas)
{
	const struct search_view *v = (const struct search_view *)view;
	struct folio folio = {
		.edition = app_edition(app),
		.name = _(view->ops->name),
		.language = app_language(),
	};

	folio_draw(canvas, view->area.row - 1, 0, view->area.ncols, &folio);
	hunt_draw(app, &v->list, &view->area, canvas);
}

static void
go(struct app *app, struct view *view, struct place to)
{
	struct search_view *v = self(view);

	if (to.item < 0)
		return;
	app->hunt.here = (size_t)to.item;
	list_choose(&v->list, app->hunt.here);
}

static struct view *
open_search(struct app *app, struct place to)
{
	struct search_view *v = xcalloc(1, sizeof *v);

	v->view.ops = &view_search;
	v->app = app;
	v->opened = to;
	list_init(&v->list);
	if (to.item >= 0)
		app->hunt.here = (size_t)to.item;
	return &v->view;
}

static void
close_search(struct view *view)
{
	list_fini(&self(view)->list);
	free(view);
}

static const enum action hints[] = { ACTION_OPEN, ACTION_SORT, ACTION_SEARCH,
	ACTION_BACK, ACTION_HELP, ACTION_NONE };

const struct view_ops view_search = {
	.id = VIEW_SEARCH,
	.name = N_("Search"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_search,
	.close = close_search,
	.fit = fit,
	.draw = draw,
	.act = act,
	.click = click,
	.place = place,
	.go = go,
	.work = work,
	.rest_ms = rest_ms,
	.article = list_view_no_article,
};
