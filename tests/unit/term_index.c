#include "src/library/term_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/library/db.h"
#include "src/library/tokenizer.h"
#include "src/text/terms.h"

#define FIELD "\x1E"

static const char *const two[] = { "李媛媛", "John Q. Smith" };
static const char *const one[] = { "哈里·波特" };

/* Row N is the N-th from 1; made-up news. */
static const struct index_text stories[] = {
	{ FIELD "双百行动启动" FIELD FIELD FIELD
		"国企改革深化，AI芯片产业增长8.5%。",
	    0, "证券日报", "要闻", two, 2 },
	{ "\x1F" FIELD "Apple's chips" FIELD FIELD FIELD
	  "The café sold 1,200 cups.",
	    0, "The Morning Post", "Business", one, 1 },
	{ FIELD "汽車產業" FIELD FIELD FIELD "行動雙方，百行百業。", 0,
	    "证券日报", "汽车", NULL, 0 },
	{ FIELD "无名" FIELD FIELD FIELD "国", 0, NULL, "", NULL, 0 },
};

enum { NSTORIES = sizeof stories / sizeof *stories };

struct fixture {
	struct db *db;
	struct term_index *ti;
};

static struct index_text
story(size_t i)
{
	struct index_text t = stories[i];

	t.nbytes = strlen(t.text);
	return t;
}

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof *f);

	f->db = db_open(":memory:", DB_WRITE, NULL);
	f->ti = term_index_open(f->db, NULL);
	*state = f;
	return term_index_make(f->ti, NULL);
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;

	term_index_close(f->ti);
	db_close(f->db);
	free(f);
	return 0;
}

static void
add_all(struct fixture *f)
{
	for (size_t i = 0; i < NSTORIES; i++) {
		struct index_text t = story(i);
		assert_int_equal(
		    term_index_add(f->ti, (int64_t)i + 1, &t, NULL), 0);
	}
}

/* The rows of a match, newest first, as "31". */
static void
check_match(struct fixture *f, const char *match, const char *want)
{
	char got[16] = "";
	struct err err;
	struct query *q = query_new(f->db,
	    "SELECT rowid FROM term WHERE term MATCH ?1 ORDER BY rowid DESC",
	    &err);
	size_t n = 0;
	int step;

	assert_non_null(q);
	query_set_text(q, 1, match);
	while ((step = query_step(q, &err)) > 0 && n + 1 < sizeof got)
		got[n++] = (char)('0' + query_number(q, 0));
	query_free(q);
	assert_int_equal(step, 0);
	assert_string_equal(got, want);
}

struct asked {
	struct buf match;
	enum term_where where;
	bool is_prefix;
};

static int
ask(void *ctx, const struct term *t)
{
	struct asked *a = ctx;

	if (a->match.n > 0)
		buf_adds(&a->match, " AND ");
	term_index_match(&a->match, t, a->where, a->is_prefix);
	return 0;
}

static void
check_words(struct fixture *f, const char *words, enum term_where where,
    bool is_prefix, const char *want)
{
	struct asked a = { .where = where, .is_prefix = is_prefix };

	buf_init(&a.match);
	terms_each(words, strlen(words), TERMS_OF_QUERY, ask, &a);
	check_match(f, buf_str(&a.match), want);
	buf_fini(&a.match);
}

