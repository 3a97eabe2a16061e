#include "src/text/cluster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"

/*
 * The text with a mark after each cluster but the last, by enum cluster_break:
 * | free, ^ hyphen, > URL, ~ unit, ` dash, _ word, # forbidden, * never, $
 * must.  `plain` leaves out word, forbidden and never.
 */
static const char every[] = "|^>~`_#*$";
static const char plain[] = "|^>~`   $";

struct split_case {
	const char *marks;
	const char *want;
};

static const struct split_case strict_cases[] = {
	/* quotes are brackets beside Chinese, apostrophes inside a word */
	{ every, "中|文|“#引|用#”|中|文" },
	{ every, "“#O_p_e_n_A_I|‘#星|门#’|计|划#”" },
	{ every, "他|说#：|“#好#。#”" },
	{ every, "他|说|\"#好#\"#，|又|说|'#不#'#。" },
	{ every, "他|说|＂#好#＂#，" },
	{ plain, "中|文 |don’t |rock‘n’roll |的" },
	{ plain, "5'10\"的|人" },
	{ plain, "甲|a“b”c" },
	/* brackets, pauses, several in a row */
	{ every, "（#《#书#》#）|「#『#引#』#」" },
	{ every, "为|什|么#？#！|真|的#。#』#」" },
	{ every, "(#甲#)#、|[#乙#]" },
	/* interpunct, connector, one dash between numbers */
	{ every, "列|奥|纳|多#·|达#·|芬|奇" },
	{ every, "3#～|5~人#，|第~5~届" },
	{ every, "2_0_2_3#—|2_0_2_5~年" },
	{ every, "京#－|沪#～|杭" },
	{ every, "2_0_2_3#–|2_0_2_5~年" },
	/* dashes and ellipses: a pair holds, pairs may part */
	{ every, "转|型`—*—|升|级" },
	{ every, "后|来`…*…`…*…|等" },
	{ every, "—*—|他|说" },
	{ every, "“#…*…|好#”" },
	{ every, "⸺|甲`⸺`⸺|乙" },
	/* solidus: 分隔号 beside Han only */
	{ every, "和#/#或#，|A|股#/#H|股" },
	{ plain, "100km/>h|的" },
	{ every, "甲#／#乙" },
	/* numbers, what they are of and with; not codes */
	{ every, "1_2_0#._8~万|辆|增|长|8#._5_%|左|右" },
	{ every, "￥_3_0_0~元" },
	{ every, "＃~5" },
	{ every, "5#·_1_2~地|震|1_2#:_3_0~起" },
	{ every, "３#．_５_％|与|１_２_３~人" },
	{ every, "C_7|低|速|车|v_2#._5|版" },
	{ plain, "iPhone |15~系|列 |F-16~战|机" },
	{ every, "2_5* ~℃|和* |._5" },
	/* URLs and addresses */
	{ every, "见|h_t_t_p#:_/_/>a#.>c_n_/>b#->c_/>d#?>x_=>1_&>y_=>2#。|又" },
	{ plain, "在|www.>example.>com/>path|或|a.>b@c.>org" },
	{ plain, "A/>B|与|C.D" },
	{ plain, "给|a.>b@c.>org|写|信" },
	{ plain, "存|在|http://>a.>cn/>v1.5/>b" },
	/* spaces: after the run, not after an opener or before a closer */
	{ every, "中* |文*\u3000|空|格* * |两|个" },
	{ every, "（* #空* #）* #，* |后" },
	{ every, "前* `—*—|后" },
	{ every, "a#\u00A0#b" },
	{ every, "a#\u2007#b" },
	{ every, "他|说|“* #好* #”|吧" },
	{ every, "(* * #a_b* #)" },
	/* zero width space, soft hyphen */
	{ every, "a* |b*\u200B|c* |d" },
	{ every, "s_o_f_t*\u00AD^h_y*\u00AD^p_h_e_n" },
	/* small kana and iteration marks */
	{ every, "ち#ょ#っ|と#、|コ|ン|ピ#ュ#ー|タ#ー#々|人#々" },
	/* clusters stay whole */
	{ every, "e\u0301_e* |👩\u200D🌾|人|🇨🇳|🇯🇵|中_한" },
	/* Chinese and Latin */
	{ every, "用|R_o_b_o_t_a_x_i|服|务#，|3_D|打|印" },
};

static const struct split_case thai_cases[] = {
	{ every, "เ_รื_อ_ข้_า_ม_ฟ_า_ก* |ห_ม_อ_ก~เ_มื_อ~โ_ม_ง" },
	{ every, "ຂ້_າ_ມ~ເ_ຮື_ອ" },
};

static const struct split_case gb_cases[] = {
	{ every, "转|型|—*—|升|级|…*…|等" },
	{ every, "和#/#或|甲#／#乙" },
	{ every, "ち|ょ|っ|と|々" },
	{ every, "甲#。|乙|“#丙#”|丁#·|戊#～|己" },
};

