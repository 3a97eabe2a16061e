/*
 * Where stories begin.
 *
 * Papers part their stories in several ways; each way is a recogniser that
 * says how sure it is of a page, and a function that makes the cuts.  The
 * surest one wins.  What it cut is then mended: a headline is not parted from
 * its story, nor a byline or a caption at the end from the story before.
 */
#include <string.h>

#include "content/rawtext_int.h"
#include "content/reader.h"
#include "src/base/arena.h"

struct layout {
	const char *name;
	const char *how; /* ends "cut into 3 stories ..." */
	int (*confidence)(const struct raw *);
	/* Does a story begin at line `i`, which is not the first? */
	bool (*is_start)(const struct raw *, size_t i);
};

/* A line of its own that parts: "----", "＊＊＊", "* * *". */
static bool
is_separator(const struct line *l)
{
	return !(l->flags & LINE_LETTER) && l->text.n >= 3 &&
	    (scan_starts(l->text, "---") || scan_starts(l->text, "===") ||
		scan_starts(l->text, "***") || scan_starts(l->text, "* *") ||
		scan_starts(l->text, "___") || scan_starts(l->text, "～～～") ||
		scan_starts(l->text, "＊") || scan_starts(l->text, "※") ||
		scan_starts(l->text, "———"));
}

/* --- wide gaps ------------------------------------------------------------- */

/* Is there a sentence in at least half of what blank lines would part? */
static bool
pieces_have_text(const struct raw *raw)
{
	size_t npieces = 0, ntexts = 0;
	bool has_text = false;

	for (size_t i = 0; i < raw->n; i++) {
		if (i == 0 || raw->lines[i].nblank > 0) {
			npieces++;
			has_text = false;
		}
		if (!has_text && !line_is_short(&raw->lines[i])) {
			has_text = true;
			ntexts++;
		}
	}
	return ntexts * 2 >= npieces;
}

static int
wide_gaps_confidence(const struct raw *raw)
{
	if (raw->widest <= raw->gap)
		return 0;
	if (raw->gap > 0)
		return 90;
	/* Any blank line is a wide gap then; it may also part the verses. */
	if (!pieces_have_text(raw))
		return 5;
	return raw->nindented ? 60 : 75;
}

static bool
wide_gaps_start(const struct raw *raw, size_t i)
{
	return raw->lines[i].nblank > raw->gap;
}

/* --- indented paragraphs ---------------------------------------------------- */

static int
indents_confidence(const struct raw *raw)
{
	size_t nlong = 0, nlong_indented = 0;

	for (size_t i = 0; i < raw->n; i++) {
		const struct line *l = &raw->lines[i];
		if (line_is_short(l))
			continue;
		nlong++;
		nlong_indented += (l->flags & LINE_FULL_INDENT) != 0;
	}
	/* Two make a habit, if most paragraphs share it. */
	if (raw->nindented < 2 || nlong_indented * 2 < nlong)
		return 0;
	/* Wide gaps besides are the better sign. */
	return raw->gap > 0 && raw->widest > raw->gap ? 80 : 95;
}

/* The head of a story is not indented, and a blank line or a byline shows it. */
static bool
indents_start(const struct raw *raw, size_t i)
{
	const struct line *l = &raw->lines[i];

	return !(l->flags & LINE_FULL_INDENT) && l->nblank > 0;
}

/* --- separators --------------------------------------------------------------- */

static int
separators_confidence(const struct raw *raw)
{
	size_t n = 0;

	/* A story must follow: a head and something below it. */
	for (size_t i = 1; i + 2 < raw->n; i++)
		if (is_separator(&raw->lines[i])) {
			if (!line_is_short(&raw->lines[i + 1]))
				return 0;
			n++;
		}
	return n > 0 ? 85 : 0;
}

static bool
separators_start(const struct raw *raw, size_t i)
{
	return is_separator(&raw->lines[i - 1]);
}

/* --- bylines -------------------------------------------------------------------- */

/* Most lines that a head has before its byline: kicker, headline, two decks. */
enum { MAX_HEAD = 4 };

static bool
is_paragraph(const struct line *l)
{
	return !line_is_short(l) && l->ncells > 24;
}

/* Text, whole or broken off after a comma: no line of a head. */
static bool
is_text(const struct line *l)
{
	return !line_is_short(l) || (l->flags & LINE_EAST && l->ncommas > 0);
}

/* Does text follow line `i`, or a subhead and text? */
static bool
has_text_below(const struct raw *raw, size_t i)
{
	return (i + 1 < raw->n && is_paragraph(&raw->lines[i + 1])) ||
	    (i + 2 < raw->n && is_paragraph(&raw->lines[i + 2]));
}

/*
 * The byline, or the line with a dateline, that the short lines from `i` on
 * lead to, with text below; NO_LINE if there is none.
 */
static size_t
led_to(const struct raw *raw, size_t i)
{
	size_t at = i;
	struct jump jump;

	for (; at < raw->n && at < i + MAX_HEAD + 1; at++) {
		const struct line *l = &raw->lines[at];
		if ((at > i && raw->starts && raw->starts[at]) ||
		    (line_jump(&jump, l) && jump.is_line))
			return NO_LINE;
		if (!line_is_short(l) || lines_are_notes(l, 1) ||
		    l->caption >= 80 || scan_speech(l->text))
			break;
		if (at > i && line_byline(raw, l) >= 70)
			return has_text_below(raw, at) ? at : NO_LINE;
	}
	return at == i + 1 && at < raw->n &&
		scan_dateline(raw->lines[at].text).n > 0
	    ? at
	    : NO_LINE;
}

/*
 * Is line `i` the first of a group of short lines that leads to a byline, or
 * one headline right above a dateline?
 */
