#include "ui/newsstand_draw.h"

#include <stdio.h>
#include <string.h>

#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/layout/canvas.h"
#include "src/text/glyph.h"
#include "ui/app.h"
#include "ui/list.h"

enum {
	LEAST_COLS = 40, /* for a calendar: seven days of five cells */
	LEAST_ROWS = 10, /* paper, title, weekdays, six weeks, one edition */
	PAPERS_COLS = 24,
	SIDE_COLS = 76,   /* from here papers stand at the left */
	THREE_COLS = 120, /* from here editions stand at the right */
	GAP = 3,          /* a rule between blanks */
	MOST_CELL = 7,    /* " 30*12" and a blank */
	PAPER_ROWS = 3,   /* name, newest edition, blank */
	HEAD_ROWS = 2,    /* above weeks: month, weekdays */
	LIST_ROWS = 5,    /* below the month before days take two rows */
	LABEL_BYTES = 160,
	LIST_COLS = 100, /* as ui/list.c: wider, the eye loses the row */
};

/* --- what goes where ------------------------------------------------------------ */

static void
see_papers(struct stand_shape *sh, const struct newsstand *s)
{
	size_t room = sh->papers.nrows > 1
	    ? (size_t)(sh->papers.nrows - HEAD_ROWS + 1) / PAPER_ROWS
	    : 1;

	if (room == 0)
		room = 1;
	/* The chosen one is in the middle, when not all can be seen. */
	sh->first_paper = s->paper > room / 2 ? s->paper - room / 2 : 0;
	if (sh->first_paper + room > s->npapers)
		sh->first_paper = s->npapers > room ? s->npapers - room : 0;
	sh->npapers = s->npapers - sh->first_paper < room
	    ? s->npapers - sh->first_paper
	    : room;
}

static int
lesser(int a, int b)
{
	return a < b ? a : b;
}

/* The month in `a`, at its top or with the list at its right. */
static void
place_month(struct stand_shape *sh, struct area a, bool is_beside)
{
	int weeks = CALENDAR_WEEKS;

	sh->cell = lesser(a.ncols / CALENDAR_DAYS, MOST_CELL);
	if (is_beside)
		sh->nrows = a.nrows >= HEAD_ROWS + 2 * weeks ? 2 : 1;
	else
		sh->nrows =
		    a.nrows >= HEAD_ROWS + 2 * weeks + LIST_ROWS ? 2 : 1;
	sh->month = a;
	sh->month.ncols = sh->cell * CALENDAR_DAYS;
	sh->month.nrows = HEAD_ROWS + weeks * sh->nrows;
	sh->list = a;
	if (is_beside) {
		sh->list.col += sh->month.ncols + GAP;
		sh->list.ncols -= sh->month.ncols + GAP;
	} else {
		int gap = a.nrows - sh->month.nrows > 2;
		sh->list.row += sh->month.nrows + gap;
		sh->list.nrows -= sh->month.nrows + gap;
	}
	sh->list.ncols = lesser(sh->list.ncols, LIST_COLS);
}

void
stand_shape(struct stand_shape *sh, const struct area *area,
    const struct newsstand *s, bool has_news)
{
	struct area rest = *area;

	memset(sh, 0, sizeof *sh);
	if (has_news && area->nrows > LEAST_ROWS) {
		rest.nrows -= 1;
		sh->news = rest;
		sh->news.row += rest.nrows;
		sh->news.nrows = 1;
	}
	sh->papers = rest;
	sh->is_list = area->ncols < LEAST_COLS || area->nrows < LEAST_ROWS;
	/* A blank column at either edge, as the front page has it. */
	rest.col += 1;
	rest.ncols -= 2;
	if (!sh->is_list && area->ncols >= SIDE_COLS) {
		sh->papers.col += 1;
		sh->papers.ncols = PAPERS_COLS;
		rest.col += PAPERS_COLS + GAP;
		rest.ncols -= PAPERS_COLS + GAP;
		place_month(sh, rest, area->ncols >= THREE_COLS);
	} else {
		sh->papers.nrows = 1;
		rest.row += 1;
		rest.nrows -= 1;
		if (sh->is_list)
			sh->list = rest;
		else
			place_month(sh, rest, false);
	}
	see_papers(sh, s);
}

/* --- papers --------------------------------------------------------------------- */

static const char *
paper_name(const struct stand_paper *p)
{
	return p->name ? p->name : _("All papers");
}

/* "2025-05-30  12 of 27 unread" */
static void
draw_newest(
    const struct stand_paper *p, struct canvas *c, int row, int col, int ncells)
{
	char line[LABEL_BYTES] = "";
	unsigned long unread;

	if (!p->name) {
		snprintf(line, sizeof line,
		    ngettext("%zu edition", "%zu editions", p->neditions),
		    p->neditions);
	} else if (p->is_known) {
		unread = (unsigned long)(p->unread.narticles - p->unread.ndone);
		snprintf(line, sizeof line,
		    ngettext("%s  %lu unread", "%s  %lu unread", unread),
		    *p->newest.date ? p->newest.date : _("undated"), unread);
		if (unread == 0)
			snprintf(line, sizeof line, _("%s  read"),
			    *p->newest.date ? p->newest.date : _("undated"));
	}
	canvas_label(c, row, col, ncells, line, ROLE_DIM);
}

