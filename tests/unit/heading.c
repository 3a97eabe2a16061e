/*
 * Headlines, made up for this test, with the places where a sub-editor would
 * let a line end.  At five measures no line may end anywhere else.
 */
#include "src/layout/heading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/edition.h"
#include "src/layout/para.h"
#include "src/text/glyph.h"

/* "|" where a line may end; the story, if that tells the words. */
static const struct headline {
	const char *language;
	const char *marked;
	const char *story;
	int least; /* cells from which the rule can be kept; 0: 14 */
} headlines[] = {
	/* Chinese */
	{ "zh-Hans", "市政府|召开|座谈会|听取|居民|意见", NULL, 0 },
	{ "zh-Hans", "全市|今年|新增|公园|十二个", NULL, 0 },
	{ "zh-Hans", "老码头|修复|工程|昨天|完成|验收",
	    "老码头在城南。老码头有三百年。", 0 },
	{ "zh-Hans", "轮渡|停航|两天　|乘客|改走|大桥", "轮渡昨天停航。", 0 },
	{ "zh-Hans", "石堤|合龙：|守堤人|等到了|大潮",
	    "石堤昨天合龙，守堤人说，大潮。石堤很长。守堤人等到了。", 16 },
	{ "zh-Hans", "高考|报名|今天|开始，|考生|须带|身份证", NULL, 0 },
	{ "zh-Hans", "图书馆|延长|开放|时间|至|晚上|九点", NULL, 0 },
	{ "zh-Hans", "“夜航”|航班|恢复|运营", NULL, 0 },
	{ "zh-Hans", "菜场|公平秤|少了|一两，|管理员|道歉",
	    "公平秤在门口，公平秤少了一两。菜场的管理员来了，管理员说。"
	    "菜场道歉。",
	    0 },
	{ "zh-Hans", "地铁|三号线|延误|40分钟|原因|查明", NULL, 0 },
	{ "zh-Hans", "上半年|全国|工业|生产|总体|平稳", "总体平稳，平稳。", 0 },
	{ "zh-Hans", "交通|部门|调整|22条|公交|线路", "线路，线路图。", 0 },
	{ "zh-Hans", "医院|新楼|启用|首日|接待|病人|1.2万人次", "新楼，新楼。",
	    0 },
	{ "zh-Hans", "渔民|救起|落水|学生", "落水的人，落水者。救起他，救起。",
	    0 },
	{ "zh-Hans", "气象台|发布|暴雨|预警|信号", NULL, 0 },
	{ "zh-Hans", "年轻人|为什么|喜欢|逛|旧书店",
	    "旧书店里，旧书店外。为什么？为什么。逛一逛。", 0 },
	{ "zh-Hans", "中国|科学家|发现|新|物种", "物种有名，物种。", 0 },
	{ "zh-Hans", "社区|食堂|半年|卖出|八万份|午餐", "午餐八万份，午餐好。",
	    0 },
	{ "zh-Hans", "两岸|作家|在|泉州|对谈|乡音",
	    "泉州的乡音。泉州，乡音，对谈，对谈会。", 0 },
	{ "zh-Hans", "世界杯|预选赛|国家队|客场|获胜", "预选赛，客场，预选赛。",
	    0 },
	{ "zh-Hans", "《潮汐|之间》|昨晚|首映", "潮汐的海，潮汐。", 0 },
	{ "zh-Hans", "电价|下月|下调|居民|每度|省|三分钱",
	    "每度三分钱。每度，三分钱，省下。", 0 },
	{ "zh-Hans", "环保部门|关停|七家|违规|企业",
	    "环保部门关停，关停。七家。", 0 },
	{ "zh-Hans", "银行|存款|利率|再次|下调|0.25个|百分点",
	    "百分点，百分点。", 0 },
	{ "zh-Hant", "臺北|捷運|新線|通車　|首日|免費|搭乘",
	    "捷運新線，捷運。搭乘新線，搭乘。臺北，臺北人。", 0 },
	{ "zh-Hant", "漁會|選舉|結果|揭曉", "漁會昨天，漁會。", 0 },
	/* Japanese: after particles, marks, between words. */
	{ "ja", "渡し船の|終便、|来月も|運航へ|市が|方針を|転換", NULL, 0 },
	{ "ja", "石堤の|修復|工事が|完了|大潮に|間に|合う", NULL, 0 },
	{ "ja", "図書館に|五十年ぶりの|返却|本は|祖父が|借りた", NULL, 0 },
	{ "ja", "サッカー|代表が|アジア|予選で|三連勝", NULL, 0 },
	{ "ja", "新しい|バス|路線、|四月から|試験|運行", NULL, 0 },
	{ "ja", "「夜の|動物園」に|家族連れが|列", NULL, 0 },
	{ "ja", "港の|灯台を|子どもたちが|見学|した", NULL, 0 },
	{ "ja", "スーパーの|レジ袋、|半年で|四割|減る", NULL, 0 },
	{ "ja", "台風|十号が|九州に|接近、|交通に|影響も", NULL, 0 },
	{ "ja", "小学校の|給食に|地元の|野菜を|使う", NULL, 0 },
	/* Korean, by words. */
	{ "ko", "나루 |다리 |다음 |달 |다시 |열린다", NULL, 0 },
	{ "ko", "시청, |밤 |배편 |유지하기로 |결정", NULL, 0 },
	{ "ko", "도서관 |책 |52년 만에 |돌아와", NULL, 16 },
	{ "ko", "오늘 |밤 |큰비 |예보… |출근길 |조심", NULL, 0 },
	{ "ko", "어린이 |축구단 |전국 대회 |첫 |우승", NULL, 0 },
	{ "ko", "시장 |저울 |고친 |뒤 |손님 |늘어", NULL, 0 },
	{ "ko", "교육부 |새 |교과서 |내년부터 |쓴다", NULL, 0 },
	{ "ko", "강가 |공원 |및 |산책길 |정비 |마쳐", NULL, 0 },
	/* English: not after an article or preposition, not in a name. */
	{ "en", "Ferry |returns |to the |harbour |after |a winter |of repairs",
	    NULL, 0 },
	{ "en", "Council |votes |to keep |the night |bus", NULL, 22 },
	{ "en", "Eels |return |to the Yan |in numbers |not seen |for 19 years",
	    NULL, 22 },
	{ "en", "Mayor |Ada Prewitt |defends |the new |bridge", NULL, 18 },
	{ "en", "Scales |at the |market |were |wrong |for a |quarter", NULL,
	    0 },
	{ "en", "Storm |cuts |power |to 4,000 |homes |in the |north", NULL, 0 },
	{ "en", "Library |book |comes |home |52 years |late", NULL, 0 },
	{ "en", "Three |held |over |harbour |fire", NULL, 0 },
	{ "en", "Why |the tide |tables |were |wrong |and who |knew", NULL, 0 },
	{ "en", "A walk |with the |lamp |keepers |of Orrin Bay", NULL, 0 },
	{ "en", "Nora Pettifer, |reporter |and walker, |dies |at 81", NULL,
	    20 },
	{ "en", "Fishermen |Call |for a |Ban |on Night |Trawling", NULL, 17 },
	{ "en", "Tobias Wen |Wins |the Harbour |Prize",
	    "The prize went to Tobias Wen, who was at sea.", 16 },
	{ "en", "Rates |held |at 4.5% |as prices |ease", NULL, 0 },
	{ "en", "What the |river |took |and what |it left", NULL, 0 },
	{ "en", "Hospital |opens |a ward |with no |beds |in it", NULL, 18 },
	{ "en", "Schools |to close |early |on Friday |because |of heat", NULL,
	    16 },
	{ "de", "Der Hafen |bekommt |eine neue |Fähre", NULL, 18 },
};

