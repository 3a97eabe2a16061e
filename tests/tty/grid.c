/*
 * The grid on terminals whose ambiguous characters take one cell and two: every
 * view of the real program, found out by the probe and not told.  A column rule
 * stands in one column in all its rows, no row runs over, and what the program
 * thinks is in a cell is there.
 */
#include "tests/tty/tty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/text/width.h"
#include "tests/folder.h"
#include "tests/support/emu.h"

struct session {
	char folder[FOLDER_BYTES];
	char program[FOLDER_BYTES];
	char data[FOLDER_BYTES + 32], cache[FOLDER_BYTES + 32];
	struct tty *tty;
};

static int
set_up(void **state)
{
	struct session *s = calloc(1, sizeof *s);
	const char *build = getenv("B");
	char cwd[FOLDER_BYTES / 2];

	if (!s || !getcwd(cwd, sizeof cwd))
		return -1;
	test_folder_make(s->folder);
	snprintf(s->program, sizeof s->program, "%s/%s/broadsheet", cwd,
	    build ? build : "build");
	snprintf(s->data, sizeof s->data, "XDG_DATA_HOME=%s", s->folder);
	snprintf(s->cache, sizeof s->cache, "XDG_CACHE_HOME=%s", s->folder);
	*state = s;
	return 0;
}

static int
tear_down(void **state)
{
	struct session *s = *state;

	if (s->tty)
		tty_free(s->tty);
	test_folder_remove(s->folder);
	free(s);
	return 0;
}

struct screen_size {
	int nrows, ncols;
};

/* Start on the bundled edition, with up to two options of broadsheet.ini. */
static void
start(struct session *s, struct screen_size size, int ambiguous,
    const char *option, const char *another)
{
	const char *argv[] = { s->program, "--config=-", "-o", option, "-o",
		another ? another : option, NULL };
	const char *env[] = { "TERM=xterm-256color", s->data, s->cache,
		"LANG=C.UTF-8", NULL };
	struct emu_options options = { .ambiguous = ambiguous };

	s->tty = tty_start_emu(argv, env, size.nrows, size.ncols, &options);
}

static void
quit(struct session *s)
{
	struct emu *e = tty_emu(s->tty);

	tty_type(s->tty, "Q");
	assert_int_equal(tty_wait_exit(s->tty), 0);
	assert_false(tty_is_alternate(s->tty));
	assert_true(tty_is_canonical(s->tty));
	assert_int_equal(e->nunknown, 0);
	/* Nothing of the question is left on the shell's screen. */
	for (const char *p = tty_screen(s->tty); *p; p++)
		assert_true(*p == '\n');
	tty_free(s->tty);
	s->tty = NULL;
}

/* --- what has to hold of a screen ------------------------------------------ */

static bool
is_rule_at(const struct emu *e, int row, int col)
{
	unsigned cp = e->at->cells[row][col].cp[0];

	return cp == '|' || cp == 0x2502;
}

/*
 * Rules that are one below the other must not jump: a rule whose neighbour
 * below stands one or two cells aside is crooked.
 */
static int
count_crooked(const struct emu *e)
{
	int n = 0;

	for (int row = 0; row + 1 < e->nrows; row++)
		for (int col = 3; col + 3 < e->ncols; col++) {
			if (!is_rule_at(e, row, col) ||
			    is_rule_at(e, row + 1, col))
				continue;
			for (int by = -2; by <= 2; by++)
				n += is_rule_at(e, row + 1, col + by);
		}
	return n;
}

static bool
is_straight(struct session *s)
{
	const struct emu *e = tty_emu(s->tty);

	for (int row = 0; row < e->nrows; row++)
		if (e->at->wrapped[row])
			return false;
	return count_crooked(e) == 0;
}

/* Straight, and no character is ambiguous. */
static bool
is_safe(struct session *s)
{
	const struct emu *e = tty_emu(s->tty);

	for (int row = 0; row < e->nrows; row++)
		for (int col = 0; col < e->ncols; col++) {
			const unsigned *cp = e->at->cells[row][col].cp;
			for (; *cp; cp++)
				if (width_cp(*cp, 1) != width_cp(*cp, 2))
					return false;
		}
	return is_straight(s);
}

/* How many cells hold `cp`. */
static size_t
count(const struct emu *e, unsigned cp)
{
	size_t n = 0;

	for (int row = 0; row < e->nrows; row++)
		for (int col = 0; col < e->ncols; col++)
			n += e->at->cells[row][col].cp[0] == cp;
	return n;
}

