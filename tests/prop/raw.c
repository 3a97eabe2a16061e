/*
 * Properties of the reader for plain text, over pages that are put together
 * and mangled at random.
 *
 * Nothing is lost: every character of the source that is no blank ends in some
 * field or block, as often as the source has it.  Nothing is made up, but for
 * what is copied on purpose (datelines, bylines and jump lines found in the
 * text, which stay there too).  Same input, same edition.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "content/reader.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/edition.h"
#include "tests/support/dump.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum { CODE_POINTS = 0x110000 };

static uint32_t seed;

static uint32_t
pick(uint32_t n)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % n;
}

/* --- counting ------------------------------------------------------------- */

static bool
is_space(unsigned cp)
{
	return cp <= ' ' || cp == 0x85 || cp == 0xA0 || cp == 0x3000 ||
	    (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029 ||
	    cp == 0x202F || cp == 0x205F || cp == 0x1680 || cp == 0xFEFF ||
	    cp == UTF8_REPLACEMENT || cp == 0x7F || (cp >= 0x80 && cp < 0xA0);
}

static void
count(int *counts, const char *s, size_t n, int by)
{
	const char *end = s + n;

	while (s < end) {
		unsigned cp = utf8_next(&s);
		if (!is_space(cp))
			counts[cp] += by;
	}
}

static void
count_field(int *counts, const char *s)
{
	if (s)
		count(counts, s, strlen(s), -1);
}

static void
count_article(int *counts, const struct article *a)
{
	count_field(counts, a->kicker);
	count_field(counts, a->headline);
	count_field(counts, a->deck);
	count_field(counts, a->byline);
	count_field(counts, a->date);
	for (size_t i = 0; i < a->nblocks; i++) {
		count_field(counts, a->blocks[i].text);
		count_field(counts, a->blocks[i].mark);
	}
}

/* Subtract all of the edition from what the source has. */
static void
count_edition(int *counts, const struct edition *e)
{
	for (size_t i = 0; i < e->npages; i++) {
		const struct page *p = &e->pages[i];
		for (size_t k = 0; k < p->nnotes; k++)
			count_field(counts, p->notes[k]);
		for (size_t k = 0; k < p->nextra; k++)
			count_field(counts, p->extra[k].value);
		for (size_t k = 0; k < p->nsections; k++)
			count_field(counts, p->sections[k].name);
	}
	for (size_t i = 0; i < e->narticles; i++)
		count_article(counts, e->articles[i]);
}

/* A page that fails is kept, to be read by `broadsheet export`. */
static void
keep_page(unsigned lost, const char *text, size_t n)
{
	const char *build = getenv("B");
	char path[256];

	snprintf(path, sizeof path, "%s/tests/raw-failed.txt",
	    build ? build : "build");
	FILE *f = fopen(path, "wb");
	if (f) {
		fwrite(text, 1, n, f);
		fclose(f);
	}
	print_error("U+%04X is lost of the page %s\n", lost, path);
}

static void
nothing_is_lost(const char *text, size_t n)
{
	static int counts[CODE_POINTS];
	struct edition *e = dump_read(&reader_text, text, n, "random", NULL);
	unsigned bad = 0;

	memset(counts, 0, sizeof counts);
	count(counts, text, n, 1);
	count_edition(counts, e);
	for (unsigned cp = 0; cp < CODE_POINTS && !bad; cp++)
		if (counts[cp] > 0)
			bad = cp;
	if (bad)
		keep_page(bad, text, n);
	assert_int_equal(bad, 0);
	edition_free(e);
}

/* --- pages at random -------------------------------------------------------- */

static const char *const lines[] = {
	"长堤合龙",
	"● 本报记者 林原 周原",
	"——花了半年　没有一天赶过",
	"昨天上午，图书馆门前排起长队，队伍从旧馆一直排到新馆，全长两公里。",
	"　　最小的志愿者七岁，站在队伍第四百零三位。",
	"本报讯（记者 顾原）轮渡公司昨天宣布，夜渡增开一班，并考虑",
	"（下转A03版）",
	"上接第一版",
	"本版编辑：石楠　美编：乔一叶",
	"图片来源：海港图片社",
	"▲ 石头落下　圖／記者方遠攝",
	"第A05版：公司",
	"松江晨报 2026年3月20日 星期五 第10482期",
	"2026年3月20日 09:15",
	"- 缺口很大",
	"• 补了半年",
	"1. 东渡到北山",
	"②大学城",
	"航线\t首班\t末班",
	"码头    单程    月票",
	"问：为什么",
	"18:31　落下",
	"＊＊＊",
	"----------",
	"【記者林原／高雄報導】高雄市交通局昨天宣布。",
	"◇一日二十四往復",
	"雨の心配もいらない。【沈原】",
	"（３面に続く）",
	"심주 기자 sim@example.org",
	"▶A5면에 계속",
	"도서관이 19일 새 건물로 이사했다.",
	"HARBOUR",
	"By Ann Lee and Ben Ray",
	"Library moves by hand as",
	"twelve hundred turn out",
	"LINGANG, March 19 — The old library stood empty by noon.",
	"Continued on Page A6",
	"Photo by C. Dow",
	"The youngest was seven and stood in place num-",
	"石头的背面",
	"（记者 何原）",
	"3月18日",
	"\f",
	"\xC2\x85",
	"”",
	"《",
	"…",
	"A08",
	"§",
};

static const char *const ends[] = { "\n", "\n\n", "\n\n", "\n\n", "\n\n\n\n",
	"\r\n", "\r", "\n　　", "\n \t", "", " ", "\xE2\x80\xA9" };

static struct buf
random_page(void)
{
	struct buf page;
	uint32_t n = pick(40);

	buf_init(&page);
	buf_adds(&page, "");
	for (uint32_t i = 0; i < n; i++) {
		buf_adds(&page, lines[pick(COUNT(lines))]);
		buf_adds(&page, ends[pick(COUNT(ends))]);
	}
	return page;
}

/* Cut out, double or swap pieces between characters. */
static void
mangle(struct buf *page)
{
	struct buf out;
	size_t from = page->n ? pick((uint32_t)page->n) : 0;
	size_t to = from + pick(60);

	if (to > page->n)
		to = page->n;
	while (from > 0 && ((unsigned char)page->bytes[from] & 0xC0) == 0x80)
		from--;
	while (to < page->n && ((unsigned char)page->bytes[to] & 0xC0) == 0x80)
		to++;
	buf_init(&out);
	buf_add(&out, page->bytes, from);
	for (uint32_t i = pick(4); i > 0; i--)
		buf_add(&out, page->bytes + from, to - from);
	buf_add(&out, page->bytes + to, page->n - to);
	buf_adds(&out, "");
	buf_fini(page);
	*page = out;
}

static void
random_pages_lose_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct buf page = random_page();
		for (uint32_t k = pick(5); k > 0; k--)
			mangle(&page);
		nothing_is_lost(page.bytes, page.n);
		buf_fini(&page);
	}
}

