/*
 * Marks and places in an edition.  A mark says the same thing in several ways,
 * from the surest to the vaguest, so that it outlives what an editor or a
 * better reader does to the source.
 */
#include <string.h>

#include "src/base/arena.h"
#include "src/base/utf8.h"
#include "src/edition/edition.h"
#include "src/library/marks.h"
#include "src/text/fold.h"

enum {
	QUOTE_CPS = 48,    /* some two lines of Chinese: seldom twice */
	QUOTE_MIN_CPS = 8, /* less could stand anywhere */
};

const char *
mark_paper(const struct edition *e, const char *path)
{
	const char *name = path;

	if (e->title)
		return e->title;
	for (const char *p = path; p && *p; p++)
		if (*p == '/' && p[1])
			name = p + 1;
	return name && *name ? name : "-"; /* as standard input is named */
}

/* The first `ncps` code points of `s` at most, in bytes. */
static size_t
cut_bytes(const char *s, size_t nbytes, size_t ncps)
{
	size_t at = 0;

	while (ncps-- && at < nbytes) {
		unsigned cp;
		at += utf8_decode(&cp, s + at, nbytes - at, NULL);
	}
	return at;
}

static const char *
make_quote(const struct block *b, size_t byte, struct arena *a)
{
	if (byte >= b->nbytes)
		return NULL;

	size_t n = cut_bytes(b->text + byte, b->nbytes - byte, QUOTE_CPS);
	if (byte && utf8_count(b->text + byte, n) < QUOTE_MIN_CPS)
		return NULL;
	return arena_strndup(a, b->text + byte, n);
}

struct mark
mark_make(const struct edition *e, struct anchor at, const char *path,
    struct arena *a)
{
	struct mark m = { .paper = mark_paper(e, path),
		.date = e->date,
		.article = "",
		.path = path };

	if (at.article >= e->narticles)
		return m;

	const struct article *story = e->articles[at.article];
	const struct page *page = &e->pages[story->page];
	m.page = page->label ? page->label : page->name;
	m.headline = story->headline;
	m.article = story->id;
	m.number = at.article + 1;
	m.block = at.block;
	m.byte = at.byte;
	if (at.block < story->nblocks)
		m.quote = make_quote(&story->blocks[at.block], at.byte, a);
	return m;
}

static size_t
distance(size_t a, size_t b)
{
	return a < b ? b - a : a - b;
}

size_t
mark_find_article(const struct mark *m, const struct edition *e)
{
	size_t best = e->narticles;

	for (size_t i = 0; i < e->narticles; i++)
		if (e->articles[i]->id &&
		    !strcmp(e->articles[i]->id, m->article))
			return i;
	for (size_t i = 0; m->headline && i < e->narticles; i++) {
		const char *headline = e->articles[i]->headline;
		if (!headline || strcmp(headline, m->headline) != 0)
			continue;
		if (best == e->narticles ||
		    distance(i + 1, m->number) < distance(best + 1, m->number))
			best = i;
	}
	return best;
}

/* The match in one block that is nearest to `byte`; false if there is none. */
static bool
find_in_block(uint32_t *found, const struct block *b, const char *quote,
    size_t nquote, uint32_t byte, struct arena *scratch)
{
	struct folded needle, hay;
	uint32_t from, to;
	size_t at = 0;
	bool any = false;

	arena_reset(scratch);
	needle = fold_text(quote, nquote, scratch);
	hay = fold_text(b->text, b->nbytes, scratch);
	while ((at = fold_find(&hay, &needle, at, &from, &to)) != (size_t)-1) {
		if (any && distance(from, byte) > distance(*found, byte))
			break;
		*found = from;
		any = true;
		at += needle.nbytes;
	}
	return any;
}

/* The quote in the block of `a` that is nearest to the mark's. */
static bool
find_nearest_block(struct anchor *at, const struct mark *m,
    const struct article *a, size_t nquote, struct arena *scratch)
{
	size_t centre = m->block < a->nblocks ? m->block : a->nblocks - 1;

	for (size_t i = 0; i < 2 * a->nblocks; i++) {
		size_t far = i / 2 + i % 2; /* 0, 1 up, 1 down, 2 up, ... */
		size_t k = i % 2 ? centre - far : centre + far;
		if (k >= a->nblocks ||
		    !find_in_block(&at->byte, &a->blocks[k], m->quote, nquote,
			m->byte, scratch))
			continue;
		at->block = (uint32_t)k;
		return true;
	}
	return false;
}

/* The quote, or the first half of it, in article `i`. */
static bool
find_quote(struct anchor *at, const struct mark *m, const struct edition *e,
    size_t i, struct arena *scratch)
{
	const struct article *a = e->articles[i];
	size_t all = m->quote ? strlen(m->quote) : 0;
	size_t half = all ? cut_bytes(m->quote, all, QUOTE_CPS / 2) : 0;

	if (!a->nblocks || !all)
		return false;
	at->article = (uint32_t)i;
	return find_nearest_block(at, m, a, all, scratch) ||
	    (half < all && find_nearest_block(at, m, a, half, scratch));
}

/* The same block and byte, as near as the text allows. */
static void
clamp(
    struct anchor *at, const struct mark *m, const struct edition *e, size_t i)
{
	const struct article *a = e->articles[i];

	*at = (struct anchor){ (uint32_t)i, m->block, m->byte };
	if (at->block >= a->nblocks) {
		at->block = a->nblocks ? (uint32_t)a->nblocks - 1 : 0;
		at->byte = 0;
		return;
	}
	const struct block *b = &a->blocks[at->block];
	if (at->byte > b->nbytes)
		at->byte = b->nbytes;
	while (at->byte && ((unsigned char)b->text[at->byte] & 0xC0) == 0x80)
		at->byte--; /* never inside a character */
}

/*
 * The article of a mark whose id and headline are gone: the one of its number
 * if nothing speaks against it, else any that holds the quote.
 */
static bool
find_elsewhere(struct anchor *at, const struct mark *m, const struct edition *e,
    struct arena *scratch)
{
	size_t same = m->number - (size_t)1;

	if (same < e->narticles) {
		if (find_quote(at, m, e, same, scratch))
			return true;
		if (!m->quote) {
			clamp(at, m, e, same);
			return true;
		}
	}
	for (size_t i = 0; i < e->narticles; i++)
		if (i != same && find_quote(at, m, e, i, scratch))
			return true;
	return false;
}

bool
mark_resolve(const struct mark *m, const struct edition *e, struct anchor *at)
{
	struct arena *scratch = arena_new();
	size_t i = mark_find_article(m, e);
	bool found = true;

	if (i == e->narticles)
		found = find_elsewhere(at, m, e, scratch);
	else if (!find_quote(at, m, e, i, scratch))
		clamp(at, m, e, i);
	arena_free(scratch);
	return found;
}
