#include "src/library/clips.h"

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
#include "src/base/mem.h"
#include "src/library/db.h"
#include "src/library/marks_undo.h"
#include "tests/folder.h"

static const char *const two_tags[] = { "port", "港口" };

static const struct clip sample = {
	.source = { .paper = "松江日报",
	    .date = "2025-05-30",
	    .page = "A08",
	    .headline = "新港开航",
	    .article = "a1",
	    .path = "/papers/x\xFF.txt", /* a path is bytes */
	    .number = 3,
	    .block = 2,
	    .byte = 6,
	    .quote = "港口" },
	.byline = "本报记者 王小川",
	.passage = { "渡轮昨日试航。\n码头上人很多。", "此前", "今天" },
	.note = "look again\nnext week",
	.title = "the ferry",
	.tags = { two_tags, 2 },
};

static struct fixture {
	char dir[FOLDER_BYTES];
	struct arena *arena;
	struct marks *m;
	struct err err;
} fx;

static struct marks *
open_marks(void)
{
	char notice[256];
	struct marks *m = marks_open(fx.dir, notice, sizeof notice, &fx.err);

	if (!m)
		fail_msg("%s", fx.err.msg);
	assert_string_equal(notice, "");
	return m;
}

static int
setup(void **state)
{
	(void)state;
	memset(&fx, 0, sizeof fx);
	test_folder_make(fx.dir);
	fx.arena = arena_new();
	setenv("BROADSHEET_NOW", "1748563200", 1); /* 2025-05-30 00:00 UTC */
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

static int64_t
must_add(const struct clip *c, bool want_existed)
{
	int64_t id = 0;
	bool existed;

	if (clips_add(fx.m, c, &id, &existed, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	assert_true(id > 0);
	assert_int_equal(existed, want_existed);
	return id;
}

static struct clip
must_get(int64_t id)
{
	struct clip c;

	assert_true(clips_get(&c, fx.m, id, fx.arena, &fx.err));
	return c;
}

static size_t
count(const char *tag)
{
	struct clip_list list;

	if (clips_list(fx.m, &list, tag, fx.arena, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	return list.n;
}

static void
a_clipping_is_kept_whole(void **state)
{
	(void)state;
	int64_t id = must_add(&sample, false);
	marks_close(fx.m);
	fx.m = open_marks();
	struct clip c = must_get(id);
	assert_int_equal(c.id, id);
	assert_string_equal(c.source.paper, sample.source.paper);
	assert_string_equal(c.source.date, sample.source.date);
	assert_string_equal(c.source.page, sample.source.page);
	assert_string_equal(c.source.headline, sample.source.headline);
	assert_string_equal(c.source.article, sample.source.article);
	assert_string_equal(c.source.path, sample.source.path);
	assert_string_equal(c.source.quote, sample.source.quote);
	assert_int_equal(c.source.number, 3);
	assert_int_equal(c.source.block, 2);
	assert_int_equal(c.source.byte, 6);
	assert_string_equal(c.byline, sample.byline);
	assert_string_equal(c.passage.text, sample.passage.text);
	assert_string_equal(c.passage.before, sample.passage.before);
	assert_string_equal(c.passage.after, sample.passage.after);
	assert_string_equal(c.note, sample.note);
	assert_string_equal(c.title, sample.title);
	assert_string_equal(tags_line(c.tags, fx.arena), "port, 港口");
	assert_false(c.is_whole);
	assert_int_equal(c.added, 1748563200);
	assert_int_equal(c.changed, 1748563200);
}

static void
the_same_passage_is_kept_once(void **state)
{
	struct clip other = sample;

	(void)state;
	int64_t id = must_add(&sample, false);
	other.note = "something else";
	assert_int_equal(must_add(&other, true), id);
	assert_string_equal(must_get(id).note, sample.note);
	other.source.byte = 9;
	must_add(&other, false);
	other = sample;
	other.passage.text = "渡轮昨日试航。";
	must_add(&other, false);
	other.source.date = NULL;
	must_add(&other, false);
	assert_int_equal(count(NULL), 4);
}

static void
a_note_is_changed_and_undone(void **state)
{
	struct clip c = sample;
	enum marks_deed deed;

	(void)state;
	c.id = must_add(&sample, false);
	setenv("BROADSHEET_NOW", "1748563300", 1);
	c.note = NULL;
	c.tags.n = 1;
	assert_int_equal(clips_change(fx.m, &c, &fx.err), 0);
	struct clip got = must_get(c.id);
	assert_null(got.note);
	assert_string_equal(got.title, sample.title);
	assert_string_equal(tags_line(got.tags, fx.arena), "port");
	assert_int_equal(got.added, 1748563200);
	assert_int_equal(got.changed, 1748563300);
	assert_int_equal(marks_undo(fx.m, &deed, &fx.err), 0);
	assert_int_equal(deed, DEED_CLIP_CHANGED);
	assert_string_equal(must_get(c.id).note, sample.note);
	assert_int_equal(clips_remove(fx.m, c.id, &fx.err), 0);
	assert_int_equal(clips_remove(fx.m, c.id, &fx.err), 0);
	assert_int_equal(clips_change(fx.m, &c, &fx.err), -1);
	assert_int_equal(fx.err.code, ERR_NOT_FOUND);
	assert_false(clips_get(&got, fx.m, c.id, fx.arena, &fx.err));
	assert_int_equal(fx.err.code, ERR_NONE);
}

static void
lists_are_newest_first_and_by_tag(void **state)
{
	static const char *const ports[] = { "ports" };
	struct clip c = sample;
	struct clip_list list;
	struct tags tags;

	(void)state;
	for (int i = 0; i < 3; i++) {
		c.source.byte = (uint32_t)i;
		c.added = 100 + i % 2;
		must_add(&c, false);
	}
	c.source.byte = 9;
	c.tags = (struct tags){ ports, 1 };
	must_add(&c, false);
	assert_int_equal(clips_list(fx.m, &list, "port", fx.arena, &fx.err), 0);
	assert_int_equal(list.n, 3);
	assert_int_equal(list.at[0].source.byte, 1);
	assert_int_equal(list.at[1].source.byte, 2);
	assert_int_equal(count("ports"), 1);
	assert_int_equal(count("rts"), 0);
	assert_int_equal(count(NULL), 4);
	assert_int_equal(tags_all(&tags, fx.m, fx.arena, &fx.err), 0);
	assert_string_equal(tags_line(tags, fx.arena), "port, ports, 港口");
}

static void
what_is_too_long_is_refused(void **state)
{
	struct clip c = sample;
	size_t nbytes = DB_MAX_VALUE_BYTES + 1;
	char *text = xcalloc(nbytes + 1, 1);
	int64_t id;

	(void)state;
	memset(text, 'x', nbytes);
	c.passage.text = text;
	assert_int_equal(clips_add(fx.m, &c, &id, NULL, &fx.err), -1);
	assert_non_null(strstr(fx.err.msg, "longer than can be kept"));
	assert_int_equal(count(NULL), 0);
	assert_int_equal(marks_nundo(fx.m), 0);
	text[nbytes / 2] = '\0';
	must_add(&c, false);
	free(text);
}

static void
hostile_rows_do_no_harm(void **state)
{
	char path[FOLDER_BYTES + 16];

	(void)state;
	snprintf(path, sizeof path, "%s/marks.db", fx.dir);
	struct db *db = db_open(path, DB_WRITE, &fx.err);
	assert_int_equal(
	    db_exec(db,
		"INSERT INTO clip VALUES (-7, X'31FF', 'd', X'', 'x', -1, "
		"5000000000, 7, CAST(X'E4B8' AS TEXT), X'00', 'p', 'n', NULL, "
		"zeroblob(9), 1.5, X'C3', 'many', 9, zeroblob(4000), "
		"CAST(X'FF0A000A41' AS TEXT), 'never', NULL || 1)",
		&fx.err),
	    -1); /* the last may not be NULL */
	assert_int_equal(
	    db_exec(db,
		"INSERT INTO clip VALUES (-7, X'31FF', 'd', X'', 'x', -1, "
		"5000000000, 7, CAST(X'E4B8' AS TEXT), X'00', 'p', 'n', NULL, "
		"zeroblob(9), 1.5, X'C3', 'many', 9, zeroblob(4000), "
		"CAST(X'FF0A000A41' AS TEXT), 'never', 3)",
		&fx.err),
	    0);
	db_close(db);
	struct clip c = must_get(-7);
	assert_string_equal(c.source.paper, "1\xEF\xBF\xBD");
	assert_string_equal(c.source.article, "");
	assert_int_equal(c.source.block, 0);
	assert_int_equal(c.source.byte, 0);
	assert_string_equal(c.passage.before, "1.5");
	assert_int_equal(c.tags.n, 2); /* U+FFFD stands twice */
	c.note = "mine";
	if (clips_change(fx.m, &c, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	enum marks_deed deed;
	assert_int_equal(marks_undo(fx.m, &deed, &fx.err), 0);
	assert_int_equal(count("A"), 1);
}

static void
an_import_is_one_step_and_doubles_nothing(void **state)
{
	struct clip some[3] = { sample, sample, sample };
	struct clip_list list = { some, 3 };
	enum marks_deed deed;
	size_t nadded;

	(void)state;
	must_add(&sample, false);
	some[1].passage.text = "the second";
	some[2].passage.text = "the third one";
	if (clips_import(fx.m, &list, &nadded, &fx.err) < 0)
		fail_msg("%s", fx.err.msg);
	assert_int_equal(nadded, 2);
	assert_int_equal(count(NULL), 3);
	assert_int_equal(clips_import(fx.m, &list, &nadded, &fx.err), 0);
	assert_int_equal(nadded, 0);
	assert_int_equal(count(NULL), 3);

	/* Those of one second stand as they stood. */
	struct clip_list got;
	assert_int_equal(clips_list(fx.m, &got, NULL, fx.arena, &fx.err), 0);
	assert_string_equal(got.at[0].passage.text, "the second");
	assert_string_equal(got.at[1].passage.text, "the third one");

	assert_int_equal(marks_undo(fx.m, &deed, &fx.err), 0);
	assert_int_equal(deed, DEED_IMPORTED);
	assert_int_equal(count(NULL), 1);
}

static void
a_failed_import_leaves_nothing(void **state)
{
	struct clip some[2] = { sample, sample };
	struct clip_list list = { some, 2 };
	size_t nbytes = DB_MAX_VALUE_BYTES + 1, nadded;
	char *text = xcalloc(nbytes + 1, 1);

	(void)state;
	memset(text, 'x', nbytes);
	some[0].passage.text = text;
	assert_int_equal(clips_import(fx.m, &list, &nadded, &fx.err), -1);
	assert_true(*fx.err.msg);
	assert_int_equal(count(NULL), 0);
	assert_int_equal(marks_nundo(fx.m), 0);
	free(text);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_clipping_is_kept_whole),
		TEST(the_same_passage_is_kept_once),
		TEST(a_note_is_changed_and_undone),
		TEST(lists_are_newest_first_and_by_tag),
		TEST(what_is_too_long_is_refused),
		TEST(an_import_is_one_step_and_doubles_nothing),
		TEST(a_failed_import_leaves_nothing),
		TEST(hostile_rows_do_no_harm),
	};

	return cmocka_run_group_tests_name("clips", tests, NULL, NULL);
}
