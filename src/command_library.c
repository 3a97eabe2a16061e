/* The library from a shell: listing, counting, checking, tidying it. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/config.h"
#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/err.h"
#include "src/base/json.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/command_library.h"
#include "src/library/archive.h"
#include "src/library/query_int.h"
#include "src/library_care.h"
#include "src/text/filter.h"

/* --- which editions ---------------------------------------------------------------- */

int
library_filter(struct shelf_filter *f, const struct cli *cli)
{
	const char *date = cli->value[CLI_OPT_DATE];
	struct query_days days;
	size_t at;

	f->paper = cli->value[CLI_OPT_PAPER];
	f->is_removed = cli->value[CLI_OPT_REMOVED] != NULL;
	if (!date)
		return EXIT_DONE;
	if (query_days(&days, &at, date, care_today()) != QUERY_DAYS_FINE)
		return run_misused(
		    _("--date=%s is no date; write 2025, 2025-05, 2025-05-30, "
		      "7d, or a range such as 2025-05..2025-06"),
		    date);
	f->from = days.from;
	f->to = days.to;
	return EXIT_DONE;
}

/* --- lists ------------------------------------------------------------------------------- */

void
library_add_line(struct buf *b, const struct shelved *s)
{
	buf_addf(b, "%6lld  ", (long long)s->id);
	care_add_name(b, s);
	buf_addf(b, ngettext("  %u story\n", "  %u stories\n", s->narticles),
	    (unsigned)s->narticles);
}

static void
set_text(struct json *o, const char *key, const char *s, struct arena *a)
{
	json_set_string(
	    o, key, s && *s ? filter_copy(s, FILTER_LINE, a) : NULL);
}

static struct json *
make_edition(const struct shelved *s, struct arena *a)
{
	struct json *o = json_new_object();

	json_set_int(o, "id", s->id);
	set_text(o, "paper", s->paper, a);
	set_text(o, "date", s->date, a);
	set_text(o, "edition", s->name, a);
	set_text(o, "language", s->language, a);
	json_set_int(o, "pages", s->npages);
	json_set_int(o, "articles", s->narticles);
	json_set_int(o, "chars", (int64_t)s->nchars);
	set_text(o, "path", s->path, a);
	json_set_int(o, "added", s->added);
	json_set(o, "removed",
	    s->removed ? json_new_int(s->removed) : json_new_null());
	return o;
}

static void
write_json(struct buf *b, struct json *o)
{
	json_dump(b, o, JSON_STYLE_INDENTED);
	buf_addc(b, '\n');
	json_free(o);
}

static void
write_shelf(
    struct buf *b, const struct shelf *shelf, bool is_json, struct arena *a)
{
	if (!is_json) {
		for (size_t i = 0; i < shelf->n; i++)
			library_add_line(b, &shelf->at[i]);
		return;
	}
	struct json *root = json_new_object();
	struct json *list = json_new_array();
	for (size_t i = 0; i < shelf->n; i++)
		json_push(list, make_edition(&shelf->at[i], a));
	json_set_int(root, "schema", 1);
	json_set(root, "editions", list);
	write_json(b, root);
}

static bool
is_json(const struct library *l)
{
	const char *format = l->run->cli->value[CLI_OPT_FORMAT];

	return format && strcmp(format, "json") == 0;
}

/* Write what was made of it, or complain. */
static int
finish(struct buf *b, int failed, const struct err *err)
{
	int status = EXIT_FAILED;

	if (failed)
		run_complain(err);
	else
		status = run_write(b);
	buf_fini(b);
	return status;
}

static int
list(struct library *l)
{
	struct shelf shelf = { 0 };
	struct err err;
	struct buf b;
	int failed = 0;

	buf_init(&b);
	if (l->ar)
		failed =
		    archive_list(&shelf, l->ar, &l->filter, l->arena, &err);
	if (!failed)
		write_shelf(&b, &shelf, is_json(l), l->arena);
	return finish(&b, failed, &err);
}

/* --- counts ------------------------------------------------------------------------------- */

