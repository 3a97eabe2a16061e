#include "config/settings.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "config/suggest.h"
#include "src/base/err.h"
#include "src/base/utf8.h"

#define AT(field) offsetof(struct settings, field)

const struct option options[] = {
#define FLAG(field, section, name, def, help)                                \
	{ section, name, OPTION_FLAG, AT(field), (def) ? "on" : "off", 0, 1, \
		NULL, help },
#define NUMBER(field, section, name, def, lo, hi, help) \
	{ section, name, OPTION_NUMBER, AT(field), #def, lo, hi, NULL, help },
#define CHOICE(field, section, name, def, choices, help) \
	{ section, name, OPTION_CHOICE, AT(field), def, 0, 0, choices, help },
#define STRING(field, section, name, def, help) \
	{ section, name, OPTION_STRING, AT(field), def, 0, 0, NULL, help },
#include "config/options.def"
#undef FLAG
#undef NUMBER
#undef CHOICE
#undef STRING
};

const size_t noptions = sizeof options / sizeof *options;

/* The rows, counted a second way: one field of the settings each. */
enum {
#define FLAG(field, section, name, def, help)            ROW_##field,
#define NUMBER(field, section, name, def, lo, hi, help)  ROW_##field,
#define CHOICE(field, section, name, def, choices, help) ROW_##field,
#define STRING(field, section, name, def, help)          ROW_##field,
#include "config/options.def"
#undef FLAG
#undef NUMBER
#undef CHOICE
#undef STRING
	ROW_COUNT
};

_Static_assert(
    sizeof options / sizeof *options == ROW_COUNT, "every option has its row");

static const char *const on_words[] = { "on", "yes", "true", "1" };
static const char *const off_words[] = { "off", "no", "false", "0" };

static int *
int_at(struct settings *s, const struct option *o)
{
	return (int *)(void *)((char *)s + o->offset);
}

const struct option *
option_named(const char *name)
{
	for (size_t i = 0; i < noptions; i++)
		if (!strcmp(options[i].name, name))
			return &options[i];
	return NULL;
}

static int
set_flag(int *out, const struct option *o, const char *value, struct err *err)
{
	for (size_t i = 0; i < sizeof on_words / sizeof *on_words; i++) {
		if (!strcmp(value, on_words[i]))
			return *out = 1, 0;
		if (!strcmp(value, off_words[i]))
			return *out = 0, 0;
	}
	return err_set(err, ERR_USAGE,
	    _("\"%.64s\" is no value for %s; use on or off"), value, o->name);
}

static int
set_number(int *out, const struct option *o, const char *value, struct err *err)
{
	size_t digits = strspn(value, "0123456789");
	long n;

	/* Seven digits fit into any long, and no option needs more. */
	if (digits && digits <= 7 && !value[digits]) {
		n = strtol(value, NULL, 10);
		if (n >= o->least && n <= o->most)
			return *out = (int)n, 0;
	}
	return err_set(err, ERR_USAGE,
	    _("\"%.64s\" is no value for %s; use a number from %d to %d"),
	    value, o->name, o->least, o->most);
}

/* The place of `value` in "a|b|c", or -1. */
static int
find_choice(const char *choices, const char *value)
{
	size_t n = strlen(value);
	int i = 0;

	for (const char *at = choices;; i++) {
		size_t len = strcspn(at, "|");
		if (len == n && !memcmp(at, value, n))
			return i;
		if (!at[len])
			return -1;
		at += len + 1;
	}
}

/* "a|b|c" as "a, b, c" into `out` of `nbytes`, which has room. */
static void
list_choices(char *out, size_t nbytes, const char *choices)
{
	size_t n = 0;

	for (; *choices && n + 3 < nbytes; choices++) {
		if (*choices == '|')
			out[n++] = ',';
		out[n++] = *choices == '|' ? ' ' : *choices;
	}
	out[n] = '\0';
}

static int
set_choice(int *out, const struct option *o, const char *value, struct err *err)
{
	char list[128];
	int i = find_choice(o->choices, value);

	if (i >= 0)
		return *out = i, 0;
	list_choices(list, sizeof list, o->choices);
	return err_set(err, ERR_USAGE,
	    _("\"%.64s\" is no value for %s; use one of: %s"), value, o->name,
	    list);
}

static int
set_string(
    char *out, const struct option *o, const char *value, struct err *err)
{
	size_t n = strlen(value);

	if (n >= SETTING_STRING_BYTES)
		return err_set(err, ERR_LIMIT,
		    _("the value of %s is too long; use at most %d bytes"),
		    o->name, SETTING_STRING_BYTES - 1);
	if (utf8_valid(value, n) < n)
		return err_set(
		    err, ERR_USAGE, _("the value of %s is not UTF-8"), o->name);
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)value[i] < ' ' || value[i] == 0x7F)
			return err_set(err, ERR_USAGE,
			    _("the value of %s has a control character"),
			    o->name);
	memcpy(out, value, n + 1);
	return 0;
}

static int
set_option(struct settings *s, const struct option *o, const char *value,
    struct err *err)
{
	switch (o->type) {
	case OPTION_FLAG:
		return set_flag(int_at(s, o), o, value, err);
	case OPTION_NUMBER:
		return set_number(int_at(s, o), o, value, err);
	case OPTION_CHOICE:
		return set_choice(int_at(s, o), o, value, err);
	case OPTION_STRING:
		break;
	}
	return set_string((char *)s + o->offset, o, value, err);
}

static const char *
name_at(size_t i, const void *arg)
{
	(void)arg;
	return i < noptions ? options[i].name : NULL;
}

int
settings_set(
    struct settings *s, const char *name, const char *value, struct err *err)
{
	char hint[SUGGEST_BYTES];
	const struct option *o = option_named(name);

	if (!o)
		return err_set(err, ERR_NOT_FOUND,
		    _("there is no option \"%.64s\"%s"), name,
		    suggest(hint, name, name_at, NULL));
	return set_option(s, o, value, err);
}

void
settings_init(struct settings *s)
{
	memset(s, 0, sizeof *s);
	for (size_t i = 0; i < noptions; i++)
		set_option(s, &options[i], options[i].initial, NULL);
}

const char *
settings_get(
    const struct settings *s, const struct option *o, char *out, size_t nbytes)
{
	const char *field = (const char *)s + o->offset;
	const char *choice = o->choices;
	int n = 0;

	if (o->type == OPTION_STRING) {
		snprintf(out, nbytes, "%s", field);
		return out;
	}
	memcpy(&n, field, sizeof n);
	if (o->type == OPTION_FLAG)
		snprintf(out, nbytes, "%s", n ? "on" : "off");
	else if (o->type == OPTION_NUMBER)
		snprintf(out, nbytes, "%d", n);
	else {
		while (n-- > 0)
			choice += strcspn(choice, "|") + 1;
		snprintf(
		    out, nbytes, "%.*s", (int)strcspn(choice, "|"), choice);
	}
	return out;
}
