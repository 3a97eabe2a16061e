/*
 * What holds for sheets that come to be as they are asked for: whatever was
 * asked for before, a sheet is the one that reading from the beginning gives.
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

#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/edition/builder.h"
#include "src/layout/canvas.h"
#include "src/layout/galley.h"
#include "src/layout/sheet_int.h"

enum {
	ARTICLES = 3,
	SIZES = 3,
	MOVES = 150,
	ARTICLE_BYTES = 900 * 1000,
	BOOK_BYTES = 3 * 1000 * 1000, /* more than is kept at a time */
};

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

/* --- articles of several parts --------------------------------------------- */

static const char *const words[] = { "潮水", "退后", "，", "长堤", "合龙", "。",
	"渡轮", "2140米", "“慢钟”", "the tide ", "harbour, ", "quay ", "——",
	"石匠", "《潮信》", "（夜渡）" };

static void
add_block(struct builder *b, enum block_type type, unsigned most)
{
	struct buf text;

	buf_init(&text);
	for (unsigned i = 1 + pick(most); i > 0; i--)
		buf_adds(&text, words[pick(sizeof words / sizeof *words)]);
	builder_text(b, type, text.bytes, text.n);
	buf_fini(&text);
}

/* The rarer, the longer the runs without a place where a part likes to begin. */
static struct edition *
long_article(unsigned subheads, size_t nbytes)
{
	struct builder *b = builder_new("long", NULL);
	static const enum block_type others[] = { BLOCK_QUOTE, BLOCK_ITEM,
		BLOCK_CREDIT, BLOCK_RULE, BLOCK_PREFORMATTED };
	unsigned nblocks = 0;

	builder_article(b, 0);
	builder_set(b, ARTICLE_HEADLINE, "长堤合龙");
	builder_set(b, ARTICLE_BYLINE, "本报记者 闻岸");
	builder_set(b, ARTICLE_CONTINUED_ON, "A05");
	builder_cut_off(b, true);
	for (size_t n = 0; n < nbytes; n += 1000, nblocks++) {
		if (subheads && pick(subheads) == 0)
			add_block(b, BLOCK_SUBHEAD, 4);
		if (pick(12) == 0)
			add_block(b, others[pick(5)], 60);
		add_block(b, BLOCK_PARAGRAPH, pick(3) ? 3 : 700);
	}
	return builder_finish(b);
}

static struct layout_params
random_params(void)
{
	struct layout_params p;

	layout_params_init(&p);
	p.width = 40 + (int)pick(160);
	p.height = 10 + (int)pick(60);
	p.columns = pick(2) ? 0 : (int)pick(4);
	p.linear = pick(6) == 0;
	return p;
}

/* --- sheets as reading from the beginning gives them ------------------------- */

struct known {
	size_t sheet;
	uint64_t cells; /* a sum over them */
	struct anchor at;
};

struct reading {
	struct known *at;
	size_t n, cap;
};

/* FNV-1a (Fowler, Noll, Vo). */
static uint64_t
sum_of(struct sheets *s, size_t i, const struct layout_params *p)
{
	uint64_t sum = 14695981039346656037u;
	struct canvas c;

	canvas_init(&c, p->height, p->width, p->ambiguous);
	sheets_draw(s, i, &c, 0, 0, NULL);
	for (int k = 0; k < c.nrows * c.ncols; k++) {
		const struct cell *cell = &c.cells[k];
		for (unsigned m = 0; m < cell->nbytes; m++)
			sum = (sum ^ (uint8_t)cell->bytes[m]) * 1099511628211u;
		sum = (sum ^ cell->role) * 1099511628211u;
	}
	canvas_fini(&c);
	return sum;
}

static struct reading
read_all(const struct edition *e, const struct layout_params *p)
{
	struct sheets *s = sheets_new(e, 0, p);
	struct reading r = { 0 };

	for (size_t i = 0; i != SHEETS_NONE; i = sheets_next(s, i)) {
		if (r.n == r.cap)
			r.at = mem_grow(r.at, r.n, &r.cap, sizeof *r.at);
		r.at[r.n++] =
		    (struct known){ i, sum_of(s, i, p), sheets_anchor(s, i) };
	}
	assert_int_equal(sheets_count(s), r.n);
	assert_int_equal(sheets_last(s), r.at[r.n - 1].sheet);
	for (size_t k = r.n, i = sheets_last(s); k-- > 0;) {
		assert_int_equal(i, r.at[k].sheet);
		i = sheets_prev(s, i);
		assert_true(k > 0 || i == SHEETS_NONE);
	}
	sheets_free(s);
	return r;
}

