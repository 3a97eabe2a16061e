/* Taking editions from the library, never without showing them, and back. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/fd.h"
#include "src/base/mem.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/command_library.h"
#include "src/library/guard.h"
#include "src/library_care.h"

/* Editions that are meant; each once. */
struct meant {
	struct shelved *at;
	size_t n, cap;
};

static void
add_meant(struct meant *m, const struct shelved *s)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->at[i].id == s->id)
			return;
	m->at = mem_grow(m->at, m->n, &m->cap, sizeof *m->at);
	m->at[m->n++] = *s;
}

/* An id as lists show it, else a name. */
static bool
find_one(struct shelved *s, struct library *l, const char *name)
{
	char *end;
	struct err err;
	bool is_there;

	errno = 0;
	long long id = strtoll(name, &end, 10);
	bool is_id = *name >= '0' && *name <= '9' && !*end && !errno;
	is_there = l->ar &&
	    (is_id ? archive_get(s, l->ar, id, l->arena, &err)
		   : archive_named(s, l->ar, name, l->arena, &err));
	if (is_there && !s->removed)
		return true;
	if (!l->ar || err.code == ERR_NONE)
		err_set(&err, ERR_NOT_FOUND,
		    _("the library has no edition called %s; broadsheet "
		      "library lists them"),
		    name);
	run_complain(&err);
	return false;
}

static int
find_meant(struct meant *m, struct library *l)
{
	const struct cli *cli = l->run->cli;
	bool by_filter = l->filter.paper || cli->value[CLI_OPT_DATE];
	struct shelf shelf = { 0 };
	struct shelved s;
	struct err err;

	if (cli->nwords < 2 && !by_filter)
		return run_misused(
		    _("remove what? name editions, or give --paper or --date"));
	for (size_t i = 1; i < cli->nwords; i++) {
		if (!find_one(&s, l, cli->words[i]))
			return EXIT_FAILED;
		add_meant(m, &s);
	}
	l->filter.is_removed = false;
	if (by_filter && l->ar &&
	    archive_list(&shelf, l->ar, &l->filter, l->arena, &err) < 0) {
		run_complain(&err);
		return EXIT_FAILED;
	}
	/* Those of a list are different ones: no look at each of the others. */
	for (size_t i = 0; i < shelf.n; i++)
		if (cli->nwords > 1) {
			add_meant(m, &shelf.at[i]);
		} else {
			m->at = mem_grow(m->at, m->n, &m->cap, sizeof *m->at);
			m->at[m->n++] = shelf.at[i];
		}
	return EXIT_DONE;
}

/* --- what is needed ------------------------------------------------------------------ */

static void
say_needed(const struct shelved *s, enum guard_reason why)
{
	struct err err;
	struct buf b;

	buf_init(&b);
	care_add_name(&b, s);
	err_set(&err, ERR_USAGE,
	    why == GUARD_BOOKMARK
		? _("%s: stays, as there are bookmarks in it; --force removes "
		    "it")
		: _("%s: stays, as there are clippings of it; --force removes "
		    "it"),
	    buf_str(&b));
	run_complain(&err);
	buf_fini(&b);
}

/* Leave out what has bookmarks or clippings; how many, -1 if unknown. */
static long
spare_needed(struct meant *m, struct library *l)
{
	struct guard *g;
	long nspared = 0;
	size_t n = 0;

	if (l->run->cli->value[CLI_OPT_FORCE] || !m->n)
		return 0;
	g = care_guard(l->ar,
	    _("what is bookmarked cannot be told; --force removes all the "
	      "same"),
	    l->arena);
	if (!g)
		return -1;
	for (size_t i = 0; i < m->n; i++) {
		enum guard_reason why = guard_of(g, &m->at[i]);
		if (why == GUARD_BOOKMARK || why == GUARD_CLIPPING) {
			say_needed(&m->at[i], why);
			nspared++;
		} else {
			m->at[n++] = m->at[i];
		}
	}
	m->n = n;
	return nspared;
}

