#include "src/layout/makeup.h"

#include "src/base/arena.h"
#include "src/layout/makeup_int.h"
#include "src/layout/nameplate.h"
#include "src/text/lang.h"

enum {
	MOST_TRIES = 3,  /* at a layout; one does nearly always */
	MANY = 1 << 20,  /* articles: more than any sheet has */
	FREE_ROWS = 44,  /* of a part, when the sheet has no height */
	LEAST_ROWS = 12, /* of a part; less is left empty below another */
};

/* --- the grid ------------------------------------------------------------ */

static const char *
language_of(const struct edition *e)
{
	const char *l = e->language;

	for (size_t i = 0; !l && i < e->narticles; i++) {
		const struct article *a = e->articles[i];
		l = article_language(e, a);
		if (!l && a->nblocks)
			l = lang_guess(a->blocks[0].text, a->blocks[0].nbytes);
	}
	return l;
}

/* A cell at the left is for the mark of the chosen story. */
static void
set_grid(struct maker *m)
{
	struct layout_params p = *m->params;

	p.width--;
	p.columns = 0;
	m->grid.gutter = p.gutter;
	m->ncolumns = layout_columns(
	    &p, language_of(m->front->edition), &m->grid.measure);
	m->ncolumns =
	    smaller(m->ncolumns, smaller(STORY_COLUMNS, GUILLOTINE_COLUMNS));
}

/* The columns that are used stand in the middle of the sheet. */
static void
set_columns(struct maker *m, int ncolumns)
{
	m->ncolumns = ncolumns;
	m->ncells = story_grid_ncells(&m->grid, m->ncolumns);
	m->left =
	    larger(1, (m->params->width - m->params->hang - m->ncells) / 2);
}

/* --- parts of a sheet ------------------------------------------------------ */

/* The part of a sheet that is being filled. */
struct part {
	int row;  /* where it begins */
	int room; /* rows that it may have */
	int available;
	bool is_first, is_front, lists_rest;
};

/* No layout at all: the first story, as it can be. */
static void
stand_alone(struct guillotine *g, const struct region *r)
{
	*g = (struct guillotine){ .nboxes = 1, .nitems = 1, .nrows = r->nrows };
	g->boxes[0] = (struct guillotine_box){ .ncolumns = r->ncolumns,
		.nrows = r->nrows };
}

/*
 * A long story is weighed before its text is set, as if every column would be
 * full.  Where a subhead of several lines would end one, and leave a hole,
 * the story is now known better.  Returns whether there was any.
 */
static bool
learn_holes(struct region *r, const struct guillotine *g)
{
	bool has_learnt = false;

	for (int i = 0; i < g->nboxes; i++) {
		const struct guillotine_box *box = &g->boxes[i];
		if (box->item < GUILLOTINE_FILLER &&
		    story_has_hole(
			r->stories[box->item], box->ncolumns, box->nrows))
			has_learnt = true;
	}
	return has_learnt;
}

static void
solve(struct guillotine *g, struct region *r, struct maker *m,
    const struct part *part, int nrows)
{
	*r = (struct region){ .maker = m,
		.ncolumns = part->is_front
		    ? m->ncolumns
		    : makeup_count_columns(
			  m, part->available, larger(1, nrows)),
		.nrows = larger(1, nrows),
		.navailable = part->available,
		.is_first = part->is_first,
		.is_front = part->is_front,
		.lists_rest = part->lists_rest };
	makeup_set_targets(r);

	struct guillotine_problem p = { .nitems = r->nitems,
		.ncolumns = r->ncolumns,
		.nrows = r->nrows,
		.shares = r->targets,
		.has_filler = r->lists_rest && r->navailable > 1,
		.context = r,
		.item_cost = makeup_item_cost,
		.sheet_cost = makeup_sheet_cost };

	for (int tries = 0; tries < MOST_TRIES; tries++) {
		bool is_solved = guillotine_solve(g, &p);
		m->front->nsteps += g->nsteps;
		if (!is_solved)
			stand_alone(g, r);
		if (!learn_holes(r, g))
			return;
	}
}

/*
 * Make up a part of the sheet; `notes` (may be NULL) go below it if no story
 * is left over.  Returns the row below.
 */
static int
make_part(struct maker *m, struct front_sheet *sheet, const struct part *part,
    const struct page *notes)
{
	int nnotes = notes ? makeup_count_notes(m, notes) : 0;
	int row = part->row;
	struct guillotine g;
	struct region r;
	bool has_notes = nnotes > 0 && part->room - nnotes >= LEAST_ROWS;

	solve(&g, &r, m, part, part->room - (has_notes ? nnotes : 0));
	if (has_notes && g.nitems < part->available) {
		has_notes = false;
		solve(&g, &r, m, part, part->room);
	}
	makeup_put_region(&r, sheet, &g, row);
	row += g.nrows;
	m->queue += g.nitems;
	m->nqueue -= (size_t)g.nitems;
	if (has_notes)
		row += makeup_put_notes(m, sheet, notes, row);
	return row;
}

