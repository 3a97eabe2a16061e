#include "content/native_int.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/clean.h"

void
native_add_decoded(struct native *r, struct block *like, const char *s,
    size_t nbytes, enum native_place first, enum native_place rest)
{
	struct native_text t;

	native_decode(&t, s, nbytes, first, rest, r->arena);
	like->spans = t.spans;
	like->nspans = t.nspans;
	like->wraps = t.wraps;
	like->nwraps = t.nwraps;
	builder_block(r->b, like, buf_str(&t.text), t.text.n);
	native_text_fini(&t);
}

/* The bytes of blanks, of any width, at the start. */
static size_t
indent_of(const char *s, size_t nbytes)
{
	size_t n = 0;

	while (n < nbytes) {
		unsigned cp;
		size_t used = utf8_decode(&cp, s + n, nbytes - n, NULL);
		if (!clean_is_blank(cp))
			break;
		n += used;
	}
	return n;
}

static bool
is_wide_indent(const char *s, size_t nbytes)
{
	return nbytes >= 3 && !memcmp(s, "\xE3\x80\x80", 3);
}

/* Is the line after this one the divider of a table? */
static bool
opens_table(const struct native *r, struct line l)
{
	struct line next = native_line_at(r, l.end);
	enum native_line kind = native_look(l.s, l.n).kind;

	return (kind == NATIVE_ROW_LINE || kind == NATIVE_DIVIDER_LINE) &&
	    next.there &&
	    native_look(next.s, next.n).kind == NATIVE_DIVIDER_LINE;
}

/* Does the line go on with the paragraph above? */
static bool
goes_on(const struct native *r, struct line l, bool wide_indent)
{
	enum native_line kind = native_look(l.s, l.n).kind;

	if (!l.there || (wide_indent && is_wide_indent(l.s, l.n)))
		return false;
	return kind == NATIVE_TEXT ||
	    (kind == NATIVE_ROW_LINE && !opens_table(r, l));
}

/* Append the lines that go on with a paragraph, without ASCII indents. */
static void
gather(struct native *r, struct buf *lines, bool wide_indent)
{
	for (struct line l = native_peek(r); goes_on(r, l, wide_indent);
	     l = native_peek(r)) {
		size_t n = 0;
		while (n < l.n && (l.s[n] == ' ' || l.s[n] == '\t'))
			n++;
		buf_addc(lines, '\n');
		buf_add(lines, l.s + n, l.n - n);
		native_advance(r, l);
	}
}

static void
read_paragraph(struct native *r, struct line l, struct block *like,
    size_t nprefix, enum native_place first)
{
	struct buf lines = { 0 };
	bool plain = like->type == BLOCK_PARAGRAPH;
	size_t indent = plain ? indent_of(l.s, l.n) : 0;

	if (indent)
		like->mark = arena_strndup(r->arena, l.s, indent);
	buf_add(&lines, l.s + indent + nprefix, l.n - indent - nprefix);
	native_advance(r, l);
	bool wide = plain && is_wide_indent(l.s, l.n);
	gather(r, &lines, wide);
	native_add_decoded(r, like, buf_str(&lines), lines.n, first,
	    wide ? NATIVE_IN_INDENTED : NATIVE_IN_BODY);
	buf_fini(&lines);
}

/* What looked like something else and is not. */
static void
read_text(struct native *r, struct line l, struct block *like, const char *why)
{
	native_complain(r, why);
	like->type = BLOCK_PARAGRAPH;
	read_paragraph(r, l, like, 0, NATIVE_IN_BODY);
}

static void
read_plain(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	(void)m;
	like->type = BLOCK_PARAGRAPH;
	read_paragraph(r, l, like, 0, NATIVE_IN_BODY);
}

static void
read_keyed(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	like->type =
	    m.kind == NATIVE_CREDIT_LINE ? BLOCK_CREDIT : BLOCK_STANDFIRST;
	read_paragraph(r, l, like, m.nprefix, NATIVE_IN_NESTED);
}

/* A line and those that it goes on with by a backslash at its end. */
static void
gather_logical(
    struct native *r, struct line l, size_t nprefix, struct buf *lines)
{
	for (;;) {
		const char *s = l.s + nprefix;
		size_t n = l.n - nprefix;
		buf_add(lines, s, n);
		native_advance(r, l);
		if (!native_goes_on(s, n))
			return;
		l = native_peek(r);
		if (!l.there)
			return;
		buf_addc(lines, '\n');
		nprefix = 0;
	}
}

static void
read_subhead(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	struct buf lines = { 0 };

	like->type = BLOCK_SUBHEAD;
	like->level = m.level;
	gather_logical(r, l, m.nprefix, &lines);
	native_add_decoded(r, like, buf_str(&lines), lines.n, NATIVE_IN_HEADING,
	    NATIVE_IN_NESTED);
	buf_fini(&lines);
}

