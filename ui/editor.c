#include "ui/editor.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "config/settings.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/text/filter.h"
#include "ui/app.h"
#include "ui/spawn.h"
#include "ui/term.h"

/* Of what comes back; nobody writes a longer note by hand. */
enum { TEXT_MAX_BYTES = 1024 * 1024 };

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
	if (fd < 0) {
		err_sys(err, buf_str(path));
		buf_cut(path, 0);
		return -1;
	}
	FILE *f = fdopen(fd, "w");
	fwrite(buf_str(text), 1, text->n, f);
	if (fclose(f) == 0)
		return 0;
	err_sys(err, buf_str(path));
	unlink(buf_str(path));
	buf_cut(path, 0);
	return -1;
}

static bool
is_same_file(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size && a->st_ino == b->st_ino &&
	    a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	    a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

enum editor_result
editor_run(
    struct app *app, struct buf *path, const struct buf *text, struct err *err)
{
	struct stat before = { 0 }, after = { 0 };

	if (make_file(path, text, err) != 0)
		return EDITOR_FAILED;
	stat(buf_str(path), &before);
	app->term->ops->leave(app->term);
	int failed = spawn_on_terminal(find_editor(app), buf_str(path), err);
	app->term->ops->enter(app->term);
	stat(buf_str(path), &after);
	if (failed)
		return EDITOR_FAILED;
	return is_same_file(&before, &after) ? EDITOR_UNCHANGED
					     : EDITOR_CHANGED;
}

static int
read_file(struct buf *text, const char *path, struct err *err)
{
	char chunk[4096];
	struct buf raw;
	size_t n;
	FILE *f = fopen(path, "r");

	if (!f)
		return err_sys(err, path);
	buf_init(&raw);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0 &&
	    raw.n + n <= TEXT_MAX_BYTES)
		buf_add(&raw, chunk, n);
	int result = ferror(f) ? err_sys(err, path)
	    : n > 0 ? err_set(err, ERR_LIMIT, "%s is longer than 1 MB", path)
		    : 0;
	fclose(f);
	if (result == 0) {
		buf_cut(text, 0);
		filter_add(text, buf_str(&raw), raw.n, FILTER_TEXT);
	}
	buf_fini(&raw);
	return result;
}

enum editor_result
editor_change(
    struct app *app, struct buf *path, struct buf *text, struct err *err)
{
	enum editor_result result = editor_run(app, path, text, err);

	if (result != EDITOR_CHANGED ||
	    read_file(text, buf_str(path), err) == 0)
		return result;
	buf_cut(path, 0);
	return EDITOR_FAILED;
}
