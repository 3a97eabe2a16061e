/*
 * A monkey at the keyboard: random keys, clicks, turns and sizes, by a seed.
 * Whatever it does, the program goes on, and every screen is whole: rows as
 * wide as the grid, wide characters in two cells, nothing that a terminal
 * could take for a command.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "config/config.h"
#include "config/i18n.h"
#include "config/keymap.h"
#include "content/paper.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/edition/builder.h"
#include "src/layout/canvas.h"
#include "src/text/width.h"
#include "tests/folder.h"
#include "ui/event.h"
#include "ui/term.h"
#include "ui/ui.h"

enum { RUNS = 12, EVENTS = 400 };

struct monkey {
	struct terminal term;
	unsigned long state;
	int nrows, ncols;
	long now;
	int left; /* events */
	const char *typing;
	const struct keymap *map;
};

static struct monkey *
self(struct terminal *t)
{
	return (struct monkey *)t;
}

/* Marsaglia, Xorshift RNGs, Journal of Statistical Software 8 (2003). */
static unsigned
below(struct monkey *m, unsigned n)
{
	m->state ^= m->state << 13;
	m->state ^= m->state >> 7;
	m->state ^= m->state << 17;
	return (unsigned)(m->state >> 11) % n;
}

/* --- what is shown ---------------------------------------------------------- */

static void
check_cell(const struct cell *c)
{
	const char *s = c->bytes;

	assert_true(c->nbytes < CELL_BYTES);
	assert_int_equal(strlen(c->bytes), c->nbytes);
	assert_int_equal(utf8_valid(c->bytes, c->nbytes), c->nbytes);
	assert_true(c->role < ROLE_COUNT);
	assert_true((c->ncells == 0) == (c->nbytes == 0));
	while (*s) {
		unsigned cp = utf8_next(&s);
		assert_true(width_cp(cp, 1) >= 0);
	}
}

static void
monkey_show(struct terminal *t, const struct canvas *c,
    const struct palette *palette, int row, int col)
{
	const struct cell *cell = c->cells;

	assert_non_null(palette);
	assert_int_equal(c->nrows, self(t)->nrows);
	assert_int_equal(c->ncols, self(t)->ncols);
	assert_true(
	    row < c->nrows && (row < 0 || (col >= 0 && col < c->ncols)));
	for (int i = 0; i < c->nrows; i++) {
		int ncells = 0;
		for (int k = 0; k < c->ncols; k++, cell++) {
			check_cell(cell);
			assert_true(
			    cell->ncells <= (cell->is_unsure ? CELL_MOST : 2));
			/* The rest of a glyph stands right of its first. */
			assert_int_equal(cell->ncells == 0, k < ncells);
			ncells += cell->ncells;
		}
		assert_int_equal(ncells, c->ncols);
	}
}

/* --- what is done ------------------------------------------------------------- */

static void
press_bound_key(struct monkey *m, struct event *e)
{
	size_t n;
	const struct binding *all = keymap_bindings(m->map, &n);
	const struct binding *b = &all[below(m, (unsigned)n)];

	e->type = EVENT_KEY;
	e->key = b->keys[below(m, (unsigned)b->nkeys)];
	/* These would end the game, or stop the whole test. */
	if (b->action == ACTION_QUIT || b->action == ACTION_SUSPEND ||
	    b->action == ACTION_BACK)
		e->key = (struct key){ .code = 'j' };
	if (b->action == ACTION_BACK && below(m, 2))
		e->key = (struct key){ .code = KEYNAME_ESC };
}

static void
start_typing(struct monkey *m, struct event *e)
{
	static const char *const lines[] = { ":help\n", ":section 2\n",
		":set columns=3\n", ":set rule=ascii\n", ":theme night\n",
		":columns auto\n", ":set view=linear\n", ":set view=front\n",
		":7\n", ":99\n", ":messages\n", ":bookmarks\n", ":reload\n",
		":write out.txt\n", ":write !out.md\n", ":write |cat\n",
		":set ambiguous-width=2\n", ":set ambiguous-width=1\n",
		":xyz\n", ":set xyz\n", ":find e\n", "/e\n", "/潮\n",
		"/\xC3\x89 no such thing\n", "/\n", ":set theme=\t\t\n",
		":\t\n", "/unfinished", ":\x7F" };

	m->typing = lines[below(m, sizeof lines / sizeof *lines)];
	e->type = EVENT_NONE;
}

static void
type_next(struct monkey *m, struct event *e)
{
	unsigned cp = utf8_next(&m->typing);

	e->type = EVENT_KEY;
	e->key.code = cp == '\n' ? KEYNAME_ENTER
	    : cp == '\t'         ? KEYNAME_TAB
	    : cp == 0x7F         ? KEYNAME_BACKSPACE
	    : cp == ' '          ? KEYNAME_SPACE
				 : cp;
	if (!*m->typing)
		m->typing = NULL;
}

