/*
 * Clipping: what can be done with one, in the scrapbook or where it is read.
 */
#ifndef UI_CLIPPING_H
#define UI_CLIPPING_H

#include <stdbool.h>

struct app;
struct clip;
struct request;

/* Do it, with what it changes safe before it is said; false: not ours. */
bool clipping_act(struct app *, const struct clip *, const struct request *);

/* A headline, or a title of one's own; "" if there is none. */
const char *clipping_title(const struct clip *);

#endif