static void
golden_pages_lose_nothing(void **state)
{
	static const char *const pages[] = { "mainland", "indented", "nogaps",
		"hardwrap-en", "hardwrap-zh", "traditional", "japanese",
		"korean", "english", "liveblog", "interview", "briefs", "poem",
		"table", "letter", "decks", "single", "crlf", "separators",
		"pages" };

	(void)state;
	for (size_t i = 0; i < COUNT(pages); i++) {
		char path[128];
		struct buf page;
		size_t n;
		snprintf(
		    path, sizeof path, "tests/golden/raw/%s.txt", pages[i]);
		char *text = dump_slurp(path, &n);
		assert_non_null(text);
		nothing_is_lost(text, n);
		for (int k = 0; k < 60; k++) {
			buf_init(&page);
			buf_add(&page, text, n);
			for (uint32_t m = pick(6) + 1; m > 0; m--)
				mangle(&page);
			nothing_is_lost(page.bytes, page.n);
			buf_fini(&page);
		}
		free(text);
	}
}

static void
same_input_same_edition(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++) {
		struct buf page = random_page();
		struct buf one, two;
		struct edition *a =
		    dump_read(&reader_text, page.bytes, page.n, "a", NULL);
		struct edition *b =
		    dump_read(&reader_text, page.bytes, page.n, "a", NULL);
		buf_init(&one);
		buf_init(&two);
		dump_edition(&one, a);
		dump_edition(&two, b);
		assert_string_equal(buf_str(&one), buf_str(&two));
		edition_free(a);
		edition_free(b);
		buf_fini(&one);
		buf_fini(&two);
		buf_fini(&page);
	}
}

/* --- time ------------------------------------------------------------------------ */

static double
seconds_for(const char *unit, size_t nbytes)
{
	struct buf page;
	clock_t from;

	buf_init(&page);
	while (page.n < nbytes)
		buf_adds(&page, unit);
	from = clock();
	edition_free(dump_read(&reader_text, page.bytes, page.n, "long", NULL));
	buf_fini(&page);
	return (double)(clock() - from) / CLOCKS_PER_SEC;
}

/*
 * Eight times the text may take at most sixteen times the time: noise fits
 * between, a quadratic step does not.
 */
static void
time_is_linear(void **state)
{
	static const char *const units[] = { "字", "（", "短行\n", "短行\n\n",
		"一句话，很短。\n\n", "a b ", "- 一项\n", "\n", "a\tb\n",
		"● 本报记者 林原\n", "第", "【", "字\n\n\n\n", "的话", "A08 ",
		"2026年" };
	enum { SMALL = 100 * 1000, FACTOR = 8 };

	(void)state;
	for (size_t i = 0; i < COUNT(units); i++) {
		double one = seconds_for(units[i], SMALL);
		double many = seconds_for(units[i], SMALL * FACTOR);
		if (many > 0.05 && many > one * FACTOR * 2)
			print_error(
			    "%s: %f s, then %f s\n", units[i], one, many);
		assert_true(many <= 0.05 || many <= one * FACTOR * 2);
	}
}

int
main(void)
{
	const char *given = getenv("BROADSHEET_SEED");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_pages_lose_nothing),
		cmocka_unit_test(random_pages_lose_nothing),
		cmocka_unit_test(same_input_same_edition),
		cmocka_unit_test(time_is_linear),
	};

	seed = given ? (uint32_t)strtoul(given, NULL, 10) : 20260320;
	print_message("seed %u (BROADSHEET_SEED)\n", seed);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
