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
add_people(struct buf *out, const struct person *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_addf(out, "%s%s", i ? "; " : "", p[i].name);
		if (p[i].role)
			buf_addf(out, " (%s)", p[i].role);
		if (p[i].org)
			buf_addf(out, " @%s", p[i].org);
	}
}

static void
people_of_a_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *a = arena_new();
		struct buf got = { 0 };
		size_t n;
		struct person *p = byline_parse(&n, cases[i].line, a);
		add_people(&got, p, n);
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

/* First and last paragraph, and who signed there. */
static const struct {
	const char *first, *last;
	const char *people;
} insides[] = {
	{ "本报讯（记者林原）渡轮今天开航。", "完。", "林原 (记者) @本报" },
	{ "本报讯（记者林原 通讯员周原）渡轮今天开航。", "",
	    "林原 (记者) @本报; 周原 (通讯员)" },
	{ "　　新华社海州5月29日电（记者 林原、周原）渡轮开航。", "",
	    "林原 (记者) @新华社; 周原 (记者) @新华社" },
	{ "本报讯 记者林原报道：渡轮今天开航。", "", "林原 (记者)" },
	{ "记者 林原 周原 报道：渡轮开航。", "", "林原 (记者); 周原 (记者)" },
	{ "本报记者林原报道 渡轮今天开航。", "", "林原 (本报记者) @本报" },
	{ "渡轮开航。", "船票六元。（记者 林原）", "林原 (记者)" },
	{ "渡轮开航。", "船票六元。（本报记者林原、周原）",
	    "林原 (本报记者) @本报; 周原 (本报记者) @本报" },
	{ "渡轮开航。", "船票六元。（林原）", "林原" },
	{ "渡轮开航。", "“船票六元。”（林小原　周 原）", "" },
	{ "渡轮开航。", "“船票六元。”（林小原　周原）", "林小原; 周原" },
	{ "渡轮开航。", "记者 林原 通讯员 周原", "林原 (记者); 周原 (通讯员)" },
	{ "The ferry runs.", "(Reporting by Ann Lee; Editing by Ben Ray)",
	    "Ann Lee" },
	{ "배가 떴다.", "임계 기자 lin@example.org", "임계 (기자)" },
	{ "By Ann Lee in Paris", "The ferry runs.", "Ann Lee @Paris" },
	{ "本报记者 林原", "渡轮开航。", "林原 (本报记者) @本报" },
	/* Not sure. */
	{ "By the time the ferry came, it was dark.", "", "" },
	{ "记者昨日从市交通局获悉，渡轮开航。", "", "" },
	{ "记者从市交通局获悉，渡轮开航。", "", "" },
	{ "据本报记者报道，渡轮开航。", "", "" },
	{ "记者林某某报道：渡轮开航。", "", "" },
	{ "渡轮开航，记者林原在码头看到许多人报道此事。", "", "" },
	{ "渡轮开航。", "详见第八版（林原）", "" },
	{ "渡轮开航。", "船票六元。（完）", "" },
	{ "渡轮开航。", "船票六元。（连载）", "" },
	{ "渡轮开航。", "船票六元。（记者走访时，码头上的人很多。）", "" },
	{ "渡轮开航。", "船票六元。（海州）", "" },
	{ "The ferry runs.", "It came (Ann Lee saw it).", "" },
	{ "", "", "" },
};

static void
people_inside_a_story(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof insides / sizeof *insides; i++) {
		struct arena *a = arena_new();
		struct buf got = { 0 };
		const char *first = insides[i].first, *last = insides[i].last;
		size_t n;
		struct person *p = byline_find_inside(
		    &n, first, strlen(first), last, strlen(last), a);
		add_people(&got, p, n);
		if (strcmp(buf_str(&got), insides[i].people) != 0)
			print_message("story %s %s\n", first, last);
		assert_string_equal(buf_str(&got), insides[i].people);
		buf_fini(&got);
		arena_free(a);
	}
}

/* Brackets that nothing closes, each of two kinds in turn. */
static void
open_brackets_end_somewhere(void **state)
{
	enum { N = 200000 };
	struct arena *a = arena_new();
	struct buf line = { 0 };
	size_t n;

	(void)state;
	for (int i = 0; i < N; i++)
		buf_adds(&line, i % 2 ? "(" : "[");
	byline_parse(&n, buf_str(&line), a);
	assert_int_equal(n, 0);
	buf_fini(&line);
	arena_free(a);
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
		cmocka_unit_test(people_inside_a_story),
		cmocka_unit_test(looks_of_a_line),
		cmocka_unit_test(open_brackets_end_somewhere),
		cmocka_unit_test(many_names_end_somewhere),
	};

	return cmocka_run_group_tests_name("byline", tests, NULL, NULL);
}
