#include "src/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"

/*
 * A page of newspaper text and its model fit into one first block; later ones
 * double up to MAX_BLOCK_BYTES, beyond which doubling would waste more than it
 * saves in calls.
 */
enum { FIRST_BLOCK_BYTES = 16 * 1024, MAX_BLOCK_BYTES = 4 * 1024 * 1024 };

struct chunk {
	struct chunk *older;
	size_t used;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct chunk *newest; /* the only one with room */
};

static struct chunk *
chunk_new(struct chunk *older, size_t size)
{
	struct chunk *c = xmalloc(sizeof *c + size);

	*c = (struct chunk){ .older = older, .size = size };
	return c;
}

static void
free_older_than(struct chunk *c)
{
	struct chunk *older = c->older;

	while (older) {
		struct chunk *next = older->older;
		free(older);
		older = next;
	}
	c->older = NULL;
}

struct arena *
arena_new(void)
{
	struct arena *a = xmalloc(sizeof *a);

	a->newest = chunk_new(NULL, FIRST_BLOCK_BYTES);
	return a;
}

void
arena_reset(struct arena *a)
{
	free_older_than(a->newest);
	a->newest->used = 0;
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	free_older_than(a->newest);
	free(a->newest);
	free(a);
}

static size_t
next_size(const struct chunk *c, size_t want)
{
	size_t size = c->size < MAX_BLOCK_BYTES ? c->size * 2 : c->size;

	return want > size ? want : size;
}

void *
arena_room(struct arena *a, size_t n, size_t size)
{
	const size_t align = alignof(max_align_t);

	if (size && n > (SIZE_MAX / 2 - align) / size)
		return xrealloc(NULL, n, size); /* ends the program */
	size_t want = (n * size + align - 1) / align * align;
	if (want > a->newest->size - a->newest->used)
		a->newest = chunk_new(a->newest, next_size(a->newest, want));
	void *p = a->newest->bytes + a->newest->used;
	a->newest->used += want;
	return p;
}

void *
arena_alloc(struct arena *a, size_t n, size_t size)
{
	return memset(arena_room(a, n, size), 0, n * size);
}

char *
arena_strndup(struct arena *a, const char *s, size_t nbytes)
{
	char *copy = arena_room(a, nbytes + 1, 1);

	if (nbytes)
		memcpy(copy, s, nbytes);
	copy[nbytes] = '\0';
	return copy;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	int nbytes = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	char *s = arena_alloc(a, (size_t)(nbytes < 0 ? 0 : nbytes) + 1, 1);
	va_start(ap, fmt);
	vsnprintf(s, (size_t)(nbytes < 0 ? 0 : nbytes) + 1, fmt, ap);
	va_end(ap);
	return s;
}

void *
arena_dup(struct arena *a, const void *items, size_t n, size_t size)
{
	return n ? memcpy(arena_room(a, n, size), items, n * size) : NULL;
}

size_t
arena_nbytes(const struct arena *a)
{
	size_t nbytes = 0;

	for (const struct chunk *c = a->newest; c; c = c->older)
		nbytes += c->size;
	return nbytes;
}
