/*
 * Clipping: what can be done with one, in the scrapbook or where it is read.
 */
#ifndef UI_CLIPPING_H
#define UI_CLIPPING_H

#include <stdbool.h>

struct app;
struct clip;
struct request;
struct tags;

/* Do it, with what it changes safe before it is said; false: not ours. */
bool clipping_act(struct app *, const struct clip *, const struct request *);

/*
 * Begin a `:` line with an action's name and what it is about now, to be
 * changed.
 */
void clipping_ask(struct app *, const struct request *, const char *now);

/* What was typed for a title; NULL if that is none, or the headline. */
const char *clipping_own_title(const char *typed, const char *headline);

/* A headline, or a title of one's own; "" if there is none. */
const char *clipping_title(const struct clip *);

#endif
