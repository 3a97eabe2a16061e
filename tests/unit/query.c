#include "src/library/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/err.h"

/*
 * A tree as text: a word is itself, a phrase in brackets, a prefix with a star,
 * a field with its first letter in capitals, the rest like Lisp.
 */
static void
dump(struct buf *b, const struct search_node *node)
{
	static const char *const heads[] = { "", "A:", "P:", "S:", "", "(and",
		"(or", "(not" };

	buf_adds(b, heads[node->op]);
	if (node->op == QUERY_DATE) {
		date_add_iso(b, date_from_days(node->from));
		buf_addc(b, '_');
		date_add_iso(b, date_from_days(node->to));
	} else if (node->nchildren == 0) {
		buf_addf(b, node->is_phrase ? "[%s]" : "%s", node->text);
		buf_adds(b, node->is_prefix ? "*" : "");
	}
	for (size_t i = 0; i < node->nchildren; i++) {
		buf_addc(b, ' ');
		dump(b, node->children[i]);
	}
	buf_adds(b, node->nchildren ? ")" : "");
}

static const struct {
	const char *query, *tree;
} good[] = {
	{ "双百行动", "双百行动" },
	{ "  铜　价 ", "(and 铜 价)" },
	{ "\"interest rate\"", "[interest rate]" },
	{ "“双百行动”", "[双百行动]" },
	{ "„so“ 「銅價」 『銅』", "(and [so] [銅價] [銅])" },
	{ "他说“双百”了", "(and 他说 [双百] 了)" },
	{ "bank*", "bank*" },
	{ "bank＊", "bank*" },
	{ "\"interest rat\"*", "[interest rat]*" },
	{ "\"a * b\"", "[a * b]" },
	{ "rate -mortgage", "(and rate (not mortgage))" },
	{ "-mortgage rate", "(and (not mortgage) rate)" },
	{ "rate －mortgage", "(and rate (not mortgage))" },
	{ "rate NOT mortgage", "(and rate (not mortgage))" },
	{ "rate not mortgage", "(and rate not mortgage)" },
	{ "covid-19", "covid-19" },
	{ "铜 OR 铝", "(or 铜 铝)" },
	{ "铜|铝｜锌", "(or 铜 铝 锌)" },
	{ "铜 铝 OR 锌 价", "(or (and 铜 铝) (and 锌 价))" },
	{ "(铜 OR 铝) 价", "(and (or 铜 铝) 价)" },
	{ "（铜 OR 铝）价", "(and (or 铜 铝) 价)" },
	{ "((铜))", "铜" },
	{ "a AND b AND c", "(and a b c)" },
	{ "铜 or 铝", "(and 铜 or 铝)" },
	{ "ORDER ANDES NOTE", "(and ORDER ANDES NOTE)" },
	{ "a -(b | c)", "(and a (not (or b c)))" },
	{ "a -\"b c\"", "(and a (not [b c]))" },
	{ "author:李媛媛", "A:李媛媛" },
	{ "Author:李媛媛 -paper:x", "(and A:李媛媛 (not P:x))" },
	{ "作者：李媛媛", "A:李媛媛" },
	{ "记者: 李媛媛", "A:李媛媛" },
	{ "author:\"Ana de Armas\"", "A:[Ana de Armas]" },
	{ "by:Ana*", "A:Ana*" },
	{ "paper:“新港 晚报”", "P:[新港 晚报]" },
	{ "section:经济 page:A08 栏目：汽车", "(and S:经济 S:A08 S:汽车)" },
	{ "\"author:x\"", "[author:x]" },
	{ "10:30", "10:30" },
	{ "双百行动：启动", "双百行动：启动" },
	{ "https://example.org", "https://example.org" },
	{ "Analysis: rates", "(and Analysis: rates)" },
	{ ":x", ":x" },
	{ "date:2025", "2025-01-01_2025-12-31" },
	{ "date:2024-02", "2024-02-01_2024-02-29" },
	{ "date:2025-05-30", "2025-05-30_2025-05-30" },
	{ "date:2025/5/3", "2025-05-03_2025-05-03" },
	{ "日期：２０２５年５月", "2025-05-01_2025-05-31" },
	{ "日期:2025年5月30日", "2025-05-30_2025-05-30" },
	{ "date:20250530", "2025-05-30_2025-05-30" },
	{ "date:\"30 May 2025\"", "2025-05-30_2025-05-30" },
	{ "date:2025-05..2025-06", "2025-05-01_2025-06-30" },
	{ "date:2025-05～2025-06-03", "2025-05-01_2025-06-03" },
	{ "date:..2025-05-30", "0001-01-01_2025-05-30" },
	{ "date:2025..", "2025-01-01_9999-12-31" },
	{ "date:today", "2025-05-30_2025-05-30" },
	{ "date:今天", "2025-05-30_2025-05-30" },
	{ "date:Yesterday", "2025-05-29_2025-05-29" },
	{ "date:昨天..今天", "2025-05-29_2025-05-30" },
	{ "date:7d", "2025-05-24_2025-05-30" },
	{ "date:30天", "2025-05-01_2025-05-30" },
	{ "铜 date:7d -铝", "(and 铜 2025-05-24_2025-05-30 (not 铝))" },
};

