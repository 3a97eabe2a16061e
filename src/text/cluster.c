#include "src/text/cluster.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unilbrk.h>
#include <unistring/version.h>

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
	PLAIN_KINDS = ALNUM_KINDS | KIND(CLUSTER_HAN) | KIND(CLUSTER_HANGUL) |
	    KIND(CLUSTER_SPACE),
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

static bool
ends_www(const struct passage *p, size_t i)
{
	return i >= 3 && p->items[i - 1].cp == 'w' &&
	    p->items[i - 2].cp == 'w' && p->items[i - 3].cp == 'w';
}

/* Whatever is neither letter, digit, ideograph nor space is looked at here. */
static void
look_at_mark(struct passage *p, size_t i, uint16_t prop)
{
	uint32_t cp = p->items[i].cp;
	unsigned kind = KIND(p->at[i].kind);
	/* ⸺ and ⋯ are neutral to UAX #11 and as Chinese as the rest. */
	bool neutral = (prop & PROP_WIDTH) == PROP_AMBIGUOUS ||
	    kind & (KIND(CLUSTER_DASH) | KIND(CLUSTER_ELLIPSIS));

	if (p->at[i].wide && kind & MARK_KINDS) {
		p->items[i].hints |= HINT_EAST;
	} else if (neutral && kind & NEUTRAL_KINDS) {
		p->items[i].hints |= HINT_NEUTRAL;
		p->seen |= SIGHT_NEUTRAL;
	}
	if (kind & (KIND(CLUSTER_OPEN) | KIND(CLUSTER_CLOSE)))
		p->seen |= SIGHT_QUOTE;
	if (cp == '/')
		p->seen |= SIGHT_SOLIDUS;
	if (cp == '@' || (cp == '.' && ends_www(p, i)))
		p->seen |= SIGHT_ADDRESS;
}

/* What is the same for all clusters of a paragraph while it is cut. */
struct source {
	const char *s;
	size_t nbytes;
	const char *breaks; /* of u8_possible_linebreaks() */
	int ambiguous;
};

/* The next cluster, at byte `at`, for the caller to fill in. */
static inline struct cluster *
put(struct passage *p, const struct source *src, size_t at, unsigned cp,
    unsigned hints)
{
	struct cluster *c = &p->at[p->n];

	if (src->breaks[at] == UC_BREAK_POSSIBLE)
		hints |= HINT_ALLOWED;
	p->items[p->n++] = (struct item){ cp, (uint8_t)hints };
	c->at = (uint32_t)at;
	return c;
}

static inline size_t
add(struct passage *p, const struct source *src, size_t at)
{
	const char *s = src->s + at;
	struct grapheme g = grapheme_next(s, src->nbytes - at);
	struct cluster *c =
	    put(p, src, at, g.cp, g.prop & PROP_SMALL ? HINT_SMALL : 0);

	c->nbytes = g.nbytes;
	c->kind = (uint8_t)prop_kind(g.prop);
	c->wide = (g.prop & PROP_WIDTH) == 2 || is_halfwidth(g.cp);
	if (g.single && prop_is_plain(g.prop, src->ambiguous)) {
		c->ncells = (uint8_t)prop_width(g.prop, src->ambiguous);
	} else {
		struct glyph glyph;
		glyph_next(&glyph, s, src->nbytes - at, src->ambiguous);
		c->ncells = glyph.ncells;
	}
	if (KIND(c->kind) & ~PLAIN_KINDS)
		look_at_mark(p, p->n - 1, g.prop);
	return at + g.nbytes;
}

static inline bool
is_ascii_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The letters at `at` but the last, which might have a mark. */
static inline size_t
add_letters(struct passage *p, const struct source *src, size_t at)
{
	const char *s = src->s;

	for (; at + 1 < src->nbytes && is_ascii_letter(s[at]) &&
	     is_ascii_letter(s[at + 1]);
	     at++) {
		struct cluster *c =
		    put(p, src, at, (unsigned char)s[at], HINT_DONE);
		c->nbytes = 1;
		c->ncells = 1;
		c->kind = CLUSTER_LETTER;
		c->after = BREAK_WORD;
		c->wide = 0;
	}
	return at;
}