enum { NHEADLINES = sizeof headlines / sizeof *headlines };

/* What measures are more than the least. */
static const int more[] = { 0, 2, 6, 12, 20 };

enum { LEAST = 14 };

/* The headline without marks; `may[i]`: a line may end before byte `i`. */
static void
read_marks(struct buf *text, unsigned char may[256], const char *marked)
{
	memset(may, 0, 256);
	for (const char *s = marked; *s; s++) {
		assert_true(text->n < 255);
		if (*s == '|')
			may[text->n] = 1;
		else
			buf_addc(text, *s);
	}
}

static void
print_lines(const struct lines *l, int measure)
{
	print_error("%d:", measure);
	for (size_t i = 0; i < l->n; i++)
		print_error(" [%.*s]", (int)(l->at[i].to - l->at[i].from),
		    l->at[i].text + l->at[i].from);
	print_error("\n");
}

/* The first byte at or after `at` that is not a blank. */
static size_t
skip_blanks(const char *s, size_t at)
{
	for (;;) {
		if (s[at] == ' ')
			at++;
		else if (strncmp(s + at, "　", 3) == 0)
			at += 3;
		else
			return at;
	}
}

static int
ends_in_pause(const struct line *l)
{
	static const char *const marks[] = { "：", "，", "”", "」", "》",
		"、" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strncmp(l->text + l->to - 3, marks[i], 3) == 0)
			return 1;
	return skip_blanks(l->text, l->to) > l->to;
}

