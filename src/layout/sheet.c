#include "src/layout/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/canvas.h"
#include "src/layout/column.h"
#include "src/layout/galley.h"
#include "src/layout/line.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

/*
 * A sheet is a list of slots: which line stands where.  Drawing, hitting and
 * finding all read that list, so they cannot disagree.
 */

enum {
	/* A column below this looks like a caption, not like text. */
	SHORT_COLUMN_ROWS = 4,
	/* Rows that may be put above subheads to bring columns to one foot. */
	STRETCH_ROWS = 2,
};

struct slot {
	int row, col;  /* on the sheet */
	uint32_t line; /* in sheets->lines */
};

struct sheet {
	struct slot *slots;
	size_t nslots;
	int nrows;
	int rule_row, rule_nrows; /* rules between columns */
	int nrules;
	struct anchor anchor;
	unsigned seconds_left;
};

struct sheets {
	struct arena *arena;
	const struct edition *edition;
	const struct article *article;
	struct layout_params params;
	int ncolumns, measure;
	int left;          /* cells left of the first column */
	int width;         /* of all columns with their gutters */
	struct lines head; /* set to `width` */
	struct lines body; /* set to `measure` */
	struct sheet *at;  /* malloc */
	size_t n, cap;
};

static const char *
language_of(const struct edition *e, const struct article *a)
{
	const char *l = article_language(e, a);

	for (size_t i = 0; !l && i < a->nblocks; i++)
		l = lang_guess(a->blocks[i].text, a->blocks[i].nbytes);
	return l;
}

/* --- placing lines ------------------------------------------------------- */

static const struct line *
slot_line(const struct sheets *s, const struct slot *slot)
{
	if (slot->line < s->head.n)
		return &s->head.at[slot->line];
	return &s->body.at[slot->line - s->head.n];
}

static int
slot_measure(const struct sheets *s, const struct slot *slot)
{
	return slot->line < s->head.n ? s->width : s->measure;
}

static struct sheet *
sheet_add(struct sheets *s)
{
	s->at = mem_grow(s->at, s->n, &s->cap, sizeof *s->at);
	s->at[s->n] = (struct sheet){ 0 };
	return &s->at[s->n++];
}

/* Room for so many more slots; called once for each part of a sheet. */
static void
sheet_reserve(struct sheets *s, struct sheet *sheet, size_t n)
{
	struct slot *slots =
	    arena_array(s->arena, struct slot, sheet->nslots + n);

	if (sheet->nslots)
		memcpy(slots, sheet->slots, sheet->nslots * sizeof *slots);
	sheet->slots = slots;
}

static void
sheet_put(struct sheet *sheet, int row, int col, size_t line)
{
	sheet->slots[sheet->nslots++] =
	    (struct slot){ row, col, (uint32_t)line };
	if (row >= sheet->nrows)
		sheet->nrows = row + 1;
}

/*
 * Put the head on as many sheets as it takes.  Returns the rows left for the
 * body on the last of them; 0 if the body begins on the next.
 */
static int
place_head(struct sheets *s)
{
	int height = s->params.height;
	struct sheet *sheet = sheet_add(s);

	for (size_t at = 0; at < s->head.n;) {
		struct column c = column_next(
		    &s->head, at, height ? (size_t)height : s->head.n);
		if (at > 0 && c.n > 0)
			sheet = sheet_add(s);
		sheet_reserve(s, sheet, c.n);
		for (size_t i = 0; i < c.n; i++)
			sheet_put(sheet, (int)i, s->left, c.first + i);
		at = c.first + c.n;
		if (c.n == 0)
			break;
	}
	if (height == 0)
		return (int)s->body.n;
	if (sheet->nrows == 0)
		return height;

	int room = height - sheet->nrows - 1;
	return room < COLUMN_MIN_ROWS ? 0 : room;
}

/* The blank lines of a column that may grow by a row. */
static int
stretch_of(const struct lines *l, const struct column *c, int want)
{
	int n = 0;

	if (want > STRETCH_ROWS)
		return 0;
	for (size_t i = c->first; i < c->first + c->n; i++)
		n += l->at[i].flags & LINE_BLANK &&
		    !(l->at[i].flags & LINE_KEEP);
	return n < want ? 0 : want;
}

static void
place_column(struct sheets *s, struct sheet *sheet, const struct column *c,
    int row, int col, int stretch)
{
	for (size_t i = c->first; i < c->first + c->n; i++) {
		unsigned flags = s->body.at[i].flags;
		sheet_put(sheet, row++, col, s->head.n + i);
		if (stretch > 0 && flags & LINE_BLANK && !(flags & LINE_KEEP)) {
			row++;
			stretch--;
		}
	}
}

static void
place_columns(
    struct sheets *s, struct sheet *sheet, const struct columns *c, int is_last)
{
	int row = sheet->nslots ? sheet->nrows + 1 : 0;
	size_t tallest = 0, total = 0;

