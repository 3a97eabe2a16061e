/*
 * What holds for every galley: nothing is lost, cuts are legal, and balancing
 * is exact, which a slow search over all cuts confirms.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/layout/column.h"

enum { ROUNDS = 20000, SMALL = 14, MAX_LINES = 200 };

static uint64_t seed;

/* xorshift64*: Vigna, ACM TOMS 42 (2016). */
static unsigned
pick(unsigned n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned)(seed * 0x2545F4914F6CDD1DULL >> 33) % n;
}

static void
add(struct lines *l, unsigned flags)
{
	if (l->n < MAX_LINES)
		l->at[l->n++].flags = (uint16_t)flags;
}

/* Some lines end in a hyphen, never three in a row and never the last. */
static void
add_paragraph(struct lines *l, unsigned nlines)
{
	unsigned row = 0;

	for (unsigned i = 0; i < nlines; i++) {
		bool last = i + 1 == nlines;
		row = !last && row < 2 && pick(5) == 0 ? row + 1 : 0;
		add(l,
		    (i == 0 ? LINE_OPENS : 0) | (last ? LINE_CLOSES : 0) |
			(row ? LINE_HYPHEN : 0));
	}
}

/* Paragraphs of a newspaper, with a subhead now and then. */
static struct lines
article(struct arena *a, unsigned nparagraphs)
{
	struct lines l = { arena_array(a, struct line, MAX_LINES), 0 };

	for (unsigned i = 0; i < nparagraphs; i++) {
		if (i > 0 && pick(5) == 0) {
			add(&l, LINE_BLANK);
			add(&l, LINE_OPENS | LINE_CLOSES | LINE_KEEP);
		}
		add_paragraph(&l, 1 + pick(9));
	}
	return l;
}

/* A table with a head of a line or two, among paragraphs. */
static struct lines
with_tables(struct arena *a, unsigned nparagraphs)
{
	struct lines l = article(a, nparagraphs);
	unsigned nhead = 1 + pick(3), nrows = 1 + pick(60);
	size_t head = l.n;

	for (unsigned i = 0; i < nhead; i++)
		add(&l, LINE_HEAD | LINE_KEEP | (i == 0 ? LINE_OPENS : 0));
	for (unsigned i = 0; i < nrows && l.n < MAX_LINES; i++) {
		add(&l, i + 1 == nrows ? LINE_CLOSES : 0);
		if (i > 0)
			l.at[l.n - 1].back = (uint16_t)(l.n - 1 - head);
	}
	add_paragraph(&l, pick(9));
	return l;
}

/* Only the heads of tables stand twice, and where the table goes on. */
static void
heads_are_repeated(const struct lines *l, const struct columns *c)
{
	for (size_t k = 0; k < c->n; k++) {
		const struct column *col = &c->at[k];
		const struct line *first = &l->at[col->first];
		if (col->nhead == 0)
			continue;
		assert_int_equal(col->head + first->back, col->first);
		for (size_t i = 0; i < col->nhead; i++)
			assert_true(
			    l->at[column_line(col, i)].flags & LINE_HEAD);
		assert_int_equal(column_line(col, col->nhead), col->first);
		assert_true(col->n >= 1);
	}
}

/* Flags as they fall. */
static struct lines
rubbish(struct arena *a, unsigned nlines)
{
	struct lines l = { arena_array(a, struct line, MAX_LINES), 0 };

	for (unsigned i = 0; i < nlines; i++)
		add(&l, pick(3) ? pick(4) : pick(16));
	return l;
}

static bool
is_blank(const struct lines *l, size_t i)
{
	return l->at[i].flags & LINE_BLANK;
}

/* Every line that is not blank is in one column, in order. */
static void
nothing_is_lost(const struct lines *l, const struct columns *c)
{
	size_t at = 0;

	for (size_t k = 0; k < c->n; k++) {
		assert_true(c->at[k].n > 0);
		assert_true(c->at[k].first >= at);
		for (; at < c->at[k].first; at++)
			assert_true(is_blank(l, at));
		assert_false(is_blank(l, at));
		at += c->at[k].n;
		assert_true(at <= l->n);
		assert_false(is_blank(l, at - 1));
	}
	for (; at < l->n; at++)
		assert_true(is_blank(l, at));
}

static void
filled_columns_hold_it_all(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct lines l = pick(3) == 0 ? with_tables(a, pick(9))
		    : pick(2)                 ? article(a, pick(20))
					      : rubbish(a, pick(60));
		size_t nrows = 1 + pick(40);
		struct columns c = column_fill(&l, nrows, a);
		size_t limit =
		    nrows < COLUMN_MIN_ROWS ? COLUMN_MIN_ROWS : nrows;
		nothing_is_lost(&l, &c);
		for (size_t k = 0; k < c.n; k++)
			assert_true(column_nrows(&c.at[k]) <= limit);
		heads_are_repeated(&l, &c);
		arena_reset(a);
	}
	arena_free(a);
}

/* Paragraphs of a newspaper always have a legal cut near, from 14 rows up. */
static void
filled_columns_end_legally(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct lines l = article(a, pick(20));
		struct columns c = column_fill(&l, 14 + pick(40), a);
		for (size_t k = 1; k < c.n; k++)
			assert_true(column_is_legal_cut(&l, c.at[k].first));
		arena_reset(a);
	}
	arena_free(a);
}

