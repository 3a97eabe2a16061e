/*
 * Keys by name, and lines of a keymap: what is written by key_format() reads
 * back; whatever is bound can be looked up, and up to its last key something
 * begins so.
 */
#include <string.h>

#include "config/ini.h"
#include "config/key.h"
#include "config/keymap.h"
#include "config/keymap_int.h"
#include "src/base/buf.h"
#include "src/base/diag.h"
#include "tests/fuzz/fuzz.h"

static void
key_holds(const struct key *key)
{
	char name[KEY_NAME_BYTES];
	struct key again;

	key_format(key, name);
	HOLDS(strlen(name) < KEY_NAME_BYTES - 1);
	HOLDS(key_parse(&again, name) == strlen(name));
	HOLDS(key_equal(key, &again) && key_equal(&again, key));
}

static void
keys_hold(const char *s)
{
	struct key key;
	struct key before = { 'a', 0 };

	while (*s) {
		size_t n = key_parse(&key, s);
		HOLDS(n <= strlen(s));
		s += n ? n : 1;
		if (!n)
			continue;
		key_holds(&key);
		HOLDS(
		    key_compare(&key, &before) == -key_compare(&before, &key));
		before = key;
	}
}

static void
binding_holds(const struct keymap *map, const struct binding *b)
{
	const struct binding *found;

	HOLDS(b->nkeys >= 1 && b->nkeys <= KEY_SEQUENCE_MAX);
	HOLDS(b->action < ACTION_COUNT);
	for (size_t n = 1; n < b->nkeys; n++) {
		enum keymap_match m = keymap_lookup(map, b->keys, n, &found);
		HOLDS(m == KEYMAP_PREFIX || m == KEYMAP_BOTH);
	}
	enum keymap_match m = keymap_lookup(map, b->keys, b->nkeys, &found);
	HOLDS(m == KEYMAP_EXACT || m == KEYMAP_BOTH);
	HOLDS(found->action == b->action && found->argument == b->argument);
}

static void
map_holds(const struct keymap *map)
{
	size_t n;
	const struct binding *at = keymap_bindings(map, &n);
	char text[KEYMAP_SEQUENCE_BYTES];

	for (size_t i = 0; i < n; i++) {
		binding_holds(map, &at[i]);
		HOLDS(i == 0 || at[i - 1].action <= at[i].action);
		HOLDS(*keymap_format(&at[i], text));
		HOLDS(*keymap_keys(map, at[i].action, text, sizeof text));
	}
}

/* Lines are "action keys"; an empty one begins a layer. */
static void
bind_lines(struct keymap *map, char *s, struct diag *diag)
{
	struct ini_entry entry = { "keys", "", "", 0 };

	for (char *end; s; s = end) {
		end = strchr(s, '\n');
		if (end)
			*end++ = '\0';
		entry.line++;
		char *keys = strchr(s, ' ');
		if (keys)
			*keys++ = '\0';
		entry.name = s;
		entry.value = keys ? keys : "";
		if (*s)
			keymap_bind(map, "input", &entry, diag);
		else
			keymap_begin_layer(map, 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct keymap *map = keymap_new();
	struct diag diag;
	struct buf text;

	diag_init(&diag);
	buf_init(&text);
	fuzz_text(&text, &in);
	keys_hold(text.bytes);
	keymap_begin_layer(map, 0);
	bind_lines(map, text.bytes, &diag);
	keymap_finish(map, &diag);
	map_holds(map);
	keymap_free(map);
	buf_fini(&text);
	diag_fini(&diag);
	return 0;
}
