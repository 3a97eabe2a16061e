#include "src/text/glyph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/utf8.h"
#include "src/text/width.h"

struct glyph_case {
	const char *text;   /* one cluster, or more: the first counts */
	size_t nbytes;      /* of the first cluster */
	const char *bytes;  /* what is painted */
	unsigned ncells[2]; /* with ambiguous 1 and 2 */
};

static const struct glyph_case glyph_cases[] = {
	{ "ab", 1, "a", { 1, 1 } },
	{ "中文", 3, "中", { 2, 2 } },
	{ "“", 3, "“", { 1, 2 } },
	/* newline and tab are a blank, controls a replacement */
	{ "\n", 1, " ", { 1, 1 } },
	{ "\r\nx", 2, " ", { 1, 1 } },
	{ "\rx", 1, " ", { 1, 1 } },
	{ "\tx", 1, " ", { 1, 1 } },
	{ "\x1B[", 1, "\uFFFD", { 1, 2 } },
	{ "\x7F", 1, "\uFFFD", { 1, 2 } },
	{ "\xC2\x9B", 2, "\uFFFD", { 1, 2 } }, /* CSI */
	{ "\u2028", 3, "\uFFFD", { 1, 2 } },
	/* nothing: bidi controls, tags, zero width, soft hyphen */
	{ "\u202Ea", 3, "", { 0, 0 } },
	{ "\u2066", 3, "", { 0, 0 } },
	{ "\u061C", 2, "", { 0, 0 } },
	{ "\U000E0041", 4, "", { 0, 0 } },
	{ "\u200B", 3, "", { 0, 0 } },
	{ "\u200D", 3, "", { 0, 0 } },
	{ "\u00ADa", 2, "", { 0, 0 } },
	{ "\uFEFF", 3, "", { 0, 0 } },
	{ "\uFE0F", 3, "", { 0, 0 } },
	{ "\uFDD0", 3, "", { 0, 0 } },
	{ "\u2065", 3, "", { 0, 0 } }, /* unassigned, a control by default */
	/* NFC, at most four marks, a mark alone gets a base */
	{ "e\u0301x", 3, "é", { 1, 2 } },
	{ "\u212B", 3, "Å", { 1, 1 } },
	{ "q\u0301\u0302\u0303\u0304\u0305\u0306", 13,
	    "q\u0301\u0302\u0303\u0304", { 1, 1 } },
	{ "\u0301", 2, "\u25CC\u0301", { 1, 1 } },
	{ "\u1100\u1161\u11A8", 9, "각", { 2, 2 } },
	{ "\u1161", 3, "〓", { 2, 2 } },
	{ "\u1100\u1100", 6, "〓", { 2, 2 } },
	{ "\uF9DC", 3, "\uF9DC", { 2, 2 } }, /* names keep their form */
	{ "葛\U000E0100", 7, "葛", { 2, 2 } },
	/* emoji */
	{ "☺\uFE0F", 6, "☺", { 1, 1 } },
	{ "👩\u200D🌾x", 11, "👩", { 2, 2 } },
	{ "❤\uFE0F\u200D🔥", 13, "❤", { 1, 1 } },
	{ "👍🏽", 8, "👍", { 2, 2 } },
	{ "🏽", 4, "🏽", { 2, 2 } },
	{ "🇨🇳🇯", 8, "[CN]", { 4, 4 } },
	{ "🇨", 4, "[C]", { 3, 3 } },
	{ "1\uFE0F\u20E3", 7, "1\u20E3", { 1, 1 } },
	{ "🏴\U000E0067\U000E007F", 12, "🏴", { 2, 2 } },
	/* what no terminal agrees on */
	{ "\u0600a", 3, "〓", { 2, 2 } },
	{ "\U00031350", 4, "〓", { 2, 2 } }, /* newer than most tables */
	{ "\u0378", 2, "〓", { 2, 2 } },     /* unassigned */
	{ "⸺", 3, "——", { 2, 4 } },
	/* clusters of scripts with marks stay whole */
	{ "\u0E17\u0E35\u0E48x", 9, "\u0E17\u0E35\u0E48", { 1, 1 } },
	{ "\u05E9\u05C1\u05B8", 6, "\u05E9\u05B8\u05C1", { 1, 1 } },
	{ "\u0628\u0651\u064F", 6, "\u0628\u064F\u0651", { 1, 1 } },
	{ "\u0B95\u0BCD", 6, "\u0B95\u0BCD", { 1, 1 } },
	{ "\u0928\u0941", 6, "\u0928\u0941", { 1, 1 } },
	/* wide to some, narrow to others */
	{ "\u3248", 3, "〓", { 2, 2 } },
	{ "\u4DC0", 3, "〓", { 2, 2 } },
	/* letters that stand in a cell of their own */
	{ "\u0E01\u0E33", 3, "\u0E01", { 1, 1 } },
	{ "\uFF76\uFF9E", 3, "\uFF76", { 1, 1 } },
};

