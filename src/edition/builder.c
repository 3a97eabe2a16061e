#include "src/edition/builder.h"

#include <assert.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/diag.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/byline.h"
#include "src/edition/clean.h"

/* Deeper lists and headings are read as if they were this deep. */
enum { MAX_ITEM_LEVEL = 8, MAX_SUBHEAD_LEVEL = 4 };

/*
 * A paragraph longer than this loses its emphasis and links: the map of its
 * bytes would take four times its size, and no newspaper prints it.
 */
enum { MAX_MAPPED_BYTES = 4 * 1024 * 1024 };

/* A growing array, for what is collected before the arena gets it. */
struct list {
	void *at;
	size_t n, cap, size;
};

struct draft_section {
	const char *name;
	struct list articles; /* struct article * */
};

struct draft_page {
	struct page page;
	struct list notes;    /* const char * */
	struct list extra;    /* struct field */
	struct list sections; /* struct draft_section */
	struct buf keys;
};

struct builder {
	struct arena *arena;
	struct edition *edition;
	struct diag *diag;
	char *name;
	struct buf clean; /* scratch */

	struct list edition_extra; /* struct field */
	struct buf edition_keys;
	struct list pages;    /* struct draft_page */
	struct list articles; /* struct article * */
	size_t section;       /* of the page, that articles go to */
	const char *section_name;

	struct article *article; /* the one being built, or NULL */
	struct list blocks;      /* struct block */
	struct list authors;     /* struct person */
	struct list extra;       /* struct field */
	struct buf keys;

	bool skip_page;    /* beyond the limit: what follows is left out */
	bool skip_article; /* likewise */
	size_t nblocks;    /* of the edition */
	size_t nbytes;     /* of its text */
	size_t lost_pages, lost_articles, lost_blocks, lost_values;
};

static void
list_init(struct list *l, size_t size)
{
	*l = (struct list){ .size = size };
}

/* A new zeroed item at the end; it moves when the next is added. */
static void *
list_add(struct list *l)
{
	l->at = mem_grow(l->at, l->n, &l->cap, l->size);
	return memset((char *)l->at + l->n++ * l->size, 0, l->size);
}

static void *
list_last(const struct list *l)
{
	return (char *)l->at + (l->n - 1) * l->size;
}

/* The items in the arena; the list is empty again. */
static void *
list_take(struct list *l, size_t *n, struct arena *a)
{
	void *items = arena_dup(a, l->at, l->n, l->size);

	*n = l->n;
	l->n = 0;
	return items;
}