	for (size_t k = 0; k < c->n; k++) {
		total += c->at[k].n;
		if (c->at[k].n > tallest)
			tallest = c->at[k].n;
	}
	sheet_reserve(s, sheet, total);
	for (size_t k = 0; k < c->n; k++) {
		int want = (int)(tallest - c->at[k].n);
		int col = s->left + (int)k * (s->measure + s->params.gutter);
		place_column(s, sheet, &c->at[k], row, col,
		    is_last && k + 1 == c->n
			? 0
			: stretch_of(&s->body, &c->at[k], want));
	}
	sheet->rule_row = row;
	sheet->rule_nrows = (int)tallest;
	/* Columns that were asked for keep their rules when text ends early. */
	sheet->nrules = (s->params.columns > 0 ? s->ncolumns : (int)c->n) - 1;
}

/* So many columns that none is shorter than text should be. */
static size_t
columns_for(const struct sheets *s, size_t nlines)
{
	size_t n = nlines / SHORT_COLUMN_ROWS;

	if (s->params.columns > 0 || n > (size_t)s->ncolumns)
		return (size_t)s->ncolumns;
	return n ? n : 1;
}

/* The last sheet's columns; n = 0 if they cannot be balanced. */
static struct columns
balance(const struct sheets *s, size_t from, int room)
{
	struct columns c = { 0 };
	size_t limit = s->params.height ? (size_t)room : 0;

	for (size_t n = columns_for(s, s->body.n - from);
	     c.n == 0 && n <= (size_t)s->ncolumns; n++)
		c = column_balance(
		    &s->body, from, s->body.n, n, limit, s->arena);
	return c;
}

/* Fill the columns of one sheet; returns the first line that is left. */
static size_t
place_sheet(struct sheets *s, struct sheet *sheet, size_t from, int room)
{
	struct columns c = {
		arena_array(s->arena, struct column, (size_t)s->ncolumns), 0
	};
	size_t at = from;

	while (c.n < (size_t)s->ncolumns && s->params.height) {
		struct column next = column_next(&s->body, at, (size_t)room);
		if (next.n == 0)
			break;
		c.at[c.n++] = next;
		at = next.first + next.n;
	}

	int is_last = s->params.height == 0 ||
	    column_next(&s->body, at, (size_t)room).n == 0;
	if (is_last) {
		struct columns even = balance(s, from, room);
		if (even.n)
			c = even;
		at = s->body.n;
	}
	place_columns(s, sheet, &c, is_last);
	return at;
}