static bool
leads_to_byline(const struct raw *raw, size_t i)
{
	const struct line *l = &raw->lines[i];

	if (!line_is_short(l) || !is_text(l - 1) || l->flags & LINE_FULL_INDENT)
		return false;
	size_t byline = led_to(raw, i);
	/* With a comma it may be text that breaks off, unless it is alone. */
	return byline != NO_LINE && (!is_text(l) || byline == i + 1);
}

/* Cut there; the lines of a head that was found are not looked at again. */
static void
cut_at_bylines(struct raw *raw)
{
	for (size_t i = 0; i < raw->n; i++) {
		bool old = i == 0 || raw->starts[i];
		if (!old && !leads_to_byline(raw, i))
			continue;
		raw->starts[i] = i > 0;
		if (!line_is_short(&raw->lines[i]))
			continue;
		size_t byline = led_to(raw, i);
		if (byline != NO_LINE)
			i = byline;
	}
}

/* Asked before anything is cut. */
static int
bylines_confidence(const struct raw *raw)
{
	/* The head of the first story needs no cut. */
	size_t first = raw->n ? led_to(raw, 0) : NO_LINE;

	for (size_t i = first == NO_LINE ? 1 : first + 1; i < raw->n; i++)
		if (leads_to_byline(raw, i))
			return 50;
	return 0;
}

/* --- one story -------------------------------------------------------------------- */

static int
single_confidence(const struct raw *raw)
{
	(void)raw;
	return 10;
}

static bool
single_start(const struct raw *raw, size_t i)
{
	(void)raw;
	(void)i;
	return false;
}

static const struct layout layouts[] = {
	{ .name = "wide gaps",
	    .how = "at wide gaps",
	    .confidence = wide_gaps_confidence,
	    .is_start = wide_gaps_start },
	{ .name = "indents",
	    .how = "at blank lines before lines that are not indented",
	    .confidence = indents_confidence,
	    .is_start = indents_start },
	{ .name = "separators",
	    .how = "at separating lines",
	    .confidence = separators_confidence,
	    .is_start = separators_start },
	{ .name = "bylines",
	    .how = "at headlines that lead to a byline",
	    .confidence = bylines_confidence,
	    .is_start = single_start /* see cut_at_bylines() */ },
	{ .name = "single",
	    .how = "since nothing parts it",
	    .confidence = single_confidence,
	    .is_start = single_start },
};

#define NLAYOUTS (sizeof layouts / sizeof *layouts)

const char *
raw_layout(const struct raw *raw, size_t i, int *sure)
{
	if (i >= NLAYOUTS)
		return NULL;
	*sure = layouts[i].confidence(raw);
	return layouts[i].name;
}

/* --- mending -------------------------------------------------------------------------- */

static size_t
piece_end(const struct raw *raw, size_t first)
{
	size_t end = first + 1;

	while (end < raw->n && !raw->starts[end])
		end++;
	return end;
}

/* Nothing but a headline or two, which cannot be told from a brief's. */
static bool
is_bare_head(const struct raw *raw, size_t first, size_t end)
{
	struct heading h;

	if (end - first > 3 || lines_are_notes(raw->lines + first, end - first))
		return false;
	for (size_t i = first; i < end; i++)
		if (!line_is_short(&raw->lines[i]) ||
		    raw_page_heading(&h, &raw->lines[i], raw->arena) >= 60 ||
		    raw->lines[i].caption >= 80)
			return false;
	return true;
}

/* A body without a headline: it begins with text or with a byline. */
static bool
wants_head(const struct raw *raw, size_t first)
{
	const struct line *l = &raw->lines[first];

	return !lines_are_notes(l, 1) &&
	    (is_paragraph(l) || line_byline(raw, l) >= 80 ||
		scan_dateline(l->text).n > 0);
}

static void
mend(struct raw *raw)
{
	size_t before = NO_LINE; /* the first line of the piece before */

	for (size_t i = 0, end; i < raw->n; i = end) {
		end = piece_end(raw, i);
		size_t first = i;
		if (before != NO_LINE &&
		    ((is_bare_head(raw, before, i) && wants_head(raw, i)) ||
			lines_are_tail(raw, raw->lines + i, end - i))) {
			raw->starts[i] = false;
			first = before;
		}
		before = first;
	}
}

/* A strict heading, 第A05版：公司, begins a page wherever it stands. */
static void
cut_at_pages(struct raw *raw)
{
	enum { STRICT = 90 };
	struct heading h;

	for (size_t i = 0; i < raw->n; i++) {
		const struct line *l = &raw->lines[i];
		if (!line_is_short(l))
			continue;
		bool may_be = scan_has(l->text, "第") ||
		    scan_has(l->text, "age ") || scan_has(l->text, "版次");
		if (l->flags & LINE_BREAK ||
		    (may_be && raw_page_heading(&h, l, raw->arena) >= STRICT))
			raw->starts[i] = true;
	}
}

void
raw_cut(struct raw *raw)
{
	const struct layout *best = &layouts[NLAYOUTS - 1];
	int most = -1;

	raw->starts = arena_array(raw->arena, bool, raw->n + 1);
	raw->bylines = arena_room(raw->arena, raw->n + 1, 1);
	memset(raw->bylines, -1, raw->n + 1);
	for (size_t i = 0; i < NLAYOUTS; i++) {
		int sure = layouts[i].confidence(raw);
		if (sure > most) {
			most = sure;
			best = &layouts[i];
		}
	}
	raw->how = best->how;
	raw->sure = most;
	for (size_t i = 1; i < raw->n; i++)
		raw->starts[i] = best->is_start(raw, i);
	mend(raw);
	cut_at_bylines(raw);
	cut_at_pages(raw);
}