/* Days that may be in a file that someone tampered with are not shown. */
static void
add_day(struct buf *b, int64_t day)
{
	struct date least = { 1, 1, 1 }, most = { 9999, 12, 31 };

	if (day >= date_to_days(least) && day <= date_to_days(most))
		date_add_iso(b, date_from_days(day));
	else
		buf_adds(b, "-");
}

static void
write_stats_json(struct buf *b, const struct archive_stats *s)
{
	struct json *root = json_new_object();
	struct json *o = json_new_object();
	struct buf day = { 0 };

	json_set_int(root, "schema", 1);
	json_set(root, "stats", o);
	json_set_int(o, "editions", (int64_t)s->neditions);
	json_set_int(o, "removed", (int64_t)s->nremoved);
	json_set_int(o, "papers", (int64_t)s->npapers);
	json_set_int(o, "articles", (int64_t)s->nstories);
	json_set_int(o, "authors", (int64_t)s->nauthors);
	json_set_int(o, "text_bytes", (int64_t)s->text_nbytes);
	json_set_int(o, "index_bytes", (int64_t)s->index_nbytes);
	json_set_int(o, "file_bytes", (int64_t)s->file_nbytes);
	if (s->neditions) {
		add_day(&day, s->first);
		json_set_string(o, "first", buf_str(&day));
		buf_cut(&day, 0);
		add_day(&day, s->last);
		json_set_string(o, "last", buf_str(&day));
	}
	buf_fini(&day);
	write_json(b, root);
}

static void
add_row(struct buf *b, const char *what, uint64_t n)
{
	buf_addf(b, "%12llu  %s\n", (unsigned long long)n, what);
}

static void
write_stats_text(struct buf *b, const struct archive_stats *s)
{
	struct buf first, last;

	add_row(b, _("editions"), s->neditions);
	add_row(b, _("papers"), s->npapers);
	add_row(b, _("stories"), s->nstories);
	add_row(b, _("reporters"), s->nauthors);
	add_row(b, _("editions removed, until library vacuum"), s->nremoved);
	add_row(b, _("bytes of text"), s->text_nbytes);
	add_row(b, _("bytes of the search index"), s->index_nbytes);
	add_row(b, _("bytes of the file"), s->file_nbytes);
	if (!s->neditions)
		return;
	buf_init(&first);
	buf_init(&last);
	add_day(&first, s->first);
	add_day(&last, s->last);
	buf_addf(b, _("from %s to %s\n"), buf_str(&first), buf_str(&last));
	buf_fini(&first);
	buf_fini(&last);
}

static int
stats(struct library *l)
{
	struct archive_stats s = { 0 };
	struct err err;
	struct buf b;
	int failed = l->ar ? archive_stats(&s, l->ar, &err) : 0;

	buf_init(&b);
	if (!failed)
		(is_json(l) ? write_stats_json : write_stats_text)(&b, &s);
	return finish(&b, failed, &err);
}

/* --- care ------------------------------------------------------------------------------------ */

static void
tell(void *ctx, const char *what)
{
	struct err err;

	(void)ctx;
	err_set(&err, ERR_DB, "%s", what);
	run_complain(&err);
}

static int
verify(struct library *l)
{
	struct archive_stats s = { 0 };
	struct err err;
	struct buf b;
	long nwrong = l->ar ? archive_verify(l->ar, tell, NULL, &err) : 0;

	if (nwrong > 0)
		return EXIT_FAILED;
	buf_init(&b);
	int failed =
	    nwrong < 0 || (l->ar && archive_stats(&s, l->ar, &err) < 0);
	buf_addf(&b, _("%zu editions with %zu stories are sound\n"),
	    (size_t)s.neditions, (size_t)s.nstories);
	return finish(&b, failed, &err);
}

