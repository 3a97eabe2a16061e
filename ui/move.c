#include "ui/move.h"

#include "config/i18n.h"
#include "src/nav/nav.h"
#include "ui/app.h"

struct move {
	enum action action;
	enum nav_unit unit;
	int sign;
	const char *nowhere;
};

static const struct move moves[] = {
	{ ACTION_NEXT_SECTION, NAV_SECTION, 1, N_("this is the last section") },
	{ ACTION_PREV_SECTION, NAV_SECTION, -1,
	    N_("this is the first section") },
	{ ACTION_NEXT_PAGE, NAV_PAGE, 1, N_("this is the last page") },
	{ ACTION_PREV_PAGE, NAV_PAGE, -1, N_("this is the first page") },
	{ ACTION_NEXT_ARTICLE, NAV_ARTICLE, 1, N_("this is the last article") },
	{ ACTION_PREV_ARTICLE, NAV_ARTICLE, -1,
	    N_("this is the first article") },
	{ ACTION_NEXT_SUBHEAD, NAV_SUBHEAD, 1,
	    N_("no subhead follows in this article") },
	{ ACTION_PREV_SUBHEAD, NAV_SUBHEAD, -1,
	    N_("no subhead stands before this in the article") },
};

static const struct move *
find_move(enum action action)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].action == action)
			return &moves[i];
	return NULL;
}

bool
move_is_one(const struct request *r)
{
	return r->action == ACTION_SECTION || find_move(r->action);
}

void
move_say_section(struct app *app, size_t article)
{
	size_t i = nav_section_of(app->nav, article);
	const struct nav_section *s = nav_section(app->nav, i);
	const char *name = s->name ? s->name : s->label;

	if (name)
		app_say(app, _("section %zu of %zu: %s"), i + 1,
		    nav_nsections(app->nav), name);
}

static bool
find_section(struct app *app, long number, struct anchor *to)
{
	size_t n = nav_nsections(app->nav);

	if (number < 1 || (size_t)number > n) {
		app_say(app,
		    ngettext(
			"there is %zu section", "there are %zu sections", n),
		    n);
		return false;
	}
	const struct nav_section *s = nav_section(app->nav, (size_t)number - 1);
	if (s->narticles == 0)
		return false;
	*to = (struct anchor){ .article = s->articles[0] };
	return true;
}

bool
move_find(struct app *app, const struct request *r, struct anchor from,
    struct anchor *to)
{
	const struct move *m = find_move(r->action);
	long count = r->count > 0 ? r->count : 1;

	if (r->action == ACTION_SECTION)
		return find_section(
		    app, r->argument > 0 ? r->argument : r->count, to);
	if (nav_move(app->nav, m->unit, count * m->sign, from, to) ||
	    anchor_compare(*to, from) != 0)
		return true;
	app_say(app, "%s", _(m->nowhere));
	return false;
}
