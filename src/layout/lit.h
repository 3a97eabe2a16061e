/*
 * Lit: highlights laid over others.  What is drawn takes one sorted list that
 * does not overlap; what is to be lit comes from several sides.
 */
#ifndef SRC_LAYOUT_LIT_H
#define SRC_LAYOUT_LIT_H

#include "src/layout/canvas.h"

struct arena;
struct edition;
struct anchor;

/*
 * `over` on top of `under`, which is cut where it lies below.  Both are sorted
 * and do not overlap, nor does the result, which is the arena's.
 */
struct highlights lit_over(
    struct highlights under, struct highlights over, struct arena *);

/* Those of one article, out of the same memory. */
struct highlights lit_of_article(struct highlights, uint32_t article);

/* The text of one article from a place up to before another. */
struct highlights lit_range(const struct edition *, struct anchor from,
    struct anchor to, enum role, struct arena *);

#endif
