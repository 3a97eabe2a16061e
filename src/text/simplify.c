/* Traditional characters to simplified ones, by a table of OpenCC. */
#include "src/text/terms.h"

struct simplify_pair {
	uint32_t from, to;
};

#include "src/text/gen/simplify.inc"

static unsigned
simplify_beyond(unsigned cp)
{
	size_t lo = 0, hi = sizeof simplify_far / sizeof *simplify_far;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (simplify_far[mid].from == cp)
			return simplify_far[mid].to;
		if (simplify_far[mid].from < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return cp;
}

static unsigned
count_bits(uint32_t w)
{
	w -= w >> 1 & 0x55555555;
	w = (w & 0x33333333) + (w >> 2 & 0x33333333);
	return (((w + (w >> 4)) & 0x0F0F0F0F) * 0x01010101u) >> 24;
}

unsigned
han_simplify(unsigned cp)
{
	if (cp < SIMPLIFY_FIRST || cp > SIMPLIFY_LAST)
		return cp < 0x20000 ? cp : simplify_beyond(cp);

	unsigned i = cp - SIMPLIFY_FIRST;
	uint32_t bits = simplify_bits[i / 32], bit = UINT32_C(1) << i % 32;

	if (!(bits & bit))
		return cp;
	return simplify_to[simplify_ranks[i / 32] +
	    count_bits(bits & (bit - 1))];
}
