/*
 * Arenas: memory that lives and dies together.
 *
 * An edition, a laid-out view and a frame own one arena each; everything that
 * hangs off them is taken from it and goes in one call.  Nothing taken from
 * an arena is freed by itself.  Exhausted memory ends the program (mem.h), so
 * nobody checks for NULL.
 */
#ifndef SRC_BASE_ARENA_H
#define SRC_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *); /* NULL is fine */

/* Forget everything, keep the newest block: for scratch used once a frame. */
void arena_reset(struct arena *);

/* Zeroed memory for `n` items of `size` bytes, aligned for any type. */
void *arena_alloc(struct arena *, size_t n, size_t size);

/* A NUL-terminated copy of the first `nbytes` bytes of `s`. */
char *arena_strndup(struct arena *, const char *s, size_t nbytes);

/* A copy of `s`; NULL gives NULL. */
char *arena_strdup(struct arena *, const char *s);

/* A formatted string. */
char *arena_printf(struct arena *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* A copy of `n` items of `size` bytes; NULL when `n` is 0. */
void *arena_dup(struct arena *, const void *items, size_t n, size_t size);

/* All bytes taken from the system, for the log and for tests of limits. */
size_t arena_nbytes(const struct arena *);

#define arena_one(a, type)      ((type *)arena_alloc((a), 1, sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_alloc((a), (n), sizeof(type)))

#endif
