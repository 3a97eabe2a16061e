#include "src/base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct decode_case {
	const char *bytes;
	unsigned cp;
	size_t used;
	int ok;
};

static const struct decode_case decode_cases[] = {
	{ "A", 'A', 1, 1 },
	{ "\xC3\xA9", 0xE9, 2, 1 },
	{ "\xE4\xB8\xAD", 0x4E2D, 3, 1 },
	{ "\xF0\x9F\x98\x80", 0x1F600, 4, 1 },
	{ "\xF4\x8F\xBF\xBF", 0x10FFFF, 4, 1 },
	{ "\xC0\xAF", UTF8_REPLACEMENT, 1, 0 },     /* overlong '/' */
	{ "\xE0\x80\x80", UTF8_REPLACEMENT, 1, 0 }, /* overlong NUL */
	{ "\xED\xA0\x80", UTF8_REPLACEMENT, 1, 0 }, /* surrogate */
	{ "\xF4\x90\x80\x80", UTF8_REPLACEMENT, 1, 0 },
	{ "\xE4\xB8", UTF8_REPLACEMENT, 2, 0 }, /* cut short */
	{ "\xE4\xB8"
	  "A",
	    UTF8_REPLACEMENT, 2, 0 },
	{ "\xFF", UTF8_REPLACEMENT, 1, 0 },
	{ "\x80", UTF8_REPLACEMENT, 1, 0 },
};

static void
decode_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof decode_cases / sizeof *decode_cases;
	     i++) {
		const struct decode_case *c = &decode_cases[i];
		unsigned cp;
		int ok;
		size_t used = utf8_decode(&cp, c->bytes, strlen(c->bytes), &ok);
		assert_int_equal(cp, c->cp);
		assert_int_equal(used, c->used);
		assert_int_equal(ok, c->ok);
	}
}

static void
every_scalar_value_round_trips(void **state)
{
	(void)state;
	for (unsigned cp = 1; cp <= 0x10FFFF; cp++) {
		char bytes[UTF8_MAX + 1] = { 0 };
		const char *s = bytes;
		unsigned back;
		int ok;
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		size_t n = utf8_encode(bytes, cp);
		assert_int_equal(utf8_decode(&back, bytes, n, &ok), n);
		assert_true(ok);
		assert_int_equal(back, cp);
		assert_int_equal(utf8_next(&s), cp);
		assert_int_equal(s - bytes, n);
		assert_int_equal(utf8_before(bytes, n), 0);
	}
}

static void
valid_stops_at_the_first_fault(void **state)
{
	(void)state;
	assert_int_equal(utf8_valid("\xE4\xB8\xAD\xFFz", 5), 3);
	assert_int_equal(utf8_valid("abc", 3), 3);
	assert_int_equal(utf8_count("\xE4\xB8\xAD"
				    "a",
			     4),
	    2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decode_table),
		cmocka_unit_test(every_scalar_value_round_trips),
		cmocka_unit_test(valid_stops_at_the_first_fault),
	};

	return cmocka_run_group_tests_name("utf8", tests, NULL, NULL);
}
