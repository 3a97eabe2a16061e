#include "src/layout/makeup.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/galley.h"
#include "src/layout/nameplate.h"
#include "src/text/lang.h"

enum {
	MAX_COLUMNS = 6,   /* more is a wall of text */
	MAX_STACK = 4,     /* stories in a cell */
	NOTES_HEIGHT = 20, /* below, there is no room for notes of a page */
	SHORT_ROWS = 7,    /* a story below this may get company */
	IDEAL_ROWS = 10,   /* of a band */
	LOW_LEAD_ROWS = 9, /* of the lead's band, on a low sheet */
	LEAD_ROWS = 14,    /* of the lead's, when there is no height */
	STACK_ROWS = 8,    /* of each story beside the lead */
	FRONT_ROWS = 44,   /* of the first part, when there is no height */
	MAX_ROWS = 60,     /* of one story */
};

struct cell {
	int column, span;
	struct story stories[MAX_STACK];
	int nstories;
};

struct band {
	const struct page *heading; /* of the page that begins here, or NULL */
	const struct page *notes;   /* of the page that ends here, or NULL */
	struct cell cells[MAX_COLUMNS];
	int ncells;
	int nrows, least, ideal, most;
};

/* The bands of a sheet to be. */
struct plan {
	struct band **bands; /* malloc */
	size_t n, cap;
	int top;  /* rows of the nameplate */
	int used; /* rows so far, each band at its least */
};

struct maker {
	struct front *front;
	const struct layout_params *params;
	int ncolumns, measure, left, ncells;
	const struct article *lead;
	size_t *queue; /* articles still to be placed, by weight */
	size_t nqueue;
	struct plan plan;
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

/* --- the order ----------------------------------------------------------- */

static size_t
article_nbytes(const struct article *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->nblocks; i++)
		n += a->blocks[i].nbytes;
	return n;
}

/*
 * The article that leads where none says that it does: the first of the paper
 * that is not much shorter than the longest of its page.
 */
static const struct article *
find_lead(const struct edition *e)
{
	size_t longest = 0, n = 0;

	for (; n < e->narticles && e->articles[n]->page == 0; n++) {
		size_t nbytes = article_nbytes(e->articles[n]);
		if (nbytes > longest)
			longest = nbytes;
	}
	for (size_t i = 0; i < e->narticles; i++)
		if (story_weight(e->articles[i]) == STORY_LEAD)
			return e->articles[i];
	for (size_t i = 0; i < n; i++)
		if (article_nbytes(e->articles[i]) >= longest / 3)
			return e->articles[i];
	return e->articles[0];
}

/*
 * By weight, and within a weight as the source has them.  Bands are made of the
 * queue's first.
 */
static void
set_queue(struct maker *m)
{
	const struct edition *e = m->front->edition;
	const struct article *lead = find_lead(e);

	m->lead = lead;
	m->queue = arena_array(m->front->arena, size_t, e->narticles);
	m->queue[m->nqueue++] = lead->index;
	for (int w = STORY_LEAD; w <= STORY_BRIEF; w++)
		for (size_t i = 0; i < e->narticles; i++)
			if (e->articles[i] != lead &&
			    (int)story_weight(e->articles[i]) == w)
				m->queue[m->nqueue++] = i;
}

/* Now page by page, and by weight within a page. */
static void
sort_queue(struct maker *m)
{
	const struct edition *e = m->front->edition;
	size_t *first = arena_array(m->front->arena, size_t, e->npages + 1);
	size_t *sorted = arena_array(m->front->arena, size_t, m->nqueue);

	for (size_t i = 0; i < m->nqueue; i++)
		first[e->articles[m->queue[i]]->page + 1]++;
	for (size_t i = 0; i < e->npages; i++)
		first[i + 1] += first[i];
	for (size_t i = 0; i < m->nqueue; i++)
		sorted[first[e->articles[m->queue[i]]->page]++] = m->queue[i];
	m->queue = sorted;
}

static const struct article *
first_article(const struct maker *m)
{
	return m->front->edition->articles[m->queue[0]];
}

/* The queue's first, unless it is of another page than `page` (NULL: any). */
static const struct article *
next_article(const struct maker *m, const struct page *page)
{
	if (m->nqueue == 0 ||
	    (page && article_page(m->front->edition, first_article(m)) != page))
		return NULL;
	return first_article(m);
}

/* How many of the queue's first are of `page`; not counted beyond `most`. */
static int
count_articles(const struct maker *m, const struct page *page, int most)
{
	const struct edition *e = m->front->edition;
	int n = 0;

	while (n < most && (size_t)n < m->nqueue &&
	    (!page || article_page(e, e->articles[m->queue[n]]) == page))
		n++;
	return n;
}

/* --- bands --------------------------------------------------------------- */

static int
larger(int a, int b)
{
	return a > b ? a : b;
}

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

