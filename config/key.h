/*
 * Keys: what a terminal sends, by name.
 *
 * A key is a code point, or one of the named keys below, with Ctrl or Alt.  As
 * text: "j", "J", "Space", "PageDown", "Ctrl-o", "Alt-x", "F1", "<" is itself.
 */
#ifndef CONFIG_KEY_H
#define CONFIG_KEY_H

#include <stddef.h>
#include <stdint.h>

enum key_name {
	KEYNAME_BASE = 0x110000, /* above every code point */
	KEYNAME_ENTER = KEYNAME_BASE,
	KEYNAME_TAB,
	KEYNAME_ESC,
	KEYNAME_SPACE,
	KEYNAME_BACKSPACE,
	KEYNAME_DELETE,
	KEYNAME_INSERT,
	KEYNAME_UP,
	KEYNAME_DOWN,
	KEYNAME_LEFT,
	KEYNAME_RIGHT,
	KEYNAME_HOME,
	KEYNAME_END,
	KEYNAME_PAGE_UP,
	KEYNAME_PAGE_DOWN,
	KEYNAME_BACK_TAB,
	KEYNAME_F1, /* F1 to F12 */
	KEYNAME_F12 = KEYNAME_F1 + 11,
	KEYNAME_END_OF_LIST
};

enum key_mod { KEY_MOD_CTRL = 1 << 0, KEY_MOD_ALT = 1 << 1 };

struct key {
	uint32_t code; /* code point or enum key_name */
	uint32_t mods; /* enum key_mod */
};

enum { KEY_NAME_BYTES = 32, KEY_SEQUENCE_MAX = 6 };

/*
 * Read one key from the beginning of `s`; returns the bytes used, 0 if it is
 * none.  Letters with Ctrl are lower case.
 */
size_t key_parse(struct key *, const char *s);

/* The key's name into `out` of KEY_NAME_BYTES; returns `out`. */
const char *key_format(const struct key *, char *out);

/*
 * Are they one key to a terminal? Ctrl-h is Backspace, Ctrl-i Tab, Ctrl-j
 * and Ctrl-m Enter, Ctrl-[ Esc, a blank Space; case means nothing with Ctrl.
 */
int key_equal(const struct key *, const struct key *);

/* An order of keys for which equal keys compare 0. */
int key_compare(const struct key *, const struct key *);

/* The name that `s` is but for its case ("space": "Space"), or NULL. */
const char *key_misspelt(const char *s);

#endif
