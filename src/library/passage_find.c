/*
 * Finding a passage again.  The same text in the same surroundings comes first,
 * as that is nearly always how it is; then likeness (passage_chain.c).  How sure
 * it is, is judged here, and only the place in the article where the passage was
 * can be sure although it changed.
 */
#include <string.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/edition/clean.h"
#include "src/library/passage.h"
#include "src/library/passage_int.h"

enum {
	/* As much must agree at all: less could stand anywhere. */
	LEAST_SCORE = 8,
	CONTEXT_WEIGHT = 3, /* of a short passage, whose words are anywhere */
	FEW_CPS = 32,       /* of less, both contexts must be there */
	/* In another article, this much of the same text with its context. */
	ELSEWHERE_CPS = 32,
	WHOLE_CPS = 64, /* and of a whole article, which has no context */
};

/* --- the needle ------------------------------------------------------------------ */

/* Folded code points, with room for edges at both ends. */
static unsigned *
fold_cps(const char *s, size_t *n, struct folded *folded, struct arena *a)
{
	struct folded f = fold_text(s, strlen(s), a);
	unsigned *cps = arena_room(a, f.nbytes + 2 * EDGE_CPS + 1, sizeof *cps);
	const char *at = f.s;

	*n = 0;
	while (at < f.s + f.nbytes)
		cps[EDGE_CPS + (*n)++] = utf8_next(&at);
	if (folded)
		*folded = f;
	return cps + EDGE_CPS;
}

static void
init_context(struct context *c)
{
	/*
	 * At a place that has nothing to do with it, a context differs by more
	 * than half; half of that is allowed to one that was edited.
	 */
	c->most = c->n / 2;
	c->sure = c->n / 4;
}

static void
make_before(struct context *c, const char *s, struct arena *a)
{
	size_t n;
	unsigned *cps = fold_cps(s, &n, NULL, a);

	while (n && cps[n - 1] == ' ')
		n--;
	c->is_edge = n < LEAST_SCORE;
	if (n == 0 || utf8_count(s, strlen(s)) < PASSAGE_CONTEXT_CPS)
		for (int i = 0; i < EDGE_CPS; i++, n++)
			*--cps = EDGE_START;
	c->n = n < CONTEXT_MAX ? n : CONTEXT_MAX;
	c->cps = cps + n - c->n;
	init_context(c);
}

static void
make_after(struct context *c, const char *s, struct arena *a)
{
	size_t n;
	unsigned *cps = fold_cps(s, &n, NULL, a);

	for (; n && *cps == ' '; n--)
		cps++;
	c->is_edge = n < LEAST_SCORE;
	if (n == 0 || utf8_count(s, strlen(s)) < PASSAGE_CONTEXT_CPS)
		for (int i = 0; i < EDGE_CPS; i++)
			cps[n++] = EDGE_END;
	c->n = n < CONTEXT_MAX ? n : CONTEXT_MAX;
	c->cps = cps;
	init_context(c);
}

/* The first, the last, and others as evenly between as can be. */
static void
cut_pieces(struct needle *k)
{
	size_t need = (k->n + PIECE_CPS / 2) / PIECE_CPS;

	if (!k->n)
		return;
	k->npieces = !need ? 1 : need < PIECES_MAX ? need : PIECES_MAX;
	k->piece_n = k->n / k->npieces;
	if (k->piece_n > NEAR_MAX_CPS)
		k->piece_n = NEAR_MAX_CPS;
	for (size_t i = 1; i < k->npieces; i++)
		k->piece_at[i] = (k->n - k->piece_n) * i / (k->npieces - 1);
	k->piece_at[0] = 0;
}

/*
 * Both contexts together tell as much as the passage: if it stands twice and
 * this one was edited, the other has all of its text but not these.
 */
static int
weigh_context(const struct needle *k)
{
	size_t contexts = k->before.most + k->after.most;
	size_t weight = k->npieces * k->piece_n / (contexts ? contexts : 1);

	return weight < CONTEXT_WEIGHT ? CONTEXT_WEIGHT : (int)weight;
}

static void
make_needle(struct needle *k, const struct passage *p, struct arena *a)
{
	size_t n;
	unsigned *cps = fold_cps(p->text, &n, &k->folded, a);

	for (; n && *cps == ' '; n--)
		cps++;
	while (n && cps[n - 1] == ' ')
		n--;
	k->text = p->text;
	k->cps = cps;
	k->n = n;
	make_before(&k->before, p->before, a);
	make_after(&k->after, p->after, a);
	k->piece_n = k->npieces = 0;
	cut_pieces(k);
	k->weight = weigh_context(k);
}

/* --- the same text --------------------------------------------------------------- */

static bool
is_same_context(
    const struct needle *k, const struct passage_hay *h, size_t from, size_t to)
{
	size_t nbefore = k->before.n, nafter = k->after.n;

	/* A blank beside Han is there or not by what stands beyond it. */
	while (from && h->cps[from - 1] == ' ')
		from--;
	while (to < h->n && h->cps[to] == ' ')
		to++;
	return from >= nbefore && h->n - to >= nafter &&
	    !memcmp(h->cps + from - nbefore, k->before.cps,
		nbefore * sizeof *h->cps) &&
	    !memcmp(h->cps + to, k->after.cps, nafter * sizeof *h->cps);
}

