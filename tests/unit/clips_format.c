#include "src/library/clips_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/library/clips.h"
#include "src/library/clips_read.h"
#include "src/text/filter.h"
#include "tests/support/random.h"

static const char *const tags[] = { "port", "港<b>" };

static const struct clip clips[] = {
	{ .id = 7,
	    .source = { .paper = "松江日报",
		.date = "2025-05-30",
		.page = "A08",
		.headline = "新港 <开航>",
		.article = "a1",
		.path = "/papers/may.txt",
		.number = 3,
		.block = 2,
		.byte = 6,
		.quote = "渡轮" },
	    .byline = "本报记者 *王小川*",
	    .passage = { "1. 渡轮昨日\x1B[31m试航。\n- 码头上 & 人很多。",
		"此前\n", "今天" },
	    .note = "look again\n    next week",
	    .title = "the ferry",
	    .tags = { tags, 2 },
	    .added = 1748592900,
	    .changed = INT64_MAX },
	{ .id = 8,
	    .source = { .paper = "p", .article = "a2" },
	    .passage = { "x", "", "" },
	    .is_whole = true },
};
static const struct clip_list all = { clips, 2 };

static void
check(enum clips_format format, const char *from, const char *want)
{
	struct buf b = { 0 };

	clips_write(&b, &all, format);
	const char *got = from ? strstr(buf_str(&b), from) : buf_str(&b);
	assert_non_null(got);
	assert_string_equal(got, want);
	buf_fini(&b);
}

static void
a_line_each(void **state)
{
	(void)state;
	check(CLIPS_LIST, NULL,
	    "7  2025-05-30  松江日报  A08  the ferry  [port, 港<b>]\n"
	    "8  -  p  -  -\n");
}

static void
plain_text(void **state)
{
	(void)state;
	check(CLIPS_TEXT, NULL,
	    "the ferry\n"
	    "松江日报, 2025-05-30, A08, 新港 <开航>, 本报记者 *王小川*\n\n"
	    "1. 渡轮昨日\xEF\xBF\xBD[31m试航。\n\n- 码头上 & 人很多。\n\n"
	    "Note:\nlook again\n    next week\n\nTags: port, 港<b>\n"
	    "\n----------\n\np\np\n\nx\n");
}

static void
markdown_says_nothing_but_text(void **state)
{
	(void)state;
	check(CLIPS_MARKDOWN, NULL,
	    "# Clippings\n\n## the ferry\n\n"
	    "> 1\\. 渡轮昨日\xEF\xBF\xBD\\[31m试航。\n>\n"
	    "> \\- 码头上 \\& 人很多。\n\n"
	    "— 松江日报, 2025-05-30, A08, 新港 \\<开航\\>, 本报记者 "
	    "\\*王小川\\*\n\n"
	    "look again\n\nnext week\n\n#port, #港\\<b\\>\n"
	    "\n## p\n\n> x\n\n— p\n");
}

static void
html_is_a_page(void **state)
{
	(void)state;
	check(CLIPS_HTML, "<h1>",
	    "<h1>Clippings</h1>\n<article id=\"clipping-7\">\n"
	    "<h2>the ferry</h2>\n<blockquote>\n"
	    "<p>1. 渡轮昨日\xEF\xBF\xBD[31m试航。</p>\n"
	    "<p>- 码头上 &amp; 人很多。</p>\n</blockquote>\n"
	    "<footer><cite>松江日报</cite>, 2025-05-30, A08, "
	    "新港 &lt;开航&gt;, 本报记者 *王小川*</footer>\n"
	    "<aside>\n<p>look again</p>\n<p>    next week</p>\n</aside>\n"
	    "<ul class=\"tags\">\n<li>port</li>\n<li>港&lt;b&gt;</li>\n</ul>\n"
	    "</article>\n<article id=\"clipping-8\">\n<h2>p</h2>\n"
	    "<blockquote>\n<p>x</p>\n</blockquote>\n"
	    "<footer><cite>p</cite></footer>\n</article>\n"
	    "</body>\n</html>\n");
}

