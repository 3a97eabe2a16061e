#include "src/library/copies.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/library/marks.h"
#include "src/library/marks_int.h"

static const char prefix[] = "marks.db.copy-";
enum { PREFIX_BYTES = sizeof prefix - 1 };

static int
compare_days(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;

	return strcmp(*b, *a);
}

/* Put the newest, those of days to come, behind the others. */
static void
move_future(struct copies *c)
{
	char today[MARKS_DAY_BYTES];
	const char *future[COPIES_MAX] = { NULL };
	size_t n = 0;

	marks_day(today, marks_now());
	while (n < c->n && strcmp(c->days[n], today) > 0) {
		future[n] = c->days[n];
		n++;
	}
	c->npast = c->n - n;
	memmove(c->days, c->days + n, c->npast * sizeof *c->days);
	memcpy(c->days + c->npast, future, n * sizeof *c->days);
}

int
copies_find(struct copies *c, const char *dir, struct arena *a, struct err *err)
{
	DIR *d = opendir(dir);
	struct dirent *e;

	c->n = c->npast = 0;
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
	move_future(c);
	return failed;
}

static bool
is_old(const struct copies *c, size_t i)
{
	enum { DAY_S = 24 * 60 * 60 };
	char day[MARKS_DAY_BYTES];

	marks_day(day, marks_now() - COPIES_OLD_DAYS * DAY_S);
	return strcmp(c->days[i], day) <= 0;
}

bool
copies_is_wanted(const struct copies *c, size_t i)
{
	if (i >= c->npast)
		return i - c->npast < COPIES_NEWEST;
	if (i < COPIES_NEWEST)
		return true;
	return is_old(c, i) ? !is_old(c, i - 1)
			    : i + 1 == c->npast || is_old(c, i + 1);
}

const char *
copies_path(const char *dir, const char *day, struct arena *a)
{
	return arena_printf(a, "%s/%s%s", dir, prefix, day);
}
