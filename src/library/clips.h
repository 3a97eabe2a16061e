/*
 * Clippings: passages and articles that were cut out and kept, with notes.
 *
 * In marks.db, by the promises of marks.h.  A clipping holds all that is needed
 * to read it when its paper is gone.  Every change can be undone (marks_undo.h).
 */
#ifndef SRC_LIBRARY_CLIPS_H
#define SRC_LIBRARY_CLIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/library/marks.h"
#include "src/library/passage.h"
#include "src/library/tags.h"

struct clip {
	int64_t id;         /* 0: not stored yet */
	struct mark source; /* where it was cut from; its id and added unused */
	const char *byline; /* may be NULL */
	struct passage passage;
	bool is_whole;     /* a whole article */
	const char *note;  /* may be NULL */
	const char *title; /* of one's own, may be NULL */
	struct tags tags;
	int64_t added;   /* seconds since 1970, UTC; 0: now */
	int64_t changed; /* when note, title or tags last changed */
};

struct clip_list {
	const struct clip *at; /* the arena's */
	size_t n;
};

/*
 * Keep a clipping.  The same passage of the same article is kept once:
 * `*existed` (may be NULL) tells that it was there, and `*id` is its id.
 */
int clips_add(struct marks *, const struct clip *, int64_t *id, bool *existed,
    struct err *);

/*
 * Keep several, all or none, as one step to undo.  `*nadded` is how many were not
 * there before.
 */
int clips_import(
    struct marks *, const struct clip_list *, size_t *nadded, struct err *);

/* Delete one; 0 even if there is none. */
int clips_remove(struct marks *, int64_t id, struct err *);

/* Change note, title and tags to those of `clip`, which has the id. */
int clips_change(struct marks *, const struct clip *, struct err *);

/* All, newest first; or those that bear `tag`, if it is not NULL. */
int clips_list(struct marks *, struct clip_list *, const char *tag,
    struct arena *, struct err *);

/* False if there is none of this id. */
bool clips_get(
    struct clip *, struct marks *, int64_t id, struct arena *, struct err *);

/* A clipping of a range of an edition; strings are borrowed or the arena's. */
struct clip clip_make(
    const struct edition *, struct range, const char *path, struct arena *);

#endif
