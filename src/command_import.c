/*
 * Papers into the library, in batches: some papers are read, put in the order
 * of their days, since the index is quickest with rows that rise, and added at
 * once.  The library is locked only while a batch is added.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "config/config.h"
#include "config/i18n.h"
#include "content/archived.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/cli.h"
#include "src/command.h"
#include "src/edition/edition.h"
#include "src/import_progress.h"
#include "src/import_walk.h"
#include "src/library/keep_for.h"
#include "src/library/marks.h"
#include "src/library_care.h"
#include "src/text/filter.h"

enum {
	/*
	 * Papers of a batch: so many stories, or so many bytes of text.  An
	 * import is as fast with 1,000 stories as with 10,000, since the index
	 * has gathered all it can hold by then; a small batch has the library
	 * locked and the papers in memory for less.
	 */
	BATCH_STORIES = 1000,
	BATCH_BYTES = 16 * 1024 * 1024,
	/* Another import has the library for a second at a time. */
	LOCK_TRIES = 6,
};

/* A paper that was read and waits for its batch. */
struct pending {
	struct paper *paper;
	const struct found_paper *found;
	int64_t day;
};

struct counts {
	size_t n[ARCHIVE_UNCHANGED + 1]; /* by outcome */
	size_t nstories;                 /* of what was added or updated */
};

struct import {
	const struct run *run;
	struct archive *ar; /* NULL: a dry run, and there is no library */
	bool is_dry;
	struct paper_options how;
	uint64_t how_look; /* made of all that an edition depends on */
	struct keep_for rules;
	struct walk walk;
	struct progress progress;
	struct progress_state state;
	struct pending *batch;
	size_t nbatch, cap;
	size_t batch_nstories;
	uint64_t batch_nbytes;
	struct counts done; /* and safe */
	size_t nfailed, nold;
	bool is_partly;      /* part of a paper was lost */
	bool is_broken;      /* the library fails */
	bool is_unsaid;      /* standard output fails */
	struct arena *arena; /* of the rules */
};

/* The signal that asks to stop; 0 while none did. */
static volatile sig_atomic_t stopped_by;

static void
stop(int number)
{
	stopped_by = number;
}

/* A second signal of a kind kills: what is not committed is undone. */
static void
catch_signals(void)
{
	static const int stops[] = { SIGINT, SIGTERM, SIGHUP };

	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		struct sigaction was;
		struct sigaction sa = { .sa_handler = stop,
			.sa_flags = SA_RESTART | SA_RESETHAND };
		sigemptyset(&sa.sa_mask);
		if (sigaction(stops[i], NULL, &was) == 0 &&
		    was.sa_handler != SIG_IGN) /* nohup */
			sigaction(stops[i], &sa, NULL);
	}
}

/* --- saying ------------------------------------------------------------------------- */

static void
complain(struct import *im, const struct err *err)
{
	progress_clear(&im->progress);
	run_complain(err);
}

/* The paper is not in, for this reason. */
static void
fail_paper(struct import *im, const struct found_paper *found, struct err *err)
{
	char doing[ERR_WHERE_BYTES];

	im->nfailed++;
	im->state.done_nbytes += found->nbytes;
	if (!err->where[0]) {
		snprintf(doing, sizeof doing, "%s", found->name);
		err_wrap(err, doing);
	}
	complain(im, err);
}

/* Standard output that failed once is left alone. */
static void
say(struct import *im, const struct buf *b)
{
	if (!im->is_unsaid)
		im->is_unsaid = run_write(b) != EXIT_DONE;
}

static void
show(struct import *im, const char *file)
{
	im->state.file = file;
	progress_show(&im->progress, &im->state);
}

/* --- a batch ---------------------------------------------------------------------------- */

static int64_t
find_day(const struct edition *e)
{
	struct date d;

	return e->date && date_parse(&d, e->date) ? date_to_days(d)
						  : care_today();
}

static int
compare_days(const void *a, const void *b)
{
	const struct pending *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->found > y->found) - (x->found < y->found);
}

static uint64_t
stamp_of(const struct import *im, const struct found_paper *found)
{
	return walk_mix(im->how_look, found->look);
}

static int
begin_batch(struct import *im, struct err *err)
{
	int failed = -1;

	for (int i = 0; failed && i < LOCK_TRIES && !stopped_by; i++)
		failed = archive_begin(im->ar, err);
	/* A signal while another import has the lock: once more, then not. */
	if (failed && stopped_by)
		failed = archive_begin(im->ar, err);
	return failed;
}

