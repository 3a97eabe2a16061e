#include "ui/undo.h"

#include "config/i18n.h"
#include "src/base/arena.h"
#include "ui/app.h"

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

int
undo_archive(struct app *app, bool is_redo)
{
	struct err err = { 0 };
	struct deed deed;
	struct deeds_marks marks = keep_steps(&app->keep);
	enum deeds_turn turn = is_redo ? deeds_redo(&app->deeds, marks, &deed)
				       : deeds_undo(&app->deeds, marks, &deed);

	if (turn == DEEDS_MARKS)
		return 0;
	if (turn == DEEDS_NONE)
		err_set(&err, ERR_NOT_FOUND, "%s",
		    is_redo ? _("nothing to do again") : _("nothing to undo"));
	else if (move_archive(app, &deed, is_redo, &err) == 0) {
		deeds_moved(&app->deeds, turn, is_redo, marks);
		return 1;
	}
	app_say_error(app, &err);
	return -1;
}

void
undo_marks_moved(struct app *app)
{
	deeds_moved(&app->deeds, DEEDS_MARKS, false, keep_steps(&app->keep));
}
