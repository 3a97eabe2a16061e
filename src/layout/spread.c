#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/joint.h"
#include "src/layout/justify.h"

/*
 * All word spaces of a line get the same, and as many as there are cells left
 * over get one cell more.  Which ones is a choice by dynamic programming over
 * (space, cells given away so far): the least sum of how deep the spaces hang
 * under those above them, and of how uneven it comes out.
 */

enum {
	/* Spaces that overlap over so many lines count no worse than these. */
	MAX_DEPTH = 60,
	/* Of the depth that a space reaches, squared; a river is worth more
	   than a spread that is not quite even, squared in cells. */
	COST_DEPTH = 16,
	COST_UNEVEN = 3,
};

/* How a line's word spaces are widened. */
struct spread {
	const struct fit_white *whites;
	size_t n;
	int32_t shift; /* from the cells of the whites to those of the line */
	size_t each;   /* cells that all get */
	size_t more;   /* how many get one more */
};

void
spreader_init(struct spreader *s)
{
	*s = (struct spreader){ 0 };
}

void
spreader_fini(struct spreader *s)
{
	free(s->above);
	free(s->here);
	free(s->costs);
	free(s->wider);
	free(s->whites);
	spreader_init(s);
}

void
spreader_start(struct spreader *s)
{
	s->nabove = 0;
}

/* How many spaces hang together in these cells of the line above. */
static inline unsigned
depth_above(const struct spreader *s, size_t from, size_t to)
{
	unsigned depth = 0;

	if (to > s->nabove)
		to = s->nabove;
	for (size_t x = from; x < to; x++)
		if (s->above[x] > depth)
			depth = s->above[x];
	return depth;
}

/* Too dear ever to be chosen. */
#define NEVER (INT64_MAX / 4)

/*
 * Space `i`, with s->costs[used] for the ways in which `used` cells went to the
 * spaces before it: the same for the spaces up to and with it.  A space gives
 * what it costs not to get a cell and, one cell wider, to get one.
 */
static void
weigh(struct spreader *s, const struct spread *sp, size_t i)
{
	const struct fit_white *w = &sp->whites[i];
	size_t left = sp->n - i - 1; /* spaces behind it */
	size_t least = sp->more > left ? sp->more - left : 0;
	size_t most = i < sp->more ? i : sp->more;
	uint8_t *wider = s->wider + i * (sp->more + 1);
	int64_t deep = COST_DEPTH * (int64_t)(sp->n * sp->n);
	size_t from = (size_t)(w->from + sp->shift) + i * sp->each;
	size_t to = (size_t)(w->to + sp->shift) + (i + 1) * sp->each;
	int64_t with = NEVER; /* the way to `used` that gives it a cell */

	for (size_t used = least > 0 ? least - 1 : 0; used <= most; used++) {
		int64_t depth = depth_above(s, from + used, to + used);
		int64_t next = depth_above(s, to + used, to + used + 1);
		int64_t uneven =
		    (int64_t)(used * sp->n) - (int64_t)((i + 1) * sp->more);
		int64_t same = s->costs[used] + deep * depth * depth +
		    COST_UNEVEN * uneven * uneven;
		if (next < depth)
			next = depth;
		uneven += (int64_t)sp->n;
		int64_t more = s->costs[used] + deep * next * next +
		    COST_UNEVEN * uneven * uneven;
		wider[used] = with < same;
		s->costs[used] = with < same ? with : same;
		if (used < least)
			s->costs[used] = NEVER;
		with = more;
	}
	if (most < sp->more) {
		wider[most + 1] = 1;
		s->costs[most + 1] = with;
	}
}

/*
 * Fill s->wider[i * (more + 1) + used]: does space `i` get one more, when that
 * makes `used` in all?
 */
static void
choose(struct spreader *s, const struct spread *sp)
{
	size_t width = sp->more + 1;

	while (s->costs_cap < width)
		s->costs = mem_grow(
		    s->costs, s->costs_cap, &s->costs_cap, sizeof *s->costs);
	while (s->wider_cap < width * sp->n)
		s->wider = mem_grow(
		    s->wider, s->wider_cap, &s->wider_cap, sizeof *s->wider);
	s->costs[0] = 0;
	for (size_t i = 0; i < sp->n; i++)
		weigh(s, sp, i);
}

