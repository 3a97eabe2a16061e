#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "content/reader.h"
#include "src/base/buf.h"
#include "src/base/diag.h"
#include "src/base/err.h"
#include "src/edition/builder.h"
#include "src/print/json_export.h"
#include "src/print/markdown_export.h"

static struct edition *
read_bytes(const char *text, size_t nbytes, struct diag *diag)
{
	const struct source src = {
		.text = text,
		.nbytes = nbytes,
		.name = "t.md",
	};
	struct builder *b = builder_new(src.name, diag);

	reader_native.read(&src, b, diag, NULL);
	return builder_finish(b);
}

/* A block as "type text", its spans in <>, other values behind. */
static void
add_block(struct buf *out, const struct block *k)
{
	buf_addf(out, "%s ", block_type_name(k->type));
	for (uint32_t i = 0; i <= k->nbytes; i++) {
		for (size_t j = 0; j < k->nspans; j++)
			if (k->spans[j].to == i)
				buf_adds(out, ">");
		for (size_t j = 0; j < k->nspans; j++)
			if (k->spans[j].from == i)
				buf_addf(out, "%d<", (int)k->spans[j].kind);
		if (i < k->nbytes)
			buf_addc(out, k->text[i] == '\n' ? '/' : k->text[i]);
	}
	if (k->level)
		buf_addf(out, " @%d", k->level);
	if (k->number)
		buf_addf(out, " #%d", k->number);
	if (k->src)
		buf_addf(out, " src=%s", k->src);
	if (k->credit)
		buf_addf(out, " credit=%s", k->credit);
	buf_addc(out, '\n');
}

static const struct {
	const char *body; /* of a story */
	const char *blocks;
} bodies[] = {
	/* Paragraphs. */
	{ "一\n\n二\n", "paragraph 一\nparagraph 二\n" },
	{ "橹声\n一下\n", "paragraph 橹声/一下\n" },
	{ "橹声\\\n一下\n", "paragraph 橹声/一下\n" },
	{ "This line was wrapped by an editor at more than 56 columns,\n"
	  "and this is its rest.\n",
	    "paragraph This line was wrapped by an editor at more than 56 "
	    "columns, and this is its rest.\n" },
	{ "这一行被编辑器折断了，因为它比五十六栏还要宽，所以下一行\n"
	  "接着它，中间没有空格。\n",
	    "paragraph 这一行被编辑器折断了，因为它比五十六栏还要宽，所以下一行"
	    "接着它，中间没有空格。\n" },
	{ "　　一\n　　二\n", "paragraph 一\nparagraph 二\n" },
	/* Subheads, quotes, lists. */
	{ "### 一\n#### 二\n####### 三\n",
	    "subhead 一 @1\nsubhead 二 @2\nparagraph ####### 三\n" },
	{ "> a\n> b\n>\n> c\n", "quote a/b\nquote c\n" },
	{ "- a\n  - b\n    go on\n2) c\n",
	    "item a\nitem b go on @1\nitem c #2\n" },
	{ "1986. 那年\n", "paragraph 1986. 那年\n" },
	{ "-a\n", "paragraph -a\n" },
	{ "---\n\n* * *\n\n--- a\n\nrule: ※\n",
	    "rule ---\nrule * * *\nparagraph --- a\nrule ※\n" },
	/* Tables. */
	{ "| a | b |\n|---|---|\n| *c* | d\\|e |\n|f\n",
	    "table a\tb/0<c>\td|e/f\n" },
	{ "| a | b |\n", "paragraph | a | b |\n" },
	/* Pictures. */
	{ "![潮](a b.jpg \"林 \"溪\" 摄\")\n",
	    "figure 潮 src=a b.jpg credit=林 \"溪\" 摄\n" },
	{ "![](a.jpg)\n", "figure  src=a.jpg\n" },
	{ "![潮](a.jpg\n", "paragraph ![潮](a.jpg\n" },
	/* Lines kept. */
	{ "```c\n  a\n\n## b\n```\n", "preformatted   a//## b\n" },
	{ "````\n```\n````\n", "preformatted ```\n" },
	{ "```\na\n", "paragraph ```/a\n" },
	/* Keys in the text. */
	{ "credit: 林原 摄\n\nstandfirst: a\nb\n",
	    "credit 林原 摄\nstandfirst a/b\n" },
	/* Backslashes. */
	{ "\\# a\n\\- b\n\\c\n\\\n\\\\# d\n",
	    "paragraph # a/- b/\\c//\\# d\n" },
	{ "C:\\dir \\*a\\* \\\\ \\_\\`\\[x\\](y)\n",
	    "paragraph C:\\dir *a* \\ _`[x](y)\n" },
	/* Emphasis. */
	{ "他说**“真”**的。\n", "paragraph 他说1<“真”>的。\n" },
	{ "*a* **b** ***c*** _d_ `*e*`\n",
	    "paragraph 0<a> 1<b> 1<0<c>> 0<d> 2<*e*>\n" },
	{ "2*3*4 a_b_c * d * ** ****\n",
	    "paragraph 2*3*4 a_b_c * d * ** ****\n" },
	{ "x*y* z_a_ 3*b*\n", "paragraph x*y* z_a_ 3*b*\n" },
	{ "*a **b _c_ d** e*\n", "paragraph 0<a 1<b 0<c> d> e>\n" },
	{ "*a **b* c**\n", "paragraph 0<a **b> c**\n" },
	{ "[a *b*](http://x/(1)) [c] [d](e f)\n",
	    "paragraph 3<a 0<b>> [c] [d](e f)\n" },
	{ "``a`b`` `c\n", "paragraph 2<a`b> `c\n" },
};

