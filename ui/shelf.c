#include "ui/shelf.h"

#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "config/settings.h"
#include "content/archived.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/base/date.h"
#include "src/base/err.h"
#include "src/edition/edition.h"
#include "ui/app.h"

enum {
	STEP_MAX = 100000, /* editions at once: 270 years of a daily */
	SAME_DAY = 100,    /* editions that a mark is looked for in */
};

/* By the choices of the option `keep`. */
enum { KEEP_ASK, KEEP_ALWAYS, KEEP_NEVER };

void
shelf_init(struct shelf_door *s)
{
	memset(s, 0, sizeof *s);
	s->from.view = -1;
}

void
shelf_fini(struct shelf_door *s)
{
	archive_close(s->archive);
	free(s->paper);
}

/* --- opening -------------------------------------------------------------------- */

static bool
has_folder(const struct app *app)
{
	return app->options.marks_dir && *app->options.marks_dir;
}

void
shelf_say_empty(const struct app *app, struct err *err)
{
	char key[APP_KEY_BYTES];

	err_set(err, ERR_NOT_FOUND,
	    _("nothing is in the library yet; %s keeps this edition"),
	    app_key(app, ACTION_KEEP, key));
}

static struct archive *
open_archive(struct app *app, enum archive_mode mode, struct err *err)
{
	struct shelf_door *s = &app->shelf;
	char notice[ERR_MSG_BYTES];

	archive_close(s->archive);
	s->archive = NULL;
	s->can_write = mode == ARCHIVE_WRITE;
	if (!has_folder(app)) {
		err_set(err, ERR_DB, "%s",
		    _("no writable home: there is no library; reading goes "
		      "on"));
		return NULL;
	}
	*err = (struct err){ 0 };
	s->archive = archive_open(
	    app->options.marks_dir, mode, notice, sizeof notice, err);
	if (s->archive && *notice)
		app_say(app, "%s", notice);
	if (!s->archive && err->code == ERR_NOT_FOUND)
		shelf_say_empty(app, err);
	return s->archive;
}

struct archive *
shelf_read(struct app *app, struct err *err)
{
	if (app->shelf.archive)
		return app->shelf.archive;
	return open_archive(app, ARCHIVE_READ, err);
}

struct archive *
shelf_write(struct app *app, struct err *err)
{
	struct shelf_door *s = &app->shelf;

	if (!s->archive || !s->can_write)
		open_archive(app, ARCHIVE_WRITE, err);
	if (!s->archive || !*archive_why_not(s->archive))
		return s->archive;
	err_set(err, ERR_DB, "%s", archive_why_not(s->archive));
	return NULL;
}

/* --- which edition this is ------------------------------------------------------- */

/* False with err->code ERR_NONE or ERR_NOT_FOUND: it is not kept. */
static bool
find_here(
    struct app *app, struct shelved *out, struct arena *arena, struct err *err)
{
	const struct paper *p = app->paper;
	struct archive *archive = shelf_read(app, err);

	return archive &&
	    archive_of(out, archive, p->edition,
		mark_paper(p->edition, p->path), p->path, arena, err);
}

bool
shelf_here(struct app *app, struct shelved *out, struct arena *arena)
{
	struct err err = { 0 };

	return find_here(app, out, arena, &err);
}

const char *
shelf_name(const struct shelved *s, struct arena *arena)
{
	return arena_printf(arena, "%s%s%s%s%s", s->paper, *s->date ? " " : "",
	    s->date, *s->name ? " " : "", s->name);
}

int
shelf_show(struct app *app, int64_t id, struct place from,
    const struct place *at, struct err *err)
{
	static const struct place front = { .view = VIEW_FRONT, .item = -1 };
	struct archive *archive = shelf_read(app, err);
	struct paper *paper = archive ? archived_open(archive, id, err) : NULL;

	if (!paper)
		return -1;
	app_open_paper(app, paper, from, at ? *at : front);
	return 0;
}

int
shelf_show_story(struct app *app, int64_t edition, struct anchor at,
    struct place from, struct err *err)
{
	struct place to = { .at = at, .view = VIEW_ARTICLE, .item = -1 };
	struct arena *arena = arena_new();
	struct shelved here;
	bool is_here = shelf_here(app, &here, arena) && here.id == edition &&
	    at.article < app_edition(app)->narticles;

	arena_free(arena);
	if (!is_here)
		return shelf_show(app, edition, from, &to, err);
	app_jump_to(app, at);
	return 0;
}

struct paper *
shelf_open_mark(struct app *app, const struct mark *m)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct archive *archive = shelf_read(app, &err);
	struct shelf_filter filter = { .paper = m->paper, .limit = SAME_DAY };
	struct shelf shelf = { 0 };
	struct paper *found = NULL;
	struct date date;

	if (m->date && date_parse(&date, m->date))
		filter.from = filter.to = date_to_days(date);
	if (archive)
		archive_list(&shelf, archive, &filter, arena, &err);
	for (size_t i = 0; i < shelf.n && !found; i++)
		if (strcmp(shelf.at[i].date, m->date ? m->date : "") == 0)
			found = archived_open(archive, shelf.at[i].id, &err);
	arena_free(arena);
	return found;
}

void
shelf_forget_paper(struct shelf_door *s)
{
	s->is_offered = false;
	s->from.view = -1;
}

