#include "ui/search.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"

void
search_init(struct search *s)
{
	memset(s, 0, sizeof *s);
}

void
search_fini(struct search *s)
{
	arena_free(s->arena);
	free(s->query);
	search_init(s);
}

static size_t
add_lit(struct search *s, size_t n, size_t match)
{
	const struct match *m = &s->matches.at[match];
	uint8_t role = match == s->here ? ROLE_MATCH_HERE : ROLE_MATCH;

	s->lit[n] =
	    (struct highlight){ m->article, m->block, m->from, m->to, role };
	return n + 1;
}

/*
 * Matches come in the order of reading, head first; highlights are wanted by
 * number of block, and the parts of the head have the highest ones.
 */
static void
show_matches(struct search *s)
{
	size_t n = 0, end;

	for (size_t i = 0; i < s->matches.n; i = end) {
		uint32_t article = s->matches.at[i].article;
		for (end = i; end < s->matches.n; end++)
			if (s->matches.at[end].article != article)
				break;
		for (size_t k = i; k < end; k++)
			if (s->matches.at[k].block < FIND_KICKER)
				n = add_lit(s, n, k);
		for (size_t k = i; k < end; k++)
			if (s->matches.at[k].block >= FIND_KICKER)
				n = add_lit(s, n, k);
	}
	s->shown = (struct highlights){ s->lit, n };
}

/* By article, the parts of the head, blocks; then by bytes. */
static int
compare_matches(const void *a, const void *b)
{
	const struct match *x = a, *y = b;
	/* Parts of the head come before block 0: their numbers wrap round. */
	uint32_t bx = x->block - FIND_KICKER, by = y->block - FIND_KICKER;

	if (x->article != y->article)
		return x->article < y->article ? -1 : 1;
	if (bx != by)
		return bx < by ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to < y->to) - (x->to > y->to);
}

/* Of matches that lie over each other the first one stays. */
static size_t
drop_overlaps(struct match *at, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		const struct match *last = kept > 0 ? &at[kept - 1] : NULL;
		if (last && last->article == at[i].article &&
		    last->block == at[i].block && at[i].from < last->to)
			continue;
		at[kept++] = at[i];
	}
	return kept;
}

/* All matches of either of several queries, in the order of reading. */
static struct matches
find_either(const struct edition *edition, const char *query, struct arena *a)
{
	struct match *all = NULL;
	size_t n = 0;

	while (*query) {
		size_t nbytes = strcspn(query, "\n");
		struct matches m = find_in_edition(
		    edition, arena_strndup(a, query, nbytes), a);
		struct match *more = arena_array(a, struct match, n + m.n + 1);
		if (n > 0)
			memcpy(more, all, n * sizeof *all);
		if (m.n > 0)
			memcpy(more + n, m.at, m.n * sizeof *m.at);
		all = more;
		n += m.n;
		query += nbytes;
		query += *query == SEARCH_EITHER;
	}
	if (n > 0)
		qsort(all, n, sizeof *all, compare_matches);
	return (struct matches){ all, drop_overlaps(all, n) };
}

void
search_start(struct search *s, const struct edition *edition, const char *query)
{
	char *copy = query ? xstrdup(query) : NULL; /* may be s->query */

	search_fini(s);
	s->arena = arena_new();
	s->query = copy;
	if (copy)
		s->matches = strchr(copy, SEARCH_EITHER)
		    ? find_either(edition, copy, s->arena)
		    : find_in_edition(edition, copy, s->arena);
	s->here = s->matches.n;
	s->lit = arena_array(s->arena, struct highlight, s->matches.n + 1);
	show_matches(s);
}

void
search_choose(struct search *s, size_t i)
{
	s->here = i;
	show_matches(s);
}

struct anchor
search_place(const struct search *s, size_t i)
{
	const struct match *m = &s->matches.at[i];

	if (m->block >= FIND_KICKER)
		return (struct anchor){ m->article, 0, 0 };
	return (struct anchor){ m->article, m->block, m->from };
}

static bool
is_before(const struct highlight *h, const struct anchor *at)
{
	return h->article < at->article ||
	    (h->article == at->article && h->block < at->block);
}

/* Light bytes from..to of a block, in place of the matches within it. */
static void
spot(struct search *s, const struct anchor *at, uint32_t from, uint32_t to)
{
	size_t i = 0;

	while (i < s->shown.n && is_before(&s->lit[i], at))
		i++;
	memmove(s->lit + i + 1, s->lit + i, (s->shown.n - i) * sizeof *s->lit);
	s->lit[i] = (struct highlight){ at->article, at->block, from, to,
		ROLE_SELECTION };
	s->shown.n++;
}

/* The block at a place once no other is lit, or NULL. */
static const struct block *
clear_spot(
    struct search *s, const struct edition *edition, const struct anchor *at)
{
	if (!s->arena)
		search_start(s, edition, NULL);
	show_matches(s);
	if (!at || at->article >= edition->narticles)
		return NULL;
	const struct article *a = edition->articles[at->article];
	return at->block < a->nblocks ? &a->blocks[at->block] : NULL;
}

void
search_spot(
    struct search *s, const struct edition *edition, const struct anchor *at)
{
	const struct block *b = clear_spot(s, edition, at);

	if (b)
		spot(s, at, 0, b->nbytes);
}

/* After the mark that ends the sentence which goes on at `from`. */
static uint32_t
sentence_end(const struct block *b, uint32_t from)
{
	static const char *const marks[] = { "。", "！", "？", ". ", "! ",
		"? " };

	for (uint32_t i = from; i < b->nbytes; i++)
		for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
			size_t n = strlen(marks[k]);
			if (n <= b->nbytes - i &&
			    memcmp(b->text + i, marks[k], n) == 0)
				return i + (uint32_t)n;
		}
	return b->nbytes;
}

void
search_spot_sentence(
    struct search *s, const struct edition *edition, struct anchor at)
{
	const struct block *b = clear_spot(s, edition, &at);

	if (b && at.byte < b->nbytes)
		spot(s, &at, at.byte, sentence_end(b, at.byte));
}
