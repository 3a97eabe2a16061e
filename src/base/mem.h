/*
 * Memory that cannot fail.
 *
 * Small allocations never return NULL: when the system has no memory left
 * the program ends with a message and the terminal restored (whoever owns the
 * terminal registers the restoring by mem_on_exhausted).  Sizes that come
 * from input are checked against a limit by the caller before they get here.
 */
#ifndef SRC_BASE_MEM_H
#define SRC_BASE_MEM_H

#include <stddef.h>

void *xmalloc(size_t nbytes);
void *xcalloc(size_t n, size_t size); /* zeroed */
void *xrealloc(void *, size_t n, size_t size);
char *xstrdup(const char *);
char *xstrndup(const char *, size_t nbytes);

/* What a library allocated: `p`, or the end of the program if it is NULL. */
void *mem_must(void *p);

/* Called once, before the message, when memory is exhausted; may be NULL. */
void mem_on_exhausted(void (*restore)(void));

/*
 * Room for one more item in a growing array: `cap` items are allocated, `n`
 * are used.  Returns the array, perhaps moved, with `*cap` brought up to
 * date.  Growth doubles, so a sequence of n appends costs O(n).
 */
void *mem_grow(void *array, size_t n, size_t *cap, size_t size);

#endif
