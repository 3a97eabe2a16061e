/*
 * One clipping, set like an article: its words, the note, where it is from.
 * It needs no paper.
 */
#include <stdlib.h>
#include <string.h>

#include "config/i18n.h"
#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/edition/builder.h"
#include "src/edition/edition.h"
#include "src/layout/folio.h"
#include "src/layout/sheet.h"
#include "src/library/clips.h"
#include "src/text/lang.h"
#include "ui/app.h"
#include "ui/clipping.h"
#include "ui/label.h"
#include "ui/view_list.h"

struct clipping_view {
	struct view view;
	int64_t id;
	struct arena *arena;     /* of clip */
	struct clip clip;        /* id 0: it is gone */
	struct edition *edition; /* of that one article; owned */
	struct sheets *sheets;   /* owned */
	struct anchor at;
	size_t sheet;
};

static struct clipping_view *
self(struct view *v)
{
	return (struct clipping_view *)v;
}

static struct view *
open_clipping(struct app *app, struct place place)
{
	struct clipping_view *v = xcalloc(1, sizeof *v);

	(void)app;
	v->view.ops = &view_clipping;
	v->id = place.item;
	v->at = place.at;
	v->at.article = 0;
	v->arena = arena_new();
	return &v->view;
}

static void
drop(struct clipping_view *v)
{
	sheets_free(v->sheets);
	edition_free(v->edition);
	v->sheets = NULL;
	v->edition = NULL;
}

static void
close_clipping(struct view *view)
{
	drop(self(view));
	arena_free(self(view)->arena);
	free(view);
}

/* --- setting it ------------------------------------------------------------------ */

static void
add_lines(struct builder *b, enum block_type type, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		builder_text(b, type, text, n);
		text += n + (text[n] == '\n');
	}
}

static void
add_source(struct builder *b, const struct clip *c, struct arena *arena)
{
	const char *line = c->source.paper;

	if (c->source.date)
		line = arena_printf(arena, "%s, %s", line, c->source.date);
	if (c->source.page)
		line = arena_printf(arena, "%s, %s", line, c->source.page);
	builder_text(b, BLOCK_CREDIT, line, strlen(line));
	if (c->tags.n == 0)
		return;
	line = arena_printf(arena, _("tags: %s"), tags_line(c->tags, arena));
	builder_text(b, BLOCK_CREDIT, line, strlen(line));
}

static struct edition *
make_edition(const struct clip *c, struct arena *arena)
{
	struct builder *b = builder_new("clipping", NULL);

	builder_edition(b, EDITION_TITLE, c->source.paper);
	builder_edition(b, EDITION_DATE, c->source.date);
	builder_edition(b, EDITION_LANGUAGE,
	    lang_guess(c->passage.text, strlen(c->passage.text)));
	builder_page(b, c->source.page, NULL);
	builder_article(b, 0);
	/* What the paper called it stands above a title of one's own. */
	if (c->title)
		builder_set(b, ARTICLE_KICKER, c->source.headline);
	builder_set(b, ARTICLE_HEADLINE, clipping_title(c));
	builder_set(b, ARTICLE_BYLINE, c->byline);
	add_lines(b, BLOCK_PARAGRAPH, c->passage.text);
	if (c->note) {
		builder_text(b, BLOCK_SUBHEAD, _("Note"), strlen(_("Note")));
		add_lines(b, BLOCK_PARAGRAPH, c->note);
	}
	add_source(b, c, arena);
	return builder_finish(b);
}

static void
fit(struct app *app, struct view *view)
{
	struct clipping_view *v = self(view);
	struct err err = { 0 };

	drop(v);
	arena_reset(v->arena);
	memset(&v->clip, 0, sizeof v->clip);
	if (!app->keep.marks ||
	    !clips_get(&v->clip, app->keep.marks, v->id, v->arena, &err)) {
		v->clip.id = 0;
		if (err.code == ERR_LOCKED)
			app->keep.is_stale = true;
		return;
	}
	v->edition = make_edition(&v->clip, v->arena);
	v->sheets = sheets_new(v->edition, 0, &app->layouts.params);
	v->sheet = sheets_find(v->sheets, v->at);
}

