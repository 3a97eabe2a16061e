#include "src/cli.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "src/base/err.h"

enum { MAX_WORDS = 10 };

struct cli_case {
	const char *line;   /* words parted by blanks, after the program */
	const char *expect; /* command, options as name=value, then words */
};

static const struct cli_case cases[] = {
	{ "", "read:" },
	{ "a.txt", "read: a.txt" },
	{ "print --width=90 a.txt", "print: width=90 a.txt" },
	{ "print a.txt --width 90", "print: width=90 a.txt" },
	{ "print -w90 -o x=1 -o y=2 a", "print: option=y=2 width=90 a" },
	{ "--color=never -vh", "read: help verbose color=never" },
	{ "print -", "print: -" },
	{ "-- print", "print:" },
	{ "export -- --width", "export: --width" },
	{ "print --ambiguous=2 a", "print: ambiguous-width=2 a" },
	{ "bookmarks add a#1 b#2", "bookmarks: add a#1 b#2" },
	{ "config --defaults", "config: defaults" },
	{ "search a -- -b", "search: a -b" },
	{ "search a --order=best --limit 5", "search: order=best limit=5 a" },
	{ "search rate -mortgage",
	    "--measure is not for search; write -- before a query with words "
	    "to leave out: search -- rate -mortgage" },
	{ "print --widht=3", "unknown option --widht; did you mean --width?" },
	{ "--qqq", "unknown option --qqq; broadsheet --help lists them" },
	{ "print --width", "--width wants a value: N" },
	{ "print --form-feed=1", "--form-feed takes no value" },
	{ "-x", "unknown option -x; broadsheet --help lists them" },
	{ "check --width=3",
	    "--width is not for this command; see broadsheet --help" },
};

static int
split(char *line, char **argv)
{
	int argc = 0;

	argv[argc++] = line; /* any program name */
	for (char *word = strtok(line, " "); word; word = strtok(NULL, " "))
		argv[argc++] = word;
	argv[argc] = NULL;
	return argc;
}

/* Commands have numbers that nobody knows by heart. */
static const char *
command_name(enum cli_command command)
{
	static const struct {
		enum cli_command command;
		const char *name;
	} names[] = { { CLI_READ, "read" }, { CLI_PRINT, "print" },
		{ CLI_EXPORT, "export" }, { CLI_BOOKMARKS, "bookmarks" },
		{ CLI_CONFIG, "config" }, { CLI_SEARCH, "search" } };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].command == command)
			return names[i].name;
	return "?";
}

static void
describe(char *out, size_t size, const struct cli *cli)
{
	size_t n =
	    (size_t)snprintf(out, size, "%s:", command_name(cli->command));

	for (int i = 0; i < CLI_OPT_COUNT; i++)
		if (cli->value[i])
			n += (size_t)snprintf(out + n, size - n, " %s%s%s",
			    cli_options[i].name, *cli->value[i] ? "=" : "",
			    cli->value[i]);
	for (size_t i = 0; i < cli->nwords; i++)
		n += (size_t)snprintf(out + n, size - n, " %s", cli->words[i]);
}

static void
parse_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char line[200], got[ERR_MSG_BYTES], *argv[MAX_WORDS];
		struct cli cli;
		struct err err = { 0 };
		snprintf(line, sizeof line, "%s", cases[i].line);
		int argc = split(line, argv);
		if (cli_parse(&cli, argc, argv, &err) == 0)
			describe(got, sizeof got, &cli);
		else
			snprintf(got, sizeof got, "%s", err.msg);
		assert_string_equal(got, cases[i].expect);
	}
}

static void
numbers_are_strict(void **state)
{
	static const struct {
		const char *value;
		int ok, number;
	} table[] = { { NULL, 1, 80 }, { "20", 1, 20 }, { "19", 0, 0 },
		{ "1001", 0, 0 }, { "20x", 0, 0 }, { "", 0, 0 },
		{ "99999999999999999999", 0, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct cli cli = { 0 };
		int n;
		cli.value[CLI_OPT_WIDTH] = table[i].value;
		int rc =
		    cli_number(&cli, CLI_OPT_WIDTH, 80, 20, 1000, &n, NULL);
		assert_int_equal(rc == 0, table[i].ok);
		if (rc == 0)
			assert_int_equal(n, table[i].number);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parse_table),
		cmocka_unit_test(numbers_are_strict),
	};

	return cmocka_run_group_tests_name("cli", tests, NULL, NULL);
}
