#include "tests/support/emu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/text/width.h"

static const struct emu_cell blank = { .cp = { ' ' }, .ncells = 1 };

struct emu *
emu_new(int nrows, int ncols, const struct emu_options *options)
{
	struct emu *e = xcalloc(1, sizeof *e);

	e->options = *options;
	e->is_cursor_visible = true;
	for (int i = 0; i < 2; i++)
		for (int row = 0; row < EMU_ROWS; row++)
			for (int col = 0; col < EMU_COLS; col++)
				e->screens[i].cells[row][col] = blank;
	e->at = &e->screens[0];
	buf_init(&e->answers);
	buf_init(&e->held);
	emu_resize(e, nrows, ncols);
	return e;
}

void
emu_free(struct emu *e)
{
	buf_fini(&e->answers);
	buf_fini(&e->held);
	free(e);
}

static int
clamp(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

void
emu_resize(struct emu *e, int nrows, int ncols)
{
	e->nrows = clamp(nrows, 1, EMU_ROWS);
	e->ncols = clamp(ncols, 1, EMU_COLS);
	e->top = 0;
	e->bottom = e->nrows - 1;
	for (int i = 0; i < 2; i++) {
		struct emu_screen *s = &e->screens[i];
		s->row = clamp(s->row, 0, e->nrows - 1);
		s->col = clamp(s->col, 0, e->ncols - 1);
		s->is_wrap_due = false;
	}
}

/* --- cells --------------------------------------------------------------- */

static int
width(const struct emu *e, unsigned cp)
{
	bool is_rule = cp >= 0x2500 && cp < 0x2580;

	if (is_rule && e->options.ambiguous_rules)
		return e->options.ambiguous_rules;
	int ncells = width_cp(cp, e->options.ambiguous);
	if (ncells > 0 && width_is_mark(cp) && e->options.spacing != EMU_ONE)
		return e->options.spacing == EMU_NONE ? 0 : 2;
	return ncells;
}

/* Blank a cell; half of a wide character takes the other half with it. */
static void
wipe(struct emu *e, int row, int col)
{
	struct emu_cell *cells = e->at->cells[row];

	if (cells[col].ncells == 0 && col > 0)
		cells[col - 1] = blank;
	if (cells[col].ncells == 2 && col + 1 < e->ncols)
		cells[col + 1] = blank;
	cells[col] = blank;
}

static void
wipe_cells(struct emu *e, int row, int from, int to)
{
	for (int col = from; col < to && col < e->ncols; col++)
		wipe(e, row, col);
	if (to >= e->ncols)
		e->at->wrapped[row] = false;
}

static void
wipe_rows(struct emu *e, int from, int to)
{
	for (int row = from; row < to; row++)
		wipe_cells(e, row, 0, e->ncols);
}

/* Move the rows from..bottom of the region up by n, or down if negative. */
static void
scroll(struct emu *e, int from, int n)
{
	struct emu_screen *s = e->at;
	int nrows = e->bottom - from + 1;
	int by = clamp(n < 0 ? -n : n, 0, nrows);
	size_t row = sizeof s->cells[0];

	if (n > 0) {
		memmove(s->cells[from], s->cells[from + by],
		    (size_t)(nrows - by) * row);
		wipe_rows(e, e->bottom + 1 - by, e->bottom + 1);
	} else {
		memmove(s->cells[from + by], s->cells[from],
		    (size_t)(nrows - by) * row);
		wipe_rows(e, from, from + by);
	}
}

static void
line_feed(struct emu *e)
{
	struct emu_screen *s = e->at;

	if (s->row == e->bottom)
		scroll(e, e->top, 1);
	else if (s->row < e->nrows - 1)
		s->row++;
	s->is_wrap_due = false;
}

static void
add_mark(struct emu *e, unsigned cp)
{
	struct emu_screen *s = e->at;
	int col = s->is_wrap_due ? s->col : s->col - 1;
	int n = 1;

	if (col >= 0 && s->cells[s->row][col].ncells == 0)
		col--;
	if (col < 0)
		return;
	unsigned *marks = s->cells[s->row][col].cp;
	while (n < EMU_MARKS - 1 && marks[n])
		n++;
	if (n < EMU_MARKS - 1)
		marks[n] = cp;
}

static void
put(struct emu *e, unsigned cp)
{
	struct emu_screen *s = e->at;
	int ncells = width(e, cp);

	if (ncells <= 0) {
		add_mark(e, cp);
		return;
	}
	if (e->no_wrap) {
		s->col = clamp(s->col, 0, e->ncols - ncells);
	} else if (s->is_wrap_due || s->col + ncells > e->ncols) {
		s->wrapped[s->row] = true;
		s->col = 0;
		line_feed(e);
	}
	for (int i = 0; i < ncells; i++)
		wipe(e, s->row, s->col + i);
	struct emu_cell *cell = &s->cells[s->row][s->col];
	*cell = (struct emu_cell){ .cp = { cp }, .ncells = ncells };
	if (ncells == 2)
		cell[1] = (struct emu_cell){ .ncells = 0 };
	e->last = cp;
	s->col += ncells;
	s->is_wrap_due = s->col == e->ncols;
	if (s->is_wrap_due)
		s->col = e->ncols - 1;
}

/* --- answers ------------------------------------------------------------- */

static void
answer(struct emu *e, const char *s)
{
	e->nquestions++;
	switch (e->options.answers) {
	case EMU_PROMPT:
		buf_adds(&e->answers, s);
		break;
	case EMU_HELD:
		buf_adds(&e->held, s);
		break;
	case EMU_GARBAGE:
		/* No key, no answer, nothing whole. */
		buf_adds(&e->answers, "\033[999999999;1R\033[2;R\033[;");
		break;
	case EMU_NEVER:
		break;
	}
}

void
emu_release(struct emu *e)
{
	buf_add(&e->answers, buf_str(&e->held), e->held.n);
	buf_cut(&e->held, 0);
	e->options.answers = EMU_PROMPT;
}

static void
answer_position(struct emu *e)
{
	char s[32];
	/* As xterm: behind the last column is the last column. */
	snprintf(s, sizeof s, "\033[%d;%dR", e->at->row + 1, e->at->col + 1);
	answer(e, s);
}

/* --- control sequences --------------------------------------------------- */

static int
param(const struct emu *e, int i, int otherwise)
{
	return i < e->nparams && e->params[i] > 0 ? e->params[i] : otherwise;
}

static void
move_to(struct emu *e, int row, int col)
{
	e->at->row = clamp(row, 0, e->nrows - 1);
	e->at->col = clamp(col, 0, e->ncols - 1);
	e->at->is_wrap_due = false;
}

static void
set_alternate(struct emu *e, bool on)
{
	bool is_on = e->at == &e->screens[1];

	if (e->options.has_no_alternate || on == is_on)
		return;
	e->at = &e->screens[on];
	if (on) {
		wipe_rows(e, 0, e->nrows);
		move_to(e, e->screens[0].row, e->screens[0].col);
	}
}

static void
set_modes(struct emu *e, bool on)
{
	for (int i = 0; e->prefix == '?' && i < e->nparams; i++) {
		if (e->params[i] == 1049)
			set_alternate(e, on);
		else if (e->params[i] == 25)
			e->is_cursor_visible = on;
		else if (e->params[i] == 7)
			e->no_wrap = !on;
		else if (e->params[i] == 1000 || e->params[i] == 1002)
			e->has_mouse = on;
	}
}

static void
erase_display(struct emu *e)
{
	struct emu_screen *s = e->at;

	switch (param(e, 0, 0)) {
	case 0:
		wipe_cells(e, s->row, s->col, e->ncols);
		wipe_rows(e, s->row + 1, e->nrows);
		break;
	case 1:
		wipe_rows(e, 0, s->row);
		wipe_cells(e, s->row, 0, s->col + 1);
		break;
	default:
		wipe_rows(e, 0, e->nrows);
	}
}

static void
erase_line(struct emu *e)
{
	struct emu_screen *s = e->at;
	int how = param(e, 0, 0);

	wipe_cells(
	    e, s->row, how == 0 ? s->col : 0, how == 1 ? s->col + 1 : e->ncols);
}

/* Insert n blanks at the cursor, or delete as many cells. */
static void
shift(struct emu *e, int n)
{
	struct emu_screen *s = e->at;
	struct emu_cell *cells = s->cells[s->row];
	int room = e->ncols - s->col;
	int by = clamp(n < 0 ? -n : n, 0, room);

	if (cells[s->col].ncells == 0)
		wipe(e, s->row, s->col);
	if (n > 0)
		memmove(cells + s->col + by, cells + s->col,
		    (size_t)(room - by) * sizeof *cells);
	else
		memmove(cells + s->col, cells + s->col + by,
		    (size_t)(room - by) * sizeof *cells);
	for (int i = 0; i < by; i++)
		cells[n > 0 ? s->col + i : e->ncols - 1 - i] = blank;
}

static void
repeat(struct emu *e)
{
	for (int i = param(e, 0, 1); i > 0; i--)
		put(e, e->last);
}

static void
set_region(struct emu *e)
{
	e->top = clamp(param(e, 0, 1) - 1, 0, e->nrows - 1);
	e->bottom = clamp(param(e, 1, e->nrows) - 1, e->top, e->nrows - 1);
	move_to(e, 0, 0);
}

static void
control(struct emu *e, char final)
{
	struct emu_screen *s = e->at;
	int n = param(e, 0, 1);

	switch (final) {
	case 'A':
		move_to(e, s->row - n, s->col);
		break;
	case 'B':
		move_to(e, s->row + n, s->col);
		break;
	case 'C':
		move_to(e, s->row, s->col + n);
		break;
	case 'D':
		move_to(e, s->row, s->col - n);
		break;
	case 'G':
		move_to(e, s->row, n - 1);
		break;
	case 'H':
		move_to(e, n - 1, param(e, 1, 1) - 1);
		break;
	case 'd':
		move_to(e, n - 1, s->col);
		break;
	case 'J':
		erase_display(e);
		break;
	case 'K':
		erase_line(e);
		break;
	case 'X':
		wipe_cells(e, s->row, s->col, s->col + n);
		break;
	case '@':
		shift(e, n);
		break;
	case 'P':
		shift(e, -n);
		break;
	case 'L':
		scroll(e, s->row, -n);
		break;
	case 'M':
		scroll(e, s->row, n);
		break;
	case 'S':
		scroll(e, e->top, n);
		break;
	case 'T':
		scroll(e, e->top, -n);
		break;
	case 'b':
		repeat(e);
		break;
	case 'r':
		set_region(e);
		break;
	case 'h':
		set_modes(e, true);
		break;
	case 'l':
		set_modes(e, false);
		break;
	case 'n':
		if (n == 6)
			answer_position(e);
		break;
	case 'm':
	case 't':
		break;
	default:
		e->nunknown++;
	}
}

/* --- bytes --------------------------------------------------------------- */

static void
read_csi(struct emu *e, char c)
{
	if (c >= '0' && c <= '9') {
		int *p = &e->params[e->nparams ? e->nparams - 1 : 0];
		e->nparams += e->nparams == 0;
		*p = clamp(*p * 10 + (c - '0'), 0, 9999);
	} else if (c == ';' || c == ':') {
		e->nparams += e->nparams == 0;
		if (e->nparams < EMU_PARAMS)
			e->params[e->nparams++] = 0;
	} else if (c >= '<' && c <= '?') {
		e->prefix = c;
	} else if (c >= 0x40) {
		e->state = EMU_GROUND;
		control(e, c);
	}
}

static void
end_string(struct emu *e)
{
	e->state = EMU_GROUND;
	e->string[e->nstring] = '\0';
	if (e->is_string_osc && strcmp(e->string, "11;?") == 0)
		answer(e, "\033]11;rgb:0000/0000/0000\033\\");
}

static void
read_escape(struct emu *e, char c)
{
	struct emu_screen *s = e->at;

	e->state = EMU_GROUND;
	switch (c) {
	case '[':
		e->state = EMU_CSI;
		e->prefix = 0;
		e->nparams = 0;
		memset(e->params, 0, sizeof e->params);
		break;
	case ']':
	case 'P':
	case '_':
		e->state = EMU_STRING;
		e->nstring = 0;
		e->is_string_osc = c == ']';
		break;
	case '(':
	case ')':
		e->state = EMU_CHARSET;
		break;
	case '7':
		s->saved_row = s->row;
		s->saved_col = s->col;
		break;
	case '8':
		move_to(e, s->saved_row, s->saved_col);
		break;
	case 'M':
		if (s->row == e->top)
			scroll(e, e->top, -1);
		else
			move_to(e, s->row - 1, s->col);
		break;
	case '\\':
	case '=':
	case '>':
		break;
	default:
		e->nunknown++;
	}
}

static void
read_ground(struct emu *e, char c)
{
	struct emu_screen *s = e->at;
	unsigned cp;
	int ok;

	if (c == '\r') {
		move_to(e, s->row, 0);
	} else if (c == '\n') {
		line_feed(e);
	} else if (c == '\b') {
		move_to(e, s->row, s->col - 1);
	} else if (c == '\t') {
		move_to(e, s->row, (s->col / 8 + 1) * 8);
	} else if ((unsigned char)c >= ' ') {
		e->bytes[e->nbytes++] = c;
		unsigned char first = (unsigned char)e->bytes[0];
		size_t need = first < 0xC0 ? 1
		    : first < 0xE0         ? 2
		    : first < 0xF0         ? 3
					   : 4;
		if (e->nbytes < need)
			return;
		utf8_decode(&cp, e->bytes, e->nbytes, &ok);
		e->nbytes = 0;
		put(e, cp);
	}
}

void
emu_write(struct emu *e, const char *bytes, size_t nbytes)
{
	for (size_t i = 0; i < nbytes; i++) {
		char c = bytes[i];
		if (c == '\033') {
			if (e->state == EMU_STRING)
				end_string(e);
			e->state = EMU_ESC;
		} else if (e->state == EMU_STRING && c == '\a') {
			end_string(e);
		} else if (e->state == EMU_STRING) {
			if (e->nstring + 1 < sizeof e->string)
				e->string[e->nstring++] = c;
		} else if (e->state == EMU_ESC) {
			read_escape(e, c);
		} else if (e->state == EMU_CSI) {
			read_csi(e, c);
		} else if (e->state == EMU_CHARSET) {
			e->state = EMU_GROUND;
		} else {
			read_ground(e, c);
		}
	}
}

void
emu_row(const struct emu *e, int row, struct buf *b)
{
	size_t begin = b->n;

	for (int col = 0; col < e->ncols; col++)
		for (const unsigned *cp = e->at->cells[row][col].cp; *cp; cp++)
			buf_add_cp(b, *cp);
	while (b->n > begin && b->bytes[b->n - 1] == ' ')
		buf_cut(b, b->n - 1);
}
