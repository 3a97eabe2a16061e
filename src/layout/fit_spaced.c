#include "src/layout/fit_spaced.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/mem.h"
#include "src/layout/fit.h"
#include "src/layout/fit_word.h"
#include "src/layout/joint.h"
#include "src/text/hyphen.h"

/*
 * The clusters are walked once and cut into boxes, which end where a line may
 * end: after a word, a hyphen or a dash, at a hyphenation point, inside a URL.
 * A box that no line can hold is cut after each of its clusters, at the price
 * of the rule that each cut breaks, so there always is a way.
 *
 * A spot is where a box ends and a line may begin.  It knows the least cost of
 * the lines above; where a hyphen ends the line above there are two such costs,
 * for the first hyphen in a row and for the second.  The starts of a line that
 * ends at a spot lie within one measure, the longest line first; lines much
 * shorter than the measure are tried only when no other is any good.
 */

enum {
	/*
	 * A line whose word spaces all grow by one cell; it rises with the
	 * square of that, as what readers see does.  All other costs are
	 * measured by it.
	 */
	COST_STRETCH = 100,
	/* It cannot be widened, or not without holes, and stays ragged. */
	COST_RAGGED = 1500,
	COST_RAGGED_CELL = 100,
	COST_LINE = 1,
	/*
	 * A hyphen is as bad as a seventh of a cell in each word space.  It has
	 * to be cheap: a cell is a whole letter, and below forty of them few
	 * lines come out even without one.
	 */
	COST_HYPHEN = 2,
	COST_OWN_HYPHEN = 2,
	/* Two in a row; three never, while there is any other way. */
	COST_SECOND = 20,
	COST_THIRD = 2000000,
	/* Before the last line: TeX has \finalhyphendemerits for it. */
	COST_LAST_HYPHEN = 50,
	/*
	 * A cell that the last line lacks of these, which are an indent of the
	 * next paragraph and one more.  Three or more are worse than a ragged
	 * line.
	 */
	COST_SHORT_CELL = 700,
	SHORT_CELLS = 5,
	/* Above it a line is so bad that shorter ones are worth a look. */
	COST_AWFUL = 1000,
	/* A line may lack this part of the measure; else see COST_AWFUL. */
	LACKING_PART = 4,
	/* More than this in every word gap, and ragged is better. */
	SPACED_CELLS = FIT_SPACED_CELLS,
};

/* So far away that no costs bring it near the end of what a number holds. */
#define UNREACHED (INT64_MAX / 4)

/* By enum cluster_break; those below BREAK_UNIT only in a box cut up. */
static const int32_t cost_of_break[] = {
	[BREAK_FREE] = 0,
	[BREAK_HYPHEN] = COST_HYPHEN,
	[BREAK_URL] = 300,
	[BREAK_UNIT] = 3000,
	[BREAK_DASH] = 4000,
	[BREAK_WORD] = 6000,
	[BREAK_FORBIDDEN] = 20000,
	[BREAK_NEVER] = 10000000,
	[BREAK_MUST] = 0,
};

/*
 * COST_STRETCH * 2^20 / n^2: dividing is dear, and done for each line that is
 * tried.  No product with the square of a slack that may be spread, 2n at
 * most, is above 2^29.
 */
#define INVERSE(n) ((1 << 20) / ((n) * (n)) * COST_STRETCH)
#define INVERSES(n)                                                 \
	INVERSE(n), INVERSE(n + 1), INVERSE(n + 2), INVERSE(n + 3), \
	    INVERSE(n + 4), INVERSE(n + 5), INVERSE(n + 6), INVERSE(n + 7)
static const int32_t inverse[] = { 0, INVERSES(1), INVERSES(9), INVERSES(17),
	INVERSES(25), INVERSES(33) };
enum { INVERSE_COUNT = sizeof inverse / sizeof *inverse };

/* How a line ends. */
enum ending {
	ENDS_PLAIN,
	ENDS_OWN_HYPHEN,
	ENDS_HYPHEN, /* one is put in */
};

