#include "src/layout/heading_int.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/utf8.h"
#include "src/edition/edition.h"
#include "src/text/lang.h"

enum {
	/*
	 * Between words of Latin or Korean without a mark; a blank in Chinese
	 * is a pause.
	 */
	COST_SPACE = 30,
	/* After a particle, where a phrase of Japanese ends; の ends none. */
	COST_PHRASE = 60,
	/* After 、: what follows is of the same list. */
	COST_COMMA = 30,
	/* Inside quotes or brackets: they are read in one breath. */
	COST_INSIDE = 80,
	/* After "of", "the", "a", 在, 和: they lean on what follows. */
	COST_LEANING = 60,
	/* Between the words of a name, or a number and what it counts. */
	COST_NAME = 200,
	/* Between characters that the story never has apart. */
	COST_BOND = 3000,
	/* As much for a character at the break that no word is known of. */
	COST_ALONE = 60,
	WEAK_BOND = 40, /* of SENSE_FULL */
	/*
	 * Most words of Chinese have two characters, so where nothing is known
	 * a break after an odd number of them is likely to tear one.
	 */
	COST_ODD = 20,
	/* Per level of break, beyond the ordinary one. */
	COST_LEVEL = 20000,

	/* Of a story, where its names are looked for. */
	STORY_BLOCKS = 12,
	WORD_BYTES = 24,
};

/* --- characters ---------------------------------------------------------- */

static bool
is_pause(unsigned kind)
{
	return kind == CLUSTER_PAUSE || kind == CLUSTER_CLOSE ||
	    kind == CLUSTER_DASH;
}

/*
 * Words of one character that lean on what stands before them (的, 们) and on
 * what comes after (在, 和, 将).
 */
static const char leaning_back[] = "的了着过们等吗呢吧地得者";
static const char leaning_ahead[] = "在和与及或将把被对向从为以不很更最各每"
				    "再又就與將對從為其该該";

/* Particles that end a phrase of Japanese. */
static const char particles[] = "はがをにでともへやて";

/* A number goes on, or something is counted. */
static const char numerals[] = "一二三四五六七八九十百千万两兩";

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

/* ー is of the word that it lengthens. */
static bool
is_katakana(unsigned cp)
{
	return (cp >= 0x30A1 && cp <= 0x30FA) || cp == 0x30FC;
}

/* --- Chinese and Japanese ------------------------------------------------ */

static uint8_t
bond_at(const struct heading *h, size_t i)
{
	return i < SENSE_MAX ? h->bond[i] : 0;
}

/* Is the character of no word that it would make with its neighbour? */
static bool
is_alone(const struct heading *h, size_t i, bool looks_back)
{
	if (h->at[i].kind != CLUSTER_HAN || (looks_back && i == 0))
		return false;
	return bond_at(h, looks_back ? i - 1 : i) < WEAK_BOND;
}

static bool
is_kana(unsigned cp)
{
	return is_hiragana(cp) || is_katakana(cp);
}

/* Does a break after cluster `i` leave an odd number of Han on both sides? */
static bool
is_odd(const struct heading *h, size_t i)
{
	size_t before = 0, after = 0;

	while (before <= i && h->at[i - before].kind == CLUSTER_HAN &&
	    !is_kana(cp_at(h, i - before)))
		before++;
	while (i + 1 + after < h->n &&
	    h->at[i + 1 + after].kind == CLUSTER_HAN &&
	    !is_kana(cp_at(h, i + 1 + after)))
		after++;
	return before % 2 == 1 && after % 2 == 1;
}

/*
 * Hiragana are particles and the ends of words: they lean on what they follow,
 * and a phrase ends after them.  Katakana side by side are one foreign word, Han
 * side by side words of two characters for the most part.
 */
static int64_t
kana_cost(const struct heading *h, const struct place *p)
{
	unsigned next = cp_at(h, p->at), last = cp_at(h, p->end - 1);

	if (is_hiragana(next) || (is_katakana(next) && is_katakana(last)))
		return HEADING_PLAIN + COST_BOND;
	if (is_one_of(h, p->end - 1, particles))
		return COST_PHRASE;
	if (is_hiragana(last))
		return HEADING_PLAIN;
	if (is_odd(h, p->end - 1))
		return HEADING_PLAIN + COST_NAME;
	return HEADING_PLAIN + COST_LEANING;
}

/* What a break between two characters would tear. */
static int64_t
han_cost(const struct heading *h, const struct place *p)
{
	int64_t cost = h->japanese ? kana_cost(h, p) : (int64_t)HEADING_PLAIN;

	cost += COST_BOND * bond_at(h, p->end - 1) / SENSE_FULL;
	if (is_one_of(h, p->end - 1, numerals))
		cost += COST_NAME;
	if (h->japanese)
		return cost;
	if (is_one_of(h, p->at, leaning_back) ||
	    is_one_of(h, p->end - 1, leaning_ahead))
		return cost + COST_LEANING + COST_ALONE;
	if (!is_one_of(h, p->end - 1, leaning_back))
		cost += COST_ALONE * is_alone(h, p->end - 1, true);
	if (!is_one_of(h, p->at, leaning_ahead))
		cost += COST_ALONE * is_alone(h, p->at, false);
	return is_odd(h, p->end - 1) ? cost + COST_ODD : cost;
}

/* --- words with spaces --------------------------------------------------- */

/* A word of a script written with spaces: clusters from up to to. */
struct word {
	size_t from, to;
};

static bool
is_of_word(const struct cluster *c)
{
	return c->kind == CLUSTER_LETTER || c->kind == CLUSTER_DIGIT ||
	    c->kind == CLUSTER_HANGUL;
}

