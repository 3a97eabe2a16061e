#include "src/text/width.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

#include <cmocka.h>

struct width_case {
	unsigned cp;
	int narrow; /* cells when ambiguous characters take 1 */
	int wide;   /* and when they take 2 */
};

static const struct width_case width_cases[] = {
	{ 'a', 1, 1 },
	{ 0x4E2D, 2, 2 },  /* 中 */
	{ 0x31350, 2, 2 }, /* extension H, new in 15.0 */
	{ 0xAC00, 2, 2 },
	{ 0xFF0C, 2, 2 },
	{ 0x3013, 2, 2 },
	{ 0x1F600, 2, 2 },
	{ 0xFF71, 1, 1 }, /* half-width kana */
	{ 0x201C, 1, 2 }, /* “ */
	{ 0x2026, 1, 2 }, /* … */
	{ 0x2502, 1, 2 }, /* box drawing: rules shift with the quotes */
	{ 0xE9, 1, 2 },   /* é, but not ñ */
	{ 0xF1, 1, 1 },
	{ 0x2E3A, 1, 1 },
	{ 0x4DC0, 1, 1 }, /* a hexagram: W only from Unicode 16 on */
	{ 0x301, 0, 0 },  /* Mn; ambiguous to UAX #11, but a mark first */
	{ 0x20DD, 0, 0 }, /* Me */
	{ 0x903, 1, 1 },  /* Mc */
	{ 0x200B, 0, 0 }, /* Cf */
	{ 0xAD, 1, 2 },   /* Cf, the exceptions */
	{ 0x600, 1, 1 },
	{ 0x605, 1, 1 },
	{ 0x6DD, 0, 0 },
	{ 0x1100, 2, 2 }, /* jamo: first, vowels, finals */
	{ 0x1160, 0, 0 },
	{ 0x11A8, 0, 0 },
	{ 0xD7B0, 0, 0 },
	{ 0xD7FB, 0, 0 },
	{ 0, -1, -1 },
	{ '\t', -1, -1 },
	{ 0x7F, -1, -1 },
	{ 0x9F, -1, -1 },
	{ 0xA0, 1, 1 },
	{ 0xD800, -1, -1 },
	{ 0xDFFF, -1, -1 },
	{ 0x10FFFF, 1, 1 },
	{ 0xFFFFFFFF, 1, 1 },
};

static void
width_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof width_cases / sizeof *width_cases; i++) {
		const struct width_case *c = &width_cases[i];
		assert_int_equal(width_cp(c->cp, 1), c->narrow);
		assert_int_equal(width_cp(c->cp, 2), c->wide);
	}
}

static void
marks(void **state)
{
	(void)state;
	assert_true(width_is_mark(0x301));
	assert_true(width_is_mark(0x20DD));
	assert_true(width_is_mark(0x903));
	assert_false(width_is_mark('a'));
	assert_false(width_is_mark(0x200D));
	assert_string_equal(width_unicode_version(), "15.0.0");
}

/*
 * The C library's function is ours, in the program and, as a symbol of the
 * executable, for every library that it loads.
 */
static void
wcwidth_is_ours(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C");
	assert_int_equal(wcwidth(0x4E2D), 2);
	assert_int_equal(wcwidth(0x201C), 1);
	width_set_ambiguous(2);
	assert_int_equal(wcwidth(0x201C), 2);
	assert_int_equal(wcswidth(L"“中”a", 4), 7);
	assert_int_equal(wcswidth(L"“中”a", 2), 4);
	assert_int_equal(wcswidth(L"a\n", 2), -1);
	width_set_ambiguous(1);
	assert_int_equal(wcwidth(0x201C), 1);
	assert_int_equal(wcwidth(0), 0);
	assert_int_equal(wcwidth('\n'), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(width_table),
		cmocka_unit_test(marks),
		cmocka_unit_test(wcwidth_is_ours),
	};

	return cmocka_run_group_tests_name("width", tests, NULL, NULL);
}