struct fit_spot {
	int64_t least;    /* of the two totals */
	int32_t x;        /* cells before the line, less its indent */
	uint32_t gaps;    /* word spaces before the line */
	uint8_t ends;     /* enum ending */
	uint8_t row;      /* which of the two totals is less */
	uint8_t spaced;   /* a word space is between */
	uint8_t live;     /* rows; of common_spot() */
	uint32_t at;      /* its first cluster */
	uint32_t to;      /* after the last cluster of the line above */
	uint32_t prev[2]; /* where the line above starts: spot * 2 + row */
	/* Of all lines above; [1] where the last two end in hyphens. */
	int64_t total[2];
};

/* A box, as seen from its end. */
struct box {
	int32_t end;   /* cells up to it, with the hyphen that is put in */
	uint32_t to;   /* after its last cluster */
	int32_t price; /* of the word that is parted here */
	uint8_t level; /* enum cluster_break */
	uint8_t ends;  /* enum ending */
	uint8_t hang;  /* cells that it may stand out at the end of a line */
	bool spaced;   /* a word space follows */
};

struct run {
	struct fit *fit;
	const struct fit_spec *spec;
	size_t lo;       /* spots below cannot reach any more */
	int32_t room;    /* cells that a line may have, with what hangs */
	int32_t least;   /* cells of the narrowest line */
	int32_t lacking; /* cells that a line may lack: LACKING_PART */
	struct fit_words words;
};

/* The walk: at cluster `k`, which is painted. */
struct walk {
	size_t k;
	int32_t x;     /* cells before it */
	uint32_t gaps; /* word spaces before it */
};

static inline bool
is_kind(const struct run *r, size_t k, unsigned kinds)
{
	return kinds >> r->spec->at[k].kind & 1;
}

/* --- the costs ----------------------------------------------------------- */

static inline int32_t
line_cost(int32_t slack, uint32_t gaps)
{
	if (slack <= 0)
		return 0;
	if (slack > SPACED_CELLS * (int32_t)gaps)
		return COST_RAGGED + COST_RAGGED_CELL * slack;
	int32_t i = gaps < INVERSE_COUNT
	    ? inverse[gaps]
	    : (1 << 20) / (int32_t)(gaps * gaps) * COST_STRETCH;

	return slack * slack * i >> 20;
}

/* The last line is not widened; it should only not be too short. */
static int64_t
last_cost(const struct run *r, const struct fit_spot *from, int32_t cells)
{
	int64_t lacking = SHORT_CELLS - (cells - r->spec->rest);
	int64_t cost = lacking > 0 ? lacking * COST_SHORT_CELL : 0;

	return from->ends == ENDS_HYPHEN ? cost + COST_LAST_HYPHEN : cost;
}

/* --- the search ---------------------------------------------------------- */

static inline void
drop_spots(struct run *r, int32_t end)
{
	const struct fit_spot *spots = r->fit->spots;
	size_t most = r->fit->nspots - 1;
	size_t lo = r->lo;

	while (lo < most && end - spots[lo].x > r->room)
		lo++;
	r->lo = lo;
}

/* A box of one cluster is a line even where it is too wide. */
static inline bool
is_single(const struct box *b, const struct fit_spot *from)
{
	return b->ends != ENDS_HYPHEN && b->to - from->at == 1;
}

/*
 * Find the best start for a line that ends at `b`, with no hyphen, for the spot
 * `s` behind it.  This is the inmost loop: what it compares stays in registers,
 * and the better is taken without a branch.
 */
