#include "ui/reporters.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"
#include "ui/app.h"

void
reporters_init(struct reporters *r)
{
	memset(r, 0, sizeof *r);
}

void
reporters_fini(struct reporters *r)
{
	free(r->like);
	for (size_t i = 0; i < r->n; i++) {
		free(r->opened[i].name);
		free(r->opened[i].role);
	}
	free(r->opened);
}

void
reporters_act(struct app *app, const struct request *r)
{
	const struct view *v = app_view(app);
	long article = v->ops->article(app, v);
	struct place place = { .view = VIEW_BYLINES, .item = -1 };
	bool is_followed = r->text && strcmp(r->text, "followed") == 0;
	bool is_named = r->text && strcmp(r->text, "library") == 0;

	if (is_followed) {
		news_begin(&app->news);
		reporters_open_news(app);
		return;
	}
	if (is_named || v->ops->id == VIEW_BYLINES)
		place.view = VIEW_REPORTERS;
	place.at.article = article >= 0 ? (uint32_t)article : UINT32_MAX;
	/* "More by this reporter" is asked of an article that is open. */
	if (v->ops->id == VIEW_FRONT || v->ops->id == VIEW_REPORTERS)
		place.at.article = UINT32_MAX;
	if ((int)v->ops->id != place.view)
		app_jump(app, place);
}

void
reporters_open_news(struct app *app)
{
	struct place place = { .view = VIEW_NEWS, .item = -1 };

	place.at.article = UINT32_MAX;
	if (app_view(app)->ops->id != VIEW_NEWS)
		app_jump(app, place);
}

static bool
is_reporter(const struct reporter *r, const char *name, const char *role)
{
	return strcmp(r->name, name) == 0 &&
	    (r->role && role ? strcmp(r->role, role) == 0 : r->role == role);
}

/* The number of someone, who is new or was opened before. */
static size_t
number_of(struct reporters *r, const char *name, const char *role)
{
	for (size_t i = 0; i < r->n; i++)
		if (is_reporter(&r->opened[i], name, role))
			return i;
	r->opened = mem_grow(r->opened, r->n, &r->cap, sizeof *r->opened);
	r->opened[r->n].name = xstrdup(name);
	r->opened[r->n].role = role ? xstrdup(role) : NULL;
	return r->n++;
}

const struct reporter *
reporters_at(const struct reporters *r, struct place place)
{
	return place.at.block < r->n ? &r->opened[place.at.block] : NULL;
}

void
reporters_open(struct app *app, const char *name, const char *role)
{
	struct place place = { .view = VIEW_STORIES, .item = -1 };

	place.at.article = UINT32_MAX;
	place.at.block = (uint32_t)number_of(&app->reporters, name, role);
	app_jump(app, place);
}
