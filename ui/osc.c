#include "ui/osc.h"

#include <stdio.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/text/filter.h"

void
osc_title(struct buf *out, const char *title)
{
	buf_adds(out, "\033]2;");
	filter_add(out, title, strlen(title), FILTER_LINE);
	buf_adds(out, "\033\\");
}

/* RFC 4648, section 4. */
static void
add_base64(struct buf *out, const unsigned char *s, size_t n)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		unsigned v = (unsigned)s[i] << 16;
		if (i + 1 < n)
			v |= (unsigned)s[i + 1] << 8;
		if (i + 2 < n)
			v |= s[i + 2];
		buf_addc(out, digits[v >> 18]);
		buf_addc(out, digits[v >> 12 & 63]);
		buf_addc(out, i + 1 < n ? digits[v >> 6 & 63] : '=');
		buf_addc(out, i + 2 < n ? digits[v & 63] : '=');
	}
}

void
osc_copy(struct buf *out, const char *text, size_t nbytes)
{
	struct buf filtered;

	buf_init(&filtered);
	filter_add(&filtered, text, nbytes, FILTER_TEXT);
	buf_adds(out, "\033]52;c;");
	add_base64(out, (const unsigned char *)buf_str(&filtered), filtered.n);
	buf_adds(out, "\033\\");
	buf_fini(&filtered);
}

int
osc_is_dark(const char *reply, int *is_dark)
{
	unsigned r, g, b;
	int from = 0, to = 0;

	if (sscanf(reply, "11;rgb:%n%4x%n/%4x/%4x", &from, &r, &to, &g, &b) !=
	    3)
		return -1;
	double full = (double)((1u << (4 * (to - from))) - 1);
	*is_dark = (0.299 * r + 0.587 * g + 0.114 * b) / full < 0.5;
	return 0;
}

int
osc_is_understood(const char *name)
{
	static const char *const plain[] = { "dumb", "linux", "vt", "cons",
		"ansi", "sun" };

	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (strncmp(name, plain[i], strlen(plain[i])) == 0)
			return 0;
	return 1;
}
