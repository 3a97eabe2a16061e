#include "src/layout/makeup_int.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/layout/words.h"
#include "src/text/glyph.h"

enum {
	TITLE_ROWS = 1,
	LEAST_ROWS = 2, /* of entries: one alone is no list */
	/* The part of the sheet that a list should have: a tenth. */
	SHARE = 10,
	LEAST_ENTRIES = 4,
	COST_FEW = 600,   /* an entry less than those that make a list */
	COST_HIDDEN = 12, /* an entry short of that, squared */
	COST_BLANK = 60,  /* a line of a column without an entry */
	COST_HOLE = 100000,
	/* Neither a box of one column nor a strip across the sheet. */
	COST_SHAPE = 100,
	COST_LONG = 30, /* a row more than the list's share */
};

int
makeup_list_cost(const struct region *r, int n, int ncolumns, int nrows)
{
	int rows = nrows - TITLE_ROWS;
	int room = rows * ncolumns;
	int area = r->ncolumns * r->nrows;
	int share = larger(LEAST_ENTRIES, area / SHARE);
	int wanted = smaller(n, share);
	int most = (n + ncolumns - 1) / ncolumns;
	int shown = room < n ? room - 1 : n;
	int cost = 0;

	if (rows < smaller(LEAST_ROWS, most))
		return GUILLOTINE_NEVER;
	if (rows > most + 2)
		return GUILLOTINE_NEVER;
	if (rows > most)
		cost += COST_HOLE * (rows - most - 1);
	if (shown < wanted)
		cost += COST_HIDDEN * (wanted - shown) * (wanted - shown);
	if (n < LEAST_ENTRIES)
		cost += COST_FEW * (LEAST_ENTRIES - n);
	if (room > n)
		cost += COST_BLANK * (room - n);
	if (room > share + ncolumns)
		cost += COST_LONG * (room - share - ncolumns);
	if (ncolumns > 1 && ncolumns < r->ncolumns)
		cost += COST_SHAPE;
	return cost;
}

static int
compare_indices(const void *left, const void *right)
{
	size_t a = *(const size_t *)left, b = *(const size_t *)right;

	return a < b ? -1 : a > b;
}

static const char *
language_of(const struct maker *m)
{
	const char *l = m->front->edition->language;

	return l ? l : m->params->interface_;
}

static void
put_title(struct maker *m, struct front_sheet *sheet, int row, int col, int n)
{
	const char *title = words_inside(language_of(m));
	int used =
	    (int)glyph_ncells(title, strlen(title), m->params->ambiguous);

	puts_add(&sheet->puts,
	    &(struct put){ .kind = PUT_LEFT,
		.row = row,
		.col = col,
		.n = smaller(used, n),
		.role = ROLE_SECTION,
		.text = title });
}

/* "A05 Eels return to the Yan", by its headline's first line. */
static void
put_entry(struct maker *m, struct front_sheet *sheet, const struct article *a,
    int row, int col)
{
	const char *label = article_page(m->front->edition, a)->label;
	const char *headline = a->headline ? a->headline : "";
	int used = 0, n = m->grid.measure;

	if (!*headline && a->nblocks > 0)
		headline = a->blocks[0].text;
	if (label) {
		used = (int)glyph_ncells(
			   label, strlen(label), m->params->ambiguous) +
		    1;
		puts_add(&sheet->puts,
		    &(struct put){ .kind = PUT_LEFT,
			.row = row,
			.col = col,
			.n = smaller(used, n),
			.role = ROLE_DIM,
			.text = label });
	}
	if (used < n)
		puts_add(&sheet->puts,
		    &(struct put){ .kind = PUT_LEFT,
			.row = row,
			.col = col + used,
			.n = n - used,
			.role = ROLE_TEXT,
			.text = headline,
			.article = a });
	sheet->entries = mem_grow(sheet->entries, sheet->nentries,
	    &sheet->entries_cap, sizeof *sheet->entries);
	sheet->entries[sheet->nentries++] =
	    (struct front_entry){ a, row, col, n };
}

static void
put_more(struct maker *m, struct front_sheet *sheet, size_t n, int row, int col)
{
	struct buf b;

	buf_init(&b);
	words_add_more(&b, n, language_of(m));
	puts_add(&sheet->puts,
	    &(struct put){ .kind = PUT_RIGHT,
		.row = row,
		.col = col,
		.n = m->grid.measure,
		.role = ROLE_JUMP,
		.text = arena_strdup(m->front->arena, buf_str(&b)) });
	buf_fini(&b);
}

/* The weightiest that there is room for, as the paper has them. */
void
makeup_put_list(struct maker *m, struct front_sheet *sheet, size_t first,
    const struct guillotine_box *box, int row)
{
	const struct edition *e = m->front->edition;
	size_t rest = m->nqueue - first;
	size_t rows = (size_t)(box->nrows - TITLE_ROWS);
	size_t room = rows * (size_t)box->ncolumns;
	size_t n = room < rest ? room - 1 : rest;
	size_t *list =
	    arena_dup(m->front->arena, m->queue + first, n, sizeof *list);
	size_t i = 0;

	row += box->row;
	put_title(m, sheet, row, makeup_col(m, box->column),
	    story_grid_ncells(&m->grid, box->ncolumns));
	row += TITLE_ROWS;
	if (n > 0)
		qsort(list, n, sizeof *list, compare_indices);
	for (int k = 0; k < box->ncolumns; k++) {
		size_t left = n + (n < rest) - i;
		size_t columns = (size_t)(box->ncolumns - k);
		size_t here = (left + columns - 1) / columns;
		int col = makeup_col(m, box->column + k);
		for (size_t r = 0; r < here; r++, i++)
			if (i < n)
				put_entry(m, sheet, e->articles[list[i]],
				    row + (int)r, col);
			else
				put_more(m, sheet, rest - n, row + (int)r, col);
	}
}
