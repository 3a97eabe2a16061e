#include "src/library/search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/edition/builder.h"
#include "src/library/query.h"
#include "tests/folder.h"

/* Made-up news; what a story is called ends its headline. */
static const char *const editions[] = {
	"---\ntitle: 松江日报\ndate: 2025-05-28\n---\n\n# A01 要闻\n\n"
	"## 新港开航 a\nby: 本报记者 李媛媛\n\n松江新港昨日开航。"
	"市里说，“双百行动”今年启动，"
	"首班渡轮载客三百人。\n\n"
	"## 春茶上市 b\nby: 本报记者 秦川\n\n春茶比往年早了十天，"
	"铜壶煮茶的店多了。百行动起来，双百户增收。\n\n"
	"# A02 经济\n\n"
	"## 铜价上涨 c\nby: 本报记者 李媛媛 秦川\n\n铜价连涨五日，"
	"铝价持平。AI 芯片用铜不多。\n\n"
	"## 春茶上市 b\nby: 本报记者 秦川\n\n春茶比往年早了十天，"
	"铜壶煮茶的店多了。百行动起来，双百户增收。\n\n",
	"---\ntitle: The Ledger\ndate: 2025-05-29\n---\n\n# 1 World\n\n"
	"## Rates rise again d\nby: By Ann Lee\n\nThe interest rate went up. "
	"A corporate bond followed; banks cheered at the Café Zoë.\n\n"
	"## Mortgage rate falls e\nby: By Bo Ray\n\nThe rate of interest on a "
	"mortgage fell. Bankers sighed.\n\n",
	"---\ntitle: 松江日报\ndate: 2025-05-30\n---\n\n# A01 要闻\n\n"
	"## 雙百行動續篇 f\n\n雙百行動滿月，港口更忙。\n\n"
	"## 東京の朝 g\n\n東京タワーの朝は早い。\n\n"
	"## 서울 소식 h\n\n서울시민이 강을 건넜다.\n\n"
	"## ＡＩ芯片降价 i\n\n全角的ＡＩ芯片也要找到。铜。\n\n",
};

enum { NEDITIONS = sizeof editions / sizeof *editions };

static struct {
	char dir[FOLDER_BYTES];
	struct archive *archive;
	int64_t ids[NEDITIONS];
	struct arena *arena;
	struct err err;
} fx;

static void
keep(struct archive *ar, const char *text, int64_t *id)
{
	const struct source s = {
		.text = text, .nbytes = strlen(text), .name = "test"
	};
	struct builder *b = builder_new("test", NULL);
	enum archive_outcome outcome;

	assert_int_equal(reader_native.read(&s, b, NULL, NULL), 0);
	struct edition *e = builder_finish(b);
	struct archive_source src = {
		.paper = e->title, .native = text, .nbytes = strlen(text)
	};
	if (archive_add(ar, e, &src, id, &outcome, &fx.err) != 0)
		fail_msg("%s", fx.err.msg);
	edition_free(e);
}

static int
setup(void **state)
{
	char notice[256];

	(void)state;
	test_folder_make(fx.dir);
	fx.arena = arena_new();
	fx.archive =
	    archive_open(fx.dir, ARCHIVE_WRITE, notice, sizeof notice, &fx.err);
	if (!fx.archive)
		fail_msg("%s", fx.err.msg);
	for (size_t i = 0; i < NEDITIONS; i++)
		keep(fx.archive, editions[i], &fx.ids[i]);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	archive_close(fx.archive);
	arena_free(fx.arena);
	test_folder_remove(fx.dir);
	return 0;
}

static struct results
search(const char *query, const struct search_options *o)
{
	struct results r;
	const struct search_node *node = query_parse(query, fx.arena, &fx.err);

	if (!node ||
	    search_archive(&r, fx.archive, node, o, fx.arena, &fx.err) != 0)
		fail_msg("%s: %s", query, fx.err.msg);
	return r;
}

