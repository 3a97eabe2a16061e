#include "src/text/filter.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/text/cluster.h"
#include "src/text/prop.h"
#include "src/text/width.h"

enum kind {
	KIND_TEXT,
	KIND_SPACE, /* no base for a mark */
	KIND_TAB,
	KIND_NEWLINE,
	KIND_CONTROL,
	KIND_DROPPED,
	KIND_SELECTOR, /* VS15, VS16 */
	KIND_JOINER,   /* ZWSP, ZWNJ, ZWJ, soft hyphen */
	KIND_MARK,
};

enum {
	DOTTED_CIRCLE = 0x25CC,
	ZWSP = 0x200B,
	ZWNJ = 0x200C,
	ZWJ = 0x200D,
	SOFT_HYPHEN = 0xAD,
	MAX_MARKS = 4, /* a cell of curses holds a base and four marks */
};

/* What is taken out of the text by name; sorted.  See filter.h. */
struct span {
	unsigned first, last;
	unsigned char kind;
};

static const struct span spans[] = {
	{ 0x00, 0x08, KIND_CONTROL },
	{ 0x09, 0x09, KIND_TAB },
	{ 0x0A, 0x0D, KIND_NEWLINE },
	{ 0x0E, 0x1F, KIND_CONTROL },
	{ 0x20, 0x20, KIND_SPACE },
	{ 0x7F, 0x84, KIND_CONTROL },
	{ 0x85, 0x85, KIND_NEWLINE },
	{ 0x86, 0x9F, KIND_CONTROL },
	{ 0xA0, 0xA0, KIND_SPACE },
	{ 0xAD, 0xAD, KIND_JOINER },
	{ 0x61C, 0x61C, KIND_DROPPED },
	{ 0x2000, 0x200A, KIND_SPACE },
	{ 0x200B, 0x200D, KIND_JOINER },
	{ 0x200E, 0x200F, KIND_DROPPED },
	{ 0x2028, 0x2029, KIND_CONTROL },
	{ 0x202A, 0x202E, KIND_DROPPED },
	{ 0x202F, 0x202F, KIND_SPACE },
	{ 0x205F, 0x205F, KIND_SPACE },
	{ 0x2060, 0x2064, KIND_DROPPED },
	{ 0x2066, 0x2069, KIND_DROPPED },
	{ 0x3000, 0x3000, KIND_SPACE },
	{ 0xFDD0, 0xFDEF, KIND_DROPPED },
	{ 0xFE00, 0xFE0D, KIND_DROPPED },
	{ 0xFE0E, 0xFE0F, KIND_SELECTOR },
	{ 0xFEFF, 0xFEFF, KIND_DROPPED },
	{ 0xFFF9, 0xFFFB, KIND_DROPPED },
	{ 0xE0000, 0xE007F, KIND_DROPPED },
	{ 0xE0100, 0xE01EF, KIND_DROPPED },
};

static enum kind
kind_of(unsigned cp)
{
	size_t lo = 0;
	size_t hi = sizeof spans / sizeof *spans;

	if ((cp & 0xFFFE) == 0xFFFE) /* a noncharacter, in every plane */
		return KIND_DROPPED;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (cp > spans[mid].last)
			lo = mid + 1;
		else if (cp < spans[mid].first)
			hi = mid;
		else
			return (enum kind)spans[mid].kind;
	}
	return width_is_mark(cp) ? KIND_MARK : KIND_TEXT;
}

struct filter {
	struct buf *out;
	enum filter_mode mode;
	bool based;          /* a mark may stand here */
	unsigned nmarks;     /* in a row */
	enum kind invisible; /* the last one if SELECTOR or JOINER, else TEXT */
};

static void
add_mark(struct filter *f, unsigned cp)
{
	if (!f->based)
		buf_add_cp(f->out, DOTTED_CIRCLE);
	f->based = true;
	if (f->nmarks++ < MAX_MARKS)
		buf_add_cp(f->out, cp);
}

/*
 * One in a row.  Of a selector and a joiner the joiner is kept: an emoji is
 * joined without its selector too (UTS #51, "minimally qualified").
 */
static void
add_invisible(struct filter *f, unsigned cp, enum kind kind)
{
	enum { SELECTOR_BYTES = 3 };

	if (f->invisible == KIND_SELECTOR && cp == ZWJ)
		buf_cut(f->out, f->out->n - SELECTOR_BYTES);
	else if (f->invisible != KIND_TEXT)
		return;
	buf_add_cp(f->out, cp);
	f->invisible = kind;
	if (cp == ZWSP || cp == SOFT_HYPHEN)
		f->based = false; /* a mark after it would start a line */
}