static void
resize(struct monkey *m, struct event *e)
{
	static const int sizes[][2] = { { 24, 80 }, { 40, 120 }, { 5, 20 },
		{ 13, 41 }, { 60, 200 }, { 1, 1 }, { 4, 19 }, { 500, 20 },
		{ 5, 500 } };
	size_t i = below(m, 2 * sizeof sizes / sizeof *sizes);

	e->type = EVENT_RESIZE;
	m->nrows = 1 + (int)below(m, 70);
	m->ncols = 1 + (int)below(m, 210);
	if (i < sizeof sizes / sizeof *sizes) {
		m->nrows = sizes[i][0];
		m->ncols = sizes[i][1];
	}
}

static void
monkey_wait(struct terminal *t, struct event *e, int ms)
{
	struct monkey *m = self(t);

	*e = (struct event){ 0 };
	m->now += ms;
	if (m->left-- == 0) {
		e->type = EVENT_END;
		return;
	}
	if (m->typing) {
		type_next(m, e);
		return;
	}
	switch (below(m, 16)) {
	case 0:
		start_typing(m, e);
		break;
	case 1:
		resize(m, e);
		break;
	case 2:
		e->type = below(m, 2) ? EVENT_CLICK : EVENT_DRAG;
		e->row = (int)below(m, 80) - 2;
		e->col = (int)below(m, 220) - 2;
		e->from_row = (int)below(m, 80) - 2;
		e->from_col = (int)below(m, 220) - 2;
		break;
	case 3:
		e->type = EVENT_WHEEL;
		e->turns = (int)below(m, 7) - 3;
		break;
	case 4:
		break; /* time passes */
	case 5: {
		static const enum event_type rest[] = { EVENT_RESUME,
			EVENT_COLORS, EVENT_PASTE, EVENT_PASTED, EVENT_RELOAD };
		e->type = rest[below(m, sizeof rest / sizeof *rest)];
		e->is_dark = (int)below(m, 2);
		break;
	}
	default:
		press_bound_key(m, e);
	}
}

static void
monkey_size(struct terminal *t, int *nrows, int *ncols)
{
	*nrows = self(t)->nrows;
	*ncols = self(t)->ncols;
}

static long
monkey_now(struct terminal *t)
{
	return self(t)->now;
}

/* Now and then something waits: a search is given up. */
static bool
monkey_is_waiting(struct terminal *t)
{
	return below(self(t), 7) == 0;
}

static void
monkey_nothing(struct terminal *t)
{
	(void)t;
}

static void
monkey_title(struct terminal *t, const char *title)
{
	(void)t;
	assert_non_null(title);
}

static int
monkey_copy(struct terminal *t, const char *s, size_t n)
{
	(void)t;
	assert_int_equal(utf8_valid(s, n), n);
	return n % 2 ? -1 : 0;
}

static const struct term_ops monkey_ops = {
	.size = monkey_size,
	.show = monkey_show,
	.wait = monkey_wait,
	.is_waiting = monkey_is_waiting,
	.now = monkey_now,
	.forget = monkey_nothing,
	.leave = monkey_nothing,
	.enter = monkey_nothing,
	.title = monkey_title,
	.copy = monkey_copy,
	.close = monkey_nothing,
};

/* --- the game -------------------------------------------------------------------- */

/* What monkeys write lands in a folder of their own. */
static char dir[FOLDER_BYTES], back[FOLDER_BYTES];

static int
set_up(void **state)
{
	(void)state;
	setenv("VISUAL", "true", 1);
	i18n_init_from("", "en");
	test_folder_make(dir);
	return getcwd(back, sizeof back) ? chdir(dir) : -1;
}

static int
tear_down(void **state)
{
	(void)state;
	test_folder_remove(dir);
	return chdir(back);
}

static unsigned long
seed_of(unsigned long i)
{
	return i * 0x9E3779B97F4A7C15ul; /* spread over all bits */
}

static void
play(struct paper *paper, unsigned long seed)
{
	struct config_source source = { .file = "" };
	struct paper_options paper_options = { 0 };
	struct err err = { 0 };
	struct monkey m = { .term.ops = &monkey_ops,
		.state = seed,
		.nrows = 24,
		.ncols = 80,
		.left = EVENTS };
	struct ui_options o = {
		.paper = paper,
		.config = config_load(&source, NULL),
		.config_source = &source,
		.paper_options = &paper_options,
		.term = &m.term,
		.marks_dir = seed % 3 ? dir : "",
	};
	struct config *same = config_load(&source, NULL);

	m.map = config_keymap(same);
	assert_int_equal(ui_run(&o, &err), 0);
	config_free(same);
}

static void
a_monkey_breaks_nothing(void **state)
{
	(void)state;
	for (unsigned long i = 1; i <= RUNS; i++) {
		printf("seed %lu\n", i);
		fflush(stdout);
		play(paper_open_bundled(), seed_of(i));
	}
}

/* A paper without one article. */
static void
nothing_to_read_is_no_reason_to_crash(void **state)
{
	(void)state;
	for (unsigned long i = 1; i <= 3; i++) {
		struct paper *paper = paper_open_bundled();
		edition_free(paper->edition);
		paper->edition = builder_finish(builder_new("empty", NULL));
		play(paper, seed_of(3 * i));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_monkey_breaks_nothing),
		cmocka_unit_test(nothing_to_read_is_no_reason_to_crash),
	};

	return cmocka_run_group_tests_name("monkey", tests, set_up, tear_down);
}
