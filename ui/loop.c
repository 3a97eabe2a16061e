/*
 * The loop: draw, wait, act.
 *
 * Time is the terminal's, so that a script can be its master.  Nothing runs
 * beside the loop: what is due by time (digits that wait for a movement, the
 * place to be kept, the paper to be looked at) is found when waiting ends.
 */
#include "ui/loop.h"

#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "config/i18n.h"
#include "config/keymap.h"
#include "config/settings.h"
#include "src/base/arena.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/complete.h"
#include "ui/event.h"
#include "ui/hunt_complete.h"
#include "ui/term.h"
#include "ui/view_search.h"
#include "ui/waiting.h"

enum {
	IDLE_MS = 1000, /* between looks at the clock when nothing happens */
	/*
	 * Before work that can wait begins: one who turns sheets or drags the
	 * window's corner is not to feel it.
	 */
	REST_MS = 200,
};

/* --- keys ---------------------------------------------------------------------- */

static void
act_decoded(struct app *app, const struct decoded *d, size_t n)
{
	for (size_t i = 0; i < n && !app->is_done; i++) {
		struct request r = { d[i].action, d[i].count, d[i].argument,
			NULL };
		app_act(app, &r);
	}
}

/* What one presses who wants to get out, and does not know how. */
static bool
is_plea(const struct decoded *d, size_t n, struct key key)
{
	return n == 1 && d->action == ACTION_NONE && key.mods == KEY_MOD_CTRL &&
	    key.code == 'c';
}

static void
press(struct app *app, struct key key)
{
	struct decoded out[KEYS_OUT];
	char name[APP_KEY_BYTES];
	size_t n = keys_press(&app->keys, app_keymap(app), key, out);

	/* With no time to wait, digits are never a count. */
	if (n == 0 && app_settings(app)->key_timeout == 0)
		n = keys_expire(&app->keys, app_keymap(app), out);
	if (is_plea(out, n, key))
		app_say(app, _("%s leaves"), app_key(app, ACTION_QUIT, name));
	else
		act_decoded(app, out, n);
}

static void
expire(struct app *app)
{
	struct decoded out[KEYS_OUT];

	act_decoded(app, out, keys_expire(&app->keys, app_keymap(app), out));
}

/* --- the prompt ------------------------------------------------------------------ */

static void
enter(struct app *app)
{
	char line[PROMPT_MAX_BYTES + 1];
	enum prompt_kind kind = app->prompt.kind;

	snprintf(line, sizeof line, "%s", prompt_text(&app->prompt));
	prompt_close(&app->prompt);
	if (kind == PROMPT_COMMAND)
		app_command(app, line);
	else if (kind == PROMPT_SEARCH)
		search_view_enter(app, line);
	else
		app_act(app,
		    &(struct request){ .action = ACTION_FIND, .text = line });
}

static void
show_words(struct app *app, const struct completion *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n && n < sizeof app->hint; i++)
		n += (size_t)snprintf(app->hint + n, sizeof app->hint - n,
		    "%s%s", i > 0 ? "  " : "", c->words[i]);
}

/* Those in use, NULL-terminated. */
static const char *const *
tag_names(struct app *app, struct arena *arena)
{
	struct tags all;

	if (!app->keep.marks ||
	    tags_all(&all, app->keep.marks, arena, NULL) != 0)
		return NULL;
	const char **names = arena_array(arena, const char *, all.n + 1);
	for (size_t i = 0; i < all.n; i++)
		names[i] = all.at[i];
	return names;
}

/* Fill in what is certain; when that is nothing, show what could follow. */
static void
complete(struct app *app)
{
	struct arena *arena = arena_new();
	struct completion c;
	const char *line = arena_strdup(arena, prompt_text(&app->prompt));

	if (app->prompt.kind == PROMPT_SEARCH)
		hunt_complete(&c, app, line, arena);
	else
		complete_line(&c, line, config_theme_names(app->config),
		    tag_names(app, arena), arena);
	if (c.n > 0) {
		size_t n = strlen(c.common);
		/* A value follows at once after "name=" and "field:". */
		bool is_whole =
		    c.n == 1 && n > 0 && !strchr("=:", c.common[n - 1]);
		prompt_replace(&app->prompt,
		    arena_printf(arena, "%.*s%s%s", (int)c.from, line, c.common,
			is_whole ? " " : ""));
	}
	if (c.n > 1)
		show_words(app, &c);
	arena_free(arena);
}

