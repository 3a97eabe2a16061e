/*
 * Passages as text: how one is taken out of an edition, and the text of an
 * article in which one is looked for.  What is kept is what the Web Annotation
 * Data Model (W3C Recommendation, 2017, 4.2.4) calls a text quote selector:
 * exact, prefix and suffix.
 */
#include "src/library/passage.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/clean.h"
#include "src/library/passage_int.h"

struct range
passage_whole(const struct edition *e, uint32_t article)
{
	struct range r = { { article, 0, 0 }, { article, 0, 0 } };

	if (article < e->narticles && e->articles[article]->nblocks) {
		const struct article *a = e->articles[article];
		r.to.block = (uint32_t)a->nblocks - 1;
		r.to.byte = a->blocks[a->nblocks - 1].nbytes;
	}
	return r;
}

/* --- taking out --------------------------------------------------------------- */

/* Bytes of a block as far as it lies in the range. */
static void
cut_block(size_t *from, size_t *to, const struct block *b, uint32_t number,
    struct range r)
{
	*from = number == r.from.block ? r.from.byte : 0;
	*to = number == r.to.block ? r.to.byte : b->nbytes;
	if (*to > b->nbytes)
		*to = b->nbytes;
	if (*from > *to)
		*from = *to;
}

static void
add_range(struct buf *out, const struct article *a, struct range r)
{
	for (uint32_t i = r.from.block; i <= r.to.block && i < a->nblocks;
	     i++) {
		size_t from, to;
		cut_block(&from, &to, &a->blocks[i], i, r);
		if (i > r.from.block)
			buf_addc(out, '\n');
		buf_add(out, a->blocks[i].text + from, to - from);
	}
}

/* Up to PASSAGE_CONTEXT_CPS code points before `at`, from the last one back. */
static const char *
text_before(const struct article *a, struct anchor at, struct arena *arena)
{
	size_t left = PASSAGE_CONTEXT_CPS;
	struct range r = { at, at };
	struct buf b;

	if (r.from.block >= a->nblocks) {
		r.from.block = (uint32_t)a->nblocks;
		r.from.byte = 0;
	}
	while (left && (r.from.byte || r.from.block)) {
		left--;
		if (r.from.byte)
			r.from.byte = (uint32_t)utf8_before(
			    a->blocks[r.from.block].text, r.from.byte);
		else
			r.from.byte = a->blocks[--r.from.block].nbytes;
	}
	buf_init(&b);
	add_range(&b, a, r);
	const char *s = arena_strndup(arena, buf_str(&b), b.n);
	buf_fini(&b);
	return s;
}

static const char *
text_after(const struct article *a, struct anchor at, struct arena *arena)
{
	size_t left = PASSAGE_CONTEXT_CPS;
	struct range r = { at, at };
	struct buf b;

	while (left && r.to.block < a->nblocks) {
		const struct block *k = &a->blocks[r.to.block];
		const char *s = k->text + r.to.byte;
		left--;
		if (r.to.byte < k->nbytes) {
			utf8_next(&s);
			r.to.byte = (uint32_t)(s - k->text);
		} else if (r.to.block + 1 < a->nblocks) {
			r.to.block++;
			r.to.byte = 0;
		} else {
			break;
		}
	}
	buf_init(&b);
	add_range(&b, a, r);
	const char *s = arena_strndup(arena, buf_str(&b), b.n);
	buf_fini(&b);
	return s;
}

/* The same place, where there is one; never inside a character. */
static struct anchor
clamp(const struct article *a, struct anchor at)
{
	if (at.block >= a->nblocks) {
		at.block = a->nblocks ? (uint32_t)a->nblocks - 1 : 0;
		at.byte = a->nblocks ? a->blocks[at.block].nbytes : 0;
		return at;
	}
	const struct block *b = &a->blocks[at.block];
	if (at.byte > b->nbytes)
		at.byte = b->nbytes;
	while (at.byte && ((unsigned char)b->text[at.byte] & 0xC0) == 0x80)
		at.byte--;
	return at;
}

