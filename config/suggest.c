#include "config/suggest.h"

#include <stdio.h>

#include "config/i18n.h"
#include "src/base/nearest.h"

/* More names than any table has, and all themes that are listed. */
enum { NAMES_MAX = 300 };

const char *
suggest(char *out, const char *typed, suggest_name *name_at, const void *arg)
{
	const char *names[NAMES_MAX + 1];
	size_t n = 0;

	while (n < NAMES_MAX && (names[n] = name_at(n, arg)))
		n++;
	names[n] = NULL;
	const char *best = nearest_name(typed, names);
	out[0] = '\0';
	if (best)
		snprintf(out, SUGGEST_BYTES, _("; did you mean %s?"), best);
	return out;
}
