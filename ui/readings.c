#include "ui/readings.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"
#include "src/edition/edition.h"
#include "src/nav/nav.h"
#include "ui/app.h"
#include "ui/term.h"

/*
 * Bytes of text whose time is reckoned at once: some ten milliseconds, and more
 * than a newspaper has.
 */
enum { TIME_BYTES = 1 << 20 };

enum { ALL = 100 };

void
readings_init(struct readings *r, size_t narticles)
{
	readings_fini(r);
	*r = (struct readings){ .narticles = narticles };
}

void
readings_fini(struct readings *r)
{
	free(r->seconds);
	r->seconds = NULL;
}

/* --- how far -------------------------------------------------------------------- */

static void
count(struct readings *r, unsigned percent, bool is_done)
{
	if (is_done && !r->is_done)
		r->is_done = r->is_news = true;
	if (percent > r->percent) {
		r->percent = percent;
		r->is_news = true;
	}
}

/* The sheet goes that was on the screen. */
static void
turn_away(struct readings *r, long now)
{
	if (now - r->since >= READINGS_LEAST_MS)
		count(r, r->shown.percent, r->shown.is_end);
}

void
readings_save(struct app *app)
{
	struct readings *r = &app->readings;
	struct reading was = keep_reading(&app->keep, r->shown.article);
	struct reading now = { .state = READING_DONE };
	struct err err = { 0 };

	if (!r->is_open || !r->is_news || r->is_settled ||
	    (!app->keep.marks && !keep_is_locked_out(&app->keep)))
		return;
	r->is_news = false;
	if (!r->is_done)
		now = (struct reading){ .state = READING_PART,
			.percent = (int)r->percent };
	if (was.state == READING_DONE ||
	    (!r->is_done && was.percent >= now.percent))
		return;
	if (keep_set_reading(&app->keep, app->paper, r->shown.article, now,
		true, &err) == KEPT_FAILED)
		app_say_error(app, &err);
	app->must_fit = true;
}

void
readings_leave(struct app *app)
{
	struct readings *r = &app->readings;

	if (!r->is_open)
		return;
	turn_away(r, app->term->ops->now(app->term));
	readings_save(app);
	r->is_open = false;
}

static void
begin(struct readings *r, const struct view_shown *shown, long now)
{
	r->is_open = true;
	r->shown = *shown;
	r->since = now;
	r->percent = 0;
	r->is_done = r->is_news = r->is_settled = false;
}

static void
look_at(struct app *app, const struct view_shown *shown)
{
	struct readings *r = &app->readings;
	long now = app->term->ops->now(app->term);

	if (r->is_open && r->shown.article != shown->article)
		readings_leave(app);
	if (!r->is_open)
		begin(r, shown, now);
	if (r->shown.sheet != shown->sheet) {
		turn_away(r, now);
		r->since = now;
	}
	r->shown = *shown;
	if (shown->was_turned)
		count(r, shown->percent, shown->is_end);
	if (shown->was_passed)
		count(r, shown->percent, true);
	/* To the end: now, whatever comes. */
	if (r->is_done)
		readings_save(app);
}

void
readings_settle(struct app *app, size_t article)
{
	struct readings *r = &app->readings;

	if (r->is_open && r->shown.article == article)
		r->is_settled = true;
}

/* --- how much is left ------------------------------------------------------------ */

static void
time_articles(struct app *app)
{
	struct readings *r = &app->readings;
	const struct edition *e = app_edition(app);
	struct reading_rate rate = app->layouts.params.rate;
	size_t nbytes = 0;

	if (!app->keep.marks)
		return;
	if (!r->seconds)
		r->seconds = xcalloc(r->narticles + 1, sizeof *r->seconds);
	if (rate.chars != r->rate.chars || rate.words != r->rate.words)
		r->ntimed = 0;
	r->rate = rate;
	while (r->ntimed < r->narticles && nbytes < TIME_BYTES) {
		const struct article *a = e->articles[r->ntimed];
		unsigned *seconds = &r->seconds[r->ntimed++];
		*seconds = 0;
		for (size_t i = 0; i < a->nblocks; i++) {
			const struct block *b = &a->blocks[i];
			*seconds +=
			    lang_reading_seconds(b->text, b->nbytes, rate);
			nbytes += b->nbytes;
		}
	}
}

void
readings_sum(
    const struct app *app, size_t *nread, size_t *narticles, unsigned *seconds)
{
	const struct readings *r = &app->readings;
	const struct edition *e = app_edition(app);
	uint64_t left = 0;

	*nread = *narticles = *seconds = 0;
	if (!app->keep.marks || r->narticles == 0 || r->ntimed < r->narticles)
		return;
	*narticles = r->narticles - e->ntwins;
	for (size_t i = 0; i < r->narticles; i++) {
		struct reading reading = keep_reading(&app->keep, i);
		if (e->articles[i]->twin)
			continue;
		*nread += reading.state == READING_DONE;
		left +=
		    (uint64_t)r->seconds[i] * (unsigned)(ALL - reading.percent);
	}
	*seconds = (unsigned)((left + ALL - 1) / ALL);
}

long
readings_next_unread(const struct app *app, long after)
{
	const struct edition *e = app_edition(app);

	for (size_t i = 1; i <= e->narticles; i++) {
		long article = (after + (long)i) % (long)e->narticles;
		if (article != after && !e->articles[article]->twin &&
		    keep_reading(&app->keep, (size_t)article).state !=
			READING_DONE)
			return article;
	}
	return -1;
}

/* --- looking --------------------------------------------------------------------- */

bool
readings_look(struct app *app)
{
	const struct view *v = app_view(app);
	bool had_time = app->readings.ntimed == app->readings.narticles;

	if (v->ops->shown && !app_is_too_small(app)) {
		struct view_shown shown = v->ops->shown(v);
		shown.article = nav_shown(app->nav, shown.article);
		look_at(app, &shown);
	} else {
		readings_leave(app);
	}
	time_articles(app);
	return app->must_fit ||
	    (!had_time && app->readings.ntimed == app->readings.narticles);
}
