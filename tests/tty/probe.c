/*
 * The probe from end to end: the real program on terminals that answer, never
 * answer, answer late or with garbage; what is kept of it; keys typed meanwhile.
 * Every test ends in session_quit(), which sees that not a byte of questions or
 * answers was left on the screen.
 */
#include "ui/probe.h"

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

#include "tests/tty/session.h"

/* DSR 6 for each sample and the last one; and OSC 11 for the colours. */
enum { ALL_QUESTIONS = PROBE_START + 2, SECOND_QUESTIONS = 2 };

static void
start(struct session *s, struct emu_options emu)
{
	session_start(
	    s, &(struct session_how){ .nrows = 40, .ncols = 120, .emu = emu });
}

static struct emu_options
terminal(int ambiguous, enum emu_answers answers)
{
	return (
	    struct emu_options){ .ambiguous = ambiguous, .answers = answers };
}

static bool
is_front(struct session *s)
{
	return strstr(tty_screen(s->tty), "Front page") &&
	    strstr(tty_screen(s->tty), "? help");
}

/* What the cache says: the first line's verdict; -1 if there is no file. */
static int
kept(const struct session *s)
{
	size_t n;
	char *file = test_file_read(s->folder, "broadsheet/terminals", &n);
	unsigned verdict = 9;

	if (!file)
		return -1;
	assert_int_equal(sscanf(file, "%*x %u", &verdict), 1);
	free(file);
	return (int)verdict;
}

struct verdict_case {
	struct emu_options emu;
	enum probe_verdict verdict;
	session_check_fn *looks;
};

static const struct verdict_case verdict_cases[] = {
	{ { .ambiguous = 1 }, PROBE_NARROW, session_has_lines },
	{ { .ambiguous = 2 }, PROBE_WIDE, session_has_bars },
	/* quotes and rules differ: none of them is shown */
	{ { .ambiguous = 1, .ambiguous_rules = 2 }, PROBE_MIXED,
	    session_has_bars },
	{ { .ambiguous = 2, .ambiguous_rules = 1 }, PROBE_MIXED,
	    session_has_bars },
	{ { .ambiguous = 1, .answers = EMU_NEVER }, PROBE_SILENT,
	    session_has_lines },
	{ { .ambiguous = 1, .answers = EMU_GARBAGE }, PROBE_SILENT,
	    session_has_lines },
};

static void
answers_are_understood_and_kept(void **state)
{
	struct session *s = *state;
	size_t n = sizeof verdict_cases / sizeof *verdict_cases;

	for (size_t i = 0; i < n; i++) {
		const struct verdict_case *c = &verdict_cases[i];
		start(s, c->emu);
		assert_true(tty_expect(s->tty, "雁浦"));
		assert_true(session_holds(s, c->looks));
		assert_true(session_holds(s, is_front));
		assert_int_equal(tty_emu(s->tty)->nquestions, ALL_QUESTIONS);
		assert_int_equal(kept(s), c->verdict);
		if (c->verdict == PROBE_MIXED)
			assert_int_equal(session_count(s, 0x201C), 0);
		session_quit(s);
		/* The next one is not known. */
		char path[FOLDER_BYTES + 32];
		snprintf(
		    path, sizeof path, "%s/broadsheet/terminals", s->folder);
		assert_int_equal(unlink(path), 0);
	}
}

static void
second_start_does_not_wait(void **state)
{
	struct session *s = *state;

	start(s, terminal(2, EMU_PROMPT));
	assert_true(session_holds(s, is_front));
	session_quit(s);
	/* No answer is needed for the first sheet. */
	start(s, terminal(2, EMU_NEVER));
	assert_true(tty_expect(s->tty, "雁浦"));
	assert_true(session_holds(s, session_has_bars));
	assert_int_equal(tty_emu(s->tty)->nquestions, SECOND_QUESTIONS);
	session_quit(s);
	/* Neither where a terminal was silent. */
	assert_int_equal(kept(s), PROBE_WIDE);
}

/* Another terminal by the same name: found out, and kept, while reading. */
static void
stale_answer_is_mended(void **state)
{
	struct session *s = *state;

	for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
		start(s, terminal(ambiguous, EMU_PROMPT));
		assert_true(tty_expect(s->tty, "雁浦"));
		assert_true(session_holds(
		    s, ambiguous == 1 ? session_has_lines : session_has_bars));
		session_quit(s);
		assert_int_equal(kept(s), ambiguous);
	}
}