static void
reach(const struct run *r, const struct box *b, struct fit_spot *s)
{
	const struct fit_spot *spots = r->fit->spots;
	size_t n = r->fit->nspots;
	uint32_t gaps = s->gaps - b->spaced;
	int32_t room = r->spec->measure - b->end;
	int32_t most = INT32_MAX; /* slack, once a line is good */
	int64_t best = UNREACHED;
	size_t best_at = r->lo;

	for (size_t i = r->lo; i < n; i++) {
		const struct fit_spot *from = &spots[i];
		int32_t slack = room + from->x;
		if (slack < 0 && slack + b->hang < 0 && !is_single(b, from))
			continue;
		if (slack > most)
			break;
		int32_t cost = line_cost(slack, gaps - from->gaps);
		int64_t total = from->least + cost;
		most =
		    cost < COST_AWFUL && total < UNREACHED ? r->lacking : most;
		best_at = total < best ? i : best_at;
		best = total < best ? total : best;
	}
	s->total[0] = best;
	s->prev[0] = (uint32_t)best_at * 2 + spots[best_at].row;
}

static inline void
offer(struct fit_spot *s, int row, int64_t total, uint32_t prev)
{
	if (total >= s->total[row])
		return;
	s->total[row] = total;
	s->prev[row] = prev;
}

/*
 * A line from spot `i` to one with a hyphen.  Returns whether there is such a
 * way, and one that does not end in a third hyphen.
 */
static inline bool
offer_line(
    struct fit_spot *s, const struct fit_spot *from, size_t i, int64_t cost)
{
	uint32_t prev = (uint32_t)i * 2;

	if (from->ends == ENDS_PLAIN) {
		offer(s, 0, from->least + cost, prev + from->row);
		return from->least < UNREACHED;
	}
	offer(s, 1, from->total[0] + cost + COST_SECOND, prev);
	offer(s, 1, from->total[1] + cost + COST_THIRD, prev + 1);
	return from->total[0] < UNREACHED;
}

/* As reach(), where the line ends in a hyphen. */
static void
reach_hyphened(const struct run *r, const struct box *b, struct fit_spot *s)
{
	const struct fit_spot *spots = r->fit->spots;
	size_t n = r->fit->nspots;
	uint32_t gaps = s->gaps - b->spaced;
	int32_t room = r->spec->measure - b->end;
	bool good = false;

	for (size_t i = r->lo; i < n; i++) {
		const struct fit_spot *from = &spots[i];
		int32_t slack = room + from->x;
		if (slack < 0 && slack + b->hang < 0 && !is_single(b, from))
			continue;
		if (good && slack > r->lacking)
			break;
		int32_t cost = line_cost(slack, gaps - from->gaps);
		good |= offer_line(s, from, i, cost) && cost < COST_AWFUL;
	}
}

/* The same where the paragraph ends. */
static void
reach_last(const struct run *r, const struct box *b, struct fit_spot *s)
{
	const struct fit_spot *spots = r->fit->spots;

	for (size_t i = r->lo; i < r->fit->nspots; i++) {
		const struct fit_spot *from = &spots[i];
		int32_t cells = b->end - from->x;
		if (cells > r->spec->measure + b->hang && !is_single(b, from))
			continue;
		bool whole = i == 0 && !r->spec->begun;
		int64_t cost = whole ? 0 : last_cost(r, from, cells);
		if (b->ends == ENDS_PLAIN)
			offer(s, 0, from->least + cost,
			    (uint32_t)i * 2 + from->row);
		else
			offer_line(s, from, i, cost);
	}
}

/* Find the starts of a line that ends at `b`; false if none reaches it. */
static inline bool
find_starts(struct run *r, const struct box *b, struct fit_spot *s, bool last)
{
	s->total[0] = s->total[1] = UNREACHED;
	drop_spots(r, b->end);
	if (last)
		reach_last(r, b, s);
	else if (b->ends == ENDS_PLAIN)
		reach(r, b, s);
	else
		reach_hyphened(r, b, s);
	return s->total[0] < UNREACHED || s->total[1] < UNREACHED;
}

/*
 * A line may end at `b`: find its starts, and add a spot for the next, which
 * begins at `w`.  Where not even a single cluster has room for a hyphen behind
 * it, there is none.
 */
