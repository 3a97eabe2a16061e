#include "src/layout/makeup_int.h"

#include <stdlib.h>

#include "src/base/arena.h"

enum {
	/*
	 * What makes a story weightier than those before it, in places of the
	 * source's order: a picture, and twice the length of the others.
	 */
	PICTURE_PLACES = 2,
	LENGTH_PLACES = 2,
	LONG = 2,
};

static size_t
article_nbytes(const struct article *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->nblocks; i++)
		n += a->blocks[i].nbytes;
	return n;
}

static bool
has_picture(const struct article *a)
{
	for (size_t i = 0; i < a->nblocks; i++)
		if (a->blocks[i].type == BLOCK_FIGURE)
			return true;
	return false;
}

/*
 * The article that leads where none says that it does: the first of the paper
 * that is not much shorter than the longest of its page.
 */
static const struct article *
find_lead(const struct edition *e)
{
	size_t longest = 0, n = 0;

	for (; n < e->narticles && e->articles[n]->page == 0; n++) {
		size_t nbytes = article_nbytes(e->articles[n]);
		if (nbytes > longest)
			longest = nbytes;
	}
	for (size_t i = 0; i < e->narticles; i++)
		if (!e->articles[i]->twin &&
		    story_weight(e->articles[i]) == STORY_LEAD)
			return e->articles[i];
	for (size_t i = 0; i < n; i++)
		if (!e->articles[i]->twin &&
		    article_nbytes(e->articles[i]) >= longest / 3)
			return e->articles[i];
	return e->articles[0];
}

struct rank {
	size_t index;
	int weight;
	long place;
};

static int
compare_ranks(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;

	if (a->weight != b->weight)
		return a->weight < b->weight ? -1 : 1;
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/*
 * By the weight that the source gives; within a weight as the source has
 * them, but long stories and those with pictures sooner.  Twins (edition.h)
 * are left out: their story stands once.
 */
void
makeup_set_queue(struct maker *m)
{
	const struct edition *e = m->front->edition;
	struct rank *ranks =
	    arena_array(m->front->arena, struct rank, e->narticles);
	size_t all = 0, n = 0;

	m->lead = find_lead(e);
	m->nqueue = e->narticles - e->ntwins;
	m->queue = arena_array(m->front->arena, size_t, m->nqueue);
	for (size_t i = 0; i < e->narticles; i++)
		all += article_nbytes(e->articles[i]);
	for (size_t i = 0; i < e->narticles; i++) {
		const struct article *a = e->articles[i];
		struct rank *r = &ranks[n];
		if (a->twin)
			continue;
		*r = (struct rank){ i, (int)story_weight(a), (long)n++ };
		if (a == m->lead)
			r->weight = -1;
		if (has_picture(a))
			r->place -= PICTURE_PLACES;
		if (article_nbytes(a) > all / e->narticles * LONG)
			r->place -= LENGTH_PLACES;
	}
	qsort(ranks, n, sizeof *ranks, compare_ranks);
	for (size_t i = 0; i < n; i++)
		m->queue[i] = ranks[i].index;
}

/* Now page by page, and by weight within a page. */
void
makeup_sort_queue(struct maker *m)
{
	const struct edition *e = m->front->edition;
	size_t *first = arena_array(m->front->arena, size_t, e->npages + 1);
	size_t *sorted = arena_array(m->front->arena, size_t, m->nqueue);

	bool *has_rest = arena_array(m->front->arena, bool, e->npages + 1);

	for (size_t i = 0; i < m->nqueue; i++) {
		first[e->articles[m->queue[i]]->page + 1]++;
		has_rest[e->articles[m->queue[i]]->page] = true;
	}
	for (size_t i = 0; i < e->npages; i++)
		first[i + 1] += first[i];
	for (size_t i = 0; i < m->nqueue; i++)
		sorted[first[e->articles[m->queue[i]]->page]++] = m->queue[i];
	m->queue = sorted;
	m->has_rest = has_rest;
}

int
makeup_count(const struct maker *m, size_t page)
{
	const struct edition *e = m->front->edition;
	int n = 0;

	while ((size_t)n < m->nqueue && n < GUILLOTINE_ITEMS + 1 &&
	    e->articles[m->queue[n]]->page == page)
		n++;
	return n;
}

struct story *
makeup_story(struct maker *m, size_t i)
{
	const struct edition *e = m->front->edition;
	size_t index = m->queue[i];
	struct story *s = m->stories[index];

	if (!s) {
		s = arena_one(m->front->arena, struct story);
		story_init(s, e, e->articles[index], &m->grid, m->params,
		    m->front->arena);
		s->is_lead = e->articles[index] == m->lead;
		m->stories[index] = s;
	}
	return s;
}
