#include "ui/view_list.h"

#include <stdlib.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/layout/folio.h"
#include "ui/app.h"

const enum action list_view_hints[] = { ACTION_OPEN, ACTION_BACK, ACTION_HELP,
	ACTION_NONE };

static struct list_view *
self(struct view *v)
{
	return (struct list_view *)v;
}

void
list_view_init(struct app *app, struct list_view *v, const struct view_ops *ops,
    struct place place, void (*fill)(struct app *, struct list_view *))
{
	v->view.ops = ops;
	v->opened = place;
	v->fill = fill;
	list_init(&v->list);
	fill(app, v);
	list_view_go(app, &v->view, place);
}

struct view *
list_view_open(struct app *app, const struct view_ops *ops, struct place place,
    void (*fill)(struct app *, struct list_view *))
{
	struct list_view *v = xcalloc(1, sizeof *v);

	list_view_init(app, v, ops, place, fill);
	return &v->view;
}

void
list_view_close(struct view *view)
{
	list_fini(&self(view)->list);
	free(view);
}

void
list_view_fit(struct app *app, struct view *view)
{
	struct list_view *v = self(view);

	list_clear(&v->list);
	v->fill(app, v);
	list_fit(&v->list, view->area.nrows);
}

void
list_view_say(struct list_view *v, const char *words, enum role role)
{
	struct list_row *row = list_add(&v->list);

	row->label = words;
	row->role = role;
	row->is_heading = true;
}

long
list_view_no_article(const struct app *app, const struct view *view)
{
	(void)app;
	(void)view;
	return -1;
}

void
list_view_draw(
    const struct app *app, const struct view *view, struct canvas *canvas)
{
	const struct list_view *v = (const struct list_view *)view;
	size_t nsheets = (v->list.n + v->list.nrows - 1) / v->list.nrows;
	struct folio folio = {
		.edition = app_edition(app),
		.name = _(view->ops->name),
		.sheet = (v->list.top + v->list.nrows - 1) / v->list.nrows,
		.nsheets = nsheets > 1 ? nsheets : 0,
		.language = app_language(),
	};

	/* Only a list of this edition's stories tells how many of them. */
	if (view->ops->article == list_view_article)
		readings_sum(
		    app, &folio.nread, &folio.narticles, &folio.seconds);
	folio_draw(canvas, view->area.row - 1, 0, view->area.ncols, &folio);
	list_draw(&v->list, &view->area, canvas);
}

struct place
list_view_place(const struct view *view)
{
	const struct list_view *v = (const struct list_view *)view;
	struct place place = v->opened;

	place.view = view->ops->id;
	place.item = (int)(v->list.is_text ? v->list.top : v->list.here);
	return place;
}

void
list_view_go(struct app *app, struct view *view, struct place place)
{
	struct list *l = &self(view)->list;
	size_t row;

	(void)app;
	if (place.item >= 0)
		row = (size_t)place.item;
	else
		row = list_find(l, (long)place.at.article);
	if (l->is_text)
		l->top = row;
	else
		list_choose(l, row < l->n ? row : 0);
}

bool
list_view_act(struct app *app, struct view *view, const struct request *r)
{
	(void)app;
	return list_act(&self(view)->list, r);
}

bool
list_view_act_articles(
    struct app *app, struct view *view, const struct request *r)
{
	long article = list_view_article(app, view);

	if (r->action != ACTION_OPEN)
		return list_act(&self(view)->list, r);
	if (article >= 0)
		app_jump_to(
		    app, (struct anchor){ .article = (uint32_t)article });
	return true;
}

long
list_view_article(const struct app *app, const struct view *view)
{
	const struct list_view *v = (const struct list_view *)view;
	const struct list_row *row = list_chosen(&v->list);

	(void)app;
	return row ? row->value : -1;
}

void
list_view_click(struct app *app, struct view *view, int row, int col)
{
	struct list *l = &self(view)->list;
	size_t i = list_hit(l, &view->area, row);

	(void)col;
	if (!list_can_choose(l, i))
		return;
	list_choose(l, i);
	app_act(app, &(struct request){ .action = ACTION_OPEN });
}

void
list_view_show_reading(
    struct list *l, struct list_row *row, struct reading reading)
{
	const char *page = row->detail ? row->detail : "";
	const char *gap = *page ? "  " : "";

	row->role = reading.state == READING_DONE ? ROLE_READ : ROLE_UNREAD;
	/* U+2713 is one cell everywhere (UAX #11: neutral). */
	if (reading.state == READING_DONE)
		row->detail = arena_printf(l->arena, "✓%s%s", gap, page);
	else if (reading.state == READING_PART)
		row->detail = arena_printf(
		    l->arena, "%d%%%s%s", reading.percent, gap, page);
}

void
list_view_show_read(
    const struct app *app, struct list *l, struct list_row *row, size_t article)
{
	if (app->keep.marks)
		list_view_show_reading(
		    l, row, keep_reading(&app->keep, article));
}

const char *
list_view_title(const struct article *a)
{
	if (a->headline)
		return a->headline;
	return a->nblocks > 0 ? a->blocks[0].text : "";
}
