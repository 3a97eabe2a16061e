/*
 * Inside of config: what its files share.  config.c reads broadsheet.ini,
 * themes.c and keymaps.c what it names (found by chain.c), defaults.c writes one.
 */
#ifndef CONFIG_CONFIG_INT_H
#define CONFIG_CONFIG_INT_H

#include <stddef.h>

#include "config/config.h"
#include "config/ini.h"
#include "config/preset.h"
#include "config/theme.h"

struct arena;

enum {
	/* Files that include or inherit one another. */
	DEPTH_MAX = 5,
	/* Files read by includes: five levels can multiply. */
	INCLUDES_MAX = 64,
	PATH_BYTES = 1024,
};

/* An entry and the file it stands in. */
struct located {
	const char *file;
	const struct ini_entry *entry;
};

/* A theme that was asked for, ready. */
struct dressed {
	struct dressed *next;
	struct palette palette;
};

struct config {
	struct arena *arena;
	struct settings settings;
	struct keymap *keymap;
	const char *file;

	/* Every file that was read; entries point into them. */
	struct ini **inis; /* owned */
	size_t ninis, inis_cap;
	size_t nincludes;

	/* By option: where its value was set; no file if nowhere. */
	struct {
		const char *file;
		unsigned line;
	} * origins;

	struct located *keys; /* of [keys], in their order; owned */
	size_t nkeys, keys_cap;
	struct looks overrides; /* of [theme] */
	unsigned char is_overridden[ROLE_COUNT];

	struct dressed *dressed;  /* in the arena */
	const char **theme_names; /* in the arena; NULL until asked for */
};

/* Keep `ini` as long as the config. */
void config_keep(struct config *, struct ini *);

/* One file of a chain of those that inherit one another. */
struct link {
	struct ini *ini; /* the config's */
	int is_preset;   /* compiled in */
};

/*
 * The theme or keymap `name`, first in `chain` of DEPTH_MAX, and behind it what
 * it inherits.  Each is the person's own file if there is one, else the
 * preset.  Returns how many there are; 0 if there is none of that name.
 */
size_t config_open_chain(struct link *chain, struct config *, enum preset_kind,
    const char *name, struct diag *);

/* Note `what` at an entry; `ini`'s name is the place. */
void config_note(struct diag *, const char *file, const struct ini_entry *,
    const char *what);

/* Complain about a header that is not `section`; is it? */
int config_is_section(struct diag *, const struct ini *,
    const struct ini_entry *, const char *section);

/*
 * Build the keymap again from the setting `keys` and [keys]; -1 if there is no
 * such keymap, and then the old one stays.
 */
int config_build_keymap(struct config *, struct diag *, struct err *);

/* One entry of [theme] over any theme. */
int config_override(struct config *, const struct ini_entry *, struct err *);

#endif