static void
good_queries(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct arena *arena = arena_new();
		struct err err = { 0 };
		struct buf b = { 0 };
		const struct search_node *node =
		    query_parse(good[i].query, arena, &err);
		if (node)
			dump(&b, node);
		else
			buf_addf(&b, "%u: %s", err.col, err.msg);
		assert_string_equal(buf_str(&b), good[i].tree);
		buf_fini(&b);
		arena_free(arena);
	}
}

static const struct {
	const char *query;
	unsigned col;
	const char *message; /* how it begins */
} bad[] = {
	{ "", 1, "there is nothing to look for" },
	{ " 　", 1, "there is nothing to look for" },
	{ "a \"b c", 3, "this quotation mark is never closed" },
	{ "铜 「铝", 5, "this quotation mark is never closed" },
	{ "a \" \"", 3, "nothing stands between the quotation marks" },
	{ "a (b", 3, "this parenthesis is never closed" },
	{ "a (b (c)", 3, "this parenthesis is never closed" },
	{ "a )", 3, "there is no parenthesis to close here" },
	{ ")", 1, "there is no parenthesis to close here" },
	{ "a ()", 3, "nothing stands in these parentheses" },
	{ "OR a", 1, "OR wants a word before it" },
	{ "a OR", 3, "OR wants a word after it" },
	{ "a | | b", 3, "OR wants a word after it" },
	{ "(a OR)", 4, "OR wants a word after it" },
	{ "AND a", 1, "AND wants a word before it" },
	{ "a AND", 3, "AND wants a word after it" },
	{ "a AND OR b", 3, "AND wants a word after it" },
	{ "a -", 3, "what is to be excluded" },
	{ "a - b", 3, "what is to be excluded" },
	{ "a --b", 3, "what is to be excluded" },
	{ "a NOT", 3, "what is to be excluded" },
	{ "-a", 1, "something to find must stand beside" },
	{ "a (-b)", 4, "something to find must stand beside" },
	{ "a OR -b", 6, "something to find must stand beside" },
	{ "*", 1, "a star stands at the end of a word" },
	{ "a b*c", 4, "a star stands at the end of a word" },
	{ "a*b*", 2, "a star stands at the end of a word" },
	{ "a author:", 3, "author: wants a word right after it" },
	{ "作者：", 1, "作者: wants a word right after it" },
	{ "by:(a b)", 1, "by: wants a word right after it" },
	{ "铜 autor:x", 5, "no field is called autor; did you mean author?" },
	{ "Sectoin:x", 1, "no field is called sectoin; did you mean section?" },
	{ "zygote:x", 1, "no field is called zygote; there are author" },
	{ "date:soon", 6, "this is no date; write 2025," },
	{ "date:2025-13", 6, "this is no date" },
	{ "date:2025-02-30", 6, "this is no date" },
	{ "date:..", 6, "this is no date" },
	{ "date:0d", 6, "this is no date" },
	{ "date:2025*", 6, "this is no date" },
	{ "date:“soon”", 9, "this is no date" },
	{ "date:2025-05..2025-14", 15, "this is no date" },
	{ "日期：2026..2025", 10, "this range ends before it begins" },
	{ "a \xFF", 3, "this is not UTF-8" },
};

static void
bad_queries(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct arena *arena = arena_new();
		struct err err = { 0 };
		struct buf b = { 0 };
		assert_null(query_parse(bad[i].query, arena, &err));
		buf_addf(&b, "%s: %u: %.*s", bad[i].query, err.col,
		    (int)strlen(bad[i].message), err.msg);
		struct buf want = { 0 };
		buf_addf(&want, "%s: %u: %s", bad[i].query, bad[i].col,
		    bad[i].message);
		assert_string_equal(buf_str(&b), buf_str(&want));
		buf_fini(&b);
		buf_fini(&want);
		arena_free(arena);
	}
}

/* `n` times `part` around or behind "a". */
static enum err_code
parse_repeated(const char *part, size_t n, const char *end)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct buf b = { 0 };

	for (size_t i = 0; i < n; i++)
		buf_adds(&b, part);
	buf_addc(&b, 'a');
	for (size_t i = 0; i < n; i++)
		buf_adds(&b, end);
	query_parse(buf_str(&b), arena, &err);
	buf_fini(&b);
	arena_free(arena);
	return err.code;
}

static void
limits(void **state)
{
	(void)state;
	assert_int_equal(parse_repeated("(", QUERY_MAX_DEPTH, ")"), ERR_NONE);
	assert_int_equal(
	    parse_repeated("(", QUERY_MAX_DEPTH + 1, ")"), ERR_LIMIT);
	assert_int_equal(
	    parse_repeated("a ", QUERY_MAX_NODES - 2, ""), ERR_NONE);
	assert_int_equal(
	    parse_repeated("a ", QUERY_MAX_NODES - 1, ""), ERR_LIMIT);
	assert_int_equal(
	    parse_repeated("b", QUERY_MAX_BYTES - 1, ""), ERR_NONE);
	assert_int_equal(parse_repeated("b", QUERY_MAX_BYTES, ""), ERR_LIMIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_queries),
		cmocka_unit_test(bad_queries),
		cmocka_unit_test(limits),
	};

	/* 2025-05-30T12:00:00Z */
	setenv("BROADSHEET_NOW", "1748606400", 1);
	setenv("TZ", "UTC0", 1);
	return cmocka_run_group_tests_name("query", tests, NULL, NULL);
}