struct passage
passage_make(const struct edition *e, struct range r, struct arena *arena)
{
	struct passage p = { "", "", "" };
	struct buf b;

	if (r.from.article >= e->narticles)
		return p;
	const struct article *a = e->articles[r.from.article];
	r.from = clamp(a, r.from);
	r.to = clamp(a, r.to);
	buf_init(&b);
	add_range(&b, a, r);
	p.text = arena_strndup(arena, buf_str(&b), b.n);
	buf_fini(&b);
	p.before = text_before(a, r.from, arena);
	p.after = text_after(a, r.to, arena);
	return p;
}

/* --- the text that is searched ------------------------------------------------ */

static void
join(struct passage_hay *h, const struct article *a, struct arena *arena)
{
	uint32_t *starts = arena_array(arena, uint32_t, a->nblocks + 1);
	size_t n = 0;

	for (size_t i = 0; i < a->nblocks; i++)
		n += a->blocks[i].nbytes + (size_t)1;
	char *text = arena_room(arena, n + 1, 1);
	n = 0;
	for (size_t i = 0; i < a->nblocks; i++) {
		starts[i] = (uint32_t)n;
		memcpy(text + n, a->blocks[i].text, a->blocks[i].nbytes);
		n += a->blocks[i].nbytes;
		text[n++] = '\n';
	}
	if (n)
		n--; /* joined, not ended */
	text[n] = '\0';
	starts[a->nblocks] = (uint32_t)n + 1;
	h->text = text;
	h->nbytes = n;
	h->starts = starts;
	h->nblocks = a->nblocks;
}

void
passage_hay_make(
    struct passage_hay *h, const struct article *a, struct arena *arena)
{
	join(h, a, arena);
	h->folded = fold_text(h->text, h->nbytes, arena);

	const struct folded *f = &h->folded;
	size_t room = f->nbytes + 2 * EDGE_CPS + 1;
	unsigned *cps = arena_room(arena, room, sizeof *cps);
	uint32_t *bytes = arena_room(arena, room, sizeof *bytes);
	const char *s = f->s;
	size_t n = 0;

	for (; n < EDGE_CPS; n++) {
		cps[n] = EDGE_START;
		bytes[n] = 0;
	}
	while (s < f->s + f->nbytes) {
		bytes[n] = f->from[s - f->s];
		cps[n++] = utf8_next(&s);
	}
	for (int i = 0; i < EDGE_CPS; i++) {
		cps[n] = EDGE_END;
		bytes[n++] = (uint32_t)h->nbytes;
	}
	bytes[n] = (uint32_t)h->nbytes;
	h->cps = cps;
	h->bytes = bytes;
	h->n = n;
}

void
passage_hay_bytes(const struct passage_hay *h, size_t from, size_t to,
    uint32_t *first, uint32_t *end)
{
	size_t most = h->n - EDGE_CPS;

	from = from < EDGE_CPS ? EDGE_CPS : from > most ? most : from;
	to = to < from ? from : to > most ? most : to;
	while (from < to && h->cps[from] == ' ')
		from++;
	*first = h->bytes[from];
	/* What one cluster became ends together. */
	while (to > from && to < most && h->bytes[to] == h->bytes[to - 1])
		to++;
	*end = to > from ? h->bytes[to] : *first;
	while (*end > *first) {
		const char *s = h->text + utf8_before(h->text, *end);
		uint32_t at = (uint32_t)(s - h->text);
		if (!clean_is_blank(utf8_next(&s)) && h->text[at] != '\n')
			break;
		*end = at;
	}
}

void
passage_hay_anchor(
    struct anchor *out, const struct passage_hay *h, uint32_t byte)
{
	size_t lo = 0, hi = h->nblocks;

	/* The last block that begins at or before it. */
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;
		if (h->starts[mid] <= byte)
			lo = mid;
		else
			hi = mid;
	}
	out->block = (uint32_t)lo;
	out->byte = byte - (h->nblocks ? h->starts[lo] : 0);
}
