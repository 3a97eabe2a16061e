#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/layout/canvas.h"
#include "src/layout/column.h"
#include "src/layout/galley.h"
#include "src/layout/line.h"
#include "src/layout/sheet_int.h"
#include "src/text/bidi.h"
#include "src/text/lang.h"

/*
 * Lines of text from left to right.  A sheet is a list of slots: which line
 * stands where.  Drawing and hitting read that list, so they cannot disagree.
 */

enum {
	/* A column below this looks like a caption, not like text. */
	SHORT_COLUMN_ROWS = 4,
	/* Rows that may be put above subheads to bring columns to one foot. */
	STRETCH_ROWS = 2,
	/*
	 * Lines that must be set below a sheet before it is cut: more than
	 * cutting ever looks ahead, so that no later line can change it.
	 */
	AHEAD_LINES = 32,
};

/* --- the plan ------------------------------------------------------------ */

const char *
sheet_language(const struct sheets *s)
{
	const struct article *a = s->article;
	const char *l = article_language(s->edition, a);

	for (size_t i = 0; !l && i < a->nblocks; i++)
		l = lang_guess(a->blocks[i].text, a->blocks[i].nbytes);
	return l;
}

/* Does the article run from right to left, by its first letter (UAX #9 P2)? */
static bool
is_rtl(const struct article *a)
{
	const char *text = a->headline;
	struct arena *scratch;
	bool runs;

	if (!text && a->nblocks > 0)
		text = a->blocks[0].text;
	size_t nbytes = text ? strlen(text) : 0;
	if (nbytes > BIDI_MAX_BYTES)
		nbytes = utf8_before(text, BIDI_MAX_BYTES);
	if (!text || !bidi_is_needed(text, nbytes))
		return false;
	scratch = arena_new();
	runs = bidi_resolve(text, nbytes, -1, scratch).base != 0;
	arena_free(scratch);
	return runs;
}

static void
plan(struct sheets *s)
{
	const struct layout_params *p = &s->params;

	s->ncolumns = layout_columns(p, sheet_language(s), &s->measure);
	if (p->linear)
		s->ncolumns = 1;
	s->width = s->ncolumns * s->measure + (s->ncolumns - 1) * p->gutter;
	if (s->width < p->width && !p->linear)
		s->left = (p->width - p->hang - s->width) / 2;
	s->is_rtl = p->bidi && is_rtl(s->article);
}

/* Where the k-th column of text is on the sheet, counted from the left. */
static int
column_place(const struct sheets *s, int k)
{
	return s->is_rtl ? s->ncolumns - 1 - k : k;
}

/* --- placing lines ------------------------------------------------------- */

const struct line *
sheet_line(const struct part *part, const struct slot *slot)
{
	if (slot->line < part->head.n)
		return &part->head.at[slot->line];
	return &part->body.at[slot->line - part->head.n];
}

static int
slot_measure(
    const struct sheets *s, const struct part *part, const struct slot *slot)
{
	return slot->line < part->head.n ? s->width : s->measure;
}

/* Room for so many more slots; called once for each part of a sheet. */
static void
sheet_reserve(struct part *part, struct sheet *sheet, size_t n)
{
	struct slot *slots =
	    arena_array(part->arena, struct slot, sheet->nslots + n);

	if (sheet->nslots)
		memcpy(slots, sheet->slots, sheet->nslots * sizeof *slots);
	sheet->slots = slots;
}

static void
sheet_put(struct sheet *sheet, int row, int col, size_t line)
{
	sheet->slots[sheet->nslots++] =
	    (struct slot){ row, col, (uint32_t)line, false };
	if (row >= sheet->nrows)
		sheet->nrows = row + 1;
}

/* Set `nlines` lines of the body, if there are as many. */
static bool
set_lines(struct part *part, size_t nlines)
{
	bool is_all = galley_more(part->galley, nlines);

	part->body = galley_lines(part->galley);
	return is_all;
}

/*
 * Put the head on as many sheets as it takes.  Returns the rows left for the
 * body on the last of them; 0 if the body begins on the next.
 */
