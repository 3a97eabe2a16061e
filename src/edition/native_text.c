/*
 * Text of the native format: lines to text with spans, and back.
 *
 * Reading goes in three steps, each linear: the lines are joined (join_lines);
 * the marks of emphasis, code and links are paired (find_marks); the text is
 * copied without them (copy_text).  Writing tries the plainest form first and
 * reads it back; only if that gives another text are more backslashes put in.
 * So there is one place that knows what a mark means: the reader.
 */
#include "src/edition/native.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/clean.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Marks open at one time; emphasis is never nested so deep in a newspaper. */
enum { MAX_OPEN = 16 };

/* What a backslash takes the meaning from. */
static const char escapable[] = "\\*_`[]|";

void
native_text_fini(struct native_text *t)
{
	buf_fini(&t->text);
}

/* --- joining lines ----------------------------------------------------------- */

struct joined {
	struct buf s;
	uint32_t *wraps;
	size_t nwraps, cap;
};

static size_t
line_length(const char *s, size_t nbytes)
{
	const char *nl = nbytes ? memchr(s, '\n', nbytes) : NULL;

	return nl ? (size_t)(nl - s) : nbytes;
}

/* A text line ends with a backslash that is not itself escaped. */
static bool
breaks_hard(const char *s, size_t nbytes)
{
	size_t n = 0;

	while (n < nbytes && s[nbytes - 1 - n] == '\\')
		n++;
	return n % 2;
}

static size_t
count_columns(const char *s, size_t nbytes)
{
	size_t n = 0;

	for (size_t at = 0; at < nbytes;) {
		unsigned cp;
		at += utf8_decode(&cp, s + at, nbytes - at, NULL);
		n += cp >= 0x1100 ? 2 : 1;
	}
	return n;
}

/* A line as it counts: without the backslashes that speak of its ends. */
struct line {
	const char *s;
	size_t n;
	bool hard; /* a line break follows in the text */
	bool last;
};

/* Take a line off `*s`. */
static struct line
next_line(const char **s, size_t *nbytes, enum native_place place)
{
	struct line l = { .s = *s, .n = line_length(*s, *nbytes) };

	l.last = l.n == *nbytes;
	*s += l.n + !l.last;
	*nbytes -= l.n + !l.last;
	if (l.n && l.s[0] == '\\' &&
	    native_has_meaning(l.s + 1, l.n - 1, place)) {
		l.s++;
		l.n--;
	}
	l.hard = !l.last && breaks_hard(l.s, l.n);
	l.n -= l.hard;
	return l;
}

/* Did an editor wrap these lines (native.h), so that they belong together? */
static bool
is_wrapped(const char *s, size_t nbytes, enum native_place first,
    enum native_place rest)
{
	bool hard = first == NATIVE_IN_ITEM;
	bool all_long = true;
	enum native_place place = first;

	for (;;) {
		struct line l = next_line(&s, &nbytes, place);
		if (l.last)
			return hard || all_long;
		hard |= l.hard;
		all_long &= count_columns(l.s, l.n) >= NATIVE_WRAP_COLUMNS;
		place = rest;
	}
}

/* Between two of these, a line end is no blank. */
static bool
is_han_like(unsigned cp)
{
	return (cp >= 0x2E80 && cp < 0xAC00) || (cp >= 0xF900 && cp < 0xFB00) ||
	    (cp >= 0xFE30 && cp < 0xFE50) || (cp >= 0xFF00 && cp < 0xFFE7) ||
	    (cp >= 0x20000 && cp < 0x3FFFE) || (cp >= 0x2014 && cp <= 0x2026);
}

static void
join_soft(struct joined *j, const char *next, size_t nbytes)
{
	unsigned before = 0;
	unsigned after = 0;

	while (j->s.n) {
		size_t at = utf8_before(j->s.bytes, j->s.n);
		utf8_decode(&before, j->s.bytes + at, j->s.n - at, NULL);
		if (!clean_is_blank(before))
			break;
		buf_cut(&j->s, at);
	}
	if (nbytes)
		utf8_decode(&after, next, nbytes, NULL);
	/* An empty line adds none: its ends are one place. */
	if (!j->nwraps || j->wraps[j->nwraps - 1] < j->s.n) {
		j->wraps =
		    mem_grow(j->wraps, j->nwraps, &j->cap, sizeof *j->wraps);
		j->wraps[j->nwraps++] = (uint32_t)j->s.n;
	}
	if (!is_han_like(before) || !is_han_like(after))
		buf_addc(&j->s, ' ');
}

