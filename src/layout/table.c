#include "src/layout/table.h"

#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/layout/order.h"
#include "src/layout/vertical_para.h"
#include "src/text/bidi.h"
#include "src/text/glyph.h"

/*
 * Rows are read anew in each pass, since a matrix of a hostile table would be
 * larger than its text by any factor.
 */

enum {
	/* Blank cells between columns; one where two are not to be had. */
	GUTTER = 2,
	NARROW_GUTTER = 1,
	/* More columns than this leave none of them wide enough. */
	MAX_COLUMNS = 16,
	/* A column narrower than two characters shows nothing. */
	MIN_COLUMN = 4,
	/* A head that is higher is not repeated: it would be all there is. */
	MAX_HEAD_LINES = 4,
	/* The lines of a row set one below the other that stay together. */
	MAX_RECORD_LINES = 5,
};

struct slice {
	uint32_t from, to; /* bytes of the table's text */
};

struct row {
	struct slice cells[MAX_COLUMNS]; /* empty beyond what the row has */
	size_t index;                    /* from 0; the first is the head */
	uint32_t next;                   /* byte where the next one starts */
};

struct column {
	int need;    /* cells of its widest cell */
	int least;   /* what it cannot be cut below */
	int width;   /* what it gets */
	bool number; /* of numbers, set flush right */
};

struct table {
	struct setter *setter;
	const struct para *para;
	struct column columns[MAX_COLUMNS];
	size_t ncols;
	size_t nrows;
	int gutter;
};

/* A cell's lines, and where its column stands. */
struct wrapped {
	const struct fit_line *lines;
	const struct cluster *at;
	size_t n;
	uint32_t base; /* byte of the cell in the table's text */
	int col, width;
	bool right;
};

static size_t
count_columns(const char *s, size_t nbytes)
{
	size_t most = 1, n = 1;

	for (size_t i = 0; i < nbytes; i++) {
		if (s[i] == '\n')
			n = 1;
		else if (s[i] == '\t' && ++n > most)
			most = n;
	}
	return most;
}

/* Go to the next row, the first after `*row = { .index = SIZE_MAX }`. */
static bool
row_next(const struct table *t, struct row *row)
{
	const char *s = t->para->text;
	uint32_t from = row->next;
	size_t col = 0;

	if (from > t->para->nbytes)
		return false;
	memset(row->cells, 0, sizeof row->cells);
	row->index++;
	for (uint32_t i = from;; i++) {
		bool end = i == t->para->nbytes || s[i] == '\n';
		if (!end && s[i] != '\t')
			continue;
		row->cells[col++] = (struct slice){ from, i };
		from = i + 1;
		if (end)
			break;
	}
	row->next = from;
	return true;
}

static struct row
row_begin(void)
{
	return (struct row){ .index = SIZE_MAX };
}

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

static int
larger(int a, int b)
{
	return a > b ? a : b;
}

/* --- how wide columns are ------------------------------------------------- */

static int
ambiguous_of(const struct table *t)
{
	return glyph_in_language(
	    t->setter->params->ambiguous, t->para->language);
}

static int
cell_width(const struct table *t, struct slice c)
{
	return (int)glyph_ncells(
	    t->para->text + c.from, c.to - c.from, ambiguous_of(t));
}

/* The cells of the longest word in a cell. */
static int
word_width(const struct table *t, struct slice c)
{
	struct glyph glyph;
	int word = 0, widest = 0;

	for (uint32_t at = c.from; at < c.to;) {
		const char *s = t->para->text + at;
		at +=
		    (uint32_t)glyph_next(&glyph, s, c.to - at, ambiguous_of(t));
		word = *s == ' ' || glyph.ncells > 1 ? 0 : word + glyph.ncells;
		widest = larger(widest, word);
	}
	return widest;
}

/* A number with its sign, unit or currency: more digits than anything else. */
static bool
is_number(const char *s, size_t nbytes)
{
	size_t digits = 0, others = 0;

	for (size_t i = 0; i < nbytes; i++) {
		bool digit = s[i] >= '0' && s[i] <= '9';
		digits += digit;
		/* The bytes after the first of a character do not count. */
		others += !digit && !strchr(".,+- %", s[i]) &&
		    ((unsigned char)s[i] & 0xC0) != 0x80;
	}
	return digits > others;
}

static void
find_numbers(struct table *t)
{
	for (size_t col = 0; col < t->ncols; col++)
		t->columns[col].number = true;
	for (struct row row = row_begin(); row_next(t, &row);) {
		for (size_t col = 0; col < t->ncols && row.index > 0; col++) {
			struct slice c = row.cells[col];
			struct column *column = &t->columns[col];
			if (c.from == c.to)
				continue;
			column->number &=
			    is_number(t->para->text + c.from, c.to - c.from);
		}
		t->nrows = row.index + 1;
	}
}

