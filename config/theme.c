#include "config/theme.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "config/suggest.h"
#include "src/base/err.h"

struct word {
	const char *name;
	int32_t value;
};

/* The sixteen colours as xterm shows them by default. */
static const struct word colors[] = {
	{ "default", INK_DEFAULT },
	{ "black", 0x000000 },
	{ "red", 0xcd0000 },
	{ "green", 0x00cd00 },
	{ "yellow", 0xcdcd00 },
	{ "blue", 0x0000ee },
	{ "magenta", 0xcd00cd },
	{ "cyan", 0x00cdcd },
	{ "white", 0xe5e5e5 },
	{ "bright-black", 0x7f7f7f },
	{ "bright-red", 0xff0000 },
	{ "bright-green", 0x00ff00 },
	{ "bright-yellow", 0xffff00 },
	{ "bright-blue", 0x5c5cff },
	{ "bright-magenta", 0xff00ff },
	{ "bright-cyan", 0x00ffff },
	{ "bright-white", 0xffffff },
};

static const struct word attributes[] = {
	{ "plain", 0 },
	{ "bold", INK_BOLD },
	{ "dim", INK_DIM },
	{ "italic", INK_ITALIC },
	{ "underline", INK_UNDERLINE },
	{ "reverse", INK_REVERSE },
};

enum {
	NCOLORS = sizeof colors / sizeof *colors,
	NATTRIBUTES = sizeof attributes / sizeof *attributes,
	WORD_BYTES = 32, /* the longest is bright-magenta */
};

void
looks_init(struct looks *l)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		l->roles[i] = (struct look){ LOOK_UNSAID, LOOK_UNSAID, 0 };
}

static int
find(const struct word *words, size_t n, const char *name, int32_t *value)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(words[i].name, name)) {
			*value = words[i].value;
			return 1;
		}
	return 0;
}

static int
is_color(const char *word, int32_t *rgb)
{
	if (word[0] != '#')
		return find(colors, NCOLORS, word, rgb);
	if (strlen(word) != 7 ||
	    strspn(word + 1, "0123456789abcdefABCDEF") != 6)
		return 0;
	*rgb = (int32_t)strtol(word + 1, NULL, 16);
	return 1;
}

static const char *
word_at(size_t i, const void *arg)
{
	(void)arg;
	if (i < NCOLORS)
		return colors[i].name;
	i -= NCOLORS;
	return i < NATTRIBUTES ? attributes[i].name : NULL;
}

static const char *
role_at(size_t i, const void *arg)
{
	(void)arg;
	return i < ROLE_COUNT ? role_name((enum role)i) : NULL;
}

/* Take one word of a look; `*is_paper` after "on". */
static int
add_word(struct look *l, const char *word, int *is_paper, struct err *err)
{
	int32_t *ink = *is_paper ? &l->bg : &l->fg;
	char hint[SUGGEST_BYTES];
	int32_t value = 0;

	if (!*is_paper && !strcmp(word, "on"))
		return *is_paper = 1, 0;
	if (is_color(word, &value)) {
		if (*ink != LOOK_UNSAID)
			return err_set(err, ERR_USAGE,
			    _("\"%s\" is one colour too many; write ink on "
			      "paper"),
			    word);
		*ink = value;
		*is_paper = 0;
		return 0;
	}
	if (!*is_paper && find(attributes, NATTRIBUTES, word, &value)) {
		l->attrs |= (unsigned)value;
		return 0;
	}
	return err_set(err, ERR_USAGE,
	    _("\"%s\" is no colour and no attribute%s"), word,
	    suggest(hint, word, word_at, NULL));
}

static int
parse_look(struct look *out, const char *s, struct err *err)
{
	struct look l = { LOOK_UNSAID, LOOK_UNSAID, 0 };
	int is_paper = 0;
	char word[WORD_BYTES];

	while (*(s += strspn(s, " \t,"))) {
		size_t n = strcspn(s, " \t,");
		snprintf(word, sizeof word, "%.*s", (int)n, s);
		if (add_word(&l, word, &is_paper, err) < 0)
			return -1;
		s += n;
	}
	if (is_paper)
		return err_set(err, ERR_USAGE,
		    _("no colour after \"on\"; write ink on paper"));
	*out = l;
	return 0;
}

int
looks_set(struct looks *l, const char *role, const char *value, struct err *err)
{
	char hint[SUGGEST_BYTES];
	int i = role_named(role);

	if (i < 0)
		return err_set(err, ERR_NOT_FOUND,
		    _("there is no role \"%.64s\"%s"), role,
		    suggest(hint, role, role_at, NULL));
	return parse_look(&l->roles[i], value, err);
}

void
looks_resolve(struct palette *p, const struct looks *l)
{
	struct look text = l->roles[ROLE_TEXT];

	if (text.fg == LOOK_UNSAID)
		text.fg = INK_DEFAULT;
	if (text.bg == LOOK_UNSAID)
		text.bg = INK_DEFAULT;
	for (int i = 0; i < ROLE_COUNT; i++) {
		struct look look = l->roles[i];
		p->roles[i] = (struct ink){
			look.fg == LOOK_UNSAID ? text.fg : look.fg,
			look.bg == LOOK_UNSAID ? text.bg : look.bg,
			look.attrs,
		};
	}
}
