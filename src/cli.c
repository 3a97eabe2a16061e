#include "src/cli.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/err.h"
#include "src/base/nearest.h"

#define N_(s) s

const struct cli_help cli_options[CLI_OPT_COUNT + 1] = {
#define CLI(id, name, letter, argument, commands, help) \
	[CLI_OPT_##id] = { name, letter, argument, commands, help },
#include "src/cli.def"
#undef CLI
};

static const struct {
	const char *name;
	enum cli_command command;
} commands[] = {
	{ "print", CLI_PRINT },
	{ "export", CLI_EXPORT },
	{ "check", CLI_CHECK },
	{ "bookmarks", CLI_BOOKMARKS },
	{ "clippings", CLI_CLIPPINGS },
	{ "config", CLI_CONFIG },
	{ "backup", CLI_BACKUP },
	{ "restore", CLI_RESTORE },
	{ "search", CLI_SEARCH },
	{ "import", CLI_IMPORT },
	{ "library", CLI_LIBRARY },
};

static int
unknown(struct err *err, const char *given, size_t nbytes)
{
	const char *names[CLI_OPT_COUNT + 1] = { NULL };
	char name[64];

	snprintf(
	    name, sizeof name, "%.*s", (int)(nbytes < 63 ? nbytes : 63), given);

	for (int i = 0; i < CLI_OPT_COUNT; i++)
		names[i] = cli_options[i].name;
	const char *near = nearest_name(name, names);
	if (near)
		return err_set(err, ERR_USAGE,
		    "unknown option --%s; did you mean --%s?", name, near);
	return err_set(err, ERR_USAGE,
	    "unknown option --%s; broadsheet --help lists them", name);
}

static int
find_long(const char *name, size_t nbytes)
{
	for (int i = 0; i < CLI_OPT_COUNT; i++)
		if (strlen(cli_options[i].name) == nbytes &&
		    strncmp(cli_options[i].name, name, nbytes) == 0)
			return i;
	return -1;
}

static int
find_letter(char letter)
{
	for (int i = 0; i < CLI_OPT_COUNT; i++)
		if (cli_options[i].letter == letter)
			return i;
	return -1;
}

static int
keep(struct cli *cli, int option, const char *value, struct err *err)
{
	if (option == CLI_OPT_AMBIGUOUS_SHORT)
		option = CLI_OPT_AMBIGUOUS;
	if (option == CLI_OPT_SET) {
		if (cli->nsets == CLI_MAX_SETS)
			return err_set(err, ERR_USAGE, "more than %d times -o",
			    CLI_MAX_SETS);
		cli->sets[cli->nsets++] = value;
	}
	cli->value[option] = value;
	return 0;
}

/*
 * Take the option at *arg, whose value may be the next word.  Sets `*used` to
 * the words taken.
 */
static int
take_long(struct cli *cli, char **arg, int *used, struct err *err)
{
	const char *name = *arg + 2;
	size_t nbytes = strcspn(name, "=");
	int option = find_long(name, nbytes);
	const char *value = name[nbytes] == '=' ? name + nbytes + 1 : NULL;

	if (option < 0)
		return unknown(err, name, nbytes);
	*used = 1;
	if (!cli_options[option].argument) {
		if (value)
			return err_set(err, ERR_USAGE, "--%s takes no value",
			    cli_options[option].name);
		return keep(cli, option, "", err);
	}
	if (!value) {
		value = arg[1];
		*used = 2;
	}
	if (!value)
		return err_set(err, ERR_USAGE, "--%s wants a value: %s", name,
		    cli_options[option].argument);
	return keep(cli, option, value, err);
}

static int
take_letters(struct cli *cli, char **arg, int *used, struct err *err)
{
	*used = 1;
	for (const char *p = *arg + 1; *p; p++) {
		int option = find_letter(*p);
		if (option < 0)
			return err_set(err, ERR_USAGE,
			    "unknown option -%c; broadsheet --help lists them",
			    *p);
		if (!cli_options[option].argument) {
			if (keep(cli, option, "", err) != 0)
				return -1;
			continue;
		}
		const char *value = p[1] ? p + 1 : arg[1];
		if (!value)
			return err_set(err, ERR_USAGE, "-%c wants a value: %s",
			    *p, cli_options[option].argument);
		*used = p[1] ? 1 : 2;
		return keep(cli, option, value, err);
	}
	return 0;
}

static int
check_commands(const struct cli *cli, struct err *err)
{
	for (int i = 0; i < CLI_OPT_COUNT; i++) {
		if (!cli->value[i] || (cli_options[i].commands & cli->command))
			continue;
		if (cli->command == CLI_SEARCH)
			return err_set(err, ERR_USAGE,
			    "--%s is not for search; write -- before a query "
			    "with words to leave out: search -- rate -mortgage",
			    cli_options[i].name);
		return err_set(err, ERR_USAGE,
		    "--%s is not for this command; see broadsheet --help",
		    cli_options[i].name);
	}
	return 0;
}

static void
take_command(struct cli *cli)
{
	cli->command = CLI_READ;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (cli->nwords == 0 ||
		    strcmp(cli->words[0], commands[i].name) != 0)
			continue;
		cli->command = commands[i].command;
		cli->words++;
		cli->nwords--;
		return;
	}
}

int
cli_parse(struct cli *cli, int argc, char **argv, struct err *err)
{
	bool only_words = false;
	int used = 1;

	*cli = (struct cli){ .words = argv + 1 };
	for (int i = 1; i < argc; i += used) {
		char *arg = argv[i];
		used = 1;
		if (only_words || arg[0] != '-' || !arg[1])
			cli->words[cli->nwords++] = arg;
		else if (strcmp(arg, "--") == 0)
			only_words = true;
		else if (arg[1] == '-') {
			if (take_long(cli, argv + i, &used, err) != 0)
				return -1;
		} else if (take_letters(cli, argv + i, &used, err) != 0)
			return -1;
	}
	take_command(cli);
	return check_commands(cli, err);
}

int
cli_number(const struct cli *cli, enum cli_option option, int otherwise,
    int least, int most, int *out, struct err *err)
{
	const char *value = cli->value[option];
	char *end;

	*out = otherwise;
	if (!value)
		return 0;
	errno = 0;
	long n = strtol(value, &end, 10);
	if (errno || end == value || *end || n < least || n > most)
		return err_set(err, ERR_USAGE,
		    "--%s=%s is not a number from %d to %d",
		    cli_options[option].name, value, least, most);
	*out = (int)n;
	return 0;
}
