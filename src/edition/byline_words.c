/* The words of byline.def. */
#include <stdint.h>
#include <string.h>

#include "src/edition/byline_int.h"

static const struct word words[] = {
#define BYLINE(kind, word) { WORD_##kind, word, sizeof word - 1 },
#include "src/edition/byline.def"
#undef BYLINE
};

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The first word of a kind; kinds stand in the order of the enum. */
static const struct word *
first_of(enum word_kind kind)
{
	size_t low = 0, high = COUNT(words);

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (words[middle].kind < kind)
			low = middle + 1;
		else
			high = middle;
	}
	return &words[low];
}

static bool
is_of(const struct word *w, enum word_kind kind)
{
	return w < words + COUNT(words) && w->kind == kind;
}

const struct word *
byline_exact(struct token t, enum word_kind kind)
{
	for (const struct word *w = first_of(kind); is_of(w, kind); w++)
		if (w->nbytes == t.nbytes && !memcmp(w->s, t.s, t.nbytes))
			return w;
	return NULL;
}

const struct word *
byline_ending(struct token t, enum word_kind kind)
{
	for (const struct word *w = first_of(kind); is_of(w, kind); w++)
		if (w->nbytes < t.nbytes &&
		    !memcmp(w->s, t.s + t.nbytes - w->nbytes, w->nbytes))
			return w;
	return NULL;
}

const struct word *
byline_beginning(struct token t, enum word_kind kind)
{
	for (const struct word *w = first_of(kind); is_of(w, kind); w++)
		if (w->nbytes <= t.nbytes && !memcmp(w->s, t.s, w->nbytes))
			return w;
	return NULL;
}

const struct word *
byline_role(struct token t, size_t *at)
{
	const struct word *first = first_of(WORD_ROLE);
	uint64_t thirds = 0;

	/* Characters have three bytes: the last of them refuses most. */
	for (const struct word *w = first; is_of(w, WORD_ROLE); w++)
		thirds |= UINT64_C(1) << (w->s[2] & 63);
	for (size_t i = 0; i + 2 < t.nbytes; i++) {
		bool may_be = thirds >> (t.s[i + 2] & 63) & 1;
		for (const struct word *w = first;
		     may_be && is_of(w, WORD_ROLE); w++)
			if (w->s[2] == t.s[i + 2] &&
			    w->nbytes <= t.nbytes - i &&
			    !memcmp(w->s, t.s + i, w->nbytes)) {
				*at = i;
				return w;
			}
		while (i + 1 < t.nbytes &&
		    ((unsigned char)t.s[i + 1] & 0xC0) == 0x80)
			i++;
	}
	return NULL;
}
