#include "src/text/cluster.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <unilbrk.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/text/cluster_int.h"
#include "src/text/glyph.h"
#include "src/text/grapheme.h"
#include "src/text/lang.h"
#include "src/text/prop.h"

/*
 * Three passes over an array of clusters: cut the text and look each up; settle
 * what a mark is by what stands beside it; set the levels (level.c).  Each is
 * linear, and libunistring is called once.
 */

#define KIND(k) (1u << (k))

enum {
	/* Narrow in the table, and part of Chinese beside Chinese. */
	NEUTRAL_KINDS = KIND(CLUSTER_OPEN) | KIND(CLUSTER_CLOSE) |
	    KIND(CLUSTER_INTERPUNCT) | KIND(CLUSTER_CONNECTOR) |
	    KIND(CLUSTER_DASH) | KIND(CLUSTER_ELLIPSIS),
	MARK_KINDS =
	    NEUTRAL_KINDS | KIND(CLUSTER_PAUSE) | KIND(CLUSTER_SOLIDUS),
	ALNUM_KINDS = KIND(CLUSTER_LETTER) | KIND(CLUSTER_DIGIT),
	/* What an opening quote may follow, and a closing one precede. */
	BEFORE_OPEN_KINDS =
	    KIND(CLUSTER_SPACE) | KIND(CLUSTER_OPEN) | KIND(CLUSTER_DASH),
	AFTER_CLOSE_KINDS =
	    KIND(CLUSTER_SPACE) | KIND(CLUSTER_CLOSE) | KIND(CLUSTER_PAUSE),
};

static bool
is_kind(const struct passage *p, size_t i, unsigned kinds)
{
	return KIND(p->at[i].kind) & kinds;
}

/* The half-width forms of kana and Hangul. */
static bool
is_halfwidth(unsigned cp)
{
	return cp >= 0xFF61 && cp <= 0xFFDC;
}

static uint8_t
hints_of(uint16_t prop, unsigned cp, bool wide)
{
	uint8_t hints = prop & PROP_SMALL ? HINT_SMALL : 0;
	unsigned kind = KIND(prop_kind(prop));
	/* ⸺ and ⋯ are neutral to UAX #11 and as Chinese as the rest. */
	bool neutral = (prop & PROP_WIDTH) == PROP_AMBIGUOUS ||
	    kind & (KIND(CLUSTER_DASH) | KIND(CLUSTER_ELLIPSIS));

	if (wide && kind & MARK_KINDS)
		hints |= HINT_EAST;
	else if (neutral && kind & NEUTRAL_KINDS && cp > 0x7F)
		hints |= HINT_NEUTRAL;
	return hints;
}

static size_t
add(struct passage *p, const char *s, size_t at, size_t nbytes, int ambiguous)
{
	struct cluster *c = &p->at[p->n];
	struct item *item = &p->items[p->n++];
	struct grapheme g;
	struct glyph glyph;

	grapheme_next(&g, s + at, nbytes - at);
	c->at = (uint32_t)at;
	c->nbytes = g.nbytes;
	if (g.single && g.prop & PROP_PLAIN) {
		c->ncells = (uint8_t)prop_width(g.prop, ambiguous);
	} else {
		glyph_next(&glyph, s + at, nbytes - at, ambiguous);
		c->ncells = glyph.ncells;
	}
	c->kind = (uint8_t)prop_kind(g.prop);
	c->wide = (g.prop & PROP_WIDTH) == 2 || is_halfwidth(g.cp);
	item->cp = g.cp;
	item->hints = hints_of(g.prop, g.cp, c->wide);
	return at + g.nbytes;
}

/* Is cluster `i`, which may be beyond either end, of one of `kinds`? */
static bool
is_edge_or(const struct passage *p, size_t i, unsigned kinds)
{
	return i >= p->n || is_kind(p, i, kinds);
}

/*
 * Quotes that do not say which side they are on: ' and ", by what is beside
 * them, else by turns.  `open` tells whether one was opened.
 */
static unsigned
straight_kind(const struct passage *p, size_t i, bool open)
{
	if (is_edge_or(p, i - 1, BEFORE_OPEN_KINDS))
		return CLUSTER_OPEN;
	if (is_edge_or(p, i + 1, AFTER_CLOSE_KINDS))
		return CLUSTER_CLOSE;
	if (!open && is_kind(p, i - 1, KIND(CLUSTER_DIGIT)))
		return CLUSTER_POSTFIX; /* feet, inches */
	return open ? CLUSTER_CLOSE : CLUSTER_OPEN;
}

static bool
is_between(const struct passage *p, size_t i, unsigned kinds)
{
	return i > 0 && i + 1 < p->n && is_kind(p, i - 1, kinds) &&
	    is_kind(p, i + 1, kinds);
}

/*
 * Curly and angled quotes as the table has them, or the other way round where
 * German and the Nordic languages turn them: „so“, »so«, ”so”.
 */
static unsigned
curly_kind(const struct passage *p, size_t i)
{
	unsigned kind = p->at[i].kind;
	bool opens = is_edge_or(p, i - 1, BEFORE_OPEN_KINDS);
	bool closes = is_edge_or(p, i + 1, AFTER_CLOSE_KINDS);

	if (kind == CLUSTER_OPEN && !opens && closes && !p->at[i - 1].wide)
		return CLUSTER_CLOSE;
	if (kind == CLUSTER_CLOSE && opens && !closes && !p->at[i + 1].wide)
		return CLUSTER_OPEN;
	return kind;
}

static bool
is_turning_quote(uint32_t cp)
{
	return cp == 0xAB || cp == 0xBB || cp == 0x2018 || cp == 0x2019 ||
	    cp == 0x201C || cp == 0x201D || cp == 0x2039 || cp == 0x203A;
}