/* The names of what was found, in order. */
static void
must_find(const char *query, const struct search_options *o, const char *names)
{
	struct results r = search(query, o);
	char got[64] = "";

	for (size_t i = 0; i < r.n && i < sizeof got - 1; i++) {
		const char *s = r.at[i].story.headline;
		got[i] = s[strlen(s) - 1];
		got[i + 1] = '\0';
	}
	if (strcmp(got, names) != 0)
		fail_msg("%s: got %s, want %s", query, got, names);
}

static const struct {
	const char *query, *names;
} newest[] = {
	{ "铜", "icb" }, { "茶", "b" }, { "開", "a" }, { "铜价", "c" },
	{ "新港", "a" }, { "双百行", "fa" },
	{ "双百行动", "fa" }, /* not b, which has all its pairs */
	{ "雙百行動", "fa" }, { "\"双百行动\"", "fa" }, { "松江新港昨日", "a" },
	{ "东京塔", "" }, { "東京タワー", "g" }, { "タワー", "g" },
	{ "ﾀﾜｰ", "g" }, { "서울시", "h" }, { "시민", "h" }, { "AI芯片", "ic" },
	{ "ＡＩ芯片", "ic" }, { "ai 芯片", "ic" }, { "\"AI 芯片\"", "ic" },
	{ "rate", "ed" }, { "RATE", "ed" }, { "rates", "d" }, { "rate*", "ed" },
	{ "bank*", "ed" }, { "bank", "" }, { "corp*", "d" }, { "orate", "" },
	{ "\"interest rate\"", "d" }, { "\"rate of inter\"*", "e" },
	{ "interest rate", "ed" }, { "cafe zoe", "d" },
	{ "rate -mortgage", "d" }, { "rate -\"interest rate\"", "e" },
	{ "铜 -铝", "ib" }, { "铜 -双百行动", "icb" }, { "铝 OR 茶", "cb" },
	{ "(铝 OR 茶) -秦川", "" }, { "(双百行动 OR 铜价) -铝", "fa" },
	{ "rate OR 双百行动", "feda" }, { "author:李媛媛", "ca" },
	{ "作者：秦川", "cb" }, { "author:李*", "ca" }, { "author:李", "" },
	{ "author:\"Ann Lee\"", "d" }, { "author:ann*", "d" },
	{ "author:李媛媛 铜", "c" }, { "-author:李媛媛 铜", "ib" },
	{ "author:李媛媛 -双百行动", "c" },
	{ "author:李媛媛 OR 双百行动", "fca" },
	{ "(author:李* 新港) OR 双百户增收", "ba" },
	{ "paper:\"the ledger\"", "ed" }, { "paper:松江日报 rate", "" },
	{ "section:经济", "c" }, { "section:要闻 双百行动", "fa" },
	{ "date:2025-05-29", "ed" }, { "date:2025-05-29..", "ihgfed" },
	{ "date:..2025-05-28", "cba" }, { "date:2025-05-28 铜", "cb" },
	{ "铜 -date:2025-05-28", "i" }, { "date:2025-05-29 OR 铜价", "edc" },
	{ "(date:2025-05-28 OR 茶) 铜", "cb" },
	{ "date:2025-05-28 -author:秦川", "a" },
	{ "date:2025-05-28 date:2025-05-29", "" }, { "date:2024", "" },
	{ "李媛媛", "ca" }, /* in the byline */
	{ "要闻", "" },     /* a page's name is no text of the story */
};

static void
newest_first(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof newest / sizeof *newest; i++)
		must_find(newest[i].query, NULL, newest[i].names);
}

static void
orders(void **state)
{
	struct search_options oldest = { .order = SEARCH_OLDEST };
	struct search_options best = { .order = SEARCH_BEST };

	(void)state;
	must_find("铜", &oldest, "bci");
	must_find("date:2025-05-29..", &oldest, "defghi");
	must_find("rate", &best, "ed"); /* in the headline */
	must_find("铜", &best, "cib");
	must_find("双百行动", &best, "fa");
	must_find("秦川 OR 茶", &best, "bc");
	must_find("author:李媛媛", &best, "ca"); /* nothing to weigh: newest */

	struct results r = search("铜", &best);
	assert_true(r.at[0].score > r.at[1].score && r.at[2].score > 0);
	assert_true(search("铜", NULL).at[0].score == 0);
}

