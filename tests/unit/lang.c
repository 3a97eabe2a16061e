#include "src/text/lang.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct guess_case {
	const char *text;
	const char *language; /* NULL: none */
};

static const struct guess_case guess_cases[] = {
	{ "城市轨道交通新线本周开通试运营", "zh-Hans" },
	{ "城市軌道交通新線本週開通試營運", "zh-Hant" },
	{ "日月山川", "zh-Hans" }, /* as good as the other */
	{ "新しい路線が今週開通した", "ja" },
	{ "参院選比例代表東京選挙区で", "ja" },
	{ "ニュース", "ja" },
	{ "새 노선이 이번 주에 개통했다", "ko" },
	{ "韓國 정부는 오늘 새 계획을 발표했다", "ko" },
	{ "The new line opens this week", "en" },
	{ "La línea abre", "en" }, /* too short to say */
	{ "The harbour board said on Friday that the last ferry of the night "
	  "would be kept",
	    "en" },
	{ "Der Stadtrat hat am Freitag beschlossen, dass die letzte Fähre der "
	  "Nacht nicht eingestellt wird",
	    "de" },
	{ "Le conseil a décidé vendredi que le dernier bac de la nuit ne "
	  "serait "
	  "pas supprimé dans la ville",
	    "fr" },
	{ "El consejo decidió el viernes que el último transbordador de la "
	  "noche no se suprime para los vecinos",
	    "es" },
	{ "Il consiglio ha deciso venerdì che il traghetto della notte non "
	  "sarà soppresso per gli abitanti",
	    "it" },
	{ "O conselho decidiu na sexta-feira que o barco da noite não será "
	  "suprimido e que os moradores podem ir",
	    "pt" },
	{ "Kaupunginvaltuusto päätti perjantaina säilyttää yön viimeisen "
	  "lautan "
	  "myös ensi vuonna kaikille asukkaille",
	    "und-Latn" },
	{ "OpenAI发布GPT新版", "zh-Hans" },
	{ "The word 中文 means Chinese", "en" },
	{ "小店的招牌上写着一个日文字の，顾客们都觉得很有意思", "zh-Hans" },
	{ "Новая линия", NULL },
	{ "2025-05-28", NULL },
	{ "", NULL },
};

static void
guess_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof guess_cases / sizeof *guess_cases; i++) {
		const struct guess_case *c = &guess_cases[i];
		const char *got = lang_guess(c->text, strlen(c->text));
		if (c->language) {
			assert_non_null(got);
			assert_string_equal(got, c->language);
		} else {
			assert_null(got);
		}
	}
}

static const struct part_case {
	const char *whole, *text, *language;
} part_cases[] = {
	{ "zh-Hans", "新しい路線が開通した", "ja" },
	{ "zh-Hans", "새 노선이 개통했다", "ko" },
	{ "zh-Hans", "軌道交通開通", "zh-Hant" },
	{ "zh-Hant", "轨道交通开通", "zh-Hans" },
	{ "zh-Hant", "日月山川", "zh-Hant" },
	{ "zh-Hans", "The line opens", "en" },
	{ "zh-Hans", "鲜の味", "zh-Hans" },
	{ "zh-Hans", "20:30", "zh-Hans" },
	{ "ja", "参院選比例代表", "ja" },
	{ "ja", "第1回", "ja" },
	{ "ja", "城市轨道交通新线本周开通试运营市民可以免费乘坐", "zh-Hans" },
	{ "ko", "大韓民國", "ko" },
	{ "ko", "新しい路線", "ja" },
	{ "de", "Die neue Linie", "de" },
	{ "en", "城市轨道交通", "zh-Hans" },
	{ NULL, "城市軌道交通", "zh-Hant" },
	{ NULL, "123", NULL },
};

static void
parts_of_another_language(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof part_cases / sizeof *part_cases; i++) {
		const struct part_case *c = &part_cases[i];
		const char *got =
		    lang_of_part(c->whole, c->text, strlen(c->text));
		if (c->language)
			assert_string_equal(got, c->language);
		else
			assert_null(got);
	}
}

static void
names(void **state)
{
	(void)state;
	assert_true(lang_is("zh-Hans", "zh"));
	assert_true(lang_is("zh", "zh"));
	assert_true(lang_is("ZH_CN", "zh"));
	assert_false(lang_is("zha", "zh"));
	assert_false(lang_is("z", "zh"));
	assert_false(lang_is(NULL, "zh"));
	assert_true(lang_is_chinese("zh-Hant-HK"));
	assert_false(lang_is_chinese("ja"));
	assert_true(lang_is_east_asian("ja"));
	assert_true(lang_is_east_asian("ko-KR"));
	assert_false(lang_is_east_asian("en"));
	assert_false(lang_is_east_asian(NULL));
}

struct seconds_case {
	const char *text;
	unsigned seconds;
};

static const struct seconds_case seconds_cases[] = {
	{ "", 0 },
	{ "，。", 0 },
	{ "一二三四五", 1 },
	{ "一二三四五六", 2 },
	{ "one two three don’t", 2 }, /* 4 words: 1.04 s */
	{ "一二三 one two", 2 },      /* 0.6 s and 0.52 s */
	{ "か\u3099か\u3099か\u3099", 1 },
	{ "naïve e\u0301te\u0301", 1 },
};

static void
seconds_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof seconds_cases / sizeof *seconds_cases;
	     i++) {
		const struct seconds_case *c = &seconds_cases[i];
		assert_int_equal(lang_reading_seconds(c->text, strlen(c->text),
				     READING_RATE_USUAL),
		    c->seconds);
	}
}

/* The same text at the pace of others. */
static void
seconds_by_rate(void **state)
{
	static const char text[] = "一二三四五六七八九十 one two three four";
	static const struct {
		struct reading_rate rate;
		unsigned seconds;
	} cases[] = {
		{ { 300, 230 }, 4 }, /* 2 s and 1.04 s */
		{ { 600, 240 }, 2 }, /* 1 s each */
		{ { 10, 10 }, 84 },
		{ { 10, 10000 }, 61 },
		{ { 0, 0 }, 4 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
		    lang_reading_seconds(text, sizeof text - 1, cases[i].rate),
		    cases[i].seconds);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(guess_table),
		cmocka_unit_test(parts_of_another_language),
		cmocka_unit_test(names),
		cmocka_unit_test(seconds_table),
		cmocka_unit_test(seconds_by_rate),
	};

	return cmocka_run_group_tests_name("lang", tests, NULL, NULL);
}
