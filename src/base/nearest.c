#include "src/base/nearest.h"

#include <stddef.h>
#include <string.h>

enum { NAME_MAX_BYTES = 63 };

static int
least(int a, int b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance, rows of a table kept for three letters. */
static int
distance(const char *a, const char *b)
{
	int row[3][NAME_MAX_BYTES + 1];
	size_t na = strlen(a), nb = strlen(b);

	for (size_t j = 0; j <= nb; j++)
		row[0][j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		int *now = row[i % 3], *last = row[(i + 2) % 3];
		int *before = row[(i + 1) % 3];
		now[0] = (int)i;
		for (size_t j = 1; j <= nb; j++) {
			int change = last[j - 1] + (a[i - 1] != b[j - 1]);
			now[j] = least(change, least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				now[j] = least(now[j], before[j - 2] + 1);
		}
	}
	return row[na % 3][nb];
}

const char *
nearest_name(const char *name, const char *const *names)
{
	const char *best = NULL;
	size_t nbytes = strlen(name);
	int limit = (int)(nbytes + 2) / 3;

	if (nbytes > NAME_MAX_BYTES)
		return NULL;
	for (; *names; names++) {
		if (strlen(*names) > NAME_MAX_BYTES)
			continue;
		int d = distance(name, *names);
		if (d > limit)
			continue;
		limit = d - 1;
		best = *names;
	}
	return best;
}
