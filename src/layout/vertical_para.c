#include "src/layout/vertical_para.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/layout/role.h"
#include "src/layout/vertical_form.h"
#include "src/text/glyph.h"

enum {
	/* With more columns a table is no table on any sheet. */
	MAX_COLUMNS = 32,
	/* A row of nothing between two cells. */
	CELL_GAP = SLOT_CELLS,
	BULLET = 0x30FB,
};

struct clusters
vertical_clusters(
    struct setter *s, const struct para *p, const struct clusters *c)
{
	struct slot_params params = {
		.language = p->language,
		.basic = s->params->basic_forms,
		.han_digits = s->params->han_digits,
	};

	s->slots = slots_make(p->text, c, &params, s->scratch);
	return (struct clusters){ .at = s->slots.at, .n = s->slots.n };
}

/* The slot that begins at byte `at`, or the first behind it. */
static size_t
slot_at(const struct slots *slots, uint32_t at)
{
	size_t lo = 0, hi = slots->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (slots->at[mid].at < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

static struct piece
piece_of(const struct slots *slots, size_t i, int col)
{
	const struct cluster *c = &slots->at[i];

	return (struct piece){
		.from = c->at,
		.to = c->at + c->nbytes,
		.col = (uint16_t)col,
		.as = slots->forms[i],
	};
}

void
vertical_finish_line(struct setter *s, struct line *l)
{
	size_t first = slot_at(&s->slots, l->from);
	size_t end = slot_at(&s->slots, l->to);

	if (l->flags & LINE_BLANK || first >= end)
		return;
	struct piece *pieces = arena_array(s->arena, struct piece, end - first);
	for (size_t i = first; i < end; i++)
		pieces[i - first] = piece_of(
		    &s->slots, i, l->indent + (int)(i - first) * SLOT_CELLS);
	l->pieces = pieces;
	l->npieces = end - first;
}

/* --- labels --------------------------------------------------------------- */

/* "-" of a list is a dot, and what fits into a slot is one: "1.". */
struct slots
vertical_label_slots(const char *label, const char *language, struct arena *a)
{
	size_t nbytes = strlen(label);
	struct slot_params params = { .language = language };
	struct cluster_params cluster = { .ambiguous = 1,
		.language = language };

	struct clusters c = cluster_text(label, nbytes, &cluster, a);
	if (c.n <= SLOT_CELLS && glyph_ncells(label, nbytes, 2) <= SLOT_CELLS) {
		struct slots one = { .n = 1 };
		one.at = arena_one(a, struct cluster);
		one.forms = arena_one(a, uint16_t);
		one.at->nbytes = (uint16_t)nbytes;
		one.at->ncells = SLOT_CELLS;
		if (strcmp(label, "-") == 0)
			*one.forms = BULLET;
		return one;
	}
	return slots_make(label, &c, &params, a);
}

int
vertical_label_gap(unsigned role)
{
	return role == ROLE_DATELINE;
}

static int
whole_slots(int ncells)
{
	return (ncells + SLOT_CELLS - 1) / SLOT_CELLS * SLOT_CELLS;
}

struct para
vertical_labelled(const struct setter *s, const struct para *para)
{
	struct para p = *para;
	bool all = p.first == p.rest;

	if (p.label) {
		struct arena *a = s->scratch;
		struct slots label =
		    vertical_label_slots(p.label, p.language, a);
		int was = (int)glyph_ncells(
			      p.label, strlen(p.label), s->params->ambiguous) +
		    1;
		int base = p.first > was ? whole_slots(p.first - was) : 0;
		p.first = base +
		    ((int)label.n + vertical_label_gap(p.label_role)) *
			SLOT_CELLS;
	}
	p.first = whole_slots(p.first);
	p.rest = all ? p.first : whole_slots(p.rest);
	p.measure -= p.measure % SLOT_CELLS;
	return p;
}

/* --- tables --------------------------------------------------------------- */

struct vtable {
	struct setter *setter;
	const struct para *para;
	size_t ncolumns;
	int col[MAX_COLUMNS + 1]; /* where each begins, in cells */
};

static bool
is_byte(const struct vtable *t, size_t i, char c)
{
	return t->para->text[t->setter->slots.at[i].at] == c;
}

/* Where the columns begin; returns whether rows fit into the measure. */
static bool
measure_columns(struct vtable *t)
{
	const struct slots *slots = &t->setter->slots;
	int width[MAX_COLUMNS] = { 0 };
	size_t col = 0;
	int n = 0;

	for (size_t i = 0; i < slots->n; i++) {
		if (is_byte(t, i, '\n')) {
			col = 0;
			n = 0;
			continue;
		}
		if (is_byte(t, i, '\t')) {
			col++;
			n = 0;
			continue;
		}
		if (col >= MAX_COLUMNS)
			return false;
		n += SLOT_CELLS;
		if (n > width[col])
			width[col] = n;
		if (col + 1 > t->ncolumns)
			t->ncolumns = col + 1;
	}
	for (col = 0; col < t->ncolumns; col++)
		t->col[col + 1] = t->col[col] + width[col] + CELL_GAP;
	return t->col[t->ncolumns] - CELL_GAP <= t->para->measure;
}

/* Slots first..end are a row. */
static void
add_table_row(struct vtable *t, size_t first, size_t end)
{
	struct setter *s = t->setter;
	struct piece *pieces =
	    arena_array(s->arena, struct piece, end - first + 1);
	const struct cluster *last = &s->slots.at[end > first ? end - 1 : end];
	size_t n = 0, column = 0;
	int col = 0;

	for (size_t i = first; i < end; i++) {
		if (is_byte(t, i, '\t')) {
			if (column < t->ncolumns)
				col = t->col[++column];
			continue;
		}
		pieces[n++] = piece_of(&s->slots, i, col);
		col += SLOT_CELLS;
	}
	if (n == 0)
		return;
	setter_add_line(s,
	    (struct line){
		.text = t->para->text,
		.from = s->slots.at[first].at,
		.to = last->at + last->nbytes,
		.block = t->para->block,
		.ncells = (uint16_t)col,
		.role = t->para->role,
		.part = t->para->part,
		.pieces = pieces,
		.npieces = n,
	    });
}

void
vertical_add_table(struct setter *s, const struct para *p)
{
	struct vtable t = { .setter = s, .para = p };
	size_t begin = s->n;

	setter_clusters(s, p);
	if (!measure_columns(&t)) {
		struct para plain = *p;
		plain.first = 0;
		plain.rest = 2 * SLOT_CELLS;
		setter_add_para(s, &plain);
		return;
	}
	for (size_t i = 0, first = 0; i <= s->slots.n; i++) {
		if (i < s->slots.n && !is_byte(&t, i, '\n'))
			continue;
		if (i > first)
			add_table_row(&t, first, i);
		first = i + 1;
	}
	if (s->n == begin)
		return;
	s->lines[begin].flags |= LINE_OPENS;
	s->lines[begin].flags |= LINE_KEEP; /* the head */
	s->lines[s->n - 1].flags |= LINE_CLOSES;
}
