#include "src/layout/fit.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>

#include "src/base/mem.h"
#include "src/layout/fit_spaced.h"
#include "src/layout/joint.h"

/*
 * Total fit (Knuth and Plass, Software: Practice and Experience 11, 1981) for
 * cells, where blanks can only grow.
 *
 * A node is a place where a line may start; it knows the least cost of all
 * lines above it and where the last of them started.  The clusters are walked
 * once.  At each opportunity the starts within one measure are tried, longest
 * line first, until lines get so short that none can be better.
 *
 * A stretch without an ordinary opportunity is noticed as soon as the line
 * from the latest node overflows.  Then the walk goes back to that node and
 * tries again with worse breaks, up to where it overflowed and no further.  So
 * a bad word costs its own lines and no others.
 */

enum {
	/* A cell that stays empty at the end of a line of Chinese, squared. */
	COST_EMPTY = 10,
	/* That it does not end flush is seen as soon as two cells' width. */
	COST_RAGGED = 40,
	/* A cell put into a joint. */
	COST_OPENED = 3,
	/* Cells put between Han, squared; one alone is not, and stays empty. */
	COST_BETWEEN = 5,
	COST_SINGLE = 40,
	COST_LINE = 1,
	/* The last line: one character alone (孤字), or hardly more. */
	COST_WIDOW = 5000,
	COST_SHORT = 30,
	/* Less than the indent of the next paragraph and one cell. */
	SHORT_CELLS = 5,
	/* The joints that Chinese opens, as bits. */
	HAN_JOINTS = 1 << JOINT_SPACE | 1 << JOINT_WEST | 1 << JOINT_MARK |
	    1 << JOINT_UNIT,
	/* What an ordinary stretch may use. */
	BASE_LEVEL = BREAK_URL,
};

static const int64_t UNREACHED = INT64_MAX;

/*
 * A number split from its unit is as bad as ten lines short by four characters.
 * What is worse is only for stretches that cannot be set without, and there it
 * matters which is the least.
 */
static const int32_t cost_of_break[] = {
	[BREAK_FREE] = 0,
	[BREAK_URL] = 700,
	[BREAK_UNIT] = 3000,
	[BREAK_DASH] = 4000,
	[BREAK_WORD] = 6000,
	[BREAK_FORBIDDEN] = 20000,
	[BREAK_NEVER] = 10000000,
	[BREAK_MUST] = 0,
};

/* What is allowed next where a stretch cannot be set; costs choose among it. */
static const uint8_t next_level[BREAK_MUST + 1] = {
	[BREAK_URL] = BREAK_UNIT,
	[BREAK_UNIT] = BREAK_NEVER,
};

struct fit_node {
	int64_t total;   /* cost of all lines above */
	int32_t x;       /* cells before the line, less its indent */
	uint32_t joints; /* that could be opened, before the line */
	uint32_t at;     /* first cluster of the line that starts here */
	uint32_t end;    /* after the last cluster of the line above */
	uint32_t prev;   /* the node where that line started */
	bool live;       /* of common_node() */
};

/* The walk: at cluster `k`, which is painted. */
struct walk {
	size_t k;
	int32_t x;       /* cells before it */
	uint32_t joints; /* up to it */
};

/* What comes after a cluster. */
struct step {
	struct walk next; /* next.k == n at the end */
	int32_t end;      /* cells up to the cluster's end */
	unsigned level;   /* of a break here */
};

struct run {
	struct fit *fit;
	const struct fit_spec *spec;
	struct fit_node *nodes; /* the fit's */
	size_t nnodes;
	unsigned opens; /* the joints that count, as bits */
	size_t lo;      /* nodes below cannot reach any more */
	size_t least;   /* node with the least total from lo on */
};

void
fit_init(struct fit *f)
{
	*f = (struct fit){ 0 };
}

void
fit_fini(struct fit *f)
{
	free(f->nodes);
	free(f->spots);
	free(f->whites);
	free(f->lines);
	fit_init(f);
}

static bool
is_hangable(const struct cluster *c)
{
	return c->kind == CLUSTER_PAUSE || c->kind == CLUSTER_CLOSE;
}

/*
 * With 1, the empty right half of a wide mark (GB/T 15834-2011 5.1.10); with 2
 * the whole mark, unless it is one of a run (CLREQ, "Hanging Punctuation").
 */
