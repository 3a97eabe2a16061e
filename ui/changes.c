#include "ui/changes.h"

#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/edition/edition.h"

void
changes_init(struct changes *c)
{
	memset(c, 0, sizeof *c);
}

void
change_fini(struct change *c)
{
	arena_free(c->arena);
	memset(c, 0, sizeof *c);
}

void
changes_fini(struct changes *c)
{
	for (size_t i = 0; i < c->n; i++)
		change_fini(&c->at[i]);
	free(c->at);
	changes_init(c);
}

/* --- copies -------------------------------------------------------------------- */

static void
own(const char **s, struct arena *arena)
{
	*s = arena_strdup(arena, *s);
}

static void
own_tags(struct tags *tags, struct arena *arena)
{
	const char **at = arena_array(arena, const char *, tags->n + 1);

	for (size_t i = 0; i < tags->n; i++)
		at[i] = arena_strdup(arena, tags->at[i]);
	tags->at = at;
}

static void
own_mark(struct mark *m, struct arena *arena)
{
	own(&m->paper, arena);
	own(&m->date, arena);
	own(&m->page, arena);
	own(&m->headline, arena);
	own(&m->article, arena);
	own(&m->path, arena);
	own(&m->quote, arena);
	own(&m->title, arena);
	own_tags(&m->tags, arena);
}

static void
own_clip(struct clip *c, struct arena *arena)
{
	own_mark(&c->source, arena);
	own(&c->byline, arena);
	own(&c->passage.text, arena);
	own(&c->passage.before, arena);
	own(&c->passage.after, arena);
	own(&c->note, arena);
	own(&c->title, arena);
	own_tags(&c->tags, arena);
}

/* --- the queue ----------------------------------------------------------------- */

static bool
same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

static bool
same_article(const struct mark *a, const struct mark *b)
{
	return same(a->paper, b->paper) && same(a->date, b->date) &&
	    same(a->article, b->article);
}

/* Labels may differ in what they say: each is done in its turn. */
static bool
same_change(const struct change *a, const struct change *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case CHANGE_BOOKMARK_SET:
	case CHANGE_BOOKMARK_CLEARED:
		return same_article(&a->mark, &b->mark);
	case CHANGE_CLIPPED:
		return same_article(&a->clip.source, &b->clip.source) &&
		    a->clip.source.block == b->clip.source.block &&
		    a->clip.source.byte == b->clip.source.byte &&
		    same(a->clip.passage.text, b->clip.passage.text);
	case CHANGE_CLIP_DELETED:
		return a->clip.id == b->clip.id;
	case CHANGE_FOLLOWED:
	case CHANGE_UNFOLLOWED:
		return same(a->name, b->name);
	case CHANGE_READING:
		return same_article(&a->mark, &b->mark) && a->is_quiet &&
		    b->is_quiet && a->reading.state == b->reading.state &&
		    a->reading.percent == b->reading.percent;
	default:
		return false;
	}
}

void
changes_add(struct changes *c, const struct change *change)
{
	struct change copy = *change;

	for (size_t i = 0; i < c->n; i++)
		if (same_change(&c->at[i], change))
			return;
	copy.arena = arena_new();
	/* When it was asked for, not when it could be done. */
	if (copy.mark.added == 0)
		copy.mark.added = marks_now();
	if (copy.clip.added == 0)
		copy.clip.added = marks_now();
	own_mark(&copy.mark, copy.arena);
	own_clip(&copy.clip, copy.arena);
	own(&copy.name, copy.arena);
	c->at = mem_grow(c->at, c->n, &c->cap, sizeof *c->at);
	c->at[c->n++] = copy;
}

static void
take(struct changes *c, size_t i, struct change *out)
{
	*out = c->at[i];
	c->n--;
	memmove(c->at + i, c->at + i + 1, (c->n - i) * sizeof *c->at);
}

bool
changes_take_first(struct changes *c, struct change *out)
{
	if (c->n == 0)
		return false;
	take(c, 0, out);
	return true;
}

bool
changes_take_last(struct changes *c, struct change *out)
{
	for (size_t i = c->n; i-- > 0;)
		if (!c->at[i].is_quiet) {
			take(c, i, out);
			return true;
		}
	return false;
}

size_t
changes_count_loud(const struct changes *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += !c->at[i].is_quiet;
	return n;
}

static bool
is_bookmark(enum change_kind kind)
{
	return kind == CHANGE_BOOKMARK_SET || kind == CHANGE_BOOKMARK_CLEARED;
}

static bool
is_follow(enum change_kind kind)
{
	return kind == CHANGE_FOLLOWED || kind == CHANGE_UNFOLLOWED;
}

