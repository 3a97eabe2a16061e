#include "src/print/text_export.h"

#include <string.h>

#include "src/base/buf.h"
#include "src/edition/edition.h"
#include "src/text/filter.h"

/* A paragraph: its lines, then a blank one.  Nothing for NULL. */
static void
add(struct buf *out, const char *s)
{
	if (!s || !*s)
		return;
	filter_add(out, s, strlen(s), FILTER_TEXT);
	buf_adds(out, "\n\n");
}

/* What there is of the parts, on one line. */
static void
add_parts(struct buf *out, const char *const *parts, size_t n)
{
	size_t start = out->n;

	for (size_t i = 0; i < n; i++) {
		if (!parts[i])
			continue;
		if (out->n > start)
			buf_addc(out, ' ');
		filter_add(out, parts[i], strlen(parts[i]), FILTER_LINE);
	}
	if (out->n > start)
		buf_adds(out, "\n\n");
}

static void
add_item(struct buf *out, const struct block *k)
{
	for (int i = 0; i < k->level; i++)
		buf_adds(out, "  ");
	if (k->number)
		buf_addf(out, "%d. ", k->number);
	else
		buf_adds(out, "- ");
	filter_add(out, k->text, k->nbytes, FILTER_TEXT);
	buf_addc(out, '\n');
}

static void
add_blocks(struct buf *out, const struct article *a)
{
	for (size_t i = 0; i < a->nblocks; i++) {
		const struct block *k = &a->blocks[i];
		if (k->type == BLOCK_ITEM) {
			add_item(out, k);
			if (i + 1 == a->nblocks ||
			    a->blocks[i + 1].type != BLOCK_ITEM)
				buf_addc(out, '\n');
			continue;
		}
		add(out, k->text);
		add(out, k->credit);
	}
}

static void
add_article(struct buf *out, const struct article *a)
{
	add(out, a->kicker);
	add(out, a->headline);
	add(out, a->deck);
	add(out, a->byline);
	add(out, a->dateline);
	add_blocks(out, a);
}

void
text_export(struct buf *out, const struct edition *e)
{
	const char *const head[] = { e->title, e->date, e->name, e->number };

	add_parts(out, head, sizeof head / sizeof *head);
	for (size_t i = 0; i < e->npages; i++) {
		const struct page *p = &e->pages[i];
		const char *const heading[] = { p->label, p->name };
		add_parts(out, heading, sizeof heading / sizeof *heading);
		for (size_t j = 0; j < p->nsections; j++) {
			const struct section *s = &p->sections[j];
			add(out, s->name);
			for (size_t k = 0; k < s->narticles; k++)
				add_article(out, s->articles[k]);
		}
		for (size_t j = 0; j < p->nnotes; j++)
			add(out, p->notes[j]);
	}
	if (out->n)
		buf_cut(out, out->n - 1); /* the last blank line */
}
