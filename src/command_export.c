#include <string.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/print/html_export.h"
#include "src/print/json_export.h"
#include "src/print/markdown_export.h"
#include "src/print/text_export.h"

static const struct {
	const char *name;
	void (*write)(struct buf *, const struct edition *);
} formats[] = {
	{ "json", json_export },
	{ "markdown", markdown_export },
	{ "html", html_export },
	{ "text", text_export },
};

enum { NFORMATS = sizeof formats / sizeof *formats };

static int
find_format(const char *name)
{
	for (int i = 0; i < NFORMATS; i++)
		if (!name || strcmp(formats[i].name, name) == 0)
			return i;
	return -1;
}

int
command_export(struct run *run)
{
	const char *name = run->cli->value[CLI_OPT_FORMAT];
	int format = find_format(name);
	unsigned article;
	struct buf b;

	if (format < 0)
		return run_misused(_("no format is called %s; there are json, "
				     "markdown, html and text"),
		    name);
	if (run->cli->nwords > 1)
		return run_misused(
		    _("export takes one paper; %s is one too many"),
		    run->cli->words[1]);
	struct paper *paper = run_open(
	    run, run->cli->nwords ? run->cli->words[0] : NULL, &article);
	if (!paper)
		return EXIT_FAILED;
	if (article > 0) {
		paper_close(paper);
		return run_misused(
		    _("export writes whole papers; leave out #%u"), article);
	}
	run_complain_all(&paper->diag, DIAG_LOST);
	buf_init(&b);
	formats[format].write(&b, paper->edition);
	int status = run_write(&b);
	buf_fini(&b);
	if (status == EXIT_DONE)
		status = run_status(paper);
	paper_close(paper);
	return status;
}