/* At least: two characters, a whole word, a whole number. */
static void
measure_columns(struct table *t)
{
	for (struct row row = row_begin(); row_next(t, &row);) {
		for (size_t col = 0; col < t->ncols; col++) {
			struct column *column = &t->columns[col];
			int all = cell_width(t, row.cells[col]);
			int least = column->number && row.index > 0
			    ? all
			    : word_width(t, row.cells[col]);
			column->need = larger(column->need, all);
			column->least = larger(column->least, least);
		}
	}
	for (size_t col = 0; col < t->ncols; col++) {
		struct column *column = &t->columns[col];
		column->least =
		    smaller(larger(column->least, MIN_COLUMN), column->need);
	}
}

/* Give the columns at most `cap` cells each; returns the sum. */
static int
cut_columns(struct table *t, int cap)
{
	int sum = 0;

	for (size_t col = 0; col < t->ncols; col++) {
		struct column *c = &t->columns[col];
		c->width = larger(smaller(c->need, cap), c->least);
		sum += c->width;
	}
	return sum;
}

static struct wrapped
wrap_cell(const struct table *t, struct slice c, int col, int width, bool right)
{
	struct setter *s = t->setter;
	struct cluster_params params = {
		.ambiguous = s->params->ambiguous,
		.kinsoku = s->params->kinsoku,
		.korean = layout_korean(s->params, t->para->measure),
		.language = t->para->language,
	};
	struct clusters clusters = cluster_text(
	    t->para->text + c.from, c.to - c.from, &params, s->scratch);
	struct fit_spec spec = {
		.at = clusters.at,
		.n = clusters.n,
		.measure = width > 0 ? width : 1,
		.style = FIT_RAGGED,
	};

	fit_clusters(&s->fit, &spec);
	return (struct wrapped){
		.lines = arena_dup(s->scratch, s->fit.lines, s->fit.nlines,
		    sizeof *s->fit.lines),
		.at = clusters.at,
		.n = s->fit.nlines,
		.base = c.from,
		.col = col,
		.width = width,
		.right = right,
	};
}

static struct piece
piece_of(const struct wrapped *w, size_t i, int *ncells)
{
	const struct cluster *last = &w->at[w->lines[i].to - 1];

	*ncells = 0;
	for (size_t k = w->lines[i].from; k < w->lines[i].to; k++)
		*ncells += w->at[k].ncells;
	int shift = w->right ? larger(w->width - *ncells, 0) : 0;
	return (struct piece){
		w->base + w->at[w->lines[i].from].at,
		w->base + last->at + last->nbytes,
		(uint16_t)(w->col + shift),
		0,
	};
}

/* The cells that a cell uses of its column's width. */
static int
used_width(const struct table *t, struct slice c, int width)
{
	int widest = 0;

	arena_reset(t->setter->scratch);
	struct wrapped w = wrap_cell(t, c, 0, width, false);
	for (size_t i = 0; i < w.n; i++) {
		int ncells;
		(void)piece_of(&w, i, &ncells);
		widest = larger(widest, ncells);
	}
	return widest;
}

/*
 * Columns that were cut may not need all they got, since words do not fill
 * lines; what is spare goes to those that can use it.
 */
static void
spread_spare(struct table *t, int room)
{
	int used[MAX_COLUMNS] = { 0 };

	for (struct row row = row_begin(); row_next(t, &row);)
		for (size_t col = 0; col < t->ncols; col++)
			used[col] = larger(used[col],
			    used_width(
				t, row.cells[col], t->columns[col].width));
	for (size_t col = 0; col < t->ncols; col++)
		room -= used[col];
	for (size_t col = 0; col < t->ncols; col++) {
		struct column *c = &t->columns[col];
		int more = smaller(room, c->need - used[col]);
		c->width = used[col] + larger(more, 0);
		room -= larger(more, 0);
	}
}

/*
 * Give the columns what they need, or cut the widest down to one width.
 * Returns whether the result can be read.
 */
static bool
fit_columns(struct table *t, int gutter)
{
	t->gutter = gutter;

	int room = t->para->measure - t->gutter * ((int)t->ncols - 1);
	int cap = room;

	find_numbers(t);
	measure_columns(t);
	while (cap > MIN_COLUMN && cut_columns(t, cap) > room)
		cap--;
	if (cut_columns(t, cap) > room)
		return false;
	if (cap < room)
		spread_spare(t, room);
	return true;
}

/* --- lines ---------------------------------------------------------------- */

/* The i-th line of cells that stand side by side. */
static void
add_line(const struct table *t, const struct wrapped *cells, size_t n, size_t i)
{
	struct setter *s = t->setter;
	struct piece *pieces = arena_array(s->arena, struct piece, n);
	struct line line = {
		.text = t->para->text,
		.from = UINT32_MAX,
		.block = t->para->block,
		.flags = ambiguous_of(t) & GLYPH_EAST ? LINE_EAST : 0,
		.role = t->para->role,
		.part = t->para->part,
		.pieces = pieces,
	};

	for (size_t k = 0; k < n; k++) {
		int ncells;
		if (i >= cells[k].n)
			continue;
		struct piece p = piece_of(&cells[k], i, &ncells);
		pieces[line.npieces++] = p;
		line.from = p.from < line.from ? p.from : line.from;
		line.to = p.to > line.to ? p.to : line.to;
		line.ncells = (uint16_t)larger(line.ncells, p.col + ncells);
	}
	setter_add_line(s, line);
}