static const struct words_case {
	const char *words;
	enum term_where where;
	bool is_prefix;
	const char *rows;
} words_cases[] = {
	{ "国", TERM_ANYWHERE, false, "41" },
	{ "行动", TERM_ANYWHERE, false, "31" }, /* also 行動 */
	{ "行動", TERM_ANYWHERE, false, "31" },
	{ "双百", TERM_ANYWHERE, false, "1" },
	{ "双百行动", TERM_ANYWHERE, false, "1" },
	{ "产业", TERM_ANYWHERE, false, "31" },
	{ "产业", TERM_IN_HEADING, false, "3" },
	{ "产", TERM_IN_HEADING, false, "3" },
	{ "国企", TERM_IN_HEADING, false, "" },
	{ "AI芯片", TERM_ANYWHERE, false, "1" },
	{ "ＡＩ 8.5%", TERM_ANYWHERE, false, "1" },
	{ "apple", TERM_ANYWHERE, false, "2" },
	{ "APPLE", TERM_IN_HEADING, false, "2" },
	{ "app", TERM_ANYWHERE, false, "" },
	{ "app", TERM_ANYWHERE, true, "2" },
	{ "CHI", TERM_IN_HEADING, true, "2" },
	{ "cafe 1,200", TERM_ANYWHERE, false, "2" },
	{ "李媛媛", TERM_ANYWHERE, false, "" }, /* a value, no word */
	{ "证券", TERM_ANYWHERE, false, "" },
};

static void
finds_words(void **state)
{
	struct fixture *f = *state;

	add_all(f);
	for (size_t i = 0; i < sizeof words_cases / sizeof *words_cases; i++) {
		const struct words_case *c = &words_cases[i];
		check_words(f, c->words, c->where, c->is_prefix, c->rows);
	}
	assert_int_equal(term_index_check(f->ti, NULL), 0);
}

/* FTS5's own strings go through the tokenizer too. */
static void
finds_strings(void **state)
{
	struct fixture *f = *state;

	add_all(f);
	check_match(f, "行动", "31");
	check_match(f, "\"国\" *", "41");
	check_match(f, "\"行动\" AND \"ai\"", "1");
	check_match(f, "\"行动\" NOT \"ai\"", "3");
	check_match(f, "\"。\"", "");
}

static const struct value_case {
	enum term_value kind;
	const char *value, *rows;
} value_cases[] = {
	{ TERM_PAPER, "证券日报", "31" },
	{ TERM_PAPER, "證券日報", "31" },
	{ TERM_PAPER, "证券", "" },
	{ TERM_PAPER, "the morning  POST", "2" },
	{ TERM_PAPER, "Morning Post", "" },
	{ TERM_SECTION, "汽车", "3" },
	{ TERM_SECTION, "证券日报", "" },
	{ TERM_AUTHOR, "李媛媛", "1" },
	{ TERM_AUTHOR, "李 媛媛", "1" },
	{ TERM_AUTHOR, "媛媛", "" },
	{ TERM_AUTHOR, "john q smith", "1" },
	{ TERM_AUTHOR, "哈里波特", "2" },
	{ TERM_AUTHOR, "", "" },
	{ TERM_AUTHOR, "●", "" },
};

static void
finds_values(void **state)
{
	struct fixture *f = *state;

	add_all(f);
	for (size_t i = 0; i < sizeof value_cases / sizeof *value_cases; i++) {
		const struct value_case *c = &value_cases[i];
		struct buf match;
		buf_init(&match);
		term_index_match_value(&match, c->kind, c->value);
		check_match(f, buf_str(&match), c->rows);
		buf_fini(&match);
	}
}

static void
joins_values_and_words(void **state)
{
	struct fixture *f = *state;
	struct asked a = { .where = TERM_ANYWHERE };

	add_all(f);
	buf_init(&a.match);
	term_index_match_value(&a.match, TERM_PAPER, "证券日报");
	terms_each("芯片", 6, TERMS_OF_QUERY, ask, &a);
	check_match(f, buf_str(&a.match), "1");
	buf_fini(&a.match);
}

/* A long value is compared by its beginning, of whole characters. */
static void
cuts_long_values(void **state)
{
	struct fixture *f = *state;
	struct buf name, match;
	struct index_text t = { .text = "" };

	buf_init(&name);
	buf_init(&match);
	for (int i = 0; i < 100; i++)
		buf_adds(&name, "报");
	t.paper = buf_str(&name);
	assert_int_equal(term_index_add(f->ti, 1, &t, NULL), 0);
	term_index_match_value(&match, TERM_PAPER, buf_str(&name));
	assert_int_equal(match.n, 2 + 2 + TERM_MAX_BYTES / 3 * 3);
	check_match(f, buf_str(&match), "1");
	buf_fini(&name);
	buf_fini(&match);
}

