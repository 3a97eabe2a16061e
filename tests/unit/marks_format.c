#include "src/library/marks_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/base/json.h"
#include "src/library/marks.h"

static const char *const tags[] = { "port", "港<b>" };

static const struct mark marks[] = {
	{ .paper = "松江日报",
	    .date = "2025-05-30",
	    .page = "A08",
	    .headline = "新港\n开航",
	    .article = "a1",
	    .path = "/papers/x\xFF.txt",
	    .number = 3,
	    .added = 1748592900 },
	{ .paper = "松江日报",
	    .date = "2025-05-30",
	    .headline = "A *bold* \x1B[31mclaim\xE2\x80\xAE",
	    .article = "a2",
	    .added = 0 },
	{ .paper = "page.txt",
	    .article = "a3",
	    .number = 7,
	    .title = "- mine & *yours*",
	    .tags = { tags, 2 },
	    .added = INT64_MAX },
};
static const struct mark_list all = { marks, 3 };

static void
check(enum marks_format format, const char *want)
{
	struct buf b = { 0 };

	marks_write(&b, &all, format);
	assert_string_equal(buf_str(&b), want);
	buf_fini(&b);
}

static void
text_is_a_line_each(void **state)
{
	(void)state;
	check(MARKS_TEXT,
	    "2025-05-30  松江日报  A08  新港 开航\n"
	    "2025-05-30  松江日报  -  A *bold* \xEF\xBF\xBD[31mclaim\n"
	    "-  page.txt  -  - mine & *yours*  [port, 港<b>]\n");
}

static void
markdown_is_by_edition(void **state)
{
	(void)state;
	check(MARKS_MARKDOWN,
	    "# Bookmarks\n\n## 松江日报, 2025-05-30\n\n"
	    "- 新港 开航 (A08)\n"
	    "- A \\*bold\\* \xEF\xBF\xBD\\[31mclaim\n"
	    "\n## page.txt\n\n- \\- mine \\& \\*yours\\* "
	    "#port, #港\\<b\\>\n");
}

static void
json_has_the_promised_shape(void **state)
{
	static const char want[] =
	    "{\"schema\":1,\"bookmarks\":["
	    "{\"paper\":\"松江日报\",\"date\":\"2025-05-30\",\"page\":\"A08\","
	    "\"headline\":\"新港\\n开航\",\"article\":\"a1\",\"number\":3,"
	    "\"title\":null,\"tags\":[],\"path\":\"/papers/x\\ufffd.txt\","
	    "\"added\":\"2025-05-30T08:15:00Z\"},"
	    "{\"paper\":\"松江日报\",\"date\":\"2025-05-30\",\"page\":null,"
	    "\"headline\":\"A *bold* "
	    "\\ufffd[31mclaim\",\"article\":\"a2\",\"number\":0,"
	    "\"title\":null,\"tags\":[],\"path\":null,\"added\":\"1970-01-"
	    "01T00:00:00Z\"},"
	    "{\"paper\":\"page.txt\",\"date\":null,\"page\":null,"
	    "\"headline\":null,\"article\":\"a3\",\"number\":7,"
	    "\"title\":\"- mine & *yours*\","
	    "\"tags\":[\"port\",\"港<b>\"],\"path\":null,"
	    "\"added\":null}]}";
	struct buf b = { 0 };

	(void)state;
	marks_write(&b, &all, MARKS_JSON);
	struct json *got = json_parse(b.bytes, b.n, NULL);
	struct json *wanted = json_parse(want, strlen(want), NULL);
	assert_non_null(got);
	assert_true(json_same(got, wanted));
	assert_int_equal(b.bytes[b.n - 1], '\n');
	json_free(got);
	json_free(wanted);
	buf_fini(&b);
}

/* The page without its head, which says nothing of bookmarks. */
static void
html_is_by_edition_and_harmless(void **state)
{
	struct buf b = { 0 };

	(void)state;
	marks_write(&b, &all, MARKS_HTML);
	assert_non_null(strstr(buf_str(&b), "<!DOCTYPE html>\n"));
	const char *body = strstr(buf_str(&b), "<h2>");
	assert_non_null(body);
	assert_string_equal(body,
	    "<h2>松江日报, 2025-05-30</h2>\n<ul>\n"
	    "<li>新港 开航 <small>A08</small>\n</li>\n"
	    "<li>A *bold* \xEF\xBF\xBD[31mclaim\n</li>\n</ul>\n"
	    "<h2>page.txt</h2>\n<ul>\n<li>- mine &amp; *yours*\n"
	    "<ul class=\"tags\">\n<li>port</li>\n<li>港&lt;b&gt;</li>\n</ul>\n"
	    "</li>\n</ul>\n</body>\n</html>\n");
	buf_fini(&b);
}

static void
browsers_can_read_them(void **state)
{
	(void)state;
	check(MARKS_NETSCAPE,
	    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
	    "<META HTTP-EQUIV=\"Content-Type\" "
	    "CONTENT=\"text/html; charset=UTF-8\">\n"
	    "<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n"
	    "    <DT><H3>松江日报, 2025-05-30</H3>\n    <DL><p>\n"
	    "        <DT><A HREF=\"file:///papers/x%FF.txt#3\" "
	    "ADD_DATE=\"1748592900\">新港 开航</A>\n"
	    "        <DT><A HREF=\"about:blank#0\">"
	    "A *bold* \xEF\xBF\xBD[31mclaim</A>\n"
	    "    </DL><p>\n"
	    "    <DT><H3>page.txt</H3>\n    <DL><p>\n"
	    "        <DT><A HREF=\"about:blank#7\" "
	    "ADD_DATE=\"9223372036854775807\" TAGS=\"port,港&lt;b&gt;\">"
	    "- mine &amp; *yours*</A>\n"
	    "    </DL><p>\n</DL><p>\n");
}

static void
no_bookmarks_are_a_list_too(void **state)
{
	static const struct mark_list none = { 0 };
	struct buf b = { 0 };

	(void)state;
	marks_write(&b, &none, MARKS_TEXT);
	assert_string_equal(buf_str(&b), "");
	marks_write(&b, &none, MARKS_JSON);
	struct json *got = json_parse(b.bytes, b.n, NULL);
	assert_int_equal(
	    json_type_of(json_get(got, "bookmarks")), JSON_TYPE_ARRAY);
	json_free(got);
	buf_fini(&b);
}

static void
formats_have_names(void **state)
{
	(void)state;
	assert_int_equal(marks_format_named("text"), MARKS_TEXT);
	assert_int_equal(marks_format_named("json"), MARKS_JSON);
	assert_int_equal(marks_format_named("markdown"), MARKS_MARKDOWN);
	assert_int_equal(marks_format_named("html"), MARKS_HTML);
	assert_int_equal(marks_format_named("netscape"), MARKS_NETSCAPE);
	assert_int_equal(marks_format_named("pdf"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_a_line_each),
		cmocka_unit_test(markdown_is_by_edition),
		cmocka_unit_test(json_has_the_promised_shape),
		cmocka_unit_test(html_is_by_edition_and_harmless),
		cmocka_unit_test(browsers_can_read_them),
		cmocka_unit_test(no_bookmarks_are_a_list_too),
		cmocka_unit_test(formats_have_names),
	};

	return cmocka_run_group_tests_name("marks_format", tests, NULL, NULL);
}
