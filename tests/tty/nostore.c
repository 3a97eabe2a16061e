/*
 * The real program where bookmarks cannot be opened, or only after mending: the
 * paper is there, what is wrong is said, no mark is shown as set that was not
 * stored, and one leaves as always.
 */
#include "tests/tty/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/stat.h>

#include <cmocka.h>

enum { NROWS = 24, NCOLS = 80, PATH_BYTES = FOLDER_BYTES + 32 };

static const char bad[] = "this is no database, and never was one";

/* The folder that holds marks.db, made; the session's is XDG_DATA_HOME. */
static const char *
store(const struct session *s)
{
	static char path[PATH_BYTES];

	snprintf(path, sizeof path, "%s/broadsheet", s->folder);
	mkdir(path, 0700);
	return path;
}

static void
start(struct session *s)
{
	session_start(
	    s, &(struct session_how){ .nrows = NROWS, .ncols = NCOLS });
}

/* In the middle of the screen: the star that stands for a bookmark. */
static size_t
count_stars(const struct session *s)
{
	return session_count(s, '*') + session_count(s, 0x2605);
}

/* Read, be told, try to set a bookmark, be told again. */
static void
cannot_bookmark(struct session *s, const char *why)
{
	start(s);
	assert_true(tty_expect(s->tty, why));
	size_t before = count_stars(s);
	tty_type(s->tty, "]m");
	assert_true(tty_expect(s->tty, why));
	tty_settle(s->tty, 100);
	assert_int_equal(count_stars(s), before);
	session_quit(s);
}

static void
something_is_in_the_way(void **state)
{
	char path[PATH_BYTES + 16];

	snprintf(path, sizeof path, "%s/marks.db", store(*state));
	assert_int_equal(mkdir(path, 0700), 0);
	cannot_bookmark(*state, "is not a file");
}

static void
the_folder_cannot_be_made(void **state)
{
	struct session *s = *state;

	test_file_write(s->folder, "broadsheet", "", 0);
	cannot_bookmark(s, "is in the way");
}

static void
a_damaged_file_is_mended(void **state)
{
	struct session *s = *state;

	test_file_write(store(s), "marks.db", bad, sizeof bad);
	start(s);
	assert_true(tty_expect(s->tty, "was damaged"));
	tty_type(s->tty, "m");
	assert_true(tty_expect(s->tty, "ookmark"));
	session_quit(s);
	assert_int_equal(test_folder_count(store(s), "marks.db.damaged-"), 1);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, session_set_up, session_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(something_is_in_the_way),
		TEST(the_folder_cannot_be_made),
		TEST(a_damaged_file_is_mended),
	};
#undef TEST

	return cmocka_run_group_tests_name("nostore", tests, NULL, NULL);
}
