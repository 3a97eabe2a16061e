#include "src/layout/nameplate_int.h"

#include <ctype.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/date.h"
#include "src/layout/words.h"
#include "src/text/glyph.h"
#include "src/text/lang.h"

enum {
	/* From here the motto may have a row of its own. */
	TALL_HEIGHT = 26,
	/* Below these a sheet has a name of one row, the bare name, none. */
	FULL_HEIGHT = 22,
	ROW_HEIGHT = 12,
	NAME_HEIGHT = 4,
	/* Digits that lead to a section. */
	MAX_DIGITS = 9,
};

void
nameplate_put_label(
    struct plate *p, enum put_kind kind, enum role role, const char *text)
{
	if (text && *text)
		puts_add(p->puts,
		    &(struct put){ .kind = kind,
			.row = p->row,
			.col = p->col,
			.n = p->ncells,
			.role = role,
			.text = text });
}

static void
put_rule(struct plate *p)
{
	if (p->params->rule == RULE_NONE || p->params->linear)
		return;
	puts_add(p->puts,
	    &(struct put){ .kind = PUT_ROW,
		.row = p->row++,
		.col = p->col,
		.n = p->ncells,
		.role = ROLE_RULE });
}

int
nameplate_ncells(const struct plate *p, const char *s)
{
	return s ? (int)glyph_ncells(s, strlen(s), p->params->ambiguous) : 0;
}

/* --- the name ------------------------------------------------------------ */

/* The paper's name; one that has none is known by its page. */
static const char *
name_of(const struct edition *e)
{
	if (e->title || e->npages == 0)
		return e->title;
	if (e->npages > 1)
		return NULL;
	return e->pages[0].name ? e->pages[0].name : e->pages[0].label;
}

static int
is_ascii(const char *s)
{
	while ((unsigned char)*s > 0 && (unsigned char)*s < 0x80)
		s++;
	return *s == '\0';
}

/*
 * Its Han characters with so many blanks between.  A name in Latin letters
 * alone goes into capitals, since small ones fall apart when they are spaced.
 */
static const char *
space_out(const struct plate *p, const char *name, int nblanks)
{
	int is_latin = is_ascii(name);
	size_t n = strlen(name);
	int was = 0;
	struct buf b;

	buf_init(&b);
	for (size_t at = 0; at < n;) {
		struct glyph g;
		size_t used =
		    glyph_next(&g, name + at, n - at, p->params->ambiguous);
		int is_joint = is_latin ? at > 0 : was == 2 && g.ncells == 2;
		for (int i = 0; is_joint && i < nblanks; i++)
			buf_addc(&b, ' ');
		if (is_latin)
			buf_addc(&b, (char)toupper((unsigned char)name[at]));
		else
			buf_add(&b, name + at, used);
		was = g.ncells ? g.ncells : was;
		at += used;
	}
	const char *s = arena_strdup(p->arena, buf_str(&b));
	buf_fini(&b);
	return s;
}

const char *
nameplate_space_out(const struct plate *p, const char *name, int room)
{
	for (int nblanks = 2; nblanks > 0; nblanks--) {
		const char *s = space_out(p, name, nblanks);
		if (nameplate_ncells(p, s) <= room)
			return s;
	}
	return name;
}

/* Motto at the left of the name, price at its right, if they fit there. */
static void
put_name(struct plate *p)
{
	const struct edition *e = p->edition;
	int is_tall =
	    p->params->height == 0 || p->params->height >= TALL_HEIGHT;
	/* The rest is for the ears, of which only a low sheet is in need. */
	int room = is_tall ? p->ncells * 3 / 5 : p->ncells / 2;
	const char *name = nameplate_space_out(p, name_of(e), room);
	int ear = (p->ncells - nameplate_ncells(p, name)) / 2 - 2;
	nameplate_put_label(p, PUT_CENTER, ROLE_NAMEPLATE, name);
	if (nameplate_ncells(p, e->price) <= ear)
		nameplate_put_label(p, PUT_RIGHT, ROLE_DIM, e->price);
	if (nameplate_ncells(p, e->motto) <= ear) {
		nameplate_put_label(p, PUT_LEFT, ROLE_DIM, e->motto);
		p->row++;
		return;
	}
	p->row++;
	if (is_tall && nameplate_ncells(p, e->motto) <= p->ncells) {
		nameplate_put_label(p, PUT_CENTER, ROLE_DIM, e->motto);
		p->row++;
	}
}