static int
is_good(const struct lines *l, const unsigned char *may, int measure)
{
	int good = 1;

	for (size_t i = 0; i < l->n; i++) {
		const struct line *line = &l->at[i];
		size_t n = line->to - line->from;
		good &= line->ncells <= measure;
		/* Never one character alone. */
		good &= l->n == 1 ||
		    glyph_ncells(line->text + line->from, n, 1) > 2;
		if (i + 1 < l->n)
			good &= may[skip_blanks(line->text, line->to)];
	}
	/* The upper is not shorter by more than 4, or 8 after a pause. */
	if (l->n == 2)
		good &= l->at[0].ncells >= l->at[1].ncells - 8 &&
		    (l->at[0].ncells >= l->at[1].ncells - 4 ||
			ends_in_pause(&l->at[0]));
	return good;
}

static void
headlines_break_by_sense(void **state)
{
	int nbad = 0;

	(void)state;
	for (size_t i = 0; i < NHEADLINES; i++) {
		const struct headline *h = &headlines[i];
		const struct block block = {
			.type = BLOCK_PARAGRAPH,
			.text = h->story ? h->story : "",
			.nbytes = h->story ? (uint32_t)strlen(h->story) : 0,
		};
		const struct article story = { .blocks = &block, .nblocks = 1 };
		unsigned char may[256];
		struct buf text;

		buf_init(&text);
		read_marks(&text, may, h->marked);
		for (size_t k = 0; k < sizeof more / sizeof *more; k++) {
			struct arena *a = arena_new();
			int measure = (h->least ? h->least : LEAST) + more[k];
			struct layout_params params;
			const struct para p = {
				.text = buf_str(&text),
				.nbytes = (uint32_t)text.n,
				.language = h->language,
				.measure = measure,
				.ragged = true,
				.story = &story,
			};
			layout_params_init(&params);
			struct lines l = para_set_heading(&p, &params, a);
			if (!is_good(&l, may, measure)) {
				print_lines(&l, measure);
				nbad++;
			}
			arena_free(a);
		}
		buf_fini(&text);
	}
	assert_int_equal(nbad, 0);
}

/* --- weight -------------------------------------------------------------- */

static void
the_source_gives_weight(void **state)
{
	static const struct {
		const char *weight;
		bool is_lead;
		enum role want;
	} cases[] = {
		{ NULL, false, ROLE_HEADLINE },
		{ "normal", false, ROLE_HEADLINE },
		{ "lead", false, ROLE_LEAD },
		{ "major", false, ROLE_MAJOR },
		{ "brief", false, ROLE_BRIEF },
		{ "brief", true, ROLE_LEAD },
		{ NULL, true, ROLE_LEAD },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct article a = { .weight = cases[i].weight };
		assert_int_equal(
		    heading_role(&a, cases[i].is_lead), cases[i].want);
	}
}

