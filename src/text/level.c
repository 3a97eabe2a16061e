#include "src/text/cluster_int.h"

/*
 * How bad is a line end here?  The answer is the worst of: what UAX #14 says;
 * for East Asian marks, in its place, what may start and end a line (CLREQ,
 * "Prohibition Rules for Line Start and Line End"; GB/T 15834-2011 5.1; JLREQ
 * appendix C.3); and what belongs together (numbers, words, paired marks).
 */

enum {
	ALNUM_KINDS = KIND(CLUSTER_LETTER) | KIND(CLUSTER_DIGIT),
	WORD_KINDS = ALNUM_KINDS | KIND(CLUSTER_HAN) | KIND(CLUSTER_HANGUL),
	START_KINDS = KIND(CLUSTER_CLOSE) | KIND(CLUSTER_PAUSE) |
	    KIND(CLUSTER_INTERPUNCT) | KIND(CLUSTER_CONNECTOR),
	TWINS = KIND(CLUSTER_DASH) | KIND(CLUSTER_ELLIPSIS),

	SOFT_HYPHEN = 0xAD,
	EM_DASH = 0x2014,
	HORIZONTAL_BAR = 0x2015, /* the dash of Japanese */
	ORDINAL = 0x7B2C,        /* 第 */
};

/* What an East Asian mark wants before it, by level of kinsoku. */
static const uint8_t before[CLUSTER_OTHER + 1][4] = {
	[CLUSTER_CLOSE] = { BREAK_FREE, BREAK_FORBIDDEN, BREAK_FORBIDDEN,
	    BREAK_FORBIDDEN },
	[CLUSTER_PAUSE] = { BREAK_FREE, BREAK_FORBIDDEN, BREAK_FORBIDDEN,
	    BREAK_FORBIDDEN },
	[CLUSTER_INTERPUNCT] = { BREAK_FREE, BREAK_FORBIDDEN, BREAK_FORBIDDEN,
	    BREAK_FORBIDDEN },
	[CLUSTER_CONNECTOR] = { BREAK_FREE, BREAK_FORBIDDEN, BREAK_FORBIDDEN,
	    BREAK_FORBIDDEN },
	[CLUSTER_SOLIDUS] = { BREAK_FREE, BREAK_FORBIDDEN, BREAK_FORBIDDEN,
	    BREAK_FORBIDDEN },
	[CLUSTER_DASH] = { BREAK_FREE, BREAK_FREE, BREAK_FREE, BREAK_DASH },
	[CLUSTER_ELLIPSIS] = { BREAK_FREE, BREAK_FREE, BREAK_FREE, BREAK_DASH },
};

/* And after it.  GB/T 15834-2011 5.1.9: the solidus may not end a line. */
static const uint8_t after[CLUSTER_OTHER + 1][4] = {
	[CLUSTER_SOLIDUS] = { BREAK_FREE, BREAK_FREE, BREAK_FORBIDDEN,
	    BREAK_FORBIDDEN },
};

/* Small kana and iteration marks in a text that is not Japanese. */
static const uint8_t before_small[4] = { BREAK_FREE, BREAK_FREE, BREAK_FREE,
	BREAK_FORBIDDEN };

/* What the left side remembers while the pairs are walked. */
struct walk {
	bool code;     /* the digits here belong to letters: C7 */
	unsigned run;  /* equal dashes or ellipses so far */
	unsigned kind; /* of the last cluster that is not a space */
};

static bool
is_kind(const struct passage *p, size_t i, unsigned kinds)
{
	return i < p->n && KIND(p->at[i].kind) & kinds;
}

static bool
has_hint(const struct passage *p, size_t i, unsigned hints)
{
	return p->items[i].hints & hints;
}

static bool
is_newline(const struct passage *p, size_t i)
{
	return p->items[i].cp == '\n' || p->items[i].cp == '\r';
}

static unsigned
worse(unsigned a, unsigned b)
{
	return a > b ? a : b;
}