static void
formats_have_names(void **state)
{
	(void)state;
	assert_int_equal(clips_format_named("list"), CLIPS_LIST);
	assert_int_equal(clips_format_named("text"), CLIPS_TEXT);
	assert_int_equal(clips_format_named("json"), CLIPS_JSON);
	assert_int_equal(clips_format_named("markdown"), CLIPS_MARKDOWN);
	assert_int_equal(clips_format_named("html"), CLIPS_HTML);
	assert_int_equal(clips_format_named(""), -1);
}

/* --- and back -------------------------------------------------------------------- */

enum { ROUNDS = 500 };

static void
same_text(const char *a, const char *b)
{
	assert_int_equal(a == NULL, b == NULL);
	if (a)
		assert_string_equal(a, b);
}

static void
same_clip(const struct clip *a, const struct clip *b)
{
	const struct mark *x = &a->source, *y = &b->source;

	assert_int_equal(a->id, b->id);
	same_text(x->paper, y->paper);
	same_text(x->date, y->date);
	same_text(x->page, y->page);
	same_text(x->headline, y->headline);
	same_text(x->article, y->article);
	same_text(x->path, y->path);
	assert_int_equal(x->number, y->number);
	assert_int_equal(x->block, y->block);
	assert_int_equal(x->byte, y->byte);
	same_text(x->quote, y->quote);
	same_text(a->byline, b->byline);
	same_text(a->passage.text, b->passage.text);
	same_text(a->passage.before, b->passage.before);
	same_text(a->passage.after, b->passage.after);
	assert_int_equal(a->is_whole, b->is_whole);
	same_text(a->note, b->note);
	same_text(a->title, b->title);
	assert_int_equal(a->tags.n, b->tags.n);
	for (size_t i = 0; i < a->tags.n; i++)
		same_text(a->tags.at[i], b->tags.at[i]);
	assert_true(a->added == b->added);
	assert_true(a->changed == b->changed);
}

static void
round_trip(const struct clip_list *list)
{
	struct arena *a = arena_new();
	struct clip_list back;
	struct buf once = { 0 }, twice = { 0 };
	struct err err;

	clips_write(&once, list, CLIPS_JSON);
	if (clips_read(&back, once.bytes, once.n, "x.json", a, &err) < 0)
		fail_msg("%u:%u: %s", err.line, err.col, err.msg);
	assert_int_equal(back.n, list->n);
	for (size_t i = 0; i < list->n; i++)
		same_clip(&list->at[i], &back.at[i]);
	clips_write(&twice, &back, CLIPS_JSON);
	assert_string_equal(buf_str(&once), buf_str(&twice));
	buf_fini(&once);
	buf_fini(&twice);
	arena_free(a);
}

static uint64_t seed = 20250530;

/* Text as the filter leaves it, of any characters there are. */
static const char *
any_text(struct arena *a)
{
	struct buf raw = { 0 }, clean = { 0 };

	random_text(&raw, &seed);
	filter_add(&clean, buf_str(&raw), raw.n, FILTER_TEXT);
	/* Twice, as what the first time dropped may bring marks together. */
	const char *s = filter_copy(
	    arena_strndup(a, buf_str(&clean), clean.n), FILTER_TEXT, a);
	buf_fini(&raw);
	buf_fini(&clean);
	return s;
}

static const char *
maybe(struct arena *a)
{
	return random_below(&seed, 3) ? any_text(a) : NULL;
}

static int64_t
any_number(void)
{
	int64_t n = random_below(&seed, 0x7FFFFFFF);

	return random_below(&seed, 2) ? n : n * n;
}

