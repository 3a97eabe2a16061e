#include "config/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "config/ini.h"
#include "config/keymap_int.h"
#include "src/base/buf.h"
#include "src/base/diag.h"

/* Layers of keymaps, one string each; NULL ends them. */
enum { LAYERS = 3 };

static struct keymap *
build(struct ini **inis, const char *const *layers, struct diag *diag)
{
	struct keymap *m = keymap_new();

	for (size_t i = 0; i < LAYERS && layers[i]; i++) {
		size_t n;
		char name[2] = { (char)('a' + i), '\0' };
		inis[i] = ini_parse(layers[i], strlen(layers[i]), name, diag);
		const struct ini_entry *e = ini_entries(inis[i], &n);
		keymap_begin_layer(m, 0);
		for (size_t j = 0; j < n; j++)
			keymap_bind(m, ini_name(inis[i]), &e[j], diag);
	}
	keymap_finish(m, diag);
	return m;
}

/* What the keys in `text` do: "-" nothing, "+" more must follow, or the name. */
static const char *
press(const struct keymap *m, const char *text, int *argument)
{
	static const char *const marks[] = { "-", "+", "*", "" };
	static char out[64];
	struct key keys[KEY_SEQUENCE_MAX];
	const struct binding *b;
	size_t n = 0;

	while (*text) {
		size_t used = key_parse(&keys[n++], text);
		assert_true(used > 0);
		text += used;
	}
	enum keymap_match match = keymap_lookup(m, keys, n, &b);
	assert_int_equal(
	    b != NULL, match == KEYMAP_EXACT || match == KEYMAP_BOTH);
	snprintf(out, sizeof out, "%s%s", b ? action_name(b->action) : "",
	    marks[match]);
	*argument = b ? b->argument : 0;
	return out;
}

static const struct {
	const char *layers[LAYERS + 1];
	const char *keys, *does;
	const char *places; /* of what is noted, "file:line " in a row */
} cases[] = {
	{ { "quit = Q\n" }, "Q", "quit", "" },
	{ { "quit = Q\n" }, "q", "-", "" },
	{ { "first = gg Home\n" }, "g", "+", "" },
	{ { "first = gg Home\n" }, "gg", "first", "" },
	{ { "first = gg Home\n" }, "gx", "-", "" },
	{ { "first = gg Home\n" }, "ggg", "-", "" },
	{ { "first = gg Home\n" }, "Home", "first", "" },
	{ { "quit = Ctrl-x+Ctrl-c\n" }, "Ctrl-xCtrl-c", "quit", "" },
	{ { "quit = Ctrl-x+Ctrl-c\n" }, "Ctrl-x", "+", "" },
	{ { "quit = Spaceq\n" }, "Spaceq", "quit", "" },
	{ { "quit = U+p\n" }, "U", "+", "" },
	{ { "quit = ++\n" }, "++", "quit", "" },
	{ { "quit = +\n" }, "+", "quit", "" },
	{ { "quit = g+\n" }, "g+", "quit", "" },
	{ { "quit = 报\n" }, "报", "quit", "" },
	{ { "quit = \";\"\n" }, ";", "quit", "" },
	{ { "quit = '\"'\n" }, "\"", "quit", "" },

	/* Layers: an action named above loses what it had below. */
	{ { "quit = Q\n", "quit = x\n" }, "Q", "-", "" },
	{ { "quit = Q\n", "quit = x\n" }, "x", "quit", "" },
	{ { "quit = Q\n", "quit = none\n" }, "Q", "-", "" },
	{ { "quit = Q x\n", "undo = x\n" }, "x", "undo", "b:1 " },
	{ { "quit = Q x\n", "undo = x\n" }, "Q", "quit", "b:1 " },
	{ { "next-line = j\nprev-line = k\n",
	      "next-line = k\nprev-line = j\n" },
	    "k", "next-line", "" },
	{ { "quit = Q\n", "undo = Q\n" }, "Q", "undo", "b:1 " },
	{ { "quit = Q\n", "undo = Q\nquit = none\n" }, "Q", "undo", "" },

	/* Conflicts. */
	{ { "quit = Q\nundo = Q\n" }, "Q", "quit", "a:2 " },
	{ { "quit = Q Q\n" }, "Q", "quit", "" },
	{ { "first = g\nlast = gg\n" }, "g", "first*", "a:2 " },
	{ { "first = g\nlast = gg\n" }, "gg", "last", "a:2 " },
	{ { "last = gg\nfirst = g\n" }, "gg", "last", "a:1 " },
	{ { "first = g\n", "last = gg\n" }, "gg", "last", "b:1 " },
	{ { "last = gg\n", "first = g\n" }, "gg", "last", "b:1 " },
	{ { "first = g\nlast = gg\nquit = ggg\n" }, "ggg", "quit",
	    "a:2 a:3 a:3 " },

	/* Lines that cannot be used. */
	{ { "fly = Q\nquit = Q\n" }, "Q", "quit", "a:1 " },
	{ { "quit = Ctrl- Q\n" }, "Q", "quit", "a:1 " },
	{ { "quit = space Q\n" }, "s", "-", "a:1 " },
	{ { "quit = abcdefg Q\n" }, "a", "-", "a:1 " },
	{ { "quit = Q\n", "quit =\n" }, "Q", "quit", "b:1 " },
};

