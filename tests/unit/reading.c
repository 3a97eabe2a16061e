#include "src/library/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/edition/edition.h"
#include "src/library/marks.h"
#include "src/library/marks_undo.h"
#include "tests/folder.h"

static const struct article stories[] = {
	{ .id = "a0", .headline = "简讯", .index = 0 },
	{ .id = "a1", .headline = "新港开航", .index = 1 },
	{ .id = "a2", .headline = "简讯", .index = 2 },
};
static const struct article *const all[] = { &stories[0], &stories[1],
	&stories[2] };
static const struct edition edition = { .articles = all, .narticles = 3 };

static struct fixture {
	char dir[FOLDER_BYTES];
	struct arena *arena;
	struct marks *m;
	struct err err;
} fx;

static int
setup(void **state)
{
	char notice[256];

	(void)state;
	memset(&fx, 0, sizeof fx);
	test_folder_make(fx.dir);
	fx.arena = arena_new();
	setenv("BROADSHEET_NOW", "1748563200", 1); /* 2025-05-30 00:00 UTC */
	fx.m = marks_open(fx.dir, notice, sizeof notice, &fx.err);
	assert_non_null(fx.m);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	marks_close(fx.m);
	arena_free(fx.arena);
	test_folder_remove(fx.dir);
	unsetenv("BROADSHEET_NOW");
	return 0;
}

