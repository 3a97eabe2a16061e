/*
 * Plain text: golden pages, and each recogniser by itself.
 *
 * The pages of tests/golden/raw are made up.  A golden file that is missing or
 * wrong is written beside as .new; read the difference before moving it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/rawtext_int.h"
#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/diag.h"
#include "src/base/json.h"
#include "src/edition/edition.h"
#include "src/print/json_export.h"
#include "src/text/lang.h"
#include "tests/support/dump.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* --- golden pages ----------------------------------------------------------- */

static const char *const pages[] = { "mainland", "indented", "nogaps",
	"hardwrap-en", "hardwrap-zh", "traditional", "japanese", "korean",
	"english", "liveblog", "interview", "briefs", "poem", "table", "letter",
	"decks", "empty", "single", "crlf", "separators", "pages" };

static void
add_diag(struct buf *out, const struct diag *d)
{
	buf_adds(out, "\n");
	for (size_t i = 0; i < d->n; i++)
		buf_addf(out, "# %s\n", d->items[i].what.msg);
}

static int
check_page(const char *page)
{
	char path[256];
	size_t n, nexpected;
	struct diag diag;
	struct buf got;
	int ok;

	snprintf(path, sizeof path, "tests/golden/raw/%s.txt", page);
	char *text = dump_slurp(path, &n);
	assert_non_null(text);
	snprintf(path, sizeof path, "tests/golden/raw/%s.golden", page);
	char *expected = dump_slurp(path, &nexpected);
	diag_init(&diag);
	buf_init(&got);
	struct edition *e = dump_read(&reader_text, text, n, page, &diag);
	dump_edition(&got, e);
	add_diag(&got, &diag);
	ok = expected && strcmp(expected, buf_str(&got)) == 0;
	if (!ok) {
		snprintf(path, sizeof path, "tests/golden/raw/%s.new", page);
		FILE *f = fopen(path, "w");
		assert_non_null(f);
		fwrite(got.bytes, 1, got.n, f);
		fclose(f);
		print_error("%s differs from %s.golden\n", path, page);
	}
	buf_fini(&got);
	diag_fini(&diag);
	edition_free(e);
	free(expected);
	free(text);
	return ok;
}

static void
golden_pages(void **state)
{
	int nbad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(pages); i++)
		nbad += !check_page(pages[i]);
	assert_int_equal(nbad, 0);
}

/* --- each recogniser -------------------------------------------------------- */

#define LONG_ZH                                                                                                 \
	"昨天上午，图书馆门前排起长队，队伍从旧馆一直排到新馆，全长两公里。\n" \
	"\n"
#define LONG_EN                                                              \
	"The old library stood empty by noon on Thursday, and the new one, " \
	"two "                                                               \
	"kilometres away, was full of books and of people.\n\n"

