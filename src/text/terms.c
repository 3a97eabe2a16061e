/*
 * The text is read once, a code point at a time; each is folded by itself
 * (fold_int.h) into code points that are parts of a word, characters of a run,
 * or neither.  A run keeps its last two characters, since a mark after one may
 * still change it; a word is gathered in a buffer.  ASCII and Han, which are
 * nearly all of a newspaper, are not folded by tables.
 */
#include "src/text/terms.h"

#include <string.h>

#include <unictype.h>
#include <uninorm.h>

#include "src/base/utf8.h"
#include "src/text/fold_int.h"

enum part {
	PART_NONE, /* no part of any term */
	PART_WORD,
	PART_RUN,  /* a character of a run */
	PART_MARK, /* joins the character before if they make one; else WORD */
	PART_BLANK,
};

enum {
	MEMO_SLOTS = 256, /* an alphabet with its punctuation */
	FOLDED_MAX = 18,  /* code points of one: fold_int.h */
	RUN_KEPT = 2,     /* a pair, and a mark may still change its second */
};

struct memo {
	unsigned cp; /* 0: empty; NUL never gets here */
	unsigned n;  /* of what it becomes */
	struct {
		unsigned cp;
		enum part part;
	} to[FOLDED_MAX];
};

/* A character of a run. */
struct unit {
	unsigned cp;
	size_t from, to;
};

struct scan {
	const char *text;
	size_t nbytes;
	size_t at, end; /* the code point at hand */
	enum terms_for what;
	int (*tell)(void *, const struct term *);
	void *ctx;
	int stop; /* what tell() said */

	struct unit unit[RUN_KEPT]; /* the last ones of a run */
	unsigned nunits;            /* of them; 0: there is no run */
	bool is_long;               /* the run gave a pair */
	bool
	    is_spaced; /* a blank stands after the last one; see feed_blank() */

	size_t from, to; /* of the word */
	size_t n;        /* of its folded bytes; 0: there is no word */
	bool is_full;    /* it was longer than a term may be */
	char word[TERM_MAX_BYTES];

	struct memo *memo; /* MEMO_SLOTS of them */
};

/* --- what a folded code point is --------------------------------------------------- */

/*
 * Scripts written without blanks between words, without their digits and
 * punctuation where those have a category of their own.
 */
static const struct {
	unsigned first, last;
} runs[] = {
	{ 0x0E01, 0x0E4E }, /* Thai */
	{ 0x0E81, 0x0ECD }, /* Lao */
	{ 0x0EDC, 0x0EDF }, /* its letters for Khmu */
	{ 0x1000, 0x109F }, /* Myanmar */
	{ 0x1100, 0x11FF }, /* Hangul: jamo */
	{ 0x1780, 0x17D3 }, /* Khmer */
	{ 0x3005, 0x3007 }, /* 々 〆 〇 */
	{ 0x3021, 0x3029 }, /* numerals of Suzhou */
	{ 0x3031, 0x3035 }, /* kana, repeated */
	{ 0x3038, 0x303C }, /* 十 廿 卅 of Suzhou, 〻 〼 */
	{ 0x3041, 0x3096 }, /* hiragana */
	{ 0x309D, 0x309F }, /* ゝ ゞ ゟ */
	{ 0x30A1, 0x30FA }, /* katakana, without ・ */
	{ 0x30FC, 0x30FF }, /* ー ヽ ヾ ヿ */
	{ 0x3105, 0x312F }, /* bopomofo */
	{ 0x31A0, 0x31BF }, /* bopomofo of other languages */
	{ 0x31F0, 0x31FF }, /* katakana of Ainu */
	{ 0x3400, 0x4DBF }, /* Han, extension A */
	{ 0x4E00, 0x9FFF }, /* Han */
	{ 0xA960, 0xA97C }, /* Hangul: old initials */
	{ 0xAC00, 0xD7A3 }, /* Hangul: syllables */
	{ 0xD7B0, 0xD7FB }, /* Hangul: old vowels and finals */
	{ 0xF900, 0xFAFF }, /* Han: those of them that are not compatibility */
	{ 0x1AFF0, 0x1B16F }, /* kana: of Minnan, old, small */
	{ 0x20000, 0x3FFFD }, /* Han, extensions B and later */
};

static bool
is_run(unsigned cp)
{
	size_t lo = 0, hi = sizeof runs / sizeof *runs;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (cp > runs[mid].last)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < sizeof runs / sizeof *runs && cp >= runs[lo].first;
}

/* Hangul's vowels and finals, the voicing of kana. */
static bool
is_joining(unsigned cp)
{
	return (cp >= 0x1161 && cp <= 0x11C2) || cp == 0x3099 || cp == 0x309A;
}

