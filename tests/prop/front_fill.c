/*
 * The front pages of real papers at all sizes: filled, without holes, and found
 * with little work.  The bundled edition, and texts beside the checkout if they
 * are there.  With arguments: figures of these papers, for whoever tunes costs.
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
#include "src/base/err.h"
#include "src/layout/front.h"

enum {
	WIDTH_FROM = 80,
	WIDTH_TO = 240,
	WIDTH_STEP = 8,
	HEIGHT_FROM = 24,
	HEIGHT_TO = 70,
	HEIGHT_STEP = 3,
	FILLED_PERCENT = 97,
	EMPTY_FOOT = 1,
	/* 50 ms on a machine that does 400 million steps in a second. */
	MOST_STEPS = 20 * 1000 * 1000,
};

static const char *const papers[] = {
	"seeds/page.txt",
	"corpora/native/haigang-2025-05-30.md",
	"corpora/native/harbour-gazette-2025-05-30.md",
	"corpora/text/page-ja.txt",
	"corpora/text/page-ko.txt",
	"corpora/text/page-zh-hant.txt",
	"corpora/text/page-zh-indent.txt",
	"corpora/text/page-zh.txt",
};

struct worst {
	long nsizes, nrows, nblank, ncells, nempty, nholes, nsteps;
	double filled;
	int width, height, foot;
};

static double
percent(long n, long empty)
{
	return n ? 100.0 * (double)(n - empty) / (double)n : 100;
}

static void
measure(struct worst *w, const struct edition *e, int width, int height)
{
	struct layout_params p;
	struct front_fill fill;

	layout_params_init(&p);
	p.width = width;
	p.height = height;
	struct front *f = front_new(e, &p);
	front_get_fill(f, &fill);
	front_free(f);
	double filled = percent(fill.nrows, fill.nblank);
	w->nsizes++;
	w->nrows += fill.nrows;
	w->nblank += fill.nblank;
	w->ncells += fill.ncells;
	w->nempty += fill.nempty;
	w->nholes += fill.nempty_foot > EMPTY_FOOT;
	if (fill.nsteps > w->nsteps)
		w->nsteps = fill.nsteps;
	if (fill.nempty_foot > w->foot)
		w->foot = fill.nempty_foot;
	if (filled < w->filled) {
		w->filled = filled;
		w->width = width;
		w->height = height;
	}
}

static struct worst
measure_all(const struct edition *e)
{
	struct worst w = { .filled = 100 };

	for (int width = WIDTH_FROM; width <= WIDTH_TO; width += WIDTH_STEP)
		for (int height = HEIGHT_FROM; height <= HEIGHT_TO;
		     height += HEIGHT_STEP)
			measure(&w, e, width, height);
	return w;
}

static void
report(const char *name, const struct worst *w)
{
	printf("# %s: %ld sizes, %.2f %% of rows filled, least %.2f %% at "
	       "%dx%d; %.2f %% by columns; %d empty at a foot, more than %d at "
	       "%ld sizes; %ld steps\n",
	    name, w->nsizes, percent(w->nrows, w->nblank), w->filled, w->width,
	    w->height, percent(w->ncells, w->nempty), w->foot, EMPTY_FOOT,
	    w->nholes, w->nsteps);
}

static void
is_filled(const char *name, const struct edition *e)
{
	struct worst w = measure_all(e);

	report(name, &w);
	assert_true(w.filled >= FILLED_PERCENT);
	assert_int_equal(w.nholes, 0);
	assert_in_range(w.nsteps, 0, MOST_STEPS);
}

static void
the_bundled_edition_is_filled(void **state)
{
	struct paper *p = paper_open_bundled();

	(void)state;
	is_filled("bundled edition", p->edition);
	paper_close(p);
}

static void
other_papers_are_filled(void **state)
{
	const char *shared = getenv("BROADSHEET_SHARED");
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
		struct paper_options options = { 0 };
		struct err err = { 0 };
		char path[4096];
		snprintf(path, sizeof path, "%s/%s",
		    shared ? shared : "../shared", papers[i]);
		struct paper *p = paper_open(path, &options, &err);
		if (!p)
			continue;
		is_filled(papers[i], p->edition);
		paper_close(p);
		n++;
	}
	if (n == 0)
		skip();
}

static int
report_papers(int n, char **names)
{
	int status = 0;

	for (int i = 0; i < n; i++) {
		struct paper_options options = { 0 };
		struct err err = { 0 };
		struct paper *p = strcmp(names[i], "bundled") == 0
		    ? paper_open_bundled()
		    : paper_open(names[i], &options, &err);
		if (!p) {
			fprintf(stderr, "%s: %s\n", names[i], err.msg);
			status = 1;
			continue;
		}
		struct worst w = measure_all(p->edition);
		report(names[i], &w);
		paper_close(p);
	}
	return status;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_bundled_edition_is_filled),
		cmocka_unit_test(other_papers_are_filled),
	};

	if (argc > 1)
		return report_papers(argc - 1, argv + 1);
	return cmocka_run_group_tests_name("front_fill", tests, NULL, NULL);
}
