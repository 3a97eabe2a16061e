/* The newsstand's papers, days and what was read, over a store of its own. */
#include "ui/newsstand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/config.h"
#include "content/archived.h"
#include "content/paper.h"
#include "src/base/mem.h"
#include "src/edition/builder.h"
#include "tests/folder.h"
#include "ui/app.h"

struct fixture {
	char dir[FOLDER_BYTES];
	struct app *app;
	struct newsstand stand;
};

/* An edition of `n` articles, kept. */
static void
keep(struct fixture *f, const char *title, const char *date, const char *name,
    int n)
{
	static const char text[] = "One sentence.";
	struct paper p = { 0 };
	struct builder *b = builder_new("test", NULL);
	struct err err = { 0 };
	enum archive_outcome outcome;
	int64_t id;

	builder_edition(b, EDITION_TITLE, title);
	if (date)
		builder_edition(b, EDITION_DATE, date);
	if (name)
		builder_edition(b, EDITION_NAME, name);
	for (int i = 0; i < n; i++) {
		char headline[] = "Story A";
		headline[6] = (char)('A' + i);
		builder_article(b, 1);
		builder_set(b, ARTICLE_HEADLINE, headline);
		builder_text(b, BLOCK_PARAGRAPH, text, sizeof text - 1);
	}
	p.edition = builder_finish(b);
	struct archive *archive = shelf_write(f->app, &err);
	assert_non_null(archive);
	assert_int_equal(archived_keep(archive, &p, &id, &outcome, &err), 0);
	edition_free(p.edition);
}

/* Mark articles from..to of an edition. */
static void
read_articles(struct fixture *f, const char *title, const char *date, int from,
    int to, enum reading_state state)
{
	struct err err = { 0 };

	for (int i = from; i < to; i++) {
		char id[] = "A";
		id[0] = (char)('A' + i);
		struct mark mark = { .paper = title,
			.date = date,
			.article = id,
			.headline = id,
			.number = (uint32_t)i + 1 };
		struct reading r = { .state = state,
			.percent = state == READING_DONE ? 100 : 30,
			.at = 1 };
		assert_int_equal(
		    reading_set(f->app->keep.marks, &mark, r, true, &err), 0);
	}
}

static int
set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof *f);
	struct config_source source = { .file = "" };
	char notice[ERR_MSG_BYTES];
	struct err err = { 0 };

	test_folder_make(f->dir);
	f->app = xcalloc(1, sizeof *f->app);
	f->app->options.marks_dir = f->dir;
	f->app->config = config_load(&source, NULL);
	said_init(&f->app->said);
	keep_init(&f->app->keep);
	shelf_init(&f->app->shelf);
	newsstand_init(&f->stand);
	*state = f;
	return keep_open(&f->app->keep, f->dir, notice, sizeof notice, &err);
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	newsstand_fini(&f->stand);
	shelf_fini(&f->app->shelf);
	keep_fini(&f->app->keep);
	said_fini(&f->app->said);
	config_free(f->app->config);
	free(f->app);
	test_folder_remove(f->dir);
	free(f);
	return 0;
}

static int64_t
day_of(int year, int month, int day)
{
	return date_to_days((struct date){ year, month, day });
}

static void
empty_library_says_so(void **state)
{
	struct fixture *f = *state;
	size_t first;

	newsstand_load(&f->stand, f->app);
	assert_int_equal(f->stand.npapers, 0);
	assert_non_null(strstr(f->stand.why, "nothing is in the library"));
	newsstand_go(&f->stand, f->app, day_of(2025, 5, 30));
	assert_int_equal(newsstand_editions(&f->stand, &first), 0);
	assert_false(newsstand_step(&f->stand, f->app, 1));
}

static void
papers_come_newest_first(void **state)
{
	struct fixture *f = *state;
	struct newsstand *s = &f->stand;

	keep(f, "Old", "2024-01-01", NULL, 1);
	newsstand_load(s, f->app);
	assert_int_equal(s->npapers, 1);
	assert_string_equal(s->papers[0].name, "Old");
	keep(f, "New", "2025-05-30", NULL, 3);
	keep(f, "New", "2025-05-29", NULL, 2);
	newsstand_load(s, f->app);
	assert_int_equal(s->npapers, 3);
	assert_null(s->papers[0].name);
	assert_int_equal(s->papers[0].neditions, 3);
	assert_int_equal(s->papers[0].first, day_of(2024, 1, 1));
	assert_int_equal(s->papers[0].last, day_of(2025, 5, 30));
	assert_string_equal(s->papers[1].name, "New");
	assert_int_equal(newsstand_paper_named(s, "Old"), 2);
	assert_int_equal(newsstand_paper_named(s, "None"), 0);
	newsstand_look(s, f->app, 0, 9);
	assert_false(s->papers[0].is_known);
	assert_true(s->papers[1].is_known);
	assert_string_equal(s->papers[1].newest.date, "2025-05-30");
	assert_int_equal(s->papers[1].unread.narticles, 3);
}

