#include "src/layout/sheet.h"

#include <assert.h>
#include <stdlib.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/canvas.h"
#include "src/layout/galley.h"
#include "src/layout/sheet_int.h"
#include "src/layout/vertical.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

/*
 * A sheet's number is that of its part and its own in the part.  There are at
 * most PARTS_MAX parts, and 60 MB of text on sheets of 20x3, each row with two
 * characters at least, make less than 2^24 sheets.
 */
enum {
	SHEET_BITS = 24,
	SHEETS_A_PART = 1 << SHEET_BITS,
	/* Text whose reading time is counted in one go: some 0.1 ms. */
	TIMED_BYTES = 32 * 1024,
};

static size_t
number_of(size_t part, size_t nth)
{
	return part << SHEET_BITS | nth;
}

/* --- places in the text -------------------------------------------------- */

/* A place just after `at`, by one cluster. */
static struct anchor
anchor_after(const struct article *a, struct anchor at)
{
	struct glyph g;

	if (at.block >= a->nblocks) {
		at.byte++;
		return at;
	}
	const struct block *b = &a->blocks[at.block];
	if (at.byte < b->nbytes)
		at.byte += (uint32_t)glyph_next(
		    &g, b->text + at.byte, b->nbytes - at.byte, 1);
	if (at.byte >= b->nbytes)
		at = (struct anchor){ at.article, at.block + 1, 0 };
	return at;
}

/*
 * Every sheet gets a place of its own, in order, so that whoever remembers the
 * place gets back the sheet.  A sheet that shows none of the blocks, the rest of
 * a very long head, borrows the text's first clusters; one that shows only what
 * layout added below the text is past its end.
 */
static void
set_anchors(const struct sheets *s, struct part *part, bool is_head)
{
	uint32_t index = (uint32_t)s->article->index;

	for (; part->nplaced < part->n; part->nplaced++) {
		struct sheet *sheet = &part->at[part->nplaced];
		struct anchor at = { index, (uint32_t)part->span.first, 0 };
		if (part->nplaced > 0) {
			struct anchor last = sheet[-1].anchor;
			if (!s->way->first_place(part, sheet, &at))
				at = is_head
				    ? last
				    : (struct anchor){ index,
					      (uint32_t)s->article->nblocks,
					      0 };
			if (anchor_compare(at, last) <= 0)
				at = anchor_after(s->article, last);
		}
		sheet->anchor = at;
	}
}

/* --- parts --------------------------------------------------------------- */

struct sheet *
sheet_add(struct part *part)
{
	assert(part->n < SHEETS_A_PART);
	part->at = mem_grow(part->at, part->n, &part->cap, sizeof *part->at);
	part->at[part->n] = (struct sheet){ 0 };
	return &part->at[part->n++];
}

static void
drop(struct part *part)
{
	galley_close(part->galley);
	arena_free(part->arena);
	free(part->at);
	*part = (struct part){
		.span = part->span,
		.skipped = part->skipped,
		.nsheets = part->nsheets,
	};
}

static size_t
part_nbytes(const struct part *part)
{
	size_t nlines = part->is_done ? 0 : part->body.n;

	if (!part->arena)
		return 0;
	return arena_nbytes(part->arena) + part->cap * sizeof *part->at +
	    nlines * sizeof *part->body.at;
}

/* Drop what is furthest from the reader, until the rest is within bounds. */
static void
keep_bounds(struct sheets *s)
{
	size_t sum = sheets_nbytes(s);
	size_t lo = 0, hi = s->nparts - 1;

	while (sum > SHEETS_BYTES && lo < hi) {
		bool is_lower = s->here - lo > hi - s->here;
		struct part *part = &s->parts[is_lower ? lo++ : hi--];
		sum -= part_nbytes(part);
		drop(part);
	}
}

static void
grow(struct sheets *s, struct part *part)
{
	bool is_new = !part->arena;

	if (is_new) {
		part->arena = arena_new();
		s->way->begin(s, part);
	} else if (!part->is_done) {
		s->way->add(s, part);
	}
	set_anchors(s, part, is_new);
	if (part->is_done)
		part->nsheets = part->n;
}

/* Have sheets up to the `nth` of a part, if it has as many. */
static struct part *
have(struct sheets *s, size_t p, size_t nth)
{
	struct part *part = &s->parts[p];

	s->here = p;
	if (!part->arena) {
		keep_bounds(s);
		grow(s, part);
	}
	while (!part->is_done && part->n <= nth)
		grow(s, part);
	return part;
}

static struct part *
have_all(struct sheets *s, size_t p)
{
	return have(s, p, SIZE_MAX);
}

