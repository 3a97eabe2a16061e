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

/* The cluster at `s`, of which `nbytes` > 0 bytes of valid UTF-8 exist. */
void grapheme_next(struct grapheme *, const char *s, size_t nbytes);

#endif
