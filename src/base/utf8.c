#include "src/base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* What may follow a lead byte: The Unicode Standard, table 3-7. */
struct lead {
	unsigned char first, last; /* lead bytes of this row */
	unsigned char n;           /* bytes of the sequence */
	unsigned char lo, hi;      /* range of the second byte */
};

static const struct lead leads[] = {
	{ 0xC2, 0xDF, 2, 0x80, 0xBF },
	{ 0xE0, 0xE0, 3, 0xA0, 0xBF },
	{ 0xE1, 0xEC, 3, 0x80, 0xBF },
	{ 0xED, 0xED, 3, 0x80, 0x9F },
	{ 0xEE, 0xEF, 3, 0x80, 0xBF },
	{ 0xF0, 0xF0, 4, 0x90, 0xBF },
	{ 0xF1, 0xF3, 4, 0x80, 0xBF },
	{ 0xF4, 0xF4, 4, 0x80, 0x8F },
};

static size_t
bad(unsigned *cp, int *ok, size_t used)
{
	*cp = UTF8_REPLACEMENT;
	if (ok)
		*ok = 0;
	return used;
}

static size_t
decode_long(unsigned *cp, const unsigned char *u, size_t nbytes, int *ok)
{
	const struct lead *l = leads;

	while (u[0] < l->first || u[0] > l->last)
		if (++l == leads + sizeof leads / sizeof leads[0])
			return bad(cp, ok, 1);
	unsigned v = u[0] & (0x7Fu >> l->n);
	for (size_t i = 1; i < l->n; i++) {
		unsigned lo = i == 1 ? l->lo : 0x80;
		unsigned hi = i == 1 ? l->hi : 0xBF;
		if (i >= nbytes || u[i] < lo || u[i] > hi)
			return bad(cp, ok, i);
		v = v << 6 | (u[i] & 0x3F);
	}
	*cp = v;
	if (ok)
		*ok = 1;
	return l->n;
}

size_t
utf8_decode(unsigned *cp, const char *s, size_t nbytes, int *ok)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] >= 0x80)
		return decode_long(cp, u, nbytes, ok);
	*cp = u[0];
	if (ok)
		*ok = 1;
	return 1;
}

unsigned
utf8_next_other(const char **s)
{
	const unsigned char *u = (const unsigned char *)*s;
	unsigned n = u[0] < 0x80 ? 1 : u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 : 4;
	unsigned v = n == 1 ? u[0] : u[0] & (0x7Fu >> n);

	for (unsigned i = 1; i < n; i++)
		v = v << 6 | (u[i] & 0x3F);
	*s += n;
	return v;
}

size_t
utf8_encode(char *out, unsigned cp)
{
	static const unsigned char mark[] = { 0, 0, 0xC0, 0xE0, 0xF0 };
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;

	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (cp & 0x3F));
		cp >>= 6;
	}
	out[0] = (char)(n == 1 ? cp : mark[n] | cp);
	return n;
}

size_t
utf8_before(const char *s, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80);
	return at;
}

/* Most text: bytes of ASCII, eight at a time, and sequences of three. */
enum { WORD_BYTES = 8 };
#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

static inline uint64_t
word_at(const unsigned char *u)
{
	uint64_t w;

	memcpy(&w, u, WORD_BYTES);
	return w;
}

/*
 * Zero if all eight bytes are printable ASCII.  A borrow may make it see more
 * than there is in a word that has a bad byte anyway.
 */
static inline uint64_t
unprintable(uint64_t w)
{
	uint64_t c0 = w - EACH_BYTE(0x20);
	uint64_t del = w + EACH_BYTE(0x01);

	return (w | c0 | del) & EACH_BYTE(0x80);
}

/* A whole sequence of three bytes, but for the leads E0 and ED. */
static inline bool
is_three(const unsigned char *u, size_t nbytes)
{
	return nbytes >= 3 && (u[0] & 0xF0) == 0xE0 && u[0] != 0xE0 &&
	    u[0] != 0xED && (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80;
}

size_t
utf8_valid(const char *s, size_t nbytes)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t at = 0;
	unsigned cp;
	int ok = 1;

	while (at < nbytes) {
		if (is_three(u + at, nbytes - at)) {
			at += 3;
			continue;
		}
		if (nbytes - at >= WORD_BYTES &&
		    !(word_at(u + at) & EACH_BYTE(0x80))) {
			at += WORD_BYTES;
			continue;
		}
		size_t used = utf8_decode(&cp, s + at, nbytes - at, &ok);
		if (!ok)
			break;
		at += used;
	}
	return at;
}

size_t
utf8_ascii(const char *s, size_t nbytes)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t at = 0;

	while (nbytes - at >= WORD_BYTES && !unprintable(word_at(u + at)))
		at += WORD_BYTES;
	while (at < nbytes && u[at] >= 0x20 && u[at] < 0x7F)
		at++;
	return at;
}

/* How many of eight bytes of ASCII are letters. */
static inline size_t
letters_in(uint64_t w)
{
	uint64_t low = w | EACH_BYTE(0x20);
	uint64_t from_a = low + EACH_BYTE(0x80 - 'a');
	uint64_t after_z = low + EACH_BYTE(0x7F - 'z');

	w = (from_a & ~after_z) >> 7 & EACH_BYTE(1);
	return w * EACH_BYTE(1) >> 56; /* the sum of the bytes */
}

size_t
utf8_ascii_letters(const char *s, size_t nbytes, size_t *nletters)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t at = 0;

	for (; nbytes - at >= WORD_BYTES; at += WORD_BYTES) {
		uint64_t w = word_at(u + at);
		if (unprintable(w))
			break;
		*nletters += letters_in(w);
	}
	for (; at < nbytes && u[at] >= 0x20 && u[at] < 0x7F; at++)
		*nletters += (u[at] | 0x20) >= 'a' && (u[at] | 0x20) <= 'z';
	return at;
}

size_t
utf8_plain(const char *s, size_t nbytes)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t at = 0;
	unsigned cp;
	int ok = 1;

	while (at < nbytes) {
		if (is_three(u + at, nbytes - at)) {
			at += 3;
			continue;
		}
		if (nbytes - at >= WORD_BYTES &&
		    !unprintable(word_at(u + at))) {
			at += WORD_BYTES;
			continue;
		}
		size_t used = utf8_decode(&cp, s + at, nbytes - at, &ok);
		if (!ok || cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
			break;
		at += used;
	}
	return at;
}

size_t
utf8_count(const char *s, size_t nbytes)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t more = 0; /* bytes that go on with a code point: 10xxxxxx */
	size_t i = 0;

	for (; i + WORD_BYTES <= nbytes; i += WORD_BYTES) {
		uint64_t w = word_at(u + i);
		w = w >> 7 & ~(w >> 6) & EACH_BYTE(1);
		more += w * EACH_BYTE(1) >> 56; /* the sum of the bytes */
	}
	for (; i < nbytes; i++)
		more += (u[i] & 0xC0) == 0x80;
	return nbytes - more;
}
