/*
 * The likeliest place of a passage.  It is cut into pieces of at most 64 code
 * points, a machine word of passage_near.c; of a very long one only some are
 * looked for.  Each piece gives its best hits in the article, and of all rows of
 * hits in the order of the pieces the one with most code points that agree wins
 * (chaining of anchors, as genomes are aligned: Abouelhoda and Ohlebusch, "Chaining
 * algorithms for multiple genome comparison", Journal of Discrete Algorithms 3,
 * 2005).  So sentences may have come, gone or changed inside.  The first and the
 * last hit are the ends; where the piece at an end was rewritten, the context
 * that stood beside it tells.
 */
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/library/passage_int.h"

enum {
	HITS_PER_PIECE = 32, /* a word that stands everywhere has the best */
	HITS_MAX = HITS_PER_PIECE * PIECES_MAX,
	/*
	 * Where an end was changed, what was put in belongs to the passage and
	 * not to the context beside it.
	 */
	SEAM_WEIGHT = 2,
	SEAM_CPS = 5,    /* but not a whole clause, which stands between them */
	CANDIDATES = 4,  /* chains that are weighed with their ends */
	OVERLAP_CPS = 8, /* that neighbours may share: their ends are vague */
	/* What a gap that the passage did not have costs: 1 for so many. */
	GAP_CPS = 8,
	/*
	 * In hundredths: what another place may have and not be a rival.  A copy
	 * of the passage without its context has half of what it would need.
	 */
	RIVAL_SHARE = 80,
	SNAP_CPS = 32,   /* how far an estimated end goes for a sentence's */
	NEAR_SHORT = 32, /* a piece of less may differ by a quarter only */
};

struct hit {
	size_t from, to;
	size_t piece;
	int gain; /* code points that agree, less those that do not */
	int score;
	size_t first, cover; /* of the best chain up to here */
};

struct search {
	const struct needle *needle;
	const struct passage_hay *hay;
	unsigned char *before;    /* distance of the context that ends there */
	unsigned char *after;     /* of the one that begins there */
	unsigned char *pieces[4]; /* of the pieces at hand */
	const uint16_t *kinds;    /* of the hay */
	struct kinds alphabet;
	struct near near[4]; /* the patterns at hand */
	struct near back;    /* the one at hand, backward */
	struct hit hits[HITS_MAX];
	size_t nhits;
};

/* What it costs to end where a context is so far away. */
static int
seam_cost(const unsigned char *distances, size_t at)
{
	return SEAM_WEIGHT *
	    (distances[at] < SEAM_CPS ? distances[at] : SEAM_CPS);
}

static int
context_cost(const struct context *c, const unsigned char *distances, size_t at)
{
	return (int)(distances[at] < c->most ? distances[at] : c->most);
}

/* What it is worth that a context is here. */
static int
context_gain(const struct needle *k, const struct context *c,
    const unsigned char *distances, size_t at)
{
	return k->weight * ((int)c->most - context_cost(c, distances, at));
}

/* --- hits ------------------------------------------------------------------------ */

/*
 * How much a piece may differ: a third.  Texts that have nothing to do with each
 * other differ by half of an English piece and by nine tenths of a Chinese one
 * at their best place; short ones sooner agree by chance.
 */
static size_t
most_distance(size_t n)
{
	return n < NEAR_SHORT ? n / 4 : n / 3;
}

/* Keep the hit if it is among the best of its piece, of which `*n` are kept. */
static void
keep_hit(struct hit *best, size_t *n, struct hit hit)
{
	size_t i = *n;

	if (*n == HITS_PER_PIECE) {
		if (best[*n - 1].gain >= hit.gain)
			return;
		i--;
	} else {
		++*n;
	}
	for (; i > 0 && best[i - 1].gain < hit.gain; i--)
		best[i] = best[i - 1];
	best[i] = hit;
}

