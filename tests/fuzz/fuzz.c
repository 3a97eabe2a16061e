#include "tests/fuzz/fuzz.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/reader.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/edition.h"
#include "src/layout/params.h"
#include "src/print/json_export.h"
#include "src/print/markdown_export.h"
#include "src/text/filter.h"
#include "tests/support/dump.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

void
fuzz_broken(const char *promise, const char *file, int line)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, promise);
	abort();
}

unsigned
fuzz_take(struct fuzz_input *in, unsigned n)
{
	if (in->nbytes == 0)
		return 0;
	in->nbytes--;
	return (unsigned char)*in->at++ % n;
}

void
fuzz_text(struct buf *out, const struct fuzz_input *in)
{
	buf_adds(out, "");
	for (size_t i = 0; i < in->nbytes;) {
		unsigned cp;
		i += utf8_decode(&cp, in->at + i, in->nbytes - i, NULL);
		buf_add_cp(out, cp ? cp : UTF8_REPLACEMENT);
	}
}

static const char *const languages[] = { NULL, "zh", "zh-Hant", "ja", "ko",
	"en", "fr" };

void
fuzz_cluster_params(struct cluster_params *p, struct fuzz_input *in)
{
	p->ambiguous = 1 + (int)fuzz_take(in, 2);
	p->kinsoku = (enum kinsoku)fuzz_take(in, KINSOKU_STRICT + 1);
	p->korean = (enum korean_break)fuzz_take(in, KOREAN_SYLLABLE + 1);
	p->language = languages[fuzz_take(in, COUNT(languages))];
}

void
fuzz_layout_params(struct layout_params *p, struct fuzz_input *in)
{
	static const short widths[] = { 20, 21, 24, 33, 40, 60, 80, 81, 120,
		150, 500, 1000 };
	static const short heights[] = { 0, 5, 6, 7, 10, 24, 40, 200 };

	layout_params_init(p);
	p->width = widths[fuzz_take(in, COUNT(widths))];
	p->height = heights[fuzz_take(in, COUNT(heights))];
	p->columns = (int)fuzz_take(in, LAYOUT_MAX_COLUMNS + 1);
	p->measure = (int)fuzz_take(in, 4) * 12;
	p->gutter = 1 + (int)fuzz_take(in, 5);
	p->indent = (int)fuzz_take(in, 10) - 1;
	p->hang = (int)fuzz_take(in, 3);
	p->ambiguous = 1 + (int)fuzz_take(in, 2);
	p->justify = (enum justify)fuzz_take(in, JUSTIFY_FULL + 1);
	p->kinsoku = (enum kinsoku)fuzz_take(in, KINSOKU_STRICT + 1);
	p->korean = (enum korean_break)fuzz_take(in, KOREAN_SYLLABLE + 1);
	p->rule = (enum rule_style)fuzz_take(in, RULE_NONE + 1);
	switch (fuzz_take(in, 4)) {
	case 2:
		p->writing = WRITING_VERTICAL;
		break;
	case 3:
		p->linear = true;
		break;
	}
	p->interface_ = fuzz_take(in, 2) ? "zh" : "en";
}

/* The table of filter.h, once more: a slip there must not be copied here. */
static bool
is_harmful(unsigned cp)
{
	return (cp < 0x20 && cp != '\n' && cp != '\t') ||
	    (cp >= 0x7F && cp < 0xA0) || cp == 0x61C || cp == 0x200E ||
	    cp == 0x200F || (cp >= 0x2028 && cp <= 0x202E) ||
	    (cp >= 0x2060 && cp <= 0x2064) || (cp >= 0x2066 && cp <= 0x2069) ||
	    (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp >= 0xFE00 && cp <= 0xFE0D) ||
	    cp == 0xFEFF || (cp >= 0xFFF9 && cp <= 0xFFFB) ||
	    (cp & 0xFFFE) == 0xFFFE || (cp >= 0xE0000 && cp <= 0xE007F) ||
	    (cp >= 0xE0100 && cp <= 0xE01EF);
}

