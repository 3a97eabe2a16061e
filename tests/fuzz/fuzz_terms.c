/*
 * Terms of any bytes: they stand in order for whole characters of the text, are
 * UTF-8 and not too long; those of a query are those of the text, but for
 * characters alone.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/text/terms.h"
#include "tests/fuzz/fuzz.h"

enum { STOPPED = 42 };

struct copy {
	enum term_kind kind;
	size_t from, to, nbytes;
	char s[TERM_MAX_BYTES];
};

struct list {
	const char *text;
	size_t nbytes;
	struct copy *at;
	size_t n, cap;
	size_t limit; /* of terms, then it says stop */
};

static void
term_holds(const struct list *l, const struct term *t)
{
	HOLDS(t->nbytes > 0 && t->nbytes <= TERM_MAX_BYTES);
	HOLDS(utf8_valid(t->s, t->nbytes) == t->nbytes);
	HOLDS(t->from < t->to && t->to <= l->nbytes);
	HOLDS(l->n == 0 || t->from >= l->at[l->n - 1].from);
	HOLDS(l->n == 0 || t->to >= l->at[l->n - 1].to);

	const char *s = l->text + t->from;
	size_t n = t->to - t->from;
	HOLDS(utf8_valid(s, n) == n);
	HOLDS(!memchr(s, '\0', n) && !memchr(s, '\x1E', n));
	HOLDS((t->kind == TERM_WORD) ||
	    utf8_count(t->s, t->nbytes) == (t->kind == TERM_PAIR ? 2u : 1u));
}

static int
keep(void *ctx, const struct term *t)
{
	struct list *l = ctx;

	term_holds(l, t);
	l->at = mem_grow(l->at, l->n, &l->cap, sizeof *l->at);
	struct copy *c = &l->at[l->n++];
	c->kind = t->kind;
	c->from = t->from;
	c->to = t->to;
	c->nbytes = t->nbytes;
	memcpy(c->s, t->s, t->nbytes);
	return l->n == l->limit ? STOPPED : 0;
}

static bool
is_same(const struct copy *a, const struct copy *b)
{
	return a->kind == b->kind && a->from == b->from && a->to == b->to &&
	    a->nbytes == b->nbytes && !memcmp(a->s, b->s, a->nbytes);
}

static void
query_holds(const struct list *text, const struct list *query)
{
	size_t k = 0;

	for (size_t i = 0; i < text->n; i++) {
		if (k < query->n && is_same(&text->at[i], &query->at[k]))
			k++;
		else
			HOLDS(text->at[i].kind == TERM_SINGLE && i > 0 &&
			    text->at[i - 1].kind == TERM_PAIR);
	}
	HOLDS(k == query->n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t nbytes)
{
	const char *s = (const char *)bytes;
	struct list text = { .text = s, .nbytes = nbytes };
	struct list query = text, some = text;

	HOLDS(terms_each(s, nbytes, TERMS_OF_TEXT, keep, &text) == 0);
	HOLDS(terms_each(s, nbytes, TERMS_OF_QUERY, keep, &query) == 0);
	query_holds(&text, &query);

	/* Stopped in the middle, nothing comes after. */
	some.limit = text.n / 2;
	HOLDS(terms_each(s, nbytes, TERMS_OF_TEXT, keep, &some) ==
	    (some.limit ? STOPPED : 0));
	HOLDS(some.n == (some.limit ? some.limit : text.n));
	free(text.at);
	free(query.at);
	free(some.at);
	return 0;
}
