/*
 * Files of marks of earlier versions: they open with all that was in them, or
 * stay as they were.
 */
#include "src/library/marks.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/library/clips.h"
#include "src/library/db.h"
#include "tests/folder.h"

enum { NMARKS = 300, SKIP = 77 };

static struct fixture {
	char dir[FOLDER_BYTES];
	char notice[512];
	struct arena *arena;
	struct err err;
} fx;

/* As version 1 wrote it. */
static const char *const version_1[] = {
	"CREATE TABLE bookmark ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" paper TEXT NOT NULL, date TEXT NOT NULL, article TEXT NOT NULL,"
	" page TEXT, headline TEXT, path BLOB,"
	" number INTEGER NOT NULL, block INTEGER NOT NULL,"
	" byte INTEGER NOT NULL, quote TEXT, added INTEGER NOT NULL,"
	" UNIQUE (paper, date, article))",
	"CREATE TABLE place ("
	" paper TEXT NOT NULL, date TEXT NOT NULL, article TEXT NOT NULL,"
	" page TEXT, headline TEXT, path BLOB,"
	" number INTEGER NOT NULL, block INTEGER NOT NULL,"
	" byte INTEGER NOT NULL, quote TEXT, added INTEGER NOT NULL,"
	" PRIMARY KEY (paper, date))",
	"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	"WHERE i < 300) INSERT INTO bookmark SELECT i, '松江日报', "
	"'2025-05-30', 'a' || i, 'A8', '新港开航', X'2F78FF', i, 2, 6, "
	"'港口', 1748563200 FROM n",
	"DELETE FROM bookmark WHERE id = 300",
	"INSERT INTO place VALUES ('松江日报', '2025-05-30', 'a7', 'A8', "
	"'新港开航', NULL, 7, 1, 3, '港口', 1748563200)",
	"PRAGMA application_id = 0x62736D6B",
	"PRAGMA user_version = 1",
};

static void
make_version_1(void)
{
	char path[FOLDER_BYTES + 16];

	test_file_write(fx.dir, "marks.db", "", 0);
	snprintf(path, sizeof path, "%s/marks.db", fx.dir);
	struct db *db = db_open(path, DB_WRITE, &fx.err);
	assert_non_null(db);
	for (size_t i = 0; i < sizeof version_1 / sizeof *version_1; i++)
		if (db_exec(db, version_1[i], &fx.err) < 0)
			fail_msg("%s", fx.err.msg);
	db_close(db);
}

static int
setup(void **state)
{
	(void)state;
	memset(&fx, 0, sizeof fx);
	test_folder_make(fx.dir);
	fx.arena = arena_new();
	setenv("BROADSHEET_NOW", "1748563200", 1); /* 2025-05-30 00:00 UTC */
	make_version_1();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(fx.arena);
	test_folder_remove(fx.dir);
	unsetenv("BROADSHEET_NOW");
	return 0;
}

static struct marks *
open_marks(void)
{
	return marks_open(fx.dir, fx.notice, sizeof fx.notice, &fx.err);
}

static int64_t
version(const char *name)
{
	char path[FOLDER_BYTES + 64];
	int64_t n = -1;

	snprintf(path, sizeof path, "%s/%s", fx.dir, name);
	struct db *db = db_open(path, DB_READ, NULL);
	if (db)
		db_number(&n, db, "PRAGMA user_version", NULL);
	db_close(db);
	return n;
}

