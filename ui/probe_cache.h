/*
 * What terminals answered, kept in a file of the cache folder so that the next
 * start does not wait.
 *
 * A terminal is known by what the environment says of it, hashed.  The file is
 * input from outside: anything in it that is not as we write it makes all of it
 * worthless, and the next answer writes it anew.  It can be lost at any time;
 * nothing here ever fails in a way that anyone has to know of.
 */
#ifndef UI_PROBE_CACHE_H
#define UI_PROBE_CACHE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/probe.h"

enum {
	PROBE_CACHE_TERMINALS = 32, /* the oldest ones are forgotten */
	/* Days that an answer is good for.  A wrong one is found at once
	   (probe_ask_again()) but where the answer was none, or no clear one. */
	PROBE_CACHE_DAYS = 30,
	PROBE_CACHE_UNCLEAR_DAYS = 1,
};

/*
 * The answer of the terminal that the environment describes, if it is known at
 * the time `now` (seconds since 1970).  `dir` is the cache folder; "" or NULL:
 * nothing is known.
 */
bool probe_cache_get(enum probe_verdict *, const char *dir, int64_t now);

/* Keep an answer.  Makes the folder, with its parent. */
void probe_cache_put(enum probe_verdict, const char *dir, int64_t now);

#endif