static void
close_box(struct run *r, struct box *b, const struct walk *w, bool last)
{
	struct fit *f = r->fit;
	int64_t cost = COST_LINE + cost_of_break[b->level] + b->price;

	if (f->nspots == f->spots_cap)
		f->spots = mem_grow(
		    f->spots, f->nspots, &f->spots_cap, sizeof *f->spots);
	struct fit_spot *s = &f->spots[f->nspots];
	s->gaps = w->gaps;
	if (b->ends == ENDS_OWN_HYPHEN)
		cost += COST_OWN_HYPHEN;
	if (!find_starts(r, b, s, last)) {
		b->end -= b->ends == ENDS_HYPHEN;
		b->ends = ENDS_PLAIN;
		cost = cost_of_break[BREAK_WORD];
		find_starts(r, b, s, last);
	}
	s->total[0] += cost;
	s->total[1] += cost;
	s->row = s->total[1] < s->total[0];
	s->least = s->row ? s->total[1] : s->total[0];
	s->x = w->x - r->spec->rest;
	s->at = (uint32_t)w->k;
	s->to = b->to;
	s->ends = b->ends;
	s->spaced = b->spaced;
	f->nspots++;
}

/* --- boxes --------------------------------------------------------------- */

static inline void
add_gap(struct run *r, size_t k, int32_t from, int32_t to)
{
	struct fit *f = r->fit;

	if (f->nwhites == f->whites_cap)
		f->whites = mem_grow(
		    f->whites, f->nwhites, &f->whites_cap, sizeof *f->whites);
	f->whites[f->nwhites++] =
	    (struct fit_white){ r->spec->at[k].at, from, to };
}

/*
 * Go past cluster w->k and the blanks behind it.  Returns what of a box is known
 * there: not how it ends.
 */
static inline struct box
step(const struct run *r, struct walk *w)
{
	const struct cluster *at = r->spec->at;
	size_t k = w->k;
	unsigned level = at[k].after;
	bool spaced = false;
	struct box b = { .to = (uint32_t)k + 1, .end = w->x + at[k].ncells };

	w->x = b.end;
	for (k++; k < r->spec->n && joint_is_blank(&at[k]); k++) {
		if (at[k].after < level)
			level = at[k].after;
		spaced |= at[k].kind == CLUSTER_SPACE;
		w->x += at[k].ncells;
	}
	w->k = k;
	b.spaced = spaced && k < r->spec->n;
	w->gaps += b.spaced;
	b.level = (uint8_t)level;
	return b;
}

/* The hyphen that a line would end in after cluster `k`: a-|b, 3-|4. */
static inline enum ending
ending_after(const struct run *r, size_t k)
{
	const unsigned before = 1u << CLUSTER_LETTER | 1u << CLUSTER_DIGIT;

	return is_kind(r, k, 1u << CLUSTER_CONNECTOR) && k > 0 &&
		is_kind(r, k - 1, before)
	    ? ENDS_OWN_HYPHEN
	    : ENDS_PLAIN;
}

/* How the box would end a line. */
static inline void
finish_box(const struct run *r, struct box *b)
{
	size_t k = b->to - 1;

	if (b->level == BREAK_HYPHEN) {
		b->ends = ENDS_HYPHEN;
		b->end++;
		return;
	}
	b->ends = (uint8_t)ending_after(r, k);
	if (r->spec->hang)
		b->hang = (uint8_t)fit_hang(r->spec, k);
}

/* Cut what no line can hold after each cluster, from the latest spot on. */
static void
cut_up(struct run *r, struct walk w, size_t end)
{
	for (;;) {
		struct box b = step(r, &w);
		if (w.k >= end)
			return;
		if (b.level == BREAK_HYPHEN)
			b.level = BREAK_WORD;
		finish_box(r, &b);
		close_box(r, &b, &w, false);
	}
}

/* Where the box of just now began. */
static inline struct walk
latest_walk(const struct run *r)
{
	const struct fit_spot *s = &r->fit->spots[r->fit->nspots - 1];
	bool first = r->fit->nspots == 1;

	return (struct walk){ s->at,
		s->x + (first ? r->spec->first : r->spec->rest), s->gaps };
}

