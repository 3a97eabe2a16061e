#include "src/edition/builder_int.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/diag.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/byline.h"
#include "src/edition/twins.h"

/* The items in the arena; the list is empty again. */
static void *
list_take(struct list *l, size_t *n, struct arena *a)
{
	void *items = arena_dup(a, l->at, l->n, l->size);

	*n = l->n;
	l->n = 0;
	return items;
}

static void
free_page(struct draft_page *p)
{
	for (size_t i = 0; i < p->sections.n; i++)
		free(((struct draft_section *)p->sections.at)[i].articles.at);
	free(p->sections.at);
	free(p->notes.at);
	free(p->extra.at);
	buf_fini(&p->keys);
}

void
builder_free_scratch(struct builder *b)
{
	for (size_t i = 0; i < b->pages.n; i++)
		free_page((struct draft_page *)b->pages.at + i);
	free(b->pages.at);
	free(b->articles.at);
	free(b->edition_extra.at);
	free(b->blocks.at);
	free(b->authors.at);
	free(b->extra.at);
	buf_fini(&b->keys);
	buf_fini(&b->edition_keys);
	buf_fini(&b->clean);
	free(b->name);
	free(b);
}

/* Who signed in the text of a story that has no byline and no author. */
static struct person *
find_inside(struct builder *b, size_t *n)
{
	const struct block *blocks = b->blocks.at;
	size_t first = 0, last = b->blocks.n;

	*n = 0;
	while (first < b->blocks.n && blocks[first].type != BLOCK_PARAGRAPH)
		first++;
	while (last > first && blocks[last - 1].type != BLOCK_PARAGRAPH)
		last--;
	if (last <= first)
		return NULL;
	return byline_find_inside(n, blocks[first].text, blocks[first].nbytes,
	    blocks[last - 1].text, blocks[last - 1].nbytes, b->arena);
}

/* The people of the byline, then those added, each once. */
static void
finish_authors(struct builder *b, struct article *a)
{
	struct person *people = NULL;

	if (a->byline)
		people = byline_parse(&a->nauthors, a->byline, b->arena);
	else if (!b->authors.n)
		people = find_inside(b, &a->nauthors);

	struct person *all =
	    arena_array(b->arena, struct person, a->nauthors + b->authors.n);
	if (a->nauthors)
		memcpy(all, people, a->nauthors * sizeof *all);
	for (size_t i = 0; i < b->authors.n; i++) {
		struct person p = ((struct person *)b->authors.at)[i];
		size_t j = 0;
		while (j < a->nauthors && strcmp(all[j].name, p.name) != 0)
			j++;
		if (j == a->nauthors)
			all[a->nauthors++] = p;
	}
	a->authors = all;
	b->authors.n = 0;
}

static const char *
take_keys(struct builder *b, struct buf *keys)
{
	const char *s =
	    keys->n ? arena_strndup(b->arena, keys->bytes, keys->n) : NULL;

	buf_cut(keys, 0);
	return s;
}

void
builder_finish_article(struct builder *b)
{
	struct article *a = b->article;

	b->article = NULL;
	b->skip_article = b->skip_page;
	if (!a)
		return;
	finish_authors(b, a);
	a->blocks = list_take(&b->blocks, &a->nblocks, b->arena);
	a->extra = list_take(&b->extra, &a->nextra, b->arena);
	a->keys = take_keys(b, &b->keys);
}

static void
finish_page(struct builder *b, struct page *out, struct draft_page *p)
{
	struct section *sections =
	    arena_array(b->arena, struct section, p->sections.n);

	for (size_t i = 0; i < p->sections.n; i++) {
		struct draft_section *s =
		    (struct draft_section *)p->sections.at + i;
		sections[i].name = s->name;
		sections[i].articles =
		    list_take(&s->articles, &sections[i].narticles, b->arena);
	}
	*out = p->page;
	out->sections = sections;
	out->nsections = p->sections.n;
	out->notes = list_take(&p->notes, &out->nnotes, b->arena);
	out->extra = list_take(&p->extra, &out->nextra, b->arena);
	out->keys = take_keys(b, &p->keys);
}

/* FNV-1a, 64 bits, over a string and its NUL. */
static uint64_t
hash_string(uint64_t h, const char *s)
{
	for (;; s++) {
		h = (h ^ (unsigned char)*s) * UINT64_C(0x100000001B3);
		if (!*s)
			return h;
	}
}

