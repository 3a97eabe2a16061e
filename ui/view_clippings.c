/*
 * The scrapbook: all clippings, by the day they were cut out, by paper or by
 * tag.  Under each headline stand its first words, and the note.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/mem.h"
#include "src/library/clips.h"
#include "ui/app.h"
#include "ui/clipping.h"
#include "ui/label.h"
#include "ui/view_list.h"

struct clippings_view {
	struct list_view list;
	struct clip_list clips; /* the list's arena's */
};

/* A clipping under a heading; one with several tags has several. */
struct entry {
	const char *group;
	const struct clip *clip;
};

struct order {
	const char *name;
	bool is_sorted; /* by the groups' names; else as they come */
	const char *(*group)(const struct clip *, struct arena *);
};

/* --- orders ----------------------------------------------------------------- */

static const char *
day_of(const struct clip *clip, struct arena *arena)
{
	time_t when = (time_t)clip->added;
	struct tm tm;
	struct buf b;

	if (!localtime_r(&when, &tm))
		return "";
	buf_init(&b);
	date_add_long(&b,
	    (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday },
	    app_language());
	const char *day = arena_strdup(arena, buf_str(&b));
	buf_fini(&b);
	return day;
}

static const char *
paper_of(const struct clip *clip, struct arena *arena)
{
	(void)arena;
	return clip->source.paper;
}

enum { ORDER_DATE, ORDER_PAPER, ORDER_TAG, ORDER_COUNT };

static const struct order orders[ORDER_COUNT] = {
	[ORDER_DATE] = { N_("sorted by the day they were clipped"), false,
	    day_of },
	[ORDER_PAPER] = { N_("sorted by paper"), true, paper_of },
	[ORDER_TAG] = { N_("sorted by tag"), true, NULL },
};

static const char *
text_or(const char *s)
{
	return s ? s : "";
}

/* By group, those of no group last; then the newest edition first. */
static int
compare_entries(const void *va, const void *vb)
{
	const struct entry *a = va, *b = vb;
	int order;

	if (!a->group || !b->group)
		order = !a->group - !b->group;
	else
		order = strcmp(a->group, b->group);
	if (order == 0)
		order = strcmp(text_or(b->clip->source.date),
		    text_or(a->clip->source.date));
	/* The list's own order, which qsort() does not keep. */
	if (order == 0)
		order = a->clip < b->clip ? -1 : a->clip > b->clip;
	return order;
}

static size_t
count_entries(const struct clip_list *clips)
{
	size_t n = 0;

	for (size_t i = 0; i < clips->n; i++)
		n += clips->at[i].tags.n + 1;
	return n;
}

static size_t
add_entries(struct entry *at, const struct clip *clip, const struct order *o,
    struct arena *arena)
{
	if (o->group || clip->tags.n == 0) {
		at[0] = (struct entry){ o->group ? o->group(clip, arena) : NULL,
			clip };
		return 1;
	}
	for (size_t i = 0; i < clip->tags.n; i++)
		at[i] = (struct entry){ clip->tags.at[i], clip };
	return clip->tags.n;
}

/* --- rows --------------------------------------------------------------------- */

static void
add_heading(struct list *l, const char *group)
{
	struct list_row *row = list_add(l);

	row->label = group ? group : _("without tags");
	row->role = ROLE_SECTION;
	row->is_heading = true;
}

static struct list_row *
add_more(struct list *l, const char *label, enum role role)
{
	struct list_row *row = list_add(l);

	row->label = label;
	row->role = role;
	row->indent = 2;
	row->is_more = true;
	return row;
}

/* Two of them with a gap, or one. */
static const char *
join(struct arena *arena, const char *a, const char *b)
{
	if (!a || !*a)
		return b && *b ? b : NULL;
	if (!b || !*b)
		return a;
	return arena_printf(arena, "%s  %s", a, b);
}

static void
add_clip(struct list *l, const struct clip *clip, size_t i, bool by_paper)
{
	const struct mark *m = &clip->source;
	struct list_row *row = list_add(l);
	const char *title = clipping_title(clip);

	row->label = *title ? title : clip->passage.text;
	row->detail = join(l->arena, m->date, m->page);
	row->value = (long)i;
	row = add_more(l, clip->passage.text, ROLE_DIM);
	row->detail = by_paper ? NULL : m->paper;
	if (!clip->note && clip->tags.n == 0)
		return;
	row = add_more(l,
	    clip->note ? arena_printf(l->arena, _("note: %s"), clip->note) : "",
	    ROLE_STANDFIRST);
	row->detail = tags_line(clip->tags, l->arena);
}

