#include "src/layout/para.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/layout/joint.h"
#include "src/layout/order.h"
#include "src/layout/para_int.h"
#include "src/layout/vertical_para.h"
#include "src/text/glyph.h"
#include "src/text/hyphen.h"
#include "src/text/lang.h"

enum {
	/*
	 * Whatever the indents, a line can hold two characters and a mark
	 * that may not leave them.
	 */
	MIN_TEXT_CELLS = 6,
	/* A Latin word has some five letters, a Chinese one two characters. */
	LETTERS_PER_HAN = 3,
};

void
setter_init(
    struct setter *s, const struct layout_params *params, struct arena *a)
{
	*s = (struct setter){
		.params = params,
		.arena = a,
		.scratch = arena_new(),
	};
	fit_init(&s->fit);
	spreader_init(&s->spreader);
}

struct lines
setter_finish(struct setter *s)
{
	struct lines lines = { .n = s->n };

	if (s->n > 0)
		lines.at =
		    arena_dup(s->arena, s->lines, s->n, sizeof *s->lines);
	free(s->lines);
	arena_free(s->scratch);
	fit_fini(&s->fit);
	spreader_fini(&s->spreader);
	return lines;
}

void
setter_add_line(struct setter *s, struct line line)
{
	if (s->n == s->cap)
		s->lines = mem_grow(s->lines, s->n, &s->cap, sizeof *s->lines);
	if (s->params->in_slots && !line.pieces)
		vertical_finish_line(s, &line);
	s->lines[s->n++] = line;
}

struct clusters
setter_clusters(struct setter *s, const struct para *p)
{
	struct cluster_params params = {
		.ambiguous = s->params->ambiguous,
		.kinsoku = s->params->kinsoku,
		.korean = layout_korean(s->params, p->measure),
		.language = p->language,
	};

	arena_reset(s->scratch);
	struct clusters c =
	    cluster_text(p->text, p->nbytes, &params, s->scratch);
	return s->params->in_slots ? vertical_clusters(s, p, &c) : c;
}

int
setter_indent(const struct para *p, int indent)
{
	int most = p->measure - MIN_TEXT_CELLS;

	if (indent > most)
		indent = most;
	return indent > 0 ? indent : 0;
}

struct line
setter_line(const struct para *p, const struct clusters *c, struct fit_line l,
    int indent)
{
	const struct cluster *last = &c->at[l.to - 1];
	size_t ncells = (size_t)indent;
	unsigned plain = 1;

	for (size_t i = l.from; i < l.to; i++) {
		ncells += c->at[i].ncells;
		plain &= c->at[i].plain;
	}
	ncells += l.hyphen;
	bool east = glyph_in_language(0, p->language) & GLYPH_EAST;
	return (struct line){
		.text = p->text,
		.from = c->at[l.from].at,
		.to = last->at + last->nbytes,
		.block = p->block,
		.indent = (uint16_t)indent,
		.ncells = (uint16_t)ncells,
		.flags = (uint16_t)((plain ? LINE_PLAIN : 0) |
		    (l.hyphen ? LINE_HYPHEN : 0) | (east ? LINE_EAST : 0)),
		.role = p->role,
		.part = p->part,
	};
}

/*
 * Is the paragraph set like Chinese, with cells put between characters, or like
 * Latin, with wider word spaces?  Korean has word spaces, too, but at half the
 * width of a syllable they bear a cell each and no more: what is left makes a
 * line ragged.
 */
static enum fit_style
style_of(const struct para *p, const struct layout_params *params,
    const struct clusters *c)
{
	size_t han = c->nhan, hangul = c->nhangul;
	bool full = params->justify == JUSTIFY_FULL;

	/* Slots are rigid: between them nothing can be put. */
	if (p->ragged || params->in_slots || params->justify == JUSTIFY_OFF)
		return FIT_RAGGED;
	bool spaced = (han + hangul) * LETTERS_PER_HAN < c->nletters;
	if (lang_is_east_asian(p->language) && !lang_is(p->language, "ko"))
		spaced = han + hangul == 0;
	if (spaced)
		return FIT_SPACED;
	if (hangul > han)
		return full ? FIT_SPACED : FIT_WORDS;
	return full ? FIT_FULL : FIT_HAN;
}

