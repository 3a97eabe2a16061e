/*
 * Paragraphs and headings: no line over its measure but where one cluster is
 * wider; every cluster but white space at the edges of lines in exactly one
 * line, in order; a line's cells are what it says.
 */
#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/layout/para.h"
#include "src/text/glyph.h"
#include "tests/fuzz/fuzz.h"

/* A paragraph being checked against its lines. */
struct check {
	const struct para *para;
	const struct layout_params *params;
	size_t at; /* bytes that lines have accounted for */
};

static bool
is_white(unsigned cp)
{
	return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x85 ||
	    cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
	    cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F ||
	    cp == 0x3000;
}

/* What lies between lines is white, or not painted. */
static void
skipped_holds(const struct check *c, size_t to)
{
	const struct para *p = c->para;

	for (size_t i = c->at; i < to;) {
		struct glyph g;
		const char *s = p->text + i;
		i += glyph_next(&g, s, p->nbytes - i, c->params->ambiguous);
		HOLDS(i <= to);
		HOLDS(g.ncells == 0 || is_white(utf8_next(&s)));
	}
}

static void
gaps_hold(const struct line *l)
{
	for (size_t i = 0; i < l->ngaps; i++) {
		HOLDS(l->gaps[i].at > l->from && l->gaps[i].at < l->to);
		HOLDS(i == 0 || l->gaps[i - 1].at < l->gaps[i].at);
		HOLDS((l->text[l->gaps[i].at] & 0xC0) != 0x80);
	}
}

static void
pieces_hold(const struct line *l)
{
	for (size_t i = 0; l->pieces && i < l->npieces; i++) {
		HOLDS(l->pieces[i].from == (i ? l->pieces[i - 1].to : l->from));
		HOLDS(l->pieces[i].from < l->pieces[i].to);
		HOLDS(l->pieces[i].col <= l->ncells);
	}
	HOLDS(!l->pieces || l->pieces[l->npieces - 1].to == l->to);
}

static void
line_holds(struct check *c, const struct line *l)
{
	size_t ncells = l->indent;
	size_t nclusters = 0;

	HOLDS(l->text == c->para->text);
	HOLDS(l->from < l->to && l->from >= c->at);
	HOLDS(l->to <= c->para->nbytes);
	skipped_holds(c, l->from);
	for (size_t i = l->from; i < l->to; nclusters++) {
		struct glyph g;
		i += glyph_next(
		    &g, l->text + i, l->to - i, c->params->ambiguous);
		HOLDS(g.ncells == 0 || i == l->to || l->text[i] != '\n');
		ncells += g.ncells;
	}
	gaps_hold(l);
	for (size_t i = 0; i < l->ngaps; i++)
		ncells += l->gaps[i].ncells;
	ncells += (l->flags & LINE_HYPHEN) != 0;
	/* What runs from right to left has its gaps in its pieces. */
	HOLDS(ncells == l->ncells ||
	    (l->flags & LINE_ORDERED && ncells < l->ncells));
	pieces_hold(l);
	HOLDS((int)l->ncells <= c->para->measure + c->params->hang ||
	    nclusters == 1);
	c->at = l->to;
}

static void
lines_hold(const struct para *p, const struct layout_params *params,
    const struct lines *lines)
{
	struct check c = { p, params, 0 };

	for (size_t i = 0; i < lines->n; i++) {
		line_holds(&c, &lines->at[i]);
		HOLDS(!(lines->at[i].flags & LINE_OPENS) == (i != 0));
		HOLDS(
		    !(lines->at[i].flags & LINE_CLOSES) == (i + 1 != lines->n));
	}
	skipped_holds(&c, p->nbytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	static const char *const languages[] = { NULL, "zh", "zh-Hant", "ja",
		"ko", "en" };
	struct fuzz_input in = { (const char *)bytes, nbytes };
	struct arena *a = arena_new();
	struct layout_params params;
	struct buf text;

	fuzz_layout_params(&params, &in);
	struct para p = {
		.language = languages[fuzz_take(&in, 6)],
		.measure = 6 + (int)fuzz_take(&in, 80),
		.first = (int)fuzz_take(&in, 6),
		.rest = (int)fuzz_take(&in, 6),
		.ragged = fuzz_take(&in, 2),
	};
	bool heading = fuzz_take(&in, 2);
	buf_init(&text);
	fuzz_text(&text, &in);
	p.text = text.bytes;
	p.nbytes = (uint32_t)text.n;
	struct lines lines = heading ? para_set_heading(&p, &params, a)
				     : para_set(&p, &params, a);
	lines_hold(&p, &params, &lines);
	buf_fini(&text);
	arena_free(a);
	return 0;
}
