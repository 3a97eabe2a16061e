#include "ui/probe.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/text/glyph.h"
#include "tests/folder.h"
#include "ui/probe_ask.h"
#include "ui/probe_cache.h"

/* Replies of a terminal that gives `ambiguous` cells, as it sends them. */
static void
add_replies(struct buf *b, int ambiguous)
{
	for (int i = 0; i < PROBE_COUNT; i++)
		buf_addf(b, "\033[2;%dR",
		    1 +
			(probe_rows[i].kind == PROBE_AMBIGUOUS
				? ambiguous
				: probe_rows[i].ncells));
	buf_addf(b, "\033[4;%dR", 1 + ambiguous);
}

struct reply_case {
	const char *what;
	const char *before, *after; /* the replies */
	const char *typed;
};

static const struct reply_case reply_cases[] = {
	{ "nothing else", "", "", "" },
	{ "keys before", "jk", "", "jk" },
	{ "keys after", "", "\r", "\r" },
	{ "a key that is a sequence", "\033[A\033OB", "", "\033[A\033OB" },
	{ "F3 with Shift is like a reply", "\033[1;2R", "", "\033[1;2R" },
	{ "Esc", "\033", "", "\033" },
	{ "Esc twice", "\033\033", "", "\033\033" },
	{ "Alt", "\033x", "", "\033x" },
	{ "a mode's report", "\033[?2027;0$y", "", "\033[?2027;0$y" },
	{ "colours", "\033]11;rgb:0000/0000/0000\033\\", "",
	    "\033]11;rgb:0000/0000/0000\033\\" },
	{ "text in UTF-8", "中“", "é", "中“é" },
	{ "no column", "\033[2;R", "", "\033[2;R" },
	{ "column 0", "\033[2;0R", "", "\033[2;0R" },
	{ "a column far away", "\033[2;99R", "", "\033[2;99R" },
	{ "too many digits", "\033[2;00002R", "", "\033[2;00002R" },
	{ "three numbers", "\033[2;2;2R", "", "\033[2;2;2R" },
	{ "no end", "\033[222222222222222222;2R", "",
	    "\033[222222222222222222;2R" },
	{ "a reply too many", "", "\033[2;2R", "\033[2;2R" },
};

/* Whatever stands around them, and however they are cut. */
static void
replies_are_told_from_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof reply_cases / sizeof *reply_cases; i++)
		for (size_t piece = 1; piece < 300; piece = piece * 2 + 1) {
			const struct reply_case *c = &reply_cases[i];
			struct probe_reader r;
			struct buf in, typed;
			buf_init(&in);
			buf_init(&typed);
			buf_adds(&in, c->before);
			add_replies(&in, 2);
			buf_adds(&in, c->after);
			probe_begin(&r, PROBE_ALL);
			for (size_t at = 0; at < in.n; at += piece)
				probe_read(&r, in.bytes + at,
				    at + piece < in.n ? piece : in.n - at,
				    &typed);
			probe_end(&r, &typed);
			if (strcmp(buf_str(&typed), c->typed) != 0)
				fail_msg("%s, by %zu", c->what, piece);
			assert_int_equal(probe_verdict(&r), PROBE_WIDE);
			assert_int_equal(r.last, 2);
			buf_fini(&in);
			buf_fini(&typed);
		}
}

static enum probe_verdict
verdict_of(const char *replies, size_t nbytes)
{
	struct probe_reader r;
	struct buf typed;

	buf_init(&typed);
	probe_begin(&r, PROBE_ALL);
	probe_read(&r, replies, nbytes, &typed);
	probe_end(&r, &typed);
	buf_fini(&typed);
	return probe_verdict(&r);
}

