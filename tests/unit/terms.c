#include "src/text/terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"

/*
 * Terms as "folded<bytes of the text>"; before it - for a pair and . for a
 * character alone.
 */
struct shown {
	struct buf out;
	const char *text;
	size_t left; /* terms until it says stop */
};

static int
show(void *ctx, const struct term *t)
{
	static const char *const kinds[] = { "", "-", "." };
	struct shown *s = ctx;

	buf_addf(&s->out, "%s%s%.*s<%.*s>", s->out.n ? " " : "", kinds[t->kind],
	    (int)t->nbytes, t->s, (int)(t->to - t->from), s->text + t->from);
	return --s->left == 0 ? 7 : 0;
}

static void
check(const char *text, size_t nbytes, enum terms_for what, const char *want)
{
	struct shown s = { .text = text, .left = SIZE_MAX };

	buf_init(&s.out);
	assert_int_equal(terms_each(text, nbytes, what, show, &s), 0);
	assert_string_equal(buf_str(&s.out), want);
	buf_fini(&s.out);
}

static const struct text_case {
	const char *text, *terms;
} text_cases[] = {
	{ "", "" },
	{ " ,.;!? ——“”…… 😀 \n", "" },

	/* Han. */
	{ "国", ".国<国>" },
	{ "中国", "-中国<中国> .国<国>" },
	{ "双百行动", "-双百<双百> -百行<百行> -行动<行动> .动<动>" },
	{ "中国，美国", "-中国<中国> .国<国> -美国<美国> .国<国>" },
	{ "佟々木〇", "-佟々<佟々> -々木<々木> -木〇<木〇> .〇<〇>" },
	{ "㐂𠮷𪚥", "-㐂𠮷<㐂𠮷> -𠮷𪚥<𠮷𪚥> .𪚥<𪚥>" },
	{ "國際漢語", "-国际<國際> -际汉<際漢> -汉语<漢語> .语<語>" },
	{ "\xEF\xA4\x80更", "-岂更<\xEF\xA4\x80更> .更<更>" }, /* U+F900 */
	{ "⽔⾦", "-水金<⽔⾦> .金<⾦>" }, /* Kangxi radicals */
	{ "葛\xF3\xA0\x84\x80城",          /* a selector is part of it */
	    "-葛城<葛\xF3\xA0\x84\x80城> .城<城>" },
	{ "哈里·波特", "-哈里<哈里> .里<里> -波特<波特> .特<特>" },

	/* A blank parts Han from Han no more than a line end does. */
	{ "张 三", "-张三<张 三> .三<三>" },
	{ "中\n国\xE3\x80\x80 人",
	    "-中国<中\n国> -国人<国\xE3\x80\x80 人> .人<人>" },
	{ "中\x1E国", ".中<中> .国<国>" },
	{ "中\x1F国", ".中<中> .国<国>" },

	/* Kana. */
	{ "カード", "-カー<カー> -ード<ード> .ド<ド>" },
	{ "か が", "-かが<か が> .が<が>" },
	{ "か\xE3\x82\x99き", "-がき<か\xE3\x82\x99き> .き<き>" },
	{ "ｶﾞｯﾂﾎﾟｰｽﾞ",
	    "-ガッ<ｶﾞｯ> -ッツ<ｯﾂ> -ツポ<ﾂﾎﾟ> -ポー<ﾎﾟｰ> "
	    "-ーズ<ｰｽﾞ> .ズ<ｽﾞ>" },
	{ "食べた国", "-食べ<食べ> -べた<べた> -た国<た国> .国<国>" },
	{ "ア・イ", ".ア<ア> .イ<イ>" },

	/* Hangul: syllables whole however they are written, blanks part. */
	{ "한국 뉴스", "-한국<한국> .국<국> -뉴스<뉴스> .스<스>" },
	{ "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xEA\xB5\xAD",
	    "-한국<\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB\xEA\xB5\xAD> .국<국>" },
	{ "\xE1\x85\xA1", ".\xE1\x85\xA1<\xE1\x85\xA1>" },
	{ "뉴스中", "-뉴스<뉴스> -스中<스中> .中<中>" },

	{ "ㄅㄆㄇ", "-ㄅㄆ<ㄅㄆ> -ㄆㄇ<ㄆㄇ> .ㄇ<ㄇ>" },

	/* Scripts without blanks; tones are accents. */
	{ "ไทย", "-ไท<ไท> -ทย<ทย> .ย<ย>" },
	{ "ก่อน ๒๕", "-กอ<ก่อ> -อน<อน> .น<น> ๒๕<๒๕>" },

	/* Words. */
	{ "The QUICK fox", "the<The> quick<QUICK> fox<fox>" },
	{ "Café Ca\x66\x65\xCC\x81 Å", "cafe<Café> cafe<Cafe\xCC\x81> a<Å>" },
	{ "STRASSE straße", "strasse<STRASSE> strasse<straße>" },
	{ "ﬁnal", "final<ﬁnal>" },
	{ "ＡＩ芯片", "ai<ＡＩ> -芯片<芯片> .片<片>" },
	{ "AI芯片5G", "ai<AI> -芯片<芯片> .片<片> 5g<5G>" },
	{ "Apple's don’t U.S. a:b",
	    "apple<Apple> s<s> don<don> t<t> u<U> s<S> "
	    "a<a> b<b>" },
	{ "snake_case x-ray", "snake<snake> case<case> x<x> ray<ray>" },
	{ "Москва́ Ёж", "москва<Москва́> еж<Ёж>" },
	{ "ΑΘΉΝΑΣ Αθήνας", "αθηνασ<ΑΘΉΝΑΣ> αθηνασ<Αθήνας>" },
	{ "العَرَبِيَّة", "العربية<العَرَبِيَّة>" },
	{ "हिन्दी में", "हिन्दी<हिन्दी> में<में>" },
	{ "in\xC2\xADtel\xE2\x80\x8Bli",
	    "intelli<in\xC2\xADtel\xE2\x80\x8Bli>" },

	/* Numbers. */
	{ "8.5% 1,200 3.14.15", "8.5<8.5> 1,200<1,200> 3.14.15<3.14.15>" },
	{ "5. 6, 7 .8", "5<5> 6<6> 7<7> 8<8>" },
	{ "a.5 5.a", "a<a> 5<5> 5<5> a<a>" },
	{ "８．５％ １，２００", "8.5<８．５> 1,200<１，２００>" },
	{ "2024，2025年", "2024<2024> 2025<2025> .年<年>" },
	{ "①②", "12<①②>" },
	{ "m²", "m2<m²>" },
	{ "½", "1<½> 2<½>" },
	{ "㍿", "-株式<㍿> -式会<㍿> -会社<㍿> .社<㍿>" },

	/* What is no text. */
	{ "中\xFF国", ".中<中> .国<国>" },
	{ "ab\xE4\xB8"
	  "cd",
	    "ab<ab> cd<cd>" },
	{ "a\xED\xA0\x80z", "a<a> z<z>" },
	{ "a\xEF\xBF\xBDz", "a<a> z<z>" },
};

