#include "src/layout/vertical.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/layout/canvas.h"
#include "src/layout/column.h"
#include "src/layout/galley.h"
#include "src/layout/line.h"
#include "src/layout/sheet_int.h"
#include "src/layout/vertical_slot.h"
#include "src/text/lang.h"

enum {
	/* A line and the blank that keeps it from its neighbour. */
	LINE_CELLS = SLOT_CELLS + 1,
	/*
	 * Japanese papers set 11 to 13 characters a line, books twice as many; a
	 * tier below 12 breaks too often, and above 24 the eye misses the next
	 * line.
	 */
	LEAST_ROWS = 12,
	BEST_ROWS = 20,
	/* Asked for, a tier may be as low as a headline still fits. */
	MIN_ROWS = 6,
	/* Lines of text that must stand beside the head. */
	MIN_BESIDE = 4,
	/* A headline in more lines would rather span two tiers. */
	HEADLINE_LINES = 2,
	/* Of an article, enough to tell that it is not in Latin letters. */
	LOOK_BLOCKS = 3,
	/* See sheet_place.c. */
	AHEAD_LINES = 32,
};

/* Where the next line goes. */
struct pen {
	struct sheet *sheet;
	int tier;
	int used;       /* lines of the tier that are taken */
	int head_tiers; /* tiers at whose right the head stands */
	int head_lines; /* lines that it takes there, and the air beside */
};

/* --- the plan ------------------------------------------------------------ */

static bool
is_east_asian(const char *s, size_t nbytes)
{
	return lang_is_east_asian(lang_guess(s, nbytes));
}

/*
 * A paper in Chinese may have a page in English without saying so; then the
 * text tells.
 */
bool
vertical_is_for(const struct sheets *s)
{
	const struct article *a = s->article;
	const char *language = sheet_language(s);

	if (s->params.writing != WRITING_VERTICAL || s->params.linear ||
	    (language && !lang_is_east_asian(language)))
		return false;
	for (size_t i = 0; i < a->nblocks && i < LOOK_BLOCKS; i++)
		if (is_east_asian(a->blocks[i].text, a->blocks[i].nbytes))
			return true;
	return a->headline && is_east_asian(a->headline, strlen(a->headline));
}

/* A mark that hangs has a row of its own below the foot. */
static int
hang_rows(const struct sheets *s)
{
	return s->params.hang > 0;
}

static int
tier_rows(const struct sheets *s)
{
	return s->measure / SLOT_CELLS;
}

/* From one tier to the next: its rows, what hangs, the rule. */
static int
pitch(const struct sheets *s)
{
	return tier_rows(s) + hang_rows(s) + 1;
}

static int
lines_of_tier(const struct sheets *s)
{
	return (s->width + 1) / LINE_CELLS;
}

/* Rows of each of `n` tiers. */
static int
share(const struct layout_params *p, int n)
{
	return (p->height + 1) / n - 1 - (p->hang > 0);
}

bool
vertical_bears(const struct layout_params *p, int ntiers)
{
	return share(p, ntiers) >= MIN_ROWS;
}

static void
plan_tiers(struct sheets *s)
{
	const struct layout_params *p = &s->params;
	int n = 1;
	int rows = p->measure / SLOT_CELLS;

	if (p->height == 0) {
		s->ncolumns = 1;
		s->measure = (rows > 0 ? rows : BEST_ROWS) * SLOT_CELLS;
		return;
	}
	if (p->columns > 0)
		while (n < p->columns && vertical_bears(p, n + 1))
			n++;
	else if (rows > 0)
		while (share(p, n + 1) >= rows)
			n++;
	else
		while (share(p, n) > BEST_ROWS && share(p, n + 1) >= LEAST_ROWS)
			n++;
	int most = share(p, n) > 0 ? share(p, n) : 1;
	s->ncolumns = n;
	s->measure =
	    (p->columns == 0 && rows > 0 && rows < most ? rows : most) *
	    SLOT_CELLS;
}

static void
plan(struct sheets *s)
{
	int nlines = (s->params.width + 1) / LINE_CELLS;

	s->params.in_slots = true;
	s->width = nlines * LINE_CELLS - 1;
	s->left = s->params.width - s->width;
	plan_tiers(s);
}

/* --- placing lines ------------------------------------------------------- */