/* Add one; what fails before it changed anything concerns this one only. */
static void
add_paper(struct import *im, const struct pending *p, struct counts *c)
{
	const struct found_paper *found = p->found;
	enum archive_outcome outcome;
	struct err err = { 0 };
	int64_t id;

	if (archived_keep(im->ar, p->paper, &id, &outcome, &err) < 0 ||
	    (found->path && found->look &&
		archive_set_source(
		    im->ar, found->path, stamp_of(im, found), id, &err) < 0)) {
		fail_paper(im, found, &err);
		return;
	}
	c->n[outcome]++;
	if (outcome != ARCHIVE_UNCHANGED)
		c->nstories += p->paper->edition->narticles;
	im->state.done_nbytes += found->nbytes;
	im->state.neditions++;
	im->state.nstories += p->paper->edition->narticles;
}

static void
drop_batch(struct import *im)
{
	for (size_t i = 0; i < im->nbatch; i++)
		paper_close(im->batch[i].paper);
	im->nbatch = 0;
	im->batch_nstories = 0;
	im->batch_nbytes = 0;
}

static void
flush_batch(struct import *im)
{
	struct counts c = { 0 };
	struct err err;

	if (!im->nbatch)
		return;
	qsort(im->batch, im->nbatch, sizeof *im->batch, compare_days);
	bool ok = begin_batch(im, &err) == 0;
	for (size_t i = 0; i < im->nbatch && ok; i++) {
		add_paper(im, &im->batch[i], &c);
		show(im, im->batch[i].found->name);
	}
	ok = ok && archive_commit(im->ar, &err) == 0;
	if (ok) {
		for (size_t i = 0; i < sizeof c.n / sizeof *c.n; i++)
			im->done.n[i] += c.n[i];
		im->done.nstories += c.nstories;
	} else {
		im->is_broken = true;
		complain(im, &err);
	}
	drop_batch(im);
}

/* --- a paper ------------------------------------------------------------------------------ */

/* Need it not be read, as it is in, or was and is too old? */
static bool
is_settled(struct import *im, const struct found_paper *found)
{
	struct arena *a = arena_new();
	bool settled = false;
	struct shelved s;

	if (im->ar && found->path && found->look &&
	    archive_has_source(
		&s, im->ar, found->path, stamp_of(im, found), a, NULL)) {
		bool is_over =
		    keep_for_is_over(&im->rules, s.paper, s.day, care_today());
		settled = !s.removed || is_over;
		if (settled && s.removed)
			im->nold++;
		else if (settled)
			im->done.n[ARCHIVE_UNCHANGED]++;
	}
	arena_free(a);
	if (settled)
		im->state.done_nbytes += found->nbytes;
	return settled;
}

/* What would become of it: said on standard output. */
static void
tell(struct import *im, const struct paper *p, const struct found_paper *found)
{
	static const char *const words[] = { [ARCHIVE_ADDED] = N_("add"),
		[ARCHIVE_UPDATED] = N_("update"),
		[ARCHIVE_UNCHANGED] = N_("unchanged") };
	enum archive_outcome outcome = ARCHIVE_ADDED;
	const struct edition *e = p->edition;
	struct shelved s = { .paper = mark_paper(e, p->path),
		.date = e->date ? e->date : "",
		.name = e->name ? e->name : "" };
	struct buf b;

	if (im->ar)
		outcome = archived_foresee(im->ar, p);
	im->done.n[outcome]++;
	im->done.nstories +=
	    outcome == ARCHIVE_UNCHANGED ? 0 : p->edition->narticles;
	progress_clear(&im->progress);
	buf_init(&b);
	buf_addf(&b, "%s  ", _(words[outcome]));
	care_add_name(&b, &s);
	buf_addf(&b, ngettext("  %zu story  ", "  %zu stories  ", e->narticles),
	    e->narticles);
	filter_add(&b, found->name, strlen(found->name), FILTER_LINE);
	buf_addc(&b, '\n');
	say(im, &b);
	buf_fini(&b);
	im->state.done_nbytes += found->nbytes;
}

