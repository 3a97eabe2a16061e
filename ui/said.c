#include "ui/said.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/text/filter.h"
#include "src/text/glyph.h"

void
said_init(struct said *s)
{
	memset(s, 0, sizeof *s);
}

void
said_fini(struct said *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->lines[i]);
	said_init(s);
}

static void
forget_oldest(struct said *s)
{
	free(s->lines[0]);
	s->n--;
	memmove(s->lines, s->lines + 1, s->n * sizeof *s->lines);
	memmove(s->is_error, s->is_error + 1, s->n * sizeof *s->is_error);
}

void
said_add(struct said *s, const char *line, bool is_error)
{
	struct buf b;

	buf_init(&b);
	filter_add(&b, line, strlen(line), FILTER_LINE);
	char *filtered = buf_take(&b);
	s->is_shown = true;
	if (s->n > 0 && strcmp(s->lines[s->n - 1], filtered) == 0) {
		free(filtered);
		return;
	}
	if (s->n == SAID_MAX)
		forget_oldest(s);
	s->is_error[s->n] = is_error;
	s->lines[s->n++] = filtered;
}

const char *
said_shown(const struct said *s, bool *is_error)
{
	if (!s->is_shown || s->n == 0)
		return NULL;
	*is_error = s->is_error[s->n - 1];
	return s->lines[s->n - 1];
}

void
said_hide(struct said *s)
{
	s->is_shown = false;
}

size_t
said_fit(const char *line, int ncells, int ambiguous)
{
	static const char *const marks[] = { "; ", "；" };
	size_t nbytes = strlen(line), last = 0;
	size_t fit = glyph_fit(line, nbytes, ambiguous, (size_t)ncells, NULL);

	if (fit == nbytes)
		return nbytes;
	for (size_t i = 1; i <= fit; i++)
		for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
			if (strncmp(line + i, marks[k], strlen(marks[k])) == 0)
				last = i;
	return last ? last : nbytes;
}
