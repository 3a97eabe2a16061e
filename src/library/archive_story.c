/*
 * The stories of an edition as they are stored, and which of them are twins.
 *
 * A newspaper's text often holds a story twice, on its page and again whole on
 * another one, or in a digital edition that joins print and web.  Twins have the
 * same headline and blocks but for blanks.
 */
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/edition/clean.h"
#include "src/edition/edition.h"
#include "src/library/archive_int.h"
#include "src/library/db.h"

#define ROLE_MARK '\x1F' /* before a role; an author ends with a field mark */

/* FNV-1a, 64 bits: what has the same hash is compared before it is the same. */
uint64_t
archive_hash(uint64_t seed, const void *bytes, size_t nbytes)
{
	const unsigned char *p = bytes;
	uint64_t h = seed ^ UINT64_C(0xCBF29CE484222325);

	for (size_t i = 0; i < nbytes; i++)
		h = (h ^ p[i]) * UINT64_C(0x100000001B3);
	return h;
}

static const char *
or_empty(const char *s)
{
	return s ? s : "";
}

/* --- text ---------------------------------------------------------------------- */

static void
add_field(struct buf *b, const char *s)
{
	buf_adds(b, or_empty(s));
	buf_addc(b, ARCHIVE_FIELD_MARK);
}

static void
make_text(struct kept_story *s, struct buf *b, const struct article *article,
    struct arena *a)
{
	buf_cut(b, 0);
	add_field(b, article->kicker);
	add_field(b, article->headline);
	add_field(b, article->deck);
	buf_adds(b, or_empty(article->byline));
	for (size_t i = 0; i < article->nblocks; i++) {
		const struct block *k = &article->blocks[i];
		buf_addc(b, ARCHIVE_FIELD_MARK);
		buf_add(b, k->text, k->nbytes);
		s->nchars += (uint32_t)utf8_count(k->text, k->nbytes);
	}
	s->nbytes = b->n;
	s->text = arena_strndup(a, buf_str(b), b->n);
}

static const char *
make_authors(struct buf *b, const struct article *article, struct arena *a)
{
	if (!article->nauthors)
		return "";
	buf_cut(b, 0);
	for (size_t i = 0; i < article->nauthors; i++) {
		buf_adds(b, article->authors[i].name);
		buf_addc(b, ROLE_MARK);
		add_field(b, article->authors[i].role);
	}
	return arena_strndup(a, buf_str(b), b->n);
}

/*
 * Papers in Chinese name their pages (汽车, 要闻) where others name sections, so a
 * page's name stands for a section that is not named.
 */
static const char *
find_section(const struct edition *e, const struct article *article)
{
	const struct page *p = article_page(e, article);
	const char *name =
	    p->nsections ? p->sections[article->section].name : NULL;

	return or_empty(name ? name : p->name);
}

static void
make_key(struct kept_story *s)
{
	s->key = archive_hash(ARCHIVE_SEED, s->text, s->nbytes);
	s->key = archive_hash(s->key, s->section, strlen(s->section) + 1);
	s->key = archive_hash(s->key, s->authors, strlen(s->authors));
}

/* --- twins ----------------------------------------------------------------------- */

/* The next byte of a text that is not in a blank; false at its end. */
static bool
next_byte(unsigned char *out, const char **at, const char *end)
{
	while (*at < end) {
		unsigned char c = (unsigned char)**at;
		if (c > ' ' && c < 0x80) {
			(*at)++;
			*out = c;
			return true;
		}
		if (c <= ' ' && c != ARCHIVE_FIELD_MARK) {
			(*at)++;
			continue;
		}
		/* U+3000 and U+00A0 and the like begin with these bytes. */
		const char *next = *at;
		if ((c == 0xE3 || c == 0xE2 || c == 0xC2 || c == 0xE1) &&
		    clean_is_blank(utf8_next(&next))) {
			*at = next;
			continue;
		}
		(*at)++;
		*out = c;
		return true;
	}
	return false;
}

