/*
 * Undo and redo of everything that changes marks.db.
 *
 * Each change made through this handle is remembered by the rows it changed, as
 * they were before and after; it lasts as long as the handle.  A change that
 * someone else has since made to the same rows is never overwritten: then the
 * step is dropped with an error that says so.
 */
#ifndef SRC_LIBRARY_MARKS_UNDO_H
#define SRC_LIBRARY_MARKS_UNDO_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct marks;

enum { UNDO_MAX = 1000 }; /* steps kept; the oldest are forgotten */

/* What a step did, for the sentence that tells it. */
enum marks_deed {
	DEED_BOOKMARK_SET,
	DEED_BOOKMARK_CLEARED,
	DEED_BOOKMARK_CHANGED, /* title or tags */
	DEED_CLIPPED,
	DEED_CLIP_DELETED,
	DEED_CLIP_CHANGED, /* note, title or tags */
	DEED_READ_SET,
	DEED_READ_CLEARED,
	DEED_FOLLOWED,
	DEED_UNFOLLOWED,
	DEED_IMPORTED, /* clippings, or a backup */
	DEED_COUNT
};

/*
 * Take the last step back, or do again what was taken back last; `*deed` is
 * what it had been.  ERR_NOT_FOUND if there is none.  A new change forgets what
 * could have been done again.
 */
int marks_undo(struct marks *, enum marks_deed *, struct err *);
int marks_redo(struct marks *, enum marks_deed *, struct err *);

/* How many steps there are to undo and to redo. */
size_t marks_nundo(const struct marks *);
size_t marks_nredo(const struct marks *);

/* What a step changed: an article's mark, or the name that was followed. */
struct marks_about {
	const char *paper, *date, *article; /* NULL: no article's */
	const char *headline; /* or a name; NULL: none, or of several */
};

/*
 * Of the step that marks_undo(), or marks_redo() with `is_redo`, would take;
 * strings are the arena's.  All NULL if there is none.
 */
struct marks_about marks_next_step(
    const struct marks *, bool is_redo, struct arena *);

/* Make one step of several changes; calls do not nest. */
void marks_step_begin(struct marks *, enum marks_deed);
void marks_step_end(struct marks *);

#endif
