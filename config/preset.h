/*
 * Presets: the themes and keymaps that are compiled in, as the bytes of their
 * files in config/themes and config/keys.
 */
#ifndef CONFIG_PRESET_H
#define CONFIG_PRESET_H

#include <stddef.h>

enum preset_kind { PRESET_THEME, PRESET_KEYMAP };

struct preset {
	const char *name;
	const char *file; /* for messages: "themes/night.ini" */
	const unsigned char *bytes;
	size_t nbytes;
};

/* The preset of that name, or NULL. */
const struct preset *preset_named(enum preset_kind, const char *name);

/* The i-th by name; NULL past the last. */
const struct preset *preset_at(enum preset_kind, size_t i);

#endif
