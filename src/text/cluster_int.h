/*
 * What cluster.c finds out about a paragraph and level.c decides from.
 */
#ifndef SRC_TEXT_CLUSTER_INT_H
#define SRC_TEXT_CLUSTER_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/text/cluster.h"

enum hint {
	HINT_ALLOWED = 1 << 0, /* UAX #14 allows a break before it */
	HINT_SMALL = 1 << 1,   /* PROP_SMALL */
	HINT_URL = 1 << 2,     /* part of a URL or an address */
	/* Punctuation of East Asian text: the tables of level.c decide. */
	HINT_EAST = 1 << 3,
	/* East Asian or not as its neighbours are: quotes, dashes, ... */
	HINT_NEUTRAL = 1 << 4,
	/* Its `after` is set: a letter before a letter, Han before Han. */
	HINT_DONE = 1 << 5,
};

/* What occurs in a paragraph at all; most have little of it. */
enum sight {
	SIGHT_QUOTE = 1 << 0, /* opening and closing marks */
	SIGHT_NEUTRAL = 1 << 1,
	SIGHT_SOLIDUS = 1 << 2,
	SIGHT_ADDRESS = 1 << 3, /* "@" or "www." */
	SIGHT_RTL = 1 << 4,     /* letters that run from right to left */
};

/* Beside each cluster, for as long as cluster_text() runs. */
struct item {
	uint32_t cp; /* the first of the cluster */
	uint8_t hints;
};

struct passage {
	struct cluster *at;
	struct item *items;
	size_t n;
	uint32_t *marks; /* owned: clusters that are marks, in order */
	size_t nmarks, marks_cap;
	size_t nhan, nhangul, nletters; /* see struct clusters */
	unsigned seen; /* enum sight: which rules have work to do */
	enum kinsoku kinsoku;
	bool korean;     /* keep the words of Hangul whole */
	bool korean_han; /* and those of Han: the language is Korean */
	bool japanese;
	bool east; /* the language is zh, ja or ko */
};

#define KIND(k) (1u << (k))

/*
 * Cut the text into clusters and look each up; `at` and `items` have room for
 * one a code point.  Sets all but what depends on neighbours.
 */
void cluster_cut(struct passage *, const char *s, size_t nbytes, int ambiguous);

/* The same by the long way that any text can take; for tests. */
void cluster_cut_any(
    struct passage *, const char *s, size_t nbytes, int ambiguous);

/* Set `after` of every cluster. */
void level_set_all(struct passage *);

/* A space that a line may end after; not NBSP and its kin. */
static inline bool
cluster_is_space(const struct passage *p, size_t i)
{
	uint32_t cp = p->items[i].cp;

	return p->at[i].kind == CLUSTER_SPACE && cp != 0xA0 && cp != 0x2007 &&
	    cp != 0x202F;
}

#endif
