#include "ui/keep.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/edition/builder.h"
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
	};

	return cmocka_run_group_tests_name("keep", tests, NULL, NULL);
}
