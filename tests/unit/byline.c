#include "src/edition/byline.h"

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

/* People are written "name (role); name (role)". */
static const struct {
	const char *line;
	const char *people;
} cases[] = {
	/* Mainland. */
	{ "● 本报记者 秦川", "秦川 (本报记者)" },
	{ "● 秦川 苏禾", "秦川; 苏禾" },
	{ "本报记者 林原 周原", "林原 (本报记者); 周原 (本报记者)" },
	{ "读者 何原（青石浦）", "何原 (读者)" },
	{ "本报特约撰稿人 丁", "丁 (本报特约撰稿人)" },
	{ "本报见习记者贺远帆", "贺远帆 (本报见习记者)" },
	{ "■本报全媒体记者 林原　通讯员 丁一",
	    "林原 (本报全媒体记者); 丁一 (通讯员)" },
	{ "新华社记者 王　伟", "王伟 (新华社记者)" },
	{ "文/林原 图/周原", "林原 (文); 周原 (图)" },
	{ "作者：林原", "林原 (作者)" },
	{ "◎本报首席评论员 阿卜杜·卡里姆", "阿卜杜·卡里姆 (本报首席评论员)" },
	{ "□ 中国晚报记者 欧阳文山 实习生 林原",
	    "欧阳文山 (中国晚报记者); 林原 (实习生)" },
	{ "本报记者 林原 林原", "林原 (本报记者)" },
	{ "本报记者 林原 责编 沈原", "林原 (本报记者)" },
	{ "林原 摄", "林原" },
	{ "综合", "" },
	{ "新华社", "" },
	{ "本报综合报道", "" },
	{ "本报记者", "" },
	/* Taiwan and Hong Kong. */
	{ "【記者林原／高雄報導】", "林原 (記者)" },
	{ "【記者林原、周聞／綜合報導】", "林原 (記者); 周聞 (記者)" },
	{ "（中央社記者林原臺北30日電）", "林原 (中央社記者)" },
	{ "〔記者林原／臺北報導〕", "林原 (記者)" },
	{ "本報記者 林原", "林原 (本報記者)" },
	{ "撰文：林原　攝影：周聞", "林原 (撰文); 周聞 (攝影)" },
	/* Japan. */
	{ "【林原】", "林原" },
	{ "【林原、山田一郎】", "林原; 山田一郎" },
	{ "【ソウル林原】", "林原" },
	{ "林原記者", "林原 (記者)" },
	{ "記者 林原", "林原 (記者)" },
	{ "林原　記者", "林原 (記者)" },
	{ "文・写真 林原", "林原 (写真)" },
	{ "編集委員 林原", "林原 (編集委員)" },
	/* Korea. */
	{ "임계 기자 lin@example.org", "임계 (기자)" },
	{ "임계 기자", "임계 (기자)" },
	{ "임계·주문 기자 lin@example.org", "임계 (기자); 주문 (기자)" },
	{ "[서울=연합뉴스] 임계 기자", "임계 (기자)" },
	{ "글·사진 임계 선임기자", "임계 (사진)" },
	{ "임계기자", "임계 (기자)" },
	/* Latin. */
	{ "By Ann Lee", "Ann Lee" },
	{ "By Ida Larkin and Peter Abara, transport correspondents",
	    "Ida Larkin (transport correspondents); "
	    "Peter Abara (transport correspondents)" },
	{ "Ida Larkin and Peter Abara, transport correspondents",
	    "Ida Larkin (transport correspondents); "
	    "Peter Abara (transport correspondents)" },
	{ "By Ann Lee, Ben Ray, and Cy Doe", "Ann Lee; Ben Ray; Cy Doe" },
	{ "BY ANN LEE AND BEN RAY", "ANN LEE; BEN RAY" },
	{ "By Ann Lee in London and Ben Ray in Paris", "Ann Lee; Ben Ray" },
	{ "By Ann Lee, Reuters", "Ann Lee" },
	{ "By Ann Lee, London", "Ann Lee" },
	{ "By Sam Poe, Jr.", "Sam Poe, Jr." },
	{ "By Jan de Vries, political editor; additional reporting by Ann Lee",
	    "Jan de Vries (political editor); Ann Lee" },
	{ "Ann Lee ann@example.org", "Ann Lee" },
	{ "From our own correspondent", "" },
	{ "By our correspondent in Lingang", "" },
	{ "By", "By" },
	{ "", "" },
};

static void
people_of_a_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		struct buf got = { 0 };
		size_t n;
		struct person *p = byline_parse(&n, cases[i].line, a);
		for (size_t j = 0; j < n; j++) {
			buf_addf(&got, "%s%s", j ? "; " : "", p[j].name);
			if (p[j].role)
				buf_addf(&got, " (%s)", p[j].role);
		}
		if (strcmp(buf_str(&got), cases[i].people) != 0)
			print_message("line %s\n", cases[i].line);
		assert_string_equal(buf_str(&got), cases[i].people);
		buf_fini(&got);
		arena_free(a);
	}
}

static const struct {
	const char *line;
	int least, most;
} looks[] = {
	{ "● 本报记者 秦川", 90, 100 },
	{ "● 秦川 苏禾", 85, 100 },
	{ "本报记者 方舟", 85, 100 },
	{ "记者林原", 85, 100 },
	{ "文/林原 图/周原", 80, 100 },
	{ "【記者林原／高雄報導】", 90, 100 },
	{ "【林原】", 60, 80 },
	{ "임계 기자 lin@example.org", 85, 100 },
	{ "By Ann Lee and Ben Ray, economics correspondents", 85, 100 },
	{ "From our own correspondent", 80, 100 },
	{ "读者 何原（青石浦）", 80, 100 },
	{ "秦川 方舟", 40, 70 },
	{ "记者手记", 0, 65 },
	{ "记者走访松江市场", 0, 30 },
	{ "记者走访港口", 0, 50 },
	{ "记者从市交通局获悉，新航线将于六月开航。", 0, 10 },
	{ "多渠道推动乡村读书", 0, 30 },
	{ "合力修缮老桥", 0, 30 },
	{ "客流增长最快", 0, 30 },
	{ "海州启动老街产业“双十计划”", 0, 30 },
	{ "By the time the ferry came, it was dark.", 0, 30 },
	{ "Ferry across the sound to cut commute", 0, 10 },
	{ "", 0, 0 },
};

static void
looks_of_a_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		int sure =
		    byline_confidence(looks[i].line, strlen(looks[i].line));
		if (sure < looks[i].least || sure > looks[i].most)
			print_message("%s: %d\n", looks[i].line, sure);
		assert_in_range(sure, looks[i].least, looks[i].most);
	}
}

static void
many_names_end_somewhere(void **state)
{
	struct arena *a = arena_new();
	struct buf line = { 0 };
	size_t n;

	(void)state;
	for (unsigned i = 0; i < 5000; i++) {
		buf_add_cp(&line, 0x4E00 + i);
		buf_add_cp(&line, 0x4E00 + i % 7);
		buf_addc(&line, ' ');
	}
	byline_parse(&n, buf_str(&line), a);
	assert_in_range(n, 2, 64);
	buf_fini(&line);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_of_a_line),
		cmocka_unit_test(looks_of_a_line),
		cmocka_unit_test(many_names_end_somewhere),
	};

	return cmocka_run_group_tests_name("byline", tests, NULL, NULL);
}
