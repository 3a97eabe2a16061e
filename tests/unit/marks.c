#include "src/library/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/edition/edition.h"
#include "tests/folder.h"

static const struct mark sample = {
	.paper = "松江日报",
	.date = "2025-05-30",
	.page = "A08",
	.headline = "新港开航",
	.article = "a1",
	.path = "/papers/x\xFF.txt", /* a path is bytes */
	.number = 3,
	.block = 2,
	.byte = 6,
	.quote = "港口",
};

struct fixture {
	char dir[FOLDER_BYTES];
	char sub[FOLDER_BYTES + 16];
	char notice[256];
	struct arena *arena;
	struct err err;
};

static struct fixture fx;

static int
setup(void **state)
{
	(void)state;
	memset(&fx, 0, sizeof fx);
	test_folder_make(fx.dir);
	snprintf(fx.sub, sizeof fx.sub, "%s/share/paper", fx.dir);
	fx.arena = arena_new();
	setenv("BROADSHEET_NOW", "1748563200", 1); /* 2025-05-30 00:00 UTC */
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
open_marks(const char *dir)
{
	return marks_open(dir, fx.notice, sizeof fx.notice, &fx.err);
}

static struct marks *
must_open(void)
{
	struct marks *m = open_marks(fx.sub);

	if (!m)
		fail_msg("%s", fx.err.msg);
	return m;
}

static int64_t
must_add(struct marks *m, struct mark mark, bool want_existed)
{
	int64_t id = 0;
	bool existed;

	if (marks_add(m, &mark, &id, &existed, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	assert_true(id > 0);
	assert_int_equal(existed, want_existed);
	return id;
}

static struct mark_list
must_list(struct marks *m)
{
	struct mark_list list;

	if (marks_list(m, &list, fx.arena, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	return list;
}

static void
a_bookmark_is_kept_whole(void **state)
{
	(void)state;
	struct marks *m = must_open();
	int64_t id = must_add(m, sample, false);
	marks_close(m);

	m = must_open();
	struct mark_list list = must_list(m);
	assert_int_equal(list.n, 1);
	const struct mark *got = &list.at[0];
	assert_int_equal(got->id, id);
	assert_string_equal(got->paper, sample.paper);
	assert_string_equal(got->date, sample.date);
	assert_string_equal(got->page, sample.page);
	assert_string_equal(got->headline, sample.headline);
	assert_string_equal(got->article, sample.article);
	assert_string_equal(got->path, sample.path);
	assert_string_equal(got->quote, sample.quote);
	assert_int_equal(got->number, 3);
	assert_int_equal(got->block, 2);
	assert_int_equal(got->byte, 6);
	assert_int_equal(got->added, 1748563200);
	marks_close(m);
}

static void
absent_values_stay_absent(void **state)
{
	(void)state;
	struct marks *m = must_open();
	must_add(m, (struct mark){ .paper = "p", .article = "x" }, false);
	struct mark_list list = must_list(m);
	assert_int_equal(list.n, 1);
	assert_null(list.at[0].date);
	assert_null(list.at[0].page);
	assert_null(list.at[0].headline);
	assert_null(list.at[0].path);
	assert_null(list.at[0].quote);
	marks_close(m);
}

static void
setting_again_changes_nothing(void **state)
{
	(void)state;
	struct marks *m = must_open();
	int64_t id = must_add(m, sample, false);
	struct mark again = sample;

	again.byte = 99;
	assert_int_equal(must_add(m, again, true), id);
	again.article = "edited"; /* same headline, same number */
	assert_int_equal(must_add(m, again, true), id);
	again.number = 4; /* another one of the same headline */
	assert_true(must_add(m, again, false) != id);
	again = sample;
	again.date = "2025-05-31";
	assert_true(must_add(m, again, false) != id);

	struct mark_list list = must_list(m);
	assert_int_equal(list.n, 3);
	assert_int_equal(list.at[1].byte, 6);
	marks_close(m);
}

static void
an_id_is_never_used_twice(void **state)
{
	(void)state;
	struct marks *m = must_open();
	int64_t id = must_add(m, sample, false);

	assert_int_equal(marks_remove(m, id, &fx.err), 0);
	assert_int_equal(must_list(m).n, 0);
	assert_int_equal(marks_remove(m, id, &fx.err), 0);
	struct mark back = sample;
	back.added = 12345;
	assert_true(must_add(m, back, false) > id);
	assert_int_equal(must_list(m).at[0].added, 12345);
	marks_close(m);
}

static void
title_and_tags_are_changed(void **state)
{
	static const char *const tags[] = { "port", "港口" };
	struct mark mark = sample;

	(void)state;
	struct marks *m = must_open();
	mark.title = "the ferry";
	mark.tags = (struct tags){ tags, 1 };
	mark.id = must_add(m, mark, false);
	assert_string_equal(must_list(m).at[0].title, "the ferry");
	mark.title = NULL;
	mark.tags.n = 2;
	assert_int_equal(marks_change(m, &mark, &fx.err), 0);
	const struct mark *got = &must_list(m).at[0];
	assert_null(got->title);
	assert_string_equal(tags_line(got->tags, fx.arena), "port, 港口");
	assert_string_equal(got->quote, sample.quote);
	mark.id += 1;
	assert_int_equal(marks_change(m, &mark, &fx.err), -1);
	assert_int_equal(fx.err.code, ERR_NOT_FOUND);
	marks_close(m);
}

static void
changes_of_others_are_seen(void **state)
{
	struct mark mark = sample;

	(void)state;
	struct marks *m = must_open();
	struct marks *other = must_open();
	assert_false(marks_were_changed(NULL));
	assert_false(marks_were_changed(m));
	must_add(m, mark, false);
	assert_false(marks_were_changed(m)); /* that was not someone else */
	assert_true(marks_were_changed(other));
	assert_false(marks_were_changed(other));
	mark.article = "another";
	mark.number = 9;
	must_add(other, mark, false);
	assert_true(marks_were_changed(m));
	assert_false(marks_were_changed(m));
	assert_false(marks_were_changed(other));
	marks_close(other);
	marks_close(m);
}

static void
the_list_is_in_order(void **state)
{
	static const struct mark marks[] = {
		{ .paper = "B", .date = "2025-05-30", .article = "1" },
		{ .paper = "A", .date = "2025-05-29", .article = "2" },
		{ .paper = "A",
		    .date = "2025-05-30",
		    .page = "A10",
		    .article = "3" },
		{ .paper = "A",
		    .date = "2025-05-30",
		    .page = "A9",
		    .article = "4",
		    .number = 2 },
		{ .paper = "A",
		    .date = "2025-05-30",
		    .page = "A09",
		    .article = "5",
		    .number = 1 },
		{ .paper = "A", .article = "6" },
	};
	struct marks *m = must_open();
	char order[16] = "";

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		must_add(m, marks[i], false);
	struct mark_list list = must_list(m);
	for (size_t i = 0; i < list.n; i++)
		strcat(order, list.at[i].article);
	assert_string_equal(order, "543126");
	marks_close(m);
}

static void
places_are_kept_by_edition(void **state)
{
	(void)state;
	struct marks *m = must_open();
	struct mark got;

	fx.err.code = ERR_DB;
	assert_false(marks_get_place(m, "p", "d", &got, fx.arena, &fx.err));
	assert_int_equal(fx.err.code, ERR_NONE);
	assert_int_equal(marks_set_place(m, "p", "d", &sample, &fx.err), 0);
	struct mark moved = sample;
	moved.byte = 77;
	assert_int_equal(marks_set_place(m, "p", "d", &moved, &fx.err), 0);
	assert_int_equal(marks_set_place(m, "p", NULL, &sample, &fx.err), 0);
	assert_true(marks_get_place(m, "p", "d", &got, fx.arena, &fx.err));
	assert_int_equal(got.byte, 77);
	assert_string_equal(got.quote, sample.quote);
	assert_true(marks_get_place(m, "p", NULL, &got, fx.arena, &fx.err));
	assert_int_equal(got.byte, 6);
	assert_int_equal(must_list(m).n, 0);
	marks_close(m);
}

static void
bits_follow_an_edited_source(void **state)
{
	static const struct article stories[] = {
		{ .id = "n1", .headline = "简讯", .index = 0 },
		{ .id = "a1", .headline = "新港开航", .index = 1 },
		{ .id = "n2", .headline = "简讯", .index = 2 },
	};
	static const struct article *const all[] = { &stories[0], &stories[1],
		&stories[2] };
	const struct edition e = { .articles = all, .narticles = 3 };
	struct marks *m = must_open();
	struct mark brief = sample;
	unsigned char bits[3] = { 9, 9, 9 };
	int64_t found;

	(void)state;
	brief.article = "older";
	brief.headline = "简讯";
	brief.number = 3;
	must_add(m, sample, false);
	int64_t id = must_add(m, brief, false);
	assert_int_equal(
	    marks_of_edition(m, sample.paper, sample.date, &e, bits, &fx.err),
	    0);
	assert_memory_equal(bits, ((unsigned char[]){ 0, 1, 1 }), 3);
	assert_int_equal(marks_find(m, sample.paper, sample.date, &stories[2],
			     &found, &fx.err),
	    0);
	assert_int_equal(found, id);
	assert_int_equal(marks_find(m, sample.paper, sample.date, &stories[0],
			     &found, &fx.err),
	    0);
	assert_int_equal(found, 0);
	assert_int_equal(
	    marks_of_edition(m, sample.paper, "other", &e, bits, &fx.err), 0);
	assert_memory_equal(bits, ((unsigned char[]){ 0, 0, 0 }), 3);
	marks_close(m);
}

static void
the_folder_is_private(void **state)
{
	struct stat st;
	char path[2 * FOLDER_BYTES];

	(void)state;
	marks_close(must_open());
	assert_int_equal(stat(fx.sub, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	snprintf(path, sizeof path, "%s/marks.db", fx.sub);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void
odd_places_are_refused_with_a_sentence(void **state)
{
	char path[2 * FOLDER_BYTES];

	(void)state;
	assert_null(open_marks(NULL));
	assert_non_null(strstr(fx.err.msg, "HOME"));
	test_file_write(fx.dir, "file", "x", 1);
	snprintf(path, sizeof path, "%s/file", fx.dir);
	assert_null(open_marks(path));
	assert_non_null(strstr(fx.err.msg, "is in the way"));
	snprintf(path, sizeof path, "%s/file/below", fx.dir);
	assert_null(open_marks(path));
	assert_non_null(strstr(fx.err.msg, "file"));

	snprintf(path, sizeof path, "%s/share", fx.dir);
	mkdir(path, 0700);
	mkdir(fx.sub, 0700);
	snprintf(path, sizeof path, "%s/marks.db", fx.sub);
	mkdir(path, 0700);
	assert_null(open_marks(fx.sub));
	assert_non_null(strstr(fx.err.msg, "is not a file"));
	rmdir(path);
	mkfifo(path, 0600);
	assert_null(open_marks(fx.sub));
	assert_non_null(strstr(fx.err.msg, "is not a file"));
}

static void
without_a_store_every_call_says_why(void **state)
{
	struct mark_list list;
	struct mark mark = sample;
	int64_t id;

	(void)state;
	marks_close(NULL);
	assert_int_equal(marks_list(NULL, &list, fx.arena, &fx.err), -1);
	assert_non_null(strstr(fx.err.msg, "could not be opened"));
	assert_int_equal(marks_add(NULL, &mark, &id, NULL, &fx.err), -1);
	assert_int_equal(marks_remove(NULL, 1, &fx.err), -1);
	assert_false(marks_get_place(NULL, "p", "d", &mark, fx.arena, &fx.err));
}

/* As another user, since permissions do not bind root. */
static void
child_reads_only(const char *dir)
{
	struct mark mark = sample;
	struct mark_list list;
	int64_t id;

	if (!getuid() && (setgid(65534) < 0 || setuid(65534) < 0))
		_exit(77);
	struct marks *m = open_marks(dir);
	if (!m || !strstr(fx.notice, "read only"))
		_exit(1);
	if (marks_list(m, &list, fx.arena, &fx.err) < 0 || list.n != 1)
		_exit(2);
	mark.article = "another";
	mark.number = 9;
	if (marks_add(m, &mark, &id, NULL, &fx.err) == 0 ||
	    !strstr(fx.err.msg, "read only"))
		_exit(3);
	_exit(0);
}

static void
a_read_only_folder_can_still_be_read(void **state)
{
	char path[2 * FOLDER_BYTES];
	int status;

	(void)state;
	struct marks *m = must_open();
	must_add(m, sample, false);
	marks_close(m);
	snprintf(path, sizeof path, "%s/marks.lock", fx.sub);
	unlink(path);
	snprintf(path, sizeof path, "%s/share", fx.dir);
	chmod(fx.dir, 0755);
	chmod(path, 0755);
	chmod(fx.sub, 0555);
	snprintf(path, sizeof path, "%s/marks.db", fx.sub);
	chmod(path, 0444);
	fflush(NULL);
	pid_t pid = fork();
	if (!pid)
		child_reads_only(fx.sub);
	waitpid(pid, &status, 0);
	chmod(fx.sub, 0755);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77)
		skip();
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_bookmark_is_kept_whole),
		TEST(absent_values_stay_absent),
		TEST(setting_again_changes_nothing),
		TEST(an_id_is_never_used_twice),
		TEST(title_and_tags_are_changed),
		TEST(changes_of_others_are_seen),
		TEST(the_list_is_in_order),
		TEST(places_are_kept_by_edition),
		TEST(bits_follow_an_edited_source),
		TEST(the_folder_is_private),
		TEST(odd_places_are_refused_with_a_sentence),
		TEST(without_a_store_every_call_says_why),
		TEST(a_read_only_folder_can_still_be_read),
	};

	return cmocka_run_group_tests_name("marks", tests, NULL, NULL);
}
