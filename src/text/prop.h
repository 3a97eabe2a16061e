/*
 * Properties: all that src/text knows of a code point, in one look-up.
 *
 * Private to src/text.  The table is made from the Unicode Character Database
 * by gen/props.py; reading it is the cheapest thing that can be done with a
 * character, so width, cluster and kind all come from it.
 */
#ifndef SRC_TEXT_PROP_H
#define SRC_TEXT_PROP_H

#include <stdbool.h>
#include <stdint.h>

#include "src/text/glyph.h"

/* Grapheme_Cluster_Break of UAX #29. */
enum gcb {
	GCB_OTHER,
	GCB_CR,
	GCB_LF,
	GCB_CONTROL,
	GCB_EXTEND,
	GCB_PREPEND,
	GCB_SPACING,
	GCB_L,
	GCB_V,
	GCB_T,
	GCB_LV,
	GCB_LVT,
	GCB_REGIONAL_INDICATOR,
	GCB_ZWJ,
};

/*
 * A property is 16 bits: 2 of width, 4 of gcb, 4 of enum cluster_kind, and
 * these flags.
 */
enum {
	PROP_WIDTH = 3,     /* 0, 1, 2 cells, or PROP_AMBIGUOUS */
	PROP_AMBIGUOUS = 3, /* East_Asian_Width A: 1 or 2 */
	PROP_GCB_SHIFT = 2,
	PROP_KIND_SHIFT = 6,
	PROP_MARK = 1 << 10,    /* Mn, Me, Mc */
	PROP_PICT = 1 << 11,    /* Extended_Pictographic */
	PROP_SMALL = 1 << 12,   /* small kana, ー, 々: JLREQ cl-9 to cl-11 */
	PROP_NOTHING = 1 << 13, /* format control, selector: never painted */
	PROP_PLAIN = 1 << 14,   /* painted as it is when alone */
	PROP_ODD = 1 << 15,     /* terminals give it different widths: spacing
	                           marks, prepended signs, flags' letters, and what
	                           is unassigned or newer than Unicode 14.0, the
	                           version of libraries in use */
};

/*
 * Two levels: blocks of code points, the same ones shared; and what the bytes
 * of a block stand for.
 */
enum { PROP_BLOCK_BITS = 7, PROP_LAST = 0x10FFFF };
extern const uint16_t prop_tops[];
extern const uint8_t prop_blocks[];
extern const uint16_t prop_values[];

/* Above U+10FFFF there is nothing; the last noncharacter stands for it. */
static inline uint16_t
prop_of(unsigned cp)
{
	const unsigned mask = (1 << PROP_BLOCK_BITS) - 1;

	if (cp > PROP_LAST)
		cp = PROP_LAST;
	unsigned top = prop_tops[cp >> PROP_BLOCK_BITS];

	return prop_values[prop_blocks[(top << PROP_BLOCK_BITS) | (cp & mask)]];
}

static inline enum gcb
prop_gcb(uint16_t p)
{
	return (enum gcb)(p >> PROP_GCB_SHIFT & 15);
}

static inline unsigned
prop_kind(uint16_t p)
{
	return p >> PROP_KIND_SHIFT & 15;
}

/* `ambiguous` may have flags of glyph.h beside it. */
static inline unsigned
prop_width(uint16_t p, int ambiguous)
{
	unsigned w = p & PROP_WIDTH;

	return w == PROP_AMBIGUOUS ? (unsigned)ambiguous & 3 : w;
}

/* Is it painted as it is when alone, under all the flags of glyph.h? */
static inline bool
prop_is_plain(uint16_t p, int ambiguous)
{
	return p & PROP_PLAIN &&
	    (!(ambiguous & (GLYPH_SAFE | GLYPH_PLACEHOLDER)) ||
		!((p & PROP_WIDTH) == PROP_AMBIGUOUS || p & PROP_PICT));
}

#endif
