#include "src/text/pair.h"

#include "src/text/gen/pairs.inc"

_Static_assert(PAIR_COUNT <= 32, "a row has 32 bits");

/* The ranges that the tables hold. */
static const struct {
	unsigned first, last;
	const uint8_t *pairs;
} ranges[] = {
	{ 0xA0, 0xFF, pair_00A0 },
	{ 0x2010, 0x2027, pair_2010 },
	{ 0x3000, 0x30FF, pair_3000 },
	{ 0xFF01, 0xFF60, pair_FF01 },
};

unsigned
pair_of_other(unsigned cp)
{
	if (cp >= 0xAC00 && cp <= 0xD7A3)
		return PAIR_HAN;
	for (unsigned i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return ranges[i].pairs[cp - ranges[i].first];
	return 0;
}
