/*
 * Actions that mean the same in every view.  A view is asked first.
 */
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/edition/edition.h"
#include "ui/app.h"
#include "ui/command.h"
#include "ui/deed.h"
#include "ui/follow.h"
#include "ui/look.h"
#include "ui/mend.h"
#include "ui/output.h"
#include "ui/seek.h"
#include "ui/term.h"
#include "ui/view_search.h"
#include "ui/waiting.h"

typedef void act_fn(struct app *, const struct request *);

long
app_article(struct app *app)
{
	const struct view *v = app_view(app);
	long i = v->ops->article(app, v);

	if (i < 0)
		app_say(app, _("no article is chosen here"));
	return i;
}

/* --- going to views --------------------------------------------------------------- */

static void
jump_to_view(struct app *app, enum view_id id)
{
	struct view *v = app_view(app);
	long article = v->ops->article(app, v);
	struct place place = { .view = (int)id, .item = -1 };

	if (v->ops->id == id)
		return;
	place.at.article = article >= 0 ? (uint32_t)article : UINT32_MAX;
	app_jump(app, place);
}

static void
act_contents(struct app *app, const struct request *r)
{
	(void)r;
	jump_to_view(app, VIEW_CONTENTS);
}

static void
act_bookmarks(struct app *app, const struct request *r)
{
	(void)r;
	jump_to_view(app, VIEW_BOOKMARKS);
}

static void
act_library(struct app *app, const struct request *r)
{
	(void)r;
	jump_to_view(app, VIEW_LIBRARY);
}

static void
act_clippings(struct app *app, const struct request *r)
{
	(void)r;
	jump_to_view(app, VIEW_CLIPPINGS);
}

static void
act_help(struct app *app, const struct request *r)
{
	(void)r;
	jump_to_view(app, VIEW_HELP);
}

static void
act_messages(struct app *app, const struct request *r)
{
	(void)r;
	jump_to_view(app, VIEW_MESSAGES);
}

static void
act_front(struct app *app, const struct request *r)
{
	const struct view *front = app->views[0];

	(void)r;
	if (app->nviews > 1)
		app_jump(app, front->ops->place(front));
}

/* From a list or the front page: a section's or article's first sheet. */
static void
act_section(struct app *app, const struct request *r)
{
	(void)r;
	app_say(app, _("not in this list"));
}

static void
act_back(struct app *app, const struct request *r)
{
	(void)r;
	if (app_pop(app))
		return;
	if (app->shelf.from.view >= 0) {
		struct place from = app->shelf.from;
		app->shelf.from.view = -1;
		app_jump(app, from);
		return;
	}
	if (app->may_leave) {
		app->is_done = true;
		return;
	}
	app->may_leave = true;
	app_say(app, _("this is the front page; once more leaves"));
}

static void
act_quit(struct app *app, const struct request *r)
{
	(void)r;
	app->is_done = true;
}

static void
go_in_history(struct app *app, const struct request *r,
    bool (*step)(struct history *, struct place, struct place *))
{
	long count = r->count > 0 ? r->count : 1;
	struct place to;
	bool moved = false;

	while (count-- > 0 && step(&app->history, app_place(app), &to)) {
		app_show(app, to);
		moved = true;
	}
	if (!moved)
		app_say(app, "%s",
		    r->action == ACTION_HISTORY_BACK
			? _("nothing lies further back")
			: _("nothing lies further on"));
}

static void
act_history_back(struct app *app, const struct request *r)
{
	go_in_history(app, r, history_back);
}

static void
act_history_forward(struct app *app, const struct request *r)
{
	go_in_history(app, r, history_forward);
}

/* --- bookmarks ---------------------------------------------------------------------- */

static void
act_bookmark(struct app *app, const struct request *r)
{
	long article = app_article(app);
	struct place place = app_place(app);
	struct err err = { 0 };
	char key[APP_KEY_BYTES];
	enum kept kept;
	bool is_set;

	(void)r;
	if (article < 0)
		return;
	if (place.view != VIEW_ARTICLE)
		place.at = (struct anchor){ .article = (uint32_t)article };
	kept = keep_toggle(&app->keep, app->paper, place.at, &is_set, &err);
	if (waiting_say(app, kept, &err) != KEPT)
		return;
	if (is_set)
		app_say(app, _("bookmark set"));
	else
		app_say(app, _("bookmark cleared; %s brings it back"),
		    app_key(app, ACTION_UNDO, key));
}

static void
act_delete(struct app *app, const struct request *r)
{
	(void)r;
	app_say(app, _("there is nothing to delete here"));
}

/* --- out of the reading ---------------------------------------------------------------- */

static void
act_copy(struct app *app, const struct request *r)
{
	(void)r;
	output_copy(app);
}

static void
act_write(struct app *app, const struct request *r)
{
	if (r->text && *r->text)
		output_write(app, r->text);
	else
		prompt_open(&app->prompt, PROMPT_COMMAND, "write ");
}

static void
act_edit(struct app *app, const struct request *r)
{
	(void)r;
	mend_paper(app);
}

static void
act_reread(struct app *app, const struct request *r)
{
	(void)r;
	app_reread(app);
}

static void
act_command(struct app *app, const struct request *r)
{
	(void)r;
	prompt_open(&app->prompt, PROMPT_COMMAND, "");
}

