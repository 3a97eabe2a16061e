#include "ui/look.h"

#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "config/i18n.h"
#include "src/base/diag.h"
#include "src/edition/edition.h"
#include "src/layout/params.h"
#include "src/layout/vertical.h"
#include "src/text/lang.h"
#include "ui/app.h"

/* Set an option for this run; -1 with the reason in the status line. */
static int
set(struct app *app, const char *name, const char *value)
{
	struct err err = { 0 };

	if (config_set(app->config, name, value, &err) != 0) {
		app_say_error(app, &err);
		return -1;
	}
	app_apply_settings(app);
	return 0;
}

/* --- columns ---------------------------------------------------------------------- */

static const char *
language_of_view(const struct app *app)
{
	const struct view *v = app_view(app);
	const struct edition *e = app_edition(app);
	long i = v->ops->article(app, v);

	return i >= 0 ? article_language(e, e->articles[i]) : e->language;
}

/* Can the sheet hold so many? */
static bool
bears(const struct app *app, int columns)
{
	struct layout_params p = app->layouts.params;
	int measure;

	p.columns = columns;
	if (columns > LAYOUT_MAX_COLUMNS)
		return false;
	if (p.writing == WRITING_VERTICAL &&
	    lang_is_east_asian(language_of_view(app)))
		return vertical_bears(&p, columns);
	return layout_columns(&p, language_of_view(app), &measure) == columns;
}

static void
set_columns(struct app *app, int columns)
{
	char value[16];

	snprintf(value, sizeof value, "%d", columns);
	if (set(app, "columns", value) != 0)
		return;
	if (columns == 0)
		app_say(app, _("columns: as many as the screen bears"));
	else
		app_say(app, _("columns: %d"), columns);
}

void
look_columns(struct app *app, const struct request *r)
{
	int next = app_settings(app)->columns + 1;

	if (r->text && *r->text) {
		bool is_auto = strcmp(r->text, "auto") == 0;
		if (set(app, "columns", is_auto ? "0" : r->text) == 0)
			set_columns(app, app_settings(app)->columns);
	} else if (r->count > 0) {
		set_columns(app, (int)r->count);
	} else {
		set_columns(app, bears(app, next) ? next : 0);
	}
}

/* --- writing ---------------------------------------------------------------------- */

void
look_writing(struct app *app, const struct request *r)
{
	bool was_vertical = app_settings(app)->writing == WRITING_VERTICAL;

	(void)r;
	if (set(app, "writing", was_vertical ? "horizontal" : "vertical") != 0)
		return;
	if (was_vertical)
		app_say(app, _("horizontal lines"));
	else
		app_say(app,
		    _("vertical lines, for articles in Chinese, Japanese and "
		      "Korean"));
}

/* --- themes ----------------------------------------------------------------------- */

static const char *
next_theme(struct app *app)
{
	const char *const *names = config_theme_names(app->config);
	const char *now = app->palette->name;

	for (size_t i = 0; names[i]; i++)
		if (now && strcmp(names[i], now) == 0 && names[i + 1])
			return names[i + 1];
	return names[0];
}

void
look_theme(struct app *app, const struct request *r)
{
	const char *name = r->text && *r->text ? r->text : next_theme(app);

	if (name && set(app, "theme", name) == 0)
		app_say(app, _("theme: %s"), app->palette->name);
}

/* --- options ------------------------------------------------------------------------ */

static void
show_option(struct app *app, const char *name)
{
	const struct option *o = option_named(name);
	char value[SETTING_STRING_BYTES];

	if (!o) {
		/* Setting it fails with the sentence that says what is near. */
		set(app, name, "");
		return;
	}
	app_say(app, "%s = %s  (%s)", name,
	    settings_get(app_settings(app), o, value, sizeof value),
	    _(o->help));
}

static void
cut_blanks(char *s)
{
	size_t n = strlen(s);

	while (n > 0 && s[n - 1] == ' ')
		s[--n] = '\0';
}

void
look_set(struct app *app, const struct request *r)
{
	char name[SETTING_STRING_BYTES * 2];
	char *value;

	if (!r->text || !*r->text) {
		prompt_open(&app->prompt, PROMPT_COMMAND, "set ");
		return;
	}
	snprintf(name, sizeof name, "%s", r->text);
	cut_blanks(name);
	value = strchr(name, '=');
	if (!value) {
		show_option(app, name);
		return;
	}
	*value++ = '\0';
	cut_blanks(name);
	value += strspn(value, " ");
	if (set(app, name, value) == 0)
		show_option(app, name);
}

void
look_reload(struct app *app, const struct request *r)
{
	struct diag diag;

	(void)r;
	if (!app->options.config_source) {
		app_say(app, _("there is no configuration to read again"));
		return;
	}
	diag_init(&diag);
	struct config *fresh = config_load(app->options.config_source, &diag);
	/* Palettes belong to the old one. */
	struct config *old = app->config;
	app->config = fresh;
	app_apply_settings(app);
	config_free(old);
	i18n_init(app_settings(app)->language);
	app_say(app, _("%s was read again"), config_file(fresh));
	app_say_diag(app, &diag);
	diag_fini(&diag);
}
