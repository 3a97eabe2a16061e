#include "src/base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"
#include "src/base/utf8.h"

void
buf_init(struct buf *b)
{
	*b = (struct buf){ 0 };
}

void
buf_fini(struct buf *b)
{
	free(b->bytes);
	buf_init(b);
}

static void
reserve(struct buf *b, size_t more)
{
	if (b->cap - b->n > more)
		return;
	size_t cap = b->cap ? b->cap * 2 : 64;
	if (cap - b->n <= more)
		cap = b->n + more + 1;
	b->bytes = xrealloc(b->bytes, cap, 1);
	b->cap = cap;
}

void
buf_add(struct buf *b, const void *bytes, size_t nbytes)
{
	reserve(b, nbytes);
	if (nbytes)
		memcpy(b->bytes + b->n, bytes, nbytes);
	b->n += nbytes;
	b->bytes[b->n] = '\0';
}

char *
buf_room(struct buf *b, size_t nbytes)
{
	reserve(b, nbytes);
	return b->bytes + b->n;
}

void
buf_grow(struct buf *b, size_t nbytes)
{
	assert(b->cap - b->n > nbytes);
	b->n += nbytes;
	b->bytes[b->n] = '\0';
}

void
buf_addc(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_adds(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	int nbytes = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (nbytes <= 0)
		return;
	reserve(b, (size_t)nbytes);
	va_start(ap, fmt);
	vsnprintf(b->bytes + b->n, (size_t)nbytes + 1, fmt, ap);
	va_end(ap);
	b->n += (size_t)nbytes;
}

void
buf_add_cp(struct buf *b, unsigned cp)
{
	char bytes[UTF8_MAX];
	size_t nbytes = utf8_encode(bytes, cp);

	buf_add(b, bytes, nbytes);
}

void
buf_cut(struct buf *b, size_t nbytes)
{
	assert(nbytes <= b->n);
	b->n = nbytes;
	if (b->bytes)
		b->bytes[nbytes] = '\0';
}

const char *
buf_str(const struct buf *b)
{
	return b->bytes ? b->bytes : "";
}

char *
buf_take(struct buf *b)
{
	char *bytes = b->bytes ? b->bytes : xstrdup("");

	buf_init(b);
	return bytes;
}
