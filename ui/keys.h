/*
 * Keys to actions: sequences, counts and what time decides.
 *
 * Digits are kept back.  A movement that follows takes them as its count;
 * when anything else follows, or the time is over, they name a section.
 * Knows no clock: whoever waits says when the time is over.
 */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>

#include "config/keymap.h"

/* What keys came to.  ACTION_NONE: they are not bound to anything. */
struct decoded {
	enum action action;
	int argument;
	long count; /* 0: none */
};

enum {
	KEYS_OUT = 4,      /* most that one key can settle */
	KEYS_COUNT = 9999, /* larger counts are this */
};

struct keys {
	struct key seq[KEY_SEQUENCE_MAX];
	size_t n;
	long count;
};

void keys_init(struct keys *);

/* Take a key; returns how many actions it settled, put into `out`. */
size_t keys_press(struct keys *, const struct keymap *, struct key,
    struct decoded out[KEYS_OUT]);

/* No key came in time: settle what is kept back, if time settles it. */
size_t keys_expire(
    struct keys *, const struct keymap *, struct decoded out[KEYS_OUT]);

/* Is anything kept back that time will settle? */
bool keys_can_expire(const struct keys *, const struct keymap *);

/* What is kept back, "3 y", into `out`; "" if nothing. Returns `out`. */
const char *keys_pending(const struct keys *, char *out, size_t nbytes);

/* Does a count before this action mean something? */
bool keys_takes_count(enum action);

#endif
