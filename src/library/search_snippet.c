/*
 * The sentence that is shown for a result.  A match in the text is better than
 * one in the heading, which is shown beside it anyway.  Sentences end as CLREQ
 * 3.1.3 and English have it; a wrong end costs nothing but a shorter snippet, so
 * abbreviations are not looked at but for initials.
 */
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/library/archive_int.h"
#include "src/library/search_int.h"
#include "src/text/phrase.h"
#include "src/text/width.h"

enum {
	SNIPPET_CELLS = 160, /* two lines of a usual terminal */
	BEFORE_CELLS = 40,   /* of a longer sentence, before the match */
	/* How far a sentence is looked for: more than a snippet has. */
	REACH_BYTES = 640,
	CLOSERS_BYTES = 16, /* closing marks in a row that are looked past */
	LITS_SEEN = 64,     /* places in a sentence, before they are merged */
};

struct span {
	size_t from, to;
};

/* --- the first match --------------------------------------------------------------- */

struct finder {
	size_t body;
	bool is_any, is_in_body;
	struct span first; /* in the body, if there is one */
};

static int
find_first(void *ctx, size_t from, size_t to)
{
	struct finder *f = ctx;
	bool in_body = from >= f->body;
	bool better = in_body == f->is_in_body ? from < f->first.from : in_body;

	if (!f->is_any || better) {
		f->first = (struct span){ from, to };
		f->is_any = true;
		f->is_in_body = in_body;
	}
	return in_body;
}

/* --- sentences ---------------------------------------------------------------------- */

static bool
is_closer(unsigned cp)
{
	return cp == 0x201D || cp == 0x2019 || cp == 0xFF09 || cp == 0x300D ||
	    cp == 0x300F || cp == 0x300B || cp == '"' || cp == '\'' ||
	    cp == ')';
}

/*
 * Does a sentence end before `at`?  Closing marks belong to it; a full stop ends
 * one before a blank, unless it is that of an initial.
 */
static bool
ends_before(const char *s, size_t at, size_t end)
{
	size_t last = at;
	unsigned cp = ' ';

	while (last > 0 && at - last < CLOSERS_BYTES) {
		size_t before = utf8_before(s, last);
		utf8_decode(&cp, s + before, at - before, NULL);
		if (!is_closer(cp))
			break;
		last = before;
	}
	if (last == 0)
		return false;
	if (cp == 0x3002 || cp == 0xFF01 || cp == 0xFF1F || cp == 0xFF61) {
		utf8_decode(&cp, s + at, end - at, NULL);
		return !is_closer(cp);
	}
	if ((cp != '.' && cp != '!' && cp != '?') ||
	    (s[at] != ' ' && s[at] != '\n'))
		return false;
	return last < 3 || s[last - 2] < 'A' || s[last - 2] > 'Z' ||
	    s[last - 3] != ' ';
}

/* The field around `at`. */
static struct span
field_around(const struct candidate *c, size_t at)
{
	struct span field = { at, c->nbytes };
	const char *mark =
	    memchr(c->text + at, ARCHIVE_FIELD_MARK, c->nbytes - at);

	while (field.from > 0 && c->text[field.from - 1] != ARCHIVE_FIELD_MARK)
		field.from--;
	if (mark)
		field.to = (size_t)(mark - c->text);
	return field;
}

static size_t
next_char(const char *s, size_t at, size_t end)
{
	unsigned cp;

	return at + utf8_decode(&cp, s + at, end - at, NULL);
}

/* The sentence around `match`, within its field and within reach. */
static struct span
sentence_around(const char *s, struct span field, struct span match)
{
	struct span it = { match.from, match.to };
	const char *text = s + field.from;
	size_t end = field.to - field.from;

	while (it.from > field.from && match.from - it.from < REACH_BYTES &&
	    !ends_before(text, it.from - field.from, end))
		it.from = field.from + utf8_before(text, it.from - field.from);
	while (it.from < match.from && (unsigned char)s[it.from] <= ' ')
		it.from++;
	while (it.to < field.to && it.to - match.to < REACH_BYTES &&
	    (it.to == it.from || !ends_before(text, it.to - field.from, end)))
		it.to = next_char(s, it.to, field.to);
	return it;
}

/* --- cutting to size ------------------------------------------------------------------ */

static unsigned
cells_of(unsigned cp)
{
	int n = width_cp(cp, 1);

	return n > 0 ? (unsigned)n : 0;
}

static unsigned
cells_between(const char *s, size_t from, size_t to)
{
	unsigned n = 0;

	while (from < to) {
		unsigned cp;
		from += utf8_decode(&cp, s + from, to - from, NULL);
		n += cells_of(cp);
	}
	return n;
}

static bool
is_word_byte(char byte)
{
	return (unsigned char)byte > ' ' && (unsigned char)byte < 0x80;
}

/* May text be cut at `at`: before no mark, and inside no word of ASCII? */
static bool
can_cut(const char *s, size_t at, size_t end)
{
	unsigned cp = ' ';

	if (at < end)
		utf8_decode(&cp, s + at, end - at, NULL);
	return (cells_of(cp) > 0 || cp < ' ') &&
	    !(is_word_byte(s[at - 1]) && is_word_byte(s[at]));
}

/* Where to begin, so that the match is seen. */
static size_t
cut_start(const char *s, struct span it, struct span match)
{
	size_t start = match.from;
	unsigned n = 0;

	if (cells_between(s, it.from, match.from) <= BEFORE_CELLS)
		return it.from;
	for (size_t at = match.from; at > it.from;) {
		size_t before =
		    it.from + utf8_before(s + it.from, at - it.from);
		n += cells_between(s, before, at);
		at = before;
		if (n > BEFORE_CELLS || at == it.from)
			break;
		if (s[at] != ' ' && can_cut(s, at, it.to))
			start = at;
	}
	return start;
}