static void
read_quote(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	struct buf lines = { 0 };
	bool more = false;

	like->type = BLOCK_QUOTE;
	for (; l.there && m.kind == NATIVE_QUOTE_LINE;
	     m = native_look(l.s, l.n)) {
		if (l.n > m.nprefix) {
			if (lines.n)
				buf_addc(&lines, '\n');
			buf_add(&lines, l.s + m.nprefix, l.n - m.nprefix);
		} else if (lines.n) {
			native_add_decoded(r, like, buf_str(&lines), lines.n,
			    NATIVE_IN_NESTED, NATIVE_IN_NESTED);
			buf_cut(&lines, 0);
			more = true;
		}
		if (more) {
			*like =
			    (struct block){ .type = BLOCK_QUOTE, .mark = ">" };
		}
		native_advance(r, l);
		l = native_peek(r);
	}
	if (lines.n)
		native_add_decoded(r, like, buf_str(&lines), lines.n,
		    NATIVE_IN_NESTED, NATIVE_IN_NESTED);
	buf_fini(&lines);
}

static void
read_item(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	struct buf lines = { 0 };

	like->type = BLOCK_ITEM;
	like->level = m.level;
	like->number = m.number;
	like->mark = arena_strndup(r->arena, l.s + m.indent, m.nmark);
	buf_add(&lines, l.s + m.nprefix, l.n - m.nprefix);
	native_advance(r, l);
	gather(r, &lines, false);
	native_add_decoded(
	    r, like, buf_str(&lines), lines.n, NATIVE_IN_ITEM, NATIVE_IN_ITEM);
	buf_fini(&lines);
}

static void
read_rule(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	like->type = BLOCK_RULE;
	native_advance(r, l);
	builder_block(r->b, like, l.s + m.nprefix, l.n - m.nprefix);
}

/* --- tables ------------------------------------------------------------------ */

/* A table being put together: its text, and the spans of all cells. */
struct table {
	struct buf text;
	struct span *spans;
	size_t nspans, cap;
};

static void
add_cell(struct native *r, struct table *t, const char *s, size_t nbytes)
{
	struct native_text cell;
	size_t start = t->text.n;

	while (nbytes && (*s == ' ' || *s == '\t')) {
		s++;
		nbytes--;
	}
	while (nbytes && (s[nbytes - 1] == ' ' || s[nbytes - 1] == '\t'))
		nbytes--;
	native_decode(
	    &cell, s, nbytes, NATIVE_IN_CELL, NATIVE_IN_CELL, r->arena);
	for (size_t i = 0; i < cell.text.n; i++) {
		char c = cell.text.bytes[i];
		buf_addc(&t->text, c == '\t' ? ' ' : c);
	}
	for (size_t i = 0; i < cell.nspans; i++) {
		struct span span = cell.spans[i];
		span.from += (uint32_t)start;
		span.to += (uint32_t)start;
		t->spans =
		    mem_grow(t->spans, t->nspans, &t->cap, sizeof *t->spans);
		t->spans[t->nspans++] = span;
	}
	native_text_fini(&cell);
}

static void
add_row(struct native *r, struct table *t, struct line l)
{
	const char *s = l.s + 1;
	size_t left = l.n - 1;
	bool first = true;

	for (;;) {
		size_t n = native_find(s, left, "|");
		if (!first)
			buf_addc(&t->text, '\t');
		first = false;
		add_cell(r, t, s, n);
		if (n == left || n + 1 == left)
			return;
		s += n + 1;
		left -= n + 1;
	}
}

static void
read_table(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	struct table t = { .text = { 0 } };

	if (!opens_table(r, l)) {
		if (m.kind == NATIVE_DIVIDER_LINE)
			read_text(r, l, like,
			    "no row of a table stands above this line");
		else
			read_plain(r, l, m, like);
		return;
	}
	like->type = BLOCK_TABLE;
	add_row(r, &t, l);
	native_advance(r, l);
	l = native_peek(r);
	like->mark = arena_strndup(r->arena, l.s, l.n);
	native_advance(r, l);
	for (l = native_peek(r); l.n && l.s[0] == '|'; l = native_peek(r)) {
		buf_addc(&t.text, '\n');
		add_row(r, &t, l);
		native_advance(r, l);
	}
	like->spans = t.spans;
	like->nspans = t.nspans;
	builder_block(r->b, like, buf_str(&t.text), t.text.n);
	free(t.spans);
	buf_fini(&t.text);
}

/* --- figures and preformatted text ------------------------------------------- */

/*
 * `src "credit")` into the block; false if it is not that.  A file's name with a
 * blank and a quote is written src%20".
 */
