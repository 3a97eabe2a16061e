#include "src/layout/makeup_int.h"

#include "src/base/arena.h"
#include "src/base/mem.h"

struct front_sheet *
makeup_add_sheet(struct front *f)
{
	f->sheets = mem_grow(f->sheets, f->nsheets, &f->cap, sizeof *f->sheets);
	f->sheets[f->nsheets] = (struct front_sheet){ 0 };
	return &f->sheets[f->nsheets++];
}

static void
put_story(struct maker *m, struct front_sheet *sheet, const struct story *s,
    struct story_place place)
{
	struct front *f = m->front;

	story_put(s, &place, &sheet->puts);
	sheet->stories = mem_grow(sheet->stories, sheet->nstories, &sheet->cap,
	    sizeof *sheet->stories);
	sheet->stories[sheet->nstories++] =
	    (struct front_story){ s->article, place };
	f->sheet[s->article->index] = f->nsheets - 1;
}

void
makeup_put_rule(
    struct front_sheet *sheet, enum put_kind kind, int row, int col, int n)
{
	puts_add(&sheet->puts,
	    &(struct put){ .kind = kind,
		.row = row,
		.col = col,
		.n = n,
		.role = kind == PUT_ROW ? ROLE_RULE : ROLE_GUTTER });
}

/* Share a cell's rows among its stories, each at least what it needs. */
static void
put_cell(struct maker *m, struct front_sheet *sheet, const struct stack *c,
    int row, int nrows)
{
	int col = m->left + c->column * (m->measure + m->params->gutter);
	int rows[MAX_STACK];
	int left = nrows - (c->nstories - 1);

	for (int i = 0; i < c->nstories; i++) {
		rows[i] = smaller(story_least_nrows(&c->stories[i]), left);
		left -= rows[i];
	}
	for (int fed = 1; left > 0 && fed;) {
		fed = 0;
		for (int i = 0; i < c->nstories && left > 0; i++)
			if (rows[i] < story_most_nrows(&c->stories[i])) {
				rows[i]++;
				left--;
				fed = 1;
			}
	}
	for (int i = 0; i < c->nstories; i++) {
		const struct story *s = &c->stories[i];
		if (i > 0)
			makeup_put_rule(
			    sheet, PUT_ROW, row++, col, story_ncells(s));
		put_story(m, sheet, s,
		    (struct story_place){ .row = row,
			.col = col,
			.nrows = rows[i],
			.ncells = story_ncells(s) });
		row += rows[i];
	}
}

/* "A02 要闻 ─────": the page whose stories follow.  Returns its rows. */
static int
put_heading(struct maker *m, struct front_sheet *sheet, const struct page *page,
    int row)
{
	struct put put = { .kind = PUT_LEFT,
		.row = row,
		.col = m->left,
		.n = m->ncells,
		.role = ROLE_SECTION };

	put.text = arena_printf(m->front->arena, "%s%s%s",
	    page->label ? page->label : "",
	    page->label && page->name ? " " : "", page->name ? page->name : "");
	puts_add(&sheet->puts, &put);
	return 1;
}

static int
put_notes(struct maker *m, struct front_sheet *sheet, const struct page *page,
    int row)
{
	struct lines l = makeup_notes(m, page);

	for (size_t i = 0; i < l.n; i++)
		puts_add(&sheet->puts,
		    &(struct put){ .kind = PUT_LINE,
			.row = row + (int)i,
			.col = m->left,
			.n = m->ncells,
			.line = &l.at[i] });
	return (int)l.n;
}

int
makeup_put_band(
    struct maker *m, struct front_sheet *sheet, const struct band *b, int row)
{
	if (b->heading)
		row += put_heading(m, sheet, b->heading, row);
	for (int i = 0; i < b->nstacks; i++) {
		const struct stack *c = &b->stacks[i];
		int col = m->left +
		    c->column * (m->measure + m->params->gutter) -
		    m->params->gutter + m->params->gutter / 2;
		if (i > 0)
			makeup_put_rule(sheet, PUT_COL, row, col, b->nrows);
		put_cell(m, sheet, c, row, b->nrows);
	}
	row += b->nrows;
	if (b->notes)
		row += put_notes(m, sheet, b->notes, row);
	return row;
}