static void
bodies_become_blocks(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct buf text = { 0 }, got = { 0 };
		buf_addf(&text, "## t\n\n%s", bodies[i].body);
		struct edition *e = read_bytes(text.bytes, text.n, NULL);
		assert_int_equal(e->narticles, 1);
		const struct article *a = e->articles[0];
		for (size_t j = 0; j < a->nblocks; j++)
			add_block(&got, &a->blocks[j]);
		if (strcmp(buf_str(&got), bodies[i].blocks) != 0)
			print_message("body %s", bodies[i].body);
		assert_string_equal(buf_str(&got), bodies[i].blocks);
		edition_free(e);
		buf_fini(&text);
		buf_fini(&got);
	}
}

static void
heads_fill_the_model(void **state)
{
	static const char text[] =
	    "---\n报名: 潮报\ndate: 2026-04-03\nno:7\nweather: fair\n---\n"
	    "# 第01版：要闻\nsection: 头条\nnote: 甲\nnote: 乙\ncolour: 红\n\n"
	    "## 一\nheadline: 二\n引题：上\nkicker: 下\nby: 本报记者 林原\n"
	    "电头: 本报讯\ndate: 昨天\ndate: 前天\n下转: A3\njump-from: B1\n"
	    "cut: yes\nid: x1\n心情: 好\nby: 通讯员 周原\nstandfirst: *提*要\n"
	    "credit: 图\n\n正文\n\n"
	    "## 三\nsection: 副刊\n\n## 四\n";
	struct edition *e = read_bytes(text, sizeof text - 1, NULL);

	(void)state;
	assert_string_equal(e->title, "潮报");
	assert_string_equal(e->number, "7");
	assert_string_equal(e->extra[0].key, "weather");
	const struct page *p = &e->pages[0];
	assert_string_equal(p->label, "第01版");
	assert_string_equal(p->name, "要闻");
	assert_int_equal(p->nnotes, 2);
	assert_string_equal(p->extra[0].value, "红");
	assert_int_equal(p->nsections, 2);
	assert_string_equal(p->sections[0].name, "头条");
	assert_int_equal(p->sections[0].narticles, 2);
	assert_string_equal(p->sections[1].name, "副刊");
	const struct article *a = e->articles[0];
	assert_string_equal(a->headline, "一\n二");
	assert_string_equal(a->kicker, "上\n下");
	assert_string_equal(a->byline, "本报记者 林原\n通讯员 周原");
	assert_int_equal(a->nauthors, 2);
	assert_string_equal(a->dateline, "本报讯");
	assert_string_equal(a->date, "昨天");
	assert_string_equal(a->continued_on, "A3");
	assert_string_equal(a->continued_from, "B1");
	assert_true(a->cut_off);
	assert_string_equal(a->id, "x1");
	assert_int_equal(a->nextra, 2); /* the second date, and 心情 */
	assert_string_equal(a->extra[1].key, "心情");
	assert_int_equal(a->line, 13);
	assert_int_equal(a->nblocks, 3);
	assert_int_equal(a->blocks[0].type, BLOCK_STANDFIRST);
	assert_int_equal(a->blocks[0].nspans, 1);
	assert_int_equal(a->blocks[2].type, BLOCK_CREDIT);
	edition_free(e);
}