/* The one place with the same text and the same context on both sides. */
static bool
find_same(struct place *p, const struct needle *k, const struct passage_hay *h)
{
	uint32_t first, end;
	size_t at = 0, counted = 0, cp = EDGE_CPS, nfound = 0;

	while ((at = fold_find(&h->folded, &k->folded, at, &first, &end)) !=
	    (size_t)-1) {
		cp += utf8_count(h->folded.s + counted, at - counted);
		counted = at;
		size_t from = h->cps[cp] == ' ' ? cp + 1 : cp;
		if (is_same_context(k, h, from, from + k->n)) {
			*p = (struct place){ .from = from,
				.to = from + k->n,
				.cover = k->npieces,
				.is_before = true,
				.is_after = true };
			nfound++;
		}
		at += k->folded.nbytes;
	}
	p->score =
	    (int)(k->npieces * k->piece_n + k->before.most + k->after.most);
	return nfound == 1;
}

/* --- how sure -------------------------------------------------------------------- */

/* The next character that is seen; 0 at the end. */
static unsigned
next_seen(const char **s, const char *end)
{
	while (*s < end) {
		unsigned cp = utf8_next(s);
		if (cp != '\n' && !clean_is_blank(cp))
			return cp;
	}
	return 0;
}

/* The same characters, whatever white space is between. */
static bool
is_same_text(const char *a, const char *b, size_t nb)
{
	const char *enda = a + strlen(a), *endb = b + nb;
	unsigned cp;

	do {
		cp = next_seen(&a, enda);
		if (cp != next_seen(&b, endb))
			return false;
	} while (cp);
	return true;
}

static bool
is_likely(const struct needle *k, const struct place *p)
{
	if (!p->cover)
		return p->is_vague; /* between its contexts */
	return p->score >= LEAST_SCORE && p->cover * 4 >= k->npieces;
}

/* Not so long that other text is a good part of it. */
static bool
is_as_long(const struct needle *k, const struct place *p)
{
	return 2 * (p->to - p->from) <= 3 * k->n;
}

static bool
is_sure_here(const struct needle *k, const struct place *p)
{
	bool is_there = k->n < FEW_CPS ? p->is_before && p->is_after
				       : p->is_before || p->is_after;

	return is_there && !p->is_rival && !p->is_vague &&
	    p->cover * 4 >= 3 * k->npieces && is_as_long(k, p);
}

/* Every article begins and ends: edges say nothing there. */
static bool
is_sure_elsewhere(const struct needle *k, const struct place *p, bool is_same)
{
	return is_same && is_sure_here(k, p) && k->n >= ELSEWHERE_CPS &&
	    p->is_before && p->is_after &&
	    !(k->before.is_edge && k->after.is_edge && k->n < WHOLE_CPS);
}

/* What was found in one article. */
struct verdict {
	enum passage_found found;
	struct range range;
	int score;
};

static void
look_in(struct verdict *v, const struct needle *k, const struct edition *e,
    uint32_t article, bool is_here)
{
	struct arena *a = arena_new();
	struct passage_hay h;
	struct place p = { 0 };
	uint32_t first, end;

	*v = (struct verdict){ .found = PASSAGE_GONE };
	passage_hay_make(&h, e->articles[article], a);
	if ((find_same(&p, k, &h) || passage_chain(&p, k, &h, a)) &&
	    is_likely(k, &p)) {
		passage_hay_bytes(&h, p.from, p.to, &first, &end);
		bool is_same =
		    is_same_text(k->text, h.text + first, end - first);
		bool is_sure = is_here ? is_sure_here(k, &p)
				       : is_sure_elsewhere(k, &p, is_same);
		v->found = !is_sure ? PASSAGE_GUESSED
		    : is_same       ? PASSAGE_EXACT
				    : PASSAGE_CHANGED;
		v->score = p.score;
		v->range.from.article = v->range.to.article = article;
		passage_hay_anchor(&v->range.from, &h, first);
		passage_hay_anchor(&v->range.to, &h, end);
	}
	arena_free(a);
}

/* The best of the other articles; one as good as another is a guess. */
static void
look_elsewhere(struct verdict *best, const struct needle *k,
    const struct edition *e, uint32_t article)
{
	*best = (struct verdict){ .found = PASSAGE_GONE };
	for (uint32_t i = 0; i < e->narticles; i++) {
		struct verdict v;
		if (i == article)
			continue;
		look_in(&v, k, e, i, false);
		if (v.found == PASSAGE_GONE)
			continue;
		if (best->found == PASSAGE_GONE || v.score > best->score)
			*best = v;
		else if (v.score == best->score)
			best->found = PASSAGE_GUESSED;
	}
}

enum passage_found
passage_find(struct range *r, const struct passage *p, const struct edition *e,
    uint32_t article)
{
	struct arena *a = arena_new();
	struct verdict here = { .found = PASSAGE_GONE };
	struct verdict other = { .found = PASSAGE_GONE };
	struct needle k;

	make_needle(&k, p, a);
	if (article < e->narticles)
		look_in(&here, &k, e, article, true);
	if (here.found == PASSAGE_GONE || here.found == PASSAGE_GUESSED)
		look_elsewhere(&other, &k, e, article);
	arena_free(a);
	if (here.found == PASSAGE_GONE ||
	    (other.found != PASSAGE_GONE && other.score > here.score))
		here = other;
	if (here.found != PASSAGE_GONE)
		*r = here.range;
	return here.found;
}
