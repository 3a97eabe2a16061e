/*
 * Diagnostics: what was wrong with an input that was read all the same.
 *
 * A reader or the configuration never stops at one bad line; it keeps what is
 * sound and notes the rest here, in order.  `check` prints all of it, the
 * screen shows the first in the status line.
 */
#ifndef SRC_BASE_DIAG_H
#define SRC_BASE_DIAG_H

#include <stddef.h>

#include "src/base/err.h"

enum diag_level {
	DIAG_NOTE,    /* worth knowing: what was guessed, which rule cut */
	DIAG_WARNING, /* something was ignored or mended */
	DIAG_LOST,    /* part of the input could not be read: exit status 3 */
};

struct diag_item {
	enum diag_level level;
	struct err what; /* where, line, col, msg */
};

struct diag {
	struct diag_item *items; /* owned */
	size_t n;
	size_t cap;
	size_t ndropped; /* beyond DIAG_MAX, counted only */
};

/* A hostile input cannot fill the memory with complaints. */
enum { DIAG_MAX = 500 };

void diag_init(struct diag *);
void diag_fini(struct diag *);

/* `d` may be NULL: nobody wants to know. `line` and `col` 0 if unknown. */
void diag_add(struct diag *d, enum diag_level, const char *where, unsigned line,
    unsigned col, const char *fmt, ...) __attribute__((format(printf, 6, 7)));

/* Is there an item of at least this level? */
int diag_has(const struct diag *, enum diag_level);

/* Append all items of `from` to `to`. */
void diag_append(struct diag *to, const struct diag *from);

#endif
