#include "ui/ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/config.h"
#include "config/i18n.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/nav/nav.h"
#include "ui/app.h"
#include "ui/cells.h"
#include "ui/loop.h"
#include "ui/term.h"

/* Of the option `view`. */
enum { VIEW_SETTING_ARTICLE = 1, VIEW_SETTING_LIBRARY = 4 };

/* --- starting ------------------------------------------------------------------- */

static void
term_settings(struct term_options *o, const struct settings *s, int keys_fd)
{
	/* By the choices of the option `colors`: auto, none, 16, 256, true. */
	static const enum color_depth depths[] = { COLOR_TRUE, COLOR_NONE,
		COLOR_16, COLOR_256, COLOR_TRUE };
	enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };
	const char *no_color = getenv("NO_COLOR"); /* no-color.org */

	*o = (struct term_options){
		.depth = depths[s->colors],
		.guess_depth = s->colors == 0,
		.mouse = s->mouse,
		.bidi = s->bidi,
		.ask_colors = strcmp(s->theme, "auto") == 0,
		.ambiguous = cells_ambiguous(s, 1),
		.keys_fd = keys_fd,
	};
	if (s->color == COLOR_NEVER ||
	    (s->color == COLOR_AUTO && no_color && *no_color)) {
		o->depth = COLOR_NONE;
		o->guess_depth = 0;
	}
}

static void
open_first_views(struct app *app)
{
	const struct edition *e = app_edition(app);
	unsigned number = app->options.article;
	struct place place = { .view = VIEW_ARTICLE };

	app_push(app, VIEW_FRONT, (struct place){ .item = -1 });
	if (number == 0 && app_settings(app)->view == VIEW_SETTING_ARTICLE)
		number = 1;
	if (number == 0 && app_settings(app)->view == VIEW_SETTING_LIBRARY)
		app_push(app, VIEW_LIBRARY, (struct place){ .item = -1 });
	if (number == 0)
		return;
	if (number > e->narticles) {
		app_say(app,
		    ngettext("this paper has %zu article",
			"this paper has %zu articles", e->narticles),
		    e->narticles);
		return;
	}
	place.at.article = number - 1;
	app_push(app, VIEW_ARTICLE, place);
}

static bool
is_at_beginning(struct place place)
{
	return place.view == VIEW_FRONT;
}

static void
restore_place(struct app *app)
{
	struct place place;
	char key[APP_KEY_BYTES];

	if (!app_settings(app)->restore || app->options.article > 0 ||
	    app_settings(app)->view == VIEW_SETTING_LIBRARY ||
	    !keep_get_place(&app->keep, app->paper, &place))
		return;
	app_show(app, place);
	app->saved = place;
	if (!is_at_beginning(place))
		app_say(app, _("here you left off; %s goes to the front page"),
		    app_key(app, ACTION_BACK, key));
}

/* After the first sheet was painted: what it did not need. */
static void
start(struct app *app)
{
	char notice[ERR_MSG_BYTES];
	struct err err = { 0 };
	int failed = keep_open(
	    &app->keep, app->options.marks_dir, notice, sizeof notice, &err);

	keep_load(&app->keep, app->paper);
	restore_place(app);
	/* The beginning need not be kept at once; a disk may be slow. */
	app->saved_at = app->term->ops->now(app->term);
	app_say_paper(app);
	if (app->options.config_diag)
		app_say_diag(app, app->options.config_diag);
	if (*notice)
		app_say(app, "%s", notice);
	if (failed)
		app_say_error(app, &err);
	app->must_fit = true;
}

/* --- the whole ---------------------------------------------------------------------- */

static void
init(struct app *app, const struct ui_options *o)
{
	app->options = *o;
	app->term = o->term;
	app->config = o->config;
	app->palette = &palette_plain;
	app->is_dark = true; /* until the terminal says otherwise */
	app->found = 1;
	app->saved.view = -1;
	layouts_init(&app->layouts);
	history_init(&app->history);
	keys_init(&app->keys);
	prompt_init(&app->prompt);
	search_init(&app->search);
	hunt_init(&app->hunt);
	reporters_init(&app->reporters);
	keep_init(&app->keep);
	shelf_init(&app->shelf);
	deeds_init(&app->deeds);
	said_init(&app->said);
	typed_init(&app->typed);
}

static void
fini(struct app *app)
{
	app_close_views(app);
	layouts_drop(&app->layouts);
	canvas_fini(&app->canvas);
	prompt_fini(&app->prompt);
	search_fini(&app->search);
	hunt_fini(&app->hunt);
	reporters_fini(&app->reporters);
	keep_fini(&app->keep);
	shelf_fini(&app->shelf);
	deeds_fini(&app->deeds);
	said_fini(&app->said);
	typed_fini(&app->typed);
	nav_free(app->nav);
	paper_close(app->paper);
	config_free(app->config);
}

int
ui_run(const struct ui_options *given, struct err *err)
{
	struct app *app = xcalloc(1, sizeof *app);
	int result = 0;

	init(app, given);
	if (!app->term) {
		struct term_options o;
		term_settings(&o, app_settings(app), given->keys_fd);
		app->term = term_open(&o, err);
		if (app->term)
			cells_ask(app);
	}
	if (app->term) {
		app_apply_settings(app);
		app_set_paper(app, given->paper);
		app_fit(app);
		open_first_views(app);
		app_draw(app);
		start(app);
		loop_run(app);
		app->term->ops->close(app->term);
	} else {
		paper_close(given->paper);
		result = -1;
	}
	fini(app);
	free(app);
	return result;
}
