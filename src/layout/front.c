#include "src/layout/front.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/canvas.h"
#include "src/layout/makeup.h"
#include "src/text/glyph.h"

struct front *
front_new(const struct edition *e, const struct layout_params *params)
{
	struct front *f = xcalloc(1, sizeof *f);

	f->arena = arena_new();
	f->edition = e;
	f->params = *params;
	f->params.hang = layout_hang(params);
	f->order = arena_array(f->arena, size_t, e->narticles);
	f->sheet = arena_array(f->arena, size_t, e->narticles);
	f->nth = arena_array(f->arena, size_t, e->narticles);
	for (size_t i = 0; i < e->narticles; i++)
		f->sheet[i] = FRONT_NOWHERE;
	makeup_begin(f);
	return f;
}

bool
front_more(struct front *f)
{
	return makeup_more(f);
}

bool
front_is_whole(const struct front *f)
{
	return f->norder == front_narticles(f);
}

bool
front_has(struct front *f, size_t sheet)
{
	/* One without a height grows. */
	while ((sheet >= f->nsheets || f->params.height == 0) && makeup_more(f))
		continue;
	return sheet < f->nsheets;
}

void
front_free(struct front *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->nsheets; i++) {
		free(f->sheets[i].puts.at);
		free(f->sheets[i].stories);
		free(f->sheets[i].entries);
	}
	free(f->sheets);
	arena_free(f->arena);
	free(f);
}

size_t
front_count(struct front *f)
{
	while (makeup_more(f))
		continue;
	return f->nsheets;
}

int
front_nrows(const struct front *f, size_t sheet)
{
	return f->sheets[sheet].nrows;
}

size_t
front_narticles(const struct front *f)
{
	return f->edition->narticles - f->edition->ntwins;
}

size_t
front_article(struct front *f, size_t nth)
{
	while (nth >= f->norder && makeup_more(f))
		continue;
	return f->order[nth];
}

/* What a twin is shown as. */
static size_t
shown(const struct front *f, size_t article)
{
	const struct article *a = f->edition->articles[article];

	return a->twin ? a->twin->index : article;
}

size_t
front_find(struct front *f, size_t article)
{
	if (article >= f->edition->narticles)
		return 0;
	article = shown(f, article);
	while (f->sheet[article] == FRONT_NOWHERE && makeup_more(f))
		continue;
	return f->sheet[article];
}

/* Where an article stands. */
static const struct story_place *
place_of(struct front *f, size_t article)
{
	size_t sheet = front_find(f, article);

	return &f->sheets[sheet].stories[f->nth[shown(f, article)]].place;
}

bool
front_jump(struct front *f, size_t article, struct anchor *to)
{
	if (article >= f->edition->narticles || !place_of(f, article)->has_jump)
		return false;
	*to = place_of(f, article)->jump;
	return true;
}

static bool
is_inside(int row, int col, int top, int left, int nrows, int ncells)
{
	return row >= top && row < top + nrows && col >= left &&
	    col < left + ncells;
}

bool
front_hit(const struct front *f, size_t sheet, int row, int col,
    struct front_spot *out)
{
	const struct front_sheet *s = &f->sheets[sheet];

	for (size_t i = 0; i < s->nstories; i++) {
		const struct story_place *p = &s->stories[i].place;
		if (!is_inside(row, col, p->row, p->col, p->nrows, p->ncells))
			continue;
		bool on_jump = p->has_jump &&
		    is_inside(
			row, col, p->jump_row, p->jump_col, 1, p->jump_ncells);
		*out = (struct front_spot){ s->stories[i].article->index,
			on_jump ? FRONT_JUMP : FRONT_HEAD };
		return true;
	}
	for (size_t i = 0; i < s->nentries; i++) {
		const struct front_entry *e = &s->entries[i];
		if (!is_inside(row, col, e->row, e->col, 1, e->ncells))
			continue;
		*out = (struct front_spot){ e->article->index, FRONT_LISTED };
		return true;
	}
	return false;
}

void
front_get_fill(struct front *f, struct front_fill *out)
{
	size_t n = front_count(f);

	*out = (struct front_fill){ .nsteps = f->nsteps };
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < f->sheets[i].nstories; k++) {
			const struct story_place *p =
			    &f->sheets[i].stories[k].place;
			out->nrows += p->nrows;
			out->nblank += p->nblank;
			out->ncells += (long)p->nrows * p->ncolumns;
			out->nempty += p->nempty;
			if (p->nempty_foot > out->nempty_foot)
				out->nempty_foot = p->nempty_foot;
		}
}

/* --- drawing ------------------------------------------------------------- */

static void
draw_label(struct canvas *c, const struct put *put, int row, int col)
{
	int n = (int)glyph_ncells(put->text, strlen(put->text), c->ambiguous);
	int spare = put->n > n ? put->n - n : 0;

	if (put->kind == PUT_RIGHT)
		col += spare;
	else if (put->kind == PUT_CENTER)
		col += spare / 2;
	canvas_label(c, row, col, put->n, put->text, put->role);
}

