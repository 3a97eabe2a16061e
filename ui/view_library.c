/*
 * The library: a newsstand of papers, a month of days, the editions of a day.
 *
 * One moves among days; where a day has several editions, opening it leads into
 * their list, and back leads out again.
 */
#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/layout/folio.h"
#include "src/text/fold.h"
#include "ui/app.h"
#include "ui/newsstand_draw.h"
#include "ui/view_list.h"

struct library_view {
	struct view view;
	struct app *app;
	struct newsstand stand;
	struct stand_shape shape;
	struct list list; /* values are indices of stand.month.at */
	bool in_list;     /* the choice is among editions, not days */
};

static struct library_view *
self(struct view *v)
{
	return (struct library_view *)v;
}

/* --- the list of editions -------------------------------------------------------- */

static const char *
count_words(const struct stand_count *c, struct arena *arena)
{
	unsigned long n = (unsigned long)c->narticles;
	unsigned long done = (unsigned long)c->ndone;

	if (done == 0 && c->npart == 0)
		return arena_printf(
		    arena, ngettext("%lu article", "%lu articles", n), n);
	return arena_printf(
	    arena, ngettext("%lu of %lu read", "%lu of %lu read", n), done, n);
}

static void
add_heading(struct list *l, const char *label, const char *detail)
{
	struct list_row *row = list_add(l);

	row->label = label;
	row->detail = detail;
	row->role = ROLE_SECTION;
	row->is_heading = true;
}

static const char *
long_date(int64_t day, struct arena *arena)
{
	struct buf out;
	const char *s;

	buf_init(&out);
	date_add_long(&out, date_from_days(day), app_language());
	s = arena_strdup(arena, buf_str(&out));
	buf_fini(&out);
	return s;
}

/* What an edition is called above its lead; NULL: its day says it all. */
static const char *
edition_words(
    const struct library_view *v, const struct shelved *e, struct arena *arena)
{
	const struct newsstand *s = &v->stand;
	bool is_all = !s->papers[s->paper].name;

	if (!*e->date)
		return arena_printf(
		    arena, _("%s, undated; kept that day"), e->paper);
	if (is_all)
		return arena_printf(
		    arena, "%s%s%s", e->paper, *e->name ? "  " : "", e->name);
	return *e->name ? e->name : NULL;
}

static void
add_edition(struct app *app, struct library_view *v, size_t i)
{
	const struct shelved *e = &v->stand.month.at[i];
	struct list *l = &v->list;
	struct stand_count count = newsstand_count(&v->stand, e);
	const char *words = edition_words(v, e, l->arena);
	struct err err = { 0 };
	struct archive *archive = shelf_read(app, &err);
	const char *lead =
	    archive ? archive_lead(archive, e->id, l->arena, &err) : NULL;
	struct list_row *row;

	if (words)
		add_heading(l, words, NULL);
	row = list_add(l);
	row->label = lead && *lead ? lead : _("no headline");
	row->detail = count_words(&count, l->arena);
	row->value = (long)i;
	row->role = count.ndone < count.narticles ? ROLE_HEADLINE : ROLE_TEXT;
}

static void
say_none(struct library_view *v)
{
	struct list_row *row = list_add(&v->list);

	row->label = _("no edition");
	row->role = ROLE_DIM;
	row->is_heading = true;
}

/* The editions of the chosen day, or of the month where no days are seen. */
static void
fill(struct app *app, struct library_view *v)
{
	struct newsstand *s = &v->stand;
	struct list *l = &v->list;
	size_t first = 0, n = s->month.n;
	int64_t last = INT64_MIN;

	list_clear(l);
	if (*s->why)
		return;
	if (!v->shape.is_list)
		n = newsstand_editions(s, &first);
	if (n == 0)
		add_heading(l,
		    v->shape.is_list ? arena_printf(l->arena, "%04d-%02d",
					   s->calendar.year, s->calendar.month)
				     : long_date(s->day, l->arena),
		    NULL);
	for (size_t i = first; i < first + n; i++) {
		if (s->month.at[i].day != last)
			add_heading(
			    l, long_date(s->month.at[i].day, l->arena), NULL);
		last = s->month.at[i].day;
		add_edition(app, v, i);
	}
	if (n == 0)
		say_none(v);
	list_fit(l, v->shape.list.nrows);
}

static const struct shelved *
chosen(struct library_view *v)
{
	const struct list_row *row = list_chosen(&v->list);

	return row && row->value >= 0 && (size_t)row->value < v->stand.month.n
	    ? &v->stand.month.at[row->value]
	    : NULL;
}