static const struct role_case {
	const char *recogniser;
	enum role role;
	const char *line; /* of the page, the one to be recognised */
	const char *page;
} role_cases[] = {
	{ "headline", ROLE_HEADLINE, "长堤合龙", "长堤合龙\n\n" LONG_ZH },
	{ "headline", ROLE_HEADLINE, "twelve hundred turn out",
	    "Library moves by hand as\ntwelve hundred turn out\n\n" LONG_EN },
	{ "headline", ROLE_HEADLINE, "谁来数一数？",
	    "谁来数一数？\n\n" LONG_ZH },
	{ "kicker", ROLE_KICKER, "百年石堤",
	    "百年石堤\n\n缺口昨天补齐\n\n● 本报记者 林原\n\n" LONG_ZH },
	{ "headline", ROLE_HEADLINE,
	    "一条很长的标题在两栏里排了三行还没有排完因为编辑舍不得删去其中任何"
	    "一个字",
	    "一条很长的标题在两栏里排了三行还没有排完因为编辑舍不得删去其中任何"
	    "一个字\n\n" LONG_ZH },
	{ "paragraph", ROLE_PARAGRAPH, "她说这是一句话，不是标题。",
	    "她说这是一句话，不是标题。\n\n" LONG_ZH },
	/* With a byline the first of two is the kicker, however long. */
	{ "kicker", ROLE_KICKER, "百年石堤的缺口昨天终于补齐了",
	    "百年石堤的缺口昨天终于补齐了\n\n长堤合龙\n\n● 本报记者 林原"
	    "\n\n" LONG_ZH },
	{ "kicker", ROLE_KICKER, "HARBOUR",
	    "HARBOUR\n\nThe wall is whole again\n\nBy Ann Lee\n\n" LONG_EN },
	{ "headline", ROLE_HEADLINE, "Harbour",
	    "Harbour\n\nThe wall is whole again\n\nBy Ann Lee\n\n" LONG_EN },
	{ "headline", ROLE_HEADLINE, "THE WALL IS WHOLE",
	    "THE WALL IS WHOLE\n\nOne stone to go\n\nBy Ann Lee\n\n" LONG_EN },
	{ "kicker", ROLE_KICKER, "百年石堤",
	    "百年石堤\n\n缺口昨天补齐了\n\n" LONG_ZH },
	{ "kicker", ROLE_KICKER, "百年石堤的缺口昨天补齐",
	    "百年石堤的缺口昨天补齐\n\n长堤合龙\n\n——花了半年\n\n" LONG_ZH },
	{ "deck", ROLE_DECK, "花了半年",
	    "百年石堤的缺口昨天补齐\n\n花了半年\n\n" LONG_ZH },
	{ "deck", ROLE_DECK, "——花了半年",
	    "长堤合龙\n\n——花了半年\n\n" LONG_ZH },
	{ "deck", ROLE_DECK, "花了半年的時間",
	    "長堤合龍了\n\n花了半年的時間\n\n工人們說這是一場與潮水的賽跑，他們"
	    "贏了，雖然贏得不多，也沒有人鼓掌，大家先回頭看水。\n\n" },
	{ "standfirst", ROLE_STANDFIRST,
	    "提要说这件事很长，比标题长得多，所以是一段完整的话，用句号结尾。",
	    "长堤合龙\n\n提要说这件事很长，比标题长得多，所以是一段完整的话，用"
	    "句号"
	    "结尾。\n\n● 本报记者 林原\n\n" LONG_ZH },
	{ "byline", ROLE_BYLINE, "● 本报记者 林原",
	    "长堤合龙\n\n● 本报记者 林原\n\n" LONG_ZH },
	{ "byline", ROLE_BYLINE, "By Ann Lee",
	    "The wall is whole again\n\nBy Ann Lee\n\n" LONG_EN },
	{ "signature", ROLE_BYLINE, "（记者 林原）",
	    "长堤合龙\n\n" LONG_ZH "（记者 林原）" },
	{ "second signature", ROLE_CREDIT, "本报记者 林原 文/图",
	    "长堤合龙\n\n● 本报记者 林原\n\n" LONG_ZH "本报记者 林原 文/图" },
	{ "date", ROLE_DATE, "2026年3月20日 09:15",
	    "长堤合龙\n\n2026年3月20日 09:15\n\n" LONG_ZH },
	{ "note", ROLE_NOTE, "本版编辑：石楠",
	    "长堤合龙\n\n" LONG_ZH "本版编辑：石楠" },
	{ "credit", ROLE_CREDIT, "图片来源：海港图片社",
	    "长堤合龙\n\n" LONG_ZH "图片来源：海港图片社" },
	{ "credit", ROLE_CREDIT, "Photo by C. Dow",
	    "The wall is whole again\n\n" LONG_EN "Photo by C. Dow" },
	{ "caption", ROLE_FIGURE, "▲ 石头落下",
	    "长堤合龙\n\n" LONG_ZH "▲ 石头落下\n\n" LONG_ZH },
	{ "jump", ROLE_PARAGRAPH, "（下转A03版）",
	    "长堤合龙\n\n" LONG_ZH "（下转A03版）" },
	{ "jump", ROLE_PARAGRAPH, "▶A3면에 계속",
	    "도서관 이사\n\n" LONG_ZH "▶A3면에 계속" },
	{ "rule", ROLE_RULE, "＊＊＊",
	    "长堤合龙\n\n" LONG_ZH "＊＊＊\n\n" LONG_ZH },
	{ "table", ROLE_TABLE, "苇洲\t5:50",
	    "时刻\n\n" LONG_ZH "航线\t首班\n\n苇洲\t5:50\n\n" },
	{ "columns", ROLE_PREFORMATTED, "苇洲    3元    60元",
	    "票价\n\n" LONG_ZH "码头    单程    月票\n苇洲    3元    "
	    "60元\n石湾    4元    80元\n\n" },
	{ "verse", ROLE_PREFORMATTED, "照着号摆",
	    "堤上\n\n" LONG_ZH LONG_ZH
	    "石头的背面\n有凿过的号\n照着号摆\n又画了一遍图\n\n" },
	{ "item", ROLE_ITEM, "- 补了半年",
	    "要点\n\n" LONG_ZH "- 缺口很大\n\n- 补了半年\n\n" },
	{ "item", ROLE_ITEM, "2. 青石浦到科技园",
	    "线路\n\n" LONG_ZH "1. 东渡到北山\n\n2. 青石浦到科技园\n\n" },
	{ "speech", ROLE_PARAGRAPH, "问：为什么",
	    "访石匠\n\n● 本报记者 林原\n\n" LONG_ZH "问：为什么\n\n" LONG_ZH },
	{ "time", ROLE_SUBHEAD, "18:31　落下",
	    "直播\n\n" LONG_ZH "18:31　落下\n\n" LONG_ZH },
	{ "subhead", ROLE_SUBHEAD, "七岁的搬运工",
	    "图书馆搬家\n\n" LONG_ZH "七岁的搬运工\n\n" LONG_ZH },
	{ "subhead", ROLE_SUBHEAD, "联手“抱团”",
	    "图书馆搬家\n\n● 本报记者 林原\n\n联手“抱团”\n\n" LONG_ZH },
	{ "subhead", ROLE_SUBHEAD, "What the youngest read",
	    "Library moves\n\n" LONG_EN "What the youngest read\n\n" LONG_EN },
	{ "subhead glyph", ROLE_SUBHEAD, "◇最年少は七歳",
	    "図書館の引っ越し\n\n　千二百人が列を作り、本を手から手へ渡した。ト"
	    "ラックよ"
	    "り早いと館長は言う。\n\n　◇最年少は七歳\n　絵本を二ページ読んだ"
	    "。" },
	{ "paragraph", ROLE_PARAGRAPH, "她说好。",
	    "图书馆搬家\n\n" LONG_ZH "她说好。\n\n" LONG_ZH },
	/* What stands below a dateline is body, whoever signs later. */
	{ "paragraph", ROLE_PARAGRAPH, "本报讯　昨天傍晚，最后一块石头落下。",
	    "长堤合龙\n\n本报讯　昨天傍晚，最后一块石头落下。\n\n本报记者 林原"
	    "\n\n" LONG_ZH },
	/* Four paragraphs are no standfirst. */
	{ "paragraph", ROLE_PARAGRAPH, "第四段话，也很长，所以不会是提要。",
	    "长堤合龙\n\n" LONG_ZH LONG_ZH LONG_ZH
	    "第四段话，也很长，所以不会是提要。\n\n本报记者 林原\n\n" LONG_ZH
		LONG_ZH LONG_ZH },
	{ "paragraph", ROLE_PARAGRAPH, "2026年3月20日出生",
	    "长堤合龙\n\n● 本报记者 林原\n\n2026年3月20日出生" },
	{ "paragraph", ROLE_PARAGRAPH, "“没有合上的引语",
	    "图书馆搬家\n\n" LONG_ZH "“没有合上的引语\n\n" LONG_ZH },
	{ "paragraph", ROLE_PARAGRAPH, "亲爱的朋友——",
	    "图书馆搬家\n\n" LONG_ZH "亲爱的朋友——\n\n" LONG_ZH },
	{ "paragraph", ROLE_PARAGRAPH,
	    "这一行比小标题要长一些所以只能是没有写完的一段话",
	    "图书馆搬家\n\n" LONG_ZH
	    "这一行比小标题要长一些所以只能是没有写完的一段话\n\n" LONG_ZH },
	{ "paragraph", ROLE_PARAGRAPH, "接着说下去",
	    "图书馆搬家\n\n" LONG_ZH
	    "她停了一下，说\n\n接着说下去\n\n" LONG_ZH },
	{ "paragraph", ROLE_PARAGRAPH, "● 本报记者 方原",
	    "图书馆搬家\n\n● 本报记者 林原\n\n" LONG_ZH
	    "● 本报记者 方原\n\n" LONG_ZH LONG_ZH },
	/* What must not be taken for a subhead. */
	{ "paragraph", ROLE_PARAGRAPH, "短短的最后一行",
	    "图书馆搬家\n\n" LONG_ZH "短短的最后一行" },
	{ "paragraph", ROLE_PARAGRAPH, "第二行",
	    "图书馆搬家\n\n" LONG_ZH "第一行\n\n第二行\n\n第三行\n\n" LONG_ZH },
	{ "paragraph", ROLE_PARAGRAPH, "为什么要数？",
	    "图书馆搬家\n\n" LONG_ZH "为什么要数？\n\n" LONG_ZH },
	{ "paragraph", ROLE_PARAGRAPH, "她停了一下，说",
	    "图书馆搬家\n\n" LONG_ZH "她停了一下，说\n\n" LONG_ZH },
};

