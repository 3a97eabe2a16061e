/*
 * Reporters of the whole library: which ones are listed, and whose stories.
 *
 * The app's, so that a list is as it was when one comes back from a story in
 * another paper.
 */
#ifndef UI_REPORTERS_H
#define UI_REPORTERS_H

struct app;
struct request;

struct reporters {
	char *like;        /* part of a name that narrows the list; NULL: all */
	char *name, *role; /* whose stories; role NULL: of any role */
};

void reporters_init(struct reporters *);
void reporters_fini(struct reporters *);

/* ACTION_BYLINES: those of the edition, of the library, or the other ones. */
void reporters_act(struct app *, const struct request *);

/* Go to all stories by someone. */
void reporters_open(struct app *, const char *name, const char *role);

#endif
