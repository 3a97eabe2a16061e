/*
 * Label: tags and titles of one's own, which bookmarks and clippings have.
 */
#ifndef UI_LABEL_H
#define UI_LABEL_H

#include <stdbool.h>

struct app;
struct arena;
struct request;
struct tags;

/*
 * Take the tags that a `:` line says in place of `*tags`, and return what to say
 * once they are stored; "" clears them.  NULL if there is nothing to store: a key
 * asked, which begins such a line with the tags there are, or what was typed
 * cannot be taken, which is said.  Strings are the arena's.
 */
const char *label_tags(
    struct app *, const struct request *, struct tags *, struct arena *);

/*
 * The same for a title, NULL if there is none; that of the paper is none of
 * one's own.
 */
const char *label_title(struct app *, const struct request *,
    const char **title, const char *headline);

/*
 * With nothing to be labelled: true, and says so, for what would else be done to
 * the paper.  The list is read again, in case the store could not be read.
 */
bool label_nothing(struct app *, const struct request *);

#endif