static size_t
find_line(const struct raw *raw, const char *line)
{
	for (size_t i = 0; i < raw->n; i++)
		if (raw->lines[i].text.n == strlen(line) &&
		    memcmp(raw->lines[i].text.s, line, strlen(line)) == 0)
			return i;
	return NO_LINE;
}

static struct raw
open_page(struct source *source, const char *page)
{
	*source = (struct source){ .text = page, .nbytes = strlen(page) };
	struct raw raw = { .source = source,
		.arena = arena_new(),
		.language = lang_guess(page, strlen(page)) };

	raw_find_lines(&raw);
	return raw;
}

static void
close_page(struct raw *raw)
{
	free(raw->lines);
	arena_free(raw->arena);
}

static void
each_recogniser_wins_its_lines(void **state)
{
	int nbad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(role_cases); i++) {
		const struct role_case *c = &role_cases[i];
		struct source source;
		struct raw raw = open_page(&source, c->page);
		size_t at = find_line(&raw, c->line);
		struct story s = {
			.raw = &raw, .lines = raw.lines, .n = raw.n
		};
		assert_true(at != NO_LINE);
		story_find_head(&s);
		const struct recogniser *r = story_recognise(&s, at);
		if (strcmp(r->name, c->recogniser) != 0 || r->role != c->role) {
			print_error("%s: got %s, want %s\n", c->line, r->name,
			    c->recogniser);
			nbad++;
		}
		close_page(&raw);
	}
	assert_int_equal(nbad, 0);
}

