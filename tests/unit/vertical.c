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

/* --- sheets --------------------------------------------------------------- */

static struct edition *
paper_of(const char *language, const char *text)
{
	struct builder *b = builder_new("paper", NULL);

	builder_page(b, "A01", NULL);
	builder_article(b, 0);
	builder_set(b, ARTICLE_LANGUAGE, language);
	builder_set(b, ARTICLE_HEADLINE, text);
	builder_text(b, BLOCK_PARAGRAPH, text, strlen(text));
	return builder_finish(b);
}

static struct layout_params
params_of(int width, int height)
{
	struct layout_params p;

	layout_params_init(&p);
	p.writing = WRITING_VERTICAL;
	p.width = width;
	p.height = height;
	return p;
}

/* The tiers and rows of lines that a sheet is cut into. */
static const struct cutting {
	int height, columns, measure, hang;
	int tiers, rows;
} cuttings[] = {
	{ 22, 0, 0, 0, 1, 22 },
	{ 24, 0, 0, 0, 1, 24 },
	{ 25, 0, 0, 0, 2, 12 },
	{ 38, 0, 0, 0, 2, 18 },
	{ 58, 0, 0, 0, 3, 18 },
	{ 58, 0, 0, 1, 3, 17 },
	{ 22, 2, 0, 0, 2, 10 },
	{ 22, 9, 0, 0, 3, 6 },
	{ 38, 0, 24, 0, 3, 12 },
	{ 38, 0, 200, 0, 1, 38 },
	{ 0, 0, 0, 0, 1, 20 },
	{ 0, 0, 28, 0, 1, 14 },
	{ 5, 0, 0, 0, 1, 5 },
};

static void
sheets_are_cut_into_tiers(void **state)
{
	struct edition *e = paper_of("zh", "潮水又涨了。");

	(void)state;
	for (size_t i = 0; i < sizeof cuttings / sizeof *cuttings; i++) {
		const struct cutting *c = &cuttings[i];
		struct layout_params p = params_of(80, c->height);
		p.columns = c->columns;
		p.measure = c->measure;
		p.hang = c->hang;
		struct sheets *s = sheets_new(e, 0, &p);
		assert_int_equal(sheets_ncolumns(s), c->tiers);
		assert_int_equal(sheets_measure(s) / SLOT_CELLS, c->rows);
		sheets_free(s);
	}
	edition_free(e);
}