/* --- the line below ------------------------------------------------------ */

static void
join(struct buf *b, const char *s)
{
	if (!s || !*s)
		return;
	if (b->n)
		buf_adds(b, "  ");
	buf_adds(b, s);
}

static const char *
finish(const struct plate *p, struct buf *b)
{
	const char *s = arena_strdup(p->arena, buf_str(b));

	buf_fini(b);
	return s;
}

const char *
nameplate_date(const struct plate *p)
{
	struct date date;
	struct buf b;

	if (!p->edition->date || !date_parse(&date, p->edition->date))
		return p->edition->date;
	buf_init(&b);
	date_add_long(&b, date, p->language);
	return finish(p, &b);
}

const char *
nameplate_number(const struct plate *p)
{
	const struct edition *e = p->edition;
	struct buf b, number;

	buf_init(&b);
	buf_init(&number);
	if (e->number)
		words_add_number(&number, e->number, p->language);
	join(&b, e->name);
	join(&b, buf_str(&number));
	buf_fini(&number);
	return finish(p, &b);
}

const char *
nameplate_amount(const struct plate *p)
{
	const struct edition *e = p->edition;
	struct buf b;

	buf_init(&b);
	if (e->npages > 1) {
		words_add_pages(&b, e->npages, p->language);
		buf_adds(&b, "  ");
	}
	words_add_stories(&b, e->narticles - e->ntwins, p->language);
	return finish(p, &b);
}

/*
 * In the middle of the row, or else of what the `left` and `right` cells at its
 * ends leave; not at all if it does not fit.
 */
static void
put_middle(struct plate *p, const char *s, int left, int right)
{
	int n = nameplate_ncells(p, s);
	int room = p->ncells - left - right;
	int col = (p->ncells - n) / 2;

	if (n == 0 || n > room)
		return;
	if (col < left || col + n > p->ncells - right)
		col = left + (room - n) / 2;
	puts_add(p->puts,
	    &(struct put){ .kind = PUT_LEFT,
		.row = p->row,
		.col = p->col + col,
		.n = n,
		.role = ROLE_DIM,
		.text = s });
}

/*
 * Place and date at the left, number in the middle, amount at the right;
 * what does not fit goes: the middle first, then the place.
 */
static void
put_folio(struct plate *p)
{
	const char *amount = nameplate_amount(p);
	const char *number = nameplate_number(p);
	const char *date = nameplate_date(p);
	int right = nameplate_ncells(p, amount) + 2;
	struct buf b;

	buf_init(&b);
	join(&b, p->edition->place);
	join(&b, date);
	if (nameplate_ncells(p, buf_str(&b)) > p->ncells - right) {
		buf_cut(&b, 0);
		join(&b, date);
	}
	const char *left = finish(p, &b);
	nameplate_put_label(p, PUT_LEFT, ROLE_DIM, left);
	if (nameplate_ncells(p, left) <= p->ncells - right)
		nameplate_put_label(p, PUT_RIGHT, ROLE_DIM, amount);
	put_middle(p, number, nameplate_ncells(p, left) + 2, right);
	p->row++;
}

/* --- sections ------------------------------------------------------------ */

struct names {
	const char *at[MAX_DIGITS];
	size_t n;
};

static void
add_name(struct names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (!name || strcmp(names->at[i], name) == 0)
			return;
	if (name && names->n < MAX_DIGITS)
		names->at[names->n++] = name;
}

