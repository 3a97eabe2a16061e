/*
 * One array holds both ways: places before `here` lie behind, the nearest
 * last; the others ahead, the nearest first.  Going either way swaps the place
 * left for the place gone to, so nothing else has to move.
 */
#include "src/nav/history.h"

#include <string.h>

void
history_init(struct history *h)
{
	memset(h, 0, sizeof *h);
}

static bool
is_same(const struct place *a, const struct place *b)
{
	return !anchor_compare(a->at, b->at) && a->view == b->view &&
	    a->item == b->item;
}

void
history_push(struct history *h, struct place from)
{
	h->n = h->here;
	if (h->n && is_same(&h->places[h->n - 1], &from))
		return; /* or going back would seem to do nothing */
	if (h->n == HISTORY_MAX) {
		h->n--;
		memmove(h->places, h->places + 1, h->n * sizeof *h->places);
	}
	h->places[h->n++] = from;
	h->here = h->n;
}

bool
history_back(struct history *h, struct place from, struct place *to)
{
	if (!h->here)
		return false;
	h->here--;
	*to = h->places[h->here];
	h->places[h->here] = from;
	return true;
}

bool
history_forward(struct history *h, struct place from, struct place *to)
{
	if (h->here == h->n)
		return false;
	*to = h->places[h->here];
	h->places[h->here] = from;
	h->here++;
	return true;
}
