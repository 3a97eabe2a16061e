#include "src/layout/justify.h"

#include <stdbool.h>
#include <stdlib.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/joint.h"

enum {
	/*
	 * A line that stays this much short looks as even as print does at
	 * arm's length (one character); opening joints for less than a
	 * flush end only spoils the grid.
	 */
	RAGGED_CELLS = 2,
	/* More than this in every word gap, and ragged is better. */
	SPACED_CELLS = 2,
};

/* How the cells that do not divide evenly are spread over a line's gaps. */
enum placement {
	PLACE_EVEN,
	PLACE_LEFT,
	PLACE_RIGHT,
	PLACE_MIDDLE,
	PLACE_OUTSIDE,
	PLACE_ODD,
	PLACE_COUNT
};

/* The joints of a line, in order. */
struct joints {
	const struct cluster *at;
	size_t end;
	size_t k; /* the cluster right of the joint */
	enum joint kind;
};

void
justify_init(struct justifier *j)
{
	*j = (struct justifier){ 0 };
}

void
justify_fini(struct justifier *j)
{
	free(j->above.at);
	free(j->here.at);
	*j = (struct justifier){ 0 };
}

void
justify_start(struct justifier *j)
{
	j->above.n = 0;
}

static bool
joints_next(struct joints *j)
{
	size_t left = j->k;
	bool spaced = false;

	for (j->k++; j->k < j->end && joint_is_blank(&j->at[j->k]); j->k++)
		spaced |= j->at[j->k].kind == CLUSTER_SPACE;
	if (j->k >= j->end)
		return false;
	j->kind =
	    spaced ? JOINT_SPACE : joint_between(&j->at[left], &j->at[j->k]);
	return true;
}

/* Does the i-th of `n` places get one of `m` things spread evenly, centred? */
static bool
is_chosen(size_t i, size_t m, size_t n)
{
	return (2 * (i + 1) * m + n) / (2 * n) > (2 * i * m + n) / (2 * n);
}

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Set the gaps of a line: `open[kind]` of the joints of each kind. */
static void
open_joints(struct line *line, struct joints joints, const size_t *open,
    const size_t *n, struct arena *a)
{
	size_t seen[JOINT_COUNT] = { 0 };
	size_t total = 0;

	for (size_t kind = 0; kind < JOINT_COUNT; kind++)
		total += open[kind];
	if (total == 0)
		return;
	struct gap *gaps = arena_array(a, struct gap, total);
	while (joints_next(&joints)) {
		enum joint kind = joints.kind;
		if (kind != JOINT_NONE &&
		    is_chosen(seen[kind]++, open[kind], n[kind]))
			gaps[line->ngaps++] =
			    (struct gap){ joints.at[joints.k].at, 1 };
	}
	line->gaps = gaps;
	line->ncells += (uint16_t)total;
}

/* At most one cell a joint, the best joints first. */
static void
justify_han(struct line *line, struct joints joints, size_t slack, bool full,
    struct arena *a)
{
	size_t n[JOINT_COUNT + 1] = { 0 };
	size_t open[JOINT_COUNT] = { 0 };
	size_t left = slack;

	for (struct joints i = joints; joints_next(&i);)
		n[i.kind]++;
	for (size_t kind = JOINT_SPACE; kind <= JOINT_UNIT; kind++) {
		open[kind] = smaller(left, n[kind]);
		left -= open[kind];
	}
	if (full && left > 1 && left <= n[JOINT_HAN]) {
		open[JOINT_HAN] = left;
		left = 0;
	}
	if (left <= RAGGED_CELLS)
		open_joints(line, joints, open, n, a);
}

/* Does gap `i` of `n` get one of the `m` cells that are left over? */
static bool
is_placed(enum placement placement, size_t i, size_t m, size_t n)
{
	size_t middle = (n - m) / 2;

	switch (placement) {
	case PLACE_LEFT:
		return i < m;
	case PLACE_RIGHT:
		return i >= n - m;
	case PLACE_MIDDLE:
		return i >= middle && i < middle + m;
	case PLACE_OUTSIDE:
		return i < (m + 1) / 2 || i >= n - m / 2;
	case PLACE_ODD:
		return is_chosen((i + 1) % n, m, n);
	default:
		return is_chosen(i, m, n);
	}
}

