/*
 * Bookmarks: all that are kept, by paper and date.
 */
#include <string.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "ui/app.h"
#include "ui/label.h"
#include "ui/source.h"
#include "ui/view_list.h"
#include "ui/waiting.h"

struct bookmarks_view {
	struct list_view list;
	struct mark_list marks; /* the list's arena's */
};

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static void
add_heading(struct list *l, const struct mark *m)
{
	struct list_row *row = list_add(l);

	row->label = m->date
	    ? arena_printf(l->arena, "%s  %s", m->paper, m->date)
	    : m->paper;
	row->role = ROLE_SECTION;
	row->is_heading = true;
}

static void
add_mark(struct list *l, const struct mark *m, size_t i, struct reading r)
{
	struct list_row *row = list_add(l);

	row->label = m->title ? m->title
	    : m->headline     ? m->headline
	    : m->quote        ? m->quote
			      : "";
	row->detail = m->page;
	row->value = (long)i;
	row->is_marked = true;
	list_view_show_reading(l, row, r);
	if (m->tags.n == 0)
		return;
	row = list_add(l);
	row->label = tags_line(m->tags, l->arena);
	row->role = ROLE_DIM;
	row->indent = 2;
	row->is_more = true;
}

static void
fill(struct app *app, struct list_view *list)
{
	struct bookmarks_view *v = (struct bookmarks_view *)list;
	struct list *l = &list->list;
	const struct mark *last = NULL;
	struct err err = { 0 };
	char key[APP_KEY_BYTES];

	if (keep_list(&app->keep, &v->marks, l->arena, &err) != 0) {
		list_view_say(
		    list, arena_strdup(l->arena, err.msg), ROLE_ERROR);
		return;
	}
	const struct reading *readings =
	    keep_readings_of(&app->keep, &v->marks, l->arena);
	for (size_t i = 0; i < v->marks.n; i++) {
		const struct mark *m = &v->marks.at[i];
		if (!last || !same(last->paper, m->paper) ||
		    !same(last->date, m->date))
			add_heading(l, m);
		add_mark(l, m, i, readings[i]);
		last = m;
	}
	if (v->marks.n > 0)
		return;
	list_view_say(list, _("no bookmarks yet"), ROLE_DIM);
	list_view_say(list,
	    arena_printf(l->arena, _("%s on an article sets one"),
		app_key(app, ACTION_BOOKMARK, key)),
	    ROLE_DIM);
}

static struct bookmarks_view *
self(struct view *v)
{
	return (struct bookmarks_view *)v;
}

static const struct mark *
chosen(struct view *view)
{
	struct bookmarks_view *v = self(view);
	const struct list_row *row = list_chosen(&v->list.list);

	return row && row->value >= 0 ? &v->marks.at[row->value] : NULL;
}

static void
open_mark(struct app *app, const struct mark *m)
{
	struct err err = { 0 };
	struct source source;
	struct anchor at;

	if (source_find(&source, app, m, &err) != 0) {
		app_say_error(app, &err);
	} else if (mark_resolve(m, source.edition, &at)) {
		source_show(app, &source, at);
	} else {
		source_drop(&source);
		app_say(app, _("the article is not in this edition any more"));
	}
}

static void
delete_mark(struct app *app, const struct mark *m)
{
	struct err err = { 0 };
	char key[APP_KEY_BYTES];
	enum kept kept = keep_delete(&app->keep, app->paper, m, &err);

	if (waiting_say(app, kept, &err) == KEPT)
		app_say(app, _("bookmark deleted; %s brings it back"),
		    app_key(app, ACTION_UNDO, key));
}

/* --- tags and titles ---------------------------------------------------------- */

static void
change(struct app *app, const struct mark *m, const char *done)
{
	const struct change change = { .kind = CHANGE_BOOKMARK_LABEL,
		.mark = *m };

	if (waiting_change(app, &change, NULL) == KEPT)
		app_say(app, "%s", done);
}

/* As it will be when all is done that waits. */
static const struct mark *
latest(const struct app *app, const struct mark *m)
{
	return changes_latest_mark(&app->keep.waiting, m);
}

static void
set_tags(struct app *app, const struct mark *m, const struct request *r)
{
	struct arena *arena = arena_new();
	struct mark tagged = *latest(app, m);
	const char *done = label_tags(app, r, &tagged.tags, arena);

	if (done)
		change(app, &tagged, done);
	arena_free(arena);
}

static void
set_title(struct app *app, const struct mark *m, const struct request *r)
{
	struct mark titled = *latest(app, m);
	const char *done = label_title(app, r, &titled.title, m->headline);

	if (done)
		change(app, &titled, done);
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	const struct mark *m = chosen(view);

	if (list_act(&self(view)->list.list, r))
		return true;
	if (!m)
		return label_nothing(app, r);
	switch (r->action) {
	case ACTION_OPEN:
		open_mark(app, m);
		return true;
	case ACTION_DELETE:
	case ACTION_BOOKMARK:
		delete_mark(app, m);
		return true;
	case ACTION_TAG:
		set_tags(app, m, r);
		return true;
	case ACTION_EDIT:
	case ACTION_TITLE:
		set_title(app, m, r);
		return true;
	default:
		return false;
	}
}

static struct view *
open_bookmarks(struct app *app, struct place place)
{
	struct bookmarks_view *v = xcalloc(1, sizeof *v);

	if (place.item < 0)
		place.item = 0;
	list_view_init(app, &v->list, &view_bookmarks, place, fill);
	return &v->list.view;
}

static const enum action hints[] = { ACTION_OPEN, ACTION_DELETE, ACTION_UNDO,
	ACTION_TAG, ACTION_TITLE, ACTION_BACK, ACTION_HELP, ACTION_NONE };

const struct view_ops view_bookmarks = {
	.id = VIEW_BOOKMARKS,
	.name = N_("Bookmarks"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_bookmarks,
	.close = list_view_close,
	.fit = list_view_fit,
	.draw = list_view_draw,
	.act = act,
	.click = list_view_click,
	.place = list_view_place,
	.go = list_view_go,
	.article = list_view_no_article,
};
