#include "ui/waiting.h"

#include "config/i18n.h"
#include "src/base/diag.h"
#include "ui/app.h"
#include "ui/term.h"

/* --- saying -------------------------------------------------------------------- */

enum kept
waiting_say(struct app *app, enum kept kept, const struct err *err)
{
	char key[APP_KEY_BYTES];

	if (kept == KEPT_FAILED)
		app_say_error(app, err);
	else if (kept == KEPT_WAITS)
		app_say(app,
		    _("not kept yet: another program has the bookmarks locked; "
		      "%s takes it back"),
		    app_key(app, ACTION_UNDO, key));
	else if (kept == KEPT_TAKEN_BACK)
		app_say(app, _("taken back before it was kept"));
	app->must_fit = true;
	return kept;
}

void
waiting_say_closed(struct app *app, const struct err *err)
{
	if (keep_is_locked_out(&app->keep))
		app_say(app,
		    _("another program has the bookmarks locked; they come "
		      "when it lets go"));
	else
		app_say_error(app, err);
}

/* Something that waited is settled, one way or the other. */
static void
say_settled(struct app *app, enum kept kept, const struct change *change,
    const struct err *err)
{
	const char *title = change_title(change);

	if (change->is_quiet)
		return;
	if (kept == KEPT) {
		app_say(app, _("%s: %s"), change_done(change->kind), title);
		return;
	}
	app_say(app, _("%s: %s"), change_not_done(change->kind), title);
	app_say_error(app, err);
}

enum kept
waiting_change(struct app *app, const struct change *change, bool *existed)
{
	struct err err = { 0 };
	enum kept kept =
	    keep_change(&app->keep, app->paper, change, existed, &err);

	return waiting_say(app, kept, &err);
}

bool
waiting_undo(struct app *app)
{
	struct change change;

	if (!changes_take_last(&app->keep.waiting, &change))
		return false;
	app_say(app, _("%s: %s"), _("taken back before it was kept"),
	    change_title(&change));
	change_fini(&change);
	app->must_fit = true;
	return true;
}

/* --- trying again -------------------------------------------------------------- */

static bool
is_waiting(const struct app *app)
{
	return keep_is_locked_out(&app->keep) || app->keep.waiting.n > 0;
}

static void
open_again(struct app *app)
{
	char notice[ERR_MSG_BYTES];
	struct err err = { 0 };

	if (keep_reopen(&app->keep, notice, sizeof notice, &err) != 0) {
		if (!keep_is_locked_out(&app->keep))
			app_say_error(app, &err);
		return;
	}
	keep_find_last(&app->keep);
	keep_load(&app->keep, app->paper);
	app_say(app, "%s", *notice ? notice : _("the bookmarks are there now"));
	/* Whoever has begun to read is not taken elsewhere. */
	if (!app_has_moved(app))
		app_restore_place(app);
	app->must_fit = true;
}

/* Do all that can be done; why the rest cannot be into `err`. */
static void
run_all(struct app *app, struct err *err)
{
	struct change change;
	enum kept kept;

	*err = *app->keep.why;
	while ((kept = keep_retry(&app->keep, app->paper, &change, err)) !=
	    KEPT_WAITS) {
		say_settled(app, kept, &change, err);
		change_fini(&change);
		app->must_fit = true;
	}
}

void
waiting_retry(struct app *app)
{
	struct err err;

	if (!is_waiting(app))
		return;
	keep_set_patience(&app->keep, KEEP_RETRY_MS);
	if (keep_is_locked_out(&app->keep))
		open_again(app);
	run_all(app, &err);
	keep_set_patience(&app->keep, KEEP_WAIT_MS);
}

/* --- the end ------------------------------------------------------------------- */

static void
note_unkept(struct app *app, const struct err *err)
{
	const struct changes *waiting = &app->keep.waiting;
	struct diag *to = app->options.unkept;

	if (changes_count_loud(waiting) == 0)
		return;
	diag_add(to, DIAG_WARNING, NULL, 0, 0, "%s",
	    err->code == ERR_LOCKED
		? _("another program had the bookmarks locked to the end")
		: err->msg);
	for (size_t i = 0; i < waiting->n; i++)
		if (!waiting->at[i].is_quiet)
			diag_add(to, DIAG_WARNING, NULL, 0, 0, _("%s: %s"),
			    change_not_done(waiting->at[i].kind),
			    change_title(&waiting->at[i]));
}

void
waiting_end(struct app *app)
{
	long began = app->term->ops->now(app->term);
	/* For what was only turned to nobody is kept. */
	int ms = changes_count_loud(&app->keep.waiting) > 0 ? WAITING_LAST_MS
							    : KEEP_WAIT_MS;
	struct err err;

	if (!is_waiting(app))
		return;
	keep_set_patience(&app->keep, ms);
	if (keep_is_locked_out(&app->keep))
		open_again(app);
	long left = ms - (app->term->ops->now(app->term) - began);
	keep_set_patience(&app->keep, left > 0 ? (int)left : 0);
	run_all(app, &err);
	note_unkept(app, &err);
	if (app->keep.waiting.n > 0)
		keep_set_patience(&app->keep, 0);
}
