/*
 * The nearest known name to one that is unknown: for "did you mean".
 */
#ifndef SRC_BASE_NEAREST_H
#define SRC_BASE_NEAREST_H

/*
 * The one of `names` (NULL-terminated) with the fewest letters to change, add,
 * drop or swap to make `name`; NULL if none is near (more than a third of its
 * letters).  Names over 63 bytes are near to nothing.
 */
const char *nearest_name(const char *name, const char *const *names);

#endif