/* The headline's lines by "|", its gaps by "_". */
static const struct spaced_case {
	enum role role;
	int measure;
	const char *text;
	const char *want;
} spaced[] = {
	{ ROLE_LEAD, 40, "长堤合龙", "长_堤_合_龙" },
	{ ROLE_LEAD, 11, "长堤合龙", "长_堤_合_龙" },
	{ ROLE_LEAD, 10, "长堤合龙", "长堤合龙" },
	{ ROLE_LEAD, 40, "长堤　合龙", "长_堤_　_合_龙" },
	{ ROLE_LEAD, 40, "长堤，“合龙”", "长堤，“合龙”" },
	{ ROLE_LEAD, 40, "第21次A股", "第21次A股" },
	{ ROLE_LEAD, 40, "长堤，《合龙》", "长_堤，《合_龙》" },
	{ ROLE_LEAD, 40, "长堤21天合龙", "长堤21天合龙" },
	{ ROLE_LEAD, 40, "长堤 合龙", "长堤 合龙" },
	{ ROLE_LEAD, 40, "海の道ー", "海_の_道_ー" },
	{ ROLE_LEAD, 40, "나루터", "나루터" },
	{ ROLE_LEAD, 40, "Ferry stays", "Ferry stays" },
	{ ROLE_LEAD, 12, "长堤合\n龙守堤人", "长_堤_合|龙_守_堤_人" },
	{ ROLE_LEAD, 9, "长堤合\n龙守堤人", "长堤合|龙守堤人" },
	{ ROLE_LEAD, 12, "长堤\n合龙\n了吗", "长堤|合龙|了吗" },
	{ ROLE_MAJOR, 16, "长堤合龙", "长_堤_合_龙" },
	{ ROLE_MAJOR, 15, "长堤合龙", "长堤合龙" },
	{ ROLE_MAJOR, 40, "长堤A合龙", "长堤A合龙" },
	{ ROLE_MAJOR, 40, "长堤\n合龙", "长堤|合龙" },
	{ ROLE_HEADLINE, 40, "长堤合龙", "长堤合龙" },
	{ ROLE_BRIEF, 40, "长堤合龙", "长堤合龙" },
};

static void
add_spaced(struct buf *b, const struct line *l)
{
	size_t k = 0;
	int ncells = 0;

	for (uint32_t at = l->from; at < l->to;) {
		struct glyph g;
		if (k < l->ngaps && l->gaps[k].at == at) {
			assert_int_equal(l->gaps[k++].ncells, 1);
			buf_addc(b, '_');
			ncells++;
		}
		size_t used = glyph_next(&g, l->text + at, l->to - at, 1);
		buf_add(b, l->text + at, used);
		ncells += g.ncells;
		at += (uint32_t)used;
	}
	assert_int_equal(k, l->ngaps);
	assert_int_equal(ncells, l->ncells);
}

static void
weight_is_space_where_there_is_room(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++) {
		const struct spaced_case *c = &spaced[i];
		struct arena *a = arena_new();
		struct layout_params params;
		const struct para p = {
			.text = c->text,
			.nbytes = (uint32_t)strlen(c->text),
			.role = (uint8_t)c->role,
			.measure = c->measure,
		};
		struct buf got;
		layout_params_init(&params);
		struct lines l = para_set_heading(&p, &params, a);
		heading_space_out(&l, c->measure, 1, a);
		buf_init(&got);
		for (size_t k = 0; k < l.n; k++) {
			if (k > 0)
				buf_addc(&got, '|');
			add_spaced(&got, &l.at[k]);
		}
		assert_string_equal(buf_str(&got), c->want);
		buf_fini(&got);
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headlines_break_by_sense),
		cmocka_unit_test(the_source_gives_weight),
		cmocka_unit_test(weight_is_space_where_there_is_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