static bool
is_letter(unsigned cp)
{
	return uc_is_property_alphabetic(cp) ||
	    uc_is_general_category_withtable(cp,
		UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M);
}

static enum part
part_of(unsigned cp)
{
	if (cp < 0x80)
		return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z')
		    ? PART_WORD
		    : cp == ' ' || (cp >= '\t' && cp <= '\r') ? PART_BLANK
							      : PART_NONE;
	if (is_joining(cp))
		return PART_MARK;
	if (!is_letter(cp) || cp == UTF8_REPLACEMENT)
		return PART_NONE;
	if (uc_is_general_category(cp, UC_DECIMAL_DIGIT_NUMBER))
		return PART_WORD;
	return is_run(cp) ? PART_RUN : PART_WORD;
}

/* --- terms ------------------------------------------------------------------------- */

static void
tell(struct scan *c, const struct term *t)
{
	if (!c->stop)
		c->stop = c->tell(c->ctx, t);
}

/* The pair of the units kept, or the last one alone. */
static void
tell_units(struct scan *c, const struct unit *first, const struct unit *last)
{
	char s[2 * UTF8_MAX];
	size_t n = utf8_encode(s, first->cp);

	if (first != last)
		n += utf8_encode(s + n, last->cp);
	tell(c,
	    &(struct term){ first == last ? TERM_SINGLE : TERM_PAIR, s, n,
		first->from, last->to });
}

static void
end_run(struct scan *c)
{
	if (c->nunits == 0)
		return;
	const struct unit *last = &c->unit[c->nunits - 1];

	if (c->nunits > 1)
		tell_units(c, c->unit, last);
	if (c->what == TERMS_OF_TEXT || !c->is_long)
		tell_units(c, last, last);
	c->nunits = 0;
	c->is_long = false;
	c->is_spaced = false;
}

static void
end_word(struct scan *c)
{
	if (c->n > 0)
		tell(c,
		    &(struct term){ TERM_WORD, c->word, c->n, c->from, c->to });
	c->n = 0;
	c->is_full = false;
}

static void
end_all(struct scan *c)
{
	end_word(c);
	end_run(c);
}

/* --- runs -------------------------------------------------------------------------- */

/* Han, kana and bopomofo: a blank among them is none (fold.h). */
static bool
is_unspaced(unsigned cp)
{
	return cp >= 0x2E80 && !(cp >= 0x3131 && cp <= 0x318E) &&
	    (cp <= 0x9FFF || (cp >= 0xF900 && cp <= 0xFAFF) || cp >= 0x1AFF0);
}

static void
feed_run(struct scan *c, unsigned cp)
{
	end_word(c);
	if (c->is_spaced && !is_unspaced(cp))
		end_run(c);
	c->is_spaced = false;
	if (c->nunits == RUN_KEPT) {
		tell_units(c, &c->unit[0], &c->unit[1]);
		c->unit[0] = c->unit[1];
		c->nunits = 1;
	}
	c->is_long = c->nunits > 0;
	c->unit[c->nunits++] = (struct unit){ han_simplify(cp), c->at, c->end };
}

/*
 * As fold.h has it, "张 三" is 张三 and a line of Chinese may end anywhere.  So
 * a blank ends a run only if what comes next, or came before, is no Han or kana.
 */
static void
feed_blank(struct scan *c)
{
	end_word(c);
	if (c->nunits > 0 && is_unspaced(c->unit[c->nunits - 1].cp))
		c->is_spaced = true;
	else
		end_run(c);
}

static void
feed_mark(struct scan *c, unsigned cp)
{
	struct unit *last = c->nunits ? &c->unit[c->nunits - 1] : NULL;
	unsigned whole =
	    last && !c->is_spaced ? uc_composition(last->cp, cp) : 0;

	if (whole > 0) {
		last->cp = whole;
		last->to = c->end;
	} else if (cp < 0x1200) {
		feed_run(c, cp); /* a jamo of its own */
	} else if (last && !c->is_spaced) {
		last->to = c->end; /* あ゙: heard, but no character */
	}
}

/* --- words -------------------------------------------------------------------------- */

static void
feed_word(struct scan *c, unsigned cp)
{
	char s[UTF8_MAX];
	size_t n = utf8_encode(s, cp);

	end_run(c);
	if (c->n == 0)
		c->from = c->at;
	c->to = c->end;
	if (c->n + n > sizeof c->word)
		c->is_full = true; /* nothing shorter gets in after it either */
	if (c->is_full)
		return;
	memcpy(c->word + c->n, s, n);
	c->n += n;
}

static bool
is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Is there a full-width digit, three bytes, at `s`? */
static bool
is_wide_digit(const char *s)
{
	return s[0] == '\xEF' && s[1] == '\xBC' &&
	    (unsigned char)s[2] >= 0x90 && (unsigned char)s[2] <= 0x99;
}

