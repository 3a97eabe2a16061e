/*
 * Search: what was looked for, where it was found, and where one is in it.
 */
#ifndef UI_SEARCH_H
#define UI_SEARCH_H

#include <stddef.h>

#include "src/layout/canvas.h"
#include "src/nav/find.h"

struct arena;

/* Parts what is looked for; either is a match.  No prompt takes it. */
enum { SEARCH_EITHER = '\n' };

struct search {
	char *query; /* owned; NULL: nothing was looked for */
	struct matches matches;
	size_t here;           /* the match one is at; matches.n: none */
	struct highlight *lit; /* the arena's; as many as matches, and one */
	struct highlights shown;
	struct arena *arena;
};

void search_init(struct search *);
void search_fini(struct search *);

/*
 * Look for `query` in an edition, or for any of several (SEARCH_EITHER); NULL
 * ends the search.
 */
void search_start(struct search *, const struct edition *, const char *query);

/* Go to match `i`: it is lit as the one that one is at. */
void search_choose(struct search *, size_t i);

/* The place of match `i`; one in the head is at the article's beginning. */
struct anchor search_place(const struct search *, size_t i);

/*
 * Light up a whole block as well (a subhead that one jumped to), until called
 * with NULL.
 */
void search_spot(
    struct search *, const struct edition *, const struct anchor *block);

/* The same for the rest of a sentence, from `at` on. */
void search_spot_sentence(
    struct search *, const struct edition *, struct anchor at);

#endif
