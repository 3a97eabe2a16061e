#include "src/layout/para.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/layout/joint.h"
#include "src/layout/order.h"
#include "src/layout/para_int.h"
#include "src/layout/sense.h"
#include "src/text/lang.h"

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

	/* Between two words or characters where nobody would pause. */
	COST_PLAIN = 100,
	/* After 、: what follows is of the same list. */
	COST_COMMA = 30,
	/* Inside quotes or brackets: they are read in one breath. */
	COST_INSIDE = 80,
	/* After "of", "the", "a", 在, 和: they lean on what follows. */
	COST_LEANING = 60,
	LEANING_LETTERS = 3,
	/*
	 * Most words of Chinese have two characters, so after an odd number of
	 * them a break is likely to part one.
	 */
	COST_ODD = 20,
	/* Between characters that the story never has apart. */
	COST_BOND = 100,
	/* One more line; less than one that nobody would print. */
	COST_LINE = 2000,
	/* A character alone; an upper line much shorter than the lower. */
	COST_UGLY = 5000,
	UPPER_CELLS = 4,
	/* As much again where sense asks for it: after a mark or a space. */
	UPPER_PAUSE_CELLS = 8,
	/* Per level of break, beyond the ordinary one. */
	COST_LEVEL = 20000,
};

static const int64_t UNREACHED = INT64_MAX;

/* A place where a line may start, and all that is known about it. */
struct place {
	uint32_t at;  /* first cluster of a line that starts here */
	uint32_t end; /* after the last cluster of the line above */
	int32_t x;    /* cells before `at` */
	int32_t x_end;
	uint32_t chars; /* letters and characters before it */
	int64_t cost;   /* of ending a line here */
};

/* The best way to get to a place in so many lines. */
struct way {
	int64_t total;
	int32_t cells; /* of the last line */
	uint32_t prev; /* the place where that line started */
};

struct heading {
	const char *text;
	const struct cluster *at;
	size_t n;
	uint8_t bond[SENSE_MAX]; /* see sense.h */
	int room;                /* cells for text */
	bool han;                /* has text that is not written with spaces */
	bool chinese;
	struct place *places;
	size_t nplaces;
	struct way *ways; /* nplaces for each number of lines from 0 */
};

static bool
is_pause(unsigned kind)
{
	return kind == CLUSTER_PAUSE || kind == CLUSTER_CLOSE ||
	    kind == CLUSTER_DASH;
}

/* Letters of the word that ends before cluster `end`. */
static size_t
word_letters(const struct heading *h, size_t end)
{
	size_t n = 0;

	while (n < end && h->at[end - 1 - n].kind == CLUSTER_LETTER)
		n++;
	return n;
}

/*
 * Words of one character that lean on what stands before them (的, 们) and on
 * what comes after (在, 和, 将).
 */
static const char leaning_back[] = "的了着过们等吗呢吧地得";
static const char leaning_ahead[] = "在和与及或将把被对向从为以不很更最各每"
				    "再又就與將對從為";

static unsigned
cp_at(const struct heading *h, size_t i)
{
	const char *s = h->text + h->at[i].at;

	return utf8_next(&s);
}

/* All of `chars` have three bytes. */
static bool
is_one_of(const struct heading *h, size_t i, const char *chars)
{
	unsigned cp = cp_at(h, i);

	if (h->at[i].nbytes != 3)
		return false;
	while (*chars)
		if (utf8_next(&chars) == cp)
			return true;
	return false;
}

static bool
is_hiragana(unsigned cp)
{
	return cp >= 0x3041 && cp <= 0x309F;
}

static bool
is_katakana(unsigned cp)
{
	return cp >= 0x30A1 && cp <= 0x30FF;
}

/*
 * Hiragana are particles and the ends of words: they lean on what they follow.
 * Katakana side by side are one foreign word.
 */
static bool
is_leaning(const struct heading *h, const struct place *p)
{
	unsigned next = cp_at(h, p->at);

	return is_hiragana(next) ||
	    (is_katakana(next) && is_katakana(cp_at(h, p->end - 1))) ||
	    is_one_of(h, p->at, leaning_back) ||
	    is_one_of(h, p->end - 1, leaning_ahead);
}

/* What a break between two characters of Chinese or Japanese would tear. */
static int64_t
han_cost(const struct heading *h, const struct place *p)
{
	int64_t cost = COST_PLAIN;
	size_t n = 0;

	if (is_leaning(h, p))
		return cost + COST_LEANING;
	while (n < p->end && h->at[p->end - 1 - n].kind == CLUSTER_HAN &&
	    !is_one_of(h, p->end - 1 - n, leaning_back))
		n++;
	if (p->at <= SENSE_MAX)
		cost += COST_BOND * h->bond[p->end - 1] / SENSE_FULL;
	return h->chinese && n % 2 == 1 ? cost + COST_ODD : cost;
}

static int64_t
place_cost(
    const struct heading *h, const struct place *p, unsigned level, int depth)
{
	int64_t cost = depth > 0 ? COST_INSIDE : 0;
	bool spaced = p->at > p->end;
	size_t letters = word_letters(h, p->end);

	if (level > BREAK_URL || level == BREAK_HYPHEN)
		cost += COST_LEVEL * (int64_t)level;
	if (is_pause(h->at[p->end - 1].kind))
		return cost + (is_one_of(h, p->end - 1, "、") ? COST_COMMA : 0);
	if (letters > 0 && letters <= LEANING_LETTERS)
		cost += COST_LEANING;
	if (spaced)
		return cost;
	return cost + (h->han ? han_cost(h, p) : COST_PLAIN);
}

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
		h->han |= c->kind == CLUSTER_HAN;
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
		p.cost = p.at < h->n ? place_cost(h, &p, level, depth) : 0;
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
	int allowed = i->cost < COST_PLAIN ? UPPER_PAUSE_CELLS : UPPER_CELLS;

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
		.chinese = lang_is_chinese(p->language),
	};

	if (add_one_line(s, p, c))
		return true;
	if (h.n > MAX_CLUSTERS || h.room <= 0)
		return false;
	sense_bonds(
	    h.bond, h.text, h.at, h.n < SENSE_MAX ? h.n : SENSE_MAX, p->story);
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