int
fit_hang(const struct fit_spec *spec, size_t i)
{
	const struct cluster *c = &spec->at[i];

	if (spec->hang == 0 || !is_hangable(c))
		return 0;
	if (spec->hang == 2 && c->ncells <= 2 &&
	    (i == 0 || !is_hangable(c - 1)))
		return c->ncells;
	return c->ncells == 2;
}

static inline struct step
step_from(const struct run *r, const struct walk *w)
{
	const struct cluster *at = r->spec->at;
	const struct cluster *c = &at[w->k];
	struct step s = { .level = c->after, .end = w->x + c->ncells };
	size_t k = w->k + 1;
	bool spaced = false;

	s.next = (struct walk){ k, s.end, w->joints };
	/* Most of Chinese, where nothing can be opened. */
	if (c->kind == CLUSTER_HAN && k < r->spec->n &&
	    at[k].kind == CLUSTER_HAN && c->wide && at[k].wide &&
	    at[k].ncells && !(r->opens & 1 << JOINT_HAN))
		return s;
	for (; k < r->spec->n && joint_is_blank(&at[k]); k++) {
		if (at[k].after < s.level)
			s.level = at[k].after;
		spaced |= at[k].kind == CLUSTER_SPACE;
		s.next.x += at[k].ncells;
	}
	/* No hyphen is put in, so its place is as bad as any in the word. */
	if (s.level == BREAK_HYPHEN)
		s.level = BREAK_WORD;
	s.next.k = k;
	if (k < r->spec->n) {
		unsigned joint =
		    spaced ? JOINT_SPACE : joint_between(c, &at[k]);
		s.next.joints += r->opens >> joint & 1;
	}
	return s;
}

static inline int32_t
square(int32_t n)
{
	return n * n;
}

static inline int64_t
line_cost(enum fit_style style, int32_t slack, int32_t joints)
{
	int32_t opened = slack < joints ? slack : joints;
	if (style == FIT_FULL)
		return COST_OPENED * opened +
		    (slack - opened == 1
			    ? COST_SINGLE
			    : COST_BETWEEN * (int64_t)square(slack - opened));
	return (slack > opened && style != FIT_RAGGED ? COST_RAGGED : 0) +
	    COST_EMPTY * (int64_t)square(slack - opened) + COST_OPENED * opened;
}

/* The least that lines with this much slack or more can cost. */
static inline int64_t
line_bound(enum fit_style style, int32_t slack, int32_t joints)
{
	if (slack <= joints)
		return 0;
	if (style == FIT_FULL)
		return COST_BETWEEN * (int64_t)square(slack - joints);
	return (style == FIT_RAGGED ? 0 : COST_RAGGED) +
	    COST_EMPTY * (int64_t)square(slack - joints);
}

/* The clusters from `from` to the paragraph's end. */
struct tail {
	size_t from;
	size_t chars; /* letters and characters among them */
	bool han;     /* one of them is Han */
};

/* What a last line costs that starts at `from`, not right of tail->from. */
static int64_t
last_cost(
    struct tail *tail, const struct fit_spec *spec, size_t from, int32_t cells)
{
	while (tail->from > from) {
		unsigned kind = spec->at[--tail->from].kind;
		tail->chars += kind <= CLUSTER_DIGIT;
		tail->han |= kind == CLUSTER_HAN;
	}
	if (tail->han || tail->chars == 0 ? tail->chars <= 1
					  : cells < SHORT_CELLS)
		return COST_WIDOW;
	return cells < SHORT_CELLS ? COST_SHORT : 0;
}

static inline void
add_node(struct run *r, struct fit_node node)
{
	struct fit *f = r->fit;

	if (r->nnodes == f->nodes_cap)
		r->nodes = f->nodes = mem_grow(
		    f->nodes, r->nnodes, &f->nodes_cap, sizeof *f->nodes);
	r->nodes[r->nnodes] = node;
	if (node.total <= r->nodes[r->least].total)
		r->least = r->nnodes;
	r->nnodes++;
}

/* Leave behind the nodes that are too far away for a line to end at `end`. */
static inline void
drop_nodes(struct run *r, int32_t end)
{
	const struct fit_node *nodes = r->nodes;
	int32_t room = r->spec->measure + r->spec->hang;

	while (r->lo + 1 < r->nnodes && end - nodes[r->lo].x > room)
		r->lo++;
	if (r->least >= r->lo)
		return;
	r->least = r->lo;
	for (size_t i = r->lo + 1; i < r->nnodes; i++)
		if (nodes[i].total <= nodes[r->least].total)
			r->least = i;
}