static void
join_lines(struct joined *j, const char *s, size_t nbytes,
    enum native_place first, enum native_place rest)
{
	bool wrapped = is_wrapped(s, nbytes, first, rest);
	enum native_place place = first;
	bool soft = false;

	for (;;) {
		struct line l = next_line(&s, &nbytes, place);
		if (soft)
			join_soft(j, l.s, l.n);
		buf_add(&j->s, l.s, l.n);
		if (l.last)
			return;
		soft = wrapped && !l.hard;
		if (!soft)
			buf_addc(&j->s, '\n');
		place = rest;
	}
}

/* --- pairing marks ----------------------------------------------------------- */

/* A mark that opens or closes a span, or a backslash to be left out. */
struct mark {
	uint32_t at, nbytes;
	uint32_t partner; /* index of the mark at the other end, or 0 */
	bool closes;
	enum span_kind kind;
	uint32_t href, nhref; /* of the closing mark of a link */
};

struct marks {
	struct mark *at; /* [0] stands for none */
	size_t n, cap;
	size_t open[MAX_OPEN];
	size_t nopen;
	const char *s;
	size_t nbytes;
};

static size_t
add_mark(struct marks *m, size_t at, size_t nbytes, enum span_kind kind)
{
	m->at = mem_grow(m->at, m->n, &m->cap, sizeof *m->at);
	m->at[m->n] = (struct mark){
		.at = (uint32_t)at, .nbytes = (uint32_t)nbytes, .kind = kind
	};
	return m->n++;
}

static void
push_open(struct marks *m, size_t mark)
{
	if (m->nopen == MAX_OPEN) {
		memmove(m->open, m->open + 1, sizeof m->open - sizeof *m->open);
		m->nopen--;
	}
	m->open[m->nopen++] = mark;
}

/* Pair the open mark at place `i` of the stack with a new one. */
static struct mark *
close_mark(struct marks *m, size_t i, size_t at, size_t nbytes)
{
	size_t opener = m->open[i];
	size_t closer = add_mark(m, at, nbytes, m->at[opener].kind);

	m->at[closer].closes = true;
	m->at[closer].partner = (uint32_t)opener;
	m->at[opener].partner = (uint32_t)closer;
	m->nopen = i;
	return &m->at[closer];
}

static bool
is_blank_at(const struct marks *m, size_t at)
{
	return at >= m->nbytes || (m->s[at] && strchr(" \t\n", m->s[at])) ||
	    (m->nbytes - at >= 3 && !memcmp(m->s + at, "\xE3\x80\x80", 3));
}

static bool
is_blank_before(const struct marks *m, size_t at)
{
	return at == 0 || is_blank_at(m, at - 1) ||
	    (at >= 3 && is_blank_at(m, at - 3) && m->s[at - 3] == '\xE3');
}

