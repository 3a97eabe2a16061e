#include "src/layout/justify.h"

#include <stdbool.h>

#include "src/base/arena.h"
#include "src/layout/joint.h"

enum {
	/*
	 * A line that stays this much short looks as even as print does at
	 * arm's length (one character); opening joints for less than a
	 * flush end only spoils the grid.
	 */
	RAGGED_CELLS = 2,
};

/* The joints of a line, in order. */
struct joints {
	const struct cluster *at;
	size_t end;
	size_t k; /* the cluster right of the joint */
	enum joint kind;
};

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

void
justify_line(struct line *line, const struct fit_spec *spec, struct fit_line l,
    int slack, struct arena *a)
{
	struct joints joints = { spec->at, l.to, l.from, JOINT_NONE };

	if (spec->style != FIT_RAGGED && slack > 0)
		justify_han(
		    line, joints, (size_t)slack, spec->style == FIT_FULL, a);
}
