/*
 * Extended grapheme clusters (UAX #29), one at a time.
 *
 * Private to src/text.  Thai and Lao SARA AM and the half-width voicing marks
 * of kana are clusters of their own: each has a cell of its own everywhere.
 */
#ifndef SRC_TEXT_GRAPHEME_H
#define SRC_TEXT_GRAPHEME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/text/prop.h"

/*
 * Where a cluster ends even if more marks follow, so that its length fits
 * into 16 bits.  The filter lets four marks through.
 */
enum { GRAPHEME_BYTES = 32 * 1024 };

struct grapheme {
	unsigned cp;   /* its first code point */
	uint16_t prop; /* of cp, see prop.h */
	uint16_t nbytes;
	bool single; /* nothing but cp */
};

/* As grapheme_next() for what is not simple. */
struct grapheme grapheme_next_any(const char *s, size_t nbytes);

/*
 * Does the byte after a code point start a cluster, whatever that was?  ASCII
 * and U+4000 to U+9FFF do (gen/props.py checks it), except after a prepended
 * sign or CR.
 */
static inline bool
grapheme_starts(unsigned char byte)
{
	return byte < 0x80 || (byte >= 0xE4 && byte <= 0xE9);
}

/*
 * The cluster at `s`, of which `nbytes` > 0 bytes of valid UTF-8 exist.  By
 * value, so that nothing goes through memory on the way that most text takes.
 */
static inline struct grapheme
grapheme_next(const char *s, size_t nbytes)
{
	const unsigned char *u = (const unsigned char *)s;
	unsigned cp = u[0];
	unsigned n = 1;

	if (cp >= 0xE4 && cp <= 0xE9) {
		n = 3;
		cp = (cp & 15) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
	} else if (cp < ' ' || cp >= 0x80) {
		return grapheme_next_any(s, nbytes);
	}
	if (n < nbytes && !grapheme_starts(u[n]))
		return grapheme_next_any(s, nbytes);
	return (struct grapheme){ cp, prop_of(cp), (uint16_t)n, true };
}

#endif