static void
every_recogniser_has_a_case(void **state)
{
	(void)state;
	for (size_t k = 0; k < raw_nrecognisers; k++) {
		size_t n = 0;
		for (size_t i = 0; i < COUNT(role_cases); i++)
			n += strcmp(role_cases[i].recogniser,
				 raw_recognisers[k].name) == 0;
		if (n == 0)
			print_error("no case: %s\n", raw_recognisers[k].name);
		assert_true(n > 0);
	}
}

/* --- each layout -------------------------------------------------------------- */

static const struct layout_case {
	const char *layout; /* the surest */
	const char *starts; /* the first lines of the stories, joined by | */
	const char *page;
} layout_cases[] = {
	{ "wide gaps", "甲|乙",
	    "甲\n\n" LONG_ZH LONG_ZH "\n\n乙\n\n" LONG_ZH LONG_ZH },
	{ "wide gaps", "甲|乙",
	    "甲\n一句话。\n两句话。\n\n乙\n三句话。\n四句话。\n" },
	{ "indents", "甲|乙",
	    "甲\n　　一句话。\n　　两句话。\n\n乙\n　　三句话。\n" },
	{ "indents", "甲",
	    "甲\n\n　　一句话。\n\n　　两句话。\n　　三句话。\n" },
	{ "separators", "甲|乙",
	    "甲\n一句话，不短。\n----\n乙\n三句话，也不短。\n四句话。\n" },
	{ "bylines", "甲|乙",
	    "甲\n● 本报记者 林原\n" LONG_ZH
	    "乙\n\n● 本报记者 方原\n\n" LONG_ZH },
	/* The story above may break off. */
	{ "bylines", "甲|乙",
	    "甲\n● 本报记者 林原\n" LONG_ZH "进入五月，包括\n\n乙\n\n主题\n\n"
	    "● 本报记者 方原\n\n小标题\n\n" LONG_ZH },
	{ "single", "甲", "甲\n\n一句话。\n\n两句话。\n" },
	/* A separator within a story parts nothing. */
	{ "single", "甲",
	    "甲\n\n一句话，不短。\n\n＊＊＊\n\n" LONG_ZH "两句话，也不短。\n" },
	/* Indents of quotations only are no habit. */
	{ "single", "甲",
	    "甲\n\n" LONG_ZH
	    "　　引一句。\n\n　　引两句。\n\n" LONG_ZH LONG_ZH LONG_ZH },
	/* A form feed begins a page, a byline a story within wide gaps. */
	{ "single", "甲|乙", "甲\n\n一句话，不短。\n\f乙\n\n一句话，不短。\n" },
	{ "wide gaps", "甲|乙|丙",
	    "甲\n\n" LONG_ZH LONG_ZH "乙\n\n● 本报记者 方原\n\n" LONG_ZH
	    "\n\n丙\n\n" LONG_ZH },
	/* Mended: a head is not parted from its story, nor a tail. */
	{ "wide gaps", "甲|乙",
	    "甲\n\n\n" LONG_ZH LONG_ZH "\n\n乙\n\n" LONG_ZH LONG_ZH
	    "\n\n（记者 林原）\n" },
};

