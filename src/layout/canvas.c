#include "src/layout/canvas.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/edition.h"
#include "src/layout/line.h"
#include "src/layout/order.h"
#include "src/text/bidi.h"
#include "src/text/glyph.h"
#include "src/text/width.h"

static const struct cell blank = {
	.bytes = " ", .nbytes = 1, .ncells = 1, .role = ROLE_TEXT
};

void
canvas_init(struct canvas *c, int nrows, int ncols, int ambiguous)
{
	assert(nrows >= 0 && ncols >= 0);
	c->nrows = nrows;
	c->ncols = ncols;
	c->ambiguous = ambiguous;
	c->logical = false;
	c->cells =
	    xmalloc(((size_t)nrows * (size_t)ncols + 1) * sizeof *c->cells);
	canvas_clear(c);
}

void
canvas_fini(struct canvas *c)
{
	free(c->cells);
	*c = (struct canvas){ 0 };
}

/*
 * Everything is a blank of ROLE_TEXT: copied in doubling pieces, since a
 * screen is cleared for each frame.
 */
void
canvas_clear(struct canvas *c)
{
	size_t n = (size_t)c->nrows * (size_t)c->ncols;

	if (n == 0)
		return;
	c->cells[0] = blank;
	for (size_t done = 1; done < n; done *= 2)
		memcpy(c->cells + done, c->cells,
		    (done < n - done ? done : n - done) * sizeof *c->cells);
}

struct cell *
canvas_at(struct canvas *c, int row, int col)
{
	assert(row >= 0 && row < c->nrows && col >= 0 && col < c->ncols);
	return &c->cells[(size_t)row * (size_t)c->ncols + (size_t)col];
}

/* Blank a cell and, when it is part of a wide glyph, the rest of that. */
static void
cell_erase(struct canvas *c, int row, int col)
{
	int first = col;

	while (canvas_at(c, row, first)->ncells == 0)
		first--;
	int end = first + canvas_at(c, row, first)->ncells;
	for (int x = first; x < end; x++) {
		struct cell *at = canvas_at(c, row, x);
		uint8_t role = at->role;
		*at = blank;
		if (x != col)
			at->role = role;
	}
}

/* What is painted into one cell or several. */
struct ink_drop {
	char bytes[CELL_BYTES];
	uint8_t nbytes;
	uint8_t ncells; /* as in struct cell */
	uint8_t role;
	uint8_t style;
	bool is_unsure;
};

/* Outside, or sticking out, it is left out. */
static void
cell_put(struct canvas *c, int row, int col, const struct ink_drop *ink)
{
	if (row < 0 || row >= c->nrows || col < 0 ||
	    col > c->ncols - ink->ncells)
		return;
	for (int i = 0; i < ink->ncells; i++) {
		cell_erase(c, row, col + i);
		struct cell *at = canvas_at(c, row, col + i);
		at->role = ink->role;
		at->style = ink->style;
	}

	struct cell *at = canvas_at(c, row, col);
	memcpy(at->bytes, ink->bytes, sizeof at->bytes);
	at->nbytes = ink->nbytes;
	at->ncells = ink->ncells;
	at->is_unsure = ink->is_unsure;
	for (int i = 1; i < ink->ncells; i++) {
		struct cell *rest = canvas_at(c, row, col + i);
		memset(rest->bytes, 0, sizeof rest->bytes);
		rest->nbytes = 0;
		rest->ncells = 0;
	}
}

/* Paint a glyph that is one, whatever its characters take. */
static void
unsure_put(struct canvas *c, int row, int col, const struct glyph *g,
    struct ink_drop ink)
{
	_Static_assert(sizeof ink.bytes >= 5 * UTF8_MAX + 1, "base and marks");
	assert(g->nbytes < sizeof ink.bytes && g->ncells <= CELL_MOST);
	memset(ink.bytes, 0, sizeof ink.bytes);
	memcpy(ink.bytes, g->bytes, g->nbytes);
	ink.nbytes = g->nbytes;
	ink.ncells = g->ncells;
	ink.is_unsure = true;
	cell_put(c, row, col, &ink);
}

