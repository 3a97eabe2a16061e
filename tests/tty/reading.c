/*
 * The real program on a real (pseudo-)terminal: start, open, turn, jump,
 * bookmark, resize, suspend, crash, leave.
 */
#include "tests/tty/tty.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static const char page[] =
    "老码头的钟又响了\n\n"
    "● 本报记者 秦川 苏禾\n\n"
    "停了十一年的码头大钟昨天下午四点敲响，第一声惊起了仓库顶上的一群鸽子，"
    "看热闹的人笑成一片。\n\n"
    "修钟人说，齿轮一个没换，只是把油换了，把二十年的灰擦了。\n\n"
    "钟楼里面\n\n"
    "钟楼一共九十六级台阶，最上面一层只能站两个人。大钟重1.2吨，铸于1931年。"
    "\n\n\n\n"
    "集市改到周六\n\n"
    "● 苏禾\n\n"
    "从下周起，码头集市由周日改到周六，摊位增加到85个，其中包括\n";

struct session {
	char folder[64];
	char paper[96];
	char data[96];
	char program[512];
};

static int
set_up(void **state)
{
	struct session *s = calloc(1, sizeof *s);
	const char *build = getenv("B");
	char cwd[400];

	strcpy(s->folder, "/tmp/broadsheet-tty-XXXXXX");
	if (!s || !mkdtemp(s->folder) || !getcwd(cwd, sizeof cwd))
		return -1;
	snprintf(s->paper, sizeof s->paper, "%s/page.txt", s->folder);
	snprintf(s->data, sizeof s->data, "XDG_DATA_HOME=%s/data", s->folder);
	snprintf(s->program, sizeof s->program, "%s/%s/broadsheet", cwd,
	    build ? build : "build");
	FILE *f = fopen(s->paper, "w");
	if (!f)
		return -1;
	fputs(page, f);
	fclose(f);
	*state = s;
	return 0;
}

static int
tear_down(void **state)
{
	struct session *s = *state;
	char path[128];

	static const char *const files[] = { "data/broadsheet/marks.db",
		"data/broadsheet", "data", "page.txt", "" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s", s->folder, files[i]);
		remove(path);
	}
	free(s);
	return 0;
}

/* Start the program on our page, or on the bundled edition. */
static struct tty *
start(const struct session *s, int own, const char *term, int nrows, int ncols)
{
	char term_var[64];
	const char *argv[] = { s->program, "--config=-", own ? s->paper : NULL,
		NULL };
	const char *env[] = { term_var, s->data, "LANG=C.UTF-8", NULL };

	snprintf(term_var, sizeof term_var, "TERM=%s", term);
	return tty_start(argv, env, nrows, ncols);
}

static void
assert_given_back(const struct tty *t)
{
	assert_false(tty_is_alternate(t));
	assert_true(tty_is_cursor_visible(t));
	assert_false(tty_has_mouse(t));
	assert_true(tty_is_canonical(t));
}

