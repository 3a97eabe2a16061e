#include "src/layout/makeup_int.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/galley.h"
#include "src/text/glyph.h"

/* Below this height there is no room for notes of a page. */
enum { NOTES_HEIGHT = 20 };

struct front_sheet *
makeup_add_sheet(struct front *f)
{
	f->sheets = mem_grow(f->sheets, f->nsheets, &f->cap, sizeof *f->sheets);
	f->sheets[f->nsheets] = (struct front_sheet){ 0 };
	return &f->sheets[f->nsheets++];
}

static void
put_rule(struct front_sheet *sheet, enum put_kind kind, int row, int col, int n)
{
	puts_add(&sheet->puts,
	    &(struct put){ .kind = kind,
		.row = row,
		.col = col,
		.n = n,
		.role = kind == PUT_COL ? ROLE_GUTTER : ROLE_RULE });
}

void
makeup_put_across(struct maker *m, struct front_sheet *sheet, int row)
{
	put_rule(sheet, PUT_ROW, row, m->left, m->ncells);
}

static void
put_story(const struct region *r, struct front_sheet *sheet, struct story *s,
    const struct guillotine_box *box, int row)
{
	struct maker *m = r->maker;
	struct front *f = m->front;
	struct story_place place = { .row = row + box->row,
		.col = makeup_col(m, box->column),
		.nrows = box->nrows,
		.ncolumns = box->ncolumns };

	s->is_at_home = !r->is_front || s->article->page == 0;
	story_put(s, &place, &sheet->puts);
	sheet->stories = mem_grow(sheet->stories, sheet->nstories, &sheet->cap,
	    sizeof *sheet->stories);
	f->order[f->norder++] = s->article->index;
	f->sheet[s->article->index] = f->nsheets - 1;
	f->nth[s->article->index] = sheet->nstories;
	sheet->stories[sheet->nstories++] =
	    (struct front_story){ s->article, place };
}

static void
put_guillotine_rule(struct maker *m, struct front_sheet *sheet,
    const struct guillotine_rule *rule, int row)
{
	int col = makeup_col(m, rule->column);

	if (rule->is_down)
		put_rule(sheet, PUT_COL, row + rule->row,
		    col - m->grid.gutter + m->grid.gutter / 2, rule->n);
	else
		put_rule(sheet, PUT_ROW, row + rule->row, col,
		    story_grid_ncells(&m->grid, rule->n));
}

/* The rule above the lead is heavy, where there is a rule to be so. */
static void
put_lead_rule(struct maker *m, struct front_sheet *sheet, int row, int ncolumns)
{
	const struct put *last =
	    sheet->puts.n ? &sheet->puts.at[sheet->puts.n - 1] : NULL;

	if (last && last->kind == PUT_ROW && last->row == row - 1)
		put_rule(sheet, PUT_HEAVY, row - 1, m->left,
		    story_grid_ncells(&m->grid, ncolumns));
}

void
makeup_put_region(struct region *r, struct front_sheet *sheet,
    const struct guillotine *g, int row)
{
	struct maker *m = r->maker;

	if (r->is_first)
		put_lead_rule(m, sheet, row, g->boxes[0].ncolumns);
	for (int i = 0; i < g->nrules; i++)
		put_guillotine_rule(m, sheet, &g->rules[i], row);
	for (int i = 0; i < g->nboxes; i++) {
		const struct guillotine_box *box = &g->boxes[i];
		if (box->item < GUILLOTINE_FILLER)
			put_story(r, sheet, r->stories[box->item], box, row);
		else
			makeup_put_list(m, sheet, (size_t)g->nitems, box, row);
	}
}

int
makeup_put_heading(struct maker *m, struct front_sheet *sheet,
    const struct page *page, int row)
{
	const char *text = arena_printf(m->front->arena, "%s%s%s",
	    page->label ? page->label : "",
	    page->label && page->name ? " " : "", page->name ? page->name : "");
	int n = (int)glyph_ncells(text, strlen(text), m->params->ambiguous);

	if (n == 0)
		return 0;
	n = smaller(n, m->ncells);
	puts_add(&sheet->puts,
	    &(struct put){ .kind = PUT_LEFT,
		.row = row,
		.col = m->left,
		.n = n,
		.role = ROLE_SECTION,
		.text = text });
	if (n + 1 < m->ncells)
		put_rule(
		    sheet, PUT_HEAVY, row, m->left + n + 1, m->ncells - n - 1);
	return 1;
}

static struct lines
notes_of(const struct maker *m, const struct page *page)
{
	if (m->params->height > 0 && m->params->height < NOTES_HEIGHT)
		return (struct lines){ 0 };
	return galley_notes(page, m->ncells, m->params, m->front->arena);
}

int
makeup_count_notes(const struct maker *m, const struct page *page)
{
	return page->nnotes ? (int)notes_of(m, page).n : 0;
}

int
makeup_put_notes(struct maker *m, struct front_sheet *sheet,
    const struct page *page, int row)
{
	struct lines l = { 0 };

	if (page->nnotes)
		l = notes_of(m, page);
	for (size_t i = 0; i < l.n; i++)
		puts_add(&sheet->puts,
		    &(struct put){ .kind = PUT_LINE,
			.row = row + (int)i,
			.col = m->left,
			.n = m->ncells,
			.line = &l.at[i] });
	return (int)l.n;
}