static void
verdicts(void **state)
{
	struct buf b;

	(void)state;
	for (int ambiguous = 1; ambiguous <= 3; ambiguous++) {
		buf_init(&b);
		add_replies(&b, ambiguous);
		assert_int_equal(verdict_of(b.bytes, b.n),
		    ambiguous == 3 ? PROBE_SILENT : ambiguous);
		/* One reply short, at the end or at the beginning. */
		assert_int_equal(verdict_of(b.bytes, b.n - 1), PROBE_SILENT);
		assert_int_equal(
		    verdict_of(b.bytes + 6, b.n - 6), PROBE_SILENT);
		buf_fini(&b);
	}
	buf_init(&b);
	add_replies(&b, 1);
	b.bytes[6 * PROBE_RULE + 4] = '3';
	assert_int_equal(verdict_of(b.bytes, b.n), PROBE_MIXED);
	b.bytes[6 * PROBE_RULE + 4] = '2';
	b.bytes[6 * PROBE_FLAG + 4] = '5'; /* not relied upon */
	assert_int_equal(verdict_of(b.bytes, b.n), PROBE_NARROW);
	buf_fini(&b);
	assert_int_equal(verdict_of("", 0), PROBE_SILENT);

	assert_int_equal(probe_ambiguous(PROBE_SILENT), 1);
	assert_int_equal(probe_ambiguous(PROBE_NARROW), 1);
	assert_int_equal(probe_ambiguous(PROBE_WIDE), 2);
	assert_int_equal(probe_ambiguous(PROBE_MIXED), 1 | GLYPH_SAFE);
}

/* The rest of a reply that never comes whole is no key; Esc alone is one. */
static void
what_is_held_at_the_end(void **state)
{
	static const char *const cases[][2] = { { "\033", "\033" },
		{ "\033[", "" }, { "\033[2;", "" }, { "a\033[2;1", "a" } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct probe_reader r;
		struct buf typed;
		buf_init(&typed);
		probe_begin(&r, PROBE_ALL);
		probe_read(&r, cases[i][0], strlen(cases[i][0]), &typed);
		assert_true(probe_is_amid(&r));
		probe_end(&r, &typed);
		assert_false(probe_is_amid(&r));
		assert_string_equal(buf_str(&typed), cases[i][1]);
		buf_fini(&typed);
	}
}

/* A terminal that always says the same is not waited for. */
static void
foreign_replies_end_it(void **state)
{
	struct probe_reader r;
	struct buf typed;

	(void)state;
	buf_init(&typed);
	probe_begin(&r, PROBE_START);
	for (int i = 0; i <= PROBE_START; i++) {
		assert_false(r.is_over);
		probe_read(&r, "\033[1;1R", 6, &typed);
	}
	assert_true(r.is_over);
	assert_int_equal(probe_verdict(&r), PROBE_SILENT);
	buf_fini(&typed);
}

static void
questions_leave_nothing(void **state)
{
	static const char begin[] = "\033[?1049h", end[] = "\033[?1049l";
	static const int all[] = { PROBE_NONE, PROBE_START, PROBE_ALL };

	(void)state;
	for (int i = 0; i < 6; i++) {
		bool shell = i % 2;
		struct buf b;
		size_t n = 0;
		buf_init(&b);
		probe_question(&b, all[i / 2], shell);
		assert_int_equal(strncmp(b.bytes, begin, 8) == 0, shell);
		assert_int_equal(strcmp(b.bytes + b.n - 8, end) == 0, shell);
		for (const char *p = b.bytes; (p = strstr(p, "\033[6n")); p++)
			n++;
		assert_int_equal(n, all[i / 2] + 1);
		buf_fini(&b);
	}
}

static void
last_reply(void **state)
{
	(void)state;
	assert_int_equal(probe_ncells("4;2R"), 1);
	assert_int_equal(probe_ncells("4;3R"), 2);
	assert_int_equal(probe_ncells("4;4R"), 0);
	assert_int_equal(probe_ncells("200~"), 0);
	assert_int_equal(probe_ncells(""), 0);
}

static void
some_terminals_are_not_asked(void **state)
{
	static const char *const no[] = { "", "dumb", "linux", "vt100" };
	static const char *const yes[] = { "xterm-256color", "tmux-256color",
		"screen", "foot", "mlterm" };

	(void)state;
	assert_false(probe_may_ask(NULL));
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		assert_false(probe_may_ask(no[i]));
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		assert_true(probe_may_ask(yes[i]));
}

/* --- the cache ------------------------------------------------------------- */

enum { DAY = 86400 };

static const int64_t now = INT64_C(1748563200); /* 2025-05-30 */

