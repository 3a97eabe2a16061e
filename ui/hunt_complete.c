#include "ui/hunt_complete.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "ui/app.h"
#include "ui/complete.h"

enum { NAMES_MOST = 40 }; /* more are not read in a line of hints */

/* A value as the query wants it: with blanks in it, in quotes. */
static const char *
quoted(const char *name, struct arena *arena)
{
	return strpbrk(name, " \t()|") ? arena_printf(arena, "\"%s\"", name)
				       : arena_strdup(arena, name);
}

static const char *const *
papers(struct archive *archive, const char *like, struct arena *arena)
{
	const char **names;
	struct err err = { 0 };
	size_t n = 0;
	struct archive_paper *at = archive_papers(&n, archive, arena, &err);

	(void)like;
	names = arena_array(arena, const char *, n + 1);
	for (size_t i = 0; at && i < n; i++)
		names[i] = quoted(at[i].paper, arena);
	return names;
}

static const char *const *
authors(struct archive *archive, const char *like, struct arena *arena)
{
	const char **names;
	struct err err = { 0 };
	size_t n = 0, kept = 0;
	struct archive_author *at = archive_authors(
	    &n, archive, *like ? like : NULL, NAMES_MOST, arena, &err);

	names = arena_array(arena, const char *, n + 1);
	for (size_t i = 0; at && i < n; i++) {
		const char *name = quoted(at[i].name, arena);
		size_t k = 0;
		/* One of several organisations is one name here. */
		while (k < kept && strcmp(names[k], name) != 0)
			k++;
		if (k == kept)
			names[kept++] = name;
	}
	return names;
}

static const struct {
	const char *field;
	const char *const *(*names)(
	    struct archive *, const char *, struct arena *);
} fields[] = {
	{ "author:", authors },
	{ "作者:", authors },
	{ "paper:", papers },
	{ "报纸:", papers },
};

static const char *const names_of_fields[] = {
	"author:", "paper:", "section:", "date:", NULL
};

/* Where the word begins that the line ends in; quotes hold one together. */
static size_t
last_word(const char *line)
{
	size_t from = 0;
	bool is_quoted = false;

	for (size_t i = 0; line[i]; i++) {
		if (line[i] == '"')
			is_quoted = !is_quoted;
		else if (!is_quoted && strchr(" (|", line[i]))
			from = i + 1;
	}
	return from + (line[from] == '-');
}

void
hunt_complete(struct completion *c, struct app *app, const char *line,
    struct arena *arena)
{
	size_t from = last_word(line);
	const char *const *names = names_of_fields;
	struct err err = { 0 };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		size_t n = strlen(fields[i].field);
		if (strncmp(line + from, fields[i].field, n) != 0)
			continue;
		struct archive *archive = shelf_read(app, &err);
		from += n;
		names = NULL;
		if (archive)
			names = fields[i].names(archive,
			    line + from + strspn(line + from, "\""), arena);
		break;
	}
	complete_word(c, line, from, names, arena);
	/* What is typed has no quote yet, the names that have blanks do. */
	if (c->n == 0 && line[from] != '"')
		complete_word(c,
		    arena_printf(
			arena, "%.*s\"%s", (int)from, line, line + from),
		    from, names, arena);
}
