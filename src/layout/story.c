#include "src/layout/story.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/layout/galley.h"
#include "src/layout/para.h"
#include "src/layout/words.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

enum {
	DECK_ROWS = 3,  /* more is a standfirst, and left out */
	LEAST_TEXT = 2, /* lines; one alone looks like a caption */
	/*
	 * From here a paragraph is indented by two characters, below by one
	 * (CLREQ, "Paragraph Indents": one in narrow columns).
	 */
	WIDE_MEASURE = 24,
	QUOTE_INDENT = 2,
};

enum story_weight
story_weight(const struct article *a)
{
	static const struct {
		const char *name;
		enum story_weight weight;
	} names[] = {
		{ "lead", STORY_LEAD },
		{ "major", STORY_MAJOR },
		{ "brief", STORY_BRIEF },
	};

	for (size_t i = 0; a->weight && i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, a->weight) == 0)
			return names[i].weight;
	return STORY_NORMAL;
}

/* --- setting ------------------------------------------------------------- */

static const char *
language_of(const struct edition *e, const struct article *a)
{
	const char *l = article_language(e, a);

	for (size_t i = 0; !l && i < a->nblocks; i++)
		l = lang_guess(a->blocks[i].text, a->blocks[i].nbytes);
	return l;
}

/* What of an article's blocks its opening lines are made of. */
static const struct {
	bool is_text;
	enum role role;
} openings[BLOCK_COUNT] = {
	[BLOCK_STANDFIRST] = { true, ROLE_STANDFIRST },
	[BLOCK_PARAGRAPH] = { true, ROLE_TEXT },
	[BLOCK_SUBHEAD] = { true, ROLE_SUBHEAD },
	[BLOCK_QUOTE] = { true, ROLE_QUOTE },
};

struct setter {
	struct story *story;
	const struct layout_params *params;
	const char *language;
	struct arena *arena;
	size_t cap; /* of story->text */
};

static struct para
para_for(const struct setter *s, const char *text, enum role role,
    enum line_part part)
{
	return (struct para){
		.text = text,
		.nbytes = text ? (uint32_t)strlen(text) : 0,
		.language = s->language,
		.role = (uint8_t)role,
		.part = (uint8_t)part,
		.measure = story_ncells(s->story),
		.story = s->story->article,
	};
}

static struct lines
set_head(const struct setter *s, const char *text, enum role role,
    enum line_part part)
{
	struct para p = para_for(s, text, role, part);

	if (!text)
		return (struct lines){ 0 };
	return para_set_heading(&p, s->params, s->arena);
}

/*
 * A cell between the characters of a lead headline that leaves the room
 * for it (均排): the nearest thing to a larger size.
 */
static void
space_out(const struct setter *s, struct lines *l)
{
	struct line *line = l->n == 1 ? &l->at[0] : NULL;
	struct gap *gaps;
	size_t n = 0;
	int was = 0;

	if (!line || line->ncells * 3 / 2 > story_ncells(s->story))
		return;
	gaps = arena_array(s->arena, struct gap, line->to - line->from);
	for (uint32_t at = line->from; at < line->to;) {
		struct glyph g;
		uint32_t from = at;
		at += (uint32_t)glyph_next(&g, line->text + at, line->to - at,
		    line_ambiguous(line, s->params->ambiguous));
		if (was == 2 && g.ncells == 2)
			gaps[n++] = (struct gap){ from, 1 };
		was = g.ncells ? g.ncells : was;
	}
	line->gaps = gaps;
	line->ngaps = n;
	line->ncells = (uint16_t)(line->ncells + n);
}

static void
add_lines(struct setter *s, const struct lines *l)
{
	struct lines *text = &s->story->text;

	for (size_t i = 0; i < l->n && text->n < s->cap; i++)
		text->at[text->n++] = l->at[i];
}

static int
indent_of(const struct setter *s, const struct block *b)
{
	if (b->type != BLOCK_STANDFIRST && b->type != BLOCK_PARAGRAPH)
		return 0;
	if (s->params->indent >= 0)
		return s->params->indent;
	if (!lang_is_east_asian(s->language))
		return s->story->text.n ? 2 : 0;
	return s->story->frame.measure < WIDE_MEASURE ? 2 : 4;
}

/*
 * Set a block, and no more of it than can ever be shown.  Returns whether that
 * was all of it.
 */