/* A box ends at `b`; `w` is where the next one begins. */
static inline void
end_box(struct run *r, struct box *b, const struct walk *w)
{
	struct walk latest = latest_walk(r);

	if (w->k == r->spec->n)
		b->level = BREAK_MUST;
	finish_box(r, b);
	bool wide = b->end - latest.x > r->least;
	if (wide && b->ends == ENDS_HYPHEN)
		return; /* no room for that one; there may be without */
	if (wide && b->to - latest.k > 1)
		cut_up(r, latest, w->k);
	close_box(r, b, w, w->k == r->spec->n);
}

/* A window ends at `w`, in a box that may be too wide already. */
static void
cut_rest(struct run *r, const struct walk *w)
{
	struct walk from = latest_walk(r);

	if (w->x - from.x > r->least)
		cut_up(r, from, w->k);
}

/* --- the walk ------------------------------------------------------------ */

/* Go on to cluster `to` of a word. */
static inline void
walk_letters(const struct run *r, struct walk *w, size_t to, bool narrow)
{
	if (narrow)
		w->x += (int32_t)(to - w->k);
	else
		for (size_t k = w->k; k < to; k++)
			w->x += r->spec->at[k].ncells;
	w->k = to;
}

/* Go through the letters of a word but the last, ending boxes at its points. */
static inline void
walk_word(struct run *r, struct walk *w, const struct fit_word *word)
{
	uint64_t points = word->points;

	for (size_t k = word->from; points; k++, points >>= 1) {
		if (!(points & 1))
			continue;
		walk_letters(r, w, k, word->narrow);
		struct box b = {
			.to = (uint32_t)k,
			.end = w->x,
			.level = BREAK_HYPHEN,
			.price = word->price,
		};
		end_box(r, &b, w);
	}
	walk_letters(r, w, word->to - 1, word->narrow);
}

static void
walk_clusters(struct run *r, struct walk w)
{
	const struct fit_spec *spec = r->spec;
	size_t stop = fit_stop(spec);

	while (w.k < stop) {
		if (spec->hyphens && spec->at[w.k].kind == CLUSTER_LETTER) {
			struct fit_word word = fit_word_at(&r->words, w.k);
			walk_word(r, &w, &word);
		}
		struct box b = step(r, &w);
		if (w.k == spec->n && spec->more)
			break;
		if (b.spaced)
			add_gap(r, w.k, b.end, w.x);
		if (w.k == spec->n || b.level <= BREAK_URL)
			end_box(r, &b, &w);
	}
	if (spec->more)
		cut_rest(r, &w);
}

/*
 * The spot and row that all ways to those from r->lo on have passed: in
 * fit_spot.prev's form.  A way comes from a spot before it.
 */
static uint32_t
common_spot(struct run *r)
{
	struct fit_spot *spots = r->fit->spots;
	size_t n = r->fit->nspots;
	size_t nlive = 0;

	for (size_t i = 0; i < n; i++) {
		spots[i].live = 0;
		for (unsigned row = 0; i >= r->lo && row < 2; row++)
			if (spots[i].total[row] < UNREACHED)
				spots[i].live |= (uint8_t)(1u << row);
		nlive += (spots[i].live & 1u) + (spots[i].live >> 1);
	}
	uint32_t at = (uint32_t)n * 2;
	while (at-- > 0) {
		unsigned row = at % 2;
		if (!(spots[at / 2].live >> row & 1))
			continue;
		if (nlive == 1)
			return at;
		uint32_t prev = spots[at / 2].prev[row];
		uint8_t bit = (uint8_t)(1u << prev % 2);
		nlive -= (spots[prev / 2].live & bit) != 0;
		spots[prev / 2].live |= bit;
	}
	return 0;
}

