#include "src/layout/galley.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/layout/para_int.h"
#include "src/layout/phrases.h"
#include "src/layout/role.h"
#include "src/layout/table.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

enum {
	/* CLREQ: columns with few characters indent by one, not by two. */
	FULL_INDENT = 4,
	NARROW_INDENT = 2,
	NARROW_MEASURE = 24,
	LATIN_INDENT = 2,
	/* Text beside a dateline: four characters, or it looks like a list. */
	MIN_BESIDE = 8,
	/* What quotes, lists and decks stand in. */
	INSET = 2,
	/* Of an article, enough to tell its language. */
	GUESS_BYTES = 2048,
	/* Where a dateline or byline that the text holds can stand. */
	EDGE_BLOCKS = 3,
};

struct galley {
	struct setter setter;
	const struct article *article; /* NULL: notes */
	const char *language;
	const struct phrases *phrases;
	int measure;
	bool apart;           /* the block stands below a blank or a heading */
	const char *dateline; /* still to be shown, or NULL */
	size_t list_end;      /* block after the run of items */
	size_t list_label;    /* cells of the widest label in it */
};

typedef void set_block(struct galley *, size_t i);

/* --- the language ------------------------------------------------------- */

static const char *
guess_language(const struct article *a)
{
	struct buf b;

	buf_init(&b);
	if (a->headline)
		buf_adds(&b, a->headline);
	for (size_t i = 0; i < a->nblocks && b.n < GUESS_BYTES; i++)
		buf_add(&b, a->blocks[i].text, a->blocks[i].nbytes);
	const char *language = lang_guess(buf_str(&b), b.n);
	buf_fini(&b);
	return language;
}

/*
 * A paragraph of an English letter in a Chinese paper is English; one that
 * happens to be all Han in a Japanese paper is Japanese.
 */
static const char *
text_language(const struct galley *g, const char *s, size_t nbytes)
{
	const char *guess = lang_guess(s, nbytes);

	if (!guess)
		return g->language;
	if (lang_is_east_asian(guess) == lang_is_east_asian(g->language))
		return g->language ? g->language : guess;
	return guess;
}

/* --- beginning and end -------------------------------------------------- */

static void
begin(struct galley *g, const struct edition *e, const struct article *a,
    int measure, const struct layout_params *params, struct arena *arena)
{
	*g = (struct galley){
		.article = a,
		.measure = measure > 0 ? measure : 1,
		.apart = true,
	};
	setter_init(&g->setter, params, arena);
	g->language = article_language(e, a);
	if (!g->language)
		g->language = guess_language(a);
	g->phrases =
	    phrases_for(g->language ? g->language : params->interface_);
}

static struct para
para_of(const struct galley *g, const char *text, size_t nbytes, enum role role,
    enum line_part part)
{
	return (struct para){
		.text = text,
		.nbytes = (uint32_t)nbytes,
		.language = text_language(g, text, nbytes),
		.role = (uint8_t)role,
		.part = (uint8_t)part,
		.measure = g->measure,
	};
}

static struct para
para_of_block(const struct galley *g, size_t i, enum role role)
{
	const struct block *b = &g->article->blocks[i];
	struct para p = para_of(g, b->text, b->nbytes, role, PART_BLOCK);

	p.block = (uint32_t)i;
	return p;
}

static void
add_flags(struct galley *g, size_t from, unsigned flags)
{
	for (size_t i = from; i < g->setter.n; i++)
		g->setter.lines[i].flags |= (uint16_t)flags;
}

static void
keep_last(struct galley *g)
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
static void
add_notice(struct galley *g, const char *text, enum role role, unsigned flags)
{
	struct para p = para_of(g, text, strlen(text), role, PART_NOTICE);
	size_t from = g->setter.n;

	p.ragged = true;
	if (g->article)
		p.block = (uint32_t)g->article->nblocks;
	setter_add_para(&g->setter, &p);
	add_flags(g, from, LINE_ADDED | flags);
}

/* --- paragraphs --------------------------------------------------------- */

/* Brackets of two cells whose left half is empty. */
static bool
opens_with_bracket(const struct para *p)
{
	static const char *const brackets[] = { "（", "《", "〈", "「", "『",
		"【", "〔", "〖", "［", "｛" };

	for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
		if (strncmp(p->text, brackets[i], strlen(brackets[i])) == 0)
			return true;
	return false;
}

