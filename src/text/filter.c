#include "src/text/filter.h"

#include <stdbool.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/text/cluster.h"
#include "src/text/prop.h"
#include "src/text/width.h"

enum class {
	CLASS_TEXT,
	CLASS_SPACE, /* no base for a mark */
	CLASS_TAB,
	CLASS_NEWLINE,
	CLASS_CONTROL,
	CLASS_DROPPED,
	CLASS_SELECTOR, /* VS15, VS16 */
	CLASS_JOINER,   /* ZWSP, ZWNJ, ZWJ, soft hyphen */
	CLASS_MARK,
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
	unsigned char class;
};

static const struct span spans[] = {
	{ 0x00, 0x08, CLASS_CONTROL },
	{ 0x09, 0x09, CLASS_TAB },
	{ 0x0A, 0x0D, CLASS_NEWLINE },
	{ 0x0E, 0x1F, CLASS_CONTROL },
	{ 0x20, 0x20, CLASS_SPACE },
	{ 0x7F, 0x84, CLASS_CONTROL },
	{ 0x85, 0x85, CLASS_NEWLINE },
	{ 0x86, 0x9F, CLASS_CONTROL },
	{ 0xA0, 0xA0, CLASS_SPACE },
	{ 0xAD, 0xAD, CLASS_JOINER },
	{ 0x61C, 0x61C, CLASS_DROPPED },
	{ 0x2000, 0x200A, CLASS_SPACE },
	{ 0x200B, 0x200D, CLASS_JOINER },
	{ 0x200E, 0x200F, CLASS_DROPPED },
	{ 0x2028, 0x2029, CLASS_CONTROL },
	{ 0x202A, 0x202E, CLASS_DROPPED },
	{ 0x202F, 0x202F, CLASS_SPACE },
	{ 0x205F, 0x205F, CLASS_SPACE },
	{ 0x2060, 0x2064, CLASS_DROPPED },
	{ 0x2066, 0x2069, CLASS_DROPPED },
	{ 0x3000, 0x3000, CLASS_SPACE },
	{ 0xFDD0, 0xFDEF, CLASS_DROPPED },
	{ 0xFE00, 0xFE0D, CLASS_DROPPED },
	{ 0xFE0E, 0xFE0F, CLASS_SELECTOR },
	{ 0xFEFF, 0xFEFF, CLASS_DROPPED },
	{ 0xFFF9, 0xFFFB, CLASS_DROPPED },
	{ 0xE0000, 0xE007F, CLASS_DROPPED },
	{ 0xE0100, 0xE01EF, CLASS_DROPPED },
};

static enum class class_of(unsigned cp) {
	size_t lo = 0; size_t hi = sizeof spans / sizeof *spans;

	if ((cp & 0xFFFE) == 0xFFFE) /* a noncharacter, in every plane */
	return CLASS_DROPPED;
	while (lo < hi){ size_t mid = (lo + hi) / 2;
			 if (cp > spans[mid].last) lo = mid + 1;
			 else if (cp < spans[mid].first) hi = mid;
			 else return (enum class)spans[mid].class; }
return width_is_mark(cp) ? CLASS_MARK : CLASS_TEXT;
}

struct filter {
	struct buf *out;
	enum filter_mode mode;
	bool based;      /* a mark may stand here */
	unsigned nmarks; /* in a row */
	enum class
	    invisible; /* the last one if SELECTOR or JOINER, else TEXT */
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
add_invisible(struct filter *f, unsigned cp, enum class class)
{
	enum { SELECTOR_BYTES = 3 };

	if (f->invisible == CLASS_SELECTOR && cp == ZWJ)
		buf_cut(f->out, f->out->n - SELECTOR_BYTES);
	else if (f->invisible != CLASS_TEXT)
		return;
	buf_add_cp(f->out, cp);
	f->invisible = class;
	if (cp == ZWSP || cp == SOFT_HYPHEN)
		f->based = false; /* a mark after it would start a line */
}

static void
add_visible(struct filter *f, unsigned cp, enum class class)
{
	bool line = f->mode == FILTER_LINE;

	f->based = class == CLASS_TEXT || class == CLASS_CONTROL;
	f->nmarks = 0;
	f->invisible = CLASS_TEXT;
	switch (class) {
	case CLASS_NEWLINE:
		buf_addc(f->out, line ? ' ' : '\n');
		break;
	case CLASS_TAB:
		buf_addc(f->out, line ? ' ' : '\t');
		break;
	case CLASS_CONTROL:
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
	enum class class = class_of(cp);

	switch (class) {
	case CLASS_DROPPED:
		break;
	case CLASS_SELECTOR:
	case CLASS_JOINER:
		add_invisible(f, cp, class);
		break;
	case CLASS_MARK:
		add_mark(f, cp);
		f->invisible = CLASS_TEXT;
		break;
	default:
		add_visible(f, cp, class);
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

void
filter_add(struct buf *out, const char *s, size_t nbytes, enum filter_mode mode)
{
	struct filter f = { .out = out, .mode = mode };

	for (size_t at = 0; at < nbytes;) {
		size_t run = plain_run(s + at, nbytes - at);
		if (run > 0) {
			buf_add(out, s + at, run);
			at += run;
			f.based = s[at - 1] != ' ';
			f.nmarks = 0;
			f.invisible = CLASS_TEXT;
			continue;
		}
		unsigned cp;
		at += utf8_decode(&cp, s + at, nbytes - at, NULL);
		if (cp == '\r' && at < nbytes && s[at] == '\n')
			continue;
		add(&f, cp);
	}
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