static void
settle_quotes(struct passage *p)
{
	bool open[2] = { false, false };

	for (size_t i = 0; i < p->n; i++) {
		struct cluster *c = &p->at[i];
		uint32_t cp = p->items[i].cp;
		bool apostrophe = cp == '\'' || cp == 0x2019 || cp == 0x2018;
		if (apostrophe && is_between(p, i, ALNUM_KINDS)) {
			c->kind = CLUSTER_LETTER; /* don’t, rock‘n’roll */
			p->items[i].hints = 0;
		} else if (cp == '\'' || cp == '"') {
			bool *o = &open[cp == '"'];
			c->kind = (uint8_t)straight_kind(p, i, *o);
			*o = c->kind == CLUSTER_OPEN;
			if (c->kind != CLUSTER_POSTFIX)
				p->items[i].hints |= HINT_NEUTRAL;
		} else if (is_turning_quote(cp)) {
			c->kind = (uint8_t)curly_kind(p, i);
		}
	}
}

/* Neutral marks between two letters are left to UAX #14. */
static bool
is_in_word(const struct passage *p, size_t i)
{
	return is_kind(p, i, KIND(CLUSTER_OPEN) | KIND(CLUSTER_CLOSE)) &&
	    is_between(p, i, KIND(CLUSTER_LETTER));
}

/* Make a neutral mark East Asian; ASCII keeps its looks. */
static void
make_east(struct passage *p, size_t i)
{
	if (is_in_word(p, i))
		return;
	p->items[i].hints |= HINT_EAST;
	if (p->items[i].cp > 0x7F)
		p->at[i].wide = 1;
}

/*
 * Neutral marks are East Asian in a paragraph that is, and beside East Asian
 * text on either side, other such marks between.
 */
static void
settle_neutrals(struct passage *p)
{
	bool wide = false;

	for (size_t i = 0; i < p->n; i++) {
		if (!(p->items[i].hints & HINT_NEUTRAL))
			wide = p->at[i].wide;
		else if (wide || p->east)
			make_east(p, i);
	}
	wide = false;
	for (size_t i = p->n; i-- > 0;) {
		if (!(p->items[i].hints & HINT_NEUTRAL))
			wide = p->at[i].wide;
		else if (wide)
			make_east(p, i);
	}
}

/* "/" is the mark 分隔号 beside Han, and part of a URL or a unit elsewhere. */
static void
settle_solidi(struct passage *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->items[i].cp == '/' &&
		    ((i > 0 && p->at[i - 1].wide) ||
			(i + 1 < p->n && p->at[i + 1].wide)))
			p->items[i].hints |= HINT_EAST;
}

/* May stand in a URL (RFC 3986), apart from what is not ASCII. */
static bool
is_url_char(uint32_t cp)
{
	return cp > ' ' && cp < 0x7F && cp != '"' && cp != '<' && cp != '>';
}

static bool
has_ascii(const struct passage *p, size_t i, const char *want)
{
	for (; *want; want++, i++)
		if (i >= p->n || p->items[i].cp != (unsigned char)*want)
			return false;
	return true;
}

static void
settle_urls(struct passage *p)
{
	for (size_t i = 0, end; i < p->n; i = end + 1) {
		bool url = has_ascii(p, i, "www.");
		for (end = i; end < p->n && is_url_char(p->items[end].cp);
		     end++)
			url |=
			    has_ascii(p, end, "://") || p->items[end].cp == '@';
		for (size_t k = i; url && k < end; k++)
			p->items[k].hints |= HINT_URL;
	}
}

static void
apply_uax14(struct passage *p, const char *s, size_t nbytes)
{
	char *breaks = xmalloc(nbytes);

	/* The encodings of East Asia widen more than is ambiguous. */
	u8_possible_linebreaks((const uint8_t *)s, nbytes, "UTF-8", breaks);
	for (size_t i = 0; i < p->n; i++)
		if (breaks[p->at[i].at] == UC_BREAK_POSSIBLE)
			p->items[i].hints |= HINT_ALLOWED;
	free(breaks);
}

static void
settle_language(struct passage *p, const struct cluster_params *params,
    const char *s, size_t nbytes)
{
	const char *language = params->language;

	if (!language)
		language = lang_guess(s, nbytes);
	p->kinsoku = params->kinsoku;
	p->east = lang_is_east_asian(language);
	p->korean = params->korean == KOREAN_WORD;
	p->korean_han = p->korean && lang_is(language, "ko");
	p->japanese = lang_is(language, "ja");
}

bool
cluster_is_space(const struct passage *p, size_t i)
{
	uint32_t cp = p->items[i].cp;

	return p->at[i].kind == CLUSTER_SPACE && cp != 0xA0 && cp != 0x2007 &&
	    cp != 0x202F;
}

struct clusters
cluster_text(const char *s, size_t nbytes, const struct cluster_params *params,
    struct arena *a)
{
	size_t max = utf8_count(s, nbytes);
	struct passage p = { 0 };

	assert(nbytes <= UINT32_MAX);
	if (max == 0)
		return (struct clusters){ 0 };
	p.at = arena_array(a, struct cluster, max);
	p.items = xmalloc(max * sizeof *p.items);
	for (size_t at = 0; at < nbytes;)
		at = add(&p, s, at, nbytes, params->ambiguous);
	apply_uax14(&p, s, nbytes);
	settle_language(&p, params, s, nbytes);
	settle_quotes(&p);
	settle_neutrals(&p);
	settle_solidi(&p);
	settle_urls(&p);
	level_set_all(&p);
	free(p.items);
	return (struct clusters){ p.at, p.n };
}
