/*
 * What each line of a story is.
 *
 * Every recogniser of the table says how sure it is that a line plays its
 * role; the surest wins, the first on a tie.  None of them calls another, so
 * a new habit of some paper is one more row.
 */
#include <string.h>

#include "content/rawtext_int.h"
#include "src/text/lang.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

enum {
	/* Cells of the longest subhead: 22 characters, a Latin line. */
	SUBHEAD_EAST = 44,
	SUBHEAD_LATIN = 80,
	SUBHEAD_COMMAS = 2, /* of Latin: fewer than this */
	/* A byline in the middle of a text is no subhead. */
	SURE_BYLINE = 70,
	/* Cells of a line of verse; prose has longer ones. */
	VERSE_CELLS = 44,
	VERSE_LINES = 4,
	POEM_LINES = 8,
	COLUMN_LINES = 3,
};

static bool
in_head(const struct line_context *c)
{
	return c->at < c->story->nhead;
}

static bool
in_opening(const struct line_context *c)
{
	return c->at < c->story->nopening;
}

/* --- the head ------------------------------------------------------------- */

/* A Latin line that begins in lower case goes on with the one above. */
static bool
goes_on(const struct line_context *c)
{
	return c->line->first >= 'a' && c->line->first <= 'z';
}

static int
headline_confidence(const struct line_context *c)
{
	size_t headline = c->story->headline;

	if (!in_opening(c) || c->at < headline)
		return 0;
	if (c->at == headline)
		return 90;
	for (size_t i = headline + 1; i <= c->at; i++) {
		unsigned first = c->story->lines[i].first;
		if (first < 'a' || first > 'z')
			return 0;
	}
	return goes_on(c) ? 89 : 0;
}

static int
kicker_confidence(const struct line_context *c)
{
	return in_opening(c) && c->at < c->story->headline ? 88 : 0;
}

static int
deck_confidence(const struct line_context *c)
{
	return in_opening(c) && c->at > c->story->headline ? 86 : 0;
}

static int
standfirst_confidence(const struct line_context *c)
{
	return in_head(c) && !in_opening(c) && c->at < c->story->byline &&
		c->story->byline != NO_LINE
	    ? 72
	    : 0;
}

static int
byline_head_confidence(const struct line_context *c)
{
	return c->story->byline != NO_LINE && c->at >= c->story->byline &&
		c->at < c->story->byline + c->story->nbylines
	    ? 91
	    : 0;
}

/* Signed at the end: （记者 苏禾）, "임계 기자 lin@example.org". */
static int
byline_tail_confidence(const struct line_context *c)
{
	/* A jump line and a credit may still follow. */
	enum { LAST_LINES = 3, SURE = 70 };

	if (c->story->byline != NO_LINE || in_head(c) || c->at == 0 ||
	    c->at + LAST_LINES < c->story->n || c->line->credit)
		return 0;
	int sure = line_byline(c->raw, c->line);
	return sure >= SURE ? sure : 0;
}

/* Signed once more below a head that has a byline: "本报记者 林原 文/图". */
static int
second_byline_confidence(const struct line_context *c)
{
	enum { LAST_LINES = 2, SURE = 70 };

	if (c->story->byline == NO_LINE || in_head(c) ||
	    c->at + LAST_LINES < c->story->n)
		return 0;
	int sure = line_byline(c->raw, c->line);
	return sure >= SURE ? sure : 0;
}

/* 2025年5月28日 09:15, alone or before a source. */
static int
date_confidence(const struct line_context *c)
{
	enum { MOST_CELLS = 40 };
	struct slice rest = c->line->text;
	char iso[16];

	if (c->line->ncells > MOST_CELLS || c->at == 0 ||
	    c->at > c->story->nhead + 1)
		return 0;
	scan_eat_weekday(&rest);
	scan_eat_blanks(&rest);
	if (!scan_eat_date(&rest, iso))
		return 0;
	scan_eat_blanks(&rest);
	scan_eat_weekday(&rest);
	scan_eat_blanks(&rest);
	/* A time may follow, words may not. */
	for (size_t i = 0; i < rest.n; i++)
		if (!strchr("0123456789: ", rest.s[i]))
			return 0;
	return 92;
}

/* --- lines known by their words --------------------------------------------- */

static int
note_confidence(const struct line_context *c)
{
	return c->line->note;
}

static int
credit_confidence(const struct line_context *c)
{
	/* A headline may speak of pictures: 他拍的摄. */
	return in_opening(c) ? 0 : c->line->credit;
}

static int
caption_confidence(const struct line_context *c)
{
	return in_opening(c) ? 0 : c->line->caption;
}

static int
jump_confidence(const struct line_context *c)
{
	struct jump jump;

	return line_jump(&jump, c->line) && jump.is_line ? 93 : 0;
}

static int
speech_confidence(const struct line_context *c)
{
	return in_head(c) ? 0 : scan_speech(c->line->text);
}

