#include "ui/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/config.h"
#include "config/settings.h"

/*
 * `typed` are keys by name; "..." lets the time run out.  `actions` is what
 * they come to: name, "(argument)" of a section, "xN" of a count; "?" for keys
 * that are not bound; "~" and what is still pending at the end.
 */
struct keys_case {
	const char *typed;
	const char *actions;
};

static const struct keys_case keys_cases[] = {
	{ "j", "next-line" },
	{ "Space", "next-sheet" },
	{ "J K", "next-article prev-article" },
	/* counts */
	{ "3 J", "next-article x3" },
	{ "1 2 j", "next-line x12" },
	{ "1 0 Space", "next-sheet x10" },
	{ "9 9 9 9 9 9 J", "next-article x9999" },
	{ "3 c", "columns x3" },
	/* digits alone are a section, when the time is over */
	{ "3", "~3" },
	{ "3 ...", "section(3)" },
	{ "1 2 ...", "section(12)" },
	{ "3 ... J", "section(3) next-article" },
	/* digits before what takes no count are a section too */
	{ "3 m", "section(3) bookmark" },
	{ "2 ?", "section(2) help" },
	{ "3 Esc", "" },
	{ "3 Esc J", "next-article" },
	{ "0", "?" },
	/* sequences */
	{ "y", "~y" },
	{ "y ...", "~y" },
	{ "y y", "copy" },
	{ "y x", "?" },
	{ "y Esc", "" },
	{ "y Esc j", "next-line" },
	{ "y j j", "? next-line" },
	{ "3 y", "~3 y" },
	{ "3 y y", "section(3) copy" },
	{ "3 y ... y", "section(3) copy" },
	{ "Esc", "back" },
	{ "Z", "?" },
	{ "Ctrl-o Ctrl-n", "history-back history-forward" },
	{ "4 Ctrl-o", "history-back x4" },
};

static void
add_results(char *out, size_t n, const struct decoded *d, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t used = strlen(out);
		snprintf(out + used, n - used, "%s%s", used ? " " : "",
		    d[i].action == ACTION_NONE ? "?"
					       : action_name(d[i].action));
		used = strlen(out);
		if (d[i].action == ACTION_SECTION)
			snprintf(out + used, n - used, "(%d)", d[i].argument);
		else if (d[i].count > 0)
			snprintf(out + used, n - used, " x%ld", d[i].count);
	}
}

static void
type_keys(char *out, size_t n, const struct keymap *map, const char *typed)
{
	struct keys keys;
	struct decoded d[KEYS_OUT];
	char pending[64];

	out[0] = '\0';
	keys_init(&keys);
	while (*typed) {
		struct key key;
		size_t used;
		if (strncmp(typed, "...", 3) == 0) {
			used = 3;
			if (keys_can_expire(&keys, map))
				add_results(
				    out, n, d, keys_expire(&keys, map, d));
		} else {
			used = key_parse(&key, typed);
			assert_true(used > 0);
			add_results(out, n, d, keys_press(&keys, map, key, d));
		}
		typed += used;
		typed += strspn(typed, " ");
	}
	keys_pending(&keys, pending, sizeof pending);
	if (*pending) {
		size_t used = strlen(out);
		snprintf(
		    out + used, n - used, "%s~%s", used ? " " : "", pending);
	}
}

static void
keys_table(void **state)
{
	struct config_source source = { .file = "" };
	struct config *config = config_load(&source, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof keys_cases / sizeof *keys_cases; i++) {
		char out[256];
		type_keys(out, sizeof out, config_keymap(config),
		    keys_cases[i].typed);
		if (strcmp(out, keys_cases[i].actions) != 0)
			fail_msg("%s: got \"%s\", want \"%s\"",
			    keys_cases[i].typed, out, keys_cases[i].actions);
	}
	config_free(config);
}

/* An action that is also the beginning of a longer sequence. */
static void
a_shorter_sequence_waits(void **state)
{
	static const struct keys_case cases[] = {
		{ "g", "~g" },
		{ "g ...", "first" },
		{ "g j", "first next-line" },
		{ "g 3 J", "first next-article x3" },
		{ "2 g j", "first x2 next-line" },
		{ "g g", "last" },
	};
	char path[] = "/tmp/broadsheet-keys-XXXXXX";
	struct config_source source = { .file = path };
	FILE *f = fdopen(mkstemp(path), "w");

	(void)state;
	fputs("[keys]\nfirst = g\nlast = gg\n", f);
	fclose(f);
	struct config *config = config_load(&source, NULL);
	unlink(path);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[256];
		type_keys(
		    out, sizeof out, config_keymap(config), cases[i].typed);
		if (strcmp(out, cases[i].actions) != 0)
			fail_msg("%s: got \"%s\", want \"%s\"", cases[i].typed,
			    out, cases[i].actions);
	}
	config_free(config);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_table),
		cmocka_unit_test(a_shorter_sequence_waits),
	};

	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
