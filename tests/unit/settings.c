#include "config/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "config/action.h"
#include "src/base/err.h"

static const char *
get(const struct settings *s, const char *name)
{
	static char value[SETTING_STRING_BYTES];

	return settings_get(s, option_named(name), value, sizeof value);
}

static void
defaults_are_as_the_table_says(void **state)
{
	struct settings s;

	(void)state;
	settings_init(&s);
	for (size_t i = 0; i < noptions; i++)
		assert_string_equal(
		    get(&s, options[i].name), options[i].initial);
	assert_int_equal(s.gutter, 3);
	assert_int_equal(s.kinsoku, 3);
	assert_int_equal(s.mouse, 1);
	assert_string_equal(s.theme, "auto");
}

/* Every good value of every option is taken and comes back as written. */
static void
good_values(void **state)
{
	struct settings s;
	char value[64];

	(void)state;
	settings_init(&s);
	for (size_t i = 0; i < noptions; i++) {
		const struct option *o = &options[i];
		const char *at = o->type == OPTION_FLAG ? "on|off"
		    : o->type == OPTION_CHOICE          ? o->choices
							: "x|a b|\xE6\x8A\xA5";
		if (o->type == OPTION_NUMBER) {
			snprintf(
			    value, sizeof value, "%d|%d", o->least, o->most);
			at = value;
		}
		while (*at) {
			char one[64];
			size_t n = strcspn(at, "|");
			snprintf(one, sizeof one, "%.*s", (int)n, at);
			assert_int_equal(
			    settings_set(&s, o->name, one, NULL), 0);
			assert_string_equal(get(&s, o->name), one);
			at += n + (at[n] == '|');
		}
	}
}

static void
flags_know_their_words(void **state)
{
	static const char *const words[][2] = { { "on", "on" }, { "yes", "on" },
		{ "true", "on" }, { "1", "on" }, { "off", "off" },
		{ "no", "off" }, { "false", "off" }, { "0", "off" } };
	struct settings s;

	(void)state;
	settings_init(&s);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		assert_int_equal(
		    settings_set(&s, "mouse", words[i][0], NULL), 0);
		assert_string_equal(get(&s, "mouse"), words[i][1]);
	}
}

/* A bad value changes nothing and the message names the option. */
static void
bad_values(void **state)
{
	static const char *const bad[] = { "", "maybe", " on", "on ", "-1",
		"+3", "99999", "99999999999999999999", "3x", "0x3", "ON" };
	struct settings s, before;
	struct err err;
	char number[16];

	(void)state;
	settings_init(&s);
	before = s;
	for (size_t i = 0; i < noptions; i++) {
		const struct option *o = &options[i];
		if (o->type == OPTION_STRING)
			continue;
		for (size_t j = 0; j < sizeof bad / sizeof *bad; j++) {
			assert_int_equal(
			    settings_set(&s, o->name, bad[j], &err), -1);
			assert_non_null(strstr(err.msg, o->name));
			assert_memory_equal(&s, &before, sizeof s);
		}
		if (o->type != OPTION_NUMBER)
			continue;
		snprintf(number, sizeof number, "%d", o->most + 1);
		assert_int_equal(settings_set(&s, o->name, number, &err), -1);
		snprintf(number, sizeof number, "%d", o->least - 1);
		assert_int_equal(settings_set(&s, o->name, number, &err), -1);
	}
}

static void
bad_strings(void **state)
{
	struct settings s, before;
	char longest[SETTING_STRING_BYTES + 1];

	(void)state;
	settings_init(&s);
	before = s;
	assert_int_equal(settings_set(&s, "editor", "a\033b", NULL), -1);
	assert_int_equal(settings_set(&s, "editor", "\xFF", NULL), -1);
	memset(longest, 'x', sizeof longest);
	longest[SETTING_STRING_BYTES] = '\0';
	assert_int_equal(settings_set(&s, "editor", longest, NULL), -1);
	assert_memory_equal(&s, &before, sizeof s);
	longest[SETTING_STRING_BYTES - 1] = '\0';
	assert_int_equal(settings_set(&s, "editor", longest, NULL), 0);
}

static void
unknown_names_get_a_hint(void **state)
{
	static const struct {
		const char *typed, *hint;
	} cases[] = {
		{ "colums", "; did you mean columns?" },
		{ "gutetr", "; did you mean gutter?" },
		{ "Theme", "; did you mean theme?" },
		{ "zzzzzzzz", "\"" },
		{ "", "\"" },
	};
	struct settings s;
	struct err err;

	(void)state;
	settings_init(&s);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t n = strlen(cases[i].hint);
		assert_int_equal(
		    settings_set(&s, cases[i].typed, "1", &err), -1);
		assert_true(strlen(err.msg) > n);
		assert_string_equal(
		    err.msg + strlen(err.msg) - n, cases[i].hint);
	}
}

static void
names_are_unique(void **state)
{
	(void)state;
	for (size_t i = 0; i < noptions; i++) {
		assert_ptr_equal(option_named(options[i].name), &options[i]);
		assert_true(strlen(options[i].help) > 0);
	}
	for (int i = 0; i < ACTION_COUNT; i++) {
		enum action a = (enum action)i;
		assert_int_equal(action_named(action_name(a)), a);
		assert_true(strlen(action_help(a)) > 0);
		assert_true(strlen(action_group_name(action_group(a))) > 0);
	}
	assert_int_equal(action_named("fly"), ACTION_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(defaults_are_as_the_table_says),
		cmocka_unit_test(good_values),
		cmocka_unit_test(flags_know_their_words),
		cmocka_unit_test(bad_values),
		cmocka_unit_test(bad_strings),
		cmocka_unit_test(unknown_names_get_a_hint),
		cmocka_unit_test(names_are_unique),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