/* Headline and blocks; what is between them does not make another story. */
static void
find_parts(const char *from[2], const char *to[2], const struct kept_story *s)
{
	const char *at = s->text, *end = s->text + s->nbytes;
	size_t field = 0;

	from[0] = to[0] = from[1] = to[1] = end;
	for (const char *mark; field < ARCHIVE_FIRST_BLOCK; field++) {
		mark = memchr(at, ARCHIVE_FIELD_MARK, (size_t)(end - at));
		if (field == 1) {
			from[0] = at;
			to[0] = mark ? mark : end;
		}
		if (!mark)
			return;
		at = mark + 1;
	}
	from[1] = at;
}

static void
make_look(struct kept_story *s)
{
	const char *from[2], *to[2];
	uint64_t h = archive_hash(ARCHIVE_SEED, "", 0);
	unsigned char c;

	find_parts(from, to, s);
	for (int i = 0; i < 2; i++) {
		while (next_byte(&c, &from[i], to[i]))
			h = (h ^ c) * UINT64_C(0x100000001B3);
		h = (h ^ ARCHIVE_FIELD_MARK) * UINT64_C(0x100000001B3);
	}
	s->look = h;
}

static bool
look_same(const struct kept_story *x, const struct kept_story *y)
{
	const char *from[2][2], *to[2][2];

	find_parts(from[0], to[0], x);
	find_parts(from[1], to[1], y);
	for (int i = 0; i < 2; i++) {
		unsigned char c = 0, d = 0;
		bool more, more_too;
		do {
			more = next_byte(&c, &from[0][i], to[0][i]);
			more_too = next_byte(&d, &from[1][i], to[1][i]);
			if (more != more_too || (more && c != d))
				return false;
		} while (more);
	}
	return true;
}

/* Looks in order, and of the same look the first in the edition first. */
static int
compare_looks(const void *x, const void *y)
{
	const struct kept_story *const *a = x, *const *b = y;

	if ((*a)->look != (*b)->look)
		return (*a)->look < (*b)->look ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

static void
find_twins(struct kept_story *at, size_t n)
{
	struct kept_story **order = xcalloc(n + 1, sizeof *order);

	for (size_t i = 0; i < n; i++)
		order[i] = &at[i];
	qsort(order, n, sizeof *order, compare_looks);
	for (size_t i = 1, first = 0; i < n; i++) {
		if (order[i]->look != order[first]->look)
			first = i;
		else
			order[i]->is_twin = look_same(order[i], order[first]);
	}
	free(order);
}

/* --- stories ---------------------------------------------------------------------- */

struct kept_story *
archive_stories(const struct edition *e, struct arena *a)
{
	struct kept_story *at = arena_array(a, struct kept_story, e->narticles);
	struct buf b = { 0 };

	for (size_t i = 0; i < e->narticles; i++) {
		make_text(&at[i], &b, e->articles[i], a);
		at[i].authors = make_authors(&b, e->articles[i], a);
		at[i].section = find_section(e, e->articles[i]);
		make_key(&at[i]);
		make_look(&at[i]);
	}
	buf_fini(&b);
	find_twins(at, e->narticles);
	return at;
}

int
archive_old_stories(struct kept_story **out, size_t *n, struct archive *ar,
    int64_t edition, struct arena *a, struct err *err)
{
	struct query *q = archive_query(ar, ARCHIVE_GET_STORIES, err);
	struct kept_story *at = NULL;
	size_t cap = 0;
	int got = -1;

	*n = 0;
	if (q)
		query_set_number(q, 1, edition);
	while (q && (got = query_step(q, err)) > 0) {
		at = mem_grow(at, *n, &cap, sizeof *at);
		struct kept_story *s = &at[(*n)++];
		const char *text = query_text(q, 4, &s->nbytes);
		*s = (struct kept_story){
			.row = query_number(q, 0),
			.is_twin = query_number(q, 1) != 0,
			.section = archive_string(q, 2, a),
			.authors = archive_string(q, 3, a),
			.nbytes = s->nbytes,
			.text = arena_strndup(a, text ? text : "", s->nbytes),
		};
		make_key(s);
	}
	if (q)
		query_reset(q);
	*out = arena_dup(a, at, *n, sizeof *at);
	free(at);
	return got < 0 ? -1 : 0;
}