/*
 * Paint a glyph: each of its characters that takes cells, with the marks that
 * follow it.
 */
static void
glyph_put(struct canvas *c, int row, int col, const struct glyph *g,
    struct ink_drop ink)
{
	const char *s = g->bytes;

	if (g->is_unsure) {
		unsure_put(c, row, col, g, ink);
		return;
	}
	ink.nbytes = 0;
	ink.ncells = 0;
	while (*s) {
		const char *from = s;
		int w = width_cp(utf8_next(&s), c->ambiguous);
		size_t n = (size_t)(s - from);

		if (w > 0) {
			if (ink.ncells)
				cell_put(c, row, col, &ink);
			col += ink.ncells;
			memset(ink.bytes, 0, sizeof ink.bytes);
			ink.nbytes = 0;
			ink.ncells = (uint8_t)w;
		}
		if (ink.nbytes + n >= sizeof ink.bytes)
			continue;
		memcpy(ink.bytes + ink.nbytes, from, n);
		ink.nbytes = (uint8_t)(ink.nbytes + n);
	}
	if (ink.ncells)
		cell_put(c, row, col, &ink);
}

/* The same where some of it runs from right to left. */
static int
ordered_text(struct canvas *c, int row, int col, int ncells, const char *s,
    size_t nbytes, enum role role)
{
	struct arena *a = arena_new();
	size_t used, n;

	nbytes = glyph_fit(
	    s, nbytes, c->ambiguous, ncells > 0 ? (size_t)ncells : 0, &used);
	struct line l = { .text = s,
		.to = (uint32_t)nbytes,
		.role = (uint8_t)role,
		.flags = LINE_ORDERED };
	l.pieces = order_text(&n, s, nbytes, c->ambiguous, a);
	l.npieces = n;
	canvas_line(c, row, col, (int)used, &l, NULL, NULL);
	arena_free(a);
	return (int)used;
}

int
canvas_text(struct canvas *c, int row, int col, int ncells, const char *s,
    size_t nbytes, enum role role)
{
	struct ink_drop ink = { .role = (uint8_t)role };
	int ambiguous = glyph_in_script(c->ambiguous, s, nbytes);
	int used = 0;

	if (!c->logical && bidi_is_needed(s, nbytes))
		return ordered_text(c, row, col, ncells, s, nbytes, role);
	for (size_t i = 0; i < nbytes;) {
		struct glyph g;
		i += glyph_next(&g, s + i, nbytes - i, ambiguous);
		if (used + g.ncells > ncells)
			break;
		glyph_put(c, row, col + used, &g, ink);
		used += g.ncells;
	}
	return used;
}

int
canvas_label(struct canvas *c, int row, int col, int ncells, const char *s,
    enum role role)
{
	static const char more[] = "\xE2\x80\xA6"; /* … */
	size_t n = strlen(s);
	size_t want = glyph_ncells(s, n, c->ambiguous);
	int dots = (int)glyph_ncells(more, sizeof more - 1, c->ambiguous);

	if (ncells <= 0)
		return 0;
	if (want <= (size_t)ncells || ncells < dots)
		return canvas_text(c, row, col, ncells, s, n, role);

	int used = canvas_text(c, row, col, ncells - dots, s, n, role);
	return used +
	    canvas_text(c, row, col + used, dots, more, sizeof more - 1, role);
}

/* The part of a rectangle that lies on the canvas; 0 if there is none. */
static int
clip(const struct canvas *c, int *row, int *col, int *nrows, int *ncols)
{
	if (*row < 0) {
		*nrows += *row;
		*row = 0;
	}
	if (*col < 0) {
		*ncols += *col;
		*col = 0;
	}
	if (*nrows > c->nrows - *row)
		*nrows = c->nrows - *row;
	if (*ncols > c->ncols - *col)
		*ncols = c->ncols - *col;
	return *nrows > 0 && *ncols > 0;
}

