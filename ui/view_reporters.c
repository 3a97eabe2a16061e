/*
 * The reporters of the whole library, those with most stories first; the same
 * name with two organisations is two rows.  `/` narrows the list by a part of the
 * name.
 */
#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/mem.h"
#include "ui/app.h"
#include "ui/follow.h"
#include "ui/view_list.h"

enum { LISTED = 500 }; /* rows; whoever wants more narrows them */

struct reporters_view {
	struct list_view list;
	struct arena *arena; /* of the authors */
	struct archive_author *at;
	size_t n;
	bool is_more;
	struct err why; /* there is no list */
};

static struct reporters_view *
self(struct view *v)
{
	return (struct reporters_view *)v;
}

/* Once, and when the list is narrowed: never for a new size. */
static void
load(struct app *app, struct reporters_view *v)
{
	struct archive *archive;

	arena_reset(v->arena);
	v->n = 0;
	v->why = (struct err){ 0 };
	archive = shelf_read(app, &v->why);
	v->at = archive ? archive_authors(&v->n, archive, app->reporters.like,
			      LISTED + 1, v->arena, &v->why)
			: NULL;
	if (!v->at)
		v->n = 0;
	v->is_more = v->n > LISTED;
	if (v->is_more)
		v->n = LISTED;
}

static const char *
detail(const struct archive_author *a, struct arena *arena)
{
	struct buf date;
	const char *s;

	buf_init(&date);
	date_add_iso(&date, date_from_days(a->last));
	s = arena_printf(arena,
	    ngettext("%zu story  %s", "%zu stories  %s", a->nstories),
	    a->nstories, buf_str(&date));
	buf_fini(&date);
	return s;
}

static void
fill(struct app *app, struct list_view *list)
{
	struct reporters_view *v = (struct reporters_view *)list;
	struct list *l = &list->list;
	const char *like = app->reporters.like;
	char key[APP_KEY_BYTES];

	if (like)
		list_view_say(list,
		    arena_printf(
			l->arena, _("reporters whose name has %s"), like),
		    ROLE_SECTION);
	for (size_t i = 0; i < v->n; i++) {
		const struct archive_author *a = &v->at[i];
		struct list_row *row = list_add(l);
		row->label = *a->role
		    ? arena_printf(l->arena, "%s  %s", a->name, a->role)
		    : a->name;
		row->detail = detail(a, l->arena);
		row->value = (long)i;
		row->is_followed = keep_is_followed(&app->keep, a->name);
		row->role = row->is_followed ? ROLE_FOLLOWED : ROLE_BYLINE;
	}
	if (v->why.code != ERR_NONE)
		list_view_say(list, v->why.msg, ROLE_DIM);
	else if (v->n == 0)
		list_view_say(list,
		    like ? _("nobody is called so")
			 : _("nobody signed in the library"),
		    ROLE_DIM);
	if (v->is_more)
		list_view_say(list,
		    arena_printf(l->arena,
			_("there are more; %s narrows them by name"),
			app_key(app, ACTION_FIND, key)),
		    ROLE_DIM);
}

static const struct archive_author *
chosen(struct reporters_view *v)
{
	const struct list_row *row = list_chosen(&v->list.list);

	return row && row->value >= 0 && (size_t)row->value < v->n
	    ? &v->at[row->value]
	    : NULL;
}

static void
narrow(struct app *app, struct reporters_view *v, const char *text)
{
	free(app->reporters.like);
	app->reporters.like = *text ? xstrdup(text) : NULL;
	load(app, v);
	v->list.list.here = 0;
	app->must_fit = true;
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct reporters_view *v = self(view);
	const struct archive_author *a = chosen(v);

	switch (r->action) {
	case ACTION_OPEN:
		if (a)
			reporters_open(app, a->name, a->role);
		return true;
	case ACTION_FOLLOW_AUTHOR:
		if (a)
			follow_name(app, a->name);
		return true;
	case ACTION_FIND:
		if (!r->text)
			return false;
		narrow(app, v, r->text);
		return true;
	default:
		return list_act(&v->list.list, r);
	}
}

static struct view *
open_reporters(struct app *app, struct place place)
{
	struct reporters_view *v = xcalloc(1, sizeof *v);

	if (place.item < 0)
		place.item = 0;
	v->arena = arena_new();
	load(app, v);
	list_view_init(app, &v->list, &view_reporters, place, fill);
	return &v->list.view;
}

static void
close_reporters(struct view *view)
{
	arena_free(self(view)->arena);
	list_view_close(view);
}

static const enum action hints[] = { ACTION_OPEN, ACTION_FOLLOW_AUTHOR,
	ACTION_FIND, ACTION_BACK, ACTION_HELP, ACTION_NONE };

const struct view_ops view_reporters = {
	.id = VIEW_REPORTERS,
	.name = N_("Reporters"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_reporters,
	.close = close_reporters,
	.fit = list_view_fit,
	.draw = list_view_draw,
	.act = act,
	.click = list_view_click,
	.place = list_view_place,
	.go = list_view_go,
	.article = list_view_no_article,
};
