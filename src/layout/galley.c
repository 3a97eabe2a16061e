#include "src/layout/galley.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/layout/galley_int.h"
#include "src/layout/phrases.h"
#include "src/layout/role.h"
#include "src/text/lang.h"

enum {
	/* Of an article, enough to tell its language. */
	GUESS_BYTES = 2048,
	/* Where a dateline or byline that the text holds can stand. */
	EDGE_BLOCKS = 3,
};

/* --- the language ------------------------------------------------------- */

static void
add_start(struct buf *b, const char *text, size_t nbytes)
{
	if (nbytes > GUESS_BYTES)
		nbytes = utf8_before(text, GUESS_BYTES);
	buf_add(b, text, nbytes);
}

static const char *
guess_language(const struct article *a)
{
	struct buf b;

	buf_init(&b);
	if (a->headline)
		add_start(&b, a->headline, strlen(a->headline));
	for (size_t i = 0; i < a->nblocks && b.n < GUESS_BYTES; i++)
		add_start(&b, a->blocks[i].text, a->blocks[i].nbytes);
	const char *language = lang_guess(buf_str(&b), b.n);
	buf_fini(&b);
	return language;
}

/* --- beginning and end -------------------------------------------------- */

static void
begin(struct galley *g, const struct galley_spec *spec,
    const struct layout_params *params, struct arena *arena)
{
	const struct article *a = spec->article;

	*g = (struct galley){
		.article = a,
		.measure = spec->measure > 0 ? spec->measure : 1,
		.apart = true,
		.next = spec->first,
		.end = spec->end < a->nblocks ? spec->end : a->nblocks,
		.above = BLOCK_COUNT,
		.with_standfirst = !spec->with_head,
	};
	setter_init(&g->setter, params, arena);
	g->language = article_language(spec->edition, a);
	if (!g->language)
		g->language = guess_language(a);
	g->phrases =
	    phrases_for(g->language ? g->language : params->interface_);
}

struct para
galley_para(const struct galley *g, const char *text, size_t nbytes,
    enum role role, enum line_part part)
{
	return (struct para){
		.text = text,
		.nbytes = (uint32_t)nbytes,
		.language = lang_of_part(g->language, text, nbytes),
		.role = (uint8_t)role,
		.part = (uint8_t)part,
		.measure = g->measure,
	};
}

struct para
galley_para_of_block(const struct galley *g, size_t i, enum role role)
{
	const struct block *b = &g->article->blocks[i];
	struct para p = galley_para(g, b->text, b->nbytes, role, PART_BLOCK);

	p.block = (uint32_t)i;
	return p;
}

void
galley_add_flags(struct galley *g, size_t from, unsigned flags)
{
	for (size_t i = from; i < g->setter.n; i++)
		g->setter.lines[i].flags |= (uint16_t)flags;
}

void
galley_keep_last(struct galley *g)
{
	if (g->setter.n > 0)
		g->setter.lines[g->setter.n - 1].flags |= LINE_KEEP;
}

static void
add_blank(struct galley *g, unsigned flags)
{
	const struct line *last;

	if (g->setter.n == 0)
		return;
	last = &g->setter.lines[g->setter.n - 1];
	if (last->flags & LINE_BLANK)
		return;
	setter_add_line(&g->setter,
	    (struct line){
		.text = "",
		.block = last->block,
		.flags = (uint16_t)(LINE_BLANK | LINE_ADDED | flags),
		.role = ROLE_TEXT,
		.part = PART_NOTICE,
	    });
	g->apart = true;
}

/* A line of what layout adds. */
void
galley_add_notice(
    struct galley *g, const char *text, enum role role, unsigned flags)
{
	struct para p = galley_para(g, text, strlen(text), role, PART_NOTICE);
	size_t from = g->setter.n;

	p.ragged = true;
	if (g->article)
		p.block = (uint32_t)g->article->nblocks;
	setter_add_para(&g->setter, &p);
	galley_add_flags(g, from, LINE_ADDED | flags);
}

/* --- the body ----------------------------------------------------------- */

