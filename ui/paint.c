#include "ui/paint.h"

#include <string.h>

enum {
	NEAREST_KEPT = 32, /* colours; more than a theme has */
	/*
	 * What moving to another column takes at most where there is a way for
	 * just that: ESC [ 1 1 3 G.  Cells in between are passed over if
	 * writing them takes more.
	 */
	COLUMN_BYTES = 6,
	MOVE_BYTES = 9,  /* to any cell: ESC [ 3 9 ; 1 1 3 H */
	INK_BYTES = 10,  /* some change of ink */
	ERASE_BYTES = 3, /* to a row's end */
};

/* --- ink ----------------------------------------------------------------- */

/* What a blank shows of its ink besides the background. */
enum { SEEN_ON_BLANKS = INK_UNDERLINE | INK_REVERSE };

static const struct paint_ink default_ink = { -1, -1, 0 };

static struct paint_ink
ink_of(const struct painter *p, const struct cell *cell)
{
	struct paint_ink ink = p->inks[cell->role];

	if (cell->style & STYLE_STRONG)
		ink.attrs |= INK_BOLD;
	if (cell->style & STYLE_EM)
		ink.attrs |= INK_ITALIC;
	if (cell->style & STYLE_LINK)
		ink.attrs |= INK_UNDERLINE;
	return ink;
}

static bool
is_blank(const struct cell *cell)
{
	return cell->nbytes == 1 && cell->bytes[0] == ' ';
}

/* Would text look the same in both? */
static bool
same_ink(const struct paint_ink *a, const struct paint_ink *b)
{
	return a->fg == b->fg && a->bg == b->bg && a->attrs == b->attrs;
}

/* Would a blank? */
static bool
same_ground(const struct paint_ink *a, const struct paint_ink *b)
{
	if ((a->attrs | b->attrs) & SEEN_ON_BLANKS)
		return same_ink(a, b);
	return a->bg == b->bg;
}

/* Can a cell be written with the ink of now? */
static bool
bears_ink(const struct painter *p, const struct cell *cell,
    const struct paint_ink *ink)
{
	if (!p->knows_ink)
		return false;
	return is_blank(cell) ? same_ground(&p->ink, ink)
			      : same_ink(&p->ink, ink);
}

static void
change_ink(struct painter *p, struct buf *out, const struct paint_ink *ink)
{
	p->ways->ink(p->ways, out, p->knows_ink ? &p->ink : NULL, ink);
	p->ink = *ink;
	p->knows_ink = true;
}

/* The nearest colours of 256 that were found so far. */
struct nearest {
	struct {
		int32_t rgb;
		int index;
	} at[NEAREST_KEPT];
	size_t n;
};

/*
 * A theme has some ten colours for some sixty inks, and finding the nearest of
 * one takes as long as painting a row.
 */
static int
nearest_of_256(struct nearest *kept, int32_t rgb)
{
	size_t i = 0;

	while (i < kept->n && kept->at[i].rgb != rgb)
		i++;
	if (i == kept->n) {
		i = kept->n < NEAREST_KEPT ? kept->n++ : 0;
		kept->at[i].rgb = rgb;
		kept->at[i].index = palette_to_256(rgb);
	}
	return kept->at[i].index;
}

/* `*bold` is set where 8 colours do not have the light one. */
static int
color_of(struct nearest *kept, int32_t rgb, enum color_depth depth, int ncolors,
    bool *bold)
{
	if (rgb == INK_DEFAULT || depth == COLOR_NONE)
		return -1;
	if (depth == COLOR_TRUE)
		return rgb;
	if (depth == COLOR_256)
		return nearest_of_256(kept, rgb);
	int n = palette_to_16(rgb);
	if (ncolors >= 16)
		return n;
	*bold = n >= 8;
	return n & 7;
}

/*
 * The light one of a pair of colours is bold where there are 8.  Not grey: where
 * bold is only heavy, it would be black, and most grounds are.
 */
static void
make_light(struct paint_ink *ink)
{
	if (ink->fg != 0) {
		ink->attrs |= INK_BOLD;
	} else if (ink->bg < 0) {
		ink->fg = -1;
		ink->attrs |= INK_DIM;
	} else if (ink->bg == 0) {
		ink->fg = 7;
	}
}

void
paint_inks(struct paint_ink out[ROLE_COUNT], const struct palette *palette,
    enum color_depth depth, int ncolors)
{
	struct nearest kept = { .n = 0 };

	for (int role = 0; role < ROLE_COUNT; role++) {
		const struct ink *ink = &palette->roles[role];
		bool bold = false, ignored = false;
		out[role] = (struct paint_ink){
			color_of(&kept, ink->fg, depth, ncolors, &bold),
			color_of(&kept, ink->bg, depth, ncolors, &ignored),
			ink->attrs,
		};
		if (bold)
			make_light(&out[role]);
	}
}

