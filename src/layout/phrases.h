/*
 * Phrases: what layout adds to a paper, in the language of the article.
 *
 * They are part of the page, like a compositor's own lines, so they follow the
 * article and not the interface.
 */
#ifndef SRC_LAYOUT_PHRASES_H
#define SRC_LAYOUT_PHRASES_H

#include "src/edition/edition.h"

struct arena;

struct phrases {
	const char *language;
	const char *cut_off; /* the text breaks off here */
	const char *continued_on;
	const char *continued_from;
};

/* Never NULL; for NULL and languages without phrases, the English ones. */
const struct phrases *phrases_for(const char *language);

/* "（下转A05版）" and "（上接A01版）"; the label's own 第, 版, 面 are kept once. */
const char *phrases_jump_on(
    const struct phrases *, const char *label, struct arena *);
const char *phrases_jump_from(
    const struct phrases *, const char *label, struct arena *);

/* Does the article's own text say where it goes on, or comes from? */
bool phrases_hold_jump_on(const struct article *);
bool phrases_hold_jump_from(const struct article *);

#endif