static void
late_answers_are_no_keys(void **state)
{
	struct session *s = *state;

	for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
		start(s, terminal(ambiguous, EMU_HELD));
		assert_true(tty_expect(s->tty, "雁浦"));
		assert_true(session_holds(s, session_has_lines));
		assert_true(session_holds(s, is_front));
		emu_release(tty_emu(s->tty));
		tty_answer(s->tty);
		/* All that comes of them is the right width. */
		assert_true(session_holds(
		    s, ambiguous == 1 ? session_has_lines : session_has_bars));
		assert_true(session_holds(s, is_front));
		session_quit(s);
		assert_int_equal(kept(s), ambiguous);
		char path[FOLDER_BYTES + 32];
		snprintf(
		    path, sizeof path, "%s/broadsheet/terminals", s->folder);
		assert_int_equal(unlink(path), 0);
	}
}

/* Read until so much was asked. */
static void
await_questions(struct session *s, size_t n)
{
	for (int i = 0; i < 1000 && tty_emu(s->tty)->nquestions < n; i++)
		tty_settle(s->tty, 1);
	assert_true(tty_emu(s->tty)->nquestions >= n);
}

static void
keys_typed_meanwhile_are_keys(void **state)
{
	struct session *s = *state;

	start(s, terminal(1, EMU_HELD));
	await_questions(s, ALL_QUESTIONS);
	tty_type(s->tty, "j\033[B"); /* two items down */
	emu_release(tty_emu(s->tty));
	tty_answer(s->tty);
	tty_type(s->tty, "\r");
	assert_true(tty_expect(s->tty, "今夜轮渡"));
	assert_true(tty_expect_gone(s->tty, "Front page  "));
	session_quit(s);
}

/* Asked in mid session, with nothing but its widths to show for it. */
static void
setting_it_back_asks(void **state)
{
	struct session *s = *state;

	session_start(s,
	    &(struct session_how){ .nrows = 40,
		.ncols = 120,
		.option = "ambiguous-width=1",
		.emu = { .ambiguous = 2 } });
	assert_true(tty_expect(s->tty, "雁浦"));
	tty_settle(s->tty, 10);
	assert_int_equal(tty_emu(s->tty)->nquestions, 1);
	tty_type(s->tty, ":set ambiguous-width=auto\r");
	await_questions(s, 2);
	assert_true(session_holds(s, session_has_bars));
	assert_true(tty_expect(s->tty, "Front page"));
	assert_true(tty_is_alternate(s->tty));
	session_quit(s);
	assert_int_equal(kept(s), PROBE_WIDE);
}

static void
bad_cache_is_written_anew(void **state)
{
	static const char *const files[] = { "", "garbage\n",
		"1e4c9947e246d8d7 1 99999999\n", "\033[2J",
		"1e4c9947e246d8d7 7 20000\n",
		"1e4c9947e246d8d7 1 20000\n1e4c" };
	struct session *s = *state;
	char dir[FOLDER_BYTES + 32], path[FOLDER_BYTES + 48];

	snprintf(dir, sizeof dir, "%s/broadsheet", s->folder);
	snprintf(path, sizeof path, "%s/terminals", dir);
	assert_int_equal(mkdir(dir, 0700), 0);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		test_file_write(dir, "terminals", files[i], strlen(files[i]));
		start(s, terminal(2, EMU_PROMPT));
		assert_true(tty_expect(s->tty, "雁浦"));
		assert_true(session_holds(s, session_has_bars));
		assert_int_equal(kept(s), PROBE_WIDE);
		session_quit(s);
	}
	/* A pipe is not waited for. */
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	start(s, terminal(2, EMU_PROMPT));
	assert_true(tty_expect(s->tty, "雁浦"));
	assert_true(session_holds(s, session_has_bars));
	session_quit(s);
	assert_int_equal(kept(s), PROBE_WIDE);
}

static void
nowhere_to_keep_is_fine(void **state)
{
	static const char *const vars[] = { "XDG_CACHE_HOME=/dev/null",
		"XDG_CACHE_HOME=/proc/nowhere", "XDG_CACHE_HOME=relative" };

	for (size_t i = 0; i < sizeof vars / sizeof *vars; i++) {
		session_start(*state,
		    &(struct session_how){ .nrows = 40,
			.ncols = 120,
			.cache_var = vars[i],
			.emu = { .ambiguous = 2 } });
		struct session *s = *state;
		assert_true(tty_expect(s->tty, "雁浦"));
		assert_true(session_holds(s, session_has_bars));
		session_quit(s);
	}
}

