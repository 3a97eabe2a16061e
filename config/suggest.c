/*
 * Nearness is the distance of Damerau and Levenshtein in its restricted form
 * (optimal string alignment): letters added, lost, changed, or two neighbours
 * swapped count one each.
 */
#include "config/suggest.h"

#include <stdio.h>
#include <string.h>

#include "config/i18n.h"

/* Names of options, actions and roles are shorter; longer ones get no hint. */
enum { NAME_MAX_BYTES = 40 };

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
distance(const char *a, size_t na, const char *b, size_t nb)
{
	size_t rows[3][NAME_MAX_BYTES + 1];
	size_t *before = rows[0], *last = rows[1], *row = rows[2];

	for (size_t j = 0; j <= nb; j++)
		last[j] = j;
	for (size_t i = 1; i <= na; i++) {
		row[0] = i;
		for (size_t j = 1; j <= nb; j++) {
			size_t cost = a[i - 1] != b[j - 1];
			row[j] = least(
			    least(row[j - 1], last[j]) + 1, last[j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		size_t *oldest = before;
		before = last;
		last = row;
		row = oldest;
	}
	return last[nb];
}

const char *
suggest(char *out, const char *typed, suggest_name *name_at, const void *arg)
{
	const char *best = NULL;
	size_t n = strlen(typed);
	/* One slip in three letters is still a slip; more is another word. */
	size_t limit = n / 3 + 1;

	out[0] = '\0';
	if (!n || n > NAME_MAX_BYTES)
		return out;
	for (size_t i = 0;; i++) {
		const char *name = name_at(i, arg);
		size_t len = name ? strlen(name) : 0;
		if (!name)
			break;
		if (len > NAME_MAX_BYTES)
			continue;
		size_t d = distance(typed, n, name, len);
		if (d < limit) {
			limit = d;
			best = name;
		}
	}
	if (best)
		snprintf(out, SUGGEST_BYTES, _("; did you mean %s?"), best);
	return out;
}
