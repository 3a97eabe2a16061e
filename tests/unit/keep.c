#include "ui/keep.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/edition/builder.h"
#include "src/library/db.h"
#include "tests/folder.h"
#include "ui/view.h"

struct fixture {
	char dir[FOLDER_BYTES];
	struct paper paper;
	struct keep keep;
};

static struct edition *
make_edition(void)
{
	static const char *const headlines[] = { "A bridge", "A tunnel",
		"A ferry" };
	static const char text[] = "One sentence. Another sentence.";
	struct builder *b = builder_new("test", NULL);

	builder_edition(b, EDITION_TITLE, "The Crossing");
	builder_edition(b, EDITION_DATE, "2026-02-14");
	for (int i = 0; i < 3; i++) {
		builder_article(b, 1);
		builder_set(b, ARTICLE_HEADLINE, headlines[i]);
		builder_text(b, BLOCK_PARAGRAPH, text, sizeof text - 1);
	}
	return builder_finish(b);
}

static void
open_fixture(struct fixture *f)
{
	char notice[ERR_MSG_BYTES];
	struct err err;

	memset(f, 0, sizeof *f);
	test_folder_make(f->dir);
	f->paper.edition = make_edition();
	keep_init(&f->keep);
	assert_int_equal(
	    keep_open(&f->keep, f->dir, notice, sizeof notice, &err), 0);
	keep_load(&f->keep, &f->paper);
}

static void
close_fixture(struct fixture *f)
{
	keep_fini(&f->keep);
	edition_free(f->paper.edition);
	test_folder_remove(f->dir);
}

static bool
toggle(struct fixture *f, uint32_t article)
{
	struct anchor at = { article, 0, 0 };
	struct err err;
	bool is_set;

	assert_int_equal(
	    keep_toggle(&f->keep, &f->paper, at, &is_set, &err), 0);
	return is_set;
}

static enum marks_deed
undo(struct fixture *f)
{
	enum marks_deed deed;
	struct err err;

	assert_int_equal(keep_undo(&f->keep, &f->paper, &deed, &err), 0);
	return deed;
}

static size_t
count(struct fixture *f)
{
	struct arena *arena = arena_new();
	struct mark_list all;
	struct err err;

	assert_int_equal(keep_list(&f->keep, &all, arena, &err), 0);
	size_t n = all.n;
	arena_free(arena);
	return n;
}

static void
set_and_clear(void **state)
{
	struct fixture f;

	(void)state;
	open_fixture(&f);
	assert_false(keep_is_bookmarked(&f.keep, 1));
	assert_true(toggle(&f, 1));
	assert_true(keep_is_bookmarked(&f.keep, 1));
	assert_false(keep_is_bookmarked(&f.keep, 0));
	assert_int_equal(count(&f), 1);
	assert_false(toggle(&f, 1));
	assert_false(keep_is_bookmarked(&f.keep, 1));
	assert_int_equal(count(&f), 0);
	assert_false(keep_is_bookmarked(&f.keep, 99));
	close_fixture(&f);
}

