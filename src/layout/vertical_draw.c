#include <string.h>

#include "src/base/arena.h"
#include "src/layout/canvas.h"
#include "src/layout/line.h"
#include "src/layout/vertical.h"
#include "src/layout/vertical_form.h"
#include "src/layout/vertical_para.h"

/* Rows between the top of the measure and where the line's indent begins. */
static int
lead_rows(const struct line *l, int measure)
{
	int spare = (measure - l->ncells) / SLOT_CELLS;

	if (spare <= 0 || !(l->flags & (LINE_RIGHT | LINE_CENTER)))
		return 0;
	return l->flags & LINE_RIGHT ? spare : spare / 2;
}

/* The label ends where the text begins, or a row above. */
static void
draw_label(struct canvas *c, int row, int col, const struct line *l)
{
	struct arena *a = arena_new();
	struct slots label = vertical_label_slots(l->label, NULL, a);
	int rows = l->indent / SLOT_CELLS - vertical_label_gap(l->label_role);
	int top = rows - (int)label.n;
	char form[FORM_BYTES];

	for (size_t i = 0; i < label.n && (int)i < rows; i++) {
		form_paint(form, label.forms[i], l->label + label.at[i].at,
		    label.at[i].nbytes);
		canvas_text(c, row + (top > 0 ? top : 0) + (int)i, col,
		    SLOT_CELLS, form, strlen(form), l->label_role);
	}
	arena_free(a);
}

void
vertical_draw_line(struct canvas *c, int row, int col, int measure,
    const struct line *l, const struct article *article,
    const struct highlights *lit)
{
	char form[FORM_BYTES];

	/* A rule above a head has no place beside it: the air is enough. */
	if (l->flags & (LINE_BLANK | LINE_FILL))
		return;
	row += lead_rows(l, measure);
	if (l->label)
		draw_label(c, row, col, l);
	for (size_t i = 0; i < l->npieces; i++) {
		const struct piece *p = &l->pieces[i];
		int at = row + p->col / SLOT_CELLS;
		if (at < 0 || at >= c->nrows)
			continue;
		struct cell ink =
		    canvas_line_ink(l, article, lit, p->from, p->to);
		form_paint(
		    form, (uint16_t)p->as, l->text + p->from, p->to - p->from);
		canvas_text(c, at, col, SLOT_CELLS, form, strlen(form),
		    (enum role)ink.role);
		for (int x = col; x < col + SLOT_CELLS; x++)
			if (x >= 0 && x < c->ncols)
				canvas_at(c, at, x)->style = ink.style;
	}
}

uint32_t
vertical_line_byte(const struct line *l, int measure, int row)
{
	int col = (row - lead_rows(l, measure)) * SLOT_CELLS;
	uint32_t byte = l->from;

	for (size_t i = 0; i < l->npieces && l->pieces[i].col <= col; i++)
		byte = l->pieces[i].from;
	return byte;
}
