/*
 * Whatever bytes broadsheet.ini, a theme and a keymap hold: the configuration
 * loads, every complaint names a line that the file has, every setting keeps a
 * value that it may have, and keys can be looked up.
 */
#include "config/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "config/keymap.h"
#include "src/base/buf.h"
#include "src/base/diag.h"
#include "src/base/utf8.h"

/* A thousand files take less than a second under the sanitizers. */
enum { ROUNDS = 1000 };

static char home[] = "/tmp/broadsheet-prop-XXXXXX";

static unsigned
next_random(uint32_t *seed)
{
	/* xorshift32 (Marsaglia 2003), good enough to scatter bytes. */
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Pieces that a random file is put together from, besides random bytes. */
static const char *const pieces[] = { "[layout]\n", "[ui]\n", "[keys]\n",
	"[theme]\n", "[paper]\n", "[", "]", "=", "\n", "\n", "\n", ";", "#",
	"\"", "'", " ", "\t", "\r\n", "\\\n", "\xEF\xBB\xBF", "columns = 3\n",
	"gutter = x\n", "theme = own\n", "theme = own", "keys = own\n",
	"include = broadsheet.ini\n", "include = themes/own.ini\n",
	"inherit = own\n", "inherit = night\n", "inherit = vi\n",
	"headline = #ff0000 on #000000, bold\n", "text = on\n",
	"next-sheet = Space f Ctrl-x+Ctrl-c\n", "first = gg g\n",
	"copy = gg y yy\n", "quit = none\n", "section = 1 2 3 4\n",
	"[layout:columns]\n", "layout:columns = 3\n", "\033[31m", "报纸",
	"\xE6\x8A", "\xFF\xFE", "Ctrl-", "+", "none" };

static void
add_random(struct buf *out, uint32_t *seed)
{
	size_t n = next_random(seed) % 60;

	for (size_t i = 0; i < n; i++) {
		unsigned r = next_random(seed);
		if (r % 16 == 0)
			buf_addc(out, (char)(r >> 8));
		else
			buf_adds(out,
			    pieces[(r >> 8) %
				(sizeof pieces / sizeof *pieces)]);
	}
}

/* The shipped defaults, with some bytes changed, lost or doubled. */
static void
add_mutated(struct buf *out, uint32_t *seed)
{
	struct buf sound;

	buf_init(&sound);
	config_write_defaults(&sound);
	for (size_t i = 0; i < sound.n; i++) {
		unsigned r = next_random(seed);
		/* Comments would hide most of what is to be tried. */
		if (sound.bytes[i] == '#' && r % 4)
			continue;
		if (r % 200 == 1)
			buf_addc(out, (char)(r >> 8));
		else if (r % 200 != 2)
			buf_addc(out, sound.bytes[i]);
		if (r % 200 == 3)
			buf_addc(out, sound.bytes[i]);
	}
	buf_fini(&sound);
}

static unsigned
put(const char *name, const struct buf *bytes)
{
	char path[128];
	unsigned nlines = 1;

	snprintf(path, sizeof path, "%s/broadsheet/%s", home, name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	fwrite(buf_str(bytes), 1, bytes->n, f);
	fclose(f);
	for (size_t i = 0; i < bytes->n; i++)
		nlines += bytes->bytes[i] == '\n';
	return nlines;
}

static void
check_settings(const struct settings *s)
{
	struct settings copy = *s;
	char value[SETTING_STRING_BYTES];

	for (size_t i = 0; i < noptions; i++) {
		settings_get(s, &options[i], value, sizeof value);
		assert_int_equal(
		    settings_set(&copy, options[i].name, value, NULL), 0);
	}
	assert_memory_equal(&copy, s, sizeof copy);
}

static void
check_keymap(const struct keymap *m)
{
	size_t n;
	const struct binding *all = keymap_bindings(m, &n), *found;

	for (size_t i = 0; i < n; i++) {
		enum keymap_match match =
		    keymap_lookup(m, all[i].keys, all[i].nkeys, &found);
		assert_true(match == KEYMAP_EXACT || match == KEYMAP_BOTH);
		assert_ptr_equal(found, &all[i]);
		for (size_t k = 1; k < all[i].nkeys; k++) {
			match = keymap_lookup(m, all[i].keys, k, &found);
			assert_true(
			    match == KEYMAP_PREFIX || match == KEYMAP_BOTH);
		}
	}
}

static void
check_notes(const struct diag *d, const unsigned *nlines)
{
	static const char *const names[] = { "broadsheet.ini", "themes/own.ini",
		"keys/own.ini" };

	for (size_t i = 0; i < d->n; i++) {
		const struct err *e = &d->items[i].what;
		assert_true(e->msg[0] != '\0');
		assert_true(utf8_valid(e->msg, strlen(e->msg)) >=
		    strlen(e->msg) - UTF8_MAX);
		assert_null(strchr(e->msg, '\033'));
		for (size_t j = 0; j < 3; j++)
			if (strstr(e->where, names[j]))
				assert_true(e->line <= nlines[j]);
	}
}

static void
any_bytes_load(void **state)
{
	const char *given = getenv("SEED");
	uint32_t seed = given ? (uint32_t)strtoul(given, NULL, 10) : 20250528;
	const struct config_source source = { 0 };

	(void)state;
	print_message("seed %u\n", (unsigned)seed);
	for (int round = 0; round < ROUNDS; round++) {
		struct buf files[3];
		unsigned nlines[3];
		struct diag diag;
		uint32_t before = seed;

		for (size_t i = 0; i < 3; i++) {
			buf_init(&files[i]);
			if (!i && round % 4 == 0)
				add_mutated(&files[i], &seed);
			else
				add_random(&files[i], &seed);
		}
		nlines[0] = put("broadsheet.ini", &files[0]);
		nlines[1] = put("themes/own.ini", &files[1]);
		nlines[2] = put("keys/own.ini", &files[2]);
		diag_init(&diag);
		struct config *c = config_load(&source, &diag);
		if (!c)
			fail_msg("SEED=%u", (unsigned)before);
		check_settings(config_settings(c));
		check_keymap(config_keymap(c));
		check_notes(&diag, nlines);
		assert_non_null(
		    config_theme(c, config_settings(c)->theme, 1, NULL, NULL));
		config_free(c);
		diag_fini(&diag);
		for (size_t i = 0; i < 3; i++)
			buf_fini(&files[i]);
	}
}

static int
set_up(void **state)
{
	char path[128];

	(void)state;
	if (!mkdtemp(home))
		return -1;
	setenv("XDG_CONFIG_HOME", home, 1);
	snprintf(path, sizeof path, "%s/broadsheet", home);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/broadsheet/themes", home);
	mkdir(path, 0700);
	snprintf(path, sizeof path, "%s/broadsheet/keys", home);
	return mkdir(path, 0700);
}

static int
tear_down(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof command, "rm -rf '%s'", home);
	return system(command);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_bytes_load),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
