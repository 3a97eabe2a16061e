#include "src/text/cluster.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include <unistring/version.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/text/cluster_int.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

/*
 * Three passes over an array of clusters: cut the text and look each up
 * (cluster_cut.c); settle what a mark is by what stands beside it; set the
 * levels (level.c).  Each is linear.
 */

enum {
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

	for (size_t k = 0; k < p->nmarks; k++) {
		size_t i = p->marks[k];
		struct cluster *c = &p->at[i];
		uint32_t cp = p->items[i].cp;
		if (!(KIND(c->kind) & quotes))
			continue;
		bool apostrophe = cp == '\'' || cp == 0x2019 || cp == 0x2018;
		if (apostrophe && is_between(p, i, ALNUM_KINDS)) {
			c->kind = CLUSTER_LETTER; /* don’t, rock‘n’roll */
			p->nletters++;
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

static bool
is_neutral(const struct passage *p, size_t i)
{
	return p->items[i].hints & HINT_NEUTRAL;
}

/*
 * Neutral marks are East Asian in a paragraph that is, and beside East Asian
 * text on either side, other such marks between.
 */
static void
settle_neutrals(struct passage *p)
{
	bool wide = false; /* is the nearest that is not neutral? */

	for (size_t k = 0; k < p->nmarks; k++) {
		size_t i = p->marks[k];
		if (!is_neutral(p, i))
			continue;
		if (i == 0 || !is_neutral(p, i - 1))
			wide = i > 0 && p->at[i - 1].wide;
		if (wide || p->east)
			make_east(p, i);
	}
	for (size_t k = p->nmarks; k-- > 0;) {
		size_t i = p->marks[k];
		if (!is_neutral(p, i))
			continue;
		if (i + 1 == p->n || !is_neutral(p, i + 1))
			wide = i + 1 < p->n && p->at[i + 1].wide;
		if (wide)
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
	p->korean = params->korean != KOREAN_SYLLABLE;
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
	p.at = arena_room(a, max, sizeof *p.at);
	p.items = arena_room(a, max, sizeof *p.items);
	settle_language(&p, params, s, nbytes);
	cluster_cut(&p, s, nbytes,
	    glyph_in_language(params->ambiguous, params->language));
	if (p.seen & SIGHT_QUOTE)
		settle_quotes(&p);
	if (p.seen & SIGHT_NEUTRAL)
		settle_neutrals(&p);
	if (p.seen & SIGHT_SOLIDUS)
		settle_solidi(&p);
	if (p.seen & (SIGHT_SOLIDUS | SIGHT_ADDRESS))
		settle_urls(&p);
	level_set_all(&p);
	free(p.marks);
	return (struct clusters){ .at = p.at,
		.n = p.n,
		.nhan = p.nhan,
		.nhangul = p.nhangul,
		.nletters = p.nletters,
		.rtl = p.seen & SIGHT_RTL };
}

const char *
cluster_library_version(char *out, size_t nbytes)
{
	snprintf(out, nbytes, "%d.%d", _libunistring_version >> 16,
	    _libunistring_version >> 8 & 255);
	return out;
}
