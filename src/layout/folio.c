#include "src/layout/folio.h"

#include <stdbool.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/layout/canvas.h"
#include "src/layout/words.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

/* What stands at the left, in this order. */
enum part { PART_PAPER, PART_DATE, PART_PAGE, PART_SECTION, PART_COUNT };

enum { PART_GAP = 2 }; /* cells between two of them */

static void
add_date(struct buf *b, const struct edition *e, const char *language)
{
	struct date date;

	if (e->date && date_parse(&date, e->date))
		date_add_long(b, date, e->language ? e->language : language);
	else if (e->date)
		buf_adds(b, e->date);
}

static void
add_page(struct buf *b, const struct page *page)
{
	if (page->label)
		buf_adds(b, page->label);
	if (page->label && page->name)
		buf_addc(b, ' ');
	if (page->name)
		buf_adds(b, page->name);
}

static void
fill_parts(struct buf parts[PART_COUNT], const struct folio *f)
{
	const struct edition *e = f->edition;

	if (e->title)
		buf_adds(&parts[PART_PAPER], e->title);
	add_date(&parts[PART_DATE], e, f->language);
	if (f->article) {
		const struct page *page = article_page(e, f->article);
		const char *section = NULL;
		add_page(&parts[PART_PAGE], page);
		if (f->article->section < page->nsections)
			section = page->sections[f->article->section].name;
		/* A page of one section is often called like it. */
		if (section && !(page->name && !strcmp(page->name, section)))
			buf_adds(&parts[PART_SECTION], section);
	} else if (f->name) {
		buf_adds(&parts[PART_PAGE], f->name);
	}
}

static int
parts_ncells(const struct buf parts[PART_COUNT], int ambiguous)
{
	int sum = 0;

	for (int i = 0; i < PART_COUNT; i++)
		if (parts[i].n)
			sum += (sum ? PART_GAP : 0) +
			    (int)glyph_ncells(
				parts[i].bytes, parts[i].n, ambiguous);
	return sum;
}

/* Leave out what matters least until the rest fits. */
static void
thin_out(struct buf parts[PART_COUNT], int room, int ambiguous)
{
	static const enum part least_first[] = { PART_SECTION, PART_PAPER,
		PART_DATE };

	for (size_t i = 0; i < sizeof least_first / sizeof *least_first; i++)
		if (parts_ncells(parts, ambiguous) > room)
			buf_cut(&parts[least_first[i]], 0);
}

/* "2/5", or "40%" as long as nobody knows how many sheets there are. */
static void
add_count(struct buf *b, const struct folio *f)
{
	if (f->nsheets > 0)
		buf_addf(b, "%zu/%zu", f->sheet + 1, f->nsheets);
	else if (f->is_counting)
		buf_addf(b, "%u%%", f->percent);
}

void
folio_add_read(struct buf *b, size_t nread, size_t narticles, unsigned seconds,
    const char *language)
{
	words_add_read(b, nread, narticles, language);
	if (seconds == 0)
		return;
	buf_adds(b, lang_is_east_asian(language) ? "，" : ", ");
	words_add_left(b, seconds, language);
}

/* "2/5  3 min left", "12 of 27 read, 35 min left  2/5" */
static void
add_how_far(struct buf *b, const struct folio *f)
{
	if (f->narticles > 0) {
		folio_add_read(
		    b, f->nread, f->narticles, f->seconds, f->language);
		if (f->nsheets > 0)
			buf_adds(b, "  ");
		add_count(b, f);
		return;
	}
	add_count(b, f);
	if (b->n > 0 && f->seconds > 0)
		buf_adds(b, "  ");
	if (f->seconds > 0)
		words_add_left(b, f->seconds, f->language);
}

/*
 * How far, in words if they leave `left` cells.  Returns the cells that it took,
 * with a gap before it.
 */
static int
draw_right(struct canvas *c, int row, int col, int ncells, int left,
    const struct folio *f)
{
	struct buf b;
	const char *marks = !f->is_clipped ? "*"
	    : f->is_bookmarked             ? "*+"
					   : "+";
	int nmarks = (f->is_bookmarked != 0) + (f->is_clipped != 0);
	int mark = nmarks > 0 ? nmarks + 1 : 0; /* and a gap */

	buf_init(&b);
	add_how_far(&b, f);
	int n = (int)glyph_ncells(buf_str(&b), b.n, c->ambiguous);
	if (n + mark + (left ? PART_GAP + left : 0) > ncells) {
		/* Too narrow for words: the count alone. */
		buf_cut(&b, 0);
		add_count(&b, f);
		n = (int)b.n;
	}
	if (mark)
		canvas_text(c, row, col + ncells - n - mark, nmarks, marks,
		    (size_t)nmarks, ROLE_BOOKMARK);
	canvas_label(c, row, col + ncells - n, n, buf_str(&b), ROLE_FOLIO);
	buf_fini(&b);
	return n + mark > 0 ? n + mark + PART_GAP : 0;
}

void
folio_draw(
    struct canvas *c, int row, int col, int ncells, const struct folio *f)
{
	struct buf parts[PART_COUNT];
	int room, left, x = col;

	canvas_fill(c, row, col, 1, ncells, ROLE_FOLIO);
	for (int i = 0; i < PART_COUNT; i++)
		buf_init(&parts[i]);
	fill_parts(parts, f);
	left = (int)glyph_ncells(
	    buf_str(&parts[PART_PAGE]), parts[PART_PAGE].n, c->ambiguous);
	room = ncells - draw_right(c, row, col, ncells, left, f);
	thin_out(parts, room, c->ambiguous);
	for (int i = 0; i < PART_COUNT; i++) {
		if (parts[i].n && x < col + room)
			x += PART_GAP +
			    canvas_label(c, row, x, col + room - x,
				buf_str(&parts[i]), ROLE_FOLIO);
		buf_fini(&parts[i]);
	}
}