/* Where a blank line keeps a type of block apart. */
static const struct block_style {
	bool above; /* a blank line above */
	bool below; /* and below, unless its like follows */
} styles[BLOCK_COUNT] = {
	[BLOCK_STANDFIRST] = { true, true },
	[BLOCK_PARAGRAPH] = { false, false },
	[BLOCK_SUBHEAD] = { true, false },
	[BLOCK_QUOTE] = { true, true },
	[BLOCK_ITEM] = { false, false },
	[BLOCK_FIGURE] = { true, true },
	[BLOCK_TABLE] = { true, true },
	[BLOCK_CREDIT] = { false, false },
	[BLOCK_PREFORMATTED] = { true, true },
	[BLOCK_RULE] = { true, true },
};

/* Runs of these are one thing and stand without blanks between. */
static bool
is_run(enum block_type type)
{
	return type == BLOCK_QUOTE || type == BLOCK_STANDFIRST;
}

static bool
is_apart(enum block_type above, enum block_type below)
{
	if (above == BLOCK_SUBHEAD || (above == below && is_run(below)))
		return false;
	return styles[above].below || styles[below].above;
}

/*
 * Does the text itself say this?  A raw page keeps the dateline in its first
 * paragraph, and a byline there (Taiwan, 本报讯（记者…）) or at its end (Japan,
 * Korea); both are shown once.
 */
static bool
holds(const struct article *a, const char *s, bool end_too)
{
	for (size_t i = 0; i < a->nblocks; i++) {
		bool near = i < EDGE_BLOCKS ||
		    (end_too && i + EDGE_BLOCKS >= a->nblocks);
		if (near && strstr(a->blocks[i].text, s))
			return true;
	}
	return false;
}

bool
galley_opens_signed(const struct article *a)
{
	return a->byline && holds(a, a->byline, false);
}

static void
add_jump_from(struct galley *g)
{
	const struct article *a = g->article;

	if (!a->continued_from || phrases_hold_jump_from(a))
		return;
	galley_add_notice(g,
	    phrases_jump_from(g->phrases, a->continued_from, g->setter.arena),
	    ROLE_JUMP, LINE_KEEP);
}

/* What stands alone below the last line must not be parted from it. */
static void
add_ending(struct galley *g)
{
	const struct article *a = g->article;

	if (a->continued_on && !phrases_hold_jump_on(a)) {
		galley_keep_last(g);
		galley_add_notice(g,
		    phrases_jump_on(
			g->phrases, a->continued_on, g->setter.arena),
		    ROLE_JUMP, LINE_RIGHT);
	}
	if (a->cut_off) {
		galley_keep_last(g);
		galley_add_notice(
		    g, g->phrases->cut_off, ROLE_NOTICE, LINE_RIGHT);
	}
}

/*
 * Below a subhead there should be two lines at least.  A paragraph of one line
 * is kept with what follows it.
 */
static void
keep_short(struct galley *g, size_t from)
{
	if (from > 0 && g->setter.n == from + 1 &&
	    g->setter.lines[from - 1].flags & LINE_KEEP)
		galley_keep_last(g);
}

static void
add_next_block(struct galley *g)
{
	const struct article *a = g->article;
	size_t i = g->next++;
	enum block_type type = a->blocks[i].type;

	if (type == BLOCK_STANDFIRST && !g->with_standfirst)
		return;
	if (g->above != BLOCK_COUNT && is_apart(g->above, type))
		add_blank(g, 0);
	if (g->dateline && type != BLOCK_STANDFIRST && type != BLOCK_PARAGRAPH)
		galley_add_dateline(g);
	size_t from = g->setter.n;
	galley_set_block(g, i);
	if (type == BLOCK_PARAGRAPH && i + 1 < a->nblocks)
		keep_short(g, from);
	g->above = type;
}

/* What stands before the first of the blocks, or is known of it. */
static void
open_body(struct galley *g)
{
	const struct article *a = g->article;

	g->apart = true;
	if (g->next > 0 && g->next < a->nblocks) {
		enum block_type above = a->blocks[g->next - 1].type;
		g->apart = above == BLOCK_SUBHEAD ||
		    is_apart(above, a->blocks[g->next].type);
		return;
	}
	add_jump_from(g);
	if (a->dateline && !holds(a, a->dateline, false))
		g->dateline = a->dateline;
}

static void
close_body(struct galley *g)
{
	if (g->dateline)
		galley_add_dateline(g);
	if (g->end == g->article->nblocks)
		add_ending(g);
	g->lines = setter_finish(&g->setter);
	g->is_done = true;
}

bool
galley_more(struct galley *g, size_t nlines)
{
	while (!g->is_done && g->setter.n < nlines) {
		if (g->next < g->end)
			add_next_block(g);
		else
			close_body(g);
	}
	return g->is_done;
}

