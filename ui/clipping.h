/*
 * Clipping: what can be done with one, in the scrapbook or where it is read.
 */
#ifndef UI_CLIPPING_H
#define UI_CLIPPING_H

#include <stdbool.h>

struct app;
struct clip;
struct clip_list;
struct request;

/* Do it, with what it changes safe before it is said; false: not ours. */
bool clipping_act(struct app *, const struct clip *, const struct request *);

/*
 * Write clippings where a `:` line says, in the form that the file's name ends
 * with (.md, .json, .html), else as text; a key begins such a line.
 */
void clipping_write(
    struct app *, const struct clip_list *, const struct request *);

/* A headline, or a title of one's own; "" if there is none. */
const char *clipping_title(const struct clip *);

#endif