static void
add_rows(struct clippings_view *v, int order)
{
	struct list *l = &v->list.list;
	const struct order *o = &orders[order];
	struct entry *all =
	    arena_array(l->arena, struct entry, count_entries(&v->clips) + 1);
	size_t n = 0;

	for (size_t i = 0; i < v->clips.n; i++)
		n += add_entries(all + n, &v->clips.at[i], o, l->arena);
	if (o->is_sorted)
		qsort(all, n, sizeof *all, compare_entries);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || !all[i].group != !all[i - 1].group ||
		    (all[i].group &&
			strcmp(all[i].group, all[i - 1].group) != 0))
			add_heading(l, all[i].group);
		add_clip(l, all[i].clip, (size_t)(all[i].clip - v->clips.at),
		    order == ORDER_PAPER);
	}
}

static void
fill(struct app *app, struct list_view *list)
{
	struct clippings_view *v = (struct clippings_view *)list;
	struct list *l = &list->list;
	struct err err = { 0 };
	char clip[APP_KEY_BYTES], select[APP_KEY_BYTES];

	v->clips = (struct clip_list){ 0 };
	if (!app->keep.marks)
		err = *app->keep.why;
	else
		clips_list(app->keep.marks, &v->clips, NULL, l->arena, &err);
	if (err.code != ERR_NONE) {
		if (err.code == ERR_LOCKED)
			app->keep.is_stale = true;
		list_view_say(
		    list, arena_strdup(l->arena, err.msg), ROLE_ERROR);
		return;
	}
	add_rows(v, app->clippings_order);
	if (v->clips.n > 0)
		return;
	list_view_say(list, _("no clippings yet"), ROLE_DIM);
	list_view_say(list,
	    arena_printf(l->arena,
		_("%s clips an article; %s selects sentences first"),
		app_key(app, ACTION_CLIP, clip),
		app_key(app, ACTION_SELECT, select)),
	    ROLE_DIM);
}

/* --- acting -------------------------------------------------------------------- */

static struct clippings_view *
self(struct view *v)
{
	return (struct clippings_view *)v;
}

/* The same clipping stays chosen. */
static void
sort(struct app *app, struct clippings_view *v)
{
	struct list *l = &v->list.list;
	const struct list_row *row = list_chosen(l);
	long chosen = row ? row->value : -1;

	app->clippings_order = (app->clippings_order + 1) % ORDER_COUNT;
	list_clear(l);
	fill(app, &v->list);
	list_choose(l, list_find(l, chosen));
	app_say(app, "%s", _(orders[app->clippings_order].name));
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct clippings_view *v = self(view);
	const struct list_row *row = list_chosen(&v->list.list);

	if (r->action == ACTION_SORT) {
		sort(app, v);
		return true;
	}
	if (r->action == ACTION_WRITE && v->clips.n > 0) {
		clipping_write(app, &v->clips, r);
		return true;
	}
	if (list_act(&v->list.list, r))
		return true;
	if (!row || row->value < 0)
		return label_nothing(app, r);
	return clipping_act(app, &v->clips.at[row->value], r);
}

static struct view *
open_clippings(struct app *app, struct place place)
{
	struct clippings_view *v = xcalloc(1, sizeof *v);

	if (place.item < 0)
		place.item = 0;
	list_view_init(app, &v->list, &view_clippings, place, fill);
	return &v->list.view;
}

static const enum action hints[] = { ACTION_OPEN, ACTION_READ_CLIPPING,
	ACTION_SORT, ACTION_EDIT, ACTION_TAG, ACTION_DELETE, ACTION_UNDO,
	ACTION_BACK, ACTION_HELP, ACTION_NONE };

const struct view_ops view_clippings = {
	.id = VIEW_CLIPPINGS,
	.name = N_("Clippings"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_LINE,
	.wheel_up = ACTION_PREV_LINE,
	.open = open_clippings,
	.close = list_view_close,
	.fit = list_view_fit,
	.draw = list_view_draw,
	.act = act,
	.click = list_view_click,
	.place = list_view_place,
	.go = list_view_go,
	.article = list_view_no_article,
};
