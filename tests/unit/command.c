#include "ui/command.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "ui/complete.h"

struct command_case {
	const char *line;
	const char *result; /* "action|text|count", "#article", or the error */
};

static const struct command_case command_cases[] = {
	{ "help", "help||0" },
	{ ":help", "help||0" },
	{ "  help  ", "help||0" },
	{ "section 3", "section|3|3" },
	{ "theme night", "theme|night|0" },
	{ "theme  night  ", "theme|night|0" },
	{ "set columns=2", "set|columns=2|0" },
	{ "set theme = night", "set|theme = night|0" },
	{ "write a b.txt", "write|a b.txt|0" },
	{ "write |wc -w", "write||wc -w|0" },
	{ "write! x", "write|!x|0" },
	{ "find 中国 电", "find|中国 电|0" },
	/* the only name that begins so */
	{ "q", "quit||0" },
	{ "q!", "quit|!|0" },
	{ "w x", "write|x|0" },
	{ "next-sh 2", "next-sheet|2|2" },
	/* an exact name wins over a longer one */
	{ "bookmark", "bookmark||0" },
	{ "find", "find||0" },
	/* numbers are articles */
	{ "12", "#12" },
	{ "999999999999999999999", "#1000000" },
	{ "12a", "there is no command 12a; Tab shows all of them" },
	/* what is near is named */
	{ "hist", "hist could be: history-back, history-forward" },
	{ "halp", "there is no command halp; did you mean help?" },
	{ "xyzzy", "there is no command xyzzy; Tab shows all of them" },
};

static void
command_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof command_cases / sizeof *command_cases;
	     i++) {
		const struct command_case *c = &command_cases[i];
		struct arena *arena = arena_new();
		struct command got;
		struct err err = { 0 };
		char result[ERR_MSG_BYTES];
		if (command_parse(&got, c->line, arena, &err) != 0)
			snprintf(result, sizeof result, "%s", err.msg);
		else if (got.article > 0)
			snprintf(result, sizeof result, "#%ld", got.article);
		else
			snprintf(result, sizeof result, "%s|%s|%ld",
			    action_name(got.request.action), got.request.text,
			    got.request.count);
		if (strcmp(result, c->result) != 0)
			fail_msg("%s: got \"%s\", want \"%s\"", c->line, result,
			    c->result);
		arena_free(arena);
	}
}

struct complete_case {
	const char *line;
	const char *common; /* the line as far as it is certain */
	const char *words;
};

static const struct complete_case complete_cases[] = {
	{ "hel", "help", "help" },
	{ "history", "history-", "history-back history-forward" },
	{ "bookmark", "bookmark", "bookmark bookmarks" },
	{ "xyzzy", "xyzzy", "" },
	{ "set kin", "set kinsoku=", "kinsoku=" },
	{ "set kinsoku=", "set kinsoku=", "none basic gb strict" },
	{ "set kinsoku=s", "set kinsoku=strict", "strict" },
	{ "set mouse=", "set mouse=o", "on off" },
	{ "set theme=n", "set theme=n", "night noon" },
	{ "theme ni", "theme night", "night" },
	{ "columns a", "columns auto", "auto" },
	{ "tag fer", "tag ferry", "ferry" },
	{ "tag 渡轮, f", "tag 渡轮, fe", "ferry festival" },
	{ "tag ferry,n", "tag ferry,night boats", "night boats" },
	{ "title fe", "title fe", "" },
	{ "set nothing=", "set nothing=", "" },
	{ "write fi", "write fi", "" },
};

static void
complete_table(void **state)
{
	static const char *const themes[] = { "broadsheet", "night", "noon",
		NULL };
	static const char *const tags[] = { "ferry", "festival", "night boats",
		NULL };

	(void)state;
	for (size_t i = 0; i < sizeof complete_cases / sizeof *complete_cases;
	     i++) {
		const struct complete_case *c = &complete_cases[i];
		struct arena *arena = arena_new();
		struct completion got;
		char line[256], words[256] = "";
		complete_line(&got, c->line, themes, tags, arena);
		snprintf(line, sizeof line, "%.*s%s", (int)got.from, c->line,
		    got.n > 0 ? got.common : c->line + got.from);
		for (size_t k = 0; k < got.n; k++) {
			size_t used = strlen(words);
			snprintf(words + used, sizeof words - used, "%s%s",
			    k ? " " : "", got.words[k]);
		}
		if (strcmp(line, c->common) != 0 ||
		    strcmp(words, c->words) != 0)
			fail_msg(
			    "%s: got \"%s\" of \"%s\"", c->line, line, words);
		arena_free(arena);
	}
}

static void
every_action_completes_to_itself(void **state)
{
	(void)state;
	for (int a = 0; a < ACTION_COUNT; a++) {
		struct arena *arena = arena_new();
		struct completion got;
		const char *name = action_name((enum action)a);
		complete_line(&got, name, NULL, NULL, arena);
		assert_true(got.n >= 1);
		assert_string_equal(got.words[0], name);
		arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(command_table),
		cmocka_unit_test(complete_table),
		cmocka_unit_test(every_action_completes_to_itself),
	};

	return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
