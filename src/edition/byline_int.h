/*
 * What the two halves of the byline parser share: byline.c for the writing of
 * East Asia, byline_latin.c for the rest.
 */
#ifndef SRC_EDITION_BYLINE_INT_H
#define SRC_EDITION_BYLINE_INT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/edition/edition.h"

struct arena;

/* More people than ever signed one story; the rest is not a byline. */
enum { CROWD_MAX = 64 };

/* The people found so far. */
struct crowd {
	struct arena *arena;
	struct person at[CROWD_MAX];
	size_t n;
};

/* Add a person unless the name is there; both strings are copied. */
void crowd_add(struct crowd *, const char *name, size_t nbytes,
    const char *role, size_t role_nbytes);

/* Give everyone from `first` on who has no role this one. */
void crowd_set_role(
    struct crowd *, size_t first, const char *role, size_t nbytes);

/* The people of a line in Latin script, e-mail addresses already gone. */
void byline_parse_latin(struct crowd *, const char *line);

/* How sure that such a line is a byline, 0 to 100. */
int byline_latin_confidence(const char *line);

#endif
