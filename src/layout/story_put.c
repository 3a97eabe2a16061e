#include "src/layout/story_int.h"

#include <limits.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/layout/phrases.h"
#include "src/layout/words.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

/* --- flowing --------------------------------------------------------------- */

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

static bool
is_kept(const struct story *s, int i)
{
	return (size_t)i < s->text.n && s->text.at[i].flags & LINE_KEEP;
}

/*
 * A subhead never stands at a column's foot: where a column ends instead of
 * `end`; below the line after the subhead, if `most` bears it, else above it.
 */
static int
column_end(const struct story *s, int first, int end, int most)
{
	int e = end;

	while (e < most && is_kept(s, e - 1))
		e++;
	if (!is_kept(s, e - 1))
		return e;
	for (e = end; e > first && is_kept(s, e - 1);)
		e--;
	return e > first ? e : end;
}

/* Lines that there are to flow. */
static int
count_lines(const struct story *s)
{
	return s->is_long && !s->text.at ? s->most_lines : (int)s->text.n;
}

/*
 * All of it in columns of one height; the jump line, if there is one, is
 * its last line.  Returns false if that is too much.
 */
static bool
flow_whole(struct story_flow *f, const struct story *s, int ncolumns, int nrows)
{
	int n = count_lines(s);
	int total = n + !s->is_whole;
	int i = 0;

	if (s->is_long || total > ncolumns * nrows)
		return false;
	for (int k = 0; k < ncolumns; k++) {
		int left = total - i, rest = ncolumns - k;
		int end = i + smaller((left + rest - 1) / rest, nrows);
		if (end < n && end > i)
			end = column_end(s, i, end, smaller(i + nrows, n));
		f->lines[k] = smaller(end, n) - i;
		i = end;
	}
	f->nlines = n;
	if (!s->is_whole)
		f->jump_row = f->lines[ncolumns - 1];
	return i == total && f->lines[ncolumns - 1] >= 0;
}

/* As much as there is room for, and the jump line in the last row. */
static void
flow_cut(struct story_flow *f, const struct story *s, int ncolumns, int nrows)
{
	int n = count_lines(s);
	int i = 0;

	for (int k = 0; k < ncolumns; k++) {
		int room = nrows - (k + 1 == ncolumns);
		int end = smaller(i + room, n);
		if (end < n && end > i)
			end = column_end(s, i, end, end);
		f->lines[k] = end - i;
		i = end;
	}
	f->nlines = i;
	f->jump_row = nrows - 1;
}

/* The most empty rows at the foot of a column. */
static int
count_foot(const struct story_flow *f, int ncolumns, int nrows)
{
	int most = 0;

	for (int k = 0; k < ncolumns; k++) {
		bool has_jump = k + 1 == ncolumns && f->jump_row >= 0;
		int end = has_jump ? f->jump_row + 1 : f->lines[k];
		most = larger(most, nrows - end);
	}
	return most;
}

void
story_flow(struct story_flow *f, const struct story *s, int ncolumns, int nrows)
{
	*f = (struct story_flow){ .jump_row = -1 };
	if (nrows < 1)
		return;
	if (!flow_whole(f, s, ncolumns, nrows)) {
		*f = (struct story_flow){ .jump_row = -1 };
		if (count_lines(s) > 0 || !s->is_whole)
			flow_cut(f, s, ncolumns, nrows);
	}
	f->nempty = nrows * ncolumns - f->nlines - (f->jump_row >= 0);
	for (int k = 0; k < ncolumns; k++)
		if (f->lines[k] > f->nrows)
			f->nrows = f->lines[k];
	if (f->jump_row >= f->nrows)
		f->nrows = f->jump_row + 1;
	f->foot = count_foot(f, ncolumns, nrows);
}

bool
story_has_hole(struct story *s, int ncolumns, int nrows)
{
	int ntext = nrows - story_head_nrows(s, ncolumns);
	struct story_flow f;

	if (!s->is_long || ntext < 1)
		return false;
	if ((int)s->text.n < ntext * ncolumns)
		story_set_text(s, ntext * ncolumns);
	story_flow(&f, s, ncolumns, ntext);
	if (f.foot <= 1)
		return false;
	if ((int)s->text.n < s->most_lines)
		story_set_text(s, s->most_lines);
	return true;
}