static void
place_body(struct sheets *s, int room)
{
	size_t at = 0;
	struct sheet *sheet = &s->at[s->n - 1];

	while (column_next(&s->body, at, 1).n > 0) {
		if (room == 0) {
			sheet = sheet_add(s);
			room = s->params.height;
		}
		at = place_sheet(s, sheet, at, room);
		room = 0;
	}
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

/* The place of the first line that shows some of the article's blocks. */
static struct anchor
first_place(const struct sheets *s, const struct sheet *sheet)
{
	uint32_t index = (uint32_t)s->article->index;

	for (size_t i = 0; i < sheet->nslots; i++) {
		const struct line *l = slot_line(s, &sheet->slots[i]);
		if (l->part == PART_BLOCK && !(l->flags & LINE_BLANK))
			return (struct anchor){ index, l->block, l->from };
	}
	return (struct anchor){ index, (uint32_t)s->article->nblocks, 0 };
}

/*
 * Every sheet gets a place of its own, in order, so that whoever remembers the
 * place gets back the sheet.  A sheet that shows none of the blocks, the rest of
 * a very long head, borrows the text's first clusters.
 */
static void
set_anchors(struct sheets *s)
{
	struct anchor last = { (uint32_t)s->article->index, 0, 0 };

	for (size_t i = 0; i < s->n; i++) {
		struct anchor at = first_place(s, &s->at[i]);
		int is_past = at.block >= s->article->nblocks;
		if (i == 0)
			at = last;
		else if (anchor_compare(at, last) <= 0 ||
		    (is_past && i + 1 < s->n))
			at = anchor_after(s->article, last);
		s->at[i].anchor = at;
		last = at;
	}
}

/* The seconds for the text from one place up to another. */
static unsigned
seconds_between(const struct article *a, struct anchor from, struct anchor to)
{
	unsigned sum = 0;

	for (uint32_t i = from.block; i < a->nblocks && i <= to.block; i++) {
		const struct block *b = &a->blocks[i];
		uint32_t lo = i == from.block ? from.byte : 0;
		uint32_t hi = i == to.block ? to.byte : b->nbytes;
		if (hi > b->nbytes)
			hi = b->nbytes;
		if (lo < hi)
			sum += lang_reading_seconds(b->text + lo, hi - lo);
	}
	return sum;
}

static void
set_seconds(struct sheets *s)
{
	struct anchor end = { (uint32_t)s->article->index,
		(uint32_t)s->article->nblocks, 0 };
	unsigned left = 0;

	for (size_t i = s->n; i-- > 0;) {
		left += seconds_between(s->article, s->at[i].anchor, end);
		s->at[i].seconds_left = left;
		end = s->at[i].anchor;
	}
}

/* --- the whole ----------------------------------------------------------- */

static void
set_galleys(struct sheets *s)
{
	const struct layout_params *p = &s->params;
	const char *lead = s->article->weight;

	if (p->linear) {
		s->body = galley_article(
		    s->edition, s->article, s->measure, p, s->arena);
		return;
	}
	s->head = galley_head(s->edition, s->article, s->width,
	    lead && strcmp(lead, "lead") == 0, p, s->arena);
	s->body = galley_body(s->edition, s->article, s->measure, p, s->arena);
}

struct sheets *
sheets_new(
    const struct edition *e, size_t index, const struct layout_params *params)
{
	struct sheets *s = xcalloc(1, sizeof *s);

	s->arena = arena_new();
	s->edition = e;
	s->article = e->articles[index];
	s->params = *params;
	s->params.hang = layout_hang(params);
	s->ncolumns =
	    layout_columns(params, language_of(e, s->article), &s->measure);
	if (params->linear)
		s->ncolumns = 1;
	s->width =
	    s->ncolumns * s->measure + (s->ncolumns - 1) * params->gutter;
	if (s->width < params->width && !params->linear)
		s->left = (params->width - s->params.hang - s->width) / 2;
	set_galleys(s);
	place_body(s, place_head(s));
	set_anchors(s);
	set_seconds(s);
	return s;
}

void
sheets_free(struct sheets *s)
{
	if (!s)
		return;
	arena_free(s->arena);
	free(s->at);
	free(s);
}

size_t
sheets_count(const struct sheets *s)
{
	return s->n;
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

int
sheets_nrows(const struct sheets *s, size_t i)
{
	return s->at[i].nrows;
}

struct anchor
sheets_anchor(const struct sheets *s, size_t i)
{
	return s->at[i].anchor;
}

/* The sheet with the line of the head that a place names. */
static size_t
find_in_head(const struct sheets *s, struct anchor at)
{
	size_t found = 0;

	for (size_t i = 0; i < s->n; i++) {
		for (size_t k = 0; k < s->at[i].nslots; k++) {
			const struct line *l = slot_line(s, &s->at[i].slots[k]);
			uint32_t block =
			    HIGHLIGHT_HEAD + (uint32_t)(l->part - PART_KICKER);
			if (l->part == PART_BLOCK)
				return found;
			if (block == at.block && l->from <= at.byte)
				found = i;
		}
	}
	return found;
}

size_t
sheets_find(const struct sheets *s, struct anchor at)
{
	size_t lo = 0, hi = s->n;

	at.article = (uint32_t)s->article->index;
	if (at.block >= HIGHLIGHT_HEAD)
		return find_in_head(s, at);
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (anchor_compare(s->at[mid].anchor, at) <= 0)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

int
sheets_hit(
    const struct sheets *s, size_t i, int row, int col, struct anchor *at)
{
	const struct sheet *sheet = &s->at[i];

	for (size_t k = 0; k < sheet->nslots; k++) {
		const struct slot *slot = &sheet->slots[k];
		const struct line *l = slot_line(s, slot);
		int measure = slot_measure(s, slot);
		if (slot->row != row || col < slot->col ||
		    col >= slot->col + measure || l->flags & LINE_BLANK)
			continue;
		*at = (struct anchor){ (uint32_t)s->article->index, 0, 0 };
		if (l->part < PART_KICKER || l->part > PART_BYLINE)
			at->block = l->block;
		if (l->part == PART_BLOCK)
			at->byte = canvas_line_byte(
			    l, measure, col - slot->col, s->params.ambiguous);
		return 0;
	}
	return -1;
}

static void
draw_rules(const struct sheets *s, const struct sheet *sheet, struct canvas *c,
    int row, int col)
{
	int gutter = s->params.gutter;

	if (s->params.rule == RULE_NONE || s->params.linear || gutter < 1)
		return;
	for (int k = 1; k <= sheet->nrules; k++)
		canvas_vrule(c, row + sheet->rule_row,
		    col + s->left + k * (s->measure + gutter) - gutter +
			gutter / 2,
		    sheet->rule_nrows, layout_has_line_rules(&s->params),
		    ROLE_GUTTER);
}

void
sheets_draw(const struct sheets *s, size_t i, struct canvas *c, int row,
    int col, const struct highlights *lit)
{
	const struct sheet *sheet = &s->at[i];

	draw_rules(s, sheet, c, row, col);
	for (size_t k = 0; k < sheet->nslots; k++) {
		const struct slot *slot = &sheet->slots[k];
		if (row + slot->row < 0 || row + slot->row >= c->nrows)
			continue;
		canvas_line(c, row + slot->row, col + slot->col,
		    slot_measure(s, slot), slot_line(s, slot), s->article, lit);
	}
}

unsigned
sheets_seconds_left(const struct sheets *s, size_t i)
{
	return s->at[i].seconds_left;
}
