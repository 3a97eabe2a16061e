#include "src/library/clips_format.h"

#include <inttypes.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/json.h"
#include "src/library/clips.h"
#include "src/library/forms.h"
#include "src/text/escape.h"

static const char *
title_of(const struct clip *c)
{
	return c->title          ? c->title
	    : c->source.headline ? c->source.headline
				 : c->source.paper;
}

/* --- lines ------------------------------------------------------------------------ */

void
clips_write_line(struct buf *b, const struct clip *c)
{
	const struct mark *m = &c->source;
	const char *const parts[] = { m->date, m->paper, m->page,
		c->title ? c->title : m->headline };

	buf_addf(b, "%" PRId64, c->id);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		buf_adds(b, "  ");
		forms_add_line(b, parts[i]);
	}
	forms_end_line(b, c->tags);
}

static void
write_list(struct buf *b, const struct clip_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		clips_write_line(b, &list->at[i]);
}

/* --- plain text --------------------------------------------------------------------- */

/* Calls `add` with each line of `s`. */
static void
each_line(struct buf *b, const char *s,
    void (*add)(struct buf *, const char *, size_t))
{
	for (;;) {
		size_t n = strcspn(s, "\n");
		add(b, s, n);
		if (!s[n])
			return;
		s += n + 1;
	}
}

static void
add_paragraph(struct buf *b, const char *s, size_t n)
{
	buf_addc(b, '\n');
	filter_add(b, s, n, FILTER_LINE);
	buf_addc(b, '\n');
}

/* Paper, date, page, headline if a title of one's own hides it, byline. */
static size_t
source_parts(const char *parts[5], const struct clip *c)
{
	const char *all[] = { c->source.paper, c->source.date, c->source.page,
		c->title ? c->source.headline : NULL, c->byline };
	size_t n = 0;

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i] && *all[i])
			parts[n++] = all[i];
	return n;
}

static void
write_text_one(struct buf *b, const struct clip *c)
{
	const char *parts[5];
	size_t n = source_parts(parts, c);

	forms_add_line(b, title_of(c));
	buf_addc(b, '\n');
	for (size_t i = 0; i < n; i++) {
		buf_adds(b, i ? ", " : "");
		forms_add_line(b, parts[i]);
	}
	buf_addc(b, '\n');
	each_line(b, c->passage.text, add_paragraph);
	if (c->note) {
		buf_adds(b, "\nNote:\n");
		filter_add(b, c->note, strlen(c->note), FILTER_TEXT);
		buf_addc(b, '\n');
	}
	if (c->tags.n) {
		buf_adds(b, "\nTags: ");
		forms_text_tags(b, c->tags);
		buf_addc(b, '\n');
	}
}

static void
write_text(struct buf *b, const struct clip_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		buf_adds(b, i ? "\n----------\n\n" : "");
		write_text_one(b, &list->at[i]);
	}
}

/* --- JSON --------------------------------------------------------------------------- */

/* As ISO 8601 has it, else the seconds, so that nothing is lost. */
static void
set_time(struct json *o, const char *key, int64_t seconds)
{
	char time[FORMS_TIME_BYTES];

	if (forms_time(time, seconds))
		json_set_string(o, key, time);
	else
		json_set_int(o, key, seconds);
}

static struct json *
clip_json(const struct clip *c, struct arena *a)
{
	struct json *o = json_new_object();
	const struct mark *m = &c->source;

	json_set_int(o, "id", c->id);
	forms_set_text(o, "paper", m->paper, a);
	forms_set_text(o, "date", m->date, a);
	forms_set_text(o, "page", m->page, a);
	forms_set_text(o, "headline", m->headline, a);
	forms_set_text(o, "byline", c->byline, a);
	forms_set_text(o, "article", m->article, a);
	json_set_int(o, "number", m->number);
	forms_set_text(o, "path", m->path, a);
	json_set_int(o, "block", m->block);
	json_set_int(o, "byte", m->byte);
	forms_set_text(o, "quote", m->quote, a);
	json_set_bool(o, "whole", c->is_whole);
	forms_set_text(o, "text", c->passage.text, a);
	forms_set_text(o, "before", c->passage.before, a);
	forms_set_text(o, "after", c->passage.after, a);
	forms_set_text(o, "title", c->title, a);
	forms_set_text(o, "note", c->note, a);
	forms_set_tags(o, c->tags, a);
	set_time(o, "added", c->added);
	set_time(o, "changed", c->changed);
	return o;
}

