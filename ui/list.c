#include "ui/list.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/canvas.h"
#include "src/text/glyph.h"
#include "ui/view.h"

void
list_init(struct list *l)
{
	memset(l, 0, sizeof *l);
	l->arena = arena_new();
	l->nrows = 1;
}

void
list_fini(struct list *l)
{
	free(l->rows);
	arena_free(l->arena);
}

void
list_clear(struct list *l)
{
	l->n = 0;
	arena_reset(l->arena);
}

struct list_row *
list_add(struct list *l)
{
	l->rows = mem_grow(l->rows, l->n, &l->cap, sizeof *l->rows);
	struct list_row *row = &l->rows[l->n++];
	*row = (struct list_row){ .label = "", .value = -1 };
	return row;
}

/* Beyond this the eye loses the row between a label and its detail. */
enum { WIDEST_CELLS = 100 };

/* On narrower screens labels need all the room. */
enum { DETAIL_CELLS = 30 };

/* --- choosing ----------------------------------------------------------------- */

bool
list_can_choose(const struct list *l, size_t row)
{
	const struct list_row *r = row < l->n ? &l->rows[row] : NULL;

	return r && !l->is_text && (!r->is_heading || r->is_door) &&
	    !r->is_more;
}

/* The last row that may be the first on the screen. */
static size_t
last_top(const struct list *l)
{
	return l->n > l->nrows ? l->n - l->nrows : 0;
}

/* The row from which the chosen one is shown: with its headings above. */
static size_t
first_with(const struct list *l, size_t row)
{
	while (row > 0 && l->rows[row - 1].is_heading && l->nrows > 2)
		row--;
	return row;
}

/* The last of the rows that go with one. */
static size_t
last_with(const struct list *l, size_t row)
{
	size_t last = row;

	while (last + 1 < l->n && l->rows[last + 1].is_more &&
	    last - row + 2 <= l->nrows)
		last++;
	return last;
}

static void
bring_to_screen(struct list *l)
{
	if (!l->is_text && l->here < l->n) {
		if (l->top > first_with(l, l->here))
			l->top = first_with(l, l->here);
		if (last_with(l, l->here) >= l->top + l->nrows)
			l->top = last_with(l, l->here) - l->nrows + 1;
	}
	if (l->top > last_top(l))
		l->top = last_top(l);
}

void
list_choose(struct list *l, size_t row)
{
	size_t i = row < l->n ? row : l->n;

	while (i < l->n && !list_can_choose(l, i))
		i++;
	if (i == l->n)
		for (i = row < l->n ? row : l->n; i > 0; i--)
			if (list_can_choose(l, i - 1))
				break;
	if (i == 0 || (i < l->n && list_can_choose(l, i)))
		l->here = list_can_choose(l, i) ? i : l->n;
	else
		l->here = i - 1;
	bring_to_screen(l);
}

void
list_fit(struct list *l, int nrows)
{
	l->nrows = nrows > 0 ? (size_t)nrows : 1;
	if (l->here > l->n)
		l->here = l->n;
	if (!l->is_text)
		list_choose(l, l->here);
	bring_to_screen(l);
}

size_t
list_find(const struct list *l, long value)
{
	for (size_t i = 0; i < l->n; i++)
		if (!l->rows[i].is_heading && l->rows[i].value == value)
			return i;
	return l->n;
}

const struct list_row *
list_chosen(const struct list *l)
{
	return l->here < l->n ? &l->rows[l->here] : NULL;
}

/* --- moving ------------------------------------------------------------------- */

/* Scroll text by rows. */
static void
scroll(struct list *l, long rows)
{
	long top = (long)l->top + rows;

	l->top = top < 0 ? 0 : (size_t)top;
	if (l->top > last_top(l))
		l->top = last_top(l);
}

/* Choose `count` rows further, headings not counted. */
static void
step(struct list *l, long count)
{
	size_t i = l->here;
	int by = count < 0 ? -1 : 1;

	if (l->is_text) {
		scroll(l, count);
		return;
	}
	for (long left = count * by; left > 0; left--) {
		size_t next = i + (size_t)by;
		while (next < l->n && !list_can_choose(l, next))
			next += (size_t)by;
		if (next >= l->n)
			break;
		i = next;
	}
	l->here = i;
	/* At the first row, the headings above it come into view too. */
	bring_to_screen(l);
}

/* A sheet further: what stood below the last row becomes the first. */
static void
turn(struct list *l, long sheets)
{
	size_t old = l->top;

	scroll(l, sheets * (long)l->nrows);
	if (l->is_text)
		return;
	if (l->top == old)
		l->here = sheets < 0 ? 0 : l->n - 1;
	else
		l->here = l->top;
	if (l->here < l->n && !list_can_choose(l, l->here))
		list_choose(l, l->here);
	if (l->here >= l->top + l->nrows)
		bring_to_screen(l);
}