static void
glyph_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof glyph_cases / sizeof *glyph_cases; i++) {
		const struct glyph_case *c = &glyph_cases[i];
		for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
			struct glyph g;
			size_t n =
			    glyph_next(&g, c->text, strlen(c->text), ambiguous);
			assert_string_equal(g.bytes, c->bytes);
			assert_int_equal(n, c->nbytes);
			assert_int_equal(g.nbytes, strlen(c->bytes));
			assert_int_equal(g.ncells, c->ncells[ambiguous - 1]);
		}
	}
}

struct sign_case {
	const char *text;  /* the first cluster counts */
	const char *bytes; /* what is painted */
	size_t nbytes;     /* of the cluster */
	unsigned ncells;
	bool is_unsure;
};

/* Signs of vowels beside their letters: by the table each takes a cell. */
static const struct sign_case sign_cases[] = {
	/* Devanagari; a conjunct is two clusters, the first without a vowel */
	{ "\u0915\u093Eल", "\u0915\u093E", 6, 2, true },
	{ "\u0915\u093F", "\u0915\u093F", 6, 2, true },
	{ "\u0915\u094B\u0902", "\u0915\u094B\u0902", 9, 2, true },
	{ "\u0926\u0941\u0903", "\u0926\u0941\u0903", 9, 2, true },
	{ "\u0928\u0941", "\u0928\u0941", 6, 1, false },
	{ "\u0915\u094D\u0937\u093E", "\u0915\u094D", 6, 1, false },
	{ "\u0915\u094D\u200D\u0937", "\u0915\u094D\u200D", 9, 1, true },
	{ "\u0915\u094D\u200C\u0937", "\u0915\u094D\u200C", 9, 1, true },
	{ "\u0903", "\u25CC\u0903", 3, 2, true },
	/* a joiner elsewhere says nothing */
	{ "\u0915\u0941\u200D", "\u0915\u0941", 9, 1, false },
	/* Bengali, also in two halves; nukta is never composed */
	{ "\u0995\u09CB", "\u0995\u09CB", 6, 2, true },
	{ "\u0995\u09C7\u09BE", "\u0995\u09CB", 9, 2, true },
	{ "\u09DC\u09BE", "\u09A1\u09BC\u09BE", 6, 2, true },
	/* Tamil, Malayalam and its old chillu, Sinhala */
	{ "\u0B95\u0BCA", "\u0B95\u0BCA", 6, 2, true },
	{ "\u0B95\u0BC6\u0BBE", "\u0B95\u0BCA", 9, 2, true },
	{ "\u0D36\u0D4D\u0D30\u0D40", "\u0D36\u0D4D", 6, 1, false },
	{ "\u0D30\u0D40", "\u0D30\u0D40", 6, 2, true },
	{ "\u0D28\u0D4D\u200D", "\u0D28\u0D4D\u200D", 9, 1, true },
	{ "\u0DC1\u0DCA\u200D\u0DBB", "\u0DC1\u0DCA\u200D", 9, 1, true },
	/* Khmer */
	{ "\u1793\u17C4\u17C7", "\u1793\u17C4\u17C7", 9, 3, true },
	{ "\u1780\u17D2\u179A", "\u1780\u17D2", 6, 1, false },
	/* Burmese, whose AA and visarga stay with their letter */
	{ "\u1000\u102C", "\u1000\u102C", 6, 2, true },
	{ "\u1000\u103B\u1031\u102C\u1004", "\u1000\u103B\u1031\u102C", 12, 4,
	    true },
	{ "\u1015\u103B\u1031\u102C\u1037", "\u1015\u103B\u1031\u102C\u1037",
	    15, 4, true },
	/* more than a cell of the canvas holds */
	{ "\u1000\u103B\u1031\u102C\u1038", "〓", 15, 2, false },
	{ "\u0915\u093E\u093E\u093E\u093E\u093E", "〓", 18, 2, false },
	{ "\uD55C\u302E\u093E", "〓", 9, 2, false },
};

