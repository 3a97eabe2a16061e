#include "src/layout/makeup.h"

#include <stdlib.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/makeup_int.h"
#include "src/layout/nameplate.h"
#include "src/text/lang.h"

enum {
	IDEAL_ROWS = 10,    /* of a band */
	LOW_LEAD_ROWS = 9,  /* of the lead's band, on a low sheet */
	SQUEEZED_ROWS = 2,  /* that a band may lose to fit */
	SQUEEZED_LEAST = 5, /* rows that it must keep */
	FRONT_ROWS = 44,    /* of the first part, when there is no height */
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
	m->ncolumns =
	    layout_columns(&p, language_of(m->front->edition), &m->measure);
	if (m->ncolumns > MAX_COLUMNS)
		m->ncolumns = MAX_COLUMNS;
	m->ncells =
	    m->ncolumns * m->measure + (m->ncolumns - 1) * m->params->gutter;
	m->left = (m->params->width - m->params->hang - m->ncells) / 2;
	if (m->left < 1)
		m->left = 1;
}

/* --- sheets -------------------------------------------------------------- */

/* Rows that a band takes besides its own. */
static int
overhead(const struct maker *m, const struct band *b, bool is_first)
{
	int n = is_first ? 0 : 1;

	if (b->heading)
		n++;
	if (b->notes)
		n += (int)makeup_notes(m, b->notes).n;
	return n;
}

/* Give the rows that are left to the bands furthest from their ideal. */
static void
share_rows(struct plan *plan, int spare)
{
	while (spare-- > 0) {
		struct band *best = NULL;
		for (size_t i = 0; i < plan->n; i++) {
			struct band *b = plan->bands[i];
			if (b->nrows < b->most &&
			    (!best ||
				b->nrows * best->ideal <
				    best->nrows * b->ideal))
				best = b;
		}
		if (!best)
			return;
		best->nrows++;
	}
}

/* Put what is planned on a sheet; the first one has its nameplate already. */
static void
flush_plan(struct maker *m)
{
	struct front *f = m->front;
	struct plan *plan = &m->plan;
	int row = plan->top;

	if (plan->n == 0)
		return;
	struct front_sheet *sheet = &f->sheets[f->nsheets - 1];
	if (sheet->nstories > 0)
		sheet = makeup_add_sheet(f);
	if (m->params->height > 0)
		share_rows(plan, m->params->height - plan->top - plan->used);
	else
		for (size_t i = 0; i < plan->n; i++)
			plan->bands[i]->nrows = plan->bands[i]->ideal;
	for (size_t i = 0; i < plan->n; i++) {
		if (i > 0)
			makeup_put_rule(
			    sheet, PUT_ROW, row++, m->left, m->ncells);
		row = makeup_put_band(m, sheet, plan->bands[i], row);
	}
	sheet->nrows = row;
	plan->n = 0;
	plan->used = 0;
	plan->top = 0;
}

static int
rows_left(const struct maker *m)
{
	return m->params->height - m->plan.top - m->plan.used;
}

/* Better a row or two less in each story than an empty foot of the sheet. */
static bool
can_squeeze(const struct band *b, int nrows)
{
	for (int i = 0; i < b->nstacks; i++)
		if (b->stacks[i].nstories > 1)
			return false;
	return nrows <= SQUEEZED_ROWS && b->nrows - nrows >= SQUEEZED_LEAST;
}

/* Plan a band for this sheet, or for the next one if it has no room. */
static void
plan_band(struct maker *m, struct band *b)
{
	struct plan *plan = &m->plan;
	int room = rows_left(m);
	int need = b->least + overhead(m, b, plan->n == 0);

	if (m->params->height > 0 && need > room && plan->n > 0 &&
	    !can_squeeze(b, need - room)) {
		flush_plan(m);
		need = b->least + overhead(m, b, true);
		room = m->params->height;
	}
	if (m->params->height > 0 && need > room) {
		/* What there is must do. */
		b->nrows = larger(1, b->nrows - (need - room));
		need = room;
	}
	plan->bands =
	    mem_grow(plan->bands, plan->n, &plan->cap, sizeof *plan->bands);
	plan->bands[plan->n++] = b;
	plan->used += need;
}

/* A paper of one page that is all on the first sheet has its notes there. */
static void
add_notes(struct maker *m)
{
	const struct edition *e = m->front->edition;
	struct plan *plan = &m->plan;
	int n = e->npages == 1 ? (int)makeup_notes(m, &e->pages[0]).n : 0;

	if (m->nqueue > 0 || n == 0 || plan->n == 0 ||
	    (m->params->height > 0 &&
		plan->top + plan->used + n > m->params->height))
		return;
	plan->bands[plan->n - 1]->notes = &e->pages[0];
	plan->used += n;
}

/* The first sheet: the lead, and as many bands as there is room for. */
static void
make_first(struct maker *m)
{
	int height = m->params->height;
	int room = (height > 0 ? height : FRONT_ROWS) - m->plan.top;
	int beside = makeup_columns_beside(m);
	int capacity = beside * larger(1, (room + 1) / (STACK_ROWS + 1));
	bool takes_all = beside > 0 && (int)m->nqueue - 1 <= capacity &&
	    (int)m->nqueue - 1 <= beside * MAX_STACK;
	int low = smaller(LOW_LEAD_ROWS, room - SHORT_ROWS - 1);
	int ideal = height > 0 ? larger(room * 2 / 5, low) : LEAD_ROWS;

	if (takes_all && height > 0)
		ideal = room;
	plan_band(m, makeup_lead_band(m, ideal, takes_all));
	/* Too little for one more band goes to those above. */
	room -= m->plan.bands[0]->ideal + 1;
	while (m->nqueue > 0 && room >= SHORT_ROWS &&
	    (height == 0 || rows_left(m) > SHORT_ROWS)) {
		struct band *b = makeup_band(m, NULL, IDEAL_ROWS);
		plan_band(m, b);
		room -= b->ideal + 1;
	}
	add_notes(m);
}

/* What is left, page by page. */
static void
make_rest(struct maker *m)
{
	const struct edition *e = m->front->edition;

	makeup_sort_queue(m);
	for (size_t i = 0; i < e->npages && m->nqueue > 0; i++) {
		const struct page *page = &e->pages[i];
		bool is_first = true;
		while (makeup_count(m, page, 1) > 0) {
			struct band *b = makeup_band(m, page, IDEAL_ROWS);
			if (is_first && (page->label || page->name))
				b->heading = page;
			is_first = false;
			if (makeup_count(m, page, 1) == 0)
				b->notes = page;
			plan_band(m, b);
		}
	}
}

/* The order in which the stories stand, from sheet to sheet. */
static void
set_order(struct front *f)
{
	size_t n = 0;

	f->order = arena_array(f->arena, size_t, f->edition->narticles);
	for (size_t i = 0; i < f->nsheets; i++)
		for (size_t k = 0; k < f->sheets[i].nstories; k++)
			f->order[n++] = f->sheets[i].stories[k].article->index;
}

void
makeup(struct front *f)
{
	struct maker m = { .front = f, .params = &f->params };
	struct front_sheet *sheet = makeup_add_sheet(f);

	set_grid(&m);
	m.plan.top = nameplate_put(
	    &sheet->puts, f->edition, m.params, m.left, m.ncells, f->arena);
	sheet->nrows = m.plan.top;
	if (f->edition->narticles > 0) {
		makeup_set_queue(&m);
		make_first(&m);
		if (m.params->height > 0)
			flush_plan(&m);
		make_rest(&m);
		flush_plan(&m);
		set_order(f);
	}
	free(m.plan.bands);
}