static void
act_redraw(struct app *app, const struct request *r)
{
	(void)r;
	app->term->ops->forget(app->term);
}

/*
 * Stop with all that was started with us (a make, a script), or the shell
 * would not know.  SIGSTOP works where nobody listens to SIGTSTP.
 */
static void
act_suspend(struct app *app, const struct request *r)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old;

	(void)r;
	app_save_place(app);
	app->term->ops->leave(app->term);
	sigemptyset(&ignore.sa_mask);
	sigaction(SIGTSTP, &ignore, &old);
	if (getpgrp() != getpid())
		kill(0, SIGTSTP);
	raise(SIGSTOP);
	sigaction(SIGTSTP, &old, NULL);
	app->term->ops->enter(app->term);
}

/* --- dispatch ------------------------------------------------------------------------ */

static act_fn *const table[ACTION_COUNT] = {
	[ACTION_BACK] = act_back,
	[ACTION_SECTION] = act_section,
	[ACTION_FRONT] = act_front,
	[ACTION_CONTENTS] = act_contents,
	[ACTION_BYLINES] = reporters_act,
	[ACTION_HISTORY_BACK] = act_history_back,
	[ACTION_HISTORY_FORWARD] = act_history_forward,
	[ACTION_LIBRARY] = act_library,
	[ACTION_NEXT_EDITION] = shelf_act_step,
	[ACTION_PREV_EDITION] = shelf_act_step,
	[ACTION_FIND] = seek_find,
	[ACTION_SEARCH] = search_view_start,
	[ACTION_FIND_NEXT] = seek_step,
	[ACTION_FIND_PREV] = seek_step,
	[ACTION_NEXT_UNREAD] = deed_next_unread,
	[ACTION_CONTINUE] = deed_continue,
	[ACTION_BOOKMARK] = act_bookmark,
	[ACTION_TOGGLE_READ] = deed_toggle_read,
	[ACTION_BOOKMARKS] = act_bookmarks,
	[ACTION_FOLLOW_AUTHOR] = follow_act,
	[ACTION_CLIP] = cut_article,
	[ACTION_CLIPPINGS] = act_clippings,
	[ACTION_DELETE] = act_delete,
	[ACTION_KEEP] = shelf_act_keep,
	[ACTION_UNDO] = deed_undo,
	[ACTION_REDO] = deed_redo,
	[ACTION_COPY] = act_copy,
	[ACTION_WRITE] = act_write,
	[ACTION_EDIT] = act_edit,
	[ACTION_COLUMNS] = look_columns,
	[ACTION_TOGGLE_WRITING] = look_writing,
	[ACTION_THEME] = look_theme,
	[ACTION_REDRAW] = act_redraw,
	[ACTION_SET] = look_set,
	[ACTION_RELOAD] = look_reload,
	[ACTION_REREAD] = act_reread,
	[ACTION_HELP] = act_help,
	[ACTION_MESSAGES] = act_messages,
	[ACTION_SUSPEND] = act_suspend,
	[ACTION_COMMAND] = act_command,
	[ACTION_QUIT] = act_quit,
};

/* Left and right are back and open, unless the view turns sheets by them. */
static void
act_sideways(struct app *app, const struct request *r)
{
	struct view *v = app_view(app);
	struct request plain = *r;

	if (!app_is_too_small(app) && v->ops->act(app, v, r)) {
		search_spot(&app->search, app_edition(app), NULL);
		return;
	}
	plain.action = r->action == ACTION_LEFT ? ACTION_BACK : ACTION_OPEN;
	app_act(app, &plain);
}

void
app_act(struct app *app, const struct request *r)
{
	struct view *v = app_view(app);
	char key[APP_KEY_BYTES];

	if (r->action == ACTION_LEFT || r->action == ACTION_RIGHT) {
		act_sideways(app, r);
		return;
	}
	if (r->action == ACTION_NONE) {
		app_say(app, _("that key does nothing; %s shows the keys"),
		    app_key(app, ACTION_HELP, key));
		return;
	}
	if (r->action != ACTION_BACK)
		app->may_leave = false;
	if (app_is_too_small(app) && r->action != ACTION_QUIT &&
	    r->action != ACTION_SUSPEND)
		return;
	search_spot(&app->search, app_edition(app), NULL);
	if (v->ops->act(app, v, r))
		return;
	if (table[r->action])
		table[r->action](app, r);
	else
		app_say(
		    app, _("%s means nothing here"), action_name(r->action));
}

void
app_command(struct app *app, const char *line)
{
	struct arena *arena = arena_new();
	struct command c;
	struct err err = { 0 };

	if (line[strspn(line, " :")] == '\0') {
		arena_free(arena);
		return;
	}
	if (command_parse(&c, line, arena, &err) != 0)
		app_say_error(app, &err);
	else if (c.article == 0)
		app_act(app, &c.request);
	else if ((size_t)c.article <= app_edition(app)->narticles)
		app_jump_to(
		    app, (struct anchor){ .article = (uint32_t)c.article - 1 });
	else
		app_say(app,
		    ngettext("this paper has %zu article",
			"this paper has %zu articles",
			app_edition(app)->narticles),
		    app_edition(app)->narticles);
	arena_free(arena);
}