static void
press_in_prompt(struct app *app, struct key key)
{
	app->hint[0] = '\0';
	if (search_view_press(app, key))
		return;
	switch (prompt_press(&app->prompt, key)) {
	case PROMPT_ENTERED:
		enter(app);
		break;
	case PROMPT_GIVEN_UP:
		prompt_close(&app->prompt);
		search_view_give_up(app);
		break;
	case PROMPT_COMPLETE:
		if (app->prompt.kind != PROMPT_FIND)
			complete(app);
		break;
	case PROMPT_GOES_ON:
		break;
	}
}

/* --- events ------------------------------------------------------------------------ */

/*
 * Pasted text never does anything by itself: where no prompt is open it is
 * something to look for, and its line ends are blanks.
 */
static void
on_pasted_key(struct app *app, struct key key)
{
	static const struct key blank = { .code = KEYNAME_SPACE };

	if (app->prompt.kind == PROMPT_NONE)
		prompt_open(&app->prompt,
		    app_view(app)->ops->id == VIEW_SEARCH ? PROMPT_SEARCH
							  : PROMPT_FIND,
		    "");
	if (key.code == KEYNAME_ENTER || key.code == KEYNAME_TAB ||
	    key.mods != 0)
		key = blank;
	if (key.code < KEYNAME_BASE || key.code == KEYNAME_SPACE)
		prompt_press(&app->prompt, key);
}

static void
on_key(struct app *app, const struct event *e)
{
	if (app->is_pasting) {
		on_pasted_key(app, e->key);
		return;
	}
	said_hide(&app->said);
	if (app->prompt.kind != PROMPT_NONE)
		press_in_prompt(app, e->key);
	else
		press(app, e->key);
}

static bool
is_in(const struct area *a, int row, int col)
{
	return row >= a->row && row < a->row + a->nrows && col >= a->col &&
	    col < a->col + a->ncols;
}

static void
on_click(struct app *app, const struct event *e)
{
	struct view *v = app_view(app);

	if (app_is_too_small(app) || app->prompt.kind != PROMPT_NONE)
		return;
	said_hide(&app->said);
	if (is_in(&v->area, e->row, e->col))
		v->ops->click(app, v, e->row, e->col);
}

static void
on_drag(struct app *app, const struct event *e)
{
	struct view *v = app_view(app);
	const int from[2] = { e->from_row, e->from_col };
	const int to[2] = { e->row, e->col };

	if (app_is_too_small(app) || app->prompt.kind != PROMPT_NONE ||
	    !v->ops->drag || !is_in(&v->area, from[0], from[1]) ||
	    !is_in(&v->area, to[0], to[1]))
		return;
	said_hide(&app->said);
	v->ops->drag(app, v, from, to);
}

static void
on_wheel(struct app *app, const struct event *e)
{
	const struct view_ops *ops = app_view(app)->ops;
	struct request r = {
		.action = e->turns > 0 ? ops->wheel_down : ops->wheel_up,
		.count = e->turns > 0 ? e->turns : -e->turns,
	};

	if (app->prompt.kind != PROMPT_NONE)
		return;
	said_hide(&app->said);
	app_act(app, &r);
}

static void
on_resume(struct app *app, const struct event *e)
{
	(void)e;
	app->term->ops->forget(app->term);
	app->must_lay_out = true;
	app->checked_at = 0;
	app_check_paper(app);
}

static void
on_reload(struct app *app, const struct event *e)
{
	(void)e;
	app_act(app, &(struct request){ .action = ACTION_RELOAD });
}

static void
on_end(struct app *app, const struct event *e)
{
	(void)e;
	app->is_done = true;
}

static void
on_colors(struct app *app, const struct event *e)
{
	if (app->is_dark == (bool)e->is_dark)
		return;
	app->is_dark = e->is_dark;
	if (strcmp(app_settings(app)->theme, "auto") == 0)
		app_apply_settings(app);
}

