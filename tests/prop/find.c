/*
 * Find against a naive search: random texts over a small alphabet that holds
 * every kind of folding, random needles.  A match of the naive search is a run
 * of whole clusters of the text, none of it blank or unseen at its ends, that
 * folds to what the needle folds to.  SEED=N in the environment repeats a run.
 */
#include "src/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"

enum { TEXTS = 4000, MAX_CLUSTERS = 24, MAX_NEEDLE = 3 };

/* Whole clusters each, so that any row of them is cut between them. */
static const char *const alphabet[] = { "a", "A", "b", "é", "e\xCC\x81", "ﬁ",
	"f", "i", "Ａ", "中", "国", "，", ",", "“", "\"", "が", "か", "한",
	"하", "...", "…", "\xC3\x9F", "s" };
/* Those a search folds together or passes over, here between two of them. */
static const char *const gaps[] = { "", "", "", "", " ", "\n", "\xE3\x80\x80",
	" \t", "\xC2\xAD", "\xE2\x80\x8B" };

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct random_text {
	struct buf text;
	size_t starts[MAX_CLUSTERS]; /* of the clusters of the alphabet */
	size_t ends[MAX_CLUSTERS];
	size_t n;
};

static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 10;
}

static void
make_text(struct random_text *t, size_t max, unsigned *seed)
{
	t->text = (struct buf){ 0 };
	t->n = 1 + next_random(seed) % max;
	for (size_t i = 0; i < t->n; i++) {
		if (i)
			buf_adds(
			    &t->text, gaps[next_random(seed) % COUNT(gaps)]);
		t->starts[i] = t->text.n;
		buf_adds(
		    &t->text, alphabet[next_random(seed) % COUNT(alphabet)]);
		t->ends[i] = t->text.n;
	}
}

/* The first run at or after cluster `i` that folds to the needle. */
static int
naive_find(const struct random_text *t, size_t *i, size_t *last,
    const struct folded *needle, struct arena *a)
{
	for (; *i < t->n; ++*i)
		for (*last = *i; *last < t->n; ++*last) {
			size_t from = t->starts[*i];
			struct folded f = fold_text(
			    t->text.bytes + from, t->ends[*last] - from, a);
			if (!strcmp(f.s, needle->s))
				return 1;
		}
	return 0;
}

static void
check(const struct random_text *t, const struct random_text *query,
    struct arena *a)
{
	struct folded hay = fold_text(t->text.bytes, t->text.n, a);
	struct folded needle = fold_text(query->text.bytes, query->text.n, a);
	uint32_t from, to;
	size_t at = 0, i = 0, last;

	while ((at = fold_find(&hay, &needle, at, &from, &to)) != (size_t)-1) {
		if (!naive_find(t, &i, &last, &needle, a) ||
		    t->starts[i] != from || t->ends[last] != to)
			fail_msg("'%s' in '%s': %u-%u", query->text.bytes,
			    t->text.bytes, from, to);
		i = last + 1;
		at += needle.nbytes;
	}
	if (naive_find(t, &i, &last, &needle, a))
		fail_msg("'%s' in '%s' missed at %zu", query->text.bytes,
		    t->text.bytes, t->starts[i]);
}

static void
finds_what_a_naive_search_finds(void **state)
{
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)atoi(given) : 20250530u;

	(void)state;
	print_message("SEED=%u\n", seed);
	for (int i = 0; i < TEXTS; i++) {
		struct arena *a = arena_new();
		struct random_text text, query;
		make_text(&text, MAX_CLUSTERS, &seed);
		make_text(&query, MAX_NEEDLE, &seed);
		check(&text, &query, a);
		buf_fini(&text.text);
		buf_fini(&query.text);
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_what_a_naive_search_finds),
	};

	return cmocka_run_group_tests_name("find", tests, NULL, NULL);
}
