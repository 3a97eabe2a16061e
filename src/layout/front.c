#include "src/layout/front.h"

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
	f->sheet = arena_array(f->arena, size_t, e->narticles);
	makeup(f);
	return f;
}

void
front_free(struct front *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < f->nsheets; i++) {
		free(f->sheets[i].puts.at);
		free(f->sheets[i].stories);
	}
	free(f->sheets);
	arena_free(f->arena);
	free(f);
}

size_t
front_count(const struct front *f)
{
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
	return f->edition->narticles;
}

size_t
front_article(const struct front *f, size_t nth)
{
	return f->order[nth];
}

size_t
front_find(const struct front *f, size_t article)
{
	return article < f->edition->narticles ? f->sheet[article] : 0;
}

long
front_hit(const struct front *f, size_t sheet, int row, int col)
{
	const struct front_sheet *s = &f->sheets[sheet];

	for (size_t i = 0; i < s->nstories; i++) {
		const struct story_place *p = &s->stories[i].place;
		if (row >= p->row && row < p->row + p->nrows && col >= p->col &&
		    col < p->col + p->ncells)
			return (long)s->stories[i].article->index;
	}
	return -1;
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
	case PUT_COL:
		if (has_rules)
			canvas_vrule(c, row, col, put->n, lines, put->role);
		break;
	}
}

/* The chosen story's headline, and a mark in the margin before it. */
static void
draw_marks(const struct front *f, const struct front_sheet *s, struct canvas *c,
    int row, int col, const struct front_marks *marks)
{
	(void)f;
	for (size_t i = 0; i < s->nstories; i++) {
		const struct story_place *p = &s->stories[i].place;
		size_t index = s->stories[i].article->index;
		int at = row + p->head_row;
		int is_chosen = marks->selected == (long)index;

		if (is_chosen) {
			canvas_tint(c, at, col + p->col, p->head_nrows,
			    p->ncells, ROLE_SELECTION);
			canvas_text(
			    c, at, col + p->col - 1, 1, ">", 1, ROLE_SELECTION);
		}
		if (marks->bookmarked && marks->bookmarked[index])
			canvas_text(c, at + (is_chosen && p->nrows > 1),
			    col + p->col - 1, 1, "*", 1, ROLE_BOOKMARK);
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
		draw_marks(f, s, c, row, col, marks);
}