static void
strictly(void **state)
{
	struct search_options strict = { .is_strict = true };

	(void)state;
	must_find("双百行动", &strict, "a");
	must_find("雙百行動", &strict, "f");
	must_find("動", &strict, "f");
	must_find("rate", &strict, "ed");
}

static void
limits(void **state)
{
	static const enum search_order order[] = { SEARCH_NEWEST, SEARCH_OLDEST,
		SEARCH_BEST };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		struct search_options o = { .order = order[i], .limit = 2 };
		struct results r = search("铜", &o);
		assert_int_equal(r.n, 2);
		assert_true(r.is_more);
		o.limit = 3;
		r = search("铜", &o);
		assert_int_equal(r.n, 3);
		assert_false(r.is_more);
		assert_false(r.is_stopped);
	}
}

static bool
never(void *ctx)
{
	(*(int *)ctx)++;
	return false;
}

static bool
always(void *ctx)
{
	(*(int *)ctx)++;
	return true;
}

/* The library is too small for what follows, so it is filled first. */
enum { MANY = 1200 };

static void
what_is_old_and_rare(void **state)
{
	struct search_options best = { .order = SEARCH_BEST, .limit = 5 };
	struct buf b = { 0 };
	int64_t id;

	(void)state;
	buf_adds(&b, "---\ntitle: T\ndate: 2025-05-31\n---\n\n");
	for (int i = 0; i < MANY; i++)
		buf_addf(&b,
		    "## Number %d\n\nWord 铜，双百户百行起行动 n%d.\n\n", i, i);
	keep(fx.archive, buf_str(&b), &id);
	buf_fini(&b);
	must_find("渡", &best, "a");
	must_find("渡", NULL, "a");
	must_find("双百行动", &best, "fa");
	must_find("双百行动", NULL, "fa");
	assert_true(search("铜", &best).is_more);
	assert_false(search("渡", &best).is_more);
}

static void
stopping(void **state)
{
	static const enum search_order order[] = { SEARCH_NEWEST, SEARCH_BEST };
	int asked = 0;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct search_options o = { .order = order[i],
			.limit = 2 * MANY,
			.goes_on = never,
			.ctx = &asked };
		struct results r = search("铜", &o);
		assert_true(asked > 0);
		assert_true(r.is_stopped);
		assert_in_range(r.n, 0, MANY - 1);
		o.goes_on = always;
		r = search("铜", &o);
		assert_false(r.is_stopped);
		assert_int_equal(r.n, MANY + 3);
	}
}

static void
what_was_taken_away(void **state)
{
	struct archive *ar = fx.archive;

	(void)state;
	assert_int_equal(archive_remove(ar, fx.ids[0], &fx.err), 0);
	must_find("铜", NULL, "i");
	must_find("date:2025-05-28", NULL, "");
	must_find("author:李媛媛 OR date:2025-05-28", NULL, "");
	assert_int_equal(archive_restore(ar, fx.ids[0], &fx.err), 0);
	must_find("date:2025-05-28", NULL, "cba");
	must_find("茶", NULL, "b");
}

/* The snippet with what is lit in brackets, and where the match stands. */
static const struct {
	const char *query, *snippet;
	unsigned field, byte, nbytes;
} snippets[] = {
	{ "双百行动 date:2025-05-28",
	    "市里说，“[双百行动]”今年启动，首班渡轮载客三百人。", 4, 42, 12 },
	{ "新港", "松江[新港]昨日开航。", 4, 6, 6 },
	{ "春茶", "[春茶]比往年早了十天，铜壶煮茶的店多了。", 4, 0, 6 },
	{ "上市", "春茶[上市] b", 1, 6, 6 },
	{ "author:李媛媛 新港", "松江[新港]昨日开航。", 4, 6, 6 },
	{ "author:\"Bo Ray\"", "The rate of interest on a mortgage fell.", 4, 0,
	    0 },
	{ "interest rate -rates -corporate",
	    "The [rate] of [interest] on a mortgage fell.", 4, 4, 4 },
	{ "cheered",
	    "A corporate bond followed; banks [cheered] at the Café Zoë.", 4,
	    60, 7 },
	{ "cafe", "A corporate bond followed; banks cheered at the [Café] Zoë.",
	    4, 75, 5 },
	{ "Ray", "By Bo [Ray]", 3, 6, 3 },
	{ "价 date:2025-05-28", "铜[价]连涨五日，铝[价]持平。", 4, 3, 3 },
};