/*
 * 8.5 and 1,200: UAX #29 WB11 and WB12.  A full-width comma is one only between
 * full-width digits: in "2024，2025" it is that of the sentence.
 */
static bool
joins_digits(const struct scan *c, unsigned sign)
{
	const char *next = c->text + c->end;
	size_t left = c->nbytes - c->end;

	if ((sign != '.' && sign != ',') || c->n == 0 || c->is_full ||
	    !is_digit(c->word[c->n - 1]) || c->to != c->at)
		return false;
	bool wide = left >= 3 && is_wide_digit(next);
	if (sign == ',' && c->end - c->at > 1)
		return wide && c->at >= 3 && is_wide_digit(next - 6);
	return wide || (left > 0 && is_digit(*next));
}

/* --- reading ------------------------------------------------------------------------ */

static void
feed_none(struct scan *c, unsigned cp)
{
	if (joins_digits(c, cp))
		feed_word(c, cp);
	else
		end_all(c);
}

static void
feed(struct scan *c, unsigned cp, enum part part)
{
	if (part == PART_RUN)
		feed_run(c, cp);
	else if (part == PART_WORD)
		feed_word(c, cp);
	else if (part == PART_MARK)
		feed_mark(c, cp);
	else if (part == PART_BLANK)
		feed_blank(c);
	else
		feed_none(c, cp);
}

static void
remember(struct memo *m, unsigned cp)
{
	char s[FOLDED_BYTES + 1];
	size_t n = fold_code_point(s, cp);

	m->cp = cp;
	m->n = 0;
	for (size_t i = 0; i < n && m->n < FOLDED_MAX; m->n++) {
		unsigned part;
		i += utf8_decode(&part, s + i, n - i, NULL);
		m->to[m->n].cp = part;
		m->to[m->n].part = part_of(part);
	}
}

/* An accent, a selector: part of what it stands after, and not seen. */
static void
feed_unseen(struct scan *c)
{
	if (c->n > 0)
		c->to = c->end;
	else if (c->nunits > 0 && !c->is_spaced)
		c->unit[c->nunits - 1].to = c->end;
}

static void
feed_folded(struct scan *c, unsigned cp)
{
	struct memo *m = &c->memo[cp % MEMO_SLOTS];

	if (m->cp != cp)
		remember(m, cp);
	for (unsigned i = 0; i < m->n; i++)
		feed(c, m->to[i].cp, m->to[i].part);
	if (m->n == 0)
		feed_unseen(c);
}

static void
feed_ascii(struct scan *c, unsigned char byte)
{
	unsigned cp = byte >= 'A' && byte <= 'Z' ? byte | 0x20u : byte;

	feed(c, cp, part_of(cp));
}

/* Letters after letters need no more than a copy; from the one at hand on. */
static void
feed_letters(struct scan *c)
{
	size_t n = c->n > 0
	    ? 0
	    : utf8_run(c->text + c->at, c->nbytes - c->at, UTF8_FOLD);

	if (n > sizeof c->word || n == 0) {
		feed_ascii(c, (unsigned char)c->text[c->at]);
		return;
	}
	end_run(c);
	for (size_t i = 0; i < n; i++)
		c->word[i] = (char)(c->text[c->at + i] | 0x20);
	c->n = n;
	c->from = c->at;
	c->to = c->end = c->at + n;
}

static void
feed_next(struct scan *c)
{
	const unsigned char *s = (const unsigned char *)c->text + c->at;
	unsigned cp;
	int ok;

	if (*s < 0x80) {
		c->end = c->at + 1;
		feed_letters(c);
		return;
	}
	c->end =
	    c->at + utf8_decode(&cp, c->text + c->at, c->nbytes - c->at, &ok);
	if (!ok)
		end_all(c);
	else if ((cp >= 0x4E00 && cp <= 0x9FFF) ||
	    (cp >= 0xAC00 && cp <= 0xD7A3))
		feed_run(c, cp);
	else
		feed_folded(c, cp);
}

int
terms_each(const char *text, size_t nbytes, enum terms_for what,
    int (*told)(void *, const struct term *), void *ctx)
{
	struct memo memo[MEMO_SLOTS];
	struct scan c = {
		.text = text,
		.nbytes = nbytes,
		.what = what,
		.tell = told,
		.ctx = ctx,
		.memo = memo,
	};

	for (size_t i = 0; i < MEMO_SLOTS; i++)
		memo[i].cp = 0;
	while (c.at < nbytes && !c.stop) {
		feed_next(&c);
		c.at = c.end;
	}
	end_all(&c);
	return c.stop;
}
