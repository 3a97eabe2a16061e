#include "src/library/marks_format.h"

#include <inttypes.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/json.h"
#include "src/library/forms.h"
#include "src/library/marks.h"
#include "src/text/escape.h"

static const char *
title_of(const struct mark *m)
{
	return m->title ? m->title : m->headline;
}

void
marks_write_line(struct buf *b, const struct mark *m)
{
	const char *const parts[] = { m->date, m->paper, m->page, title_of(m) };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		buf_adds(b, i ? "  " : "");
		forms_add_line(b, parts[i]);
	}
	forms_end_line(b, m->tags);
}

static void
write_text(struct buf *b, const struct mark_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		marks_write_line(b, &list->at[i]);
}

static struct json *
mark_json(const struct mark *m, struct arena *a)
{
	struct json *o = json_new_object();
	char added[FORMS_TIME_BYTES];

	forms_set_text(o, "paper", m->paper, a);
	forms_set_text(o, "date", m->date, a);
	forms_set_text(o, "page", m->page, a);
	forms_set_text(o, "headline", m->headline, a);
	forms_set_text(o, "article", m->article, a);
	json_set_int(o, "number", m->number);
	forms_set_text(o, "path", m->path, a);
	forms_set_text(o, "title", m->title, a);
	forms_set_tags(o, m->tags, a);
	json_set_string(o, "added", forms_time(added, m->added));
	return o;
}

static void
write_json(struct buf *b, const struct mark_list *list)
{
	struct json *root = json_new_object();
	struct json *all = json_new_array();
	struct arena *a = arena_new();

	json_set_int(root, "schema", 1);
	for (size_t i = 0; i < list->n; i++)
		json_push(all, mark_json(&list->at[i], a));
	json_set(root, "bookmarks", all);
	json_dump(b, root, JSON_STYLE_INDENTED);
	buf_addc(b, '\n');
	json_free(root);
	arena_free(a);
}

/* --- by edition --------------------------------------------------------------------- */

static bool
is_same_edition(const struct mark *x, const struct mark *y)
{
	return !strcmp(x->paper, y->paper) &&
	    !strcmp(x->date ? x->date : "", y->date ? y->date : "");
}

/* Does bookmark `i` begin (end) its edition? */
static bool
begins_edition(const struct mark_list *list, size_t i)
{
	return i == 0 || !is_same_edition(&list->at[i], &list->at[i - 1]);
}

static bool
ends_edition(const struct mark_list *list, size_t i)
{
	return i + 1 == list->n || begins_edition(list, i + 1);
}

/* "Paper, date" */
static const char *
edition_of(const struct mark *m, struct arena *a)
{
	return arena_printf(
	    a, "%s%s%s", m->paper, m->date ? ", " : "", m->date ? m->date : "");
}

static void
add_markdown(struct buf *b, const char *s)
{
	escape_markdown(b, s, strlen(s));
}

static void
write_markdown(struct buf *b, const struct mark_list *list)
{
	struct arena *a = arena_new();

	buf_adds(b, "# Bookmarks\n");
	for (size_t i = 0; i < list->n; i++) {
		const struct mark *m = &list->at[i];
		if (begins_edition(list, i)) {
			buf_adds(b, "\n## ");
			add_markdown(b, edition_of(m, a));
			buf_adds(b, "\n\n");
		}
		buf_adds(b, "- ");
		add_markdown(b, title_of(m) ? title_of(m) : "-");
		if (m->page) {
			buf_adds(b, " (");
			add_markdown(b, m->page);
			buf_addc(b, ')');
		}
		buf_adds(b, m->tags.n ? " " : "");
		forms_markdown_tags(b, m->tags);
		buf_addc(b, '\n');
	}
	arena_free(a);
}

static void
write_html(struct buf *b, const struct mark_list *list)
{
	struct arena *a = arena_new();

	forms_html_head(b, "Bookmarks");
	for (size_t i = 0; i < list->n; i++) {
		const struct mark *m = &list->at[i];
		if (begins_edition(list, i)) {
			forms_html_add(b, "h2", edition_of(m, a));
			buf_adds(b, "<ul>\n");
		}
		buf_adds(b, "<li>");
		escape_html(b, title_of(m) ? title_of(m) : "-", FILTER_LINE);
		if (m->page) {
			buf_adds(b, " <small>");
			escape_html(b, m->page, FILTER_LINE);
			buf_adds(b, "</small>");
		}
		buf_addc(b, '\n');
		forms_html_tags(b, m->tags);
		buf_adds(b, "</li>\n");
		if (ends_edition(list, i))
			buf_adds(b, "</ul>\n");
	}
	forms_html_foot(b);
	arena_free(a);
}

/*
 * The file of bookmarks that every browser reads and writes, as Netscape had it
 * ("Netscape Bookmark File Format", kept by Microsoft as MSDN aa753582); TAGS as
 * Firefox and Pinboard have them.  A paper without a file gets an address that
 * leads nowhere, since one without any is not read.
 */
static void
add_netscape(struct buf *b, const struct mark *m)
{
	buf_adds(b, "        <DT><A HREF=\"");
	if (m->path && *m->path == '/') {
		buf_adds(b, "file://");
		escape_path(b, m->path);
	} else {
		buf_adds(b, "about:blank");
	}
	buf_addf(b, "#%" PRIu32 "\"", m->number);
	if (m->added > 0)
		buf_addf(b, " ADD_DATE=\"%" PRId64 "\"", m->added);
	for (size_t i = 0; i < m->tags.n; i++) {
		buf_adds(b, i ? "," : " TAGS=\"");
		escape_html(b, m->tags.at[i], FILTER_LINE);
	}
	buf_adds(b, m->tags.n ? "\">" : ">");
	escape_html(b, title_of(m) ? title_of(m) : m->paper, FILTER_LINE);
	buf_adds(b, "</A>\n");
}

static void
write_netscape(struct buf *b, const struct mark_list *list)
{
	struct arena *a = arena_new();

	buf_adds(b,
	    "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
	    "<META HTTP-EQUIV=\"Content-Type\" "
	    "CONTENT=\"text/html; charset=UTF-8\">\n"
	    "<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n<DL><p>\n");
	for (size_t i = 0; i < list->n; i++) {
		if (begins_edition(list, i)) {
			buf_adds(b, "    <DT><H3>");
			escape_html(
			    b, edition_of(&list->at[i], a), FILTER_LINE);
			buf_adds(b, "</H3>\n    <DL><p>\n");
		}
		add_netscape(b, &list->at[i]);
		if (ends_edition(list, i))
			buf_adds(b, "    </DL><p>\n");
	}
	buf_adds(b, "</DL><p>\n");
	arena_free(a);
}

static const struct {
	const char *name;
	void (*write)(struct buf *, const struct mark_list *);
} formats[] = {
	[MARKS_TEXT] = { "text", write_text },
	[MARKS_JSON] = { "json", write_json },
	[MARKS_MARKDOWN] = { "markdown", write_markdown },
	[MARKS_HTML] = { "html", write_html },
	[MARKS_NETSCAPE] = { "netscape", write_netscape },
};
_Static_assert(
    sizeof formats / sizeof *formats == MARKS_FORMAT_COUNT, "one row a format");

int
marks_format_named(const char *name)
{
	for (int i = 0; i < MARKS_FORMAT_COUNT; i++)
		if (!strcmp(formats[i].name, name))
			return i;
	return -1;
}

void
marks_write(
    struct buf *b, const struct mark_list *list, enum marks_format format)
{
	formats[format].write(b, list);
}
