/*
 * Drawing: the view between folio and status line; and the status line.
 *
 * The last row shows, in this order: the prompt; what was just said; the keys
 * that help most here.  Keys typed that are not settled yet stand at its right.
 */
#include <stdio.h>
#include <string.h>

#include "config/i18n.h"
#include "config/settings.h"
#include "src/base/buf.h"
#include "src/edition/edition.h"
#include "src/layout/folio.h"
#include "src/text/glyph.h"
#include "ui/app.h"
#include "ui/follow.h"
#include "ui/term.h"
#include "ui/view_search.h"

enum {
	LABEL_BYTES = 128,
	HINT_GAP = 2,
	PENDING_CELLS = 12, /* "12 Ctrl-x g" is as long as it gets */
};

/* What a hint calls an action: shorter than its help. */
static const char *
short_name(enum action action)
{
	static const struct {
		enum action action;
		const char *name;
	} table[] = {
		{ ACTION_OPEN, N_("open") },
		{ ACTION_BACK, N_("back") },
		{ ACTION_NEXT_SHEET, N_("next sheet") },
		{ ACTION_NEXT_ARTICLE, N_("next article") },
		{ ACTION_CONTENTS, N_("contents") },
		{ ACTION_BOOKMARK, N_("bookmark") },
		{ ACTION_DELETE, N_("delete") },
		{ ACTION_UNDO, N_("undo") },
		{ ACTION_NEXT_LINE, N_("next sentence") },
		{ ACTION_NEXT_SUBHEAD, N_("paragraph") },
		{ ACTION_SELECT, N_("end") },
		{ ACTION_SWAP_ENDS, N_("other end") },
		{ ACTION_CLIP, N_("clip") },
		{ ACTION_COPY, N_("copy") },
		{ ACTION_EDIT, N_("annotate") },
		{ ACTION_TAG, N_("tags") },
		{ ACTION_TITLE, N_("title") },
		{ ACTION_READ_CLIPPING, N_("read") },
		{ ACTION_FIND, N_("find") },
		{ ACTION_SEARCH, N_("other words") },
		{ ACTION_SORT, N_("sort") },
		{ ACTION_FOLLOW_AUTHOR, N_("follow") },
		{ ACTION_BYLINES, N_("all of the library") },
		{ ACTION_HELP, N_("help") },
		{ ACTION_QUIT, N_("quit") },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].action == action)
			return _(table[i].name);
	return action_name(action);
}

/* The cells of a hint and the gap behind it; 0 if there is no key for it. */
static int
hint_ncells(const struct app *app, enum action action)
{
	const char *name = short_name(action);
	char keys[APP_KEY_BYTES];

	app_key(app, action, keys);
	if (*keys == ':')
		return 0;
	return (int)(glyph_ncells(keys, strlen(keys), 1) +
		   glyph_ncells(name, strlen(name), app->canvas.ambiguous)) +
	    1 + HINT_GAP;
}

/* Who knows these finds all others. */
static bool
is_way_out(enum action action)
{
	return action == ACTION_HELP || action == ACTION_QUIT;
}

static int
ways_out_ncells(const struct app *app)
{
	int sum = 0;

	for (const enum action *hint = app_view(app)->ops->hints;
	     *hint != ACTION_NONE; hint++)
		if (is_way_out(*hint))
			sum += hint_ncells(app, *hint);
	return sum;
}

/* Of `ncells` cells; those of a row that is shared go to ways out first. */
static void
draw_hints(struct app *app, int row, int ncells)
{
	const struct view *view = app_view(app);
	const enum action *hint = view->hints ? view->hints : view->ops->hints;
	struct canvas *c = &app->canvas;
	int col = 0;
	int kept = ncells < c->ncols ? ways_out_ncells(app) : 0;

	for (; *hint != ACTION_NONE; hint++) {
		char keys[APP_KEY_BYTES];
		int need = hint_ncells(app, *hint);
		if (is_way_out(*hint) && kept > 0)
			kept -= need;
		if (need == 0 || col + need + kept - HINT_GAP > ncells)
			continue;
		app_key(app, *hint, keys);
		col += canvas_label(c, row, col, ncells - col, keys, ROLE_KEY);
		col += 1;
		col += canvas_label(
		    c, row, col, ncells - col, short_name(*hint), ROLE_STATUS);
		col += HINT_GAP;
	}
}

/*
 * On the front page, where no list tells it: how much of the edition was read,
 * at the right.  Returns the cells that are left.
 */
static int
draw_read(struct app *app, int row, int ncells)
{
	size_t nread, narticles;
	unsigned seconds;
	struct buf b;

	if (app_view(app)->ops->id != VIEW_FRONT)
		return ncells;
	readings_sum(app, &nread, &narticles, &seconds);
	if (narticles == 0)
		return ncells;
	buf_init(&b);
	folio_add_read(&b, nread, narticles, seconds, app_language());
	int n = (int)glyph_ncells(buf_str(&b), b.n, app->canvas.ambiguous);
	/* Where it would take more than half, hints need the room. */
	if (n + 2 <= ncells / 2) {
		canvas_label(
		    &app->canvas, row, ncells - n, n, buf_str(&b), ROLE_STATUS);
		ncells -= n + 2;
	}
	buf_fini(&b);
	return ncells;
}