/* Blocks of Unicode that hold marks, signs and what cannot be seen. */
static bool
is_wordless(unsigned cp)
{
	static const struct {
		unsigned first, last;
	} ranges[] = {
		{ 0x00, 0x2F },
		{ 0x3A, 0x40 },
		{ 0x5B, 0x60 },
		{ 0x7B, 0xBF },
		{ 0x300, 0x36F },
		{ 0x483, 0x489 },
		{ 0x591, 0x5C7 },
		{ 0x610, 0x61C },
		{ 0x64B, 0x65F },
		{ 0x1AB0, 0x1AFF },
		{ 0x1DC0, 0x1DFF },
		{ 0x2000, 0x2BFF },
		{ 0x3000, 0x3004 },
		{ 0x3008, 0x3030 },
		{ 0x3099, 0x309A },
		{ 0xFDD0, 0xFDEF },
		{ 0xFE00, 0xFE6F },
		{ 0xFEFF, 0xFF0F },
		{ 0xFFF0, 0xFFFF },
		{ 0x1FFFE, 0x1FFFF },
		{ 0x2FFFE, 0x2FFFF },
		{ 0x3FFFE, 0x10FFFF },
	};

	if (cp >= 0x4E00 && cp <= 0x9FFF) /* most of Chinese */
		return false;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (cp >= ranges[i].first && cp <= ranges[i].last)
			return true;
	return false;
}

/*
 * Only letters, digits and ideographs count, so that a mended comma, another
 * dash or what a filter takes out of the text leaves a bookmark in its place.
 */
static uint64_t
hash_words(uint64_t h, const char *s)
{
	while (s && *s) {
		const char *c = s;
		unsigned cp = utf8_next(&s);
		if (is_wordless(cp))
			continue;
		for (; c < s; c++)
			h = (h ^ (unsigned char)*c) * UINT64_C(0x100000001B3);
	}
	return hash_string(h, "");
}

static const char *
first_text(const struct article *a)
{
	for (size_t i = 0; i < a->nblocks; i++)
		if (a->blocks[i].type != BLOCK_CREDIT &&
		    a->blocks[i].type != BLOCK_RULE)
			return a->blocks[i].text;
	return NULL;
}

static const char *
make_id(struct builder *b, const struct article *a)
{
	uint64_t h = UINT64_C(0xCBF29CE484222325);

	h = hash_words(h, b->edition->title);
	h = hash_words(h, b->edition->date);
	h = hash_words(h, a->headline);
	h = hash_words(h, a->kicker);
	h = hash_words(h, first_text(a));
	return arena_printf(b->arena, "%016" PRIx64, h);
}

/* An open hash table of ids in use. */
struct id_slot {
	const char *id;
	unsigned nrepeats;
};

static struct id_slot *
find_slot(struct id_slot *slots, size_t nslots, const char *id)
{
	size_t i = (size_t)hash_string(UINT64_C(0xCBF29CE484222325), id);

	for (i &= nslots - 1; slots[i].id; i = (i + 1) & (nslots - 1))
		if (!strcmp(slots[i].id, id))
			break;
	return &slots[i];
}

/* Give every article an id; a repeated one gets "-2", "-3", ... */
static void
finish_ids(struct builder *b)
{
	size_t nslots = 16;
	struct article **articles = b->articles.at;

	while (nslots < 4 * b->articles.n) /* room for the suffixed ones too */
		nslots *= 2;
	struct id_slot *slots = xcalloc(nslots, sizeof *slots);
	for (size_t i = 0; i < b->articles.n; i++) {
		struct article *a = articles[i];
		if (!a->id)
			a->id = make_id(b, a);
		struct id_slot *first = find_slot(slots, nslots, a->id);
		struct id_slot *s = first;
		const char *base = a->id;
		while (s->id) {
			a->id = arena_printf(
			    b->arena, "%s-%u", base, ++first->nrepeats + 1);
			s = find_slot(slots, nslots, a->id);
		}
		s->id = a->id;
	}
	free(slots);
}

static void
note_losses(const struct builder *b)
{
	const struct {
		size_t n;
		const char *what;
		size_t limit;
	} losses[] = {
		{ b->lost_pages, "pages", BUILDER_MAX_PAGES },
		{ b->lost_articles, "articles", BUILDER_MAX_ARTICLES },
		{ b->lost_blocks, "paragraphs", BUILDER_MAX_BLOCKS },
		{ b->lost_values, "values", BUILDER_MAX_TEXT_BYTES },
	};

	for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
		if (losses[i].n)
			diag_add(b->diag, DIAG_LOST, b->name, 0, 0,
			    "%zu %s left out: an edition holds at most %zu"
			    " of them and %d bytes of text; split the paper",
			    losses[i].n, losses[i].what, losses[i].limit,
			    BUILDER_MAX_TEXT_BYTES);
}

struct edition *
builder_finish(struct builder *b)
{
	struct edition *e = b->edition;

	builder_finish_article(b);
	finish_ids(b);
	e->ntwins = twins_find(b->articles.at, b->articles.n);
	note_losses(b);
	struct page *pages = arena_array(b->arena, struct page, b->pages.n);
	for (size_t i = 0; i < b->pages.n; i++)
		finish_page(b, &pages[i], (struct draft_page *)b->pages.at + i);
	e->pages = pages;
	e->npages = b->pages.n;
	e->articles = list_take(&b->articles, &e->narticles, b->arena);
	e->extra = list_take(&b->edition_extra, &e->nextra, b->arena);
	e->keys = take_keys(b, &b->edition_keys);
	builder_free_scratch(b);
	return e;
}
