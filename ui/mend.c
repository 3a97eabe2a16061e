#include "ui/mend.h"

#include <stdlib.h>
#include <unistd.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/print/markdown_export.h"
#include "ui/app.h"
#include "ui/editor.h"

/* Read the native form of `path` as the paper that it was made from. */
static struct paper *
read_file(const struct app *app, const char *path, struct err *err)
{
	struct paper_options native = { .encoding = "UTF-8",
		.format = "native" };
	struct paper *fresh = paper_open(path, &native, err);

	if (!fresh)
		return NULL;
	if (fresh->edition->narticles == 0) {
		paper_close(fresh);
		err_set(err, ERR_PARSE, "%s",
		    _("no article is left in it; nothing was changed"));
		return NULL;
	}
	/* It is still that paper, for bookmarks and for reading again. */
	free(fresh->name);
	free(fresh->path);
	fresh->name = xstrdup(app->paper->name);
	fresh->path = app->paper->path ? xstrdup(app->paper->path) : NULL;
	return fresh;
}

static void
read_back(struct app *app, const char *path)
{
	struct err err = { 0 };
	struct paper *fresh = read_file(app, path, &err);

	if (!fresh) {
		app_say_error(app, &err);
		return;
	}
	app_swap_paper(app, fresh);
	app->is_mended = true;
	if (diag_has(&fresh->diag, DIAG_WARNING))
		app_say_error(app, &fresh->diag.items[0].what);
	app_say(app, _("mended for this session; :write NAME.md saves it"));
}

void
mend_paper(struct app *app)
{
	struct err err = { 0 };
	struct buf path, text;

	buf_init(&path);
	buf_init(&text);
	markdown_export(&text, app_edition(app));
	switch (editor_run(app, &path, &text, &err)) {
	case EDITOR_FAILED:
		app_say_error(app, &err);
		break;
	case EDITOR_UNCHANGED:
		app_say(app, _("nothing was changed"));
		break;
	case EDITOR_CHANGED:
		read_back(app, buf_str(&path));
		break;
	}
	if (path.n > 0)
		unlink(buf_str(&path));
	buf_fini(&path);
	buf_fini(&text);
}