static bool
is_word(char c)
{
	return (c >= '0' && c <= '9') ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Close what the run of `n` marks at `at` can; returns the bytes used. */
static size_t
close_run(struct marks *m, size_t at, size_t n)
{
	size_t used = 0;
	char c = m->s[at];

	while (used < n) {
		size_t i = m->nopen;
		while (i > 0) {
			const struct mark *o = &m->at[m->open[i - 1]];
			if (m->s[o->at] == c && o->nbytes <= n - used &&
			    o->at + o->nbytes < at)
				break;
			i--;
		}
		if (!i)
			break;
		size_t nbytes = m->at[m->open[i - 1]].nbytes;
		close_mark(m, i - 1, at + used, nbytes);
		used += nbytes;
	}
	return used;
}

static void
open_run(struct marks *m, size_t at, size_t n)
{
	if (n >= 2) {
		push_open(m, add_mark(m, at, 2, SPAN_STRONG));
		at += 2;
	}
	if (n % 2)
		push_open(m, add_mark(m, at, 1, SPAN_EM));
}

/*
 * A run of * or _ opens if text follows and no Latin letter or digit stands
 * before, closes if text precedes and none stands after: 2*3 is a product, and
 * 他说“**真**”，so CommonMark's rule for CJK is not ours.
 */
static size_t
take_emphasis(struct marks *m, size_t at)
{
	size_t n = 1;

	while (at + n < m->nbytes && m->s[at + n] == m->s[at])
		n++;
	if (n > 3)
		return n;
	bool opens =
	    !is_blank_at(m, at + n) && (at == 0 || !is_word(m->s[at - 1]));
	bool closes = !is_blank_before(m, at) &&
	    (at + n >= m->nbytes || !is_word(m->s[at + n]));
	size_t used = closes ? close_run(m, at, n) : 0;
	if (opens && !used)
		open_run(m, at, n);
	return n;
}

/* Runs of this many backquotes and more are text. */
enum { MAX_BACKQUOTES = 8 };

/* The end of a run of exactly `n` backquotes after `at`, or 0. */
static size_t
find_code_end(const struct marks *m, size_t at, size_t n)
{
	size_t run = 0;

	for (size_t end = at; end <= m->nbytes; end++) {
		if (end < m->nbytes && m->s[end] == '`') {
			run++;
			continue;
		}
		if (run == n && end - run > at)
			return end;
		run = 0;
	}
	return 0;
}

/*
 * `code` up to a run as long as the first.  Once a run of some length was not
 * found, none is to come: that keeps it linear.
 */
static size_t
take_code(struct marks *m, size_t at, bool no_more[MAX_BACKQUOTES])
{
	size_t n = 1;

	while (at + n < m->nbytes && m->s[at + n] == '`')
		n++;
	if (n >= MAX_BACKQUOTES || no_more[n])
		return n;
	size_t end = find_code_end(m, at + n, n);
	if (!end) {
		no_more[n] = true;
		return n;
	}
	size_t open = add_mark(m, at, n, SPAN_CODE);
	size_t close = add_mark(m, end - n, n, SPAN_CODE);
	m->at[open].partner = (uint32_t)close;
	m->at[close].partner = (uint32_t)open;
	m->at[close].closes = true;
	return end - at;
}

/*
 * Longer than any address in a newspaper, and deeper brackets than in any: so no
 * byte is looked at more often than that many times.
 */
enum { MAX_URL_BYTES = 4096, MAX_URL_DEPTH = 8 };

/* The bytes of "(url)" at `at`, or 0. */
static size_t
url_length(const struct marks *m, size_t at)
{
	size_t depth = 0;

	for (size_t n = 0; at + n < m->nbytes && n < MAX_URL_BYTES; n++) {
		char c = m->s[at + n];
		if ((!n && c != '(') || depth > MAX_URL_DEPTH)
			return 0;
		if ((unsigned char)c <= ' ' || c == '<' || c == '>')
			return 0;
		depth += c == '(';
		depth -= c == ')';
		if (!depth)
			return n > 1 ? n + 1 : 0;
	}
	return 0;
}

static size_t
take_bracket_end(struct marks *m, size_t at)
{
	size_t nurl = url_length(m, at + 1);
	size_t i = m->nopen;

	while (i > 0 && m->at[m->open[i - 1]].kind != SPAN_LINK)
		i--;
	if (!i)
		return 1;
	if (!nurl || m->at[m->open[i - 1]].at + 1 == at) {
		m->nopen = i - 1; /* a bracket, not a link */
		return 1;
	}
	struct mark *close = close_mark(m, i - 1, at, 1 + nurl);
	close->href = (uint32_t)(at + 2);
	close->nhref = (uint32_t)(nurl - 2);
	return 1 + nurl;
}

static void
find_marks(struct marks *m)
{
	bool no_more[MAX_BACKQUOTES] = { false };

	add_mark(m, 0, 0, SPAN_EM); /* place 0 stands for none */
	for (size_t at = 0; at < m->nbytes;) {
		char c = m->s[at];
		if (c == '\\' && at + 1 < m->nbytes && m->s[at + 1] &&
		    strchr(escapable, m->s[at + 1])) {
			size_t i = add_mark(m, at, 1, SPAN_EM);
			m->at[i].partner = (uint32_t)i; /* left out */
			at += 2;
		} else if (c == '*' || c == '_') {
			at += take_emphasis(m, at);
		} else if (c == '`') {
			at += take_code(m, at, no_more);
		} else if (c == '[' && (at == 0 || m->s[at - 1] != '!')) {
			push_open(m, add_mark(m, at, 1, SPAN_LINK));
			at++;
		} else if (c == ']') {
			at += take_bracket_end(m, at);
		} else {
			at++;
			at += strcspn(m->s + at, escapable);
		}
	}
}

/* --- copying ----------------------------------------------------------------- */

struct copying {
	struct native_text *out;
	const struct joined *from;
	size_t wrap; /* the next of from->wraps */
	size_t at;   /* bytes of from->s done */
};

/* Copy up to byte `to`; wraps on the way keep their place. */
static void
copy_to(struct copying *c, size_t to)
{
	const struct joined *j = c->from;

	while (c->wrap < j->nwraps && j->wraps[c->wrap] <= to) {
		size_t n = j->wraps[c->wrap] - c->at;
		if (j->wraps[c->wrap] >= c->at) {
			buf_add(&c->out->text, buf_str(&j->s) + c->at, n);
			c->at += n;
		}
		c->out->wraps[c->out->nwraps++] = (uint32_t)c->out->text.n;
		c->wrap++;
	}
	buf_add(&c->out->text, buf_str(&j->s) + c->at, to - c->at);
	c->at = to;
}

/* Marks stand in the order of their places: they were found so. */
static void
copy_text(struct copying *c, struct marks *m, struct arena *a)
{
	struct native_text *t = c->out;
	size_t *span_of = xcalloc(m->n, sizeof *span_of);

	for (size_t i = 1; i < m->n; i++) {
		const struct mark *k = &m->at[i];
		if (!k->partner)
			continue;
		copy_to(c, k->at);
		c->at += k->nbytes;
		if (k->partner == i)
			continue;
		if (!k->closes) {
			span_of[i] = t->nspans;
			t->spans[t->nspans++] =
			    (struct span){ k->kind, (uint32_t)t->text.n, 0,
				    arena_strndup(a, m->s + k->at, k->nbytes),
				    NULL };
			continue;
		}
		struct span *s = &t->spans[span_of[k->partner]];
		s->to = (uint32_t)t->text.n;
		if (k->nhref)
			s->href = arena_strndup(a, m->s + k->href, k->nhref);
	}
	copy_to(c, m->nbytes);
	free(span_of);
}

void
native_decode(struct native_text *t, const char *lines, size_t nbytes,
    enum native_place first, enum native_place rest, struct arena *a)
{
	struct joined j = { 0 };
	size_t npaired = 0;

	*t = (struct native_text){ .text = { 0 } };
	join_lines(&j, lines, nbytes, first, rest);
	struct marks m = { .s = buf_str(&j.s), .nbytes = j.s.n };
	find_marks(&m);
	for (size_t i = 1; i < m.n; i++)
		npaired += m.at[i].partner && !m.at[i].closes;
	if (npaired)
		t->spans = arena_array(a, struct span, npaired);
	if (j.nwraps)
		t->wraps = arena_array(a, uint32_t, j.nwraps);
	struct copying c = { .out = t, .from = &j };
	copy_text(&c, &m, a);
	free(m.at);
	free(j.wraps);
	buf_fini(&j.s);
}

bool
native_goes_on(const char *line, size_t nbytes)
{
	if (nbytes && line[0] == '\\' &&
	    native_has_meaning(line + 1, nbytes - 1, NATIVE_IN_NESTED)) {
		line++;
		nbytes--;
	}
	return breaks_hard(line, nbytes);
}

size_t
native_find(const char *s, size_t nbytes, const char *what)
{
	size_t n = strlen(what);

	for (size_t at = 0; at + n <= nbytes; at++) {
		if (s[at] == '\\' && at + 1 < nbytes)
			at++;
		else if (!memcmp(s + at, what, n))
			return at;
	}
	return nbytes;
}

/* --- writing ----------------------------------------------------------------- */

/* Spans open at one time; a model with deeper ones loses the inner. */
enum { MAX_DEPTH = 32 };

/* One way to write a text. */
struct way {
	bool spans, wraps, escapes, hard;
};

/*
 * From what keeps all to what keeps the text alone, and for each from plain to
 * safe.
 */
#define WAYS(spans, wraps)                                             \
	{ spans, wraps, false, false }, { spans, wraps, false, true }, \
	    { spans, wraps, true, false },                             \
	{                                                              \
		spans, wraps, true, true                               \
	}

static const struct way ways[] = {
	WAYS(true, true),
	WAYS(true, false),
	WAYS(false, true),
	WAYS(false, false),
};

struct encoding {
	struct buf *out;
	const struct native_text *t;
	const struct way *way;
	const struct span *open[MAX_DEPTH];
	size_t nopen;
	size_t span; /* the next to open */
	size_t wrap; /* the next to come */
	bool failed;
};

static const char *
mark_of(const struct span *s)
{
	static const char *const usual[] = {
		[SPAN_EM] = "*",
		[SPAN_STRONG] = "**",
		[SPAN_CODE] = "`",
		[SPAN_LINK] = "[",
	};

	return s->mark && *s->mark ? s->mark : usual[s->kind];
}

static void
open_spans(struct encoding *e, size_t at)
{
	while (e->span < e->t->nspans && e->t->spans[e->span].from <= at) {
		const struct span *s = &e->t->spans[e->span++];
		bool fits = s->from == at && s->to > at &&
		    e->nopen < MAX_DEPTH &&
		    (!e->nopen || e->open[e->nopen - 1]->to >= s->to);
		if (!fits) {
			e->failed = true;
			return;
		}
		buf_adds(e->out, mark_of(s));
		e->open[e->nopen++] = s;
	}
}

static void
close_spans(struct encoding *e, size_t at)
{
	while (e->nopen && e->open[e->nopen - 1]->to <= at) {
		const struct span *s = e->open[--e->nopen];
		if (s->kind == SPAN_LINK)
			buf_addf(e->out, "](%s)", s->href ? s->href : "");
		else
			buf_adds(e->out, mark_of(s));
	}
}

/* One byte of the text; returns the bytes used. */
static size_t
encode_byte(struct encoding *e, size_t at)
{
	const struct native_text *t = e->t;
	char c = t->text.bytes[at];
	bool code = e->nopen && e->open[e->nopen - 1]->kind == SPAN_CODE;

	if (c == '\n' && e->way->hard)
		buf_addc(e->out, '\\');
	else if (e->way->escapes && !code && c && strchr(escapable, c))
		buf_addc(e->out, '\\');
	buf_addc(e->out, c);
	return 1;
}

static void
encode_text(struct encoding *e)
{
	const struct native_text *t = e->t;

	for (size_t at = 0; at < t->text.n && !e->failed;) {
		bool wrap = false;
		if (e->way->spans)
			close_spans(e, at);
		while (e->way->wraps && e->wrap < t->nwraps &&
		    t->wraps[e->wrap] <= at) {
			wrap |= t->wraps[e->wrap] == at && at > 0;
			e->wrap++;
		}
		if (wrap) {
			buf_addc(e->out, '\n');
			if (t->text.bytes[at] == ' ') {
				at++;
				continue;
			}
		}
		if (e->way->spans)
			open_spans(e, at);
		at += encode_byte(e, at);
	}
	if (e->way->spans)
		close_spans(e, t->text.n);
}

/* Put a backslash before each line that would mean something. */
static void
guard_lines(struct buf *out, const struct buf *lines, enum native_place place,
    enum native_place rest)
{
	const char *s = buf_str(lines);
	size_t nbytes = lines->n;

	for (;;) {
		size_t n = line_length(s, nbytes);
		if (native_has_meaning(s, n, place))
			buf_addc(out, '\\');
		buf_add(out, s, n);
		if (n == nbytes)
			return;
		buf_addc(out, '\n');
		s += n + 1;
		nbytes -= n + 1;
		place = rest;
	}
}

static bool
same_spans(const struct native_text *a, const struct native_text *b)
{
	if (a->nspans != b->nspans)
		return false;
	for (size_t i = 0; i < a->nspans; i++) {
		const struct span *x = &a->spans[i];
		const struct span *y = &b->spans[i];
		const char *xh = x->href ? x->href : "";
		const char *yh = y->href ? y->href : "";
		if (x->kind != y->kind || x->from != y->from ||
		    x->to != y->to || strcmp(mark_of(x), mark_of(y)) != 0 ||
		    strcmp(xh, yh) != 0)
			return false;
	}
	return true;
}

static bool
same_wraps(const struct native_text *a, const struct native_text *b)
{
	return a->nwraps == b->nwraps &&
	    (!a->nwraps ||
		!memcmp(a->wraps, b->wraps, a->nwraps * sizeof *a->wraps));
}

/* Does each line but the last go on, as a heading must? */
static bool
goes_on_to_end(const char *s, size_t nbytes)
{
	for (;;) {
		size_t n = line_length(s, nbytes);
		if (breaks_hard(s, n) == (n == nbytes))
			return false;
		if (n == nbytes)
			return true;
		s += n + 1;
		nbytes -= n + 1;
	}
}

/* May these lines stand at such a place? */
static bool
may_stand(const struct buf *lines, enum native_place place)
{
	const char *s = buf_str(lines);
	bool open = place == NATIVE_IN_HEADING || place == NATIVE_IN_CAPTION;
	bool line = place == NATIVE_IN_CELL || place == NATIVE_IN_VALUE;

	if (open && !goes_on_to_end(s, lines->n))
		return false;
	if (place == NATIVE_IN_CAPTION &&
	    native_find(s, lines->n, "](") < lines->n)
		return false;
	if (place == NATIVE_IN_CELL && native_find(s, lines->n, "|") < lines->n)
		return false;
	return !line || !memchr(s, '\n', lines->n);
}

/* Write it so; true if it reads back as what it is. */
static bool
encode_so(struct buf *out, const struct native_text *t, const struct way *way,
    enum native_place first, enum native_place rest)
{
	struct encoding e = { .t = t, .way = way };
	struct buf lines = { 0 };
	struct native_text back = { .text = { 0 } };
	struct arena *a = arena_new();
	const struct native_text empty = { .text = { 0 } };

	e.out = &lines;
	encode_text(&e);
	bool ok = !e.failed && may_stand(&lines, first);
	if (ok) {
		buf_cut(out, 0);
		guard_lines(out, &lines, first, rest);
		native_decode(&back, buf_str(out), out->n, first, rest, a);
		ok = back.text.n == t->text.n &&
		    !memcmp(
			buf_str(&back.text), buf_str(&t->text), t->text.n) &&
		    same_spans(way->spans ? t : &empty, &back) &&
		    same_wraps(way->wraps ? t : &empty, &back);
	}
	native_text_fini(&back);
	buf_fini(&lines);
	arena_free(a);
	return ok;
}

void
native_encode(struct buf *out, const struct native_text *t,
    enum native_place first, enum native_place rest)
{
	struct buf lines = { 0 };

	if (!t->text.n)
		return;
	/* Nearly all text of newspapers: no need to read it back. */
	bool plain = !t->nspans && !t->nwraps &&
	    !memchr(t->text.bytes, '\n', t->text.n) &&
	    strcspn(t->text.bytes, escapable) == t->text.n;
	if (plain)
		guard_lines(&lines, &t->text, first, rest);
	for (size_t i = 0; i < COUNT(ways) && !plain; i++)
		if (encode_so(&lines, t, &ways[i], first, rest))
			break;
	buf_add(out, buf_str(&lines), lines.n);
	buf_fini(&lines);
}
