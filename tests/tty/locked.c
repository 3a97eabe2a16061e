/*
 * The real program while another one has the file of bookmarks locked: keys are
 * answered at once, nothing is shown as kept that is not, what was asked for is
 * done when the lock goes, and else is told when the program ends.
 */
#include "tests/tty/session.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	NROWS = 24,
	NCOLS = 80,
	PATH_BYTES = FOLDER_BYTES + 32,
	/*
	 * At most this for all that must not wait for the lock, on a machine
	 * that is busy; who waits needs 5 seconds for each call.
	 */
	SOON_MS = 4000,
};

static const char waits[] = "not kept yet";

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
start(struct session *s)
{
	session_start(
	    s, &(struct session_how){ .nrows = NROWS, .ncols = NCOLS });
}

/* Make the store, with one bookmark. */
static void
make_store(struct session *s)
{
	start(s);
	assert_true(tty_expect(s->tty, "Front page"));
	tty_type(s->tty, "m");
	assert_true(tty_expect(s->tty, "bookmark set"));
	session_quit(s);
}

/* Lock all of its file, as SQLite does who writes; close() lets go. */
static int
lock(const struct session *s)
{
	char path[PATH_BYTES];
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	snprintf(path, sizeof path, "%s/broadsheet/marks.db", s->folder);
	int fd = open(path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(fcntl(fd, F_SETLK, &all), 0);
	return fd;
}

/* In the middle of the screen: the star that stands for a bookmark. */
static size_t
count_stars(const struct session *s)
{
	return session_count(s, '*') + session_count(s, 0x2605);
}

static void
keys_are_answered_and_marks_come_later(void **state)
{
	struct session *s = *state;

	make_store(s);
	int fd = lock(s);
	long began = now_ms();
	start(s);
	assert_true(tty_expect(s->tty, "has the bookmarks locked"));
	assert_int_equal(count_stars(s), 0);
	tty_type(s->tty, "]m");
	assert_true(tty_expect(s->tty, waits));
	assert_int_equal(count_stars(s), 0);
	tty_type(s->tty, "x  ");
	assert_true(tty_expect(s->tty, "6/9"));
	tty_type(s->tty, "bb");
	assert_true(tty_expect(s->tty, "4/9"));
	assert_true(now_ms() - began < SOON_MS);
	close(fd);
	assert_true(tty_expect(s->tty, "the clipping is kept now: "));
	assert_true(count_stars(s) > 0);
	tty_type(s->tty, "uuu");
	assert_true(tty_expect(s->tty, "nothing to undo"));
	tty_type(s->tty, "g");
	assert_true(tty_expect(s->tty, "1/9"));
	assert_true(count_stars(s) > 0);
	session_quit(s);
}

/* Of a store that is open already. */
static void
what_waits_can_be_taken_back(void **state)
{
	struct session *s = *state;

	make_store(s);
	start(s);
	assert_true(tty_expect(s->tty, "Front page"));
	tty_type(s->tty, "]m");
	assert_true(tty_expect(s->tty, "bookmark set"));
	int fd = lock(s);
	long began = now_ms();
	tty_type(s->tty, "m"); /* cleared, later */
	assert_true(tty_expect(s->tty, waits));
	assert_true(count_stars(s) > 0);
	tty_type(s->tty, "m");
	assert_true(tty_expect(s->tty, "taken back before it was kept"));
	tty_type(s->tty, "x");
	assert_true(tty_expect(s->tty, waits));
	tty_type(s->tty, "u");
	assert_true(tty_expect(s->tty, "taken back before it was kept: "));
	assert_true(now_ms() - began < SOON_MS);
	close(fd);
	tty_type(s->tty, "u"); /* the first, which is done */
	assert_true(tty_expect(s->tty, "undone: bookmark cleared"));
	session_quit(s);
}

static void
a_lock_that_stays_holds_nobody_back(void **state)
{
	struct session *s = *state;

	make_store(s);
	int fd = lock(s);
	start(s);
	assert_true(tty_expect(s->tty, "has the bookmarks locked"));
	tty_type(s->tty, "]m");
	assert_true(tty_expect(s->tty, waits));
	tty_type(s->tty, "x");
	tty_settle(s->tty, 100);
	long began = now_ms();
	tty_type(s->tty, "Q");
	assert_int_equal(tty_wait_exit(s->tty), 1);
	assert_true(now_ms() - began < SOON_MS);
	assert_false(tty_is_alternate(s->tty));
	assert_true(tty_expect(s->tty, "broadsheet: bookmark not set: "));
	assert_true(tty_expect(s->tty, "broadsheet: clipping not kept: "));
	assert_true(tty_expect(s->tty, "locked to the end"));
	tty_free(s->tty);
	s->tty = NULL;

	/* With nothing that waits there is nothing to tell. */
	start(s);
	assert_true(tty_expect(s->tty, "has the bookmarks locked"));
	session_quit(s);
	close(fd);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, session_set_up, session_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(keys_are_answered_and_marks_come_later),
		TEST(what_waits_can_be_taken_back),
		TEST(a_lock_that_stays_holds_nobody_back),
	};
#undef TEST

	return cmocka_run_group_tests_name("locked", tests, NULL, NULL);
}
