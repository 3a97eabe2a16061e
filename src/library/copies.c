#include "src/library/copies.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"

static const char prefix[] = "marks.db.copy-";
enum { PREFIX_BYTES = sizeof prefix - 1 };

static int
compare_days(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;

	return strcmp(*b, *a);
}

int
copies_find(struct copies *c, const char *dir, struct arena *a, struct err *err)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	c->n = 0;
	if (!d)
		return err_sys(err, dir);
	errno = 0;
	while (c->n < COPIES_MAX && (e = readdir(d)))
		if (!strncmp(e->d_name, prefix, PREFIX_BYTES))
			c->days[c->n++] =
			    arena_strdup(a, e->d_name + PREFIX_BYTES);
	int failed = errno ? err_sys(err, dir) : 0;
	closedir(d);
	qsort(c->days, c->n, sizeof *c->days, compare_days);
	return failed;
}

const char *
copies_path(const char *dir, const char *day, struct arena *a)
{
	return arena_printf(a, "%s/%s%s", dir, prefix, day);
}