static struct sheet_view
view_of(struct sheets *s, size_t i)
{
	size_t nth = i & (SHEETS_A_PART - 1);
	const struct part *part = have(s, i >> SHEET_BITS, nth);

	assert(nth < part->n);
	return (struct sheet_view){ s, part, &part->at[nth] };
}

/* How many sheets a part has. */
static size_t
count_in(struct sheets *s, size_t p)
{
	size_t here = s->here;

	if (s->parts[p].nsheets == 0) {
		have_all(s, p);
		s->here = here;
	}
	return s->parts[p].nsheets;
}

/* --- the whole ----------------------------------------------------------- */

static void
cut_into_parts(struct sheets *s)
{
	struct part_span spans[PARTS_MAX];

	s->nparts = parts_cut(spans, s->article);
	/* One sheet, however high, has one part. */
	if (s->params.height == 0) {
		s->nparts = 1;
		spans[0].end = s->article->nblocks;
	}
	s->parts = xcalloc(s->nparts, sizeof *s->parts);
	for (size_t i = 0; i < s->nparts; i++) {
		s->parts[i].span = spans[i];
		s->parts[i].skipped = s->nbytes;
		s->nbytes += spans[i].nbytes;
	}
}

struct sheets *
sheets_new(
    const struct edition *e, size_t index, const struct layout_params *params)
{
	struct sheets *s = xcalloc(1, sizeof *s);

	s->edition = e;
	s->article = e->articles[index];
	s->params = *params;
	s->params.hang = layout_hang(params);
	s->way = vertical_is_for(s) ? &sheet_vertical : &sheet_horizontal;
	s->way->plan(s);
	cut_into_parts(s);
	return s;
}

void
sheets_free(struct sheets *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->nparts; i++)
		drop(&s->parts[i]);
	free(s->parts);
	free(s->seconds);
	free(s);
}

bool
sheets_are_vertical(const struct sheets *s)
{
	return s->way == &sheet_vertical;
}

int
sheets_ncolumns(const struct sheets *s)
{
	return s->ncolumns;
}

int
sheets_measure(const struct sheets *s)
{
	return s->measure;
}

size_t
sheets_nbytes(const struct sheets *s)
{
	size_t sum = sizeof *s;

	for (size_t i = 0; i < s->nparts; i++)
		sum += sizeof *s->parts + part_nbytes(&s->parts[i]);
	if (s->seconds)
		sum += s->article->nblocks * sizeof *s->seconds;
	return sum;
}

size_t
sheets_text_nbytes(const struct sheets *s)
{
	return s->nbytes;
}

/* --- from sheet to sheet ---------------------------------------------------- */

size_t
sheets_next(struct sheets *s, size_t i)
{
	size_t p = i >> SHEET_BITS;
	size_t nth = (i & (SHEETS_A_PART - 1)) + 1;

	if (nth < have(s, p, nth)->n)
		return number_of(p, nth);
	return p + 1 < s->nparts ? number_of(p + 1, 0) : SHEETS_NONE;
}

size_t
sheets_prev(struct sheets *s, size_t i)
{
	size_t p = i >> SHEET_BITS;

	if (i & (SHEETS_A_PART - 1))
		return i - 1;
	return p > 0 ? number_of(p - 1, have_all(s, p - 1)->n - 1)
		     : SHEETS_NONE;
}

size_t
sheets_last(struct sheets *s)
{
	size_t p = s->nparts - 1;

	return number_of(p, have_all(s, p)->n - 1);
}

size_t
sheets_count(struct sheets *s)
{
	size_t sum = 0;

	for (size_t p = 0; p < s->nparts; p++)
		sum += count_in(s, p);
	return sum;
}

size_t
sheets_nth(struct sheets *s, size_t n)
{
	for (size_t p = 0; p < s->nparts; p++) {
		const struct part *part = &s->parts[p];
		if (part->nsheets == 0 || n < part->nsheets)
			part = have(s, p, n);
		if (n < part->n)
			return number_of(p, n);
		n -= part->nsheets;
	}
	return sheets_last(s);
}

int
sheets_nrows(struct sheets *s, size_t i)
{
	return view_of(s, i).sheet->nrows;
}

struct anchor
sheets_anchor(struct sheets *s, size_t i)
{
	return view_of(s, i).sheet->anchor;
}

/* The sheet with the line of the head that a place names. */
static size_t
find_in_head(struct sheets *s, struct anchor at)
{
	const struct part *part = have(s, 0, 0);
	unsigned line_part = PART_KICKER + (at.block - HIGHLIGHT_HEAD);
	struct anchor first;
	size_t found = 0;

	for (size_t i = 0; i < part->n; i++) {
		if (s->way->shows_head(part, &part->at[i], line_part, at.byte))
			found = i;
		if (s->way->first_place(part, &part->at[i], &first))
			break;
	}
	return found;
}