/*
 * Find the best start for a line that ends after cluster `k`.  Returns its
 * total and sets `*prev`, or UNREACHED.  A cluster wider than the measure is
 * a line by itself.
 */
static inline int64_t
best_start_of(const struct run *r, uint32_t *prev, const struct walk *w,
    int32_t end, enum fit_style style)
{
	const struct fit_node *nodes = r->nodes;
	size_t nnodes = r->nnodes;
	int32_t measure = r->spec->measure;
	int32_t hang = r->spec->hang ? fit_hang(r->spec, w->k) : 0;
	int64_t least = nodes[r->least].total;
	int32_t most = (int32_t)(w->joints - nodes[r->lo].joints);
	int64_t best = UNREACHED;

	for (size_t i = r->lo; i < nnodes; i++) {
		int32_t slack = measure - (end - nodes[i].x);
		if (slack < 0) {
			if (slack + hang < 0 && nodes[i].at != w->k)
				continue;
			slack = 0;
		}
		if (least + line_bound(style, slack, most) > best)
			break;
		if (nodes[i].total >= best)
			continue;
		int64_t total = nodes[i].total +
		    line_cost(
			style, slack, (int32_t)(w->joints - nodes[i].joints));
		if (total < best) {
			best = total;
			*prev = (uint32_t)i;
		}
	}
	return best;
}

/* The usual style by a function of its own: this is the inmost loop. */
static int64_t
best_start(
    const struct run *r, uint32_t *prev, const struct walk *w, int32_t end)
{
	enum fit_style style = r->spec->style;

	if (style == FIT_HAN)
		return best_start_of(r, prev, w, end, FIT_HAN);
	return best_start_of(r, prev, w, end, style);
}

/*
 * The same where the paragraph ends.  The last line is not widened; it should
 * only not be too short.  From the shortest such line to the longest, so that
 * its characters are counted once.
 */
static int64_t
best_last(struct run *r, uint32_t *prev, const struct walk *w, int32_t end)
{
	const struct fit_node *nodes = r->nodes;
	int32_t room = r->spec->measure + fit_hang(r->spec, w->k);
	int64_t best = UNREACHED;
	struct tail tail = { w->k + 1, 0, false };

	for (size_t i = r->nnodes; i-- > r->lo;) {
		int32_t cells = end - nodes[i].x;
		int64_t total = nodes[i].total;
		if (cells > room && nodes[i].at != w->k)
			continue;
		if (i > 0 || r->spec->begun)
			total += last_cost(
			    &tail, r->spec, nodes[i].at, cells - r->spec->rest);
		if (total <= best) {
			best = total;
			*prev = (uint32_t)i;
		}
	}
	return best;
}

/* Try to end a line after cluster w->k.  Returns whether a start reaches. */
static inline bool
try_break(struct run *r, const struct walk *w, const struct step *s)
{
	bool last = s->next.k == r->spec->n;
	uint32_t prev = 0;

	drop_nodes(r, s->end);
	int64_t total = last ? best_last(r, &prev, w, s->end)
			     : best_start(r, &prev, w, s->end);
	if (total == UNREACHED)
		return false;
	add_node(r,
	    (struct fit_node){
		.total =
		    total + COST_LINE + (last ? 0 : cost_of_break[s->level]),
		.x = s->next.x - r->spec->rest,
		.joints = s->next.joints,
		.at = (uint32_t)s->next.k,
		.end = (uint32_t)w->k + 1,
		.prev = prev,
	    });
	return true;
}

/* Does a line from the latest node to the end of cluster `k` overflow? */
static inline bool
overflows(const struct run *r, size_t k, int32_t end)
{
	const struct fit_node *latest = &r->nodes[r->nnodes - 1];

	return end - latest->x > r->spec->measure + r->spec->hang &&
	    latest->at != k;
}

static struct walk
back_to_latest(const struct run *r)
{
	const struct fit_node *n = &r->nodes[r->nnodes - 1];
	int indent = r->nnodes == 1 ? r->spec->first : r->spec->rest;

	return (struct walk){ n->at, n->x + indent, n->joints };
}

