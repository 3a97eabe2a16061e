#include "src/print/markdown_export.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/edition.h"
#include "src/edition/native.h"
#include "src/print/markdown_block.h"
#include "src/print/markdown_head.h"
#include "src/text/filter.h"

struct writer {
	struct buf *out;
	const struct edition *edition;
	struct arena *arena; /* scratch of one article or page */
	const char
	    *section; /* of the page's articles that do not say another */
};

static bool
same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static void
blank_lines(struct writer *w, unsigned char gap, unsigned usual)
{
	unsigned n = gap ? gap - 1u : w->out->n ? usual : 0;

	for (unsigned i = 0; i < n; i++)
		buf_addc(w->out, '\n');
}

static void
write_front_matter(struct writer *w)
{
	const struct edition *e = w->edition;
	struct head h = { .scope = NATIVE_EDITION };

	head_add(&h, NATIVE_TITLE, e->title);
	head_add(&h, NATIVE_DATE, e->date);
	head_add(&h, NATIVE_NAME, e->name);
	head_add(&h, NATIVE_NUMBER, e->number);
	head_add(&h, NATIVE_LANGUAGE, e->language);
	head_add(&h, NATIVE_PLACE, e->place);
	head_add(&h, NATIVE_MOTTO, e->motto);
	head_add(&h, NATIVE_PRICE, e->price);
	head_add(&h, NATIVE_URL, e->url);
	head_add_extra(&h, e->extra, e->nextra);
	if (!h.n && !e->keys)
		return;
	buf_adds(w->out, "---\n");
	head_write(w->out, &h, e->keys);
	buf_adds(w->out, "---\n");
}

/* --- pages ------------------------------------------------------------------- */

/* Does a heading, after its mark, say just this page? */
static bool
says_page(struct writer *w, const char *heading, size_t n, const struct page *p)
{
	const char *label;
	const char *name;

	native_split_heading(&label, &name, heading, n, w->arena);
	return same(label, p->label) && same(name, p->name);
}

/*
 * The heading as it was written, or label and name.  If that does not say the
 * page, they get key lines, which count more than the heading.
 */
static void
write_page_heading(struct writer *w, const struct page *p, struct head *h)
{
	const char *label = p->label ? p->label : "";
	const char *name = p->name ? p->name : "";
	bool keyed = head_count(p->keys, NATIVE_PAGE, NATIVE_LABEL) ||
	    head_count(p->keys, NATIVE_PAGE, NATIVE_PAGE_NAME);
	const char *heading = p->keys;
	size_t n = heading ? strcspn(heading, "\n") : 0;
	struct native_mark m = native_look(heading ? heading : "", n);

	if (m.kind != NATIVE_PAGE_LINE ||
	    (!keyed && !says_page(w, heading + m.nprefix, n - m.nprefix, p))) {
		heading = arena_printf(w->arena, "# %s%s%s", label,
		    *label && *name ? " " : "", name);
		n = strlen(heading);
		m.nprefix = 2;
	}
	if (keyed || !says_page(w, heading + m.nprefix, n - m.nprefix, p)) {
		head_add(h, NATIVE_LABEL, p->label);
		head_add(h, NATIVE_PAGE_NAME, p->name);
	}
	filter_add(w->out, heading, n, FILTER_TEXT);
	buf_addc(w->out, '\n');
}

/* A first page without anything of its own needs no heading. */
static bool
is_silent(const struct page *p, size_t index)
{
	return index == 0 && p->nsections && !p->keys && !p->label &&
	    !p->name && !p->nnotes && !p->nextra;
}

/*
 * The section of the stories that do not say their own: as it was, else the
 * first of the page.  NULL if there is none.
 */
static const char *
page_section(const struct page *p)
{
	if (!p->keys)
		return p->nsections ? p->sections[0].name : NULL;
	if (!head_count(p->keys, NATIVE_PAGE, NATIVE_SECTION))
		return NULL;
	for (size_t i = 0; i < p->nsections; i++) {
		const struct section *s = &p->sections[i];
		for (size_t j = 0; j < s->narticles; j++)
			if (!head_count(s->articles[j]->keys, NATIVE_ARTICLE,
				NATIVE_SECTION))
				return s->name;
	}
	return NULL; /* kept among the keys that we do not know */
}