size_t
sheets_find(struct sheets *s, struct anchor at)
{
	size_t p = 0;

	at.article = (uint32_t)s->article->index;
	if (at.block >= HIGHLIGHT_HEAD)
		return find_in_head(s, at);
	while (p + 1 < s->nparts && s->parts[p].span.end <= at.block)
		p++;

	/* It is known to be on a sheet when the next one begins beyond it. */
	struct part *part = have(s, p, 0);
	while (!part->is_done &&
	    anchor_compare(part->at[part->n - 1].anchor, at) <= 0)
		grow(s, part);

	size_t lo = 0, hi = part->n;
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (anchor_compare(part->at[mid].anchor, at) <= 0)
			lo = mid;
		else
			hi = mid;
	}
	return number_of(p, lo);
}

int
sheets_hit(struct sheets *s, size_t i, int row, int col, struct anchor *at)
{
	struct sheet_view v = view_of(s, i);

	return s->way->hit(&v, row, col, at);
}

void
sheets_draw(struct sheets *s, size_t i, struct canvas *c, int row, int col,
    const struct highlights *lit)
{
	struct sheet_view v = view_of(s, i);

	s->way->draw(&v, c, row, col, lit);
}

/* --- how far ---------------------------------------------------------------- */

/*
 * Count the reading time of some more blocks, from the last one upwards; false
 * when all have theirs.
 */
static bool
time_blocks(struct sheets *s, size_t nbytes)
{
	const struct article *a = s->article;

	if (!s->seconds)
		s->seconds = xcalloc(a->nblocks + 1, sizeof *s->seconds);
	while (s->ntimed < a->nblocks) {
		size_t i = a->nblocks - ++s->ntimed;
		const struct block *b = &a->blocks[i];
		s->seconds[i] = s->seconds[i + 1] +
		    lang_reading_seconds(b->text, b->nbytes, s->params.rate);
		if (b->nbytes >= nbytes)
			return s->ntimed < a->nblocks;
		nbytes -= b->nbytes;
	}
	return false;
}

/* From a place to the end, when all blocks have their time. */
static unsigned
seconds_from(const struct sheets *s, struct anchor at)
{
	const struct article *a = s->article;

	if (at.block >= a->nblocks)
		return 0;
	const struct block *b = &a->blocks[at.block];
	uint32_t byte = at.byte < b->nbytes ? at.byte : b->nbytes;
	return s->seconds[at.block + 1] +
	    lang_reading_seconds(
		b->text + byte, b->nbytes - byte, s->params.rate);
}

unsigned
sheets_seconds_left(struct sheets *s, size_t i)
{
	struct anchor at = sheets_anchor(s, i);

	time_blocks(s, SIZE_MAX);
	return seconds_from(s, at);
}

static unsigned
percent_of(const struct sheets *s, const struct part *part, struct anchor at)
{
	const struct article *a = s->article;
	uint64_t above = part->skipped;

	for (size_t i = part->span.first; i < at.block && i < a->nblocks; i++)
		above += a->blocks[i].nbytes;
	above += at.byte;
	return s->nbytes > 0 ? (unsigned)(above * 100 / s->nbytes) : 0;
}

/* The sheets before part `p`, or of all parts; false if that is not known. */
static bool
count_before(const struct sheets *s, size_t p, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < p; i++) {
		if (s->parts[i].nsheets == 0)
			return false;
		*n += s->parts[i].nsheets;
	}
	return true;
}

struct sheets_progress
sheets_progress(struct sheets *s, size_t i)
{
	struct sheet_view v = view_of(s, i);
	struct sheets_progress out = { 0 };
	struct anchor at = v.sheet->anchor;
	size_t n;

	if (count_before(s, i >> SHEET_BITS, &n))
		out.number = n + (i & (SHEETS_A_PART - 1)) + 1;
	if (count_before(s, s->nparts, &n))
		out.count = n;
	out.percent = percent_of(s, v.part, at);
	if (s->seconds && s->ntimed == s->article->nblocks)
		out.seconds = seconds_from(s, at);
	return out;
}

/* Set some more of a part that is not counted yet; then let go of it. */
static void
count_on(struct sheets *s, size_t p, size_t nlines)
{
	struct part *part = &s->parts[p];
	size_t from = part->next;

	do
		grow(s, part);
	while (!part->is_done && part->next - from < nlines);
	if (part->is_done)
		keep_bounds(s);
}

bool
sheets_continue(struct sheets *s, size_t nlines)
{
	for (size_t p = 0; p < s->nparts; p++) {
		if (s->parts[p].nsheets == 0) {
			count_on(s, p, nlines);
			return true;
		}
	}
	return time_blocks(s, TIMED_BYTES);
}