/* --- asking ------------------------------------------------------------------------------ */

static int
show(const struct meant *m)
{
	struct buf b;

	buf_init(&b);
	for (size_t i = 0; i < m->n; i++)
		library_add_line(&b, &m->at[i]);
	int status = run_write(&b);
	buf_fini(&b);
	return status;
}

/* 1: yes, 0: no, -1: there is nobody to ask. */
static int
ask(const struct meant *m)
{
	char answer[16];
	char question[128];
	int n;

	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return -1;
	n = snprintf(question, sizeof question,
	    ngettext("Remove this edition? [y/n] ",
		"Remove these %zu editions? [y/n] ", m->n),
	    m->n);
	(void)fd_write_all(STDERR_FILENO, question,
	    n > 0 && (size_t)n < sizeof question ? (size_t)n : 0);
	/* y as the question says, in every language. */
	return fgets(answer, sizeof answer, stdin) &&
	    (answer[0] == 'y' || answer[0] == 'Y');
}

static int
confirm(const struct library *l, const struct meant *m)
{
	int answer = l->run->cli->value[CLI_OPT_YES] ? 1 : ask(m);

	if (answer < 0)
		return run_misused(_(
		    "nothing is removed without being asked for; give --yes"));
	return answer ? EXIT_DONE : EXIT_FAILED;
}

static void
say_removed(size_t n)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b,
	    ngettext("%zu edition removed; broadsheet library undo brings it "
		     "back\n",
		"%zu editions removed; broadsheet library undo brings them "
		"back\n",
		n),
	    n);
	run_write(&b);
	buf_fini(&b);
}

static int
remove_meant(struct library *l, struct meant *m)
{
	int status = find_meant(m, l);

	if (status != EXIT_DONE)
		return status;
	long nspared = spare_needed(m, l);
	if (nspared < 0)
		return EXIT_FAILED;
	status = show(m);
	if (status != EXIT_DONE || !m->n || l->run->cli->value[CLI_OPT_DRY_RUN])
		return status == EXIT_DONE && nspared ? EXIT_PARTLY : status;
	status = confirm(l, m);
	if (status == EXIT_DONE) {
		if (care_set_removed(l->ar, m->at, m->n, true) < 0)
			return EXIT_FAILED;
		say_removed(m->n);
	}
	return status == EXIT_DONE && nspared ? EXIT_PARTLY : status;
}

int
library_remove(struct library *l)
{
	struct meant m = { 0 };
	int status = remove_meant(l, &m);

	free(m.at);
	return status;
}

/* --- back ------------------------------------------------------------------------------------ */

/* Those that were taken away last, at once. */
static void
find_last(struct meant *m, const struct shelf *shelf)
{
	int64_t last = 0;

	for (size_t i = 0; i < shelf->n; i++)
		if (shelf->at[i].removed > last)
			last = shelf->at[i].removed;
	for (size_t i = 0; i < shelf->n; i++)
		if (shelf->at[i].removed == last) {
			m->at = mem_grow(m->at, m->n, &m->cap, sizeof *m->at);
			m->at[m->n++] = shelf->at[i];
		}
}

int
library_undo(struct library *l)
{
	struct shelf_filter removed = { .is_removed = true };
	struct meant m = { 0 };
	struct shelf shelf = { 0 };
	struct err err;
	int status = EXIT_FAILED;

	if (l->ar &&
	    archive_list(&shelf, l->ar, &removed, l->arena, &err) < 0) {
		run_complain(&err);
		return EXIT_FAILED;
	}
	find_last(&m, &shelf);
	if (!m.n) {
		err_set(
		    &err, ERR_NOT_FOUND, _("there is nothing to bring back"));
		run_complain(&err);
	} else if (l->run->cli->value[CLI_OPT_DRY_RUN] ||
	    care_set_removed(l->ar, m.at, m.n, false) == 0) {
		status = show(&m);
	}
	free(m.at);
	return status;
}