/* Among the rows of a month, the chosen day's. */
static void
choose_day_in_list(struct library_view *v)
{
	size_t first;

	if (newsstand_editions(&v->stand, &first) > 0)
		list_choose(&v->list, list_find(&v->list, (long)first));
}

/* Where one is now: remembered for the next time. */
static void
remember(struct app *app, struct library_view *v)
{
	struct newsstand *s = &v->stand;
	const char *paper = s->npapers > 0 ? s->papers[s->paper].name : NULL;

	if (*s->why)
		return;
	free(app->shelf.paper);
	app->shelf.paper = xstrdup(paper ? paper : "");
	app->shelf.day = s->day;
}

static void
refresh(struct app *app, struct library_view *v)
{
	struct newsstand *s = &v->stand;

	stand_shape(&v->shape, &v->view.area, s, app->news.nunread > 0);
	newsstand_look(s, app, v->shape.first_paper,
	    v->shape.first_paper + v->shape.npapers);
	fill(app, v);
	remember(app, v);
}

/* --- moving ------------------------------------------------------------------------- */

static void
go_to_day(struct app *app, struct library_view *v, int64_t day)
{
	v->in_list = false;
	newsstand_go(&v->stand, app, day);
	refresh(app, v);
	if (v->shape.is_list)
		choose_day_in_list(v);
	else
		v->list.here = 0, list_fit(&v->list, v->shape.list.nrows);
}

/* Another month: to its first day with an edition where only those are seen. */
static void
add_months(struct app *app, struct library_view *v, long months)
{
	int64_t day = calendar_add_months(v->stand.day, months);
	struct calendar c;

	if (v->shape.is_list) {
		calendar_set(&c, day);
		newsstand_seek(&v->stand, app, c.first, c.first + c.ndays - 1);
		day = v->stand.day;
	}
	go_to_day(app, v, day);
}

static void
choose_paper(struct app *app, struct library_view *v, size_t i)
{
	struct newsstand *s = &v->stand;

	if (i >= s->npapers)
		return;
	newsstand_choose_paper(s, app, i);
	/* A day that means nothing to this paper: its nearest one. */
	if (s->day > s->papers[i].last)
		go_to_day(app, v, s->papers[i].last);
	else if (s->day < s->papers[i].first)
		go_to_day(app, v, s->papers[i].first);
	else
		go_to_day(app, v, s->day);
}

static void
step_editions(struct app *app, struct library_view *v, int step)
{
	if (newsstand_step(&v->stand, app, step))
		go_to_day(app, v, v->stand.day);
	else
		app_say(app, "%s",
		    step > 0 ? _("no later edition in the library")
			     : _("no earlier edition in the library"));
}

/* A movement among days; false if the action is none. */
static bool
move(struct app *app, struct library_view *v, enum action action, long count)
{
	static const struct {
		enum action action;
		int days, months, editions;
	} table[] = {
		{ ACTION_NEXT_LINE, CALENDAR_DAYS, 0, 0 },
		{ ACTION_PREV_LINE, -CALENDAR_DAYS, 0, 0 },
		{ ACTION_RIGHT, 1, 0, 0 },
		{ ACTION_LEFT, -1, 0, 0 },
		{ ACTION_NEXT_ARTICLE, 0, 0, 1 },
		{ ACTION_PREV_ARTICLE, 0, 0, -1 },
		{ ACTION_NEXT_EDITION, 0, 0, 1 },
		{ ACTION_PREV_EDITION, 0, 0, -1 },
		{ ACTION_NEXT_SECTION, 0, 1, 0 },
		{ ACTION_PREV_SECTION, 0, -1, 0 },
		{ ACTION_NEXT_SHEET, 0, 1, 0 },
		{ ACTION_PREV_SHEET, 0, -1, 0 },
		{ ACTION_NEXT_SUBHEAD, 0, 12, 0 },
		{ ACTION_PREV_SUBHEAD, 0, -12, 0 },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].action != action)
			continue;
		if (table[i].days)
			go_to_day(app, v, v->stand.day + count * table[i].days);
		else if (table[i].months)
			add_months(app, v, count * table[i].months);
		else
			step_editions(app, v, (int)count * table[i].editions);
		return true;
	}
	return false;
}

/* Among editions: lines only; where a list is all, its ends stay in the month. */
static bool
move_in_list(struct app *app, struct library_view *v, const struct request *r)
{
	bool is_line =
	    r->action == ACTION_NEXT_LINE || r->action == ACTION_PREV_LINE;
	const struct shelved *e;

	if (!is_line || (!v->in_list && !v->shape.is_list))
		return false;
	size_t before = v->list.here;
	list_act(&v->list, r);
	if (v->shape.is_list && v->list.here == before)
		step_editions(app, v, r->action == ACTION_NEXT_LINE ? -1 : 1);
	else if ((e = chosen(v)))
		v->stand.day = e->day;
	return true;
}

