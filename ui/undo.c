#include "ui/undo.h"

#include <stdbool.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "ui/app.h"

/* A step of marks.  With none of anything left it says so. */
static int
move_marks(struct app *app, bool is_redo, struct err *err)
{
	enum marks_deed deed;
	int failed = is_redo ? keep_redo(&app->keep, app->paper, &deed, err)
			     : keep_undo(&app->keep, app->paper, &deed, err);

	if (failed)
		return -1;
	app_say(app, "%s", is_redo ? keep_redone(deed) : keep_undone(deed));
	return 0;
}

static const char *
name_of(struct archive *archive, int64_t edition, struct arena *arena)
{
	struct shelved s;
	struct err err;

	return archive_get(&s, archive, edition, arena, &err)
	    ? shelf_name(&s, arena)
	    : "";
}

static void
say_moved(struct app *app, bool is_redo, bool is_removal, const char *name)
{
	if (is_redo && is_removal)
		app_say(app, _("removed again: %s"), name);
	else if (is_redo)
		app_say(app, _("kept again: %s"), name);
	else if (is_removal)
		app_say(app, _("undone: %s is in the library again"), name);
	else
		app_say(app, _("undone: %s is not kept any more"), name);
}

static int
move_archive(
    struct app *app, const struct deed *deed, bool is_redo, struct err *err)
{
	struct archive *archive = shelf_write(app, err);
	struct arena *arena;
	const char *name;

	if (!archive)
		return -1;
	arena = arena_new();
	name = name_of(archive, deed->edition, arena);
	int failed = deed->is_removal == is_redo
	    ? archive_remove(archive, deed->edition, err)
	    : archive_restore(archive, deed->edition, err);
	if (!failed)
		say_moved(app, is_redo, deed->is_removal, name);
	arena_free(arena);
	return failed;
}

/* One step back or forth; -1 if there is none, or it could not be. */
static int
move(struct app *app, bool is_redo)
{
	struct err err = { 0 };
	struct deed deed;
	int failed;
	enum deeds_turn turn = is_redo
	    ? deeds_redo(&app->deeds, keep_steps(&app->keep), &deed)
	    : deeds_undo(&app->deeds, keep_steps(&app->keep), &deed);

	if (turn == DEEDS_ARCHIVE)
		failed = move_archive(app, &deed, is_redo, &err);
	else if (turn == DEEDS_MARKS)
		failed = move_marks(app, is_redo, &err);
	else
		failed = err_set(&err, ERR_NOT_FOUND, "%s",
		    is_redo ? _("nothing to do again") : _("nothing to undo"));
	if (failed)
		app_say_error(app, &err);
	deeds_moved(&app->deeds, failed ? DEEDS_NONE : turn, is_redo,
	    keep_steps(&app->keep));
	return failed;
}

void
undo_act(struct app *app, const struct request *r)
{
	long count = r->count > 0 ? r->count : 1;

	while (count-- > 0 && move(app, r->action == ACTION_REDO) == 0)
		continue;
	app->must_fit = true;
}