static void
write_json(struct buf *b, const struct clip_list *list)
{
	struct json *root = json_new_object();
	struct json *all = json_new_array();
	struct arena *a = arena_new();

	json_set_int(root, "schema", 1);
	for (size_t i = 0; i < list->n; i++)
		json_push(all, clip_json(&list->at[i], a));
	json_set(root, "clippings", all);
	json_dump(b, root, JSON_STYLE_INDENTED);
	buf_addc(b, '\n');
	json_free(root);
	arena_free(a);
}

/* --- Markdown ----------------------------------------------------------------------- */

static void
add_markdown(struct buf *b, const char *s)
{
	escape_markdown(b, s, strlen(s));
}

/* Each line of a clipping is a paragraph of its own. */
static void
add_quoted(struct buf *b, const char *s, size_t n)
{
	if (b->n >= 2 && b->bytes[b->n - 2] != '\n')
		buf_adds(b, ">\n");
	buf_adds(b, "> ");
	escape_markdown(b, s, n);
	buf_addc(b, '\n');
}

static void
add_markdown_paragraph(struct buf *b, const char *s, size_t n)
{
	buf_addc(b, '\n');
	escape_markdown(b, s, n);
	buf_addc(b, '\n');
}

static void
write_markdown(struct buf *b, const struct clip_list *list)
{
	buf_adds(b, "# Clippings\n");
	for (size_t i = 0; i < list->n; i++) {
		const struct clip *c = &list->at[i];
		const char *parts[5];
		size_t n = source_parts(parts, c);
		buf_adds(b, "\n## ");
		add_markdown(b, title_of(c));
		buf_adds(b, "\n\n");
		each_line(b, c->passage.text, add_quoted);
		buf_adds(b, "\n— ");
		for (size_t k = 0; k < n; k++) {
			buf_adds(b, k ? ", " : "");
			add_markdown(b, parts[k]);
		}
		buf_addc(b, '\n');
		if (c->note)
			each_line(b, c->note, add_markdown_paragraph);
		if (c->tags.n) {
			buf_addc(b, '\n');
			forms_markdown_tags(b, c->tags);
			buf_addc(b, '\n');
		}
	}
}

/* --- HTML --------------------------------------------------------------------------- */

static void
add_html_paragraph(struct buf *b, const char *s, size_t n)
{
	struct buf line;

	buf_init(&line);
	filter_add(&line, s, n, FILTER_LINE);
	if (line.n) {
		buf_adds(b, "<p>");
		escape_filtered(b, line.bytes, line.n);
		buf_adds(b, "</p>\n");
	}
	buf_fini(&line);
}

static void
add_html_source(struct buf *b, const struct clip *c)
{
	const char *parts[5];
	size_t n = source_parts(parts, c);

	buf_adds(b, "<footer>");
	for (size_t i = 0; i < n; i++) {
		buf_adds(b, i ? ", " : "<cite>");
		escape_html(b, parts[i], FILTER_LINE);
		buf_adds(b, i ? "" : "</cite>");
	}
	buf_adds(b, "</footer>\n");
}

static void
write_html(struct buf *b, const struct clip_list *list)
{
	forms_html_head(b, "Clippings");
	for (size_t i = 0; i < list->n; i++) {
		const struct clip *c = &list->at[i];
		buf_addf(b, "<article id=\"clipping-%" PRId64 "\">\n", c->id);
		forms_html_add(b, "h2", title_of(c));
		buf_adds(b, "<blockquote>\n");
		each_line(b, c->passage.text, add_html_paragraph);
		buf_adds(b, "</blockquote>\n");
		add_html_source(b, c);
		if (c->note) {
			buf_adds(b, "<aside>\n");
			each_line(b, c->note, add_html_paragraph);
			buf_adds(b, "</aside>\n");
		}
		forms_html_tags(b, c->tags);
		buf_adds(b, "</article>\n");
	}
	forms_html_foot(b);
}

/* --- all of them ------------------------------------------------------------------- */

static const struct {
	const char *name;
	void (*write)(struct buf *, const struct clip_list *);
} formats[] = {
	[CLIPS_LIST] = { "list", write_list },
	[CLIPS_TEXT] = { "text", write_text },
	[CLIPS_JSON] = { "json", write_json },
	[CLIPS_MARKDOWN] = { "markdown", write_markdown },
	[CLIPS_HTML] = { "html", write_html },
};
_Static_assert(
    sizeof formats / sizeof *formats == CLIPS_FORMAT_COUNT, "one row a format");

int
clips_format_named(const char *name)
{
	for (int i = 0; i < CLIPS_FORMAT_COUNT; i++)
		if (!strcmp(formats[i].name, name))
			return i;
	return -1;
}

void
clips_write(
    struct buf *b, const struct clip_list *list, enum clips_format format)
{
	formats[format].write(b, list);
}
