/*
 * Front matter, and the heads of pages and stories.
 *
 * A head is gone over twice: a section must be known before its story begins.
 */
#include "content/native_int.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/mem.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static char *
copy_value(struct native *r, const struct native_key *k)
{
	return arena_strndup(r->arena, k->value, k->nvalue);
}

static char *
copy_name(struct native *r, const struct native_key *k)
{
	return arena_strndup(r->arena, k->name, k->nname);
}

/* Keep how a line of a head was written (native.h says what of it). */
static void
keep_written(struct native *r, enum builder_scope scope, struct line l,
    const struct native_key *k)
{
	if (k && (k->nvalue || k->field == NATIVE_SECTION)) {
		builder_key(r->b, scope, l.s, k->nprefix);
		return;
	}
	const char *whole = arena_printf(r->arena, " %.*s", (int)l.n, l.s);
	builder_key(r->b, scope, whole, strlen(whole));
}

/* Where a field goes, -1 where it is not a plain value of that thing. */
static const signed char edition_fields[NATIVE_FIELD_COUNT] = {
	[NATIVE_TITLE] = EDITION_TITLE + 1,
	[NATIVE_DATE] = EDITION_DATE + 1,
	[NATIVE_NAME] = EDITION_NAME + 1,
	[NATIVE_NUMBER] = EDITION_NUMBER + 1,
	[NATIVE_LANGUAGE] = EDITION_LANGUAGE + 1,
	[NATIVE_PLACE] = EDITION_PLACE + 1,
	[NATIVE_MOTTO] = EDITION_MOTTO + 1,
	[NATIVE_PRICE] = EDITION_PRICE + 1,
	[NATIVE_URL] = EDITION_URL + 1,
};

static const signed char article_fields[NATIVE_FIELD_COUNT] = {
	[NATIVE_KICKER] = ARTICLE_KICKER + 1,
	[NATIVE_HEADLINE] = ARTICLE_HEADLINE + 1,
	[NATIVE_DECK] = ARTICLE_DECK + 1,
	[NATIVE_BYLINE] = ARTICLE_BYLINE + 1,
	[NATIVE_DATELINE] = ARTICLE_DATELINE + 1,
	[NATIVE_DATE] = ARTICLE_DATE + 1,
	[NATIVE_SOURCE] = ARTICLE_SOURCE + 1,
	[NATIVE_URL] = ARTICLE_URL + 1,
	[NATIVE_LANGUAGE] = ARTICLE_LANGUAGE + 1,
	[NATIVE_KIND] = ARTICLE_KIND + 1,
	[NATIVE_WEIGHT] = ARTICLE_WEIGHT + 1,
	[NATIVE_JUMP] = ARTICLE_CONTINUED_ON + 1,
	[NATIVE_JUMP_FROM] = ARTICLE_CONTINUED_FROM + 1,
	[NATIVE_ID] = ARTICLE_ID + 1,
};

/* A key may stand several times if its field holds lines. */
static bool
may_repeat(enum native_field f)
{
	return f == NATIVE_KICKER || f == NATIVE_HEADLINE || f == NATIVE_DECK ||
	    f == NATIVE_BYLINE || f == NATIVE_NOTE || f == NATIVE_STANDFIRST ||
	    f == NATIVE_CREDIT;
}

/*
 * Has the field been given before?  Then the line is kept as one that we do not
 * know, so that nothing is lost.
 */
static bool
is_repeat(unsigned long *seen, enum native_field f)
{
	bool again = *seen >> f & 1;

	*seen |= 1ul << f;
	return again && f != NATIVE_NO_FIELD && !may_repeat(f);
}

static void
set_edition_key(struct native *r, const struct native_key *k, bool repeat)
{
	int field = edition_fields[k->field] - 1;

	if (field < 0 || repeat)
		builder_edition_extra(r->b, copy_name(r, k), copy_value(r, k));
	else
		builder_edition(
		    r->b, (enum edition_field)field, copy_value(r, k));
}

