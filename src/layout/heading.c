#include "src/layout/heading_int.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/layout/joint.h"
#include "src/layout/order.h"
#include "src/layout/para_int.h"

/*
 * A headline is broken by sense: a few lines of equal length, ended where a
 * reader would pause.  All ways to break it into up to MAX_LINES lines are
 * weighed by dynamic programming over (opportunity, lines so far).  Costs are
 * in squares of cells, so that they can be compared with what uneven lines
 * cost.
 */

enum {
	/* Beyond this it is no headline, whatever the paper calls it. */
	MAX_LINES = 12,
	/* Lines that it may take beyond the fewest. */
	MORE_LINES = 2,
	MAX_CLUSTERS = 600,

	/*
	 * One more line: less than a torn word, or one that nobody would print;
	 * more than any other place.
	 */
	COST_LINE = 2000,
	/* A character alone; an upper line much shorter than the lower. */
	COST_UGLY = 5000,
	UPPER_CELLS = 4,
	/* As much again where sense asks for it: after a mark or a space. */
	UPPER_PAUSE_CELLS = 8,
};

static const int64_t UNREACHED = INT64_MAX;

/* The best way to get to a place in so many lines. */
struct way {
	int64_t total;
	int32_t cells; /* of the last line */
	uint32_t prev; /* the place where that line started */
};

static void
find_places(struct heading *h, struct arena *a)
{
	struct place p = { 0 };
	int depth = 0;

	h->places = arena_array(a, struct place, h->n + 1);
	while (p.at < h->n && joint_is_blank(&h->at[p.at]))
		p.at++;
	h->places[h->nplaces++] = p;
	while (p.at < h->n) {
		const struct cluster *c = &h->at[p.at];
		unsigned level = c->after;
		p.chars += c->kind <= CLUSTER_DIGIT;
		depth += c->kind == CLUSTER_OPEN;
		depth -= c->kind == CLUSTER_CLOSE;
		p.end = p.at + 1;
		p.x += c->ncells;
		p.x_end = p.x;
		for (p.at++; p.at < h->n && joint_is_blank(&h->at[p.at]);
		     p.at++) {
			p.x += h->at[p.at].ncells;
			if (h->at[p.at].after < level)
				level = h->at[p.at].after;
		}
		p.cost = p.at < h->n ? heading_cost(h, &p, level, depth) : 0;
		if (level < BREAK_NEVER || p.at == h->n)
			h->places[h->nplaces++] = p;
	}
}

/* The cost of a line of a head of `nlines`, from place `i` to place `k`. */
static int64_t
line_cost(const struct heading *h, const struct place *i, const struct place *k,
    const struct way *above, int nlines)
{
	const struct place *last = &h->places[h->nplaces - 1];
	int32_t cells = k->x_end - i->x;
	int32_t off = cells - last->x_end / nlines;
	int64_t cost = off * off + k->cost;
	int allowed = i->cost < HEADING_PAUSE ? UPPER_PAUSE_CELLS : UPPER_CELLS;

	if (k->chars - i->chars <= 1)
		cost += COST_UGLY;
	if (nlines == 2 && k == last && above->cells < cells - allowed)
		cost += COST_UGLY;
	return cost;
}

static struct way
best_way(const struct heading *h, size_t k, int line, int nlines)
{
	const struct way *above = h->ways + (size_t)(line - 1) * h->nplaces;
	struct way best = { .total = UNREACHED };

	for (size_t i = k; i-- > 0;) {
		int32_t cells = h->places[k].x_end - h->places[i].x;
		if (cells > h->room)
			break;
		if (above[i].total == UNREACHED)
			continue;
		int64_t total = above[i].total +
		    line_cost(
			h, &h->places[i], &h->places[k], &above[i], nlines);
		if (total < best.total)
			best = (struct way){ total, cells, (uint32_t)i };
	}
	return best;
}

/* Weigh all ways to make `nlines` lines; returns the cost of the best. */
static int64_t
weigh(struct heading *h, int nlines)
{
	for (size_t k = 0; k < h->nplaces; k++)
		h->ways[k].total = k == 0 ? 0 : UNREACHED;
	for (int line = 1; line <= nlines; line++) {
		struct way *ways = h->ways + (size_t)line * h->nplaces;
		for (size_t k = 0; k < h->nplaces; k++)
			ways[k] = best_way(h, k, line, nlines);
	}
	return h->ways[(size_t)nlines * h->nplaces + h->nplaces - 1].total;
}

