#include "src/layout/lit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/builder.h"

enum { MOST = 16 };

/*
 * A list drawn in a line: a letter a byte, the same letter is one highlight, "."
 * is none, "/" parts blocks.  Capitals lie over small letters.
 */
static struct highlights
read_list(struct highlight at[MOST], const char *plan)
{
	size_t n = 0;
	uint32_t block = 0, byte = 0;

	for (const char *p = plan; *p; p++) {
		if (*p == '/') {
			block++;
			byte = 0;
			continue;
		}
		struct highlight *last = n > 0 ? &at[n - 1] : NULL;
		if (*p != '.' && last && last->role == (uint8_t)*p &&
		    last->block == block && last->to == byte)
			last->to++;
		else if (*p != '.')
			at[n++] = (struct highlight){ 0, block, byte, byte + 1,
				(uint8_t)*p };
		byte++;
	}
	return (struct highlights){ at, n };
}

static void
write_list(char *out, const char *like, struct highlights list)
{
	uint32_t block = 0, byte = 0;

	for (; *like; like++) {
		*out = *like == '/' ? '/' : '.';
		for (size_t i = 0; i < list.n; i++)
			if (*like != '/' && list.at[i].block == block &&
			    list.at[i].from <= byte && byte < list.at[i].to)
				*out = (char)list.at[i].role;
		byte = *like == '/' ? 0 : byte + 1;
		block += *like == '/';
		out++;
	}
	*out = '\0';
}

static const struct {
	const char *under, *over, *want;
} cases[] = {
	{ "aa..bb", "......", "aa..bb" },
	{ "......", "AA..BB", "AA..BB" },
	{ "aa..bb", "..CC..", "aaCCbb" },
	{ "aaaaaa", "..CC..", "aaCCaa" },
	{ "aaaaaa", "A.BB.C", "AaBBaC" },
	{ "aabbcc", ".AAAA.", "aAAAAc" },
	{ "aabbcc", "AAAAAA", "AAAAAA" },
	{ "aa....", ".AAAA.", "aAAAA." },
	{ "....bb", ".AAAA.", ".AAAAb" },
	{ "aa/bb", "AA/..", "AA/bb" },
	{ "aa/bb", "../BB", "aa/BB" },
	{ ".a/b./cc", "AA/.B/..", "AA/bB/cc" },
	{ "..../bb", "AAAA/..", "AAAA/bb" },
};

static void
lists_are_laid_over(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena *arena = arena_new();
		struct highlight under[MOST], over[MOST];
		char got[2 * MOST];
		struct highlights all =
		    lit_over(read_list(under, cases[i].under),
			read_list(over, cases[i].over), arena);

		for (size_t k = 1; k < all.n; k++)
			assert_true(all.at[k - 1].block < all.at[k].block ||
			    all.at[k - 1].to <= all.at[k].from);
		write_list(got, cases[i].under, all);
		if (strcmp(got, cases[i].want) != 0)
			fail_msg("%s under %s: got %s, want %s", cases[i].under,
			    cases[i].over, got, cases[i].want);
		arena_free(arena);
	}
}

static void
an_article_is_found(void **state)
{
	struct highlight at[] = { { .article = 1 }, { .article = 3 },
		{ .article = 3, .from = 2 }, { .article = 9 } };
	struct highlights all = { at, 4 };

	(void)state;
	assert_int_equal(lit_of_article(all, 0).n, 0);
	assert_int_equal(lit_of_article(all, 1).n, 1);
	assert_int_equal(lit_of_article(all, 3).n, 2);
	assert_ptr_equal(lit_of_article(all, 3).at, at + 1);
	assert_int_equal(lit_of_article(all, 9).n, 1);
	assert_int_equal(lit_of_article(all, 10).n, 0);
	assert_int_equal(lit_of_article((struct highlights){ 0 }, 1).n, 0);
}

static void
ranges_are_lit_by_blocks(void **state)
{
	struct builder *b = builder_new("lit", NULL);
	struct arena *arena = arena_new();

	(void)state;
	builder_article(b, 0);
	builder_text(b, BLOCK_PARAGRAPH, "first", 5);
	builder_text(b, BLOCK_PARAGRAPH, "second", 6);
	builder_text(b, BLOCK_PARAGRAPH, "third", 5);
	struct edition *e = builder_finish(b);
	struct highlights all = lit_range(e, (struct anchor){ 0, 0, 2 },
	    (struct anchor){ 0, 2, 0 }, ROLE_SELECTION, arena);

	assert_int_equal(all.n, 2);
	assert_int_equal(all.at[0].from, 2);
	assert_int_equal(all.at[0].to, 5);
	assert_int_equal(all.at[1].block, 1);
	assert_int_equal(all.at[1].to, 6);
	all = lit_range(e, (struct anchor){ 0, 1, 1 },
	    (struct anchor){ 0, 1, 1 }, ROLE_SELECTION, arena);
	assert_int_equal(all.n, 0);
	edition_free(e);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_laid_over),
		cmocka_unit_test(an_article_is_found),
		cmocka_unit_test(ranges_are_lit_by_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