/* Is there a story in it that is not shown elsewhere? */
static bool
has_story(const struct section *s)
{
	size_t i = 0;

	while (i < s->narticles && s->articles[i]->twin)
		i++;
	return i < s->narticles;
}

/* The sections as a reader counts them; a page without one stands for one. */
static void
collect_names(struct names *names, const struct edition *e)
{
	for (size_t i = 0; i < e->npages; i++) {
		const struct page *page = &e->pages[i];
		const char *own = page->name ? page->name : page->label;
		for (size_t k = 0; k < page->nsections; k++) {
			const struct section *s = &page->sections[k];
			if (has_story(s))
				add_name(names, s->name ? s->name : own);
		}
	}
}

/* "1 要闻  2 民生": as many as fit. */
static void
put_sections(struct plate *p)
{
	struct names names = { .n = 0 };
	struct buf b;

	collect_names(&names, p->edition);
	if (names.n < 2)
		return;
	buf_init(&b);
	for (size_t i = 0; i < names.n; i++) {
		size_t was = b.n;
		buf_addf(&b, "%s%zu %s", i ? "   " : "", i + 1, names.at[i]);
		if (nameplate_ncells(p, buf_str(&b)) > p->ncells) {
			buf_cut(&b, was);
			break;
		}
	}
	nameplate_put_label(p, PUT_CENTER, ROLE_SECTION, finish(p, &b));
	p->row++;
}

/* --- the whole ----------------------------------------------------------- */

static void
put_bare_name(struct plate *p)
{
	const char *name = name_of(p->edition);

	nameplate_put_label(p, PUT_CENTER, ROLE_NAMEPLATE, name);
	p->row += name != NULL;
}

/* The name between date and amount, over a rule. */
static void
put_name_row(struct plate *p)
{
	const char *name = name_of(p->edition);
	const char *date = nameplate_date(p);
	const char *amount = nameplate_amount(p);
	int ear = nameplate_ncells(p, date) > nameplate_ncells(p, amount)
	    ? nameplate_ncells(p, date)
	    : nameplate_ncells(p, amount);

	if (name)
		name = nameplate_space_out(p, name, p->ncells - 2 * (ear + 2));
	ear = (p->ncells - nameplate_ncells(p, name)) / 2 - 2;
	nameplate_put_label(p, PUT_CENTER, ROLE_NAMEPLATE, name);
	if (nameplate_ncells(p, date) <= ear)
		nameplate_put_label(p, PUT_LEFT, ROLE_DIM, date);
	if (nameplate_ncells(p, amount) <= ear)
		nameplate_put_label(p, PUT_RIGHT, ROLE_DIM, amount);
	p->row++;
	put_rule(p);
}

int
nameplate_put(struct puts *puts, const struct edition *e,
    const struct layout_params *params, int col, int n, struct arena *arena)
{
	struct plate p = { .puts = puts,
		.edition = e,
		.params = params,
		.language = e->language ? e->language : params->interface_,
		.col = col,
		.ncells = n,
		.arena = arena };

	const char *name = name_of(e);
	int height = params->height > 0 ? params->height : FULL_HEIGHT;
	bool has_ears = false;

	if (params->nameplate == NAMEPLATE_OFF)
		return 0;
	if (height >= NAME_HEIGHT && height < ROW_HEIGHT)
		put_bare_name(&p);
	if (height >= ROW_HEIGHT && height < FULL_HEIGHT)
		put_name_row(&p);
	if (height < FULL_HEIGHT)
		return p.row;
	if (name && !nameplate_put_large(&p, name, &has_ears))
		put_name(&p);
	if (name)
		put_rule(&p);
	int rule = p.row;
	if (!has_ears)
		put_folio(&p);
	put_sections(&p);
	if (p.row > rule)
		put_rule(&p);
	return p.row;
}