static const struct split_case basic_cases[] = {
	{ every, "转|型|—*—|升|级|…*…|等" },
	{ every, "和#/|或|甲#／|乙" },
	{ every, "甲#。|乙|“#丙#”|丁#·|戊#～|己" },
};

/* JLREQ appendix C.3 */
static const struct split_case ja_very_loose_cases[] = {
	{ every, "ち|ょ|っ|と|々|ゝ|ー|・|～|！|？|：" },
	{ every, "「#あ#」#、|あ#。|（#あ#）* #」|（* #あ" },
	{ every, "あ|…*…|い|―*―|う|／|え" },
};

static const struct split_case ja_loose_cases[] = {
	{ every, "ち|ょ|っ|と|々#ゝ|ー|・|～#！#？#：" },
	{ every, "「#あ#」#、|あ#。|（#あ#）* #」|（* #あ" },
	{ every, "あ|…*…|い|―*―|う#／|え" },
};

static const struct split_case ja_strict_cases[] = {
	{ every, "ち|ょ|っ|と|々#ゝ|ー#・#～#！#？#：" },
	{ every, "あ|…*…|い|―*―|う#／#え" },
};

static const struct split_case ja_very_strict_cases[] = {
	{ every, "ち#ょ#っ|と#々#ゝ#ー#・#～#！#？#：" },
	{ every, "あ|…*…|い|―*―|う|―*―" },
	{ every, "が|4#―|3~で" },
};

static const struct split_case none_cases[] = {
	{ every, "甲|。|乙|“|丙|”|丁|·|戊|～|己|/|庚" },
	{ every, "转|型|—*—|升|级|…*…|等" },
	{ every, "1_2_0#._8~万|，|8#._5_%" },
	{ every, "(#a#)* |b#,* |“#c#”* |d_…" },
};

static const struct split_case latin_cases[] = {
	/* UAX #14 but for the dash at a line's start */
	{ plain, "\"Hello,\" |he |said |(see |p. |5). |\"Good-|bye.\"" },
	{ every,
	    "w_o_r_d`—|w_o_r_d#,* |w_o_r_d* `—* |w_o_r_d* `-* |w_o_r_d* `–* "
	    "|w_o_r_d" },
	{ plain, "the |’90s |dogs’ |tails, |well-|known" },
	{ plain, "so `… |she |said`—|and |then… |“…>no”" },
	{ plain, "the |1914–>1918 |war, |3-1, |an |x->ray, |an |F-16" },
	{ plain, "„so“ |und |»so« |hier |”så” |sen" },
	{ plain, "U.S. |A&B |C++ .NET |x.y" },
	{ every, "s_a_y* |“#中|文#”* |t_w_i_c_e" },
	{ every, "u_s_e|“#中|文#”|n_o_w" },
	{ plain, "the |dogs' |tails" },
	{ plain, "\"a |\"b |c\"" },
	{ every, "2_5* ~%* |o_f* |1_0_0_k_m" },
};

static const struct split_case korean_word_cases[] = {
	{ every, "한_국_은_행_은* |3#._1_%_로* |늘_었_고" },
	{ every,
	    "‘#불_확_실_성#’_이* |올_랐_다|(#전_년* |대_비#)#.* "
	    "|1#,_2_3_4_억" },
	{ every, "2_0_2_5_년* |韓_國_은* |K_B_S_는" },
	{ every, "“#성_장_률_은* |것#”_이_라_고" },
};

static const struct split_case korean_syllable_cases[] = {
	{ every, "한|국|은|행|은* |3#._1_%|로" },
	{ every, "‘#불|확|실|성#’|이* |2_0_2_5~년* |韓|國|은" },
};

static char *
show(const char *text, const char *marks, const struct cluster_params *params,
    struct arena *a)
{
	struct clusters c = cluster_text(text, strlen(text), params, a);
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < c.n; i++) {
		char mark = marks[c.at[i].after];
		buf_add(&out, text + c.at[i].at, c.at[i].nbytes);
		if (mark != ' ' && i + 1 < c.n)
			buf_addc(&out, mark);
	}
	char *shown = arena_strdup(a, buf_str(&out));
	buf_fini(&out);
	return shown;
}

static char *
without_marks(const char *want, struct arena *a)
{
	struct buf out;

	buf_init(&out);
	for (; *want; want++)
		if (!strchr(every, *want))
			buf_addc(&out, *want);
	char *text = arena_strdup(a, buf_str(&out));
	buf_fini(&out);
	return text;
}

static void
check(const struct split_case *cases, size_t n,
    const struct cluster_params *params)
{
	for (size_t i = 0; i < n; i++) {
		struct arena *a = arena_new();
		const char *text = without_marks(cases[i].want, a);
		const char *got = show(text, cases[i].marks, params, a);
		assert_string_equal(got, cases[i].want);
		arena_free(a);
	}
}

