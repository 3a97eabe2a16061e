#include "src/nav/selection.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/edition/builder.h"

/*
 * An article drawn in a line: blocks are parted by "/", "---" is a rule.  An
 * article before it and one behind it are never to be touched.
 */
static struct edition *
draw(const char *plan)
{
	struct builder *b = builder_new("plan", NULL);

	builder_article(b, 0);
	builder_text(b, BLOCK_PARAGRAPH, "Before. All.", 12);
	builder_article(b, 0);
	while (*plan) {
		size_t n = strcspn(plan, "/");
		builder_text(
		    b, *plan == '-' ? BLOCK_RULE : BLOCK_PARAGRAPH, plan, n);
		plan += n + (plan[n] == '/');
	}
	builder_article(b, 0);
	builder_text(b, BLOCK_PARAGRAPH, "Behind all.", 11);
	return builder_finish(b);
}

/* What is chosen, blocks parted by "/". */
static void
write_out(struct buf *out, const struct selection *s, const struct edition *e)
{
	struct anchor from, to;

	selection_ends(s, e, &from, &to);
	assert_int_equal(from.article, 1);
	assert_int_equal(to.article, 1);
	for (uint32_t i = from.block; i <= to.block; i++) {
		const struct block *b = &e->articles[1]->blocks[i];
		uint32_t start = i == from.block ? from.byte : 0;
		uint32_t end = i == to.block ? to.byte : b->nbytes;
		if (i > from.block)
			buf_addc(out, '/');
		assert_true(start <= end && end <= b->nbytes);
		buf_add(out, b->text + start, end - start);
	}
}

/* Letters are the keys: j k by sentence, } { by paragraph, o, V. */
static void
press(struct selection *s, const struct edition *e, char key)
{
	static const struct {
		char key;
		enum selection_unit unit;
		int count;
	} moves[] = {
		{ 'j', SELECTION_SENTENCE, 1 },
		{ 'k', SELECTION_SENTENCE, -1 },
		{ '}', SELECTION_PARAGRAPH, 1 },
		{ '{', SELECTION_PARAGRAPH, -1 },
		{ 'G', SELECTION_SENTENCE, 1000 },
		{ 'g', SELECTION_SENTENCE, -1000 },
		{ 'b', SELECTION_SENTENCE, -4 },
	};

	if (key == 'o')
		selection_swap(s);
	if (key == 'V')
		s->unit = SELECTION_PARAGRAPH;
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].key == key)
			selection_extend(s, e, moves[i].unit, moves[i].count);
}

#define THREE "Aa. Bb./Cc. Dd. Ee./Ff. Gg."