/* Two em in Chinese, one in Japanese (JLREQ 3.5.1) and Korean. */
static int
auto_indent(const struct galley *g, const char *language)
{
	bool two_em = lang_is_chinese(language) && g->measure >= NARROW_MEASURE;

	return two_em ? FULL_INDENT : NARROW_INDENT;
}

static int
paragraph_indent(const struct galley *g, const struct para *p)
{
	int indent = g->setter.params->indent;

	if (!lang_is_east_asian(p->language)) {
		/* English papers indent only below another paragraph. */
		if (indent < 0)
			indent = g->apart ? 0 : LATIN_INDENT;
		return indent;
	}
	if (indent < 0)
		indent = auto_indent(g, p->language);
	/* CLREQ: the ink of an opening bracket begins where text does. */
	return indent > 0 && opens_with_bracket(p) ? indent - 1 : indent;
}

static void
set_text(struct galley *g, struct para *p)
{
	p->first = paragraph_indent(g, p);
	setter_add_para(&g->setter, p);
	g->apart = false;
}

static size_t
label_width(const struct galley *g, const char *label)
{
	return glyph_ncells(label, strlen(label), g->setter.params->ambiguous);
}

/* A dateline on a line of its own. */
static void
add_dateline(struct galley *g)
{
	struct para p = para_of(
	    g, g->dateline, strlen(g->dateline), ROLE_DATELINE, PART_DATELINE);
	size_t from = g->setter.n;

	p.ragged = true;
	p.first = p.rest = paragraph_indent(g, &p);
	setter_add_para(&g->setter, &p);
	add_flags(g, from, LINE_KEEP);
	g->dateline = NULL;
}

/*
 * Print runs the dateline into the first paragraph, after a dash in English.
 * It stands in the indent, so that the line still points into the paragraph.
 */
static void
set_dated(struct galley *g, struct para *p)
{
	bool east = lang_is_east_asian(p->language);
	const char *label = east
	    ? g->dateline
	    : arena_printf(g->setter.arena, "%s —", g->dateline);
	struct para alone = { .text = label, .language = p->language };
	int indent =
	    paragraph_indent(g, &alone) + (int)label_width(g, label) + 1;

	if (strchr(label, '\n') || indent > g->measure - MIN_BESIDE) {
		add_dateline(g);
		set_text(g, p);
		return;
	}
	p->first = indent;
	p->label = label;
	p->label_role = ROLE_DATELINE;
	setter_add_para(&g->setter, p);
	g->apart = false;
	g->dateline = NULL;
}

static void
set_standfirst(struct galley *g, size_t i)
{
	struct para p = para_of_block(g, i, ROLE_STANDFIRST);

	set_text(g, &p);
}

static void
set_paragraph(struct galley *g, size_t i)
{
	struct para p = para_of_block(g, i, ROLE_TEXT);

	if (g->dateline)
		set_dated(g, &p);
	else
		set_text(g, &p);
}

/* --- the other blocks --------------------------------------------------- */

static void
set_subhead(struct galley *g, size_t i)
{
	struct para p = para_of_block(g, i, ROLE_SUBHEAD);
	size_t from = g->setter.n;

	p.story = g->article;
	setter_add_heading(&g->setter, &p);
	add_flags(g, from, LINE_KEEP);
	g->apart = true;
}

static void
set_quote(struct galley *g, size_t i)
{
	struct para p = para_of_block(g, i, ROLE_QUOTE);

	p.first = p.rest = INSET;
	if (g->measure >= NARROW_MEASURE)
		p.measure -= INSET;
	setter_add_para(&g->setter, &p);
	g->apart = false;
}

static const char *
label_of(const struct galley *g, const struct block *b)
{
	if (b->number == 0)
		return "-";
	if (b->mark)
		return b->mark;
	return arena_printf(g->setter.arena, "%d.", b->number);
}

/* Find the end of the list that begins at `i`, and its widest label. */
static void
measure_list(struct galley *g, size_t i)
{
	const struct article *a = g->article;

	g->list_label = 0;
	for (; i < a->nblocks && a->blocks[i].type == BLOCK_ITEM; i++) {
		size_t width = label_width(g, label_of(g, &a->blocks[i]));
		if (width > g->list_label)
			g->list_label = width;
	}
	g->list_end = i;
}