static int
vacuum(struct library *l)
{
	struct archive_stats before = { 0 }, after = { 0 };
	struct err err;
	struct buf b;
	int failed = 0;

	buf_init(&b);
	if (l->ar)
		failed = archive_stats(&before, l->ar, &err) < 0 ||
		    archive_vacuum(l->ar, &err) < 0 ||
		    archive_stats(&after, l->ar, &err) < 0;
	buf_addf(&b,
	    ngettext("%zu edition forgotten; ", "%zu editions forgotten; ",
		before.nremoved),
	    (size_t)before.nremoved);
	buf_addf(&b, _("%llu bytes before, %llu after\n"),
	    (unsigned long long)before.file_nbytes,
	    (unsigned long long)after.file_nbytes);
	return finish(&b, failed, &err);
}

static int
expire(struct library *l)
{
	return l->ar ? care_expire(l->run, l->ar,
			   l->run->cli->value[CLI_OPT_DRY_RUN] != NULL)
		     : EXIT_DONE;
}

/* --- the command line --------------------------------------------------------------------------- */

static const struct {
	const char *name;
	int (*run)(struct library *);
	enum archive_mode mode;
	bool takes_names;
} verbs[] = {
	{ "list", list, ARCHIVE_READ, false },
	{ "stats", stats, ARCHIVE_READ, false },
	{ "verify", verify, ARCHIVE_READ, false },
	{ "vacuum", vacuum, ARCHIVE_WRITE, false },
	{ "remove", library_remove, ARCHIVE_WRITE, true },
	{ "undo", library_undo, ARCHIVE_WRITE, false },
	{ "expire", expire, ARCHIVE_WRITE, false },
};

enum { NVERBS = sizeof verbs / sizeof *verbs };

/* An empty library is no failure: there is just nothing in it. */
static int
open_library(struct library *l, enum archive_mode mode)
{
	char notice[ERR_MSG_BYTES];
	struct err err;

	l->ar = archive_open(
	    config_xdg_data(), ARCHIVE_READ, notice, sizeof notice, &err);
	if (!l->ar && err.code == ERR_NOT_FOUND)
		return 0;
	if (mode == ARCHIVE_READ) {
		if (!l->ar)
			run_complain(&err);
		return l->ar ? 0 : -1;
	}
	archive_close(l->ar);
	l->ar = care_open(mode);
	return l->ar ? 0 : -1;
}

static int
run_verb(struct library *l, size_t verb)
{
	int status = EXIT_FAILED;

	l->arena = arena_new();
	if (open_library(l, verbs[verb].mode) == 0)
		status = verbs[verb].run(l);
	archive_close(l->ar);
	arena_free(l->arena);
	return status;
}

/* Just `library`, by a person: they want to look around. */
static bool
is_newsstand(const struct cli *cli)
{
	static const enum cli_option narrower[] = { CLI_OPT_FORMAT,
		CLI_OPT_PAPER, CLI_OPT_DATE, CLI_OPT_DRY_RUN, CLI_OPT_REMOVED,
		CLI_OPT_YES, CLI_OPT_FORCE };

	for (size_t i = 0; i < sizeof narrower / sizeof *narrower; i++)
		if (cli->value[narrower[i]])
			return false;
	return cli->nwords == 0 && isatty(STDIN_FILENO) &&
	    isatty(STDOUT_FILENO);
}

int
command_library(struct run *run)
{
	const struct cli *cli = run->cli;
	const char *verb = cli->nwords ? cli->words[0] : "list";
	const char *format = cli->value[CLI_OPT_FORMAT];
	struct library l = { .run = run };
	size_t i = 0;

	if (is_newsstand(cli))
		return command_newsstand(run);
	while (i < NVERBS && strcmp(verbs[i].name, verb) != 0)
		i++;
	if (i == NVERBS)
		return run_misused(
		    _("library cannot %s; it can list, stats, verify, vacuum, "
		      "remove, undo and expire"),
		    verb);
	if (format && strcmp(format, "text") != 0 &&
	    strcmp(format, "json") != 0)
		return run_misused(
		    _("no format is called %s; there are text and json"),
		    format);
	if (cli->nwords > 1 && !verbs[i].takes_names)
		return run_misused(_("library %s takes no names; %s is one "
				     "too many"),
		    verb, cli->words[1]);
	int status = library_filter(&l.filter, cli);
	return status == EXIT_DONE ? run_verb(&l, i) : status;
}
