#include "ui/deed.h"

#include <string.h>

#include "config/i18n.h"
#include "content/paper.h"
#include "src/base/arena.h"
#include "src/edition/edition.h"
#include "src/nav/nav.h"
#include "ui/app.h"
#include "ui/source.h"
#include "ui/undo.h"
#include "ui/waiting.h"

void
deed_toggle_read(struct app *app, const struct request *r)
{
	long article = app_article(app);
	struct err err = { 0 };

	(void)r;
	if (article < 0)
		return;
	article = (long)nav_shown(app->nav, (size_t)article);
	bool was_read =
	    keep_reading(&app->keep, (size_t)article).state == READING_DONE;
	struct reading to = { .state = was_read ? READING_NONE : READING_DONE };
	enum kept kept = waiting_say(app,
	    keep_set_reading(
		&app->keep, app->paper, (size_t)article, to, false, &err),
	    &err);
	if (kept != KEPT_FAILED)
		readings_settle(app, (size_t)article);
	if (kept == KEPT)
		app_say(app, "%s",
		    was_read ? _("marked as unread") : _("marked as read"));
}

/* --- undo -------------------------------------------------------------------------- */

/* Is it the story that is open, so that everyone sees what is meant? */
static bool
is_open_here(const struct app *app, const struct marks_about *about)
{
	const struct edition *e = app_edition(app);
	struct mark mark = { .paper = about->paper, .date = about->date };
	struct place place = app_place(app);

	if (place.view != VIEW_ARTICLE || !about->article ||
	    !keep_is_of(&mark, app->paper))
		return false;
	const char *id = e->articles[place.at.article]->id;
	return id && strcmp(id, about->article) == 0;
}

/* What was done, and to what, unless that is what is open. */
static void
say_deed(struct app *app, enum marks_deed deed, bool is_redo,
    const struct marks_about *about)
{
	struct mark mark = { .paper = about->paper, .date = about->date };
	const char *what = is_redo ? keep_redone(deed) : keep_undone(deed);

	if (about->headline &&
	    deed == (is_redo ? DEED_FOLLOWED : DEED_UNFOLLOWED))
		app_say(app, _("you follow %s again"), about->headline);
	else if (about->headline &&
	    (deed == DEED_FOLLOWED || deed == DEED_UNFOLLOWED))
		app_say(app, _("you no longer follow %s"), about->headline);
	else if (!about->headline || is_open_here(app, about))
		app_say(app, "%s", what);
	else if (!about->paper || keep_is_of(&mark, app->paper))
		app_say(app, _("%s: %s"), what, about->headline);
	else
		app_say(app, _("%s: %s, in %s %s"), what, about->headline,
		    about->paper, about->date ? about->date : "");
}

/*
 * What was taken back of the story that is open holds until it is left, or the
 * sheet that is shown would mark it anew.
 */
static void
settle_open(struct app *app, struct reading was)
{
	size_t article = app->readings.shown.article;
	struct reading now = keep_reading(&app->keep, article);

	if (now.state != was.state || now.percent != was.percent)
		readings_settle(app, article);
}

/* Back or forth through what was done to what is kept. */
static void
go_in_deeds(struct app *app, const struct request *r, bool is_redo)
{
	long count = r->count > 0 ? r->count : 1;
	struct reading was =
	    keep_reading(&app->keep, app->readings.shown.article);
	struct arena *arena = arena_new();
	struct err err = { 0 };
	enum marks_deed deed;

	while (count-- > 0) {
		int turn = undo_archive(app, is_redo);
		if (turn < 0)
			break;
		if (turn > 0)
			continue;
		struct marks_about about =
		    keep_next_step(&app->keep, is_redo, arena);
		int failed = is_redo
		    ? keep_redo(&app->keep, app->paper, &deed, &err)
		    : keep_undo(&app->keep, app->paper, &deed, &err);
		undo_marks_moved(app);
		if (failed) {
			app_say_error(app, &err);
			break;
		}
		say_deed(app, deed, is_redo, &about);
	}
	arena_free(arena);
	settle_open(app, was);
	app->must_fit = true;
}

void
deed_undo(struct app *app, const struct request *r)
{
	struct request rest = *r;

	if (rest.count <= 0)
		rest.count = 1;
	/* What is not even done yet was the last that was asked for. */
	while (rest.count > 0 && waiting_undo(app))
		rest.count--;
	if (rest.count > 0)
		go_in_deeds(app, &rest, false);
}

void
deed_redo(struct app *app, const struct request *r)
{
	go_in_deeds(app, r, true);
}

/* --- where to go --------------------------------------------------------------------- */

void
deed_next_unread(struct app *app, const struct request *r)
{
	struct view *v = app_view(app);
	long here = v->ops->article(app, v);
	long next = readings_next_unread(app, here < 0 ? -1 : here);

	(void)r;
	if (next < 0)
		app_say(app, "%s", _("no other article is unread"));
	else if (v->ops->id != VIEW_CONTENTS && v->ops->id != VIEW_FRONT)
		app_jump_to(app, (struct anchor){ .article = (uint32_t)next });
	else
		v->ops->go(app, v,
		    (struct place){ .at = { .article = (uint32_t)next },
			.view = (int)v->ops->id,
			.item = -1 });
}

void
deed_continue(struct app *app, const struct request *r)
{
	const struct mark *m = keep_last(&app->keep);
	struct place front = { .view = VIEW_FRONT, .item = -1 };
	struct place to = front;
	struct source source;
	struct err err = { 0 };

	(void)r;
	if (!m) {
		app_say(app, "%s", _("no paper was left off before this one"));
		return;
	}
	if (source_find(&source, app, m, &err) != 0) {
		app_say_error(app, &err);
		return;
	}
	if (!mark_resolve(m, source.edition, &to.at)) {
		source_drop(&source);
		app_say(app, _("the article is not in this edition any more"));
		return;
	}
	to.view = m->quote ? VIEW_ARTICLE : VIEW_FRONT;
	to.item = m->quote ? -1 : 0;
	if (source.paper)
		app_open_paper(app, source.paper, front, to);
	else if (m->quote)
		app_jump_to(app, to.at);
	else
		app_say(app, "%s", _("this is the paper that was left last"));
}
