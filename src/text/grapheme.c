#include "src/text/grapheme.h"

#include "src/base/utf8.h"
#include "src/text/prop.h"

#define BIT(gcb) (1u << (gcb))

/* What never starts a cluster, whatever is before it: GB9, GB9a. */
enum { EXTENDERS = BIT(GCB_EXTEND) | BIT(GCB_ZWJ) | BIT(GCB_SPACING) };

enum { CONTROLS = BIT(GCB_CR) | BIT(GCB_LF) | BIT(GCB_CONTROL) };

/* What stays with what is before it: GB3, GB6 to GB8, GB12; GB9b below. */
static const unsigned joins[16] = {
	[GCB_CR] = BIT(GCB_LF),
	[GCB_L] = BIT(GCB_L) | BIT(GCB_V) | BIT(GCB_LV) | BIT(GCB_LVT),
	[GCB_V] = BIT(GCB_V) | BIT(GCB_T),
	[GCB_LV] = BIT(GCB_V) | BIT(GCB_T),
	[GCB_T] = BIT(GCB_T),
	[GCB_LVT] = BIT(GCB_T),
	[GCB_REGIONAL_INDICATOR] = BIT(GCB_REGIONAL_INDICATOR),
};

/* How far a joined emoji is: GB11. */
enum pict { PICT_NO, PICT_BASE, PICT_JOINED };

static enum pict
next_pict(enum pict pict, enum gcb gcb, uint16_t prop)
{
	if (prop & PROP_PICT)
		return PICT_BASE;
	if (pict == PICT_BASE && gcb == GCB_ZWJ)
		return PICT_JOINED;
	return pict == PICT_BASE && gcb == GCB_EXTEND ? PICT_BASE : PICT_NO;
}

/* Is there a boundary between code points of these properties? */
static bool
is_boundary(enum gcb before, enum pict pict, enum gcb gcb, uint16_t prop)
{
	unsigned bit = BIT(gcb);

	if (BIT(before) & CONTROLS)
		return !(joins[before] & bit);
	if (bit & CONTROLS)
		return true;
	if (bit & EXTENDERS || before == GCB_PREPEND || joins[before] & bit)
		return false;
	return !(pict == PICT_JOINED && prop & PROP_PICT);
}

/* The end of the cluster whose first code point ends at `end`. */
static size_t
find_end(uint16_t prop, const char *s, size_t end, size_t nbytes)
{
	enum gcb before = prop_gcb(prop);
	enum pict pict = next_pict(PICT_NO, before, prop);

	while (end < nbytes) {
		const char *p = s + end;
		uint16_t next = prop_of(utf8_next(&p));
		enum gcb gcb = prop_gcb(next);
		size_t after = (size_t)(p - s);
		if (is_boundary(before, pict, gcb, next) ||
		    after > GRAPHEME_BYTES)
			break;
		/* A flag has two letters: GB12. */
		bool flag = gcb == GCB_REGIONAL_INDICATOR &&
		    before == GCB_REGIONAL_INDICATOR;
		before = flag ? GCB_OTHER : gcb;
		pict = next_pict(pict, gcb, next);
		end = after;
	}
	return end;
}

/* utf8_next() without the call for the three bytes of East Asia. */
static inline unsigned
decode(const char **s)
{
	const unsigned char *u = (const unsigned char *)*s;

	if ((u[0] & 0xF0) != 0xE0)
		return utf8_next(s);
	*s += 3;
	return (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
}

/* Nothing but an extender stays with this: GB999. */
static bool
is_loner(uint16_t prop)
{
	return prop_gcb(prop) == GCB_OTHER && !(prop & PROP_PICT);
}

struct grapheme
grapheme_next_any(const char *s, size_t nbytes)
{
	const char *p = s;
	unsigned cp = decode(&p);
	uint16_t prop = prop_of(cp);
	size_t one = (size_t)(p - s);
	size_t end = one;
	bool loner = is_loner(prop);

	if (one < nbytes && loner && !grapheme_starts((unsigned char)*p)) {
		enum gcb next = prop_gcb(prop_of(decode(&p)));
		loner = !(BIT(next) & EXTENDERS);
	}
	if (one < nbytes && !loner)
		end = find_end(prop, s, one, nbytes);
	return (struct grapheme){ cp, prop, (uint16_t)end, end == one };
}
