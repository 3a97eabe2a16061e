/*
 * Messages: all that the status line has said, the newest last.
 */
#include "config/i18n.h"
#include "src/base/arena.h"
#include "ui/app.h"
#include "ui/view_list.h"

static void
fill(struct app *app, struct list_view *v)
{
	struct list *l = &v->list;

	l->is_text = true;
	for (size_t i = 0; i < app->said.n; i++) {
		struct list_row *row = list_add(l);
		row->label = arena_strdup(l->arena, app->said.lines[i]);
		row->role = app->said.is_error[i] ? ROLE_ERROR : ROLE_TEXT;
	}
	if (l->n == 0)
		list_add(l)->label = _("nothing was said yet");
}

static struct view *
open_messages(struct app *app, struct place place)
{
	if (place.item < 0)
		place.item = 0;
	return list_view_open(app, &view_messages, place, fill);
}

static long
no_article(const struct app *app, const struct view *view)
{
	(void)app;
	(void)view;
	return -1;
}

static const enum action hints[] = { ACTION_BACK, ACTION_HELP, ACTION_NONE };

const struct view_ops view_messages = {
	.id = VIEW_MESSAGES,
	.name = N_("Messages"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_messages,
	.close = list_view_close,
	.fit = list_view_fit,
	.draw = list_view_draw,
	.act = list_view_act,
	.click = list_view_click,
	.place = list_view_place,
	.cursor = list_view_cursor,
	.go = list_view_go,
	.article = no_article,
};