/* All of version 1 is there; returns how many bookmarks. */
static size_t
check_contents(struct marks *m)
{
	struct mark_list list;
	struct mark place;

	assert_non_null(m);
	if (marks_list(m, &list, fx.arena, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	assert_true(list.n >= NMARKS - 1);
	for (size_t i = 0; i < list.n; i++) {
		const struct mark *k = &list.at[i];
		if (k->id >= NMARKS)
			continue;
		assert_int_equal(k->number, k->id);
		assert_string_equal(k->paper, "松江日报");
		assert_string_equal(k->path, "/x\xFF");
		assert_string_equal(k->quote, "港口");
		assert_null(k->title);
		assert_int_equal(k->tags.n, 0);
	}
	assert_true(marks_get_place(
	    m, "松江日报", "2025-05-30", &place, fx.arena, &fx.err));
	assert_string_equal(place.article, "a7");
	assert_int_equal(place.byte, 3);
	return list.n;
}

static void
an_older_file_keeps_all(void **state)
{
	struct mark mark = { .paper = "p", .article = "new" };
	int64_t id;

	(void)state;
	struct marks *m = open_marks();
	assert_string_equal(fx.notice, "");
	assert_int_equal(check_contents(m), NMARKS - 1);
	assert_int_equal(marks_add(m, &mark, &id, NULL, &fx.err), 0);
	assert_true(id > NMARKS); /* not that of one that was deleted */
	marks_close(m);
	assert_int_equal(version("marks.db"), 2);
	assert_int_equal(version("marks.db.before-2"), 1);
	assert_int_equal(test_folder_count(fx.dir, "marks.db.new"), 0);
	m = open_marks();
	assert_int_equal(check_contents(m), NMARKS);
	marks_close(m);
}

static void
two_that_run_do_not_hinder(void **state)
{
	(void)state;
	struct marks *a = open_marks();
	struct marks *b = open_marks();
	check_contents(a);
	check_contents(b);
	marks_close(a);
	marks_close(b);
	assert_int_equal(test_folder_count(fx.dir, "marks.db.damaged-"), 0);
}

/* A file that may not grow stands for a full disk. */
static void
open_with_room(rlim_t nbytes)
{
	struct mark mark = { .paper = "p", .article = "new" };
	struct rlimit limit = { nbytes, nbytes };
	struct mark_list list;
	int64_t id;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &limit);
	struct marks *m = open_marks();
	if (!m || marks_list(m, &list, fx.arena, &fx.err) < 0)
		_exit(1);
	if (list.n != NMARKS - 1)
		_exit(2);
	bool is_new = version("marks.db") == 2;
	if (!is_new && !strstr(fx.notice, "older version"))
		_exit(3);
	if (!is_new && marks_add(m, &mark, &id, NULL, &fx.err) == 0)
		_exit(4);
	marks_close(m);
	_exit(0);
}

static void
no_room_leaves_the_older_file_whole(void **state)
{
	size_t before, after;
	int status, nold = 0, nnew = 0;

	(void)state;
	for (rlim_t room = 0; room < 200000; room += 5000) {
		char *was = test_file_read(fx.dir, "marks.db", &before);
		fflush(NULL);
		pid_t pid = fork();
		if (!pid)
			open_with_room(room);
		waitpid(pid, &status, 0);
		assert_int_equal(status, 0);
		char *is = test_file_read(fx.dir, "marks.db", &after);
		if (version("marks.db") == 1) {
			assert_int_equal(before, after);
			assert_memory_equal(was, is, before);
			nold++;
		} else {
			nnew++;
			make_version_1();
		}
		free(was);
		free(is);
	}
	print_message("%d stayed, %d became new\n", nold, nnew);
	assert_true(nold > 5 && nnew > 5);
	marks_close(open_marks());
	assert_int_equal(version("marks.db"), 2);
}

static void
a_kill_leaves_one_version_whole(void **state)
{
	struct timespec moment = { 0, 0 };
	int nearly = 0, nlate = 0;

	(void)state;
	for (int round = 0; round < 60; round++) {
		fflush(NULL);
		pid_t pid = fork();
		if (!pid) {
			open_marks();
			pause();
		}
		moment.tv_nsec = round * round * 10000L;
		nanosleep(&moment, NULL);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		if (test_folder_count(fx.dir, "marks.db.before-2"))
			nlate++;
		else
			nearly++;
		struct marks *m = open_marks();
		assert_string_equal(fx.notice, "");
		assert_int_equal(check_contents(m), NMARKS - 1);
		marks_close(m);
		assert_int_equal(version("marks.db.before-2"), 1);
		assert_int_equal(version("marks.db"), 2);
		test_folder_remove(fx.dir);
		test_folder_make(fx.dir);
		make_version_1();
	}
	print_message("%d before the copy, %d after\n", nearly, nlate);
}

/* As another user, since permissions do not bind root. */
static void
child_reads_only(void)
{
	struct clip_list clips;
	struct mark_list list;

	if (!getuid() && (setgid(65534) < 0 || setuid(65534) < 0))
		_exit(SKIP);
	struct marks *m = open_marks();
	if (!m || !strstr(fx.notice, "read only"))
		_exit(1);
	if (marks_list(m, &list, fx.arena, &fx.err) < 0 || list.n != NMARKS - 1)
		_exit(2);
	if (clips_list(m, &clips, NULL, fx.arena, &fx.err) < 0 || clips.n)
		_exit(3);
	if (marks_remove(m, 1, &fx.err) == 0 ||
	    !strstr(fx.err.msg, "read only"))
		_exit(4);
	_exit(0);
}

static void
an_older_file_that_is_read_only_is_shown(void **state)
{
	char path[FOLDER_BYTES + 16];
	int status;

	(void)state;
	snprintf(path, sizeof path, "%s/marks.db", fx.dir);
	chmod(path, 0444);
	chmod(fx.dir, 0555);
	fflush(NULL);
	pid_t pid = fork();
	if (!pid)
		child_reads_only();
	waitpid(pid, &status, 0);
	chmod(fx.dir, 0755);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == SKIP)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(version("marks.db"), 1);
}

/* Bytes 36 to 39 count the free pages: all rows can be read, but. */
static void
a_damaged_older_file_is_salvaged(void **state)
{
	size_t nbytes;
	char *bytes = test_file_read(fx.dir, "marks.db", &nbytes);

	(void)state;
	bytes[39] = 9;
	test_file_write(fx.dir, "marks.db", bytes, nbytes);
	free(bytes);
	struct marks *m = open_marks();
	print_message("%s\n", fx.notice);
	assert_non_null(strstr(fx.notice, "saved 300 from"));
	assert_int_equal(check_contents(m), NMARKS - 1);
	marks_close(m);
}

int
main(void)
{
	/* Where waiting for the disk takes no time. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(an_older_file_keeps_all),
		TEST(two_that_run_do_not_hinder),
		TEST(no_room_leaves_the_older_file_whole),
		TEST(a_kill_leaves_one_version_whole),
		TEST(an_older_file_that_is_read_only_is_shown),
		TEST(a_damaged_older_file_is_salvaged),
	};

	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
