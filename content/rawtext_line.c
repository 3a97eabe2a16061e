/* Plain text to lines, each with what can be seen of it. */
#include <stdint.h>
#include <string.h>

#include "content/rawtext_int.h"
#include "content/reader.h"
#include "src/base/diag.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/text/width.h"

/*
 * Cells up to which a line may be a headline: two lines of 14 characters in
 * print, or a Latin headline of a whole sentence.
 */
enum { SHORT_EAST = 56, SHORT_LATIN = 90 };

/* Every third cell East Asian: a line of Chinese may hold a long name. */
enum { EAST_SHARE = 3 };

struct mark {
	enum line_end end;
	const char *marks;
};

static const struct mark marks[] = {
	{ END_STOP, "。.．｡।۔" },
	{ END_MARK, "！？…!?‥⋯؟■□◆●★※" },
	{ END_COLON, "：:" },
	{ END_COMMA, "，、；,;､" },
};

/* They close a quotation or an aside; what stands before them decides. */
static const char quotes[] = "”’」』）)】］]》〉〕｝}\"'»›｣";

static bool
is_one_of(unsigned cp, const char *set)
{
	while (*set)
		if (utf8_next(&set) == cp)
			return true;
	return false;
}

static enum line_end
end_of(struct slice text)
{
	size_t at = text.n;
	bool quoted = false;

	while (at > 0) {
		size_t from = utf8_before(text.s, at);
		const char *p = text.s + from;
		unsigned cp = utf8_next(&p);
		at = from;
		if (scan_is_blank(cp))
			continue;
		if (is_one_of(cp, quotes)) {
			quoted = true;
			continue;
		}
		for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
			if (is_one_of(cp, marks[i].marks))
				return marks[i].end;
		break;
	}
	return quoted ? END_QUOTE : END_OPEN;
}

/* What one pass over a line's characters gathers. */
struct look {
	unsigned wide;  /* cells of wide characters */
	unsigned blank; /* cells of the blank that goes on just now */
};

static void
look_at_blank(struct line *l, struct look *k, unsigned cp)
{
	unsigned cells = cp == 0x3000 ? 2 : 1;

	l->ncells += cells;
	k->blank += cells;
	if (cp == '\t')
		l->flags |= LINE_TAB;
	/* Two spaces after a full stop are a typist's habit, three are not. */
	if (k->blank >= 3)
		l->flags |= LINE_COLUMNS;
}

static void
look_at_mark(struct line *l, struct look *k, unsigned cp)
{
	int cells = cp < 0x80 ? 1 : width_cp(cp, 1);

	k->blank = 0;
	if (cells > 0)
		l->ncells += (unsigned)cells;
	if (cells == 2 && cp != 0xFF0C)
		k->wide += 2;
	if (cp == ',' || cp == ';' || cp == 0xFF0C || cp == 0xFF1B)
		l->ncommas++;
	if ((cp >= '0' && cp <= '9') ||
	    ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') ||
	    (cp >= 0xC0 && cp < 0x2000) || (cp >= 0x3041 && cp < 0xFE00))
		l->flags |= LINE_LETTER;
}

static inline bool
is_alnum(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	    (c >= '0' && c <= '9');
}

/* The end of the words at `p`: ASCII letters and digits, one blank between. */
static inline const char *
skip_words(const char *p, const char *end)
{
	const char *from = p;

	for (;;) {
		while (p < end && is_alnum(*p))
			p++;
		if (p == from || end - p < 2 || *p != ' ' || !is_alnum(p[1]))
			return p;
		p++;
	}
}

/* Is there one of U+4E00 to U+9FFF, the first block of ideographs? */
static inline bool
is_han(const char *p)
{
	unsigned char lead = (unsigned char)p[0];

	return (lead >= 0xE5 && lead <= 0xE9) ||
	    (lead == 0xE4 && (unsigned char)p[1] >= 0xB8);
}

/* The same of those: wide, and no marks. */
static inline const char *
skip_han(const char *p, const char *end)
{
	while (p < end && is_han(p))
		p += 3;
	return p;
}

/* Words and ideographs, which most text is: step over what begins at `p`. */
static const char *
look_at_run(struct line *l, struct look *k, const char *p, const char *end)
{
	const char *word = skip_words(p, end);
	const char *after = skip_han(word, end);
	unsigned han = (unsigned)(after - word) / 3;

	if (after == p)
		return p;
	l->ncells += (unsigned)(word - p) + 2 * han;
	l->flags |= LINE_LETTER;
	k->wide += 2 * han;
	k->blank = 0;
	p = han ? after - 3 : after - 1;
	l->last = utf8_next(&p);
	return after;
}

void
raw_look_at(struct line *l)
{
	const char *p = l->text.s;
	const char *end = p + l->text.n;
	struct look k = { 0 };
	struct jump jump;

	l->ncells = l->ncommas = 0;
	l->flags &= LINE_FULL_INDENT | LINE_BREAK;
	if (p < end)
		l->first = utf8_next(&(const char *){ p });
	while ((p = look_at_run(l, &k, p, end)) < end) {
		unsigned cp = utf8_next(&p);
		l->last = cp;
		if (scan_is_blank(cp))
			look_at_blank(l, &k, cp);
		else
			look_at_mark(l, &k, cp);
	}
	if (k.wide * EAST_SHARE >= l->ncells)
		l->flags |= LINE_EAST;
	l->end = end_of(l->text);
	l->credit = (unsigned char)scan_credit(l->text);
	l->note = (unsigned char)scan_note(l->text);
	l->caption = (unsigned char)scan_caption(l->text);
	if (scan_jump(&jump, l->text))
		l->flags |= LINE_JUMP;
}

