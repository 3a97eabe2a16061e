#include "src/edition/twins.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/clean.h"
#include "src/edition/edition.h"

/* Reads the headline and the text of an article, white space folded. */
struct reader {
	const struct article *article;
	size_t next;   /* block */
	const char *s; /* rest of the current one */
	bool blank;    /* one is owed before the next character */
	bool begun;
	bool headline; /* only that */
};

static struct reader
open_headline(const struct article *a)
{
	return (struct reader){ .article = a,
		.s = a->headline ? a->headline : "",
		.headline = true };
}

static struct reader
open_text(const struct article *a)
{
	return (struct reader){ .article = a, .s = "" };
}

/*
 * The next character; 0 at the end.  Blocks are parted by a blank: where
 * lines and paragraphs end is no difference.  A picture is its source too.
 */
static unsigned
read_next(struct reader *r)
{
	const struct article *a = r->article;

	for (;;) {
		const char *at = r->s;
		unsigned cp = *at ? utf8_next(&r->s) : 0;
		bool blank = cp == '\n' || clean_is_blank(cp);
		if (cp && !blank && !(r->blank && r->begun)) {
			r->begun = true;
			r->blank = false;
			return cp;
		}
		if (cp && !blank) {
			r->s = at;
			r->blank = false;
			return ' ';
		}
		r->blank = true;
		if (cp)
			continue;
		if (r->headline || r->next >= 2 * a->nblocks)
			return 0;
		const struct block *b = &a->blocks[r->next / 2];
		r->s = r->next % 2 ? b->src ? b->src : "" : b->text;
		r->next++;
	}
}

/* FNV-1a, 64 bits, by characters; 0 when there is nothing to read. */
static uint64_t
hash_all(struct reader r)
{
	uint64_t h = UINT64_C(0xCBF29CE484222325);
	bool any = false;

	for (unsigned cp; (cp = read_next(&r)) != 0; any = true)
		h = (h ^ cp) * UINT64_C(0x100000001B3);
	return any ? h | 1 : 0;
}

static bool
reads_same(struct reader a, struct reader b)
{
	unsigned cp;

	while ((cp = read_next(&a)) == read_next(&b))
		if (!cp)
			return true;
	return false;
}

static bool
is_same(const struct article *a, const struct article *b)
{
	return reads_same(open_headline(a), open_headline(b)) &&
	    reads_same(open_text(a), open_text(b));
}

struct slot {
	uint64_t hash;
	const struct article *article; /* NULL: empty */
	size_t n;                      /* with this hash */
};

/* The slot of `hash` or the empty one where it belongs. */
static struct slot *
find_slot(struct slot *slots, size_t nslots, uint64_t hash)
{
	size_t i = (size_t)(hash ^ hash >> 32) & (nslots - 1);

	while (slots[i].article && slots[i].hash != hash)
		i = (i + 1) & (nslots - 1);
	return &slots[i];
}

/*
 * Those whose headline another has; only their text is read.  What hashes alike
 * and is not the same stays apart: it is no twin.
 */
static size_t
find_among(struct article *const *articles, const uint64_t *headlines, size_t n,
    struct slot *slots, size_t nslots)
{
	struct slot *texts = xcalloc(nslots, sizeof *texts);
	size_t ntwins = 0;

	for (size_t i = 0; i < n; i++) {
		if (find_slot(slots, nslots, headlines[i])->n < 2)
			continue;
		uint64_t text = hash_all(open_text(articles[i]));
		if (!text)
			continue; /* two pictures may both be called 图片新闻 */
		uint64_t both = (headlines[i] ^ text) * UINT64_C(0x100000001B3);
		struct slot *s = find_slot(texts, nslots, both);
		if (!s->article) {
			*s = (struct slot){ both, articles[i], 1 };
		} else if (is_same(s->article, articles[i])) {
			articles[i]->twin = s->article;
			ntwins++;
		}
	}
	free(texts);
	return ntwins;
}

size_t
twins_find(struct article *const *articles, size_t n)
{
	size_t nslots = 16;

	while (nslots < 2 * n)
		nslots *= 2;
	struct slot *slots = xcalloc(nslots, sizeof *slots);
	uint64_t *headlines = xcalloc(n + 1, sizeof *headlines);
	for (size_t i = 0; i < n; i++) {
		headlines[i] = hash_all(open_headline(articles[i]));
		struct slot *s = find_slot(slots, nslots, headlines[i]);
		*s = (struct slot){ headlines[i], articles[i], s->n + 1 };
	}
	size_t ntwins = find_among(articles, headlines, n, slots, nslots);
	free(headlines);
	free(slots);
	return ntwins;
}
