/*
 * Twins: a story that stands twice in one edition, as papers print it on the
 * front page and inside, and feeds deliver it once for each section.
 *
 * Of stories with the same headline and the same text, white space folded, all
 * but the first are twins of it (edition.h).  Linear in the text of those
 * whose headline is not the only one of its kind.
 */
#ifndef SRC_EDITION_TWINS_H
#define SRC_EDITION_TWINS_H

#include <stddef.h>

struct article;

/* Sets `twin` of each; returns how many have one. */
size_t twins_find(struct article *const *articles, size_t n);

#endif
