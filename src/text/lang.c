#include "src/text/lang.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "src/base/utf8.h"
#include "src/text/cluster.h"
#include "src/text/prop.h"

#include "src/text/gen/han.inc"

/*
 * A Latin word has some five letters, a Chinese one two characters.  With this
 * many letters to a character the text is as much the one as the other.
 */
enum { LETTERS_PER_HAN = 3 };

/*
 * One kana in this many characters makes Japanese: headlines in characters
 * alone still have a particle, and a Chinese text borrows a の at most.
 */
enum { CHARS_PER_KANA = 20 };

/* The borrowed の of a short Chinese line does not make it Japanese. */
enum { SURE_KANA = 2 };

struct tally {
	size_t han;
	size_t simplified, traditional; /* of han */
	size_t kana;
	size_t hangul;
	size_t latin;
	size_t words; /* of any script written with spaces; count_words() */
};

enum script {
	SCRIPT_NONE,
	SCRIPT_HAN,
	SCRIPT_KANA,
	SCRIPT_HANGUL,
	SCRIPT_WORD
};

static enum script
script_of(unsigned cp, uint16_t prop)
{
	switch (prop_kind(prop)) {
	case CLUSTER_HANGUL:
		return SCRIPT_HANGUL;
	case CLUSTER_LETTER:
	case CLUSTER_DIGIT:
		return SCRIPT_WORD;
	case CLUSTER_HAN:
		if ((cp >= 0x3041 && cp <= 0x30FF) ||
		    (cp >= 0xFF66 && cp <= 0xFF9F))
			return SCRIPT_KANA;
		return (cp >= 0x3005 && cp <= 0x3007) ||
			(cp >= 0x3400 && cp <= 0x9FFF) ||
			(cp >= 0xF900 && cp <= 0xFAFF) ||
			(cp >= 0x20000 && cp <= 0x3FFFF)
		    ? SCRIPT_HAN
		    : SCRIPT_NONE;
	default:
		return SCRIPT_NONE;
	}
}

static unsigned
side_of(unsigned cp)
{
	if (cp < HAN_FIRST || cp > HAN_LAST)
		return 0;
	unsigned i = cp - HAN_FIRST;

	return han_sides[i / 4] >> i % 4 * 2 & 3;
}

/* Basic Latin to Latin Extended-B, without × and ÷. */
static bool
is_latin(unsigned cp)
{
	return ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') ||
	    (cp >= 0xC0 && cp <= 0x24F) || (cp >= 0x1E00 && cp <= 0x1EFF);
}

/* The letters at `s`, all of one word. */
static inline const char *
count_letters(struct tally *t, const char *s, const char *end)
{
	const char *from = s;

	while (s < end && (*s | 0x20) >= 'a' && (*s | 0x20) <= 'z')
		s++;
	t->latin += (size_t)(s - from);
	return s;
}

static inline void
count_side(struct tally *t, unsigned side)
{
	t->simplified += side == 1;
	t->traditional += side == 2;
}

/* The ideographs at `s`, of those from U+4E00 on. */
static inline const char *
count_han(struct tally *t, const char *s, const char *end)
{
	while (
	    s < end && (unsigned char)*s >= 0xE4 && (unsigned char)*s <= 0xE9) {
		const char *at = s;
		unsigned cp = utf8_next(&s);
		if (cp < 0x4E00)
			return at;
		t->han++;
		count_side(t, side_of(cp));
	}
	return s;
}

static inline void
count_all(struct tally *t, const char *s, size_t nbytes, bool with_words)
{
	const char *end = s + nbytes;
	enum script before = SCRIPT_NONE;

	*t = (struct tally){ 0 };
	while (s < end) {
		const char *from = s;
		if (!with_words && (unsigned char)*s < 0x80)
			s +=
			    utf8_ascii_letters(s, (size_t)(end - s), &t->latin);
		if (s > from)
			continue;
		s = count_letters(t, s, end);
		if (s > from) {
			t->words += before != SCRIPT_WORD;
			before = SCRIPT_WORD;
			continue;
		}
		s = count_han(t, s, end);
		if (s > from) {
			before = SCRIPT_HAN;
			continue;
		}
		unsigned cp = utf8_next(&s);
		if (cp == ' ') {
			before = SCRIPT_NONE;
			continue;
		}
		uint16_t prop = prop_of(cp);
		enum script script = script_of(cp, prop);
		/* An apostrophe or a mark does not end a word. */
		if (cp == '\'' || cp == 0x2019 || prop & PROP_MARK)
			script = before;
		else if (script == SCRIPT_HAN)
			t->han++;
		else if (script == SCRIPT_KANA)
			t->kana++;
		else if (script == SCRIPT_HANGUL)
			t->hangul++;
		else if (script == SCRIPT_WORD)
			t->latin += is_latin(cp);
		count_side(t, side_of(cp));
		t->words += script == SCRIPT_WORD && before != SCRIPT_WORD;
		before = script;
	}
}

static void
count(struct tally *t, const char *s, size_t nbytes)
{
	count_all(t, s, nbytes, false);
}

static void
count_words(struct tally *t, const char *s, size_t nbytes)
{
	count_all(t, s, nbytes, true);
}

/*
 * Words that hold sentences together, five times in a hundred words or oftener;
 * those that two of these languages share are left out, but for short ones that
 * one of them has at every turn.
 */
