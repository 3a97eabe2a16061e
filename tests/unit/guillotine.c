/*
 * Guillotine: items that fit in one way only are laid out in that way, in
 * order; what cannot be is refused; the work is bounded.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/layout/guillotine.h"

/*
 * Items as "2x5 1x3": columns and rows that each wants; "?" for any.  A
 * filler is the last one, after "+".  Boxes come out as "0:0,0 2x5": item, its
 * first column and row, its size; rules as "-" across and "|" down.
 */
struct shape {
	int ncolumns, nrows; /* 0: any */
};

struct shapes {
	struct shape at[GUILLOTINE_ITEMS + 1];
	int n;
	bool has_filler; /* the last one */
	int nrows;       /* of the sheet */
};

static struct guillotine_cost
item_cost(void *context, int item, int ncolumns, int nrows)
{
	const struct shapes *s = context;
	const struct shape *want =
	    &s->at[item < GUILLOTINE_FILLER ? item : s->n - 1];

	if ((want->ncolumns && want->ncolumns != ncolumns) ||
	    (want->nrows && want->nrows != nrows))
		return (struct guillotine_cost){ GUILLOTINE_NEVER, false };
	return (struct guillotine_cost){ 0, want->nrows == 0 };
}

/* All of them, and as high as the sheet if one could have more. */
static int
sheet_cost(void *context, int n, bool is_filled, int nrows, bool wants_more)
{
	const struct shapes *s = context;
	int nitems = s->n - s->has_filler;

	return 10000 * (nitems - n) + (s->has_filler && !is_filled) * 5000 +
	    (wants_more ? 1000 * (s->nrows - nrows) : 0);
}

static void
read_shapes(struct shapes *s, const char *text)
{
	*s = (struct shapes){ .n = 0 };
	for (; *text; text += strcspn(text, " "), text += *text == ' ') {
		struct shape *at = &s->at[s->n++];
		s->has_filler |= *text == '+';
		text += *text == '+';
		if (*text != '?')
			assert_int_equal(
			    sscanf(text, "%dx%d", &at->ncolumns, &at->nrows),
			    2);
	}
}

static void
write_boxes(char *out, size_t size, const struct guillotine *g)
{
	int n = 0;

	for (int i = 0; i < g->nboxes; i++) {
		const struct guillotine_box *b = &g->boxes[i];
		n += snprintf(out + n, size - (size_t)n, "%s%d:%d,%d %dx%d",
		    i ? "; " : "", b->item, b->column, b->row, b->ncolumns,
		    b->nrows);
	}
	for (int i = 0; i < g->nrules; i++) {
		const struct guillotine_rule *r = &g->rules[i];
		n += snprintf(out + n, size - (size_t)n, "; %c%d,%d %d",
		    r->is_down ? '|' : '-', r->column, r->row, r->n);
	}
}

static const struct layout {
	const char *name, *items;
	int ncolumns, nrows;
	const char *want;
} layouts[] = {
	{ "one item has the sheet", "?", 3, 20, "0:0,0 3x20" },
	{ "one that is short makes a low sheet", "2x6", 2, 20, "0:0,0 2x6" },
	{ "side by side", "2x9 1x9", 3, 9, "0:0,0 2x9; 1:2,0 1x9; |2,0 9" },
	{ "one upon the other, with a row for the rule", "3x5 3x4", 3, 10,
	    "0:0,0 3x5; 1:0,6 3x4; -0,5 3" },
	{ "a stack beside the lead", "2x11 1x5 1x5", 3, 11,
	    "0:0,0 2x11; 1:2,0 1x5; 2:2,6 1x5; |2,0 11; -2,5 1" },
	{ "two below the lead", "3x5 2x4 1x4", 3, 10,
	    "0:0,0 3x5; 1:0,6 2x4; 2:2,6 1x4; -0,5 3; |2,6 4" },
	{ "the last is left out where there is no room", "2x6 2x6 2x6", 2, 13,
	    "0:0,0 2x6; 1:0,7 2x6; -0,6 2" },
	{ "what can have more fills the rest", "2x6 ?", 2, 13,
	    "0:0,0 2x6; 1:0,7 2x6; -0,6 2" },
	{ "the filler stands last", "2x6 +2x3", 2, 20,
	    "0:0,0 2x6; 16:0,7 2x3; -0,6 2" },
	{ "nothing fits", "4x4", 3, 20, NULL },
};

