#include "ui/command.h"

#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/nearest.h"

enum { NUMBER_MAX = 1000000 }; /* larger ones are this */

/* The number that `s` is, or 0. */
static long
number_of(const char *s)
{
	size_t n = strspn(s, "0123456789");
	long value;

	if (n == 0 || s[n])
		return 0;
	value = strtol(s, NULL, 10);
	return value < NUMBER_MAX ? value : NUMBER_MAX;
}

/* The actions whose names begin so, as "a, b, c". */
static size_t
list_matches(struct buf *out, const char *name, enum action *last)
{
	size_t n = 0;

	for (int a = 0; a < ACTION_COUNT; a++) {
		const char *full = action_name((enum action)a);
		if (strncmp(full, name, strlen(name)) != 0)
			continue;
		*last = (enum action)a;
		buf_addf(out, "%s%s", n++ > 0 ? ", " : "", full);
	}
	return n;
}

static const char *
nearest(const char *name)
{
	const char *names[ACTION_COUNT + 1] = { 0 };

	for (int a = 0; a < ACTION_COUNT; a++)
		names[a] = action_name((enum action)a);
	return nearest_name(name, names);
}

static int
find_action(enum action *action, const char *name, struct err *err)
{
	struct buf matches;
	size_t n;

	*action = action_named(name);
	if (*action != ACTION_NONE)
		return 0;
	buf_init(&matches);
	n = list_matches(&matches, name, action);
	if (n > 1)
		err_set(err, ERR_USAGE, _("%s could be: %s"), name,
		    buf_str(&matches));
	buf_fini(&matches);
	if (n > 0)
		return n == 1 ? 0 : -1;
	const char *near = nearest(name);
	if (near)
		return err_set(err, ERR_USAGE,
		    _("there is no command %s; did you mean %s?"), name, near);
	return err_set(err, ERR_USAGE,
	    _("there is no command %s; Tab shows all of them"), name);
}

int
command_parse(
    struct command *c, const char *line, struct arena *arena, struct err *err)
{
	size_t start = strspn(line, " :");
	size_t nname = strcspn(line + start, " ");
	char *name = arena_strndup(arena, line + start, nname);
	const char *text = line + start + nname;

	memset(c, 0, sizeof *c);
	text += strspn(text, " ");
	c->article = number_of(name);
	if (c->article > 0)
		return 0;
	/* "write! FILE" is what fingers know for "write !FILE". */
	if (nname > 1 && name[nname - 1] == '!') {
		name[nname - 1] = '\0';
		text = arena_printf(arena, "!%s", text);
	}
	if (find_action(&c->request.action, name, err) != 0)
		return -1;
	size_t ntext = strlen(text);
	while (ntext > 0 && text[ntext - 1] == ' ')
		ntext--;
	text = arena_strndup(arena, text, ntext);
	c->request.text = text;
	c->request.count = number_of(text);
	c->request.argument = (int)c->request.count;
	return 0;
}
