#include "src/layout/guillotine.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"

/*
 * A table holds the best way to set items i..end into each number of columns
 * and rows.  Tables are filled from short runs of items to long ones.  Tables
 * of the second kind end with the filler behind item `end`.
 *
 * A cut across whose upper part is itself cut across is left out: cutting the
 * lower part instead gives the same sheet.  Likewise a cut down.
 */

enum {
	/* A gutter that ends where another begins: a river through the page. */
	COST_RUN_ON = 350,
	/* Heads of one width side by side read as one (碰题). */
	COST_BUMP = 220,
	/*
	 * An item of the left part that stands lower than the first of the
	 * right one, though it comes before it.
	 */
	COST_OVERTAKEN = 250,
	/* A wider head below a narrower one: headlines fall down a page. */
	COST_GROWN = 240,
	/* A gutter as long as the sheet; less for a shorter one, squared. */
	COST_GUTTER = 700,
	/*
	 * Steps are pairs of parts put together, some ten instructions each;
	 * so many stay within 50 ms on a slow machine.
	 */
	MAX_STEPS = 20 * 1000 * 1000,
};

enum how { HOW_NONE, HOW_ITEM, HOW_ACROSS, HOW_DOWN };

/* The best way to set a run of items into so many columns and rows. */
struct way {
	int32_t cost;
	uint8_t how;        /* enum how */
	uint8_t mid;        /* first item of the second part */
	uint8_t at;         /* rows or columns of the first part */
	uint8_t top, foot;  /* gutters that reach the edge, a bit each */
	uint8_t head, last; /* columns of the heads top left and top right */
	uint8_t wants_more : 1;
	uint8_t first_other : 1, second_other : 1; /* the part's other way */
};

struct range {
	int lo, hi; /* rows for which there is a way; none if lo > hi */
};

struct table {
	struct way *ways[GUILLOTINE_COLUMNS + 1]; /* by columns, then rows */
	/*
	 * For each the best of those cut down whose gutters reach the edges
	 * elsewhere: instead of it above or below gutters that would run on.
	 */
	struct way *others[GUILLOTINE_COLUMNS + 1];
	struct range rows[GUILLOTINE_COLUMNS + 1];
	struct range allowed[GUILLOTINE_COLUMNS + 1]; /* that are tried */
};

enum { TABLES = GUILLOTINE_ITEMS + 1 };

struct solver {
	const struct guillotine_problem *problem;
	struct table plain[TABLES][TABLES];  /* items i..end */
	struct table filled[TABLES][TABLES]; /* the same and the filler */
	int gutter_cost[GUILLOTINE_ROWS + 1];
	int shares[TABLES]; /* of the first so many items together */
	bool is_limited;
	struct way *ways; /* all of them */
	size_t nways;     /* handed out */
	long nsteps;
};

int
guillotine_most_items(int ncolumns, int nrows)
{
	long pairs = (long)ncolumns * nrows * nrows;
	int n = GUILLOTINE_ITEMS;

	/* (n choose 3) cuts of runs, pairs / 2 ways each, two tables. */
	while (n > 1 && (long)n * n * n / 6 * pairs > MAX_STEPS)
		n--;
	return n;
}

/* --- filling a table ------------------------------------------------------- */

static int
larger(int a, int b)
{
	return a > b ? a : b;
}

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

static void
set_ways(struct solver *s, struct table *t, int share)
{
	int nrows = s->problem->nrows + 1;

	for (int w = 1; w <= s->problem->ncolumns; w++) {
		t->ways[w] = s->ways + s->nways;
		t->others[w] = t->ways[w] + nrows;
		t->rows[w] = (struct range){ nrows, -1 };
		t->allowed[w] = (struct range){ 1, nrows - 1 };
		if (s->is_limited && share > 0) {
			int lo = share / GUILLOTINE_LIMIT / w;
			int hi = share * GUILLOTINE_LIMIT / w + 1;
			t->allowed[w].lo = larger(lo, 1);
			t->allowed[w].hi = smaller(hi, nrows - 1);
		}
		s->nways += 2 * (size_t)nrows;
	}
}

/* Remember which rows have a way. */
static void
set_ranges(struct solver *s, struct table *t)
{
	for (int w = 1; w <= s->problem->ncolumns; w++) {
		struct range *r = &t->rows[w];
		for (int h = t->allowed[w].lo; h <= t->allowed[w].hi; h++) {
			if (t->ways[w][h].how == HOW_NONE)
				continue;
			r->lo = h < r->lo ? h : r->lo;
			r->hi = h;
		}
	}
}