static int
place_head(struct sheets *s, struct part *part)
{
	int height = s->params.height;
	struct sheet *sheet = sheet_add(part);

	for (size_t at = 0; at < part->head.n;) {
		struct column c = column_next(
		    &part->head, at, height ? (size_t)height : part->head.n);
		if (at > 0 && c.n > 0)
			sheet = sheet_add(part);
		sheet_reserve(part, sheet, c.n);
		for (size_t i = 0; i < c.n; i++)
			sheet_put(sheet, (int)i, s->left, c.first + i);
		at = c.first + c.n;
		if (c.n == 0)
			break;
	}
	if (height == 0)
		return 1;
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
place_column(struct part *part, struct sheet *sheet, const struct column *c,
    int row, int col, int stretch)
{
	for (size_t k = 0; k < column_nrows(c); k++) {
		size_t i = column_line(c, k);
		unsigned flags = part->body.at[i].flags;
		sheet_put(sheet, row++, col, part->head.n + i);
		sheet->slots[sheet->nslots - 1].is_repeated = k < c->nhead;
		if (stretch > 0 && flags & LINE_BLANK && !(flags & LINE_KEEP)) {
			row++;
			stretch--;
		}
	}
}

static void
place_columns(struct sheets *s, struct part *part, struct sheet *sheet,
    const struct columns *c, bool is_last)
{
	int row = sheet->nslots ? sheet->nrows + 1 : 0;
	size_t tallest = 0, total = 0;

	for (size_t k = 0; k < c->n; k++) {
		size_t nrows = column_nrows(&c->at[k]);
		total += nrows;
		tallest = nrows > tallest ? nrows : tallest;
	}
	sheet_reserve(part, sheet, total);
	for (size_t k = 0; k < c->n; k++) {
		int want = (int)(tallest - column_nrows(&c->at[k]));
		int col = s->left +
		    column_place(s, (int)k) * (s->measure + s->params.gutter);
		place_column(part, sheet, &c->at[k], row, col,
		    is_last && k + 1 == c->n
			? 0
			: stretch_of(&part->body, &c->at[k], want));
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
balance(const struct sheets *s, const struct part *part, int room)
{
	const struct lines *body = &part->body;
	struct columns c = { 0 };
	size_t limit = s->params.height ? (size_t)room : 0;

	for (size_t n = columns_for(s, body->n - part->next);
	     c.n == 0 && n <= (size_t)s->ncolumns; n++)
		c = column_balance(
		    body, part->next, body->n, n, limit, part->arena);
	return c;
}

/* Full columns for one sheet, as many as there is text for. */
static struct columns
fill(const struct sheets *s, struct part *part, int room)
{
	size_t most = s->params.height ? (size_t)s->ncolumns : 0;
	struct columns c = { arena_array(part->arena, struct column, most), 0 };
	size_t at = part->next;

	while (c.n < most) {
		set_lines(part, at + (size_t)room + AHEAD_LINES);
		struct column next = column_next(&part->body, at, (size_t)room);
		if (next.n == 0)
			break;
		c.at[c.n++] = next;
		at = next.first + next.n;
	}
	return c;
}

/* Put what comes next of the body on a sheet. */
static void
place_body(struct sheets *s, struct part *part, struct sheet *sheet, int room)
{
	struct columns c = fill(s, part, room);
	size_t at = part->next;

	if (c.n > 0)
		at = c.at[c.n - 1].first + c.at[c.n - 1].n;
	if (set_lines(part, s->params.height ? at + AHEAD_LINES : SIZE_MAX))
		part->is_done = s->params.height == 0 ||
		    column_next(&part->body, at, (size_t)room).n == 0;
	if (part->is_done) {
		struct columns even = balance(s, part, room);
		if (even.n)
			c = even;
		at = part->body.n;
	}
	place_columns(s, part, sheet, &c, part->is_done);
	part->next = at;
}

/* Is there anything left to be read? */
static bool
has_more(struct part *part)
{
	set_lines(part, part->next + AHEAD_LINES);
	return column_next(&part->body, part->next, 1).n > 0;
}

/* --- a part -------------------------------------------------------------- */

static void
begin(struct sheets *s, struct part *part)
{
	const struct layout_params *p = &s->params;
	const char *weight = s->article->weight;
	struct galley_spec spec = {
		.edition = s->edition,
		.article = s->article,
		.first = part->span.first,
		.end = part->span.end,
		.measure = s->measure,
		.with_head = p->linear,
	};

	part->galley = galley_open(&spec, p, part->arena);
	if (part->span.first == 0 && !p->linear)
		part->head = galley_head(s->edition, s->article, s->width,
		    weight && strcmp(weight, "lead") == 0, p, part->arena);
	int room = place_head(s, part);
	if (!has_more(part))
		part->is_done = true;
	else if (room > 0)
		place_body(s, part, &part->at[part->n - 1], room);
}

static void
add(struct sheets *s, struct part *part)
{
	place_body(s, part, sheet_add(part), s->params.height);
}

/* --- what is on a sheet --------------------------------------------------- */

/* The place of the first line that shows some of the article's blocks. */
bool
sheet_first_place(
    const struct part *part, const struct sheet *sheet, struct anchor *at)
{
	for (size_t i = 0; i < sheet->nslots; i++) {
		const struct line *l = sheet_line(part, &sheet->slots[i]);
		if (l->part != PART_BLOCK || l->flags & LINE_BLANK ||
		    sheet->slots[i].is_repeated)
			continue;
		at->block = l->block;
		at->byte = l->from;
		return true;
	}
	return false;
}

bool
sheet_shows_head(const struct part *part, const struct sheet *sheet,
    unsigned line_part, uint32_t byte)
{
	for (size_t i = 0; i < sheet->nslots; i++) {
		const struct line *l = sheet_line(part, &sheet->slots[i]);
		if (l->part == line_part && l->from <= byte)
			return true;
	}
	return false;
}

struct anchor
sheet_line_anchor(const struct sheets *s, const struct line *l)
{
	bool is_head = l->part >= PART_KICKER && l->part <= PART_BYLINE;

	return (struct anchor){ (uint32_t)s->article->index,
		is_head ? 0 : l->block, 0 };
}

static int
hit(const struct sheet_view *v, int row, int col, struct anchor *at)
{
	const struct sheets *s = v->sheets;

	for (size_t k = 0; k < v->sheet->nslots; k++) {
		const struct slot *slot = &v->sheet->slots[k];
		const struct line *l = sheet_line(v->part, slot);
		int measure = slot_measure(s, v->part, slot);
		if (slot->row != row || col < slot->col ||
		    col >= slot->col + measure || l->flags & LINE_BLANK ||
		    slot->is_repeated)
			continue;
		*at = sheet_line_anchor(s, l);
		if (l->part == PART_BLOCK)
			at->byte = canvas_line_byte(
			    l, measure, col - slot->col, s->params.ambiguous);
		return 0;
	}
	return -1;
}

static void
draw_rules(const struct sheet_view *v, struct canvas *c, int row, int col)
{
	const struct sheets *s = v->sheets;
	int gutter = s->params.gutter;

	if (s->params.rule == RULE_NONE || s->params.linear || gutter < 1)
		return;
	for (int k = 0; k < v->sheet->nrules; k++)
		canvas_vrule(c, row + v->sheet->rule_row,
		    col + s->left +
			(column_place(s, k) + !s->is_rtl) *
			    (s->measure + gutter) -
			gutter + gutter / 2,
		    v->sheet->rule_nrows, layout_has_line_rules(&s->params),
		    ROLE_GUTTER);
}

static void
draw(const struct sheet_view *v, struct canvas *c, int row, int col,
    const struct highlights *lit)
{
	const struct sheets *s = v->sheets;

	draw_rules(v, c, row, col);
	for (size_t k = 0; k < v->sheet->nslots; k++) {
		const struct slot *slot = &v->sheet->slots[k];
		if (row + slot->row < 0 || row + slot->row >= c->nrows)
			continue;
		struct line l = *sheet_line(v->part, slot);
		if (slot->is_repeated)
			l.flags |= LINE_ADDED;
		canvas_line(c, row + slot->row, col + slot->col,
		    slot_measure(s, v->part, slot), &l, s->article, lit);
	}
}

const struct sheet_way sheet_horizontal = {
	.plan = plan,
	.begin = begin,
	.add = add,
	.first_place = sheet_first_place,
	.shows_head = sheet_shows_head,
	.hit = hit,
	.draw = draw,
};
