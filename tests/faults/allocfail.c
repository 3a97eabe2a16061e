/*
 * Loaded before a program (LD_PRELOAD): makes one of its allocations fail.
 *
 * ALLOCFAIL_AT=N    the N-th call of malloc(), calloc() or realloc() gives NULL
 * ALLOCFAIL_ON=1    and so does each after it
 * ALLOCFAIL_SEEN=F  into file F goes "N failed", how many calls there were and
 *                   whether one was made to fail
 *
 * Not thread-safe: the program that it is for has one thread.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What dlsym() allocates before the real functions are known. */
enum { EARLY_BYTES = 4096 };
static _Alignas(max_align_t) char early[EARLY_BYTES];
static size_t early_used;

static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);
static unsigned long ncalls, fail_at, nfailed;
static int fail_on, is_looking;

void *malloc(size_t nbytes);
void *calloc(size_t n, size_t size);
void *realloc(void *p, size_t nbytes);
void free(void *p);

/* ISO C knows no way from an object's address to a function's. */
static void
look_up(void *out, const char *name)
{
	void *p = dlsym(RTLD_NEXT, name);

	memcpy(out, &p, sizeof p);
}

static void
set_up(void)
{
	const char *at = getenv("ALLOCFAIL_AT");

	is_looking = 1;
	look_up(&real_malloc, "malloc");
	look_up(&real_calloc, "calloc");
	look_up(&real_realloc, "realloc");
	look_up(&real_free, "free");
	fail_at = at ? strtoul(at, NULL, 10) : 0;
	fail_on = getenv("ALLOCFAIL_ON") != NULL;
	is_looking = 0;
}

static void *
take_early(size_t nbytes)
{
	size_t align = _Alignof(max_align_t);
	size_t room = (nbytes + align - 1) / align * align;

	if (room > EARLY_BYTES - early_used)
		_exit(99);
	early_used += room;
	return early + early_used - room;
}

static int
must_fail(void)
{
	if (!real_malloc)
		set_up();
	ncalls++;
	if (!fail_at || ncalls < fail_at || (ncalls > fail_at && !fail_on))
		return 0;
	nfailed++;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t nbytes)
{
	if (is_looking)
		return take_early(nbytes);
	return must_fail() ? NULL : real_malloc(nbytes);
}

void *
calloc(size_t n, size_t size)
{
	if (is_looking)
		return take_early(n * size); /* small, and never used before */
	return must_fail() ? NULL : real_calloc(n, size);
}

void *
realloc(void *p, size_t nbytes)
{
	return must_fail() ? NULL : real_realloc(p, nbytes);
}

void
free(void *p)
{
	if ((char *)p >= early && (char *)p < early + EARLY_BYTES)
		return;
	if (!real_free)
		set_up();
	real_free(p);
}

static void tell(void) __attribute__((destructor));

static void
tell(void)
{
	const char *name = getenv("ALLOCFAIL_SEEN");
	int fd = name ? open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
	char line[64];

	if (fd < 0)
		return;
	int n = snprintf(line, sizeof line, "%lu %lu\n", ncalls, nfailed);
	if (write(fd, line, (size_t)n) != n)
		unlink(name);
	close(fd);
}
