#include "ui/mend.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/i18n.h"
#include "config/settings.h"
#include "content/paper.h"
#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/print/markdown_export.h"
#include "ui/app.h"
#include "ui/spawn.h"
#include "ui/term.h"

static const char *
find_editor(const struct app *app)
{
	const char *const choices[] = { app_settings(app)->editor,
		getenv("VISUAL"), getenv("EDITOR") };

	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		if (choices[i] && *choices[i])
			return choices[i];
	return "vi"; /* POSIX has it */
}

/* A new file of mode 0600 with the text; its name into `path`. */
static int
make_file(struct buf *path, const struct buf *text, struct err *err)
{
	const char *dir = getenv("TMPDIR");

	buf_addf(path, "%s/broadsheet-XXXXXX", dir && *dir ? dir : "/tmp");
	int fd = mkstemp(path->bytes); /* 0600 since POSIX.1-2008 */
	if (fd < 0)
		return err_sys(err, buf_str(path));
	FILE *f = fdopen(fd, "w");
	fwrite(buf_str(text), 1, text->n, f);
	if (fclose(f) == 0)
		return 0;
	err_sys(err, buf_str(path));
	unlink(buf_str(path));
	return -1;
}

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
	struct stat before = { 0 }, after = { 0 };

	buf_init(&path);
	buf_init(&text);
	markdown_export(&text, app_edition(app));
	if (make_file(&path, &text, &err) != 0) {
		app_say_error(app, &err);
		goto out;
	}
	stat(buf_str(&path), &before);
	app->term->ops->leave(app->term);
	int failed = spawn_on_terminal(find_editor(app), buf_str(&path), &err);
	app->term->ops->enter(app->term);
	stat(buf_str(&path), &after);
	if (failed)
		app_say_error(app, &err);
	else if (before.st_size == after.st_size &&
	    before.st_mtim.tv_sec == after.st_mtim.tv_sec &&
	    before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
		app_say(app, _("nothing was changed"));
	else
		read_back(app, buf_str(&path));
	unlink(buf_str(&path));
out:
	buf_fini(&path);
	buf_fini(&text);
}