/*
 * A mark may hang by its empty half only where its ink is in the other: type
 * for Traditional Chinese and Korean centres it.
 */
static int
hang_of(const struct para *p, const struct layout_params *params)
{
	bool centred =
	    lang_is(p->language, "zh-Hant") || lang_is(p->language, "ko");

	if (params->in_slots)
		return params->hang > 0 ? SLOT_CELLS : 0;
	return params->hang == 1 && centred ? 0 : params->hang;
}

static void
justify(struct setter *s, struct line *line, const struct fit_spec *spec,
    struct fit_line l, int slack)
{
	if (spec->style == FIT_SPACED)
		spread_line(
		    &s->spreader, line, s->fit.whites, l, slack, s->arena);
	else if (spec->style == FIT_WORDS)
		spread_words(&s->spreader, line, spec, l, slack, s->arena);
	else
		justify_line(line, spec, l, slack, s->arena);
}

/* Set what fit found as lines. */
static void
add_fitted(struct setter *s, const struct para *p, const struct clusters *c,
    const struct fit_spec *spec)
{
	for (size_t i = 0; i < s->fit.nlines; i++) {
		struct fit_line l = s->fit.lines[i];
		int indent = i == 0 ? spec->first : spec->rest;
		struct line line = setter_line(p, c, l, indent);
		int slack = p->measure - line.ncells;
		if (i + 1 < s->fit.nlines && slack >= 0)
			justify(s, &line, spec, l, slack);
		setter_add_line(s, line);
	}
}

void
setter_add_para(struct setter *s, const struct para *para)
{
	struct para vertical;
	const struct para *p = para;

	if (s->params->in_slots) {
		vertical = vertical_labelled(s, para);
		p = &vertical;
	}
	struct clusters c = setter_clusters(s, p);
	struct fit_spec spec = {
		.measure = p->measure,
		.first = setter_indent(p, p->first),
		.rest = setter_indent(p, p->rest),
		.hang = hang_of(p, s->params),
		.style = style_of(p, s->params, &c),
		.text = p->text,
	};
	size_t begin = s->n;

	/* What fits on one line needs none; no cell takes less than a byte. */
	if (spec.style == FIT_SPACED &&
	    p->nbytes + (size_t)spec.first > (size_t)spec.measure)
		spec.hyphens = hyphens_for(s->params->hyphens, p->language,
		    s->params->wait_for_hyphens);
	spreader_start(&s->spreader);
	/* Only a newline demands a break; most paragraphs have none. */
	bool whole = !memchr(p->text, '\n', p->nbytes) &&
	    !memchr(p->text, '\r', p->nbytes);
	size_t first = whole && c.n > 0 ? c.n - 1 : 0;
	for (size_t i = first, from = 0; i < c.n; i++) {
		if (c.at[i].after != BREAK_MUST)
			continue;
		struct clusters piece = {
			.at = c.at + from, .n = i + 1 - from, .rtl = c.rtl
		};
		spec.at = piece.at;
		spec.n = piece.n;
		fit_clusters(&s->fit, &spec);
		add_fitted(s, p, &piece, &spec);
		from = i + 1;
		if (s->n > begin)
			spec.first = spec.rest;
	}
	if (s->n == begin)
		return;
	s->lines[begin].flags |= LINE_OPENS;
	s->lines[begin].label = p->label;
	s->lines[begin].label_role = p->label_role;
	s->lines[s->n - 1].flags |= LINE_CLOSES;
	if (c.rtl && s->params->bidi)
		order_lines(s, p, begin);
}

struct lines
para_set(
    const struct para *p, const struct layout_params *params, struct arena *a)
{
	struct setter s;

	setter_init(&s, params, a);
	setter_add_para(&s, p);
	return setter_finish(&s);
}