/* Rows of a stack, rules between its stories included. */
static int
stack_nrows(const struct cell *c, int (*nrows_of)(const struct story *))
{
	int sum = c->nstories - 1;

	for (int i = 0; i < c->nstories; i++)
		sum += nrows_of(&c->stories[i]);
	return sum;
}

/* The notes of a page, on a sheet that has room for such. */
static struct lines
notes_of(const struct maker *m, const struct page *page)
{
	if (m->params->height > 0 && m->params->height < NOTES_HEIGHT)
		return (struct lines){ 0 };
	return galley_notes(page, m->ncells, m->params, m->front->arena);
}

/* The rows that a band can have at most, alone on a sheet. */
static int
band_limit(const struct maker *m, const struct page *page)
{
	int rows = m->params->height - m->plan.top;

	if (m->params->height == 0)
		return MAX_ROWS;
	if (page)
		rows -= 1 + (int)notes_of(m, page).n;
	return larger(rows, 1);
}

/*
 * Set an article at the foot of a cell's stack and take it from the queue; not
 * if that makes the stack higher than `limit`, unless it is the first.
 */
static bool
push_story(struct maker *m, struct cell *c, const struct article *a, int limit)
{
	const struct layout_params *p = m->params;
	struct story_frame frame = { .ncolumns = c->span,
		.measure = m->measure,
		.gutter = p->gutter,
		.max_nrows = p->height > 0 ? smaller(p->height, MAX_ROWS)
					   : LEAD_ROWS * 2,
		.is_lead = a == m->lead };

	if (c->nstories == MAX_STACK)
		return false;
	story_set(&c->stories[c->nstories++], m->front->edition, a, &frame, p,
	    m->front->arena);
	if (c->nstories > 1 && stack_nrows(c, story_least_nrows) > limit) {
		c->nstories--;
		return false;
	}
	m->queue++;
	m->nqueue--;
	return true;
}

/*
 * The heights that suit a band: no cell starved, and, if that can be, none
 * with a hole at its foot.
 */
static void
measure_band(struct band *b, int ideal)
{
	int most = 0, full = 0;

	b->least = 1;
	for (int i = 0; i < b->ncells; i++) {
		int tall = stack_nrows(&b->cells[i], story_most_nrows);
		b->least = larger(
		    b->least, stack_nrows(&b->cells[i], story_least_nrows));
		most = i ? smaller(most, tall) : tall;
		full = larger(full, tall);
	}
	b->most = larger(most, b->least);
	b->least = smaller(b->least, full);
	b->most = smaller(b->most, full);
	b->ideal = larger(b->least, smaller(ideal, b->most));
	b->nrows = b->least;
}

/*
 * A short story at the foot of a stack gets the next one below it, if that is
 * not wanted for one of the `ncells` cells that follow.
 */
static void
fill_stack(struct maker *m, struct cell *c, const struct page *page, int ncells)
{
	while (stack_nrows(c, story_most_nrows) < SHORT_ROWS &&
	    count_articles(m, page, ncells + 1) > ncells) {
		const struct article *a = next_article(m, page);
		if (!a || !push_story(m, c, a, band_limit(m, page)))
			return;
	}
}

/* A band of the next stories; fewer than columns share the width. */
static struct band *
make_band(struct maker *m, const struct page *page, int ideal)
{
	struct band *b = arena_one(m->front->arena, struct band);
	int rest = count_articles(m, page, m->ncolumns);
	int column = 0;

	while (rest > 0) {
		struct cell *c = &b->cells[b->ncells];
		const struct article *a = next_article(m, page);
		/* Whoever comes first gets what cannot be shared evenly. */
		int span = (m->ncolumns - column + rest - 1) / rest;
		*c = (struct cell){ .column = column, .span = span };
		push_story(m, c, a, 0);
		b->ncells++;
		column += span;
		rest--;
		fill_stack(m, c, page, rest);
	}
	measure_band(b, ideal);
	return b;
}

/* How many of the columns stand beside the lead, and how deep. */
static int
columns_beside(const struct maker *m)
{
	int n = m->ncolumns;
	int rest = (int)m->nqueue - 1;

	if (n < 3)
		return 0;
	return smaller(n / 2, rest);
}

static struct band *
make_lead_band(struct maker *m, int ideal, bool takes_all)
{
	struct band *b = arena_one(m->front->arena, struct band);
	int beside = columns_beside(m);
	int span = m->ncolumns - beside;
	int depth = larger(1, (ideal + 1) / (STACK_ROWS + 1));

	b->cells[0] = (struct cell){ .column = 0, .span = span };
	push_story(m, &b->cells[0], m->lead, 0);
	b->ncells = 1;
	for (int k = 0; k < beside; k++) {
		struct cell *c = &b->cells[b->ncells++];
		int share = ((int)m->nqueue + beside - k - 1) / (beside - k);
		int n = smaller(
		    takes_all ? share : smaller(share, depth), MAX_STACK);
		*c = (struct cell){ .column = span + k, .span = 1 };
		for (int i = 0; i < larger(n, 1) && m->nqueue > 0; i++)
			push_story(
			    m, c, next_article(m, NULL), band_limit(m, NULL));
	}
	measure_band(b, ideal);
	/* The lead is what the band is for: it may be as tall as it likes. */
	b->ideal = larger(b->least, ideal);
	return b;
}

