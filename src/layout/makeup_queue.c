#include "src/layout/makeup_int.h"

#include "src/base/arena.h"

static size_t
article_nbytes(const struct article *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->nblocks; i++)
		n += a->blocks[i].nbytes;
	return n;
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
		if (story_weight(e->articles[i]) == STORY_LEAD)
			return e->articles[i];
	for (size_t i = 0; i < n; i++)
		if (article_nbytes(e->articles[i]) >= longest / 3)
			return e->articles[i];
	return e->articles[0];
}

/*
 * By weight, and within a weight as the source has them.  Bands are made of the
 * queue's first.
 */
void
makeup_set_queue(struct maker *m)
{
	const struct edition *e = m->front->edition;
	const struct article *lead = find_lead(e);

	m->lead = lead;
	m->queue = arena_array(m->front->arena, size_t, e->narticles);
	m->queue[m->nqueue++] = lead->index;
	for (int w = STORY_LEAD; w <= STORY_BRIEF; w++)
		for (size_t i = 0; i < e->narticles; i++)
			if (e->articles[i] != lead &&
			    (int)story_weight(e->articles[i]) == w)
				m->queue[m->nqueue++] = i;
}

/* Now page by page, and by weight within a page. */
void
makeup_sort_queue(struct maker *m)
{
	const struct edition *e = m->front->edition;
	size_t *first = arena_array(m->front->arena, size_t, e->npages + 1);
	size_t *sorted = arena_array(m->front->arena, size_t, m->nqueue);

	for (size_t i = 0; i < m->nqueue; i++)
		first[e->articles[m->queue[i]]->page + 1]++;
	for (size_t i = 0; i < e->npages; i++)
		first[i + 1] += first[i];
	for (size_t i = 0; i < m->nqueue; i++)
		sorted[first[e->articles[m->queue[i]]->page]++] = m->queue[i];
	m->queue = sorted;
}

static const struct article *
first_article(const struct maker *m)
{
	return m->front->edition->articles[m->queue[0]];
}

const struct article *
makeup_next(const struct maker *m, const struct page *page)
{
	if (m->nqueue == 0 ||
	    (page && article_page(m->front->edition, first_article(m)) != page))
		return NULL;
	return first_article(m);
}

int
makeup_count(const struct maker *m, const struct page *page, int most)
{
	const struct edition *e = m->front->edition;
	int n = 0;

	while (n < most && (size_t)n < m->nqueue &&
	    (!page || article_page(e, e->articles[m->queue[n]]) == page))
		n++;
	return n;
}
