#include "src/library/lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "src/base/err.h"

enum { CHUNK_BYTES = 64 * 1024 };

/* Read some more behind what is there; 0 at the end of the file. */
static ssize_t
fill(struct lines *l, struct err *err)
{
	ssize_t n;

	if (l->at) {
		memmove(l->b.bytes, l->b.bytes + l->at, l->b.n - l->at);
		buf_cut(&l->b, l->b.n - l->at);
		l->scanned -= l->at;
		l->at = 0;
	}
	char *room = buf_room(&l->b, CHUNK_BYTES);
	do
		n = read(l->fd, room, CHUNK_BYTES);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		buf_grow(&l->b, (size_t)n);
	else if (n < 0)
		err_sys(err, l->name);
	return n;
}

static const char *
find_newline(struct lines *l)
{
	size_t n = l->b.n - l->scanned;
	const char *found = n ? memchr(l->b.bytes + l->scanned, '\n', n) : NULL;

	l->scanned = l->b.n;
	return found;
}

int
lines_next(struct lines *l, const char **line, size_t *nbytes, struct err *err)
{
	const char *newline;
	ssize_t n = 1;

	while (!(newline = find_newline(l)) && n > 0 &&
	    l->b.n - l->at <= l->max_nbytes) {
		n = fill(l, err);
		if (n < 0)
			return -1;
	}
	if (!newline && l->b.n == l->at)
		return 0;
	l->number++;
	*line = l->b.bytes + l->at;
	*nbytes = newline ? (size_t)(newline - *line) : l->b.n - l->at;
	l->is_open = !newline;
	if (*nbytes > l->max_nbytes)
		return err_at(err, l->name, l->number, 1,
		    "the line is longer than %zu bytes; is it a backup?",
		    l->max_nbytes);
	l->at += *nbytes + (newline ? 1 : 0);
	l->scanned = l->at;
	return 1;
}

void
lines_fini(struct lines *l)
{
	buf_fini(&l->b);
}