static void
set_item(struct galley *g, size_t i)
{
	const struct block *b = &g->article->blocks[i];
	struct para p = para_of_block(g, i, ROLE_ITEM);
	int level = b->level < 0 ? 0 : b->level;

	if (i >= g->list_end)
		measure_list(g, i);
	p.label = label_of(g, b);
	p.label_role = ROLE_ITEM;
	p.first = (int)g->list_label + 1;
	if (g->measure >= NARROW_MEASURE)
		p.first += INSET;
	/* Half of a narrow column must remain. */
	for (; level > 0 && p.first + INSET <= g->measure / 2; level--)
		p.first += INSET;
	p.rest = p.first;
	setter_add_para(&g->setter, &p);
	g->apart = false;
}

static void
set_credit(struct galley *g, size_t i)
{
	struct para p = para_of_block(g, i, ROLE_CREDIT);

	p.ragged = true;
	setter_add_para(&g->setter, &p);
}

static void
set_figure(struct galley *g, size_t i)
{
	const struct block *b = &g->article->blocks[i];
	struct para p = para_of_block(g, i, ROLE_CAPTION);

	setter_add_para(&g->setter, &p);
	if (!b->credit || strstr(b->text, b->credit))
		return;
	keep_last(g);
	p = para_of(g, b->credit, strlen(b->credit), ROLE_CREDIT, PART_CREDIT);
	p.block = (uint32_t)i;
	p.ragged = true;
	size_t from = g->setter.n;
	setter_add_para(&g->setter, &p);
	add_flags(g, from, LINE_RIGHT);
}

static void
set_table(struct galley *g, size_t i)
{
	struct para p = para_of_block(g, i, ROLE_TABLE);

	setter_add_table(&g->setter, &p);
}

/* Cut a line that is kept as it is into pieces of one measure. */
static void
add_preformatted(struct galley *g, struct line line, uint32_t to)
{
	int ambiguous = g->setter.params->ambiguous;

	do {
		const char *s = line.text + line.from;
		size_t left = to - line.from, used = 0;
		size_t nbytes =
		    glyph_fit(s, left, ambiguous, (size_t)g->measure, &used);
		if (nbytes == 0 && left > 0) {
			struct glyph wide;
			nbytes = glyph_next(&wide, s, left, ambiguous);
			used = wide.ncells;
		}
		line.to = line.from + (uint32_t)nbytes;
		line.ncells = (uint16_t)used;
		setter_add_line(&g->setter, line);
		line.from = line.to;
	} while (line.from < to);
}

static void
set_preformatted(struct galley *g, size_t i)
{
	const struct block *b = &g->article->blocks[i];
	size_t first = g->setter.n;
	struct line line = {
		.text = b->text,
		.block = (uint32_t)i,
		.role = ROLE_CODE,
		.part = PART_BLOCK,
	};

	while (line.from <= b->nbytes) {
		const char *s = b->text + line.from;
		const char *nl = memchr(s, '\n', b->nbytes - line.from);
		uint32_t to = nl ? line.from + (uint32_t)(nl - s) : b->nbytes;
		add_preformatted(g, line, to);
		line.from = to + 1;
	}
	g->setter.lines[first].flags |= LINE_OPENS;
	g->setter.lines[g->setter.n - 1].flags |= LINE_CLOSES;
}

/* A rule is shown as written unless it is drawn in ASCII. */
static void
set_rule(struct galley *g, size_t i)
{
	struct para p = para_of_block(g, i, ROLE_RULE);
	size_t from = g->setter.n;

	p.ragged = true;
	if (strspn(p.text, "-_* ") == p.nbytes) {
		add_notice(g, "* * *", ROLE_RULE, LINE_CENTER);
		for (; from < g->setter.n; from++)
			g->setter.lines[from].block = (uint32_t)i;
		return;
	}
	setter_add_para(&g->setter, &p);
	add_flags(g, from, LINE_CENTER);
}

/* --- the body ----------------------------------------------------------- */