/* The ideograph of the first block (U+4E00 to U+9FFF) at `s`, or 0. */
static inline unsigned
han_at(const struct source *src, size_t at)
{
	const unsigned char *u = (const unsigned char *)src->s + at;

	if (src->nbytes - at < 3 || u[0] < 0xE4 || u[0] > 0xE9)
		return 0;
	unsigned cp = (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);

	return cp >= 0x4E00 ? cp : 0;
}

/* The ideographs at `at` but the last. */
static inline size_t
add_han(struct passage *p, const struct source *src, size_t at)
{
	unsigned cp = han_at(src, at);
	unsigned next;

	for (; cp && (next = han_at(src, at + 3)) != 0; at += 3, cp = next) {
		struct cluster *c = put(p, src, at, cp, HINT_DONE);
		c->nbytes = 3;
		c->ncells = 2;
		c->kind = CLUSTER_HAN;
		c->after = p->korean_han ? BREAK_WORD : BREAK_FREE;
		c->wide = 1;
	}
	return at;
}

/*
 * Cut the text.  Most of it is words and ideographs: their inside is done with
 * here, for no rule has a say there.
 */
static void
cut(struct passage *p, const struct source *src)
{
	for (size_t at = 0; at < src->nbytes;) {
		at = add_letters(p, src, at);
		at = add_han(p, src, at);
		at = add(p, src, at);
	}
}

static char *
uax14_breaks(const char *s, size_t nbytes)
{
	char *breaks = xmalloc(nbytes);

	/* The encodings of East Asia would widen more than is ambiguous. */
	u8_possible_linebreaks((const uint8_t *)s, nbytes, "UTF-8", breaks);
	return breaks;
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

static bool
is_straight(uint32_t cp)
{
	return cp == '\'' || cp == '"' || cp == 0xFF07 || cp == 0xFF02;
}

static void
settle_quotes(struct passage *p)
{
	const unsigned quotes = KIND(CLUSTER_OPEN) | KIND(CLUSTER_CLOSE);
	bool open[2] = { false, false };

	for (size_t i = 0; i < p->n; i++) {
		struct cluster *c = &p->at[i];
		uint32_t cp = p->items[i].cp;
		if (!(KIND(c->kind) & quotes))
			continue;
		bool apostrophe = cp == '\'' || cp == 0x2019 || cp == 0x2018;
		if (apostrophe && is_between(p, i, ALNUM_KINDS)) {
			c->kind = CLUSTER_LETTER; /* don’t, rock‘n’roll */
			p->items[i].hints = 0;
		} else if (is_straight(cp)) {
			bool *o = &open[cp == '"' || cp == 0xFF02];
			c->kind = (uint8_t)straight_kind(p, i, *o);
			*o = c->kind == CLUSTER_OPEN;
			if (c->kind != CLUSTER_POSTFIX)
				p->items[i].hints |= HINT_NEUTRAL;
			p->seen |= SIGHT_NEUTRAL;
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
	settle_language(&p, params, s, nbytes);
	char *breaks = uax14_breaks(s, nbytes);
	cut(&p,
	    &(struct source){ s, nbytes, breaks,
		glyph_in_language(params->ambiguous, params->language) });
	free(breaks);
	if (p.seen & SIGHT_QUOTE)
		settle_quotes(&p);
	if (p.seen & SIGHT_NEUTRAL)
		settle_neutrals(&p);
	if (p.seen & SIGHT_SOLIDUS)
		settle_solidi(&p);
	if (p.seen & (SIGHT_SOLIDUS | SIGHT_ADDRESS))
		settle_urls(&p);
	level_set_all(&p);
	free(p.items);
	return (struct clusters){ p.at, p.n };
}

const char *
cluster_library_version(char *out, size_t nbytes)
{
	snprintf(out, nbytes, "%d.%d", _libunistring_version >> 16,
	    _libunistring_version >> 8 & 255);
	return out;
}
