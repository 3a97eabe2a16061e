#include "src/text/filter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"

#define BAD "\uFFFD"

struct filter_case {
	const char *in;
	const char *text; /* as FILTER_TEXT */
	const char *line; /* as FILTER_LINE; NULL: the same */
};

static const struct filter_case filter_cases[] = {
	{ "", "", NULL },
	{ "plain 中文，é", "plain 中文，é", NULL },
	/* controls */
	{ "\x1B[31mred", BAD "[31mred", NULL },
	{ "a\x07\x08\x7F", "a" BAD BAD BAD, NULL },
	{ "\xC2\x9B"
	  "0m",
	    BAD "0m", NULL },
	{ "a\u2028b\u2029", "a" BAD "b" BAD, NULL },
	/* broken UTF-8, surrogates, overlong forms */
	{ "\xFF"
	  "a\xE4\xB8",
	    BAD "a" BAD, NULL },
	{ "\xED\xA0\x80", BAD BAD BAD, NULL },
	{ "\xC0\x9B", BAD BAD, NULL },
	/* ends of lines, tabs */
	{ "a\r\nb\rc\n\r", "a\nb\nc\n\n", "a b c  " },
	{ "a\xC2\x85"
	  "b\vc\fd",
	    "a\nb\nc\nd", "a b c d" },
	{ "a\tb", "a\tb", "a b" },
	/* dropped: bidi, tags, selectors, noncharacters, joiners of words */
	{ "a\u202Eb\u2066c\u200Fd\u061C", "abcd", NULL },
	{ "a\U000E0041b\U000E0100c\uFE00d", "abcd", NULL },
	{ "a\uFDD0b\uFFFEc\U0001FFFFd\U0010FFFE", "abcd", NULL },
	{ "\uFEFFa\u2060b\u2064c\uFFF9d", "abcd", NULL },
	/* one in a row */
	{ "a\u200B\u200B\u200Bb", "a\u200Bb", NULL },
	{ "a\u200D\u200C\u00ADb", "a\u200Db", NULL },
	{ "a\u00ADb\u00ADc", "a\u00ADb\u00ADc", NULL },
	{ "a\u200B\u202E\u200Bb", "a\u200Bb", NULL },
	{ "☺\uFE0F\uFE0F", "☺\uFE0F", NULL },
	{ "❤\uFE0F\u200D🔥", "❤\u200D🔥", NULL },
	{ "👩\u200D🌾", "👩\u200D🌾", NULL },
	/* marks: four in a row, and none without a base */
	{ "e\u0301\u0301\u0301\u0301\u0301\u0301x",
	    "e\u0301\u0301\u0301\u0301x", NULL },
	{ "e\u0301\u202E\u0301\u0301\u200D\u0301\u0301",
	    "e\u0301\u0301\u0301\u200D\u0301", NULL },
	{ "中\u0301", "中\u0301", NULL },
	{ "\u0301a", "\u25CC\u0301a", NULL },
	{ "a\n\u0301", "a\n\u25CC\u0301", "a \u25CC\u0301" },
	{ "a \u0301\u0302", "a \u25CC\u0301\u0302", NULL },
	{ "a\u3000\u0301", "a\u3000\u25CC\u0301", NULL },
	{ "a\u202E\u0301", "a\u0301", NULL },
	{ "\u0915\u093E", "\u0915\u093E", NULL },
	{ "\x07\u0301", BAD "\u0301", NULL },
	{ "a\u00AD\u0301", "a\u00AD\u25CC\u0301", NULL },
	{ "a\u200D\u0301\u200Db", "a\u200D\u0301\u200Db", NULL },
};

static void
filter_table(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof filter_cases / sizeof *filter_cases;
	     i++) {
		const struct filter_case *c = &filter_cases[i];
		assert_string_equal(
		    filter_copy(c->in, FILTER_TEXT, a), c->text);
		assert_string_equal(filter_copy(c->in, FILTER_LINE, a),
		    c->line ? c->line : c->text);
	}
	assert_null(filter_copy(NULL, FILTER_TEXT, a));
	arena_free(a);
}

static void
a_nul_is_a_control(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	buf_adds(&out, "<");
	filter_add(&out, "a\0b", 3, FILTER_LINE);
	assert_string_equal(buf_str(&out), "<a" BAD "b");
	buf_fini(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filter_table),
		cmocka_unit_test(a_nul_is_a_control),
	};

	return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
