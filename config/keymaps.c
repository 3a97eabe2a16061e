/*
 * The keymap in use: the file that the option `keys` names over what it
 * inherits, and the [keys] of broadsheet.ini over all of it.
 */
#include <string.h>

#include "config/config_int.h"
#include "config/i18n.h"
#include "config/keymap_int.h"
#include "config/suggest.h"
#include "src/base/diag.h"
#include "src/base/err.h"

static const char *
preset_name_at(size_t i, const void *arg)
{
	const struct preset *p = preset_at(PRESET_KEYMAP, i);

	(void)arg;
	return p ? p->name : NULL;
}

static void
add_layer(struct keymap *m, const struct link *link, struct diag *diag)
{
	size_t n;
	const struct ini_entry *entries = ini_entries(link->ini, &n);

	keymap_begin_layer(m, link->is_preset);
	for (size_t i = 0; i < n; i++) {
		const struct ini_entry *e = &entries[i];
		if (config_is_section(diag, link->ini, e, "keys") &&
		    e->name[0] && strcmp(e->name, "inherit"))
			keymap_bind(m, ini_name(link->ini), e, diag);
	}
}

/* Whoever starts the program must be able to end it. */
static void
check_quit(const struct keymap *m, struct diag *diag, const char *file)
{
	static const enum action ways[] = { ACTION_QUIT, ACTION_BACK,
		ACTION_COMMAND };
	char keys[KEYMAP_SEQUENCE_BYTES];

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (keymap_keys(m, ways[i], keys, sizeof keys)[0])
			return;
	diag_add(diag, DIAG_WARNING, file, 0, 0,
	    _("no key is left to quit; bind quit, back or command"));
}

int
config_build_keymap(struct config *c, struct diag *diag, struct err *err)
{
	struct link chain[DEPTH_MAX];
	char hint[SUGGEST_BYTES];
	const char *name = c->settings.keys;
	size_t n = config_open_chain(chain, c, PRESET_KEYMAP, name, diag);

	if (!n)
		return err_set(err, ERR_NOT_FOUND,
		    _("there is no keymap \"%.64s\"%s"), name,
		    suggest(hint, name, preset_name_at, NULL));
	const char *file = ini_name(chain[0].ini);
	keymap_reset(c->keymap);
	while (n > 0)
		add_layer(c->keymap, &chain[--n], diag);
	keymap_begin_layer(c->keymap, 0);
	for (size_t i = 0; i < c->nkeys; i++)
		keymap_bind(c->keymap, c->keys[i].file, c->keys[i].entry, diag);
	keymap_finish(c->keymap, diag);
	check_quit(c->keymap, diag, file);
	return 0;
}
