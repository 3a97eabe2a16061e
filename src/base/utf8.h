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
#include <stdint.h>

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

/*
 * The letters of ASCII at the start of a text; with `fold` 0 only those of lower
 * case, else `fold` is UTF8_FOLD.  Words are measured eight bytes at a time: a
 * loop over letters ends at another one in each word, which no processor
 * foresees.
 */
enum { UTF8_FOLD = 0x20 };
static inline size_t
utf8_run(const char *s, size_t nbytes, unsigned fold)
{
	const unsigned char *u = (const unsigned char *)s;
	const uint64_t each = UINT64_C(0x0101010101010101);
	size_t n = 0;

	for (; nbytes - n >= 8; n += 8, u += 8) {
		/* Compilers make a single load of it, on most machines. */
		uint64_t w = (uint64_t)u[0] | (uint64_t)u[1] << 8 |
		    (uint64_t)u[2] << 16 | (uint64_t)u[3] << 24 |
		    (uint64_t)u[4] << 32 | (uint64_t)u[5] << 40 |
		    (uint64_t)u[6] << 48 | (uint64_t)u[7] << 56;
		uint64_t low = (w | each * fold) & each * 0x7F;
		uint64_t letters = (low + each * (0x80 - 'a')) &
		    ~(low + each * (0x7F - 'z')) & ~w & each * 0x80;
		uint64_t others = letters ^ each * 0x80;
		if (others == 0)
			continue;
		/* The bytes up to the first of the others, counted. */
		uint64_t upto = (others & (~others + 1)) - 1;
		return n + (((upto & each) * each) >> 56) - 1;
	}
	for (; n < nbytes && (*u | fold) >= 'a' && (*u | fold) <= 'z'; u++)
		n++;
	return n;
}

/* The code points in `nbytes` bytes of valid text. */
size_t utf8_count(const char *s, size_t nbytes);

#endif
