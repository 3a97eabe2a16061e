/*
 * Random numbers that can be had again: a test prints its seed.
 */
#ifndef TESTS_SUPPORT_RANDOM_H
#define TESTS_SUPPORT_RANDOM_H

#include <stdint.h>

struct buf;

/* Below `n`; `*seed` is not 0.  xorshift64*: Vigna, ACM TOMS 42 (2016). */
static inline unsigned
random_below(uint64_t *seed, unsigned n)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return (unsigned)(*seed * UINT64_C(0x2545F4914F6CDD1D) >> 33) % n;
}

/*
 * Text of a few blocks of Unicode into `out`, which is emptied first.  Half of
 * all texts hold nothing but the frequent characters of src/text/pair.h.
 */
void random_text(struct buf *out, uint64_t *seed);

#endif