/*
 * What may not start a line of Japanese, and from which level on: JLREQ,
 * appendix C.3.  Its four levels are "very loose", of newspapers, "loose",
 * "strict" and "very strict"; none of them lets a closing mark or a comma start
 * a line.  cl-01 and the like are its classes of characters.
 */
static unsigned
forbidden_from(uint32_t cp, unsigned kind)
{
	switch (kind) {
	case CLUSTER_CLOSE: /* cl-02 */
		return KINSOKU_NONE;
	case CLUSTER_PAUSE: /* cl-06 and cl-07; cl-04 and the rest of cl-05 */
		return cp == 0x3001 || cp == 0x3002 || cp == 0xFF0C ||
			cp == 0xFF0E || cp == 0xFF61 || cp == 0xFF64 ||
			cp < 0x80
		    ? KINSOKU_NONE
		    : KINSOKU_BASIC;
	case CLUSTER_CONNECTOR:  /* cl-03 */
	case CLUSTER_INTERPUNCT: /* ・ of cl-05 */
		return KINSOKU_GB;
	case CLUSTER_SOLIDUS:
		return KINSOKU_BASIC;
	default:
		return KINSOKU_STRICT + 1;
	}
}

/* Iteration marks other than 々: ゝ ゞ ヽ ヾ 〻; cl-09. */
static bool
is_iteration(uint32_t cp)
{
	return cp == 0x303B || cp == 0x309D || cp == 0x309E || cp == 0x30FD ||
	    cp == 0x30FE;
}

static unsigned
level_before_japanese(const struct passage *p, size_t i, unsigned kind)
{
	uint32_t cp = p->items[i].cp;
	unsigned from = forbidden_from(cp, kind);

	/* 々, ー and small kana: cl-09 to cl-11. */
	if (has_hint(p, i, HINT_SMALL))
		from = is_iteration(cp) ? KINSOKU_BASIC : KINSOKU_STRICT;
	return p->kinsoku >= from ? BREAK_FORBIDDEN : BREAK_FREE;
}

/* Are opening and closing marks kept off the wrong edges at all? */
static bool
minds_brackets(const struct passage *p)
{
	return p->japanese || p->kinsoku != KINSOKU_NONE;
}

/*
 * One — alone is no dash but a connector: 2023—2025年 (GB/T 15834-2011 4.13),
 * 4―3.
 */
static bool
is_lone_dash(const struct passage *p, size_t i)
{
	uint32_t cp = p->items[i].cp;

	return (cp == EM_DASH || cp == HORIZONTAL_BAR) &&
	    has_hint(p, i, HINT_EAST) && i > 0 && i + 1 < p->n &&
	    p->items[i - 1].cp != cp && p->items[i + 1].cp != cp;
}

/*
 * No line of Latin text begins with a dash or an ellipsis (The Chicago Manual of
 * Style), whatever a reader wants of East Asian ones; UAX #14 does not mind.
 */
static bool
is_latin_dash(const struct passage *p, size_t i)
{
	return is_kind(p, i, TWINS) && !has_hint(p, i, HINT_EAST);
}

/*
 * The tables hold for East Asian marks, and for others where UAX #14 agrees
 * that there is something to forbid.
 */
static unsigned
level_before(const struct passage *p, size_t i)
{
	bool holds = has_hint(p, i, HINT_EAST) ||
	    (is_kind(p, i, START_KINDS) && !has_hint(p, i, HINT_ALLOWED));
	unsigned kind = is_lone_dash(p, i) ? CLUSTER_CONNECTOR : p->at[i].kind;

	if (is_latin_dash(p, i))
		return BREAK_DASH;
	if (p->japanese && (holds || has_hint(p, i, HINT_SMALL)))
		return level_before_japanese(p, i, kind);
	if (has_hint(p, i, HINT_SMALL))
		return before_small[p->kinsoku];
	return holds ? before[kind][p->kinsoku] : BREAK_FREE;
}