/* --- sheets -------------------------------------------------------------- */

static struct front_sheet *
add_sheet(struct front *f)
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

static void
put_rule(struct front_sheet *sheet, enum put_kind kind, int row, int col, int n)
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
put_cell(struct maker *m, struct front_sheet *sheet, const struct cell *c,
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
			put_rule(sheet, PUT_ROW, row++, col, story_ncells(s));
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
	struct lines l = notes_of(m, page);

	for (size_t i = 0; i < l.n; i++)
		puts_add(&sheet->puts,
		    &(struct put){ .kind = PUT_LINE,
			.row = row + (int)i,
			.col = m->left,
			.n = m->ncells,
			.line = &l.at[i] });
	return (int)l.n;
}

/* Rows that a band takes besides its own. */
static int
overhead(const struct maker *m, const struct band *b, bool is_first)
{
	int n = is_first ? 0 : 1;

	if (b->heading)
		n++;
	if (b->notes)
		n += (int)galley_notes(
		    b->notes, m->ncells, m->params, m->front->arena)
			 .n;
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

static int
put_band(
    struct maker *m, struct front_sheet *sheet, const struct band *b, int row)
{
	if (b->heading)
		row += put_heading(m, sheet, b->heading, row);
	for (int i = 0; i < b->ncells; i++) {
		const struct cell *c = &b->cells[i];
		int col = m->left +
		    c->column * (m->measure + m->params->gutter) -
		    m->params->gutter + m->params->gutter / 2;
		if (i > 0)
			put_rule(sheet, PUT_COL, row, col, b->nrows);
		put_cell(m, sheet, c, row, b->nrows);
	}
	row += b->nrows;
	if (b->notes)
		row += put_notes(m, sheet, b->notes, row);
	return row;
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
		sheet = add_sheet(f);
	if (m->params->height > 0)
		share_rows(plan, m->params->height - plan->top - plan->used);
	else
		for (size_t i = 0; i < plan->n; i++)
			plan->bands[i]->nrows = plan->bands[i]->ideal;
	for (size_t i = 0; i < plan->n; i++) {
		if (i > 0)
			put_rule(sheet, PUT_ROW, row++, m->left, m->ncells);
		row = put_band(m, sheet, plan->bands[i], row);
	}
	sheet->nrows = row;
	plan->n = 0;
	plan->used = 0;
	plan->top = 0;
}

/* Plan a band for this sheet, or for the next one if it has no room. */
static void
plan_band(struct maker *m, struct band *b)
{
	struct plan *plan = &m->plan;
	int room = m->params->height - plan->top - plan->used;
	int need = b->least + overhead(m, b, plan->n == 0);

	if (m->params->height > 0 && need > room && plan->n > 0) {
		flush_plan(m);
		need = b->least + overhead(m, b, true);
		room = m->params->height;
	}
	if (m->params->height > 0 && need > room) {
		/* Not even alone: what there is must do. */
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
	int n = e->npages == 1 ? (int)notes_of(m, &e->pages[0]).n : 0;

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
	int beside = columns_beside(m);
	int capacity = beside * larger(1, (room + 1) / (STACK_ROWS + 1));
	bool takes_all = beside > 0 && (int)m->nqueue - 1 <= capacity &&
	    (int)m->nqueue - 1 <= beside * MAX_STACK;
	int ideal =
	    height > 0 ? larger(room * 2 / 5, LOW_LEAD_ROWS) : LEAD_ROWS;

	if (takes_all && height > 0)
		ideal = room;
	plan_band(m, make_lead_band(m, ideal, takes_all));
	/* Too little for one more band goes to those above. */
	room -= m->plan.bands[0]->ideal + 1;
	while (m->nqueue > 0 && room >= SHORT_ROWS) {
		struct band *b = make_band(m, NULL, IDEAL_ROWS);
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

	sort_queue(m);
	for (size_t i = 0; i < e->npages && m->nqueue > 0; i++) {
		const struct page *page = &e->pages[i];
		bool is_first = true;
		while (count_articles(m, page, 1) > 0) {
			struct band *b = make_band(m, page, IDEAL_ROWS);
			if (is_first && (page->label || page->name))
				b->heading = page;
			is_first = false;
			if (count_articles(m, page, 1) == 0)
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
	struct front_sheet *sheet = add_sheet(f);

	set_grid(&m);
	m.plan.top = nameplate_put(
	    &sheet->puts, f->edition, m.params, m.left, m.ncells, f->arena);
	sheet->nrows = m.plan.top;
	if (f->edition->narticles > 0) {
		set_queue(&m);
		make_first(&m);
		if (m.params->height > 0)
			flush_plan(&m);
		make_rest(&m);
		flush_plan(&m);
		set_order(f);
	}
	free(m.plan.bands);
}
