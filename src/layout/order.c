#include "src/layout/order.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/layout/para_int.h"
#include "src/text/bidi.h"
#include "src/text/glyph.h"

/*
 * A line is taken apart into items, one a cluster and one a gap.  They are
 * turned into the order in which they are seen, are given their cells, and are
 * read back as pieces in the order of the text.
 */

struct item {
	uint32_t from, to; /* bytes; equal for a gap */
	uint32_t as;
	uint16_t ncells;
	uint16_t col;
	uint8_t level;
};

struct row {
	struct item *at;
	size_t n;
	size_t ncells;
};

/* Part of a text, and what is known of the text. */
struct part {
	const char *text;
	uint32_t from, to;
	uint32_t origin; /* the byte that bidi begins at */
	const struct bidi *bidi;
	const struct gap *gaps;
	size_t ngaps;
	int ambiguous;
};

static void
add_item(struct row *row, struct item item)
{
	row->ncells += item.ncells;
	row->at[row->n++] = item;
}

static struct row
take_apart(const struct part *p, struct arena *a)
{
	struct row row = { .at = arena_array(
			       a, struct item, p->to - p->from + p->ngaps) };
	uint8_t level = p->bidi->base;
	size_t gap = 0;

	for (uint32_t at = p->from, next; at < p->to; at = next) {
		struct glyph g;
		/* A gap belongs to the space or mark that it widens. */
		for (; gap < p->ngaps && p->gaps[gap].at <= at; gap++)
			add_item(&row,
			    (struct item){ .from = at,
				.to = at,
				.ncells = (uint16_t)p->gaps[gap].ncells,
				.level = level });
		next = at +
		    (uint32_t)glyph_next(
			&g, p->text + at, p->to - at, p->ambiguous);
		level = p->bidi->levels[at - p->origin];
		add_item(&row,
		    (struct item){ .from = at,
			.to = next,
			.as = p->bidi->as[at - p->origin],
			.ncells = g.ncells,
			.level = level });
	}
	return row;
}

static void
reverse(size_t *at, size_t from, size_t to)
{
	while (from + 1 < to) {
		size_t kept = at[from];
		at[from++] = at[--to];
		at[to] = kept;
	}
}

/* UAX #9 L2: turn runs round, from the highest level down to the lowest odd. */
static size_t *
visual_order(const struct row *row, struct arena *a)
{
	size_t *order = arena_array(a, size_t, row->n);
	unsigned most = 0;

	for (size_t i = 0; i < row->n; i++) {
		order[i] = i;
		if (row->at[i].level > most)
			most = row->at[i].level;
	}
	for (unsigned level = most; level > 0; level--) {
		for (size_t i = 0, from; i < row->n; i++) {
			for (from = i;
			     i < row->n && row->at[order[i]].level >= level;)
				i++;
			reverse(order, from, i);
		}
	}
	return order;
}

static void
place(struct row *row, size_t col, struct arena *a)
{
	const size_t *order = visual_order(row, a);

	for (size_t i = 0; i < row->n; i++) {
		struct item *item = &row->at[order[i]];
		item->col = (uint16_t)col;
		col += item->ncells;
	}
}

/* Does an item go on where the one before it ends, from left to right? */
static bool
goes_on(const struct item *was, const struct item *is)
{
	return !(was->level & 1) && !(is->level & 1) && !is->as && !was->as &&
	    was->to == is->from && was->col + was->ncells == is->col;
}

/* Append the pieces of a row to `out`, which has room for one an item. */
static size_t
add_pieces(struct piece *out, size_t n, const struct row *row)
{
	const struct item *was = NULL;

	for (size_t i = 0; i < row->n; i++) {
		const struct item *is = &row->at[i];
		if (is->from == is->to) {
			was = NULL;
			continue;
		}
		if (was && goes_on(was, is))
			out[n - 1].to = is->to;
		else
			out[n++] =
			    (struct piece){ is->from, is->to, is->col, is->as };
		was = is;
	}
	return n;
}

struct piece *
order_text(size_t *npieces, const char *s, size_t nbytes, int ambiguous,
    struct arena *a)
{
	if (nbytes > BIDI_MAX_BYTES)
		nbytes = utf8_before(s, BIDI_MAX_BYTES);
	struct bidi bidi = bidi_resolve(s, nbytes, -1, a);
	struct part part = {
		.text = s,
		.to = (uint32_t)nbytes,
		.bidi = &bidi,
		.ambiguous = ambiguous,
	};
	struct row row = take_apart(&part, a);
	struct piece *pieces = arena_array(a, struct piece, row.n);

