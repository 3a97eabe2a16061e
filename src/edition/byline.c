/*
 * A byline as a line: glyphs and brackets, the script it is in, and how much
 * it looks like one.
 */
#include "src/edition/byline.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"
#include "src/edition/byline_int.h"
#include "src/edition/clean.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Marks that papers put before a byline (formats of raw text, rule 2). */
static bool
is_glyph(unsigned cp)
{
	static const unsigned glyphs[] = { 0x25CF, 0x25A0, 0x25C6, 0x25B2,
		0x25A1, 0x25CB, 0x25CE, 0x2605, 0x2606, 0x25AA, 0x25AB, 0x25B6,
		0x25BA, 0x2022, 0x25C7, 0x25B3, 0x25BC, 0x25BD, 0x25C9, 0x2B24,
		0x2B1B, 0x25CA, 0x25FC };

	for (size_t i = 0; i < COUNT(glyphs); i++)
		if (glyphs[i] == cp)
			return true;
	return false;
}

/* --- people ------------------------------------------------------------------ */

void
crowd_add(struct crowd *c, const char *name, size_t nbytes, const char *role,
    size_t role_nbytes)
{
	for (size_t i = 0; i < c->n; i++)
		if (strlen(c->at[i].name) == nbytes &&
		    !memcmp(c->at[i].name, name, nbytes))
			return;
	if (c->n == CROWD_MAX)
		return;
	c->at[c->n++] = (struct person){
		.name = arena_strndup(c->arena, name, nbytes),
	};
	if (role_nbytes)
		c->at[c->n - 1].role =
		    arena_strndup(c->arena, role, role_nbytes);
}

void
crowd_set_role(struct crowd *c, size_t first, const char *role, size_t nbytes)
{
	char *copy = arena_strndup(c->arena, role, nbytes);

	for (size_t i = first; i < c->n; i++)
		if (!c->at[i].role)
			c->at[i].role = copy;
}

void
crowd_set_org(struct crowd *c, size_t first, const char *org, size_t nbytes)
{
	char *copy = nbytes ? arena_strndup(c->arena, org, nbytes) : NULL;

	for (size_t i = first; i < c->n; i++)
		if (!c->at[i].org)
			c->at[i].org = copy;
}

/* --- the line ---------------------------------------------------------------- */

static const struct {
	unsigned open, close;
} brackets[] = {
	{ 0x3010, 0x3011 },
	{ 0x3014, 0x3015 },
	{ 0xFF3B, 0xFF3D },
	{ '[', ']' },
	{ 0xFF08, 0xFF09 },
	{ '(', ')' },
	{ 0x300A, 0x300B },
};

/* The pair that `cp` opens; their count if it opens none. */
static size_t
bracket_of(unsigned cp)
{
	size_t i = 0;

	while (i < COUNT(brackets) && brackets[i].open != cp)
		i++;
	return i;
}

/* The place of `close` in `s`, or NULL. */
static const char *
find_cp(const char *s, unsigned close)
{
	while (*s) {
		const char *at = s;
		if (utf8_next(&s) == close)
			return at;
	}
	return NULL;
}

struct line {
	struct buf inside; /* of a bracket at the start, or empty */
	struct buf rest;
	struct buf aside; /* what stood in brackets in the rest */
	bool glyph;
	bool bracket;
	bool japanese; /* the bracket is 【 */
	bool east_asian;
};

/* At '@': the address before and after it goes.  Returns what follows it. */
static const char *
skip_address(struct buf *out, const char *s)
{
	while (out->n && (unsigned char)out->bytes[out->n - 1] < 0x80 &&
	    !strchr(" \t\n,;<", out->bytes[out->n - 1]))
		buf_cut(out, out->n - 1);
	while (*s && (unsigned char)*s < 0x80 && !strchr(" \t\n,;>", *s))
		s++;
	if (*s == '>' && out->n && out->bytes[out->n - 1] == '<') {
		buf_cut(out, out->n - 1);
		s++;
	}
	return s;
}

static void
add_blank(struct buf *out)
{
	if (!out->n || out->bytes[out->n - 1] != ' ')
		buf_addc(out, ' ');
}