/* --- cells --------------------------------------------------------------- */

/* The rest of a wide glyph goes with its first cell. */
static bool
is_half(const struct cell *cell)
{
	return cell->ncells == 0;
}

/* Does the terminal show the cell already? */
static bool
is_shown(
    const struct painter *p, const struct cell *old, const struct cell *new)
{
	if (p->is_cleared) {
		struct paint_ink ink = ink_of(p, new);
		return is_blank(new) && same_ground(&ink, &default_ink);
	}
	if (is_half(old) || is_half(new))
		return is_half(old) && is_half(new);
	if (old->nbytes != new->nbytes ||
	    memcmp(old->bytes, new->bytes, new->nbytes) != 0)
		return false;
	if (old->role == new->role && old->style == new->style)
		return true;
	struct paint_ink a = ink_of(p, old), b = ink_of(p, new);
	return is_blank(new) ? same_ground(&a, &b) : same_ink(&a, &b);
}

/* --- the cursor ------------------------------------------------------------ */

static void
move_to(struct painter *p, struct buf *out, int row, int col)
{
	const struct paint_ways *w = p->ways;

	if (p->row == row && p->col == col)
		return;
	if (col == 0 && p->row == row && w->first_col)
		buf_adds(out, w->first_col);
	else if (col == 0 && p->row >= 0 && p->row + 1 == row && w->next_row)
		buf_adds(out, w->next_row);
	else if (p->row == row && w->column)
		w->column(w, out, col);
	else
		w->move(w, out, row, col);
	p->row = row;
	p->col = col;
}

/* --- a row ----------------------------------------------------------------- */

struct row {
	const struct cell *old, *new; /* old: NULL when the screen is clear */
	int row, ncols;
	int end;    /* cells from here on are blank, */
	bool tail;  /* and to be erased */
	int spoilt; /* cells up to here may show the end of an unsure glyph */
};

static const struct cell *
old_cell(const struct row *r, int col)
{
	return r->old ? &r->old[col] : NULL;
}

/* Cells passed over to the next one that must be written; ncols if none. */
static int
next_change(const struct painter *p, const struct row *r, int col)
{
	while (col < r->end && col >= r->spoilt &&
	    is_shown(p, old_cell(r, col), &r->new[col]))
		col++;
	return col;
}

/* What it takes to write cells again that are there already. */
static size_t
cost_of(const struct painter *p, const struct row *r, int from, int to)
{
	struct paint_ink ink = p->ink;
	size_t sum = 0;

	for (int i = from; i < to && sum <= MOVE_BYTES; i++) {
		const struct cell *cell = &r->new[i];
		struct paint_ink its = ink_of(p, cell);
		if (is_blank(cell) ? !same_ground(&ink, &its)
				   : !same_ink(&ink, &its)) {
			sum += INK_BYTES;
			ink = its;
		}
		sum += cell->nbytes;
		if (cell->is_unsure)
			sum += MOVE_BYTES;
	}
	return same_ink(&ink, &p->ink) ? sum : sum + INK_BYTES;
}

/* The cursor is behind so many cells, or where the terminal has it. */
static void
advance(struct painter *p, int ncells)
{
	p->col += ncells;
	if (p->col >= p->shown.ncols && p->ways->wraps_at_once)
		p->row = -1;
}

/*
 * A glyph that may take fewer cells than we give it, so that they are blanked
 * before, or more: what comes after it is placed anew.  For each cell there is
 * a character at most, and no terminal gives one more than two.
 */
static void
write_unsure(struct painter *p, struct buf *out, struct row *r, int col)
{
	const struct cell *cell = &r->new[col];
	bool is_edge = col + 2 * cell->ncells > p->shown.ncols;
	bool is_held = is_edge && p->ways->no_wrap;

	for (int i = 0; i < cell->ncells; i++)
		buf_addc(out, ' ');
	advance(p, cell->ncells);
	move_to(p, out, r->row, col);
	if (is_held)
		buf_adds(out, p->ways->no_wrap);
	buf_add(out, cell->bytes, cell->nbytes);
	if (is_held)
		buf_adds(out, p->ways->wrap);
	else if (is_edge)
		p->row = -1; /* it may have begun the next row */
	p->col = -1;
	if (r->spoilt < col + 2 * cell->ncells)
		r->spoilt = col + 2 * cell->ncells;
}

static void
write_cell(struct painter *p, struct buf *out, struct row *r, int col)
{
	const struct cell *cell = &r->new[col];
	struct paint_ink ink = ink_of(p, cell);

	/*
	 * A rule is placed by its number, so that characters left of it that
	 * the terminal takes for wider or narrower than we do cannot bend it.
	 */
	if (cell->role == ROLE_GUTTER && !is_blank(cell) && col > 0)
		p->col = -1;
	move_to(p, out, r->row, col);
	if (!bears_ink(p, cell, &ink))
		change_ink(p, out, &ink);
	if (cell->is_unsure) {
		write_unsure(p, out, r, col);
		return;
	}
	buf_add(out, cell->bytes, cell->nbytes);
	advance(p, cell->ncells);
}