static bool
read_picture(struct native *r, struct block *like, const char *s, size_t nbytes)
{
	if (!nbytes || s[nbytes - 1] != ')' || memchr(s, '\n', nbytes))
		return false;
	nbytes--;
	char *src = arena_strndup(r->arena, s, nbytes);
	/* A tab is a blank, in writing too. */
	for (char *c = src; (c = strchr(c, '\t'));)
		*c = ' ';
	char *quote = strstr(src, " \"");
	if (quote && (src[nbytes - 1] != '"' || quote + 2 >= src + nbytes))
		return false; /* a credit that is not closed */
	if (quote) {
		src[nbytes - 1] = '\0';
		*quote = '\0';
		like->credit = quote + 2;
	}
	like->src = src;
	return true;
}

static void
read_figure(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	struct buf lines = { 0 };
	struct native ahead = *r; /* only its place is moved */

	if (r->at >= r->no_figure)
		gather_logical(&ahead, l, m.nprefix, &lines);
	size_t n = native_find(buf_str(&lines), lines.n, "](");
	bool ok = n < lines.n &&
	    read_picture(r, like, buf_str(&lines) + n + 2, lines.n - n - 2);
	if (ok) {
		like->type = BLOCK_FIGURE;
		r->at = ahead.at;
		r->lineno = ahead.lineno;
		native_add_decoded(r, like, buf_str(&lines), n,
		    NATIVE_IN_CAPTION, NATIVE_IN_NESTED);
	} else {
		if (ahead.at > r->no_figure)
			r->no_figure =
			    ahead.at; /* nor do those it goes on to */
		read_text(r, l, like,
		    "this picture is not closed; write ![caption](file)");
	}
	buf_fini(&lines);
}

static size_t
fence_length(struct line l)
{
	size_t n = 0;

	while (n < l.n && l.s[n] == l.s[0])
		n++;
	return n;
}

/* The line that closes the fence `l`; not there if none does. */
static struct line
find_fence_end(struct native *r, struct line l)
{
	size_t n = fence_length(l);
	size_t *unclosed = &r->unclosed[l.s[0] == '~'];
	struct line end = native_line_at(r, l.end);

	if (*unclosed && n >= *unclosed)
		return (struct line){ 0 };
	for (; end.there; end = native_line_at(r, end.end))
		if (end.n >= n && end.s[0] == l.s[0] &&
		    fence_length(end) == end.n)
			return end;
	*unclosed = n;
	return end;
}

static void
read_fence(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	struct line end = find_fence_end(r, l);

	(void)m;
	if (!end.there) {
		read_text(r, l, like,
		    "no line below closes this one; the text is read as usual");
		return;
	}
	like->type = BLOCK_PREFORMATTED;
	like->mark = arena_strndup(r->arena, l.s, l.n);
	const char *from = r->src->text + l.end;
	builder_block(r->b, like, from, (size_t)(end.s - from));
	while (r->at < end.end)
		native_advance(r, native_peek(r));
}

static void (*const block_readers[])(
    struct native *, struct line, struct native_mark, struct block *) = {
	[NATIVE_TEXT] = read_plain,
	[NATIVE_SUBHEAD_LINE] = read_subhead,
	[NATIVE_QUOTE_LINE] = read_quote,
	[NATIVE_ITEM_LINE] = read_item,
	[NATIVE_ROW_LINE] = read_table,
	[NATIVE_DIVIDER_LINE] = read_table,
	[NATIVE_RULE_LINE] = read_rule,
	[NATIVE_FENCE_LINE] = read_fence,
	[NATIVE_FIGURE_LINE] = read_figure,
	[NATIVE_CREDIT_LINE] = read_keyed,
	[NATIVE_STANDFIRST_LINE] = read_keyed,
	[NATIVE_RULE_KEY_LINE] = read_rule,
};

/* The type that a line's block will have, as far as gaps care. */
static enum block_type
gap_type(enum native_line kind)
{
	return kind == NATIVE_ITEM_LINE ? BLOCK_ITEM : BLOCK_PARAGRAPH;
}

void
native_read_block(struct native *r, struct line l, struct native_mark m)
{
	struct block like = { .type = BLOCK_PARAGRAPH };

	if (!r->in_article) {
		native_complain(
		    r, "text outside of a story; put a ## line above it");
		builder_section(r->b, r->section);
		r->section_used = true;
		builder_article(r->b, r->lineno + 1);
		builder_key(r->b, BUILDER_ARTICLE, "", 0);
		r->in_article = true;
		r->before = -1;
	}
	like.gap = (unsigned char)native_gap(
	    r, native_usual_gap(r->before, gap_type(m.kind)));
	r->begun = true;
	block_readers[m.kind](r, l, m, &like);
	r->before = (int)like.type;
}
