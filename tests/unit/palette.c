#include "src/layout/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct color_case {
	int32_t rgb;
	int of256, of16;
};

static const struct color_case color_cases[] = {
	{ 0x000000, 16, 0 },
	{ 0xFFFFFF, 231, 15 },
	{ 0x808080, 244, 8 },
	{ 0xFF0000, 196, 9 },
	{ 0x5F8700, 64, 3 },
	{ 0xFFF1E0, 230, 15 }, /* salmon paper stays warm, not white */
	{ 0x3A1010, 52, 0 },   /* a dark red is not grey */
	{ 0x101030, 17, 0 },   /* nor a dark blue */
	{ 0x6B4423, 94, 1 },
	{ 0x0D7680, 30, 6 },
	{ 0x6060FF, 63, 12 },
};

static void
colors_are_brought_down(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof color_cases / sizeof *color_cases; i++) {
		const struct color_case *c = &color_cases[i];
		if (palette_to_256(c->rgb) != c->of256 ||
		    palette_to_16(c->rgb) != c->of16)
			fail_msg("%06X: got %d and %d, want %d and %d",
			    (unsigned)c->rgb, palette_to_256(c->rgb),
			    palette_to_16(c->rgb), c->of256, c->of16);
	}
}

/* A colour of the palette is its own nearest one, or one that is equal. */
static void
greys_and_cube_map_to_themselves(void **state)
{
	(void)state;
	for (int i = 0; i < 24; i++)
		assert_int_equal(
		    palette_to_256((8 + 10 * i) * 0x010101), 232 + i);
	for (int i = 0; i < 5; i++)
		assert_int_equal(
		    palette_to_256((95 + 40 * i) << 8), 16 + 6 * (i + 1));
}

static void
the_plain_palette_has_no_colors(void **state)
{
	(void)state;
	for (int i = 0; i < ROLE_COUNT; i++) {
		assert_int_equal(palette_plain.roles[i].fg, INK_DEFAULT);
		assert_int_equal(palette_plain.roles[i].bg, INK_DEFAULT);
	}
	assert_true(palette_plain.roles[ROLE_HEADLINE].attrs & INK_BOLD);
}

static void
every_xterm_color_is_itself(void **state)
{
	static const int level[6] = { 0, 95, 135, 175, 215, 255 };

	(void)state;
	for (int i = 0; i < 216; i++)
		assert_int_equal(palette_to_256(level[i / 36] << 16 |
				     level[i / 6 % 6] << 8 | level[i % 6]),
		    16 + i);
	for (int i = 0; i < 24; i++)
		assert_int_equal(
		    palette_to_256((8 + 10 * i) * 0x010101), 232 + i);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_xterm_color_is_itself),
		cmocka_unit_test(colors_are_brought_down),
		cmocka_unit_test(greys_and_cube_map_to_themselves),
		cmocka_unit_test(the_plain_palette_has_no_colors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
