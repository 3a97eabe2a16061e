/*
 * Any edition that the builder makes, written in the native format and read
 * again, is the same: JSON, spans, marks.  And what was written is written the
 * same again.
 */
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
#include "src/edition/builder.h"
#include "src/print/json_export.h"
#include "src/print/markdown_export.h"

enum { NEDITIONS = 4000 };

static uint64_t state;

/* xorshift64*: below `n`. */
static unsigned
rnd(unsigned n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (unsigned)((state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % n;
}

/* What means something somewhere, and what stands beside it. */
static const char *const pieces[] = {
	"#",
	"# ",
	"## ",
	"### x",
	"####### ",
	">",
	"> ",
	"- ",
	"* ",
	"+ ",
	"1. ",
	"2) ",
	"12345. ",
	"0. ",
	"|",
	"| a | b |",
	"|---|",
	"|:-:|---|",
	"\\",
	"\\\\",
	"\\#",
	"---",
	"***",
	"___",
	"- - -",
	"```",
	"~~~~",
	"`",
	"``",
	"*",
	"**",
	"***",
	"_",
	"__",
	"![",
	"![a](b)",
	"[",
	"]",
	"](",
	"[a](b)",
	"(c)",
	"\"",
	" \"x\")",
	"key: value",
	"by: ",
	"作者：",
	"credit: ",
	"standfirst: x",
	"rule: ",
	"label: A1",
	"section: ",
	"潮来有信",
	"他说",
	"“真”",
	"。",
	"　",
	"word",
	"ferry",
	"3",
	" ",
	"  ",
	"\t",
	"\n",
	"\n\n",
	"\n- ",
	"\n# ",
	"\\\n",
	" \\",
	"a",
	"a line that is long enough to have been wrapped by an editor ",
	"这一行足够长，长到像是被编辑器折过行的样子，所以要小心它后面的换行",

	"é",
	"한국어",
};

static void
add_text(struct buf *b, unsigned most)
{
	for (unsigned n = 1 + rnd(most); n > 0; n--)
		buf_adds(b, pieces[rnd(sizeof pieces / sizeof *pieces)]);
}

/* A string that lives until the next but seven. */
static const char *
some_text(unsigned most)
{
	static struct buf ring[8];
	static unsigned next;
	struct buf *b = &ring[next++ % 8];

	buf_cut(b, 0);
	add_text(b, most);
	return buf_str(b);
}

static void
add_spans(struct block *k, struct span *spans, size_t nbytes)
{
	size_t at = 0;

	for (k->nspans = 0; k->nspans < 4 && at < nbytes; k->nspans++) {
		struct span *s = &spans[k->nspans];
		at += rnd((unsigned)(nbytes - at));
		s->from = (uint32_t)at;
		at += 1 + rnd((unsigned)(nbytes - at));
		s->to = (uint32_t)at;
		s->kind = (enum span_kind)rnd(4);
		s->mark = s->kind == SPAN_STRONG ? "**" : "";
		s->href = s->kind == SPAN_LINK ? "http://example.org/" : NULL;
	}
	k->spans = spans;
}

static void
add_block(struct builder *b)
{
	static const char *const marks[] = { NULL, "-", "3)", "7.", "x", "```",
		"~~~~ c", "|:--|", ">", "　　" };
	struct span spans[4];
	struct block k = { .type = (enum block_type)rnd(BLOCK_COUNT) };
	const char *text = some_text(8);
	size_t nbytes = strlen(text);

	k.level = (int)rnd(10);
	k.number = rnd(2) ? (int)rnd(20) : 0;
	k.mark = marks[rnd(10)];
	k.src = rnd(2) ? "pic (1).jpg" : NULL;
	k.credit = rnd(2) ? "摄 \"x\") y" : NULL;
	if (rnd(3) == 0 && nbytes) {
		/* Whole characters only: the builder is given text. */
		add_spans(&k, spans, nbytes);
		for (size_t i = 0; i < k.nspans; i++) {
			while ((text[spans[i].from] & 0xC0) == 0x80)
				spans[i].from--;
			while ((text[spans[i].to] & 0xC0) == 0x80)
				spans[i].to++;
		}
	}
	if (k.type == BLOCK_FIGURE && !k.src)
		k.src = "a.jpg";
	if (k.type == BLOCK_FIGURE || k.type == BLOCK_ITEM) {
		builder_block(b, &k, text, nbytes);
		return;
	}
	k.src = k.credit = NULL;
	builder_block(b, &k, text, nbytes);
}

static void
add_article(struct builder *b)
{
	builder_article(b, 0);
	for (unsigned f = 0; f < ARTICLE_FIELD_COUNT; f++)
		if (rnd(3) == 0)
			builder_set(b, (enum article_field)f, some_text(4));
	builder_cut_off(b, rnd(4) == 0);
	if (rnd(6) == 0)
		builder_extra(b, "mood", some_text(3));
	for (unsigned n = rnd(7); n > 0; n--)
		add_block(b);
}

static struct edition *
random_edition(void)
{
	struct builder *b = builder_new("random", NULL);

	for (unsigned f = 0; f < EDITION_FIELD_COUNT; f++)
		if (rnd(4) == 0)
			builder_edition(b, (enum edition_field)f, some_text(3));
	for (unsigned p = rnd(4); p > 0; p--) {
		builder_page(b, rnd(3) ? some_text(2) : NULL,
		    rnd(3) ? some_text(2) : NULL);
		if (rnd(3) == 0)
			builder_page_note(b, some_text(3));
		for (unsigned n = rnd(4); n > 0; n--) {
			if (rnd(3) == 0)
				builder_section(
				    b, rnd(3) ? some_text(1) : NULL);
			add_article(b);
		}
	}
	if (rnd(4) == 0)
		add_article(b);
	return builder_finish(b);
}

static struct edition *
read_native(const struct buf *text)
{
	const struct source src = {
		.text = buf_str(text),
		.nbytes = text->n,
		.name = "random.md",
	};
	struct builder *b = builder_new(src.name, NULL);

	reader_native.read(&src, b, NULL, NULL);
	return builder_finish(b);
}

static bool
same(const struct buf *a, const struct buf *b)
{
	return a->n == b->n && !memcmp(buf_str(a), buf_str(b), a->n);
}

/* The first line that differs. */
static void
show(const char *what, uint64_t seed, const struct buf *a, const struct buf *b)
{
	size_t from = 0, at = 0;

	if (same(a, b))
		return;
	for (; at < a->n && at < b->n && a->bytes[at] == b->bytes[at]; at++)
		if (a->bytes[at] == '\n')
			from = at + 1;
	print_message("%s, seed %llu\n%.*s\n... again\n%.*s\n", what,
	    (unsigned long long)seed, (int)(at - from + 80), buf_str(a) + from,
	    (int)(at - from + 80), buf_str(b) + from);
}

static void
check(uint64_t seed, const struct edition *e)
{
	struct buf md = { 0 }, json = { 0 }, md2 = { 0 }, json2 = { 0 };

	markdown_export(&md, e);
	json_export(&json, e);
	struct edition *back = read_native(&md);
	markdown_export(&md2, back);
	json_export(&json2, back);
	show("JSON", seed, &json, &json2);
	show("text", seed, &md, &md2);
	assert_true(same(&json, &json2));
	assert_true(same(&md, &md2));
	edition_free(back);
	buf_fini(&md);
	buf_fini(&json);
	buf_fini(&md2);
	buf_fini(&json2);
}

static void
reads_back_as_the_same(void **unused)
{
	const char *given = getenv("BROADSHEET_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 10) : 1;
	uint64_t last = given ? seed : NEDITIONS;

	(void)unused;
	print_message("seeds %llu to %llu\n", (unsigned long long)seed,
	    (unsigned long long)last);
	for (; seed <= last; seed++) {
		state = seed * UINT64_C(0x9E3779B97F4A7C15);
		struct edition *e = random_edition();
		check(seed, e);
		edition_free(e);
	}
}

/* Nothing that is read crashes or grows, and writing it is settled at once. */
static void
any_text_is_read_and_written(void **unused)
{
	(void)unused;
	for (uint64_t seed = 1; seed <= NEDITIONS; seed++) {
		struct buf text = { 0 }, once = { 0 }, twice = { 0 };
		state = seed * UINT64_C(0xD1342543DE82EF95);
		for (unsigned n = rnd(40); n > 0; n--) {
			add_text(&text, 3);
			buf_addc(&text, '\n');
		}
		struct edition *e = read_native(&text);
		markdown_export(&once, e);
		struct edition *back = read_native(&once);
		markdown_export(&twice, back);
		show("text", seed, &once, &twice);
		assert_true(same(&once, &twice));
		edition_free(e);
		edition_free(back);
		buf_fini(&text);
		buf_fini(&once);
		buf_fini(&twice);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_back_as_the_same),
		cmocka_unit_test(any_text_is_read_and_written),
	};

	return cmocka_run_group_tests_name("roundtrip", tests, NULL, NULL);
}
