#include <stdlib.h>

#include <unilbrk.h>

#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/text/bidi.h"
#include "src/text/cluster_int.h"
#include "src/text/glyph.h"
#include "src/text/grapheme.h"
#include "src/text/pair.h"
#include "src/text/prop.h"

/*
 * Most paragraphs hold nothing but frequent characters (pair.h): there every
 * character is a cluster, and a table of pairs knows where UAX #14 allows a
 * break.  At the first other one the work begins again, with the breaks of
 * libunistring and the clusters of grapheme.h.  Both ways give the same
 * (tests/prop/fast.c).
 */

enum {
	/* Narrow in the table, and part of Chinese beside Chinese. */
	NEUTRAL_KINDS = KIND(CLUSTER_OPEN) | KIND(CLUSTER_CLOSE) |
	    KIND(CLUSTER_INTERPUNCT) | KIND(CLUSTER_CONNECTOR) |
	    KIND(CLUSTER_DASH) | KIND(CLUSTER_ELLIPSIS),
	MARK_KINDS =
	    NEUTRAL_KINDS | KIND(CLUSTER_PAUSE) | KIND(CLUSTER_SOLIDUS),
	PLAIN_KINDS = KIND(CLUSTER_LETTER) | KIND(CLUSTER_DIGIT) |
	    KIND(CLUSTER_HAN) | KIND(CLUSTER_HANGUL) | KIND(CLUSTER_SPACE),
};

struct cutter {
	struct passage *p;
	const char *s;
	size_t nbytes;
	int ambiguous;
	const char *breaks; /* of u8_possible_linebreaks(); NULL: by pairs */
	/* For the pairs. */
	unsigned before; /* class of the last that is no space; 0 at first */
	bool spaced;     /* a space stands after it */
};

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

	p->marks =
	    mem_grow(p->marks, p->nmarks, &p->marks_cap, sizeof *p->marks);
	p->marks[p->nmarks++] = (uint32_t)i;
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

/* Does UAX #14 allow a break before byte `at`, where one of class `pair` is? */
static inline unsigned
find_allowed(struct cutter *c, size_t at, unsigned pair)
{
	bool allowed;

	if (c->breaks)
		return c->breaks[at] == UC_BREAK_POSSIBLE ? HINT_ALLOWED : 0;
	if (pair == PAIR_SPACE) {
		c->spaced = true;
		return 0;
	}
	allowed = pair_is_allowed(c->before, pair, c->spaced);
	c->before = pair;
	c->spaced = false;
	return allowed ? HINT_ALLOWED : 0;
}

/* The cluster `g` at byte `at`; `allowed` is HINT_ALLOWED or 0. */
static inline void
add(struct cutter *cut, size_t at, struct grapheme g, unsigned allowed)
{
	struct passage *p = cut->p;
	size_t i = p->n++;
	struct cluster *c = &p->at[i];
	bool plain = g.single && prop_is_plain(g.prop, cut->ambiguous);
	unsigned ncells = prop_width(g.prop, cut->ambiguous);

	if (!plain) {
		struct glyph glyph;
		glyph_next(
		    &glyph, cut->s + at, cut->nbytes - at, cut->ambiguous);
		ncells = glyph.ncells;
	}
	*c = (struct cluster){
		.at = (uint32_t)at,
		.nbytes = g.nbytes,
		.ncells = (uint8_t)ncells,
		.kind = (uint8_t)prop_kind(g.prop),
		.wide = (g.prop & PROP_WIDTH) == 2 || is_halfwidth(g.cp),
		.plain = plain,
	};
	p->items[i] = (struct item){ g.cp,
		(uint8_t)(allowed | (g.prop & PROP_SMALL ? HINT_SMALL : 0)) };
	if (cut->breaks && c->kind == CLUSTER_LETTER && bidi_is_rtl(g.cp))
		p->seen |= SIGHT_RTL;
	if (KIND(c->kind) & ~PLAIN_KINDS)
		look_at_mark(p, i, g.prop);
	p->nhan += c->kind == CLUSTER_HAN;
	p->nhangul += c->kind == CLUSTER_HANGUL;
	p->nletters += c->kind == CLUSTER_LETTER || c->kind == CLUSTER_DIGIT;
}

static inline bool
is_ascii_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/*
 * Most clusters are copies of these, but for their place.  They are constants so
 * that a copy is read and written in as many steps as fit: one that is put
 * together byte by byte stalls the processor when it is read again.
 */
static const struct cluster letter = {
	.nbytes = 1,
	.ncells = 1,
	.kind = CLUSTER_LETTER,
	.after = BREAK_WORD,
	.plain = 1,
};
static const struct cluster space = {
	.nbytes = 1, .ncells = 1, .kind = CLUSTER_SPACE, .plain = 1
};
static const struct cluster han[2] = {
	{ .nbytes = 3,
	    .ncells = 2,
	    .kind = CLUSTER_HAN,
	    .after = BREAK_FREE,
	    .wide = 1,
	    .plain = 1 },
	{ .nbytes = 3,
	    .ncells = 2,
	    .kind = CLUSTER_HAN,
	    .after = BREAK_WORD, /* p->korean_han */
	    .wide = 1,
	    .plain = 1 },
};

static inline void
put(struct cluster *c, const struct cluster *like, size_t at)
{
	*c = *like;
	c->at = (uint32_t)at;
}

/*
 * The letters at `at`.  The last may have a mark and is left, unless a cluster
 * is known to be one character (`by_pairs`); its `after` is for level.c.
 */
