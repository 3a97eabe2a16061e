#include "src/print/markdown_head.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/text/filter.h"

/* A line of a head that is to be written: "name: value". */
struct head_entry {
	enum native_field field;
	const char *name; /* of one that we do not know, else NULL */
	const char *value;
	bool done;
};

static void
add(struct head *h, enum native_field field, const char *name,
    const char *value)
{
	if (!value)
		return;
	h->at = mem_grow(h->at, h->n, &h->cap, sizeof *h->at);
	h->at[h->n++] = (struct head_entry){ field, name, value, false };
}

void
head_add(struct head *h, enum native_field field, const char *value)
{
	add(h, field, NULL, value);
}

void
head_add_extra(struct head *h, const struct field *extra, size_t nextra)
{
	for (size_t i = 0; i < nextra; i++)
		add(h, NATIVE_NO_FIELD, extra[i].key, extra[i].value);
}

static bool
is_called(const struct head_entry *e, const struct native_key *k)
{
	return e->name && strlen(e->name) == k->nname &&
	    !memcmp(e->name, k->name, k->nname);
}

/*
 * Find what the key line stands for: the field, or what was kept under its name
 * because the field had been given before.
 */
static struct head_entry *
find(struct head *h, const struct native_key *k)
{
	struct head_entry *named = NULL;

	while (h->next < h->n && h->at[h->next].done)
		h->next++;
	for (size_t i = h->next; i < h->n; i++) {
		struct head_entry *e = &h->at[i];
		if (e->done)
			continue;
		if (!e->name && e->field == k->field)
			return e;
		if (!named && is_called(e, k))
			named = e;
		if (named && !k->field)
			break;
	}
	return named;
}

static void
write_value(struct buf *out, struct head_entry *e)
{
	filter_add(out, e->value, strlen(e->value), FILTER_TEXT);
	buf_addc(out, '\n');
	e->done = true;
}

static size_t
trim_end(const char *s, size_t n)
{
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		n--;
	return n;
}

/* A line as it was written, with the value that it has now. */
static void
write_as_written(struct buf *out, struct head *h, const char *s, size_t n)
{
	struct native_key k;
	struct head_entry *e = NULL;

	if (*s == ' ') { /* whole, without a value */
		s++;
		n--;
	} else if (native_split_key(&k, h->scope, s, n))
		e = find(h, &k);
	filter_add(out, s, e && *e->value ? n : trim_end(s, n), FILTER_TEXT);
	if (e)
		write_value(out, e);
	else
		buf_addc(out, '\n');
}

/*
 * What was not written.  An unknown key that would be read as a known one came
 * from no reader; it is left out.
 */
static void
write_rest(struct buf *out, struct head *h)
{
	for (size_t i = 0; i < h->n; i++) {
		struct head_entry *e = &h->at[i];
		if (e->done || (e->name && !native_is_extra(h->scope, e->name)))
			continue;
		const char *name =
		    e->name ? e->name : native_field_name(h->scope, e->field);
		filter_add(out, name, strlen(name), FILTER_TEXT);
		buf_adds(out, *e->value ? ": " : ":");
		write_value(out, e);
	}
}

void
head_write(struct buf *out, struct head *h, const char *written)
{
	while (written && *written) {
		size_t n = strcspn(written, "\n");
		if (n)
			write_as_written(out, h, written, n);
		written += n + 1;
	}
	write_rest(out, h);
	free(h->at);
}

size_t
head_count(
    const char *written, enum native_scope scope, enum native_field field)
{
	size_t count = 0;

	while (written && *written) {
		struct native_key k;
		size_t n = strcspn(written, "\n");
		count +=
		    native_split_key(&k, scope, written, n) && k.field == field;
		written += n + 1;
	}
	return count;
}
