#include "src/nav/selection.h"

#include <string.h>

#include "src/nav/sentence.h"

static const struct article *
article_of(const struct edition *e, struct anchor at)
{
	return e->articles[at.article];
}

static const struct block *
block_at(const struct edition *e, struct anchor at)
{
	return &article_of(e, at)->blocks[at.block];
}

/* A rule's text is a mark, and pictures may have no words. */
static bool
has_text(const struct block *b)
{
	return b->type != BLOCK_RULE && b->nbytes > 0;
}

/* To the block with text that comes next; false if there is none. */
static bool
step_block(const struct edition *e, struct anchor *at, int by)
{
	const struct article *a = article_of(e, *at);
	size_t i = at->block;

	do
		i += (size_t)by; /* below 0 it is large, too */
	while (i < a->nblocks && !has_text(&a->blocks[i]));
	if (i >= a->nblocks)
		return false;
	at->block = (uint32_t)i;
	at->byte = 0;
	return true;
}

static struct anchor
begin_of(const struct edition *e, struct anchor at)
{
	at.byte = (uint32_t)sentence_at(block_at(e, at), at.byte).from;
	return at;
}

static struct anchor
last_of_block(const struct edition *e, struct anchor at)
{
	at.byte = block_at(e, at)->nbytes;
	return begin_of(e, at);
}

static struct anchor
first_of_block(struct anchor at)
{
	at.byte = 0;
	return at;
}

/* The sentence at a place: its block may have no text, or be past the end. */
static bool
find_sentence(const struct edition *e, struct anchor *at)
{
	const struct article *a = article_of(e, *at);

	if (at->block >= a->nblocks) {
		at->block = (uint32_t)a->nblocks;
		if (!step_block(e, at, -1))
			return false;
		at->byte = block_at(e, *at)->nbytes;
	} else if (!has_text(&a->blocks[at->block]) && !step_block(e, at, 1) &&
	    !step_block(e, at, -1)) {
		return false;
	}
	*at = begin_of(e, *at);
	return true;
}

bool
selection_begin(struct selection *s, const struct edition *e,
    enum selection_unit unit, struct anchor at)
{
	s->is_on = at.article < e->narticles && find_sentence(e, &at);
	s->unit = unit;
	s->fixed = s->moves = at;
	return s->is_on;
}

/* --- moving an end --------------------------------------------------------- */

static bool
next_sentence(const struct edition *e, struct anchor *at)
{
	const struct block *b = block_at(e, *at);
	size_t to = sentence_next(b, at->byte);

	if (to >= b->nbytes)
		return step_block(e, at, 1);
	at->byte = (uint32_t)to;
	return true;
}

/* Back by `count`, or as far as there are any: each block is read once. */
static bool
back_sentences(const struct edition *e, struct anchor *at, size_t count)
{
	struct anchor from = *at;

	for (;;) {
		at->byte =
		    (uint32_t)sentence_back(block_at(e, *at), at->byte, &count);
		if (count == 0 || !step_block(e, at, -1))
			return anchor_compare(*at, from) != 0;
		*at = last_of_block(e, *at);
		count--;
	}
}

/*
 * The moving end grows away from the fixed one to the far border of a
 * paragraph, and shrinks towards it to the near border of the next, or, in the
 * paragraph of the fixed end, over it to the far border.
 */
static bool
next_paragraph(
    const struct selection *s, const struct edition *e, struct anchor *at)
{
	struct anchor last = last_of_block(e, *at), next = *at;

	if (anchor_compare(*at, s->fixed) < 0 && step_block(e, &next, 1) &&
	    anchor_compare(next, s->fixed) <= 0) {
		*at = next;
		return true;
	}
	if (anchor_compare(*at, last) < 0) {
		*at = last;
		return true;
	}
	if (!step_block(e, at, 1))
		return false;
	*at = last_of_block(e, *at);
	return true;
}

static bool
prev_paragraph(
    const struct selection *s, const struct edition *e, struct anchor *at)
{
	struct anchor prev = *at;

	if (anchor_compare(*at, s->fixed) > 0 && step_block(e, &prev, -1)) {
		prev = last_of_block(e, prev);
		if (anchor_compare(prev, s->fixed) >= 0) {
			*at = prev;
			return true;
		}
	}
	if (at->byte > 0) {
		*at = first_of_block(*at);
		return true;
	}
	return step_block(e, at, -1);
}

static bool
step(const struct selection *s, const struct edition *e,
    enum selection_unit unit, int by, struct anchor *at)
{
	if (s->unit == SELECTION_PARAGRAPH)
		return step_block(e, at, by);
	if (unit == SELECTION_SENTENCE)
		return next_sentence(e, at);
	return by > 0 ? next_paragraph(s, e, at) : prev_paragraph(s, e, at);
}

bool
selection_extend(struct selection *s, const struct edition *e,
    enum selection_unit unit, long count)
{
	int by = count < 0 ? -1 : 1;
	bool has_moved = false;

	if (by < 0 && unit == SELECTION_SENTENCE &&
	    s->unit == SELECTION_SENTENCE)
		return back_sentences(e, &s->moves, (size_t)-count);
	for (; count != 0 && step(s, e, unit, by, &s->moves); count -= by)
		has_moved = true;
	return has_moved;
}

void
selection_extend_to(
    struct selection *s, const struct edition *e, struct anchor at)
{
	if (at.article == s->fixed.article && find_sentence(e, &at))
		s->moves = at;
}

void
selection_swap(struct selection *s)
{
	struct anchor moves = s->moves;

	s->moves = s->fixed;
	s->fixed = moves;
}

/* --- what is chosen ---------------------------------------------------------- */

static bool
ends_with(const struct block *b, size_t n, const char *blank, size_t nblank)
{
	return n >= nblank && !memcmp(b->text + n - nblank, blank, nblank);
}

/* Without blanks at the end, the ideographic one included. */
static uint32_t
trim(const struct block *b, size_t from, size_t to)
{
	for (;;) {
		if (ends_with(b, to, " ", 1) || ends_with(b, to, "\n", 1) ||
		    ends_with(b, to, "\t", 1))
			to--;
		else if (ends_with(b, to, "\u3000", 3))
			to -= 3;
		else
			return (uint32_t)to;
		if (to <= from)
			return (uint32_t)from;
	}
}

void
selection_ends(const struct selection *s, const struct edition *e,
    struct anchor *from, struct anchor *to)
{
	bool ahead = anchor_compare(s->moves, s->fixed) >= 0;

	*from = ahead ? s->fixed : s->moves;
	*to = ahead ? s->moves : s->fixed;
	if (s->unit == SELECTION_PARAGRAPH) {
		*from = first_of_block(*from);
		*to = last_of_block(e, *to);
	}
	const struct block *b = block_at(e, *to);
	to->byte = trim(b, to->byte, sentence_at(b, to->byte).to);
}
