#include "src/layout/galley_int.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/layout/galley.h"
#include "src/layout/role.h"
#include "src/layout/table.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

enum {
	/* CLREQ: columns with few characters indent by one, not by two. */
	FULL_INDENT = 4,
	NARROW_INDENT = 2,
	LATIN_INDENT = 2,
	/* Text beside a dateline: four characters, or it looks like a list. */
	MIN_BESIDE = 8,
	/* A caption that fits into any column stays in one. */
	MAX_CAPTION_LINES = 6,
};

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
void
galley_add_dateline(struct galley *g)
{
	struct para p = galley_para(
	    g, g->dateline, strlen(g->dateline), ROLE_DATELINE, PART_DATELINE);
	size_t from = g->setter.n;

	p.ragged = true;
	p.first = p.rest = paragraph_indent(g, &p);
	setter_add_para(&g->setter, &p);
	galley_add_flags(g, from, LINE_KEEP);
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
		galley_add_dateline(g);
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
	struct para p = galley_para_of_block(g, i, ROLE_STANDFIRST);

	set_text(g, &p);
}

static void
set_paragraph(struct galley *g, size_t i)
{
	struct para p = galley_para_of_block(g, i, ROLE_TEXT);

	if (g->dateline)
		set_dated(g, &p);
	else
		set_text(g, &p);
}

/* --- the other blocks --------------------------------------------------- */

static void
set_subhead(struct galley *g, size_t i)
{
	struct para p = galley_para_of_block(g, i, ROLE_SUBHEAD);
	size_t from = g->setter.n;

	p.story = g->article;
	setter_add_heading(&g->setter, &p);
	galley_add_flags(g, from, LINE_KEEP);
	g->apart = true;
}

static void
set_quote(struct galley *g, size_t i)
{
	struct para p = galley_para_of_block(g, i, ROLE_QUOTE);

	p.first = p.rest = INSET;
	if (g->measure >= NARROW_MEASURE)
		p.measure -= INSET;
	setter_add_para(&g->setter, &p);
	g->apart = false;
}

const char *
galley_item_label(const struct block *b, struct arena *a)
{
	if (b->number == 0)
		return "-";
	if (b->mark)
		return b->mark;
	return arena_printf(a, "%d.", b->number);
}

/* Find the end of the list that begins at `i`, and its widest label. */
static void
measure_list(struct galley *g, size_t i)
{
	const struct article *a = g->article;

	g->list_label = 0;
	for (; i < a->nblocks && a->blocks[i].type == BLOCK_ITEM; i++) {
		size_t width = label_width(
		    g, galley_item_label(&a->blocks[i], g->setter.arena));
		if (width > g->list_label)
			g->list_label = width;
	}
	g->list_end = i;
}

static void
set_item(struct galley *g, size_t i)
{
	const struct block *b = &g->article->blocks[i];
	struct para p = galley_para_of_block(g, i, ROLE_ITEM);
	int level = b->level < 0 ? 0 : b->level;

	if (i >= g->list_end)
		measure_list(g, i);
	p.label = galley_item_label(b, g->setter.arena);
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
	struct para p = galley_para_of_block(g, i, ROLE_CREDIT);

	p.ragged = true;
	setter_add_para(&g->setter, &p);
}

static void
set_figure(struct galley *g, size_t i)
{
	const struct block *b = &g->article->blocks[i];
	struct para p = galley_para_of_block(g, i, ROLE_CAPTION);

	size_t begin = g->setter.n;
	setter_add_para(&g->setter, &p);
	if (g->setter.n - begin <= MAX_CAPTION_LINES)
		for (size_t k = begin; k + 1 < g->setter.n; k++)
			g->setter.lines[k].flags |= LINE_KEEP;
	if (!b->credit || strstr(b->text, b->credit))
		return;
	galley_keep_last(g);
	p = galley_para(
	    g, b->credit, strlen(b->credit), ROLE_CREDIT, PART_CREDIT);
	p.block = (uint32_t)i;
	p.ragged = true;
	size_t from = g->setter.n;
	setter_add_para(&g->setter, &p);
	galley_add_flags(g, from, LINE_RIGHT);
}

static void
set_table(struct galley *g, size_t i)
{
	struct para p = galley_para_of_block(g, i, ROLE_TABLE);

	setter_add_table(&g->setter, &p);
}

/* Cut a line that is kept as it is into pieces of one measure. */
static void
add_preformatted(struct galley *g, struct line line, uint32_t to)
{
	int ambiguous = line_ambiguous(&line, g->setter.params->ambiguous);

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

	if (g->setter.params->in_slots) {
		struct para p = galley_para_of_block(g, i, ROLE_CODE);
		setter_add_para(&g->setter, &p);
		return;
	}
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
	struct para p = galley_para_of_block(g, i, ROLE_RULE);
	size_t from = g->setter.n;

	p.ragged = true;
	if (strspn(p.text, "-_* ") == p.nbytes) {
		galley_add_notice(g, "* * *", ROLE_RULE, LINE_CENTER);
		for (; from < g->setter.n; from++)
			g->setter.lines[from].block = (uint32_t)i;
		return;
	}
	setter_add_para(&g->setter, &p);
	galley_add_flags(g, from, LINE_CENTER);
}

typedef void set_block(struct galley *, size_t i);

static set_block *const setters[BLOCK_COUNT] = {
	[BLOCK_STANDFIRST] = set_standfirst,
	[BLOCK_PARAGRAPH] = set_paragraph,
	[BLOCK_SUBHEAD] = set_subhead,
	[BLOCK_QUOTE] = set_quote,
	[BLOCK_ITEM] = set_item,
	[BLOCK_FIGURE] = set_figure,
	[BLOCK_TABLE] = set_table,
	[BLOCK_CREDIT] = set_credit,
	[BLOCK_PREFORMATTED] = set_preformatted,
	[BLOCK_RULE] = set_rule,
};

void
galley_set_block(struct galley *g, size_t i)
{
	setters[g->article->blocks[i].type](g, i);
}
