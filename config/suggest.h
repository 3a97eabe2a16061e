/*
 * "Did you mean ...?": the known name that is nearest to a mistyped one.
 */
#ifndef CONFIG_SUGGEST_H
#define CONFIG_SUGGEST_H

#include <stddef.h>

enum { SUGGEST_BYTES = 128 };

/* The i-th of the known names; NULL past the last. */
typedef const char *suggest_name(size_t i, const void *arg);

/*
 * What to append to "there is no X": "; did you mean Y?", or "" when nothing is
 * near.  Written to `out` of SUGGEST_BYTES; returns `out`.
 */
const char *suggest(
    char *out, const char *typed, suggest_name *name_at, const void *arg);

#endif
