/*
 * Settings: every option with its value, as a plain struct made from
 * options.def.  Handed down by value or const pointer; nothing below ui/ sees it.
 */
#ifndef CONFIG_SETTINGS_H
#define CONFIG_SETTINGS_H

#include <stddef.h>

struct diag;
struct err;

enum { SETTING_STRING_BYTES = 256 };

struct settings {
#define FLAG(field, section, name, def, help)            int field;
#define NUMBER(field, section, name, def, lo, hi, help)  int field;
#define CHOICE(field, section, name, def, choices, help) int field;
#define STRING(field, section, name, def, help) \
	char field[SETTING_STRING_BYTES];
#include "config/options.def"
#undef FLAG
#undef NUMBER
#undef CHOICE
#undef STRING
};

/* One row of options.def, for whoever lists them. */
enum option_type { OPTION_FLAG, OPTION_NUMBER, OPTION_CHOICE, OPTION_STRING };

struct option {
	const char *section;
	const char *name;
	enum option_type type;
	size_t offset;       /* in struct settings */
	const char *initial; /* as written in an ini file */
	int least, most;     /* of a number */
	const char *choices; /* "a|b|c" or NULL */
	const char *help;    /* English; for gettext */
};

extern const struct option options[];
extern const size_t noptions;

/* The option called `name`, or NULL. */
const struct option *option_named(const char *name);

/* Everything at its default. */
void settings_init(struct settings *);

/*
 * Set one option from text ("on", "3", "punct").  On a bad value the setting
 * stays and err says what is allowed.
 */
int settings_set(
    struct settings *, const char *name, const char *value, struct err *);

/* The value as it would be written in an ini file, into `out`. */
const char *settings_get(
    const struct settings *, const struct option *, char *out, size_t nbytes);

#endif