static void
on_paste(struct app *app, const struct event *e)
{
	(void)e;
	app->is_pasting = true;
	keys_init(&app->keys);
}

static void
on_pasted(struct app *app, const struct event *e)
{
	(void)e;
	app->is_pasting = false;
}

static void
on_nothing(struct app *app, const struct event *e)
{
	(void)app;
	(void)e;
}

static void (*const table[])(struct app *, const struct event *) = {
	[EVENT_NONE] = on_nothing,
	[EVENT_KEY] = on_key,
	[EVENT_CLICK] = on_click,
	[EVENT_DRAG] = on_drag,
	[EVENT_WHEEL] = on_wheel,
	[EVENT_RESIZE] = on_nothing, /* app_fit asks for the size anyway */
	[EVENT_RESUME] = on_resume,
	[EVENT_RELOAD] = on_reload,
	[EVENT_END] = on_end,
	[EVENT_COLORS] = on_colors,
	[EVENT_PASTE] = on_paste,
	[EVENT_PASTED] = on_pasted,
	[EVENT_WIDTH] = cells_heard,
};

/* --- waiting ----------------------------------------------------------------------- */

/* Is there a key sequence or count that the time can settle? */
static bool
is_key_due(const struct app *app)
{
	return app->prompt.kind == PROMPT_NONE &&
	    keys_can_expire(&app->keys, app_keymap(app));
}

/* Of a storm of sizes only the last one is worth a layout. */
static void
skip_resizes(struct app *app, struct event *e)
{
	struct event next;

	while (e->type == EVENT_RESIZE) {
		app->term->ops->wait(app->term, &next, 0);
		if (next.type == EVENT_NONE)
			return;
		*e = next;
	}
}

static void
wait_for(struct app *app, struct event *e, int ms)
{
	struct terminal *t = app->term;

	if (!typed_next(&app->typed, e))
		t->ops->wait(t, e, ms);
	skip_resizes(app, e);
}

static bool
can_work(const struct app *app)
{
	return app_view(app)->ops->work && !app->is_at_rest &&
	    !app_is_too_small(app);
}

static int
rest_ms(const struct app *app)
{
	const struct view *v = app_view(app);

	return v->ops->rest_ms ? v->ops->rest_ms(v) : REST_MS;
}

/* Let the view work until it is at rest or something happens. */
static void
work(struct app *app, struct event *e)
{
	struct view *v = app_view(app);

	do
		app->is_at_rest = !v->ops->work(v);
	while (
	    !app->is_at_rest && (wait_for(app, e, 0), e->type == EVENT_NONE));
}

/* Nothing is due before the next look at what is kept. */
static int
idle_ms(const struct app *app)
{
	long since = app->term->ops->now(app->term) - app->marks_at;

	return since >= 0 && since < APP_MARKS_MS ? APP_MARKS_MS - (int)since
						  : IDLE_MS;
}

static void
wait_and_act(struct app *app)
{
	int timeout = app_settings(app)->key_timeout;
	bool key_due = is_key_due(app);
	long before = app->term->ops->now(app->term);
	struct event e;

	if (key_due) {
		wait_for(app, &e, timeout);
	} else if (can_work(app)) {
		int rest = rest_ms(app);
		wait_for(app, &e, rest);
		if (e.type == EVENT_NONE &&
		    app->term->ops->now(app->term) - before >= rest)
			work(app, &e);
	} else {
		wait_for(app, &e, idle_ms(app));
	}
	if (e.type != EVENT_NONE)
		app->is_at_rest = false;
	table[e.type](app, &e);
	if (e.type != EVENT_NONE || app->is_done)
		return;
	app->is_pasting = false; /* a paste whose end was lost */
	if (key_due && app->term->ops->now(app->term) - before >= timeout)
		expire(app);
	app_check_paper(app);
	shelf_offer(app);
}

void
loop_run(struct app *app)
{
	while (!app->is_done) {
		app_check_marks(app);
		app_fit(app);
		app_draw(app);
		if (readings_look(app)) {
			app_fit(app);
			app_draw(app);
		}
		/* Now: a disk that is slow is not felt between key and screen. */
		app_save_place_sometimes(app);
		wait_and_act(app);
	}
	readings_leave(app);
	waiting_end(app);
	app_save_place(app);
}