/* ━, or = where that does not take one cell. */
static void
draw_heavy(struct canvas *c, int row, int col, int n, int lines, enum role role)
{
	const char *s = lines ? "━" : "=";

	for (int i = 0; i < n; i++)
		canvas_text(c, row, col + i, 1, s, strlen(s), role);
}

static void
draw_put(const struct front *f, struct canvas *c, const struct put *put,
    int row, int col, const struct highlights *lit)
{
	int lines = layout_has_line_rules(&f->params);
	int has_rules = f->params.rule != RULE_NONE && !f->params.linear;

	switch (put->kind) {
	case PUT_LINE:
		canvas_line(c, row, col, put->n, put->line, put->article, lit);
		break;
	case PUT_LEFT:
	case PUT_CENTER:
	case PUT_RIGHT:
		draw_label(c, put, row, col);
		break;
	case PUT_ROW:
		if (has_rules)
			canvas_hrule(c, row, col, put->n, lines, put->role);
		break;
	case PUT_HEAVY:
		if (has_rules)
			draw_heavy(c, row, col, put->n, lines, put->role);
		break;
	case PUT_COL:
		if (has_rules)
			canvas_vrule(c, row, col, put->n, lines, put->role);
		break;
	}
}

/* The chosen story's headline or jump line, and a mark before it. */
static void
draw_choice(struct canvas *c, const struct story_place *p, int row, int col,
    bool on_jump)
{
	int at = p->head_row, n = p->head_nrows;
	int from = p->col, ncells = p->ncells;

	if (on_jump && p->has_jump) {
		at = p->jump_row;
		n = 1;
		from = p->jump_col;
		ncells = p->jump_ncells;
	}
	canvas_tint(c, row + at, col + from, n, ncells, ROLE_SELECTION);
	canvas_text(c, row + at, col + from - 1, 1, ">", 1, ROLE_SELECTION);
}

static bool
is_headline(unsigned role)
{
	return role == ROLE_LEAD || role == ROLE_MAJOR ||
	    role == ROLE_HEADLINE || role == ROLE_BRIEF;
}

/* Its headline in the ink of what was read; kicker and text stay. */
static void
dim_head(struct canvas *c, const struct story_place *p, int row, int col)
{
	for (int r = 0; r < p->head_nrows; r++)
		for (int x = 0; x < p->ncells; x++) {
			struct cell *cell = canvas_at(
			    c, row + p->head_row + r, col + p->col + x);
			if (cell && is_headline(cell->role))
				cell->role = ROLE_READ;
		}
}

/* A part of it, where its headline's last row leaves room. */
static void
draw_percent(struct canvas *c, const struct story_place *p, int row, int col,
    unsigned percent)
{
	enum { PERCENT_CELLS = 4 }; /* a blank and "40%" */
	char label[8];
	int at = row + p->head_row + p->head_nrows - 1;
	int end = col + p->col + p->ncells;

	if (p->ncells < 2 * PERCENT_CELLS)
		return;
	for (int x = end - PERCENT_CELLS; x < end; x++) {
		const struct cell *cell = canvas_at(c, at, x);
		if (!cell || cell->ncells != 1 || cell->bytes[0] != ' ')
			return;
	}
	int n = snprintf(label, sizeof label, "%u%%", percent);
	canvas_text(c, at, end - n, n, label, (size_t)n, ROLE_DIM);
}

static void
draw_read(struct canvas *c, const struct story_place *p, int row, int col,
    unsigned percent)
{
	enum { ALL = 100 };

	if (percent >= ALL)
		dim_head(c, p, row, col);
	else if (percent > 0)
		draw_percent(c, p, row, col, percent);
}

/* A bookmark's, else that of a clipping: there is room for one. */
static const char *
mark_of(const struct front_marks *marks, size_t article)
{
	if (marks->bookmarked && marks->bookmarked[article])
		return "*";
	return marks->clipped && marks->clipped[article] ? "+" : NULL;
}

static void
draw_marks(const struct front_sheet *s, struct canvas *c, int row, int col,
    const struct front_marks *marks)
{
	for (size_t i = 0; i < s->nstories; i++) {
		const struct story_place *p = &s->stories[i].place;
		size_t index = s->stories[i].article->index;
		bool is_chosen = marks->selected == (long)index;

		if (marks->percent)
			draw_read(c, p, row, col, marks->percent[index]);
		if (is_chosen)
			draw_choice(c, p, row, col, marks->on_jump);
		const char *mark = mark_of(marks, index);
		if (mark)
			canvas_text(c,
			    row + p->head_row + (is_chosen && p->nrows > 1),
			    col + p->col - 1, 1, mark, 1, ROLE_BOOKMARK);
	}
}

void
front_draw(const struct front *f, size_t sheet, struct canvas *c, int row,
    int col, const struct front_marks *marks, const struct highlights *lit)
{
	const struct front_sheet *s = &f->sheets[sheet];

	for (size_t i = 0; i < s->puts.n; i++) {
		const struct put *put = &s->puts.at[i];
		int rows = put->kind == PUT_COL ? put->n : 1;
		if (row + put->row + rows > 0 && row + put->row < c->nrows)
			draw_put(
			    f, c, put, row + put->row, col + put->col, lit);
	}
	if (marks)
		draw_marks(s, c, row, col, marks);
}