/*
 * Where the blanks at the row's end begin, if there is something to be erased
 * and a way to do it.
 */
static void
find_tail(const struct painter *p, struct row *r)
{
	const struct paint_ink ink = ink_of(p, &r->new[r->ncols - 1]);
	int from = r->ncols, nchanged = 0;

	r->end = r->ncols;
	r->tail = false;
	if (!p->ways->erase_end || ink.attrs & SEEN_ON_BLANKS ||
	    (ink.bg != -1 && !p->ways->erases_in_ink))
		return;
	while (from > 0 && is_blank(&r->new[from - 1])) {
		struct paint_ink its = ink_of(p, &r->new[from - 1]);
		if (!same_ground(&its, &ink))
			break;
		from--;
		nchanged += !is_shown(p, old_cell(r, from), &r->new[from]);
	}
	if (nchanged <= ERASE_BYTES)
		return;
	r->end = from;
	r->tail = true;
}

static void
erase_tail(struct painter *p, struct buf *out, const struct row *r)
{
	const struct cell *cell = &r->new[r->end];
	struct paint_ink ink = ink_of(p, cell);
	int col = r->end;

	/* Nothing of it that is shown already needs to be erased. */
	while (col >= r->spoilt && is_shown(p, old_cell(r, col), &r->new[col]))
		col++;
	move_to(p, out, r->row, col);
	/* An ink with the same ground could still underline. */
	if (!bears_ink(p, cell, &ink))
		change_ink(p, out, &ink);
	buf_adds(out, p->ways->erase_end);
}

static void
paint_row(struct painter *p, struct buf *out, struct row *r)
{
	int col;

	find_tail(p, r);
	col = next_change(p, r, 0);
	while (col < r->end) {
		write_cell(p, out, r, col);
		col += r->new[col].ncells > 0 ? r->new[col].ncells : 1;
		int next = next_change(p, r, col);
		if (next >= r->end)
			break;
		/* The move would be to the next changed cell. */
		size_t most = p->ways->column ? COLUMN_BYTES : MOVE_BYTES;
		if (next > col && cost_of(p, r, col, next) > most)
			col = next;
	}
	if (r->tail)
		erase_tail(p, out, r);
}

/* --- the whole ------------------------------------------------------------- */

void
paint_init(struct painter *p, const struct paint_ways *ways)
{
	*p = (struct painter){ .ways = ways };
	canvas_init(&p->shown, 0, 0, 1);
	paint_forget(p);
}

void
paint_fini(struct painter *p)
{
	canvas_fini(&p->shown);
}

void
paint_forget(struct painter *p)
{
	canvas_fini(&p->shown);
	canvas_init(&p->shown, 0, 0, 1);
	p->knows_ink = false;
	p->row = -1;
}

void
paint_set_inks(struct painter *p, const struct paint_ink inks[ROLE_COUNT])
{
	if (memcmp(p->inks, inks, sizeof p->inks) == 0)
		return;
	memcpy(p->inks, inks, sizeof p->inks);
	paint_forget(p);
}

/* The screen is wiped when nothing of it can be kept. */
static void
prepare(struct painter *p, struct buf *out, const struct canvas *c)
{
	p->is_cleared =
	    p->shown.nrows != c->nrows || p->shown.ncols != c->ncols;
	if (!p->is_cleared)
		return;
	change_ink(p, out, &default_ink);
	buf_adds(out, p->ways->clear);
	p->row = p->col = 0;
	canvas_fini(&p->shown);
	canvas_init(&p->shown, c->nrows, c->ncols, c->ambiguous);
}

void
paint_canvas(struct painter *p, struct buf *out, const struct canvas *c)
{
	size_t ncols = (size_t)c->ncols;

	prepare(p, out, c);
	for (int i = 0; i < c->nrows && c->ncols > 0; i++) {
		size_t at = (size_t)i * ncols;
		struct row r = {
			.new = c->cells + at, .row = i, .ncols = c->ncols
		};
		if (!p->is_cleared)
			r.old = p->shown.cells + at;
		if (r.old && memcmp(r.old, r.new, ncols * sizeof *r.new) == 0)
			continue;
		if (i + 1 == c->nrows && p->ways->wraps_at_once)
			r.ncols--;
		paint_row(p, out, &r);
	}
	p->is_cleared = false;
	memcpy(p->shown.cells, c->cells,
	    (size_t)c->nrows * ncols * sizeof *c->cells);
}

void
paint_cursor(struct painter *p, struct buf *out, int row, int col)
{
	move_to(p, out, row, col);
}