static void
only_east_asian_articles_are_vertical(void **state)
{
	static const struct {
		const char *language, *text;
		bool linear, vertical;
	} cases[] = {
		{ "zh-Hans", "潮水又涨了。", false, true },
		{ "zh-Hant", "潮水又漲了。", false, true },
		{ "ja", "潮が満ちた。", false, true },
		{ "ko", "바다가 찼다.", false, true },
		{ NULL, "潮水又涨了。", false, true },
		{ "en", "The tide is in.", false, false },
		{ NULL, "The tide is in.", false, false },
		{ "zh-Hans", "The tide is in.", false, false },
		{ "zh-Hans", "潮水又涨了。", true, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edition *e = paper_of(cases[i].language, cases[i].text);
		struct layout_params p = params_of(80, 22);
		p.linear = cases[i].linear;
		struct sheets *s = sheets_new(e, 0, &p);
		assert_int_equal(sheets_are_vertical(s), cases[i].vertical);
		p.writing = WRITING_HORIZONTAL;
		sheets_free(s);
		s = sheets_new(e, 0, &p);
		assert_false(sheets_are_vertical(s));
		sheets_free(s);
		edition_free(e);
	}
}

/* The form at a row of line `n` from the right, the head and its air counted. */
static const char *
form_at(const struct canvas *c, int n, int row)
{
	int col = c->ncols - SLOT_CELLS - n * (SLOT_CELLS + 1);

	return c->cells[row * c->ncols + col].bytes;
}

/*
 * Text of which the `n`th character from the paragraph's beginning stands at the
 * foot of the first line, when nothing forbids it.
 */
static void
columns_end_as_rules_want(void **state)
{
	static const struct {
		const char *text;
		int hang;
		const char *foot, *below, *head; /* of line 1; of line 2 */
	} cases[] = {
		/* A stop may not begin a line: what is before it goes along. */
		{ "一二三四五六七八九十，甲乙丙丁戊己", 0, "九", "", "十" },
		/* Or it hangs below the foot. */
		{ "一二三四五六七八九十，甲乙丙丁戊己", 1, "十", "︐", "甲" },
		/* An opening bracket may not end one. */
		{ "一二三四五六七八九《甲乙》丙丁戊己", 0, "九", "", "︽" },
		/* Nor may a dash be parted, or a number from its unit. */
		{ "一二三四五六七八九——甲乙丙丁戊己庚", 0, "八", "", "九" },
		{ "一二三四五六七八九5天甲乙丙丁戊己", 0, "九", "", "５" },
	};
	enum { ROWS = 12, HEAD_LINES = 3 };

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edition *e = paper_of("zh-Hans", cases[i].text);
		struct layout_params p =
		    params_of(80, ROWS + (cases[i].hang > 0));
		struct canvas c;
		p.hang = cases[i].hang;
		struct sheets *s = sheets_new(e, 0, &p);
		canvas_init(&c, p.height, p.width, 1);
		sheets_draw(s, 0, &c, 0, 0, NULL);
		int foot = ROWS - 1;
		while (strcmp(form_at(&c, HEAD_LINES, foot), " ") == 0)
			foot--;
		assert_string_equal(
		    form_at(&c, HEAD_LINES, foot), cases[i].foot);
		if (cases[i].hang)
			assert_string_equal(
			    form_at(&c, HEAD_LINES, ROWS), cases[i].below);
		assert_string_equal(
		    form_at(&c, HEAD_LINES + 1, 0), cases[i].head);
		canvas_fini(&c);
		sheets_free(s);
		edition_free(e);
	}
}

static void
found_words_light_up(void **state)
{
	struct edition *e = paper_of("zh-Hans", "潮水又涨Uber了25次。");
	struct layout_params p = params_of(80, 22);
	/* "er了2": half of a pair lights all of its slot. */
	const struct highlight h = { .from = strlen("潮水又涨Ub"),
		.to = strlen("潮水又涨Uber了2"),
		.role = ROLE_MATCH };
	const struct highlights lit = { &h, 1 };
	static const int rows[] = { 7, 8, 9 };
	struct sheets *s = sheets_new(e, 0, &p);
	struct canvas c;
	size_t n = 0;

	(void)state;
	canvas_init(&c, p.height, p.width, 1);
	sheets_draw(s, 0, &c, 0, 0, &lit);
	for (int i = 0; i < c.nrows * c.ncols; i++)
		n += c.cells[i].role == ROLE_MATCH;
	assert_int_equal(n, 3 * SLOT_CELLS);
	for (size_t i = 0; i < 3; i++) {
		struct anchor at = { 0, 0, 0 };
		int col = p.width - SLOT_CELLS - 2 * (SLOT_CELLS + 1);
		assert_int_equal(canvas_at(&c, rows[i], col)->role, ROLE_MATCH);
		assert_int_equal(sheets_hit(s, 0, rows[i], col, &at), 0);
		assert_true(at.byte >= h.from && at.byte < h.to);
	}
	canvas_fini(&c);
	sheets_free(s);
	edition_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forms_are_as_said),
		cmocka_unit_test(sheets_are_cut_into_tiers),
		cmocka_unit_test(only_east_asian_articles_are_vertical),
		cmocka_unit_test(columns_end_as_rules_want),
		cmocka_unit_test(found_words_light_up),
	};

	return cmocka_run_group_tests_name("vertical", tests, NULL, NULL);
}
