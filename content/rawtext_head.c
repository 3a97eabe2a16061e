/*
 * The head of a story: what stands before its body.
 *
 * With a byline the head is all that stands above it: short lines make
 * kicker, headline and deck, long ones the standfirst.  Without one it is the
 * short lines that the story opens with.
 */
#include <assert.h>
#include <string.h>

#include "content/rawtext_int.h"
#include "content/reader.h"
#include "src/edition/byline.h"
#include "src/text/lang.h"

enum {
	/* Lines searched for a byline: a head of four, a long standfirst. */
	MAX_HEAD = 10,
	MAX_STANDFIRST = 3,
	/* More short lines without a byline are a list or a poem. */
	MAX_OPENING = 4,
	/* Cells of a first line that may still be a headline: five lines. */
	MAX_HEADLINE = 200,
	/* A byline by itself, and one where a headline would be expected. */
	SURE_BYLINE = 60,
	SURE_FIRST = 80,
	/* Cells of the longest line that is asked whether it is a byline. */
	MAX_BYLINE = 120,
};

/* These glyphs, a byline's elsewhere, open a subhead in Japanese. */
static bool
is_japanese_subhead(const struct raw *raw, const struct line *l)
{
	return lang_is(raw->language, "ja") &&
	    (scan_starts(l->text, "◇") || scan_starts(l->text, "▽") ||
		scan_starts(l->text, "◆") || scan_starts(l->text, "■"));
}

static int
find_byline_confidence(const struct raw *raw, const struct line *l)
{
	if (l->ncells > MAX_BYLINE || l->end == END_STOP ||
	    !(l->flags & LINE_LETTER) || is_japanese_subhead(raw, l) ||
	    scan_starts(l->text, "•") || scan_starts(l->text, "- "))
		return 0;
	return byline_confidence(l->text.s, l->text.n);
}

int
line_byline(const struct raw *raw, const struct line *l)
{
	size_t i = (size_t)(l - raw->lines);
	signed char *known = raw->bylines ? &raw->bylines[i] : NULL;

	assert(i < raw->n);
	if (known && *known >= 0)
		return *known;
	int sure = find_byline_confidence(raw, l);
	if (known)
		*known = (signed char)sure;
	return sure;
}

static bool
is_dash(const struct line *l)
{
	return scan_starts(l->text, "——") || scan_starts(l->text, "—") ||
	    scan_starts(l->text, "⸺") || scan_starts(l->text, "──");
}

/* The body may have begun here, whatever its length. */
static bool
opens_body(const struct line *l)
{
	struct jump jump;
	unsigned number;

	return (line_jump(&jump, l) && jump.is_line) ||
	    scan_time(l->text) > 0 || scan_dateline(l->text).n > 0 ||
	    scan_opening_byline(l->text).n > 0 || scan_speech(l->text) > 0 ||
	    scan_item(l->text, &number) > 0;
}

/* Lines that stand beside a text without being of it. */
static bool
is_aside(const struct line *l)
{
	struct slice t = l->text;
	struct jump jump;
	char iso[16];

	return (line_jump(&jump, l) && jump.is_line) || l->caption >= 80 ||
	    l->credit >= 75 || l->note >= 80 || scan_eat_date(&t, iso);
}

/* Does text follow that a byline at `at` can be of? */
static bool
has_body_after(const struct story *s, size_t at)
{
	for (size_t i = at + 1; i < s->n; i++)
		if (!is_aside(&s->lines[i]) && !line_is_short(&s->lines[i]))
			return true;
	return false;
}

static size_t
find_byline(const struct story *s)
{
	size_t nlong = 0;

	for (size_t i = 0; i < s->n && i < MAX_HEAD; i++) {
		const struct line *l = &s->lines[i];
		int sure = line_byline(s->raw, l);
		if (sure >= (i ? SURE_BYLINE : SURE_FIRST) && !is_aside(l))
			return nlong == 0 || has_body_after(s, i) ? i : NO_LINE;
		if (i > 0 && opens_body(l))
			return NO_LINE;
		nlong += !line_is_short(l);
		if (nlong > MAX_STANDFIRST)
			return NO_LINE;
	}
	return NO_LINE;
}

