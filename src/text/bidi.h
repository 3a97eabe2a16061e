/*
 * Bidirectional text: which way each character of a paragraph runs (UAX #9),
 * and which form an Arabic letter takes beside its neighbours.
 *
 * The only place that knows fribidi.  Nothing is put in order here: that is
 * done line by line by who knows the lines.
 */
#ifndef SRC_TEXT_BIDI_H
#define SRC_TEXT_BIDI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* Beyond this a paragraph is a line to UAX #9, whatever it is to the paper. */
enum { BIDI_MAX_BYTES = 1 << 16 };

struct bidi {
	/* By byte, where a character begins; the arena's.  Odd levels run from
	   right to left. */
	const uint8_t *levels;
	/* What is drawn there instead, or 0: the other bracket of a pair, the
	   joined form of an Arabic letter. */
	const uint32_t *as;
	uint8_t base; /* of the paragraph: 0 or 1, by its first letter */
};

/*
 * Is this a letter that runs from right to left?  Hebrew, Arabic, Syriac,
 * Thaana, N'Ko and their kin to U+08FF, the presentation forms, the old scripts
 * of plane 1: the ranges in which Bidi_Class is R or AL where nothing else is
 * said (UAX #9, table 4).
 */
static inline bool
bidi_is_rtl(uint32_t cp)
{
	if (cp < 0x590)
		return false;
	return cp <= 0x8FF || (cp >= 0xFB1D && cp <= 0xFDFF) ||
	    (cp >= 0xFE70 && cp <= 0xFEFC) ||
	    (cp >= 0x10800 && cp <= 0x10FFF) ||
	    (cp >= 0x1E800 && cp <= 0x1EFFF);
}

/* Is there any in the text?  Valid UTF-8. */
bool bidi_is_needed(const char *s, size_t nbytes);

/*
 * Resolve a paragraph of valid UTF-8 without newlines, at most BIDI_MAX_BYTES
 * long.  `base` is its direction if known, or negative.
 */
struct bidi bidi_resolve(
    const char *s, size_t nbytes, int base, struct arena *);

/* fribidi's version, as "1.0.8". */
const char *bidi_library_version(void);

#endif
