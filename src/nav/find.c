#include "src/nav/find.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/text/filter.h"
#include "src/text/fold.h"

struct finder {
	struct folded needle;
	struct match *at; /* heap, until all are known */
	size_t n, cap;
	struct arena *scratch; /* the folded text at hand */
};

static void
find_in_text(struct finder *f, size_t article, uint32_t block, const char *s,
    size_t nbytes)
{
	struct match m = { (uint32_t)article, block, 0, 0 };
	size_t at = 0;

	if (!s)
		return;
	arena_reset(f->scratch);
	struct folded hay = fold_text(s, nbytes, f->scratch);
	while (f->n < FIND_MAX) {
		at = fold_find(&hay, &f->needle, at, &m.from, &m.to);
		if (at == (size_t)-1)
			return;
		f->at = mem_grow(f->at, f->n, &f->cap, sizeof *f->at);
		f->at[f->n++] = m;
		at += f->needle.nbytes;
	}
}

static void
find_in_article(struct finder *f, const struct article *a)
{
	const struct {
		uint32_t block;
		const char *s;
	} head[] = {
		{ FIND_KICKER, a->kicker },
		{ FIND_HEADLINE, a->headline },
		{ FIND_DECK, a->deck },
		{ FIND_BYLINE, a->byline },
	};

	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		find_in_text(f, a->index, head[i].block, head[i].s,
		    head[i].s ? strlen(head[i].s) : 0);
	for (size_t i = 0; i < a->nblocks; i++)
		find_in_text(f, a->index, (uint32_t)i, a->blocks[i].text,
		    a->blocks[i].nbytes);
}

struct matches
find_in_edition(const struct edition *e, const char *query, struct arena *a)
{
	struct finder f = { .scratch = arena_new() };
	struct arena *own = arena_new();

	/* A person typed it, perhaps in another character set. */
	query = filter_copy(query, FILTER_TEXT, own);
	f.needle = fold_text(query, strlen(query), own);
	for (size_t i = 0; f.needle.nbytes && i < e->narticles; i++)
		find_in_article(&f, e->articles[i]);

	struct matches m = { arena_dup(a, f.at, f.n, sizeof *f.at), f.n };
	free(f.at);
	arena_free(own);
	arena_free(f.scratch);
	return m;
}

/*
 * Where a match stands in its article: the head's parts come before block 0,
 * and the anchor of an article's very beginning before them.
 */
static int
compare(const struct match *m, struct anchor at)
{
	int in_head = m->block >= FIND_KICKER;

	if (m->article != at.article)
		return m->article < at.article ? -1 : 1;
	if (in_head)
		return at.block || at.byte ? -1 : 1;
	if (m->block != at.block)
		return m->block < at.block ? -1 : 1;
	return m->from < at.byte ? -1 : m->from > at.byte;
}

size_t
find_nearest(const struct matches *m, struct anchor from, int backward)
{
	size_t lo = 0, hi = m->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (compare(&m->at[mid], from) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (!m->n)
		return 0;
	if (backward)
		return lo ? lo - 1 : m->n - 1;
	return lo < m->n ? lo : 0;
}
