/*
 * Vertical lines: what stands in each slot, one case a rule, and where lines
 * and heads stand on a sheet.
 */
#include "src/layout/vertical_slot.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/builder.h"
#include "src/layout/canvas.h"
#include "src/layout/sheet.h"
#include "src/layout/vertical_form.h"
#include "src/text/glyph.h"

enum { PLAIN, BASIC, HAN_DIGITS };

/* The forms of a text, parted by bars; blanks as they are. */
static const struct mapping {
	const char *language;
	const char *text;
	const char *want;
	int option;
} mappings[] = {
	/* Marks of Chinese. */
	{ "zh", "，、。：；！？", "︐|︑|︒|︓|︔|︕|︖", PLAIN },
	{ "zh", "，、。：；！？", "，|、|。|：|；|！|？", BASIC },
	{ "zh", "……‥", "︙|︙|︰", PLAIN },
	{ "zh", "……‥", "︰|︰|︰", BASIC },
	{ "zh", "——–", "︱|︱|︲", PLAIN },
	{ "zh", "⸺", "︱", PLAIN },
	{ "zh", "（）【】《》〈〉〔〕｛｝",
	    "︵|︶|︻|︼|︽|︾|︿|﹀|︹|︺|︷|︸", PLAIN },
	{ "zh", "「」『』［］〖〗", "﹁|﹂|﹃|﹄|﹇|﹈|︗|︘", PLAIN },
	{ "zh", "〖〗", "〖|〗", BASIC },
	{ "zh", "～〜", "︴|︴", PLAIN },
	{ "zh", "·•・", "・|・|・", PLAIN },
	{ "zh", "●○■〓", "〇|〇|〓|〓", PLAIN },
	{ "ja", "スーパー", "ス|︱|パ|︱", PLAIN },
	/* Quotes by language. */
	{ "zh-Hans", "“甲‘乙’”", "﹃|甲|﹁|乙|﹂|﹄", PLAIN },
	{ "zh-Hant", "“甲‘乙’”", "﹁|甲|﹃|乙|﹄|﹂", PLAIN },
	{ "ja", "“甲”", "〝|甲|〟", PLAIN },
	{ "zh", "说\"甲\"了", "说|﹃|甲|﹄|了", PLAIN },
	/* Numbers. */
	{ "zh", "3月19日", "３|月|19|日", PLAIN },
	{ "zh", "2025年", "２|０|２|５|年", PLAIN },
	{ "zh", "8.5%", "８|・|５|％", PLAIN },
	{ "zh", "12,345人", "１|２|︐|３|４|５|人", PLAIN },
	{ "zh", "2025年5月30日", "二|〇|二|五|年|五|月|三|〇|日", HAN_DIGITS },
	{ "zh", "２０", "二|〇", HAN_DIGITS },
	{ "zh", "23:40", "23|︓|40", PLAIN },
	{ "zh", "3-5天", "３|︲|５|天", PLAIN },
	{ "zh", "-5℃", "︲|５|度", PLAIN },
	{ "zh", "①⑩⑪", "㊀|㊉|11", PLAIN },
	{ "zh", "№5±2", "No|５|+-|２", PLAIN },
	/* Latin. */
	{ "zh", "GDP增", "Ｇ|Ｄ|Ｐ|增", PLAIN },
	{ "zh", "UNESCO", "UN|ES|CO", PLAIN },
	{ "zh", "A股C919", "Ａ|股|Ｃ|９|１|９", PLAIN },
	{ "zh", "Uber平台", "Ub|er|平|台", PLAIN },
	{ "zh", "用 Uber 的", "用|Ub|er|的", PLAIN },
	{ "zh", "张三 李四", "张|三|  |李|四", PLAIN },
	{ "zh", "the tide", "th|e |ti|de", PLAIN },
	{ "zh", "high tide", "hi|gh|  |ti|de", PLAIN },
	{ "zh", "don’t x-ray", "do|n'|t |x-|ra|y ", PLAIN },
	{ "zh", "café", "ca|fe", PLAIN },
	{ "zh", "见https://a.cn/b-c。", "见|ht|tp|s:|//|a.|cn|/b|-c|︒",
	    PLAIN },
	{ "zh", "a@b.cn", "a@|b.|cn", PLAIN },
	{ "zh", "等...", "等|︙", PLAIN },
	{ "zh", "甲--乙", "甲|︱|︱|乙", PLAIN },
	{ "zh", "(甲)/[乙]", "︵|甲|︶|／|﹇|乙|﹈", PLAIN },
	/* Korean keeps its spaces; its commas are 、. */
	{ "ko", "바다, 물 3개.", "바|다|︑|  |물|  |３|개|︒", PLAIN },
	/* Whatever it is, it fills the slot. */
	{ "zh", "αЖ", "〓|〓", PLAIN },
	{ "zh", "©", "© ", PLAIN },
	{ "zh", "🇨🇳队", "CN|队", PLAIN },
	{ "zh", "👍🏽好", "👍|好", PLAIN },
	{ "ja", "ｶﾅ", "ｶﾅ", PLAIN },
	{ "zh", "甲\u200B乙", "甲|乙", PLAIN },
};

/* The property that every case must have besides: see vertical_slot.h. */
static void
check_cover(const char *text, const struct slots *s)
{
	uint32_t at = 0;

	for (size_t i = 0; i < s->n; i++) {
		assert_int_equal(s->at[i].at, at);
		assert_int_equal(s->at[i].ncells, SLOT_CELLS);
		at += s->at[i].nbytes;
	}
	assert_int_equal(at, strlen(text));
}

static void
forms_are_as_said(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof mappings / sizeof *mappings; i++) {
		const struct mapping *m = &mappings[i];
		struct cluster_params cp = { .ambiguous = 1,
			.kinsoku = KINSOKU_STRICT,
			.language = m->language };
		struct slot_params params = { .language = m->language,
			.basic = m->option == BASIC,
			.han_digits = m->option == HAN_DIGITS };
		struct clusters c =
		    cluster_text(m->text, strlen(m->text), &cp, a);
		struct slots s = slots_make(m->text, &c, &params, a);
		struct buf got;
		buf_init(&got);
		for (size_t k = 0; k < s.n; k++) {
			char form[FORM_BYTES];
			form_paint(form, s.forms[k], m->text + s.at[k].at,
			    s.at[k].nbytes);
			if (k > 0)
				buf_addc(&got, '|');
			buf_adds(&got, form);
			assert_int_equal(
			    glyph_ncells(form, strlen(form), 1), SLOT_CELLS);
			if (glyph_ncells(form, strlen(form), 2) != SLOT_CELLS)
				fail_msg("%s: %s is ambiguous", m->text, form);
		}
		assert_string_equal(buf_str(&got), m->want);
		check_cover(m->text, &s);
		buf_fini(&got);
	}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_are_as_said),
	};

	return cmocka_run_group_tests_name("vertical", tests, NULL, NULL);
}
