#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "config/config.h"
#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/edition/edition.h"
#include "src/layout/params.h"
#include "src/print/print.h"
#include "ui/cells.h"
#include "ui/layouts.h"

enum { PRINT_WIDTH = 80 }; /* when there is no terminal to ask */

static int
terminal_width(void)
{
	struct winsize w;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 &&
	    w.ws_col >= LAYOUT_MIN_WIDTH)
		return w.ws_col;
	return PRINT_WIDTH;
}

/*
 * The view: as asked for; else one column for checkers, one article, the whole
 * edition of a paper, or the front page of the bundled one.
 */
static int
choose_view(struct print_options *p, const struct run *run, struct err *err)
{
	static const struct {
		const char *name;
		enum print_view view;
	} views[] = {
		{ "front", PRINT_FRONT },
		{ "article", PRINT_ARTICLE },
		{ "edition", PRINT_EDITION },
		{ "linear", PRINT_LINEAR },
	};
	const char *name = run->cli->value[CLI_OPT_VIEW];

	p->view = p->article >= 0   ? PRINT_ARTICLE
	    : run->cli->nwords == 0 ? PRINT_FRONT
				    : PRINT_EDITION;
	if (!name)
		return 0;
	for (size_t i = 0; i < sizeof views / sizeof *views; i++)
		if (strcmp(views[i].name, name) == 0) {
			p->view = views[i].view;
			return 0;
		}
	return err_set(err, ERR_USAGE,
	    _("no view is called %s; there are front, article, edition and "
	      "linear"),
	    name);
}

static int
choose_sizes(struct print_options *p, const struct run *run, struct err *err)
{
	const struct cli *cli = run->cli;
	struct layout_params *l = &p->params;
	const char *columns = cli->value[CLI_OPT_COLUMNS];
	int width, height, measure;

	if (cli_number(cli, CLI_OPT_WIDTH, terminal_width(), LAYOUT_MIN_WIDTH,
		LAYOUT_MAX_WIDTH, &width, err) != 0 ||
	    cli_number(cli, CLI_OPT_HEIGHT, 0, LAYOUT_MIN_HEIGHT,
		LAYOUT_MAX_HEIGHT, &height, err) != 0 ||
	    cli_number(cli, CLI_OPT_MEASURE, 0, 4, LAYOUT_MAX_WIDTH, &measure,
		err) != 0)
		return -1;
	layouts_params(l, config_settings(run->config), width, height,
	    i18n_language(), run->hyphens);
	if (isatty(STDOUT_FILENO))
		l->ambiguous = cells_known(
		    config_settings(run->config), config_xdg_cache());
	if (columns && strcmp(columns, "auto") == 0)
		l->columns = 0;
	else if (cli_number(cli, CLI_OPT_COLUMNS, l->columns, 1,
		     LAYOUT_MAX_COLUMNS, &l->columns, err) != 0)
		return -1;
	p->measure = measure;
	if (measure > 0)
		l->hang = 0; /* nothing stands beside one column */
	p->form_feed = cli->value[CLI_OPT_FORM_FEED] != NULL;
	return 0;
}

static int
choose_colors(struct print_options *p, struct run *run, struct err *err)
{
	const struct settings *s = config_settings(run->config);
	static const enum color_depth depths[] = { COLOR_256, COLOR_NONE,
		COLOR_16, COLOR_256, COLOR_TRUE };
	enum { AUTO, ALWAYS, NEVER };
	const char *no_color = getenv("NO_COLOR");

	p->depth = depths[s->colors];
	p->with_ink =
	    s->color == ALWAYS || (s->color == AUTO && isatty(STDOUT_FILENO));
	if (s->color == NEVER || (s->color == AUTO && no_color && *no_color))
		p->depth = COLOR_NONE;
	p->palette = config_theme(run->config, s->theme, 1, &run->diag, err);
	return p->palette ? 0 : -1;
}

/* Write away what was printed so far; `status` is told when that fails. */
static int
flush(struct buf *out, void *status)
{
	int *told = status;

	*told = run_write(out);
	buf_cut(out, 0);
	return *told == EXIT_DONE ? 0 : -1;
}

static int
print_paper(struct run *run, const struct paper *paper, long number)
{
	int status = EXIT_DONE;
	struct print_options how = {
		.article = number - 1,
		.flush = flush,
		.flush_to = &status,
	};
	struct err err;
	struct buf b;

	if (choose_view(&how, run, &err) != 0 ||
	    choose_sizes(&how, run, &err) != 0 ||
	    choose_colors(&how, run, &err) != 0) {
		run_complain(&err);
		return EXIT_USAGE;
	}
	buf_init(&b);
	print_edition(&b, paper->edition, &how);
	if (status == EXIT_DONE)
		status = run_write(&b);
	buf_fini(&b);
	return status == EXIT_DONE ? run_status(paper) : status;
}

int
command_print(struct run *run)
{
	const struct cli *cli = run->cli;
	unsigned named;

	if (cli->nwords > 1)
		return run_misused(
		    _("print takes one paper; %s is one too many"),
		    cli->words[1]);
	struct paper *paper =
	    run_open(run, cli->nwords ? cli->words[0] : NULL, &named);
	if (!paper)
		return EXIT_FAILED;
	run_complain_all(&run->diag, DIAG_WARNING);
	run_complain_all(&paper->diag, DIAG_LOST);
	long number = run_article(run, paper, named);
	int status = number < 0 ? EXIT_FAILED : print_paper(run, paper, number);
	paper_close(paper);
	return status;
}