static int
rule_confidence(const struct line_context *c)
{
	/* Marks only, three or more bytes of them: "---", "＊＊＊", "* * *". */
	return c->line->flags & LINE_LETTER || c->line->text.n < 3 ? 0 : 95;
}

/* --- tables, lists, verse ------------------------------------------------------ */

/*
 * Lines around this one for which `is` holds, at most `gap` blank lines apart,
 * counted up to `enough`.
 */
static size_t
run_length(const struct line_context *c, size_t enough, unsigned gap,
    bool (*is)(const struct line_context *, const struct line *))
{
	const struct line *lines = c->story->lines;
	size_t n = 1;

	if (!is(c, c->line))
		return 0;
	for (size_t i = c->at; i > c->story->nhead && n < enough; i--, n++)
		if (lines[i].nblank > gap || !is(c, &lines[i - 1]))
			break;
	for (size_t i = c->at + 1; i < c->story->n && n < enough; i++, n++)
		if (lines[i].nblank > gap || !is(c, &lines[i]))
			break;
	return n;
}

/* Stanzas and groups of a list stand one blank line apart. */
static unsigned
gap_of(const struct line_context *c)
{
	return c->raw->gap ? c->raw->gap : 1;
}

static bool
has_tab(const struct line_context *c, const struct line *l)
{
	(void)c;
	return l->flags & LINE_TAB;
}

static int
table_confidence(const struct line_context *c)
{
	return !in_head(c) && run_length(c, 2, gap_of(c), has_tab) >= 2 ? 84
									: 0;
}

static bool
has_columns(const struct line_context *c, const struct line *l)
{
	(void)c;
	return l->flags & LINE_COLUMNS && !(l->flags & LINE_TAB);
}

static int
columns_confidence(const struct line_context *c)
{
	return !in_head(c) &&
		run_length(c, COLUMN_LINES, gap_of(c), has_columns) >=
		    COLUMN_LINES
	    ? 76
	    : 0;
}

static bool
is_item(const struct line_context *c, const struct line *l)
{
	unsigned number;

	(void)c;
	return scan_item(l->text, &number) > 0;
}

static int
item_confidence(const struct line_context *c)
{
	return !in_head(c) && run_length(c, 2, gap_of(c), is_item) >= 2 ? 78
									: 0;
}

/* Short, and set closer than paragraphs or not ended as they are. */
static bool
is_verse(const struct line_context *c, const struct line *l)
{
	size_t at = (size_t)(l - c->story->lines);
	bool tight = l->nblank < c->raw->gap ||
	    (at + 1 < c->story->n && l[1].nblank < c->raw->gap);

	if (c->raw->gap == 0)
		tight = l->end == END_OPEN || l->end == END_COMMA;
	return tight && l->ncells <= VERSE_CELLS;
}

static int
verse_confidence(const struct line_context *c)
{
	/* One stanza of four, or several short ones. */
	return !in_head(c) &&
		(run_length(c, VERSE_LINES, 0, is_verse) >= VERSE_LINES ||
		    run_length(c, POEM_LINES, gap_of(c), is_verse) >=
			POEM_LINES)
	    ? 74
	    : 0;
}

/* --- subheads and paragraphs ------------------------------------------------------ */

static bool
is_text(const struct line_context *c, const struct line *l)
{
	(void)c;
	/* A comma makes a sentence of a line, even if it breaks off. */
	return l &&
	    (!line_is_short(l) || l->end == END_MARK || l->ncommas > 0) &&
	    l->caption < 80 && l->note < 80;
}

static bool
may_be_subhead(const struct line_context *c)
{
	const struct line *l = c->line;
	unsigned most = l->flags & LINE_EAST ? SUBHEAD_EAST : SUBHEAD_LATIN;

	if (l->ncells > most || !line_is_short(l) || l->end == END_MARK)
		return false;
	/* A quotation that does not close, a sentence broken off by a dash. */
	if (l->end == END_OPEN &&
	    (l->last == 0x2014 || l->last == 0x2015 || l->first == 0x201C ||
		l->first == '"' || l->first == 0x300C))
		return false;
	return l->flags & LINE_EAST ? l->ncommas == 0
				    : l->ncommas < SUBHEAD_COMMAS;
}

/* Between two paragraphs, or between the head and the first of them. */
static int
subhead_confidence(const struct line_context *c)
{
	const struct line *before = c->before;

	if (in_head(c) || !may_be_subhead(c) ||
	    !(is_text(c, c->after) || (c->after && is_item(c, c->after))))
		return 0;
	if (c->at == c->story->nhead)
		return c->story->byline != NO_LINE ? 60 : 0;
	if (before->end == END_COMMA || before->end == END_OPEN)
		/* In the middle of a sentence, unless that was a picture's. */
		return before->caption || before->credit ? 55 : 0;
	if (line_byline(c->raw, c->line) >= SURE_BYLINE)
		return 0;
	return is_text(c, before) ? 60 : 50;
}

