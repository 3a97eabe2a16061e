#include "ui/newsstand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "ui/app.h"

void
newsstand_init(struct newsstand *s)
{
	memset(s, 0, sizeof *s);
	s->arena = arena_new();
	s->month_arena = arena_new();
}

void
newsstand_fini(struct newsstand *s)
{
	arena_free(s->arena);
	arena_free(s->month_arena);
}

/* --- what was read ---------------------------------------------------------------- */

static int
compare_counts(const void *a, const void *b)
{
	const struct reading_count *x = a, *y = b;
	int order = strcmp(x->paper, y->paper);

	return order ? order : strcmp(x->date, y->date);
}

static void
load_counts(struct newsstand *s, struct app *app)
{
	s->counts = NULL;
	s->ncounts = 0;
	if (app->keep.marks)
		s->counts = reading_counts(
		    &s->ncounts, app->keep.marks, s->arena, NULL);
	if (!s->counts)
		s->ncounts = 0;
	if (s->ncounts > 0)
		qsort(s->counts, s->ncounts, sizeof *s->counts, compare_counts);
}

struct stand_count
newsstand_count(const struct newsstand *s, const struct shelved *e)
{
	struct stand_count c = { .neditions = 1, .narticles = e->narticles };
	struct reading_count key = { .paper = e->paper, .date = e->date };
	const struct reading_count *found = s->ncounts > 0
	    ? bsearch(&key, s->counts, s->ncounts, sizeof key, compare_counts)
	    : NULL;

	if (!found)
		return c;
	/* Editions of a day share their marks, so there may be too many. */
	c.ndone = found->ndone < c.narticles ? found->ndone : c.narticles;
	c.npart = found->npart < c.narticles - c.ndone ? found->npart
						       : c.narticles - c.ndone;
	return c;
}

/* --- the month ---------------------------------------------------------------------- */

static void
count_days(struct newsstand *s)
{
	memset(s->days, 0, sizeof s->days);
	for (size_t i = 0; i < s->month.n; i++) {
		const struct shelved *e = &s->month.at[i];
		struct stand_count c = newsstand_count(s, e);
		struct stand_count *day =
		    &s->days[e->day - s->calendar.first + 1];
		day->neditions++;
		day->narticles += c.narticles;
		day->ndone += c.ndone;
		day->npart += c.npart;
	}
}

static void
fail(struct newsstand *s, const struct err *err)
{
	snprintf(s->why, sizeof s->why, "%s", err->msg);
	s->month = (struct shelf){ 0 };
	count_days(s);
}

static void
load_month(struct newsstand *s, struct app *app)
{
	struct err err = { 0 };
	struct archive *archive = shelf_read(app, &err);
	struct shelf_filter filter = {
		.paper = s->npapers > 0 ? s->papers[s->paper].name : NULL,
	};

	arena_reset(s->month_arena);
	s->month = (struct shelf){ 0 };
	calendar_set(&s->calendar, s->day);
	filter.from = s->calendar.first;
	filter.to = s->calendar.first + s->calendar.ndays - 1;
	if (!archive ||
	    archive_list(&s->month, archive, &filter, s->month_arena, &err) !=
		0)
		fail(s, &err);
	count_days(s);
}

size_t
newsstand_editions(const struct newsstand *s, size_t *first)
{
	size_t i = 0, n = 0;

	while (i < s->month.n && s->month.at[i].day > s->day)
		i++;
	while (i + n < s->month.n && s->month.at[i + n].day == s->day)
		n++;
	*first = i;
	return n;
}

/* --- the papers ----------------------------------------------------------------------- */

