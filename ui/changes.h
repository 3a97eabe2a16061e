/*
 * Changes: what the person asked to be kept, as data, so that it can wait while
 * another program has the store locked.
 *
 * A queue owns copies of what is in it.  Nothing of it is on disk: until
 * change_run() gave 0 it must not be shown as kept.
 */
#ifndef UI_CHANGES_H
#define UI_CHANGES_H

#include <stdbool.h>
#include <stddef.h>

#include "src/library/clips.h"
#include "src/library/marks.h"
#include "src/library/reading.h"

struct arena;
struct err;

enum change_kind {
	CHANGE_BOOKMARK_SET,
	CHANGE_BOOKMARK_CLEARED, /* by its id, else by its article */
	CHANGE_BOOKMARK_LABEL,   /* title and tags, by id */
	CHANGE_READING,          /* how far an article was read */
	CHANGE_FOLLOWED,         /* a reporter, by name */
	CHANGE_UNFOLLOWED,
	CHANGE_CLIPPED,
	CHANGE_CLIP_DELETED, /* by id */
	CHANGE_CLIP_LABEL,   /* note, title and tags, by id */
	CHANGE_COUNT
};

struct change {
	enum change_kind kind;
	struct mark mark;       /* of a bookmark or an article, */
	struct clip clip;       /* or of a clipping */
	struct reading reading; /* of CHANGE_READING */
	const char *name;       /* of a reporter */
	bool is_quiet;          /* found by turning sheets: no step for undo */
	struct arena *arena;    /* of one that waits: it owns the strings */
};

struct changes {
	struct change *at; /* owned; the oldest first */
	size_t n, cap;
};

void changes_init(struct changes *);
void changes_fini(struct changes *);

/* Put a copy at the end; one that waits already is not put there again. */
void changes_add(struct changes *, const struct change *);

/*
 * Take the oldest out, or the newest that a person asked for; change_fini() it.
 * False if there is none.
 */
bool changes_take_first(struct changes *, struct change *);
bool changes_take_last(struct changes *, struct change *);

/* How many a person asked for. */
size_t changes_count_loud(const struct changes *);

/*
 * Of what is set and cleared by one key, bookmarks, read marks and follows: drop
 * what waits for the same article or name; false if nothing does.
 */
bool changes_drop_opposite(struct changes *, const struct change *);

/* What it will be when all is done that waits; else as given. */
const struct mark *changes_latest_mark(
    const struct changes *, const struct mark *);
const struct clip *changes_latest_clip(
    const struct changes *, const struct clip *);

/*
 * Do it: 0 when it is on disk.  `*existed` (may be NULL) tells that it had been
 * so before.
 */
int change_run(
    struct marks *, const struct change *, bool *existed, struct err *);

/* A sentence: done at last, or not done. */
const char *change_done(enum change_kind);
const char *change_not_done(enum change_kind);

/* Of a bookmark or clipping: a title of one's own, else the headline; a name. */
const char *change_title(const struct change *);

void change_fini(struct change *);

#endif
