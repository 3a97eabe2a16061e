#include "ui/layouts.h"

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
	front_free(l->front);
	l->front = NULL;
	for (int i = 0; i < LAYOUTS_SHEETS; i++) {
		sheets_free(l->articles[i].sheets);
		l->articles[i].sheets = NULL;
		l->articles[i].used = 0;
	}
}

void
layouts_set(struct layouts *l, const struct layout_params *params)
{
	layouts_drop(l);
	l->params = *params;
}

struct front *
layouts_front(struct layouts *l, const struct edition *edition)
{
	if (!l->front)
		l->front = front_new(edition, &l->params);
	return l->front;
}

struct sheets *
layouts_sheets(struct layouts *l, const struct edition *edition, size_t article)
{
	int oldest = 0;

	for (int i = 0; i < LAYOUTS_SHEETS; i++) {
		if (l->articles[i].sheets &&
		    l->articles[i].article == article) {
			l->articles[i].used = ++l->clock;
			return l->articles[i].sheets;
		}
		if (l->articles[i].used < l->articles[oldest].used)
			oldest = i;
	}
	sheets_free(l->articles[oldest].sheets);
	l->articles[oldest].sheets = sheets_new(edition, article, &l->params);
	l->articles[oldest].article = article;
	l->articles[oldest].used = ++l->clock;
	return l->articles[oldest].sheets;
}

void
layouts_params(struct layout_params *p, const struct settings *s, int width,
    int height, const char *language)
{
	/* By the order of the choices in options.def. */
	static const int indents[] = { -1, 0, 2, 4 };

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
	p->rule = (enum rule_style)s->rule;
	p->linear = s->view == 3;
	p->interface_ = language;
	if (p->linear)
		p->columns = 1;
}