static void
walk_clusters(struct run *r, struct walk w)
{
	unsigned level = BASE_LEVEL;
	size_t relaxed = 0; /* clusters below may use `level` */
	size_t stuck = 0;   /* nodes when that was last decided */
	size_t stop = fit_stop(r->spec);

	while (w.k < stop) {
		struct step s = step_from(r, &w);
		bool last = s.next.k == r->spec->n;
		if (last && r->spec->more)
			return;
		bool dead = overflows(r, w.k, s.end);

		if (!dead &&
		    (last || s.level <= (w.k < relaxed ? level : BASE_LEVEL)))
			dead = !try_break(r, &w, &s) && last;
		if (!dead) {
			w = s.next;
			continue;
		}
		level = next_level[stuck == r->nnodes ? level : BASE_LEVEL];
		assert(level != 0);
		relaxed = w.k;
		stuck = r->nnodes;
		w = back_to_latest(r);
	}
}

/*
 * The node that all ways to the nodes from `lo` on have passed, where the last
 * line starts that is certain.  A node's way comes from one before it.
 */
static size_t
common_node(struct run *r)
{
	struct fit_node *nodes = r->nodes;
	size_t nlive = r->nnodes - r->lo;
	size_t i = r->nnodes - 1;

	for (size_t k = 0; k < r->nnodes; k++)
		nodes[k].live = k >= r->lo;
	for (; nlive > 1; i--) {
		if (!nodes[i].live)
			continue;
		nlive -= nodes[nodes[i].prev].live;
		nodes[nodes[i].prev].live = true;
	}
	while (!nodes[i].live)
		i--;
	return i;
}

static size_t
count_lines(const struct fit_node *nodes, size_t last)
{
	size_t n = 0;

	for (size_t i = last; i > 0; i = nodes[i].prev)
		n++;
	return n;
}

/* Where the last line of a window starts: the latest good place, if any. */
static size_t
window_end(struct run *r)
{
	size_t last = common_node(r);

	if (last == 0 && r->nnodes >= FIT_ENOUGH)
		last = r->least;
	for (size_t i = last; i > 0; i = r->nodes[i].prev)
		if (fit_is_fresh(r->spec, r->nodes[i].at))
			return i;
	return last;
}

static void
collect_lines(struct fit *f, size_t last)
{
	size_t n = count_lines(f->nodes, last);

	while (f->lines_cap < n)
		f->lines = mem_grow(
		    f->lines, f->lines_cap, &f->lines_cap, sizeof *f->lines);
	f->nlines = n;
	for (size_t i = last; i > 0; i = f->nodes[i].prev)
		f->lines[--n] = (struct fit_line){
			.from = f->nodes[f->nodes[i].prev].at,
			.to = f->nodes[i].end,
		};
}

/* By clusters: all styles but one. */
static void
fit_by_clusters(struct fit *f, const struct fit_spec *spec)
{
	static const unsigned opens[] = {
		[FIT_RAGGED] = 0,
		[FIT_HAN] = HAN_JOINTS,
		[FIT_FULL] = HAN_JOINTS,
		[FIT_WORDS] = 1 << JOINT_SPACE,
	};
	struct run r = { .fit = f,
		.spec = spec,
		.opens = opens[spec->style],
		.nodes = f->nodes };
	struct walk w = { 0 };

	while (w.k < spec->n && joint_is_blank(&spec->at[w.k]))
		w.k++;
	f->next = fit_stop(spec);
	if (w.k == spec->n)
		return;
	add_node(
	    &r, (struct fit_node){ .x = -spec->first, .at = (uint32_t)w.k });
	walk_clusters(&r, w);
	size_t last = spec->more ? window_end(&r) : r.nnodes - 1;
	collect_lines(f, last);
	f->next = r.nodes[last].at;
}

bool
fit_is_fresh(const struct fit_spec *spec, size_t i)
{
	const unsigned kinds =
	    1u << CLUSTER_SPACE | 1u << CLUSTER_HAN | 1u << CLUSTER_PAUSE;

	return i > 0 && spec->at[i - 1].after == BREAK_FREE &&
	    kinds >> spec->at[i - 1].kind & 1;
}

size_t
fit_stop(const struct fit_spec *spec)
{
	if (!spec->more)
		return spec->n;
	return spec->n > FIT_MARGIN ? spec->n - FIT_MARGIN : 0;
}

void
fit_clusters(struct fit *f, const struct fit_spec *spec)
{
	f->nlines = 0;
	f->next = 0;
	f->above = spec->above;
	if (spec->style == FIT_SPACED)
		fit_spaced(f, spec);
	else
		fit_by_clusters(f, spec);
}