static void
draw(const struct app *app, const struct view *view, struct canvas *canvas)
{
	const struct clipping_view *v = (const struct clipping_view *)view;
	const struct area *a = &view->area;
	struct folio folio = {
		.edition = v->edition ? v->edition : app_edition(app),
		.article = v->edition ? v->edition->articles[0] : NULL,
		.name = _(view->ops->name),
		.language = app_language(),
	};

	if (!v->edition) {
		folio_draw(canvas, a->row - 1, 0, a->ncols, &folio);
		canvas_label(canvas, a->row, a->col, a->ncols,
		    _("this clipping was deleted"), ROLE_DIM);
		return;
	}
	struct sheets_progress far = sheets_progress(v->sheets, v->sheet);
	folio.sheet = far.number - 1;
	folio.nsheets = far.number > 0 ? far.count : 0;
	folio.is_clipped = 1;
	folio_draw(canvas, a->row - 1, 0, a->ncols, &folio);
	sheets_draw(v->sheets, v->sheet, canvas, a->row, a->col,
	    &(struct highlights){ 0 });
}

/* --- acting -------------------------------------------------------------------- */

static bool
turn_to(struct clipping_view *v, size_t sheet)
{
	if (sheet != SHEETS_NONE) {
		v->sheet = sheet;
		v->at = sheets_anchor(v->sheets, sheet);
	}
	return true;
}

static bool
act(struct app *app, struct view *view, const struct request *r)
{
	struct clipping_view *v = self(view);

	if (!v->sheets)
		return label_nothing(app, r);
	switch (r->action) {
	case ACTION_NEXT_SHEET:
	case ACTION_NEXT_LINE:
		return turn_to(v, sheets_next(v->sheets, v->sheet));
	case ACTION_PREV_SHEET:
	case ACTION_PREV_LINE:
		return turn_to(v, sheets_prev(v->sheets, v->sheet));
	case ACTION_FIRST:
		return turn_to(v, 0);
	case ACTION_LAST:
		return turn_to(v, sheets_last(v->sheets));
	case ACTION_LEFT:
	case ACTION_RIGHT:
		if (!sheets_are_vertical(v->sheets))
			return false;
		return turn_to(v,
		    r->action == ACTION_LEFT
			? sheets_next(v->sheets, v->sheet)
			: sheets_prev(v->sheets, v->sheet));
	default:
		return clipping_act(app, &v->clip, r);
	}
}

static void
click(struct app *app, struct view *view, int row, int col)
{
	(void)app;
	(void)view;
	(void)row;
	(void)col;
}

static struct place
place(const struct view *view)
{
	const struct clipping_view *v = (const struct clipping_view *)view;

	return (struct place){ v->at, VIEW_CLIPPING, (int)v->id };
}

static void
go(struct app *app, struct view *view, struct place to)
{
	struct clipping_view *v = self(view);

	v->id = to.item;
	v->at = (struct anchor){ 0, to.at.block, to.at.byte };
	if (view->area.nrows > 0)
		fit(app, view);
}

static const enum action hints[] = { ACTION_OPEN, ACTION_EDIT, ACTION_TAG,
	ACTION_TITLE, ACTION_COPY, ACTION_DELETE, ACTION_BACK, ACTION_HELP,
	ACTION_NONE };

const struct view_ops view_clipping = {
	.id = VIEW_CLIPPING,
	.name = N_("Clipping"),
	.hints = hints,
	.wheel_down = ACTION_NEXT_SHEET,
	.wheel_up = ACTION_PREV_SHEET,
	.open = open_clipping,
	.close = close_clipping,
	.fit = fit,
	.draw = draw,
	.act = act,
	.click = click,
	.place = place,
	.go = go,
	.article = list_view_no_article,
};
