#include "src/layout/table.h"

#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/text/glyph.h"

enum {
	/* Blank cells between columns. */
	GUTTER = 2,
	/* More columns than this leave none of them wide enough. */
	MAX_COLUMNS = 16,
	/* A column narrower than two characters shows nothing. */
	MIN_COLUMN = 4,
};

struct slice {
	uint32_t from, to; /* bytes of the table's text */
};

struct table {
	struct setter *setter;
	const struct para *para;
	struct arena *scratch;
	struct slice *cells; /* nrows * ncols; short rows end in empty ones */
	size_t nrows, ncols;
	int *widths; /* of the columns */
	bool *right; /* set flush right: numbers */
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
count_columns(const char *s, size_t nbytes, size_t *nrows)
{
	size_t most = 1, n = 1;

	*nrows = 1;
	for (size_t i = 0; i < nbytes; i++) {
		if (s[i] == '\n') {
			(*nrows)++;
			n = 1;
		} else if (s[i] == '\t' && ++n > most) {
			most = n;
		}
	}
	return most;
}

static void
read_cells(struct table *t)
{
	const char *s = t->para->text;
	uint32_t from = 0;
	size_t row = 0, col = 0;

	t->cells = arena_array(t->scratch, struct slice, t->nrows * t->ncols);
	for (uint32_t i = 0; i <= t->para->nbytes; i++) {
		bool end = i == t->para->nbytes || s[i] == '\n';
		if (!end && s[i] != '\t')
			continue;
		t->cells[row * t->ncols + col] = (struct slice){ from, i };
		from = i + 1;
		row += end;
		col = end ? 0 : col + 1;
	}
}

static int
cell_width(const struct table *t, size_t row, size_t col)
{
	struct slice c = t->cells[row * t->ncols + col];

	return (int)glyph_ncells(t->para->text + c.from, c.to - c.from,
	    t->setter->params->ambiguous);
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

static bool
is_number_column(const struct table *t, size_t col)
{
	size_t numbers = 0;

	for (size_t row = 1; row < t->nrows; row++) {
		struct slice c = t->cells[row * t->ncols + col];
		if (c.from == c.to)
			continue;
		if (!is_number(t->para->text + c.from, c.to - c.from))
			return false;
		numbers++;
	}
	return numbers > 0;
}

static int
smaller(int a, int b)
{
	return a < b ? a : b;
}

static int
capped_sum(const int *widths, size_t n, int cap)
{
	int sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += smaller(widths[i], cap);
	return sum;
}

/*
 * Give the columns what they need, or cut the widest down to one width.
 * Returns whether the result can be read.
 */
static bool
fit_columns(struct table *t)
{
	int room = t->para->measure - GUTTER * ((int)t->ncols - 1);
	int cap = 0;

	for (size_t col = 0; col < t->ncols; col++) {
		for (size_t row = 0; row < t->nrows; row++) {
			int width = cell_width(t, row, col);
			if (width > t->widths[col])
				t->widths[col] = width;
		}
		t->right[col] = is_number_column(t, col);
		if (t->widths[col] > cap)
			cap = t->widths[col];
	}
	cap = smaller(cap, room);
	while (cap > MIN_COLUMN && capped_sum(t->widths, t->ncols, cap) > room)
		cap--;
	if (capped_sum(t->widths, t->ncols, cap) > room)
		return false;
	for (size_t col = 0; col < t->ncols; col++) {
		bool squeezed = t->widths[col] > cap;
		/* Numbers that wrap are no numbers. */
		if (squeezed && t->right[col])
			return false;
		t->widths[col] = smaller(t->widths[col], cap);
	}
	return true;
}

static struct wrapped
wrap_cell(const struct table *t, struct slice c, int col, int width, bool right)
{
	struct setter *s = t->setter;
	struct cluster_params params = {
		.ambiguous = s->params->ambiguous,
		.kinsoku = s->params->kinsoku,
		.korean = s->params->korean,
		.language = t->para->language,
	};
	struct clusters clusters = cluster_text(
	    t->para->text + c.from, c.to - c.from, &params, s->scratch);
	struct fit_spec spec = {
		.at = clusters.at,
		.n = clusters.n,
		.measure = width,
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
	int shift = w->right && *ncells < w->width ? w->width - *ncells : 0;
	return (struct piece){
		w->base + w->at[w->lines[i].from].at,
		w->base + last->at + last->nbytes,
		(uint16_t)(w->col + shift),
	};
}

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
		if (p.col + ncells > line.ncells)
			line.ncells = (uint16_t)(p.col + ncells);
	}
	setter_add_line(s, line);
}

/* Cells side by side; the lines of one row stay together. */
static void
add_row(const struct table *t, const struct wrapped *cells, size_t n)
{
	struct setter *s = t->setter;
	size_t nlines = 0;

	for (size_t k = 0; k < n; k++)
		if (cells[k].n > nlines)
			nlines = cells[k].n;
	for (size_t i = 0; i < nlines; i++) {
		add_line(t, cells, n, i);
		if (i + 1 < nlines)
			s->lines[s->n - 1].flags |= LINE_KEEP;
	}
}

static void
add_rule(const struct table *t)
{
	struct setter *s = t->setter;
	bool lines = layout_has_line_rules(s->params);
	const char *text = lines ? "─" : "-";

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

	for (size_t row = 0; row < t->nrows; row++) {
		int col = 0;
		arena_reset(s->scratch);
		for (size_t k = 0; k < t->ncols; k++) {
			cells[k] = wrap_cell(t, t->cells[row * t->ncols + k],
			    col, t->widths[k], t->right[k]);
			col += t->widths[k] + GUTTER;
		}
		add_row(t, cells, t->ncols);
		if (row == 0 && t->nrows > 1 && s->n > 0) {
			s->lines[s->n - 1].flags |= LINE_KEEP;
			add_rule(t);
		}
	}
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

/* Too narrow: each row as lines of its own, the column's head before each. */
static void
add_stacked(const struct table *t)
{
	int measure = t->para->measure;
	int head = 0;

	for (size_t col = 0; col < t->ncols; col++)
		if (cell_width(t, 0, col) > head)
			head = cell_width(t, 0, col);
	head = smaller(head, (measure - GUTTER) / 2);
	for (size_t row = t->nrows > 1 ? 1 : 0; row < t->nrows; row++) {
		for (size_t col = 0; col < t->ncols; col++) {
			const struct slice *c = &t->cells[row * t->ncols + col];
			if (c->from == c->to)
				continue;
			arena_reset(t->setter->scratch);
			struct wrapped pair[] = {
				wrap_cell(t, t->cells[col], 0, head, false),
				wrap_cell(t, *c, head + GUTTER,
				    measure - head - GUTTER, false),
			};
			if (row == 0)
				pair[0].n = 0;
			add_row(t, pair, 2);
		}
		if (row + 1 < t->nrows)
			add_blank(t);
	}
}

void
setter_add_table(struct setter *s, const struct para *p)
{
	struct table t = { .setter = s, .para = p, .scratch = arena_new() };
	size_t begin = s->n;

	t.ncols = count_columns(p->text, p->nbytes, &t.nrows);
	read_cells(&t);
	t.widths = arena_array(t.scratch, int, t.ncols);
	t.right = arena_array(t.scratch, bool, t.ncols);
	if (t.ncols <= MAX_COLUMNS && fit_columns(&t))
		add_columns(&t);
	else
		add_stacked(&t);
	arena_free(t.scratch);
	if (s->n == begin)
		return;
	s->lines[begin].flags |= LINE_OPENS;
	s->lines[s->n - 1].flags |= LINE_CLOSES;
}
