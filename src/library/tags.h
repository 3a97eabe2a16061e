/*
 * Tags: words that the person gives to bookmarks and clippings.
 */
#ifndef SRC_LIBRARY_TAGS_H
#define SRC_LIBRARY_TAGS_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct marks;

enum { TAG_MAX_BYTES = 100, TAGS_MAX = 50 };

/* Sorted by bytes, without repeats; none is empty. */
struct tags {
	const char *const *at;
	size_t n;
};

/*
 * Tags out of "a, b，c 、d": parted by commas of any script, trimmed.  One that is
 * longer than TAG_MAX_BYTES, or more than TAGS_MAX, is an error.
 */
int tags_parse(struct tags *, const char *line, struct arena *, struct err *);

/* "a, b, c"; "" for none. */
const char *tags_line(struct tags, struct arena *);

/* Is it one of them? */
bool tags_have(struct tags, const char *tag);

/* Every tag that is in use, sorted; the arena's. */
int tags_all(struct tags *, struct marks *, struct arena *, struct err *);

#endif