/* Told, or on a terminal that is not asked: no question but for colours. */
static void
some_are_not_asked(void **state)
{
	static const struct {
		const char *term, *option;
		size_t nquestions;
	} cases[] = {
		{ NULL, "ambiguous-width=1", 1 },
		{ NULL, "ambiguous-width=2", 1 },
		{ "vt100", NULL, 0 },
		{ "linux", NULL, 0 },
	};
	struct session *s = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		session_start(s,
		    &(struct session_how){ .nrows = 40,
			.ncols = 120,
			.term = cases[i].term,
			.option = cases[i].option,
			.emu = { .ambiguous = 1 } });
		assert_true(tty_expect(s->tty, "雁浦"));
		tty_settle(s->tty, 10);
		assert_int_equal(
		    tty_emu(s->tty)->nquestions, cases[i].nquestions);
		assert_int_equal(kept(s), -1);
		tty_type(s->tty, "Q");
		assert_int_equal(tty_wait_exit(s->tty), 0);
		tty_free(s->tty);
		s->tty = NULL;
	}
}

struct card_case {
	struct emu_options emu;
	const char *option; /* of broadsheet.ini */
	const char *says;
	int status, kept;
};

static const struct card_case card_cases[] = {
	{ { .ambiguous = 1 }, NULL, "take 1 cell here", 0, PROBE_NARROW },
	{ { .ambiguous = 2 }, NULL, "take 2 cells here", 0, PROBE_WIDE },
	{ { .ambiguous = 2 }, "ambiguous-width=2", "take 2 cells here", 0,
	    PROBE_WIDE },
	{ { .ambiguous = 2 }, "ambiguous-width=1", "set it to auto", 1,
	    PROBE_WIDE },
	{ { .ambiguous = 1, .ambiguous_rules = 2 }, NULL, "safe-charset=on", 1,
	    PROBE_MIXED },
	{ { .ambiguous = 1, .answers = EMU_NEVER }, NULL, "did not answer", 1,
	    PROBE_SILENT },
};

/* The bars of the card, for which the answers are relied upon. */
static bool
has_straight_bars(struct session *s)
{
	const struct emu *e = tty_emu(s->tty);
	int n = 0;

	for (int row = 0; row < e->nrows; row++) {
		const struct emu_cell *cells = e->at->cells[row];
		if (cells[0].cp[0] != '|')
			continue;
		if (cells[8].cp[0] != '|' || e->at->wrapped[row])
			return false;
		n++;
	}
	return n == PROBE_COUNT;
}

static void
card_says_what_follows(void **state)
{
	static const char *const words[] = { "check", "--terminal", NULL };
	struct session *s = *state;

	for (size_t i = 0; i < sizeof card_cases / sizeof *card_cases; i++) {
		const struct card_case *c = &card_cases[i];
		session_start(s,
		    &(struct session_how){ .nrows = 45,
			.ncols = 100,
			.option = c->option,
			.words = words,
			.emu = c->emu });
		assert_int_equal(tty_wait_exit(s->tty), c->status);
		if (!strstr(tty_screen(s->tty), c->says))
			fail_msg("%s:\n%s", c->says, tty_screen(s->tty));
		assert_false(tty_is_alternate(s->tty));
		assert_true(tty_is_canonical(s->tty));
		if (c->emu.answers == EMU_PROMPT)
			assert_true(has_straight_bars(s));
		assert_int_equal(kept(s), c->kept);
		tty_free(s->tty);
		s->tty = NULL;
	}
}

int
main(void)
{
#define TEST(f) \
	cmocka_unit_test_setup_teardown(f, session_set_up, session_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(answers_are_understood_and_kept),
		TEST(second_start_does_not_wait),
		TEST(stale_answer_is_mended),
		TEST(late_answers_are_no_keys),
		TEST(keys_typed_meanwhile_are_keys),
		TEST(setting_it_back_asks),
		TEST(bad_cache_is_written_anew),
		TEST(nowhere_to_keep_is_fine),
		TEST(some_are_not_asked),
		TEST(card_says_what_follows),
	};
#undef TEST

	return cmocka_run_group_tests_name("probe", tests, NULL, NULL);
}