/* Choose the first row under the `count`-th heading after (before) this. */
static void
step_heading(struct list *l, long count)
{
	size_t i = l->is_text ? l->top : l->here;
	int by = count < 0 ? -1 : 1;

	/* Going back from inside a part leaves that part first. */
	if (by < 0 && !l->is_text)
		while (i > 0 && i < l->n && !l->rows[i].is_heading)
			i--;
	for (long left = count * by; left > 0; left--) {
		size_t next = i + (size_t)by;
		while (next < l->n && !l->rows[next].is_heading)
			next += (size_t)by;
		if (next >= l->n)
			break;
		i = next;
	}
	if (l->is_text) {
		l->top = i;
		bring_to_screen(l);
	} else if (i < l->n) {
		list_choose(l, i);
	}
}

static void
go_to_end(struct list *l, bool is_last)
{
	l->top = is_last ? last_top(l) : 0;
	if (!l->is_text && l->n > 0)
		list_choose(l, is_last ? l->n - 1 : 0);
}

bool
list_act(struct list *l, const struct request *r)
{
	long count = r->count > 0 ? r->count : 1;

	switch (r->action) {
	case ACTION_NEXT_LINE:
	case ACTION_NEXT_ARTICLE:
		step(l, count);
		return true;
	case ACTION_PREV_LINE:
	case ACTION_PREV_ARTICLE:
		step(l, -count);
		return true;
	case ACTION_NEXT_SHEET:
		turn(l, count);
		return true;
	case ACTION_PREV_SHEET:
		turn(l, -count);
		return true;
	case ACTION_NEXT_SECTION:
	case ACTION_NEXT_PAGE:
		step_heading(l, count);
		return true;
	case ACTION_PREV_SECTION:
	case ACTION_PREV_PAGE:
		step_heading(l, -count);
		return true;
	case ACTION_FIRST:
	case ACTION_LAST:
		go_to_end(l, r->action == ACTION_LAST);
		return true;
	default:
		return false;
	}
}

size_t
list_hit(const struct list *l, const struct area *area, int row)
{
	size_t i = l->top + (size_t)(row - area->row);

	if (row < area->row || row >= area->row + area->nrows || i >= l->n)
		return l->n;
	while (i > 0 && l->rows[i].is_more)
		i--;
	return i;
}

/* --- drawing ------------------------------------------------------------------ */

static void
draw_row(const struct list_row *r, const struct area *a, int row,
    struct canvas *canvas)
{
	int left = a->col, right = a->col + a->ncols;
	int detail = 0;

	if (r->is_marked)
		canvas_label(canvas, row, left, 1, "*", ROLE_BOOKMARK);
	if (r->is_clipped)
		canvas_label(
		    canvas, row, left + r->is_marked, 1, "+", ROLE_BOOKMARK);
	if (r->is_followed && !r->is_heading)
		canvas_label(canvas, row, left + r->is_marked + r->is_clipped,
		    1, "@", ROLE_FOLLOWED);
	left += (r->is_heading ? 0 : 2) + r->indent;
	if (r->detail && a->ncols >= DETAIL_CELLS)
		detail = (int)glyph_ncells(
		    r->detail, strlen(r->detail), canvas->ambiguous);
	/* A detail never takes more than a third: the label matters more. */
	if (detail > a->ncols / 3)
		detail = a->ncols / 3;
	if (detail > 0) {
		right -= detail + 1;
		canvas_label(canvas, row, right, detail, r->detail,
		    r->is_heading ? r->role : ROLE_DIM);
		right -= 2;
	}
	canvas_label(canvas, row, left, right - left, r->label, r->role);
}

void
list_draw_plain(const struct list *l, const struct area *a, bool is_chosen,
    struct canvas *canvas)
{
	for (int i = 0; i < a->nrows; i++) {
		size_t n = l->top + (size_t)i;
		if (n >= l->n)
			break;
		draw_row(&l->rows[n], a, a->row + i, canvas);
		if (n == l->here && is_chosen)
			canvas_tint(canvas, a->row + i, a->col, 1, a->ncols,
			    ROLE_SELECTION);
	}
}

void
list_draw(const struct list *l, const struct area *area, struct canvas *canvas)
{
	struct area narrow = *area;

	if (narrow.ncols > WIDEST_CELLS)
		narrow.ncols = WIDEST_CELLS;
	list_draw_plain(l, &narrow, !l->is_text, canvas);
}