static void
forgets_what_is_removed(void **state)
{
	struct fixture *f = *state;
	struct index_text first = story(0);
	int64_t n;

	add_all(f);
	assert_int_equal(term_index_remove(f->ti, 1, &first, NULL), 0);
	check_words(f, "行动", TERM_ANYWHERE, false, "3");
	check_words(f, "双百", TERM_IN_HEADING, false, "");
	assert_int_equal(term_index_check(f->ti, NULL), 0);
	assert_int_equal(term_index_add(f->ti, 1, &first, NULL), 0);
	check_words(f, "行动", TERM_ANYWHERE, false, "31");

	for (size_t i = 0; i < NSTORIES; i++) {
		struct index_text t = story(i);
		assert_int_equal(
		    term_index_remove(f->ti, (int64_t)i + 1, &t, NULL), 0);
	}
	assert_int_equal(term_index_merge(f->ti, NULL), 0);
	assert_int_equal(term_index_check(f->ti, NULL), 0);
	/* Nothing is left: a vocabulary shows each term there is. */
	assert_int_equal(
	    db_exec(f->db,
		"CREATE VIRTUAL TABLE words USING fts5vocab(term, row)", NULL),
	    0);
	assert_int_equal(
	    db_number(&n, f->db, "SELECT count(*) FROM words", NULL), 0);
	assert_int_equal(n, 0);
}

static void
knows_its_version(void **state)
{
	struct fixture *f = *state;
	uint64_t nbytes;

	add_all(f);
	assert_true(term_index_is_current(f->ti));
	assert_int_equal(
	    db_exec(f->db, "UPDATE term_version SET version = 0", NULL), 0);
	assert_false(term_index_is_current(f->ti));
	assert_int_equal(term_index_clear(f->ti, NULL), 0);
	assert_true(term_index_is_current(f->ti));
	check_words(f, "行动", TERM_ANYWHERE, false, "");
	add_all(f);
	check_words(f, "行动", TERM_ANYWHERE, false, "31");
	assert_int_equal(term_index_nbytes(&nbytes, f->ti, NULL), 0);
	assert_true(nbytes > 100 && nbytes < 10000);
}

static void
none_is_not_current(void **state)
{
	struct db *db = db_open(":memory:", DB_WRITE, NULL);
	struct term_index *ti = term_index_open(db, NULL);

	(void)state;
	assert_non_null(ti);
	assert_false(term_index_is_current(ti));
	assert_false(db_is_damaged(db));
	assert_int_equal(term_index_clear(ti, NULL), 0);
	assert_true(term_index_is_current(ti));
	term_index_close(ti);
	db_close(db);
}

/* As an import does it: a transaction undone leaves nothing. */
static void
rolls_back(void **state)
{
	struct fixture *f = *state;
	struct index_text t = story(0);

	assert_int_equal(db_begin(f->db, NULL), 0);
	assert_int_equal(term_index_add(f->ti, 1, &t, NULL), 0);
	assert_int_equal(db_end(f->db, false, NULL), -1);
	check_words(f, "行动", TERM_ANYWHERE, false, "");
	assert_int_equal(term_index_add(f->ti, 2, &t, NULL), 0);
	check_words(f, "行动", TERM_ANYWHERE, false, "2");
}

#define test(fn) cmocka_unit_test_setup_teardown(fn, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		test(finds_words),
		test(finds_strings),
		test(finds_values),
		test(joins_values_and_words),
		test(cuts_long_values),
		test(forgets_what_is_removed),
		test(knows_its_version),
		cmocka_unit_test(none_is_not_current),
		test(rolls_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