/* Copy `s` without what is in brackets and without e-mail addresses. */
static void
copy_plain(struct line *l, const char *s)
{
	bool missing[COUNT(brackets)] = { false };

	while (*s) {
		const char *at = s;
		unsigned cp = utf8_next(&s);
		size_t kind = bracket_of(cp);
		/* What was looked for and not found is not looked for again. */
		bool open = kind < COUNT(brackets) && !missing[kind];
		const char *end =
		    open ? find_cp(s, brackets[kind].close) : NULL;
		if (open)
			missing[kind] = !end;
		if (end) {
			buf_add(&l->aside, s, (size_t)(end - s));
			buf_addc(&l->aside, ' ');
			s = end;
			utf8_next(&s);
			add_blank(&l->rest);
		} else if (cp == ' ') {
			add_blank(&l->rest);
		} else if (cp == '@') {
			s = skip_address(&l->rest, s);
		} else {
			buf_add(&l->rest, at, (size_t)(s - at));
		}
	}
}

static void
line_init(struct line *l, const char *s)
{
	*l = (struct line){ 0 };
	while (*s) {
		const char *at = s;
		unsigned cp = utf8_next(&s);
		if (is_glyph(cp)) {
			l->glyph = true;
		} else if (!clean_is_blank(cp)) {
			s = at;
			break;
		}
	}
	const char *start = s;
	size_t kind = *s ? bracket_of(utf8_next(&s)) : COUNT(brackets);
	const char *end =
	    kind < COUNT(brackets) ? find_cp(s, brackets[kind].close) : NULL;
	l->bracket = end != NULL;
	l->japanese = end && brackets[kind].open == 0x3010;
	if (end) {
		buf_add(&l->inside, s, (size_t)(end - s));
		utf8_next(&end);
		start = end;
	}
	copy_plain(l, start);
	struct buf *const all[] = { &l->inside, &l->rest, &l->aside };
	bool empty = !buf_str(&l->rest)[strspn(buf_str(&l->rest), " ")];
	for (size_t i = 0; i < COUNT(all) - !empty; i++)
		for (const char *at = buf_str(all[i]); *at;)
			l->east_asian |= byline_is_east_asian(utf8_next(&at));
}

static void
line_fini(struct line *l)
{
	buf_fini(&l->inside);
	buf_fini(&l->rest);
	buf_fini(&l->aside);
}

/* In 【ソウル川島】 the place in katakana is no part of the name. */
static const char *
skip_katakana_place(const char *s)
{
	const char *start = s;
	const char *at = s;

	while (*at) {
		const char *before = at;
		unsigned cp = utf8_next(&at);
		if (!byline_is_katakana(cp))
			return byline_is_han(cp) ? before : start;
	}
	return start;
}

static void
parse_latin(struct parse *p, const struct line *l)
{
	byline_parse_latin(&p->crowd, buf_str(&l->inside));
	if (!p->crowd.n)
		byline_parse_latin(&p->crowd, buf_str(&l->rest));
	/* "desk@example.org (Ann Lee)": what is left when the address is gone. */
	if (!p->crowd.n && !buf_str(&l->rest)[strspn(buf_str(&l->rest), " ")])
		byline_parse_latin(&p->crowd, buf_str(&l->aside));
}

/* What the words before a bracket say of those inside: 新华社…电（记者苏禾）. */
static void
parse_aside(struct parse *p, const struct line *l)
{
	struct parse aside = { .crowd = { .arena = p->crowd.arena } };

	byline_parse_east(&aside, buf_str(&l->aside));
	/* （青石浦） is a place; who signed there has a role or a mark. */
	for (size_t i = 0; i < aside.crowd.n; i++)
		if (aside.crowd.at[i].role)
			p->crowd.at[p->crowd.n++] = aside.crowd.at[i];
}

/* 通讯员 and readers write for a paper and are not of it. */
static bool
is_outsider(const struct person *who)
{
	static const char *const roles[] = { "通讯员", "通訊員", "读者", "讀者",
		"作者" };

	for (size_t i = 0; i < COUNT(roles) && who->role; i++)
		if (!strncmp(who->role, roles[i], strlen(roles[i])))
			return true;
	return false;
}