/* Let no column end between the setter's lines from `from` on. */
static void
keep_together(struct setter *s, size_t from)
{
	for (; from + 1 < s->n; from++)
		s->lines[from].flags |= LINE_KEEP;
}

/* Cells side by side; the lines of one row stay together. */
static void
add_row(const struct table *t, const struct wrapped *cells, size_t n)
{
	struct setter *s = t->setter;
	size_t nlines = 0, from = s->n;

	for (size_t k = 0; k < n; k++)
		if (cells[k].n > nlines)
			nlines = cells[k].n;
	for (size_t i = 0; i < nlines; i++)
		add_line(t, cells, n, i);
	keep_together(s, from);
}

static void
add_rule(const struct table *t)
{
	struct setter *s = t->setter;
	const char *text = layout_has_line_rules(s->params) ? "─" : "-";

	setter_add_line(s,
	    (struct line){
		.text = text,
		.to = (uint32_t)strlen(text),
		.block = t->para->block,
		.ncells = (uint16_t)t->para->measure,
		.flags = LINE_FILL | LINE_ADDED | LINE_KEEP,
		.role = t->para->role,
		.part = PART_NOTICE,
	    });
}

static void
add_columns(const struct table *t)
{
	struct wrapped cells[MAX_COLUMNS];
	struct setter *s = t->setter;
	size_t begin = s->n;
	size_t nhead = 0;

	for (struct row row = row_begin(); row_next(t, &row);) {
		int left = 0;
		arena_reset(s->scratch);
		for (size_t col = 0; col < t->ncols; col++) {
			const struct column *c = &t->columns[col];
			cells[col] = wrap_cell(
			    t, row.cells[col], left, c->width, c->number);
			left += c->width + t->gutter;
		}
		size_t from = s->n;
		add_row(t, cells, t->ncols);
		if (row.index == 0 && t->nrows > 1 && s->n > begin) {
			s->lines[s->n - 1].flags |= LINE_KEEP;
			add_rule(t);
			nhead = s->n - begin;
		}
		/* The first row is kept with the head as it is. */
		if (row.index > 1 && s->n > from && nhead <= MAX_HEAD_LINES &&
		    from - begin <= UINT16_MAX)
			s->lines[from].back = (uint16_t)(from - begin);
	}
	for (size_t i = 0; i < nhead; i++)
		s->lines[begin + i].flags |= LINE_HEAD;
}

static void
add_blank(const struct table *t)
{
	setter_add_line(t->setter,
	    (struct line){
		.text = "",
		.block = t->para->block,
		.flags = LINE_BLANK | LINE_ADDED,
		.role = t->para->role,
		.part = PART_NOTICE,
	    });
}

/* One row as lines of their own, the column's head before each. */
static void
add_record(const struct table *t, const struct row *head, const struct row *row,
    int head_width)
{
	int left = head_width + GUTTER;

	for (size_t col = 0; col < t->ncols; col++) {
		struct slice c = row->cells[col];
		if (c.from == c.to)
			continue;
		arena_reset(t->setter->scratch);
		struct wrapped pair[] = {
			wrap_cell(t, head->cells[col], 0, head_width, false),
			wrap_cell(t, c, left, t->para->measure - left, false),
		};
		add_row(t, pair, 2);
	}
}

static void
add_stacked(const struct table *t)
{
	struct row head = row_begin();
	int width = 0;

	(void)row_next(t, &head);
	for (size_t col = 0; col < t->ncols; col++)
		width = larger(width, cell_width(t, head.cells[col]));
	width = smaller(width, (t->para->measure - GUTTER) / 2);
	if (t->nrows == 1) {
		struct row empty = row_begin();
		add_record(t, &empty, &head, 0);
		return;
	}
	for (struct row row = head; row_next(t, &row);) {
		if (row.index > 1)
			add_blank(t);
		size_t from = t->setter->n;
		add_record(t, &head, &row, width);
		if (t->setter->n - from <= MAX_RECORD_LINES)
			keep_together(t->setter, from);
	}
}

void
setter_add_table(struct setter *s, const struct para *p)
{
	struct table t = { .setter = s, .para = p };
	size_t begin = s->n;

	if (s->params->in_slots) {
		vertical_add_table(s, p);
		return;
	}
	t.ncols = count_columns(p->text, p->nbytes);
	if (t.ncols > MAX_COLUMNS) {
		struct para plain = *p;
		plain.ragged = true;
		setter_add_para(s, &plain);
		return;
	}
	if (fit_columns(&t, GUTTER) || fit_columns(&t, NARROW_GUTTER))
		add_columns(&t);
	else
		add_stacked(&t);
	if (s->n == begin)
		return;
	s->lines[begin].flags |= LINE_OPENS;
	s->lines[s->n - 1].flags |= LINE_CLOSES;
	if (s->params->bidi && bidi_is_needed(p->text, p->nbytes))
		order_lines(s, p, begin);
}
