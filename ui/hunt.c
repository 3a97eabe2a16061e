#include "ui/hunt.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/library/query.h"
#include "src/text/width.h"
#include "ui/search.h"

void
hunt_init(struct hunt *h)
{
	memset(h, 0, sizeof *h);
	h->wanted = xstrdup("");
	h->arena = arena_new();
}

void
hunt_fini(struct hunt *h)
{
	free(h->wanted);
	free(h->query);
	arena_free(h->arena);
}

void
hunt_want(struct hunt *h, const char *query, bool is_forced)
{
	if (strcmp(query, h->wanted) == 0) {
		h->is_forced = h->is_forced || (is_forced && h->is_due);
		h->is_whole = h->is_whole || (is_forced && h->is_due);
		return;
	}
	char *copy = xstrdup(query);

	free(h->wanted);
	h->wanted = copy;
	h->is_due = true;
	h->is_forced = h->is_whole = is_forced;
	h->is_slow = false;
	h->why = (struct err){ 0 };
}

void
hunt_sort(struct hunt *h, enum search_order order)
{
	h->order = order;
	h->is_due = *h->wanted != '\0';
	h->is_forced = true;
}

enum hunt_haste
hunt_haste(const struct hunt *h)
{
	const char *s = h->wanted;
	size_t n = 0;
	bool is_wide = false;

	if (!h->is_due)
		return HUNT_NEVER;
	while (*s) {
		unsigned cp = utf8_next(&s);
		n += cp != ' ' && cp != '"';
		is_wide = is_wide || width_cp(cp, 1) > 1;
	}
	if (n == 0)
		return HUNT_NEVER;
	if (n > 1 || h->is_forced)
		return HUNT_NOW;
	return is_wide ? HUNT_RESTED : HUNT_NEVER;
}

/* Have these results instead of those there were; takes the arena. */
static void
settle(struct hunt *h, const struct results *found, struct arena *arena)
{
	arena_free(h->arena);
	h->arena = arena;
	h->found = *found;
	h->here = 0;
	free(h->query);
	h->query = xstrdup(h->wanted);
}

void
hunt_fail(struct hunt *h, const struct err *err)
{
	h->why = *err;
	h->is_due = h->is_slow = false;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * Is the last word still being written?  One of two letters or more, that is
 * neither a field's value nor left out nor quoted.  OR and the like are words of
 * the query.
 */
static bool
is_unfinished(const char *s)
{
	size_t n = strlen(s), from = n, nquotes = 0;

	while (from > 0 && is_letter(s[from - 1]))
		from--;
	for (size_t i = 0; i < from; i++)
		nquotes += s[i] == '"';
	return n - from >= 2 && (from == 0 || strchr(" (|", s[from - 1])) &&
	    nquotes % 2 == 0 && strcmp(s + from, "OR") != 0 &&
	    strcmp(s + from, "AND") != 0 && strcmp(s + from, "NOT") != 0;
}

/* What is wanted; while it is typed, the last word is the beginning of one. */
static const struct search_node *
parse(const struct hunt *h, struct arena *arena, struct err *err)
{
	if (h->is_whole || !is_unfinished(h->wanted))
		return query_parse(h->wanted, arena, err);
	return query_parse(arena_printf(arena, "%s*", h->wanted), arena, err);
}

bool
hunt_run(struct hunt *h, struct archive *archive, bool is_strict,
    bool (*goes_on)(void *), void *ctx)
{
	struct search_options o = {
		.order = h->order,
		.is_strict = is_strict,
		.goes_on = goes_on,
		.ctx = ctx,
	};
	struct arena *arena = arena_new();
	struct err err = { 0 };
	struct results found = { 0 };
	const struct search_node *q = parse(h, arena, &err);

	if (!q || search_archive(&found, archive, q, &o, arena, &err) != 0) {
		hunt_fail(h, &err);
		arena_free(arena);
		return true;
	}
	if (found.is_stopped) {
		arena_free(arena);
		return false;
	}
	settle(h, &found, arena);
	h->why = (struct err){ 0 };
	h->is_due = h->is_slow = false;
	return true;
}

/* The nodes below `q` that are to be there, in order; depth is limited. */
static void
add_words(struct buf *out, const struct search_node *q)
{
	if (q->op == QUERY_NOT)
		return;
	if (q->op == QUERY_TEXT) {
		if (out->n > 0)
			buf_addc(out, SEARCH_EITHER);
		buf_adds(out, q->text);
	}
	for (size_t i = 0; i < q->nchildren; i++)
		add_words(out, q->children[i]);
}

const char *
hunt_words(const struct hunt *h, struct arena *arena)
{
	const struct search_node *q =
	    h->query ? query_parse(h->query, arena, NULL) : NULL;
	struct buf out;
	const char *words;

	if (!q)
		return NULL;
	buf_init(&out);
	add_words(&out, q);
	words = out.n > 0 ? arena_strdup(arena, buf_str(&out)) : NULL;
	buf_fini(&out);
	return words;
}