static void
sign_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof sign_cases / sizeof *sign_cases; i++) {
		const struct sign_case *c = &sign_cases[i];
		size_t nbytes = strlen(c->text);
		struct glyph g;
		assert_int_equal(glyph_next(&g, c->text, nbytes, 1), c->nbytes);
		assert_string_equal(g.bytes, c->bytes);
		assert_int_equal(g.nbytes, strlen(c->bytes));
		assert_int_equal(g.ncells, c->ncells);
		assert_int_equal(g.is_unsure, c->is_unsure);

		/* With safe characters nothing is left to the terminal. */
		glyph_next(&g, c->text, nbytes, 1 | GLYPH_SAFE);
		assert_false(g.is_unsure);
	}
	/* What was found before is forgotten. */
	struct glyph g;
	glyph_next(&g, "\u0915\u093E", 6, 1);
	glyph_next(&g, "a", 1, 1);
	assert_false(g.is_unsure);
}

struct fit_case {
	const char *text;
	size_t ncells;
	size_t nbytes;
	size_t used;
};

static const struct fit_case fit_cases[] = {
	{ "中文字", 5, 6, 4 },
	{ "中文字", 6, 9, 6 },
	{ "abc", 0, 0, 0 },
	{ "ae\u0301b", 2, 4, 2 },
	{ "a\u200Bb", 1, 4, 1 }, /* what takes no cell is taken along */
	{ "x🇨🇳y", 4, 1, 1 },
	{ "", 3, 0, 0 },
};

static void
fit_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof fit_cases / sizeof *fit_cases; i++) {
		const struct fit_case *c = &fit_cases[i];
		size_t used;
		assert_int_equal(
		    glyph_fit(c->text, strlen(c->text), 1, c->ncells, &used),
		    c->nbytes);
		assert_int_equal(used, c->used);
	}
	assert_int_equal(glyph_fit("ab", 2, 1, 1, NULL), 1);
	assert_int_equal(glyph_ncells("中“a🇨🇳", 15, 2), 9);
}

/* A heap of marks is one cluster, painted with four of them. */
static void
many_marks(void **state)
{
	static char text[1 + 2 * 20000];
	struct glyph g;

	(void)state;
	text[0] = 'a';
	for (size_t i = 1; i < sizeof text; i += 2)
		memcpy(text + i, "\u0316", 2);
	size_t n = glyph_next(&g, text, sizeof text, 1);
	assert_true(n > 30000 && n <= 32768);
	assert_int_equal(g.ncells, 1);
	assert_int_equal(g.nbytes, 9);
}

struct flag_case {
	int flags;
	const char *text, *bytes; /* the first cluster, and its glyph */
	unsigned ncells;
};

static const struct flag_case flag_cases[] = {
	/* quotes by the script, an apostrophe in both */
	{ GLYPH_SAFE, "“a", "\"", 1 },
	{ GLYPH_SAFE | GLYPH_EAST, "“雁", "「", 2 },
	{ GLYPH_SAFE | GLYPH_EAST, "”。", "」", 2 },
	{ GLYPH_SAFE | GLYPH_EAST, "‘雁", "『", 2 },
	{ GLYPH_SAFE | GLYPH_EAST, "’”", "』", 2 },
	{ GLYPH_SAFE | GLYPH_EAST, "’t", "＇", 2 },
	{ GLYPH_SAFE, "’t", "'", 1 },
	{ GLYPH_SAFE, "…", "⋯", 1 },
	{ GLYPH_SAFE, "—", "--", 2 },
	{ GLYPH_SAFE | GLYPH_EAST, "—", "－", 2 },
	{ GLYPH_SAFE, "●", "*", 1 },
	{ GLYPH_SAFE | GLYPH_EAST, "·", "・", 2 },
	{ GLYPH_SAFE, "│", "|", 1 },
	{ GLYPH_SAFE, "━", "-", 1 },
	{ GLYPH_SAFE, "┼", "+", 1 },
	{ GLYPH_SAFE, "═", "=", 1 },
	/* letters keep their base, and what is decomposed its meaning */
	{ GLYPH_SAFE, "é", "e", 1 },
	{ GLYPH_SAFE, "e\u0301", "e", 1 },
	{ GLYPH_SAFE, "q\u0301", "q", 1 },
	{ GLYPH_SAFE, "Щ", "Shch", 4 },
	{ GLYPH_SAFE, "①", "1", 1 },
	{ GLYPH_SAFE, "⑿", "(12)", 4 },
	{ GLYPH_SAFE, "Ⅷ", "VIII", 4 },
	{ GLYPH_SAFE, "≠", "!=", 2 },
	{ GLYPH_SAFE, "⛆", "〓", 2 },
	{ GLYPH_SAFE, "\uE000", "〓", 2 },
	{ GLYPH_SAFE, "\x1B[", "?", 1 },
	{ GLYPH_SAFE, "⸺", "----", 4 },
	{ GLYPH_SAFE | GLYPH_EAST, "⸺", "－－", 4 },
	/* what is not ambiguous stays */
	{ GLYPH_SAFE, "中", "中", 2 },
	{ GLYPH_SAFE, "\u0928\u0941", "\u0928\u0941", 1 },
	/* but what a terminal in another would have to place */
	{ GLYPH_SAFE, "\u0915\u093E", "〓", 2 },
	{ GLYPH_SAFE, "\u0915\u094D\u200D", "\u0915\u094D", 1 },
	{ GLYPH_SAFE, "ñ", "ñ", 1 },
	{ GLYPH_SAFE, "👩\u200D🌾", "👩", 2 },
	/* emoji as 〓; signs and digits are no emoji */
	{ GLYPH_PLACEHOLDER, "😀", "〓", 2 },
	{ GLYPH_PLACEHOLDER, "👩\u200D🌾", "〓", 2 },
	{ GLYPH_PLACEHOLDER, "👍🏽", "〓", 2 },
	{ GLYPH_PLACEHOLDER, "⚠\uFE0F", "〓", 2 },
	{ GLYPH_PLACEHOLDER, "🇨🇳", "〓", 2 },
	{ GLYPH_PLACEHOLDER, "1\uFE0F\u20E3", "〓", 2 },
	{ GLYPH_PLACEHOLDER, "⚠", "⚠", 1 },
	{ GLYPH_PLACEHOLDER, "⚠\uFE0E", "⚠", 1 },
	{ GLYPH_PLACEHOLDER, "©", "©", 1 },
	{ GLYPH_PLACEHOLDER, "1", "1", 1 },
	{ GLYPH_PLACEHOLDER, "葛\U000E0100", "葛", 2 },
};

