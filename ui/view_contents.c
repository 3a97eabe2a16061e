/*
 * Contents: sections, and under each its articles.
 */
#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/edition/edition.h"
#include "src/nav/nav.h"
#include "ui/app.h"
#include "ui/follow.h"
#include "ui/view_list.h"

static void
add_section(struct app *app, struct list *l, size_t i)
{
	const struct edition *e = app_edition(app);
	const struct nav_section *s = nav_section(app->nav, i);

	if (s->name || s->label) {
		struct list_row *row = list_add(l);
		row->label = arena_printf(
		    l->arena, "%zu  %s", i + 1, s->name ? s->name : s->label);
		row->role = ROLE_SECTION;
		row->is_heading = true;
	}
	for (size_t k = 0; k < s->narticles; k++) {
		const struct article *a = e->articles[s->articles[k]];
		struct list_row *row = list_add(l);
		row->label = list_view_title(a);
		row->detail = article_page(e, a)->label;
		row->value = (long)a->index;
		row->indent = 1;
		row->is_marked = keep_is_bookmarked(&app->keep, a->index);
		row->is_followed = follow_is_by(app, a);
		row->is_clipped = cut_is_clipped(&app->keep.cuttings, a->index);
		list_view_show_read(app, l, row, a->index);
	}
}

static void
fill(struct app *app, struct list_view *v)
{
	for (size_t i = 0; i < nav_nsections(app->nav); i++)
		add_section(app, &v->list, i);
}

static struct view *
open_contents(struct app *app, struct place place)
{
	return list_view_open(app, &view_contents, place, fill);
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct list *l = &((struct list_view *)view)->list;

	if (r->action != ACTION_SECTION)
		return list_view_act_articles(app, view, r);
	if (r->argument < 1 || (size_t)r->argument > nav_nsections(app->nav))
		return false;
	const struct nav_section *s =
	    nav_section(app->nav, (size_t)r->argument - 1);
	if (s->narticles > 0)
		list_choose(l, list_find(l, (long)s->articles[0]));
	return true;
}

const struct view_ops view_contents = {
	.id = VIEW_CONTENTS,
	.name = N_("Contents"),
	.hints = list_view_hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_contents,
	.close = list_view_close,
	.fit = list_view_fit,
	.draw = list_view_draw,
	.act = act,
	.click = list_view_click,
	.place = list_view_place,
	.go = list_view_go,
	.article = list_view_article,
};
