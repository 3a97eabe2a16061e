/*
 * The command line, taken apart.
 *
 * Options may stand anywhere up to "--", long ones with "=VALUE" or the value
 * as the next word.  What is unknown is an error that names the nearest known.
 */
#ifndef SRC_CLI_H
#define SRC_CLI_H

#include <stddef.h>

struct err;

/* Which commands an option is for: bits of these. */
enum cli_command {
	CLI_READ = 1 << 0,
	CLI_PRINT = 1 << 1,
	CLI_EXPORT = 1 << 2,
	CLI_CHECK = 1 << 3,
	CLI_BOOKMARKS = 1 << 4,
	CLI_CONFIG = 1 << 5,
	CLI_CLIPPINGS = 1 << 6,
	CLI_BACKUP = 1 << 7,
	CLI_RESTORE = 1 << 8,
	CLI_SEARCH = 1 << 9,
	CLI_IMPORT = 1 << 10,
	CLI_LIBRARY = 1 << 11,
	CLI_MARKS = CLI_BOOKMARKS | CLI_CLIPPINGS,
	CLI_PAPERS = CLI_READ | CLI_PRINT | CLI_EXPORT | CLI_CHECK | CLI_MARKS |
	    CLI_IMPORT,
	CLI_SETTERS = CLI_READ | CLI_PRINT,
	CLI_SHELVES = CLI_IMPORT | CLI_LIBRARY,
	CLI_FORMATS = CLI_EXPORT | CLI_MARKS | CLI_SEARCH | CLI_LIBRARY,
	CLI_COLOURED = CLI_SETTERS | CLI_SEARCH,
	CLI_ALL = CLI_PAPERS | CLI_CONFIG | CLI_BACKUP | CLI_RESTORE |
	    CLI_SEARCH | CLI_LIBRARY,
};

enum cli_option {
#define CLI(id, name, letter, argument, commands, help) CLI_OPT_##id,
#include "src/cli.def"
#undef CLI
	CLI_OPT_COUNT
};

enum { CLI_MAX_SETS = 64 };

struct cli {
	enum cli_command command;
	const char
	    *value[CLI_OPT_COUNT];      /* NULL: not given; "" without value */
	const char *sets[CLI_MAX_SETS]; /* of -o, in order */
	size_t nsets;
	char **words; /* what is not an option; argv's own array */
	size_t nwords;
};

/* argv is permuted in place.  Fails with ERR_USAGE. */
int cli_parse(struct cli *, int argc, char **argv, struct err *);

/* An option's number within least..most, or `otherwise` if not given. */
int cli_number(const struct cli *, enum cli_option, int otherwise, int least,
    int most, int *out, struct err *);

/* Rows for --help of a command, in order; NULL name at the end. */
struct cli_help {
	const char *name;
	char letter;
	const char *argument;
	unsigned commands;
	const char *help; /* English; for gettext */
};

extern const struct cli_help cli_options[CLI_OPT_COUNT + 1];

#endif