/* By itself, a text's script is that of its characters. */
static void
safe_by_script(void **state)
{
	(void)state;
	assert_int_equal(glyph_ncells("“a”", 7, 1 | GLYPH_SAFE), 3);
	assert_int_equal(glyph_ncells("“雁”", 9, 1 | GLYPH_SAFE), 6);
	assert_int_equal(glyph_ncells("“雁”", 9, 2 | GLYPH_SAFE), 6);
	assert_int_equal(glyph_in_language(1, "zh-Hant"), 1 | GLYPH_EAST);
	assert_int_equal(glyph_in_language(2 | GLYPH_EAST, "ko"), 2);
	assert_int_equal(glyph_in_language(2, NULL), 2);
}

static void
flag_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof flag_cases / sizeof *flag_cases; i++) {
		const struct flag_case *c = &flag_cases[i];
		for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
			struct glyph g;
			glyph_next(
			    &g, c->text, strlen(c->text), ambiguous | c->flags);
			assert_string_equal(g.bytes, c->bytes);
			assert_int_equal(g.ncells, c->ncells);
		}
	}
}

/* With safe characters, the cells of a glyph do not depend on the terminal. */
static void
assert_safe(const struct glyph *g, unsigned cp)
{
	const char *s = g->bytes;
	unsigned sum = 0;

	while (*s) {
		unsigned painted = utf8_next(&s);
		int ncells = width_cp(painted, 1);
		if (ncells != width_cp(painted, 2))
			fail_msg("U+%04X gives U+%04X", cp, painted);
		assert_false(painted >= 0x300 && painted <= 0x36F);
		sum += (unsigned)ncells;
	}
	assert_int_equal(g->ncells, sum);
	assert_true(g->ncells <= 4);
}

static void
safe_is_safe_everywhere(void **state)
{
	static const int flags[] = { GLYPH_SAFE, GLYPH_SAFE | GLYPH_EAST,
		GLYPH_SAFE | GLYPH_PLACEHOLDER };

	(void)state;
	for (unsigned cp = 1; cp <= 0x10FFFF; cp++) {
		char s[2 * UTF8_MAX];
		struct glyph g;
		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		size_t n = utf8_encode(s, cp);
		size_t both = n + utf8_encode(s + n, 0x302);
		for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
			glyph_next(&g, s, n, 1 | flags[i]);
			assert_safe(&g, cp);
			glyph_next(&g, s, both, 2 | flags[i]);
			assert_safe(&g, cp);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(glyph_table),
		cmocka_unit_test(sign_table),
		cmocka_unit_test(fit_table),
		cmocka_unit_test(many_marks),
		cmocka_unit_test(flag_table),
		cmocka_unit_test(safe_by_script),
		cmocka_unit_test(safe_is_safe_everywhere),
	};

	return cmocka_run_group_tests_name("glyph", tests, NULL, NULL);
}