void
fuzz_harmless(const char *s, size_t nbytes, int lines)
{
	const char *end = s + nbytes;

	HOLDS(utf8_valid(s, nbytes) == nbytes);
	while (s < end) {
		unsigned cp = utf8_next(&s);
		HOLDS(!is_harmful(cp));
		HOLDS(lines || (cp != '\n' && cp != '\t'));
	}
}

static bool
is_control(unsigned cp)
{
	return (cp < 0x20 && cp != '\n' && cp != '\t') ||
	    (cp >= 0x7F && cp < 0xA0);
}

static void
string_holds(const char *s, void *arg)
{
	(void)arg;
	HOLDS(*s);
	HOLDS(utf8_valid(s, strlen(s)) == strlen(s));
	while (*s)
		HOLDS(!is_control(utf8_next(&s)));
}

/* A walk over all strings. */
struct walk {
	fuzz_string_fn *fn;
	void *arg;
};

static void
visit(const struct walk *w, const char *s)
{
	if (s)
		w->fn(s, w->arg);
}

static void
visit_all(const struct walk *w, const char *const *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		visit(w, at[i]);
}

static void
visit_extra(const struct walk *w, const struct field *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		visit(w, at[i].value);
}

static void
visit_block(const struct walk *w, const struct block *b)
{
	const char *const strings[] = { b->mark, b->src, b->credit };

	visit_all(w, strings, COUNT(strings));
	if (b->nbytes)
		visit(w, b->text);
	for (size_t i = 0; i < b->nspans; i++)
		visit(w, b->spans[i].href);
}

static void
visit_article(const struct walk *w, const struct article *a)
{
	const char *const strings[] = { a->kicker, a->headline, a->deck,
		a->byline, a->date, a->source, a->url, a->language, a->kind,
		a->weight };

	visit_all(w, strings, COUNT(strings));
	for (size_t i = 0; i < a->nblocks; i++)
		visit_block(w, &a->blocks[i]);
	visit_extra(w, a->extra, a->nextra);
}

static void
visit_page(const struct walk *w, const struct page *p)
{
	visit_all(w, p->notes, p->nnotes);
	visit_extra(w, p->extra, p->nextra);
	for (size_t i = 0; i < p->nsections; i++)
		visit(w, p->sections[i].name);
}

void
fuzz_each_string(const struct edition *e, fuzz_string_fn *fn, void *arg)
{
	const struct walk w = { fn, arg };

	visit_extra(&w, e->extra, e->nextra);
	for (size_t i = 0; i < e->npages; i++)
		visit_page(&w, &e->pages[i]);
	for (size_t i = 0; i < e->narticles; i++)
		visit_article(&w, e->articles[i]);
}

/* What the walk leaves out, since it says again what the text says. */
static void
repeated_holds(const struct edition *e)
{
	const struct walk w = { string_holds, NULL };
	const char *const strings[] = { e->title, e->date, e->name, e->number,
		e->language, e->place, e->motto, e->price, e->url };

	visit_all(&w, strings, COUNT(strings));
	for (size_t i = 0; i < e->npages; i++) {
		visit(&w, e->pages[i].label);
		visit(&w, e->pages[i].name);
	}
	for (size_t i = 0; i < e->narticles; i++) {
		const struct article *a = e->articles[i];
		HOLDS(a->id);
		visit(&w, a->id);
		visit(&w, a->dateline);
		visit(&w, a->continued_on);
		visit(&w, a->continued_from);
		for (size_t k = 0; k < a->nauthors; k++) {
			HOLDS(a->authors[k].name);
			visit(&w, a->authors[k].name);
			visit(&w, a->authors[k].role);
		}
	}
}

static bool
is_boundary(const struct block *b, uint32_t at)
{
	return at <= b->nbytes && (b->text[at] & 0xC0) != 0x80;
}

