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
	enum kinsoku kinsoku;
	bool korean;     /* keep the words of Hangul whole */
	bool korean_han; /* and those of Han: the language is Korean */
	bool japanese;
	bool east; /* the language is zh, ja or ko */
};

/* Set `after` of every cluster. */
void level_set_all(struct passage *);

/* A space that a line may end after; not NBSP and its kin. */
bool cluster_is_space(const struct passage *, size_t i);

#endif