/*
 * A sheet is searched as one up to a height that no eye takes in at once; a
 * higher one has several parts.
 */
static int
next_room(const struct maker *m, int row)
{
	int room = m->params->height - row;
	int n = (room + GUILLOTINE_ROWS - 1) / GUILLOTINE_ROWS;

	if (m->params->height == 0)
		return FREE_ROWS;
	return n > 1 ? (room - n + 1) / n : room;
}

static bool
has_room(const struct maker *m, int row)
{
	return m->params->height == 0 ||
	    m->params->height - row - 1 >= LEAST_ROWS;
}

/* --- sheets -------------------------------------------------------------- */

/* A paper of one page has its notes on the first sheet. */
static void
make_first(struct maker *m, struct front_sheet *sheet)
{
	const struct edition *e = m->front->edition;
	const struct page *notes = e->npages == 1 ? &e->pages[0] : NULL;
	struct part part = {
		.row = sheet->nrows, .is_first = true, .is_front = true
	};

	for (;;) {
		part.room = next_room(m, part.row);
		part.available = smaller((int)m->nqueue, MANY);
		part.lists_rest = m->params->height > 0 &&
		    part.row + part.room == m->params->height;
		if (m->params->height == 0)
			part.room -= part.row;
		sheet->nrows = make_part(m, sheet, &part, notes);
		if (m->params->height == 0 || m->nqueue == 0 ||
		    part.lists_rest || !has_room(m, sheet->nrows))
			return;
		part.is_first = false;
		makeup_put_across(m, sheet, sheet->nrows);
		part.row = sheet->nrows + 1;
	}
}

/* The sheet, and the row, where a part of a page may begin. */
static struct front_sheet *
begin_part(struct maker *m, struct part *part, bool is_new_page)
{
	struct front *f = m->front;
	struct front_sheet *sheet = &f->sheets[f->nsheets - 1];

	part->row = sheet->nrows;
	if (m->params->height > 0 &&
	    (is_new_page || !has_room(m, sheet->nrows))) {
		sheet = makeup_add_sheet(f);
		part->row = 0;
	}
	if (part->row > 0) {
		makeup_put_across(m, sheet, part->row);
		part->row++;
	}
	return sheet;
}

/*
 * Pages of which every story stands on the front have no sheet of their own.
 * What is noted of them goes to the foot of the first sheets that have the
 * room.
 */
static void
put_owed_notes(struct maker *m, struct front_sheet *sheet)
{
	const struct edition *e = m->front->edition;
	int height = m->params->height;

	for (; m->owed < e->npages; m->owed++) {
		const struct page *page = &e->pages[m->owed];
		int n = makeup_count_notes(m, page);
		if (n == 0 || makeup_has_story(m, m->owed))
			continue;
		if (height > 0 && sheet->nrows + 1 + n > height)
			return;
		sheet->nrows +=
		    makeup_put_heading(m, sheet, page, sheet->nrows);
		sheet->nrows += makeup_put_notes(m, sheet, page, sheet->nrows);
	}
}

/* The rest of a page's stories, which are the queue's first `n`. */
static void
make_page(struct maker *m, size_t page)
{
	const struct page *p = &m->front->edition->pages[page];
	bool is_new_page = true;

	for (;;) {
		struct part part = { .available = makeup_count(m, page) };
		if (part.available == 0)
			return;
		struct front_sheet *sheet = begin_part(m, &part, is_new_page);
		if (is_new_page || part.row == 0)
			part.row += makeup_put_heading(m, sheet, p, part.row);
		is_new_page = false;
		part.room = next_room(m, part.row);
		sheet->nrows = make_part(m, sheet, &part, p);
		put_owed_notes(m, sheet);
	}
}

void
makeup_begin(struct front *f)
{
	const struct edition *e = f->edition;
	struct maker *m = arena_one(f->arena, struct maker);
	struct front_sheet *sheet = makeup_add_sheet(f);

	*m = (struct maker){ .front = f, .params = &f->params };
	f->maker = m;
	set_grid(m);
	if (e->narticles > 0) {
		m->stories =
		    arena_array(f->arena, struct story *, e->narticles);
		makeup_set_queue(m);
		set_columns(m,
		    makeup_count_columns(
			m, smaller((int)m->nqueue, MANY), next_room(m, 0)));
	} else {
		set_columns(m, m->ncolumns);
	}
	sheet->nrows = nameplate_put(
	    &sheet->puts, e, m->params, m->left, m->ncells, f->arena);
	if (e->narticles == 0)
		return;
	make_first(m, sheet);
	makeup_sort_queue(m);
	if (e->npages > 1)
		put_owed_notes(m, sheet);
	else
		m->owed = e->npages;
}

bool
makeup_more(struct front *f)
{
	struct maker *m = f->maker;

	if (m->nqueue == 0)
		return false;
	while (!makeup_has_story(m, m->next))
		m->next++;
	make_page(m, m->next++);
	return m->nqueue > 0;
}