static void
fill_item(struct solver *s, struct table *t, int item)
{
	const struct guillotine_problem *p = s->problem;
	bool is_filler = item >= GUILLOTINE_FILLER;

	for (int w = 1; w <= p->ncolumns; w++)
		for (int h = t->allowed[w].lo; h <= t->allowed[w].hi; h++) {
			struct guillotine_cost c =
			    p->item_cost(p->context, item, w, h);
			s->nsteps++;
			if (c.cost >= GUILLOTINE_NEVER)
				continue;
			t->ways[w][h] = (struct way){ .cost = c.cost,
				.how = HOW_ITEM,
				.head = (uint8_t)(is_filler ? 0 : w),
				.last = (uint8_t)(is_filler ? 0 : w),
				.wants_more = c.wants_more };
		}
}

static int
count_bits(unsigned x)
{
	int n = 0;

	for (; x; x &= x - 1)
		n++;
	return n;
}

/* Of two parts one upon the other, beyond what they cost themselves. */
static int32_t
across_cost(const struct way *above, const struct way *below)
{
	int32_t cost = 0;

	if (above->foot & below->top)
		cost += COST_RUN_ON * count_bits(above->foot & below->top);
	if (below->head > above->head)
		cost += COST_GROWN * (below->head - above->head);
	return cost;
}

/* A run of items cut in two: `i` is its first, `mid` the second part's. */
struct cut {
	struct table *whole;
	const struct table *first, *second;
	int i, mid;
};

static struct way
join_across(
    const struct cut *cut, const struct way *a, const struct way *b, int top)
{
	return (struct way){ .cost = a->cost + b->cost + across_cost(a, b),
		.how = HOW_ACROSS,
		.mid = (uint8_t)cut->mid,
		.at = (uint8_t)top,
		.top = a->top,
		.foot = b->foot,
		.head = a->head,
		.last = a->last,
		.wants_more = a->wants_more | b->wants_more };
}

static bool
is_better(const struct way *way, const struct way *than)
{
	return than->how == HOW_NONE || way->cost < than->cost;
}

/* Two parts whose gutters would run on: one of them cut in its other way. */
static void
stagger(const struct cut *cut, int w, int top, int h, struct way *best)
{
	const struct way *a = &cut->first->ways[w][top];
	const struct way *b = &cut->second->ways[w][h];
	const struct way *other_a = &cut->first->others[w][top];
	const struct way *other_b = &cut->second->others[w][h];

	if (other_a->how != HOW_NONE) {
		struct way way = join_across(cut, other_a, b, top);
		way.first_other = 1;
		if (is_better(&way, best))
			*best = way;
	}
	if (other_b->how != HOW_NONE) {
		struct way way = join_across(cut, a, other_b, top);
		way.second_other = 1;
		if (is_better(&way, best))
			*best = way;
	}
}

static void
cut_across(struct solver *s, const struct cut *cut, int w)
{
	struct range upper = cut->first->rows[w], lower = cut->second->rows[w];
	struct range allowed = cut->whole->allowed[w];
	int room = s->problem->nrows - 1;

	for (int top = upper.lo; top <= upper.hi; top++) {
		const struct way *a = &cut->first->ways[w][top];
		int from = larger(lower.lo, allowed.lo - 1 - top);
		int end =
		    smaller(smaller(room, allowed.hi - 1) - top, lower.hi);
		if (a->how == HOW_NONE || a->how == HOW_ACROSS)
			continue;
		s->nsteps += end > from ? end - from : 0;
		for (int h = from; h <= end; h++) {
			const struct way *b = &cut->second->ways[w][h];
			struct way *best = &cut->whole->ways[w][top + 1 + h];
			if (b->how == HOW_NONE ||
			    (best->how != HOW_NONE &&
				a->cost + b->cost >= best->cost))
				continue;
			struct way way = join_across(cut, a, b, top);
			if (is_better(&way, best))
				*best = way;
			if (a->foot & b->top)
				stagger(cut, w, top, h, best);
		}
	}
}

/* The better of two ways stays; if their gutters differ, so does the other. */
static void
offer_down(struct way *best, struct way *other, const struct way *way)
{
	bool is_apart = way->top != best->top || way->foot != best->foot;

	if (is_better(way, best)) {
		if (best->how == HOW_DOWN && is_apart)
			*other = *best;
		*best = *way;
	} else if (is_apart && is_better(way, other)) {
		*other = *way;
	}
}

