#include "src/layout/column.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "src/base/arena.h"

/*
 * Filling is greedy: the longest column that ends at a legal cut.  That is best
 * for each column and, since a later start never reaches less far, it also
 * takes the fewest columns.  Balancing finds the smallest height at which
 * filling gets by with the columns there are, then, by dynamic programming over
 * (column, line), the cuts with the least squares of what is missing to it.
 */

/*
 * Rows that a column may stay short for the sake of a legal cut.  A heading of
 * three lines, a paragraph of one line that is kept with the next, and two of
 * that one's three lines make six; beyond that a chain of kept lines is a thing
 * of its own, a table, and a cut inside it hurts less than the empty foot.
 * Never more than half of a column.
 */
enum { SLACK_ROWS = 6 };

/*
 * Feet of full columns that are a row apart look equal.  Where the least height
 * cannot give that, the last column pays for it, then up to two rows more.
 */
enum { NEAR_ROWS = 1, MORE_ROWS = 3 };

/*
 * A table that is cut costs as much as a column that is short by as many rows as
 * one may be for the sake of a legal cut.
 */
enum { COST_TABLE = SLACK_ROWS * SLACK_ROWS };

/* Heights never differ by more, be it for the sake of a hyphen. */
enum { APART_ROWS = 3 };

/*
 * Cuts tried for one column's end.  Only lines that nowhere may be parted
 * make more matter, and there is nothing to choose among those.
 */
enum { BALANCE_WINDOW = 1024 };

static bool
has(const struct lines *l, size_t i, unsigned flag)
{
	return l->at[i].flags & flag;
}

/* How bad it is to end a column just above a line. */
enum harm {
	HARM_NONE,
	HARM_TABLE,   /* between rows of a table: legal all the same */
	HARM_HYPHEN,  /* a word is parted */
	HARM_LONELY,  /* a widow or an orphan line */
	HARM_HEADING, /* a heading at the foot */
	HARM_MOST
};

static enum harm
cut_harm(const struct lines *l, size_t i)
{
	bool orphan = has(l, i - 1, LINE_OPENS) && !has(l, i - 1, LINE_CLOSES);
	bool widow = has(l, i, LINE_CLOSES) && !has(l, i, LINE_OPENS);

	if (has(l, i - 1, LINE_KEEP))
		return HARM_HEADING;
	if (orphan || widow)
		return HARM_LONELY;
	if (has(l, i - 1, LINE_HYPHEN))
		return HARM_HYPHEN;
	return l->at[i].back ? HARM_TABLE : HARM_NONE;
}

int
column_is_legal_cut(const struct lines *l, size_t i)
{
	return cut_harm(l, i) <= HARM_TABLE;
}

/* The first line at or after `i` that is not blank; `end` if there is none. */
static size_t
skip_blank(const struct lines *l, size_t i, size_t end)
{
	while (i < end && has(l, i, LINE_BLANK))
		i++;
	return i;
}

size_t
column_nrows(const struct column *c)
{
	return c->n + c->nhead;
}

size_t
column_line(const struct column *c, size_t i)
{
	return i < c->nhead ? c->head + i : c->first + i - c->nhead;
}

/*
 * The rows that a column of `nrows` which begins at line `i` gives to a table's
 * head: none where that would leave less for the table itself.
 */
static size_t
head_nrows(const struct lines *l, size_t i, size_t nrows)
{
	size_t back = i < l->n ? l->at[i].back : 0;
	size_t n = 0;

	while (n < back && back <= i && has(l, i - back + n, LINE_HEAD))
		n++;
	return 2 * n < nrows ? n : 0;
}

/* Give a column of at most `nrows` the head that it wants. */
static struct column
headed(const struct lines *l, struct column c, size_t nrows)
{
	c.nhead = head_nrows(l, c.first, nrows);
	if (c.nhead > 0)
		c.head = c.first - l->at[c.first].back;
	return c;
}

/* A column from `first` up to the cut at `end`, without blanks at its foot. */
static struct column
trim(const struct lines *l, size_t first, size_t end)
{
	while (end > first && has(l, end - 1, LINE_BLANK))
		end--;
	return (struct column){ .first = first, .n = end - first };
}

struct column
column_next(const struct lines *l, size_t from, size_t nrows)
{
	size_t first = skip_blank(l, from, l->n);
	size_t nhead = head_nrows(l, first, nrows);
	size_t full = first + (nrows ? nrows - nhead : 1);
	size_t slack = nrows / 2 < SLACK_ROWS ? nrows / 2 : SLACK_ROWS;
	size_t best = full;
	enum harm harm = HARM_MOST;

	/* Blanks just below a full column cost nothing: cut after them. */
	if (l->n <= full || skip_blank(l, full, l->n) == l->n)
		return headed(l, trim(l, first, l->n), nrows);
	for (size_t end = full;
	     harm > HARM_NONE && end > first && end >= full - slack; end--) {
		enum harm h = cut_harm(l, end);
		if (h < harm) {
			harm = h;
			best = end;
		}
	}
	return headed(l, trim(l, first, best), nrows);
}

