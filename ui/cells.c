#include "ui/cells.h"

#include <stdlib.h>
#include <unistd.h>

#include "config/settings.h"
#include "src/library/marks.h"
#include "src/text/glyph.h"
#include "ui/app.h"
#include "ui/event.h"
#include "ui/probe_ask.h"
#include "ui/probe_cache.h"
#include "ui/term.h"

/* By the choices of the option `emoji`: simplify, placeholder. */
enum { EMOJI_PLACEHOLDER = 1 };

int
cells_ambiguous(const struct settings *s, int found)
{
	int ambiguous = s->ambiguous_width ? s->ambiguous_width : found;

	if (s->safe_charset)
		ambiguous |= GLYPH_SAFE;
	if (s->emoji == EMOJI_PLACEHOLDER)
		ambiguous |= GLYPH_PLACEHOLDER;
	return ambiguous;
}

/* Is there a terminal, and does the answer matter? */
static bool
may_ask(const struct app *app)
{
	return !app->options.term && app_settings(app)->ambiguous_width == 0 &&
	    isatty(app->options.keys_fd) && isatty(STDOUT_FILENO) &&
	    probe_may_ask(getenv("TERM"));
}

void
cells_ask(struct app *app)
{
	const char *dir = app->options.cache_dir;
	enum probe_verdict verdict;
	struct probe_reader r;

	if (!may_ask(app))
		return;
	if (probe_cache_get(&verdict, dir, marks_now())) {
		probe_ask_again(STDOUT_FILENO);
	} else {
		probe_ask(&r, PROBE_START, app->options.keys_fd, STDOUT_FILENO,
		    &app->typed.bytes);
		verdict = probe_verdict(&r);
		probe_cache_put(verdict, dir, marks_now());
	}
	app->verdict = verdict;
	app->found = probe_ambiguous(verdict);
	app->is_asked = true;
}

void
cells_set(struct app *app)
{
	if (app->is_asked || !may_ask(app))
		return;
	app->is_asked = true;
	probe_ask_again(STDOUT_FILENO);
	app->term->ops->forget(app->term);
}

int
cells_known(const struct settings *s, const char *cache_dir)
{
	enum probe_verdict verdict = PROBE_SILENT;

	if (s->ambiguous_width == 0 &&
	    !probe_cache_get(&verdict, cache_dir, marks_now()))
		verdict = PROBE_SILENT;
	return cells_ambiguous(s, probe_ambiguous(verdict));
}

/*
 * Where the terminal was asked for every sample and they differed, one of them
 * tells nothing new.
 */
void
cells_heard(struct app *app, const struct event *e)
{
	enum probe_verdict verdict = e->ncells == 2 ? PROBE_WIDE : PROBE_NARROW;

	if (verdict == app->verdict || app->verdict == PROBE_MIXED)
		return;
	app->verdict = verdict;
	app->found = probe_ambiguous(verdict);
	probe_cache_put(verdict, app->options.cache_dir, marks_now());
	if (app_settings(app)->ambiguous_width != 0)
		return;
	app_apply_settings(app);
	app->term->ops->forget(app->term);
}
