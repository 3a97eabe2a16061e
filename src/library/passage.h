/*
 * Passages: a stretch of an article, and how it is found again.
 *
 * A passage is kept as its own text with what stood before and after it.  After
 * the source was corrected, it is looked for by all three: the exact text first,
 * then the nearest likeness, weighed by its surroundings.  It is never found at a
 * wrong place without saying that it is a guess.
 */
#ifndef SRC_LIBRARY_PASSAGE_H
#define SRC_LIBRARY_PASSAGE_H

#include "src/edition/edition.h"

struct arena;
struct buf;

enum {
	PASSAGE_CONTEXT_CPS = 32, /* code points kept on each side */
};

/* From `from` up to before `to`; of one article. */
struct range {
	struct anchor from, to;
};

struct passage {
	const char *text;   /* blocks parted by newlines; never NULL */
	const char *before; /* in the same article, may be "" */
	const char *after;
};

/* The whole of an article's blocks. */
struct range passage_whole(const struct edition *, uint32_t article);

/* Take it out of an edition; strings are the arena's. */
struct passage passage_make(
    const struct edition *, struct range, struct arena *);

enum passage_found {
	PASSAGE_GONE,
	PASSAGE_CHANGED, /* found, but its text is not what it was */
	PASSAGE_GUESSED, /* likely the place; say so */
	PASSAGE_EXACT,
};

/*
 * Find it in an article, or, if it is not there, in all of the edition.
 * `article` is where it should be; narticles if nobody knows.
 */
enum passage_found passage_find(struct range *, const struct passage *,
    const struct edition *, uint32_t article);

#endif
