#include "src/print/text.h"

#include "src/base/buf.h"
#include "src/layout/canvas.h"
#include "src/print/ansi.h"

/* Is there nothing to be seen in a cell? */
static int
is_blank(const struct cell *c, const struct ansi *ansi)
{
	if (c->nbytes != 1 || c->bytes[0] != ' ')
		return 0;
	return !ansi || (!ansi->shown[c->role] && !(c->style & STYLE_LINK));
}

/*
 * Do two cells look the same?  A blank has no foreground, but it does not
 * save a change, and the letters beside it need theirs.
 */
static int
is_same_ink(const struct cell *a, const struct cell *b)
{
	return a->role == b->role && a->style == b->style;
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
	for (int x = 0; x < end; x++) {
		const struct cell *at = canvas_at(c, row, x);
		if (at->ncells == 0)
			continue;
		if (ansi && (x == 0 || !is_same_ink(at, was)) &&
		    !(x == 0 && !ansi->roles[at->role][0] && !at->style)) {
			ansi_add(out, ansi, at->role, at->style);
			is_inked = 1;
		}
		was = at;
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
