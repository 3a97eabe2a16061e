/*
 * What setting a story (story.c) and placing it (story_put.c) share.
 */
#ifndef SRC_LAYOUT_STORY_INT_H
#define SRC_LAYOUT_STORY_INT_H

#include "src/layout/story.h"

/* The head across so many columns; set when it is asked for first. */
const struct story_head *story_head(struct story *, int ncolumns);

/* Does it run from right to left, so that its first column is the last? */
bool story_is_rtl(struct story *, int ncolumns);

/* Set the first `nlines` lines of the text. */
void story_set_text(struct story *, int nlines);

#endif
