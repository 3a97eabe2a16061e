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

/* Keep those of a list that bear `tag`. */
static void
choose(struct mark_list *list, const char *tag, struct arena *arena)
{
	struct mark *at = arena_array(arena, struct mark, list->n + 1);
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (tags_have(list->at[i].tags, tag))
			at[n++] = list->at[i];
	*list = (struct mark_list){ at, n };
}

static int
list(struct marks *marks, enum marks_format format, const char *tag)
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
		if (tag)
			choose(&marked, tag, arena);
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

/* The bookmark as it is stored, with its title and tags. */
static int
look_up(struct mark *mark, struct marks *marks, int64_t id, struct arena *arena,
    struct err *err)
{
	struct mark_list all;

	if (marks_list(marks, &all, arena, err) != 0)
		return -1;
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].id == id) {
			*mark = all.at[i];
			return 0;
		}
	return err_set(err, ERR_NOT_FOUND,
	    _("the bookmark was removed by another program"));
}

static int
add(struct marks *marks, const struct paper *paper, uint32_t article, void *ctx)
{
	struct arena *arena = arena_new();
	struct anchor at = { .article = article };
	struct mark mark = mark_make(paper->edition, at, paper->path, arena);
	bool existed;
	struct err err;
	int status;

	(void)ctx;
	if (marks_add(marks, &mark, &mark.id, &existed, &err) != 0 ||
	    (existed && look_up(&mark, marks, mark.id, arena, &err) != 0))
		status = fail(&err);
	else
		status = write_line(&mark);
	arena_free(arena);
	return status;
}

/* The stored bookmark of an article; id 0 if it has none. */
static int
find(struct mark *mark, struct marks *marks, const struct paper *paper,
    uint32_t article, struct arena *arena, struct err *err)
{
	const struct edition *e = paper->edition;
	const char *name = mark_paper(e, paper->path);

	*mark = (struct mark){ 0 };
	if (marks_find(marks, name, e->date, e->articles[article], &mark->id,
		err) != 0)
		return -1;
	return mark->id ? look_up(mark, marks, mark->id, arena, err) : 0;
}

static int
take_away(
    struct marks *marks, const struct paper *paper, uint32_t article, void *ctx)
{
	struct arena *arena = arena_new();
	struct mark mark;
	struct err err;
	int status = EXIT_DONE;

	(void)ctx;
	if (find(&mark, marks, paper, article, arena, &err) != 0 ||
	    (mark.id != 0 && marks_remove(marks, mark.id, &err) != 0))
		status = fail(&err);
	else if (mark.id != 0)
		status = write_line(&mark);
	arena_free(arena);
	return status;
}

/* What a bookmark is to be called, or to bear. */
struct change {
	const char *title; /* NULL: not given */
	struct tags tags;
	bool is_title;
};

static int
change(
    struct marks *marks, const struct paper *paper, uint32_t article, void *ctx)
{
	const struct change *to = ctx;
	struct arena *arena = arena_new();
	struct mark mark;
	struct err err;
	int status = EXIT_FAILED;

	if (find(&mark, marks, paper, article, arena, &err) == 0) {
		if (to->is_title)
			mark.title = to->title;
		else
			mark.tags = to->tags;
		if (!mark.id)
			err_set(&err, ERR_NOT_FOUND,
			    _("article %u of %s has no bookmark; set one with "
			      "bookmarks add"),
			    article + 1, paper->name);
		else if (marks_change(marks, &mark, &err) == 0)
			status = write_line(&mark);
	}
	if (status == EXIT_FAILED)
		run_complain(&err);
	arena_free(arena);
	return status;
}

/* The words from `i` on, with `glue` between them. */
static const char *
join(const struct cli *cli, size_t i, const char *glue, struct arena *arena)
{
	const char *s = "";

	for (; i < cli->nwords; i++)
		s = arena_printf(
		    arena, "%s%s%s", s, *s ? glue : "", cli->words[i]);
	return s;
}

static int
set_tags(struct run *run, struct marks *marks)
{
	struct arena *arena = arena_new();
	struct change to = { 0 };
	struct err err;
	int status;

	if (tags_parse(&to.tags, join(run->cli, 2, ",", arena), arena, &err) !=
	    0) {
		run_complain(&err);
		status = EXIT_USAGE;
	} else {
		status =
		    run_on_article(run, marks, run->cli->words[1], change, &to);
	}
	arena_free(arena);
	return status;
}

static int
set_title(struct run *run, struct marks *marks)
{
	struct arena *arena = arena_new();
	struct change to = { .is_title = true,
		.title = join(run->cli, 2, " ", arena) };

	if (!*to.title)
		to.title = NULL;
	int status =
	    run_on_article(run, marks, run->cli->words[1], change, &to);
	arena_free(arena);
	return status;
}

static int
each(struct run *run, struct marks *marks, run_action *action)
{
	int status = EXIT_DONE;

	for (size_t i = 1; i < run->cli->nwords; i++) {
		int one = run_on_article(
		    run, marks, run->cli->words[i], action, NULL);
		if (one > status)
			status = one;
	}
	return status;
}

static int
add_each(struct run *run, struct marks *marks)
{
	return each(run, marks, add);
}

static int
remove_each(struct run *run, struct marks *marks)
{
	return each(run, marks, take_away);
}

static const struct {
	const char *name;
	int (*run)(struct run *, struct marks *); /* NULL: list */
} verbs[] = {
	{ "list", NULL },
	{ "add", add_each },
	{ "remove", remove_each },
	{ "tag", set_tags },
	{ "title", set_title },
};

enum { NVERBS = sizeof verbs / sizeof *verbs };

static size_t
find_verb(const char *name)
{
	size_t i = 0;

	while (i < NVERBS && strcmp(verbs[i].name, name) != 0)
		i++;
	return i;
}

int
command_bookmarks(struct run *run)
{
	const struct cli *cli = run->cli;
	size_t verb = find_verb(cli->nwords ? cli->words[0] : "list");
	int format = marks_format_named(
	    cli->value[CLI_OPT_FORMAT] ? cli->value[CLI_OPT_FORMAT] : "text");

	if (format < 0)
		return run_misused(
		    _("no format is called %s; there are text, json, "
		      "markdown, html and netscape"),
		    cli->value[CLI_OPT_FORMAT]);
	if (verb == NVERBS)
		return run_misused(
		    _("bookmarks cannot %s; it can list, add, remove, "
		      "tag and title"),
		    cli->words[0]);
	if (verbs[verb].run && cli->nwords < 2)
		return run_misused(
		    _("%s what? name articles as PAPER#N"), cli->words[0]);
	struct marks *marks = run_marks();
	if (!marks)
		return EXIT_FAILED;
	int status = verbs[verb].run
	    ? verbs[verb].run(run, marks)
	    : list(marks, (enum marks_format)format, cli->value[CLI_OPT_TAG]);
	marks_close(marks);
	return status;
}