static bool
has_lines(struct session *s)
{
	const struct emu *e = tty_emu(s->tty);

	return count(e, 0x2502) > 20 && count(e, 0x2500) > 80 &&
	    count(e, '|') == 0;
}

static bool
has_bars(struct session *s)
{
	const struct emu *e = tty_emu(s->tty);

	return count(e, '|') > 20 && count(e, '-') > 80 &&
	    count(e, 0x2502) + count(e, 0x2500) == 0;
}

typedef bool check_fn(struct session *);

/*
 * A sheet that is only half painted may look wrong: what is wrong has to stay so
 * while nothing comes, on a machine that is busy.
 */
static bool
holds(struct session *s, check_fn *check)
{
	static const int quiet[] = { 10, 100, 1000 };

	for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++) {
		tty_settle(s->tty, quiet[i]);
		if (check(s))
			return true;
	}
	return false;
}

/* --- walking ----------------------------------------------------------------- */

struct stop {
	const char *keys;
	const char *expect; /* on the screen then */
};

/* Every view; articles of both languages, turned and gone back. */
static const struct stop stops[] = {
	{ "", "潮来有信" },
	{ "\r", "1/" },
	{ " ", "/" },
	{ "b", "1/" },
	{ "J", "1/" },
	{ "3", "1/" },
	{ "/the\r", "the" },
	{ "g", "1/" },
	{ "\t", "Contents" },
	{ "jjjj", "Contents" },
	{ "q", "1/" },
	{ "a", "Bylines" },
	{ "q", "1/" },
	{ "m", "ookmark" },
	{ "B", "Bookmarks" },
	{ "q", "1/" },
	{ "?", "Help" },
	{ " ", "Help" },
	{ "q", "1/" },
	{ ":set columns=2", ":set columns=2" },
	{ "\r", "/" },
	{ ":messages\r", "Messages" },
	{ "q", "1/" },
	{ "q", "潮来有信" },
};

static void
walk(struct session *s, check_fn *check)
{
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		if (*stops[i].keys)
			tty_type(s->tty, stops[i].keys);
		if (!tty_expect(s->tty, stops[i].expect))
			fail_msg("stop %zu", i);
		if (!holds(s, check))
			fail_msg("stop %zu:\n%s", i, tty_screen(s->tty));
	}
}

static const struct screen_size sizes[] = { { 24, 80 }, { 40, 120 },
	{ 50, 160 } };

enum { NSIZES = sizeof sizes / sizeof *sizes };

static void
every_view_is_straight(void **state)
{
	for (int ambiguous = 1; ambiguous <= 2; ambiguous++)
		for (int i = 0; i < NSIZES; i++) {
			start(*state, sizes[i], ambiguous, "columns=3", NULL);
			walk(*state, is_straight);
			quit(*state);
		}
}

/* On the wide terminal quotes take two cells, and rules are drawn as |. */
static void
probe_is_believed(void **state)
{
	struct session *s = *state;

	for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
		start(s, sizes[1], ambiguous, "columns=3", NULL);
		assert_true(tty_expect(s->tty, "雁浦"));
		assert_true(holds(s, ambiguous == 1 ? has_lines : has_bars));
		quit(s);
	}
}

/* That the test would see it: told wrongly, rows do bend. */
static void
wrong_setting_is_crooked(void **state)
{
	struct session *s = *state;

	start(s, sizes[1], 2, "columns=3", "ambiguous-width=1");
	assert_true(tty_expect(s->tty, "“"));
	assert_false(holds(s, is_straight));
	tty_free(s->tty);
	s->tty = NULL;
}

/* Whatever the terminal does and whatever it is thought to do. */
static void
safe_charset_is_safe(void **state)
{
	static const char *const told[] = { "ambiguous-width=1",
		"ambiguous-width=2", "ambiguous-width=auto" };

	for (int ambiguous = 1; ambiguous <= 2; ambiguous++)
		for (size_t i = 0; i < 3; i++) {
			start(*state, sizes[1], ambiguous, "safe-charset=on",
			    told[i]);
			walk(*state, is_safe);
			quit(*state);
		}
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(every_view_is_straight),
		TEST(probe_is_believed),
		TEST(wrong_setting_is_crooked),
		TEST(safe_charset_is_safe),
	};
#undef TEST

	return cmocka_run_group_tests_name("grid", tests, NULL, NULL);
}
