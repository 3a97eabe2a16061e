#include "config/theme.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "config/config.h"
#include "src/base/err.h"

static const struct {
	const char *value;
	int32_t fg, bg;
	unsigned attrs;
} looks[] = {
	{ "", LOOK_UNSAID, LOOK_UNSAID, 0 },
	{ "plain", LOOK_UNSAID, LOOK_UNSAID, 0 },
	{ "default", INK_DEFAULT, LOOK_UNSAID, 0 },
	{ "#0aF0ff", 0x0af0ff, LOOK_UNSAID, 0 },
	{ "red on default", 0xcd0000, INK_DEFAULT, 0 },
	{ "on bright-white", LOOK_UNSAID, 0xffffff, 0 },
	{ "bold", LOOK_UNSAID, LOOK_UNSAID, INK_BOLD },
	{ "bold, italic,underline  dim reverse", LOOK_UNSAID, LOOK_UNSAID,
	    INK_BOLD | INK_ITALIC | INK_UNDERLINE | INK_DIM | INK_REVERSE },
	{ "bold #000000 on #ffffff underline", 0, 0xffffff,
	    INK_BOLD | INK_UNDERLINE },
};

static void
good_looks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		struct looks l;
		looks_init(&l);
		assert_int_equal(
		    looks_set(&l, "kicker", looks[i].value, NULL), 0);
		assert_int_equal(l.roles[ROLE_KICKER].fg, looks[i].fg);
		assert_int_equal(l.roles[ROLE_KICKER].bg, looks[i].bg);
		assert_int_equal(l.roles[ROLE_KICKER].attrs, looks[i].attrs);
	}
}

static void
bad_looks(void **state)
{
	static const char *const bad[] = { "on", "red on", "red green",
		"#12345", "#1234567", "#12345g", "red on bold", "on on red",
		"bolder", "red on blue on green",
		"averyveryveryveryverylongwordthatisnocolour" };
	struct looks l, before;
	struct err err;

	(void)state;
	looks_init(&l);
	before = l;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(looks_set(&l, "kicker", bad[i], &err), -1);
		assert_memory_equal(&l, &before, sizeof l);
	}
	assert_int_equal(looks_set(&l, "kickr", "red", &err), -1);
	assert_string_equal(
	    err.msg, "there is no role \"kickr\"; did you mean kicker?");
}

/* What a role leaves out it has from the text. */
static void
text_fills_up(void **state)
{
	struct looks l;
	struct palette p;

	(void)state;
	looks_init(&l);
	looks_set(&l, "text", "#111111 on #eeeeee, bold", NULL);
	looks_set(&l, "kicker", "#aa0000", NULL);
	looks_set(&l, "match", "on #ffff00", NULL);
	looks_resolve(&p, &l);
	assert_int_equal(p.roles[ROLE_KICKER].fg, 0xaa0000);
	assert_int_equal(p.roles[ROLE_KICKER].bg, 0xeeeeee);
	assert_int_equal(p.roles[ROLE_KICKER].attrs, 0);
	assert_int_equal(p.roles[ROLE_MATCH].fg, 0x111111);
	assert_int_equal(p.roles[ROLE_MATCH].bg, 0xffff00);
	assert_int_equal(p.roles[ROLE_DECK].fg, 0x111111);
	looks_init(&l);
	looks_resolve(&p, &l);
	assert_int_equal(p.roles[ROLE_TEXT].fg, INK_DEFAULT);
	assert_int_equal(p.roles[ROLE_TEXT].bg, INK_DEFAULT);
}

/* --- contrast: WCAG 2.1, "relative luminance" and "contrast ratio" -------- */

