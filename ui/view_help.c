/*
 * Help: every action with the keys that it has now, by groups.
 */
#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "config/i18n.h"
#include "config/keymap.h"
#include "src/base/arena.h"
#include "src/text/glyph.h"
#include "ui/app.h"
#include "ui/view_list.h"

enum {
	KEYS_BYTES = 256,
	KEYS_CELLS = 26, /* for "Space PageDown Ctrl-f" and a gap */
	WIDE_CELLS = 60, /* narrower: what a key does stands below it */
};

static void
add_words(struct list *l, const char *words, int indent, bool is_heading)
{
	struct list_row *row = list_add(l);

	row->label = words;
	row->indent = indent;
	row->is_heading = is_heading;
	row->role = is_heading ? ROLE_SECTION : ROLE_TEXT;
}

static void
add_action(struct app *app, struct list *l, enum action action)
{
	char keys[KEYS_BYTES];
	const char *help = _(action_help(action));

	keymap_keys(app_keymap(app), action, keys, sizeof keys);
	if (!*keys)
		snprintf(keys, sizeof keys, ":%s", action_name(action));
	if (app->ncols < WIDE_CELLS) {
		add_words(l, arena_strdup(l->arena, keys), 0, false);
		add_words(l, help, 2, false);
		return;
	}
	size_t used = glyph_ncells(keys, strlen(keys), 1);
	int pad = used < KEYS_CELLS ? (int)(KEYS_CELLS - used) : 2;
	add_words(l, arena_printf(l->arena, "%s%*s%s", keys, pad, "", help), 0,
	    false);
}

static void
fill(struct app *app, struct list_view *v)
{
	static const char *const more[] = {
		N_("3J: a number before a movement repeats it"),
		N_(":NAME does an action; Tab completes"),
		N_(":set NAME=VALUE sets an option for this time"),
		N_(":write FILE saves the article, FILE.md the paper"),
		N_(":write |COMMAND hands the article to a command"),
		N_(":messages shows all that was said here"),
		N_(":7 opens article 7"),
	};
	struct list *l = &v->list;

	l->is_text = true;
	for (int group = 0; group < GROUP_COUNT; group++) {
		if (group > 0)
			add_words(l, "", 0, false);
		add_words(
		    l, _(action_group_name((enum action_group)group)), 0, true);
		for (int a = 0; a < ACTION_COUNT; a++)
			if ((int)action_group((enum action)a) == group)
				add_action(app, l, (enum action)a);
	}
	add_words(l, "", 0, false);
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		add_words(l, _(more[i]), 0, false);
}

static struct view *
open_help(struct app *app, struct place place)
{
	if (place.item < 0)
		place.item = 0;
	return list_view_open(app, &view_help, place, fill);
}

static const enum action hints[] = { ACTION_NEXT_SHEET, ACTION_BACK,
	ACTION_NONE };

const struct view_ops view_help = {
	.id = VIEW_HELP,
	.name = N_("Help"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_help,
	.close = list_view_close,
	.fit = list_view_fit,
	.draw = list_view_draw,
	.act = list_view_act,
	.click = list_view_click,
	.place = list_view_place,
	.go = list_view_go,
	.article = list_view_no_article,
};
