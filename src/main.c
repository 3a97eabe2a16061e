/*
 * The program: the command line, the configuration, and the command that is
 * asked for.
 */
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/config.h"
#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/json.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/library/db.h"
#include "src/text/bidi.h"
#include "src/text/charset.h"
#include "src/text/cluster.h"
#include "src/text/hyphen.h"
#include "src/text/width.h"
#include "ui/term.h"

static const struct {
	enum cli_command command;
	int (*run)(struct run *);
	const char *usage;
	const char *help;
} commands[] = {
	{ CLI_READ, command_read, "[PAPER]", N_("read the paper") },
	{ CLI_PRINT, command_print, "print [PAPER]",
	    N_("set it and write it to standard output") },
	{ CLI_EXPORT, command_export, "export PAPER",
	    N_("write its structure") },
	{ CLI_CHECK, command_check, "check [PAPER...]",
	    N_("say what is wrong with configuration and papers") },
	{ CLI_BOOKMARKS, command_bookmarks, "bookmarks [add|remove PAPER#N...]",
	    N_("list, set and remove bookmarks") },
	{ CLI_CLIPPINGS, command_clippings, "clippings [add|remove|import ...]",
	    N_("list, keep, remove and import clippings") },
	{ CLI_BACKUP, command_backup, "backup [FILE|-]",
	    N_("write all that you made to a file") },
	{ CLI_RESTORE, command_restore, "restore FILE|-",
	    N_("bring back what such a file has") },
	{ CLI_CONFIG, command_config, "config",
	    N_("name the configuration file, or print one") },
	{ CLI_SEARCH, command_search, "search QUERY...",
	    N_("find stories in the library") },
	{ CLI_IMPORT, command_import, "import PAPER...",
	    N_("keep papers in the library") },
	{ CLI_LIBRARY, command_library, "library [VERB]",
	    N_("list, check and tidy the library") },
};

enum { NCOMMANDS = sizeof commands / sizeof *commands, HELP_COLUMN = 36 };

/* A row of help: `left` up to HELP_COLUMN, then what it means. */
static void
add_row(struct buf *b, const char *left, const char *meaning)
{
	size_t n = strlen(left);

	buf_addf(b, "  %s", left);
	if (n + 3 > HELP_COLUMN) {
		buf_addc(b, '\n');
		n = (size_t)-2;
	}
	for (size_t i = n + 2; i < HELP_COLUMN; i++)
		buf_addc(b, ' ');
	buf_addf(b, "%s\n", meaning);
}

static void
add_option(struct buf *b, const struct cli_help *o)
{
	char left[80];

	snprintf(left, sizeof left, "%c%c%c --%s%s%s", o->letter ? '-' : ' ',
	    o->letter ? o->letter : ' ', o->letter ? ',' : ' ', o->name,
	    o->argument ? "=" : "", o->argument ? o->argument : "");
	add_row(b, left, _(o->help));
}

static int
show_help(const struct cli *cli)
{
	struct buf b;

	buf_init(&b);
	buf_adds(&b, _("broadsheet reads the newspaper in a terminal.\n\n"));
	for (int i = 0; i < NCOMMANDS; i++) {
		char left[80];
		snprintf(left, sizeof left, "broadsheet %s", commands[i].usage);
		if (cli->command == CLI_READ ||
		    cli->command == commands[i].command)
			add_row(&b, left, _(commands[i].help));
	}
	buf_adds(&b,
	    _("\nPAPER is a file, a folder of pages, - for standard input, "
	      "or an edition\nof the library, as PAPER DATE; PAPER#N is its "
	      "N-th article.\n\n"));
	for (int i = 0; i < CLI_OPT_COUNT; i++)
		if (cli->command == CLI_READ ||
		    (cli_options[i].commands & cli->command))
			add_option(&b, &cli_options[i]);
	buf_adds(&b,
	    _("\nWhile reading, ? shows the keys. The manual: man "
	      "broadsheet.\n"));
	int status = run_write(&b);
	buf_fini(&b);
	return status;
}

static int
show_version(const struct cli *cli)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b, "broadsheet %s\n", VERSION);
	if (cli->value[CLI_OPT_VERBOSE]) {
		char unistring[16];
		buf_addf(&b, "Unicode %s\n", width_unicode_version());
		buf_adds(&b, "GNU Unifont 15.0.01 (SIL OFL 1.1)\n");
		buf_addf(&b, "libunistring %s\n",
		    cluster_library_version(unistring, sizeof unistring));
		buf_addf(&b, "fribidi %s\n", bidi_library_version());
		buf_addf(&b, "ncurses %s\n", term_library_version());
		buf_addf(&b, "SQLite %s\n", db_library_version());
		buf_addf(&b, "jansson %s\n", json_library_version());
	}
	int status = run_write(&b);
	buf_fini(&b);
	return status;
}

