/*
 * Which editions the person's own marks need: what stands in marks.db and
 * refers to them, so that they are not taken from the library by a rule, nor by
 * a slip.
 */
#ifndef SRC_LIBRARY_GUARD_H
#define SRC_LIBRARY_GUARD_H

struct archive;
struct arena;
struct err;
struct marks;
struct shelved;

enum guard_reason {
	GUARD_NONE,
	GUARD_BOOKMARK,
	GUARD_CLIPPING,
	GUARD_FOLLOWED, /* it has a story by someone who is followed */
};

struct guard;

/*
 * Look at the marks as they are now; the arena's.  NULL if it cannot be told:
 * then everything may be needed.
 */
struct guard *guard_make(
    struct marks *, struct archive *, struct arena *, struct err *);

enum guard_reason guard_of(const struct guard *, const struct shelved *);

#endif