/* The sheet that shows a place, by looking at all of them. */
static size_t
nth_with(const struct reading *r, struct anchor at)
{
	size_t k = 0;

	while (k + 1 < r->n && anchor_compare(r->at[k + 1].at, at) <= 0)
		k++;
	return k;
}

static struct anchor
random_place(const struct article *a)
{
	struct anchor at = { .block = pick((unsigned)a->nblocks + 1) };

	if (at.block < a->nblocks)
		at.byte = pick(a->blocks[at.block].nbytes + 1);
	return at;
}

/* Go somewhere in one of the ways there are; returns where that is. */
static size_t
move(struct sheets *s, const struct reading *r, const struct article *a,
    size_t nth)
{
	struct anchor at = random_place(a);
	size_t here = r->at[nth].sheet;
	size_t to;

	switch (pick(6)) {
	case 0:
		nth = nth_with(r, at);
		assert_int_equal(sheets_find(s, at), r->at[nth].sheet);
		return nth;
	case 1:
		to = sheets_next(s, here);
		assert_int_equal(
		    to, nth + 1 < r->n ? r->at[nth + 1].sheet : SHEETS_NONE);
		return nth + 1 < r->n ? nth + 1 : nth;
	case 2:
		to = sheets_prev(s, here);
		assert_int_equal(
		    to, nth > 0 ? r->at[nth - 1].sheet : SHEETS_NONE);
		return nth > 0 ? nth - 1 : nth;
	case 3:
		nth = pick((unsigned)r->n + 9);
		to = sheets_nth(s, nth);
		nth = nth < r->n ? nth : r->n - 1;
		assert_int_equal(to, r->at[nth].sheet);
		return nth;
	case 4:
		assert_int_equal(sheets_last(s), r->at[r->n - 1].sheet);
		return r->n - 1;
	default:
		sheets_continue(s, pick(2000));
		return nth;
	}
}

static void
progress_holds(struct sheets *s, const struct reading *r, size_t nth)
{
	struct sheets_progress p = sheets_progress(s, r->at[nth].sheet);

	assert_true(p.number == 0 || p.number == nth + 1);
	assert_true(p.count == 0 || p.count == r->n);
	assert_in_range(p.percent, 0, 100);
}

static void
wander(const struct edition *e, const struct layout_params *p)
{
	struct reading r = read_all(e, p);
	struct sheets *s = sheets_new(e, 0, p);
	size_t nth = 0;

	for (int i = 0; i < MOVES; i++) {
		nth = move(s, &r, e->articles[0], nth);
		const struct known *k = &r.at[nth];
		assert_true(sum_of(s, k->sheet, p) == k->cells);
		assert_int_equal(
		    anchor_compare(sheets_anchor(s, k->sheet), k->at), 0);
		assert_int_equal(sheets_find(s, k->at), k->sheet);
		progress_holds(s, &r, nth);
		/* One part may come on top of what is kept. */
		assert_true(sheets_nbytes(s) < 2 * SHEETS_BYTES);
	}
	while (sheets_continue(s, 500))
		continue;
	struct sheets_progress done = sheets_progress(s, r.at[nth].sheet);
	assert_int_equal(done.number, nth + 1);
	assert_int_equal(done.count, r.n);
	assert_int_equal(done.seconds, sheets_seconds_left(s, r.at[nth].sheet));
	sheets_free(s);
	free(r.at);
}

static void
sheets_do_not_depend_on_how_one_came(void **state)
{
	static const unsigned subheads[ARTICLES] = { 0, 40, 6 };

	(void)state;
	for (int i = 0; i < ARTICLES; i++) {
		struct edition *e = long_article(subheads[i], ARTICLE_BYTES);
		for (int k = 0; k < SIZES; k++) {
			struct layout_params p = random_params();
			wander(e, &p);
		}
		edition_free(e);
	}
}

