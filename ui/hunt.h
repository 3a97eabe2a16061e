/*
 * Hunt: a search in the library while it is typed.
 *
 * What is wanted and what was found are apart: the results of an older query
 * stay until the new ones are there, and a search that was given up because a
 * key waited is begun again.  The app's, so that all of it is there when the view
 * is opened again.  Nothing here knows screens or keys.
 */
#ifndef UI_HUNT_H
#define UI_HUNT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/err.h"
#include "src/library/search.h"

struct archive;
struct arena;

struct hunt {
	char *wanted; /* what was typed last; owned, never NULL */
	enum search_order order;
	bool is_due;    /* that was not looked for yet */
	bool is_forced; /* however short it is */
	bool is_whole;  /* its last word is not being written any more */
	bool is_slow;   /* it takes long enough to say so */
	struct err why; /* it makes no sense, or failed; ERR_NONE: it is fine */

	char *query;          /* that the results are of; owned; NULL: none */
	struct results found; /* the arena's */
	struct arena *arena;
	size_t here; /* the chosen result */
};

void hunt_init(struct hunt *);
void hunt_fini(struct hunt *);

/*
 * Want something else.  It is due as soon as it is long enough, or, with
 * `is_forced`, at once.
 */
void hunt_want(struct hunt *, const char *query, bool is_forced);

/* Want it in another order. */
void hunt_sort(struct hunt *, enum search_order);

/*
 * How soon it is looked for by itself: two characters at once, a single one of
 * East Asia after a rest, one letter or none never.
 */
enum hunt_haste { HUNT_NEVER, HUNT_RESTED, HUNT_NOW };
enum hunt_haste hunt_haste(const struct hunt *);

/*
 * Look for what is due; of a word of Latin letters that stands last, unless it
 * was forced, what begins so.  False if `goes_on` gave it up: it is still due.
 * Otherwise there are new results, or `why` says why there are none and those
 * there were stay.
 */
bool hunt_run(struct hunt *, struct archive *, bool is_strict,
    bool (*goes_on)(void *), void *ctx);

/* Nothing can be looked for: `err` says why. */
void hunt_fail(struct hunt *, const struct err *);

/*
 * The words of the query, for search_start(): those that must not be there are
 * left out.  The arena's; NULL if it has none but fields.
 */
const char *hunt_words(const struct hunt *, struct arena *);

#endif
