/*
 * Keys that were typed before anybody waited for them: while the terminal was
 * asked for its widths, bytes came in that were no answer.
 *
 * They are read as the usual terminals of today send keys (ECMA-48 with xterm's
 * function keys), and come out as the events that term_curses.c would have made
 * of them.  What is no key is dropped.
 */
#ifndef UI_TYPED_H
#define UI_TYPED_H

#include <stdbool.h>
#include <stddef.h>

#include "config/key.h"
#include "src/base/buf.h"

struct event;

/* The key that sends a character: Ctrl-a for U+0001, Enter for CR. */
struct key typed_key(unsigned cp);

struct typed {
	struct buf bytes; /* owned */
	size_t at;        /* the next one */
};

void typed_init(struct typed *);
void typed_fini(struct typed *);

/* The next event, in the order of typing; false when there is none left. */
bool typed_next(struct typed *, struct event *);

#endif
