#include "ui/hunt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "content/archived.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/edition/builder.h"
#include "tests/folder.h"

enum { STORIES = 999 };

static struct {
	char dir[FOLDER_BYTES];
	struct archive *archive;
	struct hunt hunt;
} fx;

/* A paper with many stories that all have the same word. */
static struct edition *
make_edition(void)
{
	static const char text[] = "The ferry crossed the sound.";
	struct builder *b = builder_new("test", NULL);

	builder_edition(b, EDITION_TITLE, "The Crossing");
	builder_edition(b, EDITION_DATE, "2026-02-14");
	for (int i = 0; i < STORIES; i++) {
		char headline[] = "Story 000 at sea";
		headline[6] = (char)('0' + i / 100);
		headline[7] = (char)('0' + i / 10 % 10);
		headline[8] = (char)('0' + i % 10);
		builder_article(b, 1);
		builder_set(b, ARTICLE_HEADLINE, headline);
		builder_text(b, BLOCK_PARAGRAPH, text, sizeof text - 1);
	}
	return builder_finish(b);
}

static int
set_up(void **state)
{
	char notice[ERR_MSG_BYTES];
	struct paper paper = { .edition = make_edition() };
	enum archive_outcome outcome;
	struct err err = { 0 };
	int64_t id;

	(void)state;
	test_folder_make(fx.dir);
	fx.archive =
	    archive_open(fx.dir, ARCHIVE_WRITE, notice, sizeof notice, &err);
	assert_non_null(fx.archive);
	assert_int_equal(
	    archived_keep(fx.archive, &paper, &id, &outcome, &err), 0);
	edition_free(paper.edition);
	hunt_init(&fx.hunt);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	hunt_fini(&fx.hunt);
	archive_close(fx.archive);
	test_folder_remove(fx.dir);
	return 0;
}

/* A key comes after so many questions. */
static bool
until_key(void *ctx)
{
	int *left = ctx;

	return (*left)-- > 0;
}

static bool
run(int questions)
{
	return hunt_run(&fx.hunt, fx.archive, false, until_key, &questions);
}

static void
haste(void **state)
{
	static const struct {
		const char *query;
		bool is_forced;
		enum hunt_haste haste;
	} cases[] = {
		{ "a", false, HUNT_NEVER },
		{ " a ", false, HUNT_NEVER },
		{ "\"a", false, HUNT_NEVER },
		{ "a", true, HUNT_NOW },
		{ "at", false, HUNT_NOW },
		{ "铁", false, HUNT_RESTED },
		{ "铁", true, HUNT_NOW },
		{ "铁路", false, HUNT_NOW },
		{ " ", true, HUNT_NEVER },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		hunt_want(&fx.hunt, "", false);
		hunt_want(&fx.hunt, cases[i].query, cases[i].is_forced);
		assert_int_equal(hunt_haste(&fx.hunt), cases[i].haste);
	}
}

/* However long a search is, a key gets its turn at the next question. */
static void
a_key_is_answered_at_once(void **state)
{
	struct hunt *h = &fx.hunt;
	int asked = 0;

	(void)state;
	hunt_want(h, "story", false);
	assert_true(run(1000000));
	assert_int_equal(h->found.n, SEARCH_LIMIT);
	assert_true(h->found.is_more);
	/* Relevance takes longest: each text is looked at. */
	h->order = SEARCH_BEST;
	hunt_want(h, "ferry", false);
	for (int questions = 0; !run(questions); questions++) {
		/* It is still wanted, and nothing is lost. */
		assert_int_equal(hunt_haste(h), HUNT_NOW);
		assert_string_equal(h->query, "story");
		assert_int_equal(h->found.n, SEARCH_LIMIT);
		asked = questions;
	}
	/* So often it could have been given up. */
	assert_true(asked > 2);
	assert_string_equal(h->query, "ferry");
	assert_int_equal(hunt_haste(h), HUNT_NEVER);
}

/* Words are found before they are written to their end. */
static void
the_last_word_may_be_unfinished(void **state)
{
	static const struct {
		const char *query;
		bool is_forced;
		size_t n;
	} cases[] = {
		{ "fer", false, SEARCH_LIMIT },
		{ "sea fer", false, SEARCH_LIMIT },
		{ "sea | fer", false, SEARCH_LIMIT },
		{ "fer ", false, 0 },
		{ "fer", true, 0 },
		{ "\"the fer\"", false, 0 },
		{ "-rain fer", false, SEARCH_LIMIT },
		{ "story -fer", false, SEARCH_LIMIT },
		{ "paper:fer", false, 0 },
		{ "fer sound", false, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		hunt_want(&fx.hunt, "", false);
		hunt_want(&fx.hunt, cases[i].query, cases[i].is_forced);
		assert_true(run(1000000));
		assert_int_equal(fx.hunt.why.code, ERR_NONE);
		assert_int_equal(fx.hunt.found.n, cases[i].n);
		assert_string_equal(fx.hunt.query, cases[i].query);
	}
	/* Another order asks for the same. */
	hunt_want(&fx.hunt, "fer", false);
	hunt_sort(&fx.hunt, SEARCH_OLDEST);
	assert_true(run(1000000));
	assert_int_equal(fx.hunt.found.n, SEARCH_LIMIT);
}

static void
bad_queries_lose_nothing(void **state)
{
	struct hunt *h = &fx.hunt;

	(void)state;
	hunt_want(h, "ferry", false);
	assert_true(run(1000000));
	hunt_want(h, "ferry (sound", false);
	assert_true(run(1000000));
	assert_int_equal(h->why.code, ERR_PARSE);
	assert_int_equal(h->why.col, 7);
	assert_int_equal(h->found.n, SEARCH_LIMIT);
	assert_string_equal(h->query, "ferry");
	/* It is not tried again until something else is typed. */
	assert_int_equal(hunt_haste(h), HUNT_NEVER);
	hunt_want(h, "ferry (sound)", false);
	assert_int_equal(h->why.code, ERR_NONE);
	assert_true(run(1000000));
	assert_string_equal(h->query, "ferry (sound)");
}

static void
sorted(void **state)
{
	struct hunt *h = &fx.hunt;

	(void)state;
	hunt_want(h, "ferry", false);
	assert_true(run(1000000));
	int64_t newest = h->found.at[0].story.row;
	h->here = 7;
	hunt_sort(h, SEARCH_OLDEST);
	assert_int_equal(hunt_haste(h), HUNT_NOW);
	assert_true(run(1000000));
	assert_true(h->found.at[0].story.row < newest);
	assert_int_equal(h->here, 0);
}

static void
words(void **state)
{
	static const struct {
		const char *query, *words;
	} cases[] = {
		{ "ferry", "ferry" },
		{ "ferry sound", "ferry\nsound" },
		{ "\"the ferry\" OR sea", "the ferry\nsea" },
		{ "ferry -sea paper:Crossing", "ferry" },
		{ "paper:Crossing", NULL },
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		hunt_want(&fx.hunt, cases[i].query, true);
		assert_true(run(1000000));
		const char *got = hunt_words(&fx.hunt, arena);
		if (cases[i].words)
			assert_string_equal(got, cases[i].words);
		else
			assert_null(got);
	}
	arena_free(arena);
}

int
main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	static const struct CMUnitTest tests[] = {
		TEST(haste),
		TEST(a_key_is_answered_at_once),
		TEST(the_last_word_may_be_unfinished),
		TEST(bad_queries_lose_nothing),
		TEST(sorted),
		TEST(words),
	};
#undef TEST

	return cmocka_run_group_tests_name("hunt", tests, NULL, NULL);
}
