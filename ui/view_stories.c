/*
 * All stories by one reporter, newest first: those of the library, and of the
 * edition that is open if it is not kept there.
 */
#include <string.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/nav/nav.h"
#include "ui/app.h"
#include "ui/follow.h"
#include "ui/view_list.h"

enum { LISTED = 1000 }; /* stories; more than one reads by a name */

struct stories_view {
	struct list_view list;
	struct arena *arena; /* of the stories */
	struct archive_story *at;
	size_t n;
	bool is_kept; /* the open edition is in the library */
	bool is_more;
};

static struct stories_view *
self(struct view *v)
{
	return (struct stories_view *)v;
}

static const struct reporter *
who(const struct app *app, const struct stories_view *v)
{
	return reporters_at(&app->reporters, v->list.opened);
}

static void
load(struct app *app, struct stories_view *v)
{
	const struct reporter *r = who(app, v);
	struct err err = { 0 };
	struct shelved here;
	struct archive *archive = shelf_read(app, &err);

	arena_reset(v->arena);
	v->at = NULL;
	v->is_kept = archive && shelf_here(app, &here, v->arena);
	if (archive && r)
		v->at = archive_stories_by(&v->n, archive, r->name, r->role,
		    LISTED + 1, v->arena, &err);
	if (!v->at)
		v->n = 0;
	v->is_more = v->n > LISTED;
	if (v->is_more)
		v->n = LISTED;
}

/* Values below 0 are articles of the open edition. */
static long
value_of(uint32_t article)
{
	return -2 - (long)article;
}

static void
add_here(struct app *app, struct list *l, const char *name)
{
	const struct edition *e = app_edition(app);
	long number = nav_reporter_named(app->nav, name);

	if (number < 0)
		return;
	const struct nav_reporter *r = nav_reporter(app->nav, (size_t)number);
	for (size_t i = 0; i < r->narticles; i++) {
		const struct article *a = e->articles[r->articles[i]];
		struct list_row *row = list_add(l);
		row->label = list_view_title(a);
		row->detail = _("in this edition");
		row->value = value_of(a->index);
	}
}

static void
add_kept(struct list *l, const struct archive_story *s, size_t i)
{
	struct list_row *row = list_add(l);

	row->label = *s->headline ? s->headline : _("no headline");
	/* The paper is last: of what has no room it is missed least. */
	row->detail = arena_printf(l->arena, "%s%s%s%s%s", s->date,
	    *s->date ? "  " : "", s->page, *s->page ? "  " : "", s->paper);
	row->value = (long)i;
}

static void
fill(struct app *app, struct list_view *list)
{
	struct stories_view *v = (struct stories_view *)list;
	const struct reporter *r = who(app, v);
	struct list *l = &list->list;
	struct list_row *head;

	if (!r) {
		list_view_say(list, _("nobody was chosen yet"), ROLE_DIM);
		return;
	}
	head = list_add(l);
	head->label = arena_printf(l->arena, "%s%s%s", r->name,
	    r->role && *r->role ? "  " : "", r->role ? r->role : "");
	head->detail = arena_printf(
	    l->arena, v->is_more ? _("the newest %zu") : "%zu", v->n);
	head->is_heading = true;
	head->is_followed = keep_is_followed(&app->keep, r->name);
	head->role = head->is_followed ? ROLE_FOLLOWED : ROLE_BYLINE;
	if (!v->is_kept)
		add_here(app, l, r->name);
	for (size_t i = 0; i < v->n; i++)
		add_kept(l, &v->at[i], i);
	if (l->n == 1)
		list_view_say(list, _("no stories"), ROLE_DIM);
}

static void
open_story(struct app *app, struct stories_view *v)
{
	const struct list_row *row = list_chosen(&v->list.list);
	struct err err = { 0 };

	if (!row)
		return;
	if (row->value < -1) {
		app_jump_to(app,
		    (struct anchor){ .article = (uint32_t)(-2 - row->value) });
		return;
	}
	const struct archive_story *s = &v->at[row->value];
	struct anchor at = { .article = s->number - 1 };
	/* Another paper closes this view; so nothing of it is used after. */
	if (shelf_show_story(
		app, s->edition, at, list_view_place(&v->list.view), &err) != 0)
		app_say_error(app, &err);
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct stories_view *v = self(view);
	const struct reporter *reporter = who(app, v);

	switch (r->action) {
	case ACTION_OPEN:
		open_story(app, v);
		return true;
	case ACTION_FOLLOW_AUTHOR:
		if (reporter)
			follow_name(app, reporter->name);
		return true;
	default:
		return list_act(&v->list.list, r);
	}
}

static struct view *
open_stories(struct app *app, struct place place)
{
	struct stories_view *v = xcalloc(1, sizeof *v);

	if (place.item < 0)
		place.item = 0;
	v->arena = arena_new();
	v->list.opened = place;
	load(app, v);
	list_view_init(app, &v->list, &view_stories, place, fill);
	return &v->list.view;
}

/* Perhaps to someone else's. */
static void
go(struct app *app, struct view *view, struct place to)
{
	struct stories_view *v = self(view);

	if (to.at.block != v->list.opened.at.block) {
		v->list.opened = to;
		load(app, v);
		list_clear(&v->list.list);
		fill(app, &v->list);
		app->must_fit = true;
	}
	list_view_go(app, view, to);
}

static void
close_stories(struct view *view)
{
	arena_free(self(view)->arena);
	list_view_close(view);
}

static const enum action hints[] = { ACTION_OPEN, ACTION_FOLLOW_AUTHOR,
	ACTION_BACK, ACTION_HELP, ACTION_NONE };

const struct view_ops view_stories = {
	.id = VIEW_STORIES,
	.name = N_("Stories"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_stories,
	.close = close_stories,
	.fit = list_view_fit,
	.draw = list_view_draw,
	.act = act,
	.click = list_view_click,
	.place = list_view_place,
	.go = go,
	.article = list_view_no_article,
};