static void
write_page(struct writer *w, size_t index)
{
	const struct page *p = &w->edition->pages[index];
	struct head h = { .scope = NATIVE_PAGE };
	const char *keys = p->keys ? strchr(p->keys, '\n') : NULL;

	w->section = NULL;
	if (is_silent(p, index))
		return;
	blank_lines(w, p->gap, 1);
	write_page_heading(w, p, &h);
	w->section = page_section(p);
	head_add(&h, NATIVE_SECTION, w->section);
	for (size_t i = 0; i < p->nnotes; i++)
		head_add(&h, NATIVE_NOTE, p->notes[i]);
	head_add_extra(&h, p->extra, p->nextra);
	head_write(w->out, &h, keys ? keys + 1 : NULL);
}

/* --- articles ---------------------------------------------------------------- */

/* One key line for each line of a value. */
static void
add_lines(struct writer *w, struct head *h, enum native_field field,
    const char *value)
{
	while (value) {
		size_t n = strcspn(value, "\n");
		head_add(h, field, arena_strndup(w->arena, value, n));
		value = value[n] ? value + n + 1 : NULL;
	}
}

/* The blocks that are written in the body. */
struct body {
	size_t from, to;
};

/*
 * Standfirsts at the top and credits at the end go into the head: as many as were
 * there, or all if the source was of another format.
 */
static struct body
add_blocks(struct writer *w, struct head *h, const struct article *a)
{
	struct body b = { 0, a->nblocks };
	size_t nfirst = head_count(a->keys, NATIVE_ARTICLE, NATIVE_STANDFIRST);
	size_t nlast = head_count(a->keys, NATIVE_ARTICLE, NATIVE_CREDIT);
	const char *value;

	if (!a->keys)
		nfirst = nlast = a->nblocks;
	while (b.from < b.to && b.from < nfirst &&
	    a->blocks[b.from].type == BLOCK_STANDFIRST &&
	    (value = markdown_value(&a->blocks[b.from], w->arena)) != NULL) {
		head_add(h, NATIVE_STANDFIRST, value);
		b.from++;
	}
	while (b.to > b.from && a->nblocks - b.to < nlast &&
	    a->blocks[b.to - 1].type == BLOCK_CREDIT &&
	    markdown_value(&a->blocks[b.to - 1], w->arena))
		b.to--;
	for (size_t i = b.to; i < a->nblocks; i++)
		head_add(
		    h, NATIVE_CREDIT, markdown_value(&a->blocks[i], w->arena));
	return b;
}

/* A section line, if the article's section is not the page's. */
static void
add_section(struct writer *w, struct head *h, const struct article *a)
{
	const struct page *p = &w->edition->pages[a->page];
	const char *name = p->sections[a->section].name;

	if (same(name, w->section) &&
	    !head_count(a->keys, NATIVE_ARTICLE, NATIVE_SECTION))
		return;
	head_add(h, NATIVE_SECTION, name ? name : "");
}

static struct body
write_article_head(struct writer *w, const struct article *a)
{
	struct head h = { .scope = NATIVE_ARTICLE };
	const char *headline = a->headline ? a->headline : "";
	size_t n = strcspn(headline, "\n");

	buf_adds(w->out, n ? "## " : "##");
	filter_add(w->out, headline, n, FILTER_TEXT);
	buf_addc(w->out, '\n');
	add_section(w, &h, a);
	add_lines(w, &h, NATIVE_KICKER, a->kicker);
	add_lines(
	    w, &h, NATIVE_HEADLINE, headline[n] ? headline + n + 1 : NULL);
	add_lines(w, &h, NATIVE_DECK, a->deck);
	add_lines(w, &h, NATIVE_BYLINE, a->byline);
	head_add(&h, NATIVE_DATELINE, a->dateline);
	head_add(&h, NATIVE_DATE, a->date);
	head_add(&h, NATIVE_SOURCE, a->source);
	head_add(&h, NATIVE_URL, a->url);
	head_add(&h, NATIVE_LANGUAGE, a->language);
	head_add(&h, NATIVE_KIND, a->kind);
	head_add(&h, NATIVE_WEIGHT, a->weight);
	head_add(&h, NATIVE_JUMP, a->continued_on);
	head_add(&h, NATIVE_JUMP_FROM, a->continued_from);
	head_add(&h, NATIVE_CUT, a->cut_off ? "yes" : NULL);
	head_add(&h, NATIVE_ID, a->id_given ? a->id : NULL);
	struct body b = add_blocks(w, &h, a);
	head_add_extra(&h, a->extra, a->nextra);
	head_write(w->out, &h, a->keys);
	return b;
}

