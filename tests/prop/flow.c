/*
 * Whole papers in two to five columns at five measures: no column begins with a
 * paragraph's last line or ends with its first or with a heading, nothing is
 * lost, and the columns of a story, all but the last, are within a row of each
 * other in 95 of 100 and never more than three rows apart.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/edition/edition.h"
#include "src/layout/column.h"
#include "src/layout/galley.h"

enum {
	MOST_COLUMNS = 5,
	/* Fewer rows than this are no column of text; sheets make none. */
	LEAST_ROWS = 4,
};

static const int measures[] = { 24, 28, 32, 36, 40 };

/* Stories by how far apart the heights of their columns are. */
struct tally {
	unsigned n[8];
	unsigned total;
};

static void
check_cuts(const struct lines *l, const struct columns *c)
{
	size_t at = 0;

	for (size_t k = 0; k < c->n; k++) {
		for (; at < c->at[k].first; at++)
			assert_true(l->at[at].flags & LINE_BLANK);
		at += c->at[k].n;
		if (k > 0)
			assert_true(column_is_legal_cut(l, c->at[k].first));
	}
	for (; at < l->n; at++)
		assert_true(l->at[at].flags & LINE_BLANK);
}

/* A whole story, its head in the first column as `print --form-feed` has it. */
static void
check_story(const struct edition *e, const struct article *article, int measure,
    const struct layout_params *params)
{
	struct arena *a = arena_new();
	struct lines l = galley_article(e, article, measure, params, a);

	for (size_t n = 2; n <= MOST_COLUMNS; n++) {
		struct columns c = column_balance(&l, 0, l.n, n, 0, a);
		check_cuts(&l, &c);
	}
	arena_free(a);
}

/* Its body, as sheets have it: below a head that is as wide as all columns. */
static void
flow(struct tally *t, const struct edition *e, const struct article *article,
    int measure)
{
	struct arena *a = arena_new();
	struct layout_params params;

	layout_params_init(&params);
	check_story(e, article, measure, &params);
	struct lines l = galley_body(e, article, measure, &params, a);
	for (size_t n = 2; n <= MOST_COLUMNS && l.n >= n * LEAST_ROWS; n++) {
		struct columns c = column_balance(&l, 0, l.n, n, 0, a);
		check_cuts(&l, &c);
		size_t apart = columns_spread(&c);
		if (apart > 3)
			print_message("%s: %zu columns of %d, %zu apart\n",
			    article->headline ? article->headline : "?", n,
			    measure, apart);
		t->n[apart < 7 ? apart : 7]++;
		t->total++;
	}
	arena_free(a);
}

/* At least `percent` of the stories are within a row. */
static void
check_paper(struct paper *p, unsigned percent)
{
	struct tally t = { 0 };
	const struct edition *e = p->edition;

	for (size_t i = 0; i < e->narticles; i++)
		for (size_t m = 0; m < sizeof measures / sizeof *measures; m++)
			flow(&t, e, e->articles[i], measures[m]);
	print_message("%u flows: %u equal, %u by 1, %u by 2, %u by 3\n",
	    t.total, t.n[0], t.n[1], t.n[2], t.n[3]);
	assert_true(t.total > 0);
	assert_true((t.n[0] + t.n[1]) * 100 >= t.total * percent);
	assert_int_equal(t.n[0] + t.n[1] + t.n[2] + t.n[3], t.total);
	paper_close(p);
}

static void
bundled_edition_flows(void **state)
{
	(void)state;
	check_paper(paper_open_bundled(), 95);
}

static void
check_file(const char *path, unsigned percent)
{
	const struct paper_options options = { 0 };
	struct err err = { 0 };

	struct paper *p = paper_open(path, &options, &err);
	assert_non_null(p);
	check_paper(p, percent);
}

static void
japanese_and_korean_flow(void **state)
{
	(void)state;
	check_file("tests/golden/edition-ja.md", 95);
	check_file("tests/golden/edition-ko.md", 95);
}

static void
page_flows(void **state)
{
	const char *shared = getenv("BROADSHEET_SHARED");
	char path[512];
	FILE *f;

	(void)state;
	(void)snprintf(path, sizeof path, "%s/seeds/page.txt",
	    shared && *shared ? shared : "../shared");
	f = fopen(path, "r");
	if (!f)
		skip();
	(void)fclose(f);
	check_file(path, 95);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bundled_edition_flows),
		cmocka_unit_test(japanese_and_korean_flow),
		cmocka_unit_test(page_flows),
	};

	return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}
