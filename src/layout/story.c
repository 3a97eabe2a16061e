#include "src/layout/story.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/layout/galley.h"
#include "src/layout/heading.h"
#include "src/layout/para.h"
#include "src/layout/phrases.h"
#include "src/layout/story_int.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

enum {
	/* More is a standfirst, or too much above a few lines: left out. */
	LEAD_DECK_ROWS = 3,
	DECK_ROWS = 2,
	/*
	 * Rows of one column that a standfirst may take to be set across all
	 * of them: three rows of two columns.
	 */
	STANDFIRST_ROWS = 6,
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

int
story_grid_ncells(const struct story_grid *g, int ncolumns)
{
	return ncolumns * g->measure + (ncolumns - 1) * g->gutter;
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
	[BLOCK_ITEM] = { true, ROLE_ITEM },
	[BLOCK_FIGURE] = { false, ROLE_CAPTION },
};

static bool
is_picture(const struct article *a)
{
	bool has_caption = false;

	for (size_t i = 0; i < a->nblocks; i++) {
		if (openings[a->blocks[i].type].is_text)
			return false;
		has_caption |= a->blocks[i].type == BLOCK_FIGURE;
	}
	return has_caption;
}

/* A caption tells little where its picture is not, unless it is the story. */
static bool
is_shown(const struct story *s, const struct block *b)
{
	return openings[b->type].is_text ||
	    (s->is_picture && b->type == BLOCK_FIGURE);
}

static const char *
language_of(const struct edition *e, const struct article *a)
{
	const char *l = article_language(e, a);

	for (size_t i = 0; !l && i < a->nblocks; i++)
		l = lang_guess(a->blocks[i].text, a->blocks[i].nbytes);
	return l;
}

void
story_init(struct story *s, const struct edition *e, const struct article *a,
    const struct story_grid *grid, const struct layout_params *params,
    struct arena *arena)
{
	*s = (struct story){
		.edition = e,
		.article = a,
		.params = params,
		.grid = *grid,
		.arena = arena,
		.language = language_of(e, a),
		/* A byline that the opening lines hold is not shown twice. */
		.has_byline = a->byline && !galley_opens_signed(a),
		.is_picture = is_picture(a),
	};
}

/* --- the head -------------------------------------------------------------- */

static struct para
para_for(const struct story *s, const char *text, enum role role,
    enum line_part part)
{
	return (struct para){
		.text = text,
		.nbytes = text ? (uint32_t)strlen(text) : 0,
		.language = s->language,
		.role = (uint8_t)role,
		.part = (uint8_t)part,
		.measure = s->grid.measure,
		.story = s->article,
	};
}

/*
 * A heading at `measure`.  One that is a single line in fewer columns, `narrow`,
 * is the same here, unless it is set flush right.
 */
static struct lines
set_heading(const struct story *s, struct para p, int measure,
    const struct lines *narrow)
{
	if (!p.text)
		return (struct lines){ 0 };
	if (narrow && narrow->n == 1 && !(narrow->at->flags & LINE_RTL))
		return *narrow;
	p.measure = measure;
	return para_set_heading(&p, s->params, s->arena);
}

/* The lead's standfirst across its columns, if it is short enough. */
static size_t
count_standfirst(const struct story *s)
{
	const struct article *a = s->article;
	size_t n = 0, room = (size_t)(s->grid.measure * STANDFIRST_ROWS);

	if (!s->is_lead)
		return 0;
	for (; n < a->nblocks && a->blocks[n].type == BLOCK_STANDFIRST; n++) {
		const struct block *b = &a->blocks[n];
		size_t used;
		if (glyph_fit(b->text, b->nbytes, s->params->ambiguous, room,
			&used) < b->nbytes)
			return 0;
		room -= used;
	}
	return n;
}

static struct lines
set_standfirst(const struct story *s, int measure)
{
	struct lines all = { 0 };
	size_t n = count_standfirst(s);

	all.at = arena_array(
	    s->arena, struct line, n * (size_t)(STANDFIRST_ROWS + 1) + 1);
	for (size_t i = 0; i < n; i++) {
		const struct block *b = &s->article->blocks[i];
		struct para p =
		    para_for(s, b->text, ROLE_STANDFIRST, PART_BLOCK);
		p.block = (uint32_t)i;
		p.measure = measure;
		struct lines l = para_set(&p, s->params, s->arena);
		for (size_t k = 0; k < l.n && k <= STANDFIRST_ROWS; k++)
			all.at[all.n++] = l.at[k];
	}
	return all;
}

static void
set_head(struct story *s, struct story_head *h, int measure,
    const struct story_head *narrow)
{
	const struct article *a = s->article;
	bool is_grand = s->is_lead || story_weight(a) <= STORY_MAJOR;

	h->kicker =
	    set_heading(s, para_for(s, a->kicker, ROLE_KICKER, PART_KICKER),
		measure, narrow ? &narrow->kicker : NULL);
	h->headline = set_heading(s,
	    para_for(
		s, a->headline, heading_role(a, s->is_lead), PART_HEADLINE),
	    measure, narrow && !s->is_lead ? &narrow->headline : NULL);
	heading_space_out(
	    &h->headline, measure, s->params->ambiguous, s->arena);
	if (is_grand)
		h->deck =
		    set_heading(s, para_for(s, a->deck, ROLE_DECK, PART_DECK),
			measure, narrow ? &narrow->deck : NULL);
	if (h->deck.n > (s->is_lead ? LEAD_DECK_ROWS : DECK_ROWS))
		h->deck.n = 0;
	if (s->is_lead)
		h->standfirst = set_standfirst(s, measure);
	h->nrows = (int)((h->kicker.n > 0) + h->headline.n + h->deck.n +
	    h->standfirst.n + s->has_byline);
	h->is_set = true;
}

const struct story_head *
story_head(struct story *s, int ncolumns)
{
	struct story_head *h = &s->heads[ncolumns - 1];
	const struct story_head *narrow = NULL;

	for (int k = 1; k < ncolumns; k++)
		if (s->heads[k - 1].is_set)
			narrow = &s->heads[k - 1];
	if (!h->is_set)
		set_head(s, h, story_grid_ncells(&s->grid, ncolumns), narrow);
	return h;
}

bool
story_is_rtl(struct story *s, int ncolumns)
{
	const struct lines *l = &story_head(s, ncolumns)->headline;

	if (l->n == 0)
		l = &s->text;
	return l->n > 0 && l->at->flags & LINE_RTL;
}

int
story_head_nrows(struct story *s, int ncolumns)
{
	return story_head(s, ncolumns)->nrows;
}

/* --- the text -------------------------------------------------------------- */

static int
indent_of(const struct story *s, const struct block *b)
{
	if (b->type != BLOCK_STANDFIRST && b->type != BLOCK_PARAGRAPH)
		return 0;
	if (s->params->indent >= 0)
		return s->params->indent;
	if (!lang_is_east_asian(s->language))
		return s->text.n ? 2 : 0;
	return s->grid.measure < WIDE_MEASURE ? 2 : 4;
}

/* An item hangs from its label; the cells of a list's labels may differ. */
static void
label_item(const struct story *s, struct para *p, const struct block *b)
{
	p->label = galley_item_label(b, s->arena);
	p->label_role = ROLE_ITEM;
	p->first = p->rest = 1 +
	    (int)glyph_ncells(p->label, strlen(p->label), s->params->ambiguous);
}

/*
 * Set a block, and no more of it than `cap` lines of text bear.  Returns
 * whether that was all of it.
 */
static bool
set_block(struct story *s, size_t i, size_t cap)
{
	const struct block *b = &s->article->blocks[i];
	struct para p =
	    para_for(s, b->text, openings[b->type].role, PART_BLOCK);
	/* One line more than there is room for, so that the last is full. */
	size_t room = (cap - s->text.n + 2) * (size_t)s->grid.measure;
	struct lines l;

	p.nbytes = (uint32_t)glyph_fit(
	    b->text, b->nbytes, s->params->ambiguous, room, NULL);
	p.block = (uint32_t)i;
	p.first = indent_of(s, b);
	if (b->type == BLOCK_QUOTE)
		p.first = p.rest = QUOTE_INDENT;
	if (b->type == BLOCK_ITEM)
		label_item(s, &p, b);
	if (b->type == BLOCK_SUBHEAD) {
		l = para_set_heading(&p, s->params, s->arena);
		for (size_t k = 0; k < l.n; k++)
			l.at[k].flags |= LINE_KEEP;
	} else {
		l = para_set(&p, s->params, s->arena);
	}
	bool is_all = p.nbytes == b->nbytes && s->text.n + l.n <= cap;
	for (size_t k = 0; k < l.n && s->text.n < cap; k++)
		s->text.at[s->text.n++] = l.at[k];
	return is_all;
}

void
story_set_text(struct story *s, int nlines)
{
	const struct article *a = s->article;
	size_t cap = (size_t)nlines;
	size_t i = count_standfirst(s);

	s->text = (struct lines){ arena_array(s->arena, struct line, cap), 0 };
	s->is_whole = true;
	for (; i < a->nblocks && s->text.n < cap; i++)
		if (!is_shown(s, &a->blocks[i]) || !set_block(s, i, cap))
			s->is_whole = false;
	s->breaks_off = s->is_whole && i == a->nblocks && a->cut_off;
	/* The text may say itself that it goes on elsewhere. */
	if (i < a->nblocks || a->cut_off ||
	    (a->continued_on && !phrases_hold_jump_on(a)))
		s->is_whole = false;
}

/*
 * Is there more text than fits into so many lines?  A line holds at most its
 * measure, a mark that hangs and, between words, a blank that is dropped at its
 * end.
 */
static bool
has_more(const struct story *s, int nlines)
{
	const struct article *a = s->article;
	bool has_blanks = !lang_is_east_asian(s->language);
	size_t most =
	    (size_t)(s->grid.measure + layout_hang(s->params) + has_blanks);
	size_t room = (size_t)nlines * most;
	size_t nbytes = 0;

	/* No character takes more cells than bytes. */
	for (size_t i = 0; i < a->nblocks && nbytes <= room; i++)
		nbytes += a->blocks[i].nbytes + most;
	if (nbytes <= room)
		return false;
	for (size_t i = count_standfirst(s); i < a->nblocks; i++) {
		const struct block *b = &a->blocks[i];
		size_t used;
		if (!is_shown(s, b))
			continue;
		glyph_fit(
		    b->text, b->nbytes, s->params->ambiguous, room + 1, &used);
		used += (size_t)indent_of(s, b);
		used = (used + most - 1) / most * most;
		if (used > room)
			return true;
		room -= used;
	}
	return false;
}

void
story_measure(struct story *s, int nlines)
{
	if (s->is_measured && (!s->is_long || nlines <= s->most_lines))
		return;
	s->is_measured = true;
	s->is_long = has_more(s, nlines);
	s->most_lines = nlines;
	if (s->is_long)
		return;
	/* All of it, at least of what a sheet could bear. */
	story_set_text(s, nlines);
	if ((int)s->text.n < nlines)
		s->most_lines = (int)s->text.n;
	else
		s->is_long = !s->is_whole;
}
