/*
 * The reader of the native format; src/edition/native.h has its syntax.
 *
 * Line by line, never back but to find the end of a fence.  A head (the key
 * lines under `#` and `##`) is gone over twice: a section must be known before
 * its article begins.
 */
#include <stdlib.h>
#include <string.h>

#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/diag.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/builder.h"
#include "src/edition/clean.h"
#include "src/edition/native.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

struct line {
	const char *s; /* without blanks and CR at its end */
	size_t n;
	size_t end; /* where the next begins */
	bool there;
};

struct native {
	const struct source *src;
	struct builder *b;
	struct diag *diag;
	struct arena *arena; /* scratch of the whole reading */

	size_t at; /* bytes read */
	unsigned lineno;
	unsigned blanks; /* lines above the next line */
	bool begun;      /* something but blank lines was read */
	bool in_article;
	const char *section; /* of the page */
	bool section_used;   /* by one of its stories */
	int before;          /* type of the block above, -1 below a head */

	struct line *credits; /* values of credit: keys, for the story's end */
	size_t ncredits, credits_cap;

	/* The longest fences of ` and ~ known not to be closed below. */
	size_t unclosed[2];
	size_t no_figure; /* lines before this byte begin no picture */
};

static struct line
line_at(const struct native *r, size_t at)
{
	const char *s = r->src->text + at;
	size_t left = r->src->nbytes - at;
	struct line l = { .s = s, .there = left > 0 };

	if (!l.there)
		return l;
	const char *nl = memchr(s, '\n', left);
	l.n = nl ? (size_t)(nl - s) : left;
	l.end = at + l.n + (nl != NULL);
	while (l.n &&
	    (s[l.n - 1] == ' ' || s[l.n - 1] == '\t' || s[l.n - 1] == '\r'))
		l.n--;
	return l;
}

static struct line
peek(const struct native *r)
{
	return line_at(r, r->at);
}

static void
advance(struct native *r, struct line l)
{
	r->at = l.end;
	r->lineno++;
}

static void
skip_blank_lines(struct native *r)
{
	r->blanks = 0;
	for (struct line l = peek(r); l.there && !l.n; l = peek(r)) {
		advance(r, l);
		r->blanks++;
	}
}

static void
complain(struct native *r, const char *what)
{
	diag_add(
	    r->diag, DIAG_WARNING, r->src->name, r->lineno + 1, 0, "%s", what);
}

/* What the model is told about the blank lines above: 0 if as usual. */
static unsigned
gap(const struct native *r, unsigned usual)
{
	unsigned blanks = r->begun ? r->blanks : 0;

	if (!r->begun)
		usual = 0;
	return blanks == usual ? 0 : blanks + 1;
}

static char *
copy_value(struct native *r, const struct native_key *k)
{
	return arena_strndup(r->arena, k->value, k->nvalue);
}

static char *
copy_name(struct native *r, const struct native_key *k)
{
	return arena_strndup(r->arena, k->name, k->nname);
}

/* --- heads ------------------------------------------------------------------- */

/* Keep how a line of a head was written (native.h says what of it). */
static void
keep_written(struct native *r, enum builder_scope scope, struct line l,
    const struct native_key *k)
{
	if (k && (k->nvalue || k->field == NATIVE_SECTION)) {
		builder_key(r->b, scope, l.s, k->nprefix);
		return;
	}
	const char *whole = arena_printf(r->arena, " %.*s", (int)l.n, l.s);
	builder_key(r->b, scope, whole, strlen(whole));
}

/* Where a field goes, -1 where it is not a plain value of that thing. */
static const signed char edition_fields[NATIVE_FIELD_COUNT] = {
	[NATIVE_TITLE] = EDITION_TITLE + 1,
	[NATIVE_DATE] = EDITION_DATE + 1,
	[NATIVE_NAME] = EDITION_NAME + 1,
	[NATIVE_NUMBER] = EDITION_NUMBER + 1,
	[NATIVE_LANGUAGE] = EDITION_LANGUAGE + 1,
	[NATIVE_PLACE] = EDITION_PLACE + 1,
	[NATIVE_MOTTO] = EDITION_MOTTO + 1,
	[NATIVE_PRICE] = EDITION_PRICE + 1,
	[NATIVE_URL] = EDITION_URL + 1,
};

