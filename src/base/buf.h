/*
 * A growing buffer of bytes, always followed by a NUL that does not count.
 */
#ifndef SRC_BASE_BUF_H
#define SRC_BASE_BUF_H

#include <stddef.h>

struct buf {
	char *bytes; /* owned; never NULL after the first append */
	size_t n;
	size_t cap;
};

void buf_init(struct buf *);
void buf_fini(struct buf *);

void buf_add(struct buf *, const void *bytes, size_t nbytes);
void buf_addc(struct buf *, char);
void buf_adds(struct buf *, const char *);
void buf_addf(struct buf *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Make room for `nbytes` more bytes and return where they go; buf_grow() then
 * counts those that were written there.
 */
char *buf_room(struct buf *, size_t nbytes);
void buf_grow(struct buf *, size_t nbytes);

/* Append code point `cp` as UTF-8. */
void buf_add_cp(struct buf *, unsigned cp);

/* Keep the first `nbytes` bytes, which may not be more than there are. */
void buf_cut(struct buf *, size_t nbytes);

/* The bytes as a string; "" when nothing was ever added. */
const char *buf_str(const struct buf *);

/*
 * The bytes, now owned by the caller and to be freed by free(); the buffer
 * is empty again.
 */
char *buf_take(struct buf *);

#endif