static struct clip
any_clip(struct arena *a)
{
	static const char *const some[] = { "a", "b c", "é", "港口" };

	return (struct clip){
		.id = any_number(),
		.source = { .paper = any_text(a),
		    .date = maybe(a),
		    .page = maybe(a),
		    .headline = maybe(a),
		    .article = any_text(a),
		    .path = maybe(a),
		    .number = (uint32_t)any_number(),
		    .block = (uint32_t)any_number(),
		    .byte = (uint32_t)any_number(),
		    .quote = maybe(a) },
		.byline = maybe(a),
		.passage = { any_text(a), any_text(a), any_text(a) },
		.is_whole = random_below(&seed, 2),
		.note = maybe(a),
		.title = maybe(a),
		.tags = { some, random_below(&seed, 5) },
		.added = any_number(),
		.changed =
		    random_below(&seed, 2) ? any_number() : -any_number(),
	};
}

static void
what_was_written_is_read_equal(void **state)
{
	struct arena *a = arena_new();
	struct clip some[5];

	(void)state;
	print_message("seed %llu\n", (unsigned long long)seed);
	round_trip(&(struct clip_list){ &clips[1], 1 });
	for (int i = 0; i < ROUNDS; i++) {
		size_t n = random_below(&seed, 6);
		for (size_t k = 0; k < n; k++)
			some[k] = any_clip(a);
		round_trip(&(struct clip_list){ some, n });
		arena_reset(a);
	}
	arena_free(a);
}

/* What is refused, where, and with which words in the message. */
static const struct bad {
	const char *json;
	unsigned line, col;
	const char *says;
} bad[] = {
	{ "", 1, 0, "" },
	{ "{\"schema\":1,\n\"clippings\":[", 2, 0, "" },
	{ "[]", 0, 0, "no list" },
	{ "{\"schema\":1}", 0, 0, "no list" },
	{ "{\"schema\":1,\"clippings\":{}}", 0, 0, "no list" },
	{ "{\"clippings\":[]}", 0, 0, "schema" },
	{ "{\"schema\":2,\"clippings\":[]}", 0, 0, "schema" },
	{ "{\"schema\":1,\"clippings\":[\n 1]}", 2, 2, "object" },
	{ "{\"schema\":1,\"clippings\":[\n {}]}", 2, 2, "paper" },
	{ "{\"schema\":1,\"clippings\":[{\"paper\":\"p\",\"article\":\"a\","
	  "\"text\":\"]},{\"},\n  {\"paper\":\"p\",\"article\":\"a\"}]}",
	    2, 3, "text" },
	{ "{\"a\":[[{}],{}],\"schema\":1,\"clippings\":[\n\n"
	  "{\"paper\":\"p\",\"article\":\"a\",\"text\":\"t\",\"byte\":-1}]}",
	    3, 1, "byte" },
	{ "{\"schema\":1,\"clippings\":[{\"paper\":\"p\",\"article\":\"a\","
	  "\"text\":\"t\",\"number\":4294967296}]}",
	    1, 26, "number" },
	{ "{\"schema\":1,\"clippings\":[{\"paper\":\"p\",\"article\":\"a\","
	  "\"text\":\"t\",\"added\":\"2025-02-30T00:00:00Z\"}]}",
	    1, 26, "added" },
	{ "{\"schema\":1,\"clippings\":[{\"paper\":\"p\",\"article\":\"a\","
	  "\"text\":\"t\",\"note\":[]}]}",
	    1, 26, "note" },
	{ "{\"schema\":1,\"clippings\":[{\"paper\":\"p\",\"article\":\"a\","
	  "\"text\":\"t\",\"tags\":[1]}]}",
	    1, 26, "tag" },
	{ "{\"schema\":1,\"clippings\":[{\"paper\":\"p\",\"article\":\"a\","
	  "\"text\":\"t\",\"tags\":\"x\"}]}",
	    1, 26, "list" },
};

static void
what_is_wrong_is_said_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct arena *a = arena_new();
		struct clip_list list = { NULL, 99 };
		struct err err = { 0 };
		int got = clips_read(
		    &list, bad[i].json, strlen(bad[i].json), "x.json", a, &err);
		if (got != -1 || list.n != 99 || err.line != bad[i].line ||
		    (bad[i].col && err.col != bad[i].col) ||
		    !strstr(err.msg, bad[i].says) ||
		    strcmp(err.where, "x.json") != 0)
			fail_msg("%s: %d, %s:%u:%u: %s", bad[i].json, got,
			    err.where, err.line, err.col, err.msg);
		arena_free(a);
	}
}