struct columns
column_fill(const struct lines *l, size_t nrows, struct arena *a)
{
	struct columns out = { 0 };
	size_t cap = 0;

	if (nrows < COLUMN_MIN_ROWS)
		nrows = COLUMN_MIN_ROWS;
	for (size_t at = skip_blank(l, 0, l->n); at < l->n;) {
		struct column col = column_next(l, at, nrows);
		if (out.n == cap) {
			struct column *old = out.at;
			cap = cap ? cap * 2 : 8;
			out.at = arena_array(a, struct column, cap);
			if (old)
				memcpy(out.at, old, out.n * sizeof *old);
		}
		out.at[out.n++] = col;
		at = skip_blank(l, col.first + col.n, l->n);
	}
	return out;
}

/* --- balancing ----------------------------------------------------------- */

/* What is to be balanced: the lines, and the harm that cuts may do. */
struct stock {
	const struct lines *l;
	size_t first, end;
	enum harm most;
};

static bool
is_cut(const struct stock *s, size_t i)
{
	return cut_harm(s->l, i) <= s->most;
}

/* The last cut of a column of `nrows` rows from `first`; 0 if none. */
static size_t
reach(const struct stock *s, size_t first, size_t nrows)
{
	const struct lines *l = s->l;
	size_t end = s->end;
	size_t room = nrows - head_nrows(l, first, nrows);
	size_t cut = end - first > room ? first + room : end;

	/* Blanks at the foot do not count, so a cut below them is as good. */
	cut = skip_blank(l, cut, end);
	while (cut > first && cut < end && !is_cut(s, cut))
		cut--;
	return cut > first ? cut : 0;
}

/* Do the lines fit into `ncolumns` columns of `nrows` rows? */
static bool
fits(const struct stock *s, size_t ncolumns, size_t nrows)
{
	size_t at = s->first;

	for (size_t k = 0; k < ncolumns && at < s->end; k++) {
		size_t cut = reach(s, at, nrows);
		if (!cut)
			return false;
		at = skip_blank(s->l, cut, s->end);
	}
	return at == s->end;
}

/* The smallest height that fits, at most `nrows`; 0 if none does. */
static size_t
least_height(const struct stock *s, size_t ncolumns, size_t nrows)
{
	size_t lo = 0; /* does not fit */
	size_t hi = nrows;

	if (!fits(s, ncolumns, hi))
		return 0;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (fits(s, ncolumns, mid))
			hi = mid;
		else
			lo = mid;
	}
	return hi;
}

/* The best way to set the lines before a cut in so many columns. */
struct state {
	uint64_t cost; /* UINT64_MAX: cannot be */
	size_t from;   /* the start of the last of these columns */
};

struct balance {
	const struct stock *stock;
	const struct lines *l; /* the stock's */
	size_t first, end;
	size_t nrows; /* the height */
	size_t ncolumns;
	bool spares_last;    /* the last column may be short at no cost */
	size_t *lo, *hi;     /* by column: where it may begin */
	struct state **best; /* by column and begin - lo */
	struct arena *arena;
};

/*
 * Where each column may begin: not after the furthest that the columns before
 * it reach, nor so early that those after it cannot hold the rest.
 */
static void
bound_begins(struct balance *b)
{
	size_t n = b->ncolumns;
	size_t at = b->first;

	b->lo = arena_array(b->arena, size_t, n + 1);
	b->hi = arena_array(b->arena, size_t, n + 1);
	for (size_t k = 0; k <= n; k++) {
		b->hi[k] = at;
		if (at < b->end)
			at = skip_blank(
			    b->l, reach(b->stock, at, b->nrows), b->end);
	}
	b->lo[n] = b->end;
	for (size_t k = n; k-- > 0;) {
		struct column all = trim(b->l, b->first, b->lo[k + 1]);
		size_t back = all.n < b->nrows ? all.n : b->nrows;
		at = skip_blank(b->l, b->first + all.n - back, b->end);
		b->lo[k] = at < b->hi[k] ? at : b->hi[k];
		if (b->hi[k] - b->lo[k] > BALANCE_WINDOW)
			b->lo[k] = b->hi[k] - BALANCE_WINDOW;
	}
	b->lo[0] = b->first;
}

/* The cost of a column k of `height` rows. */
static uint64_t
cost_of(const struct balance *b, size_t k, size_t height)
{
	uint64_t gap = b->nrows - height;

	if (b->spares_last && k + 1 == b->ncolumns)
		gap = gap > b->nrows / 2 ? gap - b->nrows / 2 : 0;
	return gap * gap;
}