void
canvas_fill(
    struct canvas *c, int row, int col, int nrows, int ncols, enum role role)
{
	if (!clip(c, &row, &col, &nrows, &ncols))
		return;
	struct cell of_role = blank;
	of_role.role = (uint8_t)role;
	for (int r = row; r < row + nrows; r++) {
		/* Only at the edges can half of a wide glyph stay behind. */
		cell_erase(c, r, col);
		cell_erase(c, r, col + ncols - 1);
		for (int x = col; x < col + ncols; x++)
			*canvas_at(c, r, x) = of_role;
	}
}

void
canvas_tint(
    struct canvas *c, int row, int col, int nrows, int ncols, enum role role)
{
	if (!clip(c, &row, &col, &nrows, &ncols))
		return;
	for (int r = row; r < row + nrows; r++)
		for (int x = col; x < col + ncols; x++)
			canvas_at(c, r, x)->role = (uint8_t)role;
}

/* Box drawing is ambiguous too (UAX #11). */
static struct ink_drop
rule_ink(const struct canvas *c, unsigned line, unsigned ascii, enum role role)
{
	struct ink_drop ink = { .role = (uint8_t)role, .ncells = 1 };
	unsigned cp = glyph_has_lines(c->ambiguous) ? line : ascii;

	ink.nbytes = (uint8_t)utf8_encode(ink.bytes, cp);
	return ink;
}

void
canvas_hrule(
    struct canvas *c, int row, int col, int ncells, int lines, enum role role)
{
	struct ink_drop ink = rule_ink(c, lines ? 0x2500 : '-', '-', role);

	for (int x = 0; x < ncells; x++)
		cell_put(c, row, col + x, &ink);
}

void
canvas_vrule(
    struct canvas *c, int row, int col, int nrows, int lines, enum role role)
{
	struct ink_drop ink = rule_ink(c, lines ? 0x2502 : '|', '|', role);

	for (int r = 0; r < nrows; r++)
		cell_put(c, row + r, col, &ink);
}

/* --- lines of text ------------------------------------------------------- */

int
canvas_text_col(const struct line *l, int measure)
{
	int spare = measure - l->ncells;

	if (spare <= 0 || !(l->flags & (LINE_RIGHT | LINE_CENTER)))
		return l->indent;
	return l->indent + (l->flags & LINE_RIGHT ? spare : spare / 2);
}

/* The number by which a highlight knows the text of a line. */
static uint32_t
highlight_block(const struct line *l)
{
	if (l->part == PART_BLOCK)
		return l->block;
	if (l->part <= PART_BYLINE)
		return HIGHLIGHT_HEAD + (l->part - PART_KICKER);
	return UINT32_MAX;
}

/* Where drawing is in the sorted lists of spans and highlights. */
struct dress {
	const struct span *span, *span_end; /* those that touch the line */
	const struct highlight *lit, *lit_end;
	uint8_t role; /* of the line */
};

/* The highlights of a line, by bisection: they do not overlap. */
static void
find_lit(struct dress *d, const struct highlights *lit, uint32_t article,
    uint32_t block, const struct line *l)
{
	size_t lo = 0, hi = lit ? lit->n : 0;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const struct highlight *h = &lit->at[mid];
		if (h->article < article ||
		    (h->article == article &&
			(h->block < block ||
			    (h->block == block && h->to <= l->from))))
			lo = mid + 1;
		else
			hi = mid;
	}
	size_t end = lo;
	while (lit && end < lit->n && lit->at[end].article == article &&
	    lit->at[end].block == block && lit->at[end].from < l->to)
		end++;
	if (lo < end) {
		d->lit = lit->at + lo;
		d->lit_end = lit->at + end;
	}
}

/*
 * Spans are in the order of their beginnings: those of the line are found by
 * bisection.  One that began above can only be looked for backwards, past those
 * inside of it; for a paragraph of nothing but spans that has an end.
 */