static const struct {
	const char *heading, *label, *name;
} headings[] = {
	{ "# A01 要闻", "A01", "要闻" },
	{ "# A1", "A1", NULL },
	{ "# 要闻", NULL, "要闻" },
	{ "# Front page", NULL, "Front page" },
	{ "# 2026 回顾", NULL, "2026 回顾" },
	{ "# 第三版：民生", "第三版", "民生" },
	{ "#", NULL, NULL },
	{ "# x\nlabel: Front page", "Front page", NULL },
	{ "# x\n版名: B2 体育", NULL, "B2 体育" },
};

static void
headings_name_pages(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof headings / sizeof *headings; i++) {
		const char *s = headings[i].heading;
		struct edition *e = read_bytes(s, strlen(s), NULL);
		const struct page *p = &e->pages[0];
		assert_string_equal(p->label ? p->label : "-",
		    headings[i].label ? headings[i].label : "-");
		assert_string_equal(p->name ? p->name : "-",
		    headings[i].name ? headings[i].name : "-");
		edition_free(e);
	}
}

static const struct {
	const char *text;
	unsigned line; /* of the only complaint */
} faults[] = {
	{ "---\npaper: a\nno key\n---\n## b\n\nc\n", 3 },
	{ "# A1\n\ntext\n", 3 },
	{ "## a\nno key here\n\nc\n", 2 },
	{ "## a\n\n```\nb\n", 3 },
	{ "## a\n\nb\n\n|---|\n", 5 },
	{ "## a\n\n![b](c\n", 3 },
};

static void
faults_are_noted_with_their_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		struct diag d;
		diag_init(&d);
		struct edition *e =
		    read_bytes(faults[i].text, strlen(faults[i].text), &d);
		assert_int_equal(e->narticles, 1);
		assert_int_equal(d.n, 1);
		assert_int_equal(d.items[0].level, DIAG_WARNING);
		assert_int_equal(d.items[0].what.line, faults[i].line);
		edition_free(e);
		diag_fini(&d);
	}
}

static const struct {
	const char *text;
	int least, most;
} probes[] = {
	{ "---\npaper: a\n---\n# A1\n\n## b\nby: c\n", 90, 100 },
	{ "## 一\n作者: 林原\n\n正文", 90, 100 },
	{ "# A1\n\n## b\n\ntext", 80, 90 },
	{ "---\npaper: a\n---\n", 70, 80 },
	{ "## b\n\ntext", 50, 70 },
	{ "潮来有信\n\n● 本报记者 林原\n\n正文。", 0, 0 },
	{ "", 0, 0 },
};

static void
probes_tell_the_format(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof probes / sizeof *probes; i++) {
		const struct source src = {
			.text = probes[i].text,
			.nbytes = strlen(probes[i].text),
		};
		assert_in_range(
		    reader_native.probe(&src), probes[i].least, probes[i].most);
	}
}

static void
empty_and_odd_sources(void **state)
{
	static const char odd[] = "## a\0b\n\nc\0d\r\ne\n- \0\n|\0|\n";
	const struct source empty = { .text = "", .name = "e.md" };
	struct err err = { 0 };
	struct builder *b = builder_new("e.md", NULL);

	(void)state;
	assert_int_equal(reader_native.read(&empty, b, NULL, &err), -1);
	assert_string_equal(err.where, "e.md");
	builder_free(b);
	struct edition *e = read_bytes(odd, sizeof odd - 1, NULL);
	assert_string_equal(e->articles[0]->headline,
	    "a\xEF\xBF\xBD"
	    "b");
	assert_string_equal(e->articles[0]->blocks[0].text,
	    "c\xEF\xBF\xBD"
	    "d\ne");
	edition_free(e);
}

/*
 * Blocks that touch although the form has a blank line between them: written and
 * read again, they stay what they were.
 */
static void
touching_blocks_stay_apart(void **state)
{
	static const char *const texts[] = {
		"## a\n\n| b |\n|---|\n\\|:-:|]\n",
		"## a\n\n- b\n\\![c\n",
		"## a\n\n> b\nc\n### d\n> e\n- f\n",
		"## a\n\nb\n```\nc\n```\nd\n---\n",
		"## a\n\n　　b\n　　c\n",
		"## a\nb\n\n\n\nc\n",
		"# A1\n\n\n## a\n## b\n# A2\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buf once = { 0 }, twice = { 0 };
		struct edition *e =
		    read_bytes(texts[i], strlen(texts[i]), NULL);
		markdown_export(&once, e);
		struct edition *back = read_bytes(once.bytes, once.n, NULL);
		markdown_export(&twice, back);
		assert_string_equal(buf_str(&twice), buf_str(&once));
		if (i > 1) /* all but those that a blank line must part */
			assert_string_equal(buf_str(&once), texts[i]);
		assert_int_equal(e->narticles, back->narticles);
		for (size_t j = 0; j < e->narticles; j++)
			assert_int_equal(e->articles[j]->nblocks,
			    back->articles[j]->nblocks);
		edition_free(e);
		edition_free(back);
		buf_fini(&once);
		buf_fini(&twice);
	}
}