/* Row 0 is all of them, if there is more than one. */
static void
set_papers(struct newsstand *s, const struct archive_paper *at, size_t n)
{
	size_t skip = n > 1;

	s->npapers = n + skip;
	s->papers = arena_array(s->arena, struct stand_paper, s->npapers + 1);
	for (size_t i = 0; i < n; i++) {
		struct stand_paper *p = &s->papers[i + skip];
		p->name = at[i].paper;
		p->neditions = at[i].neditions;
		p->first = at[i].first;
		p->last = at[i].last;
		if (i == 0) {
			s->papers[0].first = p->first;
			s->papers[0].last = p->last;
		}
		if (!skip)
			break;
		s->papers[0].neditions += p->neditions;
		if (p->first < s->papers[0].first)
			s->papers[0].first = p->first;
	}
}

size_t
newsstand_paper_named(const struct newsstand *s, const char *name)
{
	for (size_t i = 0; name && i < s->npapers; i++)
		if (s->papers[i].name && strcmp(s->papers[i].name, name) == 0)
			return i;
	return 0;
}

void
newsstand_load(struct newsstand *s, struct app *app)
{
	struct err err = { 0 };
	struct archive *archive = shelf_read(app, &err);
	struct archive_paper *papers = NULL;
	struct arena *old = s->arena;
	const char *chosen = s->npapers > 0 ? s->papers[s->paper].name : NULL;
	size_t n = 0;

	s->arena = arena_new();
	s->why[0] = '\0';
	s->npapers = s->paper = 0;
	load_counts(s, app);
	if (archive)
		papers = archive_papers(&n, archive, s->arena, &err);
	if (papers)
		set_papers(s, papers, n);
	if (papers && n == 0)
		shelf_say_empty(app, &err);
	s->paper = newsstand_paper_named(s, chosen);
	arena_free(old);
	load_month(s, app);
	if (n == 0)
		fail(s, &err);
}

void
newsstand_look(struct newsstand *s, struct app *app, size_t from, size_t to)
{
	struct err err = { 0 };
	struct archive *archive = shelf_read(app, &err);

	for (size_t i = from; archive && i < to && i < s->npapers; i++) {
		struct stand_paper *p = &s->papers[i];
		struct shelf_filter filter = { .paper = p->name,
			.from = p->last,
			.to = p->last,
			.limit = 1 };
		struct shelf newest;
		if (p->is_known || !p->name ||
		    archive_list(&newest, archive, &filter, s->arena, &err) !=
			0 ||
		    newest.n == 0)
			continue;
		p->is_known = true;
		p->newest = newest.at[0];
		p->unread = newsstand_count(s, &p->newest);
	}
}

/* --- choosing ------------------------------------------------------------------------ */

void
newsstand_choose_paper(struct newsstand *s, struct app *app, size_t i)
{
	if (i >= s->npapers)
		return;
	s->paper = i;
	load_month(s, app);
}

void
newsstand_go(struct newsstand *s, struct app *app, int64_t day)
{
	s->day = calendar_clamp(day);
	if (!calendar_has(&s->calendar, s->day))
		load_month(s, app);
}

bool
newsstand_step(struct newsstand *s, struct app *app, int step)
{
	struct err err = { 0 };
	struct archive *archive = shelf_read(app, &err);
	struct arena *arena = arena_new();
	const char *paper = s->npapers > 0 ? s->papers[s->paper].name : NULL;
	struct shelved found;
	bool is_there = false;
	int by = step < 0 ? -1 : 1;

	for (; archive && step != 0; step -= by) {
		if (!archive_beside(
			&found, archive, paper, s->day, by, arena, &err))
			break;
		s->day = found.day;
		is_there = true;
	}
	arena_free(arena);
	newsstand_go(s, app, s->day);
	return is_there;
}

void
newsstand_seek(struct newsstand *s, struct app *app, int64_t from, int64_t to)
{
	struct err err = { 0 };
	struct archive *archive = shelf_read(app, &err);
	struct arena *arena = arena_new();
	const char *paper = s->npapers > 0 ? s->papers[s->paper].name : NULL;
	struct shelved found;

	if (archive &&
	    archive_beside(&found, archive, paper, from - 1, 1, arena, &err) &&
	    found.day <= to)
		from = found.day;
	arena_free(arena);
	newsstand_go(s, app, from);
}