/* The stretch that ends at `to`: its start is where it costs least. */
static void
add_hit(struct search *s, size_t piece, size_t to, size_t *n)
{
	const struct needle *k = s->needle;
	unsigned char distances[NEAR_MAX_CPS * 2 + 1];
	size_t reach = k->piece_n + most_distance(k->piece_n);
	size_t low = to > reach ? to - reach : 0;
	struct hit hit = { .to = to, .piece = piece };
	int least = -1;

	near_distances(distances, &s->back, s->kinds + low, to - low, true);
	for (size_t i = 0; i <= to - low; i++) {
		int cost = distances[i];
		if (piece == 0)
			cost += seam_cost(s->before, low + i);
		if (least < 0 || cost < least) {
			least = cost;
			hit.from = low + i;
		}
	}
	hit.gain = (int)k->piece_n - 2 * distances[hit.from - low];
	if (piece == 0)
		hit.gain += context_gain(k, &k->before, s->before, hit.from);
	if (piece + 1 == k->npieces)
		hit.gain += context_gain(k, &k->after, s->after, to);
	if (hit.gain > 0)
		keep_hit(s->hits + s->nhits, n, hit);
}

/* The best end of each stretch in which the piece is near enough. */
static void
find_hits(struct search *s, size_t piece, const unsigned char *distances)
{
	const struct needle *k = s->needle;
	size_t most = most_distance(k->piece_n);
	bool is_last = piece + 1 == k->npieces;
	size_t best = 0, n = 0;
	int least = -1;

	near_init(&s->back, &s->alphabet, k->cps + k->piece_at[piece],
	    k->piece_n, true);
	for (size_t i = 0; i <= s->hay->n; i++) {
		while (least < 0 && i < s->hay->n && distances[i] > most)
			i++; /* nearly everywhere */
		if (least >= 0 &&
		    (distances[i] > most || i - best > k->piece_n)) {
			add_hit(s, piece, best, &n);
			least = -1;
		}
		if (distances[i] > most)
			continue;
		int cost = distances[i];
		if (is_last)
			cost += seam_cost(s->after, i);
		if (least < 0 || cost < least) {
			least = cost;
			best = i;
		}
	}
	if (least >= 0)
		add_hit(s, piece, best, &n);
	s->nhits += n;
}

static void
find_all_hits(struct search *s, struct arena *a)
{
	const struct needle *k = s->needle;

	for (int i = 0; i < 4; i++)
		s->pieces[i] = arena_room(a, s->hay->n + 1, 1);
	for (size_t i = 0; i < k->npieces; i += 4) {
		size_t n = k->npieces - i < 4 ? k->npieces - i : 4;
		for (size_t j = 0; j < 4; j++)
			near_init(&s->near[j], &s->alphabet,
			    k->cps + k->piece_at[i + (j < n ? j : 0)],
			    k->piece_n, false);
		if (n == 1)
			near_distances(
			    s->pieces[0], s->near, s->kinds, s->hay->n, false);
		else
			near_distances_4(
			    s->pieces, s->near, s->kinds, s->hay->n);
		for (size_t j = 0; j < n; j++)
			find_hits(s, i + j, s->pieces[j]);
	}
}

/* --- chains ---------------------------------------------------------------------- */

static size_t
apart(size_t a, size_t b)
{
	return a < b ? b - a : a - b;
}

/* May `b` follow `a`, and for what?  -1 if not. */
static int
step_cost(const struct needle *k, const struct hit *a, const struct hit *b)
{
	size_t want = k->piece_at[b->piece] - k->piece_at[a->piece];

	if (a->piece >= b->piece || b->from + OVERLAP_CPS < a->to ||
	    b->from < a->from)
		return -1;
	size_t off = apart(b->from - a->from, want);
	if (off > k->n + NEAR_MAX_CPS)
		return -1; /* more than itself lies between */
	return (int)(off / GAP_CPS);
}

static void
reach_hit(struct search *s, size_t i)
{
	struct hit *h = &s->hits[i];

	h->score = h->gain;
	h->first = i;
	h->cover = 1;
	for (size_t j = 0; j < i; j++) {
		const struct hit *p = &s->hits[j];
		int cost = step_cost(s->needle, p, h);
		if (cost < 0 || p->score - cost + h->gain <= h->score)
			continue;
		h->score = p->score - cost + h->gain;
		h->first = p->first;
		h->cover = p->cover + 1;
	}
}

