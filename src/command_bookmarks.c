#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/edition/edition.h"
#include "src/library/marks.h"
#include "src/library/marks_format.h"

static int
fail(const struct err *err)
{
	run_complain(err);
	return EXIT_FAILED;
}

static int
list(struct marks *marks, enum marks_format format)
{
	struct arena *arena = arena_new();
	struct mark_list marked;
	struct err err;
	struct buf b;
	int status = EXIT_FAILED;

	buf_init(&b);
	if (marks_list(marks, &marked, arena, &err) != 0)
		run_complain(&err);
	else {
		marks_write(&b, &marked, format);
		status = run_write(&b);
	}
	buf_fini(&b);
	arena_free(arena);
	return status;
}

/* Write the bookmark's line: only called once it is safe on disk. */
static int
write_line(const struct mark *mark)
{
	struct buf b;

	buf_init(&b);
	marks_write_line(&b, mark);
	int status = run_write(&b);
	buf_fini(&b);
	return status;
}

static int
add(struct marks *marks, const struct paper *paper, uint32_t article)
{
	struct arena *arena = arena_new();
	struct anchor at = { .article = article };
	struct mark mark = mark_make(paper->edition, at, paper->path, arena);
	struct err err;
	int status;

	if (marks_add(marks, &mark, &mark.id, NULL, &err) != 0)
		status = fail(&err);
	else
		status = write_line(&mark);
	arena_free(arena);
	return status;
}

static int
take_away(struct marks *marks, const struct paper *paper, uint32_t article)
{
	const struct edition *e = paper->edition;
	struct arena *arena = arena_new();
	struct anchor at = { .article = article };
	struct mark mark = mark_make(e, at, paper->path, arena);
	struct err err;
	int status = EXIT_DONE;

	if (marks_find(marks, mark.paper, mark.date, e->articles[article],
		&mark.id, &err) != 0 ||
	    (mark.id != 0 && marks_remove(marks, mark.id, &err) != 0))
		status = fail(&err);
	else if (mark.id != 0)
		status = write_line(&mark);
	arena_free(arena);
	return status;
}

static int
change(struct run *run, struct marks *marks, const char *name,
    int (*action)(struct marks *, const struct paper *, uint32_t))
{
	unsigned named;
	struct paper *paper = run_open(run, name, &named);
	struct err err;
	int status = EXIT_FAILED;

	if (!paper)
		return EXIT_FAILED;
	long number = run_article(run, paper, named);
	if (number == 0) {
		err_set(&err, ERR_USAGE,
		    _("which article of %s? name it as %s#N"), name, name);
		run_complain(&err);
		status = EXIT_USAGE;
	} else if (number > 0) {
		status = action(marks, paper, (uint32_t)number - 1);
	}
	paper_close(paper);
	return status;
}

static int
change_all(struct run *run, struct marks *marks, char **names, size_t n)
{
	int status = EXIT_DONE;
	int (*action)(struct marks *, const struct paper *, uint32_t) =
	    strcmp(run->cli->words[0], "add") == 0 ? add : take_away;

	for (size_t i = 0; i < n; i++) {
		int one = change(run, marks, names[i], action);
		if (one > status)
			status = one;
	}
	return status;
}

int
command_bookmarks(struct run *run)
{
	const struct cli *cli = run->cli;
	const char *verb = cli->nwords ? cli->words[0] : "list";
	int format = marks_format_named(
	    cli->value[CLI_OPT_FORMAT] ? cli->value[CLI_OPT_FORMAT] : "text");

	if (format < 0)
		return run_misused(
		    _("no format is called %s; there are text, json "
		      "and markdown"),
		    cli->value[CLI_OPT_FORMAT]);
	int is_list = strcmp(verb, "list") == 0;
	if (!is_list && strcmp(verb, "add") != 0 && strcmp(verb, "remove") != 0)
		return run_misused(
		    _("bookmarks cannot %s; it can list, add and "
		      "remove"),
		    verb);
	if (!is_list && cli->nwords < 2)
		return run_misused(
		    _("%s what? name articles as PAPER#N"), verb);
	struct marks *marks = run_marks();
	if (!marks)
		return EXIT_FAILED;
	int status = is_list
	    ? list(marks, (enum marks_format)format)
	    : change_all(run, marks, cli->words + 1, cli->nwords - 1);
	marks_close(marks);
	return status;
}