static void
check_starts(struct raw *raw, const struct layout_case *c)
{
	struct buf got;

	raw_cut(raw);
	buf_init(&got);
	for (size_t i = 0; i < raw->n; i++)
		if (i == 0 || raw->starts[i]) {
			if (i)
				buf_adds(&got, "|");
			buf_add(
			    &got, raw->lines[i].text.s, raw->lines[i].text.n);
		}
	assert_string_equal(buf_str(&got), c->starts);
	buf_fini(&got);
}

static void
each_layout_wins_its_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(layout_cases); i++) {
		const struct layout_case *c = &layout_cases[i];
		struct source source;
		struct raw raw = open_page(&source, c->page);
		const char *best = NULL, *name;
		int most = -1, sure;
		for (size_t k = 0; (name = raw_layout(&raw, k, &sure)); k++)
			if (sure > most) {
				most = sure;
				best = name;
			}
		assert_string_equal(best, c->layout);
		check_starts(&raw, c);
		close_page(&raw);
	}
}

/* --- lines cut at a width ------------------------------------------------------- */

static const struct wrap_case {
	int wrapped;
	const char *page;
} wrap_cases[] = {
	{ 1,
	    "灯塔建在离岸四百米的礁石上\n，熄了三十一年。上个月，工\n"
	    "人把最后一块玻璃装上去，试\n灯的时候岸上的人都出来看了\n。"
	    "守塔人的儿子今年六十岁，\n他记得小时候每天傍晚要走一\n"
	    "百二十级台阶，给灯添油，走\n到顶上正好天黑。\n" },
	/* Too few lines to tell. */
	{ 0,
	    "灯塔建在离岸四百米的礁石上\n，熄了三十一年。上个月，工\n"
	    "人把最后一块玻璃装上去，试\n灯的时候岸上的人都出来看了\n" },
	/* Headlines, one a line, are not filled. */
	{ 0,
	    "灯塔建在离岸四百米的礁石上\n图书馆搬家千人传书一天\n"
	    "夜渡下月起增开一班船\n盐田收了今年第一季的盐\n"
	    "书报亭搬到巷子里去了开\n渔港今天中午开始禁捕\n"
	    "码头的钟换了新的一座\n长堤合龙之后堤下的人家\n" },
	/* Paragraphs, one a line. */
	{ 0, LONG_ZH LONG_ZH LONG_ZH LONG_ZH LONG_ZH LONG_ZH LONG_ZH LONG_ZH },
};

static void
lines_cut_at_a_width(void **state)
{
	enum { SURE = 60 };

	(void)state;
	for (size_t i = 0; i < COUNT(wrap_cases); i++) {
		struct source source;
		struct raw raw = open_page(&source, wrap_cases[i].page);
		int sure = raw_wrap_confidence(&raw);
		if ((sure >= SURE) != wrap_cases[i].wrapped)
			print_error("case %zu: %d\n", i, sure);
		assert_int_equal(sure >= SURE, wrap_cases[i].wrapped);
		close_page(&raw);
	}
}