/* The number of lines that looks best, or 0 if it cannot be a heading. */
static int
best_nlines(struct heading *h)
{
	int32_t cells = h->places[h->nplaces - 1].x_end;
	int fewest = (cells + h->room - 1) / h->room;
	int64_t best = UNREACHED;
	int nlines = 0;

	for (int n = fewest; n <= fewest + MORE_LINES && n <= MAX_LINES; n++) {
		if ((int64_t)n * COST_LINE >= best)
			break;
		int64_t cost = weigh(h, n);
		if (cost == UNREACHED)
			continue;
		cost += (int64_t)n * COST_LINE;
		if (cost < best) {
			best = cost;
			nlines = n;
		}
	}
	return nlines;
}

static void
add_lines(struct setter *s, const struct para *p, const struct clusters *c,
    struct heading *h, int nlines)
{
	struct fit_line lines[MAX_LINES];
	size_t k = h->nplaces - 1;

	weigh(h, nlines);
	for (int line = nlines; line > 0; line--) {
		size_t i = h->ways[(size_t)line * h->nplaces + k].prev;
		lines[line - 1] = (struct fit_line){ .from = h->places[i].at,
			.to = h->places[k].end };
		k = i;
	}
	for (int line = 0; line < nlines; line++)
		setter_add_line(s,
		    setter_line(p, c, lines[line], setter_indent(p, p->rest)));
}

/* Most headings fit into one line, and there is nothing to weigh. */
static bool
add_one_line(struct setter *s, const struct para *p, const struct clusters *c)
{
	int indent = setter_indent(p, p->rest);
	struct fit_line l = { .to = (uint32_t)c->n };

	while (l.from < l.to && joint_is_blank(&c->at[l.from]))
		l.from++;
	while (l.from < l.to && joint_is_blank(&c->at[l.to - 1]))
		l.to--;
	if (l.from == l.to)
		return true;
	int ncells = indent;
	for (size_t i = l.from; i < l.to && ncells <= p->measure; i++)
		ncells += c->at[i].ncells;
	if (ncells > p->measure)
		return false;
	setter_add_line(s, setter_line(p, c, l, indent));
	return true;
}

/* One line of the source; returns false if it cannot be set as a heading. */
static bool
add_piece(struct setter *s, const struct para *p, const struct clusters *c)
{
	struct heading h = {
		.text = p->text,
		.at = c->at,
		.n = c->n,
		.room = p->measure - setter_indent(p, p->rest),
	};

	if (add_one_line(s, p, c))
		return true;
	if (h.n > MAX_CLUSTERS || h.room <= 0)
		return false;
	heading_learn(&h, p->story);
	find_places(&h, s->scratch);
	h.ways =
	    arena_array(s->scratch, struct way, h.nplaces * (MAX_LINES + 1));
	int nlines = best_nlines(&h);
	if (nlines == 0)
		return false;
	add_lines(s, p, c, &h, nlines);
	return true;
}

void
setter_add_heading(struct setter *s, const struct para *p)
{
	struct clusters c = setter_clusters(s, p);
	size_t begin = s->n;
	bool fits = true;

	for (size_t i = 0, from = 0; i < c.n && fits; i++) {
		if (c.at[i].after != BREAK_MUST)
			continue;
		struct clusters piece = {
			.at = c.at + from, .n = i + 1 - from, .rtl = c.rtl
		};
		fits = add_piece(s, p, &piece);
		from = i + 1;
	}
	if (!fits) {
		struct para plain = *p;
		s->n = begin;
		plain.first = p->rest;
		plain.ragged = true;
		setter_add_para(s, &plain);
		return;
	}
	if (s->n == begin)
		return;
	s->lines[begin].flags |= LINE_OPENS;
	s->lines[s->n - 1].flags |= LINE_CLOSES;
	if (c.rtl && s->params->bidi)
		order_lines(s, p, begin);
}

struct lines
para_set_heading(
    const struct para *p, const struct layout_params *params, struct arena *a)
{
	struct setter s;

	setter_init(&s, params, a);
	setter_add_heading(&s, p);
	return setter_finish(&s);
}
