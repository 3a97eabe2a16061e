/*
 * Undo and redo: whatever was changed, by all kinds of changes, comes back row
 * by row under the same ids, and nothing of anyone else's is lost.  SEED=N in
 * the environment repeats a run.
 */
#include "src/library/marks_undo.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/resource.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/library/clips.h"
#include "src/library/db.h"
#include "src/library/reading.h"
#include "src/library/schema.h"
#include "tests/folder.h"

enum { STEPS = 500, NARTICLES = 12, KINDS = 9 };

static struct fixture {
	char dir[FOLDER_BYTES];
	struct arena *arena;
	struct marks *m;
	struct err err;
	unsigned seed;
} fx;

static struct marks *
open_marks(void)
{
	char notice[256];
	struct marks *m = marks_open(fx.dir, notice, sizeof notice, &fx.err);

	if (!m)
		fail_msg("%s", fx.err.msg);
	return m;
}

static int
setup(void **state)
{
	const char *given = getenv("SEED");

	(void)state;
	memset(&fx, 0, sizeof fx);
	fx.seed = given ? (unsigned)atoi(given) : 20250530u;
	test_folder_make(fx.dir);
	setenv("BROADSHEET_NOW", "1748563200", 1);
	fx.arena = arena_new();
	fx.m = open_marks();
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

static unsigned
next_random(unsigned below)
{
	fx.seed = fx.seed * 1103515245u + 12345u;
	return (fx.seed >> 8) % below;
}

/* --- what is in the file ----------------------------------------------------------- */

static void
dump_table(struct buf *out, struct db *db, const struct table_shape *t)
{
	struct buf sql = { 0 };

	buf_addf(&sql, "SELECT rowid, %s FROM %s ORDER BY rowid", t->columns,
	    t->name);
	struct query *q = query_new(db, buf_str(&sql), &fx.err);
	buf_fini(&sql);
	assert_non_null(q);
	while (query_step(q, NULL) > 0) {
		buf_addf(
		    out, "%s %lld", t->name, (long long)query_number(q, 0));
		for (int i = 1; t->types[i - 1]; i++) {
			struct value v = query_value(q, i);
			buf_addf(out, "|%d:", (int)v.type);
			buf_add(out, v.bytes ? v.bytes : "", v.nbytes);
			buf_addf(out, "%lld", (long long)v.number);
		}
		buf_addc(out, '\n');
	}
	query_free(q);
}

static char *
dump(void)
{
	char path[FOLDER_BYTES + 16];
	struct buf out = { 0 };

	snprintf(path, sizeof path, "%s/marks.db", fx.dir);
	struct db *db = db_open(path, DB_READ, &fx.err);
	assert_non_null(db);
	for (size_t i = 0; i < TABLE_COUNT; i++)
		dump_table(&out, db, &marks_tables[i]);
	db_close(db);
	buf_addc(&out, '.');
	return buf_take(&out);
}

/* --- changes of all kinds ---------------------------------------------------------- */

static struct mark
make_mark(unsigned i)
{
	return (struct mark){ .paper = "松江日报",
		.date = i % 2 ? "2025-05-30" : "",
		.article = arena_printf(fx.arena, "a%u", i),
		.headline = i % 3 ? "新港开航" : NULL,
		.path = i % 4 ? "/papers/x\xFF.txt" : NULL,
		.number = i + 1,
		.quote = "港口" };
}

static struct tags
make_tags(void)
{
	static const char *const lines[] = { "", "port", "port, 港口",
		"a, b, c, d" };
	struct tags tags;

	assert_int_equal(
	    tags_parse(&tags, lines[next_random(4)], fx.arena, &fx.err), 0);
	return tags;
}

static int64_t
any_mark(struct marks *m)
{
	struct mark_list list;

	assert_int_equal(marks_list(m, &list, fx.arena, &fx.err), 0);
	return list.n ? list.at[next_random((unsigned)list.n)].id : 0;
}

static int64_t
any_clip(struct marks *m)
{
	struct clip_list list;

	assert_int_equal(clips_list(m, &list, NULL, fx.arena, &fx.err), 0);
	return list.n ? list.at[next_random((unsigned)list.n)].id : 0;
}

static int
set_bookmark(struct marks *m, unsigned i)
{
	struct mark mark = make_mark(i);
	int64_t id;

	mark.tags = make_tags();
	return marks_add(m, &mark, &id, NULL, &fx.err);
}

static int
clear_bookmark(struct marks *m, unsigned i)
{
	(void)i;
	return marks_remove(m, any_mark(m), &fx.err);
}

static int
change_bookmark(struct marks *m, unsigned i)
{
	struct mark mark = { .id = any_mark(m),
		.title = i % 2 ? "my own" : NULL,
		.tags = make_tags() };

	return mark.id ? marks_change(m, &mark, &fx.err) : 0;
}

static int
clip(struct marks *m, unsigned i)
{
	struct clip c = { .source = make_mark(i),
		.passage = { "渡轮昨日试航。\nSecond block.", "before", "" },
		.is_whole = i % 2,
		.note = i % 3 ? "a note\nof lines" : NULL,
		.tags = make_tags() };
	int64_t id;

	return clips_add(m, &c, &id, NULL, &fx.err);
}

static int
delete_clip(struct marks *m, unsigned i)
{
	(void)i;
	return clips_remove(m, any_clip(m), &fx.err);
}

static int
change_clip(struct marks *m, unsigned i)
{
	struct clip c = { .id = any_clip(m),
		.note = i % 2 ? "another" : NULL,
		.tags = make_tags() };

	return c.id ? clips_change(m, &c, &fx.err) : 0;
}

static int
set_read(struct marks *m, unsigned i)
{
	struct mark mark = make_mark(i);
	struct reading r = { (enum reading_state)next_random(3),
		(int)next_random(100), 0 };

	return reading_set(m, &mark, r, false, &fx.err);
}

static int
follow(struct marks *m, unsigned i)
{
	return follow_set(
	    m, i % 2 ? "李媛媛" : "A. Reporter", next_random(2), &fx.err);
}

static int set_several(struct marks *m, unsigned i);

static int (*const kinds[KINDS])(struct marks *m, unsigned i) = { set_bookmark,
	clear_bookmark, change_bookmark, clip, delete_clip, change_clip,
	set_read, follow, set_several };

static int
set_several(struct marks *m, unsigned i)
{
	int failed = 0;

	marks_step_begin(m, DEED_IMPORTED);
	for (unsigned k = 0; !failed && k < 6; k++)
		failed = kinds[next_random(KINDS - 1)](m, (i + k) % NARTICLES);
	marks_step_end(m);
	return failed;
}

static void
change(struct marks *m)
{
	if (kinds[next_random(KINDS)](m, next_random(NARTICLES)) < 0)
		fail_msg("%s", fx.err.msg);
}

/* --- tests --------------------------------------------------------------------------- */

static void
must_undo(void)
{
	enum marks_deed deed = DEED_COUNT;

	if (marks_undo(fx.m, &deed, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	assert_true(deed < DEED_COUNT);
}

static void
all_comes_back_and_again(void **state)
{
	enum { DUMPS = STEPS + 1 };
	static char *dumps[DUMPS];
	enum marks_deed deed;
	size_t n = 0;

	(void)state;
	print_message("SEED=%u\n", fx.seed);
	for (int i = 0; i < 20; i++)
		change(fx.m);
	while (marks_nundo(fx.m))
		must_undo();
	assert_int_equal(marks_nredo(fx.m) > 0, 1);
	dumps[n++] = dump();
	for (int i = 0; i < STEPS; i++) {
		size_t before = marks_nundo(fx.m);
		change(fx.m);
		if (marks_nundo(fx.m) == before)
			continue; /* it changed nothing */
		assert_int_equal(marks_nredo(fx.m), 0);
		dumps[n++] = dump();
	}
	print_message("%zu steps\n", n - 1);
	assert_int_equal(marks_nundo(fx.m), n - 1);
	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = n - 1; i > 0; i--) {
			char *now = dump();
			assert_string_equal(now, dumps[i]);
			free(now);
			must_undo();
		}
		char *now = dump();
		assert_string_equal(now, dumps[0]);
		free(now);
		assert_int_equal(marks_undo(fx.m, &deed, &fx.err), -1);
		assert_int_equal(fx.err.code, ERR_NOT_FOUND);
		for (size_t i = 1; i < n; i++) {
			assert_int_equal(marks_redo(fx.m, &deed, &fx.err), 0);
			now = dump();
			assert_string_equal(now, dumps[i]);
			free(now);
		}
	}
	assert_int_equal(marks_redo(fx.m, &deed, &fx.err), -1);
	for (size_t i = 0; i < n; i++)
		free(dumps[i]);
}

/*
 * Another handle sets what only it sets: whatever is undone here, its rows stay
 * as it left them.
 */
static void
nothing_of_anyone_else_is_lost(void **state)
{
	struct marks *other = open_marks();
	enum marks_deed deed;
	int nrefused = 0, ndone = 0;

	(void)state;
	print_message("SEED=%u\n", fx.seed);
	for (int round = 0; round < 60; round++) {
		for (int i = 0; i < 6; i++)
			change(fx.m);
		for (int i = 0; i < 3; i++)
			change(other);
		/* The other's rows as they are now, by its own undo. */
		size_t nsteps = marks_nundo(other);
		for (int i = 0; i < 8; i++) {
			bool is_redo = next_random(3) == 0;
			int got = is_redo ? marks_redo(fx.m, &deed, &fx.err)
					  : marks_undo(fx.m, &deed, &fx.err);
			ndone += !got;
			nrefused += got < 0 && fx.err.code == ERR_DB;
		}
		/* Its steps find each row as they left it. */
		char *before = dump();
		for (size_t i = 0; i < nsteps; i++)
			if (marks_undo(other, &deed, &fx.err) < 0)
				fail_msg("%s", fx.err.msg);
		for (size_t i = 0; i < nsteps; i++)
			if (marks_redo(other, &deed, &fx.err) < 0)
				fail_msg("%s", fx.err.msg);
		char *after = dump();
		assert_string_equal(before, after);
		free(before);
		free(after);
		marks_close(other);
		other = open_marks();
	}
	print_message("%d done, %d refused\n", ndone, nrefused);
	assert_true(ndone > 50 && nrefused > 10);
	marks_close(other);
}

static void
a_bookmark_keeps_its_id(void **state)
{
	struct mark mark = make_mark(1);
	struct mark_list list;
	enum marks_deed deed;
	int64_t id;

	(void)state;
	marks_add(fx.m, &mark, &id, NULL, &fx.err);
	marks_remove(fx.m, id, &fx.err);
	assert_int_equal(marks_undo(fx.m, &deed, &fx.err), 0);
	assert_int_equal(deed, DEED_BOOKMARK_CLEARED);
	assert_int_equal(marks_list(fx.m, &list, fx.arena, &fx.err), 0);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.at[0].id, id);
	assert_int_equal(marks_undo(fx.m, &deed, &fx.err), 0);
	assert_int_equal(deed, DEED_BOOKMARK_SET);
}