static const struct {
	const char *plan;
	uint32_t block, byte; /* where it begins */
	const char *keys, *want;
} cases[] = {
	{ THREE, 0, 0, "", "Aa." },
	{ THREE, 0, 4, "", "Bb." },
	{ THREE, 1, 5, "", "Dd." },
	{ THREE, 9, 0, "", "Gg." },
	{ THREE, 0, 0, "j", "Aa. Bb." },
	{ THREE, 0, 0, "jj", "Aa. Bb./Cc." },
	{ THREE, 0, 0, "jjk", "Aa. Bb." },
	{ THREE, 0, 0, "k", "Aa." },
	{ THREE, 1, 4, "k", "Cc. Dd." },
	{ THREE, 1, 4, "kk", "Bb./Cc. Dd." },
	{ THREE, 1, 4, "kkj", "Cc. Dd." },
	{ THREE, 1, 4, "kjj", "Dd. Ee." },
	{ THREE, 1, 4, "joj", "Ee." },
	{ THREE, 1, 4, "jok", "Cc. Dd. Ee." },
	{ THREE, 1, 4, "}", "Dd. Ee." },
	{ THREE, 1, 4, "}}", "Dd. Ee./Ff. Gg." },
	{ THREE, 1, 4, "}}}", "Dd. Ee./Ff. Gg." },
	{ THREE, 1, 4, "}}{", "Dd. Ee." },
	{ THREE, 1, 4, "}}{{", "Cc. Dd." },
	{ THREE, 1, 4, "{", "Cc. Dd." },
	{ THREE, 1, 4, "{{", "Aa. Bb./Cc. Dd." },
	{ THREE, 1, 4, "{{}", "Cc. Dd." },
	{ THREE, 1, 4, "{{}}", "Dd. Ee." },
	{ THREE, 2, 5, "kkk", "Dd. Ee./Ff. Gg." },
	{ THREE, 2, 5, "b", "Cc. Dd. Ee./Ff. Gg." },
	{ THREE, 1, 9, "b", "Aa. Bb./Cc. Dd. Ee." },
	{ THREE, 2, 5, "bk", "Bb./Cc. Dd. Ee./Ff. Gg." },
	{ THREE, 2, 5, "kkkkkkkk", "Aa. Bb./Cc. Dd. Ee./Ff. Gg." },
	{ THREE, 1, 4, "G", "Dd. Ee./Ff. Gg." },
	{ THREE, 1, 4, "g", "Aa. Bb./Cc. Dd." },
	{ THREE, 1, 4, "V", "Cc. Dd. Ee." },
	{ THREE, 1, 4, "Vj", "Cc. Dd. Ee./Ff. Gg." },
	{ THREE, 1, 4, "V}k{", "Aa. Bb./Cc. Dd. Ee." },
	{ "Aa./---/Bb.", 0, 0, "j", "Aa./---/Bb." },
	{ "Aa./---/Bb.", 0, 0, "}k", "Aa." },
	{ "Aa./---/Bb.", 1, 0, "", "Bb." },
	{ "---/Aa./---", 2, 0, "jk", "Aa." },
	{ "---/Aa./---", 0, 0, "g", "Aa." },
	{ "春天来了。“好吧。”他说。走！", 0, 0, "", "春天来了。" },
	{ "春天来了。“好吧。”他说。走！", 0, 18, "", "“好吧。”" },
	{ "春天来了。“好吧。”他说。走！", 0, 0, "jjj",
	    "春天来了。“好吧。”他说。走！" },
	{ "一。　二。", 0, 0, "", "一。" },
};

static void
keys_choose(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct edition *e = draw(cases[i].plan);
		struct anchor at = { 1, cases[i].block, cases[i].byte };
		struct selection s;
		struct buf out;

		buf_init(&out);
		assert_true(selection_begin(&s, e, SELECTION_SENTENCE, at));
		for (const char *key = cases[i].keys; *key; key++)
			press(&s, e, *key);
		write_out(&out, &s, e);
		if (strcmp(buf_str(&out), cases[i].want) != 0)
			fail_msg("%s, %s: got \"%s\", want \"%s\"",
			    cases[i].plan, cases[i].keys, buf_str(&out),
			    cases[i].want);
		buf_fini(&out);
		edition_free(e);
	}
}

static void
places_choose(void **state)
{
	struct edition *e = draw(THREE);
	struct selection s;
	struct buf out;

	(void)state;
	buf_init(&out);
	selection_begin(&s, e, SELECTION_SENTENCE, (struct anchor){ 1, 1, 4 });
	selection_extend_to(&s, e, (struct anchor){ 1, 0, 5 });
	write_out(&out, &s, e);
	selection_extend_to(&s, e, (struct anchor){ 2, 0, 0 });
	buf_addc(&out, '|');
	write_out(&out, &s, e);
	selection_extend_to(&s, e, (struct anchor){ 1, 2, 1 });
	buf_addc(&out, '|');
	write_out(&out, &s, e);
	assert_string_equal(
	    buf_str(&out), "Bb./Cc. Dd.|Bb./Cc. Dd.|Dd. Ee./Ff.");
	buf_fini(&out);
	edition_free(e);
}

static void
nothing_to_choose(void **state)
{
	struct edition *e = draw("---");
	struct selection s;

	(void)state;
	assert_false(selection_begin(
	    &s, e, SELECTION_SENTENCE, (struct anchor){ 1, 0, 0 }));
	assert_false(s.is_on);
	assert_false(selection_begin(
	    &s, e, SELECTION_SENTENCE, (struct anchor){ 7, 0, 0 }));
	edition_free(e);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_choose),
		cmocka_unit_test(places_choose),
		cmocka_unit_test(nothing_to_choose),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
