#include "src/library/tags.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"

static const struct tags_case {
	const char *line, *want;
} cases[] = {
	{ "", "" },
	{ " , ,, ", "" },
	{ "port", "port" },
	{ "b, a，c 、d", "a, b, c, d" },
	{ "a,a, a ,b", "a, b" },
	{ "  two words  ,　港口　", "two words, 港口" },
	{ "a\nb\tc\x01"
	  "d",
	    "a, b, c, d" },
	{ "أ،ب", "أ, ب" },
	{ "A,a", "A, a" },
};

static void
lines_are_parted_and_sorted(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct err err;
		struct tags tags;
		if (tags_parse(&tags, cases[i].line, a, &err) < 0)
			fail_msg("%s: %s", cases[i].line, err.msg);
		assert_string_equal(tags_line(tags, a), cases[i].want);
	}
	arena_free(a);
}

static void
too_much_is_an_error(void **state)
{
	struct arena *a = arena_new();
	struct buf b = { 0 };
	struct err err;
	struct tags tags;

	(void)state;
	for (int i = 0; i < TAG_MAX_BYTES; i++)
		buf_addc(&b, 'x');
	assert_int_equal(tags_parse(&tags, buf_str(&b), a, &err), 0);
	assert_int_equal(tags.n, 1);
	buf_addc(&b, 'x');
	assert_int_equal(tags_parse(&tags, buf_str(&b), a, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_int_equal(tags_parse(&tags, "\xE6\xB8", a, &err), -1);
	buf_cut(&b, 0);
	for (int i = 0; i < 3 * TAGS_MAX; i++)
		buf_addf(&b, "%d,", i % TAGS_MAX);
	assert_int_equal(tags_parse(&tags, buf_str(&b), a, &err), 0);
	assert_int_equal(tags.n, TAGS_MAX);
	buf_adds(&b, "one more");
	assert_int_equal(tags_parse(&tags, buf_str(&b), a, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_int_equal(tags.n, 0);
	buf_fini(&b);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_parted_and_sorted),
		cmocka_unit_test(too_much_is_an_error),
	};

	return cmocka_run_group_tests_name("tags", tests, NULL, NULL);
}
