#include "config/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/keymap.h"
#include "config/preset.h"
#include "src/base/buf.h"
#include "src/base/diag.h"

static char home[] = "/tmp/broadsheet-config-XXXXXX";
static char folder[128];

static int
set_up(void **state)
{
	(void)state;
	if (!mkdtemp(home))
		return -1;
	snprintf(folder, sizeof folder, "%s/broadsheet", home);
	setenv("XDG_CONFIG_HOME", home, 1);
	return mkdir(folder, 0700);
}

static int
tear_down(void **state)
{
	char command[160];

	(void)state;
	snprintf(command, sizeof command, "rm -rf '%s'", home);
	return system(command);
}

static const char *
path_of(const char *name)
{
	static char path[256];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void
put(const char *name, const char *text)
{
	FILE *f;

	mkdir(path_of("themes"), 0700);
	mkdir(path_of("keys"), 0700);
	f = fopen(path_of(name), "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
empty_folder(void)
{
	static const char *const names[] = { "broadsheet.ini", "a.ini", "b.ini",
		"c.ini", "d.ini", "e.ini", "f.ini", "themes/own.ini",
		"themes/night.ini", "keys/own.ini" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(path_of(names[i]));
}

/* The diagnostics as "file:line message" lines, the file without its folder. */
static const char *
said(const struct diag *diag)
{
	static char out[16384];
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < diag->n; i++) {
		const struct err *e = &diag->items[i].what;
		const char *where = e->where;
		if (!strncmp(where, folder, strlen(folder)))
			where += strlen(folder) + 1;
		n += (size_t)snprintf(out + n, sizeof out - n, "%s:%u %s\n",
		    where, e->line, e->msg);
	}
	return out;
}

static struct config *
load(struct diag *diag, const char *text)
{
	const struct config_source source = { 0 };

	put("broadsheet.ini", text);
	diag_init(diag);
	return config_load(&source, diag);
}

/* A file, and the lines noted, each by a part of its message. */
static const struct {
	const char *text;
	const char *noted[4];
} bad_files[] = {
	{ "", { NULL } },
	{ "[layout]\ncolumns = 3\n", { NULL } },
	{ "[layout]\ncolums = 3\n",
	    { "broadsheet.ini:2 there is no option \"colums\"; did you mean "
	      "columns?" } },
	{ "[layuot]\ncolumns = 3\nfoo = bar\n",
	    { "broadsheet.ini:1 there is no section [layuot]; did you mean "
	      "layout?" } },
	{ "[ui]\ncolumns = 3\n",
	    { "broadsheet.ini:2 columns belongs below [layout]" } },
	{ "columns = 3\n",
	    { "broadsheet.ini:1 columns belongs below [layout]" } },
	{ "[layout]\ncolumns = many\n",
	    { "broadsheet.ini:2 \"many\" is no value for columns; use a "
	      "number from 0 to 12" } },
	{ "[layout]\nkinsoku = soft\n",
	    { "broadsheet.ini:2 \"soft\" is no value for kinsoku; use one of: "
	      "none, basic, gb, strict" } },
	{ "[ui]\ntheme = nihgt\n",
	    { "broadsheet.ini:2 there is no theme \"nihgt\"; did you mean "
	      "night?" } },
	{ "[ui]\ntheme = ../../etc/passwd\n",
	    { "broadsheet.ini:2 there is no theme" } },
	{ "[ui]\nkeys = emcas\n",
	    { "broadsheet.ini:2 there is no keymap \"emcas\"; did you mean "
	      "emacs?" } },
	{ "[keys]\nnext-shet = x\n",
	    { "broadsheet.ini:2 there is no action \"next-shet\"; did you "
	      "mean next-sheet?" } },
	{ "[keys]\ncopy = z\nwrite = z\n",
	    { "broadsheet.ini:3 z of write is already the key of copy" } },
	{ "[keys]\ncopy = gg\n",
	    { "broadsheet.ini:2 gg of copy is hidden behind g of first "
	      "(keys/default.ini:9)" } },
	{ "[keys]\nquit = none\nback = none\ncommand = none\n",
	    { "keys/default.ini:0 no key is left to quit" } },
	{ "[theme]\nheadlin = bold\n",
	    { "broadsheet.ini:2 there is no role \"headlin\"; did you mean "
	      "headline?" } },
	{ "[theme]\nheadline = bolt\n",
	    { "broadsheet.ini:2 \"bolt\" is no colour and no attribute; did "
	      "you mean bold?" } },
	{ "include = nowhere.ini\n",
	    { "broadsheet.ini:1 " /* the path, then errno's text */ } },
	{ "junk\n[layout]\ncolumns = x\ngutter = 99\nmeasure = 30\n",
	    { "broadsheet.ini:1 no '='", "broadsheet.ini:3 \"x\" is no value",
		"broadsheet.ini:4 \"99\" is no value" } },
};

static void
what_is_wrong_is_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad_files / sizeof *bad_files; i++) {
		struct diag diag;
		size_t n = 0;
		empty_folder();
		struct config *c = load(&diag, bad_files[i].text);
		const char *at = said(&diag);
		for (; bad_files[i].noted[n]; n++) {
			const char *want = bad_files[i].noted[n];
			if (strncmp(at, want, strlen(want)))
				fail_msg("want %s\ngot  %s", want, at);
			at = strchr(at, '\n') + 1;
		}
		assert_string_equal(at, "");
		config_free(c);
		diag_fini(&diag);
	}
}

static void
one_bad_line_costs_no_other(void **state)
{
	struct diag diag;

	(void)state;
	empty_folder();
	struct config *c = load(&diag,
	    "junk\n[layout]\ncolumns = x\nmeasure = 30\n[ui]\nmouse = off\n");
	assert_int_equal(config_settings(c)->columns, 0);
	assert_int_equal(config_settings(c)->measure, 30);
	assert_int_equal(config_settings(c)->mouse, 0);
	config_free(c);
	diag_fini(&diag);
}

static void
overrides_win(void **state)
{
	static const char *const overrides[] = { "columns=4", "gutter=77",
		"nonsense", "theme=salmon", "keys=vi" };
	const struct config_source source = { .overrides = overrides,
		.noverrides = 5 };
	struct diag diag;

	(void)state;
	empty_folder();
	put("broadsheet.ini", "[layout]\ncolumns = 2\ngutter = 5\n");
	diag_init(&diag);
	struct config *c = config_load(&source, &diag);
	assert_int_equal(config_settings(c)->columns, 4);
	assert_int_equal(config_settings(c)->gutter, 5);
	assert_string_equal(config_settings(c)->theme, "salmon");
	assert_int_equal(diag.n, 2);
	assert_string_equal(diag.items[0].what.where, "-o");
	config_free(c);
	diag_fini(&diag);
}

static void
includes(void **state)
{
	struct diag diag;

	(void)state;
	empty_folder();
	put("a.ini", "[layout]\ncolumns = 4\ngutter = 4\n[keys]\ncopy = Y\n");
	struct config *c = load(&diag,
	    "include = a.ini\n[layout]\ncolumns = 2\ninclude = a.ini\n"
	    "measure = 30\n");
	assert_string_equal(said(&diag), "");
	assert_int_equal(config_settings(c)->columns, 4); /* in its place */
	assert_int_equal(config_settings(c)->gutter, 4);
	assert_int_equal(config_settings(c)->measure, 30);
	config_free(c);
	diag_fini(&diag);
}

static void
includes_end(void **state)
{
	static const char *const names[] = { "a.ini", "b.ini", "c.ini", "d.ini",
		"e.ini", "f.ini" };
	struct diag diag;

	(void)state;
	empty_folder();
	put("a.ini", "\ninclude = broadsheet.ini\n[layout]\ncolumns = 3\n");
	struct config *c = load(&diag, "include = a.ini\n");
	assert_string_equal(said(&diag),
	    "a.ini:2 this file is being read already; remove the include\n");
	assert_int_equal(config_settings(c)->columns, 3);
	config_free(c);
	diag_fini(&diag);

	for (int i = 0; i < 5; i++) {
		char text[32];
		snprintf(text, sizeof text, "include = %s\n", names[i + 1]);
		put(names[i], text);
	}
	put("f.ini", "[layout]\ncolumns = 3\n");
	c = load(&diag, "include = a.ini\n");
	assert_string_equal(said(&diag),
	    "d.ini:1 too many includes in one another; join some files\n");
	assert_int_equal(config_settings(c)->columns, 0);
	config_free(c);
	diag_fini(&diag);
}

/* However many files are included, there are keys and a theme. */
static void
includes_are_counted(void **state)
{
	struct diag diag;
	struct buf text;

	(void)state;
	empty_folder();
	buf_init(&text);
	put("a.ini", "[layout]\ncolumns = 3\n");
	for (int i = 0; i < 70; i++)
		buf_adds(&text, "include = a.ini\n");
	buf_adds(&text, "[ui]\nkeys = vi\ntheme = salmon\n");
	struct config *c = load(&diag, buf_str(&text));
	assert_int_equal(diag.n, 6);
	assert_int_equal(diag.items[0].what.line, 65);
	assert_string_equal(config_settings(c)->keys, "vi");
	assert_string_equal(config_settings(c)->theme, "salmon");
	config_free(c);
	diag_fini(&diag);
	buf_fini(&text);
}

/* Every keymap and theme that is compiled in loads without a word. */
static void
presets_are_clean(void **state)
{
	const struct preset *p;
	int is_bound[ACTION_COUNT] = { 0 };
	char keys[256];

	(void)state;
	empty_folder();
	for (size_t i = 0; (p = preset_at(PRESET_KEYMAP, i)); i++) {
		char text[64];
		struct diag diag;
		snprintf(text, sizeof text, "[ui]\nkeys = %s\n", p->name);
		struct config *c = load(&diag, text);
		assert_string_equal(said(&diag), "");
		/* An action that has a key by default has one in each. */
		for (int a = 0; a < ACTION_COUNT; a++) {
			keymap_keys(config_keymap(c), (enum action)a, keys,
			    sizeof keys);
			is_bound[a] |= !strcmp(p->name, "default") && keys[0];
			assert_true(keys[0] || !is_bound[a]);
		}
		config_free(c);
		diag_fini(&diag);
	}
	for (size_t i = 0; (p = preset_at(PRESET_THEME, i)); i++) {
		char text[64];
		struct diag diag;
		snprintf(text, sizeof text, "[ui]\ntheme = %s\n", p->name);
		struct config *c = load(&diag, text);
		assert_string_equal(said(&diag), "");
		assert_string_equal(config_settings(c)->theme, p->name);
		config_free(c);
		diag_fini(&diag);
	}
}

/* The file of defaults, every line uncommented, changes nothing. */
static void
defaults_come_back(void **state)
{
	const struct config_source nothing = { .file = "" };
	struct buf text, bare;
	struct diag diag;
	size_t nplain, n;

	(void)state;
	empty_folder();
	buf_init(&text);
	buf_init(&bare);
	config_write_defaults(&text);
	for (const char *at = buf_str(&text); *at;) {
		size_t len = strcspn(at, "\n") + 1;
		int is_setting = at[0] == '#' && at[1] != ' ';
		buf_add(&bare, at + is_setting, len - (size_t)is_setting);
		at += len;
	}
	struct config *plain = config_load(&nothing, NULL);
	struct config *c = load(&diag, buf_str(&text));
	assert_string_equal(said(&diag), "");
	config_free(c);
	diag_fini(&diag);
	c = load(&diag, buf_str(&bare));
	assert_string_equal(said(&diag), "");
	assert_memory_equal(config_settings(c), config_settings(plain),
	    sizeof(struct settings));
	const struct binding *a =
				 keymap_bindings(config_keymap(plain), &nplain),
			     *b = keymap_bindings(config_keymap(c), &n);
	assert_int_equal(n, nplain);
	for (size_t i = 0; i < n; i++) {
		assert_int_equal(a[i].action, b[i].action);
		assert_int_equal(a[i].argument, b[i].argument);
		assert_true(key_equal(&a[i].keys[0], &b[i].keys[0]));
	}
	for (size_t i = 0; i < noptions; i++) {
		char line[64];
		snprintf(line, sizeof line, "\n#%s = ", options[i].name);
		assert_non_null(strstr(buf_str(&text), line));
	}
	config_free(c);
	config_free(plain);
	diag_fini(&diag);
	buf_fini(&text);
	buf_fini(&bare);
}

static void
own_themes(void **state)
{
	struct diag diag;

	(void)state;
	empty_folder();
	put("themes/own.ini",
	    "[theme]\ninherit = salmon\nheadline = #010203, underline\n");
	put("themes/night.ini", "[theme]\ninherit = night\nkicker = bold\n");
	struct config *c = load(
	    &diag, "[ui]\ntheme = own\n[theme]\nkicker = #112233 on default\n");
	assert_string_equal(said(&diag), "");
	const struct palette *p = config_theme(c, "own", 0, NULL, NULL);
	assert_non_null(p);
	assert_string_equal(p->name, "own");
	assert_int_equal(p->roles[ROLE_TEXT].bg, 0xfff1e5);
	assert_int_equal(p->roles[ROLE_HEADLINE].fg, 0x010203);
	assert_int_equal(p->roles[ROLE_HEADLINE].bg, 0xfff1e5);
	assert_int_equal(p->roles[ROLE_HEADLINE].attrs, INK_UNDERLINE);
	assert_int_equal(p->roles[ROLE_KICKER].fg, 0x112233);
	assert_int_equal(p->roles[ROLE_KICKER].bg, INK_DEFAULT);

	const struct palette *night = config_theme(c, "auto", 1, NULL, NULL);
	assert_string_equal(night->name, "night");
	assert_int_equal(night->roles[ROLE_LEAD].fg, 0xfff7e6);
	assert_string_equal(
	    config_theme(c, "auto", 0, NULL, NULL)->name, "broadsheet");

	const char *const *names = config_theme_names(c);
	size_t n = 0;
	while (names[n])
		n++;
	assert_int_equal(n, 7);
	for (size_t i = 1; i < n; i++)
		assert_true(strcmp(names[i - 1], names[i]) < 0);
	config_free(c);
	diag_fini(&diag);
}

static void
bad_themes(void **state)
{
	struct diag diag;

	(void)state;
	empty_folder();
	put("themes/own.ini",
	    "[theme]\ninherit = own2\ntext = #000000 on\n[roles]\nx = y\n");
	struct config *c = load(&diag, "[ui]\ntheme = own\n");
	assert_string_equal(said(&diag),
	    "themes/own.ini:2 there is no theme \"own2\" to inherit\n"
	    "themes/own.ini:3 no colour after \"on\"; write ink on paper\n"
	    "themes/own.ini:4 only what stands below [theme] counts in this "
	    "file\n");
	config_free(c);
	diag_fini(&diag);
}

static void
own_keymaps(void **state)
{
	struct diag diag;
	char keys[64];
	struct err err;

	(void)state;
	empty_folder();
	put("keys/own.ini", "[keys]\ninherit = vi\ncopy = Y\n");
	struct config *c = load(&diag, "[ui]\nkeys = own\n[keys]\nwrite = W\n");
	const struct keymap *m = config_keymap(c);
	assert_string_equal(said(&diag), "");
	assert_string_equal(
	    keymap_keys(m, ACTION_COPY, keys, sizeof keys), "Y");
	assert_string_equal(
	    keymap_keys(m, ACTION_WRITE, keys, sizeof keys), "W");
	assert_string_equal(
	    keymap_keys(m, ACTION_FIRST, keys, sizeof keys), "gg Home");
	assert_string_equal(
	    keymap_keys(m, ACTION_OPEN, keys, sizeof keys), "Enter l");

	assert_int_equal(config_set(c, "keys", "less", NULL), 0);
	assert_string_equal(
	    keymap_keys(config_keymap(c), ACTION_QUIT, keys, sizeof keys),
	    "q Q ZZ");
	assert_int_equal(config_set(c, "keys", "lesss", &err), -1);
	assert_string_equal(config_settings(c)->keys, "less");
	assert_int_equal(config_set(c, "theme", "slamon", &err), -1);
	assert_string_equal(
	    err.msg, "there is no theme \"slamon\"; did you mean salmon?");
	assert_string_equal(config_settings(c)->theme, "auto");
	assert_int_equal(config_set(c, "columns", "2", &err), 0);
	assert_int_equal(config_settings(c)->columns, 2);
	config_free(c);
	diag_fini(&diag);
}

static void
files_that_are_missing(void **state)
{
	const struct config_source by_default = { 0 }, none = { .file = "" },
				   named = { .file = "/nonexistent/x.ini" };
	struct diag diag;

	(void)state;
	empty_folder();
	diag_init(&diag);
	struct config *c = config_load(&by_default, &diag);
	assert_int_equal(diag.n, 0);
	assert_string_equal(config_file(c), path_of("broadsheet.ini"));
	config_free(c);
	c = config_load(&none, &diag);
	assert_int_equal(diag.n, 0);
	assert_string_equal(config_file(c), "");
	config_free(c);
	c = config_load(&named, &diag);
	assert_int_equal(diag.n, 1);
	assert_string_equal(diag.items[0].what.where, "/nonexistent/x.ini");
	config_free(c);
	diag_fini(&diag);
}

static void
folders(void **state)
{
	const struct config_source by_default = { 0 };
	char data_home[64] = "";
	const char *old = getenv("XDG_DATA_HOME");

	(void)state;
	if (old)
		snprintf(data_home, sizeof data_home, "%s", old);
	assert_string_equal(config_xdg_config(), folder);
	setenv("XDG_DATA_HOME", "relative", 1); /* to be ignored, says XDG */
	setenv("HOME", "/h", 1);
	assert_string_equal(config_xdg_data(), "/h/.local/share/broadsheet");
	unsetenv("HOME");
	assert_string_equal(config_xdg_data(), "");
	unsetenv("XDG_CONFIG_HOME");
	assert_string_equal(config_xdg_config(), "");
	struct config *c = config_load(&by_default, NULL);
	assert_non_null(c);
	assert_string_equal(config_file(c), "");
	config_free(c);
	setenv("XDG_CONFIG_HOME", home, 1);
	setenv("HOME", home, 1);
	setenv("XDG_DATA_HOME", data_home, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_wrong_is_said),
		cmocka_unit_test(one_bad_line_costs_no_other),
		cmocka_unit_test(overrides_win),
		cmocka_unit_test(includes),
		cmocka_unit_test(includes_end),
		cmocka_unit_test(includes_are_counted),
		cmocka_unit_test(presets_are_clean),
		cmocka_unit_test(defaults_come_back),
		cmocka_unit_test(own_themes),
		cmocka_unit_test(bad_themes),
		cmocka_unit_test(own_keymaps),
		cmocka_unit_test(files_that_are_missing),
		cmocka_unit_test(folders),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