/* The end of the best chain; nhits if there is none. */
static size_t
best_chain(struct search *s)
{
	size_t best = s->nhits;

	for (size_t i = 0; i < s->nhits; i++) {
		reach_hit(s, i);
		if (best == s->nhits || s->hits[i].score > s->hits[best].score)
			best = i;
	}
	return best;
}

/* Leave out what has something in common with `p`. */
static void
drop_hits(struct search *s, const struct place *p)
{
	size_t n = 0;

	for (size_t i = 0; i < s->nhits; i++)
		if (s->hits[i].to <= p->from || s->hits[i].from >= p->to)
			s->hits[n++] = s->hits[i];
	s->nhits = n;
}

/* --- ends ------------------------------------------------------------------------ */

/*
 * Where a context is, from `low` to `high`; the nearest to `wanted` of the best.
 * `high` + 1 if it is not there.
 */
static size_t
find_context(const struct context *c, const unsigned char *distances,
    size_t low, size_t high, size_t wanted)
{
	size_t best = high + 1;

	for (size_t i = low; i <= high; i++) {
		if (distances[i] > c->sure)
			continue;
		if (best > high || distances[i] < distances[best] ||
		    (distances[i] == distances[best] &&
			apart(i, wanted) < apart(best, wanted)))
			best = i;
	}
	return best;
}

static bool
ends_sentence(unsigned cp)
{
	return cp == 0x3002 || cp == '.' || cp == '!' || cp == '?' ||
	    cp == EDGE_START;
}

/* The end of a sentence nearest to `at`, else `at`. */
static size_t
snap(const struct passage_hay *h, size_t at)
{
	for (size_t far = 0; far < SNAP_CPS; far++) {
		if (at >= far + 1 && ends_sentence(h->cps[at - far - 1]))
			return at - far;
		if (at + far < h->n && at + far > 0 &&
		    ends_sentence(h->cps[at + far - 1]))
			return at + far;
	}
	return at;
}

/* The start of a chain that begins with a later piece than the first. */
static void
find_start(struct place *p, const struct search *s, size_t missing)
{
	size_t reach = 2 * missing + NEAR_MAX_CPS;
	size_t low = p->from > reach ? p->from - reach : 0;
	size_t wanted = p->from > missing ? p->from - missing : 0;
	size_t at =
	    find_context(&s->needle->before, s->before, low, p->from, wanted);

	if (at <= p->from) {
		p->from = at;
		p->is_before = true;
		p->score +=
		    context_gain(s->needle, &s->needle->before, s->before, at);
		return;
	}
	at = snap(s->hay, wanted);
	p->from = at < p->from ? at : p->from;
	p->is_vague = true;
}

static void
find_end(struct place *p, const struct search *s, size_t missing)
{
	size_t left = s->hay->n - p->to;
	size_t reach = 2 * missing + NEAR_MAX_CPS;
	size_t high = p->to + (reach < left ? reach : left);
	size_t wanted = p->to + (missing < left ? missing : left);
	size_t at =
	    find_context(&s->needle->after, s->after, p->to, high, wanted);

	if (at <= high) {
		p->to = at;
		p->is_after = true;
		p->score +=
		    context_gain(s->needle, &s->needle->after, s->after, at);
		return;
	}
	at = snap(s->hay, wanted);
	p->to = at > p->to ? at : p->to;
	p->is_vague = true;
}

/* The place of the chain that ends with hit `last`. */
static struct place
place_of_chain(const struct search *s, size_t last)
{
	const struct needle *k = s->needle;
	const struct hit *b = &s->hits[last];
	const struct hit *a = &s->hits[b->first];
	size_t end = k->piece_at[b->piece] + k->piece_n;
	struct place p = { .from = a->from,
		.to = b->to,
		.score = b->score,
		.cover = b->cover };

	if (a->piece == 0)
		p.is_before = s->before[p.from] <= k->before.sure;
	else
		find_start(&p, s, k->piece_at[a->piece]);
	if (b->piece + 1 == k->npieces)
		p.is_after = s->after[p.to] <= k->after.sure;
	else
		find_end(&p, s, k->n - end);
	return p;
}