static unsigned
level_after(const struct passage *p, size_t i)
{
	bool holds = has_hint(p, i, HINT_EAST) ||
	    (is_kind(p, i, KIND(CLUSTER_OPEN)) &&
		!has_hint(p, i + 1, HINT_ALLOWED));

	if (holds && p->at[i].kind == CLUSTER_OPEN && minds_brackets(p))
		return BREAK_FORBIDDEN;
	return holds ? after[p->at[i].kind][p->kinsoku] : BREAK_FREE;
}

/* No-break spaces and U+2060 hold both sides together: UAX #14 LB11, LB12. */
static bool
is_glued(const struct passage *p, size_t i)
{
	return is_kind(p, i, KIND(CLUSTER_SPACE)) ||
	    is_kind(p, i + 1, KIND(CLUSTER_SPACE)) || p->at[i].ncells == 0;
}

/*
 * The vowels of Thai and Lao that are written before their consonant: a
 * syllable begins there, and words of these languages have no spaces.
 */
static bool
begins_syllable(const struct passage *p, size_t i)
{
	uint32_t cp = p->items[i].cp;

	return (cp >= 0xE40 && cp <= 0xE44) || (cp >= 0xEC0 && cp <= 0xEC4);
}

/* Where UAX #14 forbids a break, how bad would one be? */
static unsigned
level_prohibited(const struct passage *p, size_t i)
{
	if (is_glued(p, i))
		return BREAK_FORBIDDEN;
	/* Marks of East Asia have their own rules: the tables above. */
	if (has_hint(p, i, HINT_EAST) ||
	    has_hint(p, i + 1, HINT_EAST | HINT_SMALL))
		return BREAK_FREE;
	if (is_kind(p, i, KIND(CLUSTER_OPEN)) || is_kind(p, i + 1, START_KINDS))
		return BREAK_FORBIDDEN;
	return begins_syllable(p, i + 1) ? BREAK_UNIT : BREAK_WORD;
}

static bool
is_number_point(const struct passage *p, size_t i)
{
	uint32_t cp = p->items[i].cp;

	return cp == '.' || cp == ',' || cp == ':' || cp == 0xB7 ||
	    cp == 0xFF0E;
}

static bool
is_digit(const struct passage *p, size_t i)
{
	return is_kind(p, i, KIND(CLUSTER_DIGIT));
}

/*
 * A number, and what belongs to it; `code` tells a C7 from a 7.  UAX #14 keeps
 * % and ℃ with it already.
 */
static unsigned
level_number(const struct passage *p, size_t i, bool code)
{
	size_t b = i + 1;

	if (is_digit(p, i)) {
		if (is_digit(p, b) ||
		    (is_number_point(p, b) && is_digit(p, b + 1)))
			return BREAK_WORD;
		if (is_kind(p, b, KIND(CLUSTER_HAN) | KIND(CLUSTER_HANGUL)))
			return code ? BREAK_FREE : BREAK_UNIT;
	} else if (is_digit(p, b)) {
		if (i > 0 && is_number_point(p, i) && is_digit(p, i - 1))
			return BREAK_WORD;
		if (is_kind(p, i, KIND(CLUSTER_PREFIX)) ||
		    p->items[i].cp == ORDINAL)
			return BREAK_UNIT;
	}
	return BREAK_FREE;
}

/*
 * U.S., x.y and C++ are words: UAX #14 LB29, which libunistring leaves out, and
 * a sign that is doubled.
 */
static bool
is_inside_token(const struct passage *p, size_t i)
{
	uint32_t cp = p->items[i].cp;

	if (cp == '.' || cp == ',' || cp == ':' || cp == ';')
		return is_kind(p, i + 1, ALNUM_KINDS);
	return cp < 0x80 && cp == p->items[i + 1].cp &&
	    is_kind(p, i, KIND(CLUSTER_OTHER));
}

/*
 * Letters, and Hangul that is to be broken at its spaces only: a particle
 * stays with the word, the closing mark or the unit that it follows.
 */
