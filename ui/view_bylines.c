/*
 * Bylines: every reporter, who opens all their stories, with the articles here.  Opened on an article, the
 * first other one by its first reporter is chosen: "more by this reporter"; and
 * below them it is said how many more the library has.
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

enum {
	MORE = -2,        /* value of the row that leads to the library */
	MORE_MOST = 1000, /* stories counted for it */
};

struct bylines_view {
	struct list_view list;
	long who;     /* whose article it was opened on; -1: on none */
	size_t nmore; /* stories by them in other editions of the library */
};

/* Name, role, and the organisation where the role does not name it. */
static const char *
label(struct list *l, const struct nav_reporter *r)
{
	bool org = r->org && !(r->role && strstr(r->role, r->org));

	return arena_printf(l->arena, "%s%s%s%s%s", r->name,
	    r->role ? "  " : "", r->role ? r->role : "", org ? "  " : "",
	    org ? r->org : "");
}

static void
add_reporter(struct app *app, struct list *l, const struct nav_reporter *r)
{
	const struct edition *e = app_edition(app);
	struct list_row *row = list_add(l);

	row->label = label(l, r);
	row->detail = arena_printf(l->arena,
	    ngettext("%zu article", "%zu articles", r->narticles),
	    r->narticles);
	row->is_followed = keep_is_followed(&app->keep, r->name);
	row->role = row->is_followed ? ROLE_FOLLOWED : ROLE_BYLINE;
	row->is_heading = row->is_door = true;
	for (size_t i = 0; i < r->narticles; i++) {
		const struct article *a = e->articles[r->articles[i]];
		row = list_add(l);
		row->label = list_view_title(a);
		row->detail = article_page(e, a)->label;
		row->value = (long)a->index;
		row->indent = 1;
		row->is_marked = keep_is_bookmarked(&app->keep, a->index);
		list_view_show_read(app, l, row, a->index);
	}
}

static void
add_more(const struct bylines_view *b, struct list *l)
{
	struct list_row *row = list_add(l);

	row->label = arena_printf(l->arena,
	    ngettext(
		"%zu more in the library", "%zu more in the library", b->nmore),
	    b->nmore);
	row->value = MORE;
	row->indent = 1;
	row->role = ROLE_LINK;
}

static void
fill(struct app *app, struct list_view *v)
{
	const struct bylines_view *b = (const struct bylines_view *)v;
	size_t n = nav_nreporters(app->nav);

	for (size_t i = 0; i < n; i++) {
		add_reporter(app, &v->list, nav_reporter(app->nav, i));
		if ((long)i == b->who && b->nmore > 0)
			add_more(b, &v->list);
	}
	if (n == 0)
		list_view_say(v, _("nobody signed in this edition"), ROLE_DIM);
}

/* Stories by someone in other editions of the library. */
static size_t
count_more(struct app *app, const char *name)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct archive *archive = shelf_read(app, &err);
	struct shelved here = { 0 };
	struct archive_story *at = NULL;
	size_t n = 0, more = 0;

	if (archive && !shelf_here(app, &here, arena))
		here.id = 0;
	if (archive)
		at = archive_stories_by(
		    &n, archive, name, NULL, MORE_MOST, arena, &err);
	for (size_t i = 0; at && i < n; i++)
		more += at[i].edition != here.id;
	arena_free(arena);
	return more;
}

/* Who signed the article that the view was opened on. */
static void
find_who(struct app *app, struct bylines_view *v, struct place place)
{
	const struct edition *e = app_edition(app);

	v->who = -1;
	if (place.at.article >= e->narticles)
		return;
	const struct article *a = e->articles[place.at.article];
	if (a->nauthors > 0)
		v->who = nav_reporter_of(app->nav, &a->authors[0]);
	if (v->who >= 0)
		v->nmore = count_more(
		    app, nav_reporter(app->nav, (size_t)v->who)->name);
}

/* The row to choose: another article by the first who signed this one. */
static long
more_by(struct app *app, const struct bylines_view *v, size_t article)
{
	const struct list *l = &v->list.list;
	size_t row = 0;

	if (v->who < 0)
		return -1;
	for (long i = 0; i < v->who; i++)
		row += 1 + nav_reporter(app->nav, (size_t)i)->narticles;
	const struct nav_reporter *r = nav_reporter(app->nav, (size_t)v->who);
	for (size_t i = 1; i <= r->narticles; i++)
		if (l->rows[row + i].value !=
		    (long)nav_shown(app->nav, article))
			return (long)(row + i);
	if (v->nmore > 0)
		return (long)(row + r->narticles + 1);
	app_say(app, _("nothing more by %s in this edition"), r->name);
	return (long)row + 1;
}

/* Whose row is chosen: each has one heading.  NULL: no row is. */
static const struct nav_reporter *
chosen_reporter(struct app *app, const struct list *l)
{
	size_t n = 0;

	for (size_t i = 0; i <= l->here && i < l->n; i++)
		n += l->rows[i].is_heading;
	return l->here < l->n && n > 0 && n <= nav_nreporters(app->nav)
	    ? nav_reporter(app->nav, n - 1)
	    : NULL;
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct list *l = &((struct list_view *)view)->list;
	const struct list_row *row = list_chosen(l);
	const struct nav_reporter *who = chosen_reporter(app, l);

	if (r->action == ACTION_FOLLOW_AUTHOR && who)
		follow_name(app, who->name);
	else if (r->action == ACTION_OPEN && row && who &&
	    (row->is_heading || row->value == MORE))
		reporters_open(app, who->name, NULL);
	else
		return list_view_act_articles(app, view, r);
	return true;
}

/* Choose a row; the reporter's name above it is to be seen, too. */
static void
choose_under_heading(struct list *l, size_t row)
{
	list_choose(l, row);
	l->top = l->here;
	while (l->top > 0 && l->top < l->n && !l->rows[l->top].is_heading)
		l->top--;
}

static struct view *
open_bylines(struct app *app, struct place place)
{
	struct bylines_view *v = xcalloc(1, sizeof *v);
	long row = -1;

	find_who(app, v, place);
	list_view_init(app, &v->list, &view_bylines, place, fill);
	if (place.item < 0 && place.at.article < app_edition(app)->narticles)
		row = more_by(app, v, place.at.article);
	if (row >= 0)
		choose_under_heading(&v->list.list, (size_t)row);
	return &v->list.view;
}

static const enum action hints[] = { ACTION_OPEN, ACTION_FOLLOW_AUTHOR,
	ACTION_BYLINES, ACTION_BACK, ACTION_HELP, ACTION_NONE };

const struct view_ops view_bylines = {
	.id = VIEW_BYLINES,
	.name = N_("Bylines"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_bylines,
	.close = list_view_close,
	.fit = list_view_fit,
	.draw = list_view_draw,
	.act = act,
	.click = list_view_click,
	.place = list_view_place,
	.go = list_view_go,
	.article = list_view_article,
};