static inline size_t
add_letters(struct cutter *cut, size_t at, bool by_pairs)
{
	const char *s = cut->s;
	struct passage *p = cut->p;
	size_t i = p->n;
	size_t end = at + utf8_run(s + at, cut->nbytes - at, UTF8_FOLD);

	if (!by_pairs && end > at)
		end--;
	if (end == at)
		return at;
	unsigned first = find_allowed(cut, at, PAIR_LETTER);
	struct cluster *c = p->at + i;
	struct item *it = p->items + i;
	p->n += end - at;
	p->nletters += end - at;
	for (; at < end; at++) {
		put(c++, &letter, at);
		*it++ = (struct item){ (unsigned char)s[at], HINT_DONE };
	}
	p->items[i].hints |= (uint8_t)first;
	if (by_pairs)
		p->items[p->n - 1].hints &= (uint8_t)~HINT_DONE;
	return end;
}

/* The ideograph of the first block (U+4E00 to U+9FFF) at byte `at`, or 0. */
static inline unsigned
han_at(const struct cutter *cut, size_t at)
{
	const unsigned char *u = (const unsigned char *)cut->s + at;

	if (cut->nbytes - at < 3 || u[0] < 0xE4 || u[0] > 0xE9)
		return 0;
	unsigned cp = (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);

	return cp >= 0x4E00 ? cp : 0;
}

/* The ideographs at `at`; the last as with the letters. */
static inline size_t
add_han(struct cutter *cut, size_t at, bool by_pairs)
{
	struct passage *p = cut->p;
	unsigned cp = han_at(cut, at);
	unsigned next = cp ? han_at(cut, at + 3) : 0;

	if (!next && !(cp && by_pairs))
		return at;
	const struct cluster *like = &han[p->korean_han];
	size_t from = p->n;
	struct cluster *c = p->at + from;
	struct item *it = p->items + from;
	unsigned first = find_allowed(cut, at, PAIR_HAN);
	const unsigned hints = HINT_DONE | HINT_ALLOWED;
	for (; next; at += 3) {
		put(c++, like, at);
		*it++ = (struct item){ cp, hints };
		cp = next;
		next = han_at(cut, at + 6);
	}
	if (by_pairs) {
		put(c++, like, at);
		*it++ = (struct item){ cp, HINT_ALLOWED };
		at += 3;
	}
	p->n = (size_t)(c - p->at);
	p->nhan += p->n - from;
	if (!first)
		p->items[from].hints &= (uint8_t)~HINT_ALLOWED;
	return at;
}

/*
 * The space at `at`.  Between two words of ASCII there is nothing to decide,
 * neither at the end of the first nor here; level.c would find the same.
 */
static inline void
add_space(struct cutter *cut, size_t at)
{
	struct passage *p = cut->p;
	const char *s = cut->s;
	size_t i = p->n++;
	bool inside = at > 0 && at + 1 < cut->nbytes &&
	    is_ascii_letter(s[at - 1]) && is_ascii_letter(s[at + 1]);

	cut->spaced = true;
	put(&p->at[i], &space, at);
	p->items[i] = (struct item){ ' ', inside ? HINT_DONE : 0 };
	if (inside) {
		p->at[i - 1].after = BREAK_NEVER;
		p->items[i - 1].hints |= HINT_DONE;
	}
}

/*
 * Cut the text.  Most of it is words and ideographs: their inside is done with
 * here, for no rule has a say there.  By pairs, fails at a character that pair.h
 * does not know.
 */
static inline bool
cut_all(struct cutter *cut, bool by_pairs)
{
	for (size_t at = 0; at < cut->nbytes;) {
		size_t from = at;
		at = add_letters(cut, at, by_pairs);
		at = add_han(cut, at, by_pairs);
		if (by_pairs && at > from)
			continue;
		const char *s = cut->s + at;
		if (by_pairs && *s == ' ') {
			add_space(cut, at++);
			continue;
		}
		struct grapheme g;
		unsigned pair = 0;
		if (by_pairs) {
			const char *end = s;
			unsigned cp = utf8_next(&end);
			pair = pair_of(cp);
			if (pair == 0)
				return false;
			g = (struct grapheme){ cp, prop_of(cp),
				(uint16_t)(end - s), true };
		} else {
			g = grapheme_next(s, cut->nbytes - at);
		}
		add(cut, at, g, find_allowed(cut, at, pair));
		at += g.nbytes;
	}
	return true;
}

void
cluster_cut_any(struct passage *p, const char *s, size_t nbytes, int ambiguous)
{
	char *breaks = xmalloc(nbytes);
	struct cutter cut = { .p = p,
		.s = s,
		.nbytes = nbytes,
		.ambiguous = ambiguous,
		.breaks = breaks };

	/* The encodings of East Asia would widen more than is ambiguous. */
	u8_possible_linebreaks((const uint8_t *)s, nbytes, "UTF-8", breaks);
	p->n = p->nmarks = 0;
	p->nhan = p->nhangul = p->nletters = 0;
	p->seen = 0;
	cut_all(&cut, false);
	free(breaks);
}

void
cluster_cut(struct passage *p, const char *s, size_t nbytes, int ambiguous)
{
	struct cutter cut = {
		.p = p, .s = s, .nbytes = nbytes, .ambiguous = ambiguous
	};

	if (!cut_all(&cut, true))
		cluster_cut_any(p, s, nbytes, ambiguous);
}
