#include "src/text/escape.h"

#include <stdbool.h>
#include <string.h>

#include "src/base/buf.h"

void
escape_filtered(struct buf *out, const char *s, size_t nbytes)
{
	static const char *const entities[128] = {
		['&'] = "&amp;",
		['<'] = "&lt;",
		['>'] = "&gt;",
		['"'] = "&quot;",
		['\''] = "&#39;",
	};

	for (size_t i = 0; i < nbytes; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c < 128 && entities[c])
			buf_adds(out, entities[c]);
		else
			buf_addc(out, s[i]);
	}
}

void
escape_html(struct buf *out, const char *s, enum filter_mode mode)
{
	struct buf filtered;

	buf_init(&filtered);
	filter_add(&filtered, s, strlen(s), mode);
	escape_filtered(out, buf_str(&filtered), filtered.n);
	buf_fini(&filtered);
}

/*
 * Bytes at the start of a line that begin a block (CommonMark 0.31, 4.2, 4.3 and
 * 5.2), up to the one that is to be escaped; 0 for none.
 */
static size_t
block_mark(const char *s)
{
	size_t ndigits = strspn(s, "0123456789");

	if (strchr("-+=", *s))
		return *s ? 1 : 0;
	return ndigits && (s[ndigits] == '.' || s[ndigits] == ')') ? ndigits + 1
								   : 0;
}

void
escape_markdown(struct buf *out, const char *s, size_t nbytes)
{
	struct buf filtered;

	buf_init(&filtered);
	filter_add(&filtered, s, nbytes, FILTER_LINE);
	s = buf_str(&filtered);
	s += strspn(s, " ");
	size_t mark = block_mark(s);
	for (size_t i = 0; s[i]; i++) {
		if (i + 1 == mark || strchr("\\`*_[]<>#&|~", s[i]))
			buf_addc(out, '\\');
		buf_addc(out, s[i]);
	}
	buf_fini(&filtered);
}

static bool
is_unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (c && strchr("-._~/", c));
}

void
escape_path(struct buf *out, const char *path)
{
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;
		if (is_unreserved(c))
			buf_addc(out, *path);
		else
			buf_addf(out, "%%%02X", c);
	}
}