static const struct {
	const char *language;
	const char *words; /* each between two blanks */
} latins[] = {
	{ "en",
	    " the of and to is that was with for it his her by are this be on "
	    "at from have not you " },
	{ "de",
	    " der die und das ist nicht ein eine zu den von mit auf dem sich "
	    "des im wird auch " },
	{ "fr",
	    " le les et des est dans une qui du pour au pas sur ce plus il "
	    "ne aux " },
	{ "es",
	    " el los y las del que una por con se para su al lo como más "
	    "en " },
	{ "it",
	    " il di che della è una per non gli dei del sono con nel alla "
	    "le " },
	{ "pt",
	    " o os e da do não uma que em com para dos as na no se ao um " },
};

enum {
	LATINS = sizeof latins / sizeof *latins,
	/* As many words tell; what is more of the text is not looked at. */
	LATIN_WORDS = 40,
	/* With fewer nothing can be said, and English stands for it. */
	FEW_WORDS = 12,
	/* One word in so many has to be of those above. */
	WORDS_PER_HIT = 10,
	MAX_WORD = 8, /* bytes; none above is longer */
};

/* The bytes of the word at `s`; ASCII that is no letter ends it. */
static size_t
word_length(const char *s, const char *end)
{
	size_t n = 0;

	while (s + n < end &&
	    ((s[n] & 0x80) || ((s[n] | 0x20) >= 'a' && (s[n] | 0x20) <= 'z')))
		n++;
	return n;
}

static void
tally_word(size_t *hits, const char *s, size_t n)
{
	char padded[MAX_WORD + 3];

	if (n > MAX_WORD)
		return;
	padded[0] = ' ';
	memcpy(padded + 1, s, n);
	if (n > 0 && padded[1] >= 'A' && padded[1] <= 'Z')
		padded[1] = (char)(padded[1] | 0x20);
	memcpy(padded + 1 + n, " ", 2);
	for (size_t i = 0; i < LATINS; i++)
		hits[i] += strstr(latins[i].words, padded) != NULL;
}

/* Which of the languages of Latin script that layout knows more of. */
static const char *
guess_latin(const char *s, size_t nbytes)
{
	const char *end = s + nbytes;
	size_t hits[LATINS] = { 0 };
	size_t nwords = 0, best = 0;

	while (s < end && nwords < LATIN_WORDS) {
		size_t n = word_length(s, end);
		nwords += n > 0;
		tally_word(hits, s, n);
		s += n + (n == 0);
	}
	for (size_t i = 1; i < LATINS; i++)
		if (hits[i] > hits[best])
			best = i;
	if (hits[best] * WORDS_PER_HIT < nwords || hits[best] == 0)
		return nwords < FEW_WORDS ? "en" : LANG_LATIN;
	return latins[best].language;
}

/* Any Latin text is LANG_LATIN here. */
static const char *
guess(const struct tally *t)
{
	size_t east = t->han + t->kana + t->hangul;

	if (t->latin > LETTERS_PER_HAN * east)
		return LANG_LATIN;
	if (east == 0)
		return NULL;
	if (t->hangul > t->han + t->kana)
		return "ko";
	if (t->kana * CHARS_PER_KANA >= t->han + t->kana && t->kana > 0)
		return "ja";
	return t->traditional > t->simplified ? "zh-Hant" : "zh-Hans";
}

const char *
lang_guess(const char *s, size_t nbytes)
{
	struct tally t;

	count(&t, s, nbytes);
	const char *language = guess(&t);
	return lang_is(language, LANG_LATIN) ? guess_latin(s, nbytes)
					     : language;
}

const char *
lang_of_part(const char *whole, const char *s, size_t nbytes)
{
	struct tally t;

	count(&t, s, nbytes);
	const char *part = guess(&t);
	/* It is the language of the whole, or one that only words can tell. */
	if (lang_is(part, LANG_LATIN))
		return whole && !lang_is_east_asian(whole)
		    ? whole
		    : guess_latin(s, nbytes);
	if (!part || !whole)
		return part ? part : whole;
	if (lang_is_east_asian(part) != lang_is_east_asian(whole))
		return part;
	if (lang_is(part, "ko"))
		return part;
	if (lang_is(part, "ja"))
		return t.kana >= SURE_KANA ? part : whole;
	/* All Han: a short one may be any, a long one is Chinese of a kind. */
	if (!lang_is_chinese(whole))
		return t.han >= CHARS_PER_KANA && t.kana == 0 ? part : whole;
	return t.traditional != t.simplified ? part : whole;
}

bool
lang_is(const char *language, const char *base)
{
	size_t n = strlen(base);

	return language && strncasecmp(language, base, n) == 0 &&
	    (language[n] == '\0' || language[n] == '-' || language[n] == '_');
}

bool
lang_is_chinese(const char *language)
{
	return lang_is(language, "zh");
}

bool
lang_is_east_asian(const char *language)
{
	return lang_is_chinese(language) || lang_is(language, "ja") ||
	    lang_is(language, "ko");
}

unsigned
lang_reading_seconds(const char *s, size_t nbytes, struct reading_rate rate)
{
	enum { MINUTE = 60 };
	const struct reading_rate usual = READING_RATE_USUAL;
	struct tally t;

	rate.chars = rate.chars ? rate.chars : usual.chars;
	rate.words = rate.words ? rate.words : usual.words;
	count_words(&t, s, nbytes);
	/* Added before dividing, so that a mixed text loses nothing. */
	uint64_t both =
	    (uint64_t)(t.han + t.kana + t.hangul) * rate.words * MINUTE +
	    (uint64_t)t.words * rate.chars * MINUTE;
	const uint64_t a_minute = (uint64_t)rate.chars * rate.words;

	return (unsigned)((both + a_minute - 1) / a_minute);
}
