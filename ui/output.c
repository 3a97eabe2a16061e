#include "ui/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/base/fd.h"
#include "src/edition/edition.h"
#include "src/print/markdown_export.h"
#include "src/text/filter.h"
#include "ui/app.h"
#include "ui/spawn.h"
#include "ui/term.h"

static void
add_line(struct buf *b, const char *s)
{
	if (!s)
		return;
	buf_adds(b, s);
	buf_addc(b, '\n');
}

void
output_text(struct buf *b, const struct article *a)
{
	add_line(b, a->kicker);
	add_line(b, a->headline);
	add_line(b, a->deck);
	add_line(b, a->byline);
	add_line(b, a->dateline);
	for (size_t i = 0; i < a->nblocks; i++) {
		const struct block *block = &a->blocks[i];
		if (block->type == BLOCK_ITEM && block->mark)
			buf_addf(b, "%s ", block->mark);
		buf_add(b, block->text, block->nbytes);
		if (block->nbytes == 0 ||
		    block->text[block->nbytes - 1] != '\n')
			buf_addc(b, '\n');
		if (block->type == BLOCK_FIGURE)
			add_line(b, block->credit);
	}
}

/* The text of the article that is meant, filtered; -1 if there is none. */
static int
get_text(struct app *app, struct buf *out)
{
	long i = app_article(app);
	struct buf raw;

	if (i < 0)
		return -1;
	buf_init(&raw);
	output_text(&raw, app_edition(app)->articles[i]);
	filter_add(out, buf_str(&raw), raw.n, FILTER_TEXT);
	buf_fini(&raw);
	return 0;
}

static bool
copy(struct app *app, const struct buf *text, const char *done)
{
	bool is_taken =
	    app->term->ops->copy(app->term, buf_str(text), text->n) == 0;

	app_say(app, "%s",
	    is_taken ? done
		     : _("this terminal takes no copy of that "
			 "size; :write FILE saves it"));
	return is_taken;
}

void
output_copy(struct app *app)
{
	struct buf text;

	buf_init(&text);
	if (get_text(app, &text) == 0)
		copy(app, &text, _("article copied"));
	buf_fini(&text);
}

bool
output_copy_passage(struct app *app, const char *words)
{
	struct buf text;

	buf_init(&text);
	filter_add(&text, words, strlen(words), FILTER_TEXT);
	bool is_taken = copy(app, &text, _("copied what was selected"));
	buf_fini(&text);
	return is_taken;
}

/* --- files -------------------------------------------------------------------- */

static int
write_file(const char *path, bool replace, const struct buf *b, struct err *err)
{
	int flags =
	    O_WRONLY | O_CREAT | O_CLOEXEC | (replace ? O_TRUNC : O_EXCL);
	int fd = open(path, flags, 0666);

	if (fd < 0 && errno == EEXIST)
		return err_set(err, ERR_SYS,
		    _("%s exists; :write !%s replaces it"), path, path);
	if (fd < 0)
		return err_sys(err, path);
	int result =
	    fd_write_all(fd, buf_str(b), b->n) != 0 ? err_sys(err, path) : 0;
	if (close(fd) != 0 && result == 0)
		result = err_sys(err, path);
	return result;
}

static void
expand_home(struct buf *path, const char *name)
{
	const char *home = getenv("HOME");

	if (name[0] == '~' && name[1] == '/' && home) {
		buf_adds(path, home);
		name++;
	}
	buf_adds(path, name);
}

static bool
is_native_name(const char *name)
{
	size_t n = strlen(name);

	return n > 3 && strcmp(name + n - 3, ".md") == 0;
}

static void
write_to_file(struct app *app, const char *name, const struct buf *text)
{
	bool replace = name[0] == '!';
	struct err err = { 0 };
	struct buf path;

	name += replace;
	name += strspn(name, " ");
	buf_init(&path);
	expand_home(&path, name);
	if (write_file(buf_str(&path), replace, text, &err) != 0)
		app_say_error(app, &err);
	else
		app_say(
		    app, _("%s written: %zu bytes"), buf_str(&path), text->n);
	buf_fini(&path);
}

/* --- commands ------------------------------------------------------------------ */

/* All that it printed can be read in :messages, the last line at once. */
static void
say_lines(struct app *app, char *out)
{
	char *rest, *line;

	for (line = strtok_r(out, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		app_say(app, "%s", line);
}

static void
write_to_command(struct app *app, const char *command, const struct buf *text)
{
	struct buf printed;
	struct err err = { 0 };

	buf_init(&printed);
	app->term->ops->leave(app->term);
	int failed =
	    spawn_filter(&printed, command, buf_str(text), text->n, &err);
	app->term->ops->enter(app->term);
	app_say(app, _("sent to %s"), command);
	char *out = buf_take(&printed);
	if (out)
		say_lines(app, out);
	free(out);
	if (failed)
		app_say_error(app, &err);
	buf_fini(&printed);
}

void
output_put(struct app *app, const char *target, const struct buf *text)
{
	target += strspn(target, " ");
	if (*target == '|')
		write_to_command(app, target + 1, text);
	else
		write_to_file(app, target, text);
}

void
output_write(struct app *app, const char *target)
{
	struct buf text;

	buf_init(&text);
	target += strspn(target, " ");
	if (*target != '|' && is_native_name(target))
		markdown_export(&text, app_edition(app));
	else if (get_text(app, &text) != 0)
		goto out;
	output_put(app, target, &text);
out:
	buf_fini(&text);
}
