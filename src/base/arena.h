/*
 * Arenas: many small pieces of memory, given back all at once.
 *
 * There is one for each edition, for each thing laid out, for each frame.  What
 * comes from an arena is never freed by itself and lives as long as the arena.
 * When memory runs out the program ends (mem.h): no caller checks for NULL.
 */
#ifndef SRC_BASE_ARENA_H
#define SRC_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *); /* NULL is fine */

/* Take all of it back, but keep a block for the next time: scratch memory. */
void arena_reset(struct arena *);

/* Room for `n` items of `size` bytes each, all zero, aligned for anything. */
void *arena_alloc(struct arena *, size_t n, size_t size);

/* The same, not zeroed: for what is written at once and in full. */
void *arena_room(struct arena *, size_t n, size_t size);

/* The first `nbytes` bytes of `s` as a string of their own. */
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
