#include "src/layout/makeup_int.h"

#include "src/layout/galley.h"

/*
 * Costs are whole numbers of no unit: what matters is how they compare.  A
 * story that gets half of its share costs 250; all else is to be read against
 * that.
 */
enum {
	/* Of a story's relative distance from its share, squared. */
	COST_SHARE = 1000,
	LEAD_FACTOR = 2,      /* the lead's share matters more */
	LEAD_SPAN_FACTOR = 4, /* and its width still more */

	/* A row of one column without text. */
	COST_EMPTY = 120,
	/* A row of the whole block without text. */
	COST_BLANK = 2500,
	/* A second such row at a foot is a hole: never, if it can be avoided. */
	COST_HOLE = 100000,
	/* A line less than four; fewer do not make a story. */
	COST_STARVED = 20000,
	/* A jump for the sake of a few lines: the reader turns for nothing. */
	COST_TINY_REST = 200,
	/* A lead that is short, but not whole, beside others that are. */
	COST_CUT_LEAD = 500,
	TINY_REST = 5,

	/* Per column more or less than suits its weight, squared. */
	COST_SPAN = 150,
	/* Per row that the head is higher than its text. */
	COST_TOP_HEAVY = 40,
	/* Per row that a block of some columns is too low for its width. */
	COST_LOW = 70,
	/* Per row beyond what the eye takes for a column and not for a strip. */
	COST_TALL = 25,
	/* Rows of a block per 10 cells of its width before it is tall. */
	TALL_PER_10 = 10,

	/* A story that has to go inside; the weightier the worse. */
	COST_MISSED = 1500,
	/* The rest is not listed. */
	COST_UNLISTED = 5000,
	/* A row that stays empty though there is something to show. */
	COST_UNUSED = 500,
};

/* The share of a sheet that stories get by their place, in percent. */
enum {
	LEAD_SHARE = 32,
	PAGE_LEAD_SHARE = 26, /* inside no story towers above the others */
	SECOND_SHARE = 17,    /* the second's; later ones get less */
	/*
	 * The least that any story gets: a head of three rows, five of text, a
	 * rule; on a large sheet more, or it would have too many stories.
	 */
	LEAST_SHARE = 7,
	LEAST_TARGET = 9,
	MOST_LEAST_TARGET = 20,
	/* Stories are weighed until they would fill the sheet so many percent. */
	WEIGHED = 130,
};

/*
 * A sheet of a few short stories is at least so high where it could be, rather
 * than as wide as the screen: a line and a half in each of six columns is
 * no column.
 */
enum { FEW = 6, FLAT_ROWS = 18 };

/* Rows of a hole beyond which no layout is so bad that this would mend it. */
enum { MOST_HOLES = 3 };

/* What the `i`-th story should get of an area. */
static int
target_of(const struct region *r, int i, int area)
{
	const struct article *a = r->stories[i]->article;
	enum story_weight weight = story_weight(a);
	int least = larger(
	    LEAST_TARGET, smaller(area * LEAST_SHARE / 100, MOST_LEAST_TARGET));
	int share = i == 0 ? (r->is_first ? LEAD_SHARE : PAGE_LEAD_SHARE)
			   : SECOND_SHARE * 4 / (i + 3);
	int target = larger(least, area * share / 100);

	if (i > 0 && weight == STORY_MAJOR)
		target += target / 4;
	if (i > 0 && weight == STORY_BRIEF)
		target = larger(LEAST_TARGET, target / 2);
	return target;
}

/* A story that is shorter than its share needs no more than it has. */
static int
need_of(struct story *s)
{
	if (s->is_long)
		return 1 << 20;
	return story_head_nrows(s, 1) + s->most_lines + !s->is_whole;
}

/* What short stories do not need goes to those that have more to say. */
static void
share_rest(struct region *r, int area)
{
	int rest = area, eager = 0;

	for (int i = 0; i < r->nitems; i++) {
		rest -= r->targets[i];
		if (need_of(r->stories[i]) > r->targets[i])
			eager += r->targets[i];
	}
	for (int i = 0; i < r->nitems && rest > 0; i++) {
		int need = need_of(r->stories[i]);
		if (need > r->targets[i])
			r->targets[i] = smaller(
			    need, r->targets[i] + rest * r->targets[i] / eager);
	}
}

void
makeup_set_targets(struct region *r)
{
	int area = r->ncolumns * r->nrows;
	int most = guillotine_most_items(r->ncolumns, r->nrows);
	int sum = 0;

	r->nitems = 0;
	while (r->nitems < most && r->nitems < r->navailable &&
	    sum < area * WEIGHED / 100) {
		int i = r->nitems++;
		r->stories[i] = makeup_story(r->maker, (size_t)i);
		r->targets[i] = target_of(r, i, area);
		sum += r->targets[i];
	}
	/* Where these are all there are, they have the sheet to themselves. */
	for (int i = 0; i < r->nitems; i++) {
		if (r->nitems == r->navailable && sum < area)
			r->targets[i] = r->targets[i] * area / sum;
		story_measure(
		    r->stories[i], smaller(area, r->targets[i] * 3 / 2));
		r->targets[i] = smaller(r->targets[i], need_of(r->stories[i]));
	}
	if (r->nitems == r->navailable)
		share_rest(r, area);
}

/* By its bytes, of which a cell seldom takes more than two. */
static bool
is_surely_long(const struct story *s, int nlines)
{
	size_t room = (size_t)(nlines * s->grid.measure) * 2;
	size_t nbytes = 0;

	for (size_t i = 0; i < s->article->nblocks && nbytes < room; i++)
		nbytes += s->article->blocks[i].nbytes;
	return nbytes >= room;
}

