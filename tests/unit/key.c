#include "config/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* What is read, how far, and how the key is written then. */
static const struct {
	const char *text;
	size_t used;
	const char *name;
} cases[] = {
	{ "j", 1, "j" },
	{ "J", 1, "J" },
	{ "gg", 1, "g" },
	{ "<", 1, "<" },
	{ "+", 1, "+" },
	{ "-", 1, "-" },
	{ ";", 1, ";" },
	{ "\"", 1, "\"" },
	{ "报", 3, "报" },
	{ "Space", 5, "Space" },
	{ "Spaceg", 5, "Space" },
	{ "PageDown", 8, "PageDown" },
	{ "PgDn", 4, "PageDown" },
	{ "Return", 6, "Enter" },
	{ "space", 1, "s" },
	{ "F1", 2, "F1" },
	{ "F10", 3, "F10" },
	{ "F12x", 3, "F12" },
	{ "F", 1, "F" },
	{ "F0", 1, "F" },
	{ "Ctrl-o", 6, "Ctrl-o" },
	{ "Ctrl-O", 6, "Ctrl-o" },
	{ "Ctrl-l+x", 6, "Ctrl-l" },
	{ "Ctrl-Space", 10, "Ctrl-Space" },
	{ "Alt-x", 5, "Alt-x" },
	{ "Alt-X", 5, "Alt-X" },
	{ "Alt-<", 5, "Alt-<" },
	{ "Alt-Ctrl-f", 10, "Ctrl-Alt-f" },
	{ "Alt-Home", 8, "Alt-Home" },
	{ "Ctrl--", 6, "Ctrl--" },
	{ "Ctrl-i", 6, "Tab" },
	{ "Ctrl-M", 6, "Enter" },
	{ "Ctrl-j", 6, "Enter" },
	{ "Ctrl-h", 6, "Backspace" },
	{ "Ctrl-[", 6, "Esc" },
	{ "Alt-Ctrl-i", 10, "Alt-Tab" },
	{ "Ctrl", 1, "C" },
	{ "Ctrl-", 0, NULL },
	{ "", 0, NULL },
	{ " ", 0, NULL },
	{ "\t", 0, NULL },
	{ "\033", 0, NULL },
	{ "\x7F", 0, NULL },
	{ "\xC2\x85", 0, NULL }, /* NEL, of C1 */
	{ "\xFF", 0, NULL },
	{ "\xE6\x8A", 0, NULL },
};

static void
parse_and_format(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct key k, again;
		char name[KEY_NAME_BYTES];
		size_t used = key_parse(&k, cases[i].text);

		assert_int_equal(used, cases[i].used);
		if (!used)
			continue;
		key_format(&k, name);
		assert_string_equal(name, cases[i].name);
		assert_int_equal(key_parse(&again, name), strlen(name));
		assert_true(key_equal(&k, &again));
	}
}

static void
every_named_key_comes_back(void **state)
{
	(void)state;
	for (uint32_t code = KEYNAME_BASE; code < KEYNAME_END_OF_LIST; code++)
		for (uint32_t mods = 0; mods < 4; mods++) {
			struct key k = { code, mods }, again;
			char name[KEY_NAME_BYTES];

			key_format(&k, name);
			assert_int_equal(key_parse(&again, name), strlen(name));
			assert_true(key_equal(&k, &again));
		}
}

/* What the terminal may send for a key that is written otherwise. */
static void
equal_to_a_terminal(void **state)
{
	static const struct key pairs[][2] = {
		{ { ' ', 0 }, { KEYNAME_SPACE, 0 } },
		{ { 'O', KEY_MOD_CTRL }, { 'o', KEY_MOD_CTRL } },
		{ { 'i', KEY_MOD_CTRL }, { KEYNAME_TAB, 0 } },
	};
	const struct key j = { 'j', 0 }, J = { 'J', 0 };
	const struct key alt_j = { 'j', KEY_MOD_ALT };

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_true(key_equal(&pairs[i][0], &pairs[i][1]));
	assert_false(key_equal(&j, &J));
	assert_false(key_equal(&j, &alt_j));
	assert_int_equal(key_compare(&j, &J), -key_compare(&J, &j));
}

static void
misspelt(void **state)
{
	(void)state;
	assert_string_equal(key_misspelt("space"), "Space");
	assert_string_equal(key_misspelt("pagedown"), "PageDown");
	assert_null(key_misspelt("Space"));
	assert_null(key_misspelt("gg"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse_and_format),
		cmocka_unit_test(every_named_key_comes_back),
		cmocka_unit_test(equal_to_a_terminal),
		cmocka_unit_test(misspelt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