/* Everyone's organisation: as the role says, else the line. */
static void
set_orgs(struct parse *p, const char *line)
{
	struct crowd *c = &p->crowd;
	struct token agency = byline_agency(line);

	for (size_t i = 0; i < c->n; i++) {
		struct person *who = &c->at[i];
		struct token org = { 0 };
		if (who->role)
			org = byline_org(
			    (struct token){ who->role, strlen(who->role), 0 });
		if (!org.nbytes && !is_outsider(who))
			org = agency;
		if (org.nbytes)
			who->org = arena_strndup(c->arena, org.s, org.nbytes);
	}
}

static void
parse_line(struct parse *p, const struct line *l)
{
	struct crowd editors = { .arena = p->crowd.arena };

	p->glyph = l->glyph;
	if (!l->east_asian) {
		parse_latin(p, l);
		return;
	}
	p->editors = &editors;
	p->by_dots = l->japanese;
	/* [英]约翰·兰金: a country. */
	if (l->bracket &&
	    (!l->rest.n || utf8_count(l->inside.bytes, l->inside.n) > 1)) {
		p->glyph = true; /* the bracket is as good as one */
		byline_parse_east(p, skip_katakana_place(buf_str(&l->inside)));
		p->glyph = l->glyph;
	}
	if (!p->crowd.n)
		byline_parse_east(p, buf_str(&l->rest));
	p->weak = !p->crowd.n;
	if (!p->crowd.n && l->aside.n)
		parse_aside(p, l);
	if (!p->crowd.n)
		p->crowd = editors;
	p->editors = NULL;
	set_orgs(p, buf_str(l->bracket ? &l->inside : &l->rest));
}

struct person *
byline_parse(size_t *n, const char *line, struct arena *arena)
{
	struct parse p = { .crowd = { .arena = arena } };
	struct line l;

	line_init(&l, line);
	parse_line(&p, &l);
	line_fini(&l);
	*n = p.crowd.n;
	return arena_dup(arena, p.crowd.at, p.crowd.n, sizeof *p.crowd.at);
}

/* --- confidence -------------------------------------------------------------- */

/*
 * Columns of the longest byline: rule 2 of raw text says 60; a Latin one names
 * its people at length.
 */
enum { MAX_COLUMNS = 60, MAX_LATIN_BYTES = 120 };

/* Columns, counting all from U+1100 on as wide; 999 with a mark of prose. */
static size_t
count_columns(const char *s)
{
	static const unsigned prose[] = { 0x3002, 0xFF0C, 0xFF1F, 0xFF01,
		0xFF1B, 0x201C, 0x300C };
	size_t n = 0;

	while (*s) {
		unsigned cp = utf8_next(&s);
		for (size_t i = 0; i < COUNT(prose); i++)
			if (cp == prose[i])
				return 999;
		n += cp >= 0x1100 ? 2 : 1;
	}
	return n;
}

static int
judge(const struct parse *p, const struct line *l)
{
	bool people = p->crowd.n > 0 && !p->weak;
	bool closed = l->bracket && !l->rest.n;

	if (p->nodd)
		return p->glyph && people ? 45 : 10;
	if (p->nroles && people && (p->glyph || closed || p->role_first))
		return 95;
	if (p->nroles && people)
		return 88;
	if (p->glyph && people)
		return p->crowd.n == p->ntokens ? 92 : 70;
	if (closed && people)
		return 72;
	if (p->nroles)
		return p->glyph ? 80 : 60;
	if (!people)
		return p->glyph ? 60 : 40;
	/* Bare names: three characters each, of known surnames. */
	bool known = true;
	for (size_t i = 0; i < p->crowd.n; i++) {
		const char *s = p->crowd.at[i].name;
		known &= utf8_count(s, strlen(s)) <= 3 &&
		    byline_is_surname(utf8_next(&s));
	}
	return !known ? 5 : p->crowd.n > 1 ? 55 : 25;
}

int
byline_confidence(const char *line, size_t nbytes)
{
	if (!nbytes || nbytes > 4 * MAX_LATIN_BYTES)
		return 0;
	struct arena *arena = arena_new();
	struct parse p = { .crowd = { .arena = arena } };
	struct line l;
	const char *s = arena_strndup(arena, line, nbytes);
	int sure = 0;

	line_init(&l, s);
	if (!l.east_asian)
		sure = byline_latin_confidence(buf_str(&l.rest));
	if (l.east_asian && count_columns(s) <= MAX_COLUMNS) {
		parse_line(&p, &l);
		sure = judge(&p, &l);
	}
	line_fini(&l);
	arena_free(arena);
	return sure;
}