/* --- the next edition -------------------------------------------------------------- */

/* False with a sentence in err if there is none. */
static bool
find_beside(struct app *app, struct shelved *out, int step, struct arena *arena,
    struct err *err)
{
	const struct paper *p = app->paper;
	const char *name = mark_paper(p->edition, p->path);
	struct shelved here;
	struct date date;
	bool is_found;

	if (find_here(app, &here, arena, err))
		is_found = archive_next(
		    out, app->shelf.archive, here.id, step, arena, err);
	else if (err->code != ERR_NONE)
		return false;
	else if (p->edition->date && date_parse(&date, p->edition->date))
		is_found = archive_beside(out, app->shelf.archive, name,
		    date_to_days(date), step, arena, err);
	else {
		err_set(err, ERR_NOT_FOUND, "%s",
		    _("this paper has no date: what comes before and after it "
		      "is not known"));
		return false;
	}
	if (!is_found && err->code == ERR_NONE)
		err_set(err, ERR_NOT_FOUND,
		    step > 0 ? _("the library has no later edition of %s")
			     : _("the library has no earlier edition of %s"),
		    name);
	return is_found;
}

void
shelf_act_step(struct app *app, const struct request *r)
{
	struct arena *arena = arena_new();
	struct place from = app->shelf.from;
	struct err err = { 0 };
	struct shelved s;
	int step = r->count <= 0  ? 1
	    : r->count > STEP_MAX ? STEP_MAX
				  : (int)r->count;

	if (r->action == ACTION_PREV_EDITION)
		step = -step;
	if (!find_beside(app, &s, step, arena, &err) ||
	    shelf_show(app, s.id, from, NULL, &err) != 0)
		app_say_error(app, &err);
	else
		app_say(app, "%s", shelf_name(&s, arena));
	arena_free(arena);
}

/* --- keeping and taking away -------------------------------------------------------- */

/* -1: it is said why not. */
static int
keep_paper(struct app *app, enum archive_outcome *out, int64_t *id)
{
	struct err err = { 0 };
	struct archive *archive = shelf_write(app, &err);

	if (archive && archived_keep(archive, app->paper, id, out, &err) == 0) {
		app->must_fit = true;
		return 0;
	}
	app_say_error(app, &err);
	return -1;
}

void
shelf_act_keep(struct app *app, const struct request *r)
{
	const struct edition *e = app_edition(app);
	const char *paper = mark_paper(e, app->paper->path);
	enum archive_outcome outcome;
	const char *date = e->date ? e->date : "";
	int64_t id;

	(void)r;
	app->shelf.is_offered = true;
	if (keep_paper(app, &outcome, &id) != 0)
		return;
	if (outcome == ARCHIVE_ADDED) {
		deeds_add(&app->deeds, id, false, keep_steps(&app->keep));
		app_say(app, _("kept in the library: %s %s"), paper, date);
	} else if (outcome == ARCHIVE_UPDATED) {
		app_say(app, _("the library now has it as it is: %s %s"), paper,
		    date);
	} else {
		app_say(app, _("%s %s is in the library already"), paper, date);
	}
}

void
shelf_remove(struct app *app, const struct shelved *s)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct archive *archive = shelf_write(app, &err);
	char key[APP_KEY_BYTES];

	if (!archive || archive_remove(archive, s->id, &err) != 0) {
		app_say_error(app, &err);
	} else {
		deeds_add(&app->deeds, s->id, true, keep_steps(&app->keep));
		app_say(app,
		    _("removed from the library: %s; %s brings it back"),
		    shelf_name(s, arena), app_key(app, ACTION_UNDO, key));
	}
	app->must_fit = true;
	arena_free(arena);
}

/* Did it come from a file that is there, and not from the archive? */
static bool
is_from_disk(const struct paper *p)
{
	return p->path && p->nstamps > 0;
}

static void
keep_by_itself(struct app *app)
{
	enum archive_outcome outcome;
	int64_t id;

	if (keep_paper(app, &outcome, &id) == 0 && outcome == ARCHIVE_ADDED)
		app_say(app, "%s", _("this edition was kept in the library"));
}

void
shelf_reread(struct app *app)
{
	if (app_settings(app)->keep == KEEP_ALWAYS)
		app->shelf.is_offered = false;
}

void
shelf_offer(struct app *app)
{
	int keep = app_settings(app)->keep;
	struct err err = { 0 };
	char key[APP_KEY_BYTES];
	struct shelved s;

	if (app->shelf.is_offered || keep == KEEP_NEVER || !has_folder(app) ||
	    !is_from_disk(app->paper))
		return;
	if (keep == KEEP_ALWAYS) {
		app->shelf.is_offered = true;
		keep_by_itself(app);
		return;
	}
	/* What was said is not to be covered by an offer. */
	if (app->said.is_shown || app->prompt.kind != PROMPT_NONE)
		return;
	app->shelf.is_offered = true;
	struct arena *arena = arena_new();
	if (!find_here(app, &s, arena, &err) &&
	    (err.code == ERR_NONE || err.code == ERR_NOT_FOUND))
		app_say(app, _("%s keeps this edition in the library"),
		    app_key(app, ACTION_KEEP, key));
	arena_free(arena);
}