static double
channel(int32_t rgb, int shift)
{
	double c = (double)(rgb >> shift & 0xff) / 255;

	return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
luminance(int32_t rgb)
{
	return 0.2126 * channel(rgb, 16) + 0.7152 * channel(rgb, 8) +
	    0.0722 * channel(rgb, 0);
}

static double
contrast(int32_t a, int32_t b)
{
	double x = luminance(a), y = luminance(b);

	return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

/*
 * Where a theme leaves ink or paper to the terminal: two grounds that terminals
 * of that kind have, the plain one and the tinted one with the least room.
 */
static const struct {
	const char *theme;
	int32_t ink[2], paper[2];
	double text, dim;
} themes[] = {
	{ "broadsheet", { 0x000000, 0x333333 }, { 0xffffff, 0xfdf6e3 }, 4.5,
	    3 },
	{ "newsprint", { 0 }, { 0 }, 4.5, 3 },
	{ "salmon", { 0 }, { 0 }, 4.5, 3 },
	{ "night", { 0xffffff, 0xd8dee9 }, { 0x000000, 0x2e3440 }, 4.5, 3 },
	{ "high-contrast", { 0 }, { 0 }, 7, 7 },
};

static int
is_dim(int role)
{
	return role == ROLE_DIM || role == ROLE_GUTTER || role == ROLE_RULE;
}

static void
every_theme_can_be_read(void **state)
{
	const struct config_source nothing = { .file = "" };
	struct config *c = config_load(&nothing, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
		for (int role = 0; role < ROLE_COUNT * 2; role++) {
			const struct palette *p =
			    config_theme(c, themes[i].theme, 0, NULL, NULL);
			struct ink k = p->roles[role / 2];
			int32_t fg = k.fg < 0 ? themes[i].ink[role % 2] : k.fg;
			int32_t bg =
			    k.bg < 0 ? themes[i].paper[role % 2] : k.bg;
			double want =
			    is_dim(role / 2) ? themes[i].dim : themes[i].text;
			if (contrast(fg, bg) < want)
				fail_msg("%s: %s has %.2f, wants %.1f",
				    themes[i].theme,
				    role_name((enum role)(role / 2)),
				    contrast(fg, bg), want);
			/* Dimming takes an unknown part of the contrast. */
			assert_false(k.attrs & INK_DIM);
		}
	config_free(c);
}

/* The 16 colours as xterm shows them. */
static int32_t
shown_in_16(int32_t rgb)
{
	static const int32_t shown[] = { 0x000000, 0xcd0000, 0x00cd00, 0xcdcd00,
		0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
		0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff };

	return shown[palette_to_16(rgb)];
}

/* With 16 colours little is left of a theme, but no ink on like paper. */
static void
every_theme_can_be_read_in_16(void **state)
{
	const struct config_source nothing = { .file = "" };
	struct config *c = config_load(&nothing, NULL);

	(void)state;
	for (size_t i = 0; i < sizeof themes / sizeof *themes; i++)
		for (int role = 0; role < ROLE_COUNT; role++) {
			struct ink k =
			    config_theme(c, themes[i].theme, 0, NULL, NULL)
				->roles[role];
			int32_t fg =
			    k.fg < 0 ? themes[i].ink[0] : shown_in_16(k.fg);
			int32_t bg =
			    k.bg < 0 ? themes[i].paper[0] : shown_in_16(k.bg);
			if (contrast(fg, bg) < 3)
				fail_msg("%s: %s has %.2f in 16 colours",
				    themes[i].theme, role_name((enum role)role),
				    contrast(fg, bg));
		}
	config_free(c);
}

static void
mono_has_no_colour(void **state)
{
	const struct config_source nothing = { .file = "" };
	struct config *c = config_load(&nothing, NULL);
	const struct palette *p = config_theme(c, "mono", 0, NULL, NULL);

	(void)state;
	for (int i = 0; i < ROLE_COUNT; i++) {
		assert_int_equal(p->roles[i].fg, INK_DEFAULT);
		assert_int_equal(p->roles[i].bg, INK_DEFAULT);
	}
	config_free(c);
}

static void
contrast_is_as_wcag_says(void **state)
{
	(void)state;
	assert_true(fabs(contrast(0, 0xffffff) - 21) < 0.01);
	assert_true(fabs(contrast(0x767676, 0xffffff) - 4.54) < 0.01);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_looks),
		cmocka_unit_test(bad_looks),
		cmocka_unit_test(text_fills_up),
		cmocka_unit_test(contrast_is_as_wcag_says),
		cmocka_unit_test(every_theme_can_be_read),
		cmocka_unit_test(every_theme_can_be_read_in_16),
		cmocka_unit_test(mono_has_no_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