static size_t
count_lines(const struct fit_spot *spots, uint32_t last)
{
	size_t n = 0;

	for (uint32_t i = last; i > 1; i = spots[i / 2].prev[i % 2])
		n++;
	return n;
}

/* The cheapest way of those that may go on. */
static uint32_t
best_spot(const struct run *r)
{
	const struct fit_spot *spots = r->fit->spots;
	size_t least = r->lo;

	for (size_t i = r->lo; i < r->fit->nspots; i++)
		if (spots[i].least <= spots[least].least)
			least = i;
	return (uint32_t)least * 2 + spots[least].row;
}

/*
 * Where the last line of a window starts, of common_spot()'s form: the latest
 * good place, if any.
 */
static uint32_t
window_end(struct run *r)
{
	const struct fit_spot *spots = r->fit->spots;
	uint32_t last = common_spot(r);

	if (last <= 1 && r->fit->nspots >= FIT_ENOUGH)
		last = best_spot(r);
	for (uint32_t i = last; i > 1; i = spots[i / 2].prev[i % 2])
		if (fit_is_fresh(r->spec, spots[i / 2].at))
			return i;
	return last;
}

/* The lines up to `last`, of common_spot()'s form. */
static void
collect_lines(struct fit *f, const struct fit_spec *spec, uint32_t last)
{
	const struct fit_spot *spots = f->spots;
	size_t n = count_lines(spots, last);

	while (f->lines_cap < n)
		f->lines = mem_grow(
		    f->lines, f->lines_cap, &f->lines_cap, sizeof *f->lines);
	f->nlines = n;
	for (uint32_t i = last; i > 1; i = spots[i / 2].prev[i % 2]) {
		const struct fit_spot *s = &spots[i / 2];
		const struct fit_spot *from = &spots[s->prev[i % 2] / 2];
		f->lines[--n] = (struct fit_line){
			.from = from->at,
			.to = s->to,
			.hyphen = s->ends == ENDS_HYPHEN,
			.white = from->gaps,
			.nwhites = s->gaps - s->spaced - from->gaps,
			.x = from->x +
			    (s->prev[i % 2] / 2 ? spec->rest : spec->first),
		};
	}
}

void
fit_spaced(struct fit *f, const struct fit_spec *spec)
{
	struct run r = { .fit = f, .spec = spec };
	struct walk w = { 0 };
	int indent = spec->first > spec->rest ? spec->first : spec->rest;

	r.room = spec->measure + spec->hang;
	r.least = spec->measure - indent;
	r.lacking = spec->measure / LACKING_PART;
	const struct cluster *end = &spec->at[spec->n - 1];
	r.words = (struct fit_words){
		.at = spec->at,
		.n = spec->n,
		.text = spec->text,
		.end = spec->text + end->at + end->nbytes,
		.hyphens = spec->hyphens,
		.capitals =
		    spec->hyphens && hyphen_has_capital_nouns(spec->hyphens),
	};
	f->nspots = 0;
	f->nwhites = 0;
	while (w.k < spec->n && joint_is_blank(&spec->at[w.k]))
		w.k++;
	f->next = fit_stop(spec);
	if (w.k == spec->n)
		return;
	if (f->spots_cap == 0)
		f->spots =
		    mem_grow(f->spots, 0, &f->spots_cap, sizeof *f->spots);
	struct fit_spot *s = &f->spots[f->nspots++];
	*s = (struct fit_spot){
		.total = { UNREACHED, UNREACHED },
		.x = -spec->first,
		.at = (uint32_t)w.k,
		.ends = spec->above / 2,
		.row = spec->above % 2,
	};
	s->total[s->row] = 0;
	walk_clusters(&r, w);
	uint32_t last = spec->more
	    ? window_end(&r)
	    : (uint32_t)(f->nspots - 1) * 2 + f->spots[f->nspots - 1].row;
	collect_lines(f, spec, last);
	f->next = f->spots[last / 2].at;
	f->above = (uint8_t)(f->spots[last / 2].ends * 2 + last % 2);
}