static void
days_count_what_was_read(void **state)
{
	struct fixture *f = *state;
	struct newsstand *s = &f->stand;
	size_t first;

	keep(f, "Gull", "2025-05-30", NULL, 4);
	keep(f, "Gull", "2025-05-31", NULL, 2);
	keep(f, "Gull", "2025-06-01", NULL, 2);
	keep(f, "Tern", "2025-05-30", NULL, 3);
	read_articles(f, "Gull", "2025-05-30", 0, 2, READING_DONE);
	read_articles(f, "Gull", "2025-05-30", 2, 3, READING_PART);
	read_articles(f, "Gull", "2025-05-31", 0, 2, READING_DONE);
	newsstand_load(s, f->app);
	newsstand_go(s, f->app, day_of(2025, 5, 30));
	assert_int_equal(s->days[30].neditions, 2);
	assert_int_equal(s->days[30].narticles, 7);
	assert_int_equal(s->days[30].ndone, 2);
	assert_int_equal(s->days[30].npart, 1);
	assert_int_equal(s->days[31].ndone, 2);
	assert_int_equal(s->days[29].neditions, 0);
	assert_int_equal(newsstand_editions(s, &first), 2);
	assert_string_equal(s->month.at[first].paper, "Gull");
	newsstand_choose_paper(s, f->app, newsstand_paper_named(s, "Gull"));
	assert_int_equal(s->days[30].neditions, 1);
	assert_int_equal(newsstand_editions(s, &first), 1);
	newsstand_go(s, f->app, day_of(2025, 6, 1));
	assert_int_equal(s->calendar.month, 6);
	assert_int_equal(s->days[1].narticles, 2);
	assert_int_equal(s->days[30].neditions, 0);
}

/* Editions of a day share their marks: never more read than there is. */
static void
counts_stay_within_the_edition(void **state)
{
	struct fixture *f = *state;
	struct newsstand *s = &f->stand;

	keep(f, "Gull", "2025-05-30", "Early", 1);
	keep(f, "Gull", "2025-05-30", "Late", 5);
	read_articles(f, "Gull", "2025-05-30", 0, 3, READING_DONE);
	read_articles(f, "Gull", "2025-05-30", 3, 5, READING_PART);
	newsstand_load(s, f->app);
	newsstand_go(s, f->app, day_of(2025, 5, 30));
	assert_int_equal(s->month.n, 2);
	for (size_t i = 0; i < s->month.n; i++) {
		struct stand_count c = newsstand_count(s, &s->month.at[i]);
		assert_in_range(c.ndone + c.npart, 1, c.narticles);
	}
	assert_int_equal(s->days[30].ndone, 4);
}

static void
steps_pass_over_days_without(void **state)
{
	struct fixture *f = *state;
	struct newsstand *s = &f->stand;

	keep(f, "Gull", "2024-12-31", NULL, 1);
	keep(f, "Gull", "2025-05-30", "Early", 1);
	keep(f, "Gull", "2025-05-30", "Late", 1);
	keep(f, "Gull", "2025-06-02", NULL, 1);
	keep(f, "Tern", "2025-06-01", NULL, 1);
	newsstand_load(s, f->app);
	newsstand_choose_paper(s, f->app, newsstand_paper_named(s, "Gull"));
	newsstand_go(s, f->app, day_of(2025, 6, 2));
	assert_false(newsstand_step(s, f->app, 1));
	assert_true(newsstand_step(s, f->app, -1));
	assert_int_equal(s->day, day_of(2025, 5, 30));
	assert_true(newsstand_step(s, f->app, -5));
	assert_int_equal(s->day, day_of(2024, 12, 31));
	assert_int_equal(s->calendar.year, 2024);
	newsstand_seek(s, f->app, day_of(2025, 1, 1), day_of(2025, 12, 31));
	assert_int_equal(s->day, day_of(2025, 5, 30));
	newsstand_seek(s, f->app, day_of(2026, 1, 1), day_of(2026, 1, 31));
	assert_int_equal(s->day, day_of(2026, 1, 1));
	newsstand_choose_paper(s, f->app, 0);
	newsstand_go(s, f->app, day_of(2025, 5, 31));
	assert_true(newsstand_step(s, f->app, 1));
	assert_int_equal(s->day, day_of(2025, 6, 1));
}

int
main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
		TEST(empty_library_says_so),
		TEST(papers_come_newest_first),
		TEST(days_count_what_was_read),
		TEST(counts_stay_within_the_edition),
		TEST(steps_pass_over_days_without),
	};
#undef TEST

	return cmocka_run_group_tests_name("newsstand", tests, NULL, NULL);
}
