#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/config.h"
#include "config/i18n.h"
#include "content/archived.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/fd.h"
#include "src/base/mem.h"
#include "src/base/nearest.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/edition/edition.h"
#include "src/library/archive.h"
#include "src/library/marks.h"
#include "src/library/schema.h"
#include "src/text/filter.h"

void
run_complain(const struct err *err)
{
	char message[ERR_WHERE_BYTES + ERR_MSG_BYTES + 32];
	struct buf b;

	buf_init(&b);
	buf_adds(&b, "broadsheet: ");
	err_format(err, message, sizeof message);
	filter_add(&b, message, strlen(message), FILTER_LINE);
	buf_addc(&b, '\n');
	/* Where complaints cannot be written there is nobody to tell. */
	(void)fd_write_all(STDERR_FILENO, buf_str(&b), b.n);
	buf_fini(&b);
}

void
run_complain_all(const struct diag *d, enum diag_level least)
{
	struct err more;

	for (size_t i = 0; i < d->n; i++)
		if (d->items[i].level >= least)
			run_complain(&d->items[i].what);
	if (d->ndropped == 0)
		return;
	err_set(&more, ERR_LIMIT,
	    ngettext("and %zu more", "and %zu more", d->ndropped), d->ndropped);
	run_complain(&more);
}

int
run_misused(const char *fmt, ...)
{
	struct err err = { .code = ERR_USAGE };
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(err.msg, sizeof err.msg, fmt, ap);
	va_end(ap);
	run_complain(&err);
	return EXIT_USAGE;
}

/* --- papers of the library ----------------------------------------------------- */

/* The library, if there is one: reading goes on without it. */
static struct archive *
look_into_library(struct err *err)
{
	char notice[ERR_MSG_BYTES];

	return archive_open(
	    config_xdg_data(), ARCHIVE_READ, notice, sizeof notice, err);
}

/* Put "did you mean" behind the message, if a paper has nearly this name. */
static void
suggest_paper(
    struct err *err, struct archive *ar, const char *name, struct arena *a)
{
	size_t n;
	struct archive_paper *papers = archive_papers(&n, ar, a, NULL);
	size_t used = strlen(err->msg);

	if (!papers)
		return;
	const char **names = arena_array(a, const char *, n + 1);
	for (size_t i = 0; i < n; i++)
		names[i] = papers[i].paper;
	const char *near = nearest_name(name, names);
	if (near)
		snprintf(err->msg + used, sizeof err->msg - used,
		    _("; in the library is %s"), near);
}

/*
 * The edition of the library that `name` means; else NULL, and `err`, which says
 * that there is no such file, may have a suggestion more.
 */
static struct paper *
open_kept(const char *name, struct err *err)
{
	struct archive *ar = look_into_library(NULL);
	struct paper *paper = NULL;
	struct arena *a;
	struct shelved s;

	if (!ar)
		return NULL;
	a = arena_new();
	if (archive_named(&s, ar, name, a, NULL))
		paper = archived_open(ar, s.id, err);
	else
		suggest_paper(err, ar, name, a);
	arena_free(a);
	archive_close(ar);
	return paper;
}

/* The newest edition of the library, or NULL if there is none. */
static struct paper *
open_newest(void)
{
	struct err err = { 0 };
	struct archive *ar = look_into_library(&err);
	struct shelf_filter newest = { .limit = 1 };
	struct paper *paper = NULL;
	struct shelf shelf;

	if (ar) {
		struct arena *a = arena_new();
		err.code = ERR_NONE;
		if (archive_list(&shelf, ar, &newest, a, &err) == 0 && shelf.n)
			paper = archived_open(ar, shelf.at[0].id, &err);
		arena_free(a);
		archive_close(ar);
	}
	if (!paper && err.code != ERR_NONE && err.code != ERR_NOT_FOUND)
		run_complain(&err);
	return paper;
}

/* --- papers ------------------------------------------------------------------------ */

static int
open_named(struct paper **out, const struct run *run, const char *name,
    unsigned *article, struct err *err)
{
	const struct settings *s = config_settings(run->config);
	const char *encoding = run->cli->value[CLI_OPT_ENCODING];
	struct paper_options how = {
		.encoding = encoding ? encoding : s->encoding,
		.format = run->cli->value[CLI_OPT_READER],
	};
	char *file = xstrdup(name);

	if (how.encoding && strcmp(how.encoding, "auto") == 0)
		how.encoding = NULL;
	*article = paper_split_article(file);
	*out = paper_open(file, &how, err);
	if (!*out && strcmp(file, "-") != 0 && access(file, F_OK) < 0)
		*out = open_kept(file, err);
	free(file);
	return *out ? 0 : -1;
}