/* The keys of an action at the right end of a row. */
static int
draw_key(const struct app *app, enum action action, struct canvas *c, int row,
    int right)
{
	char key[APP_KEY_BYTES];
	int ncells;

	app_key(app, action, key);
	ncells = (int)glyph_ncells(key, strlen(key), c->ambiguous);
	if (*key != ':')
		canvas_label(c, row, right - ncells, ncells, key, ROLE_KEY);
	return *key == ':' ? right : right - ncells;
}

static void
draw_papers(const struct app *app, const struct newsstand *s,
    const struct stand_shape *sh, struct canvas *c)
{
	const struct area *a = &sh->papers;
	int row = a->row + HEAD_ROWS;

	canvas_label(
	    c, a->row, a->col, a->ncols, _("Today's papers"), ROLE_SECTION);
	if (s->npapers > 1)
		draw_key(app, ACTION_CONTENTS, c, a->row, a->col + a->ncols);
	canvas_hrule(c, a->row + 1, a->col, a->ncols, 1, ROLE_RULE);
	for (size_t i = 0; i < sh->npapers; i++, row += PAPER_ROWS) {
		const struct stand_paper *p = &s->papers[sh->first_paper + i];
		bool is_chosen = sh->first_paper + i == s->paper;
		if (is_chosen)
			canvas_label(c, row, a->col, 2, "▸", ROLE_HEADLINE);
		canvas_label(c, row, a->col + 2, a->ncols - 2, paper_name(p),
		    is_chosen ? ROLE_HEADLINE : ROLE_TEXT);
		draw_newest(p, c, row + 1, a->col + 2, a->ncols - 2);
	}
	canvas_vrule(
	    c, a->row, a->col + a->ncols + 1, a->nrows, 1, ROLE_GUTTER);
}

/* In one row: the chosen paper, which of how many, and the key for the next. */
static void
draw_paper_line(const struct app *app, const struct newsstand *s,
    const struct stand_shape *sh, struct canvas *c)
{
	const struct area *a = &sh->papers;
	int right = a->col + a->ncols - 1;
	char line[LABEL_BYTES];

	if (s->npapers > 1) {
		right = draw_key(app, ACTION_CONTENTS, c, a->row, right) - 1;
		int n = snprintf(
		    line, sizeof line, "%zu/%zu", s->paper + 1, s->npapers);
		right -= n;
		canvas_label(c, a->row, right, n, line, ROLE_DIM);
		right -= 2;
	}
	canvas_label(c, a->row, a->col + 1, right - a->col - 1,
	    paper_name(&s->papers[s->paper]), ROLE_SECTION);
}

/* --- the month -------------------------------------------------------------------- */

/* Unread, part read, read: a day must tell them apart without colours, too. */
static const char *
day_mark(const struct stand_count *d)
{
	if (d->narticles > 0 && d->ndone == d->narticles)
		return " ";
	return d->ndone + d->npart > 0 ? "+" : "*";
}

static enum role
day_role(const struct stand_count *d)
{
	if (d->neditions == 0)
		return ROLE_DIM;
	return d->narticles > 0 && d->ndone == d->narticles ? ROLE_TEXT
							    : ROLE_HEADLINE;
}

/*
 * " 30*", or of two editions " 30* 2", and in a second row the articles, "27", or, when some were
 * read, "12/27".
 */
static void
draw_day(const struct stand_shape *sh, int day, const struct stand_count *d,
    struct canvas *c, int row, int col)
{
	char line[LABEL_BYTES];
	enum role role = day_role(d);

	snprintf(line, sizeof line, "%2d", day);
	canvas_label(c, row, col + 1, 2, line, role);
	if (d->neditions == 0)
		return;
	canvas_label(c, row, col + 3, 1, day_mark(d), role);
	if (d->neditions > 1 && sh->cell == MOST_CELL) {
		snprintf(line, sizeof line, "%2zu",
		    d->neditions < 99 ? d->neditions : (size_t)99);
		canvas_label(c, row, col + 4, 2, line, ROLE_DIM);
	}
	if (sh->nrows < 2)
		return;
	if (d->ndone > 0)
		snprintf(line, sizeof line, "%llu/%llu",
		    (unsigned long long)d->ndone,
		    (unsigned long long)d->narticles);
	else
		snprintf(line, sizeof line, "%2llu",
		    (unsigned long long)d->narticles);
	canvas_label(c, row + 1, col + 1, sh->cell - 1, line, ROLE_DIM);
}

