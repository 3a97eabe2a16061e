#include "tests/support/dump.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "content/reader.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/edition/builder.h"
#include "src/edition/edition.h"

/* Line ends and tabs inside a value are written as ⏎ and ⇥. */
static void
add(struct buf *out, const char *name, const char *value)
{
	if (!value)
		return;
	buf_addf(out, "%s: ", name);
	for (; *value; value++) {
		if (*value == '\n')
			buf_adds(out, "⏎");
		else if (*value == '\t')
			buf_adds(out, "⇥");
		else
			buf_addc(out, *value);
	}
	buf_addc(out, '\n');
}

static void
dump_block(struct buf *out, const struct block *b)
{
	char name[64];

	if (b->mark)
		snprintf(name, sizeof name, "  %s %s", block_type_name(b->type),
		    b->mark);
	else
		snprintf(name, sizeof name, "  %s", block_type_name(b->type));
	add(out, name, b->text);
}

static void
dump_article(struct buf *out, const struct article *a)
{
	buf_adds(out, "\narticle\n");
	add(out, " kicker", a->kicker);
	add(out, " headline", a->headline);
	add(out, " deck", a->deck);
	add(out, " byline", a->byline);
	for (size_t i = 0; i < a->nauthors; i++)
		add(out, " author", a->authors[i].name);
	add(out, " dateline", a->dateline);
	add(out, " date", a->date);
	add(out, " source", a->source);
	add(out, " language", a->language);
	add(out, " continued on", a->continued_on);
	add(out, " continued from", a->continued_from);
	if (a->cut_off)
		buf_adds(out, " cut off\n");
	for (size_t i = 0; i < a->nblocks; i++)
		dump_block(out, &a->blocks[i]);
}

static void
dump_page(struct buf *out, const struct page *p)
{
	buf_adds(out, "\npage\n");
	add(out, " label", p->label);
	add(out, " name", p->name);
	for (size_t i = 0; i < p->nnotes; i++)
		add(out, " note", p->notes[i]);
	for (size_t i = 0; i < p->nextra; i++)
		add(out, " extra", p->extra[i].value);
	for (size_t i = 0; i < p->nsections; i++) {
		add(out, "section", p->sections[i].name);
		for (size_t k = 0; k < p->sections[i].narticles; k++)
			dump_article(out, p->sections[i].articles[k]);
	}
}

void
dump_edition(struct buf *out, const struct edition *e)
{
	add(out, "title", e->title);
	add(out, "date", e->date);
	add(out, "number", e->number);
	add(out, "language", e->language);
	for (size_t i = 0; i < e->npages; i++)
		dump_page(out, &e->pages[i]);
}

struct edition *
dump_read(const struct reader *reader, const char *text, size_t nbytes,
    const char *name, struct diag *diag)
{
	struct source source = { .text = text, .nbytes = nbytes, .name = name };
	struct builder *b = builder_new(name, diag);
	struct err err;

	if (reader->read(&source, b, diag, &err) < 0) {
		builder_free(b);
		return NULL;
	}
	return builder_finish(b);
}

char *
dump_slurp(const char *path, size_t *nbytes)
{
	FILE *f = fopen(path, "rb");
	size_t cap = 1 << 16;
	char *s;
	size_t n;

	*nbytes = 0;
	if (!f)
		return NULL;
	s = malloc(cap);
	while (s && (n = fread(s + *nbytes, 1, cap - *nbytes - 1, f)) > 0) {
		*nbytes += n;
		if (cap - *nbytes < 4096)
			s = realloc(s, cap *= 2);
	}
	fclose(f);
	if (s)
		s[*nbytes] = '\0';
	return s;
}

const char *
dump_shared(const char *path)
{
	static char full[1024];
	const char *shared = getenv("BROADSHEET_SHARED");

	snprintf(
	    full, sizeof full, "%s/%s", shared ? shared : "../shared", path);
	return full;
}