static void
wait_for_batch(
    struct import *im, struct paper *p, const struct found_paper *found)
{
	im->batch =
	    mem_grow(im->batch, im->nbatch, &im->cap, sizeof *im->batch);
	im->batch[im->nbatch++] =
	    (struct pending){ p, found, find_day(p->edition) };
	im->batch_nstories += p->edition->narticles;
	im->batch_nbytes += found->nbytes;
	if (im->batch_nstories >= BATCH_STORIES ||
	    im->batch_nbytes >= BATCH_BYTES)
		flush_batch(im);
}

/* Is it too old to be taken in?  What is there although it is old stays. */
static bool
is_too_old(struct import *im, const struct paper *p)
{
	const char *paper = mark_paper(p->edition, p->path);
	struct arena *a;
	struct shelved s;

	if (!keep_for_is_over(
		&im->rules, paper, find_day(p->edition), care_today()))
		return false;
	a = arena_new();
	bool is_kept = im->ar &&
	    archive_of(&s, im->ar, p->edition, paper, p->path, a, NULL);
	arena_free(a);
	return !is_kept;
}

static void
import_paper(struct import *im, const struct found_paper *found)
{
	struct paper *p;
	struct err err = { 0 };

	if (is_settled(im, found)) {
		show(im, found->name);
		return;
	}
	p = paper_open(found->name, &im->how, &err);
	if (!p) {
		fail_paper(im, found, &err);
		return;
	}
	if (diag_has(&p->diag, DIAG_LOST)) {
		progress_clear(&im->progress);
		run_complain_all(&p->diag, DIAG_LOST);
		im->is_partly = true;
	}
	if (is_too_old(im, p)) {
		im->nold++;
		im->state.done_nbytes += found->nbytes;
	} else if (im->is_dry) {
		tell(im, p, found);
	} else {
		wait_for_batch(im, p, found);
		p = NULL;
	}
	paper_close(p);
	show(im, found->name);
}

/* --- the whole ------------------------------------------------------------------------------ */

static bool
goes_on(void *ctx, uint64_t done, uint64_t of)
{
	struct import *im = ctx;
	struct buf b;

	buf_init(&b);
	buf_addf(&b, _("making the search index anew: %llu of %llu stories"),
	    (unsigned long long)done, (unsigned long long)of);
	progress_say(&im->progress, buf_str(&b));
	buf_fini(&b);
	return !stopped_by;
}

/* The index of another version is made anew first. */
static int
bring_up_to_date(struct import *im)
{
	struct err err;

	if (archive_is_indexed(im->ar))
		return 0;
	int failed = archive_reindex(im->ar, goes_on, im, &err);
	progress_clear(&im->progress);
	if (failed && !stopped_by)
		run_complain(&err);
	return failed;
}

static void
add_counts(struct buf *b, const struct import *im)
{
	const size_t *n = im->done.n;

	buf_addf(b, _("%zu added, %zu updated, %zu unchanged, %zu failed"),
	    n[ARCHIVE_ADDED], n[ARCHIVE_UPDATED], n[ARCHIVE_UNCHANGED],
	    im->nfailed);
	if (im->nold)
		buf_addf(b, _(", %zu too old"), im->nold);
	if (im->walk.npassed)
		buf_addf(b, _(", %zu passed over"), im->walk.npassed);
}

/* The last line: what was done, and how fast. */
static void
sum_up(struct import *im)
{
	int64_t ms = progress_ms(&im->progress);
	struct buf b;

	buf_init(&b);
	add_counts(&b, im);
	if (!im->is_dry)
		buf_addf(&b, _("; %zu stories in %.1f s, %zu a second"),
		    im->done.nstories, (double)ms / 1000,
		    (size_t)((uint64_t)im->done.nstories * 1000 /
			(uint64_t)(ms > 0 ? ms : 1)));
	buf_addc(&b, '\n');
	say(im, &b);
	buf_fini(&b);
	if (!stopped_by)
		return;
	struct err err;
	err_set(&err, ERR_SYS,
	    _("stopped; what was added is safe, and the same command goes on "
	      "with the rest"));
	run_complain(&err);
}

static int
find_status(const struct import *im)
{
	enum { BY_SIGNAL = 128 }; /* as shells have it */

	if (stopped_by)
		return BY_SIGNAL + stopped_by;
	if (im->is_broken || im->is_unsaid)
		return EXIT_FAILED;
	bool is_wrong = im->nfailed || diag_has(&im->walk.wrong, DIAG_LOST);
	bool is_any = im->nold;
	for (size_t i = 0; i <= ARCHIVE_UNCHANGED; i++)
		is_any = is_any || im->done.n[i];
	if (is_wrong && !is_any)
		return EXIT_FAILED;
	return is_wrong || im->is_partly ? EXIT_PARTLY : EXIT_DONE;
}