static void
find_spans(struct dress *d, const struct block *b, const struct line *l)
{
	enum { LOOK_BACK = 256 };
	size_t lo = 0, end = b->nspans;

	while (lo < end) {
		size_t mid = lo + (end - lo) / 2;
		if (b->spans[mid].from < l->from)
			lo = mid + 1;
		else
			end = mid;
	}
	while (end < b->nspans && b->spans[end].from < l->to)
		end++;
	size_t first = lo;
	for (size_t i = lo; i > 0 && lo - i < LOOK_BACK; i--)
		if (b->spans[i - 1].to > l->from)
			first = i - 1;
	if (first < end) {
		d->span = b->spans + first;
		d->span_end = b->spans + end;
	}
}

static struct dress
dress_line(
    const struct line *l, const struct article *a, const struct highlights *lit)
{
	struct dress d = { .role = l->role };

	if (!a || l->flags & LINE_ADDED)
		return d;
	if (l->part == PART_BLOCK && l->block < a->nblocks)
		find_spans(&d, &a->blocks[l->block], l);
	find_lit(&d, lit, (uint32_t)a->index, highlight_block(l), l);
	return d;
}

static void
dress_span(struct ink_drop *ink, const struct span *s)
{
	switch (s->kind) {
	case SPAN_EM:
		ink->style |= STYLE_EM;
		break;
	case SPAN_STRONG:
		ink->style |= STYLE_STRONG;
		break;
	case SPAN_CODE:
		ink->role = ROLE_CODE;
		break;
	case SPAN_LINK:
		ink->style |= STYLE_LINK;
		ink->role = ROLE_LINK;
		break;
	}
}

/* How the byte `at` of the line's text looks. */
static struct ink_drop
dress_byte(struct dress *d, uint32_t at)
{
	struct ink_drop ink = { .role = d->role };

	for (const struct span *s = d->span; s < d->span_end; s++)
		if (s->from <= at && at < s->to)
			dress_span(&ink, s);
	while (d->lit < d->lit_end && d->lit->to <= at)
		d->lit++;
	if (d->lit < d->lit_end && d->lit->from <= at)
		ink.role = d->lit->role;
	return ink;
}

/* One step along a line's text, cluster by cluster, piece by piece. */
struct walk {
	const struct line *line;
	size_t piece; /* the next one */
	size_t gap;   /* the next one */
	uint32_t at;  /* byte of the next cluster */
	uint32_t end; /* of the piece */
	uint32_t was; /* byte of the cluster in `g` */
	int left;     /* cell of the line's first */
	int col;      /* cell where `g` begins, gap before it counted */
	int next;     /* cell after it */
	uint32_t as;  /* drawn for the next cluster's first character, or 0 */
	struct glyph g;
};

static struct walk
walk_begin(const struct line *l, int measure)
{
	int left = canvas_text_col(l, measure) - l->indent;
	int col = left + l->indent;

	return (struct walk){ .line = l,
		.at = l->from,
		.end = l->from,
		.was = l->from,
		.left = left,
		.col = col,
		.next = col };
}

/*
 * Draw another character with the marks of the cluster at `s`: one that takes
 * as many cells, or none is changed.
 */
static void
change_glyph(
    struct glyph *g, uint32_t as, const char *s, size_t nbytes, int ambiguous)
{
	char changed[GLYPH_BYTES];
	const char *marks = s;
	struct glyph other;

	(void)utf8_next(&marks);
	size_t n = utf8_encode(changed, as);
	size_t nmarks = nbytes - (size_t)(marks - s);
	if (nmarks > sizeof changed - n)
		nmarks = utf8_before(marks, sizeof changed - n);
	memcpy(changed + n, marks, nmarks);
	glyph_next(&other, changed, n + nmarks, ambiguous);
	if (other.ncells == g->ncells)
		*g = other;
}