static void
what_is_there_again_is_not_doubled(void **state)
{
	struct marks *other = open_marks();
	struct mark mark = make_mark(1);
	struct mark_list list;
	enum marks_deed deed;
	int64_t id, again;

	(void)state;
	marks_add(fx.m, &mark, &id, NULL, &fx.err);
	marks_remove(fx.m, id, &fx.err);
	assert_int_equal(marks_add(other, &mark, &again, NULL, &fx.err), 0);
	assert_int_equal(marks_undo(fx.m, &deed, &fx.err), -1);
	assert_non_null(strstr(fx.err.msg, "changed elsewhere"));
	assert_int_equal(marks_nundo(fx.m), 1);
	assert_int_equal(marks_list(fx.m, &list, fx.arena, &fx.err), 0);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.at[0].id, again);
	marks_close(other);
}

/* Turning sheets after the state was set is nobody else's doing. */
static void
quiet_changes_are_no_steps(void **state)
{
	static const struct reading done = { READING_DONE, 100, 0 };
	static const struct reading none = { READING_NONE, 0, 0 };
	struct mark mark = make_mark(1);
	enum marks_deed deed;

	(void)state;
	assert_int_equal(reading_set(fx.m, &mark, done, false, &fx.err), 0);
	assert_int_equal(reading_set(fx.m, &mark, none, false, &fx.err), 0);
	for (int i = 1; i < 5; i++) {
		struct reading part = { READING_PART, i * 10, 0 };
		assert_int_equal(
		    reading_set(fx.m, &mark, part, true, &fx.err), 0);
		assert_int_equal(
		    marks_set_place(fx.m, "p", "d", &mark, &fx.err), 0);
	}
	assert_int_equal(marks_nundo(fx.m), 2);
	char *part = dump();
	assert_int_equal(marks_undo(fx.m, &deed, &fx.err), 0);
	assert_int_equal(deed, DEED_READ_CLEARED);
	assert_int_equal(marks_redo(fx.m, &deed, &fx.err), 0);
	char *again = dump();
	assert_string_equal(part, again);
	free(part);
	free(again);
	must_undo();
	must_undo();
}

