#include "ui/news.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "ui/app.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

void
news_init(struct news *n)
{
	memset(n, 0, sizeof *n);
	n->arena = arena_new();
	n->at = xcalloc(NEWS_MOST, sizeof *n->at);
}

void
news_fini(struct news *n)
{
	arena_free(n->arena);
	free(n->at);
}

void
news_begin(struct news *n)
{
	arena_reset(n->arena);
	n->n = n->next = 0;
	n->is_whole = false;
}

/* --- the stories ------------------------------------------------------------------ */

static struct archive_story
copy_story(const struct archive_story *from, struct arena *arena)
{
	struct archive_story s = *from;

	s.paper = arena_strdup(arena, from->paper);
	s.date = arena_strdup(arena, from->date);
	s.article = arena_strdup(arena, from->article);
	s.page = arena_strdup(arena, from->page);
	s.section = arena_strdup(arena, from->section);
	s.headline = arena_strdup(arena, from->headline);
	s.byline = arena_strdup(arena, from->byline);
	return s;
}

/* In its place by row; one that two signed is there once. */
static void
insert(struct news *n, const struct archive_story *story, const char *name)
{
	size_t i = n->n;

	while (i > 0 && n->at[i - 1].story.row < story->row)
		i--;
	if (i == NEWS_MOST || (i > 0 && n->at[i - 1].story.row == story->row))
		return;
	if (n->n == NEWS_MOST)
		n->n--; /* the oldest */
	memmove(n->at + i + 1, n->at + i, (n->n - i) * sizeof *n->at);
	n->at[i] = (struct news_story){
		.story = copy_story(story, n->arena),
		.name = arena_strdup(n->arena, name),
	};
	n->n++;
}

static void
ask(struct news *n, struct archive *archive, const char *name)
{
	int64_t first = marks_now() / DAY_SECONDS - NEWS_DAYS;
	struct arena *arena = arena_new();
	struct err err = { 0 };
	size_t count;
	const struct archive_story *at = archive_stories_by(
	    &count, archive, name, NULL, NEWS_MOST, arena, &err);

	for (size_t i = 0; at && i < count && at[i].day >= first; i++)
		insert(n, &at[i], name);
	arena_free(arena);
}

/* --- what was read ------------------------------------------------------------------ */

int
news_reread(struct news *n, struct app *app)
{
	struct mark marks[NEWS_MOST];
	struct reading readings[NEWS_MOST];

	for (size_t i = 0; i < n->n; i++)
		marks[i] = (struct mark){ .paper = n->at[i].story.paper,
			.date = n->at[i].story.date,
			.article = n->at[i].story.article };
	if (!app->keep.marks ||
	    reading_of_articles(readings, app->keep.marks, marks, n->n, NULL) !=
		0)
		return -1;
	for (size_t i = 0; i < n->n; i++)
		n->at[i].reading = readings[i];
	return 0;
}

/* Leave those that are not read to the end. */
static void
drop_read(struct news *n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n->n; i++)
		if (n->at[i].reading.state != READING_DONE)
			n->at[kept++] = n->at[i];
	n->n = kept;
}

bool
news_work(struct news *n, struct app *app)
{
	struct err err = { 0 };
	struct archive *archive;

	if (n->is_whole)
		return false;
	archive = app->keep.nfollowed > 0 ? shelf_read(app, &err) : NULL;
	if (archive && n->next < app->keep.nfollowed) {
		ask(n, archive, app->keep.followed[n->next++]);
		return true;
	}
	n->is_whole = true;
	/* Rather none than some that may have been read. */
	if (n->n > 0 && news_reread(n, app) != 0)
		n->n = 0;
	drop_read(n);
	n->nunread = n->n;
	return false;
}
