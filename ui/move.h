/*
 * Moves by the parts of the paper, which front page and article share.
 */
#ifndef UI_MOVE_H
#define UI_MOVE_H

#include <stdbool.h>

#include "src/edition/edition.h"

struct app;
struct request;

/* Is this a move by section, page, article or subhead? */
bool move_is_one(const struct request *);

/*
 * Where it leads from a place.  False, with a sentence in the status line, if
 * it leads nowhere.
 */
bool move_find(struct app *, const struct request *, struct anchor from,
    struct anchor *to);

/* Say which section an article lies in, after a move by sections. */
void move_say_section(struct app *, size_t article);

#endif
