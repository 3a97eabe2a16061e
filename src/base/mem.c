#include "src/base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Written once at start-up, read only while dying. */
static void (*on_exhausted)(void);

void
mem_on_exhausted(void (*restore)(void))
{
	on_exhausted = restore;
}

void *
mem_must(void *p)
{
	static const char msg[] = "broadsheet: out of memory\n";

	if (p)
		return p;
	if (on_exhausted)
		on_exhausted();
	if (write(STDERR_FILENO, msg, sizeof msg - 1) < 0)
		_exit(1);
	_exit(1);
}

void *
xmalloc(size_t nbytes)
{
	return mem_must(malloc(nbytes ? nbytes : 1));
}

void *
xcalloc(size_t n, size_t size)
{
	return mem_must(calloc(n ? n : 1, size ? size : 1));
}

void *
xrealloc(void *p, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / 2 / size)
		mem_must(NULL);
	size_t nbytes = n * size;
	return mem_must(realloc(p, nbytes > 0 ? nbytes : 1));
}

char *
xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

char *
xstrndup(const char *s, size_t nbytes)
{
	char *copy = xmalloc(nbytes + 1);

	memcpy(copy, s, nbytes);
	copy[nbytes] = '\0';
	return copy;
}

void *
mem_grow(void *array, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return array;
	*cap = *cap ? *cap * 2 : 8;
	return xrealloc(array, *cap, size);
}
