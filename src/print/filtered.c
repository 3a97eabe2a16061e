#include "src/print/filtered.h"

#include <stdlib.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/native.h"
#include "src/text/filter.h"

/* A place of the source text that must be found again in the filtered one. */
struct edge {
	uint32_t at;
	uint32_t *to; /* where its new place goes */
};

static int
compare_edges(const void *a, const void *b)
{
	const struct edge *x = a;
	const struct edge *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

static uint32_t
clip(uint32_t at, size_t from, size_t to)
{
	return at < from ? 0
	    : at > to    ? (uint32_t)(to - from)
			 : (uint32_t)(at - from);
}

/* Copy the spans and wraps that lie in the range, and list their places. */
static size_t
copy_edges(struct native_text *t, struct edge *edges, const struct block *k,
    size_t from, size_t to, struct arena *a)
{
	size_t n = 0;

	t->spans = arena_array(a, struct span, k->nspans);
	for (size_t i = 0; i < k->nspans; i++) {
		struct span *s = &t->spans[t->nspans];
		if (k->spans[i].to <= from || k->spans[i].from >= to)
			continue;
		*s = k->spans[i];
		edges[n++] = (struct edge){ clip(s->from, from, to), &s->from };
		edges[n++] = (struct edge){ clip(s->to, from, to), &s->to };
		s->href = filter_copy(s->href, FILTER_LINE, a);
		t->nspans++;
	}
	t->wraps = arena_array(a, uint32_t, k->nwraps);
	for (size_t i = 0; i < k->nwraps; i++) {
		uint32_t *wrap = &t->wraps[t->nwraps];
		if (k->wraps[i] <= from || k->wraps[i] >= to)
			continue;
		edges[n++] = (struct edge){ clip(k->wraps[i], from, to), wrap };
		t->nwraps++;
	}
	return n;
}

void
filtered_text(struct native_text *t, const struct block *k, size_t from,
    size_t to, struct arena *a)
{
	*t = (struct native_text){ .text = { 0 } };
	size_t most = 2 * k->nspans + k->nwraps;
	struct edge *edges = arena_array(a, struct edge, most);
	uint32_t *places = arena_array(a, uint32_t, most);
	size_t n = copy_edges(t, edges, k, from, to, a);
	if (n)
		qsort(edges, n, sizeof *edges, compare_edges);
	for (size_t i = 0; i < n; i++)
		places[i] = edges[i].at;
	filter_add_places(
	    &t->text, k->text + from, to - from, FILTER_TEXT, places, n);
	for (size_t i = 0; i < n; i++)
		*edges[i].to = places[i];
}
