/*
 * How long editions are kept: "90d", "90d, The Ledger 1y, 松江日报 forever".
 *
 * Ages of d days, w weeks, m months of 30 days or y years of 365; "forever" is
 * for ever.  An age by itself is for every paper, one after a paper's name for
 * that one.  Papers are compared as searches compare text (fold.h).
 */
#ifndef SRC_LIBRARY_KEEP_FOR_H
#define SRC_LIBRARY_KEEP_FOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;

struct keep_rule {
	const char *folded; /* the paper's name; NULL: every paper's */
	int64_t days;       /* KEEP_FOREVER, or how many days back */
};

enum { KEEP_FOREVER = -1, KEEP_MAX_RULES = 200 };

struct keep_for {
	const struct keep_rule *at; /* the arena's */
	size_t n;
};

/* ERR_USAGE, with what is wrong and what it should be; then nothing is old. */
int keep_for_parse(
    struct keep_for *, const char *text, struct arena *, struct err *);

/* Is nothing ever too old? */
bool keep_for_is_forever(const struct keep_for *);

/* Is an edition of this day too old on the day `today`? */
bool keep_for_is_over(
    const struct keep_for *, const char *paper, int64_t day, int64_t today);

#endif
