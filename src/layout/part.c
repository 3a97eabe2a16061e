#include "src/layout/part.h"

#include <stdbool.h>

static size_t
text_nbytes(const struct article *a)
{
	size_t sum = 0;

	for (size_t i = 0; i < a->nblocks; i++)
		sum += a->blocks[i].nbytes;
	return sum;
}

/*
 * May a part begin with block `i` > 0, when the one before has `have` bytes of
 * the `want` that it should?  A subhead is worth a shorter part.  Lists and
 * quotes are parted only when nothing else comes.
 */
static bool
is_cut(const struct article *a, size_t i, size_t have, size_t want)
{
	enum block_type above = a->blocks[i - 1].type;
	enum block_type below = a->blocks[i].type;

	if (above == BLOCK_SUBHEAD || have < want - want / 4)
		return false;
	if (below == BLOCK_SUBHEAD || have >= 2 * want)
		return true;
	return have >= want && above == BLOCK_PARAGRAPH &&
	    below == BLOCK_PARAGRAPH;
}

size_t
parts_cut(struct part_span *out, const struct article *a)
{
	size_t left = text_nbytes(a);
	size_t want = left / (PARTS_MAX / 2);
	struct part_span part = { 0 };
	size_t n = 0;

	if (want < PART_BYTES)
		want = PART_BYTES;
	for (size_t i = 0; i < a->nblocks; i++) {
		/* What is left for a last part must be worth one. */
		if (i > 0 && left > want / 4 &&
		    is_cut(a, i, part.nbytes, want)) {
			part.end = i;
			out[n++] = part;
			part = (struct part_span){ .first = i };
		}
		part.nbytes += a->blocks[i].nbytes;
		left -= a->blocks[i].nbytes;
	}
	part.end = a->nblocks;
	out[n++] = part;
	return n;
}
