#include "config/config.h"
#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/edition/edition.h"
#include "src/text/filter.h"

static const char *const levels[] = {
	[DIAG_NOTE] = N_("note"),
	[DIAG_WARNING] = N_("warning"),
	[DIAG_LOST] = N_("lost"),
};

/* All that is noted, one line each; returns the status it makes. */
static int
report(struct buf *out, const struct diag *d)
{
	char message[ERR_WHERE_BYTES + ERR_MSG_BYTES + 32];

	for (size_t i = 0; i < d->n; i++) {
		const struct diag_item *item = &d->items[i];
		err_format(&item->what, message, sizeof message);
		buf_addf(out, "%s: ", _(levels[item->level]));
		buf_adds(out, message);
		buf_addc(out, '\n');
	}
	if (d->ndropped > 0)
		buf_addf(out, _("and %zu more\n"), d->ndropped);
	return diag_has(d, DIAG_LOST)   ? EXIT_PARTLY
	    : diag_has(d, DIAG_WARNING) ? EXIT_FAILED
					: EXIT_DONE;
}

static void
describe(struct buf *out, const struct paper *paper)
{
	const struct edition *e = paper->edition;

	buf_addf(out, "%s: ", paper->name);
	buf_addf(out, ngettext("%zu page", "%zu pages", e->npages), e->npages);
	buf_addf(out, ngettext(", %zu article", ", %zu articles", e->narticles),
	    e->narticles);
	buf_addf(out, _("; read as %s, character set %s%s\n"), paper->reader,
	    paper->charset.name ? paper->charset.name : "UTF-8",
	    paper->charset.guessed ? _(" (a guess; --encoding overrides)")
				   : "");
	if (paper->charset.nbad > 0)
		buf_addf(out,
		    ngettext("%zu sequence was not of that set\n",
			"%zu sequences were not of that set\n",
			paper->charset.nbad),
		    paper->charset.nbad);
}

/* The report is made of other people's bytes in part: filter all of it. */
static int
write_filtered(const struct buf *out)
{
	struct buf filtered;

	buf_init(&filtered);
	filter_add(&filtered, buf_str(out), out->n, FILTER_TEXT);
	int status = run_write(&filtered);
	buf_fini(&filtered);
	return status;
}

static int
worse(int a, int b)
{
	return a > b ? a : b;
}

int
command_check(struct run *run)
{
	struct buf out;
	unsigned article;

	if (run->cli->value[CLI_OPT_TERMINAL])
		return command_check_terminal(run);
	if (run->cli->value[CLI_OPT_MARKS])
		return command_check_marks();
	buf_init(&out);
	buf_addf(&out, _("configuration: %s\n"), config_file(run->config));
	int status = report(&out, &run->diag);
	for (size_t i = 0; i < run->cli->nwords; i++) {
		struct paper *paper =
		    run_open(run, run->cli->words[i], &article);
		if (!paper) {
			status = worse(status, EXIT_FAILED);
			continue;
		}
		describe(&out, paper);
		status = worse(status, report(&out, &paper->diag));
		paper_close(paper);
	}
	if (write_filtered(&out) != EXIT_DONE)
		status = EXIT_FAILED;
	buf_fini(&out);
	return status;
}
