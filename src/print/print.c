#include "src/print/print.h"

#include <stdint.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/layout/canvas.h"
#include "src/layout/column.h"
#include "src/layout/front.h"
#include "src/layout/galley.h"
#include "src/layout/sheet.h"
#include "src/print/ansi.h"
#include "src/print/text.h"
#include "src/text/lang.h"

/*
 * A sheet without a height may have a million rows; they are drawn and written
 * so many at a time.
 */
enum { STRIP_ROWS = 256 };

enum {
	/* What is set at a time of an article in one column. */
	STRETCH_BYTES = 64 * 1024,
	/* Output is written away when there is so much of it. */
	FLUSH_BYTES = 64 * 1024,
};

struct printer {
	struct buf *out;
	const struct edition *edition;
	const struct print_options *options;
	struct layout_params params;
	struct ansi ink;
	const struct ansi *ansi; /* NULL: plain */
	int is_begun;            /* something was written */
	int is_stopped;          /* nobody wants more */
};

/* --- pieces -------------------------------------------------------------- */

static void
begin_canvas(const struct printer *p, struct canvas *c, int nrows, int ncols)
{
	canvas_init(c, nrows, ncols, p->params.ambiguous);
	c->logical = !p->params.bidi;
}

static void
feed_form(struct printer *p)
{
	if (p->is_begun)
		buf_addc(p->out, '\f');
	p->is_begun = 1;
}

static void
flush(struct printer *p)
{
	const struct print_options *o = p->options;

	if (o->flush && p->out->n >= FLUSH_BYTES && !p->is_stopped)
		p->is_stopped = o->flush(p->out, o->flush_to) != 0;
}

/* A row of nothing, unless it would be the first. */
static void
skip_row(struct printer *p)
{
	if (p->is_begun)
		buf_addc(p->out, '\n');
}

static void
print_lines(struct printer *p, const struct lines *l, struct column part,
    int measure, const struct article *a)
{
	struct canvas c;

	/* A mark may hang out, a cluster may be wider than the measure. */
	begin_canvas(p, &c, 1, measure + 4);
	for (size_t i = 0; i < column_nrows(&part); i++) {
		const struct line *line = &l->at[column_line(&part, i)];
		p->is_begun = 1;
		if (!p->ansi && text_add_line(p->out, line, measure, c.ncols))
			continue;
		canvas_clear(&c);
		canvas_line(&c, 0, 0, measure, line, a, NULL);
		text_add_rows(p->out, &c, 0, 1, p->ansi);
	}
	canvas_fini(&c);
}

static void
print_all_lines(struct printer *p, const struct lines *l, int measure,
    const struct article *a)
{
	print_lines(p, l, (struct column){ .n = l->n }, measure, a);
}

static void
print_rule(struct printer *p, int width)
{
	struct canvas c;

	if (p->params.rule == RULE_NONE || p->params.linear)
		return;
	begin_canvas(p, &c, 1, width);
	canvas_hrule(
	    &c, 0, 0, width, layout_has_line_rules(&p->params), ROLE_RULE);
	text_add_rows(p->out, &c, 0, 1, p->ansi);
	canvas_fini(&c);
}

/* "A08 汽车" over a rule: where a page of the paper begins. */
static void
print_page_heading(struct printer *p, const struct page *page, int width)
{
	struct canvas c;
	int col = 0;

	if (!page->label && !page->name)
		return;
	skip_row(p);
	begin_canvas(p, &c, 1, width);
	if (page->label)
		col = canvas_label(&c, 0, 0, width, page->label, ROLE_SECTION);
	if (page->name)
		canvas_label(&c, 0, col ? col + 1 : 0, width - col - 1,
		    page->name, ROLE_SECTION);
	text_add_rows(p->out, &c, 0, 1, p->ansi);
	canvas_fini(&c);
	print_rule(p, width);
	p->is_begun = 1;
}

/* --- articles ------------------------------------------------------------ */

static int
columns_of(const struct printer *p, const struct article *a, int *measure)
{
	const char *l = article_language(p->edition, a);

	for (size_t i = 0; !l && i < a->nblocks; i++)
		l = lang_guess(a->blocks[i].text, a->blocks[i].nbytes);
	return layout_columns(&p->params, l, measure);
}

/*
 * The end of a stretch of blocks that can be set by itself: between two
 * paragraphs nothing stands.
 */
static size_t
stretch_end(const struct article *a, size_t first)
{
	size_t nbytes = 0;

	for (size_t i = first; i + 1 < a->nblocks; i++) {
		nbytes += a->blocks[i].nbytes;
		if (nbytes >= STRETCH_BYTES &&
		    a->blocks[i].type == BLOCK_PARAGRAPH &&
		    a->blocks[i + 1].type == BLOCK_PARAGRAPH)
			return i + 1;
	}
	return a->nblocks;
}