/* --- placing --------------------------------------------------------------- */

struct putter {
	struct story *story;
	struct story_place *place;
	struct puts *puts;
	int row; /* the next that is free */
	int end; /* of the rectangle */
	bool is_rtl;
};

static void
put(const struct putter *p, struct put what)
{
	what.article = p->story->article;
	puts_add(p->puts, &what);
}

static enum put_kind
label_kind(const struct putter *p)
{
	return p->is_rtl ? PUT_RIGHT : PUT_LEFT;
}

/*
 * As many lines as there is room for, and not more than `most`; where more were
 * wanted, the last says so.
 */
static void
put_lines(struct putter *p, const struct lines *l, int most)
{
	int n = smaller(smaller((int)l->n, most), p->end - p->row);

	for (int i = 0; i < n; i++) {
		const struct line *line = &l->at[i];
		bool is_cut = i + 1 == n && (size_t)n < l->n;
		put(p,
		    (struct put){ .kind = is_cut ? label_kind(p) : PUT_LINE,
			.row = p->row++,
			.col = p->place->col,
			.n = p->place->ncells,
			.role = (enum role)line->role,
			.text = line->text + line->from,
			.line = line });
	}
}

static void
put_byline(struct putter *p)
{
	if (p->row < p->end)
		put(p,
		    (struct put){ .kind = label_kind(p),
			.row = p->row++,
			.col = p->place->col,
			.n = p->place->ncells,
			.role = ROLE_BYLINE,
			.text = p->story->article->byline });
}

/*
 * What of the head there is room for: the headline first, then one line of
 * text, then the others.
 */
static void
put_head(struct putter *p, int ncolumns)
{
	const struct story_head *h = story_head(p->story, ncolumns);
	int spare = p->end - p->row - (int)h->headline.n - 1;

	if (spare >= 1 && h->kicker.n) {
		put_lines(p, &h->kicker, 1);
		spare--;
	}
	p->place->head_row = p->row;
	put_lines(p, &h->headline, INT_MAX);
	p->place->head_nrows = p->row - p->place->head_row;
	if (spare >= (int)h->deck.n) {
		put_lines(p, &h->deck, INT_MAX);
		spare -= (int)h->deck.n;
	}
	if (spare >= (int)h->standfirst.n) {
		put_lines(p, &h->standfirst, INT_MAX);
		spare -= (int)h->standfirst.n;
	}
	if (p->story->has_byline && spare > 0)
		put_byline(p);
}

/* The first place of the article that was not shown. */
static struct anchor
place_after(const struct story *s, int nlines)
{
	struct anchor at = { .article = (uint32_t)s->article->index };

	if ((size_t)nlines < s->text.n) {
		at.block = s->text.at[nlines].block;
		at.byte = s->text.at[nlines].from;
		return at;
	}
	if (s->text.n > 0) {
		const struct line *last = &s->text.at[s->text.n - 1];
		const struct block *b = &s->article->blocks[last->block];
		at.block = last->block;
		at.byte = last->to;
		if (at.byte >= b->nbytes && at.block + 1 < s->article->nblocks)
			at = (struct anchor){ at.article, at.block + 1, 0 };
	}
	return at;
}

/*
 * "▸ Continued on A05  3 min", shorter in a narrow column; a story that stands
 * on its page goes on there: "▸ Read on  3 min".
 */
static const char *
jump_text(const struct story *s)
{
	const struct article *a = s->article;
	const char *label =
	    s->is_at_home ? NULL : article_page(s->edition, a)->label;
	const char *language =
	    s->language ? s->language : s->params->interface_;
	unsigned seconds = 0;
	const char *text = NULL;
	struct buf b;

	for (size_t i = 0; i < a->nblocks; i++)
		seconds += lang_reading_seconds(
		    a->blocks[i].text, a->blocks[i].nbytes, s->params->rate);
	for (int is_short = 0; is_short < 2; is_short++) {
		buf_init(&b);
		words_add_jump(&b, label, seconds, is_short, language);
		text = arena_strdup(s->arena, buf_str(&b));
		buf_fini(&b);
		if ((int)glyph_ncells(text, strlen(text),
			s->params->ambiguous) < s->grid.measure)
			break;
	}
	return text;
}