static const signed char article_fields[NATIVE_FIELD_COUNT] = {
	[NATIVE_KICKER] = ARTICLE_KICKER + 1,
	[NATIVE_HEADLINE] = ARTICLE_HEADLINE + 1,
	[NATIVE_DECK] = ARTICLE_DECK + 1,
	[NATIVE_BYLINE] = ARTICLE_BYLINE + 1,
	[NATIVE_DATELINE] = ARTICLE_DATELINE + 1,
	[NATIVE_DATE] = ARTICLE_DATE + 1,
	[NATIVE_SOURCE] = ARTICLE_SOURCE + 1,
	[NATIVE_URL] = ARTICLE_URL + 1,
	[NATIVE_LANGUAGE] = ARTICLE_LANGUAGE + 1,
	[NATIVE_KIND] = ARTICLE_KIND + 1,
	[NATIVE_WEIGHT] = ARTICLE_WEIGHT + 1,
	[NATIVE_JUMP] = ARTICLE_CONTINUED_ON + 1,
	[NATIVE_JUMP_FROM] = ARTICLE_CONTINUED_FROM + 1,
	[NATIVE_ID] = ARTICLE_ID + 1,
};

/* A key may stand several times if its field holds lines. */
static bool
may_repeat(enum native_field f)
{
	return f == NATIVE_KICKER || f == NATIVE_HEADLINE || f == NATIVE_DECK ||
	    f == NATIVE_BYLINE || f == NATIVE_NOTE || f == NATIVE_STANDFIRST ||
	    f == NATIVE_CREDIT;
}

/*
 * Has the field been given before?  Then the line is kept as one that we do not
 * know, so that nothing is lost.
 */
static bool
is_repeat(unsigned long *seen, enum native_field f)
{
	bool again = *seen >> f & 1;

	*seen |= 1ul << f;
	return again && f != NATIVE_NO_FIELD && !may_repeat(f);
}

static void
set_edition_key(struct native *r, const struct native_key *k, bool repeat)
{
	int field = edition_fields[k->field] - 1;

	if (field < 0 || repeat)
		builder_edition_extra(r->b, copy_name(r, k), copy_value(r, k));
	else
		builder_edition(
		    r->b, (enum edition_field)field, copy_value(r, k));
}

/* The line that ends front matter begun at `r->at`, if it is that. */
static bool
find_front_matter_end(const struct native *r, size_t *end)
{
	size_t at = peek(r).end;
	bool any = false;

	/* 200 lines: what is longer is no head, but a text with two rules. */
	for (int i = 0; i < 200; i++) {
		struct native_key k;
		struct line l = line_at(r, at);
		if (!l.there)
			return false;
		if (l.n == 3 && !memcmp(l.s, "---", 3)) {
			*end = at;
			return any;
		}
		if (native_split_key(&k, NATIVE_EDITION, l.s, l.n))
			any = true;
		else if (native_look(l.s, l.n).kind == NATIVE_ARTICLE_LINE)
			return false;
		at = l.end;
	}
	return false;
}

static void
read_front_matter(struct native *r)
{
	size_t end;
	unsigned long seen = 0;
	struct line l = peek(r);

	if (l.n != 3 || memcmp(l.s, "---", 3) != 0 ||
	    !find_front_matter_end(r, &end))
		return;
	advance(r, l);
	while (r->at < end) {
		struct native_key k;
		l = peek(r);
		if (native_split_key(&k, NATIVE_EDITION, l.s, l.n)) {
			keep_written(r, BUILDER_EDITION, l, &k);
			set_edition_key(r, &k, is_repeat(&seen, k.field));
		} else {
			keep_written(r, BUILDER_EDITION, l, NULL);
			if (l.n)
				complain(r,
				    "this line has no key; write it as "
				    "\"key: value\"");
		}
		advance(r, l);
	}
	advance(r, peek(r));
	r->begun = true;
}

