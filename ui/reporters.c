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
	free(r->name);
	free(r->role);
}

void
reporters_act(struct app *app, const struct request *r)
{
	const struct view *v = app_view(app);
	long article = v->ops->article(app, v);
	struct place place = { .view = VIEW_BYLINES, .item = -1 };
	bool is_named = r->text && strcmp(r->text, "library") == 0;

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
reporters_open(struct app *app, const char *name, const char *role)
{
	struct place place = { .view = VIEW_STORIES, .item = -1 };
	struct reporters *r = &app->reporters;
	char *new_name = xstrdup(name);
	char *new_role = role ? xstrdup(role) : NULL;

	free(r->name);
	free(r->role);
	r->name = new_name;
	r->role = new_role;
	place.at.article = UINT32_MAX;
	app_jump(app, place);
}
