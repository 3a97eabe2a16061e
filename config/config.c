#include "config/config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/config_int.h"
#include "config/file.h"
#include "config/i18n.h"
#include "config/keymap_int.h"
#include "config/suggest.h"
#include "src/base/arena.h"
#include "src/base/diag.h"
#include "src/base/err.h"
#include "src/base/mem.h"

static const char *const sections[] = { "layout", "ui", "reading", "paper",
	"library", "keys", "theme" };

enum { NSECTIONS = sizeof sections / sizeof *sections };

/* Where an override of the command line stands, in messages. */
static const char command_line[] = "-o";

/* Reading broadsheet.ini and what it includes. */
struct loading {
	struct config *config;
	struct diag *diag;
	const char *open[DEPTH_MAX]; /* real paths, outermost first */
	size_t depth;
};

static void read_file(struct loading *, struct ini *);

void
config_note(struct diag *diag, const char *file, const struct ini_entry *e,
    const char *what)
{
	diag_add(diag, DIAG_WARNING, file, e->line, 0, "%s", what);
}

void
config_keep(struct config *c, struct ini *ini)
{
	c->inis = mem_grow(c->inis, c->ninis, &c->inis_cap, sizeof *c->inis);
	c->inis[c->ninis++] = ini;
}

static const char *
section_at(size_t i, const void *arg)
{
	(void)arg;
	return i < NSECTIONS ? sections[i] : NULL;
}

static const char *
option_at(size_t i, const void *arg)
{
	(void)arg;
	return i < noptions ? options[i].name : NULL;
}

static int
is_known_section(const char *name)
{
	for (size_t i = 0; i < NSECTIONS; i++)
		if (!strcmp(sections[i], name))
			return 1;
	return 0;
}

int
config_is_section(struct diag *diag, const struct ini *ini,
    const struct ini_entry *e, const char *section)
{
	if (!strcmp(e->section, section))
		return 1;
	if (!e->name[0] || !e->section[0])
		diag_add(diag, DIAG_WARNING, ini_name(ini), e->line, 0,
		    _("only what stands below [%s] counts in this file"),
		    section);
	return 0;
}

/* --- one entry ------------------------------------------------------------ */

static void
keep_key(struct config *c, const char *file, const struct ini_entry *e)
{
	c->keys = mem_grow(c->keys, c->nkeys, &c->keys_cap, sizeof *c->keys);
	c->keys[c->nkeys++] = (struct located){ file, e };
}

static void
apply_option(struct loading *l, const char *file, const struct ini_entry *e)
{
	const struct option *o = option_named(e->name);
	char hint[SUGGEST_BYTES];
	struct err err;

	if (!o)
		diag_add(l->diag, DIAG_WARNING, file, e->line, 0,
		    _("there is no option \"%s\"%s"), e->name,
		    suggest(hint, e->name, option_at, NULL));
	else if (strcmp(o->section, e->section))
		diag_add(l->diag, DIAG_WARNING, file, e->line, 0,
		    _("%s belongs below [%s]; move it there"), o->name,
		    o->section);
	else if (settings_set(&l->config->settings, e->name, e->value, &err) <
	    0)
		config_note(l->diag, file, e, err.msg);
	else {
		l->config->origins[o - options].file = file;
		l->config->origins[o - options].line = e->line;
	}
}

static int
is_open(const struct loading *l, const char *real)
{
	for (size_t i = 0; i < l->depth; i++)
		if (!strcmp(l->open[i], real))
			return 1;
	return 0;
}

static void
include(struct loading *l, const char *file, const struct ini_entry *e)
{
	char path[PATH_BYTES];
	char *real;
	struct err err;

	if (file_beside(path, sizeof path, file, e->value) < 0) {
		config_note(l->diag, file, e,
		    _("the path to include is empty or too long"));
		return;
	}
	real = realpath(path, NULL);
	if (real && is_open(l, real))
		config_note(l->diag, file, e,
		    _("this file is being read already; remove the include"));
	else if (l->depth == DEPTH_MAX || l->config->nincludes == INCLUDES_MAX)
		config_note(l->diag, file, e,
		    _("too many includes in one another; join some files"));
	else {
		struct ini *ini = ini_open(path, l->diag, &err);
		l->config->nincludes++;
		if (!ini) {
			diag_add(l->diag, DIAG_WARNING, file, e->line, 0,
			    "%s: %s", path, err.msg);
		} else {
			config_keep(l->config, ini);
			l->open[l->depth++] = real ? real : path;
			read_file(l, ini);
			l->depth--;
		}
	}
	free(real);
}

static void
apply_header(struct loading *l, const char *file, const struct ini_entry *e)
{
	char hint[SUGGEST_BYTES];

	if (!is_known_section(e->section))
		diag_add(l->diag, DIAG_WARNING, file, e->line, 0,
		    _("there is no section [%s]%s"), e->section,
		    suggest(hint, e->section, section_at, NULL));
}

