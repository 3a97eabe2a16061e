#include "src/layout/sense.h"

#include <stdbool.h>
#include <string.h>

#include "src/base/utf8.h"
#include "src/edition/edition.h"

/* Of a story, enough to meet the words of its headline a few times. */
enum { STORY_BYTES = 12 * 1024 };

enum { NONE = -1, NSIEVE = 256 };

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
	if (!story)
		return;
	learn_headline(&s, text, at);
	for (size_t i = 0; i < story->nblocks && left > 0; i++) {
		size_t nbytes = story->blocks[i].nbytes;
		if (nbytes > left)
			break;
		read_text(&s, story->blocks[i].text, nbytes);
		left -= nbytes;
	}
	for (size_t i = 0; i + 1 < n; i++) {
		if (s.first[i] == NONE || s.first[i + 1] == NONE)
			continue;
		/* Dice's coefficient: 1 if the two are only met together. */
		unsigned alone = s.chars[s.first[i]] + s.chars[s.first[i + 1]];
		if (alone > 0)
			bond[i] =
			    (uint8_t)(2 * SENSE_FULL * s.pairs[i] / alone);
	}
}
