/*
 * Files by name: themes and keymaps, the person's own and those compiled in,
 * each with the file that it inherits.
 */
#include <stdio.h>
#include <string.h>

#include "config/config_int.h"
#include "config/file.h"
#include "config/i18n.h"
#include "src/base/diag.h"
#include "src/base/err.h"

static const struct {
	const char *folder, *section;
} kinds[] = {
	[PRESET_THEME] = { "themes", "theme" },
	[PRESET_KEYMAP] = { "keys", "keys" },
};

static struct ini *
open_own(enum preset_kind kind, const char *name, struct diag *diag)
{
	char path[PATH_BYTES];
	const char *folder = config_xdg_config();
	struct err err;
	int n = snprintf(path, sizeof path, "%s/%s/%s.ini", folder,
	    kinds[kind].folder, name);

	if (!folder[0] || !file_is_name(name) || n < 0 ||
	    (size_t)n >= sizeof path)
		return NULL;
	struct ini *ini = ini_open(path, diag, &err);
	if (!ini && err.code != ERR_NOT_FOUND)
		diag_add(diag, DIAG_WARNING, path, 0, 0, "%s", err.msg);
	return ini;
}

/*
 * The file of the theme or keymap `name`: the person's own, if `*own` says to
 * look there and there is one, else the preset.  `*own` becomes which.
 */
static struct ini *
open_named(struct config *c, enum preset_kind kind, const char *name, int *own,
    struct diag *diag)
{
	const struct preset *preset = preset_named(kind, name);
	struct ini *ini = NULL;

	if (*own)
		ini = open_own(kind, name, diag);
	*own = ini != NULL;
	if (!ini && preset)
		ini = ini_parse((const char *)preset->bytes, preset->nbytes,
		    preset->file, diag);
	if (ini)
		config_keep(c, ini);
	return ini;
}

static const struct ini_entry *
find_inherit(const struct ini *ini, const char *section)
{
	size_t n;
	const struct ini_entry *entries = ini_entries(ini, &n);

	for (size_t i = 0; i < n; i++)
		if (!strcmp(entries[i].name, "inherit") &&
		    !strcmp(entries[i].section, section))
			return &entries[i];
	return NULL;
}

size_t
config_open_chain(struct link *chain, struct config *c, enum preset_kind kind,
    const char *name, struct diag *diag)
{
	const struct ini_entry *from = NULL;
	size_t depth = 0;
	int own = 0;

	for (;;) {
		/*
		 * themes/night.ini may inherit the night compiled in, and what
		 * is compiled in never depends on a file.
		 */
		int ask_own = !depth || (own && strcmp(from->value, name));
		name = from ? from->value : name;
		struct ini *ini = open_named(c, kind, name, &ask_own, diag);
		if (!ini && from)
			diag_add(diag, DIAG_WARNING,
			    ini_name(chain[depth - 1].ini), from->line, 0,
			    kind == PRESET_THEME
				? _("there is no theme \"%.64s\" to inherit")
				: _("there is no keymap \"%.64s\" to inherit"),
			    name);
		if (!ini)
			return depth;
		own = ask_own;
		chain[depth++] = (struct link){ ini, !own };
		from = find_inherit(ini, kinds[kind].section);
		if (!from)
			return depth;
		if (depth == DEPTH_MAX) {
			config_note(diag, ini_name(ini), from,
			    _("too many inherit one another; join some"));
			return depth;
		}
	}
}
