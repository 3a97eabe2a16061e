/*
 * Keep: bookmarks, clippings, what was read and the last place, as the reading
 * needs them.
 *
 * Over src/library/marks.h, which may be missing or fail at any time; then
 * every call says why and reading goes on.  The store is opened after the first
 * sheet was painted.
 *
 * Another program may have it locked, for a moment or for good.  Nobody waits
 * for that longer than KEEP_WAIT_MS: what is to be changed then waits by itself,
 * is not shown as done, and is tried again by keep_retry().
 */
#ifndef UI_KEEP_H
#define UI_KEEP_H

#include <stdbool.h>
#include <stddef.h>

#include "src/library/marks.h"
#include "src/library/marks_undo.h"
#include "src/library/reading.h"
#include "src/nav/history.h"
#include "ui/changes.h"
#include "ui/cut.h"
#include "ui/deeds.h"

struct arena;
struct edition;
struct err;
struct paper;

/*
 * A tenth of a second is what a key may take and still feel as if it had done
 * something itself (Miller 1968); a commit of another copy takes some ms.  What
 * is tried again without being asked must not be felt at all.
 */
enum { KEEP_WAIT_MS = 100, KEEP_RETRY_MS = 10 };

/* What came of a change. */
enum kept {
	KEPT_FAILED = -1, /* and err says why */
	KEPT,             /* on disk */
	KEPT_WAITS,       /* the store is locked */
	KEPT_TAKEN_BACK,  /* the opposite waited; neither is left */
};

struct keep {
	struct marks *marks;       /* NULL: none */
	struct err *why;           /* why there are none; owned */
	unsigned char *bookmarked; /* by article; never NULL once loaded */
	struct reading *readings;  /* the same */
	unsigned char *percent;    /* of them, as the front page wants it */
	size_t narticles;
	struct cuttings cuttings; /* of the same paper */

	const char *const *followed; /* names, sorted; the arena's */
	size_t nfollowed;
	struct arena *follows; /* owned */
	struct arena *arena;   /* for the next; owned */
	struct mark last;      /* place that was kept before this paper */
	bool has_last;
	char *dir;       /* of the store; owned */
	int patience_ms; /* with whoever has it locked */
	bool is_stale;   /* something could not be read that is shown */
	struct changes waiting;
};

void keep_init(struct keep *);
void keep_fini(struct keep *);

/*
 * Open the store in `dir`.  `notice` receives what was restored, or "".  -1 if
 * there is none: what fails later says the same.  With ERR_LOCKED it may be there
 * later, which keep_reopen() tries.
 */
int keep_open(
    struct keep *, const char *dir, char *notice, size_t nbytes, struct err *);
int keep_reopen(struct keep *, char *notice, size_t nbytes, struct err *);
bool keep_is_locked_out(const struct keep *); /* not open yet for a lock */

/* Wait so long for whoever has it locked; KEEP_WAIT_MS at first. */
void keep_set_patience(struct keep *, int ms);

/*
 * Read what of a paper is bookmarked, clipped and read; or read it again: what
 * cannot be read now stays as it was, till keep_poll() can.
 */
void keep_load(struct keep *, const struct paper *);
void keep_reload(struct keep *, const struct paper *);
bool keep_is_bookmarked(const struct keep *, size_t article);

/* Is a reporter of this name followed?  And from now on, or no longer. */
bool keep_is_followed(const struct keep *, const char *name);
enum kept keep_follow(struct keep *, const struct paper *, const char *name,
    bool is_followed, struct err *);

/* Make a change.  `*existed` (may be NULL) tells that it had been so before. */
enum kept keep_change(struct keep *, const struct paper *,
    const struct change *, bool *existed, struct err *);

/*
 * Try the change again that has waited longest; unless it still waits it is the
 * caller's then, to be told of, and change_fini() it.
 */
enum kept keep_retry(
    struct keep *, const struct paper *, struct change *, struct err *);

/* How far an article was read; nothing is known as long as nothing is open. */
struct reading keep_reading(const struct keep *, size_t article);

/*
 * Say how far it was read; quietly if it was found by turning sheets and is no
 * step for undo.
 */
enum kept keep_set_reading(struct keep *, const struct paper *, size_t article,
    struct reading, bool is_quiet, struct err *);

/* The same of what the bookmarks of a list are of, the arena's. */
struct reading *keep_readings_of(
    struct keep *, const struct mark_list *, struct arena *);

/* Set the bookmark of an article, or clear it; `*is_set` says which. */
enum kept keep_toggle(struct keep *, const struct paper *, struct anchor,
    bool *is_set, struct err *);
enum kept keep_delete(
    struct keep *, const struct paper *, const struct mark *, struct err *);
int keep_list(struct keep *, struct mark_list *, struct arena *, struct err *);

/*
 * Take the last change of what is kept back, or do again what was taken back.
 * `*deed` is what it had been; keep_undone() and keep_redone() are sentences
 * for it.  ERR_NOT_FOUND if there is none.
 */
int keep_undo(
    struct keep *, const struct paper *, enum marks_deed *deed, struct err *);
int keep_redo(
    struct keep *, const struct paper *, enum marks_deed *deed, struct err *);
struct marks_about keep_next_step(
    const struct keep *, bool is_redo, struct arena *);
const char *keep_undone(enum marks_deed);
const char *keep_redone(enum marks_deed);

/* How many steps there are to undo and to redo. */
struct deeds_marks keep_steps(const struct keep *);

/* Did someone else change what is kept?  Then it is read again. */
bool keep_poll(struct keep *, const struct paper *);

/*
 * The last place in a paper.  A place of the front page is kept by its story
 * and without a quote.
 */
int keep_put_place(
    struct keep *, const struct paper *, struct place, struct err *);
bool keep_get_place(struct keep *, const struct paper *, struct place *);

/*
 * Look which place was kept last, in any paper, to go on there; before the one
 * at hand is kept.  Or, when one is left for another, where it was left.
 */
void keep_find_last(struct keep *);
void keep_left(struct keep *, const struct paper *);
const struct mark *keep_last(const struct keep *); /* NULL: there is none */

/* Is a mark of this paper? */
bool keep_is_of(const struct mark *, const struct paper *);

#endif