static void
add_tag_list(struct buf *b, size_t ntags, size_t nbytes)
{
	buf_adds(b,
	    "{\"schema\":1,\"clippings\":[{\"paper\":\"p\",\"article\":"
	    "\"a\",\"text\":\"t\",\"tags\":[");
	for (size_t i = 0; i < ntags; i++) {
		buf_addf(b, "%s\"%03zu", i ? "," : "", i);
		for (size_t k = 3; k < nbytes; k++)
			buf_addc(b, 'x');
		buf_addc(b, '"');
	}
	buf_adds(b, "]}]}");
}

static bool
reads_tags(size_t ntags, size_t nbytes)
{
	struct arena *a = arena_new();
	struct clip_list list;
	struct buf b = { 0 };

	add_tag_list(&b, ntags, nbytes);
	bool ok = clips_read(&list, b.bytes, b.n, "x", a, NULL) == 0;
	buf_fini(&b);
	arena_free(a);
	return ok;
}

static void
there_are_limits(void **state)
{
	struct arena *a = arena_new();
	struct clip_list list;
	struct buf b = { 0 };
	struct err err;

	(void)state;
	assert_true(reads_tags(TAGS_MAX, TAG_MAX_BYTES));
	assert_false(reads_tags(TAGS_MAX + 1, 3));
	assert_false(reads_tags(1, TAG_MAX_BYTES + 1));

	buf_adds(&b, "{\"schema\":1,\"clippings\":[{\"paper\":\"");
	for (int i = 0; i <= CLIPS_READ_LINE_BYTES; i++)
		buf_addc(&b, 'p');
	buf_adds(&b, "\",\"article\":\"a\",\"text\":\"t\"}]}");
	assert_int_equal(clips_read(&list, b.bytes, b.n, "x", a, &err), -1);
	assert_non_null(strstr(err.msg, "longer"));

	buf_cut(&b, 0);
	buf_adds(&b, "{\"schema\":1,\"clippings\":[0");
	for (int i = 0; i < CLIPS_READ_MAX; i++)
		buf_adds(&b, ",0");
	buf_adds(&b, "]}");
	assert_int_equal(clips_read(&list, b.bytes, b.n, "x", a, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	buf_fini(&b);
	arena_free(a);
}

static void
tags_are_settled_and_text_filtered(void **state)
{
	static const char json[] =
	    "{\"schema\":1,\"clippings\":[{\"paper\":\"p\\u001b[1m\","
	    "\"article\":\"a\",\"text\":\"t\\u202e\",\"new\":{\"x\":[]},"
	    "\"tags\":[\"b\",\"a\",\"b\"],\"title\":null}]}";
	struct arena *a = arena_new();
	struct clip_list list;

	(void)state;
	assert_int_equal(
	    clips_read(&list, json, sizeof json - 1, "x", a, NULL), 0);
	assert_int_equal(list.n, 1);
	assert_string_equal(list.at[0].source.paper, "p\xEF\xBF\xBD[1m");
	assert_string_equal(list.at[0].passage.text, "t");
	assert_string_equal(list.at[0].passage.before, "");
	assert_null(list.at[0].title);
	assert_int_equal(list.at[0].tags.n, 2);
	assert_string_equal(list.at[0].tags.at[0], "a");
	assert_string_equal(list.at[0].tags.at[1], "b");
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_each),
		cmocka_unit_test(plain_text),
		cmocka_unit_test(markdown_says_nothing_but_text),
		cmocka_unit_test(html_is_a_page),
		cmocka_unit_test(formats_have_names),
		cmocka_unit_test(what_was_written_is_read_equal),
		cmocka_unit_test(what_is_wrong_is_said_with_its_place),
		cmocka_unit_test(there_are_limits),
		cmocka_unit_test(tags_are_settled_and_text_filtered),
	};

	return cmocka_run_group_tests_name("clips_format", tests, NULL, NULL);
}