/* Room grows twofold, so that a sheet of any height is made in linear time. */
static void
put_line(
    const struct sheets *s, struct part *part, struct pen *pen, size_t line)
{
	struct sheet *sheet = pen->sheet;
	size_t n = sheet->nslots;

	if ((n & (n - 1)) == 0) {
		struct slot *more =
		    arena_array(part->arena, struct slot, n > 0 ? 2 * n : 1);
		if (n > 0)
			memcpy(more, sheet->slots, n * sizeof *more);
		sheet->slots = more;
	}
	sheet->slots[sheet->nslots++] = (struct slot){
		.row = pen->tier * pitch(s),
		.col = s->left + s->width - SLOT_CELLS - pen->used * LINE_CELLS,
		.line = (uint32_t)line,
	};
	pen->used++;
	int nrows = pen->tier * pitch(s) + tier_rows(s) + hang_rows(s);
	if (nrows > sheet->nrows)
		sheet->nrows = nrows;
}

static bool
is_below_sheet(const struct sheets *s, const struct pen *pen)
{
	return s->params.height > 0 && pen->tier >= s->ncolumns;
}

static void
next_tier(const struct sheets *s, struct part *part, struct pen *pen)
{
	pen->tier++;
	pen->used = pen->tier < pen->head_tiers ? pen->head_lines : 0;
	if (pen->sheet && is_below_sheet(s, pen))
		*pen = (struct pen){ sheet_add(part), 0, 0, 0, 0 };
}

/* Rows of a head beside `ntiers` tiers. */
static int
head_rows(const struct sheets *s, int ntiers)
{
	return ntiers * pitch(s) - 1 - hang_rows(s);
}

static int
headline_lines(const struct lines *head)
{
	int n = 0;

	for (size_t i = 0; i < head->n; i++)
		n += head->at[i].part == PART_HEADLINE;
	return n;
}

/* Set the head as high as its headline asks for; returns its tiers. */
static int
set_head(const struct sheets *s, struct part *part)
{
	const char *weight = s->article->weight;
	bool lead = weight && strcmp(weight, "lead") == 0;
	int n = 0;

	do {
		n++;
		part->head = galley_head(s->edition, s->article,
		    head_rows(s, n) * SLOT_CELLS, lead, &s->params,
		    part->arena);
	} while (
	    n < s->ncolumns && headline_lines(&part->head) > HEADLINE_LINES);
	/* Who wrote it stands at the foot, as on paper. */
	for (size_t i = 0; i < part->head.n; i++)
		if (part->head.at[i].part == PART_BYLINE)
			part->head.at[i].flags |= LINE_RIGHT;
	return n;
}

static bool
is_head_too_wide(const struct sheets *s, const struct lines *head)
{
	return (int)head->n + 1 + MIN_BESIDE > lines_of_tier(s);
}

/* At the right of the first tiers, or tier by tier if it is too wide. */
static void
place_head(struct sheets *s, struct part *part, struct pen *pen)
{
	int ntiers = set_head(s, part);
	size_t most = (size_t)lines_of_tier(s);

	if (!is_head_too_wide(s, &part->head)) {
		for (size_t i = 0; i < part->head.n; i++)
			put_line(s, part, pen, i);
		if (part->head.n > 0) {
			pen->used++;
			pen->head_tiers = ntiers;
			pen->head_lines = pen->used;
			pen->sheet->head_nrows = head_rows(s, ntiers);
			pen->sheet->head_ncells = pen->used * LINE_CELLS;
			pen->sheet->nrows = head_rows(s, ntiers) + hang_rows(s);
		}
		return;
	}
	if (ntiers > 1) {
		int one = s->ncolumns;
		s->ncolumns = 1;
		set_head(s, part);
		s->ncolumns = one;
	}
	for (size_t at = 0; at < part->head.n;) {
		struct column c = column_next(&part->head, at, most);
		if (c.n == 0)
			break;
		pen->sheet->head_nrows = tier_rows(s);
		for (size_t i = 0; i < c.n; i++)
			put_line(s, part, pen, c.first + i);
		at = c.first + c.n;
		next_tier(s, part, pen);
	}
}

/* Is there anything left to be read? */
static bool
has_more(struct part *part)
{
	galley_more(part->galley, part->next + AHEAD_LINES);
	part->body = galley_lines(part->galley);
	return column_next(&part->body, part->next, 1).n > 0;
}

