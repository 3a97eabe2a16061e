#include "src/print/html_export.h"

#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/edition/edition.h"
#include "src/edition/native.h"
#include "src/print/filtered.h"
#include "src/text/escape.h"

static void
escape(struct buf *out, const char *s)
{
	escape_html(out, s, FILTER_TEXT);
}

/* "<p class=kicker>...</p>"; nothing for NULL. */
static void
add(struct buf *out, const char *tag, const char *class, const char *s)
{
	if (!s || !*s)
		return;
	buf_addf(out, "<%s", tag);
	if (class)
		buf_addf(out, " class=\"%s\"", class);
	buf_addc(out, '>');
	escape(out, s);
	buf_addf(out, "</%s>\n", tag);
}

static bool
is_web(const char *url)
{
	return url &&
	    (strncmp(url, "http://", 7) == 0 ||
		strncmp(url, "https://", 8) == 0);
}

static void
open_span(struct buf *out, const struct span *s)
{
	static const char *const tags[] = { [SPAN_EM] = "<em>",
		[SPAN_STRONG] = "<strong>",
		[SPAN_CODE] = "<code>" };

	if (s->kind != SPAN_LINK) {
		buf_adds(out, tags[s->kind]);
	} else if (is_web(s->href)) {
		buf_adds(out, "<a href=\"");
		escape(out, s->href);
		buf_adds(out, "\">");
	}
}

static void
close_span(struct buf *out, const struct span *s)
{
	static const char *const tags[] = { [SPAN_EM] = "</em>",
		[SPAN_STRONG] = "</strong>",
		[SPAN_CODE] = "</code>" };

	if (s->kind != SPAN_LINK)
		buf_adds(out, tags[s->kind]);
	else if (is_web(s->href))
		buf_adds(out, "</a>");
}

/*
 * Bytes from..to of a block with its spans.  Those that begin inside another
 * are left out: HTML has no crossing elements, and papers have no nested ones.
 */
static void
add_text(struct buf *out, const struct block *k, size_t from, size_t to,
    struct arena *arena)
{
	struct native_text t;
	size_t at = 0;

	filtered_text(&t, k, from, to, arena);
	for (size_t i = 0; i < t.nspans; i++) {
		const struct span *s = &t.spans[i];
		if (s->from < at || s->to < s->from)
			continue;
		escape_filtered(out, buf_str(&t.text) + at, s->from - at);
		open_span(out, s);
		escape_filtered(
		    out, buf_str(&t.text) + s->from, s->to - s->from);
		close_span(out, s);
		at = s->to;
	}
	escape_filtered(out, buf_str(&t.text) + at, t.text.n - at);
	native_text_fini(&t);
}

/* How each type of block is written; the others have functions of their own. */
static const struct {
	const char *open, *close;
} marks[BLOCK_COUNT] = {
	[BLOCK_STANDFIRST] = { "<p class=\"standfirst\">", "</p>\n" },
	[BLOCK_PARAGRAPH] = { "<p>", "</p>\n" },
	[BLOCK_SUBHEAD] = { "<h4>", "</h4>\n" },
	[BLOCK_QUOTE] = { "<blockquote>", "</blockquote>\n" },
	[BLOCK_CREDIT] = { "<p class=\"credit\">", "</p>\n" },
	[BLOCK_PREFORMATTED] = { "<pre>", "</pre>\n" },
	[BLOCK_ITEM] = { "<li>", "</li>\n" },
};

static void
add_figure(struct buf *out, const struct block *k, struct arena *arena)
{
	buf_adds(out, "<figure><figcaption>");
	add_text(out, k, 0, k->nbytes, arena);
	if (k->credit) {
		buf_adds(out, " <small>");
		escape(out, k->credit);
		buf_adds(out, "</small>");
	}
	buf_adds(out, "</figcaption></figure>\n");
}

