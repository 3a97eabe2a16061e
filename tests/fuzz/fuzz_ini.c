/*
 * Ini files: whatever stands in broadsheet.ini, the configuration comes back
 * whole, complains of lines that the file has, and can be asked for anything.
 */
#include <stdlib.h>
#include <string.h>

#include "config/config.h"
#include "config/ini.h"
#include "config/keymap.h"
#include "src/base/diag.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "tests/folder.h"
#include "tests/fuzz/fuzz.h"

static char folder[FOLDER_BYTES];

static void
remove_folder(void)
{
	test_folder_remove(folder);
}

/* The only home there is while fuzzing. */
static void
make_folder(void)
{
	if (*folder)
		return;
	test_folder_make(folder);
	atexit(remove_folder);
	setenv("HOME", folder, 1);
	setenv("XDG_CONFIG_HOME", folder, 1);
}

static size_t
count_lines(const char *s, size_t nbytes)
{
	size_t n = 1;

	for (size_t i = 0; i < nbytes; i++)
		n += s[i] == '\n' || s[i] == '\r';
	return n;
}

static void
diag_holds(const struct diag *d, size_t nlines)
{
	HOLDS(d->n <= DIAG_MAX);
	for (size_t i = 0; i < d->n; i++)
		HOLDS(d->items[i].what.line <= nlines);
}

static void
entries_hold(const char *s, size_t nbytes)
{
	struct diag d;
	size_t n;

	diag_init(&d);
	struct ini *ini = ini_parse(s, nbytes, "input", &d);
	const struct ini_entry *at = ini_entries(ini, &n);
	HOLDS(n <= INI_MAX_ENTRIES);
	for (size_t i = 0; i < n; i++) {
		HOLDS(at[i].line >= 1 && at[i].line <= count_lines(s, nbytes));
		HOLDS(i == 0 || at[i - 1].line <= at[i].line);
		HOLDS(strlen(at[i].name) <= INI_MAX_NAME);
		fuzz_harmless(at[i].section, strlen(at[i].section), 0);
		fuzz_harmless(at[i].name, strlen(at[i].name), 0);
		HOLDS(utf8_valid(at[i].value, strlen(at[i].value)) ==
		    strlen(at[i].value));
	}
	diag_holds(&d, count_lines(s, nbytes));
	ini_free(ini);
	diag_fini(&d);
}

static void
config_holds(const char *file, size_t nlines)
{
	struct config_source source = { .file = file };
	struct diag d;
	struct err err;
	size_t n;

	diag_init(&d);
	struct config *c = config_load(&source, &d);
	HOLDS(c && config_settings(c));
	HOLDS(keymap_bindings(config_keymap(c), &n));
	for (size_t i = 0; i < d.n; i++)
		HOLDS(strcmp(d.items[i].what.where, file) ||
		    d.items[i].what.line <= nlines);
	const char *const *names = config_theme_names(c);
	for (size_t i = 0; names[i]; i++)
		HOLDS(config_theme(c, names[i], 0, &d, &err));
	HOLDS(config_theme(c, "auto", 1, &d, &err));
	config_free(c);
	diag_fini(&d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	char file[FOLDER_BYTES + 16];
	const char *s = (const char *)bytes;

	make_folder();
	entries_hold(s, nbytes);
	test_file_write(folder, "input.ini", s, nbytes);
	strcpy(stpcpy(file, folder), "/input.ini");
	config_holds(file, count_lines(s, nbytes));
	return 0;
}