/* The next line, if it is a key line of the head that is being read. */
static bool
next_key(struct native *r, enum native_scope scope, size_t at,
    struct native_key *k, struct line *l)
{
	*l = line_at(r, at);
	return l->there && l->n && native_split_key(k, scope, l->s, l->n);
}

/* Does the head at `r->at` have this field?  Gives its value. */
static bool
find_key(struct native *r, enum native_scope scope, enum native_field field,
    struct native_key *found)
{
	struct native_key k;
	struct line l;

	for (size_t at = r->at; next_key(r, scope, at, &k, &l); at = l.end)
		if (k.field == field) {
			*found = k;
			return true;
		}
	return false;
}

/* What follows a head without a blank line should be another. */
static void
end_head(struct native *r)
{
	struct line l = peek(r);
	enum native_line kind = native_look(l.s, l.n).kind;

	r->before = -1;
	if (l.there && l.n && kind != NATIVE_PAGE_LINE &&
	    kind != NATIVE_ARTICLE_LINE)
		complain(r,
		    "this line has no key, so the text begins here; put a"
		    " blank line above it");
}

/* A section without stories is no section; the line is kept all the same. */
static void
end_page(struct native *r)
{
	if (r->section && !r->section_used)
		builder_page_extra(r->b,
		    native_field_name(NATIVE_PAGE, NATIVE_SECTION), r->section);
	r->section = NULL;
	r->section_used = false;
}

static void
begin_page(struct native *r, struct line heading, size_t nprefix)
{
	const char *label = NULL;
	const char *name = NULL;
	struct native_key k;
	bool keyed = false;

	if (find_key(r, NATIVE_PAGE, NATIVE_LABEL, &k)) {
		label = copy_value(r, &k);
		keyed = true;
	}
	if (find_key(r, NATIVE_PAGE, NATIVE_PAGE_NAME, &k)) {
		name = copy_value(r, &k);
		keyed = true;
	}
	if (!keyed)
		native_split_heading(&label, &name, heading.s + nprefix,
		    heading.n - nprefix, r->arena);
	builder_page(r->b, label, name);
	builder_key(r->b, BUILDER_PAGE, heading.s, heading.n);
}

static void
read_page(struct native *r, struct line heading, size_t nprefix)
{
	unsigned above = gap(r, 1);
	unsigned long seen = 0;
	struct native_key k;
	struct line l;

	advance(r, heading);
	end_page(r);
	begin_page(r, heading, nprefix);
	builder_gap(r->b, BUILDER_PAGE, above);
	while (next_key(r, NATIVE_PAGE, r->at, &k, &l)) {
		bool repeat = is_repeat(&seen, k.field);
		keep_written(r, BUILDER_PAGE, l, &k);
		if (k.field == NATIVE_NOTE)
			builder_page_note(r->b, copy_value(r, &k));
		else if (k.field == NATIVE_SECTION && !repeat)
			r->section = copy_value(r, &k);
		else if (k.field == NATIVE_NO_FIELD || repeat)
			builder_page_extra(
			    r->b, copy_name(r, &k), copy_value(r, &k));
		advance(r, l);
	}
	r->begun = true;
	r->in_article = false;
	end_head(r);
}