static bool
has_wide_indent(const char *s)
{
	return !strncmp(s, "\xE3\x80\x80", 3);
}

/* Does the reader take following lines of text into such a block? */
static bool
takes_text(const struct block *k)
{
	return k->type == BLOCK_PARAGRAPH || k->type == BLOCK_ITEM ||
	    k->type == BLOCK_STANDFIRST || k->type == BLOCK_CREDIT;
}

/* May these lines stand right under what is above, as they did once? */
static bool
may_touch(const struct block *above, const struct block *k, const char *lines)
{
	struct native_key key;
	size_t n = strcspn(lines, "\n");
	enum native_line kind = native_look(lines, n).kind;
	bool text = kind == NATIVE_TEXT || kind == NATIVE_DIVIDER_LINE ||
	    (kind == NATIVE_ROW_LINE && k->type != BLOCK_TABLE);

	if (!above)
		return !native_split_key(&key, NATIVE_ARTICLE, lines, n);
	if (above->type == BLOCK_TABLE)
		return lines[0] != '|';
	/* What parted them, an empty subhead, is gone. */
	if (above->type == BLOCK_QUOTE && k->type == BLOCK_QUOTE)
		return false;
	if (!takes_text(above) || !text)
		return true;
	return above->mark && has_wide_indent(above->mark) &&
	    has_wide_indent(lines);
}

static void
write_block(struct writer *w, const struct block *k, const struct block *above)
{
	bool goes_on = k->type == BLOCK_QUOTE && above &&
	    above->type == BLOCK_QUOTE && k->mark && !strcmp(k->mark, ">");
	struct buf lines = { 0 };
	unsigned usual =
	    native_usual_gap(above ? (int)above->type : -1, k->type);

	markdown_block(&lines, k, w->arena);
	if (goes_on)
		buf_adds(w->out, ">\n");
	else if (k->gap == 1 && !may_touch(above, k, buf_str(&lines)))
		blank_lines(w, 0, usual);
	else
		blank_lines(w, k->gap, usual);
	buf_add(w->out, buf_str(&lines), lines.n);
	buf_addc(w->out, '\n');
	buf_fini(&lines);
}

static void
write_article(struct writer *w, const struct article *a)
{
	blank_lines(w, a->gap, 1);
	struct body b = write_article_head(w, a);
	const struct block *above = NULL;

	for (size_t i = b.from; i < b.to; i++) {
		write_block(w, &a->blocks[i], above);
		above = &a->blocks[i];
	}
	arena_reset(w->arena);
}

/* Append the lines without blanks at their ends: they would not come back. */
static void
add_trimmed(struct buf *out, const struct buf *lines)
{
	const char *s = buf_str(lines);

	while (*s) {
		size_t n = strcspn(s, "\n");
		size_t end = n;
		while (end && (s[end - 1] == ' ' || s[end - 1] == '\t'))
			end--;
		buf_add(out, s, end);
		buf_add(out, s + n, s[n] == '\n');
		s += n + (s[n] == '\n');
	}
}

void
markdown_export(struct buf *out, const struct edition *e)
{
	struct buf lines = { 0 };
	struct writer w = {
		.out = &lines,
		.edition = e,
		.arena = arena_new(),
	};
	size_t page = 0;

	write_front_matter(&w);
	for (size_t i = 0; i < e->narticles; i++) {
		for (; page <= e->articles[i]->page; page++)
			write_page(&w, page);
		write_article(&w, e->articles[i]);
	}
	for (; page < e->npages; page++)
		write_page(&w, page);
	add_trimmed(out, &lines);
	buf_fini(&lines);
	arena_free(w.arena);
}