static void
opens_turns_and_leaves(void **state)
{
	struct tty *t = start(*state, 1, "xterm-256color", 24, 80);

	assert_true(tty_expect(t, "停了十一年"));
	assert_true(tty_expect(t, "集市改到周六"));
	assert_true(tty_is_alternate(t));
	tty_type(t, "\r");
	assert_true(tty_expect(t, "九十六级台阶"));
	tty_type(t, "J");
	assert_true(tty_expect(t, "（文字未完）"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	assert_given_back(t);
	tty_free(t);
}

/* Two copies at once: what one keeps, the other shows by itself. */
static void
two_copies_see_each_other(void **state)
{
	struct tty *one = start(*state, 1, "xterm-256color", 24, 80);
	struct tty *two = start(*state, 1, "xterm-256color", 24, 80);

	assert_true(tty_expect(one, "停了十一年"));
	assert_true(tty_expect(two, "停了十一年"));
	tty_type(two, "B");
	assert_true(tty_expect(two, "no bookmarks yet"));
	tty_type(one, "m");
	assert_true(tty_expect(one, "bookmark set"));
	assert_true(tty_expect(two, "老码头的钟又响了"));
	tty_type(two, "jd");
	assert_true(tty_expect(two, "no bookmarks yet"));
	tty_type(one, "B");
	assert_true(tty_expect(one, "no bookmarks yet"));
	tty_type(two, "u");
	assert_true(tty_expect(one, "老码头的钟又响了"));
	tty_type(one, "Q");
	tty_type(two, "Q");
	assert_int_equal(tty_wait_exit(one), 0);
	assert_int_equal(tty_wait_exit(two), 0);
	tty_free(one);
	tty_free(two);
}

/* A key that nobody knows, the focus, the right button: nothing happens. */
static void
unknown_sequences_do_nothing(void **state)
{
	static const char *const sequences[] = { "\033[99~", "\033[I",
		"\033[<2;9;9M", "\033[<2;9;9m" };
	struct tty *t = start(*state, 1, "xterm-256color", 24, 80);

	assert_true(tty_expect(t, "停了十一年"));
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
		tty_type(t, sequences[i]);
		tty_settle(t, 50);
	}
	tty_type(t, "\r");
	assert_true(tty_expect(t, "九十六级台阶"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
}

/* Press, move, release; a click then ends what was selected. */
static void
mouse_selects_sentences(void **state)
{
	struct tty *t = start(*state, 1, "xterm-256color", 24, 80);

	assert_true(tty_expect(t, "停了十一年"));
	tty_type(t, "\r");
	assert_true(tty_expect(t, "九十六级台阶"));
	assert_true(tty_has_mouse(t));
	tty_type(t, "\033[<0;9;5M\033[<32;9;6M\033[<32;9;7M\033[<0;9;7m");
	assert_true(tty_expect(t, "next sentence"));
	tty_type(t, "\033[<0;9;5M\033[<0;9;5m");
	assert_true(tty_expect_gone(t, "next sentence"));
	/* A terminal that reports no motion between. */
	tty_type(t, "\033[<0;9;5M\033[<0;9;7m");
	assert_true(tty_expect(t, "next sentence"));
	tty_type(t, "\033");
	assert_true(tty_expect_gone(t, "next sentence"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	assert_given_back(t);
	tty_free(t);
}

static void
finds_across_soft_breaks(void **state)
{
	struct tty *t = start(*state, 1, "xterm-256color", 24, 80);

	assert_true(tty_expect(t, "停了十一年"));
	tty_type(t, "/鸽子，看热闹\r");
	assert_true(tty_expect(t, "1/1"));
	tty_type(t, "/没有这句话\r");
	assert_true(tty_expect(t, "没有这句话"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
}

static void
bookmark_outlives_kill(void **state)
{
	struct tty *t = start(*state, 1, "xterm-256color", 24, 80);

	assert_true(tty_expect(t, "停了十一年"));
	tty_type(t, "m");
	assert_true(tty_expect(t, "ookmark"));
	tty_signal(t, SIGKILL);
	assert_int_equal(tty_wait_exit(t), 128 + SIGKILL);
	tty_free(t);
	t = start(*state, 1, "xterm-256color", 24, 80);
	assert_true(tty_expect(t, "停了十一年"));
	tty_type(t, "B");
	assert_true(tty_expect(t, "page.txt"));
	assert_true(tty_expect(t, "老码头的钟又响了"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
}

static void
every_terminal_serves(void **state)
{
	static const char *const terms[] = { "vt100", "xterm", "xterm-256color",
		"tmux-256color", "screen", "linux" };

	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct tty *t = start(*state, 1, terms[i], 24, 80);
		assert_true(tty_expect(t, "集市改到周六"));
		tty_type(t, "Q");
		assert_int_equal(tty_wait_exit(t), 0);
		assert_true(tty_is_canonical(t));
		tty_free(t);
	}
}

static void
dumb_terminal_is_told_what_to_do(void **state)
{
	struct tty *t = start(*state, 1, "dumb", 24, 80);

	assert_int_equal(tty_wait_exit(t), 1);
	assert_non_null(strstr(tty_screen(t), "broadsheet print"));
	assert_given_back(t);
	tty_free(t);
}

static void
foreign_character_set_is_refused(void **state)
{
	struct session *s = *state;
	const char *argv[] = { s->program, "--config=-", s->paper, NULL };
	const char *env[] = { "TERM=xterm", s->data, "LC_ALL=zh_CN.GB18030",
		NULL };
	const char *plain[] = { "TERM=xterm", s->data, "LC_ALL=POSIX", NULL };
	struct tty *t = tty_start(argv, env, 24, 80);

	assert_int_equal(tty_wait_exit(t), 1);
	assert_non_null(strstr(tty_screen(t), "UTF-8"));
	tty_free(t);
	t = tty_start(argv, plain, 24, 80);
	assert_true(tty_expect(t, "停了十一年"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
}

static void
chinese_interface(void **state)
{
	struct session *s = *state;
	const char *argv[] = { s->program, "--config=-", NULL };
	const char *env[] = { "TERM=xterm", s->data, "LANG=zh_CN.UTF-8", NULL };
	struct tty *t = tty_start(argv, env, 24, 80);

	assert_true(tty_expect(t, "雁浦"));
	tty_type(t, "?");
	assert_true(tty_expect(t, "下一"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
}

static void
resize_storm_keeps_the_sentence(void **state)
{
	static const int sizes[][2] = { { 10, 30 }, { 50, 200 }, { 5, 20 },
		{ 3, 10 }, { 1, 1 }, { 24, 41 }, { 7, 120 }, { 60, 60 } };
	struct tty *t = start(*state, 0, "xterm-256color", 24, 80);

	assert_true(tty_expect(t, "雁浦"));
	tty_type(t, "\r");
	assert_true(tty_expect(t, "落进长堤内侧第七层"));
	for (int round = 0; round < 5; round++)
		for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
			tty_resize(t, sizes[i][0], sizes[i][1]);
	tty_resize(t, 24, 80);
	assert_true(tty_expect(t, "落进长堤内侧第七层"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	assert_given_back(t);
	tty_free(t);
}

static void
too_small_says_so_and_comes_back(void **state)
{
	struct tty *t = start(*state, 1, "xterm-256color", 24, 80);

	assert_true(tty_expect(t, "停了十一年"));
	tty_resize(t, 4, 30);
	assert_true(tty_expect(t, "too small"));
	tty_resize(t, 24, 80);
	assert_true(tty_expect(t, "集市改到周六"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
}

static void
suspends_and_comes_back(void **state)
{
	struct tty *t = start(*state, 1, "xterm-256color", 24, 80);

	assert_true(tty_expect(t, "集市改到周六"));
	tty_type(t, "\032");
	assert_true(tty_wait_stop(t));
	assert_given_back(t);
	tty_signal(t, SIGCONT);
	assert_true(tty_expect(t, "集市改到周六"));
	assert_true(tty_is_alternate(t));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
}

static void
signals_give_the_terminal_back(void **state)
{
	static const int numbers[] = { SIGTERM, SIGSEGV, SIGABRT };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct tty *t = start(*state, 1, "xterm-256color", 24, 80);
		assert_true(tty_expect(t, "集市改到周六"));
		tty_signal(t, numbers[i]);
		int status = tty_wait_exit(t);
		if (numbers[i] == SIGTERM)
			assert_int_equal(status, 0);
		else
			assert_int_not_equal(status, 0);
		assert_given_back(t);
		tty_free(t);
	}
}

static void
place_is_kept(void **state)
{
	struct tty *t = start(*state, 1, "xterm-256color", 24, 80);

	assert_true(tty_expect(t, "停了十一年"));
	tty_type(t, "j\r");
	assert_true(tty_expect(t, "（文字未完）"));
	tty_signal(t, SIGTERM);
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
	t = start(*state, 1, "xterm-256color", 24, 80);
	assert_true(tty_expect(t, "（文字未完）"));
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
}

/* A way to start with options of one's own; words end in NULL. */
static struct tty *
start_with(const struct session *s, const char *const *words)
{
	const char *argv[8] = { s->program, "--config=-" };
	const char *env[] = { "TERM=xterm-256color", s->data, "LANG=C.UTF-8",
		NULL };

	for (size_t i = 0; words[i]; i++) {
		assert_true(i + 3 < sizeof argv / sizeof *argv);
		argv[i + 2] = words[i];
	}
	/* So small that a story has several sheets. */
	return tty_start(argv, env, 8, 60);
}

static void
quit(struct tty *t)
{
	tty_type(t, "Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
}

static void
what_was_read_is_marked(void **state)
{
	const struct session *s = *state;
	const char *const words[] = { s->paper, NULL };

	/* One sheet on, and out: a part. */
	struct tty *t = start_with(s, words);
	assert_true(tty_expect(t, "0 of 2 read"));
	tty_type(t, "\r");
	assert_true(tty_expect(t, "1/2"));
	tty_type(t, "\t");
	assert_true(tty_expect(t, "Contents"));
	assert_null(strstr(tty_screen(t), "%"));
	tty_type(t, "F");
	quit(t);
	t = start_with(s, words);
	assert_true(tty_expect(t, "0 of 2 read"));
	tty_type(t, "\r 2Q");
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);

	/* It was the last one: read to the end. */
	t = start_with(s, words);
	assert_true(tty_expect(t, "here you left off"));
	tty_type(t, "\t");
	assert_true(tty_expect(t, "✓"));
	assert_true(tty_expect(t, "1 of 2 read"));
	tty_type(t, "gr");
	assert_true(tty_expect(t, "marked as unread"));
	assert_true(tty_expect_gone(t, "✓"));
	tty_type(t, "u");
	assert_true(tty_expect(t, "✓"));
	tty_type(t, "jr");
	assert_true(tty_expect(t, "2 of 2 read"));
	quit(t);
	t = start_with(s, words);
	assert_true(tty_expect(t, "2 of 2 read"));
	quit(t);
}

/* Ended by a signal that lets it say good-bye, half way. */
static void
a_part_outlives_sigterm(void **state)
{
	const struct session *s = *state;
	const char *const words[] = { "-o", "restore-place=off", s->paper,
		NULL };

	struct tty *t = start_with(s, words);
	assert_true(tty_expect(t, "0 of 2 read"));
	tty_resize(t, 7, 30);
	/* On the first sheet there is room for the head alone. */
	tty_type(t, "\r  ");
	assert_true(tty_expect(t, "3/"));
	tty_signal(t, SIGTERM);
	assert_int_equal(tty_wait_exit(t), 0);
	tty_free(t);
	t = start_with(s, words);
	assert_true(tty_expect(t, "0 of 2 read"));
	tty_type(t, "\t");
	assert_true(tty_expect(t, "%"));
	quit(t);
}

static void
goes_on_where_another_paper_was_left(void **state)
{
	const struct session *s = *state;
	const char *const own[] = { s->paper, NULL };
	const char *const none[] = { "-o", "continue=on", NULL };
	const char *const go_on[] = { "--continue", NULL };
	const char *const bundled[] = { NULL };

	struct tty *t = start_with(s, go_on);
	assert_true(tty_expect(t, "Front page"));
	quit(t);
	t = start_with(s, own);
	assert_true(tty_expect(t, "0 of 2 read"));
	tty_type(t, "j\r");
	assert_true(tty_expect(t, "（文字未完）"));
	quit(t);

	/* Another paper offers it, once. */
	t = start_with(s, bundled);
	assert_true(tty_expect(
	    t, "C goes on where you left off: page.txt, 集市改到周六"));
	tty_type(t, "C");
	assert_true(tty_expect(t, "（文字未完）"));
	quit(t);
	t = start_with(s, none);
	assert_true(tty_expect(t, "（文字未完）"));
	quit(t);
	t = start_with(s, go_on);
	assert_true(tty_expect(t, "（文字未完）"));
	quit(t);

	/* It went: the program opens all the same, and says why. */
	remove(s->paper);
	t = start_with(s, none);
	assert_true(tty_expect(t, "page.txt"));
	quit(t);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(opens_turns_and_leaves),
		TEST(two_copies_see_each_other),
		TEST(unknown_sequences_do_nothing),
		TEST(mouse_selects_sentences),
		TEST(finds_across_soft_breaks),
		TEST(bookmark_outlives_kill),
		TEST(every_terminal_serves),
		TEST(dumb_terminal_is_told_what_to_do),
		TEST(foreign_character_set_is_refused),
		TEST(chinese_interface),
		TEST(resize_storm_keeps_the_sentence),
		TEST(too_small_says_so_and_comes_back),
		TEST(suspends_and_comes_back),
		TEST(signals_give_the_terminal_back),
		TEST(place_is_kept),
		TEST(what_was_read_is_marked),
		TEST(a_part_outlives_sigterm),
		TEST(goes_on_where_another_paper_was_left),
	};
#undef TEST

	return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
