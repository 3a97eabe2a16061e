/*
 * What the commands over the library share: opening it, and the rule of how
 * long editions are kept.
 */
#ifndef SRC_LIBRARY_CARE_H
#define SRC_LIBRARY_CARE_H

#include "src/library/archive.h"

struct buf;
struct guard;
struct keep_for;
struct arena;
struct run;

/* Open the library; complains and returns NULL if it cannot be had. */
struct archive *care_open(enum archive_mode);

/* "PAPER DATE, NAME", filtered. */
void care_add_name(struct buf *, const struct shelved *);

/*
 * The rule of the option keep-editions; complains, and keeps everything, if it
 * makes no sense.
 */
void care_rules(struct keep_for *, const struct run *, struct arena *);

/* Today, in days since 1970. */
int64_t care_today(void);

/*
 * Take away what is too old by the rule and not needed by any mark, and say how
 * many; what is too old and needed stays.  An exit status.
 */
int care_expire(const struct run *, struct archive *, bool is_dry);

/* What the marks need; complains of `what` and returns NULL if it is unknown. */
struct guard *care_guard(struct archive *, const char *what, struct arena *);

/*
 * Take editions away at once, or bring them back; complains.  0 or -1.
 */
int care_set_removed(
    struct archive *, const struct shelved *, size_t n, bool is_removed);

#endif