static void
table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct ini *inis[LAYERS] = { NULL };
		struct diag diag;
		struct buf places;
		int argument;

		diag_init(&diag);
		buf_init(&places);
		struct keymap *m = build(inis, cases[i].layers, &diag);
		assert_string_equal(
		    press(m, cases[i].keys, &argument), cases[i].does);
		for (size_t j = 0; j < diag.n; j++)
			buf_addf(&places, "%s:%u ", diag.items[j].what.where,
			    diag.items[j].what.line);
		assert_string_equal(buf_str(&places), cases[i].places);
		buf_fini(&places);
		keymap_free(m);
		for (size_t j = 0; j < LAYERS; j++)
			ini_free(inis[j]);
		diag_fini(&diag);
	}
}

/* Both places stand in the message of a conflict. */
static void
conflicts_name_both_lines(void **state)
{
	static const char *const layers[] = {
		"quit = Q\nlast = gg\nedit = E e\n",
		"undo = u\nfirst = g\nback = u\ncopy = Q\ntheme = e\n", NULL
	};
	struct ini *inis[LAYERS] = { NULL };
	struct diag diag;

	(void)state;
	diag_init(&diag);
	struct keymap *m = build(inis, layers, &diag);
	assert_int_equal(diag.n, 4);
	assert_string_equal(diag.items[0].what.msg,
	    "u of back is already the key of undo (b:1); choose another");
	assert_string_equal(diag.items[1].what.msg,
	    "e of theme was a key of edit (a:3), which has others");
	assert_string_equal(diag.items[2].what.msg,
	    "Q of copy was the key of quit (a:1), which has none now; give it "
	    "another, or none");
	assert_int_equal(diag.items[1].level, DIAG_NOTE);
	assert_string_equal(diag.items[3].what.msg,
	    "gg of last is hidden behind g of first (a:2); change one of "
	    "them");
	keymap_free(m);
	ini_free(inis[0]);
	ini_free(inis[1]);
	diag_fini(&diag);
}

static void
sections_are_numbered(void **state)
{
	static const char *const layers[] = { "section = 1 2 x\n", NULL };
	struct ini *inis[LAYERS] = { NULL };
	int argument;

	(void)state;
	struct keymap *m = build(inis, layers, NULL);
	assert_string_equal(press(m, "2", &argument), "section");
	assert_int_equal(argument, 2);
	assert_string_equal(press(m, "x", &argument), "section");
	assert_int_equal(argument, 3);
	keymap_free(m);
	ini_free(inis[0]);
}

static void
keys_as_they_are_written(void **state)
{
	static const char *const layers[] = {
		"quit = Q U+p gg Ctrl-x+c g++ Space+j F+1\n"
		"first = g0\n",
		NULL
	};
	struct ini *inis[LAYERS] = { NULL };
	char out[80];
	size_t n;

	(void)state;
	struct keymap *m = build(inis, layers, NULL);
	assert_string_equal(keymap_keys(m, ACTION_QUIT, out, sizeof out),
	    "Q U+p gg Ctrl-x+c g++ Space+j F+1");
	assert_string_equal(
	    keymap_keys(m, ACTION_QUIT, out, sizeof "Q U+p "), "Q U+p");
	assert_string_equal(keymap_keys(m, ACTION_UNDO, out, sizeof out), "");
	const struct binding *b = keymap_bindings(m, &n);
	assert_int_equal(n, 8);
	assert_int_equal(b[0].action, ACTION_FIRST); /* order of actions */
	keymap_free(m);
	ini_free(inis[0]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(conflicts_name_both_lines),
		cmocka_unit_test(sections_are_numbered),
		cmocka_unit_test(keys_as_they_are_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
