#include "src/print/text.h"

#include <string.h>

#include "src/base/buf.h"
#include "src/layout/canvas.h"
#include "src/layout/line.h"
#include "src/print/ansi.h"

/* Is there nothing to be seen in a cell? */
static int
is_blank(const struct cell *c, const struct ansi *ansi)
{
	if (c->nbytes != 1 || c->bytes[0] != ' ')
		return 0;
	return !ansi || (!ansi->shown[c->role] && !(c->style & STYLE_LINK));
}

/* Would a blank show the ink of this cell? */
static int
is_shown(const struct cell *c, const struct ansi *ansi)
{
	return ansi->shown[c->role] || c->style & STYLE_LINK;
}

/*
 * Must the ink change from one cell to the next?  Between blanks that show no
 * ink it need not.
 */
static int
is_change(
    const struct cell *from, const struct cell *to, const struct ansi *ansi)
{
	if (from->role == to->role && from->style == to->style)
		return 0;
	return !is_blank(to, ansi) || is_shown(from, ansi);
}

static void
add_row(struct buf *out, struct canvas *c, int row, const struct ansi *ansi)
{
	const struct cell plain = { .role = ROLE_TEXT };
	const struct cell *was = &plain;
	int end = c->ncols;
	int is_inked = 0;

	while (end > 0 && is_blank(canvas_at(c, row, end - 1), ansi))
		end--;
	if (ansi && end > 0 && ansi->roles[ROLE_TEXT][0]) {
		ansi_add(out, ansi, ROLE_TEXT, 0);
		is_inked = 1;
	}
	for (int x = 0; x < end; x++) {
		const struct cell *at = canvas_at(c, row, x);
		if (at->ncells == 0)
			continue;
		if (ansi && is_change(was, at, ansi)) {
			ansi_add(out, ansi, at->role, at->style);
			is_inked = 1;
			was = at;
		}
		buf_add(out, at->bytes, at->nbytes);
	}
	if (is_inked)
		ansi_add_reset(out);
	buf_addc(out, '\n');
}

void
text_add_rows(struct buf *out, struct canvas *c, int from, int end,
    const struct ansi *ansi)
{
	for (int row = from; row < end && row < c->nrows; row++)
		add_row(out, c, row, ansi);
}

static char *
put_blanks(char *to, size_t n)
{
	memset(to, ' ', n);
	return to + n;
}

/* The line's bytes with its gaps opened. */
static char *
put_text(char *to, const struct line *l)
{
	const char *s = l->text + l->from;
	size_t at = l->from;

	for (size_t i = 0; i < l->ngaps; i++) {
		size_t n = l->gaps[i].at - at;
		memcpy(to, s, n);
		to = put_blanks(to + n, l->gaps[i].ncells);
		s += n;
		at += n;
	}
	memcpy(to, s, l->to - at);
	return to + (l->to - at);
}

int
text_add_line(struct buf *out, const struct line *l, int measure, int ncols)
{
	const unsigned aside = LINE_BLANK | LINE_FILL;

	if (!(l->flags & LINE_PLAIN) || l->flags & aside || l->label ||
	    l->pieces)
		return 0;
	int col = canvas_text_col(l, measure);
	if (col - l->indent + l->ncells > ncols)
		return 0;
	/* One blank more a cell at most, a hyphen and the newline. */
	char *start =
	    buf_room(out, (size_t)col + (l->to - l->from) + l->ncells + 2);
	char *to = put_text(put_blanks(start, (size_t)col), l);
	if (l->flags & LINE_HYPHEN)
		*to++ = '-';
	while (to > start && to[-1] == ' ')
		to--;
	*to++ = '\n';
	buf_grow(out, (size_t)(to - start));
	return 1;
}
