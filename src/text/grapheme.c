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

/*
 * Does the byte after a code point start a cluster, whatever that was?  ASCII
 * and U+4000 to U+9FFF do (gen/props.py checks it), except after a prepended
 * sign or CR.
 */
static bool
starts_cluster(unsigned char byte)
{
	return byte < 0x80 || (byte >= 0xE4 && byte <= 0xE9);
}

void
grapheme_next(struct grapheme *g, const char *s, size_t nbytes)
{
	const char *p = s;

	g->cp = utf8_next(&p);
	g->prop = prop_of(g->cp);
	size_t one = (size_t)(p - s);
	size_t end = one;
	enum gcb gcb = prop_gcb(g->prop);
	bool sticks = gcb == GCB_PREPEND || gcb == GCB_CR;
	if (one < nbytes && (sticks || !starts_cluster((unsigned char)*p)))
		end = find_end(g->prop, s, one, nbytes);
	g->nbytes = (uint16_t)end;
	g->single = end == one;
}