static unsigned
level_word(const struct passage *p, size_t i)
{
	const unsigned hangul = KIND(CLUSTER_HANGUL);
	const unsigned stem =
	    WORD_KINDS | KIND(CLUSTER_CLOSE) | KIND(CLUSTER_POSTFIX);

	if (is_kind(p, i, ALNUM_KINDS) && is_kind(p, i + 1, ALNUM_KINDS))
		return begins_syllable(p, i + 1) ? BREAK_UNIT : BREAK_WORD;
	if (is_inside_token(p, i))
		return BREAK_WORD;
	if (!p->korean)
		return BREAK_FREE;
	if (is_kind(p, i + 1, hangul) && is_kind(p, i, stem))
		return BREAK_WORD;
	if (is_kind(p, i, hangul) && is_kind(p, i + 1, WORD_KINDS))
		return BREAK_WORD;
	return p->korean_han && is_kind(p, i, WORD_KINDS) &&
		is_kind(p, i + 1, WORD_KINDS)
	    ? BREAK_WORD
	    : BREAK_FREE;
}

/*
 * Between two equal dashes or ellipses: CLREQ, "Prohibition Rules for
 * Unbreakable Marks": a pair is one mark, several may be split between.
 */
static unsigned
level_twins(const struct passage *p, size_t i, unsigned run)
{
	uint32_t cp = p->items[i].cp;
	bool whole = cp == 0x2E3A || cp == 0x2E3B; /* a pair in itself */

	return whole || run % 2 == 0 ? BREAK_DASH : BREAK_NEVER;
}

/* A decimal point without a number before it: .5 */
static bool
is_initial_point(const struct passage *p, size_t i)
{
	return p->items[i].cp == '.' && is_digit(p, i + 1);
}

/* A short dash of Latin text, spaced on both sides: " - ", " – ". */
static bool
is_spaced_dash(const struct passage *p, size_t i)
{
	return is_kind(p, i, KIND(CLUSTER_CONNECTOR)) &&
	    is_kind(p, i + 1, KIND(CLUSTER_SPACE));
}

/* After a run of spaces whose last is `i`; UAX #14 LB14 to LB18. */
static unsigned
level_space(const struct passage *p, size_t i, const struct walk *w)
{
	const unsigned closers = KIND(CLUSTER_CLOSE) | KIND(CLUSTER_PAUSE);
	size_t b = i + 1;

	if (has_hint(p, b, HINT_DONE) && w->kind != CLUSTER_OPEN)
		return BREAK_FREE;
	unsigned level = level_before(p, b);
	if (w->kind == CLUSTER_OPEN || is_kind(p, b, closers))
		level = minds_brackets(p) ? BREAK_FORBIDDEN : BREAK_FREE;
	if (w->kind != CLUSTER_OPEN && is_initial_point(p, b))
		return BREAK_FREE;
	if (w->kind == CLUSTER_DIGIT && is_kind(p, b, KIND(CLUSTER_POSTFIX)))
		level = worse(level, BREAK_UNIT);
	bool minds = p->kinsoku == KINSOKU_STRICT || !has_hint(p, b, HINT_EAST);
	if (minds && is_spaced_dash(p, b))
		level = worse(level, BREAK_DASH);
	return level;
}

/*
 * After a hyphen or an en dash between the ends of a range or behind a single
 * letter (3-4, x-ray), and after an ellipsis at a word's head (“…no”): a line
 * may end there, but only if need be.
 */
static bool
is_tight_mark(const struct passage *p, size_t i)
{
	const unsigned heads = KIND(CLUSTER_OPEN) | KIND(CLUSTER_SPACE);

	if (has_hint(p, i, HINT_EAST))
		return false;
	if (is_kind(p, i, KIND(CLUSTER_ELLIPSIS)))
		return i == 0 || is_kind(p, i - 1, heads);
	if (!is_kind(p, i, KIND(CLUSTER_CONNECTOR)) || i == 0)
		return false;
	if (is_digit(p, i - 1) && is_digit(p, i + 1))
		return true;
	return is_kind(p, i - 1, KIND(CLUSTER_LETTER)) &&
	    (i == 1 || !is_kind(p, i - 2, ALNUM_KINDS));
}

