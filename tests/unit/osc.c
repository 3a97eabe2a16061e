#include "ui/osc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"

static void
titles_hold_no_controls(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b);
	osc_title(&b, "a\033]0;b\007c\nd");
	assert_memory_equal(buf_str(&b), "\033]2;", 4);
	assert_string_equal(buf_str(&b) + b.n - 2, "\033\\");
	for (size_t i = 4; i < b.n - 2; i++)
		assert_true((unsigned char)b.bytes[i] >= 0x20);
	buf_fini(&b);
}

static void
copies_are_base64(void **state)
{
	/* RFC 4648, section 10. */
	static const char *const cases[][2] = { { "", "" }, { "f", "Zg==" },
		{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foobar", "Zm9vYmFy" } };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf b, want;
		buf_init(&b);
		buf_init(&want);
		osc_copy(&b, cases[i][0], strlen(cases[i][0]));
		buf_addf(&want, "\033]52;c;%s\033\\", cases[i][1]);
		assert_string_equal(buf_str(&b), buf_str(&want));
		buf_fini(&b);
		buf_fini(&want);
	}
}

static void
answers_tell_dark_from_light(void **state)
{
	static const struct {
		const char *reply;
		int known, dark;
	} cases[] = {
		{ "11;rgb:0000/0000/0000", 1, 1 },
		{ "11;rgb:ffff/ffff/ffff", 1, 0 },
		{ "11;rgb:1e/1e/2e", 1, 1 },
		{ "11;rgb:fd/f6/e3", 1, 0 },
		{ "11;rgb:f/f/f", 1, 0 },
		{ "10;rgb:0000/0000/0000", 0, 0 },
		{ "11;rgb:zz/00/00", 0, 0 },
		{ "11;?", 0, 0 },
		{ "", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int dark = -1;
		int known = osc_is_dark(cases[i].reply, &dark) == 0;
		assert_int_equal(known, cases[i].known);
		if (known)
			assert_int_equal(dark, cases[i].dark);
	}
}

static void
consoles_get_no_strings(void **state)
{
	(void)state;
	assert_true(osc_is_understood("xterm-256color"));
	assert_true(osc_is_understood("tmux-256color"));
	assert_false(osc_is_understood("linux"));
	assert_false(osc_is_understood("vt100"));
	assert_false(osc_is_understood("dumb"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(consoles_get_no_strings),
		cmocka_unit_test(titles_hold_no_controls),
		cmocka_unit_test(copies_are_base64),
		cmocka_unit_test(answers_tell_dark_from_light),
	};

	return cmocka_run_group_tests_name("osc", tests, NULL, NULL);
}
