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
#include "ui/source.h"
#include "ui/term.h"
#include "ui/waiting.h"

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

/* True if there was something to say about it. */
static bool
restore_place(struct app *app)
{
	bool is_wanted = app_settings(app)->restore || app->options.goes_on;
	struct place place;
	char key[APP_KEY_BYTES];

	if (!is_wanted || app->options.article > 0 ||
	    app_settings(app)->view == VIEW_SETTING_LIBRARY ||
	    !keep_get_place(&app->keep, app->paper, &place))
		return false;
	app_show(app, place);
	app->saved = place;
	if (is_at_beginning(place))
		return false;
	app_say(app, _("here you left off; %s goes to the front page"),
	    app_key(app, ACTION_BACK, key));
	return true;
}

/* Another paper was read last: the way there, once. */
static void
offer_last(struct app *app)
{
	const struct mark *m = keep_last(&app->keep);
	char key[APP_KEY_BYTES];

	/* On a front page there is nothing in the midst of which one was. */
	if (!m || !m->quote || keep_is_of(m, app->paper))
		return;
	/* The key first: what comes after it may be too long for the row. */
	app_key(app, ACTION_CONTINUE, key);
	if (m->headline)
		app_say(app, _("%s goes on where you left off: %s, %s"), key,
		    m->paper, m->headline);
	else
		app_say(
		    app, _("%s goes on where you left off: %s"), key, m->paper);
}

void
app_restore_place(struct app *app)
{
	if (!restore_place(app))
		offer_last(app);
}

/* What came of opening what is kept. */
struct opening {
	bool is_done;
	int failed;
	struct err err;
	char notice[ERR_MSG_BYTES];
};

static void
open_kept(struct app *app, struct opening *o)
{
	if (o->is_done)
		return;
	o->is_done = true;
	o->failed = keep_open(&app->keep, app->options.marks_dir, o->notice,
	    sizeof o->notice, &o->err);
	keep_find_last(&app->keep);
}

/*
 * The paper to begin with: the one given, else the one that was read last.  Only
 * for that what is kept must be opened before the first sheet.
 */
static void
set_first_paper(struct app *app, struct opening *o)
{
	struct paper *paper = app->options.paper;
	struct source source;
	struct err err = { 0 };

	app_set_paper(app, paper ? paper : paper_open_bundled());
	if (paper || !app->options.goes_on)
		return;
	open_kept(app, o);
	const struct mark *m = keep_last(&app->keep);
	if (!m)
		return;
	if (source_find(&source, app, m, &err) != 0)
		app_say_error(app, &err);
	else if (source.paper)
		app_set_paper(app, source.paper);
}

/* After the first sheet was painted: what it did not need. */
static void
start(struct app *app, struct opening *o)
{
	open_kept(app, o);
	keep_load(&app->keep, app->paper);
	app_restore_place(app);
	/* The beginning need not be kept at once; a disk may be slow. */
	app->saved_at = app->term->ops->now(app->term);
	app_say_paper(app);
	if (app->options.config_diag)
		app_say_diag(app, app->options.config_diag);
	if (*o->notice)
		app_say(app, "%s", o->notice);
	if (o->failed)
		waiting_say_closed(app, &o->err);
	if (keep_is_locked_out(&app->keep))
		app->saved = app_place(app);
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
	news_init(&app->news);
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
	news_fini(&app->news);
	keep_fini(&app->keep);
	shelf_fini(&app->shelf);
	deeds_fini(&app->deeds);
	readings_fini(&app->readings);
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
	struct opening opening = { 0 };
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
		set_first_paper(app, &opening);
		app_fit(app);
		open_first_views(app);
		app_draw(app);
		start(app, &opening);
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
