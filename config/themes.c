/*
 * Themes by name: a file over what it inherits, and the [theme] of
 * broadsheet.ini over all of it.
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "config/config_int.h"
#include "config/file.h"
#include "config/i18n.h"
#include "config/suggest.h"
#include "src/base/arena.h"
#include "src/base/diag.h"
#include "src/base/err.h"

/* More names than this nobody looks through; the rest is left out. */
enum { NAMES_MAX = 256 };

int
config_override(struct config *c, const struct ini_entry *e, struct err *err)
{
	if (looks_set(&c->overrides, e->name, e->value, err) < 0)
		return -1;
	c->is_overridden[role_named(e->name)] = 1;
	return 0;
}

static void
add_looks(struct looks *looks, const struct ini *ini, struct diag *diag)
{
	size_t n;
	const struct ini_entry *entries = ini_entries(ini, &n);
	struct err err;

	for (size_t i = 0; i < n; i++) {
		const struct ini_entry *e = &entries[i];
		if (!config_is_section(diag, ini, e, "theme") || !e->name[0] ||
		    !strcmp(e->name, "inherit"))
			continue;
		if (looks_set(looks, e->name, e->value, &err) < 0)
			config_note(diag, ini_name(ini), e, err.msg);
	}
}

static const char *
name_at(size_t i, const void *arg)
{
	return ((const char *const *)arg)[i];
}

const struct palette *
config_theme(struct config *c, const char *name, int is_dark, struct diag *diag,
    struct err *err)
{
	struct link chain[DEPTH_MAX];
	char hint[SUGGEST_BYTES];
	struct looks looks;
	size_t n;

	if (!strcmp(name, "auto"))
		name = is_dark ? "night" : "broadsheet";
	for (struct dressed *d = c->dressed; d; d = d->next)
		if (!strcmp(d->palette.name, name))
			return &d->palette;
	n = config_open_chain(chain, c, PRESET_THEME, name, diag);
	if (!n) {
		err_set(err, ERR_NOT_FOUND, _("there is no theme \"%.64s\"%s"),
		    name, suggest(hint, name, name_at, config_theme_names(c)));
		return NULL;
	}
	looks_init(&looks);
	while (n > 0)
		add_looks(&looks, chain[--n].ini, diag);
	for (int i = 0; i < ROLE_COUNT; i++)
		if (c->is_overridden[i])
			looks.roles[i] = c->overrides.roles[i];
	struct dressed *d = arena_one(c->arena, struct dressed);
	d->palette.name = arena_strdup(c->arena, name);
	looks_resolve(&d->palette, &looks);
	d->next = c->dressed;
	c->dressed = d;
	return &d->palette;
}

/* --- names ---------------------------------------------------------------- */

/* Insert in order, once. */
static void
add_name(struct config *c, const char *name, size_t nbytes, size_t *n)
{
	char *copy = arena_strndup(c->arena, name, nbytes);
	size_t at = 0;

	while (at < *n && strcmp(c->theme_names[at], copy) < 0)
		at++;
	if (*n == NAMES_MAX || (at < *n && !strcmp(c->theme_names[at], copy)))
		return;
	memmove(&c->theme_names[at + 1], &c->theme_names[at],
	    (*n - at) * sizeof *c->theme_names);
	c->theme_names[at] = copy;
	++*n;
}

static void
add_own_names(struct config *c, size_t *n)
{
	char path[PATH_BYTES];
	DIR *dir;
	const struct dirent *file;

	snprintf(path, sizeof path, "%s/themes", config_xdg_config());
	dir = config_xdg_config()[0] ? opendir(path) : NULL;
	while (dir && (file = readdir(dir))) {
		size_t len = strlen(file->d_name);
		if (len > 4 && !strcmp(file->d_name + len - 4, ".ini") &&
		    file_is_name(file->d_name))
			add_name(c, file->d_name, len - 4, n);
	}
	if (dir)
		closedir(dir);
}

const char *const *
config_theme_names(struct config *c)
{
	const struct preset *p;
	size_t n = 0;

	if (c->theme_names)
		return c->theme_names;
	c->theme_names = arena_array(c->arena, const char *, NAMES_MAX + 1);
	for (size_t i = 0; (p = preset_at(PRESET_THEME, i)); i++)
		add_name(c, p->name, strlen(p->name), &n);
	add_own_names(c, &n);
	return c->theme_names;
}
