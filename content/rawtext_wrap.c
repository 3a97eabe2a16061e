/*
 * Lines that were cut at a fixed width.
 *
 * A line was cut by the width, and not by its author, when the first word of
 * the next would not have fitted any more.  If that holds for most lines that
 * stop in mid sentence, the text is hard-wrapped and its paragraphs are joined
 * again: East Asian text without a blank, other text with one.
 */
#include <stdlib.h>
#include <string.h>

#include "content/rawtext_int.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/text/width.h"

enum {
	MIN_LINES = 8, /* fewer prove nothing */
	/* Cells of the narrowest column that a paper sets: 11 characters. */
	MIN_MEASURE = 22,
	/* Of cut lines, per cent that must be full. */
	MIN_FULL = 70,
	/* Two characters may be pushed down by a rule of line breaking. */
	SLACK_EAST = 4,
	/* Some programs wrap a few cells early. */
	SLACK_LATIN = 6,
};

static unsigned
measure_of(const struct raw *raw)
{
	unsigned most = 0;

	for (size_t i = 0; i < raw->n; i++)
		if (raw->lines[i].ncells + raw->lines[i].indent > most)
			most = raw->lines[i].ncells + raw->lines[i].indent;
	return most;
}

/* Cells of what would have had to fit: a word, or one wide character. */
static unsigned
first_word(const struct line *l)
{
	const char *p = l->text.s;
	const char *end = p + l->text.n;
	unsigned cells = 0;

	while (p < end) {
		unsigned cp = utf8_next(&p);
		int w = width_cp(cp, 1);
		if (scan_is_blank(cp) || (w == 2 && cells > 0))
			break;
		cells += w > 0 ? (unsigned)w : 0;
		if (w == 2)
			break;
	}
	return cells;
}

/* Would the first word of `next` have overflowed `l`? */
static bool
is_full(const struct line *l, const struct line *next, unsigned measure)
{
	unsigned slack = l->flags & LINE_EAST ? SLACK_EAST : SLACK_LATIN;
	unsigned blank = l->flags & LINE_EAST ? 0 : 1;

	return l->indent + l->ncells + blank + first_word(next) + slack >
	    measure;
}

/* Do they stand one below the other, without a new paragraph between? */
static bool
is_below(const struct line *l, const struct line *next)
{
	return next->nblank == 0 && next->indent <= l->indent &&
	    !(next->flags & LINE_BREAK);
}

static bool
is_ended(const struct line *l)
{
	return l->end == END_STOP || l->end == END_MARK || l->end == END_COLON;
}

static int
by_cells(const void *a, const void *b)
{
	unsigned x = *(const unsigned *)a;
	unsigned y = *(const unsigned *)b;

	return (x > y) - (x < y);
}

/* The width that three lines in four do not pass, of at most 1000 lines. */
static unsigned
third_quartile(const struct raw *raw)
{
	enum { SAMPLE = 1000 };
	unsigned cells[SAMPLE] = { 0 };
	size_t step = raw->n / SAMPLE + 1;
	size_t n = 0;

	for (size_t i = 0; i < raw->n && n < SAMPLE; i += step)
		cells[n++] = raw->lines[i].ncells;
	qsort(cells, n, sizeof *cells, by_cells);
	return n ? cells[n * 3 / 4] : 0;
}

int
raw_wrap_confidence(const struct raw *raw)
{
	unsigned measure = measure_of(raw);
	unsigned usual = third_quartile(raw);
	size_t nbelow = 0, nopen = 0, nfull = 0;

	/* Paragraphs vary in length, lines cut by a width do not. */
	if (raw->n < MIN_LINES || usual < MIN_MEASURE ||
	    measure * 100 > usual * 135)
		return 0;
	for (size_t i = 0; i + 1 < raw->n; i++) {
		const struct line *l = &raw->lines[i];
		if (!is_below(l, l + 1))
			continue;
		nbelow++;
		nopen += !is_ended(l);
		nfull += !is_ended(l) && is_full(l, l + 1, measure);
	}
	/* At least half of the lines go on, and two in five stop anywhere. */
	if (nbelow * 2 < raw->n || nopen * 5 < nbelow * 2 ||
	    nfull * 100 < nopen * MIN_FULL)
		return 0;
	return (int)(nfull * 100 / nopen);
}

/* Does `next` go on with the paragraph that `l` ends a line of? */
static bool
goes_on(const struct raw *raw, const struct line *l, const struct line *next,
    unsigned measure)
{
	/* A byline or a heading is not filled; text broken early is open. */
	if (!is_below(l, next))
		return false;
	if (is_full(l, next, measure))
		return line_byline(raw, next) < 70 && !scan_caption(next->text);
	return !is_ended(l) && l->end != END_QUOTE &&
	    l->ncells * 5 > measure * 4 && line_byline(raw, next) < 70;
}

static void
join(struct buf *out, const struct line *l)
{
	const char *last = out->bytes + utf8_before(out->bytes, out->n);
	unsigned left = utf8_next(&last);
	bool hyphen = left == '-' || left == 0x2010;

	/* The hyphen stays: whether it was the author's cannot be known. */
	if (!hyphen && (width_cp(left, 1) < 2 || width_cp(l->first, 1) < 2) &&
	    !(width_cp(left, 1) == 2 && l->flags & LINE_EAST) &&
	    !(width_cp(l->first, 1) == 2))
		buf_addc(out, ' ');
	buf_add(out, l->text.s, l->text.n);
}

void
raw_unwrap(struct raw *raw)
{
	unsigned measure = measure_of(raw);
	struct buf text;
	size_t n = 0;

	buf_init(&text);
	for (size_t i = 0; i < raw->n;) {
		struct line l = raw->lines[i];
		size_t end = i + 1;
		text.n = 0;
		buf_add(&text, l.text.s, l.text.n);
		for (; end < raw->n &&
		     goes_on(
			 raw, &raw->lines[end - 1], &raw->lines[end], measure);
		     end++)
			join(&text, &raw->lines[end]);
		if (end > i + 1) {
			l.text.s =
			    arena_strndup(raw->arena, text.bytes, text.n);
			l.text.n = text.n;
			raw_look_at(&l);
		}
		raw->lines[n++] = l;
		i = end;
	}
	buf_fini(&text);
	raw->n = n;
	raw_count(raw);
}