/* Try all ends of a column k that begins at `from`. */
static void
relax(struct balance *b, size_t k, size_t from, uint64_t cost)
{
	size_t lo = b->lo[k + 1];
	size_t nhead = head_nrows(b->l, from, b->nrows);

	for (size_t cut = lo > from ? lo : from + 1; cut <= b->hi[k + 1];
	     cut++) {
		if (cut < b->end &&
		    (has(b->l, cut, LINE_BLANK) || !is_cut(b->stock, cut)))
			continue;
		size_t height = nhead + trim(b->l, from, cut).n;
		if (height > b->nrows)
			return;
		uint64_t sum = cost + cost_of(b, k, height);
		if (cut < b->end && cut_harm(b->l, cut) == HARM_TABLE)
			sum += COST_TABLE;
		struct state *s = &b->best[k + 1][cut - lo];
		/* Ties go to the later begin: taller columns come first. */
		if (sum <= s->cost)
			*s = (struct state){ sum, from };
	}
}

/* A column k that stays empty, since nothing is left. */
static void
relax_empty(struct balance *b, size_t k, uint64_t cost)
{
	struct state *s = &b->best[k + 1][b->end - b->lo[k + 1]];

	cost += cost_of(b, k, 0);
	if (cost < s->cost)
		*s = (struct state){ cost, b->end };
}

static void
solve(struct balance *b)
{
	b->best = arena_array(b->arena, struct state *, b->ncolumns + 1);
	for (size_t k = 0; k <= b->ncolumns; k++) {
		size_t n = b->hi[k] - b->lo[k] + 1;
		b->best[k] = arena_array(b->arena, struct state, n);
		for (size_t i = 0; i < n; i++)
			b->best[k][i].cost = UINT64_MAX;
	}
	b->best[0][0].cost = 0;
	for (size_t k = 0; k < b->ncolumns; k++) {
		for (size_t at = b->lo[k]; at <= b->hi[k]; at++) {
			uint64_t cost = b->best[k][at - b->lo[k]].cost;
			if (cost == UINT64_MAX)
				continue;
			if (at == b->end)
				relax_empty(b, k, cost);
			else
				relax(b, k, at, cost);
		}
	}
}

/* Read the cuts back, from the last column to the first. */
static struct columns
collect(const struct balance *b)
{
	struct columns out = {
		arena_array(b->arena, struct column, b->ncolumns), b->ncolumns
	};
	size_t end = b->end;

	if (b->best[b->ncolumns][end - b->lo[b->ncolumns]].cost == UINT64_MAX)
		return (struct columns){ 0 };
	for (size_t k = b->ncolumns; k > 0; k--) {
		size_t from = b->best[k][end - b->lo[k]].from;
		out.at[k - 1] = headed(b->l, trim(b->l, from, end), b->nrows);
		end = from;
	}
	while (out.n > 0 && out.at[out.n - 1].n == 0)
		out.n--;
	return out;
}

size_t
columns_spread(const struct columns *c)
{
	size_t least = SIZE_MAX, most = 0;

	for (size_t k = 0; k + 1 < c->n; k++) {
		size_t nrows = column_nrows(&c->at[k]);
		least = nrows < least ? nrows : least;
		most = nrows > most ? nrows : most;
	}
	return most > least ? most - least : 0;
}

static struct columns
balance(const struct stock *s, struct balance b)
{
	b.stock = s;
	b.l = s->l;
	b.first = s->first;
	b.end = s->end;
	bound_begins(&b);
	solve(&b);
	return collect(&b);
}

/* The best of the least height and a little more. */
static struct columns
balance_heights(
    const struct stock *s, size_t ncolumns, size_t nrows, struct arena *a)
{
	struct columns best = { 0 };
	size_t height = least_height(s, ncolumns, nrows);

	for (size_t i = 0; height > 0 && i < 2 * (MORE_ROWS + 1); i++) {
		struct balance b = { .nrows = height + i / 2,
			.ncolumns = ncolumns,
			.spares_last = i % 2,
			.arena = a };
		/* A table's head can make more rows hold less. */
		if (b.nrows > nrows || !fits(s, ncolumns, b.nrows))
			break;
		struct columns c = balance(s, b);
		if (i == 0 || columns_spread(&c) < columns_spread(&best))
			best = c;
		if (columns_spread(&best) <= NEAR_ROWS)
			break;
	}
	return best;
}

struct columns
column_balance(const struct lines *l, size_t first, size_t end, size_t ncolumns,
    size_t nrows, struct arena *a)
{
	struct stock s = {
		.l = l, .first = skip_blank(l, first, end), .most = HARM_TABLE
	};
	struct column all = trim(l, s.first, end);

	if (all.n == 0 || ncolumns == 0)
		return (struct columns){ 0 };
	if (nrows == 0 || nrows > all.n)
		nrows = all.n;
	s.end = all.first + all.n;
	struct columns best = balance_heights(&s, ncolumns, nrows, a);
	if (best.n > 0 && columns_spread(&best) <= APART_ROWS)
		return best;
	s.most = HARM_HYPHEN;
	struct columns other = balance_heights(&s, ncolumns, nrows, a);
	return best.n == 0 ||
		(other.n > 0 && columns_spread(&other) < columns_spread(&best))
	    ? other
	    : best;
}
