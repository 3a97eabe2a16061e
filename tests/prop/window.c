/*
 * A paragraph that is set window by window has the lines that it has when all
 * of it is weighed together, but for very few, and one of which nothing ever decides where they
 * end still gets all of its text set, in order and within the measure.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/layout/para_int.h"
#include "src/text/hyphen.h"
#include "tests/support/random.h"

enum { ROUNDS = 1500, MIN_WINDOW = 700, MAX_PIECES = 3000 };

static struct hyphens *hyphens;
static uint64_t seed;

static unsigned
pick(unsigned n)
{
	return random_below(&seed, n);
}

/* No quotes: the kind of a straight one depends on all before it. */
static const struct {
	const char *language;
	const char *pieces[16];
	unsigned n;
} kinds[] = {
	{ "en",
	    { "administration ", "council ", "the ", "of ", "a ", "quays, ",
		"ferry-house ", "x-ray ", "Elizabeth ", "un\u00ADder\u00ADway ",
		"9.5 % ", "http://a.cn/b-c/d?x=1 ", "neighbourhood ", "—and ",
		"\n", "   " },
	    16 },
	{ "zh-Hans",
	    { "海", "港", "今晨", "大雾散去", "，", "。", "《", "》", "——",
		"……", "120.8", "万辆", "5月", "Robotaxi", "\n", "（" },
	    16 },
	{ "ko",
	    { "안개가 ", "걷히고 ", "떠났다고 ", "(63) ", "을 ", "5월 ", "\n" },
	    7 },
};

static const char *
random_para(struct buf *out)
{
	unsigned kind = pick(sizeof kinds / sizeof *kinds);

	buf_cut(out, 0);
	for (unsigned n = MAX_PIECES / 2 + pick(MAX_PIECES / 2); n > 0; n--) {
		/* Newlines and long words are rare. */
		const char *piece = kinds[kind].pieces[pick(kinds[kind].n)];
		if (*piece != '\n' || pick(20) == 0)
			buf_adds(out, piece);
		/* In the other two they would be another style, or set by
		   breaks inside words, from the latest line on. */
		for (unsigned k = kind > 0 || pick(400) ? 0 : pick(900); k > 0;
		     k--)
			buf_addc(out, 'x');
	}
	return kinds[kind].language;
}

static struct lines
set(const struct para *p, const struct layout_params *params, size_t window,
    struct arena *a)
{
	struct setter s;

	setter_init(&s, params, a);
	s.window = window;
	setter_add_para(&s, p);
	return setter_finish(&s);
}

static void
check_same(const struct lines *x, const struct lines *y)
{
	for (size_t i = 0; i < x->n && i < y->n; i++) {
		const struct line *l = &x->at[i], *m = &y->at[i];
		assert_int_equal(l->from, m->from);
		assert_int_equal(l->to, m->to);
		assert_int_equal(l->indent, m->indent);
		assert_int_equal(l->ncells, m->ncells);
		assert_int_equal(l->flags, m->flags);
		assert_int_equal(l->ngaps, m->ngaps);
		for (size_t k = 0; k < l->ngaps; k++) {
			assert_int_equal(l->gaps[k].at, m->gaps[k].at);
			assert_int_equal(l->gaps[k].ncells, m->gaps[k].ncells);
		}
	}
	assert_int_equal(x->n, y->n);
}

/* Lines of `x` that are none of `y`. */
static size_t
count_others(const struct lines *x, const struct lines *y)
{
	size_t n = 0;

	for (size_t i = 0, k = 0; i < x->n; i++) {
		while (k < y->n && y->at[k].from < x->at[i].from)
			k++;
		n += k == y->n || y->at[k].from != x->at[i].from ||
		    y->at[k].to != x->at[i].to;
	}
	return n;
}

/*
 * A fit leaves out short lines where there are good ones, and goes back to the
 * latest line where none fits; of those that begin above a window's first line
 * it knows nothing any more.  So a line in thousands may differ.
 */
static void
windows_change_nothing(void **state)
{
	struct arena *a = arena_new();
	size_t nlines = 0, nothers = 0;
	struct buf b;

	(void)state;
	buf_init(&b);
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct layout_params params;
		layout_params_init(&params);
		params.justify = (enum justify)pick(JUSTIFY_FULL + 1);
		params.hang = (int)pick(3);
		params.hyphens = pick(2) ? hyphens : NULL;
		struct para p = {
			.language = random_para(&b),
			.measure = 8 + (int)pick(50),
			.first = (int)pick(3),
			.rest = (int)pick(3),
			.ragged = pick(5) == 0,
		};
		p.text = buf_str(&b);
		p.nbytes = (uint32_t)b.n;
		struct lines whole = set(&p, &params, b.n, a);
		struct lines parts =
		    set(&p, &params, MIN_WINDOW + pick(4000), a);
		size_t n = count_others(&whole, &parts);
		nothers += n;
		nlines += whole.n;
		if (n == 0)
			check_same(&whole, &parts);
		arena_reset(a);
	}
	printf("%zu of %zu lines differ\n", nothers, nlines);
	assert_true(nothers * 2000 < nlines);
	buf_fini(&b);
	arena_free(a);
}

/* Each text over and over, so long that windows are cut off undecided. */
static void
endless_text_is_set(void **state)
{
	static const char *const texts[] = { "a", "（", "——", "1", "海", " ",
		"\u0301", "\u00AD", "a-", "\u00A0" };
	struct arena *a = arena_new();
	struct buf b;

	(void)state;
	buf_init(&b);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct layout_params params;
		layout_params_init(&params);
		buf_cut(&b, 0);
		while (b.n < 200000)
			buf_adds(&b, texts[i]);
		struct para p = {
			.text = buf_str(&b),
			.nbytes = (uint32_t)b.n,
			.measure = 36,
		};
		struct lines lines = para_set(&p, &params, a);
		for (size_t k = 0; k < lines.n; k++) {
			const struct line *l = &lines.at[k];
			assert_true(l->ncells <= p.measure);
			assert_true(l->from < l->to);
			if (k > 0)
				assert_int_equal(l->from, l[-1].to);
		}
		arena_reset(a);
	}
	buf_fini(&b);
	arena_free(a);
}

static int
open_hyphens(void **state)
{
	(void)state;
	hyphens = hyphens_new("tests/hyphens");
	return 0;
}

static int
close_hyphens(void **state)
{
	(void)state;
	hyphens_free(hyphens);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(windows_change_nothing),
		cmocka_unit_test(endless_text_is_set),
	};
	const char *given = getenv("BROADSHEET_SEED");

	seed = given ? strtoull(given, NULL, 10) : 20250529;
	seed += seed == 0; /* the generator stands still at 0 */
	printf("seed %llu\n", (unsigned long long)seed);
	return cmocka_run_group_tests_name(
	    "window", tests, open_hyphens, close_hyphens);
}
