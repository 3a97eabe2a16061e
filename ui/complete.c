#include "ui/complete.h"

#include <string.h>

#include "config/action.h"
#include "config/settings.h"
#include "src/base/arena.h"

/* What may stand at one place of a line: a growing list of words. */
struct words {
	const char *prefix;
	size_t nprefix;
	const char **at;
	size_t n, cap;
	struct arena *arena;
};

static void
offer(struct words *w, const char *word)
{
	if (strncmp(word, w->prefix, w->nprefix) != 0)
		return;
	if (w->n == w->cap) {
		size_t cap = w->cap ? 2 * w->cap : 16;
		const char **at = arena_array(w->arena, const char *, cap);
		for (size_t i = 0; i < w->n; i++)
			at[i] = w->at[i];
		w->at = at;
		w->cap = cap;
	}
	w->at[w->n++] = word;
}

static void
offer_all(struct words *w, const char *const *names)
{
	for (; names && *names; names++)
		offer(w, *names);
}

static void
offer_actions(struct words *w)
{
	enum action whole = action_named(w->prefix);

	/* What is typed is a name, though a longer one begins so, too. */
	if (whole != ACTION_NONE)
		offer(w, action_name(whole));
	for (int a = 0; a < ACTION_COUNT; a++)
		if ((enum action)a != whole)
			offer(w, action_name((enum action)a));
}

static void
offer_options(struct words *w)
{
	for (size_t i = 0; i < noptions; i++)
		offer(w, arena_printf(w->arena, "%s=", options[i].name));
}

static void
offer_choices(struct words *w, const char *choices)
{
	while (*choices) {
		size_t n = strcspn(choices, "|");
		offer(w, arena_strndup(w->arena, choices, n));
		choices += n;
		choices += *choices == '|';
	}
}

/* What an option takes; `name` is not terminated. */
static void
offer_values(
    struct words *w, const char *name, size_t n, const char *const *themes)
{
	char *copy = arena_strndup(w->arena, name, n);
	const struct option *o = option_named(copy);

	if (!o)
		return;
	if (o->type == OPTION_FLAG)
		offer_choices(w, "on|off");
	else if (o->choices)
		offer_choices(w, o->choices);
	else if (strcmp(o->name, "theme") == 0)
		offer_all(w, themes);
	else
		offer(w, o->initial);
}

/* The longest beginning that all words have, never half a character. */
static const char *
common_of(const struct words *w)
{
	size_t n;

	if (w->n == 0)
		return "";
	n = strlen(w->at[0]);
	for (size_t i = 1; i < w->n; i++) {
		size_t k = 0;
		while (k < n && w->at[0][k] == w->at[i][k])
			k++;
		n = k;
	}
	while (n > 0 && ((unsigned char)w->at[0][n] & 0xC0) == 0x80)
		n--;
	return arena_strndup(w->arena, w->at[0], n);
}

static void
begin(struct words *w, struct completion *c, const char *line, size_t from)
{
	c->from = from;
	w->prefix = line + from;
	w->nprefix = strlen(w->prefix);
}

/* Where the last of "a, b, c" begins. */
static size_t
last_tag(const char *line, size_t from)
{
	const char *comma = strrchr(line + from, ',');
	size_t at = comma ? (size_t)(comma + 1 - line) : from;

	return at + strspn(line + at, " ");
}

void
complete_word(struct completion *c, const char *line, size_t from,
    const char *const *names, struct arena *arena)
{
	struct words w = { .arena = arena };

	begin(&w, c, line, from);
	offer_all(&w, names);
	c->words = w.at;
	c->n = w.n;
	c->common = common_of(&w);
}

void
complete_line(struct completion *c, const char *line, const char *const *themes,
    const char *const *tags, struct arena *arena)
{
	struct words w = { .arena = arena };
	size_t start = strspn(line, " ");
	size_t name = strcspn(line + start, " ");
	size_t text = start + name + strspn(line + start + name, " ");
	size_t value = text + strcspn(line + text, "=");

	if (!line[start + name]) {
		begin(&w, c, line, start);
		offer_actions(&w);
	} else if (strncmp(line + start, "set ", 4) == 0 && line[value]) {
		begin(&w, c, line, value + 1);
		offer_values(&w, line + text, value - text, themes);
	} else if (strncmp(line + start, "tag ", 4) == 0) {
		begin(&w, c, line, last_tag(line, text));
		offer_all(&w, tags);
	} else {
		begin(&w, c, line, text);
		if (strncmp(line + start, "set ", 4) == 0)
			offer_options(&w);
		else if (strncmp(line + start, "theme ", 6) == 0)
			offer_all(&w, themes);
		else if (strncmp(line + start, "columns ", 8) == 0)
			offer_choices(&w, "auto|1|2|3|4");
	}
	c->words = w.at;
	c->n = w.n;
	c->common = common_of(&w);
}