/* What it is worth that both contexts are there; an edge is everywhere. */
static int
between_score(const struct search *s, size_t from, size_t to)
{
	const struct needle *k = s->needle;
	int score = 0;

	if (!k->before.is_edge)
		score += context_gain(k, &k->before, s->before, from);
	if (!k->after.is_edge)
		score += context_gain(k, &k->after, s->after, to);
	return score;
}

/*
 * Between its contexts, whatever stands there now.  Not if it is so little or so
 * much that it cannot be what became of the passage.
 */
static bool
find_between(struct place *p, const struct search *s)
{
	const struct needle *k = s->needle;
	size_t most = 2 * k->n + NEAR_MAX_CPS;
	size_t from = 0;
	bool is_open = false, found = false; /* is `from` a place at all? */

	for (size_t i = 0; i <= s->hay->n; i++) {
		if (is_open && s->after[i] <= k->after.sure &&
		    i - from <= most) {
			int score = between_score(s, from, i);
			if (!found || score > p->score)
				*p = (struct place){ .from = from,
					.to = i,
					.score = score,
					.is_vague = true };
			found = true;
		}
		if (s->before[i] > k->before.sure)
			continue;
		if (!is_open || s->before[i] <= s->before[from] ||
		    i - from > k->n) {
			from = i;
			is_open = true;
		}
	}
	return found && p->to - p->from >= k->n / 4;
}

/* The best of the likeliest chains, once their ends are known. */
static bool
find_chain(struct place *p, struct search *s)
{
	int second = 0;
	bool found = false;

	for (int i = 0; i < CANDIDATES; i++) {
		size_t last = best_chain(s);
		if (last == s->nhits)
			break;
		struct place q = place_of_chain(s, last);
		drop_hits(s, &q);
		if (!found || q.score > p->score) {
			second = found ? p->score : 0;
			*p = q;
		} else if (q.score > second) {
			second = q.score;
		}
		found = true;
	}
	if (found)
		p->is_rival = second * 100 > p->score * RIVAL_SHARE;
	return found;
}

/* How far each place is from what stood before and after the passage. */
static void
find_contexts(struct search *s, struct arena *a)
{
	const struct needle *k = s->needle;
	const struct passage_hay *h = s->hay;
	uint16_t *kinds = arena_room(a, h->n + 1, sizeof *kinds);

	kinds_init(&s->alphabet);
	kinds_add(&s->alphabet, k->before.cps, k->before.n);
	kinds_add(&s->alphabet, k->after.cps, k->after.n);
	for (size_t i = 0; i < k->npieces; i++)
		kinds_add(&s->alphabet, k->cps + k->piece_at[i], k->piece_n);
	kinds_of(kinds, &s->alphabet, h->cps, h->n);
	s->kinds = kinds;
	s->before = arena_room(a, h->n + 1, 1);
	s->after = arena_room(a, h->n + 1, 1);
	near_init(s->near, &s->alphabet, k->before.cps, k->before.n, false);
	near_distances(s->before, s->near, kinds, h->n, false);
	near_init(s->near, &s->alphabet, k->after.cps, k->after.n, true);
	near_distances(s->after, s->near, kinds, h->n, false);
}

bool
passage_chain(struct place *p, const struct needle *k,
    const struct passage_hay *h, struct arena *a)
{
	struct search *s = arena_room(a, 1, sizeof *s);
	struct place between;

	s->needle = k;
	s->hay = h;
	s->nhits = 0;
	find_contexts(s, a);
	find_all_hits(s, a);

	bool is_between = find_between(&between, s);
	bool is_chain = find_chain(p, s);
	if (is_between &&
	    (!is_chain ||
		(!p->is_before && !p->is_after && p->score < between.score)))
		*p = between;
	return is_between || is_chain;
}