static void
apply(struct loading *l, const char *file, const struct ini_entry *e)
{
	struct err err;

	if (!e->name[0])
		apply_header(l, file, e);
	else if (!strcmp(e->name, "include"))
		include(l, file, e);
	else if (!strcmp(e->section, "keys"))
		keep_key(l->config, file, e);
	else if (!strcmp(e->section, "theme")) {
		if (config_override(l->config, e, &err) < 0)
			config_note(l->diag, file, e, err.msg);
	} else if (!e->section[0] || is_known_section(e->section))
		apply_option(l, file, e);
}

static void
read_file(struct loading *l, struct ini *ini)
{
	size_t n;
	const struct ini_entry *entries = ini_entries(ini, &n);

	for (size_t i = 0; i < n; i++)
		apply(l, ini_name(ini), &entries[i]);
}

/* --- loading -------------------------------------------------------------- */

static void
read_main_file(struct config *c, int is_named, struct diag *diag)
{
	struct loading l = { .config = c, .diag = diag };
	struct err err;

	if (!c->file[0])
		return;
	struct ini *ini = ini_open(c->file, diag, &err);
	if (!ini) {
		/* Nobody has to have a broadsheet.ini. */
		if (is_named || err.code != ERR_NOT_FOUND)
			diag_add(
			    diag, DIAG_WARNING, c->file, 0, 0, "%s", err.msg);
		return;
	}
	char *real = realpath(c->file, NULL);
	config_keep(c, ini);
	l.open[l.depth++] = real ? real : c->file;
	read_file(&l, ini);
	free(real);
}

static void
apply_override(struct config *c, const char *text, struct diag *diag)
{
	const char *equals = strchr(text, '=');
	struct err err;

	if (!equals) {
		diag_add(diag, DIAG_WARNING, command_line, 0, 0,
		    _("\"%.64s\" has no '='; write name=value"), text);
		return;
	}
	char *name = arena_strndup(c->arena, text, (size_t)(equals - text));
	if (settings_set(&c->settings, name, equals + 1, &err) < 0)
		diag_add(diag, DIAG_WARNING, command_line, 0, 0, "%s", err.msg);
	else
		c->origins[option_named(name) - options].file = command_line;
}

/* A theme or keymap that does not exist: note it where it was asked for. */
static void
reject(struct config *c, const char *name, const struct err *err,
    struct diag *diag)
{
	const struct option *o = option_named(name);
	size_t i = (size_t)(o - options);

	diag_add(diag, DIAG_WARNING, c->origins[i].file, c->origins[i].line, 0,
	    "%s", err->msg);
	settings_set(&c->settings, name, o->initial, NULL);
}

static void
check_theme(struct config *c, struct diag *diag)
{
	struct err err;

	if (!config_theme(c, c->settings.theme, 0, diag, &err))
		reject(c, "theme", &err, diag);
}

static void
check_keymap(struct config *c, struct diag *diag)
{
	struct err err;

	if (config_build_keymap(c, diag, &err) == 0)
		return;
	reject(c, "keys", &err, diag);
	config_build_keymap(c, diag, NULL);
}

static const char *
find_main_file(struct arena *a, const char *asked)
{
	const char *folder = config_xdg_config();

	if (asked)
		return arena_strdup(a, asked);
	if (!folder[0])
		return "";
	return arena_printf(a, "%s/broadsheet.ini", folder);
}

struct config *
config_load(const struct config_source *source, struct diag *diag)
{
	struct config *c = xcalloc(1, sizeof *c);

	c->arena = arena_new();
	c->origins = xcalloc(noptions, sizeof *c->origins);
	c->keymap = keymap_new();
	c->file = find_main_file(c->arena, source->file);
	settings_init(&c->settings);
	looks_init(&c->overrides);
	read_main_file(c, source->file != NULL, diag);
	for (size_t i = 0; i < source->noverrides; i++)
		apply_override(c, source->overrides[i], diag);
	check_keymap(c, diag);
	check_theme(c, diag);
	return c;
}

void
config_free(struct config *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->ninis; i++)
		ini_free(c->inis[i]);
	free(c->inis);
	keymap_free(c->keymap);
	free(c->keys);
	free(c->origins);
	arena_free(c->arena);
	free(c);
}

const struct settings *
config_settings(const struct config *c)
{
	return &c->settings;
}

const struct keymap *
config_keymap(const struct config *c)
{
	return c->keymap;
}

const char *
config_file(const struct config *c)
{
	return c->file;
}

int
config_set(
    struct config *c, const char *name, const char *value, struct err *err)
{
	struct settings before = c->settings;

	if (settings_set(&c->settings, name, value, err) < 0)
		return -1;
	if ((!strcmp(name, "keys") && config_build_keymap(c, NULL, err) < 0) ||
	    (!strcmp(name, "theme") && !config_theme(c, value, 0, NULL, err))) {
		c->settings = before;
		return -1;
	}
	return 0;
}
