#include "src/layout/lit.h"

#include <stdbool.h>

#include "src/base/arena.h"
#include "src/edition/edition.h"

/* <0, 0, >0 as the block of `a` stands before, is, or stands after that of b. */
static int
compare_blocks(const struct highlight *a, const struct highlight *b)
{
	if (a->article != b->article)
		return a->article < b->article ? -1 : 1;
	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	return 0;
}

/* Does `a` begin before `b` ends? */
static bool
begins_before_end(const struct highlight *a, const struct highlight *b)
{
	int order = compare_blocks(a, b);

	return order < 0 || (order == 0 && a->from < b->to);
}

/* From where on `h` is seen, if `top` lies on it or before it. */
static uint32_t
seen_from(const struct highlight *h, const struct highlight *top, uint32_t from)
{
	bool is_same = compare_blocks(h, top) == 0;

	return is_same && top->to > from ? top->to : from;
}

static size_t
add_piece(struct highlight *at, size_t n, const struct highlight *h,
    uint32_t from, uint32_t to)
{
	if (from >= to)
		return n;
	at[n] = *h;
	at[n].from = from;
	at[n].to = to;
	return n + 1;
}

struct highlights
lit_over(struct highlights under, struct highlights over, struct arena *arena)
{
	/* Each of `over` cuts at most one of `under` in two. */
	struct highlight *at =
	    arena_array(arena, struct highlight, under.n + 2 * over.n + 1);
	size_t n = 0, k = 0;

	for (size_t i = 0; i < under.n; i++) {
		const struct highlight *h = &under.at[i];
		uint32_t from = h->from;
		if (k > 0)
			from = seen_from(h, &over.at[k - 1], from);
		for (; k < over.n && begins_before_end(&over.at[k], h); k++) {
			const struct highlight *top = &over.at[k];
			if (compare_blocks(h, top) == 0)
				n = add_piece(at, n, h, from,
				    top->from < h->to ? top->from : h->to);
			at[n++] = *top;
			from = seen_from(h, top, from);
		}
		n = add_piece(at, n, h, from, h->to);
	}
	while (k < over.n)
		at[n++] = over.at[k++];
	return (struct highlights){ at, n };
}

static size_t
find_article(struct highlights h, uint32_t article)
{
	size_t low = 0, high = h.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (h.at[mid].article < article)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct highlights
lit_of_article(struct highlights h, uint32_t article)
{
	size_t from = find_article(h, article);

	if (h.n == 0)
		return h;
	return (struct highlights){ h.at + from,
		find_article(h, article + 1) - from };
}

struct highlights
lit_range(const struct edition *e, struct anchor from, struct anchor to,
    enum role role, struct arena *arena)
{
	const struct article *a = e->articles[from.article];
	struct highlight *at = arena_array(arena, struct highlight,
	    to.block >= from.block ? to.block - from.block + 1 : 1);
	size_t n = 0;

	for (uint32_t i = from.block; i <= to.block && i < a->nblocks; i++) {
		uint32_t start = i == from.block ? from.byte : 0;
		uint32_t end = i == to.block ? to.byte : a->blocks[i].nbytes;
		if (start < end)
			at[n++] = (struct highlight){ from.article, i, start,
				end, (uint8_t)role };
	}
	return (struct highlights){ at, n };
}