static bool
set_block(struct setter *s, size_t i)
{
	const struct block *b = &s->story->article->blocks[i];
	int measure = s->story->frame.measure;
	struct para p =
	    para_for(s, b->text, openings[b->type].role, PART_BLOCK);
	/* One line more than there is room for, so that the last is full. */
	size_t room = (s->cap - s->story->text.n + 2) * (size_t)measure;
	struct lines l;

	p.nbytes = (uint32_t)glyph_fit(
	    b->text, b->nbytes, s->params->ambiguous, room, NULL);
	p.block = (uint32_t)i;
	p.measure = measure;
	p.first = indent_of(s, b);
	if (b->type == BLOCK_QUOTE)
		p.first = p.rest = QUOTE_INDENT;
	if (b->type == BLOCK_SUBHEAD) {
		l = para_set_heading(&p, s->params, s->arena);
		for (size_t k = 0; k < l.n; k++)
			l.at[k].flags |= LINE_KEEP;
	} else {
		l = para_set(&p, s->params, s->arena);
	}
	bool is_all = p.nbytes == b->nbytes && s->story->text.n + l.n <= s->cap;
	add_lines(s, &l);
	return is_all;
}

static void
set_text(struct setter *s)
{
	struct story *story = s->story;
	const struct article *a = story->article;
	size_t i = 0;

	s->cap = (size_t)story->frame.max_nrows * (size_t)story->frame.ncolumns;
	story->text.at = arena_array(s->arena, struct line, s->cap);
	story->is_whole = true;
	for (; i < a->nblocks && story->text.n < s->cap; i++) {
		if (!openings[a->blocks[i].type].is_text)
			story->is_whole = false;
		else if (!set_block(s, i))
			story->is_whole = false;
	}
	if (i < a->nblocks || a->continued_on || a->cut_off)
		story->is_whole = false;
}

static void
set_jump(struct setter *s, const struct edition *e)
{
	const struct article *a = s->story->article;
	unsigned seconds = 0;
	struct buf b;

	buf_init(&b);
	for (size_t i = 0; i < a->nblocks; i++)
		seconds += lang_reading_seconds(
		    a->blocks[i].text, a->blocks[i].nbytes);
	words_add_jump(&b, article_page(e, a)->label, seconds,
	    s->language ? s->language : s->params->interface_);
	s->story->jump = arena_strdup(s->arena, buf_str(&b));
	buf_fini(&b);
}

void
story_set(struct story *story, const struct edition *e, const struct article *a,
    const struct story_frame *frame, const struct layout_params *params,
    struct arena *arena)
{
	struct setter s = { .story = story,
		.params = params,
		.language = language_of(e, a),
		.arena = arena };
	bool is_grand = frame->is_lead || story_weight(a) <= STORY_MAJOR;

	*story = (struct story){ .article = a, .frame = *frame };
	if (a->kicker) {
		struct para p =
		    para_for(&s, a->kicker, ROLE_KICKER, PART_KICKER);
		story->kicker = para_set(&p, params, arena);
	}
	story->headline = set_head(&s, a->headline,
	    frame->is_lead ? ROLE_LEAD : ROLE_HEADLINE, PART_HEADLINE);
	if (frame->is_lead)
		space_out(&s, &story->headline);
	if (is_grand)
		story->deck = set_head(&s, a->deck, ROLE_DECK, PART_DECK);
	if (story->deck.n > DECK_ROWS)
		story->deck.n = 0;
	set_text(&s);
	set_jump(&s, e);
}

/* --- measuring ----------------------------------------------------------- */

