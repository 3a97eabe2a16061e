#include "ui/source.h"

#include <stdbool.h>
#include <string.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/err.h"
#include "src/library/marks.h"
#include "ui/app.h"

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool
is_of(const struct mark *m, const struct paper *p)
{
	return same(m->paper, mark_paper(p->edition, p->path)) &&
	    same(m->date, p->edition->date);
}

/* What was opened is kept if it is the edition that is looked for. */
static bool
take(struct source *s, const struct mark *m, struct paper *paper)
{
	if (paper && is_of(m, paper)) {
		*s = (struct source){ paper->edition, paper, false };
		return true;
	}
	paper_close(paper);
	return false;
}

int
source_find(
    struct source *s, struct app *app, const struct mark *m, struct err *err)
{
	*s = (struct source){ app->paper->edition, NULL, false };
	if (is_of(m, app->paper))
		return 0;
	struct paper *paper = m->path
	    ? paper_open(m->path, app->options.paper_options, err)
	    : paper_open_bundled();
	bool is_there = paper;
	if (take(s, m, paper))
		return 0;
	if (take(s, m, shelf_open_mark(app, m))) {
		s->is_kept = true;
		return 0;
	}
	if (!is_there)
		return -1;
	return err_set(err, ERR_NOT_FOUND, _("%s is another edition now"),
	    m->path ? m->path : _("the bundled edition"));
}

void
source_show(struct app *app, struct source *s, struct anchor at)
{
	struct place place = { .at = at, .view = VIEW_ARTICLE, .item = -1 };

	if (s->paper)
		app_open_paper(app, s->paper, app_place(app), place);
	else
		app_jump_to(app, at);
	if (s->is_kept)
		app_say(app, "%s",
		    _("its source is gone; this is from the library"));
	s->paper = NULL;
}

void
source_drop(struct source *s)
{
	paper_close(s->paper);
	s->paper = NULL;
}