static void
undo_goes_back_step_by_step(void **state)
{
	struct fixture f;
	enum marks_deed deed;
	struct err err;

	(void)state;
	open_fixture(&f);
	toggle(&f, 0);
	toggle(&f, 2);
	toggle(&f, 0); /* cleared */
	assert_int_equal(count(&f), 1);
	assert_int_equal(undo(&f), DEED_BOOKMARK_CLEARED);
	assert_true(keep_is_bookmarked(&f.keep, 0));
	assert_int_equal(undo(&f), DEED_BOOKMARK_SET);
	assert_false(keep_is_bookmarked(&f.keep, 2));
	assert_true(keep_is_bookmarked(&f.keep, 0));
	assert_int_equal(undo(&f), DEED_BOOKMARK_SET);
	assert_int_equal(count(&f), 0);
	assert_int_equal(keep_undo(&f.keep, &f.paper, &deed, &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	for (int i = 0; i < 3; i++)
		assert_int_equal(keep_redo(&f.keep, &f.paper, &deed, &err), 0);
	assert_int_equal(deed, DEED_BOOKMARK_CLEARED);
	assert_true(keep_is_bookmarked(&f.keep, 2));
	assert_false(keep_is_bookmarked(&f.keep, 0));
	assert_int_equal(keep_redo(&f.keep, &f.paper, &deed, &err), -1);
	assert_int_equal(err.code, ERR_NOT_FOUND);
	close_fixture(&f);
}

static void
each_deed_is_told(void **state)
{
	(void)state;
	for (int i = 0; i < DEED_COUNT; i++) {
		assert_true(strlen(keep_undone((enum marks_deed)i)) > 8);
		assert_true(strlen(keep_redone((enum marks_deed)i)) > 8);
	}
}

static void
what_others_set_is_seen(void **state)
{
	char notice[ERR_MSG_BYTES];
	struct fixture f;
	struct keep other;
	struct err err;
	bool is_set;

	(void)state;
	open_fixture(&f);
	keep_init(&other);
	assert_int_equal(
	    keep_open(&other, f.dir, notice, sizeof notice, &err), 0);
	keep_load(&other, &f.paper);
	assert_false(keep_poll(&f.keep, &f.paper));
	assert_int_equal(keep_toggle(&other, &f.paper,
			     (struct anchor){ 2, 0, 0 }, &is_set, &err),
	    0);
	assert_true(keep_poll(&f.keep, &f.paper));
	assert_true(keep_is_bookmarked(&f.keep, 2));
	assert_false(keep_poll(&f.keep, &f.paper));
	assert_false(keep_poll(&other, &f.paper));
	keep_fini(&other);
	close_fixture(&f);
}

static void
places_of_front_and_article_differ(void **state)
{
	struct place reading = { { 1, 0, 14 }, VIEW_ARTICLE, 0 };
	struct place choosing = { { 2, 0, 0 }, VIEW_FRONT, 0 };
	struct place got;
	struct fixture f;
	struct err err;

	(void)state;
	open_fixture(&f);
	assert_false(keep_get_place(&f.keep, &f.paper, &got));
	assert_int_equal(keep_put_place(&f.keep, &f.paper, reading, &err), 0);
	assert_true(keep_get_place(&f.keep, &f.paper, &got));
	assert_int_equal(got.view, VIEW_ARTICLE);
	assert_int_equal(got.at.article, 1);
	assert_int_equal(got.at.byte, 14);
	assert_int_equal(keep_put_place(&f.keep, &f.paper, choosing, &err), 0);
	assert_true(keep_get_place(&f.keep, &f.paper, &got));
	assert_int_equal(got.view, VIEW_FRONT);
	assert_int_equal(got.at.article, 2);
	close_fixture(&f);
}

/* Quiet or not it is known at once; only what was said by hand is a step. */
static void
what_was_read_is_kept(void **state)
{
	struct reading part = { READING_PART, 40, 0 };
	struct reading done = { READING_DONE, 0, 0 };
	enum marks_deed deed;
	struct fixture f;
	struct err err;

	(void)state;
	open_fixture(&f);
	assert_int_equal(keep_reading(&f.keep, 1).state, READING_NONE);
	assert_int_equal(
	    keep_set_reading(&f.keep, &f.paper, 1, part, true, &err), 0);
	assert_int_equal(keep_reading(&f.keep, 1).percent, 40);
	assert_int_equal(f.keep.percent[1], 40);
	assert_int_equal(keep_undo(&f.keep, &f.paper, &deed, &err), -1);
	assert_int_equal(
	    keep_set_reading(&f.keep, &f.paper, 1, done, false, &err), 0);
	assert_int_equal(keep_reading(&f.keep, 1).state, READING_DONE);
	assert_int_equal(f.keep.percent[1], 100);
	assert_int_equal(keep_undo(&f.keep, &f.paper, &deed, &err), 0);
	assert_int_equal(deed, DEED_READ_SET);
	assert_int_equal(keep_reading(&f.keep, 1).percent, 40);
	keep_load(&f.keep, &f.paper);
	assert_int_equal(keep_reading(&f.keep, 1).percent, 40);
	assert_int_equal(keep_reading(&f.keep, 99).state, READING_NONE);
	close_fixture(&f);
}

static void
the_last_place_is_found_in_any_paper(void **state)
{
	struct place there = { { 1, 0, 14 }, VIEW_ARTICLE, 0 };
	struct paper other = { .edition = make_edition(), .name = NULL };
	struct fixture f;
	struct err err;

	(void)state;
	open_fixture(&f);
	keep_find_last(&f.keep);
	assert_null(keep_last(&f.keep));
	assert_int_equal(keep_put_place(&f.keep, &f.paper, there, &err), 0);
	assert_null(keep_last(&f.keep));
	keep_find_last(&f.keep);
	assert_non_null(keep_last(&f.keep));
	assert_string_equal(keep_last(&f.keep)->headline, "A tunnel");
	assert_true(keep_is_of(keep_last(&f.keep), &f.paper));
	keep_left(&f.keep, &f.paper);
	assert_string_equal(keep_last(&f.keep)->headline, "A tunnel");
	((struct edition *)(uintptr_t)other.edition)->date = "2026-02-15";
	assert_false(keep_is_of(keep_last(&f.keep), &other));
	keep_left(&f.keep, &other);
	assert_null(keep_last(&f.keep));
	edition_free(other.edition);
	close_fixture(&f);
}

static void
without_a_store_every_call_says_why(void **state)
{
	struct anchor at = { 0, 0, 0 };
	char notice[ERR_MSG_BYTES];
	struct err err = { 0 };
	struct paper paper = { .edition = make_edition() };
	struct keep keep;
	bool is_set;

	(void)state;
	keep_init(&keep);
	keep_load(&keep, &paper);
	assert_int_equal(keep_open(&keep, "", notice, sizeof notice, &err), -1);
	assert_non_null(strstr(err.msg, "no writable home"));
	err = (struct err){ 0 };
	assert_int_equal(keep_toggle(&keep, &paper, at, &is_set, &err), -1);
	assert_non_null(strstr(err.msg, "no writable home"));
	assert_false(keep_is_bookmarked(&keep, 0));
	err = (struct err){ 0 };
	assert_int_equal(
	    keep_set_reading(&keep, &paper, 0,
		(struct reading){ .state = READING_DONE }, true, &err),
	    -1);
	assert_non_null(strstr(err.msg, "no writable home"));
	assert_int_equal(keep_reading(&keep, 0).state, READING_NONE);
	keep_find_last(&keep);
	assert_null(keep_last(&keep));
	assert_false(keep_poll(&keep, &paper));
	keep_fini(&keep);
	edition_free(paper.edition);
}

/* --- locked by another ------------------------------------------------------- */

/* A handle of another program that writes, or is about to. */
static struct db *
lock(const struct fixture *f, const char *how)
{
	char path[FOLDER_BYTES + 16];
	struct err err;

	snprintf(path, sizeof path, "%s/marks.db", f->dir);
	struct db *db = db_open(path, DB_WRITE, &err);
	assert_non_null(db);
	assert_int_equal(db_exec(db, how, &err), 0);
	return db;
}

static void
unlock(struct db *db)
{
	assert_int_equal(db_end(db, true, NULL), 0);
	db_close(db);
}

static enum kept
press(struct fixture *f, uint32_t article)
{
	struct err err = { 0 };
	bool is_set;

	return keep_toggle(&f->keep, &f->paper,
	    (struct anchor){ article, 0, 0 }, &is_set, &err);
}

static enum kept
retry(struct fixture *f, enum change_kind kind)
{
	struct change change = { .kind = CHANGE_COUNT };
	struct err err = { 0 };
	enum kept kept = keep_retry(&f->keep, &f->paper, &change, &err);

	if (kept != KEPT_WAITS) {
		assert_int_equal(change.kind, kind);
		change_fini(&change);
	}
	return kept;
}

static void
a_change_waits_till_the_lock_goes(void **state)
{
	static const char *const locks[] = { "BEGIN IMMEDIATE",
		"BEGIN EXCLUSIVE" };

	(void)state;
	for (size_t i = 0; i < sizeof locks / sizeof *locks; i++) {
		struct fixture f;
		open_fixture(&f);
		assert_true(toggle(&f, 0));
		keep_set_patience(&f.keep, 1);
		struct db *db = lock(&f, locks[i]);
		assert_int_equal(press(&f, 1), KEPT_WAITS);
		assert_int_equal(press(&f, 0), KEPT_WAITS);
		assert_false(keep_is_bookmarked(&f.keep, 1));
		assert_true(keep_is_bookmarked(&f.keep, 0));
		assert_int_equal(retry(&f, CHANGE_BOOKMARK_SET), KEPT_WAITS);
		keep_reload(
		    &f.keep, &f.paper); /* cannot see, forgets nothing */
		assert_true(keep_is_bookmarked(&f.keep, 0));
		unlock(db);
		/* Nothing overtakes what waits. */
		assert_int_equal(press(&f, 2), KEPT_WAITS);
		assert_int_equal(retry(&f, CHANGE_BOOKMARK_SET), KEPT);
		assert_true(keep_is_bookmarked(&f.keep, 1));
		assert_int_equal(retry(&f, CHANGE_BOOKMARK_CLEARED), KEPT);
		assert_false(keep_is_bookmarked(&f.keep, 0));
		assert_int_equal(retry(&f, CHANGE_BOOKMARK_SET), KEPT);
		assert_int_equal(retry(&f, CHANGE_COUNT), KEPT_WAITS);
		assert_int_equal(count(&f), 2);
		assert_int_equal(undo(&f), DEED_BOOKMARK_SET);
		close_fixture(&f);
	}
}

static void
the_opposite_takes_back_what_waits(void **state)
{
	struct fixture f;

	(void)state;
	open_fixture(&f);
	keep_set_patience(&f.keep, 1);
	struct db *db = lock(&f, "BEGIN EXCLUSIVE");
	assert_int_equal(press(&f, 1), KEPT_WAITS);
	assert_int_equal(press(&f, 2), KEPT_WAITS);
	assert_int_equal(press(&f, 1), KEPT_TAKEN_BACK);
	unlock(db);
	assert_int_equal(retry(&f, CHANGE_BOOKMARK_SET), KEPT);
	assert_int_equal(retry(&f, CHANGE_COUNT), KEPT_WAITS);
	assert_int_equal(count(&f), 1);
	assert_true(keep_is_bookmarked(&f.keep, 2));
	close_fixture(&f);
}

/* Tags and then a title, both while it waits: the title knows the tags. */
static void
labels_that_wait_add_up(void **state)
{
	const char *const tags[] = { "sea" };
	struct arena *arena = arena_new();
	struct mark_list all;
	struct fixture f;
	struct err err = { 0 };

	(void)state;
	open_fixture(&f);
	toggle(&f, 1);
	assert_int_equal(keep_list(&f.keep, &all, arena, &err), 0);
	keep_set_patience(&f.keep, 1);
	struct db *db = lock(&f, "BEGIN EXCLUSIVE");
	struct change change = { .kind = CHANGE_BOOKMARK_LABEL,
		.mark = all.at[0] };
	change.mark.tags = (struct tags){ tags, 1 };
	assert_int_equal(
	    keep_change(&f.keep, &f.paper, &change, NULL, &err), KEPT_WAITS);
	change.mark = *changes_latest_mark(&f.keep.waiting, &all.at[0]);
	change.mark.title = "Mine";
	assert_int_equal(
	    keep_change(&f.keep, &f.paper, &change, NULL, &err), KEPT_WAITS);
	unlock(db);
	for (int i = 0; i < 2; i++)
		assert_int_equal(retry(&f, CHANGE_BOOKMARK_LABEL), KEPT);
	assert_int_equal(keep_list(&f.keep, &all, arena, &err), 0);
	assert_string_equal(all.at[0].title, "Mine");
	assert_int_equal(all.at[0].tags.n, 1);
	assert_string_equal(all.at[0].tags.at[0], "sea");
	arena_free(arena);
	close_fixture(&f);
}

/* What was found by turning sheets waits as well, but nobody asked for it. */
static void
read_marks_wait(void **state)
{
	static const struct reading part = { READING_PART, 40, 0 };
	static const struct reading done = { READING_DONE, 100, 0 };
	struct change change;
	struct fixture f;
	struct err err = { 0 };

	(void)state;
	open_fixture(&f);
	keep_set_patience(&f.keep, 1);
	struct db *db = lock(&f, "BEGIN EXCLUSIVE");
	assert_int_equal(
	    keep_set_reading(&f.keep, &f.paper, 0, done, false, &err),
	    KEPT_WAITS);
	assert_int_equal(
	    keep_set_reading(&f.keep, &f.paper, 1, part, true, &err),
	    KEPT_WAITS);
	assert_int_equal(keep_reading(&f.keep, 1).state, READING_NONE);
	assert_int_equal(changes_count_loud(&f.keep.waiting), 1);
	assert_int_equal(
	    keep_set_reading(&f.keep, &f.paper, 0, done, false, &err),
	    KEPT_TAKEN_BACK);
	assert_int_equal(changes_count_loud(&f.keep.waiting), 0);
	assert_false(changes_take_last(&f.keep.waiting, &change));
	unlock(db);
	assert_int_equal(retry(&f, CHANGE_READING), KEPT);
	assert_int_equal(keep_reading(&f.keep, 1).percent, 40);
	assert_int_equal(retry(&f, CHANGE_COUNT), KEPT_WAITS);
	close_fixture(&f);
}

static enum kept
follow(struct fixture *f, const char *name, bool is_followed)
{
	struct err err = { 0 };

	return keep_follow(&f->keep, &f->paper, name, is_followed, &err);
}

static void
follows_wait(void **state)
{
	struct fixture f;

	(void)state;
	open_fixture(&f);
	assert_int_equal(follow(&f, "林澜", true), KEPT);
	assert_true(keep_is_followed(&f.keep, "林澜"));
	keep_set_patience(&f.keep, 1);
	struct db *db = lock(&f, "BEGIN EXCLUSIVE");
	assert_int_equal(follow(&f, "Ada Quill", true), KEPT_WAITS);
	assert_int_equal(follow(&f, "林澜", false), KEPT_WAITS);
	assert_int_equal(follow(&f, "Orla Finch", true), KEPT_WAITS);
	assert_false(keep_is_followed(&f.keep, "Ada Quill"));
	assert_true(keep_is_followed(&f.keep, "林澜"));
	assert_string_equal(change_title(&f.keep.waiting.at[1]), "林澜");
	assert_int_equal(follow(&f, "Orla Finch", true), KEPT_TAKEN_BACK);
	assert_int_equal(changes_count_loud(&f.keep.waiting), 2);
	assert_int_equal(retry(&f, CHANGE_FOLLOWED), KEPT_WAITS);
	unlock(db);
	assert_int_equal(retry(&f, CHANGE_FOLLOWED), KEPT);
	assert_int_equal(retry(&f, CHANGE_UNFOLLOWED), KEPT);
	assert_int_equal(retry(&f, CHANGE_COUNT), KEPT_WAITS);
	assert_true(keep_is_followed(&f.keep, "Ada Quill"));
	assert_false(keep_is_followed(&f.keep, "林澜"));
	assert_int_equal(undo(&f), DEED_UNFOLLOWED);
	close_fixture(&f);
}

/* What fails for another reason is told, and is out of the way. */
static void
what_cannot_be_done_does_not_wait(void **state)
{
	struct fixture f;
	struct err err = { 0 };

	(void)state;
	open_fixture(&f);
	keep_set_patience(&f.keep, 1);
	struct db *db = lock(&f, "BEGIN IMMEDIATE");
	struct change change = { .kind = CHANGE_CLIP_LABEL,
		.clip = { .id = 77, .note = "of nothing" } };
	assert_int_equal(
	    keep_change(&f.keep, &f.paper, &change, NULL, &err), KEPT_WAITS);
	assert_int_equal(press(&f, 1), KEPT_WAITS);
	unlock(db);
	assert_int_equal(retry(&f, CHANGE_CLIP_LABEL), KEPT_FAILED);
	assert_int_equal(retry(&f, CHANGE_BOOKMARK_SET), KEPT);
	err = (struct err){ 0 };
	assert_int_equal(
	    keep_change(&f.keep, &f.paper, &change, NULL, &err), KEPT_FAILED);
	assert_non_null(strstr(err.msg, "not there any more"));
	close_fixture(&f);
}

static void
a_store_that_is_locked_opens_later(void **state)
{
	char notice[ERR_MSG_BYTES];
	struct fixture f;
	struct err err = { 0 };

	(void)state;
	open_fixture(&f);
	toggle(&f, 0);
	keep_fini(&f.keep);
	struct db *db = lock(&f, "BEGIN EXCLUSIVE");
	keep_init(&f.keep);
	keep_set_patience(&f.keep, 1);
	assert_int_equal(
	    keep_open(&f.keep, f.dir, notice, sizeof notice, &err), -1);
	assert_int_equal(err.code, ERR_LOCKED);
	assert_true(keep_is_locked_out(&f.keep));
	keep_load(&f.keep, &f.paper);
	assert_false(keep_is_bookmarked(&f.keep, 0));
	assert_int_equal(press(&f, 0), KEPT_WAITS); /* is set, nobody knows */
	assert_int_equal(press(&f, 2), KEPT_WAITS);
	assert_int_equal(retry(&f, CHANGE_COUNT), KEPT_WAITS);
	unlock(db);
	assert_int_equal(keep_reopen(&f.keep, notice, sizeof notice, &err), 0);
	assert_false(keep_is_locked_out(&f.keep));
	keep_load(&f.keep, &f.paper);
	assert_int_equal(retry(&f, CHANGE_BOOKMARK_SET), KEPT);
	assert_int_equal(retry(&f, CHANGE_BOOKMARK_SET), KEPT);
	assert_true(keep_is_bookmarked(&f.keep, 0));
	assert_true(keep_is_bookmarked(&f.keep, 2));
	assert_int_equal(count(&f), 2);
	close_fixture(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(set_and_clear),
		cmocka_unit_test(undo_goes_back_step_by_step),
		cmocka_unit_test(each_deed_is_told),
		cmocka_unit_test(what_others_set_is_seen),
		cmocka_unit_test(places_of_front_and_article_differ),
		cmocka_unit_test(what_was_read_is_kept),
		cmocka_unit_test(the_last_place_is_found_in_any_paper),
		cmocka_unit_test(without_a_store_every_call_says_why),
		cmocka_unit_test(a_change_waits_till_the_lock_goes),
		cmocka_unit_test(the_opposite_takes_back_what_waits),
		cmocka_unit_test(labels_that_wait_add_up),
		cmocka_unit_test(read_marks_wait),
		cmocka_unit_test(follows_wait),
		cmocka_unit_test(what_cannot_be_done_does_not_wait),
		cmocka_unit_test(a_store_that_is_locked_opens_later),
	};

	return cmocka_run_group_tests_name("keep", tests, NULL, NULL);
}