int
story_ncells(const struct story *s)
{
	return s->frame.ncolumns * s->frame.measure +
	    (s->frame.ncolumns - 1) * s->frame.gutter;
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

/* A byline that the opening lines hold is not shown twice. */
static bool
has_byline(const struct story *s)
{
	return s->article->byline && !galley_opens_signed(s->article);
}

/* How the rows of a rectangle are shared out. */
struct shares {
	int kicker, headline, deck, byline, text;
	bool has_jump; /* in the last row of the last column */
};

static struct shares
share_rows(const struct story *s, int nrows)
{
	struct shares out = { 0 };
	int ntext = smaller((int)s->text.n, LEAST_TEXT);
	int left;

	out.headline = smaller((int)s->headline.n, nrows);
	left = nrows - out.headline;
	/* With one column the jump has a row of its own. */
	ntext += ntext > 0 && s->frame.ncolumns == 1 && !s->is_whole;
	ntext = smaller(ntext, left);
	left -= ntext;
	if (s->kicker.n > 0 && left > 0) {
		out.kicker = 1;
		left--;
	}
	if (has_byline(s) && left > 0) {
		out.byline = 1;
		left--;
	}
	/* Text before the deck, which is shown whole or not at all. */
	if (left > (int)s->deck.n) {
		out.deck = (int)s->deck.n;
		left -= out.deck;
	}
	out.text = ntext + left;
	int room = out.text * s->frame.ncolumns;
	out.has_jump = out.text > 0 && (!s->is_whole || (int)s->text.n > room);
	return out;
}

static int
head_nrows(const struct story *s)
{
	return (int)s->headline.n + (s->kicker.n > 0) + has_byline(s);
}

int
story_most_nrows(const struct story *s)
{
	int n = s->frame.ncolumns;
	int cells = (int)s->text.n + !s->is_whole;

	return larger(1, head_nrows(s) + (int)s->deck.n + (cells + n - 1) / n);
}

int
story_least_nrows(const struct story *s)
{
	int ntext = s->text.n ? LEAST_TEXT + 1 : 0;

	return smaller(head_nrows(s) + ntext, story_most_nrows(s));
}

/* --- placing ------------------------------------------------------------- */

void
puts_add(struct puts *p, const struct put *put)
{
	p->at = mem_grow(p->at, p->n, &p->cap, sizeof *p->at);
	p->at[p->n++] = *put;
}

/* The first `n` lines; where more were wanted, the last one says so. */
static int
put_head(const struct story *s, struct puts *puts, const struct lines *l, int n,
    int row, int col)
{
	for (int i = 0; i < n; i++) {
		const struct line *line = &l->at[i];
		struct put put = { .kind = PUT_LINE,
			.row = row + i,
			.col = col,
			.n = story_ncells(s),
			.role = (enum role)line->role,
			.line = line,
			.article = s->article };
		if (i + 1 == n && (size_t)n < l->n) {
			put.kind = PUT_LEFT;
			put.text = line->text + line->from;
		}
		puts_add(puts, &put);
	}
	return row + n;
}

static int
put_byline(const struct story *s, struct puts *puts, int row, int col)
{
	puts_add(puts,
	    &(struct put){ .kind = PUT_LEFT,
		.row = row,
		.col = col,
		.n = story_ncells(s),
		.role = ROLE_BYLINE,
		.text = s->article->byline,
		.article = s->article });
	return row + 1;
}

/* Lines down the columns; a subhead never stands at a column's foot. */
static void
put_text(const struct story *s, const struct shares *share, struct puts *puts,
    int row, int col)
{
	size_t i = 0;
	int nrows = share->text;
	int n = s->frame.ncolumns;

	if (!share->has_jump) /* it all fits: columns of one height */
		nrows = smaller(nrows, ((int)s->text.n + n - 1) / n);
	for (int k = 0; k < n; k++) {
		int x = col + k * (s->frame.measure + s->frame.gutter);
		int end = nrows - (share->has_jump && k == n - 1);
		for (int r = 0; r < end && i < s->text.n; r++) {
			const struct line *l = &s->text.at[i];
			if (l->flags & LINE_KEEP && r + 1 == end)
				break;
			puts_add(puts,
			    &(struct put){ .kind = PUT_LINE,
				.row = row + r,
				.col = x,
				.n = s->frame.measure,
				.line = l,
				.article = s->article });
			i++;
		}
		if (share->has_jump && k == n - 1)
			puts_add(puts,
			    &(struct put){ .kind = PUT_RIGHT,
				.row = row + end,
				.col = x,
				.n = s->frame.measure,
				.role = ROLE_JUMP,
				.text = s->jump });
	}
}

void
story_put(const struct story *s, struct story_place *at, struct puts *puts)
{
	struct shares share = share_rows(s, at->nrows);
	int row = at->row;

	row = put_head(s, puts, &s->kicker, share.kicker, row, at->col);
	at->head_row = row;
	row = put_head(s, puts, &s->headline, share.headline, row, at->col);
	at->head_nrows = row - at->head_row;
	row = put_head(s, puts, &s->deck, share.deck, row, at->col);
	if (share.byline)
		row = put_byline(s, puts, row, at->col);
	put_text(s, &share, puts, row, at->col);
}