static int
walk_step(struct walk *w, int ambiguous)
{
	const struct line *l = w->line;

	ambiguous = line_ambiguous(l, ambiguous);
	while (w->at >= w->end) {
		if (w->piece >= line_npieces(l))
			return 0;
		struct piece p = line_piece(l, w->piece++);
		w->at = p.from;
		w->end = p.to;
		w->next = w->left + p.col;
		w->as = p.as;
	}
	w->col = w->next;
	while (w->gap < l->ngaps && l->gaps[w->gap].at <= w->at)
		w->col += (int)l->gaps[w->gap++].ncells;
	w->was = w->at;
	w->at += (uint32_t)glyph_next(
	    &w->g, l->text + w->at, w->end - w->at, ambiguous);
	if (w->as)
		change_glyph(
		    &w->g, w->as, l->text + w->was, w->at - w->was, ambiguous);
	w->as = 0;
	w->next = w->col + w->g.ncells;
	return 1;
}

/* A rule: the one cluster repeated to the measure. */
static void
line_fill(struct canvas *c, int row, int col, int measure, const struct line *l)
{
	struct ink_drop ink = { .role = l->role };
	struct glyph g;

	if (l->from >= l->to)
		return;
	glyph_next(&g, l->text + l->from, l->to - l->from,
	    line_ambiguous(l, c->ambiguous));
	for (int x = l->indent; g.ncells && x + g.ncells <= measure;
	     x += g.ncells)
		glyph_put(c, row, col + x, &g, ink);
}

/* Beside the text that begins at cell `from` of the measure. */
static void
line_label(struct canvas *c, int row, int col, int from, int measure,
    const struct line *l)
{
	int room = l->flags & LINE_RTL ? measure - l->ncells - 1 : from - 1;
	int n;

	if (!l->label || room <= 0)
		return;
	n = (int)glyph_ncells(l->label, strlen(l->label), c->ambiguous);
	if (l->flags & LINE_RTL)
		col += l->ncells + 1;
	else if (n < room)
		col += room - n;
	canvas_text(
	    c, row, col, room, l->label, strlen(l->label), l->label_role);
}

void
canvas_line(struct canvas *c, int row, int col, int measure,
    const struct line *l, const struct article *a, const struct highlights *lit)
{
	if (l->flags & LINE_BLANK)
		return;
	if (l->flags & LINE_FILL) {
		line_fill(c, row, col, measure, l);
		return;
	}

	struct dress d = dress_line(l, a, lit);
	struct walk w = walk_begin(l, measure);
	struct ink_drop was = { .role = ROLE_TEXT };
	bool solid = !(l->flags & LINE_ORDERED);
	int end = w.col;
	line_label(c, row, col, w.col, measure, l);
	while (walk_step(&w, c->ambiguous)) {
		struct ink_drop ink = dress_byte(&d, w.was);
		/* What is underlined or reversed has no holes. */
		if (ink.role == was.role && ink.role != ROLE_TEXT && solid)
			canvas_tint(
			    c, row, col + end, 1, w.col - end, ink.role);
		glyph_put(c, row, col + w.col, &w.g, ink);
		end = w.next;
		was = ink;
	}
	if (l->flags & LINE_HYPHEN) {
		/* In the ink of the word, which may be lit or a link. */
		glyph_next(&w.g, "-", 1, c->ambiguous);
		glyph_put(c, row, col + w.next, &w.g, was);
	}
}

struct cell
canvas_line_ink(const struct line *l, const struct article *a,
    const struct highlights *lit, uint32_t from, uint32_t to)
{
	struct line part = *l;

	part.from = from;
	part.to = to;
	struct dress d = dress_line(&part, a, lit);
	struct ink_drop ink = dress_byte(&d, from);
	if (d.lit < d.lit_end)
		ink.role = d.lit->role;
	return (struct cell){ .role = ink.role, .style = ink.style };
}

uint32_t
canvas_line_byte(const struct line *l, int measure, int cell, int ambiguous)
{
	struct walk w = walk_begin(l, measure);
	uint32_t byte = w.was;
	int nearest = -1; /* the least end right of the cell, else the last */
	bool right = false;

	while (walk_step(&w, ambiguous)) {
		bool is_right = cell < w.next;
		if (is_right == right
			? (right ? w.next < nearest : w.next >= nearest)
			: is_right) {
			nearest = w.next;
			right = is_right;
			byte = w.was;
		}
	}
	return byte;
}
