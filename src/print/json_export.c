#include "src/print/json_export.h"

#include <string.h>

#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/base/json.h"
#include "src/edition/edition.h"
#include "src/text/filter.h"

/* A filtered string; null for NULL. */
static struct json *
filtered(const char *s, enum filter_mode mode)
{
	struct buf b = { 0 };

	if (!s)
		return json_new_null();
	filter_add(&b, s, strlen(s), mode);
	struct json *j = json_new_string_n(buf_str(&b), b.n);
	buf_fini(&b);
	return j;
}

static void
push_line(struct json *list, const char *s)
{
	json_push(list, filtered(s, FILTER_LINE));
}

static void
set_line(struct json *o, const char *key, const char *s)
{
	json_set(o, key, filtered(s, FILTER_LINE));
}

static void
set_text(struct json *o, const char *key, const char *s)
{
	json_set(o, key, filtered(s, FILTER_TEXT));
}

/* Beyond the schema, what most have not is left out. */
static void
set_optional(struct json *o, const char *key, const char *s)
{
	if (s)
		set_line(o, key, s);
}

/* An edition's day as ISO writes it, if it is one. */
static void
set_date(struct json *o, const char *s)
{
	struct date d;
	struct buf b = { 0 };

	if (s && date_parse(&d, s)) {
		date_add_iso(&b, d);
		json_set_string(o, "date", buf_str(&b));
	} else {
		set_line(o, "date", s);
	}
	buf_fini(&b);
}

static struct json *
export_block(const struct block *k)
{
	struct json *o = json_new_object();

	json_set_string(o, "type", block_type_name(k->type));
	set_text(o, "text", k->text);
	if ((k->type == BLOCK_SUBHEAD && k->level > 1) ||
	    (k->type == BLOCK_ITEM && k->level > 0))
		json_set_int(o, "level", k->level);
	if (k->type == BLOCK_ITEM && k->number)
		json_set_int(o, "number", k->number);
	set_optional(o, "src", k->src);
	set_optional(o, "credit", k->credit);
	return o;
}

static struct json *
export_authors(const struct article *a)
{
	struct json *list = json_new_array();

	for (size_t i = 0; i < a->nauthors; i++)
		push_line(list, a->authors[i].name);
	return list;
}

static struct json *
export_article(const struct article *a)
{
	struct json *o = json_new_object();
	struct json *blocks = json_new_array();

	set_line(o, "id", a->id);
	set_text(o, "kicker", a->kicker);
	set_text(o, "headline", a->headline);
	set_text(o, "deck", a->deck);
	set_text(o, "byline", a->byline);
	json_set(o, "authors", export_authors(a));
	set_line(o, "dateline", a->dateline);
	set_line(o, "date", a->date);
	set_line(o, "source", a->source);
	set_line(o, "url", a->url);
	set_line(o, "continued_on", a->continued_on);
	set_line(o, "continued_from", a->continued_from);
	json_set_bool(o, "cut_off", a->cut_off);
	set_optional(o, "language", a->language);
	set_optional(o, "kind", a->kind);
	set_optional(o, "weight", a->weight);
	for (size_t i = 0; i < a->nblocks; i++)
		json_push(blocks, export_block(&a->blocks[i]));
	json_set(o, "blocks", blocks);
	return o;
}

static struct json *
export_section(const struct section *s)
{
	struct json *o = json_new_object();
	struct json *articles = json_new_array();

	set_line(o, "name", s->name);
	for (size_t i = 0; i < s->narticles; i++)
		json_push(articles, export_article(s->articles[i]));
	json_set(o, "articles", articles);
	return o;
}

static struct json *
export_page(const struct page *p)
{
	struct json *o = json_new_object();
	struct json *notes = json_new_array();
	struct json *sections = json_new_array();

	set_line(o, "label", p->label);
	set_line(o, "name", p->name);
	for (size_t i = 0; i < p->nnotes; i++)
		push_line(notes, p->notes[i]);
	json_set(o, "notes", notes);
	for (size_t i = 0; i < p->nsections; i++)
		json_push(sections, export_section(&p->sections[i]));
	json_set(o, "sections", sections);
	return o;
}

void
json_export(struct buf *out, const struct edition *e)
{
	struct json *o = json_new_object();
	struct json *pages = json_new_array();

	json_set_int(o, "schema", 1);
	set_line(o, "title", e->title);
	set_date(o, e->date);
	set_line(o, "language", e->language);
	set_optional(o, "edition", e->name);
	set_optional(o, "number", e->number);
	set_optional(o, "place", e->place);
	set_optional(o, "motto", e->motto);
	set_optional(o, "price", e->price);
	set_optional(o, "url", e->url);
	for (size_t i = 0; i < e->npages; i++)
		json_push(pages, export_page(&e->pages[i]));
	json_set(o, "pages", pages);
	json_dump(out, o, JSON_STYLE_INDENTED);
	buf_addc(out, '\n');
	json_free(o);
}