static void
cut_down(struct solver *s, const struct cut *cut, int w, int first)
{
	int rest = w - first, overtaken = cut->mid - 1 - cut->i;
	struct range a_rows = cut->first->rows[first];
	struct range b_rows = cut->second->rows[rest];
	struct range allowed = cut->whole->allowed[w];
	int lo = larger(larger(a_rows.lo, b_rows.lo), allowed.lo);
	int hi = smaller(smaller(a_rows.hi, b_rows.hi), allowed.hi);

	s->nsteps += hi > lo ? hi - lo : 0;
	for (int h = lo; h <= hi; h++) {
		const struct way *a = &cut->first->ways[first][h];
		const struct way *b = &cut->second->ways[rest][h];
		struct way *best = &cut->whole->ways[w][h];
		struct way *other = &cut->whole->others[w][h];
		unsigned here = 1u << (first - 1);
		if (a->how == HOW_NONE || a->how == HOW_DOWN ||
		    b->how == HOW_NONE)
			continue;
		int32_t cost = a->cost + b->cost + s->gutter_cost[h];
		if (a->last == b->head)
			cost += COST_BUMP;
		if (a->how == HOW_ACROSS)
			cost += COST_OVERTAKEN * overtaken;
		if (best->how != HOW_NONE && cost >= best->cost &&
		    other->how != HOW_NONE && cost >= other->cost)
			continue;
		struct way way = { .cost = cost,
			.how = HOW_DOWN,
			.mid = (uint8_t)cut->mid,
			.at = (uint8_t)first,
			.top = (uint8_t)(a->top | here |
			    (unsigned)b->top << first),
			.foot = (uint8_t)(a->foot | here |
			    (unsigned)b->foot << first),
			.head = a->head,
			.last = b->last,
			.wants_more = a->wants_more | b->wants_more };
		offer_down(best, other, &way);
	}
}

/* Items i..end, or those and the filler, which may stand alone. */
static void
fill_run(struct solver *s, struct table *t, int i, int end, bool is_filled)
{
	set_ways(s, t, s->shares[end] - s->shares[i]);
	if (is_filled && i == end)
		fill_item(s, t, GUILLOTINE_FILLER + end);
	else if (!is_filled && end == i + 1)
		fill_item(s, t, i);
	for (int mid = i + 1; mid < end + is_filled; mid++) {
		struct cut cut = { t, &s->plain[i][mid],
			is_filled ? &s->filled[mid][end] : &s->plain[mid][end],
			i, mid };
		for (int w = 1; w <= s->problem->ncolumns; w++) {
			cut_across(s, &cut, w);
			for (int first = 1; first < w; first++)
				cut_down(s, &cut, w, first);
		}
	}
	set_ranges(s, t);
}

static void
fill_all(struct solver *s)
{
	int n = s->problem->nitems;

	for (int len = 1; len <= n; len++)
		for (int i = 0; i + len <= n; i++)
			fill_run(s, &s->plain[i][i + len], i, i + len, false);
	if (!s->problem->has_filler)
		return;
	for (int end = 1; end <= n; end++)
		for (int i = end; i >= 0; i--)
			fill_run(s, &s->filled[i][end], i, end, true);
}

/* --- taking the best out --------------------------------------------------- */

struct part {
	const struct table *table;
	int i, end;
	bool is_filled;
	bool is_other; /* cut in its other way */
	struct guillotine_box box;
};

static void
add_box(struct guillotine *out, const struct part *p)
{
	struct guillotine_box box = p->box;

	box.item = p->is_filled ? GUILLOTINE_FILLER : p->i;
	out->boxes[out->nboxes++] = box;
}

/*
 * Cut a part in two as its way says; the second goes to `rest`.  The rule lies
 * in the row, or in the gutter, between them.
 */
static void
cut_part(struct solver *s, struct guillotine *out, struct part *p,
    struct part *rest, const struct way *way)
{
	bool is_down = way->how == HOW_DOWN;
	struct guillotine_rule *rule = &out->rules[out->nrules++];

