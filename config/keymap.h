/*
 * Keymaps: sequences of keys to actions.
 *
 * In an ini file they are written `action = keys` (the other way round would
 * let iniparser lower-case the keys and stop at ';' and '#'): several keys are
 * parted by blanks, the keys of a sequence are joined without ("gg", "yy",
 * "Ctrl-x Ctrl-c" are two keys, "Ctrl-x+Ctrl-c" is one sequence).  "none"
 * unbinds.
 */
#ifndef CONFIG_KEYMAP_H
#define CONFIG_KEYMAP_H

#include <stddef.h>

#include "config/action.h"
#include "config/key.h"

struct keymap;

enum keymap_match {
	KEYMAP_NONE,   /* nothing begins so */
	KEYMAP_PREFIX, /* more keys must follow */
	KEYMAP_BOTH,   /* an action, but a longer sequence begins so too */
	KEYMAP_EXACT,  /* an action */
};

struct binding {
	struct key keys[KEY_SEQUENCE_MAX];
	size_t nkeys;
	enum action action;
	int argument; /* of section: its number; else 0 */
};

enum keymap_match keymap_lookup(const struct keymap *, const struct key *,
    size_t nkeys, const struct binding **);

/* All bindings, in the order of actions: for help. */
const struct binding *keymap_bindings(const struct keymap *, size_t *n);

/* The keys of an action, "Space PageDown f", into `out`; returns `out`. */
const char *keymap_keys(
    const struct keymap *, enum action, char *out, size_t nbytes);

#endif