static bool
is_yes(const struct native_key *k)
{
	static const char *const words[] = { "yes", "true", "1", "是", "はい",
		"예" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (strlen(words[i]) == k->nvalue &&
		    !memcmp(words[i], k->value, k->nvalue))
			return true;
	return false;
}

static void
add_decoded(struct native *r, struct block *like, const char *s, size_t nbytes,
    enum native_place first, enum native_place rest)
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

/* Pictures' credits stand at a story's end, wherever its head is. */
static void
keep_credit(struct native *r, const struct native_key *k)
{
	r->credits = mem_grow(
	    r->credits, r->ncredits, &r->credits_cap, sizeof *r->credits);
	r->credits[r->ncredits++] =
	    (struct line){ .s = k->value, .n = k->nvalue };
}

static void
add_credits(struct native *r)
{
	for (size_t i = 0; i < r->ncredits; i++) {
		struct block like = { .type = BLOCK_CREDIT };
		add_decoded(r, &like, r->credits[i].s, r->credits[i].n,
		    NATIVE_IN_VALUE, NATIVE_IN_VALUE);
	}
	r->ncredits = 0;
}

static void
set_article_key(struct native *r, const struct native_key *k, bool repeat)
{
	int field = article_fields[k->field] - 1;
	struct block like = { .type = BLOCK_STANDFIRST };

	if (k->field == NATIVE_STANDFIRST)
		add_decoded(r, &like, k->value, k->nvalue, NATIVE_IN_VALUE,
		    NATIVE_IN_VALUE);
	else if (k->field == NATIVE_CREDIT)
		keep_credit(r, k);
	else if (k->field == NATIVE_CUT && !repeat && is_yes(k))
		builder_cut_off(r->b, true);
	else if (field >= 0 && !repeat)
		builder_set_n(
		    r->b, (enum article_field)field, k->value, k->nvalue);
	else if (k->field != NATIVE_SECTION || repeat)
		builder_extra(r->b, copy_name(r, k), copy_value(r, k));
}

static void
read_article_head(struct native *r, struct line heading, size_t nprefix)
{
	unsigned above = gap(r, 1);
	unsigned line = r->lineno + 1;
	unsigned long seen = 0;
	struct native_key k;
	struct line l;

	advance(r, heading);
	bool own = find_key(r, NATIVE_ARTICLE, NATIVE_SECTION, &k);
	builder_section(r->b, own ? copy_value(r, &k) : r->section);
	r->section_used |= !own;
	builder_article(r->b, line);
	builder_gap(r->b, BUILDER_ARTICLE, above);
	builder_key(r->b, BUILDER_ARTICLE, "", 0); /* there are no others */
	builder_set_n(
	    r->b, ARTICLE_HEADLINE, heading.s + nprefix, heading.n - nprefix);
	while (next_key(r, NATIVE_ARTICLE, r->at, &k, &l)) {
		keep_written(r, BUILDER_ARTICLE, l, &k);
		set_article_key(r, &k, is_repeat(&seen, k.field));
		advance(r, l);
	}
	r->begun = true;
	r->in_article = true;
	end_head(r);
}

/* --- blocks ------------------------------------------------------------------ */

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
	struct line next = line_at(r, l.end);
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
	for (struct line l = peek(r); goes_on(r, l, wide_indent); l = peek(r)) {
		size_t n = 0;
		while (n < l.n && (l.s[n] == ' ' || l.s[n] == '\t'))
			n++;
		buf_addc(lines, '\n');
		buf_add(lines, l.s + n, l.n - n);
		advance(r, l);
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
	advance(r, l);
	bool wide = plain && is_wide_indent(l.s, l.n);
	gather(r, &lines, wide);
	add_decoded(r, like, buf_str(&lines), lines.n, first,
	    wide ? NATIVE_IN_INDENTED : NATIVE_IN_BODY);
	buf_fini(&lines);
}

/* What looked like something else and is not. */
static void
read_text(struct native *r, struct line l, struct block *like, const char *why)
{
	complain(r, why);
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
		advance(r, l);
		if (!native_goes_on(s, n))
			return;
		l = peek(r);
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
	add_decoded(r, like, buf_str(&lines), lines.n, NATIVE_IN_HEADING,
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
			add_decoded(r, like, buf_str(&lines), lines.n,
			    NATIVE_IN_NESTED, NATIVE_IN_NESTED);
			buf_cut(&lines, 0);
			more = true;
		}
		if (more) {
			*like =
			    (struct block){ .type = BLOCK_QUOTE, .mark = ">" };
		}
		advance(r, l);
		l = peek(r);
	}
	if (lines.n)
		add_decoded(r, like, buf_str(&lines), lines.n, NATIVE_IN_NESTED,
		    NATIVE_IN_NESTED);
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
	advance(r, l);
	gather(r, &lines, false);
	add_decoded(
	    r, like, buf_str(&lines), lines.n, NATIVE_IN_BODY, NATIVE_IN_BODY);
	buf_fini(&lines);
}

