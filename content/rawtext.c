/*
 * The reader for the plain text of newspaper pages; see rawtext_int.h for the
 * way that a page takes through it.
 */
#include "content/rawtext.h"

#include <stdlib.h>
#include <string.h>

#include "content/rawtext_int.h"
#include "content/reader.h"
#include "src/base/arena.h"
#include "src/base/diag.h"
#include "src/base/utf8.h"
#include "src/edition/builder.h"
#include "src/text/lang.h"

enum {
	/* From here on lines are joined that were cut at a fixed width. */
	SURE_WRAPPED = 60,
	/* A heading anywhere, below another, and at the head of the source. */
	SURE_HEADING = 90,
	SURE_NEXT_HEADING = 70,
	SURE_FIRST_HEADING = 60,
	/* Below this it must stand above a headline. */
	SURE_ALONE = 85,
	/* Bytes that tell the language: a page or so. */
	LANGUAGE_BYTES = 64 * 1024,
};

static int
probe(const struct source *source)
{
	(void)source;
	return 20; /* anything is text, if nothing better is known of it */
}

static const char *
guess_language(const struct source *source)
{
	size_t n = source->nbytes;

	if (n > LANGUAGE_BYTES)
		n = utf8_before(source->text, LANGUAGE_BYTES);
	return lang_guess(source->text, n);
}

/* --- pages --------------------------------------------------------------- */

/* A page has a handful of them. */
enum { MAX_SECTIONS = 16 };

/* Where the reading stands. */
struct progress {
	struct raw *raw;
	size_t at; /* next line */
	bool has_page;
	bool has_named; /* a heading was seen on this page */
	size_t section; /* line of a label that waits for its story */
	size_t sections[MAX_SECTIONS]; /* lines of the page's labels */
	size_t nsections;
};

/* Was this label used on the page before?  Then it is a headline. */
static bool
is_used(const struct progress *p, struct slice label)
{
	for (size_t i = 0; i < p->nsections; i++) {
		struct slice t = p->raw->lines[p->sections[i]].text;
		if (t.n == label.n && memcmp(t.s, label.s, t.n) == 0)
			return true;
	}
	return p->nsections == MAX_SECTIONS;
}

static void
build_lines(const struct raw *raw, size_t at, size_t n)
{
	struct story s = { .raw = raw, .lines = raw->lines + at, .n = n };

	s.roles = arena_array(raw->arena, enum role, n);
	story_find_head(&s);
	story_find_roles(&s);
	story_build(&s);
}

/* A label that no story follows is a story of its own. */
static void
end_section(struct progress *p)
{
	if (p->section != NO_LINE)
		build_lines(p->raw, p->section, 1);
	p->section = NO_LINE;
}

static void
begin_page(struct progress *p, const struct heading *h)
{
	const struct source *source = p->raw->source;
	bool first = !p->has_page;
	const char *label = first && source->label ? source->label : h->label;
	const char *name = first && source->page ? source->page : h->name;

	end_section(p);
	builder_page(p->raw->builder, label, name);
	p->has_page = true;
	p->nsections = 0;
}

static void
keep_heading(struct progress *p, const struct heading *h, const struct line *l)
{
	struct builder *b = p->raw->builder;

	builder_edition(b, EDITION_TITLE, h->title);
	builder_edition(b, EDITION_DATE, h->date);
	builder_edition(b, EDITION_NUMBER, h->number);
	builder_page_extra(
	    b, "heading", arena_strndup(p->raw->arena, l->text.s, l->text.n));
}

/*
 * Is line `at` a heading?  At the head of the source less is asked for, but a
 * label and a name alone might be a headline ("G20 summit"): then a headline
 * must follow.
 */
static bool
is_heading(struct progress *p, struct heading *h, bool more)
{
	struct raw *raw = p->raw;
	const struct line *l = &raw->lines[p->at];
	int sure = raw_page_heading(h, l, raw->arena);
	int least = p->at == 0 ? SURE_FIRST_HEADING
	    : more             ? SURE_NEXT_HEADING
			       : SURE_HEADING;

	if (sure < least)
		return false;
	if (sure >= SURE_ALONE || (h->date && !h->label))
		return true;
	return p->at + 1 < raw->n && line_is_short(l + 1) &&
	    line_byline(raw, l + 1) < SURE_NEXT_HEADING;
}

/* A paper's name by itself, above the line with its date. */
static bool
is_nameplate(struct progress *p, struct heading *h)
{
	const struct raw *raw = p->raw;
	const struct line *l = raw->lines;
	enum { MOST_CELLS = 40 };
	struct heading below;

	if (p->at > 0 || raw->n < 2 || l->ncells > MOST_CELLS ||
	    !line_is_short(l) ||
	    raw_page_heading(&below, l + 1, raw->arena) < SURE_NEXT_HEADING ||
	    !below.date || below.title)
		return false;
	*h = (struct heading){ 0 };
	h->title = arena_strndup(raw->arena, l->text.s, l->text.n);
	return true;
}

