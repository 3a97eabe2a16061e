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

static const struct {
	const char *line;
	const char *people;
} cases[] = {
#define CASE(line, people) { line, people },
#include "tests/unit/byline.def"
#undef CASE
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
			if (p[j].org)
				buf_addf(&got, " @%s", p[j].org);
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
	{ "Ann Lee, Staff Writer", 80, 100 },
	{ "ANN LEE | Reuters", 80, 100 },
	{ "By Sam Poe Jr.", 85, 100 },
	{ "Ann Lee, veteran reporter, dies at 80", 0, 10 },
	{ "Council names Ben Ray, chief of staff", 0, 10 },
	{ "Ferries, Trams and Trains", 0, 10 },
	{ "임계 기자의 산책", 0, 50 },
	{ "责编：林原", 0, 59 },
	{ "【编辑：林原】", 0, 59 },
	{ "新华社发（林原摄）", 0, 59 },
	{ "■WWDC 2012（英文）", 0, 59 },
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
