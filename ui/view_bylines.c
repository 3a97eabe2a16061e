/*
 * Bylines: every reporter with all their articles.  Opened on an article, the
 * first other one by its first reporter is chosen: "more by this reporter".
 */
#include <string.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/edition/edition.h"
#include "src/nav/nav.h"
#include "ui/app.h"
#include "ui/view_list.h"

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
	row->role = ROLE_BYLINE;
	row->is_heading = true;
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
fill(struct app *app, struct list_view *v)
{
	size_t n = nav_nreporters(app->nav);

	for (size_t i = 0; i < n; i++)
		add_reporter(app, &v->list, nav_reporter(app->nav, i));
	if (n == 0)
		list_view_say(v, _("nobody signed in this edition"), ROLE_DIM);
}

/* The row to choose: another article by the first who signed this one. */
static long
more_by(struct app *app, const struct list *l, size_t article)
{
	const struct article *a = app_edition(app)->articles[article];
	long who =
	    a->nauthors > 0 ? nav_reporter_of(app->nav, &a->authors[0]) : -1;
	size_t row = 0;

	if (who < 0)
		return -1;
	for (long i = 0; i < who; i++)
		row += 1 + nav_reporter(app->nav, (size_t)i)->narticles;
	const struct nav_reporter *r = nav_reporter(app->nav, (size_t)who);
	for (size_t i = 1; i <= r->narticles; i++)
		if (l->rows[row + i].value !=
		    (long)nav_shown(app->nav, article))
			return (long)(row + i);
	app_say(app, _("nothing more by %s in this edition"), r->name);
	return (long)row + 1;
}

static struct view *
open_bylines(struct app *app, struct place place)
{
	struct view *v = list_view_open(app, &view_bylines, place, fill);
	struct list *l = &((struct list_view *)v)->list;
	long row = -1;

	if (place.item < 0 && place.at.article < app_edition(app)->narticles)
		row = more_by(app, l, place.at.article);
	if (row >= 0)
		list_choose(l, (size_t)row);
	return v;
}

const struct view_ops view_bylines = {
	.id = VIEW_BYLINES,
	.name = N_("Bylines"),
	.hints = list_view_hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_bylines,
	.close = list_view_close,
	.fit = list_view_fit,
	.draw = list_view_draw,
	.act = list_view_act_articles,
	.click = list_view_click,
	.place = list_view_place,
	.go = list_view_go,
	.article = list_view_article,
};
