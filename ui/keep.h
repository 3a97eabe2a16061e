/*
 * Keep: bookmarks, clippings and the last place, as the reading needs them.
 *
 * Over src/library/marks.h, which may be missing or fail at any time; then
 * every call says why and reading goes on.  The store is opened after the first
 * sheet was painted.
 */
#ifndef UI_KEEP_H
#define UI_KEEP_H

#include <stdbool.h>
#include <stddef.h>

#include "src/library/marks.h"
#include "src/nav/history.h"
#include "ui/cut.h"

struct arena;
struct edition;
struct err;
struct paper;

enum { KEEP_UNDO = 32 };

/* A bookmark that was set or taken away. */
struct keep_step {
	struct arena *arena; /* owns the strings of the mark */
	struct mark mark;
	bool was_set;
};

struct keep {
	struct marks *marks;       /* NULL: none */
	struct err *why;           /* why there are none; owned */
	unsigned char *bookmarked; /* by article; never NULL once loaded */
	size_t narticles;
	struct cuttings cuttings; /* of the same paper */
	struct keep_step steps[KEEP_UNDO];
	size_t nsteps;
};

void keep_init(struct keep *);
void keep_fini(struct keep *);

/*
 * Open the store in `dir`.  `notice` receives what was restored, or "".  -1 if
 * there is none: what fails later says the same.
 */
int keep_open(
    struct keep *, const char *dir, char *notice, size_t nbytes, struct err *);

/* Read what of a paper is bookmarked and clipped. */
void keep_load(struct keep *, const struct paper *);
bool keep_is_bookmarked(const struct keep *, size_t article);

/* Set the bookmark of an article, or clear it; `*is_set` says which. */
int keep_toggle(struct keep *, const struct paper *, struct anchor,
    bool *is_set, struct err *);
int keep_delete(
    struct keep *, const struct paper *, const struct mark *, struct err *);
int keep_list(struct keep *, struct mark_list *, struct arena *, struct err *);

/*
 * Take the last of these steps back.  `*was_set` says what it had been.
 * ERR_NOT_FOUND if there is none.
 */
int keep_undo(struct keep *, const struct paper *, bool *was_set, struct err *);

/*
 * The last place in a paper.  A place of the front page is kept by its story
 * and without a quote.
 */
int keep_put_place(
    struct keep *, const struct paper *, struct place, struct err *);
bool keep_get_place(struct keep *, const struct paper *, struct place *);

#endif