/* Short lines at the top, before the first that is none. */
static size_t
count_opening(const struct story *s, size_t most)
{
	size_t n = 0;

	while (n < most && n < s->n && line_is_short(&s->lines[n]) &&
	    (n == 0 || !opens_body(&s->lines[n])) &&
	    (n == 0 || !is_aside(&s->lines[n])))
		n++;
	return n;
}

/*
 * A first line that is too long for a short one is a headline all the same,
 * unless it is a sentence or opens the body.
 */
static bool
is_long_headline(const struct line *l)
{
	return l->ncells <= MAX_HEADLINE && l->end != END_STOP &&
	    l->end != END_COMMA && l->end != END_COLON && !opens_body(l) &&
	    l->flags & LINE_LETTER;
}

/* "ECONOMY" above "Ferry to open in June". */
static bool
is_label_above(const struct line *l, const struct line *next)
{
	/* One word or two: a whole headline may be in capitals. */
	enum { MOST_CELLS = 18 };
	size_t nupper = 0, nblank = 0;
	bool lower = false;

	for (size_t i = 0; i < l->text.n; i++) {
		char c = l->text.s[i];
		if (c >= 'a' && c <= 'z')
			return false;
		nupper += c >= 'A' && c <= 'Z';
		nblank += c == ' ';
	}
	for (size_t i = 0; i < next->text.n; i++)
		lower |= next->text.s[i] >= 'a' && next->text.s[i] <= 'z';
	return lower && nupper >= 3 && nblank <= 1 && l->ncells <= MOST_CELLS;
}

/* May the first be a kicker: at most 1.3 times as long as the second? */
static bool
is_kicker(const struct line *l, const struct line *next)
{
	return l->ncells * 10 <= next->ncells * 13;
}

/* Which of the opening lines is the headline. */
static size_t
choose_headline(const struct story *s)
{
	const struct line *l = s->lines;
	size_t n = s->nopening;

	for (size_t i = 1; i < n; i++)
		if (is_dash(&l[i]))
			return i - 1;
	if (n < 2)
		return 0;
	if (!(l[0].flags & LINE_EAST))
		return is_label_above(&l[0], &l[1]);
	/* Only the papers of the mainland set a kicker by habit. */
	if (!lang_is(s->raw->language, "zh-Hans"))
		return 0;
	if (n == 2 && s->byline != NO_LINE)
		return 1;
	return is_kicker(&l[0], &l[1]);
}

void
story_find_head(struct story *s)
{
	size_t most = MAX_OPENING + 1;

	s->byline = find_byline(s);
	s->nbylines = 0;
	if (s->byline != NO_LINE) {
		most = s->byline;
		while (s->byline + s->nbylines < s->n &&
		    (s->nbylines == 0 ||
			(s->nbylines < 4 &&
			    line_byline(
				s->raw, &s->lines[s->byline + s->nbylines]) >=
				SURE_BYLINE)))
			s->nbylines++;
	}
	s->nopening = count_opening(s, most);
	if (s->byline == NO_LINE &&
	    (s->nopening > MAX_OPENING || s->nopening == s->n))
		s->nopening = s->nopening > 0;
	if (s->nopening == 0 && s->byline != 0 && s->n > 0 &&
	    is_long_headline(&s->lines[0]))
		s->nopening = 1;
	if (s->nopening && opens_body(&s->lines[0]) && s->byline == NO_LINE)
		s->nopening = 0;
	s->headline = s->nopening ? choose_headline(s) : NO_LINE;
	s->nhead = s->byline == NO_LINE ? s->nopening : s->byline + s->nbylines;
}
