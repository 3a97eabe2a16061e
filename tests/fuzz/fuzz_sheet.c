/*
 * From text to cells: the front page and the sheets of an edition at any size.
 *
 * Every row of a canvas is whole, nothing is drawn outside of a sheet, sheets
 * follow one another and find themselves again, the front knows all articles
 * and shows each story once,
 * and a print of so many cells has no longer line, in any view.
 */
#include <stdbool.h>
#include <string.h>

#include "content/reader.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/edition.h"
#include "src/layout/canvas.h"
#include "src/layout/front.h"
#include "src/layout/params.h"
#include "src/layout/sheet.h"
#include "src/print/print.h"
#include "src/text/glyph.h"
#include "src/text/width.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/dump.h"

enum {
	MARGIN = 2,          /* around a sheet, to see what sticks out */
	MOST_CELLS = 400000, /* a sheet as tall as needed can be endless */
	MOST_SHEETS = 12,
	MOST_ARTICLES = 6,
};

static void
cell_holds(const struct canvas *c, const struct cell *at)
{
	int ncells = 0;

	HOLDS(at->nbytes == strlen(at->bytes) && at->nbytes < CELL_BYTES);
	HOLDS(at->role < ROLE_COUNT);
	fuzz_harmless(at->bytes, at->nbytes, false);
	for (const char *s = at->bytes; *s;)
		ncells += width_cp(utf8_next(&s), c->ambiguous);
	HOLDS(ncells == at->ncells);
}

static bool
is_blank(const struct cell *at)
{
	return at->ncells == 1 && !strcmp(at->bytes, " ") &&
	    at->role == ROLE_TEXT;
}

static void
canvas_holds(struct canvas *c)
{
	for (int row = 0; row < c->nrows; row++) {
		for (int col = 0; col < c->ncols;) {
			const struct cell *at = canvas_at(c, row, col);
			bool margin = row < MARGIN || col < MARGIN ||
			    row >= c->nrows - MARGIN ||
			    col >= c->ncols - MARGIN;
			cell_holds(c, at);
			HOLDS(!margin || is_blank(at));
			int most = at->is_unsure ? CELL_MOST : 2;
			HOLDS(at->ncells > 0 && at->ncells <= most);
			int first = col;
			col += at->ncells;
			HOLDS(col <= c->ncols);
			for (int x = first + 1; x < col; x++)
				HOLDS(canvas_at(c, row, x)->ncells == 0);
		}
	}
}

/* A canvas for a sheet with room around it; false if it is too large. */
static bool
open_canvas(struct canvas *c, const struct layout_params *p, int nrows)
{
	HOLDS(nrows >= 0);
	HOLDS(p->height == 0 || nrows <= p->height);
	if ((long)nrows * p->width > MOST_CELLS)
		return false;
	canvas_init(c, nrows + 2 * MARGIN, p->width + 2 * MARGIN, p->ambiguous);
	return true;
}

static void
front_holds(const struct edition *e, const struct layout_params *p)
{
	struct front *f = front_new(e, p);
	const struct front_marks marks = { .selected = -1 };
	struct front_spot spot;
	struct anchor to;
	struct canvas c;

	HOLDS(front_count(f) >= 1);
	HOLDS(front_narticles(f) == e->narticles - e->ntwins);
	for (size_t i = 0; i < front_narticles(f); i++) {
		HOLDS(front_article(f, i) < e->narticles);
		HOLDS(!e->articles[front_article(f, i)]->twin);
	}
	for (size_t i = 0; i < e->narticles; i++) {
		const struct article *twin = e->articles[i]->twin;
		HOLDS(!twin || twin->index < i);
		HOLDS(front_find(f, i) < front_count(f));
		if (front_jump(f, i, &to)) {
			HOLDS(to.article == (twin ? twin->index : i));
			HOLDS(to.block < e->articles[i]->nblocks);
		}
	}
	for (size_t i = 0; i < front_count(f) && i < MOST_SHEETS; i++) {
		if (!open_canvas(&c, p, front_nrows(f, i)))
			continue;
		front_draw(f, i, &c, MARGIN, MARGIN, &marks, NULL);
		canvas_holds(&c);
		canvas_fini(&c);
		for (int col = -1; col <= p->width; col++)
			if (front_hit(f, i, col % 40, col, &spot))
				HOLDS(spot.article < e->narticles);
	}
	front_free(f);
}