struct builder *
builder_new(const char *name, struct diag *diag)
{
	struct builder *b = xcalloc(1, sizeof *b);

	b->arena = arena_new();
	b->edition = arena_one(b->arena, struct edition);
	b->edition->arena = b->arena;
	b->diag = diag;
	b->name = xstrdup(name ? name : "");
	list_init(&b->edition_extra, sizeof(struct field));
	list_init(&b->pages, sizeof(struct draft_page));
	list_init(&b->articles, sizeof(struct article *));
	list_init(&b->blocks, sizeof(struct block));
	list_init(&b->authors, sizeof(struct person));
	list_init(&b->extra, sizeof(struct field));
	return b;
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

/* All but the arena. */
static void
free_scratch(struct builder *b)
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

void
builder_free(struct builder *b)
{
	if (!b)
		return;
	arena_free(b->arena);
	free_scratch(b);
}

/* May `nbytes` more of text be kept?  Counts them if so. */
static bool
take_bytes(struct builder *b, size_t nbytes)
{
	if (nbytes > BUILDER_MAX_TEXT_BYTES - b->nbytes)
		return false;
	b->nbytes += nbytes;
	return true;
}

/* A clean copy of a value, or NULL if nothing is left of it. */
static const char *
copy_value(
    struct builder *b, const char *s, size_t nbytes, enum clean_mode mode)
{
	if (!s)
		return NULL;
	if (nbytes > BUILDER_MAX_TEXT_BYTES - b->nbytes) {
		b->lost_values++;
		return NULL;
	}
	clean_text(&b->clean, s, nbytes, mode, NULL);
	if (!b->clean.n)
		return NULL;
	if (!take_bytes(b, b->clean.n)) {
		b->lost_values++;
		return NULL;
	}
	return arena_strndup(b->arena, buf_str(&b->clean), b->clean.n);
}

static const char *
copy_line(struct builder *b, const char *s)
{
	return copy_value(b, s, s ? strlen(s) : 0, CLEAN_LINE);
}

static void
add_extra(
    struct builder *b, struct list *to, const char *key, const char *value)
{
	struct field f = { copy_line(b, key), copy_line(b, value) };

	if (f.key && f.value)
		*(struct field *)list_add(to) = f;
}

/* --- edition, page, section ----------------------------------------------- */

void
builder_edition(struct builder *b, enum edition_field field, const char *value)
{
	struct edition *e = b->edition;
	const char **const places[] = {
		[EDITION_TITLE] = &e->title,
		[EDITION_DATE] = &e->date,
		[EDITION_NAME] = &e->name,
		[EDITION_NUMBER] = &e->number,
		[EDITION_LANGUAGE] = &e->language,
		[EDITION_PLACE] = &e->place,
		[EDITION_MOTTO] = &e->motto,
		[EDITION_PRICE] = &e->price,
		[EDITION_URL] = &e->url,
	};
	_Static_assert(sizeof places / sizeof *places == EDITION_FIELD_COUNT,
	    "every field has its place");
	const char *copy = copy_line(b, value);

	if (copy)
		*places[field] = copy;
}

void
builder_edition_extra(struct builder *b, const char *key, const char *value)
{
	add_extra(b, &b->edition_extra, key, value);
}

static struct draft_page *
this_page(struct builder *b)
{
	if (!b->pages.n)
		builder_page(b, NULL, NULL);
	return list_last(&b->pages);
}

static void finish_article(struct builder *);

void
builder_page(struct builder *b, const char *label, const char *name)
{
	finish_article(b);
	b->skip_page = b->pages.n >= BUILDER_MAX_PAGES;
	if (b->skip_page) {
		b->lost_pages++;
		return;
	}
	struct draft_page *p = list_add(&b->pages);
	p->page.label = copy_line(b, label);
	p->page.name = copy_line(b, name);
	list_init(&p->notes, sizeof(const char *));
	list_init(&p->extra, sizeof(struct field));
	list_init(&p->sections, sizeof(struct draft_section));
	b->section_name = NULL;
}

void
builder_page_note(struct builder *b, const char *note)
{
	const char *copy = b->skip_page ? NULL : copy_line(b, note);

	if (copy)
		*(const char **)list_add(&this_page(b)->notes) = copy;
}

void
builder_page_extra(struct builder *b, const char *key, const char *value)
{
	if (!b->skip_page)
		add_extra(b, &this_page(b)->extra, key, value);
}

void
builder_section(struct builder *b, const char *name)
{
	finish_article(b);
	if (!b->skip_page)
		this_page(b); /* a page begins without a section */
	b->section_name = copy_line(b, name);
}

static bool
same_name(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/*
 * The section of page `p` that articles go to now.  Looked for from the end: a
 * page that goes back and forth between many sections is not a newspaper's.
 */
static size_t
this_section(struct builder *b, struct draft_page *p)
{
	struct draft_section *at = p->sections.at;

	for (size_t i = p->sections.n; i > 0 && p->sections.n - i < 64; i--)
		if (same_name(at[i - 1].name, b->section_name))
			return i - 1;
	struct draft_section *s = list_add(&p->sections);
	s->name = b->section_name;
	list_init(&s->articles, sizeof(struct article *));
	return p->sections.n - 1;
}

/* --- article --------------------------------------------------------------- */

void
builder_article(struct builder *b, unsigned line)
{
	finish_article(b);
	b->skip_article = b->skip_page || b->articles.n >= BUILDER_MAX_ARTICLES;
	if (b->skip_article) {
		b->lost_articles++;
		return;
	}
	struct draft_page *p = this_page(b);
	size_t section = this_section(b, p);
	struct draft_section *s =
	    (struct draft_section *)p->sections.at + section;
	struct article *a = arena_one(b->arena, struct article);
	a->index = b->articles.n;
	a->page = b->pages.n - 1;
	a->section = section;
	a->line = line;
	*(struct article **)list_add(&b->articles) = a;
	*(struct article **)list_add(&s->articles) = a;
	b->article = a;
}

/* The article that is being built; one is begun if there is none. */
static struct article *
this_article(struct builder *b)
{
	if (!b->article && !b->skip_article)
		builder_article(b, 0);
	return b->article;
}

static bool
has_lines(enum article_field field)
{
	return field == ARTICLE_KICKER || field == ARTICLE_HEADLINE ||
	    field == ARTICLE_DECK || field == ARTICLE_BYLINE;
}

void
builder_set_n(struct builder *b, enum article_field field, const char *value,
    size_t nbytes)
{
	struct article *a = this_article(b);

	if (!a)
		return;
	const char **const places[] = {
		[ARTICLE_KICKER] = &a->kicker,
		[ARTICLE_HEADLINE] = &a->headline,
		[ARTICLE_DECK] = &a->deck,
		[ARTICLE_BYLINE] = &a->byline,
		[ARTICLE_DATELINE] = &a->dateline,
		[ARTICLE_DATE] = &a->date,
		[ARTICLE_SOURCE] = &a->source,
		[ARTICLE_URL] = &a->url,
		[ARTICLE_LANGUAGE] = &a->language,
		[ARTICLE_KIND] = &a->kind,
		[ARTICLE_WEIGHT] = &a->weight,
		[ARTICLE_CONTINUED_ON] = &a->continued_on,
		[ARTICLE_CONTINUED_FROM] = &a->continued_from,
		[ARTICLE_ID] = &a->id,
	};
	_Static_assert(sizeof places / sizeof *places == ARTICLE_FIELD_COUNT,
	    "every field has its place");
	bool lines = has_lines(field);
	const char *copy =
	    copy_value(b, value, nbytes, lines ? CLEAN_VALUE : CLEAN_LINE);

	if (!copy)
		return;
	if (lines && *places[field])
		copy = take_bytes(b, strlen(*places[field]) + 1)
		    ? arena_printf(b->arena, "%s\n%s", *places[field], copy)
		    : *places[field];
	*places[field] = copy;
	a->id_given |= field == ARTICLE_ID;
}

void
builder_set(struct builder *b, enum article_field field, const char *value)
{
	builder_set_n(b, field, value, value ? strlen(value) : 0);
}

void
builder_extra(struct builder *b, const char *key, const char *value)
{
	if (this_article(b))
		add_extra(b, &b->extra, key, value);
}

void
builder_cut_off(struct builder *b, bool cut_off)
{
	struct article *a = this_article(b);

	if (a)
		a->cut_off = cut_off;
}

void
builder_author(struct builder *b, const char *name, const char *role)
{
	struct person p = { 0 };

	if (this_article(b))
		p = (struct person){ copy_line(b, name), copy_line(b, role) };
	if (p.name)
		*(struct person *)list_add(&b->authors) = p;
}

void
builder_key(struct builder *b, enum builder_scope scope, const char *prefix,
    size_t nbytes)
{
	struct buf *keys = scope == BUILDER_EDITION       ? &b->edition_keys
	    : scope == BUILDER_PAGE && !b->skip_page      ? &this_page(b)->keys
	    : scope == BUILDER_ARTICLE && this_article(b) ? &b->keys
							  : NULL;

	if (!keys || memchr(prefix, '\n', nbytes) || !take_bytes(b, nbytes + 1))
		return;
	buf_add(keys, prefix, nbytes);
	buf_addc(keys, '\n');
}

void
builder_gap(struct builder *b, enum builder_scope scope, unsigned gap)
{
	unsigned char g = (unsigned char)(gap > 250 ? 250 : gap);

	if (scope == BUILDER_PAGE && !b->skip_page)
		this_page(b)->page.gap = g;
	if (scope == BUILDER_ARTICLE && this_article(b))
		b->article->gap = g;
}

/* --- blocks ------------------------------------------------------------------ */

static enum clean_mode
block_mode(enum block_type type)
{
	return type == BLOCK_PREFORMATTED ? CLEAN_PRE
	    : type == BLOCK_TABLE         ? CLEAN_TABLE
	    : type == BLOCK_RULE          ? CLEAN_LINE
					  : CLEAN_TEXT;
}

static int
clamp(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

static void
copy_spans(struct builder *b, struct block *to, const struct block *like,
    const uint32_t *map, size_t nbytes)
{
	struct span *spans = arena_array(b->arena, struct span, like->nspans);
	size_t n = 0;

	for (size_t i = 0; i < like->nspans; i++) {
		const struct span *s = &like->spans[i];
		if (s->from >= s->to || s->to > nbytes ||
		    map[s->from] == map[s->to])
			continue;
		spans[n++] = (struct span){ s->kind, map[s->from], map[s->to],
			s->mark ? arena_strdup(b->arena, s->mark) : "",
			copy_line(b, s->href) };
	}
	to->spans = n ? spans : NULL;
	to->nspans = n;
}

static void
copy_wraps(struct builder *b, struct block *to, const struct block *like,
    const uint32_t *map, size_t nbytes)
{
	uint32_t *wraps = arena_array(b->arena, uint32_t, like->nwraps);
	size_t n = 0;

	for (size_t i = 0; i < like->nwraps; i++)
		if (like->wraps[i] <= nbytes && map[like->wraps[i]] > 0 &&
		    map[like->wraps[i]] < to->nbytes)
			wraps[n++] = map[like->wraps[i]];
	to->wraps = n ? wraps : NULL;
	to->nwraps = n;
}

/* A mark keeps its blanks: they are how it was written. */
static const char *
copy_mark(struct builder *b, const char *mark)
{
	if (!mark || !*mark || !take_bytes(b, strlen(mark)))
		return NULL;
	clean_text(&b->clean, mark, strlen(mark), CLEAN_PRE, NULL);
	bool clean = b->clean.n && !strcmp(buf_str(&b->clean), mark);
	bool blank = true;
	const char *end = mark + strlen(mark);
	for (const char *s = mark; s < end && blank;) {
		unsigned cp;
		int ok = 1;
		s += utf8_decode(&cp, s, (size_t)(end - s), &ok);
		blank = ok && clean_is_blank(cp);
	}
	return clean || blank ? arena_strdup(b->arena, mark) : NULL;
}

static bool
is_kept(const struct block *k)
{
	return k->nbytes || k->type == BLOCK_RULE ||
	    (k->type == BLOCK_FIGURE && k->src);
}

void
builder_block(struct builder *b, const struct block *like, const char *text,
    size_t nbytes)
{
	struct article *a = this_article(b);

	if (!a)
		return;
	if (b->nblocks >= BUILDER_MAX_BLOCKS ||
	    nbytes > BUILDER_MAX_TEXT_BYTES - b->nbytes) {
		b->lost_blocks++;
		return;
	}
	bool mapped =
	    (like->nspans || like->nwraps) && nbytes <= MAX_MAPPED_BYTES;
	uint32_t *map = mapped ? xrealloc(NULL, nbytes + 1, sizeof *map) : NULL;
	clean_text(&b->clean, text, nbytes, block_mode(like->type), map);
	if (like->type == BLOCK_RULE && !b->clean.n)
		buf_adds(&b->clean, "---");

	struct block k = { .type = like->type };
	k.nbytes = (uint32_t)b->clean.n;
	k.number = k.type == BLOCK_ITEM && like->number > 0 ? like->number : 0;
	k.level = k.type == BLOCK_SUBHEAD
	    ? clamp(like->level, 1, MAX_SUBHEAD_LEVEL)
	    : k.type == BLOCK_ITEM ? clamp(like->level, 0, MAX_ITEM_LEVEL)
				   : 0;
	k.text = arena_strndup(b->arena, buf_str(&b->clean), b->clean.n);
	k.mark = copy_mark(b, like->mark);
	k.gap = like->gap;
	if (k.type == BLOCK_FIGURE) {
		k.src = copy_line(b, like->src);
		k.credit = copy_line(b, like->credit);
	}
	if (mapped) {
		copy_spans(b, &k, like, map, nbytes);
		copy_wraps(b, &k, like, map, nbytes);
	}
	free(map);
	if (!is_kept(&k))
		return;
	if (!take_bytes(b, k.nbytes)) {
		b->lost_blocks++;
		return;
	}
	b->nblocks++;
	*(struct block *)list_add(&b->blocks) = k;
}

void
builder_text(
    struct builder *b, enum block_type type, const char *text, size_t nbytes)
{
	builder_block(b, &(struct block){ .type = type }, text, nbytes);
}

size_t
builder_narticles(const struct builder *b)
{
	return b->articles.n;
}

/* --- finishing --------------------------------------------------------------- */

/* The people of the byline, then those added, each once. */
static void
finish_authors(struct builder *b, struct article *a)
{
	struct person *people =
	    a->byline ? byline_parse(&a->nauthors, a->byline, b->arena) : NULL;

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

static void
finish_article(struct builder *b)
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
		char bytes[UTF8_MAX + 1] = { 0 };
		unsigned cp = utf8_next(&s);
		if (is_wordless(cp))
			continue;
		utf8_encode(bytes, cp);
		for (const char *c = bytes; *c; c++)
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

	finish_article(b);
	finish_ids(b);
	note_losses(b);
	struct page *pages = arena_array(b->arena, struct page, b->pages.n);
	for (size_t i = 0; i < b->pages.n; i++)
		finish_page(b, &pages[i], (struct draft_page *)b->pages.at + i);
	e->pages = pages;
	e->npages = b->pages.n;
	e->articles = list_take(&b->articles, &e->narticles, b->arena);
	e->extra = list_take(&b->edition_extra, &e->nextra, b->arena);
	e->keys = take_keys(b, &b->edition_keys);
	free_scratch(b);
	return e;
}
