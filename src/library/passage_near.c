/*
 * Approximate matching, a word of 64 bits at a time: G. Myers, "A fast
 * bit-vector algorithm for approximate string matching based on dynamic
 * programming", Journal of the ACM 46 (1999), in the form of H. Hyyrö,
 * "Explaining and extending the bit-parallel approximate string matching
 * algorithm of Myers" (2001).  A column of the table of edit distances is kept
 * as the signs of its steps, one bit a row; what is known of the last row, the
 * distance of the whole pattern, is given for each column.
 */
#include <string.h>

#include "src/library/passage_int.h"

#define NEAR_EMPTY 0xFFFFFFFFu

/* Fibonacci hashing (Knuth, TAOCP 3, 6.4): the upper byte of the product. */
static size_t
slot_of(const struct near *p, unsigned cp)
{
	size_t i = cp * 0x9E3779B1u >> 24;

	while (p->cps[i] != cp && p->cps[i] != NEAR_EMPTY)
		i = (i + 1) % NEAR_SLOTS;
	return i;
}

void
near_init(struct near *p, const unsigned *cps, size_t n, bool is_backward)
{
	memset(p->cps, 0xFF, sizeof p->cps);
	memset(p->bits, 0, sizeof p->bits);
	p->n = n;
	p->is_backward = is_backward;
	for (size_t i = 0; i < n; i++) {
		unsigned cp = cps[is_backward ? n - 1 - i : i];
		size_t slot = slot_of(p, cp);
		p->cps[slot] = cp;
		p->bits[slot] |= UINT64_C(1) << i;
	}
}

void
near_distances(unsigned char *distances, const struct near *p,
    const unsigned *text, size_t n, bool is_fixed)
{
	uint64_t last = UINT64_C(1) << (p->n - 1);
	uint64_t more = ~UINT64_C(0), less = 0; /* down the column */
	size_t distance = p->n;
	size_t at = p->is_backward ? n : 0;

	distances[at] = (unsigned char)distance;
	for (size_t i = 0; i < n; i++) {
		unsigned cp = text[p->is_backward ? at - 1 : at];
		uint64_t same = p->bits[slot_of(p, cp)];
		uint64_t across = (((same & more) + more) ^ more) | same;
		uint64_t up = less | ~(across | more);
		uint64_t down = more & across;
		distance += (up & last) != 0;
		distance -= (down & last) != 0;
		up = up << 1 | is_fixed; /* the pattern's row 0 */
		down <<= 1;
		more = down | ~(same | less | up);
		less = up & (same | less);
		at = p->is_backward ? at - 1 : at + 1;
		distances[at] = (unsigned char)distance;
	}
}