static void
print_one_column(struct printer *p, const struct article *a)
{
	struct arena *arena = arena_new();
	struct galley_spec spec = {
		.edition = p->edition,
		.article = a,
		.measure = p->options->measure,
		.with_head = true,
	};

	skip_row(p);
	do {
		spec.end = stretch_end(a, spec.first);
		struct galley *g = galley_open(&spec, &p->params, arena);
		galley_more(g, SIZE_MAX);
		struct lines l = galley_lines(g);
		print_all_lines(p, &l, spec.measure, a);
		galley_close(g);
		arena_reset(arena);
		flush(p);
		spec.first = spec.end;
	} while (spec.first < a->nblocks && !p->is_stopped);
	arena_free(arena);
}

static void
print_fed_columns(struct printer *p, const struct article *a)
{
	struct arena *arena = arena_new();
	int measure;
	int n = columns_of(p, a, &measure);
	struct lines l =
	    galley_article(p->edition, a, measure, &p->params, arena);
	struct columns c = p->params.height
	    ? column_fill(&l, (size_t)p->params.height, arena)
	    : column_balance(&l, 0, l.n, (size_t)n, 0, arena);

	for (size_t i = 0; i < c.n; i++) {
		feed_form(p);
		print_lines(p, &l, c.at[i], measure, a);
	}
	arena_free(arena);
}

static void
print_sheets(struct printer *p, const struct article *a)
{
	struct sheets *s = sheets_new(p->edition, a->index, &p->params);
	struct canvas c;

	begin_canvas(p, &c, STRIP_ROWS, p->params.width);
	for (size_t i = 0; i != SHEETS_NONE; i = sheets_next(s, i)) {
		int nrows = sheets_nrows(s, i);
		if (p->params.height)
			feed_form(p);
		else
			skip_row(p);
		for (int row = 0; row < nrows; row += STRIP_ROWS) {
			canvas_clear(&c);
			sheets_draw(s, i, &c, -row, 0, NULL);
			text_add_rows(p->out, &c, 0, nrows - row, p->ansi);
		}
		p->is_begun = 1;
	}
	canvas_fini(&c);
	sheets_free(s);
}

/* --- the views ----------------------------------------------------------- */

static void
print_article(struct printer *p, const struct article *a)
{
	if (p->options->measure > 0)
		print_one_column(p, a);
	else if (p->options->form_feed)
		print_fed_columns(p, a);
	else
		print_sheets(p, a);
	flush(p);
}

static void
print_notes(struct printer *p, const struct page *page)
{
	struct arena *arena = arena_new();
	int measure = p->options->measure;

	if (measure <= 0 && p->options->form_feed && page->nsections &&
	    page->sections[0].narticles)
		columns_of(p, page->sections[0].articles[0], &measure);
	if (measure <= 0) /* a mark may hang out */
		measure = p->params.width - p->params.hang;
	struct lines l = galley_notes(page, measure, &p->params, arena);
	int is_fed = p->options->form_feed || p->params.height > 0;
	if (l.n && is_fed && p->options->measure <= 0)
		feed_form(p);
	else if (l.n)
		skip_row(p);
	print_all_lines(p, &l, measure, NULL);
	arena_free(arena);
}

static void
print_pages(struct printer *p)
{
	const struct edition *e = p->edition;
	int is_for_checkers = p->options->measure > 0 || p->options->form_feed;

	for (size_t i = 0, k = 0; i < e->npages && !p->is_stopped; i++) {
		int with_rules = !is_for_checkers && !p->params.height;
		size_t first = k;
		if (with_rules)
			print_page_heading(p, &e->pages[i], p->params.width);
		/* Articles stand in the order of the source, page by page. */
		for (; k < e->narticles && e->articles[k]->page <= i &&
		     !p->is_stopped;
		     k++) {
			if (with_rules && k > first) {
				skip_row(p);
				print_rule(p, p->params.width);
			}
			print_article(p, e->articles[k]);
		}
		print_notes(p, &e->pages[i]);
	}
}

static void
print_front(struct printer *p)
{
	struct front *f = front_new(p->edition, &p->params);

	for (size_t i = 0; i < front_count(f); i++) {
		int nrows = front_nrows(f, i);
		struct canvas c;

		if (p->params.height)
			feed_form(p);
		begin_canvas(p, &c, STRIP_ROWS, p->params.width);
		for (int row = 0; row < nrows; row += STRIP_ROWS) {
			canvas_clear(&c);
			front_draw(f, i, &c, -row, 0, NULL, NULL);
			text_add_rows(p->out, &c, 0, nrows - row, p->ansi);
		}
		p->is_begun = 1;
		canvas_fini(&c);
	}
	front_free(f);
}

void
print_edition(
    struct buf *out, const struct edition *e, const struct print_options *o)
{
	struct printer p = {
		.out = out, .edition = e, .options = o, .params = o->params
	};

	if (o->with_ink) {
		ansi_init(&p.ink, o->palette, o->depth);
		p.ansi = &p.ink;
	}
	if (o->view == PRINT_LINEAR)
		p.params.linear = true;
	if (o->view == PRINT_FRONT)
		print_front(&p);
	else if (o->article >= 0 && (size_t)o->article < e->narticles)
		print_article(&p, e->articles[o->article]);
	else if (o->article < 0)
		print_pages(&p);
}