static void
draw_said(
    struct canvas *c, int row, int ncells, const char *line, enum role role)
{
	size_t nbytes = said_fit(line, ncells, c->ambiguous);

	if (line[nbytes])
		canvas_text(c, row, 0, ncells, line, nbytes, role);
	else
		canvas_label(c, row, 0, ncells, line, role);
}

static void
draw_status(struct app *app, int row)
{
	struct canvas *c = &app->canvas;
	char pending[LABEL_BYTES];
	bool is_error = false;
	const char *line = said_shown(&app->said, &is_error);
	int ncells = c->ncols;

	canvas_fill(c, row, 0, 1, c->ncols, ROLE_STATUS);
	keys_pending(&app->keys, pending, sizeof pending);
	if (*pending && ncells > 2 * PENDING_CELLS) {
		ncells -= PENDING_CELLS;
		canvas_label(c, row, ncells, PENDING_CELLS, pending, ROLE_KEY);
	} else if (*pending) {
		line = pending;
		is_error = false;
	}
	if (!line && app->prompt.kind == PROMPT_SEARCH)
		line = *app->hint ? app->hint : search_view_help();
	if (line)
		draw_said(
		    c, row, ncells, line, is_error ? ROLE_ERROR : ROLE_STATUS);
	else
		draw_hints(app, row, draw_read(app, row, ncells));
}

static void
draw_prompt(struct app *app, int row, int *cursor)
{
	struct canvas *c = &app->canvas;

	*cursor = prompt_draw(&app->prompt, c, row);
	if (!*app->hint || row < 1)
		return;
	canvas_fill(c, row - 1, 0, 1, c->ncols, ROLE_STATUS);
	canvas_label(c, row - 1, 0, c->ncols, app->hint, ROLE_STATUS);
}

/* The bytes of `s` for one row: to a blank, if there is one to break at. */
static size_t
fit_row(const char *s, size_t n, const struct canvas *c)
{
	size_t fit = glyph_fit(s, n, c->ambiguous, (size_t)c->ncols, NULL);
	size_t blank = fit;

	if (fit == n || s[fit] == ' ')
		return fit;
	while (blank > 0 && s[blank - 1] != ' ')
		blank--;
	return blank > 0 ? blank : fit;
}

static void
draw_too_small(struct app *app)
{
	struct canvas *c = &app->canvas;
	char line[LABEL_BYTES];
	const char *s = line;

	snprintf(line, sizeof line,
	    _("the terminal is too small: %d x %d at least"), LAYOUT_MIN_WIDTH,
	    LAYOUT_MIN_HEIGHT);
	for (int row = 0; row < c->nrows && *s; row++) {
		s += strspn(s, " ");
		size_t fit = fit_row(s, strlen(s), c);
		if (fit == 0)
			break;
		canvas_text(c, row, 0, c->ncols, s, fit, ROLE_TEXT);
		s += fit;
	}
}

/* The headline of what is read, else the paper. */
static void
show_title(struct app *app)
{
	const struct edition *e = app_edition(app);
	struct place place = app_place(app);
	const char *title = e->title;
	char line[sizeof app->title];

	if (!app_settings(app)->title)
		return;
	if (place.view == VIEW_ARTICLE &&
	    e->articles[place.at.article]->headline)
		title = e->articles[place.at.article]->headline;
	if (!title)
		title = app->paper->name;
	snprintf(line, sizeof line, "%s", title ? title : "broadsheet");
	if (strcmp(line, app->title) == 0)
		return;
	memcpy(app->title, line, strlen(line) + 1);
	app->term->ops->title(app->term, line);
}

/*
 * Where a screen reader looks, when the screen is meant for one: at what is
 * chosen, else at the first row of the view.
 */
static int
linear_cursor(struct app *app)
{
	struct canvas *c = &app->canvas;
	int first = app_view(app)->area.row;

	if (!app->layouts.params.linear)
		return -1;
	for (int row = first; row < c->nrows - 1; row++)
		for (int col = 0; col < c->ncols; col++)
			if (canvas_at(c, row, col)->role == ROLE_SELECTION)
				return row;
	return first;
}

void
app_draw(struct app *app)
{
	struct canvas *c = &app->canvas;
	int row = -1, col = 0;

	canvas_clear(c);
	if (app_is_too_small(app)) {
		draw_too_small(app);
	} else {
		app_view(app)->ops->draw(app, app_view(app), c);
		follow_tint(app, c);
		if (app->prompt.kind == PROMPT_SEARCH) {
			row = app_view(app)->area.row;
			col = prompt_draw(&app->prompt, c, row);
			draw_status(app, c->nrows - 1);
		} else if (app->prompt.kind != PROMPT_NONE) {
			row = c->nrows - 1;
			draw_prompt(app, row, &col);
		} else {
			draw_status(app, c->nrows - 1);
			row = linear_cursor(app);
		}
	}
	app->term->ops->show(app->term, c, app->palette, row, col);
	show_title(app);
}
