#include "src/library_care.h"

#include <stdlib.h>
#include <string.h>

#include "config/config.h"
#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/command.h"
#include "src/library/guard.h"
#include "src/library/keep_for.h"
#include "src/library/marks.h"
#include "src/text/filter.h"

struct archive *
care_open(enum archive_mode mode)
{
	char notice[ERR_MSG_BYTES];
	struct err err;
	struct archive *ar =
	    archive_open(config_xdg_data(), mode, notice, sizeof notice, &err);

	if (!ar) {
		run_complain(&err);
		return NULL;
	}
	if (*notice) {
		err_set(&err, ERR_DB, "%s", notice);
		run_complain(&err);
	}
	return ar;
}

void
care_add_name(struct buf *b, const struct shelved *s)
{
	filter_add(b, s->paper, strlen(s->paper), FILTER_LINE);
	if (*s->date) {
		buf_addc(b, ' ');
		filter_add(b, s->date, strlen(s->date), FILTER_LINE);
	}
	if (*s->name) {
		buf_adds(b, ", ");
		filter_add(b, s->name, strlen(s->name), FILTER_LINE);
	}
}

void
care_rules(struct keep_for *rules, const struct run *run, struct arena *a)
{
	struct err err;

	if (keep_for_parse(rules, config_settings(run->config)->keep_editions,
		a, &err) == 0)
		return;
	err_wrap(&err, "keep-editions");
	run_complain(&err);
}

int64_t
care_today(void)
{
	enum { DAY = 24 * 60 * 60 };
	int64_t now = marks_now();

	return now / DAY - (now % DAY < 0);
}

int
care_set_removed(
    struct archive *ar, const struct shelved *at, size_t n, bool is_removed)
{
	struct err err;
	int failed = archive_begin(ar, &err);

	for (size_t i = 0; i < n && !failed; i++)
		failed = is_removed ? archive_remove(ar, at[i].id, &err)
				    : archive_restore(ar, at[i].id, &err);
	if (!failed)
		failed = archive_commit(ar, &err);
	if (failed)
		run_complain(&err);
	return failed;
}

struct guard *
care_guard(struct archive *ar, const char *what, struct arena *a)
{
	struct marks *marks = run_marks();
	struct guard *g = NULL;
	struct err err;

	if (!marks)
		err_set(&err, ERR_DB, "%s", what);
	else if (!(g = guard_make(marks, ar, a, &err)))
		err_wrap(&err, what);
	marks_close(marks);
	if (!g)
		run_complain(&err);
	return g;
}

/* --- what is too old --------------------------------------------------------------- */

static void
say_expired(size_t nover, size_t nneeded, bool is_dry)
{
	struct buf b;

	if (!nover && !nneeded)
		return;
	buf_init(&b);
	if (is_dry)
		buf_addf(&b,
		    ngettext("would take away %zu edition that is too old",
			"would take away %zu editions that are too old", nover),
		    nover);
	else
		buf_addf(&b,
		    ngettext("took away %zu edition that is too old",
			"took away %zu editions that are too old", nover),
		    nover);
	if (nneeded)
		buf_addf(&b,
		    ngettext("; %zu more is kept for what is marked in it",
			"; %zu more are kept for what is marked in them",
			nneeded),
		    nneeded);
	buf_addc(&b, '\n');
	run_write(&b);
	buf_fini(&b);
}

static int
expire(const struct keep_for *rules, struct archive *ar, bool is_dry,
    struct arena *a)
{
	struct shelf_filter all = { 0 };
	struct shelved *over;
	size_t nover = 0, nneeded = 0;
	struct shelf shelf;
	struct guard *guard;
	struct err err;

	if (archive_list(&shelf, ar, &all, a, &err) < 0) {
		run_complain(&err);
		return EXIT_FAILED;
	}
	guard = care_guard(ar, _("what is bookmarked cannot be told"), a);
	if (!guard)
		return EXIT_FAILED;
	over = arena_array(a, struct shelved, shelf.n + 1);
	for (size_t i = 0; i < shelf.n; i++) {
		const struct shelved *s = &shelf.at[i];
		if (!keep_for_is_over(rules, s->paper, s->day, care_today()))
			continue;
		if (guard_of(guard, s) != GUARD_NONE)
			nneeded++;
		else
			over[nover++] = *s;
	}
	if (nover && !is_dry && care_set_removed(ar, over, nover, true) < 0)
		return EXIT_FAILED;
	say_expired(nover, nneeded, is_dry);
	return EXIT_DONE;
}

int
care_expire(const struct run *run, struct archive *ar, bool is_dry)
{
	struct arena *a = arena_new();
	struct keep_for rules;
	int status = EXIT_DONE;

	care_rules(&rules, run, a);
	if (!keep_for_is_forever(&rules))
		status = expire(&rules, ar, is_dry, a);
	arena_free(a);
	return status;
}