/* --- headings, jumps, datelines ---------------------------------------------- */

static const struct heading_case {
	const char *line;
	int least; /* confidence; 0: must be no heading */
	const char *label, *name, *title, *date;
} heading_cases[] = {
	{ "第A05版：公司", 90, "A05", "公司", NULL, NULL },
	{ "第八版 经济", 90, "8", "经济", NULL, NULL },
	{ "A08 汽车 2025年5月28日 星期三", 85, "A08", "汽车", NULL,
	    "2025-05-28" },
	{ "A08 汽车", 60, "A08", "汽车", NULL, NULL },
	{ "A08｜汽车｜2025-05-28", 85, "A08", "汽车", NULL, "2025-05-28" },
	{ "松江晨报 2025年5月30日 第10482期", 60, NULL, NULL, "松江晨报",
	    "2025-05-30" },
	{ "2025年5月28日 星期三", 60, NULL, NULL, NULL, "2025-05-28" },
	{ "The Morning Tide  Friday, March 20, 2026  Page A1", 90, "A1", NULL,
	    "The Morning Tide", "2026-03-20" },
	{ "A6  Local News  28 May 2025", 85, "A6", "Local News", NULL,
	    "2025-05-28" },
	{ "版次：A08", 60, "A08", NULL, NULL, NULL },
	{ "（下转A03版）", 0, NULL, NULL, NULL, NULL },
	{ "Continued on Page A6", 0, NULL, NULL, NULL, NULL },
	{ "5月28日 头条", 0, NULL, NULL, NULL, NULL },
	{ "第十四届运动会开幕", 0, NULL, NULL, NULL, NULL },
	{ "长堤合龙", 0, NULL, NULL, NULL, NULL },
	{ "C919首航成功", 0, NULL, NULL, NULL, NULL },
};

static void
same(const char *got, const char *want)
{
	assert_string_equal(got ? got : "(null)", want ? want : "(null)");
}

static void
headings(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(heading_cases); i++) {
		const struct heading_case *c = &heading_cases[i];
		struct arena *arena = arena_new();
		struct line l = { .text = { c->line, strlen(c->line) } };
		struct heading h;
		raw_look_at(&l);
		int sure = raw_page_heading(&h, &l, arena);
		if (c->least ? sure < c->least : sure > 0)
			print_error("%s: %d\n", c->line, sure);
		assert_true(c->least ? sure >= c->least : sure == 0);
		if (c->least) {
			same(h.label, c->label);
			same(h.name, c->name);
			same(h.title, c->title);
			same(h.date, c->date);
		}
		arena_free(arena);
	}
}

static const struct jump_case {
	const char *text;
	const char *label; /* NULL: no jump line */
	int from;
} jump_cases[] = {
	{ "他笑了。（下转A06版）", "A06", 0 },
	{ "（上接第一版）", "1", 1 },
	{ "他笑了。（下转第十二版）", "12", 0 },
	{ "【详见A6版】", "A6", 0 },
	{ "（下轉A3版）", "A3", 0 },
	{ "Continued on Page A6", "A6", 0 },
	{ "CONTINUED FROM PAGE B2", "B2", 1 },
	{ "（Continued from A1）", "A1", 1 },
	{ "運航する。（３面に続く）", "3", 0 },
	{ "（１面から続く）", "1", 1 },
	{ "▶A3면에 계속", "A3", 0 },
	{ "▶1면에서 계속", "1", 1 },
	{ "（紧转A2版）", "A2", 0 },
	{ "（下接B2）", "B2", 0 },
	{ "（转A2版）", "A2", 0 },
	{ "（轉A2版）", "A2", 0 },
	{ "（紧接第三版）", "3", 1 },
	{ "（緊接A1版）", "A1", 1 },
	{ "（接A1版）", "A1", 1 },
	{ "（詳見A2版）", "A2", 0 },
	{ "（见A2版）", "A2", 0 },
	{ "（見A2版）", "A2", 0 },
	{ "（详细报道见A2版）", "A2", 0 },
	{ "Continued on A6", "A6", 0 },
	{ "Turn to Page 6", "6", 0 },
	{ "It sank. (See Page 6)", "6", 0 },
	{ "（３面につづく）", "3", 0 },
	{ "（３面へ続く）", "3", 0 },
	{ "（１面からつづく）", "1", 1 },
	{ "（１面の続き）", "1", 1 },
	{ "▶A3면으로 이어짐", "A3", 0 },
	{ "▶A3면에 이어짐", "A3", 0 },
	{ "◀1면에서 이어짐", "1", 1 },
	{ "转A2版", NULL, 0 },
	{ "见A2版", NULL, 0 },
	{ "（见习记者）", NULL, 0 },
	{ "他从三版转到四版工作。", NULL, 0 },
	{ "（转业军人）", NULL, 0 },
	{ "Continued rain is expected.", NULL, 0 },
};