struct lines
galley_lines(const struct galley *g)
{
	if (g->is_done)
		return g->lines;
	return (struct lines){ g->setter.lines, g->setter.n };
}

/* All of it at once. */
static struct lines
set_whole(struct galley *g)
{
	galley_more(g, SIZE_MAX);
	return g->lines;
}

struct lines
galley_body(const struct edition *e, const struct article *a, int measure,
    const struct layout_params *params, struct arena *arena)
{
	const struct galley_spec spec = { e, a, 0, SIZE_MAX, measure, false };
	struct galley g;

	begin(&g, &spec, params, arena);
	open_body(&g);
	return set_whole(&g);
}

/* --- the head ----------------------------------------------------------- */

static void
add_head_line(
    struct galley *g, const char *text, enum role role, enum line_part part)
{
	if (!text)
		return;
	struct para p = galley_para(g, text, strlen(text), role, part);
	size_t from = g->setter.n;
	if (part == PART_DECK && g->measure >= NARROW_MEASURE)
		p.first = p.rest = INSET;
	p.ragged = true;
	p.story = g->article;
	if (part == PART_BYLINE)
		setter_add_para(&g->setter, &p);
	else
		setter_add_heading(&g->setter, &p);
	galley_add_flags(g, from, LINE_KEEP);
}

static void
add_standfirst(struct galley *g)
{
	const struct article *a = g->article;
	bool any = false;

	for (size_t i = 0; i < a->nblocks; i++) {
		if (a->blocks[i].type != BLOCK_STANDFIRST)
			continue;
		if (!any)
			add_blank(g, LINE_KEEP);
		any = true;
		galley_set_block(g, i);
	}
	if (any)
		add_blank(g, 0);
}

static void
add_head(struct galley *g, bool lead, bool with_standfirst)
{
	const struct article *a = g->article;

	add_head_line(g, a->kicker, ROLE_KICKER, PART_KICKER);
	add_head_line(
	    g, a->headline, lead ? ROLE_LEAD : ROLE_HEADLINE, PART_HEADLINE);
	add_head_line(g, a->deck, ROLE_DECK, PART_DECK);
	if (with_standfirst)
		add_standfirst(g);
	if (a->byline && !holds(a, a->byline, true))
		add_head_line(g, a->byline, ROLE_BYLINE, PART_BYLINE);
}

struct lines
galley_head(const struct edition *e, const struct article *a, int measure,
    bool lead, const struct layout_params *params, struct arena *arena)
{
	const struct galley_spec spec = { e, a, 0, 0, measure, false };
	struct galley g;

	begin(&g, &spec, params, arena);
	add_head(&g, lead, false);
	return setter_finish(&g.setter);
}

static void
open_galley(struct galley *g, const struct galley_spec *spec,
    const struct layout_params *params, struct arena *arena)
{
	begin(g, spec, params, arena);
	if (spec->with_head && spec->first == 0) {
		add_head(g, false, true);
		add_blank(g, LINE_KEEP);
	}
	open_body(g);
}

struct galley *
galley_open(const struct galley_spec *spec, const struct layout_params *params,
    struct arena *arena)
{
	struct galley *g = xcalloc(1, sizeof *g);

	open_galley(g, spec, params, arena);
	return g;
}

void
galley_close(struct galley *g)
{
	if (!g)
		return;
	if (!g->is_done)
		setter_finish(&g->setter);
	free(g);
}

struct lines
galley_article(const struct edition *e, const struct article *a, int measure,
    const struct layout_params *params, struct arena *arena)
{
	const struct galley_spec spec = { e, a, 0, SIZE_MAX, measure, true };
	struct galley g;

	open_galley(&g, &spec, params, arena);
	return set_whole(&g);
}

struct lines
galley_notes(const struct page *page, int measure,
    const struct layout_params *params, struct arena *arena)
{
	struct galley g = { .measure = measure > 0 ? measure : 1 };

	setter_init(&g.setter, params, arena);
	for (size_t i = 0; i < page->nnotes; i++) {
		const char *note = page->notes[i];
		struct para p =
		    galley_para(&g, note, strlen(note), ROLE_CREDIT, PART_NOTE);
		p.block = (uint32_t)i;
		p.ragged = true;
		setter_add_para(&g.setter, &p);
	}
	return setter_finish(&g.setter);
}
