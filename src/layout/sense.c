#include "src/layout/sense.h"

#include <stdbool.h>
#include <string.h>

#include "src/base/utf8.h"
#include "src/edition/edition.h"

/* Of a story, enough to meet the words of its headline a few times. */
enum { STORY_BYTES = 12 * 1024 };

/* A word that any story may use, against one that this story tells. */
enum { WORD_BOND = 80 };

enum { NONE = -1, NSIEVE = 256 };

/* Pairs of characters that are, or stand in, common words; sorted. */
static const uint32_t pairs[] = {
#define PAIR(left, right) (uint32_t)(left) << 16 | (right),
#include "src/layout/gen/words.inc"
#undef PAIR
};

static bool
is_word(unsigned left, unsigned right)
{
	uint32_t pair = (uint32_t)left << 16 | right;
	size_t lo = 0, n = sizeof pairs / sizeof *pairs;

	if (left > 0xFFFF || right > 0xFFFF)
		return false;
	while (lo < n) {
		size_t mid = lo + (n - lo) / 2;
		if (pairs[mid] == pair)
			return true;
		if (pairs[mid] < pair)
			lo = mid + 1;
		else
			n = mid;
	}
	return false;
}

struct sense {
	size_t n;
	unsigned cps[SENSE_MAX];   /* 0 where there is no Han character */
	int first[SENSE_MAX];      /* where the same character stands first */
	bool sieve[NSIEVE];        /* is any character with these last bits? */
	unsigned chars[SENSE_MAX]; /* met, of the character at first[i] */
	unsigned pairs[SENSE_MAX]; /* met, of i and i + 1 */
};

static int
find_char(const struct sense *s, unsigned cp)
{
	if (!s->sieve[cp % NSIEVE])
		return NONE;
	for (size_t i = 0; i < s->n; i++)
		if (s->cps[i] == cp)
			return (int)i;
	return NONE;
}

static void
learn_headline(struct sense *s, const char *text, const struct cluster *at)
{
	for (size_t i = 0; i < s->n; i++) {
		const char *c = text + at[i].at;
		s->first[i] = NONE;
		if (at[i].kind != CLUSTER_HAN)
			continue;
		s->cps[i] = utf8_next(&c);
		s->sieve[s->cps[i] % NSIEVE] = true;
		s->first[i] = find_char(s, s->cps[i]);
	}
}

static void
count_pair(struct sense *s, int left, int right)
{
	for (size_t i = 0; i + 1 < s->n; i++)
		s->pairs[i] += s->first[i] == left && s->first[i + 1] == right;
}

static void
read_text(struct sense *s, const char *text, size_t nbytes)
{
	const char *end = text + nbytes;
	int before = NONE;

	while (text < end) {
		int here = find_char(s, utf8_next(&text));
		if (here != NONE)
			s->chars[here]++;
		if (here != NONE && before != NONE)
			count_pair(s, before, here);
		before = here;
	}
}

void
sense_bonds(uint8_t *bond, const char *text, const struct cluster *at, size_t n,
    const struct article *story)
{
	struct sense s = { .n = n };
	size_t left = STORY_BYTES;

	memset(bond, 0, n);
	learn_headline(&s, text, at);
	for (size_t i = 0; story && i < story->nblocks && left > 0; i++) {
		size_t nbytes = story->blocks[i].nbytes;
		if (nbytes > left)
			break;
		read_text(&s, story->blocks[i].text, nbytes);
		left -= nbytes;
	}
	for (size_t i = 0; i + 1 < n; i++) {
		if (s.cps[i] == 0 || s.cps[i + 1] == 0)
			continue;
		/* Dice's coefficient: 1 if the two are only met together. */
		unsigned alone = s.chars[s.first[i]] + s.chars[s.first[i + 1]];
		unsigned dice = alone ? 2 * SENSE_FULL * s.pairs[i] / alone : 0;
		if (dice < WORD_BOND && is_word(s.cps[i], s.cps[i + 1]))
			dice = WORD_BOND;
		bond[i] = (uint8_t)dice;
	}
}
