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
	{ "", "1:" },
	{ "a.txt", "1: a.txt" },
	{ "print --width=90 a.txt", "2: width=90 a.txt" },
	{ "print a.txt --width 90", "2: width=90 a.txt" },
	{ "print -w90 -o x=1 -o y=2 a", "2: option=y=2 width=90 a" },
	{ "--color=never -vh", "1: help verbose color=never" },
	{ "print -", "2: -" },
	{ "-- print", "2:" },
	{ "export -- --width", "4: --width" },
	{ "print --ambiguous=2 a", "2: ambiguous-width=2 a" },
	{ "bookmarks add a#1 b#2", "16: add a#1 b#2" },
	{ "config --defaults", "32: defaults" },
	{ "search a -- -b", "256: a -b" },
	{ "search a --order=best --limit 5", "256: order=best limit=5 a" },
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

static void
describe(char *out, size_t size, const struct cli *cli)
{
	size_t n = (size_t)snprintf(out, size, "%d:", (int)cli->command);

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