/* The line that ends front matter begun at `r->at`, if it is that. */
bool
native_is_front_matter(const struct native *r, size_t *end)
{
	size_t at = native_peek(r).end;
	bool any = false;

	/* 200 lines: what is longer is no head, but a text with two rules. */
	for (int i = 0; i < 200; i++) {
		struct native_key k;
		struct line l = native_line_at(r, at);
		if (!l.there)
			return false;
		if (l.n == 3 && !memcmp(l.s, "---", 3)) {
			*end = at;
			return any;
		}
		if (native_split_key(&k, NATIVE_EDITION, l.s, l.n))
			any = true;
		else if (native_look(l.s, l.n).kind == NATIVE_ARTICLE_LINE)
			return false;
		at = l.end;
	}
	return false;
}

void
native_read_front_matter(struct native *r)
{
	size_t end;
	unsigned long seen = 0;
	struct line l = native_peek(r);

	if (l.n != 3 || memcmp(l.s, "---", 3) != 0 ||
	    !native_is_front_matter(r, &end))
		return;
	native_advance(r, l);
	while (r->at < end) {
		struct native_key k;
		l = native_peek(r);
		if (native_split_key(&k, NATIVE_EDITION, l.s, l.n)) {
			keep_written(r, BUILDER_EDITION, l, &k);
			set_edition_key(r, &k, is_repeat(&seen, k.field));
		} else {
			keep_written(r, BUILDER_EDITION, l, NULL);
			if (l.n)
				native_complain(r,
				    "this line has no key; write it as "
				    "\"key: value\"");
		}
		native_advance(r, l);
	}
	native_advance(r, native_peek(r));
	r->begun = true;
}

/* The next line, if it is a key line of the head that is being read. */
static bool
next_key(struct native *r, enum native_scope scope, size_t at,
    struct native_key *k, struct line *l)
{
	*l = native_line_at(r, at);
	return l->there && l->n && native_split_key(k, scope, l->s, l->n);
}

/* Does the head at `r->at` have this field?  Gives its value. */
static bool
find_key(struct native *r, enum native_scope scope, enum native_field field,
    struct native_key *found)
{
	struct native_key k;
	struct line l;

	for (size_t at = r->at; next_key(r, scope, at, &k, &l); at = l.end)
		if (k.field == field) {
			*found = k;
			return true;
		}
	return false;
}

/* What follows a head without a blank line should be another. */
static void
end_head(struct native *r)
{
	struct line l = native_peek(r);
	enum native_line kind = native_look(l.s, l.n).kind;

	r->before = -1;
	if (l.there && l.n && kind != NATIVE_PAGE_LINE &&
	    kind != NATIVE_ARTICLE_LINE)
		native_complain(r,
		    "this line has no key, so the text begins here; put a"
		    " blank line above it");
}

/* A section without stories is no section; the line is kept all the same. */
void
native_end_page(struct native *r)
{
	if (r->section && !r->section_used)
		builder_page_extra(r->b,
		    native_field_name(NATIVE_PAGE, NATIVE_SECTION), r->section);
	r->section = NULL;
	r->section_used = false;
}

/* The first counts, even an empty one; others are kept as they are written. */
static void
complain_of_section(struct native *r)
{
	native_complain(r, "a second section; the first counts");
}

static void
begin_page(struct native *r, struct line heading, size_t nprefix)
{
	const char *label = NULL;
	const char *name = NULL;
	struct native_key k;
	bool keyed = false;

	if (find_key(r, NATIVE_PAGE, NATIVE_LABEL, &k)) {
		label = copy_value(r, &k);
		keyed = true;
	}
	if (find_key(r, NATIVE_PAGE, NATIVE_PAGE_NAME, &k)) {
		name = copy_value(r, &k);
		keyed = true;
	}
	if (!keyed)
		native_split_heading(&label, &name, heading.s + nprefix,
		    heading.n - nprefix, r->arena);
	builder_page(r->b, label, name);
	builder_key(r->b, BUILDER_PAGE, heading.s, heading.n);
}