/* The word that ends before cluster `end`. */
static struct word
word_before(const struct heading *h, size_t end)
{
	struct word w = { end, end };

	while (w.from > 0 && is_of_word(&h->at[w.from - 1]))
		w.from--;
	return w;
}

static struct word
word_after(const struct heading *h, size_t at)
{
	struct word w = { at, at };

	while (w.to < h->n && is_of_word(&h->at[w.to]))
		w.to++;
	return w;
}

static bool
is_capital(const struct heading *h, struct word w)
{
	const char *s = h->text + h->at[w.from].at;

	return w.from < w.to && *s >= 'A' && *s <= 'Z';
}

static bool
has_digit(const struct heading *h, struct word w)
{
	return w.from < w.to && h->at[w.from].kind == CLUSTER_DIGIT;
}

/*
 * Articles, prepositions, conjunctions and numbers: the rule of copy desks is that
 * no line of a headline ends in one.  Then words that Korean puts between others.
 * Sorted by bytes.
 */
static const char *const leaning[] = { "a", "about", "after", "against", "amid",
	"an", "and", "as", "at", "before", "but", "by", "das", "de", "dem",
	"den", "der", "die", "du", "eight", "ein", "eine", "einem", "einen",
	"einer", "five", "for", "four", "from", "if", "in", "into", "is", "its",
	"la", "le", "les", "near", "nine", "no", "not", "of", "on", "or",
	"over", "seven", "six", "ten", "than", "that", "the", "their", "three",
	"to", "two", "und", "until", "via", "von", "with", "without", "또",
	"또는", "및" };

/* Copies the word in small letters; "" if it is longer than any in the list. */
static void
copy_word(char out[WORD_BYTES], const struct heading *h, struct word w)
{
	size_t n = 0;

	if (w.from < w.to)
		n = h->at[w.to - 1].at + h->at[w.to - 1].nbytes -
		    h->at[w.from].at;
	if (n >= WORD_BYTES)
		n = 0;
	for (size_t i = 0; i < n; i++) {
		char c = h->text[h->at[w.from].at + i];
		out[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	out[n] = '\0';
}

static int
compare_words(const void *key, const void *item)
{
	const char *const *word = item;

	return strcmp(key, *word);
}

static bool
is_leaning_word(const struct heading *h, struct word w)
{
	char word[WORD_BYTES];

	copy_word(word, h, w);
	return bsearch(word, leaning, sizeof leaning / sizeof *leaning,
	    sizeof *leaning, compare_words);
}

/* Does the story have both words side by side, each with its capital? */
static bool
is_in_story(const struct heading *h, struct word left, struct word right)
{
	size_t from = h->at[left.from].at;
	size_t n = h->at[right.to - 1].at + h->at[right.to - 1].nbytes - from;
	const struct article *a = h->story;

	for (size_t i = 0; a && i < a->nblocks && i < STORY_BLOCKS; i++) {
		const char *s = a->blocks[i].text;
		const char *end = s + a->blocks[i].nbytes;
		for (; (size_t)(end - s) >= n; s++) {
			s = memchr(s, h->text[from], (size_t)(end - s) - n + 1);
			if (!s)
				break;
			if (memcmp(s, h->text + from, n) == 0)
				return true;
		}
	}
	return false;
}

/* What a break at a space would tear. */
static int64_t
space_cost(const struct heading *h, const struct place *p)
{
	struct word left = word_before(h, p->end);
	struct word right = word_after(h, p->at);

	if (left.from == left.to || right.from == right.to)
		return 0;
	if (is_leaning_word(h, left))
		return COST_NAME;
	if (has_digit(h, left))
		return COST_NAME;
	if (!is_capital(h, left) || !is_capital(h, right))
		return COST_SPACE;
	/* Before the first word's capital says nothing. */
	if (!h->title && left.from > 0)
		return COST_NAME;
	return is_in_story(h, left, right) ? COST_NAME : COST_SPACE;
}

/* --- the whole ----------------------------------------------------------- */

/* Do most words have a capital, so that capitals say nothing? */
static bool
is_title_case(const struct heading *h)
{
	size_t nwords = 0, ncapitals = 0;

	for (size_t i = 0; i < h->n;) {
		struct word w = word_after(h, i);
		if (w.to > w.from && h->at[w.from].kind == CLUSTER_LETTER &&
		    !is_leaning_word(h, w)) {
			nwords++;
			ncapitals += is_capital(h, w);
		}
		i = w.to + (w.to == i);
	}
	return ncapitals * 3 > nwords * 2;
}

void
heading_learn(struct heading *h, const struct article *story)
{
	h->story = story;
	sense_bonds(h->bond, h->text, h->at,
	    h->n < SENSE_MAX ? h->n : SENSE_MAX, story);
	for (size_t i = 0; i < h->n; i++) {
		unsigned cp = cp_at(h, i);
		h->han |= h->at[i].kind == CLUSTER_HAN;
		h->japanese |= is_hiragana(cp) || is_katakana(cp);
	}
	h->title = is_title_case(h);
}

int64_t
heading_cost(
    const struct heading *h, const struct place *p, unsigned level, int depth)
{
	int64_t cost = depth > 0 ? COST_INSIDE : 0;
	bool is_spaced = p->at > p->end;

	if (level > BREAK_URL || level == BREAK_HYPHEN)
		cost += COST_LEVEL * (int64_t)level;
	if (h->japanese && !is_spaced && is_hiragana(cp_at(h, p->at)))
		return cost + kana_cost(h, p);
	if (is_pause(h->at[p->end - 1].kind))
		return cost + (is_one_of(h, p->end - 1, "、") ? COST_COMMA : 0);
	if (is_spaced)
		return cost + space_cost(h, p);
	/* In a Latin word there is nothing but its own hyphens. */
	return cost + (h->han ? han_cost(h, p) : (int64_t)COST_NAME);
}