static void
set(uint32_t i, enum reading_state state, int percent, bool is_quiet)
{
	struct mark mark = { .paper = "松江日报",
		.date = "2025-05-30",
		.article = stories[i].id,
		.headline = stories[i].headline,
		.number = i + 1 };
	struct reading r = { state, percent, 0 };

	if (reading_set(fx.m, &mark, r, is_quiet, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
}

static struct reading
get(uint32_t i)
{
	struct reading out[3];

	if (reading_of_edition(
		out, fx.m, "松江日报", "2025-05-30", &edition, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	return out[i];
}

static void
a_state_is_kept(void **state)
{
	(void)state;
	assert_int_equal(get(1).state, READING_NONE);
	set(1, READING_PART, 30, true);
	assert_int_equal(get(1).state, READING_PART);
	assert_int_equal(get(1).percent, 30);
	assert_int_equal(get(1).at, 1748563200);
	set(1, READING_DONE, 0, false);
	assert_int_equal(get(1).state, READING_DONE);
	assert_int_equal(get(1).percent, 100);
	assert_int_equal(get(0).state, READING_NONE);
	assert_int_equal(get(2).state, READING_NONE);
}

static void
what_was_read_stays_read(void **state)
{
	(void)state;
	set(1, READING_DONE, 100, true);
	set(1, READING_PART, 20, true);
	assert_int_equal(get(1).state, READING_DONE);
	set(1, READING_NONE, 50, false);
	assert_int_equal(get(1).state, READING_NONE);
	assert_int_equal(get(1).percent, 0);
	set(1, READING_PART, 400, true);
	assert_int_equal(get(1).percent, 100);
}

static void
an_edited_article_is_known_by_its_headline(void **state)
{
	static const struct article edited = { .id = "b",
		.headline = "新港开航" };
	static const struct article *const one[] = { &edited };
	static const struct edition e = { .articles = one, .narticles = 1 };
	struct reading r;

	(void)state;
	set(1, READING_DONE, 100, true);
	assert_int_equal(
	    reading_of_edition(&r, fx.m, "松江日报", "2025-05-30", &e, &fx.err),
	    0);
	assert_int_equal(r.state, READING_DONE);
	assert_int_equal(
	    reading_of_edition(&r, fx.m, "松江日报", NULL, &e, &fx.err), 0);
	assert_int_equal(r.state, READING_NONE);
}

static void
editions_are_counted(void **state)
{
	struct reading_count *counts;
	size_t n;

	(void)state;
	counts = reading_counts(&n, fx.m, fx.arena, &fx.err);
	assert_non_null(counts);
	assert_int_equal(n, 0);
	set(0, READING_DONE, 0, true);
	set(1, READING_PART, 5, true);
	set(2, READING_DONE, 0, true);
	set(2, READING_NONE, 0, true);
	counts = reading_counts(&n, fx.m, fx.arena, &fx.err);
	assert_int_equal(n, 1);
	assert_string_equal(counts[0].paper, "松江日报");
	assert_string_equal(counts[0].date, "2025-05-30");
	assert_int_equal(counts[0].ndone, 1);
	assert_int_equal(counts[0].npart, 1);
}

static void
the_last_place_is_offered(void **state)
{
	struct mark mark = { .article = "a1", .headline = "新港开航" };
	struct mark got;

	(void)state;
	fx.err.code = ERR_DB;
	assert_false(reading_last(&got, fx.m, fx.arena, &fx.err));
	assert_int_equal(fx.err.code, ERR_NONE);
	mark.added = 200;
	marks_set_place(fx.m, "p", "2025-05-30", &mark, &fx.err);
	mark.added = 100;
	marks_set_place(fx.m, "q", "2025-05-31", &mark, &fx.err);
	assert_true(reading_last(&got, fx.m, fx.arena, &fx.err));
	assert_string_equal(got.paper, "p");
	mark.added = 300;
	marks_set_place(fx.m, "q", "2025-05-31", &mark, &fx.err);
	assert_true(reading_last(&got, fx.m, fx.arena, &fx.err));
	assert_string_equal(got.paper, "q");
	assert_string_equal(got.article, "a1");
}

static void
names_are_followed(void **state)
{
	enum marks_deed deed;
	size_t n;

	(void)state;
	assert_non_null(follow_list(&n, fx.m, fx.arena, &fx.err));
	assert_int_equal(n, 0);
	assert_int_equal(follow_set(fx.m, "李媛媛", true, &fx.err), 0);
	assert_int_equal(follow_set(fx.m, "A. Reporter", true, &fx.err), 0);
	assert_int_equal(follow_set(fx.m, "李媛媛", true, &fx.err), 0);
	assert_int_equal(follow_set(fx.m, "nobody", false, &fx.err), 0);
	assert_int_equal(follow_set(fx.m, "", true, &fx.err), -1);
	assert_int_equal(marks_nundo(fx.m), 2);
	const char *const *names = follow_list(&n, fx.m, fx.arena, &fx.err);
	assert_int_equal(n, 2);
	assert_string_equal(names[0], "A. Reporter");
	assert_string_equal(names[1], "李媛媛");
	assert_int_equal(follow_set(fx.m, "李媛媛", false, &fx.err), 0);
	assert_int_equal(marks_undo(fx.m, &deed, &fx.err), 0);
	assert_int_equal(deed, DEED_UNFOLLOWED);
	follow_list(&n, fx.m, fx.arena, &fx.err);
	assert_int_equal(n, 2);
}

static void
without_a_store_every_call_says_why(void **state)
{
	struct reading out[3] = { { READING_DONE, 7, 7 } };
	struct mark mark = { .article = "x" };
	size_t n = 9;

	(void)state;
	assert_int_equal(reading_set(NULL, &mark, out[0], false, &fx.err), -1);
	assert_non_null(strstr(fx.err.msg, "could not be opened"));
	assert_int_equal(
	    reading_of_edition(out, NULL, "p", "d", &edition, &fx.err), -1);
	assert_int_equal(out[0].state, READING_NONE);
	assert_null(reading_counts(&n, NULL, fx.arena, &fx.err));
	assert_int_equal(n, 0);
	assert_null(follow_list(&n, NULL, fx.arena, &fx.err));
	assert_int_equal(follow_set(NULL, "a", true, &fx.err), -1);
	assert_false(reading_last(&mark, NULL, fx.arena, &fx.err));
}

static void
bookmarks_know_what_was_read(void **state)
{
	static const struct mark marks[] = {
		{ .paper = "B", .date = "2025-05-30", .article = "a0" },
		{ .paper = "A", .date = "2025-05-29", .article = "a1" },
		{ .paper = "A", .date = "2025-05-30", .article = "a1" },
	};
	struct reading part = { READING_PART, 30, 0 };
	struct mark_list list;
	struct reading out[3];
	int64_t id;

	(void)state;
	for (int i = 0; i < 3; i++)
		assert_int_equal(
		    marks_add(fx.m, &marks[i], &id, NULL, &fx.err), 0);
	assert_int_equal(reading_set(fx.m, &marks[1], part, true, &fx.err), 0);
	assert_int_equal(marks_list(fx.m, &list, fx.arena, &fx.err), 0);
	assert_int_equal(list.n, 3);
	assert_int_equal(reading_of_marks(out, fx.m, &list, &fx.err), 0);
	for (int i = 0; i < 3; i++) {
		bool is_it = !strcmp(list.at[i].date, "2025-05-29");
		assert_int_equal(out[i].percent, is_it ? 30 : 0);
	}
}

static void
articles_of_many_papers_are_asked_for(void **state)
{
	static const struct mark asked[] = {
		{ .paper = "B", .date = "2025-05-30", .article = "a1" },
		{ .paper = "A", .date = "", .article = "a1" },
		{ .paper = "A", .article = "a0" },
		{ .paper = "A", .date = "2025-05-30", .article = "a1" },
	};
	struct reading part = { READING_PART, 30, 0 };
	struct reading done = { READING_DONE, 100, 0 };
	struct reading out[4];

	(void)state;
	assert_int_equal(reading_set(fx.m, &asked[3], part, true, &fx.err), 0);
	assert_int_equal(reading_set(fx.m, &asked[2], done, true, &fx.err), 0);
	assert_int_equal(reading_of_articles(out, fx.m, asked, 4, &fx.err), 0);
	assert_int_equal(out[0].state, READING_NONE);
	assert_int_equal(out[1].state, READING_NONE);
	assert_int_equal(out[2].state, READING_DONE);
	assert_int_equal(out[3].percent, 30);
	assert_int_equal(reading_of_articles(out, NULL, asked, 4, &fx.err), -1);
	assert_int_equal(out[2].state, READING_NONE);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(bookmarks_know_what_was_read),
		TEST(articles_of_many_papers_are_asked_for),
		TEST(a_state_is_kept),
		TEST(what_was_read_stays_read),
		TEST(an_edited_article_is_known_by_its_headline),
		TEST(editions_are_counted),
		TEST(the_last_place_is_offered),
		TEST(names_are_followed),
		TEST(without_a_store_every_call_says_why),
	};

	return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