/* Where to end, having begun at `start`; one word too long is cut anywhere. */
static size_t
cut_end(const char *s, size_t start, size_t end)
{
	enum { ELLIPSES = 2 };
	size_t good = start, at = start;
	unsigned n = ELLIPSES;

	while (at < end) {
		size_t next = next_char(s, at, end);
		n += cells_between(s, at, next);
		if (n > SNIPPET_CELLS)
			return good > start ? good : at;
		at = next;
		if (at < end && can_cut(s, at, end))
			good = at;
	}
	return end;
}

/* As much of the sentence as there is room for, with the match in it. */
static struct span
cut_to_size(const char *s, struct span it, struct span match)
{
	if (cells_between(s, it.from, it.to) <= SNIPPET_CELLS)
		return it;

	size_t start = cut_start(s, it, match);
	return (struct span){ start, cut_end(s, start, it.to) };
}

/* --- what is lit ------------------------------------------------------------------------ */

struct lits {
	struct span at[LITS_SEEN];
	size_t n;
	size_t offset; /* of what is searched */
};

/* In order, the first LITS_SEEN of each phrase. */
static int
add_lit(void *ctx, size_t from, size_t to)
{
	struct lits *l = ctx;
	size_t i = l->n;

	if (l->n == LITS_SEEN)
		return 1;
	for (; i > 0 && l->at[i - 1].from > from + l->offset; i--)
		l->at[i] = l->at[i - 1];
	l->at[i] = (struct span){ from + l->offset, to + l->offset };
	l->n++;
	return 0;
}

/* Spans that touch or overlap become one; only what is in `it` counts. */
static void
merge_lits(struct lits *l, struct span it)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++) {
		struct span at = l->at[i];
		at.from = at.from > it.from ? at.from : it.from;
		at.to = at.to < it.to ? at.to : it.to;
		if (at.from >= at.to)
			continue;
		if (n == 0 || at.from > l->at[n - 1].to)
			l->at[n++] = at;
		else if (at.to > l->at[n - 1].to)
			l->at[n - 1].to = at.to;
	}
	l->n = n < SNIPPET_LIT_MAX ? n : SNIPPET_LIT_MAX;
}

static void
find_lits(struct lits *l, const char *text, struct span whole, struct span it,
    const struct request *r)
{
	l->n = 0;
	l->offset = whole.from;
	for (size_t i = 0; i < r->texts.n; i++)
		phrase_each(r->texts.at[i]->phrase, text + whole.from,
		    whole.to - whole.from, add_lit, l);
	merge_lits(l, it);
}

/* --- the snippet -------------------------------------------------------------------------- */

/* A line end between characters that are set without blanks is none. */
static bool
is_nothing(const char *s, size_t at, struct span it)
{
	return s[at] == '\n' && at > it.from && at + 1 < it.to &&
	    (unsigned char)s[at - 1] >= 0x80 &&
	    (unsigned char)s[at + 1] >= 0xE2; /* U+2000 and above */
}

static void
add_char(struct buf *b, const char *s, size_t at, unsigned cp, struct span it)
{
	bool is_control = cp < ' ' || (cp >= 0x7F && cp < 0xA0);

	if (!is_control)
		buf_add_cp(b, cp);
	else if (!is_nothing(s, at, it))
		buf_addc(b, ' ');
}

/* Copy the span in one line; what is lit moves along. */
static void
write_snippet(struct result *out, const char *s, struct span it,
    struct span whole, const struct lits *l, struct arena *a)
{
	struct buf b = { 0 };
	size_t lit = 0; /* those that are complete */

	buf_adds(&b, it.from > whole.from ? "…" : "");
	for (size_t at = it.from;;) {
		unsigned cp;
		if (lit < l->n && out->nlit == lit && at >= l->at[lit].from)
			out->lit[out->nlit++].from = (uint32_t)b.n;
		if (out->nlit > lit && at >= l->at[lit].to)
			out->lit[lit++].to = (uint32_t)b.n;
		if (at == it.to)
			break;
		size_t n = utf8_decode(&cp, s + at, it.to - at, NULL);
		add_char(&b, s, at, cp, it);
		at += n;
	}
	buf_adds(&b, it.to < whole.to ? "…" : "");
	out->snippet = arena_strndup(a, buf_str(&b), b.n);
	buf_fini(&b);
}

void
result_show(struct result *out, const struct candidate *c,
    const struct request *r, struct arena *a)
{
	struct finder f = { .body = candidate_body(c) };
	struct lits lits;

	for (size_t i = 0; i < r->texts.n; i++)
		phrase_each(
		    r->texts.at[i]->phrase, c->text, c->nbytes, find_first, &f);
	if (!f.is_any)
		f.first = (struct span){ f.body, f.body };

	struct span field = field_around(c, f.first.from);
	for (size_t i = 0; i < field.from; i++)
		out->field += c->text[i] == ARCHIVE_FIELD_MARK;
	out->byte = (uint32_t)(f.first.from - field.from);
	out->nbytes = (uint32_t)(f.first.to - f.first.from);

	struct span whole = sentence_around(c->text, field, f.first);
	struct span it = cut_to_size(c->text, whole, f.first);
	find_lits(&lits, c->text, whole, it, r);
	write_snippet(out, c->text, it, whole, &lits, a);
}
