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

/* Fibonacci hashing (Knuth, TAOCP 3, 6.4): the upper bits of the product. */
static size_t
slot_of(const struct kinds *k, unsigned cp)
{
	size_t i = cp * 0x9E3779B1u >> 20;

	while (k->kinds[i] && k->cps[i] != cp)
		i = (i + 1) % NEAR_SLOTS;
	return i;
}

void
kinds_init(struct kinds *k)
{
	memset(k->kinds, 0, sizeof k->kinds);
	k->n = 0;
}

void
kinds_add(struct kinds *k, const unsigned *cps, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t slot = slot_of(k, cps[i]);
		if (k->kinds[slot])
			continue;
		k->cps[slot] = cps[i];
		k->kinds[slot] = (uint16_t)++k->n;
	}
}

void
kinds_of(uint16_t *out, const struct kinds *k, const unsigned *cps, size_t n)
{
	for (size_t i = 0; i < n; i++)
		out[i] = k->kinds[slot_of(k, cps[i])];
}

void
near_init(struct near *p, const struct kinds *k, const unsigned *cps, size_t n,
    bool is_backward)
{
	memset(p->bits, 0, (k->n + 1) * sizeof *p->bits);
	p->n = n;
	p->is_backward = is_backward;
	for (size_t i = 0; i < n; i++) {
		unsigned cp = cps[is_backward ? n - 1 - i : i];
		p->bits[k->kinds[slot_of(k, cp)]] |= UINT64_C(1) << i;
	}
}

/* A column of the table: the signs of its steps, and its last row. */
struct column {
	uint64_t more, less;
	uint64_t distance;
};

static inline void
column_next(struct column *c, uint64_t same, unsigned last, uint64_t fixed)
{
	uint64_t across = (((same & c->more) + c->more) ^ c->more) | same;
	uint64_t up = c->less | ~(across | c->more);
	uint64_t down = c->more & across;

	c->distance += (up >> last & 1) - (down >> last & 1);
	up = up << 1 | fixed; /* the pattern's row 0 */
	c->more = down << 1 | ~(same | c->less | up);
	c->less = up & (same | c->less);
}

static struct column
column_first(const struct near *p)
{
	return (struct column){ ~UINT64_C(0), 0, p->n };
}

void
near_distances(unsigned char *distances, const struct near *p,
    const uint16_t *text, size_t n, bool is_fixed)
{
	struct column c = column_first(p);
	unsigned last = (unsigned)p->n - 1;
	size_t at = p->is_backward ? n : 0;

	distances[at] = (unsigned char)c.distance;
	for (size_t i = 0; i < n; i++) {
		uint16_t kind = text[p->is_backward ? at - 1 : at];
		column_next(&c, p->bits[kind], last, is_fixed);
		at = p->is_backward ? at - 1 : at + 1;
		distances[at] = (unsigned char)c.distance;
	}
}

void
near_distances_4(unsigned char *const distances[4], const struct near p[4],
    const uint16_t *text, size_t n)
{
	struct column a = column_first(&p[0]), b = column_first(&p[1]);
	struct column c = column_first(&p[2]), d = column_first(&p[3]);
	unsigned last = (unsigned)p->n - 1;
	unsigned char *const out[4] = { distances[0], distances[1],
		distances[2], distances[3] };

	for (size_t i = 0;; i++) {
		out[0][i] = (unsigned char)a.distance;
		out[1][i] = (unsigned char)b.distance;
		out[2][i] = (unsigned char)c.distance;
		out[3][i] = (unsigned char)d.distance;
		if (i == n)
			return;
		column_next(&a, p[0].bits[text[i]], last, 0);
		column_next(&b, p[1].bits[text[i]], last, 0);
		column_next(&c, p[2].bits[text[i]], last, 0);
		column_next(&d, p[3].bits[text[i]], last, 0);
	}
}