static void
mark_lit(struct buf *b, const struct result *r)
{
	size_t at = 0;

	for (size_t i = 0; i < r->nlit; i++) {
		assert_true(r->lit[i].from >= at);
		buf_add(b, r->snippet + at, r->lit[i].from - at);
		buf_addc(b, '[');
		buf_add(b, r->snippet + r->lit[i].from,
		    r->lit[i].to - r->lit[i].from);
		buf_addc(b, ']');
		at = r->lit[i].to;
	}
	buf_adds(b, r->snippet + at);
}

static void
sentences(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof snippets / sizeof *snippets; i++) {
		struct results r = search(snippets[i].query, NULL);
		struct buf b = { 0 };
		assert_int_equal(r.n, 1);
		mark_lit(&b, &r.at[0]);
		assert_string_equal(buf_str(&b), snippets[i].snippet);
		assert_int_equal(r.at[0].field, snippets[i].field);
		assert_int_equal(r.at[0].byte, snippets[i].byte);
		assert_int_equal(r.at[0].nbytes, snippets[i].nbytes);
		buf_fini(&b);
	}
}

/* A sentence longer than a snippet, with the match first, inside and last. */
static void
long_sentences(void **state)
{
	struct buf b = { 0 };
	int64_t id;

	(void)state;
	buf_adds(
	    &b, "---\ntitle: T\ndate: 2025-06-01\n---\n\n## One x\n\n头一个词");
	for (int i = 0; i < 100; i++)
		buf_adds(&b, "，路很长");
	buf_adds(&b, "中间的词");
	for (int i = 0; i < 100; i++)
		buf_adds(&b, "，路很长");
	buf_adds(&b, "末了的词。\n\n## Two y\n\nalpha");
	for (int i = 0; i < 100; i++)
		buf_adds(&b, " long-winded");
	buf_adds(&b, " omega.\n\n");
	keep(fx.archive, buf_str(&b), &id);

	struct result r = search("头一个词", NULL).at[0];
	assert_int_equal(r.lit[0].from, 0);
	assert_string_equal(r.snippet + strlen(r.snippet) - 3, "…");
	assert_in_range(strlen(r.snippet), 230, 250);
	r = search("中间的词", NULL).at[0];
	assert_memory_equal(r.snippet, "…", 3);
	assert_in_range(r.lit[0].from, 50, 70);
	assert_memory_equal(r.snippet + r.lit[0].from, "中间的词", 12);
	r = search("末了的词", NULL).at[0];
	assert_string_equal(r.snippet + r.lit[0].from, "末了的词。");
	r = search("omega", NULL).at[0];
	assert_memory_equal(r.snippet, "…long-winded", 14);
	assert_string_equal(r.snippet + r.lit[0].from, "omega.");
	buf_fini(&b);
}

static void
refused(void **state)
{
	struct results r;
	const struct search_node *node =
	    query_parse("铜 ——", fx.arena, &fx.err);

	(void)state;
	assert_non_null(node);
	assert_int_equal(
	    search_archive(&r, fx.archive, node, NULL, fx.arena, &fx.err), -1);
	assert_int_equal(fx.err.col, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(newest_first),
		cmocka_unit_test(orders),
		cmocka_unit_test(strictly),
		cmocka_unit_test(limits),
		cmocka_unit_test(sentences),
		cmocka_unit_test(what_was_taken_away),
		cmocka_unit_test(long_sentences),
		cmocka_unit_test(refused),
		cmocka_unit_test(what_is_old_and_rare),
		cmocka_unit_test(stopping),
	};

	return cmocka_run_group_tests_name("search", tests, setup, teardown);
}