struct paper *
run_open(const struct run *run, const char *name, unsigned *article)
{
	struct paper *paper;
	struct err err;

	*article = 0;
	if (!name) {
		paper = open_newest();
		return paper ? paper : paper_open_bundled();
	}
	if (open_named(&paper, run, name, article, &err) != 0) {
		run_complain(&err);
		return NULL;
	}
	return paper;
}

static void
add_kept(struct buf *b, enum marks_table table, long long n)
{
	unsigned long plural = (unsigned long)n;

	if (table == TABLE_BOOKMARK)
		buf_addf(
		    b, ngettext("%lld bookmark", "%lld bookmarks", plural), n);
	else if (table == TABLE_CLIP)
		buf_addf(
		    b, ngettext("%lld clipping", "%lld clippings", plural), n);
	else if (table == TABLE_READING)
		buf_addf(b,
		    ngettext("%lld read mark", "%lld read marks", plural), n);
	else if (table == TABLE_FOLLOW)
		buf_addf(b,
		    ngettext("%lld reporter followed",
			"%lld reporters followed", plural),
		    n);
	else
		buf_addf(b, ngettext("%lld place", "%lld places", plural), n);
}

void
run_add_kept(struct buf *b, const int64_t *n)
{
	/* What took the most trouble to make comes first. */
	static const enum marks_table order[TABLE_COUNT] = { TABLE_BOOKMARK,
		TABLE_CLIP, TABLE_READING, TABLE_PLACE, TABLE_FOLLOW };
	bool is_first = true;

	for (size_t i = 0; i < TABLE_COUNT; i++) {
		if (!n[order[i]])
			continue;
		if (!is_first)
			buf_adds(b, _(", "));
		add_kept(b, order[i], n[order[i]]);
		is_first = false;
	}
	if (is_first)
		buf_adds(b, _("nothing"));
}

int
run_status(const struct paper *paper)
{
	return diag_has(&paper->diag, DIAG_LOST) ? EXIT_PARTLY : EXIT_DONE;
}

long
run_article(const struct run *run, const struct paper *paper, unsigned named)
{
	size_t n = paper->edition->narticles;
	struct err err;
	int number;

	if (cli_number(run->cli, CLI_OPT_ARTICLE, (int)named, 1, 1 << 30,
		&number, &err) == 0) {
		if (number >= 0 && (size_t)number <= n)
			return number;
		err_set(&err, ERR_NOT_FOUND,
		    ngettext("%s has %zu article; there is no number %d",
			"%s has %zu articles; there is no number %d", n),
		    paper->name, n, number);
	}
	run_complain(&err);
	return -1;
}

struct marks *
run_marks(void)
{
	char notice[ERR_MSG_BYTES];
	struct err err;
	struct marks *marks =
	    marks_open(config_xdg_data(), notice, sizeof notice, &err);

	if (!marks) {
		run_complain(&err);
		return NULL;
	}
	if (*notice) {
		err_set(&err, ERR_DB, "%s", notice);
		run_complain(&err);
	}
	return marks;
}

int
run_on_article(struct run *run, struct marks *marks, const char *name,
    run_action *action, void *ctx)
{
	unsigned named;
	struct paper *paper = run_open(run, name, &named);
	int status = EXIT_FAILED;

	if (!paper)
		return EXIT_FAILED;
	long number = run_article(run, paper, named);
	if (number == 0)
		status = run_misused(
		    _("which article of %s? name it as %s#N"), name, name);
	else if (number > 0)
		status = action(marks, paper, (uint32_t)number - 1, ctx);
	paper_close(paper);
	return status;
}

int
run_write(const struct buf *b)
{
	struct err err;

	if (fd_write_all(STDOUT_FILENO, buf_str(b), b->n) == 0)
		return EXIT_DONE;
	if (errno == EPIPE)
		return EXIT_FAILED; /* whoever read it has seen enough */
	err_sys(&err, _("cannot write to standard output"));
	run_complain(&err);
	return EXIT_FAILED;
}
