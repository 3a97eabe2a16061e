#include "ui/probe.h"

#include <string.h>

#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/text/glyph.h"

enum {
	ESC = 0x1B,
	MOST_DIGITS = 4,
	MOST_CELLS = 16, /* of a sample, in any terminal */
};

const struct probe_row probe_rows[PROBE_COUNT] = {
#define PROBE(id, sample, ncells, kind, what) \
	[PROBE_##id] = { sample, ncells, kind, what },
#include "ui/probe.def"
#undef PROBE
};

/*
 * For a shell's screen: the second screen, with the cursor put by and back
 * (xterm's mode 1049).  Where there is none, the lines are wiped.
 */
void
probe_question(struct buf *b, int n, bool shell)
{
	const char *wipe = shell ? "\r\033[K" : "";

	if (shell)
		buf_adds(b, "\033[?1049h");
	buf_addf(b, "\033[%d;1H", PROBE_ROW);
	for (int i = 0; i < n; i++)
		buf_addf(b, "\r%s\033[6n", probe_rows[i].sample);
	buf_addf(b, "%s\033[%d;1H%s\033[6n%s", wipe, PROBE_LAST_ROW,
	    probe_rows[PROBE_QUOTE].sample, wipe);
	if (shell)
		buf_adds(b, "\033[?1049l");
}

void
probe_begin(struct probe_reader *r, int n)
{
	*r = (struct probe_reader){ .nasked = (size_t)n };
}

/* --- replies ------------------------------------------------------------- */

/* A number of at most MOST_DIGITS digits; -1 if there is none. */
static int
take_number(const char *s, size_t n, size_t *at)
{
	size_t from = *at;
	int number = 0;

	while (*at < n && *at - from < MOST_DIGITS && s[*at] >= '0' &&
	    s[*at] <= '9')
		number = number * 10 + (s[(*at)++] - '0');
	return *at > from ? number : -1;
}

/* "ESC [ row ; column R", all of it. */
static bool
is_position(const char *s, size_t n, int *row, int *col)
{
	size_t at = 2;

	*row = take_number(s, n, &at);
	if (*row < 0 || at >= n || s[at++] != ';')
		return false;
	*col = take_number(s, n, &at);
	return *col > 0 && at + 1 == n && s[at] == 'R';
}

int
probe_ncells(const char *reply)
{
	static const char *const replies[] = { "4;2R", "4;3R" };

	_Static_assert(PROBE_LAST_ROW == 4, "as in the replies");
	for (int i = 0; i < 2; i++)
		if (strcmp(reply, replies[i]) == 0)
			return i + 1;
	return 0;
}

/*
 * A reply that is not for us: a key that looks like one, or a terminal that
 * always says the same.  As many of them as questions, and it is over.
 */
static bool
refuse_reply(struct probe_reader *r)
{
	r->nforeign++;
	if (r->n + r->nforeign > r->nasked)
		r->is_over = true;
	return false;
}

/* Take a whole control sequence; false if it is none of ours. */
static bool
take_reply(struct probe_reader *r)
{
	int row, col;

	if (r->is_over || !is_position(r->held, r->nheld, &row, &col))
		return false;
	if (col > MOST_CELLS + 1)
		return refuse_reply(r);
	if (row == PROBE_LAST_ROW) {
		r->last = col - 1;
		r->is_over = true;
		return true;
	}
	if (row != PROBE_ROW || r->n == r->nasked)
		return refuse_reply(r);
	r->ncells[r->n++] = col - 1;
	return true;
}

static void
give_back(struct probe_reader *r, struct buf *typed)
{
	buf_add(typed, r->held, r->nheld);
	r->nheld = 0;
}

/* May the bytes held go on to a reply? */
static bool
may_become_reply(const struct probe_reader *r)
{
	const char *s = r->held;

	if (s[0] != ESC || (r->nheld > 1 && s[1] != '['))
		return false;
	for (size_t i = 2; i < r->nheld; i++)
		if (!((s[i] >= '0' && s[i] <= '9') || s[i] == ';'))
			return false;
	return r->nheld < PROBE_REPLY_BYTES;
}

static void
read_byte(struct probe_reader *r, char byte, struct buf *typed)
{
	/* ESC begins anew, whatever was before it. */
	if (byte == ESC)
		give_back(r, typed);
	r->held[r->nheld++] = byte;
	if (may_become_reply(r))
		return;
	if (byte == 'R' && take_reply(r))
		r->nheld = 0;
	else
		give_back(r, typed);
}

void
probe_read(
    struct probe_reader *r, const char *bytes, size_t nbytes, struct buf *typed)
{
	for (size_t i = 0; i < nbytes; i++)
		read_byte(r, bytes[i], typed);
}

void
probe_end(struct probe_reader *r, struct buf *typed)
{
	if (r->nheld == 1)
		give_back(r, typed);
	r->nheld = 0;
}

bool
probe_is_amid(const struct probe_reader *r)
{
	return r->nheld > 0;
}

/* --- verdict ------------------------------------------------------------- */

enum probe_verdict
probe_verdict(const struct probe_reader *r)
{
	int ncells = r->ncells[PROBE_QUOTE];

	if (!r->last || r->n < r->nasked || (ncells != 1 && ncells != 2))
		return PROBE_SILENT;
	for (size_t i = 0; i < r->n; i++)
		if (probe_rows[i].kind == PROBE_AMBIGUOUS &&
		    r->ncells[i] != ncells)
			return PROBE_MIXED;
	return ncells == 2 ? PROBE_WIDE : PROBE_NARROW;
}

int
probe_ambiguous(enum probe_verdict verdict)
{
	static const int table[] = {
		[PROBE_SILENT] = 1,
		[PROBE_NARROW] = 1,
		[PROBE_WIDE] = 2,
		[PROBE_MIXED] = 1 | GLYPH_SAFE,
	};

	return table[verdict];
}