/* How a type of block is set, and where a blank line keeps it apart. */
static const struct block_style {
	set_block *set;
	bool above; /* a blank line above */
	bool below; /* and below, unless its like follows */
} styles[BLOCK_COUNT] = {
	[BLOCK_STANDFIRST] = { set_standfirst, true, true },
	[BLOCK_PARAGRAPH] = { set_paragraph, false, false },
	[BLOCK_SUBHEAD] = { set_subhead, true, false },
	[BLOCK_QUOTE] = { set_quote, true, true },
	[BLOCK_ITEM] = { set_item, false, false },
	[BLOCK_FIGURE] = { set_figure, true, true },
	[BLOCK_TABLE] = { set_table, true, true },
	[BLOCK_CREDIT] = { set_credit, false, false },
	[BLOCK_PREFORMATTED] = { set_preformatted, true, true },
	[BLOCK_RULE] = { set_rule, true, true },
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

static void
add_jump_from(struct galley *g)
{
	const struct article *a = g->article;

	if (!a->continued_from || phrases_hold_jump_from(a))
		return;
	add_notice(g,
	    phrases_jump_from(g->phrases, a->continued_from, g->setter.arena),
	    ROLE_JUMP, LINE_KEEP);
}

/* What stands alone below the last line must not be parted from it. */
static void
add_ending(struct galley *g)
{
	const struct article *a = g->article;

	if (a->continued_on && !phrases_hold_jump_on(a)) {
		keep_last(g);
		add_notice(g,
		    phrases_jump_on(
			g->phrases, a->continued_on, g->setter.arena),
		    ROLE_JUMP, LINE_RIGHT);
	}
	if (a->cut_off) {
		keep_last(g);
		add_notice(g, g->phrases->cut_off, ROLE_NOTICE, LINE_RIGHT);
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
		keep_last(g);
}

static void
add_blocks(struct galley *g, bool with_standfirst)
{
	const struct article *a = g->article;
	enum block_type above = BLOCK_COUNT;

	if (a->dateline && !holds(a, a->dateline, false))
		g->dateline = a->dateline;
	for (size_t i = 0; i < a->nblocks; i++) {
		enum block_type type = a->blocks[i].type;
		if (type == BLOCK_STANDFIRST && !with_standfirst)
			continue;
		if (above != BLOCK_COUNT && is_apart(above, type))
			add_blank(g, 0);
		if (g->dateline && type != BLOCK_STANDFIRST &&
		    type != BLOCK_PARAGRAPH)
			add_dateline(g);
		size_t from = g->setter.n;
		styles[type].set(g, i);
		if (type == BLOCK_PARAGRAPH && i + 1 < a->nblocks)
			keep_short(g, from);
		above = type;
	}
	if (g->dateline)
		add_dateline(g);
}

static void
add_body(struct galley *g, bool with_standfirst)
{
	g->apart = true;
	add_jump_from(g);
	add_blocks(g, with_standfirst);
	add_ending(g);
}

struct lines
galley_body(const struct edition *e, const struct article *a, int measure,
    const struct layout_params *params, struct arena *arena)
{
	struct galley g;

	begin(&g, e, a, measure, params, arena);
	add_body(&g, true);
	return setter_finish(&g.setter);
}

/* --- the head ----------------------------------------------------------- */

static void
add_head_line(
    struct galley *g, const char *text, enum role role, enum line_part part)
{
	if (!text)
		return;
	struct para p = para_of(g, text, strlen(text), role, part);
	size_t from = g->setter.n;
	if (part == PART_DECK && g->measure >= NARROW_MEASURE)
		p.first = p.rest = INSET;
	p.ragged = true;
	p.story = g->article;
	if (part == PART_BYLINE)
		setter_add_para(&g->setter, &p);
	else
		setter_add_heading(&g->setter, &p);
	add_flags(g, from, LINE_KEEP);
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
		set_standfirst(g, i);
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
	struct galley g;

	begin(&g, e, a, measure, params, arena);
	add_head(&g, lead, false);
	return setter_finish(&g.setter);
}

struct lines
galley_article(const struct edition *e, const struct article *a, int measure,
    const struct layout_params *params, struct arena *arena)
{
	struct galley g;

	begin(&g, e, a, measure, params, arena);
	add_head(&g, false, true);
	add_blank(&g, LINE_KEEP);
	add_body(&g, false);
	return setter_finish(&g.setter);
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
		    para_of(&g, note, strlen(note), ROLE_CREDIT, PART_NOTE);
		p.block = (uint32_t)i;
		p.ragged = true;
		setter_add_para(&g.setter, &p);
	}
	return setter_finish(&g.setter);
}
