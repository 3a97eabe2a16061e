/* The search of the library from a shell: lines like grep's, or JSON. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/config.h"
#include "config/i18n.h"
#include "config/settings.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/fd.h"
#include "src/base/json.h"
#include "src/base/utf8.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/library/archive.h"
#include "src/library/query.h"
#include "src/library/search.h"
#include "src/text/filter.h"
#include "src/text/width.h"

enum { LIMIT_MAX = 100000 }; /* a list that nobody reads to its end */

enum format { FORMAT_TEXT, FORMAT_JSON };

/* Words of options, in the order of their enums. */
static const char *const formats[] = { "text", "json", NULL };
static const char *const orders[] = { "newest", "oldest", "best", NULL };

/* What the command line asks for. */
struct wish {
	const char *query;
	enum format format;
	struct search_options options;
	bool is_lit; /* by an SGR sequence */
};

/* --- results ------------------------------------------------------------------- */

/* A snippet that may be shown, and what of it is lit: from and to in turn. */
struct shown {
	struct buf text;
	uint32_t places[2 * SNIPPET_LIT_MAX];
};

static void
show_snippet(struct shown *s, const struct result *r)
{
	for (size_t i = 0; i < r->nlit; i++) {
		s->places[2 * i] = r->lit[i].from;
		s->places[2 * i + 1] = r->lit[i].to;
	}
	buf_cut(&s->text, 0);
	filter_add_places(&s->text, r->snippet, strlen(r->snippet), FILTER_LINE,
	    s->places, 2 * r->nlit);
}

static void
add_field(struct buf *b, const char *s)
{
	filter_add(b, *s ? s : "-", *s ? strlen(s) : 1, FILTER_LINE);
}

/* Bold and red, as grep has it. */
static void
add_lit(struct buf *b, const struct shown *s, size_t nlit)
{
	size_t at = 0;

	for (size_t i = 0; i < 2 * nlit; i++) {
		buf_add(b, s->text.bytes + at, s->places[i] - at);
		buf_adds(b, i % 2 ? "\033[m" : "\033[1;31m");
		at = s->places[i];
	}
	buf_adds(b, buf_str(&s->text) + at);
}

static void
write_text(struct buf *b, const struct results *found, bool is_lit)
{
	struct shown s = { 0 };

	for (size_t i = 0; i < found->n; i++) {
		const struct archive_story *story = &found->at[i].story;
		const char *const fields[] = { story->date, story->paper,
			story->page, story->headline };
		for (size_t j = 0; j < 4; j++) {
			buf_adds(b, j ? "  " : "");
			add_field(b, fields[j]);
		}
		buf_adds(b, "\n    ");
		show_snippet(&s, &found->at[i]);
		add_lit(b, &s, is_lit ? found->at[i].nlit : 0);
		buf_addc(b, '\n');
	}
	buf_fini(&s.text);
}

static void
set_text(struct json *o, const char *key, const char *s, struct arena *a)
{
	json_set_string(
	    o, key, s && *s ? filter_copy(s, FILTER_TEXT, a) : NULL);
}

static struct json *
make_lit(const struct shown *s, size_t nlit)
{
	struct json *all = json_new_array();

	for (size_t i = 0; i < nlit; i++) {
		struct json *pair = json_new_array();
		json_push(pair, json_new_int(s->places[2 * i]));
		json_push(pair, json_new_int(s->places[2 * i + 1]));
		json_push(all, pair);
	}
	return all;
}

static struct json *
make_result(const struct result *r, const char *path, struct arena *a)
{
	const struct archive_story *story = &r->story;
	struct json *o = json_new_object();
	struct shown s = { 0 };

	show_snippet(&s, r);
	set_text(o, "paper", story->paper, a);
	set_text(o, "date", story->date, a);
	set_text(o, "page", story->page, a);
	set_text(o, "section", story->section, a);
	set_text(o, "headline", story->headline, a);
	set_text(o, "byline", story->byline, a);
	set_text(o, "article", story->article, a);
	json_set_int(o, "number", story->number);
	set_text(o, "path", path, a);
	json_set_string(o, "snippet", buf_str(&s.text));
	json_set(o, "lit", make_lit(&s, r->nlit));
	buf_fini(&s.text);
	return o;
}

static void
write_json(struct buf *b, const struct results *found, struct archive *ar,
    struct arena *a)
{
	struct json *root = json_new_object();
	struct json *all = json_new_array();
	struct shelved edition = { 0 };

	for (size_t i = 0; i < found->n; i++) {
		const struct result *r = &found->at[i];
		if (r->story.edition != edition.id &&
		    !archive_get(&edition, ar, r->story.edition, a, NULL))
			edition = (struct shelved){ 0 };
		json_push(all, make_result(r, edition.path, a));
	}
	json_set_int(root, "schema", 1);
	json_set(root, "results", all);
	json_dump(b, root, JSON_STYLE_INDENTED);
	buf_addc(b, '\n');
	json_free(root);
}

/* --- complaints -------------------------------------------------------------------- */

static size_t
cells_of(const char *s)
{
	size_t n = 0;

	while (*s) {
		int cells = width_cp(utf8_next(&s), 1);
		n += cells > 0 ? (size_t)cells : 0;
	}
	return n;
}