static void
text_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof text_cases / sizeof *text_cases; i++) {
		const struct text_case *c = &text_cases[i];
		check(c->text, strlen(c->text), TERMS_OF_TEXT, c->terms);
	}
	check("中\0国a\0b", 10, TERMS_OF_TEXT, ".中<中> .国<国> a<a> b<b>");
	check("中国", 4, TERMS_OF_TEXT, ".中<中>"); /* cut inside one */
}

static const struct text_case query_cases[] = {
	{ "国", ".国<国>" },
	{ "中国", "-中国<中国>" },
	{ "双百行动", "-双百<双百> -百行<百行> -行动<行动>" },
	{ "AI芯片 年", "ai<AI> -芯片<芯片> -片年<片 年>" },
	{ "2025年5月", "2025<2025> .年<年> 5<5> .月<月>" },
	{ "か\xE3\x82\x99", ".が<か\xE3\x82\x99>" },
	{ "Apple", "apple<Apple>" },
};

static void
query_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof query_cases / sizeof *query_cases; i++) {
		const struct text_case *c = &query_cases[i];
		check(c->text, strlen(c->text), TERMS_OF_QUERY, c->terms);
	}
}

struct seen {
	struct term t;
	size_t n;
};

static int
keep(void *ctx, const struct term *t)
{
	struct seen *s = ctx;

	s->t = *t;
	s->n++;
	return 0;
}