void
native_read_page(struct native *r, struct line heading, size_t nprefix)
{
	unsigned above = native_gap(r, 1);
	unsigned long seen = 0;
	struct native_key k;
	struct line l;

	native_advance(r, heading);
	native_end_page(r);
	begin_page(r, heading, nprefix);
	builder_gap(r->b, BUILDER_PAGE, above);
	while (next_key(r, NATIVE_PAGE, r->at, &k, &l)) {
		bool repeat = is_repeat(&seen, k.field);
		bool idle = repeat && k.field == NATIVE_SECTION;
		keep_written(r, BUILDER_PAGE, l, idle ? NULL : &k);
		if (idle)
			complain_of_section(r);
		else if (k.field == NATIVE_NOTE)
			builder_page_note(r->b, copy_value(r, &k));
		else if (k.field == NATIVE_SECTION)
			r->section = copy_value(r, &k);
		else if (k.field == NATIVE_NO_FIELD || repeat)
			builder_page_extra(
			    r->b, copy_name(r, &k), copy_value(r, &k));
		native_advance(r, l);
	}
	r->begun = true;
	r->in_article = false;
	end_head(r);
}

static bool
is_yes(const struct native_key *k)
{
	static const char *const words[] = { "yes", "true", "1", "是", "はい",
		"예" };

	for (size_t i = 0; i < COUNT(words); i++)
		if (strlen(words[i]) == k->nvalue &&
		    !memcmp(words[i], k->value, k->nvalue))
			return true;
	return false;
}

/* Pictures' credits stand at a story's end, wherever its head is. */
static void
keep_credit(struct native *r, const struct native_key *k)
{
	r->credits = mem_grow(
	    r->credits, r->ncredits, &r->credits_cap, sizeof *r->credits);
	r->credits[r->ncredits++] =
	    (struct line){ .s = k->value, .n = k->nvalue };
}

void
native_add_credits(struct native *r)
{
	for (size_t i = 0; i < r->ncredits; i++) {
		struct block like = { .type = BLOCK_CREDIT };
		native_add_decoded(r, &like, r->credits[i].s, r->credits[i].n,
		    NATIVE_IN_VALUE, NATIVE_IN_VALUE);
	}
	r->ncredits = 0;
}

static void
set_article_key(struct native *r, const struct native_key *k, bool repeat)
{
	int field = article_fields[k->field] - 1;
	struct block like = { .type = BLOCK_STANDFIRST };

	if (k->field == NATIVE_STANDFIRST)
		native_add_decoded(r, &like, k->value, k->nvalue,
		    NATIVE_IN_VALUE, NATIVE_IN_VALUE);
	else if (k->field == NATIVE_CREDIT)
		keep_credit(r, k);
	else if (k->field == NATIVE_CUT && !repeat && is_yes(k))
		builder_cut_off(r->b, true);
	else if (field >= 0 && !repeat)
		builder_set_n(
		    r->b, (enum article_field)field, k->value, k->nvalue);
	else if (k->field != NATIVE_SECTION)
		builder_extra(r->b, copy_name(r, k), copy_value(r, k));
}

void
native_read_article(struct native *r, struct line heading, size_t nprefix)
{
	unsigned above = native_gap(r, 1);
	unsigned line = r->lineno + 1;
	unsigned long seen = 0;
	struct native_key k;
	struct line l;

	native_advance(r, heading);
	bool own = find_key(r, NATIVE_ARTICLE, NATIVE_SECTION, &k);
	builder_section(r->b, own ? copy_value(r, &k) : r->section);
	r->section_used |= !own;
	builder_article(r->b, line);
	builder_gap(r->b, BUILDER_ARTICLE, above);
	builder_key(r->b, BUILDER_ARTICLE, "", 0); /* there are no others */
	builder_set_n(
	    r->b, ARTICLE_HEADLINE, heading.s + nprefix, heading.n - nprefix);
	while (next_key(r, NATIVE_ARTICLE, r->at, &k, &l)) {
		bool repeat = is_repeat(&seen, k.field);
		bool idle = repeat && k.field == NATIVE_SECTION;
		keep_written(r, BUILDER_ARTICLE, l, idle ? NULL : &k);
		if (idle)
			complain_of_section(r);
		else
			set_article_key(r, &k, repeat);
		native_advance(r, l);
	}
	r->begun = true;
	r->in_article = true;
	end_head(r);
}
