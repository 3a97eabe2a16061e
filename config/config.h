/*
 * Configuration: ini files to settings, keymap and palettes.
 *
 * Files are read in this order, later ones winning: the defaults compiled
 * in; $XDG_CONFIG_HOME/broadsheet/broadsheet.ini and what it includes; -o
 * name=value.  Nothing here ever stops the program: a file that cannot be used,
 * an unknown name, a bad value or a key bound twice is noted in diag with file
 * and line, and the default stays.  iniparser is used in ini.c only, and only on
 * files that were bounded and checked before (reliability: CVE-2023-33461).
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include <stddef.h>

#include "config/settings.h"
#include "src/layout/palette.h"

struct config;
struct buf;
struct diag;
struct err;
struct keymap;

struct config_source {
	const char *file; /* NULL: where XDG says; "": no file at all */
	const char *const *overrides; /* "name=value", as of -o */
	size_t noverrides;
};

/* Never NULL. */
struct config *config_load(const struct config_source *, struct diag *);
void config_free(struct config *); /* NULL is fine */

const struct settings *config_settings(const struct config *);
const struct keymap *config_keymap(const struct config *);

/* The file that was, or would be, read. */
const char *config_file(const struct config *);

/* Change one option for this run. */
int config_set(
    struct config *, const char *name, const char *value, struct err *);

/*
 * The palette of the theme `name`: one of the person's themes/NAME.ini, else
 * one compiled in.  "auto" is the default theme for a dark (`is_dark`) or light
 * terminal.  NULL with err set if there is none.
 */
const struct palette *config_theme(struct config *, const char *name,
    int is_dark, struct diag *, struct err *);

/* Names of all themes, sorted; NULL-terminated; config's. */
const char *const *config_theme_names(struct config *);

/*
 * The ini file with every option commented at its default, keys included:
 * what `broadsheet config --defaults` prints.
 */
void config_write_defaults(struct buf *);

/*
 * Our folders of XDG, each ending in /broadsheet, whether they exist or not.
 * Never NULL; "" when no home is named.  Valid until asked for again.
 */
const char *config_xdg_config(void);
const char *config_xdg_data(void);
const char *config_xdg_cache(void);

#endif