static void
only_so_many_are_kept(void **state)
{
	(void)state;
	for (int i = 0; i < UNDO_MAX / 2 + 10; i++)
		for (int k = 0; k < 2; k++)
			if (follow_set(fx.m, "A. Reporter", !k, &fx.err) < 0)
				fail_msg("%s", fx.err.msg);
	assert_int_equal(marks_nundo(fx.m), UNDO_MAX);
	must_undo();
	assert_int_equal(marks_nundo(fx.m), UNDO_MAX - 1);
	assert_int_equal(marks_nredo(fx.m), 1);
}

/* A file that may not grow stands for a full disk. */
static void
a_step_that_fails_stays(void **state)
{
	struct rlimit was, none;
	struct mark mark = make_mark(1);
	enum marks_deed deed;
	int64_t id;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	marks_add(fx.m, &mark, &id, NULL, &fx.err);
	getrlimit(RLIMIT_FSIZE, &was);
	none = was;
	none.rlim_cur = 100;
	setrlimit(RLIMIT_FSIZE, &none);
	int got = marks_undo(fx.m, &deed, &fx.err);
	setrlimit(RLIMIT_FSIZE, &was);
	assert_int_equal(got, -1);
	assert_int_equal(marks_nundo(fx.m), 1);
	must_undo();
	assert_int_equal(any_mark(fx.m), 0);
}

