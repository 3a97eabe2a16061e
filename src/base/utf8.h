/*
 * The door for UTF-8.
 *
 * Text in the model is always valid UTF-8 without NUL.  Whatever comes from
 * outside passes utf8_decode(), which never reads past the end and never
 * accepts overlong forms, surrogates or values above U+10FFFF (The Unicode
 * Standard, table 3-7).
 */
#ifndef SRC_BASE_UTF8_H
#define SRC_BASE_UTF8_H

#include <stddef.h>

enum { UTF8_MAX = 4, UTF8_REPLACEMENT = 0xFFFD };

/*
 * Decode one code point at `s`, of which `nbytes` > 0 bytes exist.  Returns
 * the bytes used and sets `*cp`.  For an invalid sequence `*cp` is
 * UTF8_REPLACEMENT, `*ok` (if not NULL) is 0, and the bytes used are those of
 * the maximal invalid subpart (at least 1).
 */
size_t utf8_decode(unsigned *cp, const char *s, size_t nbytes, int *ok);

/* As utf8_next() for what has two or four bytes. */
unsigned utf8_next_other(const char **s);

/* The next code point of text known to be valid; `*s` moves on. */
static inline unsigned
utf8_next(const char **s)
{
	const unsigned char *u = (const unsigned char *)*s;

	if (u[0] < 0x80) {
		*s += 1;
		return u[0];
	}
	if ((u[0] & 0xF0) != 0xE0)
		return utf8_next_other(s);
	*s += 3;
	return (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
}

/* Write `cp` to `out`, which has UTF8_MAX bytes; returns the bytes used. */
size_t utf8_encode(char *out, unsigned cp);

/* The first byte of the code point before `at`, which is > 0. */
size_t utf8_before(const char *s, size_t at);

/* Bytes up to the first invalid sequence; `nbytes` when all is valid. */
size_t utf8_valid(const char *s, size_t nbytes);

/*
 * The same up to the first control too: C0, DEL or C1.  What stands before it
 * can be copied as it is.
 */
size_t utf8_plain(const char *s, size_t nbytes);

/* Bytes at the start that are printable ASCII: U+0020 to U+007E. */
size_t utf8_ascii(const char *s, size_t nbytes);

/* The same, with the letters among them added to `*nletters`. */
size_t utf8_ascii_letters(const char *s, size_t nbytes, size_t *nletters);

/* The code points in `nbytes` bytes of valid text. */
size_t utf8_count(const char *s, size_t nbytes);

#endif
