#include "src/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"

static const struct fold_case {
	const char *text, *folded;
} fold_cases[] = {
	{ "", "" },
	{ "Plain Text 7", "plain text 7" },
	{ "ＡＢＣ１２３，！", "abc123,!" },
	{ "Éa\xCC\x81 ñ Å", "ea n a" },
	{ "STRASSE straße", "strasse strasse" },
	{ "ﬁn ﬃ ℡", "fin ffi tel" },
	{ "ΣΑΣ σας", "σασ σασ" },
	{ "“a” „b‟ «c» 「d」『e』", "\"a\" \"b\" \"c\" \"d\"\"e\"" },
	{ "‘a’ `b´ ′", "'a' 'b' '" },
	{ "a—b–c−d‐e――f--g", "a-b-c-d-e-f-g" },
	{ "a - - b", "a - - b" },
	{ "中国——美国", "中国-美国" },
	{ "等……", "等......" },
	{ "等⋯", "等..." },
	{ "3～5 3〜5", "3~5 3~5" },
	{ "哈里・波特•‧·", "哈里·波特···" },
	{ "a \t\n\xC2\xA0\xE3\x80\x80 b", "a b" },
	{ "中 国\n人\xE3\x80\x80民", "中国人民" },
	{ "使用 AI 芯片", "使用ai芯片" },
	{ "한", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB" },
	{ "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB",
	    "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB" },
	{ "하 늘",
	    "\xE1\x84\x92\xE1\x85\xA1 \xE1\x84\x82\xE1\x85\xB3\xE1\x86\xAF" },
	{ "in\xC2\xADtel\xE2\x80\x8Bli\xEF\xB8\x8Fgent", "intelligent" },
	{ "が", "か\xE3\x82\x99" }, /* not か */
	{ "ｶﾞ", "カ\xE3\x82\x99" },
	{ "\xE2\xBD\x94\xE2\xBE\xA6", "水金" }, /* Kangxi radicals */
	{ "①㎏½",
	    "1kg1\xE2\x81\x84"
	    "2" },
	{ "İ", "i" },
	{ " x ", " x " },
	{ " 中 ", "中" },
	{ "\xEF\xB7\xBA", "صلى الله عليه وسلم" },
};

static void
fold_table(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof fold_cases / sizeof *fold_cases; i++) {
		const struct fold_case *c = &fold_cases[i];
		size_t nbytes = strlen(c->text);
		struct folded f = fold_text(c->text, nbytes, a);
		assert_string_equal(f.s, c->folded);
		assert_int_equal(f.nbytes, strlen(c->folded));
		assert_int_equal(f.from[f.nbytes], nbytes);
		for (size_t k = 0; k < f.nbytes; k++)
			assert_true(f.from[k] <= f.from[k + 1]);
	}
	arena_free(a);
}

/* What is found stands in brackets. */
static const struct find_case {
	const char *needle, *found;
} find_cases[] = {
	{ "the", "[The] o[the]r [THE]" },
	{ "cafe", "[café] [cafe] [CAFE\xCC\x81]s" },
	{ "CAFÉ", "[cafe]" },
	{ "e", "caf[é]" },
	{ "f", "ﬁ and [f]" },
	{ "fi", "[ﬁ]n" },
	{ "海港", "在[海 港]，[海\n港]、[海港]" },
	{ "海", "在[海]　港" }, /* the blank is not lit */
	{ "ai芯片", "[ＡＩ 芯片]和[AI芯片]" },
	{ "ab",
	    "[a\xC2\xAD"
	    "b]\xC2\xAD" },
	{ "\"go\"", "“[“go”]」" },
	{ "—", "2024[—]2025" },
	{ "aa", "[aa]a" },
	{ "한", "[한]국 하늘" },
	{ "하", "한국 [하]늘" }, /* not the half of 한 */
	{ "\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3",
	    "[\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3]" },
	{ "\xF0\x9F\x87\xA8", "\xF0\x9F\x87\xA8\xF0\x9F\x87\xB3" },
	{ "x", "" },
	{ "", "abc" },
	{ "\xC2\xAD",
	    "a\xC2\xAD"
	    "b" },
	{ "longer than all", "short" },
};

static char *
without_brackets(const char *s, struct arena *a)
{
	char *out = arena_strdup(a, s), *to = out;

	for (; *s; s++)
		if (*s != '[' && *s != ']')
			*to++ = *s;
	*to = '\0';
	return out;
}

static void
find_table(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof find_cases / sizeof *find_cases; i++) {
		const struct find_case *c = &find_cases[i];
		const char *text = without_brackets(c->found, a);
		struct folded hay = fold_text(text, strlen(text), a);
		struct folded needle =
		    fold_text(c->needle, strlen(c->needle), a);
		struct buf lit = { 0 };
		uint32_t from, to, done = 0;
		size_t at = 0;
		while ((at = fold_find(&hay, &needle, at, &from, &to)) !=
		    (size_t)-1) {
			buf_add(&lit, text + done, from - done);
			buf_addc(&lit, '[');
			buf_add(&lit, text + from, to - from);
			buf_addc(&lit, ']');
			done = to;
			at += needle.nbytes;
		}
		buf_adds(&lit, text + done);
		assert_string_equal(buf_str(&lit), c->found);
		buf_fini(&lit);
	}
	arena_free(a);
}

static void
a_nul_does_not_end_the_text(void **state)
{
	struct arena *a = arena_new();
	uint32_t from, to;

	(void)state;
	struct folded hay = fold_text("a\0b", 3, a);
	struct folded needle = fold_text("b", 1, a);
	assert_true(fold_find(&hay, &needle, 0, &from, &to) != (size_t)-1);
	assert_int_equal(from, 2);
	arena_free(a);
}

static void
many_marks_are_one_cluster(void **state)
{
	enum { MARKS = 100000 };
	struct arena *a = arena_new();
	struct buf b = { 0 };

	(void)state;
	for (int i = 0; i < MARKS; i++)
		buf_adds(&b, i ? "\xCC\x81" : "e");
	struct folded f = fold_text(b.bytes, b.n, a);
	assert_string_equal(f.s, "e");
	buf_fini(&b);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fold_table),
		cmocka_unit_test(find_table),
		cmocka_unit_test(a_nul_does_not_end_the_text),
		cmocka_unit_test(many_marks_are_one_cluster),
	};

	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
