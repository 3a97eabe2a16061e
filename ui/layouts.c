#include "ui/layouts.h"

#include <stdbool.h>
#include <string.h>

#include "config/settings.h"
#include "src/layout/front.h"
#include "src/layout/sheet.h"
#include "ui/cells.h"

void
layouts_init(struct layouts *l)
{
	memset(l, 0, sizeof *l);
	layout_params_init(&l->params);
}

void
layouts_drop(struct layouts *l)
{
	for (int i = 0; i < LAYOUTS_FRONTS; i++) {
		front_free(l->fronts[i].front);
		l->fronts[i] = (struct layouts_front){ 0 };
	}
	for (int i = 0; i < LAYOUTS_SHEETS; i++) {
		sheets_free(l->articles[i].sheets);
		l->articles[i] = (struct layouts_sheets){ 0 };
	}
}

void
layouts_set(struct layouts *l, const struct layout_params *params)
{
	l->params = *params;
}

/*
 * Bytes are compared, so that no member can be forgotten; where padding
 * differs, the same is laid out once more.
 */
static bool
same(const struct layout_params *a, const struct layout_params *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

struct front *
layouts_front(struct layouts *l, const struct edition *edition)
{
	struct layouts_front *oldest = &l->fronts[0];

	for (int i = 0; i < LAYOUTS_FRONTS; i++) {
		struct layouts_front *f = &l->fronts[i];
		if (f->front && same(&f->params, &l->params)) {
			f->used = ++l->clock;
			return f->front;
		}
		if (f->used < oldest->used)
			oldest = f;
	}
	front_free(oldest->front);
	oldest->params = l->params;
	oldest->front = front_new(edition, &l->params);
	for (int i = 0; i < LAYOUTS_PAGES && front_more(oldest->front); i++)
		continue;
	oldest->used = ++l->clock;
	return oldest->front;
}

/* --- articles -------------------------------------------------------------- */

static struct layouts_sheets *
find_sheets(struct layouts *l, size_t article)
{
	for (int i = 0; i < LAYOUTS_SHEETS; i++) {
		struct layouts_sheets *s = &l->articles[i];
		if (s->sheets && s->article == article &&
		    same(&s->params, &l->params))
			return s;
	}
	return NULL;
}

/* The one that was used longest ago; NULL if there is none. */
static struct layouts_sheets *
find_oldest(struct layouts *l)
{
	struct layouts_sheets *oldest = NULL;

	for (int i = 0; i < LAYOUTS_SHEETS; i++) {
		struct layouts_sheets *s = &l->articles[i];
		if (s->sheets && (!oldest || s->used < oldest->used))
			oldest = s;
	}
	return oldest;
}

/* Make room for one more: by number, and by what those there are take. */
static struct layouts_sheets *
make_room(struct layouts *l)
{
	size_t sum = 0, n = 0;

	for (int i = 0; i < LAYOUTS_SHEETS; i++)
		if (l->articles[i].sheets) {
			sum += sheets_nbytes(l->articles[i].sheets);
			n++;
		}
	while (n == LAYOUTS_SHEETS ||
	    (n >= LAYOUTS_LEAST && sum > LAYOUTS_BYTES)) {
		struct layouts_sheets *oldest = find_oldest(l);
		sum -= sheets_nbytes(oldest->sheets);
		sheets_free(oldest->sheets);
		*oldest = (struct layouts_sheets){ 0 };
		n--;
	}
	for (int i = 0; i < LAYOUTS_SHEETS; i++)
		if (!l->articles[i].sheets)
			return &l->articles[i];
	return NULL; /* cannot be: one was freed above */
}

struct sheets *
layouts_sheets(struct layouts *l, const struct edition *edition, size_t article)
{
	struct layouts_sheets *found = find_sheets(l, article);

	if (!found) {
		found = make_room(l);
		found->sheets = sheets_new(edition, article, &l->params);
		found->params = l->params;
		found->article = article;
		if (sheets_text_nbytes(found->sheets) <= LAYOUTS_AT_ONCE)
			while (sheets_continue(found->sheets, SIZE_MAX))
				continue;
	}
	found->used = ++l->clock;
	return found->sheets;
}

void
layouts_params(struct layout_params *p, const struct settings *s, int width,
    int height, const char *language, struct hyphens *hyphens)
{
	/* By the order of the choices in options.def. */
	static const int indents[] = { -1, 0, 2, 4 };
	enum { HYPHENATE_AUTO, HYPHENATE_ALWAYS, HYPHENATE_OFF };

	layout_params_init(p);
	p->width = width;
	p->height = height;
	p->columns = s->columns;
	p->measure = s->measure;
	p->gutter = s->gutter;
	p->indent = indents[s->indent];
	p->hang = s->hang;
	p->ambiguous = cells_ambiguous(s, 1);
	p->justify = (enum justify)s->justify;
	p->kinsoku = (enum kinsoku)s->kinsoku;
	p->korean = (enum korean_break)s->korean_break;
	p->bidi = s->bidi;
	p->rule = (enum rule_style)s->rule;
	p->writing = (enum writing)s->writing;
	p->basic_forms = s->vertical_forms == 1;
	p->han_digits = s->han_digits;
	p->nameplate = (enum nameplate)s->nameplate;
	p->linear = s->view == 3;
	p->hyphens = s->hyphenate == HYPHENATE_OFF ? NULL : hyphens;
	p->wait_for_hyphens = s->hyphenate == HYPHENATE_ALWAYS;
	p->rate.chars = (unsigned)s->chars_per_minute;
	p->rate.words = (unsigned)s->words_per_minute;
	p->interface_ = language;
	if (p->linear)
		p->columns = 1;
}