static void
read_rule(
    struct native *r, struct line l, struct native_mark m, struct block *like)
{
	like->type = BLOCK_RULE;
	advance(r, l);
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
	advance(r, l);
	l = peek(r);
	like->mark = arena_strndup(r->arena, l.s, l.n);
	advance(r, l);
	for (l = peek(r); l.n && l.s[0] == '|'; l = peek(r)) {
		buf_addc(&t.text, '\n');
		add_row(r, &t, l);
		advance(r, l);
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
		add_decoded(r, like, buf_str(&lines), n, NATIVE_IN_CAPTION,
		    NATIVE_IN_NESTED);
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
	struct line end = line_at(r, l.end);

	if (*unclosed && n >= *unclosed)
		return (struct line){ 0 };
	for (; end.there; end = line_at(r, end.end))
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
		advance(r, peek(r));
}

/* --- the whole --------------------------------------------------------------- */

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

static void
read_block(struct native *r, struct line l, struct native_mark m)
{
	struct block like = { .type = BLOCK_PARAGRAPH };

	if (!r->in_article) {
		complain(r, "text outside of a story; put a ## line above it");
		builder_section(r->b, r->section);
		r->section_used = true;
		builder_article(r->b, r->lineno + 1);
		builder_key(r->b, BUILDER_ARTICLE, "", 0);
		r->in_article = true;
		r->before = -1;
	}
	like.gap = (unsigned char)gap(
	    r, native_usual_gap(r->before, gap_type(m.kind)));
	r->begun = true;
	block_readers[m.kind](r, l, m, &like);
	r->before = (int)like.type;
}

static void
read_lines(struct native *r)
{
	for (;;) {
		skip_blank_lines(r);
		struct line l = peek(r);
		if (!l.there)
			break;
		struct native_mark m = native_look(l.s, l.n);
		if (m.kind == NATIVE_PAGE_LINE || m.kind == NATIVE_ARTICLE_LINE)
			add_credits(r);
		if (m.kind == NATIVE_PAGE_LINE)
			read_page(r, l, m.nprefix);
		else if (m.kind == NATIVE_ARTICLE_LINE)
			read_article_head(r, l, m.nprefix);
		else
			read_block(r, l, m);
	}
	add_credits(r);
}

static int
native_read(const struct source *src, struct builder *b, struct diag *diag,
    struct err *err)
{
	struct native r = { .src = src, .b = b, .diag = diag, .before = -1 };

	if (!src->nbytes)
		return err_at(err, src->name, 0, 0, "the file is empty");
	r.arena = arena_new();
	if (src->label || src->page)
		builder_page(b, src->label, src->page);
	read_front_matter(&r);
	read_lines(&r);
	end_page(&r);
	arena_free(r.arena);
	free(r.credits);
	return 0;
}

/*
 * A line of each kind of head, looked for in the first lines: a story line with
 * a known key below is nothing else; `#` and `##` alone are any Markdown's.
 */
static int
native_probe(const struct source *src)
{
	struct native r = { .src = src };
	struct native_key k;
	size_t end;
	bool front = false, pages = false, stories = false;

	skip_blank_lines(&r);
	struct line l = peek(&r);
	if (l.n == 3 && !memcmp(l.s, "---", 3) &&
	    find_front_matter_end(&r, &end))
		front = true;
	for (int i = 0; l.there && i < 500; i++, l = line_at(&r, l.end)) {
		enum native_line kind = native_look(l.s, l.n).kind;
		struct line next = line_at(&r, l.end);
		pages |= kind == NATIVE_PAGE_LINE;
		stories |= kind == NATIVE_ARTICLE_LINE;
		if (kind == NATIVE_ARTICLE_LINE && next.n &&
		    native_split_key(&k, NATIVE_ARTICLE, next.s, next.n) &&
		    k.field != NATIVE_NO_FIELD)
			return 95;
	}
	return stories && (front || pages) ? 85
	    : front                        ? 75
	    : stories                      ? 60
	    : pages                        ? 30
					   : 0;
}

static const char *const extensions[] = { "md", "markdown", "broadsheet",
	NULL };

const struct reader reader_native = {
	.name = "native",
	.extensions = extensions,
	.probe = native_probe,
	.read = native_read,
};
