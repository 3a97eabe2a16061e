/*
 * What state on disk may do to us: nothing.  The store opens or says why not;
 * what cannot be used is kept as it was.
 */
#include "src/library/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/library/clips.h"
#include "src/library/db.h"
#include "src/library/reading.h"
#include "tests/folder.h"

enum { PAGE_BYTES = 4096, NMARKS = 40 };

static struct fixture {
	char dir[FOLDER_BYTES];
	char notice[512];
	struct arena *arena;
	struct err err;
} fx;

static int
setup(void **state)
{
	(void)state;
	memset(&fx, 0, sizeof fx);
	test_folder_make(fx.dir);
	fx.arena = arena_new();
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
must_open_on(int day)
{
	char now[32];

	snprintf(now, sizeof now, "%d", 1748563200 + day * 86400);
	setenv("BROADSHEET_NOW", now, 1); /* 2025-05-30 and later */
	struct marks *m =
	    marks_open(fx.dir, fx.notice, sizeof fx.notice, &fx.err);
	if (!m)
		fail_msg("%s", fx.err.msg);
	return m;
}

static void
add(struct marks *m, int from, int to)
{
	for (int i = from; i < to; i++) {
		char article[16];
		int64_t id;
		snprintf(article, sizeof article, "a%d", i);
		struct mark mark = { .paper = "Lingang Daily",
			.date = "2025-05-30",
			.article = article,
			.headline = "A headline that takes some room on a page",
			.number = (uint32_t)i + 1,
			.quote = "Ships came in with the tide, and left." };
		assert_int_equal(marks_add(m, &mark, &id, NULL, &fx.err), 0);
	}
}

static size_t
count(struct marks *m)
{
	struct mark_list list;

	if (marks_list(m, &list, fx.arena, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	return list.n;
}

/* A store with NMARKS bookmarks in a copy and two more beside it. */
static char *
prepare(size_t *nbytes)
{
	struct marks *m = must_open_on(0);

	add(m, 0, NMARKS);
	marks_close(m);
	m = must_open_on(1); /* makes the copy */
	add(m, NMARKS, NMARKS + 2);
	marks_close(m);
	assert_int_equal(test_folder_count(fx.dir, "marks.db.copy-"), 1);
	return test_file_read(fx.dir, "marks.db", nbytes);
}

static void
cut_in_half(char *bytes, size_t *nbytes)
{
	(void)bytes;
	*nbytes /= 2;
}

static void
cut_to_nothing(char *bytes, size_t *nbytes)
{
	(void)bytes;
	*nbytes = 0;
}

static void
zero_first_page(char *bytes, size_t *nbytes)
{
	(void)nbytes;
	memset(bytes, 0, PAGE_BYTES);
}

static void
zero_last_page(char *bytes, size_t *nbytes)
{
	memset(bytes + *nbytes - PAGE_BYTES, 0, PAGE_BYTES);
}

static void
fill_with_garbage(char *bytes, size_t *nbytes)
{
	for (size_t i = 0; i < *nbytes; i++)
		bytes[i] = (char)(i * 7 + 13);
}

static void
spoil_the_schema(char *bytes, size_t *nbytes)
{
	for (size_t i = 0; i + 12 < *nbytes; i++)
		if (!memcmp(bytes + i, "CREATE TABLE", 12))
			memcpy(bytes + i, "CREATE TABEL", 12);
}

/* All rows can be read, but the file is not sound (bytes 36 to 39). */
static void
spoil_free_list(char *bytes)
{
	bytes[39] = 9;
}

static const struct damage_case {
	const char *name;
	void (*damage)(char *bytes, size_t *nbytes);
} damage_cases[] = {
	{ "cut in half", cut_in_half },
	{ "cut to nothing", cut_to_nothing },
	{ "first page zeroed", zero_first_page },
	{ "last page zeroed", zero_last_page },
	{ "garbage", fill_with_garbage },
	{ "schema spoilt", spoil_the_schema },
};

static void
a_damaged_file_is_put_aside_and_restored(void **state)
{
	char name[64] = "marks.db.damaged-2025-05-31";
	size_t ncases = sizeof damage_cases / sizeof *damage_cases;

	(void)state;
	for (size_t i = 0; i < ncases; i++) {
		size_t nbytes, nkept;
		char *bytes = prepare(&nbytes);
		damage_cases[i].damage(bytes, &nbytes);
		test_file_write(fx.dir, "marks.db", bytes, nbytes);

		struct marks *m = must_open_on(1);
		print_message("%s: %s\n", damage_cases[i].name, fx.notice);
		assert_non_null(strstr(fx.notice, name));
		assert_non_null(strstr(
		    fx.notice, "restored 40 from the copy of 2025-05-31"));
		assert_null(strstr(fx.notice, "could not be saved"));
		assert_int_equal(
		    test_folder_count(fx.dir, "marks.db.rescue"), 0);
		assert_true(count(m) >= NMARKS);
		add(m, 100, 101);
		marks_close(m);

		char *kept = test_file_read(fx.dir, name, &nkept);
		assert_int_equal(nkept, nbytes);
		assert_memory_equal(kept, bytes, nbytes);
		free(kept);
		free(bytes);

		m = must_open_on(1);
		assert_string_equal(fx.notice, "");
		assert_true(count(m) >= NMARKS + 1);
		marks_close(m);
		test_folder_remove(fx.dir);
		test_folder_make(fx.dir);
	}
}

static void
what_the_damaged_file_still_gives_is_saved(void **state)
{
	(void)state;
	struct marks *m = must_open_on(0);
	add(m, 0, NMARKS);
	marks_close(m);

	/* There is no copy yet. */
	size_t nbytes;
	char *bytes = test_file_read(fx.dir, "marks.db", &nbytes);
	spoil_free_list(bytes);
	test_file_write(fx.dir, "marks.db", bytes, nbytes);
	free(bytes);
	m = must_open_on(0);
	print_message("%s\n", fx.notice);
	assert_non_null(strstr(
	    fx.notice, "there is no copy to restore, but saved 40 from the"));
	assert_int_equal(count(m), NMARKS);
	marks_close(m);
}

static void
remove_copies_but_the_oldest(void)
{
	char path[FOLDER_BYTES + 64];

	snprintf(path, sizeof path, "%s/marks.db.copy-2025-06-01", fx.dir);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(test_folder_count(fx.dir, "marks.db.copy-"), 1);
}

static void
keep_one_of_each(struct marks *m, const char *note, int percent)
{
	static const char *const tags[] = { "port" };
	struct mark mark = { .paper = "p", .article = "x", .number = 1 };
	struct clip c = { .source = mark,
		.passage = { "text", "", "" },
		.note = note,
		.tags = { tags, 1 } };
	struct reading r = { READING_PART, percent, 0 };
	bool existed;

	mark.byte = (uint32_t)percent;
	assert_int_equal(clips_add(m, &c, &c.id, &existed, &fx.err), 0);
	if (existed)
		assert_int_equal(clips_change(m, &c, &fx.err), 0);
	assert_int_equal(reading_set(m, &mark, r, true, &fx.err), 0);
	assert_int_equal(marks_set_place(m, "p", NULL, &mark, &fx.err), 0);
	assert_int_equal(follow_set(m, note, true, &fx.err), 0);
}

/* The copy has an older state of each; the damaged file the last. */
static void
all_tables_are_saved_and_the_newer_wins(void **state)
{
	static const struct article story = { .id = "x" };
	static const struct article *const all[] = { &story };
	static const struct edition e = { .articles = all, .narticles = 1 };
	struct reading reading;
	struct clip_list clips;
	struct mark place;
	size_t nbytes, nfollowed;

	(void)state;
	struct marks *m = must_open_on(0);
	keep_one_of_each(m, "older", 10);
	marks_close(m);
	marks_close(must_open_on(1)); /* makes the copy */
	m = must_open_on(2);
	keep_one_of_each(m, "newer", 20);
	add(m, 0, 1);
	marks_close(m);
	remove_copies_but_the_oldest();
	char *bytes = test_file_read(fx.dir, "marks.db", &nbytes);
	spoil_free_list(bytes);
	test_file_write(fx.dir, "marks.db", bytes, nbytes);
	free(bytes);

	m = must_open_on(2);
	print_message("%s\n", fx.notice);
	assert_non_null(strstr(
	    fx.notice, "restored 4 from the copy of 2025-05-31 and 5 from"));
	assert_int_equal(count(m), 1);
	assert_int_equal(clips_list(m, &clips, "port", fx.arena, &fx.err), 0);
	assert_int_equal(clips.n, 1);
	assert_string_equal(clips.at[0].note, "newer");
	assert_true(marks_get_place(m, "p", NULL, &place, fx.arena, &fx.err));
	assert_int_equal(place.byte, 20);
	assert_int_equal(
	    reading_of_edition(&reading, m, "p", NULL, &e, &fx.err), 0);
	assert_int_equal(reading.percent, 20);
	follow_list(&nfollowed, m, fx.arena, &fx.err);
	assert_int_equal(nfollowed, 2);
	marks_close(m);
}

static void
a_second_damage_of_the_day_overwrites_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		test_file_write(fx.dir, "marks.db", "not a database", 14);
		marks_close(must_open_on(0));
	}
	assert_int_equal(test_folder_count(fx.dir, "marks.db.damaged-"), 3);
}

static void
a_journal_that_is_left_does_no_harm(void **state)
{
	size_t nbytes;
	char *bytes = prepare(&nbytes);

	(void)state;
	free(bytes);
	test_file_write(fx.dir, "marks.db-journal", "garbage, no journal", 19);
	struct marks *m = must_open_on(1);
	assert_int_equal(count(m), NMARKS + 2);
	add(m, 100, 101);
	marks_close(m);
	test_file_write(fx.dir, "marks.db", "garbage", 7);
	test_file_write(fx.dir, "marks.db-journal", "garbage, no journal", 19);
	m = must_open_on(1);
	assert_int_equal(count(m), NMARKS);
	assert_int_equal(test_folder_count(fx.dir, "marks.db-journal"), 0);
	marks_close(m);
}

static void
exec(const char *sql)
{
	char path[FOLDER_BYTES + 16];

	snprintf(path, sizeof path, "%s/marks.db", fx.dir);
	struct db *db = db_open(path, DB_WRITE, &fx.err);
	if (!db || db_exec(db, sql, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	db_close(db);
}

static void
another_program_keeps_its_file(void **state)
{
	static const char *const ids[] = { "PRAGMA application_id = 252006673",
		"PRAGMA application_id = 0" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		size_t before, after;
		test_file_write(fx.dir, "marks.db", "", 0);
		exec("CREATE TABLE bookmark (url TEXT)");
		exec(ids[i]);
		char *was = test_file_read(fx.dir, "marks.db", &before);
		assert_null(
		    marks_open(fx.dir, fx.notice, sizeof fx.notice, &fx.err));
		assert_non_null(strstr(fx.err.msg, "another program"));
		char *is = test_file_read(fx.dir, "marks.db", &after);
		assert_int_equal(before, after);
		assert_memory_equal(was, is, before);
		assert_int_equal(
		    test_folder_count(fx.dir, "marks.db.damaged-"), 0);
		free(was);
		free(is);
	}
}

static void
another_program_keeps_a_damaged_file_too(void **state)
{
	size_t nbytes;

	(void)state;
	test_file_write(fx.dir, "marks.db", "", 0);
	exec("CREATE TABLE bookmark (url TEXT UNIQUE)");
	char *bytes = test_file_read(fx.dir, "marks.db", &nbytes);
	test_file_write(fx.dir, "marks.db", bytes, nbytes / 2);
	free(bytes);
	assert_null(marks_open(fx.dir, fx.notice, sizeof fx.notice, &fx.err));
	assert_non_null(strstr(fx.err.msg, "another program"));
	assert_int_equal(test_folder_count(fx.dir, "marks.db.damaged-"), 0);
}

static void
a_journal_does_not_hide_another_program(void **state)
{
	(void)state;
	test_file_write(fx.dir, "marks.db", "", 0);
	exec("CREATE TABLE bookmark (url TEXT)");
	test_file_write(fx.dir, "marks.db-journal", "no journal", 10);
	assert_null(marks_open(fx.dir, fx.notice, sizeof fx.notice, &fx.err));
	assert_non_null(strstr(fx.err.msg, "another program"));
	assert_int_equal(test_folder_count(fx.dir, "marks.db.damaged-"), 0);
}

static void
a_newer_version_stays_even_if_damaged(void **state)
{
	size_t nbytes;

	(void)state;
	struct marks *m = must_open_on(0);
	add(m, 0, NMARKS);
	marks_close(m);
	exec("PRAGMA user_version = 3");
	char *bytes = test_file_read(fx.dir, "marks.db", &nbytes);
	spoil_free_list(bytes);
	test_file_write(fx.dir, "marks.db", bytes, nbytes);
	free(bytes);
	assert_null(marks_open(fx.dir, fx.notice, sizeof fx.notice, &fx.err));
	assert_non_null(strstr(fx.err.msg, "newer"));
	assert_non_null(strstr(fx.err.msg, "damaged"));
	assert_int_equal(test_folder_count(fx.dir, "marks.db.damaged-"), 0);
}

static void
a_newer_version_is_read_and_not_changed(void **state)
{
	(void)state;
	struct marks *m = must_open_on(0);
	add(m, 0, 3);
	marks_close(m);
	exec("ALTER TABLE bookmark ADD COLUMN colour TEXT");
	exec("PRAGMA user_version = 3");

	size_t before, after;
	char *was = test_file_read(fx.dir, "marks.db", &before);
	m = must_open_on(5);
	assert_non_null(strstr(fx.notice, "newer"));
	assert_int_equal(count(m), 3);
	struct mark mark = { .paper = "p", .article = "z" };
	int64_t id;
	assert_int_equal(marks_add(m, &mark, &id, NULL, &fx.err), -1);
	assert_non_null(strstr(fx.err.msg, "newer"));
	assert_int_equal(marks_remove(m, 1, &fx.err), -1);
	marks_close(m);
	char *is = test_file_read(fx.dir, "marks.db", &after);
	assert_int_equal(before, after);
	assert_memory_equal(was, is, before);
	free(was);
	free(is);
}

static void
hostile_rows_do_no_harm(void **state)
{
	(void)state;
	struct marks *m = must_open_on(0);
	add(m, 0, 1);
	marks_close(m);
	exec("CREATE TRIGGER t AFTER INSERT ON bookmark "
	     "BEGIN DELETE FROM bookmark; END");
	exec("INSERT INTO bookmark (id, paper, date, article, page, "
	     "headline, path, number, block, byte, quote, added) VALUES (-5, "
	     "CAST(X'41FF42' AS TEXT), "
	     "X'3100', '', 7, CAST(X'E4B8' AS TEXT), X'2F61FF', -1, "
	     "5000000000, 'x', zeroblob(900000), 'never')");
	exec("INSERT INTO bookmark (id, paper, date, article, page, "
	     "headline, path, number, block, byte, quote, added) VALUES "
	     "(9223372036854775806, 'p', '', 'q', "
	     "NULL, NULL, NULL, 0, 0, 0, NULL, 9223372036854775807)");
	m = must_open_on(0);
	add(m, 1, 2);
	struct mark_list list;
	assert_int_equal(marks_list(m, &list, fx.arena, &fx.err), 0);
	assert_int_equal(list.n, 4);
	for (size_t i = 0; i < list.n; i++) {
		const struct mark *mark = &list.at[i];
		if (mark->id != -5)
			continue;
		assert_string_equal(mark->paper,
		    "A\xEF\xBF\xBD"
		    "B");
		assert_string_equal(mark->date, "1\xEF\xBF\xBD");
		assert_string_equal(mark->article, "");
		assert_string_equal(mark->page, "7");
		assert_string_equal(mark->headline, "\xEF\xBF\xBD");
		assert_string_equal(mark->path, "/a\xFF");
		assert_int_equal(mark->number, 0);
		assert_int_equal(mark->block, 0);
		assert_int_equal(mark->byte, 0);
	}
	marks_close(m);
}

/* The copies there are, by month and day, all of 2025. */
static void
assert_copies(const char *days)
{
	size_t n = 0;

	for (; *days; days += 5 + (days[5] == ' '), n++) {
		char name[64];
		snprintf(name, sizeof name, "marks.db.copy-2025-%.5s", days);
		assert_int_equal(test_folder_count(fx.dir, name), 1);
	}
	assert_int_equal(test_folder_count(fx.dir, "marks.db.copy-"), n);
}

/* Open on a day, set a bookmark, and open again, which makes the day's copy. */
static void
use_on(int day)
{
	struct marks *m = must_open_on(day);

	add(m, 1000 + day, 1001 + day);
	marks_close(m);
	marks_close(must_open_on(day));
}

static void
some_daily_copies_are_kept(void **state)
{
	(void)state;
	marks_close(must_open_on(0));
	assert_int_equal(test_folder_count(fx.dir, "marks.db.copy-"), 0);
	for (int day = 0; day < 6; day++) {
		struct marks *m = must_open_on(day);
		add(m, day, day + 1);
		marks_close(m);
		marks_close(must_open_on(day));
	}
	assert_copies("05-30 06-02 06-03 06-04");
	assert_int_equal(test_folder_count(fx.dir, "marks.db.new"), 0);
}

/* The newest three, and one from before the week, at any day of use. */
static void
one_copy_is_a_week_old(void **state)
{
	(void)state;
	for (int day = 0; day < 8; day++)
		use_on(day);
	assert_copies("05-30 06-03 06-04 06-05 06-06");
	for (int day = 8; day < 12; day++)
		use_on(day);
	assert_copies("06-03 06-07 06-08 06-09 06-10");
	use_on(60); /* back from a holiday */
	assert_copies("06-09 06-10 07-29");
}

static void
a_wrong_clock_drops_no_good_copy(void **state)
{
	(void)state;
	for (int day = 0; day < 3; day++)
		use_on(day);
	for (int day = -365; day < -361; day++)
		use_on(day); /* set back a year */
	assert_int_equal(
	    test_folder_count(fx.dir, "marks.db.copy-2024-06-02"), 1);
	assert_int_equal(test_folder_count(fx.dir, "marks.db.copy-2024"), 4);
	assert_int_equal(test_folder_count(fx.dir, "marks.db.copy-2025"), 3);

	for (int day = 4000; day < 4005; day++)
		use_on(day); /* set forward */
	assert_int_equal(    /* the newest of the right time */
	    test_folder_count(fx.dir, "marks.db.copy-2025-06-01"), 1);
	use_on(3);
	assert_int_equal(
	    test_folder_count(fx.dir, "marks.db.copy-2025-06-02"), 1);
	test_file_write(fx.dir, "marks.db", "bad", 3);
	struct marks *m = must_open_on(3);
	assert_non_null(strstr(fx.notice, "from the copy of 2025-06-02"));
	marks_close(m);
}

static void
an_older_copy_serves_when_the_newest_is_bad(void **state)
{
	size_t nbytes;

	(void)state;
	free(prepare(&nbytes));
	test_file_write(fx.dir, "marks.db.copy-2025-06-01", "bad", 3);
	test_file_write(fx.dir, "marks.db", "bad", 3);
	struct marks *m = must_open_on(2);
	assert_non_null(
	    strstr(fx.notice, "restored 40 from the copy of 2025-05-31"));
	assert_int_equal(count(m), NMARKS);
	marks_close(m);
}

static void
a_copy_that_is_not_sound_is_not_restored(void **state)
{
	size_t nbytes;
	char *bytes = prepare(&nbytes);

	(void)state;
	spoil_free_list(bytes);
	test_file_write(fx.dir, "marks.db.copy-2025-06-01", bytes, nbytes);
	free(bytes);
	test_file_write(fx.dir, "marks.db", "bad", 3);
	struct marks *m = must_open_on(2);
	assert_non_null(strstr(fx.notice, "from the copy of 2025-05-31"));
	marks_close(m);
}

static void
a_file_that_is_gone_is_restored(void **state)
{
	char path[FOLDER_BYTES + 16];
	size_t nbytes;

	(void)state;
	free(prepare(&nbytes));
	snprintf(path, sizeof path, "%s/marks.db", fx.dir);
	assert_int_equal(unlink(path), 0);
	struct marks *m = must_open_on(1);
	assert_string_equal(fx.notice,
	    "the file of bookmarks was gone; restored 40 from the copy of "
	    "2025-05-31");
	assert_int_equal(count(m), NMARKS);
	marks_close(m);
}

/* Killed when the copy was restored, but nothing saved from the damaged file. */
static void
a_rescue_that_was_cut_short_is_finished(void **state)
{
	size_t nbytes;
	char *bytes = prepare(&nbytes);
	char from[FOLDER_BYTES + 32], to[FOLDER_BYTES + 32];

	(void)state;
	spoil_free_list(bytes);
	test_file_write(fx.dir, "marks.db.rescue", bytes, nbytes);
	free(bytes);
	snprintf(from, sizeof from, "%s/marks.db.copy-2025-05-31", fx.dir);
	snprintf(to, sizeof to, "%s/marks.db", fx.dir);
	assert_int_equal(rename(from, to), 0);
	struct marks *m = must_open_on(1);
	assert_int_equal(count(m), NMARKS + 2);
	assert_non_null(
	    strstr(fx.notice, "is kept as marks.db.damaged-2025-05-31"));
	assert_non_null(strstr(fx.notice, "saved 2 from the damaged file"));
	assert_int_equal(test_folder_count(fx.dir, "marks.db.rescue"), 0);
	marks_close(m);
}

static void
a_running_copy_follows_the_restored_file(void **state)
{
	size_t nbytes;
	char *bytes = prepare(&nbytes);

	(void)state;
	free(bytes);
	struct marks *first = must_open_on(1);
	test_file_write(fx.dir, "marks.db", "bad", 3);
	struct marks *second = must_open_on(1);
	assert_true(marks_were_changed(first));
	add(first, 200, 201);
	assert_int_equal(count(second), NMARKS + 1);
	assert_int_equal(count(first), NMARKS + 1);
	marks_close(first);
	marks_close(second);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_damaged_file_is_put_aside_and_restored),
		TEST(what_the_damaged_file_still_gives_is_saved),
		TEST(all_tables_are_saved_and_the_newer_wins),
		TEST(a_second_damage_of_the_day_overwrites_nothing),
		TEST(a_journal_that_is_left_does_no_harm),
		TEST(another_program_keeps_its_file),
		TEST(another_program_keeps_a_damaged_file_too),
		TEST(a_journal_does_not_hide_another_program),
		TEST(a_newer_version_stays_even_if_damaged),
		TEST(a_copy_that_is_not_sound_is_not_restored),
		TEST(a_newer_version_is_read_and_not_changed),
		TEST(hostile_rows_do_no_harm),
		TEST(some_daily_copies_are_kept),
		TEST(one_copy_is_a_week_old),
		TEST(a_wrong_clock_drops_no_good_copy),
		TEST(an_older_copy_serves_when_the_newest_is_bad),
		TEST(a_file_that_is_gone_is_restored),
		TEST(a_rescue_that_was_cut_short_is_finished),
		TEST(a_running_copy_follows_the_restored_file),
	};

	return cmocka_run_group_tests_name("marks_damage", tests, NULL, NULL);
}
