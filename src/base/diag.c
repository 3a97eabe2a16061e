#include "src/base/diag.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "src/base/mem.h"

void
diag_init(struct diag *d)
{
	*d = (struct diag){ 0 };
}

void
diag_fini(struct diag *d)
{
	free(d->items);
	diag_init(d);
}

/* Whatever came before, a loss is kept, in the place of something lesser. */
static struct diag_item *
diag_replace(struct diag *d, enum diag_level level)
{
	d->ndropped++;
	for (size_t i = d->n; level == DIAG_LOST && i-- > 0;)
		if (d->items[i].level < level)
			return &d->items[i];
	return NULL;
}

static struct diag_item *
diag_next(struct diag *d, enum diag_level level)
{
	if (d->n == DIAG_MAX)
		return diag_replace(d, level);
	d->items = mem_grow(d->items, d->n, &d->cap, sizeof *d->items);
	return &d->items[d->n++];
}

void
diag_add(struct diag *d, enum diag_level level, const char *where,
    unsigned line, unsigned col, const char *fmt, ...)
{
	va_list ap;
	struct diag_item *item = d ? diag_next(d, level) : NULL;

	if (!item)
		return;
	*item = (struct diag_item){ .level = level };
	item->what.code = ERR_PARSE;
	item->what.line = line;
	item->what.col = col;
	snprintf(item->what.where, sizeof item->what.where, "%s",
	    where ? where : "");
	va_start(ap, fmt);
	vsnprintf(item->what.msg, sizeof item->what.msg, fmt, ap);
	va_end(ap);
}

int
diag_has(const struct diag *d, enum diag_level level)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->items[i].level >= level)
			return 1;
	return 0;
}

void
diag_append(struct diag *to, const struct diag *from)
{
	for (size_t i = 0; i < from->n; i++) {
		struct diag_item *item = diag_next(to, from->items[i].level);
		if (item)
			*item = from->items[i];
	}
	to->ndropped += from->ndropped;
}