bool
line_jump(struct jump *jump, const struct line *l)
{
	return l->flags & LINE_JUMP && scan_jump(jump, l->text);
}

bool
line_is_short(const struct line *l)
{
	unsigned most = l->flags & LINE_EAST ? SHORT_EAST : SHORT_LATIN;

	return l->ncells <= most && l->end != END_STOP && l->end != END_COMMA &&
	    l->end != END_COLON && l->flags & LINE_LETTER;
}

/* --- cutting the text into lines ---------------------------------------- */

/* As many as an edition may have blocks (BUILDER_MAX_BLOCKS). */
enum { MAX_LINES = 1000000 };

struct cutter {
	struct line *lines;
	size_t n, cap;
	unsigned number;
	unsigned nblank;
	size_t nlost;
	bool broken; /* by a form feed */
};

/*
 * UAX #14 BK, CR, LF, NL; a form feed ends a page of print.  Returns the bytes
 * of the line's end, 0 within a line.
 */
static size_t
line_break(const char *p, const char *end)
{
	unsigned char c = (unsigned char)*p;

	if (c == '\r')
		return p + 1 < end && p[1] == '\n' ? 2 : 1;
	if (c == '\n' || c == '\v' || c == '\f')
		return 1;
	if (c == 0xC2 && p + 1 < end && (unsigned char)p[1] == 0x85)
		return 2;
	if (c == 0xE2 && p + 2 < end && (unsigned char)p[1] == 0x80 &&
	    ((unsigned char)p[2] == 0xA8 || (unsigned char)p[2] == 0xA9))
		return 3;
	return 0;
}

/* The next byte that may begin a line's end; most text is stepped over fast. */
static inline const char *
skip_inside(const char *p, const char *end)
{
	while (p < end) {
		p = skip_han(p, end);
		if (p < end && (unsigned char)*p < 0x80)
			p += utf8_ascii(p, (size_t)(end - p));
		if (p >= end ||
		    !((unsigned char)*p > '\r' && (unsigned char)*p != 0xC2 &&
			(unsigned char)*p != 0xE2))
			return p;
		p++;
	}
	return end;
}

static void
look_at_indent(struct line *l, const char *from)
{
	l->flags = 0;
	l->indent = 0;
	while (from < l->text.s) {
		unsigned cp = utf8_next(&from);
		if (cp == 0x3000)
			l->flags |= LINE_FULL_INDENT;
		l->indent += cp == 0x3000 ? 2 : cp == '\t' ? 8 : 1;
	}
}

static void
add_line(struct cutter *c, struct slice whole)
{
	struct slice text = scan_trim(whole);

	c->number++;
	if (text.n == 0) {
		c->nblank++;
		return;
	}
	if (c->n == MAX_LINES) {
		c->nlost++;
		return;
	}
	c->lines = mem_grow(c->lines, c->n, &c->cap, sizeof *c->lines);
	struct line *l = &c->lines[c->n++];
	*l = (struct line){ text, c->number, c->nblank, .first = 0 };
	look_at_indent(l, whole.s);
	if (c->broken)
		l->flags |= LINE_BREAK;
	raw_look_at(l);
	c->nblank = 0;
	c->broken = false;
}

void
raw_find_lines(struct raw *raw)
{
	struct cutter c = { 0 };
	const char *p = raw->source->text;
	const char *end = p + raw->source->nbytes;
	const char *from = p;

	while ((p = skip_inside(p, end)) < end) {
		size_t n = line_break(p, end);
		if (n == 0) {
			p++;
			continue;
		}
		add_line(&c, (struct slice){ from, (size_t)(p - from) });
		c.broken = c.broken || *p == '\f';
		p += n;
		from = p;
	}
	add_line(&c, (struct slice){ from, (size_t)(end - from) });
	raw->lines = c.lines;
	raw->n = c.n;
	if (c.nlost)
		diag_add(raw->diag, DIAG_LOST, raw->source->name, c.number, 0,
		    "%zu of its lines are left out; split the file", c.nlost);
	raw_count(raw);
}

/* More blank lines than this count as this: a page has no use for more. */
enum { MAX_GAP = 15 };

void
raw_count(struct raw *raw)
{
	size_t often[MAX_GAP + 1] = { 0 };

	raw->gap = raw->widest = 0;
	raw->nindented = 0;
	for (size_t i = 0; i < raw->n; i++) {
		struct line *l = &raw->lines[i];
		raw->nindented += (l->flags & LINE_FULL_INDENT) != 0;
		if (l->nblank > MAX_GAP)
			l->nblank = MAX_GAP;
		if (i == 0)
			continue;
		often[l->nblank]++;
		if (l->nblank > raw->widest)
			raw->widest = l->nblank;
	}
	/* On a tie the wider: fewer borders, and none that is not there. */
	for (unsigned gap = 0; gap <= MAX_GAP; gap++)
		if (often[gap] && often[gap] >= often[raw->gap])
			raw->gap = gap;
	/*
	 * On a page of briefs there are as many gaps between stories as within
	 * them; then the narrower, if every third is as narrow.
	 */
	for (unsigned gap = 1; gap < raw->gap; gap++)
		if (often[gap] * 2 >= often[raw->gap])
			raw->gap = gap;
}
