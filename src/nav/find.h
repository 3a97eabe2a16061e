/*
 * Find in an edition: over soft line breaks, columns and block structure
 * alike, since it looks at the model and not at the screen.
 *
 * Case, width, accents and blanks are folded (src/text/fold.h).  Headlines,
 * kickers, decks and bylines are found too.
 */
#ifndef SRC_NAV_FIND_H
#define SRC_NAV_FIND_H

#include <stddef.h>

#include "src/edition/edition.h"

struct arena;

/* Blocks are numbered as in an anchor; these stand for the head's parts. */
enum {
	FIND_KICKER = 0x7FFFFFF0,
	FIND_HEADLINE,
	FIND_DECK,
	FIND_BYLINE,
};

struct match {
	uint32_t article;
	uint32_t block;    /* of the article, or FIND_HEADLINE and the like */
	uint32_t from, to; /* bytes of that text */
};

struct matches {
	const struct match *at; /* the arena's; in the order of reading */
	size_t n;
};

enum { FIND_MAX = 100000 }; /* matches kept */

struct matches find_in_edition(
    const struct edition *, const char *query, struct arena *);

/*
 * The first match at or after `from` (before it, when `backward`), round the
 * end; n if there is none at all.
 */
size_t find_nearest(const struct matches *, struct anchor from, int backward);

#endif
