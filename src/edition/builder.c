#include "src/edition/builder.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/builder_int.h"
#include "src/edition/clean.h"

/* Deeper lists and headings are read as if they were this deep. */
enum { MAX_ITEM_LEVEL = 8, MAX_SUBHEAD_LEVEL = 4 };

/*
 * A paragraph longer than this loses its emphasis and links: the map of its
 * bytes would take four times its size, and no newspaper prints it.
 */
enum { MAX_MAPPED_BYTES = 4 * 1024 * 1024 };

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

void
builder_free(struct builder *b)
{
	if (!b)
		return;
	arena_free(b->arena);
	builder_free_scratch(b);
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

void
builder_page(struct builder *b, const char *label, const char *name)
{
	builder_finish_article(b);
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
	builder_finish_article(b);
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
	builder_finish_article(b);
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
		p = (struct person){ copy_line(b, name), copy_line(b, role),
			NULL };
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

	for (size_t i = 0; i < like->nwraps; i++) {
		if (like->wraps[i] > nbytes)
			continue;
		uint32_t at = map[like->wraps[i]];
		/* A line of nothing but white space is gone by now. */
		if (at > (n ? wraps[n - 1] : 0) && at < to->nbytes)
			wraps[n++] = at;
	}
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