static void
jumps(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(jump_cases); i++) {
		const struct jump_case *c = &jump_cases[i];
		struct jump jump;
		bool found = scan_jump(
		    &jump, (struct slice){ c->text, strlen(c->text) });
		if (found != (c->label != NULL))
			print_error("%s\n", c->text);
		assert_int_equal(found, c->label != NULL);
		if (!found)
			continue;
		assert_string_equal(jump.label, c->label);
		assert_int_equal(jump.from, c->from);
	}
}

static const struct dateline_case {
	const char *text;
	const char *dateline;
	const char *byline;
} dateline_cases[] = {
	{ "本报讯（记者 顾原）电力公司昨天宣布。", "本报讯", "（记者 顾原）" },
	{ "本报北京5月29日讯　昨天。", "本报北京5月29日讯", "" },
	{ "新华社北京5月29日电（记者林原）昨天。", "新华社北京5月29日电",
	    "（记者林原）" },
	{ "据新华社电　昨天。", "据新华社电", "" },
	{ "【本報訊】昨天。", "【本報訊】", "" },
	{ "【記者林原／高雄報導】昨天。", "", "【記者林原／高雄報導】" },
	{ "(서울=연합뉴스) 임계 기자 = 어제.", "(서울=연합뉴스)", "" },
	{ "LINGANG, May 29 — The ferry", "LINGANG, May 29", "" },
	{ "LINGANG (AP) _ The ferry", "LINGANG (AP)", "" },
	{ "ST. JOHN'S, May 29 -- The ferry", "ST. JOHN'S, May 29", "" },
	{ "本报电力专家认为这不可能。", "", "" },
	{ "本报记者昨天获悉，讯息有误。", "", "" },
	{ "The ferry — a small one — sank.", "", "" },
	{ "（这是一句话）昨天。", "", "" },
};

static void
datelines(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(dateline_cases); i++) {
		const struct dateline_case *c = &dateline_cases[i];
		struct slice t = { c->text, strlen(c->text) };
		struct slice d = scan_dateline(t);
		struct slice b = scan_opening_byline(t);
		if (d.n != strlen(c->dateline) || b.n != strlen(c->byline))
			print_error("%s: '%.*s' '%.*s'\n", c->text, (int)d.n,
			    d.s, (int)b.n, b.s);
		assert_int_equal(d.n, strlen(c->dateline));
		assert_memory_equal(d.s, c->dateline, d.n);
		assert_int_equal(b.n, strlen(c->byline));
		assert_memory_equal(b.s, c->byline, b.n);
	}
}

/* --- broken off --------------------------------------------------------------- */

static const struct cut_case {
	const char *page;
	int cut_off;
} cut_cases[] = {
	{ "甲\n\n" LONG_ZH "客户包括", 1 },
	{ "甲\n\n" LONG_ZH "渡轮公司表示，今后的客户包括", 1 },
	{ "甲\n\n" LONG_ZH "他说好。", 0 },
	{ "甲\n\n" LONG_ZH "他说“好”", 0 },
	{ "甲\n\n" LONG_ZH "渡轮公司表示，今后的客户包括（下转A03版）", 0 },
	{ "甲\n\n" LONG_ZH "渡轮公司表示，今后的客户包括\n\n（下转A03版）", 0 },
	{ "甲\n\n" LONG_ZH
	  "渡轮公司表示，今后的客户包括\n\n图片来源：海港图片社",
	    1 },
	{ "甲\n\n" LONG_ZH "小标题\n\n" LONG_ZH "自主品牌\n\n进入五月，包括",
	    1 },
	{ "甲\n\n" LONG_ZH "此致\n\n敬礼\n\n读者 何原", 0 },
	{ "หัวข้อ\n\nประโยคนี้ไม่มีเครื่องหมายจบ\n\nประโยคที่สอง", 0 },
	{ "只有标题", 0 },
	{ "A headline\n\n" LONG_EN "Those who voted against said that they",
	    1 },
	{ "A headline\n\n" LONG_EN "E. Hale", 0 },
};