static void
draw_title(const struct app *app, const struct newsstand *s,
    const struct stand_shape *sh, struct canvas *c)
{
	const struct area *a = &sh->month;
	const char *language = app_language();
	struct buf title;
	char keys[APP_KEY_BYTES];

	buf_init(&title);
	calendar_add_month(&title, &s->calendar, language);
	int ncells = (int)glyph_ncells(buf_str(&title), title.n, c->ambiguous);
	canvas_label(c, a->row, a->col + (a->ncols - ncells) / 2, ncells,
	    buf_str(&title), ROLE_SECTION);
	buf_fini(&title);
	app_key(app, ACTION_PREV_SECTION, keys);
	if (*keys != ':')
		canvas_label(
		    c, a->row, a->col + 1, a->ncols / 4, keys, ROLE_KEY);
	draw_key(app, ACTION_NEXT_SECTION, c, a->row, a->col + a->ncols - 2);
	for (int i = 0; i < CALENDAR_DAYS; i++)
		canvas_label(c, a->row + 1, a->col + i * sh->cell + 1, 2,
		    calendar_weekday(i, language), ROLE_DIM);
}

static void
draw_month(const struct app *app, const struct newsstand *s,
    const struct stand_shape *sh, bool in_list, struct canvas *c)
{
	int week, weekday;

	draw_title(app, s, sh, c);
	for (week = 0; week < s->calendar.nweeks; week++)
		for (weekday = 0; weekday < CALENDAR_DAYS; weekday++) {
			int day = calendar_at(&s->calendar, week, weekday);
			if (day > 0)
				draw_day(sh, day, &s->days[day], c,
				    sh->month.row + HEAD_ROWS +
					week * sh->nrows,
				    sh->month.col + weekday * sh->cell);
		}
	calendar_cell(&s->calendar, s->day, &week, &weekday);
	canvas_tint(c, sh->month.row + HEAD_ROWS + week * sh->nrows,
	    sh->month.col + weekday * sh->cell, sh->nrows, sh->cell - 1,
	    in_list ? ROLE_MATCH : ROLE_SELECTION);
}

/* "3 unread by those you follow  +" */
static void
draw_news(const struct app *app, const struct stand_shape *sh, struct canvas *c)
{
	const struct area *a = &sh->news;
	size_t n = app->news.nunread;
	char line[LABEL_BYTES], key[APP_KEY_BYTES];

	snprintf(line, sizeof line,
	    ngettext("%zu unread story by those you follow",
		"%zu unread stories by those you follow", n),
	    n);
	int used = canvas_label(
	    c, a->row, a->col + 1, a->ncols - 2, line, ROLE_FOLLOWED);
	app_key(app, ACTION_FOLLOW_AUTHOR, key);
	canvas_label(
	    c, a->row, a->col + used + 3, a->ncols - used - 4, key, ROLE_KEY);
}

void
stand_draw(const struct app *app, const struct newsstand *s,
    const struct stand_shape *sh, const struct list *list, bool in_list,
    struct canvas *c)
{
	if (*s->why) {
		canvas_label(
		    c, sh->papers.row + 1, 2, c->ncols - 3, s->why, ROLE_DIM);
		return;
	}
	if (sh->papers.nrows > 1)
		draw_papers(app, s, sh, c);
	else
		draw_paper_line(app, s, sh, c);
	if (!sh->is_list) {
		draw_month(app, s, sh, in_list, c);
		if (sh->list.col > sh->month.col)
			canvas_vrule(c, sh->list.row, sh->list.col - 2,
			    sh->list.nrows, 1, ROLE_GUTTER);
		else if (sh->list.row > sh->month.row + sh->month.nrows)
			canvas_hrule(c, sh->list.row - 1, sh->list.col,
			    sh->list.ncols, 1, ROLE_RULE);
	}
	if (sh->news.nrows > 0)
		draw_news(app, sh, c);
	list_draw_plain(list, &sh->list, sh->is_list || in_list, c);
}

/* --- the mouse ---------------------------------------------------------------------- */

static bool
is_inside(const struct area *a, int row, int col)
{
	return row >= a->row && row < a->row + a->nrows && col >= a->col &&
	    col < a->col + a->ncols;
}

bool
stand_hit_day(const struct newsstand *s, const struct stand_shape *sh, int row,
    int col, int64_t *day)
{
	int top = sh->month.row + HEAD_ROWS;

	if (sh->is_list || *s->why || !is_inside(&sh->month, row, col) ||
	    row < top)
		return false;
	int n = calendar_at(&s->calendar, (row - top) / sh->nrows,
	    (col - sh->month.col) / sh->cell);
	*day = s->calendar.first + n - 1;
	return n > 0;
}

bool
stand_hit_news(const struct stand_shape *sh, int row, int col)
{
	return is_inside(&sh->news, row, col);
}

bool
stand_hit_paper(const struct stand_shape *sh, int row, int col, size_t *paper)
{
	int top = sh->papers.row + HEAD_ROWS;

	if (sh->papers.nrows < 2 || !is_inside(&sh->papers, row, col) ||
	    row < top || (size_t)(row - top) / PAPER_ROWS >= sh->npapers)
		return false;
	*paper = sh->first_paper + (size_t)(row - top) / PAPER_ROWS;
	return true;
}
