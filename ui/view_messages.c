/*
 * Messages: all that the status line has said, the newest last.
 */
#include <string.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/text/glyph.h"
#include "ui/app.h"
#include "ui/view_list.h"

/* A line too long for the screen goes on in the next row, further in. */
static void
add_line(struct list *l, const char *line, enum role role, int ncols)
{
	size_t n = strlen(line), at = 0;
	/* Two cells are the list's margin. */
	size_t room = ncols > 8 ? (size_t)ncols - 2 : 6;

	do {
		int indent = at > 0 ? 2 : 0;
		size_t fit = glyph_fit(
		    line + at, n - at, 1, room - (size_t)indent, NULL);
		struct list_row *row = list_add(l);
		row->label = arena_strndup(l->arena, line + at, fit);
		row->role = role;
		row->indent = indent;
		at += fit;
		if (fit == 0)
			break;
	} while (at < n);
}

static void
fill(struct app *app, struct list_view *v)
{
	const struct said *s = &app->said;
	struct list *l = &v->list;

	l->is_text = true;
	for (size_t i = 0; i < s->n; i++)
		add_line(l, s->lines[i],
		    s->is_error[i] ? ROLE_ERROR : ROLE_TEXT, app->ncols);
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
	.go = list_view_go,
	.article = list_view_no_article,
};