static void
offsets_are_bytes(void **state)
{
	struct seen s = { .n = 0 };
	const char text[] = "x, 國é";

	(void)state;
	terms_each(text, sizeof text - 1, TERMS_OF_TEXT, keep, &s);
	assert_int_equal(s.n, 3);
	assert_int_equal(s.t.from, 6);
	assert_int_equal(s.t.to, 8);
}

static void
long_words_are_cut(void **state)
{
	enum { N = 1000 };
	char text[3 * N];
	struct seen s = { .n = 0 };

	(void)state;
	memset(text, 'a', N);
	terms_each(text, N, TERMS_OF_TEXT, keep, &s);
	assert_int_equal(s.n, 1);
	assert_int_equal(s.t.nbytes, TERM_MAX_BYTES);
	assert_int_equal(s.t.to, N);

	/* Exactly as long as may be, and full-width: the same word. */
	terms_each(text, TERM_MAX_BYTES, TERMS_OF_TEXT, keep, &s);
	assert_int_equal(s.t.nbytes, TERM_MAX_BYTES);
	for (size_t i = 0; i < N; i++)
		memcpy(text + 3 * i, "ａ", 3);
	terms_each(text, 3 * N, TERMS_OF_TEXT, keep, &s);
	assert_int_equal(s.t.nbytes, TERM_MAX_BYTES);
	assert_int_equal(s.t.to, 3 * N);

	/* Of two bytes each, after one: between characters. */
	text[0] = 'x';
	for (size_t i = 0; i < 40; i++)
		memcpy(text + 1 + 2 * i, "я", 2);
	terms_each(text, 81, TERMS_OF_TEXT, keep, &s);
	assert_int_equal(s.t.nbytes, TERM_MAX_BYTES - 1);
	assert_int_equal(s.n, 4);
}

static void
stops_when_told(void **state)
{
	struct shown s = { .text = "a b c 中国人", .left = 2 };

	(void)state;
	buf_init(&s.out);
	assert_int_equal(
	    terms_each(s.text, strlen(s.text), TERMS_OF_TEXT, show, &s), 7);
	assert_string_equal(buf_str(&s.out), "a<a> b<b>");
	buf_fini(&s.out);
}

static void
simplified(void **state)
{
	static const unsigned cases[][2] = {
		{ 0, 0 },
		{ 'a', 'a' },
		{ 0x570B, 0x56FD }, /* 國 国 */
		{ 0x56FD, 0x56FD },
		{ 0x9F8D, 0x9F99 }, /* 龍 龙 */
		{ 0x9F9C, 0x9F9F }, /* 龜 龟 */
		{ 0x4E2D, 0x4E2D }, /* 中 */
		{ 0x58F2, 0x58F2 }, /* 売: Japanese */
		{ 0x3400, 0x3400 },
		{ 0x9FFF, 0x9FFF },
		{ 0x2A7D6, 0x206FE },
		{ 0x2A7D7, 0x2A7D7 },
		{ 0x10FFFF, 0x10FFFF },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(han_simplify(cases[i][0]), cases[i][1]);
	for (unsigned cp = 0; cp <= 0x323B0; cp++)
		assert_int_equal(
		    han_simplify(han_simplify(cp)), han_simplify(cp));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_table),
		cmocka_unit_test(query_table),
		cmocka_unit_test(offsets_are_bytes),
		cmocka_unit_test(long_words_are_cut),
		cmocka_unit_test(stops_when_told),
		cmocka_unit_test(simplified),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