static void
block_holds(const struct block *b)
{
	HOLDS(b->type < BLOCK_COUNT);
	HOLDS(b->text && strlen(b->text) == b->nbytes);
	HOLDS(b->nbytes > 0 || b->type == BLOCK_FIGURE);
	for (size_t i = 0; i < b->nspans; i++) {
		const struct span *s = &b->spans[i];
		HOLDS(s->from <= s->to && s->mark);
		HOLDS(is_boundary(b, s->from) && is_boundary(b, s->to));
		HOLDS(i == 0 || b->spans[i - 1].from <= s->from);
		HOLDS((s->kind == SPAN_LINK) == (s->href != NULL));
	}
	for (size_t i = 0; i < b->nwraps; i++) {
		HOLDS(is_boundary(b, b->wraps[i]));
		HOLDS(i == 0 || b->wraps[i - 1] < b->wraps[i]);
	}
}

static void
article_holds(const struct edition *e, const struct article *a)
{
	for (size_t i = 0; i < a->nblocks; i++)
		block_holds(&a->blocks[i]);
	HOLDS(a->page < e->npages);
	HOLDS(a->section < e->pages[a->page].nsections);
}

static void
sections_hold(const struct edition *e, const struct page *p, size_t *narticles)
{
	for (size_t i = 0; i < p->nsections; i++) {
		const struct section *s = &p->sections[i];
		for (size_t k = 0; k < s->narticles; k++) {
			const struct article *a = s->articles[k];
			HOLDS(e->articles[a->index] == a);
			HOLDS(&e->pages[a->page] == p && a->section == i);
		}
		*narticles += s->narticles;
	}
}

/* Finding an article by its id looks at all: beyond this, it takes long. */
enum { FEW_ARTICLES = 200 };

void
fuzz_model(const struct edition *e)
{
	size_t narticles = 0;

	fuzz_each_string(e, string_holds, NULL);
	repeated_holds(e);
	for (size_t i = 0; i < e->npages; i++)
		sections_hold(e, &e->pages[i], &narticles);
	HOLDS(narticles == e->narticles);
	for (size_t i = 0; i < e->narticles; i++) {
		HOLDS(e->articles[i]->index == i);
		article_holds(e, e->articles[i]);
		if (e->narticles <= FEW_ARTICLES)
			HOLDS(edition_find(e, e->articles[i]->id) ==
			    e->articles[i]);
	}
}

struct written {
	struct buf json, native;
};

static void
write_edition(struct written *w, const struct edition *e)
{
	buf_init(&w->json);
	buf_init(&w->native);
	json_export(&w->json, e);
	markdown_export(&w->native, e);
	fuzz_harmless(buf_str(&w->json), w->json.n, true);
	fuzz_harmless(buf_str(&w->native), w->native.n, true);
}

static void
written_fini(struct written *w)
{
	buf_fini(&w->json);
	buf_fini(&w->native);
}

static struct edition *
read_again(const struct written *w)
{
	struct edition *e = dump_read(
	    &reader_native, buf_str(&w->native), w->native.n, "again.md", NULL);

	HOLDS(e);
	return e;
}

static bool
is_same(const struct buf *a, const struct buf *b)
{
	return a->n == b->n && !memcmp(buf_str(a), buf_str(b), a->n);
}

void
fuzz_round_trip(const struct edition *e, const char *source, size_t nbytes)
{
	struct written once, twice, thrice;
	struct buf filtered;

	buf_init(&filtered);
	filter_add(&filtered, source, nbytes, FILTER_TEXT);
	write_edition(&once, e);
	if (once.native.n == 0) {
		/* An edition of nothing is an empty file, which none reads. */
		HOLDS(e->narticles == 0);
		written_fini(&once);
		buf_fini(&filtered);
		return;
	}
	struct edition *second = read_again(&once);
	write_edition(&twice, second);
	if (filtered.n == nbytes &&
	    !memcmp(buf_str(&filtered), source, nbytes)) {
		HOLDS(is_same(&once.json, &twice.json));
		HOLDS(is_same(&once.native, &twice.native));
	}
	struct edition *third = read_again(&twice);
	write_edition(&thrice, third);
	HOLDS(is_same(&twice.json, &thrice.json));
	HOLDS(is_same(&twice.native, &thrice.native));
	edition_free(second);
	edition_free(third);
	written_fini(&once);
	written_fini(&twice);
	written_fini(&thrice);
	buf_fini(&filtered);
}