	place(&row, 0, a);
	*npieces = add_pieces(pieces, 0, &row);
	return pieces;
}

/* --- lines of a paragraph -------------------------------------------------- */

/*
 * What lies between two newlines, resolved as a whole; or, where that is more
 * than BIDI_MAX_BYTES, each line of it for itself.
 */
struct stretch {
	uint32_t from, to; /* nothing is known where they are equal */
	uint32_t origin;   /* the byte that `bidi` begins at */
	bool by_line;
	struct bidi bidi;
};

static bool
is_newline(char c)
{
	return c == '\n' || c == '\r';
}

static void
find_stretch(struct stretch *st, const struct para *p, const struct line *l,
    struct arena *a)
{
	st->from = l->from;
	st->to = l->to;
	while (st->from > 0 && !is_newline(p->text[st->from - 1]))
		st->from--;
	while (st->to < p->nbytes && !is_newline(p->text[st->to]))
		st->to++;
	st->by_line = st->to - st->from > BIDI_MAX_BYTES;
	st->origin = st->from;
	if (!st->by_line)
		st->bidi =
		    bidi_resolve(p->text + st->from, st->to - st->from, -1, a);
}

/* Make `st` hold the line; false if not even that can be resolved. */
static bool
stretch_holds(struct stretch *st, const struct para *p, const struct line *l,
    struct arena *a)
{
	if (l->from >= st->to)
		find_stretch(st, p, l, a);
	if (!st->by_line)
		return true;
	if (l->to - l->from > BIDI_MAX_BYTES)
		return false;
	st->origin = l->from;
	st->bidi = bidi_resolve(p->text + l->from, l->to - l->from, -1, a);
	return true;
}

static void
order_line(struct setter *s, const struct para *p, struct line *l,
    const struct stretch *st)
{
	struct part part = {
		.text = l->text,
		.from = l->from,
		.to = l->to,
		.origin = st->origin,
		.bidi = &st->bidi,
		.gaps = l->gaps,
		.ngaps = l->ngaps,
		.ambiguous = line_ambiguous(l, s->params->ambiguous),
	};
	struct row row = take_apart(&part, s->scratch);
	size_t used = l->indent + row.ncells;
	size_t col = l->indent;

	/* The indent of a paragraph that runs to the left is on its right. */
	if (st->bidi.base)
		col = (size_t)p->measure > used ? (size_t)p->measure - used : 0;
	place(&row, col, s->scratch);
	struct piece *pieces = arena_array(s->arena, struct piece, row.n);
	l->npieces = add_pieces(pieces, 0, &row);
	l->pieces = pieces;
	l->indent = (uint16_t)col;
	l->ncells = (uint16_t)(col + row.ncells);
	l->gaps = NULL;
	l->ngaps = 0;
	l->flags |= st->bidi.base ? LINE_ORDERED | LINE_RTL : LINE_ORDERED;
}

/* The cells of a table's row stay where they are; each is in order for itself. */
static void
order_cells(struct setter *s, struct line *l)
{
	struct piece *pieces =
	    arena_array(s->arena, struct piece, l->to - l->from);
	size_t n = 0;

	for (size_t i = 0; i < l->npieces; i++) {
		struct piece was = l->pieces[i];
		size_t nbytes = was.to - was.from;
		struct part part = {
			.text = l->text,
			.from = was.from,
			.to = was.to,
			.origin = was.from,
			.ambiguous = line_ambiguous(l, s->params->ambiguous),
		};
		if (nbytes > BIDI_MAX_BYTES) {
			pieces[n++] = was;
			continue;
		}
		struct bidi bidi =
		    bidi_resolve(l->text + was.from, nbytes, -1, s->scratch);
		part.bidi = &bidi;
		struct row row = take_apart(&part, s->scratch);
		place(&row, was.col, s->scratch);
		n = add_pieces(pieces, n, &row);
	}
	l->pieces = pieces;
	l->npieces = n;
	l->flags |= LINE_ORDERED;
}

void
order_lines(struct setter *s, const struct para *p, size_t begin)
{
	struct stretch st = { 0 };

	for (size_t i = begin; i < s->n; i++) {
		struct line *l = &s->lines[i];
		if (l->text != p->text || l->flags & LINE_FILL)
			continue;
		if (l->pieces)
			order_cells(s, l);
		else if (stretch_holds(&st, p, l, s->scratch))
			order_line(s, p, l, &st);
	}
}
