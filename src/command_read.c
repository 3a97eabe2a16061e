#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "config/config.h"
#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/diag.h"
#include "src/base/err.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/edition/edition.h"
#include "ui/ui.h"

/*
 * Where keys come from: standard input, or the controlling terminal when the
 * paper came in through that.
 */
static int
open_keys(const struct paper *paper, struct err *err)
{
	if (!paper || strcmp(paper->name, "-") != 0)
		return STDIN_FILENO;
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
	if (fd < 0)
		err_sys(err, _("no terminal to read keys from"));
	return fd;
}

/* `paper` NULL: the one that was read last. */
static int
read_paper(struct run *run, struct paper *paper, long number)
{
	struct paper_options how = {
		.encoding = run->cli->value[CLI_OPT_ENCODING],
		.format = run->cli->value[CLI_OPT_READER],
	};
	struct err err;
	struct diag unkept;
	int keys = open_keys(paper, &err);
	struct ui_options ui = {
		.paper = paper,
		.config = run->config,
		.config_source = run->source,
		.paper_options = &how,
		.config_diag = &run->diag,
		.keys_fd = keys,
		.hyphens = run->hyphens,
		.marks_dir = config_xdg_data(),
		.cache_dir = config_xdg_cache(),
		.article = (unsigned)number,
		.unkept = &unkept,
		.goes_on = !paper,
	};

	if (keys < 0) {
		run_complain(&err);
		paper_close(paper);
		return EXIT_FAILED;
	}
	int status = paper ? run_status(paper) : EXIT_DONE;
	run->config = NULL; /* taken */
	diag_init(&unkept);
	if (ui_run(&ui, &err) != 0) {
		run_complain(&err);
		status = EXIT_FAILED;
	}
	run_complain_all(&unkept, DIAG_WARNING);
	if (unkept.n > 0)
		status = EXIT_FAILED;
	diag_fini(&unkept);
	return status;
}

int
command_read(struct run *run)
{
	const struct cli *cli = run->cli;
	const char *name = cli->nwords ? cli->words[0] : NULL;
	bool goes_on = cli->value[CLI_OPT_CONTINUE];
	int is_stdin = name && strcmp(name, "-") == 0;
	unsigned named;
	struct err err;

	if (goes_on && (name || cli->value[CLI_OPT_ARTICLE]))
		return run_misused(_("--continue opens the paper that was read "
				     "last; it takes no PAPER and no article"));
	if (goes_on && (!isatty(STDOUT_FILENO) || !isatty(STDIN_FILENO)))
		return run_misused(_("--continue wants a terminal"));
	if (!isatty(STDOUT_FILENO) || (!is_stdin && !isatty(STDIN_FILENO)))
		return command_print(run);
	if (cli->nwords > 1)
		return run_misused(_("one paper at a time; %s is one too many"),
		    cli->words[1]);
	if (i18n_set_locale(&err) != 0) {
		run_complain(&err);
		return EXIT_FAILED;
	}
	if (!name && !cli->value[CLI_OPT_ARTICLE] &&
	    (goes_on || config_settings(run->config)->continue_))
		return read_paper(run, NULL, 0);
	struct paper *paper = run_open(run, name, &named);
	if (!paper)
		return EXIT_FAILED;
	long number = run_article(run, paper, named);
	if (number < 0) {
		paper_close(paper);
		return EXIT_FAILED;
	}
	return read_paper(run, paper, number);
}

int
command_newsstand(struct run *run)
{
	struct err err;

	if (config_set(run->config, "view", "library", &err) != 0) {
		run_complain(&err);
		return EXIT_FAILED;
	}
	return command_read(run);
}
