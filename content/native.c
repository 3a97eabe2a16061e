/*
 * The reader of the native format; src/edition/native.h has its syntax.
 *
 * Line by line, never back but to find the end of a fence.
 */
#include "content/native_int.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/diag.h"
#include "src/base/err.h"

struct line
native_line_at(const struct native *r, size_t at)
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

struct line
native_peek(const struct native *r)
{
	return native_line_at(r, r->at);
}

void
native_advance(struct native *r, struct line l)
{
	r->at = l.end;
	r->lineno++;
}

static void
skip_blank_lines(struct native *r)
{
	r->blanks = 0;
	for (struct line l = native_peek(r); l.there && !l.n;
	     l = native_peek(r)) {
		native_advance(r, l);
		r->blanks++;
	}
}

void
native_complain(struct native *r, const char *what)
{
	diag_add(
	    r->diag, DIAG_WARNING, r->src->name, r->lineno + 1, 0, "%s", what);
}

/* What the model is told about the blank lines above: 0 if as usual. */
unsigned
native_gap(const struct native *r, unsigned usual)
{
	unsigned blanks = r->begun ? r->blanks : 0;

	if (!r->begun)
		usual = 0;
	return blanks == usual ? 0 : blanks + 1;
}

/* --- the whole --------------------------------------------------------------- */

static void
read_lines(struct native *r)
{
	for (;;) {
		skip_blank_lines(r);
		struct line l = native_peek(r);
		if (!l.there)
			break;
		struct native_mark m = native_look(l.s, l.n);
		if (m.kind == NATIVE_PAGE_LINE || m.kind == NATIVE_ARTICLE_LINE)
			native_add_credits(r);
		if (m.kind == NATIVE_PAGE_LINE)
			native_read_page(r, l, m.nprefix);
		else if (m.kind == NATIVE_ARTICLE_LINE)
			native_read_article(r, l, m.nprefix);
		else
			native_read_block(r, l, m);
	}
	native_add_credits(r);
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
	native_read_front_matter(&r);
	read_lines(&r);
	native_end_page(&r);
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
	struct line l = native_peek(&r);
	if (l.n == 3 && !memcmp(l.s, "---", 3) &&
	    native_is_front_matter(&r, &end))
		front = true;
	for (int i = 0; l.there && i < 500;
	     i++, l = native_line_at(&r, l.end)) {
		enum native_line kind = native_look(l.s, l.n).kind;
		struct line next = native_line_at(&r, l.end);
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
