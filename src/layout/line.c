#include "src/layout/line.h"

#include "src/text/glyph.h"

size_t
line_npieces(const struct line *l)
{
	if (l->pieces)
		return l->npieces;
	return l->to > l->from;
}

struct piece
line_piece(const struct line *l, size_t i)
{
	if (l->pieces)
		return l->pieces[i];
	return (struct piece){ l->from, l->to, l->indent, 0 };
}

int
line_ambiguous(const struct line *l, int ambiguous)
{
	return l->flags & LINE_EAST ? ambiguous | GLYPH_EAST : ambiguous;
}