static void
answers_are_kept_by_terminal(void **state)
{
	char dir[FOLDER_BYTES], cache[FOLDER_BYTES + 16];
	enum probe_verdict v;

	(void)state;
	test_folder_make(dir);
	snprintf(cache, sizeof cache, "%s/a/b", dir);
	assert_false(probe_cache_get(&v, cache, now));
	setenv("TERM", "xterm", 1);
	probe_cache_put(PROBE_WIDE, cache, now);
	assert_true(probe_cache_get(&v, cache, now));
	assert_int_equal(v, PROBE_WIDE);
	/* Another name, another version: another terminal. */
	setenv("XTERM_VERSION", "XTerm(400)", 1);
	assert_false(probe_cache_get(&v, cache, now));
	probe_cache_put(PROBE_NARROW, cache, now);
	assert_true(probe_cache_get(&v, cache, now));
	assert_int_equal(v, PROBE_NARROW);
	unsetenv("XTERM_VERSION");
	assert_true(probe_cache_get(&v, cache, now));
	assert_int_equal(v, PROBE_WIDE);
	/* Once more is not twice. */
	probe_cache_put(PROBE_MIXED, cache, now);
	size_t n;
	char *file = test_file_read(cache, "terminals", &n);
	assert_non_null(file);
	assert_int_equal(n, 2 * strlen("0123456789abcdef 1 20238\n"));
	free(file);
	assert_int_equal(test_folder_count(cache, "terminals."), 0);
	test_folder_remove(dir);
}

static void
answers_grow_old(void **state)
{
	static const struct {
		enum probe_verdict verdict;
		int days;
		bool good;
	} cases[] = {
		{ PROBE_WIDE, 0, true },
		{ PROBE_WIDE, PROBE_CACHE_DAYS - 1, true },
		{ PROBE_WIDE, PROBE_CACHE_DAYS, false },
		{ PROBE_NARROW, -1, false }, /* a day to come */
		{ PROBE_SILENT, 0, true },
		{ PROBE_SILENT, 1, false },
		{ PROBE_MIXED, 0, true },
		{ PROBE_MIXED, 1, false },
	};
	char dir[FOLDER_BYTES];
	enum probe_verdict v;

	(void)state;
	test_folder_make(dir);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		probe_cache_put(cases[i].verdict, dir, now);
		assert_int_equal(
		    probe_cache_get(&v, dir, now + cases[i].days * DAY),
		    cases[i].good);
	}
	test_folder_remove(dir);
}

static void
file_does_not_grow_for_ever(void **state)
{
	char dir[FOLDER_BYTES], term[32];
	enum probe_verdict v;
	size_t n;

	(void)state;
	test_folder_make(dir);
	for (int i = 0; i < PROBE_CACHE_TERMINALS + 5; i++) {
		snprintf(term, sizeof term, "xterm-%d", i);
		setenv("TERM", term, 1);
		probe_cache_put(PROBE_WIDE, dir, now);
	}
	char *file = test_file_read(dir, "terminals", &n);
	assert_int_equal(
	    n, PROBE_CACHE_TERMINALS * strlen("0123456789abcdef 1 20238\n"));
	free(file);
	assert_true(probe_cache_get(&v, dir, now));
	setenv("TERM", "xterm-0", 1);
	assert_false(probe_cache_get(&v, dir, now));
	test_folder_remove(dir);
}

static void
nowhere_is_fine(void **state)
{
	static const char *const dirs[] = { NULL, "", "relative", "/dev/null/x",
		"/proc/nowhere" };
	enum probe_verdict v;

	(void)state;
	for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++) {
		probe_cache_put(PROBE_WIDE, dirs[i], now);
		assert_false(probe_cache_get(&v, dirs[i], now));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(replies_are_told_from_keys),
		cmocka_unit_test(verdicts),
		cmocka_unit_test(what_is_held_at_the_end),
		cmocka_unit_test(foreign_replies_end_it),
		cmocka_unit_test(questions_leave_nothing),
		cmocka_unit_test(last_reply),
		cmocka_unit_test(some_terminals_are_not_asked),
		cmocka_unit_test(answers_are_kept_by_terminal),
		cmocka_unit_test(answers_grow_old),
		cmocka_unit_test(file_does_not_grow_for_ever),
		cmocka_unit_test(nowhere_is_fine),
	};

	return cmocka_run_group_tests_name("probe", tests, NULL, NULL);
}
