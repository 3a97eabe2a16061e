/*
 * Shelf: the archive as the reading needs it.
 *
 * Over src/library/archive.h, which may be missing or fail at any time; then
 * every call says why and reading goes on.  It is opened when something first
 * asks for it, never before the first sheet was painted, and only to be read:
 * no file comes to be until something is kept.
 *
 * What was kept or taken away here can be undone, in one row with what was done
 * to marks (deeds.h).
 */
#ifndef UI_SHELF_H
#define UI_SHELF_H

#include <stdbool.h>
#include <stdint.h>

#include "src/library/archive.h"
#include "src/nav/history.h"

struct app;
struct arena;
struct err;
struct request;

struct shelf_door {
	struct archive *archive; /* NULL: not open */
	bool can_write;

	/* Of the paper that is open. */
	bool is_offered;   /* the library was, or it was kept by itself */
	struct place from; /* the list it was chosen in; view < 0: none */

	/* Where the newsstand was left; paper NULL: never seen.  Owned. */
	char *paper;
	int64_t day;
};

void shelf_init(struct shelf_door *);
void shelf_fini(struct shelf_door *);

/*
 * The archive, to be read or to be changed; NULL with err, a sentence, if there
 * is none.  ERR_NOT_FOUND: nothing was kept yet.  It is the shelf's, and good
 * until the next of these two.
 */
struct archive *shelf_read(struct app *, struct err *);
struct archive *shelf_write(struct app *, struct err *);

/* What there is to say of a library in which nothing is. */
void shelf_say_empty(const struct app *, struct err *);

/* The edition of the archive that the open paper is; false if it is not kept. */
bool shelf_here(struct app *, struct shelved *, struct arena *);

/*
 * Open an edition and show it from its front page, or from `at` if that is not
 * NULL; `from` is the list in which it was chosen (app_open_paper()).  -1 with err
 * if it cannot be opened.
 */
int shelf_show(struct app *, int64_t id, struct place from,
    const struct place *at, struct err *);

/*
 * Open a story of a kept edition at a place of it: in the paper that is open, if
 * it is that one.
 */
int shelf_show_story(struct app *, int64_t edition, struct anchor,
    struct place from, struct err *);

struct mark;
struct paper;

/* The edition that a mark was made in, as it is kept; NULL if it is not. */
struct paper *shelf_open_mark(struct app *, const struct mark *);

/* "The Ledger 2025-05-30", as the status line says it; the arena's. */
const char *shelf_name(const struct shelved *, struct arena *);

/* --- what keys ask for ------------------------------------------------------------ */

/* The edition after or before this one (ACTION_NEXT_EDITION). */
void shelf_act_step(struct app *, const struct request *);

/* Keep the open paper; says what came of it. */
void shelf_act_keep(struct app *, const struct request *);

/*
 * Take an edition away; says which.  Undo brings it back.
 */
void shelf_remove(struct app *, const struct shelved *);

/*
 * When nothing happens: offer once to keep the paper that is open, or keep it,
 * as the option `keep` says.
 */
void shelf_offer(struct app *);

/* Another paper is open: what was known of the one before is forgotten. */
void shelf_forget_paper(struct shelf_door *);

/* It was read anew: what is always kept is to be kept as it is now. */
void shelf_reread(struct app *);

#endif
