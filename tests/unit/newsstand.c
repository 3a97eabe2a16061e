/* The newsstand's papers, days and what was read, over a store of its own. */
#include "ui/newsstand.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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
		char byline[32];
		char headline[] = "Story A";
		headline[6] = (char)('A' + i);
		builder_article(b, 1);
		builder_set(b, ARTICLE_HEADLINE, headline);
		snprintf(byline, sizeof byline, "By %s Quill%s",
		    i % 2 ? "Ada" : "Orla", i % 4 ? "" : " and Ada Quill");
		builder_set(b, ARTICLE_BYLINE, byline);
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
	news_init(&f->app->news);
	newsstand_init(&f->stand);
	*state = f;
	return keep_open(&f->app->keep, f->dir, notice, sizeof notice, &err);
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	newsstand_fini(&f->stand);
	news_fini(&f->app->news);
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

/* --- new by those who are followed --------------------------------------------- */

static void
follow(struct fixture *f, const char *name)
{
	struct paper p = { .edition =
			       builder_finish(builder_new("test", NULL)) };
	struct err err = { 0 };

	assert_int_equal(
	    keep_follow(&f->app->keep, &p, name, true, &err), KEPT);
	edition_free(p.edition);
}

/* The stories as "30A 30B 29A": day of the month and headline. */
static const char *
news(struct fixture *f, char out[256])
{
	struct news *n = &f->app->news;
	size_t used = 0;

	news_begin(n);
	while (news_work(n, f->app))
		;
	assert_true(n->is_whole);
	*out = '\0';
	for (size_t i = 0; i < n->n && used < 200; i++)
		used += (size_t)snprintf(out + used, 256 - used, "%s%s%s",
		    i > 0 ? " " : "", n->at[i].story.date + 8,
		    n->at[i].story.headline + 6);
	return out;
}

static void
read_news(struct fixture *f, size_t i, enum reading_state state)
{
	const struct archive_story *s = &f->app->news.at[i].story;
	struct mark mark = { .paper = s->paper,
		.date = s->date,
		.article = s->article,
		.headline = s->headline,
		.number = s->number };
	struct reading r = { .state = state, .percent = 30, .at = 1 };
	struct err err = { 0 };

	assert_int_equal(
	    reading_set(f->app->keep.marks, &mark, r, true, &err), 0);
}

static void
news_are_unread_and_of_the_month(void **state)
{
	struct fixture *f = *state;
	char out[256];

	setenv("BROADSHEET_NOW", "1748649600", 1); /* 2025-05-31 */
	keep(f, "Gull", "2025-05-30", NULL, 4);
	keep(f, "Gull", "2025-05-01", NULL, 2);
	keep(f, "Gull", "2025-04-30", NULL, 2);
	keep(f, "Tern", "2025-05-29", NULL, 3);
	assert_string_equal(news(f, out), "");
	follow(f, "Ada Quill");
	assert_string_equal(news(f, out), "30D 30B 30A 29B 29A 01B 01A");
	assert_int_equal(f->app->news.nunread, 7);
	/* What two signed who are followed is there once. */
	follow(f, "Orla Quill");
	follow(f, "Nobody Else");
	assert_string_equal(
	    news(f, out), "30D 30C 30B 30A 29C 29B 29A 01B 01A");
	read_news(f, 3, READING_DONE);
	read_news(f, 2, READING_DONE);
	read_news(f, 1, READING_PART);
	assert_string_equal(news(f, out), "30D 30C 29C 29B 29A 01B 01A");
	assert_int_equal(f->app->news.at[1].reading.percent, 30);
	/* Read while they are listed. */
	read_news(f, 0, READING_DONE);
	assert_int_equal(news_reread(&f->app->news, f->app), 0);
	assert_int_equal(f->app->news.n, 7);
	assert_int_equal(f->app->news.at[0].reading.state, READING_DONE);
	unsetenv("BROADSHEET_NOW");
}

static void
news_are_never_more_than_can_be_read(void **state)
{
	struct fixture *f = *state;

	setenv("BROADSHEET_NOW", "1748649600", 1);
	for (int day = 20; day < 30; day++) {
		char date[] = "2025-05-00";
		date[8] = (char)('0' + day / 10);
		date[9] = (char)('0' + day % 10);
		keep(f, "Gull", date, NULL, 26);
	}
	follow(f, "Ada Quill");
	follow(f, "Orla Quill");
	char out[256];
	news(f, out);
	assert_int_equal(f->app->news.n, NEWS_MOST);
	assert_int_equal(f->app->news.at[0].story.day, day_of(2025, 5, 29));
	assert_int_equal(
	    f->app->news.at[NEWS_MOST - 1].story.day, day_of(2025, 5, 22));
	unsetenv("BROADSHEET_NOW");
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
		TEST(news_are_unread_and_of_the_month),
		TEST(news_are_never_more_than_can_be_read),
	};
#undef TEST

	return cmocka_run_group_tests_name("newsstand", tests, NULL, NULL);
}