/* Find the word spaces of a line, as they stand before it is widened. */
static void
find_whites(struct justifier *j, const struct line *line,
    const struct fit_spec *spec, struct fit_line l)
{
	int32_t x = line->indent;
	int32_t from = x;
	bool spaced = false;

	j->here.n = 0;
	for (size_t k = l.from; k < l.to; k++) {
		const struct cluster *c = &spec->at[k];
		if (joint_is_blank(c)) {
			spaced |= c->kind == CLUSTER_SPACE;
			x += c->ncells;
			continue;
		}
		if (spaced) {
			if (j->here.n == j->here.cap)
				j->here.at = mem_grow(j->here.at, j->here.n,
				    &j->here.cap, sizeof *j->here.at);
			j->here.at[j->here.n++] =
			    (struct white){ c->at, from, x, 1 };
			spaced = false;
		}
		x += c->ncells;
		from = x;
	}
}

/* How a line's word spaces are widened. */
struct spread {
	size_t n;    /* word spaces */
	size_t each; /* cells that all get */
	size_t more; /* that get one more */
	enum placement placement;
};

static size_t
spread_cells(const struct spread *s, size_t i)
{
	return s->each + is_placed(s->placement, i, s->more, s->n);
}

/* How many gaps hang together where a gap stands at these cells. */
static uint32_t
depth_of(const struct whites *above, int32_t from, int32_t to, size_t *at)
{
	uint32_t depth = 1;

	while (*at < above->n && above->at[*at].to <= from)
		(*at)++;
	for (size_t i = *at; i < above->n && above->at[i].from < to; i++)
		if (above->at[i].depth >= depth)
			depth = above->at[i].depth + 1;
	return depth;
}

/* How bad rivers would be: the squares of how many gaps hang together. */
static uint64_t
river_badness(const struct justifier *j, const struct spread *s)
{
	int32_t shift = 0;
	size_t above = 0;
	uint64_t badness = 0;

	for (size_t i = 0; i < j->here.n; i++) {
		const struct white *w = &j->here.at[i];
		int32_t from = w->from + shift;
		shift += (int32_t)spread_cells(s, i);
		uint64_t hanging =
		    depth_of(&j->above, from, w->to + shift, &above) - 1;
		badness += hanging * hanging;
	}
	return badness;
}

static void
best_placement(const struct justifier *j, struct spread *s)
{
	uint64_t least = UINT64_MAX;
	enum placement best = PLACE_EVEN;

	for (int p = 0; p < PLACE_COUNT && s->more > 0 && least > 0; p++) {
		s->placement = (enum placement)p;
		uint64_t badness = river_badness(j, s);
		if (badness < least) {
			least = badness;
			best = s->placement;
		}
	}
	s->placement = best;
}

/* Move the word spaces to where they will stand. */
static void
move_whites(struct justifier *j, const struct spread *s)
{
	int32_t shift = 0;
	size_t above = 0;

	for (size_t i = 0; i < j->here.n; i++) {
		struct white *w = &j->here.at[i];
		w->from += shift;
		shift += (int32_t)spread_cells(s, i);
		w->to += shift;
		w->depth = depth_of(&j->above, w->from, w->to, &above);
	}
}

static void
widen_spaces(const struct justifier *j, struct line *line,
    const struct spread *s, struct arena *a)
{
	size_t n = s->each ? s->n : s->more;
	struct gap *gaps;

	if (n == 0)
		return;
	gaps = arena_array(a, struct gap, n);
	for (size_t i = 0; i < s->n; i++) {
		size_t ncells = spread_cells(s, i);
		if (ncells == 0)
			continue;
		gaps[line->ngaps++] =
		    (struct gap){ j->here.at[i].byte, (uint32_t)ncells };
		line->ncells += (uint16_t)ncells;
	}
	line->gaps = gaps;
}

static void
justify_spaced(struct justifier *j, struct line *line,
    const struct fit_spec *spec, struct fit_line l, size_t slack,
    struct arena *a)
{
	struct spread s = { 0 };

	find_whites(j, line, spec, l);
	s.n = j->here.n;
	if (spec->style == FIT_WORDS)
		slack = smaller(slack, s.n);
	if (s.n > 0 && slack <= SPACED_CELLS * s.n) {
		s.each = slack / s.n;
		s.more = slack % s.n;
	}
	best_placement(j, &s);
	widen_spaces(j, line, &s, a);
	move_whites(j, &s);

	struct whites above = j->above;
	j->above = j->here;
	j->here = above;
}

void
justify_line(struct justifier *j, struct line *line,
    const struct fit_spec *spec, struct fit_line l, int slack, struct arena *a)
{
	struct joints joints = { spec->at, l.to, l.from, JOINT_NONE };

	if (spec->style == FIT_SPACED || spec->style == FIT_WORDS)
		justify_spaced(j, line, spec, l, (size_t)slack, a);
	else if (spec->style != FIT_RAGGED && slack > 0)
		justify_han(
		    line, joints, (size_t)slack, spec->style == FIT_FULL, a);
}