/* --- finding ---------------------------------------------------------------------------- */

static size_t
find_paper(const struct newsstand *s, const char *text)
{
	struct arena *arena = arena_new();
	struct folded needle = fold_text(text, strlen(text), arena);
	size_t found = s->npapers;
	uint32_t from, to;

	for (size_t i = 0; i < s->npapers && found == s->npapers; i++) {
		const char *name = s->papers[i].name;
		if (!name)
			continue;
		struct folded hay = fold_text(name, strlen(name), arena);
		if (fold_find(&hay, &needle, 0, &from, &to) != (size_t)-1)
			found = i;
	}
	arena_free(arena);
	return found;
}

/* A date, a month, a year, or a paper. */
static void
find(struct app *app, struct library_view *v, const char *text)
{
	int64_t from, to;
	size_t paper;

	if (calendar_parse(&from, &to, text)) {
		newsstand_seek(&v->stand, app, from, to);
		go_to_day(app, v, v->stand.day);
		return;
	}
	paper = find_paper(&v->stand, text);
	if (paper < v->stand.npapers)
		choose_paper(app, v, paper);
	else
		app_say(app,
		    _("%s is neither a date, as 2025-05-30 or 2025-05, nor a "
		      "paper"),
		    text);
}

/* --- opening and taking away --------------------------------------------------------------- */

static struct place
place(const struct view *view)
{
	const struct library_view *v = (const struct library_view *)view;
	struct place p = { .view = VIEW_LIBRARY };

	p.at.article = UINT32_MAX;
	p.at.block = (uint32_t)v->stand.paper;
	p.item = (int)v->stand.day;
	return p;
}

/*
 * The edition that is meant.  NULL if the day has none, or several: then the
 * choice is among them.
 */
static const struct shelved *
meant(struct app *app, struct library_view *v)
{
	size_t first, n = newsstand_editions(&v->stand, &first);

	if (v->in_list || v->shape.is_list || n == 1)
		return chosen(v);
	if (n == 0) {
		app_say(app, _("no edition of that day is in the library"));
		return NULL;
	}
	v->in_list = true;
	app_say(app,
	    ngettext("%zu edition of that day: choose one",
		"%zu editions of that day: choose one", n),
	    n);
	return NULL;
}

static void
open_edition(struct app *app, struct library_view *v)
{
	const struct shelved *e = meant(app, v);
	struct err err = { 0 };

	if (!e)
		return;
	/* It closes this view; so nothing of it is used after. */
	if (shelf_show(app, e->id, place(&v->view), NULL, &err) != 0)
		app_say_error(app, &err);
}

static void
delete_edition(struct app *app, struct library_view *v)
{
	const struct shelved *e = meant(app, v);

	if (e)
		shelf_remove(app, e);
}

/* --- the view ---------------------------------------------------------------------------------- */

static void
turn_papers(struct app *app, struct library_view *v, int by)
{
	size_t n = v->stand.npapers;

	if (n > 1)
		choose_paper(app, v, (v->stand.paper + n + (size_t)by) % n);
}

static bool
act_other(struct app *app, struct library_view *v, const struct request *r)
{
	struct newsstand *s = &v->stand;

	switch (r->action) {
	case ACTION_OPEN:
		open_edition(app, v);
		return true;
	case ACTION_FOLLOW_AUTHOR:
		if (app->news.nunread == 0)
			app_say(app,
			    _("nothing unread of the last 30 days by those you "
			      "follow"));
		else
			reporters_open_news(app);
		return true;
	case ACTION_DELETE:
		delete_edition(app, v);
		return true;
	case ACTION_CONTENTS:
	case ACTION_SWITCH_PART:
		turn_papers(app, v, r->action == ACTION_CONTENTS ? 1 : -1);
		return true;
	case ACTION_FIRST:
	case ACTION_LAST:
		go_to_day(app, v,
		    r->action == ACTION_FIRST ? s->papers[s->paper].first
					      : s->papers[s->paper].last);
		return true;
	default:
		return false;
	}
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct library_view *v = self(view);
	long count = r->count > 0 ? r->count : 1;

	if (v->in_list &&
	    (r->action == ACTION_BACK || r->action == ACTION_LEFT)) {
		v->in_list = false;
		return true;
	}
	if (*v->stand.why)
		return false;
	if (r->action == ACTION_FIND && r->text && *r->text) {
		find(app, v, r->text);
		return true;
	}
	return move_in_list(app, v, r) || move(app, v, r->action, count) ||
	    act_other(app, v, r);
}

