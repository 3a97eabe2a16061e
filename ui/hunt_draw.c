#include "ui/hunt_draw.h"

#include <stdio.h>
#include <string.h>

#include "config/i18n.h"
#include "src/layout/canvas.h"
#include "src/text/glyph.h"
#include "ui/app.h"
#include "ui/follow.h"
#include "ui/list.h"

enum {
	LINE_BYTES = ERR_MSG_BYTES + 64,
	WIDEST = 100, /* cells: beyond, the eye loses the row (list.c) */
	TALL = 32,    /* rows of a view with room for a third of each */
	INDENT = 2,   /* cells, before a result and once more before its text */
	LIT_AT = 3,   /* what is lit is never further right than 1/3 */
	DETAIL_MOST = 2,   /* paper, date and page take half the row at most */
	SIGNED_MOST = 3,   /* a byline beside the text takes a third */
	SIGNED_CELLS = 60, /* rows narrower have no room for it */
};

int
hunt_rows(const struct area *a)
{
	return a->nrows >= TALL ? 3 : 2;
}

int
hunt_fit(const struct area *a)
{
	int n = (a->nrows - HUNT_HEAD_ROWS) / hunt_rows(a);

	return n > 0 ? n : 1;
}

size_t
hunt_hit(const struct list *l, const struct area *a, int row)
{
	int from = row - a->row - HUNT_HEAD_ROWS;
	size_t i = l->top + (size_t)from / (size_t)hunt_rows(a);

	return from < 0 || from / hunt_rows(a) >= hunt_fit(a) || i >= l->n
	    ? l->n
	    : i;
}

const char *
hunt_order_name(const struct app *app)
{
	static const char *const names[] = {
		[SEARCH_NEWEST] = N_("newest first"),
		[SEARCH_OLDEST] = N_("oldest first"),
		[SEARCH_BEST] = N_("best first"),
	};

	return _(names[app->hunt.order]);
}

static int
cells_of(const char *s, size_t nbytes, const struct canvas *c)
{
	return (int)glyph_ncells(s, nbytes, c->ambiguous);
}

/* --- the head ------------------------------------------------------------------ */

static bool
is_typing(const struct app *app)
{
	return app->prompt.kind == PROMPT_SEARCH;
}

/* The line when nobody types in it. */
static void
draw_line(const struct app *app, const struct area *a, struct canvas *c)
{
	const char *s = app->hunt.wanted;

	canvas_fill(c, a->row, a->col, 1, a->ncols, ROLE_PROMPT);
	canvas_label(c, a->row, a->col, 1, ">", ROLE_PROMPT);
	canvas_label(c, a->row, a->col + 1, a->ncols - 1, s, ROLE_PROMPT);
}

/* What is wrong with the query, from under the place that is meant. */
static void
draw_why(const struct app *app, const struct area *a, struct canvas *c)
{
	const struct hunt *h = &app->hunt;
	size_t at = h->why.col > 0 ? h->why.col - 1 : 0;
	int row = a->row + 1, col = a->col, room = a->ncols;
	int need = cells_of(h->why.msg, strlen(h->why.msg), c) + 2;

	if (h->why.col > 0 && at <= strlen(h->wanted)) {
		col += 1 + cells_of(h->wanted, at, c);
		/* What has no room after the place stands before it. */
		if (col + need > a->col + room && need <= col - a->col) {
			canvas_label(c, row, col, 1, "^", ROLE_ERROR);
			col -= need - 1;
		} else if (col + need <= a->col + room) {
			canvas_label(c, row, col, 1, "^", ROLE_ERROR);
			col += 2;
		} else {
			col = a->col;
		}
	}
	canvas_label(c, row, col, a->col + room - col, h->why.msg, ROLE_ERROR);
}

static void
count_words(const struct app *app, const struct list *l, char out[LINE_BYTES])
{
	const struct hunt *h = &app->hunt;
	size_t here = l->here < l->n ? l->here + 1 : 0;

	*out = '\0';
	if (h->is_due && h->is_slow)
		snprintf(out, LINE_BYTES, "%s", _("searching…"));
	else if (!h->query)
		snprintf(out, LINE_BYTES, "%s",
		    _("words, \"a phrase\", -without, author: paper: section: "
		      "date:"));
	else if (h->found.n == 0)
		snprintf(
		    out, LINE_BYTES, _("no story is found by %s"), h->query);
	else if (h->found.is_more)
		snprintf(out, LINE_BYTES, _("%zu of more than %zu"), here,
		    h->found.n);
	else
		snprintf(out, LINE_BYTES, _("%zu of %zu"), here, h->found.n);
}

/* How many there are, of what if another line is being typed, and the order. */
static void
draw_count(const struct app *app, const struct list *l, const struct area *a,
    struct canvas *c)
{
	const struct hunt *h = &app->hunt;
	const char *order = hunt_order_name(app);
	int norder = cells_of(order, strlen(order), c);
	int row = a->row + 1, room = a->ncols;
	char line[LINE_BYTES];

	if (room > 2 * norder + 2 && h->query) {
		room -= norder + 1;
		canvas_label(c, row, a->col + room, norder, order, ROLE_DIM);
		room -= 2;
	}
	count_words(app, l, line);
	int used = canvas_label(c, row, a->col, room, line, ROLE_DIM);
	if (h->found.n == 0 || strcmp(h->query, h->wanted) == 0 ||
	    room <= used + 2)
		return;
	canvas_label(
	    c, row, a->col + used + 2, room - used - 2, h->query, ROLE_DIM);
}

