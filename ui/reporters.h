/*
 * Reporters of the whole library: which ones are listed, and whose stories.
 *
 * The app's, so that a list is as it was when one comes back from a story in
 * another paper.  A place of the stories view names whose they are by a number in
 * `at.block`, which holds as long as the app.
 */
#ifndef UI_REPORTERS_H
#define UI_REPORTERS_H

#include <stddef.h>

#include "src/nav/history.h"

struct app;
struct request;

struct reporter {
	char *name, *role; /* role NULL: of any role */
};

struct reporters {
	char *like; /* part of a name that narrows the list; NULL: all */
	struct reporter *opened; /* whose stories were; owned */
	size_t n, cap;
};

void reporters_init(struct reporters *);
void reporters_fini(struct reporters *);

/*
 * ACTION_BYLINES: those of the edition, of the library, or the other ones, or what
 * is new by those who are followed.
 */
void reporters_act(struct app *, const struct request *);

/* Whose stories a place shows; NULL: nobody's. */
const struct reporter *reporters_at(const struct reporters *, struct place);

/* Go to what is new by those who are followed. */
void reporters_open_news(struct app *);

/* Go to all stories by someone. */
void reporters_open(struct app *, const char *name, const char *role);

#endif