static bool
is_opposite(const struct change *a, const struct change *b)
{
	bool is_same_state = (is_bookmark(a->kind) && is_bookmark(b->kind)) ||
	    (a->kind == CHANGE_READING && b->kind == CHANGE_READING);

	if (is_follow(a->kind) && is_follow(b->kind))
		return same(a->name, b->name);
	return is_same_state && !a->is_quiet && !b->is_quiet &&
	    same_article(&a->mark, &b->mark);
}

bool
changes_drop_opposite(struct changes *c, const struct change *change)
{
	struct change dropped;

	for (size_t i = 0; i < c->n; i++) {
		if (!is_opposite(&c->at[i], change))
			continue;
		take(c, i, &dropped);
		change_fini(&dropped);
		return true;
	}
	return false;
}

const struct mark *
changes_latest_mark(const struct changes *c, const struct mark *mark)
{
	for (size_t i = c->n; i-- > 0;)
		if (c->at[i].kind == CHANGE_BOOKMARK_LABEL &&
		    c->at[i].mark.id == mark->id)
			return &c->at[i].mark;
	return mark;
}

const struct clip *
changes_latest_clip(const struct changes *c, const struct clip *clip)
{
	for (size_t i = c->n; i-- > 0;)
		if (c->at[i].kind == CHANGE_CLIP_LABEL &&
		    c->at[i].clip.id == clip->id)
			return &c->at[i].clip;
	return clip;
}

/* --- doing it ------------------------------------------------------------------ */

static int
clear(struct marks *marks, const struct mark *mark, struct err *err)
{
	const struct article article = { .id = mark->article,
		.headline = mark->headline,
		.index = mark->number > 0 ? mark->number - 1 : 0 };
	int64_t id = mark->id;

	if (id == 0 &&
	    marks_find(marks, mark->paper, mark->date, &article, &id, err) != 0)
		return -1;
	return id != 0 ? marks_remove(marks, id, err) : 0;
}

int
change_run(
    struct marks *marks, const struct change *c, bool *existed, struct err *err)
{
	int64_t id;

	if (existed)
		*existed = false;
	switch (c->kind) {
	case CHANGE_BOOKMARK_SET:
		return marks_add(marks, &c->mark, &id, existed, err);
	case CHANGE_BOOKMARK_CLEARED:
		return clear(marks, &c->mark, err);
	case CHANGE_BOOKMARK_LABEL:
		return marks_change(marks, &c->mark, err);
	case CHANGE_READING:
		return reading_set(
		    marks, &c->mark, c->reading, c->is_quiet, err);
	case CHANGE_FOLLOWED:
	case CHANGE_UNFOLLOWED:
		return follow_set(
		    marks, c->name, c->kind == CHANGE_FOLLOWED, err);
	case CHANGE_CLIPPED:
		return clips_add(marks, &c->clip, &id, existed, err);
	case CHANGE_CLIP_DELETED:
		return clips_remove(marks, c->clip.id, err);
	case CHANGE_CLIP_LABEL:
		return clips_change(marks, &c->clip, err);
	case CHANGE_COUNT:
		break;
	}
	return 0;
}

static const struct {
	const char *done, *not_done;
} sentences[CHANGE_COUNT] = {
	[CHANGE_BOOKMARK_SET] = { N_("the bookmark is set now"),
	    N_("bookmark not set") },
	[CHANGE_BOOKMARK_CLEARED] = { N_("the bookmark is cleared now"),
	    N_("bookmark not cleared") },
	[CHANGE_BOOKMARK_LABEL] = { N_("the bookmark is changed now"),
	    N_("bookmark not changed") },
	[CHANGE_READING] = { N_("the read mark is kept now"),
	    N_("read mark not kept") },
	[CHANGE_FOLLOWED] = { N_("the reporter is followed now"),
	    N_("reporter not followed") },
	[CHANGE_UNFOLLOWED] = { N_("the reporter is no longer followed now"),
	    N_("reporter still followed") },
	[CHANGE_CLIPPED] = { N_("the clipping is kept now"),
	    N_("clipping not kept") },
	[CHANGE_CLIP_DELETED] = { N_("the clipping is deleted now"),
	    N_("clipping not deleted") },
	[CHANGE_CLIP_LABEL] = { N_("the clipping is changed now"),
	    N_("clipping not changed") },
};

const char *
change_done(enum change_kind kind)
{
	return _(sentences[kind].done);
}

const char *
change_not_done(enum change_kind kind)
{
	return _(sentences[kind].not_done);
}

const char *
change_title(const struct change *c)
{
	bool is_clip = c->kind >= CHANGE_CLIPPED;
	const char *own_title = is_clip ? c->clip.title : c->mark.title;
	const char *headline =
	    is_clip ? c->clip.source.headline : c->mark.headline;

	if (is_follow(c->kind))
		return c->name;
	return own_title ? own_title : headline ? headline : "";
}
