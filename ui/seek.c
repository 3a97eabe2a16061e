#include "ui/seek.h"

#include "config/i18n.h"
#include "src/layout/sheet.h"
#include "ui/app.h"

static void
say_where(struct app *app)
{
	const struct search *s = &app->search;

	app_say(app, "%zu/%zu  %s", s->here + 1, s->matches.n, s->query);
}

static void
go_to(struct app *app, size_t i)
{
	search_choose(&app->search, i);
	app_jump_to(app, search_place(&app->search, i));
	say_where(app);
}

/* From where the search goes on: the beginning, unless one reads. */
static struct anchor
start(const struct app *app)
{
	struct place place = app_place(app);

	return place.view == VIEW_ARTICLE ? place.at : (struct anchor){ 0 };
}

void
seek_find(struct app *app, const struct request *r)
{
	struct search *s = &app->search;

	if (!r->text) {
		prompt_open(&app->prompt, PROMPT_FIND, "");
		return;
	}
	/* Nothing typed: the search ends, and nothing is lit any more. */
	if (!*r->text) {
		search_start(s, app_edition(app), NULL);
		return;
	}
	search_start(s, app_edition(app), r->text);
	if (s->matches.n == 0)
		app_say(app, _("%s is not in this edition"), r->text);
	else
		go_to(app, find_nearest(&s->matches, start(app), 0));
}

/* Is the match that one was at still on the screen? */
static bool
is_seen(struct app *app, size_t i)
{
	struct place place = app_place(app);
	struct anchor at;

	if (i >= app->search.matches.n || place.view != VIEW_ARTICLE)
		return false;
	at = search_place(&app->search, i);
	if (at.article != place.at.article)
		return false;
	struct sheets *s =
	    layouts_sheets(&app->layouts, app_edition(app), at.article);
	return sheets_find(s, at) == sheets_find(s, place.at);
}

static size_t
one_further(struct app *app, size_t here, bool backward)
{
	size_t n = app->search.matches.n;

	if (!is_seen(app, here))
		return find_nearest(&app->search.matches, start(app), backward);
	return backward ? (here + n - 1) % n : (here + 1) % n;
}

void
seek_step(struct app *app, const struct request *r)
{
	struct search *s = &app->search;
	bool backward = r->action == ACTION_FIND_PREV;
	long count = r->count > 0 ? r->count : 1;
	char key[APP_KEY_BYTES];

	if (!s->query) {
		app_say(app, _("nothing was looked for yet; %s finds"),
		    app_key(app, ACTION_FIND, key));
		return;
	}
	if (s->matches.n == 0) {
		app_say(app, _("%s is not in this edition"), s->query);
		return;
	}
	size_t to = one_further(app, s->here, backward);
	while (--count > 0)
		to = backward ? (to + s->matches.n - 1) % s->matches.n
			      : (to + 1) % s->matches.n;
	go_to(app, to);
}
