/*
 * Waiting: for another program that has the store of bookmarks locked, without
 * keeping the reader waiting.
 *
 * What is to be kept stands in app->keep.waiting meanwhile, is tried again about
 * once a second and once more at the end.  What was not kept then is told when
 * the terminal was given back.
 */
#ifndef UI_WAITING_H
#define UI_WAITING_H

#include <stdbool.h>

#include "ui/keep.h"

struct app;
struct change;
struct err;

/*
 * Make a change, and say what came of it unless that is KEPT: which words are
 * right then the caller knows.
 */
enum kept waiting_change(struct app *, const struct change *, bool *existed);
enum kept waiting_say(struct app *, enum kept, const struct err *);

/* The store could not be opened at first: say that, or why not. */
void waiting_say_closed(struct app *, const struct err *);

/* Try again what waits, if anything does. */
void waiting_retry(struct app *);

/* Take back the last that waits; false if nothing does. */
bool waiting_undo(struct app *);

/*
 * Before leaving: try for WAITING_LAST_MS, and note in app->options.unkept what
 * could not be kept.
 */
enum { WAITING_LAST_MS = 1000 }; /* more feels like a program that hangs */
void waiting_end(struct app *);

#endif
