#include "ui/app.h"
#include "ui/cells.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "config/config.h"
#include "config/i18n.h"
#include "config/keymap.h"
#include "src/base/diag.h"
#include "src/edition/edition.h"
#include "src/text/width.h"
#include "ui/term.h"

const struct view_ops *
view_ops_of(enum view_id id)
{
	static const struct view_ops *const table[VIEW_COUNT] = {
#define VIEW(name, ops, title) [VIEW_##name] = &(ops),
#include "ui/views.def"
#undef VIEW
	};

	return table[id];
}

const struct settings *
app_settings(const struct app *app)
{
	return config_settings(app->config);
}

const struct keymap *
app_keymap(const struct app *app)
{
	return config_keymap(app->config);
}

const struct edition *
app_edition(const struct app *app)
{
	return app->paper->edition;
}

struct view *
app_view(const struct app *app)
{
	return app->views[app->nviews - 1];
}

struct place
app_place(const struct app *app)
{
	const struct view *v = app_view(app);

	return v->ops->place(v);
}

const char *
app_key(const struct app *app, enum action action, char out[APP_KEY_BYTES])
{
	keymap_keys(app_keymap(app), action, out, APP_KEY_BYTES);
	out[strcspn(out, " ")] = '\0';
	if (!*out)
		snprintf(out, APP_KEY_BYTES, ":%s", action_name(action));
	return out;
}

const char *
app_language(void)
{
	return strncmp(i18n_language(), "zh", 2) == 0 ? "zh" : "en";
}

/* --- saying ------------------------------------------------------------------- */

void
app_say(struct app *app, const char *fmt, ...)
{
	char line[SAID_BYTES];
	va_list args;

	va_start(args, fmt);
	vsnprintf(line, sizeof line, fmt, args);
	va_end(args);
	said_add(&app->said, line, false);
}

void
app_say_error(struct app *app, const struct err *err)
{
	char line[SAID_BYTES];

	said_add(&app->said, err_format(err, line, sizeof line), true);
}

void
app_say_diag(struct app *app, const struct diag *diag)
{
	char line[SAID_BYTES / 2];
	const struct err *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < diag->n; i++) {
		if (diag->items[i].level < DIAG_WARNING)
			continue;
		app_say_error(app, &diag->items[i].what);
		if (n++ == 0)
			first = &diag->items[i].what;
	}
	if (n < 2)
		return;
	err_format(first, line, sizeof line);
	app_say(app, _("%zu warnings, :messages shows them: %s"), n, line);
}

/* --- size and settings ---------------------------------------------------------- */

bool
app_is_too_small(const struct app *app)
{
	return app->ncols < LAYOUT_MIN_WIDTH || app->nrows < LAYOUT_MIN_HEIGHT;
}

/* One row above a view is the folio's, one below the status line's. */
static void
prepare(struct app *app, struct view *view)
{
	if (app_is_too_small(app))
		return;
	view->area = (struct area){ 1, 0, app->layouts.params.height,
		app->layouts.params.width };
	view->ops->fit(app, view);
}

static int
clamp(int n, int most)
{
	return n < most ? n : most;
}

int
app_ambiguous(const struct app *app)
{
	return cells_ambiguous(app_settings(app), app->found);
}

void
app_fit(struct app *app)
{
	const struct settings *s = app_settings(app);
	struct layout_params params;
	int nrows, ncols;

	app->term->ops->size(app->term, &nrows, &ncols);
	nrows = clamp(nrows, LAYOUT_MAX_HEIGHT);
	ncols = clamp(ncols, LAYOUT_MAX_WIDTH);
	if (nrows != app->nrows || ncols != app->ncols)
		app->must_lay_out = true;
	if (app->must_lay_out) {
		app->nrows = nrows;
		app->ncols = ncols;
		layouts_params(&params, s, ncols, nrows - 2, app_language(),
		    app->options.hyphens);
		params.ambiguous = app_ambiguous(app);
		canvas_fini(&app->canvas);
		canvas_init(&app->canvas, nrows, ncols, params.ambiguous);
		app->canvas.logical = !params.bidi;
		layouts_set(&app->layouts, &params);
	}
	if (app->nviews > 0 && (app->must_lay_out || app->must_fit))
		prepare(app, app_view(app));
	app->must_lay_out = app->must_fit = false;
}

void
app_apply_settings(struct app *app)
{
	const struct settings *s = app_settings(app);
	const struct palette *palette;
	struct err err = { 0 };

	palette = config_theme(app->config, s->theme, app->is_dark, NULL, &err);
	if (!palette) {
		app_say_error(app, &err);
		palette =
		    config_theme(app->config, "auto", app->is_dark, NULL, NULL);
	}
	app->palette = palette ? palette : &palette_plain;
	cells_set(app);
	width_set_ambiguous(app_ambiguous(app));
	app->must_lay_out = true;
}

/* --- the stack of views ------------------------------------------------------- */

static void
close_view(struct app *app, size_t i)
{
	struct view *v = app->views[i];

	app->nviews--;
	memmove(app->views + i, app->views + i + 1,
	    (app->nviews - i) * sizeof *app->views);
	v->ops->close(v);
}

void
app_push(struct app *app, enum view_id id, struct place place)
{
	if (app->nviews == APP_VIEWS)
		close_view(app, 1);
	app->views[app->nviews++] = view_ops_of(id)->open(app, place);
	prepare(app, app_view(app));
}

bool
app_pop(struct app *app)
{
	if (app->nviews <= 1)
		return false;
	close_view(app, app->nviews - 1);
	prepare(app, app_view(app));
	return true;
}

bool
app_is_key_waiting(const struct app *app)
{
	return app->typed.at < app->typed.bytes.n ||
	    app->term->ops->is_waiting(app->term);
}

void
app_close_views(struct app *app)
{
	while (app->nviews > 0)
		close_view(app, app->nviews - 1);
}

static bool
is_open(const struct app *app, int id)
{
	for (size_t i = 0; i < app->nviews; i++)
		if ((int)app->views[i]->ops->id == id)
			return true;
	return false;
}

void
app_show(struct app *app, struct place place)
{
	if (!is_open(app, place.view)) {
		app_push(app, (enum view_id)place.view, place);
		return;
	}
	while ((int)app_view(app)->ops->id != place.view)
		close_view(app, app->nviews - 1);
	prepare(app, app_view(app));
	app_view(app)->ops->go(app, app_view(app), place);
}

void
app_jump(struct app *app, struct place place)
{
	history_push(&app->history, app_place(app));
	if ((int)app_view(app)->ops->id == place.view)
		app_view(app)->ops->go(app, app_view(app), place);
	else if (place.view == VIEW_FRONT)
		app_show(app, place);
	else
		app_push(app, (enum view_id)place.view, place);
}

void
app_jump_to(struct app *app, struct anchor at)
{
	app_jump(app, (struct place){ .at = at, .view = VIEW_ARTICLE });
}