/* ◇ and ▽ open a subhead in Japanese, ■ and others in Chinese too. */
static int
subhead_glyph_confidence(const struct line_context *c)
{
	static const char *const glyphs[] = { "◇", "▽", "◆", "■", "□", "○" };
	bool japanese = lang_is(c->raw->language, "ja");

	if (in_head(c) || !may_be_subhead(c) || !c->after)
		return 0;
	for (size_t i = 0; i < COUNT(glyphs); i++)
		if (scan_starts(c->line->text, glyphs[i]))
			return japanese || is_text(c, c->after) ? 77 : 0;
	return 0;
}

/* The entries of a live blog are headed by the time. */
static int
time_confidence(const struct line_context *c)
{
	return !in_head(c) && c->after && may_be_subhead(c) &&
		scan_time(c->line->text) > 0
	    ? 77
	    : 0;
}

/* A fallback: everything else is less sure than this, or it is one. */
static int
paragraph_confidence(const struct line_context *c)
{
	(void)c;
	return 40;
}

const struct recogniser raw_recognisers[] = {
	{ .name = "jump",
	    .role = ROLE_PARAGRAPH,
	    .confidence = jump_confidence },
	{ .name = "rule", .role = ROLE_RULE, .confidence = rule_confidence },
	{ .name = "date", .role = ROLE_DATE, .confidence = date_confidence },
	{ .name = "byline",
	    .role = ROLE_BYLINE,
	    .confidence = byline_head_confidence },
	{ .name = "headline",
	    .role = ROLE_HEADLINE,
	    .confidence = headline_confidence },
	{ .name = "kicker",
	    .role = ROLE_KICKER,
	    .confidence = kicker_confidence },
	{ .name = "deck", .role = ROLE_DECK, .confidence = deck_confidence },
	{ .name = "note", .role = ROLE_NOTE, .confidence = note_confidence },
	{ .name = "caption",
	    .role = ROLE_FIGURE,
	    .confidence = caption_confidence },
	{ .name = "credit",
	    .role = ROLE_CREDIT,
	    .confidence = credit_confidence },
	{ .name = "signature",
	    .role = ROLE_BYLINE,
	    .confidence = byline_tail_confidence },
	{ .name = "second signature",
	    .role = ROLE_CREDIT,
	    .confidence = second_byline_confidence },
	{ .name = "standfirst",
	    .role = ROLE_STANDFIRST,
	    .confidence = standfirst_confidence },
	{ .name = "table", .role = ROLE_TABLE, .confidence = table_confidence },
	{ .name = "speech",
	    .role = ROLE_PARAGRAPH,
	    .confidence = speech_confidence },
	{ .name = "item", .role = ROLE_ITEM, .confidence = item_confidence },
	{ .name = "subhead glyph",
	    .role = ROLE_SUBHEAD,
	    .confidence = subhead_glyph_confidence },
	{ .name = "time", .role = ROLE_SUBHEAD, .confidence = time_confidence },
	{ .name = "columns",
	    .role = ROLE_PREFORMATTED,
	    .confidence = columns_confidence },
	{ .name = "verse",
	    .role = ROLE_PREFORMATTED,
	    .confidence = verse_confidence },
	{ .name = "subhead",
	    .role = ROLE_SUBHEAD,
	    .confidence = subhead_confidence },
	{ .name = "paragraph",
	    .role = ROLE_PARAGRAPH,
	    .confidence = paragraph_confidence },
};

const size_t raw_nrecognisers = COUNT(raw_recognisers);

const struct recogniser *
story_recognise(const struct story *s, size_t i)
{
	const struct line_context c = {
		.raw = s->raw,
		.story = s,
		.at = i,
		.line = &s->lines[i],
		.before = i ? &s->lines[i - 1] : NULL,
		.after = i + 1 < s->n ? &s->lines[i + 1] : NULL,
	};
	const struct recogniser *best = NULL;
	int most = 0;

	for (size_t k = 0; k < COUNT(raw_recognisers); k++) {
		int sure = raw_recognisers[k].confidence(&c);
		if (sure > most) {
			most = sure;
			best = &raw_recognisers[k];
		}
	}
	return best;
}

void
story_find_roles(struct story *s)
{
	bool dated = false;

	for (size_t i = 0; i < s->n; i++) {
		s->roles[i] = story_recognise(s, i)->role;
		if (s->roles[i] != ROLE_DATE)
			continue;
		/* There is room for one. */
		if (dated)
			s->roles[i] = ROLE_PARAGRAPH;
		dated = true;
	}
}

bool
lines_are_notes(const struct line *lines, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (lines[i].note < 80 && lines[i].credit < 70)
			return false;
	return n > 0;
}

bool
lines_are_tail(const struct raw *raw, const struct line *lines, size_t n)
{
	struct jump jump;

	for (size_t i = 0; i < n; i++)
		if ((line_byline(raw, &lines[i]) < 70 || lines[i].note) &&
		    lines[i].caption < 80 &&
		    !(line_jump(&jump, &lines[i]) && jump.is_line))
			return false;
	return n > 0 && n <= 3;
}
