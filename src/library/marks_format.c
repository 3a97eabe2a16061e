#include "src/library/marks_format.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/json.h"
#include "src/library/marks.h"
#include "src/text/filter.h"

static void
add_line(struct buf *b, const char *s)
{
	filter_add(b, s, strlen(s), FILTER_LINE);
}

void
marks_write_line(struct buf *b, const struct mark *m)
{
	const char *const parts[] = { m->date, m->paper, m->page, m->headline };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (i)
			buf_adds(b, "  ");
		add_line(b, parts[i] ? parts[i] : "-");
	}
	buf_addc(b, '\n');
}

static void
write_text(struct buf *b, const struct mark_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		marks_write_line(b, &list->at[i]);
}

/* "2025-05-30T08:15:00Z": ISO 8601, UTC.  NULL for no time at all. */
static const char *
format_time(char *out, size_t nbytes, int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (!gmtime_r(&t, &tm) || tm.tm_year < 0 || tm.tm_year > 8099 ||
	    !strftime(out, nbytes, "%Y-%m-%dT%H:%M:%SZ", &tm))
		return NULL;
	return out;
}

static void
set_text(struct json *o, const char *key, const char *s, struct arena *a)
{
	json_set_string(o, key, filter_copy(s, FILTER_TEXT, a));
}

static void
write_json(struct buf *b, const struct mark_list *list)
{
	struct json *root = json_new_object();
	struct json *all = json_new_array();
	struct arena *a = arena_new();

	json_set_int(root, "schema", 1);
	for (size_t i = 0; i < list->n; i++) {
		const struct mark *m = &list->at[i];
		struct json *o = json_new_object();
		char added[32];
		set_text(o, "paper", m->paper, a);
		set_text(o, "date", m->date, a);
		set_text(o, "page", m->page, a);
		set_text(o, "headline", m->headline, a);
		set_text(o, "article", m->article, a);
		set_text(o, "path", m->path, a);
		json_set_string(
		    o, "added", format_time(added, sizeof added, m->added));
		json_push(all, o);
	}
	json_set(root, "bookmarks", all);
	json_dump(b, root, JSON_STYLE_INDENTED);
	buf_addc(b, '\n');
	json_free(root);
	arena_free(a);
}

/* A line of text that Markdown does not read anything into. */
static void
add_escaped(struct buf *b, const char *s, struct arena *a)
{
	for (s = filter_copy(s, FILTER_LINE, a); *s; s++) {
		if (strchr("\\`*_[]<>#&|~", *s))
			buf_addc(b, '\\');
		buf_addc(b, *s);
	}
}

static bool
is_same_edition(const struct mark *x, const struct mark *y)
{
	return !strcmp(x->paper, y->paper) &&
	    !strcmp(x->date ? x->date : "", y->date ? y->date : "");
}

static void
write_markdown(struct buf *b, const struct mark_list *list)
{
	struct arena *a = arena_new();

	buf_adds(b, "# Bookmarks\n");
	for (size_t i = 0; i < list->n; i++) {
		const struct mark *m = &list->at[i];
		if (!i || !is_same_edition(m, m - 1)) {
			buf_adds(b, "\n## ");
			add_escaped(b, m->paper, a);
			if (m->date) {
				buf_adds(b, ", ");
				add_escaped(b, m->date, a);
			}
			buf_adds(b, "\n\n");
		}
		buf_adds(b, "- ");
		add_escaped(b, m->headline ? m->headline : "-", a);
		if (m->page) {
			buf_adds(b, " (");
			add_escaped(b, m->page, a);
			buf_adds(b, ")");
		}
		buf_addc(b, '\n');
	}
	arena_free(a);
}

static const struct {
	const char *name;
	void (*write)(struct buf *, const struct mark_list *);
} formats[] = {
	[MARKS_TEXT] = { "text", write_text },
	[MARKS_JSON] = { "json", write_json },
	[MARKS_MARKDOWN] = { "markdown", write_markdown },
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