static int
import_all(struct import *im)
{
	for (size_t i = 0; i < im->walk.n && !stopped_by && !im->is_broken; i++)
		import_paper(im, &im->walk.at[i]);
	if (!im->is_broken)
		flush_batch(im);
	drop_batch(im);
	progress_clear(&im->progress);
	sum_up(im);
	int status = find_status(im);
	if (!im->is_dry && !im->is_broken && !stopped_by) {
		int expired = care_expire(im->run, im->ar, false);
		status = status > expired ? status : expired;
	}
	if (!im->is_dry)
		archive_settle(im->ar, stopped_by ? 0 : im->done.nstories);
	return status;
}

/* --- the command line ------------------------------------------------------------------------ */

static const char *
iso_date(struct import *im, const char *said)
{
	struct date d;
	struct buf b;

	if (!date_parse(&d, said))
		return NULL;
	buf_init(&b);
	date_add_iso(&b, d);
	const char *iso = arena_strdup(im->arena, buf_str(&b));
	buf_fini(&b);
	return iso;
}

static int
take_options(struct import *im, const struct cli *cli)
{
	const char *encoding = cli->value[CLI_OPT_ENCODING];
	const char *date = cli->value[CLI_OPT_DATE];

	if (!encoding)
		encoding = config_settings(im->run->config)->encoding;
	im->how.encoding =
	    encoding && strcmp(encoding, "auto") != 0 ? encoding : NULL;
	im->how.format = cli->value[CLI_OPT_READER];
	im->how.title = cli->value[CLI_OPT_PAPER];
	im->is_dry = cli->value[CLI_OPT_DRY_RUN] != NULL;
	if (date && !(im->how.date = iso_date(im, date)))
		return run_misused(
		    _("--date=%s is no day; write 2025-05-30"), date);
	const char *const depends[] = { VERSION, im->how.encoding,
		im->how.format, im->how.title, im->how.date };
	for (size_t i = 0; i < sizeof depends / sizeof *depends; i++)
		im->how_look = walk_mix_string(im->how_look, depends[i]);
	care_rules(&im->rules, im->run, im->arena);
	return EXIT_DONE;
}

static int
find_papers(struct import *im, const struct cli *cli)
{
	struct err err;

	walk_init(&im->walk);
	for (size_t i = 0; i < cli->nwords && !stopped_by; i++)
		walk_add(&im->walk, cli->words[i]);
	if (cli->value[CLI_OPT_VERBOSE])
		run_complain_all(&im->walk.passed, DIAG_NOTE);
	run_complain_all(&im->walk.wrong, DIAG_LOST);
	if (im->walk.n || stopped_by || im->walk.wrong.n)
		return EXIT_DONE;
	err_set(&err, ERR_NOT_FOUND,
	    _("there are no papers; they end in .txt or .md, and --verbose "
	      "tells what was passed over"));
	run_complain(&err);
	return EXIT_FAILED;
}

static int
open_library(struct import *im)
{
	char notice[1];

	if (im->is_dry) {
		im->ar = archive_open(config_xdg_data(), ARCHIVE_READ, notice,
		    sizeof notice, NULL);
		return 0;
	}
	im->ar = care_open(ARCHIVE_WRITE);
	if (im->ar && *archive_why_not(im->ar)) {
		struct err err;
		err_set(&err, ERR_DB, "%s", archive_why_not(im->ar));
		run_complain(&err);
		return -1;
	}
	return im->ar ? bring_up_to_date(im) : -1;
}

int
command_import(struct run *run)
{
	struct import im = { .run = run };
	int status;

	if (run->cli->nwords == 0)
		return run_misused(
		    _("import what? name files, folders or trees of papers"));
	catch_signals();
	im.arena = arena_new();
	status = take_options(&im, run->cli);
	if (status == EXIT_DONE) {
		status = find_papers(&im, run->cli);
		progress_begin(&im.progress, im.walk.nbytes);
		if (status == EXIT_DONE)
			status = open_library(&im) < 0 ? EXIT_FAILED
						       : import_all(&im);
		walk_fini(&im.walk);
	}
	archive_close(im.ar);
	free(im.batch);
	arena_free(im.arena);
	return status;
}