/* Between two clusters neither of which is a space. */
static unsigned
level_pair(const struct passage *p, size_t i, const struct walk *w)
{
	size_t b = i + 1;
	unsigned level = BREAK_FREE;

	if (!has_hint(p, b, HINT_ALLOWED))
		level = level_prohibited(p, i);
	level = worse(level, level_before(p, b));
	level = worse(level, level_after(p, i));
	level = worse(level, level_number(p, i, w->code));
	level = worse(level, level_word(p, i));
	return is_tight_mark(p, i) ? worse(level, BREAK_URL) : level;
}

static bool
is_url_mark(uint32_t cp)
{
	return cp == '/' || cp == '?' || cp == '&' || cp == '=' || cp == '.' ||
	    cp == '_' || cp == '-';
}

/* Inside a URL a break is fair after a mark, but never as good as outside. */
static unsigned
level_url(const struct passage *p, size_t i, unsigned level)
{
	bool url = has_hint(p, i, HINT_URL) && has_hint(p, i + 1, HINT_URL);
	bool slash =
	    is_kind(p, i, KIND(CLUSTER_SOLIDUS)) && !has_hint(p, i, HINT_EAST);

	if (level == BREAK_FREE && (url || slash))
		return BREAK_URL;
	if (url && is_url_mark(p->items[i].cp) &&
	    is_kind(p, i + 1, ALNUM_KINDS) && !level_number(p, i, false))
		return BREAK_URL;
	return level;
}

static unsigned
level_of(const struct passage *p, size_t i, const struct walk *w)
{
	size_t b = i + 1;
	uint32_t cp = p->items[i].cp;

	if (is_newline(p, i))
		return BREAK_MUST;
	/* A line is never ended before a space or what is not painted. */
	if (cluster_is_space(p, b) || p->at[b].ncells == 0)
		return BREAK_NEVER;
	if (cp == p->items[b].cp && is_kind(p, i, TWINS))
		return level_twins(p, i, w->run);
	if (cluster_is_space(p, i))
		return level_space(p, i, w);
	if (cp == SOFT_HYPHEN && is_kind(p, b, KIND(CLUSTER_LETTER)))
		return BREAK_HYPHEN;
	return level_url(p, i, level_pair(p, i, w));
}

static void
step(struct walk *w, const struct passage *p, size_t i)
{
	uint32_t cp = p->items[i].cp;
	unsigned kind = p->at[i].kind;

	if (KIND(kind) & TWINS)
		w->run = i > 0 && cp == p->items[i - 1].cp ? w->run + 1 : 1;
	if (kind == CLUSTER_LETTER)
		w->code = true;
	else if (kind != CLUSTER_DIGIT && cp != '.' && cp != ',')
		w->code = false;
	if (kind != CLUSTER_SPACE)
		w->kind = kind;
}

void
level_set_all(struct passage *p)
{
	struct cluster *at = p->at;
	const struct item *items = p->items;
	size_t last = p->n - 1;
	struct walk w = { .kind = CLUSTER_OTHER };

	for (size_t i = 0; i < last; i++) {
		/* What follows one looks back at its last cluster only. */
		if (items[i].hints & HINT_DONE)
			continue;
		/* A word's end and the space before the next, for short. */
		if (at[i].kind == CLUSTER_LETTER && items[i + 1].cp == ' ') {
			w.code = true;
			w.kind = CLUSTER_LETTER;
			at[i].after = BREAK_NEVER;
			if (i + 1 < last &&
			    is_kind(p, i + 2, KIND(CLUSTER_LETTER)) &&
			    at[i + 2].ncells > 0 &&
			    !has_hint(p, i + 2, HINT_EAST)) {
				at[++i].after = BREAK_FREE;
				w.code = false;
			}
			continue;
		}
		if (items[i].cp == ' ' && items[i + 1].hints & HINT_DONE &&
		    w.kind != CLUSTER_OPEN) {
			w.code = false;
			at[i].after = BREAK_FREE;
			continue;
		}
		step(&w, p, i);
		at[i].after = (uint8_t)level_of(p, i, &w);
	}
	at[last].after = BREAK_MUST;
}