/* Put what comes next of the body on the pen's sheet. */
static void
place_body(struct sheets *s, struct part *part, struct pen *pen)
{
	struct sheet *sheet = pen->sheet;

	pen->sheet = NULL; /* none is added below this one */
	while (!is_below_sheet(s, pen) && has_more(part)) {
		int room = lines_of_tier(s) - pen->used;
		if (room < COLUMN_MIN_ROWS && pen->used > 0) {
			next_tier(s, part, pen);
			continue;
		}
		galley_more(
		    part->galley, part->next + (size_t)room + AHEAD_LINES);
		part->body = galley_lines(part->galley);
		struct column c =
		    column_next(&part->body, part->next, (size_t)room);
		pen->sheet = sheet;
		for (size_t i = 0; i < c.n; i++)
			put_line(s, part, pen, part->head.n + c.first + i);
		pen->sheet = NULL;
		part->next = c.first + c.n;
		sheet->nrules = pen->tier;
		next_tier(s, part, pen);
	}
	part->is_done = !has_more(part);
}

/* --- a part -------------------------------------------------------------- */

static void
begin(struct sheets *s, struct part *part)
{
	struct galley_spec spec = {
		.edition = s->edition,
		.article = s->article,
		.first = part->span.first,
		.end = part->span.end,
		.measure = s->measure,
	};
	struct pen pen = { .sheet = sheet_add(part) };

	part->galley = galley_open(&spec, &s->params, part->arena);
	if (part->span.first == 0)
		place_head(s, part, &pen);
	place_body(s, part, &pen);
}

static void
add(struct sheets *s, struct part *part)
{
	struct pen pen = { .sheet = sheet_add(part) };

	place_body(s, part, &pen);
}

/* --- what is on a sheet --------------------------------------------------- */

/* The cells down a line: a head that spans tiers is longer than the rest. */
static int
measure_of(const struct sheet_view *v, const struct slot *slot)
{
	return slot->line < v->part->head.n ? v->sheet->head_nrows * SLOT_CELLS
					    : v->sheets->measure;
}

static int
hit(const struct sheet_view *v, int row, int col, struct anchor *at)
{
	const struct sheets *s = v->sheets;

	for (size_t k = 0; k < v->sheet->nslots; k++) {
		const struct slot *slot = &v->sheet->slots[k];
		const struct line *l = sheet_line(v->part, slot);
		int measure = measure_of(v, slot);
		if (col < slot->col || col >= slot->col + SLOT_CELLS ||
		    row < slot->row ||
		    row >= slot->row + measure / SLOT_CELLS + hang_rows(s) ||
		    l->flags & LINE_BLANK)
			continue;
		*at = sheet_line_anchor(s, l);
		if (l->part == PART_BLOCK)
			at->byte =
			    vertical_line_byte(l, measure, row - slot->row);
		return 0;
	}
	return -1;
}

/* The rules between tiers, left of a head that spans them. */
static void
draw_rules(const struct sheet_view *v, struct canvas *c, int row, int col)
{
	const struct sheets *s = v->sheets;

	if (s->params.rule == RULE_NONE)
		return;
	for (int tier = 1; tier <= v->sheet->nrules; tier++) {
		int at = tier * pitch(s) - 1;
		int end = s->width;
		if (at < v->sheet->head_nrows)
			end -= v->sheet->head_ncells;
		canvas_hrule(c, row + at, col + s->left, end,
		    layout_has_line_rules(&s->params), ROLE_GUTTER);
	}
}

static void
draw(const struct sheet_view *v, struct canvas *c, int row, int col,
    const struct highlights *lit)
{
	draw_rules(v, c, row, col);
	for (size_t k = 0; k < v->sheet->nslots; k++) {
		const struct slot *slot = &v->sheet->slots[k];
		vertical_draw_line(c, row + slot->row, col + slot->col,
		    measure_of(v, slot), sheet_line(v->part, slot),
		    v->sheets->article, lit);
	}
}

const struct sheet_way sheet_vertical = {
	.plan = plan,
	.begin = begin,
	.add = add,
	.first_place = sheet_first_place,
	.shows_head = sheet_shows_head,
	.hit = hit,
	.draw = draw,
};