/* Rows end in newlines, cells are parted by tabs; the first row heads. */
static void
add_table(struct buf *out, const struct block *k, struct arena *arena)
{
	const char *tag = "th";
	size_t at = 0;

	buf_adds(out, "<table>\n");
	while (at < k->nbytes) {
		size_t row = at + strcspn(k->text + at, "\n");
		buf_adds(out, "<tr>");
		while (at <= row) {
			size_t cell = at + strcspn(k->text + at, "\t\n");
			buf_addf(out, "<%s>", tag);
			add_text(out, k, at, cell, arena);
			buf_addf(out, "</%s>", tag);
			at = cell + 1;
			if (cell == row)
				break;
		}
		buf_adds(out, "</tr>\n");
		tag = "td";
		at = row + 1;
	}
	buf_adds(out, "</table>\n");
}

static const char *
list_tag(const struct block *k)
{
	return k->number ? "ol" : "ul";
}

/* Does the list of block `i` begin (end) with it? */
static bool
is_list_edge(const struct article *a, size_t i, bool at_end)
{
	const struct block *k = &a->blocks[i];

	if (k->type != BLOCK_ITEM)
		return false;
	if (at_end ? i + 1 == a->nblocks : i == 0)
		return true;
	const struct block *other = &a->blocks[at_end ? i + 1 : i - 1];
	return other->type != BLOCK_ITEM ||
	    strcmp(list_tag(other), list_tag(k)) != 0;
}

static void
add_block(
    struct buf *out, const struct article *a, size_t i, struct arena *arena)
{
	const struct block *k = &a->blocks[i];

	if (is_list_edge(a, i, false))
		buf_addf(out, "<%s>\n", list_tag(k));
	if (k->type == BLOCK_FIGURE) {
		add_figure(out, k, arena);
	} else if (k->type == BLOCK_TABLE) {
		add_table(out, k, arena);
	} else if (k->type == BLOCK_RULE) {
		buf_adds(out, "<hr>\n");
	} else {
		buf_adds(out, marks[k->type].open);
		add_text(out, k, 0, k->nbytes, arena);
		buf_adds(out, marks[k->type].close);
	}
	if (is_list_edge(a, i, true))
		buf_addf(out, "</%s>\n", list_tag(k));
}

static void
add_article(struct buf *out, const struct edition *e, const struct article *a,
    struct arena *arena)
{
	const char *language = article_language(e, a);

	buf_adds(out, "<article");
	if (language) {
		buf_adds(out, " lang=\"");
		escape(out, language);
		buf_addc(out, '"');
	}
	buf_adds(out, ">\n");
	add(out, "p", "kicker", a->kicker);
	add(out, "h3", NULL, a->headline);
	add(out, "p", "deck", a->deck);
	add(out, "p", "byline", a->byline);
	add(out, "p", "dateline", a->dateline);
	for (size_t i = 0; i < a->nblocks; i++)
		add_block(out, a, i, arena);
	buf_adds(out, "</article>\n");
}

static void
add_page(struct buf *out, const struct edition *e, const struct page *p,
    struct arena *arena)
{
	const char *label = p->label ? p->label : "";
	const char *name = p->name ? p->name : "";

	buf_adds(out, "<section>\n");
	if (*label || *name)
		add(out, "h2", NULL,
		    arena_printf(arena, "%s%s%s", label,
			*label && *name ? " " : "", name));
	for (size_t i = 0; i < p->nsections; i++) {
		const struct section *s = &p->sections[i];
		add(out, "p", "section", s->name);
		for (size_t j = 0; j < s->narticles; j++)
			add_article(out, e, s->articles[j], arena);
	}
	for (size_t i = 0; i < p->nnotes; i++)
		add(out, "p", "note", p->notes[i]);
	buf_adds(out, "</section>\n");
}

void
html_export(struct buf *out, const struct edition *e)
{
	struct arena *arena = arena_new();

	buf_adds(out, "<!DOCTYPE html>\n<html");
	if (e->language) {
		buf_adds(out, " lang=\"");
		escape(out, e->language);
		buf_addc(out, '"');
	}
	buf_adds(out, ">\n<head>\n<meta charset=\"utf-8\">\n");
	add(out, "title", NULL, e->title ? e->title : "broadsheet");
	buf_adds(out, "</head>\n<body>\n<header>\n");
	add(out, "h1", NULL, e->title);
	add(out, "p", "date", e->date);
	buf_adds(out, "</header>\n");
	for (size_t i = 0; i < e->npages; i++)
		add_page(out, e, &e->pages[i], arena);
	buf_adds(out, "</body>\n</html>\n");
	arena_free(arena);
}