static void
broken_off(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cut_cases); i++) {
		const struct cut_case *c = &cut_cases[i];
		struct edition *e = dump_read(
		    &reader_text, c->page, strlen(c->page), "cut", NULL);
		const struct article *last = e->articles[e->narticles - 1];
		if (last->cut_off != c->cut_off)
			print_error("case %zu: %s\n", i, c->page);
		assert_int_equal(last->cut_off, c->cut_off);
		edition_free(e);
	}
}

/* --- the seed, when it is there -------------------------------------------------- */

static void
same_fields(
    const struct json *want, const struct json *got, const char *const *fields)
{
	for (; *fields; fields++) {
		const struct json *w = json_get(want, *fields);
		if (!w)
			continue;
		if (!json_same(w, json_get(got, *fields)))
			print_error("%s differs\n", *fields);
		assert_true(json_same(w, json_get(got, *fields)));
	}
}

static void
same_article(const struct json *want, const struct json *got)
{
	static const char *const fields[] = { "kicker", "headline", "deck",
		"byline", "authors", "cut_off", NULL };
	static const char *const of_block[] = { "type", "text", NULL };
	const struct json *blocks = json_get(want, "blocks");

	same_fields(want, got, fields);
	assert_int_equal(
	    json_count(blocks), json_count(json_get(got, "blocks")));
	for (size_t i = 0; i < json_count(blocks); i++)
		same_fields(json_at(blocks, i),
		    json_at(json_get(got, "blocks"), i), of_block);
}

static void
same_page(const struct json *want, const struct json *got)
{
	static const char *const fields[] = { "label", "name", "notes", NULL };
	const struct json *w = json_at(json_get(want, "sections"), 0);
	const struct json *g = json_at(json_get(got, "sections"), 0);

	same_fields(want, got, fields);
	w = json_get(w, "articles");
	g = json_get(g, "articles");
	assert_int_equal(json_count(w), json_count(g));
	for (size_t i = 0; i < json_count(w); i++)
		same_article(json_at(w, i), json_at(g, i));
}

static void
the_seed_is_as_expected(void **state)
{
	static const char *const fields[] = { "schema", "title", "date", NULL };
	size_t n, nexpected;
	struct buf out;

	(void)state;
	char *text = dump_slurp(dump_shared("seeds/page.txt"), &n);
	char *expected =
	    dump_slurp(dump_shared("seeds/page.expected.json"), &nexpected);
	if (!text || !expected)
		skip();
	struct edition *e = dump_read(&reader_text, text, n, "page.txt", NULL);
	buf_init(&out);
	json_export(&out, e);
	struct json *want = json_parse(expected, nexpected, NULL);
	struct json *got = json_parse(out.bytes, out.n, NULL);
	assert_non_null(want);
	assert_non_null(got);
	same_fields(want, got, fields);
	const struct json *w = json_get(want, "pages");
	assert_int_equal(json_count(w), json_count(json_get(got, "pages")));
	for (size_t i = 0; i < json_count(w); i++)
		same_page(json_at(w, i), json_at(json_get(got, "pages"), i));
	json_free(want);
	json_free(got);
	buf_fini(&out);
	edition_free(e);
	free(text);
	free(expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(golden_pages),
		cmocka_unit_test(each_recogniser_wins_its_lines),
		cmocka_unit_test(every_recogniser_has_a_case),
		cmocka_unit_test(each_layout_wins_its_pages),
		cmocka_unit_test(lines_cut_at_a_width),
		cmocka_unit_test(headings),
		cmocka_unit_test(jumps),
		cmocka_unit_test(datelines),
		cmocka_unit_test(broken_off),
		cmocka_unit_test(the_seed_is_as_expected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