/*
 * Lines that are set later never change a sheet: those of a part whose lines
 * were all set before they were cut are the same.
 */
static void
sheets_do_not_depend_on_what_is_set(void **state)
{
	(void)state;
	for (int i = 0; i < 3 * SIZES; i++) {
		struct edition *e = long_article(12, PART_BYTES);
		struct layout_params p = random_params();
		struct sheets *s = sheets_new(e, 0, &p);
		struct reading r = read_all(e, &p);
		assert_true(sum_of(s, 0, &p) == r.at[0].cells);
		galley_more(s->parts[0].galley, SIZE_MAX);
		for (size_t k = 1; k < r.n; k++)
			assert_true(
			    sum_of(s, r.at[k].sheet, &p) == r.at[k].cells);
		sheets_free(s);
		free(r.at);
		edition_free(e);
	}
}

/* However often the size changes, the place stays on the screen. */
static void
resizes_keep_the_place(void **state)
{
	struct edition *e = long_article(9, ARTICLE_BYTES);

	(void)state;
	for (int i = 0; i < MOVES / 4; i++) {
		struct anchor at = random_place(e->articles[0]);
		struct layout_params p = random_params();
		struct sheets *s = sheets_new(e, 0, &p);
		size_t found = sheets_find(s, at);
		size_t next = sheets_next(s, found);
		assert_true(anchor_compare(sheets_anchor(s, found), at) <= 0);
		assert_true(next == SHEETS_NONE ||
		    anchor_compare(at, sheets_anchor(s, next)) < 0);
		sheets_free(s);
	}
	edition_free(e);
}

static void
memory_has_a_bound(void **state)
{
	struct edition *e = long_article(20, BOOK_BYTES);
	struct layout_params p;

	(void)state;
	layout_params_init(&p);
	struct sheets *s = sheets_new(e, 0, &p);
	uint64_t first = sum_of(s, 0, &p);
	while (sheets_continue(s, 5000))
		assert_true(sheets_nbytes(s) < SHEETS_BYTES + SHEETS_BYTES / 2);
	size_t last = sheets_last(s);
	uint64_t end = sum_of(s, last, &p);
	assert_true(sum_of(s, 0, &p) == first);
	for (size_t i = 0; i != SHEETS_NONE; i = sheets_next(s, i)) {
		sheets_anchor(s, i);
		assert_true(sheets_nbytes(s) < SHEETS_BYTES + SHEETS_BYTES / 2);
	}
	assert_true(sum_of(s, last, &p) == end);
	sheets_free(s);
	edition_free(e);
}

static void
parts_are_the_article(void **state)
{
	struct part_span parts[PARTS_MAX];

	(void)state;
	for (unsigned i = 0; i < 40; i++) {
		struct edition *e = long_article(i, ARTICLE_BYTES);
		const struct article *a = e->articles[0];
		size_t n = parts_cut(parts, a), block = 0;
		assert_in_range(n, 3, 5);
		for (size_t k = 0; k < n; k++) {
			size_t sum = 0;
			assert_int_equal(parts[k].first, block);
			for (; block < parts[k].end; block++)
				sum += a->blocks[block].nbytes;
			assert_int_equal(parts[k].nbytes, sum);
			if (k > 0)
				assert_int_not_equal(
				    a->blocks[parts[k].first - 1].type,
				    BLOCK_SUBHEAD);
		}
		assert_int_equal(block, a->nblocks);
		edition_free(e);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sheets_do_not_depend_on_how_one_came),
		cmocka_unit_test(sheets_do_not_depend_on_what_is_set),
		cmocka_unit_test(resizes_keep_the_place),
		cmocka_unit_test(memory_has_a_bound),
		cmocka_unit_test(parts_are_the_article),
	};
	const char *given = getenv("BROADSHEET_SEED");

	seed = given ? strtoull(given, NULL, 10) : 20261124;
	seed += seed == 0; /* the generator stands still at 0 */
	printf("seed %llu\n", (unsigned long long)seed);
	return cmocka_run_group_tests_name("lazy", tests, NULL, NULL);
}
