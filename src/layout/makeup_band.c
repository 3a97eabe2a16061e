#include "src/layout/makeup_int.h"

#include "src/base/arena.h"
#include "src/layout/galley.h"

/* Rows of a stack, rules between its stories included. */
static int
stack_nrows(const struct stack *c, int (*nrows_of)(const struct story *))
{
	int sum = c->nstories - 1;

	for (int i = 0; i < c->nstories; i++)
		sum += nrows_of(&c->stories[i]);
	return sum;
}

struct lines
makeup_notes(const struct maker *m, const struct page *page)
{
	if (m->params->height > 0 && m->params->height < NOTES_HEIGHT)
		return (struct lines){ 0 };
	return galley_notes(page, m->ncells, m->params, m->front->arena);
}

/* The rows that a band can have at most, alone on a sheet. */
static int
band_limit(const struct maker *m, const struct page *page)
{
	int rows = m->params->height - m->plan.top;

	if (m->params->height == 0)
		return MAX_ROWS;
	if (page)
		rows -= 1 + (int)makeup_notes(m, page).n;
	return larger(rows, 1);
}

/*
 * Set an article at the foot of a cell's stack and take it from the queue; not
 * if that makes the stack higher than `limit`, unless it is the first.
 */
static bool
push_story(struct maker *m, struct stack *c, const struct article *a, int limit)
{
	const struct layout_params *p = m->params;
	struct story_frame frame = { .ncolumns = c->span,
		.measure = m->measure,
		.gutter = p->gutter,
		.max_nrows = p->height > 0 ? smaller(p->height, MAX_ROWS)
					   : LEAD_ROWS * 2,
		.is_lead = a == m->lead };

	if (c->nstories == MAX_STACK)
		return false;
	story_set(&c->stories[c->nstories++], m->front->edition, a, &frame, p,
	    m->front->arena);
	if (c->nstories > 1 && stack_nrows(c, story_least_nrows) > limit) {
		c->nstories--;
		return false;
	}
	m->queue++;
	m->nqueue--;
	return true;
}

/*
 * The heights that suit a band: no cell starved, and, if that can be, none
 * with a hole at its foot.
 */
static void
measure_band(struct band *b, int ideal)
{
	int most = 0, full = 0;

	b->least = 1;
	for (int i = 0; i < b->nstacks; i++) {
		int tall = stack_nrows(&b->stacks[i], story_most_nrows);
		b->least = larger(
		    b->least, stack_nrows(&b->stacks[i], story_least_nrows));
		most = i ? smaller(most, tall) : tall;
		full = larger(full, tall);
	}
	b->most = larger(most, b->least);
	b->least = smaller(b->least, full);
	b->most = smaller(b->most, full);
	b->ideal = larger(b->least, smaller(ideal, b->most));
	b->nrows = b->least;
}

/*
 * A short story at the foot of a stack gets the next one below it, if that is
 * not wanted for one of the `ncells` cells that follow.
 */
static void
fill_stack(
    struct maker *m, struct stack *c, const struct page *page, int ncells)
{
	while (stack_nrows(c, story_most_nrows) < SHORT_ROWS &&
	    makeup_count(m, page, ncells + 1) > ncells) {
		const struct article *a = makeup_next(m, page);
		if (!a || !push_story(m, c, a, band_limit(m, page)))
			return;
	}
}

struct band *
makeup_band(struct maker *m, const struct page *page, int ideal)
{
	struct band *b = arena_one(m->front->arena, struct band);
	int rest = makeup_count(m, page, m->ncolumns);
	int column = 0;

	while (rest > 0) {
		struct stack *c = &b->stacks[b->nstacks];
		const struct article *a = makeup_next(m, page);
		/* Whoever comes first gets what cannot be shared evenly. */
		int span = (m->ncolumns - column + rest - 1) / rest;
		*c = (struct stack){ .column = column, .span = span };
		push_story(m, c, a, 0);
		b->nstacks++;
		column += span;
		rest--;
		fill_stack(m, c, page, rest);
	}
	measure_band(b, ideal);
	return b;
}

/* How many of the columns stand beside the lead, and how deep. */
int
makeup_columns_beside(const struct maker *m)
{
	int n = m->ncolumns;
	int rest = (int)m->nqueue - 1;

	if (n < 3)
		return 0;
	return smaller(n / 2, rest);
}

struct band *
makeup_lead_band(struct maker *m, int ideal, bool takes_all)
{
	struct band *b = arena_one(m->front->arena, struct band);
	int beside = makeup_columns_beside(m);
	int span = m->ncolumns - beside;
	int depth = larger(1, (ideal + 1) / (STACK_ROWS + 1));

	b->stacks[0] = (struct stack){ .column = 0, .span = span };
	push_story(m, &b->stacks[0], m->lead, 0);
	b->nstacks = 1;
	for (int k = 0; k < beside; k++) {
		struct stack *c = &b->stacks[b->nstacks++];
		int share = ((int)m->nqueue + beside - k - 1) / (beside - k);
		int n = smaller(
		    takes_all ? share : smaller(share, depth), MAX_STACK);
		*c = (struct stack){ .column = span + k, .span = 1 };
		for (int i = 0; i < larger(n, 1) && m->nqueue > 0; i++)
			push_story(
			    m, c, makeup_next(m, NULL), band_limit(m, NULL));
	}
	measure_band(b, ideal);
	/* The lead is what the band is for: it may be as tall as it likes. */
	b->ideal = larger(b->least, ideal);
	return b;
}