/* Write down where the spaces stand, for the line below. */
static void
settle(struct spreader *s, const struct spread *sp, size_t ncells,
    const uint32_t *given)
{
	size_t used = 0;

	while (s->here_cap < ncells)
		s->here = mem_grow(
		    s->here, s->here_cap, &s->here_cap, sizeof *s->here);
	memset(s->here, 0, ncells);
	for (size_t i = 0; i < sp->n; i++) {
		const struct fit_white *w = &sp->whites[i];
		size_t from = (size_t)(w->from + sp->shift) + used;
		used += given[i];
		size_t to = (size_t)(w->to + sp->shift) + used;
		unsigned depth = depth_above(s, from, to);

		depth = depth < MAX_DEPTH ? depth + 1 : MAX_DEPTH;
		for (size_t x = from; x < to && x < ncells; x++)
			s->here[x] = (uint8_t)depth;
	}
	uint8_t *above = s->above;
	size_t cap = s->above_cap;
	s->above = s->here;
	s->above_cap = s->here_cap;
	s->nabove = ncells;
	s->here = above;
	s->here_cap = cap;
}

/* Set the line's gaps, by what each space is given. */
static void
widen(struct line *line, const struct spread *sp, const uint32_t *given,
    struct arena *a)
{
	size_t n = sp->each ? sp->n : sp->more;

	if (n == 0)
		return;
	struct gap *gaps = arena_array(a, struct gap, n);
	for (size_t i = 0; i < sp->n; i++) {
		if (given[i] == 0)
			continue;
		gaps[line->ngaps++] =
		    (struct gap){ sp->whites[i].at, given[i] };
		line->ncells += (uint16_t)given[i];
	}
	line->gaps = gaps;
}

static void
spread(struct spreader *s, struct line *line, struct spread sp, size_t room,
    struct arena *a)
{
	if (sp.n > 0 && room <= FIT_SPACED_CELLS * sp.n) {
		sp.each = room / sp.n;
		sp.more = room % sp.n;
	}
	uint32_t *given = arena_array(a, uint32_t, sp.n + 1);
	if (sp.more > 0)
		choose(s, &sp);
	for (size_t i = sp.n, used = sp.more; i-- > 0;) {
		bool wider = sp.more > 0 && s->wider[i * (sp.more + 1) + used];
		given[i] = (uint32_t)(sp.each + wider);
		used -= wider;
	}
	widen(line, &sp, given, a);
	settle(s, &sp, line->ncells, given);
}

void
spread_line(struct spreader *s, struct line *line,
    const struct fit_white *whites, struct fit_line l, int slack,
    struct arena *a)
{
	const struct spread sp = {
		.whites = whites + l.white,
		.n = l.nwhites,
		.shift = line->indent - l.x,
	};

	spread(s, line, sp, (size_t)slack, a);
}

/* Find the word spaces of a line; its first cluster stands at cell 0. */
static void
find_whites(struct spreader *s, const struct cluster *at, struct fit_line l)
{
	int32_t x = 0, from = 0;
	bool spaced = false;

	s->nwhites = 0;
	for (size_t k = l.from; k < l.to; k++) {
		bool blank = joint_is_blank(&at[k]);
		if (spaced && !blank) {
			if (s->nwhites == s->whites_cap)
				s->whites = mem_grow(s->whites, s->nwhites,
				    &s->whites_cap, sizeof *s->whites);
			s->whites[s->nwhites++] =
			    (struct fit_white){ at[k].at, from, x };
		}
		spaced = blank && (spaced || at[k].kind == CLUSTER_SPACE);
		x += at[k].ncells;
		if (!blank)
			from = x;
	}
}

void
spread_words(struct spreader *s, struct line *line, const struct fit_spec *spec,
    struct fit_line l, int slack, struct arena *a)
{
	find_whites(s, spec->at, l);
	const struct spread sp = {
		.whites = s->whites,
		.n = s->nwhites,
		.shift = line->indent,
	};
	size_t room = (size_t)slack;

	spread(s, line, sp, room < sp.n ? room : sp.n, a);
}