int
makeup_count_columns(struct maker *m, int n, int nrows)
{
	int need = 0;

	if (n > FEW)
		return m->ncolumns;
	for (int i = 0; i < n; i++) {
		struct story *s = makeup_story(m, (size_t)i);
		if (is_surely_long(s, m->ncolumns * FLAT_ROWS))
			return m->ncolumns;
		story_measure(s, m->ncolumns * FLAT_ROWS);
		need += s->is_long ? m->ncolumns * nrows : need_of(s) + 1;
		if (need >= m->ncolumns * FLAT_ROWS)
			return m->ncolumns;
	}
	return smaller(m->ncolumns,
	    larger((need + FLAT_ROWS - 1) / FLAT_ROWS,
		larger(smaller(2, m->ncolumns), need / nrows + 1)));
}

/* Columns that suit a story by its place, from..to. */
static int
span_cost(const struct region *r, int item, int ncolumns)
{
	int all = r->ncolumns;
	int least = 1, most = 1, off;

	if (item == 0)
		least = most = r->is_first ? (all * 2 + 2) / 3 : (all + 1) / 2;
	else if (item <= 2)
		most = all >= 4 ? 2 : 1;
	off = ncolumns < least ? least - ncolumns
	    : ncolumns > most  ? ncolumns - most
			       : 0;
	return COST_SPAN * off * off * (item == 0 ? LEAD_SPAN_FACTOR : 1);
}

/* A block too low for its columns of text, or a strip. */
static int
shape_cost(const struct region *r, int ncolumns, int nrows, int nhead)
{
	int ncells = story_grid_ncells(&r->maker->grid, ncolumns);
	int ntext = nrows - nhead;
	int cost = 0;

	if (nhead > ntext)
		cost += COST_TOP_HEAVY * (nhead - ntext);
	if (ncolumns > 1 && ntext < 2 * ncolumns + 1)
		cost += COST_LOW * (2 * ncolumns + 1 - ntext);
	if (nrows * 10 > ncells * TALL_PER_10)
		cost += COST_TALL * (nrows - ncells * TALL_PER_10 / 10);
	return cost;
}

static int
share_cost(const struct region *r, int item, int area)
{
	int target = larger(r->targets[item], 1);
	long off = area > target ? area - target : target - area;
	long of = larger(area, target);
	long cost = COST_SHARE * off * off / (of * of);

	return (int)(item == 0 ? cost * LEAD_FACTOR : cost);
}

/* Can a sheet of this height have better? Then starved stories are refused. */
static bool
is_low(const struct region *r, int nhead)
{
	return r->nrows < nhead + STORY_LEAST_LINES + 1;
}

static struct guillotine_cost
never(void)
{
	return (struct guillotine_cost){ GUILLOTINE_NEVER, false };
}

static struct guillotine_cost
story_cost(const struct region *r, int item, int ncolumns, int nrows)
{
	struct story *s = r->stories[item];
	int nhead = story_head_nrows(s, ncolumns);
	int ntext = larger(nrows - nhead, 0);
	int least = smaller(STORY_LEAST_LINES, s->most_lines);
	struct story_flow f;
	int cost;

	if (s->is_long && ntext * ncolumns > s->most_lines)
		return never();
	/* Far too high for what there is. */
	if (!s->is_long && (ntext - MOST_HOLES) * ncolumns > s->most_lines + 1)
		return never();
	if (nrows < nhead && !is_low(r, nhead))
		return never();
	story_flow(&f, s, ncolumns, ntext);
	if (f.nlines < least && !is_low(r, nhead))
		return never();
	int nholes = ntext - f.nrows;
	if (nholes > MOST_HOLES)
		return never();
	cost = COST_EMPTY * f.nempty + COST_BLANK * nholes +
	    span_cost(r, item, ncolumns) +
	    shape_cost(r, ncolumns, nrows, nhead) +
	    share_cost(r, item, ncolumns * nrows);
	if (f.foot > 1)
		cost += COST_HOLE * (f.foot - 1);
	if (f.nlines < least)
		cost += COST_STARVED * (least - f.nlines);
	if (nrows < nhead)
		cost += COST_STARVED * (nhead - nrows);
	bool wants_more = s->is_long || f.nlines < (int)s->text.n;
	if (wants_more && !s->is_long && (int)s->text.n - f.nlines < TINY_REST)
		cost += COST_TINY_REST;
	if (wants_more && !s->is_long && item == 0 && r->is_first)
		cost += COST_CUT_LEAD;
	return (struct guillotine_cost){ cost, wants_more };
}

struct guillotine_cost
makeup_item_cost(void *region, int item, int ncolumns, int nrows)
{
	const struct region *r = region;
	int rest;

	if (item < GUILLOTINE_FILLER)
		return story_cost(r, item, ncolumns, nrows);
	rest = r->navailable - (item - GUILLOTINE_FILLER);
	if (rest <= 0)
		return never();
	return (struct guillotine_cost){
		makeup_list_cost(r, rest, ncolumns, nrows), false
	};
}

int
makeup_sheet_cost(
    void *region, int n, bool is_filled, int nrows, bool wants_more)
{
	const struct region *r = region;
	int cost = 0;

	for (int i = n; i < r->nitems; i++)
		cost += COST_MISSED * 3 / (i + 3);
	if (n < r->navailable && r->lists_rest && !is_filled)
		cost += COST_UNLISTED;
	if (wants_more || n < r->navailable)
		cost += COST_UNUSED * (r->nrows - nrows);
	return cost;
}
