#include "ui/follow.h"

#include <string.h>

#include "config/i18n.h"
#include "config/settings.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/byline.h"
#include "src/edition/edition.h"
#include "src/layout/canvas.h"
#include "src/nav/nav.h"
#include "src/text/glyph.h"
#include "ui/app.h"
#include "ui/waiting.h"

/* --- following ------------------------------------------------------------------ */

/* Follow a name or no longer; `other` could be followed by a count of 2. */
static void
toggle(struct app *app, const char *name, const char *other)
{
	bool is_followed = !keep_is_followed(&app->keep, name);
	struct err err = { 0 };
	char key[APP_KEY_BYTES];

	enum kept kept =
	    keep_follow(&app->keep, app->paper, name, is_followed, &err);
	if (waiting_say(app, kept, &err) != KEPT)
		return;
	if (!is_followed)
		app_say(app, _("%s is no longer followed; %s takes it back"),
		    name, app_key(app, ACTION_UNDO, key));
	else if (other)
		app_say(app, _("%s is followed; 2%s follows %s"), name,
		    app_key(app, ACTION_FOLLOW_AUTHOR, key), other);
	else
		app_say(app, _("%s is followed"), name);
}

void
follow_name(struct app *app, const char *name)
{
	toggle(app, name, NULL);
}

static void
follow_one(struct app *app, const struct person *who, size_t n, long count)
{
	if (n == 0)
		app_say(app, _("nobody signed this"));
	else if (count > (long)n)
		app_say(
		    app, ngettext("%zu signed this", "%zu signed this", n), n);
	else if (count > 0)
		toggle(app, who[count - 1].name, NULL);
	else
		toggle(app, who[0].name, n > 1 ? who[1].name : NULL);
}

void
follow_byline(struct app *app, const char *byline, long count)
{
	struct arena *arena = arena_new();
	size_t n;
	const struct person *who = byline_parse(&n, byline, arena);

	follow_one(app, who, n, count);
	arena_free(arena);
}

void
follow_act(struct app *app, const struct request *r)
{
	long i = app_article(app);

	if (i < 0)
		return;
	const struct article *a = app_edition(app)->articles[i];
	follow_one(app, a->authors, a->nauthors, r->count);
}

bool
follow_is_by(const struct app *app, const struct article *a)
{
	for (size_t i = 0; i < a->nauthors; i++)
		if (keep_is_followed(&app->keep, a->authors[i].name))
			return true;
	return false;
}

/* --- marking -------------------------------------------------------------------- */

/* Cells of bylines that lie side by side, or one below the other. */
struct run {
	struct buf text;
	int row, col; /* of the first */
	bool is_down;
};

/* Give the cells of bytes from..to of a run the role. */
static void
tint_bytes(const struct run *r, size_t from, size_t to, struct canvas *c)
{
	size_t at = 0;

	for (int i = 0; at < to; i++) {
		struct cell *cell = canvas_at(c, r->row + (r->is_down ? i : 0),
		    r->col + (r->is_down ? 0 : i));
		if (at >= from)
			cell->role = ROLE_FOLLOWED;
		/* Both halves of a wide character: the other has no bytes. */
		if (at >= from && r->is_down && cell->ncells > 1)
			cell[1].role = ROLE_FOLLOWED;
		at += cell->nbytes;
	}
}

/*
 * Bytes of the longest name of the edition's reporters that stands at `s`: of
 * 王丽 and 王丽丽 the one that is meant.  `*name` is it.
 */
static size_t
name_at(const struct app *app, const char *s, const char **name)
{
	size_t best = 0;

	for (size_t i = 0; i < nav_nreporters(app->nav); i++) {
		const char *who = nav_reporter(app->nav, i)->name;
		size_t n = strlen(who);
		if (n > best && strncmp(s, who, n) == 0) {
			best = n;
			*name = who;
		}
	}
	return best;
}

static void
tint_run(const struct app *app, const struct run *r, struct canvas *c)
{
	const char *s = buf_str(&r->text);
	const char *name = NULL;
	size_t at = 0;

	while (at < r->text.n) {
		size_t n = name_at(app, s + at, &name);
		if (n > 0 && keep_is_followed(&app->keep, name))
			tint_bytes(r, at, at + n, c);
		at += n > 0 ? n : 1;
	}
}

/* Does a byline go on at a cell?  Its text is added. */
static bool
add_cell(struct run *r, struct canvas *c, int row, int col)
{
	const struct cell *cell;

	if (row >= c->nrows || col >= c->ncols)
		return false;
	cell = canvas_at(c, row, col);
	if (cell->role != ROLE_BYLINE)
		return false;
	buf_add(&r->text, cell->bytes, cell->nbytes);
	return true;
}

/* The bylines that run along rows, or down. */
static void
tint_along(const struct app *app, struct canvas *c, bool is_down)
{
	struct run r = { .is_down = is_down };
	int nlines = is_down ? c->ncols : c->nrows;
	int length = is_down ? c->nrows : c->ncols;

	buf_init(&r.text);
	for (int line = 0; line < nlines; line++) {
		for (int at = 0; at < length; at++) {
			int i = at;
			buf_cut(&r.text, 0);
			r.row = is_down ? at : line;
			r.col = is_down ? line : at;
			while (add_cell(
			    &r, c, is_down ? i : line, is_down ? line : i))
				i++;
			if (r.text.n > 0)
				tint_run(app, &r, c);
			at = i;
		}
	}
	buf_fini(&r.text);
}

static bool
is_anyone_here(const struct app *app)
{
	if (app->keep.nfollowed == 0)
		return false;
	for (size_t i = 0; i < nav_nreporters(app->nav); i++)
		if (keep_is_followed(
			&app->keep, nav_reporter(app->nav, i)->name))
			return true;
	return false;
}

void
follow_tint(const struct app *app, struct canvas *c)
{
	enum view_id id = app_view(app)->ops->id;

	if ((id != VIEW_FRONT && id != VIEW_ARTICLE) || !is_anyone_here(app))
		return;
	tint_along(app, c, false);
	if (app_settings(app)->writing)
		tint_along(app, c, true);
}

void
follow_label(const struct app *app, struct canvas *c, int row, int col,
    int ncells, const char *byline)
{
	int used = canvas_label(c, row, col, ncells, byline, ROLE_BYLINE);
	struct arena *arena;
	size_t n;

	if (app->keep.nfollowed == 0)
		return;
	arena = arena_new();
	const struct person *who = byline_parse(&n, byline, arena);
	for (size_t i = 0; i < n; i++) {
		const char *s = strstr(byline, who[i].name);
		if (!s || !keep_is_followed(&app->keep, who[i].name))
			continue;
		int at = (int)glyph_ncells(
		    byline, (size_t)(s - byline), c->ambiguous);
		int to = at +
		    (int)glyph_ncells(s, strlen(who[i].name), c->ambiguous);
		if (to > used)
			to = used;
		if (at < to)
			canvas_tint(
			    c, row, col + at, 1, to - at, ROLE_FOLLOWED);
	}
	arena_free(arena);
}