/* --- results ------------------------------------------------------------------- */

/* Paper, date and page; what has no room goes, the page last. */
static void
place_words(char out[LINE_BYTES], const struct archive_story *s, int most,
    int ambiguous)
{
	const char *parts[] = { s->paper, s->date, s->page };

	for (size_t from = 0; from < 3; from++) {
		size_t n = 0;
		*out = '\0';
		for (size_t i = from; i < 3 && n < LINE_BYTES; i++)
			if (*parts[i])
				n += (size_t)snprintf(out + n, LINE_BYTES - n,
				    "%s%s", n > 0 ? "  " : "", parts[i]);
		if ((int)glyph_ncells(out, strlen(out), ambiguous) <= most)
			return;
	}
}

static void
draw_head(
    const struct result *r, const struct area *a, int row, struct canvas *c)
{
	int left = a->col + INDENT, right = a->col + a->ncols;
	char words[LINE_BYTES];

	place_words(words, &r->story, a->ncols / DETAIL_MOST, c->ambiguous);
	int n = cells_of(words, strlen(words), c);
	if (n > 0 && n <= a->ncols / DETAIL_MOST) {
		right -= n + 1;
		canvas_label(c, row, right, n, words, ROLE_DIM);
		right -= 2;
	}
	canvas_label(c, row, left, right - left,
	    *r->story.headline ? r->story.headline : _("no headline"),
	    ROLE_HEADLINE);
}

/* The byte from which a snippet is shown, so that what is lit is seen. */
static size_t
first_byte(const struct result *r, int ncells, const struct canvas *c)
{
	size_t from = 0;
	struct glyph g;

	if (r->nlit == 0 || cells_of(r->snippet, r->lit[0].to, c) < ncells - 1)
		return 0;
	while (from < r->lit[0].from &&
	    cells_of(r->snippet + from, r->lit[0].from - from, c) >
		ncells / LIT_AT)
		from += glyph_next(
		    &g, r->snippet + from, r->lit[0].from - from, c->ambiguous);
	return from;
}

/* The sentence, and what was found in it lit. */
static void
draw_snippet(
    const struct result *r, int row, int left, int ncells, struct canvas *c)
{
	size_t from = first_byte(r, ncells, c);
	const char *s = r->snippet + from;

	if (from > 0) {
		int n = canvas_label(c, row, left, ncells, "…", ROLE_DIM);
		left += n;
		ncells -= n;
	}
	canvas_label(c, row, left, ncells, s, ROLE_TEXT);
	for (size_t i = 0; i < r->nlit; i++) {
		if (r->lit[i].from < from)
			continue;
		int at = cells_of(s, r->lit[i].from - from, c);
		int to = cells_of(s, r->lit[i].to - from, c);
		if (to > ncells)
			to = ncells;
		if (at < to)
			canvas_tint(c, row, left + at, 1, to - at, ROLE_MATCH);
	}
}

static void
draw_result(const struct app *app, const struct result *r, const struct area *a,
    int row, struct canvas *c)
{
	int left = a->col + 2 * INDENT, ncells = a->ncols - 2 * INDENT;
	const char *byline = r->story.byline;
	/* Not twice, when it is what was found. */
	bool is_found = strcmp(byline, r->snippet) == 0;
	int nbyline = is_found ? 0 : cells_of(byline, strlen(byline), c);

	draw_head(r, a, row, c);
	if (hunt_rows(a) > 2 && !is_found) {
		follow_label(app, c, row + 2, left, ncells, byline);
	} else if (nbyline > 0 && ncells >= SIGNED_CELLS) {
		if (nbyline > ncells / SIGNED_MOST)
			nbyline = ncells / SIGNED_MOST;
		ncells -= nbyline + 1;
		follow_label(app, c, row + 1, left + ncells, nbyline, byline);
		ncells -= 2;
	}
	draw_snippet(r, row + 1, left, ncells, c);
}

void
hunt_draw(const struct app *app, const struct list *l, const struct area *area,
    struct canvas *c)
{
	struct area narrow = *area, *a = &narrow;
	int nrows = hunt_rows(area);

	if (!is_typing(app))
		draw_line(app, area, c);
	if (a->ncols > WIDEST)
		a->ncols = WIDEST;
	if (app->hunt.why.code != ERR_NONE)
		draw_why(app, a, c);
	if (app->hunt.why.code == ERR_NOT_FOUND && l->n == 0)
		canvas_label(c, a->row + HUNT_HEAD_ROWS, a->col, a->ncols,
		    _("broadsheet import PAPER... brings in files and folders"),
		    ROLE_DIM);
	if (app->hunt.why.code == ERR_NONE)
		draw_count(app, l, a, c);
	for (int i = 0; i < hunt_fit(area); i++) {
		size_t n = l->top + (size_t)i;
		int row = a->row + HUNT_HEAD_ROWS + i * nrows;
		if (n >= l->n)
			break;
		draw_result(app, &app->hunt.found.at[n], a, row, c);
		if (n == l->here)
			canvas_tint(
			    c, row, a->col, 1, a->ncols, ROLE_SELECTION);
	}
}