static void
add_visible(struct filter *f, unsigned cp, enum kind kind)
{
	bool line = f->mode == FILTER_LINE;

	f->based = kind == KIND_TEXT || kind == KIND_CONTROL;
	f->nmarks = 0;
	f->invisible = KIND_TEXT;
	switch (kind) {
	case KIND_NEWLINE:
		buf_addc(f->out, line ? ' ' : '\n');
		break;
	case KIND_TAB:
		buf_addc(f->out, line ? ' ' : '\t');
		break;
	case KIND_CONTROL:
		buf_add_cp(f->out, UTF8_REPLACEMENT);
		break;
	default:
		buf_add_cp(f->out, cp);
		break;
	}
}

static void
add(struct filter *f, unsigned cp)
{
	enum kind kind = kind_of(cp);

	switch (kind) {
	case KIND_DROPPED:
		break;
	case KIND_SELECTOR:
	case KIND_JOINER:
		add_invisible(f, cp, kind);
		break;
	case KIND_MARK:
		add_mark(f, cp);
		f->invisible = KIND_TEXT;
		break;
	default:
		add_visible(f, cp, kind);
		break;
	}
}

/*
 * Most text is plain: copied in runs, without a second look.  A blank ends a
 * run, for the sake of a mark after it, unless it is ASCII.
 */
static size_t
plain_run(const char *s, size_t nbytes)
{
	size_t at = 0;

	while (at < nbytes) {
		unsigned char c = (unsigned char)s[at];
		if (c < 0x80) {
			if (c < 0x20 || c == 0x7F)
				break;
			at++;
			continue;
		}
		unsigned cp;
		int ok;
		size_t n = utf8_decode(&cp, s + at, nbytes - at, &ok);
		uint16_t prop = prop_of(cp);
		if (!ok || !(prop & PROP_PLAIN) ||
		    prop_kind(prop) == CLUSTER_SPACE)
			break;
		at += n;
	}
	return at;
}

/* Places that are found again: those below `done` are. */
struct places {
	uint32_t *at;
	size_t n, done;
};

/* The places up to byte `at` are where `out` ends. */
static void
find_places(struct places *p, const struct buf *out, size_t at)
{
	while (p->done < p->n && p->at[p->done] <= at)
		p->at[p->done++] = (uint32_t)out->n;
}

/* A selector before a joiner was taken back; so is a place between them. */
static void
clip_places(struct places *p, const struct buf *out)
{
	for (size_t i = p->done; i > 0 && p->at[i - 1] > out->n; i--)
		p->at[i - 1] = (uint32_t)out->n;
}

void
filter_add_places(struct buf *out, const char *s, size_t nbytes,
    enum filter_mode mode, uint32_t *places, size_t nplaces)
{
	struct filter f = { .out = out, .mode = mode };
	struct places p = { places, nplaces, 0 };

	for (size_t at = 0; at < nbytes;) {
		find_places(&p, out, at);
		size_t end = p.done < p.n && p.at[p.done] < nbytes
		    ? p.at[p.done]
		    : nbytes;
		size_t run = plain_run(s + at, end - at);
		if (run > 0) {
			buf_add(out, s + at, run);
			at += run;
			f.based = s[at - 1] != ' ';
			f.nmarks = 0;
			f.invisible = KIND_TEXT;
			continue;
		}
		unsigned cp;
		at += utf8_decode(&cp, s + at, nbytes - at, NULL);
		if (cp == '\r' && at < nbytes && s[at] == '\n')
			continue;
		size_t nout = out->n;
		add(&f, cp);
		if (out->n <= nout)
			clip_places(&p, out);
	}
	find_places(&p, out, nbytes);
}

void
filter_add(struct buf *out, const char *s, size_t nbytes, enum filter_mode mode)
{
	filter_add_places(out, s, nbytes, mode, NULL, 0);
}

char *
filter_copy(const char *s, enum filter_mode mode, struct arena *a)
{
	struct buf out;

	if (!s)
		return NULL;
	buf_init(&out);
	filter_add(&out, s, strlen(s), mode);
	char *copy = arena_strndup(a, buf_str(&out), out.n);
	buf_fini(&out);
	return copy;
}