static void
a_step_says_what_it_is_about(void **state)
{
	struct mark mark = { .paper = "Ferry News",
		.date = "2026-02-14",
		.article = "a1",
		.headline = "A tunnel",
		.number = 1 };
	struct reading done = { .state = READING_DONE };
	struct marks_about about;
	int64_t id;

	(void)state;
	about = marks_next_step(fx.m, false, fx.arena);
	assert_null(about.paper);
	assert_int_equal(marks_add(fx.m, &mark, &id, NULL, &fx.err), 0);
	assert_int_equal(reading_set(fx.m, &mark, done, false, &fx.err), 0);
	assert_int_equal(follow_set(fx.m, "Orla Finch", true, &fx.err), 0);
	about = marks_next_step(fx.m, false, fx.arena);
	assert_string_equal(about.headline, "Orla Finch");
	assert_null(about.paper);
	must_undo();
	about = marks_next_step(fx.m, false, fx.arena);
	assert_string_equal(about.headline, "A tunnel");
	assert_string_equal(about.paper, "Ferry News");
	assert_string_equal(about.date, "2026-02-14");
	assert_string_equal(about.article, "a1");
	about = marks_next_step(fx.m, true, fx.arena);
	assert_string_equal(about.headline, "Orla Finch");
	/* A bookmark that is gone is still known by what it was. */
	assert_int_equal(marks_remove(fx.m, id, &fx.err), 0);
	about = marks_next_step(fx.m, false, fx.arena);
	assert_string_equal(about.headline, "A tunnel");
	about = marks_next_step(fx.m, true, fx.arena);
	assert_null(about.headline);
}

static void
without_a_store_there_is_nothing(void **state)
{
	enum marks_deed deed;

	(void)state;
	assert_int_equal(marks_nundo(NULL), 0);
	assert_null(marks_next_step(NULL, false, fx.arena).headline);
	assert_int_equal(marks_undo(NULL, &deed, &fx.err), -1);
	assert_int_equal(marks_redo(NULL, &deed, &fx.err), -1);
	marks_step_begin(NULL, DEED_IMPORTED);
	marks_step_end(NULL);
}

int
main(void)
{
	/* Where waiting for the disk takes no time. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(all_comes_back_and_again),
		TEST(nothing_of_anyone_else_is_lost),
		TEST(a_bookmark_keeps_its_id),
		TEST(what_is_there_again_is_not_doubled),
		TEST(quiet_changes_are_no_steps),
		TEST(only_so_many_are_kept),
		TEST(a_step_that_fails_stays),
		TEST(a_step_says_what_it_is_about),
		TEST(without_a_store_there_is_nothing),
	};

	return cmocka_run_group_tests_name("undo", tests, NULL, NULL);
}