	*rest = *p;
	*rule = (struct guillotine_rule){ is_down, p->box.column, p->box.row,
		is_down ? p->box.nrows : p->box.ncolumns };
	if (is_down) {
		p->box.ncolumns = way->at;
		rest->box.column += way->at;
		rest->box.ncolumns -= way->at;
		rule->column = rest->box.column;
	} else {
		p->box.nrows = way->at;
		rest->box.row += way->at + 1;
		rest->box.nrows -= way->at + 1;
		rule->row = rest->box.row - 1;
	}
	rest->is_other = way->second_other;
	p->is_other = way->first_other;
	rest->i = way->mid;
	rest->table = p->is_filled ? &s->filled[way->mid][p->end]
				   : &s->plain[way->mid][p->end];
	p->end = way->mid;
	p->is_filled = false;
	p->table = &s->plain[p->i][p->end];
}

static void
take_out(struct solver *s, struct guillotine *out, struct part part)
{
	/* Each cut puts one part aside, and there are less cuts than items. */
	struct part todo[GUILLOTINE_ITEMS + 1];
	int n = 0;

	todo[n++] = part;
	while (n > 0) {
		struct part p = todo[--n];
		struct way *const *ways =
		    p.is_other ? p.table->others : p.table->ways;
		const struct way *way = &ways[p.box.ncolumns][p.box.nrows];
		assert(way->how != HOW_NONE);
		if (way->how == HOW_ITEM) {
			add_box(out, &p);
			continue;
		}
		cut_part(s, out, &p, &todo[n], way);
		/* The earlier part first, so that boxes come by item. */
		n++;
		todo[n++] = p;
	}
}

/* Weigh the sheets of the first `end` items; remember the best. */
static void
weigh_sheets(struct solver *s, struct guillotine *out, struct part *best,
    const struct table *t, int end, bool is_filled)
{
	const struct guillotine_problem *p = s->problem;
	int w = p->ncolumns;

	for (int h = t->rows[w].lo; h <= t->rows[w].hi; h++) {
		const struct way *way = &t->ways[w][h];
		if (way->how == HOW_NONE)
			continue;
		int cost = way->cost +
		    p->sheet_cost(
			p->context, end, is_filled, h, way->wants_more);
		if (best->table && cost >= out->cost)
			continue;
		out->cost = cost;
		out->nitems = end;
		out->nrows = h;
		*best = (struct part){ .table = t,
			.end = end,
			.is_filled = is_filled,
			.box = { .ncolumns = w, .nrows = h } };
	}
}

static void
set_gutter_costs(struct solver *s)
{
	long all = (long)s->problem->nrows * s->problem->nrows;

	for (long h = 0; h <= s->problem->nrows; h++)
		s->gutter_cost[h] = (int)(COST_GUTTER * h * h / all);
}

static bool
solve(struct guillotine *out, struct solver *s)
{
	const struct guillotine_problem *p = s->problem;
	size_t n = (size_t)p->nitems;
	size_t ntables = n * (n + 1) / 2;
	struct part best = { 0 };

	*out = (struct guillotine){ 0 };
	if (p->has_filler)
		ntables += (n + 1) * (n + 2) / 2;
	s->nways = 0;
	s->ways = xcalloc(ntables * 2 * (size_t)p->ncolumns,
	    ((size_t)p->nrows + 1) * sizeof *s->ways);
	fill_all(s);
	for (int end = 1; end <= p->nitems; end++) {
		weigh_sheets(s, out, &best, &s->plain[0][end], end, false);
		if (p->has_filler)
			weigh_sheets(
			    s, out, &best, &s->filled[0][end], end, true);
	}
	out->nsteps = s->nsteps;
	if (best.table)
		take_out(s, out, best);
	free(s->ways);
	return best.table != NULL;
}

bool
guillotine_solve(struct guillotine *out, const struct guillotine_problem *p)
{
	/* Its tables are set as they are needed, which is seldom all. */
	struct solver *s = xmalloc(sizeof *s);
	bool is_solved;

	assert(p->nitems >= 1 && p->nitems <= GUILLOTINE_ITEMS);
	assert(p->ncolumns >= 1 && p->ncolumns <= GUILLOTINE_COLUMNS);
	assert(p->nrows >= 1 && p->nrows <= GUILLOTINE_ROWS);
	s->problem = p;
	s->nsteps = 0;
	s->shares[0] = 0;
	for (int i = 0; i < p->nitems; i++)
		s->shares[i + 1] = s->shares[i] + p->shares[i];
	set_gutter_costs(s);
	s->is_limited = true;
	is_solved = solve(out, s);
	if (!is_solved || out->cost >= GUILLOTINE_BAD) {
		s->is_limited = false;
		is_solved = solve(out, s);
	}
	free(s);
	return is_solved;
}
