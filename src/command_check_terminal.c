/*
 * check --terminal: a card of samples with the cells that the terminal gives to
 * each, and what follows for broadsheet.ini.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/config.h"
#include "config/i18n.h"
#include "config/settings.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/library/marks.h"
#include "src/text/filter.h"
#include "src/text/glyph.h"
#include "ui/probe_ask.h"
#include "ui/probe_cache.h"

/* Columns of the card, in cells. */
enum { SAMPLE_CELLS = 6, NUMBER_CELLS = 9 };

struct card {
	struct buf out;
	struct probe_reader reader;
	enum probe_verdict verdict;
	int nwrong; /* samples that take other cells than everywhere */
};

/* A text and blanks up to `ncells`, of which it takes `used`. */
static void
add_padded(struct buf *b, const char *s, int used, int ncells)
{
	buf_adds(b, s);
	for (; used < ncells; used++)
		buf_addc(b, ' ');
}

static void
add_word(struct buf *b, const char *s, int ambiguous)
{
	int used = (int)glyph_ncells(s, strlen(s), ambiguous);

	add_padded(b, s, used, NUMBER_CELLS);
	buf_addc(b, ' ');
}

static void
add_number(struct buf *b, int n)
{
	char digits[12] = "?";

	if (n >= 0)
		snprintf(digits, sizeof digits, "%d", n);
	add_padded(b, digits, (int)strlen(digits), NUMBER_CELLS);
	buf_addc(b, ' ');
}

/* The cells that a sample took; -1: not known. */
static int
cells_of(const struct card *c, size_t i)
{
	return i < c->reader.n ? c->reader.ncells[i] : -1;
}

static bool
is_wrong(const struct card *c, size_t i)
{
	int n = cells_of(c, i);

	return n >= 0 && probe_rows[i].kind == PROBE_FIRM &&
	    n != probe_rows[i].ncells;
}

/* What is painted in the place of a sample that terminals disagree on. */
static const char *
replacement(size_t i, struct glyph *g)
{
	const char *s = probe_rows[i].sample;

	glyph_next(g, s, strlen(s), 1);
	return g->bytes;
}

/* The bars of all rows are straight if the terminal said the truth. */
static void
add_sample(struct card *c, size_t i)
{
	const struct probe_row *row = &probe_rows[i];
	int n = cells_of(c, i);
	int used = n >= 0 ? n : row->ncells;
	struct glyph g;

	buf_adds(&c->out, "| ");
	add_padded(&c->out, row->sample, used, SAMPLE_CELLS);
	buf_adds(&c->out, "|  ");
	add_number(&c->out, n);
	if (row->kind == PROBE_FIRM)
		add_number(&c->out, row->ncells);
	else
		add_word(&c->out,
		    row->kind == PROBE_AMBIGUOUS ? _("1 or 2") : _("any"), 1);
	buf_adds(&c->out, _(row->what));
	if (row->kind == PROBE_REPLACED)
		buf_addf(&c->out, _("; shown as %s"), replacement(i, &g));
	else if (row->kind == PROBE_PLACED)
		buf_adds(&c->out, _("; what follows is placed anew"));
	if (is_wrong(c, i)) {
		buf_adds(&c->out, _("; wrong"));
		c->nwrong++;
	}
	buf_addc(&c->out, '\n');
}

static void
add_card(struct card *c)
{
	buf_addf(&c->out, _("terminal: %s\n"), getenv("TERM"));
	add_padded(&c->out, "", 0, SAMPLE_CELLS + 5);
	add_word(&c->out, _("cells"), 1);
	add_word(&c->out, _("expected"), 1);
	buf_addc(&c->out, '\n');
	for (size_t i = 0; i < PROBE_COUNT; i++)
		add_sample(c, i);
}

static void
add_verdict(struct card *c)
{
	static const char *const words[] = {
		[PROBE_SILENT] =
		    N_("The terminal did not answer, so ambiguous-width=auto "
		       "takes 1.\nIf the bars above are crooked, set "
		       "ambiguous-width=2, or safe-charset=on.\n"),
		[PROBE_NARROW] = N_("Ambiguous characters take 1 cell here; "
				    "ambiguous-width=auto knows it.\n"),
		[PROBE_WIDE] = N_("Ambiguous characters take 2 cells here; "
				  "ambiguous-width=auto knows it.\n"),
		[PROBE_MIXED] =
		    N_("Some ambiguous characters take 1 cell here and some 2, "
		       "so others are shown\ninstead of them, as with "
		       "safe-charset=on.\n"),
	};

	buf_addc(&c->out, '\n');
	buf_adds(&c->out, _(words[c->verdict]));
	if (c->nwrong > 0)
		buf_adds(&c->out,
		    _("What is marked as wrong takes other cells than in any "
		      "other terminal: columns\nwill be crooked.  Set the "
		      "terminal to UTF-8, or use another one.\n"));
	if (getenv("TMUX") || getenv("STY"))
		buf_adds(&c->out,
		    _("Inside tmux or screen it is they who answer, not the "
		      "terminal around them.  If\nthe bars are crooked all the "
		      "same, set safe-charset=on.\n"));
}

/* Does the configuration say otherwise than the terminal? */
static bool
add_contradiction(struct card *c, const struct settings *s)
{
	int told = s->ambiguous_width;

	if (told == 0 || s->safe_charset || c->verdict == PROBE_SILENT ||
	    (int)c->verdict == told)
		return false;
	buf_addf(&c->out, _("But ambiguous-width=%d is set: set it to auto.\n"),
	    told);
	return true;
}

static int
fail(const char *message)
{
	struct err err;

	err_set(&err, ERR_UNSUPPORTED, "%s", message);
	run_complain(&err);
	return EXIT_FAILED;
}

static int
show(struct card *c)
{
	struct buf filtered;

	buf_init(&filtered);
	filter_add(&filtered, buf_str(&c->out), c->out.n, FILTER_TEXT);
	int status = run_write(&filtered);
	buf_fini(&filtered);
	return status;
}

int
command_check_terminal(struct run *run)
{
	const struct settings *s = config_settings(run->config);
	struct card c = { .nwrong = 0 };
	struct err err;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return fail(
		    _("check --terminal asks the terminal; run it without "
		      "pipes or files"));
	if (!probe_may_ask(getenv("TERM")))
		return fail(
		    _("this terminal cannot be asked; set TERM to what it "
		      "really is"));
	if (i18n_set_locale(&err) != 0) {
		run_complain(&err);
		return EXIT_FAILED;
	}
	if (probe_ask_alone(&c.reader, STDIN_FILENO, STDOUT_FILENO) != 0)
		return fail(_("the terminal has no modes to change"));
	c.verdict = probe_verdict(&c.reader);
	probe_cache_put(c.verdict, config_xdg_cache(), marks_now());
	buf_init(&c.out);
	add_card(&c);
	add_verdict(&c);
	bool good = !add_contradiction(&c, s) && c.nwrong == 0 &&
	    (c.verdict == PROBE_NARROW || c.verdict == PROBE_WIDE);
	int status = show(&c);
	buf_fini(&c.out);
	return status == EXIT_DONE && !good ? EXIT_FAILED : status;
}
