#include "config/preset.h"

#include <string.h>

static const unsigned char theme_broadsheet[] = {
#include "config/themes/broadsheet.ini.inc"
};

static const unsigned char theme_high_contrast[] = {
#include "config/themes/high-contrast.ini.inc"
};

static const unsigned char theme_mono[] = {
#include "config/themes/mono.ini.inc"
};

static const unsigned char theme_newsprint[] = {
#include "config/themes/newsprint.ini.inc"
};

static const unsigned char theme_night[] = {
#include "config/themes/night.ini.inc"
};

static const unsigned char theme_salmon[] = {
#include "config/themes/salmon.ini.inc"
};

static const unsigned char keymap_default[] = {
#include "config/keys/default.ini.inc"
};

static const unsigned char keymap_emacs[] = {
#include "config/keys/emacs.ini.inc"
};

static const unsigned char keymap_less[] = {
#include "config/keys/less.ini.inc"
};

static const unsigned char keymap_newsboat[] = {
#include "config/keys/newsboat.ini.inc"
};

static const unsigned char keymap_vi[] = {
#include "config/keys/vi.ini.inc"
};

#define PRESET(folder, name, bytes)                               \
	{                                                         \
		name, folder "/" name ".ini", bytes, sizeof bytes \
	}

static const struct preset themes[] = {
	PRESET("themes", "broadsheet", theme_broadsheet),
	PRESET("themes", "high-contrast", theme_high_contrast),
	PRESET("themes", "mono", theme_mono),
	PRESET("themes", "newsprint", theme_newsprint),
	PRESET("themes", "night", theme_night),
	PRESET("themes", "salmon", theme_salmon),
};

static const struct preset keymaps[] = {
	PRESET("keys", "default", keymap_default),
	PRESET("keys", "emacs", keymap_emacs),
	PRESET("keys", "less", keymap_less),
	PRESET("keys", "newsboat", keymap_newsboat),
	PRESET("keys", "vi", keymap_vi),
};

static const struct {
	const struct preset *all;
	size_t n;
} kinds[] = {
	[PRESET_THEME] = { themes, sizeof themes / sizeof *themes },
	[PRESET_KEYMAP] = { keymaps, sizeof keymaps / sizeof *keymaps },
};

const struct preset *
preset_at(enum preset_kind kind, size_t i)
{
	return i < kinds[kind].n ? &kinds[kind].all[i] : NULL;
}

const struct preset *
preset_named(enum preset_kind kind, const char *name)
{
	for (size_t i = 0; i < kinds[kind].n; i++)
		if (!strcmp(kinds[kind].all[i].name, name))
			return &kinds[kind].all[i];
	return NULL;
}