static void
click(struct app *app, struct view *view, int row, int col)
{
	struct library_view *v = self(view);
	size_t i = list_hit(&v->list, &v->shape.list, row);
	size_t paper;
	int64_t day;

	if (stand_hit_day(&v->stand, &v->shape, row, col, &day)) {
		bool was_here = day == v->stand.day;
		go_to_day(app, v, day);
		if (was_here)
			open_edition(app, v);
	} else if (stand_hit_news(&v->shape, row, col)) {
		reporters_open_news(app);
	} else if (stand_hit_paper(&v->shape, row, col, &paper)) {
		choose_paper(app, v, paper);
	} else if (col >= v->shape.list.col && i < v->list.n &&
	    !v->list.rows[i].is_heading) {
		list_choose(&v->list, i);
		v->in_list = true;
		open_edition(app, v);
	}
}

/*
 * Opened by name: where it was left, else at the paper that is open, else at the
 * newest edition of all.
 */
static void
begin(struct app *app, struct newsstand *s)
{
	const struct shelf_door *shelf = &app->shelf;
	struct arena *arena = arena_new();
	struct shelved here;
	bool is_here = !shelf->paper && shelf_here(app, &here, arena);
	const char *paper = shelf->paper ? shelf->paper
	    : is_here                    ? here.paper
					 : NULL;

	newsstand_choose_paper(s, app, newsstand_paper_named(s, paper));
	newsstand_go(s, app,
	    shelf->paper         ? shelf->day
		: is_here        ? here.day
		: s->npapers > 0 ? s->papers[s->paper].last
				 : 0);
	arena_free(arena);
}

static void
fit(struct app *app, struct view *view)
{
	struct library_view *v = self(view);
	size_t here = v->list.here;
	bool was_empty = *v->stand.why != '\0';

	newsstand_load(&v->stand, app);
	news_begin(&app->news);
	if (was_empty && !*v->stand.why)
		begin(app, &v->stand);
	refresh(app, v);
	list_choose(&v->list, here);
	if (v->shape.is_list)
		choose_day_in_list(v);
	else if (newsstand_editions(&v->stand, &here) < 2)
		v->in_list = false;
}

/* What is new by those who are followed: nobody waits for it. */
static bool
work(struct view *view)
{
	struct library_view *v = self(view);
	struct app *app = v->app;
	bool had_news = app->news.nunread > 0;

	if (app->news.is_whole)
		return false;
	if (news_work(&app->news, app))
		return true;
	/* The line comes or goes: what is above has a row less or more. */
	if (had_news != (app->news.nunread > 0))
		refresh(app, v);
	return false;
}

static void
draw(const struct app *app, const struct view *view, struct canvas *canvas)
{
	const struct library_view *v = (const struct library_view *)view;
	struct folio folio = {
		.edition = app_edition(app),
		.name = _(view->ops->name),
		.language = app_language(),
	};

	folio_draw(canvas, view->area.row - 1, 0, view->area.ncols, &folio);
	stand_draw(app, &v->stand, &v->shape, &v->list, v->in_list, canvas);
}

static void
go(struct app *app, struct view *view, struct place to)
{
	struct library_view *v = self(view);

	if (to.item < 0)
		return;
	newsstand_choose_paper(&v->stand, app, to.at.block);
	go_to_day(app, v, to.item);
}

static struct view *
open_library(struct app *app, struct place to)
{
	struct library_view *v = xcalloc(1, sizeof *v);
	struct newsstand *s = &v->stand;

	v->view.ops = &view_library;
	v->app = app;
	newsstand_init(s);
	list_init(&v->list);
	newsstand_load(s, app);
	if (to.item < 0) {
		begin(app, s);
	} else {
		newsstand_choose_paper(s, app, to.at.block);
		newsstand_go(s, app, to.item);
	}
	return &v->view;
}

static void
close_library(struct view *view)
{
	struct library_view *v = self(view);

	newsstand_fini(&v->stand);
	list_fini(&v->list);
	free(v);
}

static const enum action hints[] = { ACTION_OPEN, ACTION_DELETE, ACTION_UNDO,
	ACTION_FIND, ACTION_BACK, ACTION_HELP, ACTION_NONE };

const struct view_ops view_library = {
	.id = VIEW_LIBRARY,
	.name = N_("Library"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_SECTION,
	.wheel_up = ACTION_PREV_SECTION,
	.open = open_library,
	.close = close_library,
	.fit = fit,
	.draw = draw,
	.act = act,
	.click = click,
	.place = place,
	.go = go,
	.work = work,
	.article = list_view_no_article,
};