static void
items_are_laid_out(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		const struct layout *l = &layouts[i];
		int shares[GUILLOTINE_ITEMS] = { 0 };
		struct shapes s;
		struct guillotine g;
		char got[512] = "";
		read_shapes(&s, l->items);
		s.nrows = l->nrows;
		struct guillotine_problem p = {
			.nitems = s.n - s.has_filler,
			.ncolumns = l->ncolumns,
			.nrows = l->nrows,
			.shares = shares,
			.has_filler = s.has_filler,
			.context = &s,
			.item_cost = item_cost,
			.sheet_cost = sheet_cost,
		};
		bool is_solved = guillotine_solve(&g, &p);
		if (is_solved)
			write_boxes(got, sizeof got, &g);
		if (is_solved != (l->want != NULL) ||
		    (l->want && strcmp(got, l->want) != 0))
			fail_msg("%s: got \"%s\", want \"%s\"", l->name, got,
			    l->want ? l->want : "none");
	}
}

/* Gutters that run on from one row of items to the next cost, so they do not. */
static void
gutters_are_staggered(void **state)
{
	struct shapes s = { .n = 4, .nrows = 11 };
	int shares[GUILLOTINE_ITEMS] = { 0 };
	struct guillotine_problem p = { .nitems = 4,
		.ncolumns = 3,
		.nrows = 11,
		.shares = shares,
		.context = &s,
		.item_cost = item_cost,
		.sheet_cost = sheet_cost };
	struct guillotine g;

	(void)state;
	for (int i = 0; i < 4; i++)
		s.at[i].nrows = 5;
	assert_true(guillotine_solve(&g, &p));
	assert_int_equal(g.nboxes, 4);
	/* 2 + 1 above 1 + 2, or the other way round. */
	assert_int_not_equal(g.boxes[0].ncolumns, g.boxes[2].ncolumns);
}

static int
any_cost(const struct shapes *s, int item, int ncolumns, int nrows)
{
	(void)s;
	return (item * 31 + ncolumns * 17 + nrows * 7) % 23;
}

static struct guillotine_cost
some_cost(void *context, int item, int ncolumns, int nrows)
{
	return (struct guillotine_cost){
		any_cost(context, item, ncolumns, nrows), true
	};
}

/* The worst: everything can be everywhere, and nothing has a share. */
static void
work_is_bounded(void **state)
{
	static const struct {
		int ncolumns, nrows;
	} sizes[] = { { 4, 42 }, { 6, 60 }, { 6, GUILLOTINE_ROWS } };

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		int shares[GUILLOTINE_ITEMS] = { 0 };
		struct shapes s = { .n = GUILLOTINE_ITEMS,
			.nrows = sizes[i].nrows };
		struct guillotine_problem p = {
			.nitems = guillotine_most_items(
			    sizes[i].ncolumns, sizes[i].nrows),
			.ncolumns = sizes[i].ncolumns,
			.nrows = sizes[i].nrows,
			.shares = shares,
			.has_filler = true,
			.context = &s,
			.item_cost = some_cost,
			.sheet_cost = sheet_cost,
		};
		struct guillotine g;
		assert_true(guillotine_solve(&g, &p));
		printf("# %d items, %d columns, %d rows: %ld steps\n", p.nitems,
		    p.ncolumns, p.nrows, g.nsteps);
		assert_in_range(g.nsteps, 1, 20 * 1000 * 1000);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_are_laid_out),
		cmocka_unit_test(gutters_are_staggered),
		cmocka_unit_test(work_is_bounded),
	};

	return cmocka_run_group_tests_name("guillotine", tests, NULL, NULL);
}