/* Options of the command line that are settings too: their -o form. */
static const struct {
	enum cli_option option;
	const char *name;
} settings[] = {
	{ CLI_OPT_THEME, "theme" },
	{ CLI_OPT_COLOR, "color" },
	{ CLI_OPT_AMBIGUOUS, "ambiguous-width" },
	{ CLI_OPT_WRITING, "writing" },
};

enum { NSETTINGS = sizeof settings / sizeof *settings, SET_BYTES = 300 };

/* One setting of the command line; EXIT_USAGE if it is no good. */
static int
apply(struct run *run, const char *name, const char *value)
{
	struct err err;

	if (config_set(run->config, name, value, &err) == 0)
		return EXIT_DONE;
	run_complain(&err);
	return EXIT_USAGE;
}

/*
 * What -o says was set with the rest of the configuration; here it is set once
 * more to tell who misspelt it at once.
 */
static int
check_sets(struct run *run)
{
	char name[SET_BYTES];

	for (size_t i = 0; i < run->cli->nsets; i++) {
		const char *set = run->cli->sets[i];
		size_t n = strcspn(set, "=");
		if (!set[n] || n >= sizeof name)
			return run_misused(_("-o %s is not NAME=VALUE"), set);
		snprintf(name, sizeof name, "%.*s", (int)n, set);
		if (apply(run, name, set + n + 1) != EXIT_DONE)
			return EXIT_USAGE;
	}
	return EXIT_DONE;
}

static int
apply_settings(struct run *run)
{
	const struct cli *cli = run->cli;
	const char *encoding = cli->value[CLI_OPT_ENCODING];

	if (encoding && strcmp(encoding, "auto") != 0 &&
	    !charset_named(encoding))
		return run_misused(_("no character set is called %s; try "
				     "utf-8, gb18030, big5, shift_jis, euc-jp, "
				     "euc-kr or windows-1252"),
		    encoding);
	if (check_sets(run) != EXIT_DONE)
		return EXIT_USAGE;
	for (int i = 0; i < NSETTINGS; i++) {
		const char *value = cli->value[settings[i].option];
		if (value && apply(run, settings[i].name, value) != 0)
			return EXIT_USAGE;
	}
	if (cli->command != CLI_READ)
		return EXIT_DONE;
	const char *view = cli->value[CLI_OPT_VIEW];
	const char *columns = cli->value[CLI_OPT_COLUMNS];
	const char *measure = cli->value[CLI_OPT_MEASURE];
	if (columns && strcmp(columns, "auto") == 0)
		columns = "0";
	if ((view && apply(run, "view", view) != 0) ||
	    (columns && apply(run, "columns", columns) != 0) ||
	    (measure && apply(run, "measure", measure) != 0))
		return EXIT_USAGE;
	return EXIT_DONE;
}

/* Where dictionaries are; tests have some of their own. */
static const char *
hyphen_folders(void)
{
	const char *folders = getenv("BROADSHEET_HYPHENS");

	return folders ? folders : HYPHENDIRS;
}

static int
run_command(const struct cli *cli)
{
	const char *file = cli->value[CLI_OPT_CONFIG];
	struct config_source source = {
		.file = file && strcmp(file, "-") == 0 ? "" : file,
		.overrides = cli->sets,
		.noverrides = cli->nsets,
	};
	struct run run = { .cli = cli, .source = &source };
	int status;

	diag_init(&run.diag);
	run.hyphens = hyphens_new(hyphen_folders());
	run.config = config_load(&source, &run.diag);
	i18n_init(config_settings(run.config)->language);
	status = apply_settings(&run);
	for (int i = 0; i < NCOMMANDS && status == EXIT_DONE; i++)
		if (commands[i].command == cli->command) {
			status = commands[i].run(&run);
			break;
		}
	config_free(run.config);
	hyphens_free(run.hyphens);
	diag_fini(&run.diag);
	return status;
}

int
main(int argc, char **argv)
{
	struct cli cli;
	struct err err;

	signal(SIGPIPE, SIG_IGN);
	setlocale(LC_CTYPE, "C.UTF-8");
	i18n_init("auto");
	if (cli_parse(&cli, argc, argv, &err) != 0) {
		run_complain(&err);
		return EXIT_USAGE;
	}
	if (cli.value[CLI_OPT_HELP])
		return show_help(&cli);
	if (cli.value[CLI_OPT_VERSION])
		return show_version(&cli);
	return run_command(&cli);
}