/* Take the headings that line `at` begins with. */
static void
read_headings(struct progress *p)
{
	struct heading h = { 0 };
	bool more = false;

	while (p->at < p->raw->n &&
	    (is_nameplate(p, &h) || is_heading(p, &h, more))) {
		/* A second line of the heading may bring the label. */
		if (!p->has_page || (h.label && (!more || p->has_named)))
			begin_page(p, &h);
		p->has_named = h.label != NULL;
		keep_heading(p, &h, &p->raw->lines[p->at]);
		p->at++;
		more = true;
	}
	if (!p->has_page)
		begin_page(p, &(struct heading){ 0 });
}

/* --- stories ------------------------------------------------------------- */

/*
 * A label over a group of stories, 简讯 or "Letters": one or two words by
 * themselves, above a story that has a head of its own.
 */
static bool
is_section(const struct progress *p, size_t end)
{
	/* Six characters; a Latin word or two. */
	enum { MOST_EAST = 12, MOST_LATIN = 16 };
	const struct raw *raw = p->raw;
	const struct line *l = &raw->lines[p->at];
	unsigned most = l->flags & LINE_EAST ? MOST_EAST : MOST_LATIN;

	return end == p->at + 1 && l->ncells <= most && line_is_short(l) &&
	    l->end == END_OPEN && !lines_are_notes(l, 1) &&
	    !scan_has(l->text, "  ") && end + 1 < raw->n &&
	    !raw->starts[end + 1] && line_is_short(&raw->lines[end]) &&
	    !lines_are_notes(&raw->lines[end], 1) && !is_used(p, l->text);
}

static void
read_story(struct progress *p, size_t end)
{
	struct raw *raw = p->raw;
	const struct line *lines = raw->lines + p->at;
	size_t n = end - p->at;

	/* A source of nothing else is read as a story, or nobody saw it. */
	bool is_all =
	    end == raw->n && builder_narticles(raw->builder) == raw->nbefore;
	if (!is_all && lines_are_notes(lines, n)) {
		for (size_t i = 0; i < n; i++)
			builder_page_note(raw->builder,
			    arena_strndup(
				raw->arena, lines[i].text.s, lines[i].text.n));
		return;
	}
	if (p->section != NO_LINE) {
		struct slice name = raw->lines[p->section].text;
		builder_section(
		    raw->builder, arena_strndup(raw->arena, name.s, name.n));
		p->section = NO_LINE;
	}
	build_lines(raw, p->at, n);
}

static void
say_how_cut(const struct raw *raw)
{
	size_t n = builder_narticles(raw->builder) - raw->nbefore;

	if (n > 0)
		diag_add(raw->diag, DIAG_NOTE, raw->source->name, 0, 0,
		    "cut into %zu %s %s (confidence %d)", n,
		    n == 1 ? "story" : "stories", raw->how, raw->sure);
}

static void
read_stories(struct raw *raw)
{
	struct progress p = { .raw = raw, .section = NO_LINE };

	if (raw->n == 0)
		begin_page(&p, &(struct heading){ 0 });
	while (p.at < raw->n) {
		size_t end = p.at + 1;
		read_headings(&p);
		while (end < raw->n && (end <= p.at || !raw->starts[end]))
			end++;
		if (p.at < end && is_section(&p, end)) {
			end_section(&p);
			p.section = p.at;
			p.sections[p.nsections++] = p.at;
		} else if (p.at < end) {
			read_story(&p, end);
		}
		p.at = end;
	}
	end_section(&p);
}

static int
read_text(const struct source *source, struct builder *b, struct diag *diag,
    struct err *err)
{
	struct raw raw = {
		.source = source,
		.builder = b,
		.diag = diag,
		.arena = arena_new(),
		.language = guess_language(source),
		.nbefore = builder_narticles(b),
	};

	(void)err;
	if (!source->language)
		builder_edition(b, EDITION_LANGUAGE, raw.language);
	raw_find_lines(&raw);
	int wrapped = raw_wrap_confidence(&raw);
	if (wrapped >= SURE_WRAPPED) {
		raw_unwrap(&raw);
		diag_add(diag, DIAG_NOTE, source->name, 0, 0,
		    "joined lines that were cut at a fixed width "
		    "(confidence %d)",
		    wrapped);
	}
	raw_cut(&raw);
	read_stories(&raw);
	say_how_cut(&raw);
	free(raw.lines);
	arena_free(raw.arena);
	return 0;
}

const char *
rawtext_peek_label(const char *text, size_t nbytes, struct arena *arena)
{
	const struct source source = { .text = text, .nbytes = nbytes };
	struct raw raw = { .source = &source, .arena = arena };
	struct progress p = { .raw = &raw, .section = NO_LINE };
	const char *label = NULL;
	bool more = false;
	struct heading h;

	raw_find_lines(&raw);
	while (!label && p.at < raw.n &&
	    (is_nameplate(&p, &h) || is_heading(&p, &h, more))) {
		label = h.label;
		p.at++;
		more = true;
	}
	free(raw.lines);
	return label;
}

static const char *const extensions[] = { "txt", "text", NULL };

const struct reader reader_text = {
	.name = "text",
	.extensions = extensions,
	.probe = probe,
	.read = read_text,
};