/* --- files ------------------------------------------------------------------- */

static bool
load(struct buf *out, const char *path)
{
	FILE *f = fopen(path, "rb");
	char bytes[4096];
	size_t n;

	if (!f)
		return false;
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(out, bytes, n);
	fclose(f);
	return true;
}

/* As written, but for blanks at the ends of lines and of the file. */
static void
add_trimmed(struct buf *out, const struct buf *in)
{
	for (size_t i = 0; i < in->n; i++) {
		if (in->bytes[i] == '\n')
			while (out->n && out->bytes[out->n - 1] == ' ')
				buf_cut(out, out->n - 1);
		buf_addc(out, in->bytes[i]);
	}
	while (out->n > 1 && out->bytes[out->n - 1] == '\n' &&
	    out->bytes[out->n - 2] == '\n')
		buf_cut(out, out->n - 1);
}

static void
check_round_trip(const char *path, const struct buf *text)
{
	struct buf want = { 0 }, got = { 0 };
	struct diag d;

	diag_init(&d);
	struct edition *e = read_bytes(buf_str(text), text->n, &d);
	add_trimmed(&want, text);
	markdown_export(&got, e);
	if (d.n)
		print_message("%s:%u: %s\n", path, d.items[0].what.line,
		    d.items[0].what.msg);
	assert_int_equal(d.n, 0);
	assert_string_equal(buf_str(&got), buf_str(&want));
	edition_free(e);
	diag_fini(&d);
	buf_fini(&want);
	buf_fini(&got);
}

static void
our_files_come_out_as_they_went_in(void **state)
{
	static const char *const paths[] = {
		"tests/golden/native/zh.md",
		"tests/golden/native/en.md",
		"content/bundled/edition.md",
	};

	(void)state;
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
		struct buf text = { 0 };
		assert_true(load(&text, paths[i]));
		check_round_trip(paths[i], &text);
		buf_fini(&text);
	}
}

static void
shared_files_come_out_as_they_went_in(void **state)
{
	static const char *const names[] = { "haigang-2025-05-30.md",
		"harbour-gazette-2025-05-30.md" };
	const char *shared = getenv("BROADSHEET_SHARED");

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct buf path = { 0 }, text = { 0 };
		buf_addf(&path, "%s/corpora/native/%s",
		    shared ? shared : "../shared", names[i]);
		bool there = load(&text, buf_str(&path));
		if (there)
			check_round_trip(names[i], &text);
		buf_fini(&path);
		buf_fini(&text);
		if (!there)
			skip();
	}
}

/*
 * What the files say, as JSON.  BROADSHEET_GOLDEN=write writes what is got; the
 * difference is for a person to read.
 */
static void
golden_files(void **state)
{
	static const char *const names[] = { "zh", "en" };
	const char *mode = getenv("BROADSHEET_GOLDEN");

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct buf text = { 0 }, want = { 0 }, got = { 0 };
		char md[64], json[64];
		snprintf(md, sizeof md, "tests/golden/native/%s.md", names[i]);
		snprintf(
		    json, sizeof json, "tests/golden/native/%s.json", names[i]);
		assert_true(load(&text, md));
		struct edition *e = read_bytes(text.bytes, text.n, NULL);
		json_export(&got, e);
		if (mode && !strcmp(mode, "write")) {
			FILE *f = fopen(json, "wb");
			assert_non_null(f);
			fwrite(got.bytes, 1, got.n, f);
			fclose(f);
		}
		assert_true(load(&want, json));
		assert_string_equal(buf_str(&got), buf_str(&want));
		edition_free(e);
		buf_fini(&text);
		buf_fini(&want);
		buf_fini(&got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bodies_become_blocks),
		cmocka_unit_test(heads_fill_the_model),
		cmocka_unit_test(headings_name_pages),
		cmocka_unit_test(faults_are_noted_with_their_line),
		cmocka_unit_test(probes_tell_the_format),
		cmocka_unit_test(empty_and_odd_sources),
		cmocka_unit_test(touching_blocks_stay_apart),
		cmocka_unit_test(our_files_come_out_as_they_went_in),
		cmocka_unit_test(shared_files_come_out_as_they_went_in),
		cmocka_unit_test(golden_files),
	};

	return cmocka_run_group_tests_name("native", tests, NULL, NULL);
}