/* --- balancing ----------------------------------------------------------- */

struct question {
	size_t n, height;
	bool spares_last;
};

static uint64_t
cost_of(const struct question *q, size_t k, size_t height)
{
	uint64_t gap = q->height - height;

	if (q->spares_last && k + 1 == q->n)
		gap = gap > q->height / 2 ? gap - q->height / 2 : 0;
	return gap * gap;
}

static uint64_t
cost_from(const struct question *q, size_t k)
{
	return k < q->n ? cost_of(q, k, 0) + cost_from(q, k + 1) : 0;
}

/* The least cost for the lines from `at` in columns k and on, by trying. */
static uint64_t
try_all(const struct lines *l, size_t at, size_t k, const struct question *q)
{
	uint64_t best = UINT64_MAX;

	while (at < l->n && is_blank(l, at))
		at++;
	if (at == l->n)
		return cost_from(q, k);
	if (k == q->n)
		return UINT64_MAX;
	for (size_t end = at + 1; end <= l->n; end++) {
		size_t foot = end;
		while (is_blank(l, foot - 1))
			foot--;
		/* The cut is judged below the blanks, where it is made. */
		if (end < l->n &&
		    (is_blank(l, end) || !column_is_legal_cut(l, end)))
			continue;
		if (foot - at > q->height)
			break;
		uint64_t cost = cost_of(q, k, foot - at);
		uint64_t rest = try_all(l, end, k + 1, q);
		if (rest != UINT64_MAX && rest + cost < best)
			best = rest + cost;
	}
	return best;
}

static bool
is_best(
    const struct lines *l, const struct columns *c, const struct question *q)
{
	uint64_t cost = 0;

	for (size_t k = 0; k < q->n; k++) {
		size_t height = k < c->n ? c->at[k].n : 0;
		if (height > q->height)
			return false;
		cost += cost_of(q, k, height);
	}
	return cost == try_all(l, 0, 0, q);
}

static void
drop_hyphens(struct lines *l)
{
	for (size_t i = 0; i < l->n; i++)
		l->at[i].flags &= (uint16_t)~LINE_HYPHEN;
}

/*
 * The least height and the least squares; else, for feet that are nearer, the
 * least squares without the last column, or a few rows more.
 */
static void
balancing_is_exact(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct lines l = pick(2) ? article(a, 1 + pick(4))
					 : rubbish(a, 1 + pick(SMALL));
		struct question q = { 1 + pick(4), 1, false };

		l.n = l.n > SMALL ? SMALL : l.n;
		drop_hyphens(&l); /* they only count where columns allow it */
		struct columns c = column_balance(&l, 0, l.n, q.n, 0, a);
		while (q.height <= l.n && try_all(&l, 0, 0, &q) == UINT64_MAX)
			q.height++;
		if (c.n == 0) /* only blanks */
			continue;
		nothing_is_lost(&l, &c);
		for (size_t k = 1; k < c.n; k++)
			assert_true(column_is_legal_cut(&l, c.at[k].first));
		bool found = false;
		for (int i = 0; i < 8 && !found; i++) {
			struct question r = { q.n, q.height + i / 2, i % 2 };
			found = is_best(&l, &c, &r);
		}
		assert_true(found);
		arena_reset(a);
	}
	arena_free(a);
}

static void
tables_are_balanced_too(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct lines l = with_tables(a, pick(9));
		size_t n = 1 + pick(5);
		drop_hyphens(&l);
		struct columns c = column_balance(&l, 0, l.n, n, 0, a);
		assert_true(c.n > 0 && c.n <= n);
		nothing_is_lost(&l, &c);
		heads_are_repeated(&l, &c);
		for (size_t k = 1; k < c.n; k++)
			assert_true(column_is_legal_cut(&l, c.at[k].first));
		arena_reset(a);
	}
	arena_free(a);
}

/* The goal for whole articles: within a row of each other, hardly ever three. */
static void
full_columns_are_equal(void **state)
{
	struct arena *a = arena_new();
	int nruns = 0, nfar = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct lines l = article(a, 12 + pick(10));
		size_t n = 2 + pick(4);
		struct columns c = column_balance(&l, 0, l.n, n, 0, a);
		size_t apart = columns_spread(&c);

		assert_int_equal(c.n, n);
		assert_true(apart <= 3);
		nruns++;
		nfar += apart > 1;
		arena_reset(a);
	}
	print_message("more than a row apart: %d of %d\n", nfar, nruns);
	assert_true(nfar * 20 <= nruns);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filled_columns_hold_it_all),
		cmocka_unit_test(filled_columns_end_legally),
		cmocka_unit_test(balancing_is_exact),
		cmocka_unit_test(tables_are_balanced_too),
		cmocka_unit_test(full_columns_are_equal),
	};
	const char *given = getenv("BROADSHEET_SEED");

	seed = given ? strtoull(given, NULL, 10) : 20250530;
	seed += seed == 0; /* the generator stands still at 0 */
	printf("seed %llu\n", (unsigned long long)seed);
	return cmocka_run_group_tests_name("column", tests, NULL, NULL);
}
