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

int
source_find(
    struct source *s, struct app *app, const struct mark *m, struct err *err)
{
	*s = (struct source){ app->paper->edition, NULL };
	if (is_of(m, app->paper))
		return 0;
	s->paper = m->path
	    ? paper_open(m->path, app->options.paper_options, err)
	    : paper_open_bundled();
	if (!s->paper)
		return -1;
	s->edition = s->paper->edition;
	if (is_of(m, s->paper))
		return 0;
	source_drop(s);
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
	s->paper = NULL;
}

void
source_drop(struct source *s)
{
	paper_close(s->paper);
	s->paper = NULL;
}