#define SPLIT_TEST(name, kinsoku, korean, language)                         \
	static void name(void **state)                                      \
	{                                                                   \
		struct cluster_params p = { 1, kinsoku, korean, language }; \
                                                                            \
		(void)state;                                                \
		check(name##_cases,                                         \
		    sizeof name##_cases / sizeof *name##_cases, &p);        \
	}

SPLIT_TEST(strict, KINSOKU_STRICT, KOREAN_WORD, NULL)
SPLIT_TEST(thai, KINSOKU_STRICT, KOREAN_WORD, NULL)
SPLIT_TEST(gb, KINSOKU_GB, KOREAN_WORD, NULL)
SPLIT_TEST(basic, KINSOKU_BASIC, KOREAN_WORD, NULL)
SPLIT_TEST(ja_very_loose, KINSOKU_NONE, KOREAN_WORD, "ja")
SPLIT_TEST(ja_loose, KINSOKU_BASIC, KOREAN_WORD, "ja")
SPLIT_TEST(ja_strict, KINSOKU_GB, KOREAN_WORD, "ja")
SPLIT_TEST(ja_very_strict, KINSOKU_STRICT, KOREAN_WORD, "ja")
SPLIT_TEST(none, KINSOKU_NONE, KOREAN_WORD, NULL)
SPLIT_TEST(latin, KINSOKU_STRICT, KOREAN_WORD, "en")
SPLIT_TEST(korean_word, KINSOKU_STRICT, KOREAN_WORD, "ko")
SPLIT_TEST(korean_syllable, KINSOKU_STRICT, KOREAN_SYLLABLE, "ko")

struct kind_case {
	const char *text;
	const char *kinds; /* a letter a cluster, of kind_letters */
	const char *cells; /* a digit a cluster, ambiguous being 1 */
	const char *wide;  /* w or - a cluster */
};

/* In the order of enum cluster_kind. */
static const char kind_letters[] = "hkld ocpi-=e/$%.";

static const struct kind_case kind_cases[] = {
	{ "中の한", "hhk", "222", "www" },
	{ "a1é", "ldl", "111", "---" },
	{ "１ａ", "dh", "22", "ww" },
	{ "“中”", "ohc", "121", "www" },
	{ "“a”", "olc", "111", "---" },
	{ "中\"a\"", "holc", "2111", "w---" },
	{ "don’t", "lllll", "11111", "-----" },
	{ "中，a,", "hplp", "2211", "ww--" },
	{ "甲·乙・", "hihi", "2122", "wwww" },
	{ "3～5", "d-d", "121", "-w-" },
	{ "中——…", "h==e", "2111", "wwww" },
	{ "⸺中", "=h", "22", "ww" },
	{ "￥5％", "$d%", "212", "w-w" },
	{ "中 　a", "h  l", "2121", "w-w-" },
	{ "🇨🇳👩‍🌾●", ".h.", "421", "-w-" },
	{ "ｶﾞ", "hh", "11", "ww" },
	{ "a/b", "l/l", "111", "---" },
};

static void
kinds_and_cells(void **state)
{
	struct cluster_params p = { 1, KINSOKU_STRICT, KOREAN_WORD, NULL };

	(void)state;
	for (size_t i = 0; i < sizeof kind_cases / sizeof *kind_cases; i++) {
		const struct kind_case *k = &kind_cases[i];
		struct arena *a = arena_new();
		struct clusters c =
		    cluster_text(k->text, strlen(k->text), &p, a);
		char kinds[16] = "", cells[16] = "", wide[16] = "";
		assert_true(c.n < sizeof kinds);
		for (size_t n = 0; n < c.n; n++) {
			kinds[n] = kind_letters[c.at[n].kind];
			cells[n] = (char)('0' + c.at[n].ncells);
			wide[n] = c.at[n].wide ? 'w' : '-';
		}
		assert_string_equal(kinds, k->kinds);
		assert_string_equal(cells, k->cells);
		assert_string_equal(wide, k->wide);
		arena_free(a);
	}
}

/* A line ends after its newline, whatever that is, and nowhere before it. */
static void
newlines(void **state)
{
	struct cluster_params p = { 2, KINSOKU_STRICT, KOREAN_WORD, NULL };
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(
	    show("“甲\n\r\n乙 \nb", every, &p, a), "“#甲*\n$\r\n$乙* *\n$b");
	assert_int_equal(cluster_text("", 0, &p, a).n, 0);
	struct clusters c = cluster_text("“", 3, &p, a);
	assert_int_equal(c.at[0].after, BREAK_MUST);
	assert_int_equal(c.at[0].ncells, 2);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(strict),
		cmocka_unit_test(thai),
		cmocka_unit_test(gb),
		cmocka_unit_test(basic),
		cmocka_unit_test(ja_very_loose),
		cmocka_unit_test(ja_loose),
		cmocka_unit_test(ja_strict),
		cmocka_unit_test(ja_very_strict),
		cmocka_unit_test(none),
		cmocka_unit_test(latin),
		cmocka_unit_test(korean_word),
		cmocka_unit_test(korean_syllable),
		cmocka_unit_test(kinds_and_cells),
		cmocka_unit_test(newlines),
	};

	return cmocka_run_group_tests_name("cluster", tests, NULL, NULL);
}
