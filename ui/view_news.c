/*
 * New by those who are followed: what they wrote of late and was not read, the
 * newest first.  What is read while it is listed stays in the list, with its mark.
 */
#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/mem.h"
#include "ui/app.h"
#include "ui/follow.h"
#include "ui/view_list.h"

struct news_view {
	struct list_view list;
	struct app *app;
};

static struct news_view *
self(struct view *v)
{
	return (struct news_view *)v;
}

static void
add_story(struct list *l, const struct news_story *n, size_t i)
{
	const struct archive_story *s = &n->story;
	struct list_row *row = list_add(l);

	row->label = *s->headline ? s->headline : _("no headline");
	/* The paper is last: of what has no room it is missed least. */
	row->detail = arena_printf(l->arena, "%s  %s%s%s", n->name, s->date,
	    *s->date ? "  " : "", s->paper);
	row->value = (long)i;
	list_view_show_reading(l, row, n->reading);
}

static void
fill(struct app *app, struct list_view *list)
{
	const struct news *n = &app->news;
	struct list *l = &list->list;

	for (size_t i = 0; i < n->n; i++)
		add_story(l, &n->at[i], i);
	if (n->n > 0)
		return;
	if (app->keep.nfollowed == 0)
		list_view_say(list, _("nobody is followed"), ROLE_DIM);
	else if (n->is_whole)
		list_view_say(list,
		    _("nothing unread of the last 30 days by those you follow"),
		    ROLE_DIM);
}

static void
fit(struct app *app, struct view *view)
{
	if (app->news.is_whole)
		news_reread(&app->news, app);
	list_view_fit(app, view);
}

static bool
work(struct view *view)
{
	struct app *app = self(view)->app;
	struct list *l = &self(view)->list.list;
	size_t here = l->here;

	if (app->news.is_whole)
		return false;
	if (news_work(&app->news, app))
		return true;
	list_view_fit(app, view);
	list_choose(l, here < l->n ? here : 0);
	return false;
}

static int
rest_ms(const struct view *view)
{
	(void)view;
	return 0;
}

static const struct news_story *
chosen(struct app *app, struct view *view)
{
	const struct list_row *row = list_chosen(&self(view)->list.list);

	return row && row->value >= 0 && (size_t)row->value < app->news.n
	    ? &app->news.at[row->value]
	    : NULL;
}

static void
open_story(struct app *app, struct view *view)
{
	const struct news_story *n = chosen(app, view);
	struct err err = { 0 };

	if (!n)
		return;
	struct anchor at = { .article = n->story.number - 1 };
	/* Another paper closes this view; so nothing of it is used after. */
	if (shelf_show_story(
		app, n->story.edition, at, list_view_place(view), &err) != 0)
		app_say_error(app, &err);
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	const struct news_story *n = chosen(app, view);

	if (r->action == ACTION_OPEN)
		open_story(app, view);
	else if (r->action == ACTION_FOLLOW_AUTHOR && n)
		follow_name(app, n->name);
	else
		return list_act(&self(view)->list.list, r);
	return true;
}

static struct view *
open_news(struct app *app, struct place place)
{
	struct news_view *v = xcalloc(1, sizeof *v);

	if (place.item < 0)
		place.item = 0;
	v->app = app;
	list_view_init(app, &v->list, &view_news, place, fill);
	return &v->list.view;
}

static const enum action hints[] = { ACTION_OPEN, ACTION_FOLLOW_AUTHOR,
	ACTION_BACK, ACTION_HELP, ACTION_NONE };

const struct view_ops view_news = {
	.id = VIEW_NEWS,
	.name = N_("New by those you follow"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_news,
	.close = list_view_close,
	.fit = fit,
	.draw = list_view_draw,
	.act = act,
	.click = list_view_click,
	.place = list_view_place,
	.go = list_view_go,
	.work = work,
	.rest_ms = rest_ms,
	.article = list_view_no_article,
};