static void
hits_hold(struct sheets *s, size_t i, const struct edition *e,
    const struct article *a, const struct layout_params *p)
{
	for (int row = 0; row < sheets_nrows(s, i) && row < 50; row++) {
		struct anchor at;
		if (sheets_hit(s, i, row, row * 7 % p->width, &at) < 0)
			continue;
		HOLDS(e->articles[at.article] == a);
		HOLDS(at.block <= a->nblocks);
	}
}

static void
sheets_hold(
    const struct edition *e, size_t index, const struct layout_params *p)
{
	const struct article *a = e->articles[index];
	struct sheets *s = sheets_new(e, index, p);
	size_t n = sheets_count(s);
	struct anchor before = { (uint32_t)index, 0, 0 };
	struct canvas c;

	HOLDS(n >= 1 && (p->height > 0 || n == 1));
	HOLDS(sheets_ncolumns(s) >= 1);
	HOLDS(sheets_measure(s) >= 1);
	HOLDS(sheets_are_vertical(s) || sheets_measure(s) <= p->width);
	for (size_t i = 0; i < n; i++) {
		struct anchor at = sheets_anchor(s, i);
		HOLDS(at.article == index && at.block <= a->nblocks);
		HOLDS(i == 0 || anchor_compare(before, at) <= 0);
		HOLDS(sheets_find(s, at) < n);
		HOLDS(i == 0 ||
		    sheets_seconds_left(s, i) <= sheets_seconds_left(s, i - 1));
		before = at;
	}
	for (size_t i = 0; i < n && i < MOST_SHEETS; i++) {
		if (!open_canvas(&c, p, sheets_nrows(s, i)))
			continue;
		sheets_draw(s, i, &c, MARGIN, MARGIN, NULL);
		canvas_holds(&c);
		canvas_fini(&c);
		hits_hold(s, i, e, a, p);
	}
	sheets_free(s);
}

static void
print_holds(const struct edition *e, const struct layout_params *p,
    enum print_view view, int measure)
{
	struct print_options options = {
		.view = view,
		.article = -1,
		.params = *p,
		.measure = measure,
		.palette = &palette_plain,
	};
	struct buf out;

	buf_init(&out);
	if (measure)
		options.params.hang = 0;
	options.params.linear = view == PRINT_LINEAR;
	print_edition(&out, e, &options);
	for (size_t i = 0; i < out.n; i++)
		if (out.bytes[i] == '\f') /* parts sheets */
			out.bytes[i] = '\n';
	fuzz_harmless(buf_str(&out), out.n, true);
	for (const char *s = buf_str(&out); *s;) {
		size_t n = strcspn(s, "\n");
		HOLDS(glyph_ncells(s, n, p->ambiguous) <= (size_t)p->width);
		s += n + (s[n] == '\n');
	}
	buf_fini(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct layout_params params;
	struct buf text;

	fuzz_layout_params(&params, &in);
	const struct reader *reader =
	    fuzz_take(&in, 2) ? &reader_text : &reader_native;
	buf_init(&text);
	fuzz_text(&text, &in);
	struct edition *e =
	    dump_read(reader, text.bytes, text.n, "input", NULL);
	if (e) {
		front_holds(e, &params);
		for (size_t i = 0; i < e->narticles && i < MOST_ARTICLES; i++)
			sheets_hold(e, i, &params);
		print_holds(e, &params, PRINT_EDITION, params.width);
		print_holds(e, &params, PRINT_EDITION, 0);
		print_holds(e, &params, PRINT_FRONT, 0);
		print_holds(e, &params, PRINT_LINEAR, 0);
	}
	edition_free(e);
	buf_fini(&text);
	return 0;
}
