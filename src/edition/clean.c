#include "src/edition/clean.h"

#include <string.h>

#include "src/base/buf.h"
#include "src/base/utf8.h"

bool
clean_is_blank(unsigned cp)
{
	/* Zs of Unicode, TAB, and a byte order mark astray. */
	return cp == ' ' || cp == '\t' || cp == 0xA0 || cp == 0x1680 ||
	    (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F ||
	    cp == 0x3000 || cp == 0xFEFF;
}

static bool
is_line_end(unsigned cp)
{
	return (cp >= '\n' && cp <= '\r') || cp == 0x85;
}

static unsigned
mend(unsigned cp)
{
	bool control = (cp < 0x20 && cp != '\t') || (cp >= 0x7F && cp < 0xA0);

	return is_line_end(cp) ? '\n' : control ? UTF8_REPLACEMENT : cp;
}

struct cleaning {
	struct buf *out;
	enum clean_mode mode;
	uint32_t *map;
	size_t at; /* bytes of the source done */
};

/* Take bytes off the end of `out`; what pointed at them points there. */
static void
cut(struct cleaning *c, size_t nbytes)
{
	buf_cut(c->out, nbytes);
	if (!c->map)
		return;
	for (size_t i = c->at; i > 0 && c->map[i - 1] > nbytes; i--)
		c->map[i - 1] = (uint32_t)nbytes;
}

/* The end of `out` without the blanks there. */
static size_t
end_of_line(const struct cleaning *c)
{
	const char *s = buf_str(c->out);
	size_t end = c->out->n;

	while (end > 0) {
		size_t before = utf8_before(s, end);
		const char *at = s + before;
		unsigned cp = utf8_next(&at);
		if (!clean_is_blank(cp) ||
		    (cp == '\t' && c->mode == CLEAN_TABLE))
			break;
		end = before;
	}
	return end;
}

/* In a table or value, is this a blank before a cell's or line's text? */
static bool
is_leading(const struct cleaning *c, unsigned cp)
{
	char before = c->out->n ? c->out->bytes[c->out->n - 1] : '\n';

	if (c->mode == CLEAN_TABLE)
		return cp != '\t' && clean_is_blank(cp) &&
		    (before == '\n' || before == '\t');
	return c->mode == CLEAN_VALUE && before == '\n' &&
	    (cp == '\n' || clean_is_blank(cp));
}

static void
add(struct cleaning *c, unsigned cp)
{
	if (is_leading(c, cp))
		return;
	if (cp == '\n' || (cp == '\t' && c->mode == CLEAN_TABLE))
		cut(c, end_of_line(c));
	if (cp != '\n' || c->mode != CLEAN_LINE)
		buf_add_cp(c->out, cp);
	else if (c->out->n)
		buf_addc(c->out, ' ');
}

static void
add_all(struct cleaning *c, const char *s, size_t nbytes)
{
	/* Where blanks are cleaned too, or places asked for: byte by byte. */
	bool slow = c->map || c->mode == CLEAN_VALUE || c->mode == CLEAN_TABLE;

	while (c->at < nbytes) {
		size_t run = slow ? 0 : utf8_plain(s + c->at, nbytes - c->at);
		if (run > 0) {
			buf_add(c->out, s + c->at, run);
			c->at += run;
			continue;
		}
		unsigned cp;
		size_t used = utf8_decode(&cp, s + c->at, nbytes - c->at, NULL);
		bool crlf =
		    cp == '\r' && c->at + 1 < nbytes && s[c->at + 1] == '\n';
		for (size_t i = 0; c->map && i < used; i++)
			c->map[c->at + i] = (uint32_t)c->out->n;
		c->at += used;
		if (!crlf)
			add(c, mend(cp));
	}
	if (c->map)
		c->map[nbytes] = (uint32_t)c->out->n;
}

/* Where the text proper begins. */
static size_t
find_start(const struct cleaning *c)
{
	const char *s = buf_str(c->out);
	const char *start = s;
	const char *at = s;
	bool only_lines = c->mode == CLEAN_PRE || c->mode == CLEAN_TABLE;

	while (*at) {
		unsigned cp = utf8_next(&at);
		if (cp == '\n' || (!only_lines && clean_is_blank(cp)))
			start = at;
		else
			break;
	}
	return (size_t)(start - s);
}

static void
trim(struct cleaning *c, size_t nbytes)
{
	size_t end = end_of_line(c);

	while (end > 0 && buf_str(c->out)[end - 1] == '\n') {
		cut(c, end - 1);
		end = end_of_line(c);
	}
	c->at = nbytes;
	cut(c, end);
	if (c->map && c->map[nbytes] > end)
		c->map[nbytes] = (uint32_t)end;
	size_t start = find_start(c);
	if (!start)
		return;
	memmove(c->out->bytes, c->out->bytes + start, c->out->n - start);
	buf_cut(c->out, c->out->n - start);
	for (size_t i = 0; c->map && i <= nbytes; i++)
		c->map[i] = c->map[i] < start ? 0 : c->map[i] - (uint32_t)start;
}

void
clean_text(struct buf *out, const char *s, size_t nbytes, enum clean_mode mode,
    uint32_t *map)
{
	struct cleaning c = { .out = out, .mode = mode, .map = map };

	buf_cut(out, 0);
	add_all(&c, s, nbytes);
	trim(&c, nbytes);
}
