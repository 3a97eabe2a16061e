#include "ui/prompt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/utf8.h"

/*
 * What is typed, with keys by name in <>; what stands there then, with | for
 * the cursor.
 */
struct prompt_case {
	const char *typed;
	const char *line;
};

static const struct prompt_case prompt_cases[] = {
	{ "", "|" },
	{ "abc", "abc|" },
	{ "中国", "中国|" },
	{ "中国<Backspace>", "中|" },
	{ "中国<Left>", "中|国" },
	{ "中国<Left><Delete>", "中|" },
	{ "中国<Home>a", "a|中国" },
	{ "中国<Ctrl-a><Right>x", "中x|国" },
	{ "ab<Home><End>c", "abc|" },
	{ "e\xCC\x81x<Left><Left>", "|e\xCC\x81x" }, /* e with its accent */
	{ "e\xCC\x81<Backspace>", "|" },
	{ "set theme=night<Ctrl-w>", "set |" },
	{ "set  x <Ctrl-w>", "set  |" },
	{ "one two<Ctrl-u>", "|" },
	{ "one two<Left><Left><Left><Ctrl-u>", "|two" },
	{ "one two<Home><Right><Ctrl-k>", "o|" },
	{ "a<Left><Left><Left>b", "b|a" },
	{ "a<Right><Right>b", "ab|" },
	{ "a<Delete>", "a|" },
	{ "a<Alt-x><F1>b", "ab|" },
	{ "a<Space>b", "a b|" },
	/* history: newest first, and what was typed comes back */
	{ "<Up>", "two|" },
	{ "<Up><Up>", "one|" },
	{ "<Up><Up><Up>", "one|" },
	{ "draft<Up><Down>", "draft|" },
	{ "draft<Up><Up><Down>", "two|" },
	{ "<Down>", "|" },
};

static enum prompt_result
type(struct prompt *p, const char *s)
{
	enum prompt_result last = PROMPT_GOES_ON;

	while (*s) {
		struct key key = { 0 };
		if (*s == '<') {
			s += 1 + key_parse(&key, s + 1);
			assert_int_equal(*s++, '>');
		} else {
			key.code = utf8_next(&s);
		}
		last = prompt_press(p, key);
	}
	return last;
}

static void
prompt_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof prompt_cases / sizeof *prompt_cases;
	     i++) {
		const struct prompt_case *c = &prompt_cases[i];
		struct prompt p;
		char line[256];
		prompt_init(&p);
		prompt_open(&p, PROMPT_COMMAND, "");
		type(&p, "one<Enter>");
		prompt_open(&p, PROMPT_COMMAND, "");
		type(&p, "two<Enter>");
		prompt_open(&p, PROMPT_COMMAND, "");
		type(&p, c->typed);
		snprintf(line, sizeof line, "%.*s|%s", (int)p.at,
		    prompt_text(&p), prompt_text(&p) + p.at);
		if (strcmp(line, c->line) != 0)
			fail_msg("%s: got \"%s\", want \"%s\"", c->typed, line,
			    c->line);
		prompt_fini(&p);
	}
}

static void
keys_that_end_it(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	prompt_open(&p, PROMPT_FIND, "");
	assert_int_equal(type(&p, "a<Enter>"), PROMPT_ENTERED);
	assert_int_equal(type(&p, "<Esc>"), PROMPT_GIVEN_UP);
	assert_int_equal(type(&p, "<Ctrl-c>"), PROMPT_GIVEN_UP);
	assert_int_equal(type(&p, "<Tab>"), PROMPT_COMPLETE);
	assert_int_equal(type(&p, "<Backspace>"), PROMPT_GOES_ON);
	assert_int_equal(type(&p, "<Backspace>"), PROMPT_GIVEN_UP);
	prompt_fini(&p);
}

static void
histories_are_apart_and_bounded(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	for (int i = 0; i < PROMPT_HISTORY + 10; i++) {
		char line[32];
		snprintf(line, sizeof line, "%d<Enter>", i);
		prompt_open(&p, PROMPT_FIND, "");
		type(&p, line);
	}
	assert_int_equal(p.histories[PROMPT_FIND].n, PROMPT_HISTORY);
	assert_string_equal(p.histories[PROMPT_FIND].lines[0], "10");
	prompt_open(&p, PROMPT_COMMAND, "");
	type(&p, "<Up>");
	assert_string_equal(prompt_text(&p), "");
	prompt_fini(&p);
}

static void
a_line_is_bounded(void **state)
{
	struct prompt p;

	(void)state;
	prompt_init(&p);
	prompt_open(&p, PROMPT_FIND, "");
	for (int i = 0; i < PROMPT_MAX_BYTES + 10; i++)
		prompt_press(&p, (struct key){ .code = 0x4E2D });
	assert_true(strlen(prompt_text(&p)) <= PROMPT_MAX_BYTES);
	prompt_fini(&p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prompt_table),
		cmocka_unit_test(keys_that_end_it),
		cmocka_unit_test(histories_are_apart_and_bounded),
		cmocka_unit_test(a_line_is_bounded),
	};

	return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