/* A label at the right end of a row of a column; returns its first cell. */
static int
put_right(struct putter *p, const char *text, enum role role, int row, int col)
{
	const struct story *s = p->story;
	int n = (int)glyph_ncells(text, strlen(text), s->params->ambiguous);

	n = smaller(n, s->grid.measure);
	col += s->grid.measure - n;
	put(p,
	    (struct put){ .kind = PUT_LEFT,
		.row = row,
		.col = col,
		.n = n,
		.role = role,
		.text = text });
	return col;
}

/* Where it goes on; or that the source has no more of it. */
static void
put_jump(struct putter *p, int col, int row, int nlines)
{
	struct story_place *place = p->place;
	const struct story *s = p->story;

	if (s->breaks_off && (size_t)nlines == s->text.n) {
		put_right(p, phrases_for(s->language)->cut_off, ROLE_NOTICE,
		    row, col);
		return;
	}
	place->has_jump = true;
	place->jump_row = row;
	place->jump_col = put_right(p, jump_text(s), ROLE_JUMP, row, col);
	place->jump_ncells = col + s->grid.measure - place->jump_col;
	place->jump = place_after(s, nlines);
}

/*
 * A column that had to end early keeps one empty row at its foot; the others
 * go above what begins last in it, where they look meant.  Returns the rows
 * still empty at the foot.
 */
static int
put_column(
    struct putter *p, const struct line *lines, int n, int col, int nrows)
{
	int spare = nrows - n - 1;
	int row = p->row;

	for (int i = 0, left = n; i < n; i++, left--) {
		bool opens = i > 0 && lines[i].flags & LINE_OPENS;
		int later = 0;
		for (int k = i + 1; k < n && spare > 0 && opens; k++)
			later += (lines[k].flags & LINE_OPENS) != 0;
		if (opens && spare > later) {
			row++;
			spare--;
		}
		put(p,
		    (struct put){ .kind = PUT_LINE,
			.row = row,
			.col = col,
			.n = p->story->grid.measure,
			.line = &lines[i] });
		row++;
	}
	return p->row + nrows - row;
}

static void
put_text(struct putter *p, int ncolumns)
{
	const struct story *s = p->story;
	int nrows = p->end - p->row;
	struct story_flow f;
	const struct line *at = s->text.at;

	story_flow(&f, s, ncolumns, nrows);
	p->place->nempty = f.nempty;
	p->place->nblank = nrows - f.nrows;
	for (int k = 0; k < ncolumns; k++) {
		int nth = p->is_rtl ? ncolumns - 1 - k : k;
		int col =
		    p->place->col + nth * (s->grid.measure + s->grid.gutter);
		bool has_jump = k + 1 == ncolumns && f.jump_row >= 0;
		int room = has_jump ? f.jump_row : f.nrows;
		int foot = put_column(p, at, f.lines[k], col, room);
		at += f.lines[k];
		if (has_jump) {
			put_jump(p, col, p->row + f.jump_row, f.nlines);
			foot = 0;
		}
		foot += nrows - (has_jump ? f.jump_row + 1 : f.nrows);
		if (foot > p->place->nempty_foot)
			p->place->nempty_foot = foot;
	}
}

void
story_put(struct story *s, struct story_place *place, struct puts *puts)
{
	int n = place->ncolumns;
	struct putter p = { .story = s,
		.place = place,
		.puts = puts,
		.row = place->row,
		.end = place->row + place->nrows,
		.is_rtl = story_is_rtl(s, n) };

	place->ncells = story_grid_ncells(&s->grid, n);
	put_head(&p, n);
	if (p.row == p.end)
		return;
	if (s->is_long && (int)s->text.n < (p.end - p.row) * n)
		story_set_text(s, (p.end - p.row) * n);
	put_text(&p, n);
}