/* The query, and a caret under the place that is meant. */
static int
complain_of_query(const char *query, const struct err *err)
{
	struct buf b = { 0 }, before = { 0 };

	run_complain(err);
	if (err->code != ERR_PARSE && err->code != ERR_LIMIT)
		return EXIT_FAILED;
	if (err->col > 0) {
		filter_add(&before, query, err->col - 1, FILTER_LINE);
		buf_adds(&b, "  ");
		filter_add(&b, query, strlen(query), FILTER_LINE);
		buf_adds(&b, "\n  ");
		for (size_t n = cells_of(buf_str(&before)); n > 0; n--)
			buf_addc(&b, ' ');
		buf_adds(&b, "^\n");
		(void)fd_write_all(STDERR_FILENO, buf_str(&b), b.n);
	}
	buf_fini(&before);
	buf_fini(&b);
	return EXIT_USAGE;
}

static int
complain_of_empty_library(void)
{
	struct err err;

	err_set(&err, ERR_NOT_FOUND, "%s",
	    _("the library is empty; broadsheet import PAPER... puts papers "
	      "there"));
	run_complain(&err);
	return EXIT_FAILED;
}

static int
complain_of_nothing(const char *query)
{
	struct err err;

	err_set(&err, ERR_NOT_FOUND, _("no story is found by %s"), query);
	run_complain(&err);
	return EXIT_FAILED;
}

/* --- the search ------------------------------------------------------------------------ */

static bool
is_empty(struct archive *ar, struct arena *a)
{
	const struct shelf_filter one = { .limit = 1 };
	struct shelf shelf;

	return archive_list(&shelf, ar, &one, a, NULL) == 0 && shelf.n == 0;
}

static int
write_results(const struct results *found, const struct wish *w,
    struct archive *ar, struct arena *a)
{
	struct buf b = { 0 };
	struct err err;

	if (w->format == FORMAT_JSON)
		write_json(&b, found, ar, a);
	else
		write_text(&b, found, w->is_lit);
	int status = run_write(&b);
	buf_fini(&b);
	if (status != EXIT_DONE)
		return status;
	if (found->n == 0)
		return is_empty(ar, a) ? complain_of_empty_library()
				       : complain_of_nothing(w->query);
	if (found->is_more && w->format == FORMAT_TEXT) {
		err_set(&err, ERR_LIMIT,
		    _("there are more than these %zu; --limit=N shows as many "
		      "as you want"),
		    found->n);
		run_complain(&err);
	}
	return EXIT_DONE;
}

static int
search(const struct wish *w, struct archive *ar, struct arena *a)
{
	struct results found;
	struct err err;
	const struct search_node *query = query_parse(w->query, a, &err);

	if (!query ||
	    search_archive(&found, ar, query, &w->options, a, &err) != 0)
		return complain_of_query(w->query, &err);
	return write_results(&found, w, ar, a);
}

static int
open_and_search(const struct wish *w, struct arena *a)
{
	char notice[ERR_MSG_BYTES];
	struct err err;
	/* A bad query is told even if there is nothing to search. */
	if (!query_parse(w->query, a, &err))
		return complain_of_query(w->query, &err);

	struct archive *ar = archive_open(
	    config_xdg_data(), ARCHIVE_READ, notice, sizeof notice, &err);
	if (!ar && err.code == ERR_NOT_FOUND)
		return complain_of_empty_library();
	if (!ar) {
		run_complain(&err);
		return EXIT_FAILED;
	}
	int status = search(w, ar, a);
	archive_close(ar);
	return status;
}

/* --- the command line -------------------------------------------------------------------- */

/* The place of an option's word in a list; 0 if it is not given, -1 if unknown. */
static int
choice(const struct cli *cli, enum cli_option option, const char *const *words)
{
	const char *value = cli->value[option];

	for (int i = 0; words[i]; i++)
		if (!value || strcmp(value, words[i]) == 0)
			return i;
	return -1;
}

static bool
is_lit(const struct settings *s)
{
	enum { AUTO, ALWAYS }; /* choices of color */
	const char *no_color = getenv("NO_COLOR");

	return s->color == ALWAYS ||
	    (s->color == AUTO && isatty(STDOUT_FILENO) &&
		!(no_color && *no_color));
}

static const char *
join_words(const struct cli *cli, struct arena *a)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < cli->nwords; i++) {
		buf_adds(&b, i ? " " : "");
		buf_adds(&b, cli->words[i]);
	}
	const char *query = arena_strndup(a, buf_str(&b), b.n);
	buf_fini(&b);
	return query;
}

int
command_search(struct run *run)
{
	const struct settings *s = config_settings(run->config);
	const struct cli *cli = run->cli;
	int format = choice(cli, CLI_OPT_FORMAT, formats);
	int order = choice(cli, CLI_OPT_ORDER, orders);
	struct wish w = { .is_lit = is_lit(s) };
	struct err err;
	int limit;

	if (format < 0)
		return run_misused(
		    _("no format is called %s; there are text and json"),
		    cli->value[CLI_OPT_FORMAT]);
	if (order < 0)
		return run_misused(
		    _("no order is called %s; there are newest, oldest and "
		      "best"),
		    cli->value[CLI_OPT_ORDER]);
	if (cli_number(cli, CLI_OPT_LIMIT, SEARCH_LIMIT, 1, LIMIT_MAX, &limit,
		&err) != 0)
		return run_misused("%s", err.msg);
	if (cli->nwords == 0)
		return run_misused(_("search for what? write words after it"));

	struct arena *a = arena_new();
	w.query = join_words(cli, a);
	w.format = (enum format)format;
	w.options.order = (enum search_order)order;
	w.options.limit = (size_t)limit;
	w.options.is_strict = !s->fold_han;
	int status = open_and_search(&w, a);
	arena_free(a);
	return status;
}
