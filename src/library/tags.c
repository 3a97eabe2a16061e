#include "src/library/tags.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

/*
 * Commas of ASCII, Armenian, Arabic, Ethiopic and Mongolian, the ideographic
 * one, and the small, full and half wide forms.
 */
static const unsigned commas[] = { ',', 0x055D, 0x060C, 0x1363, 0x1802, 0x3001,
	0xFE50, 0xFE51, 0xFF0C, 0xFF64 };

static bool
parts(unsigned cp)
{
	for (size_t i = 0; i < sizeof commas / sizeof *commas; i++)
		if (cp == commas[i])
			return true;
	return cp < 0x20 || (cp >= 0x7F && cp < 0xA0); /* no text has those */
}

static bool
is_blank(unsigned cp)
{
	return cp == ' ' || cp == 0xA0 || cp == 0x3000;
}

static int
compare(const void *x, const void *y)
{
	const char *const *a = x, *const *b = y;

	return strcmp(*a, *b);
}

/* Sort, and drop what is there twice; returns how many are left. */
static size_t
settle(const char **at, size_t n)
{
	size_t kept = 0;

	if (n)
		qsort(at, n, sizeof *at, compare);
	for (size_t i = 0; i < n; i++)
		if (!kept || strcmp(at[kept - 1], at[i]) != 0)
			at[kept++] = at[i];
	return kept;
}

/* One tag of a line, without the blanks around it; `*s` moves past its comma. */
static const char *
take(const char **s, size_t *nbytes)
{
	const char *from = NULL, *to = NULL;

	while (**s) {
		const char *at = *s;
		unsigned cp = utf8_next(s);
		if (parts(cp))
			break;
		if (is_blank(cp))
			continue;
		from = from ? from : at;
		to = *s;
	}
	*nbytes = from ? (size_t)(to - from) : 0;
	return from;
}

static bool
has(const char *const *at, size_t n, const char *tag, size_t nbytes)
{
	for (size_t i = 0; i < n; i++)
		if (!strncmp(at[i], tag, nbytes) && !at[i][nbytes])
			return true;
	return false;
}

int
tags_parse(struct tags *out, const char *line, struct arena *a, struct err *err)
{
	const char *at[TAGS_MAX];
	size_t n = 0, nbytes;

	*out = (struct tags){ 0 };
	if (utf8_valid(line, strlen(line)) != strlen(line))
		return err_set(err, ERR_PARSE, "tags are text in UTF-8");
	while (*line) {
		const char *tag = take(&line, &nbytes);
		if (!nbytes)
			continue;
		if (nbytes > TAG_MAX_BYTES)
			return err_set(err, ERR_LIMIT,
			    "a tag has at most %d bytes: %.60s...",
			    TAG_MAX_BYTES, tag);
		if (has(at, n, tag, nbytes))
			continue;
		if (n == TAGS_MAX)
			return err_set(
			    err, ERR_LIMIT, "at most %d tags", TAGS_MAX);
		at[n++] = arena_strndup(a, tag, nbytes);
	}
	n = settle(at, n);
	*out = (struct tags){ arena_dup(a, at, n, sizeof *at), n };
	return 0;
}

static const char *
join(struct tags tags, const char *between, struct arena *a)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < tags.n; i++) {
		buf_adds(&b, i ? between : "");
		buf_adds(&b, tags.at[i]);
	}
	const char *line = arena_strdup(a, buf_str(&b));
	buf_fini(&b);
	return line;
}

bool
tags_have(struct tags tags, const char *tag)
{
	for (size_t i = 0; i < tags.n; i++)
		if (!strcmp(tags.at[i], tag))
			return true;
	return false;
}

const char *
tags_line(struct tags tags, struct arena *a)
{
	return join(tags, ", ", a);
}

const char *
tags_pack(struct tags tags, struct arena *a)
{
	return join(tags, "\n", a);
}

struct tags
tags_unpack(const char *packed, struct arena *a)
{
	const char *at[TAGS_MAX];
	size_t n = 0;

	for (const char *s = or_empty(packed); *s && n < TAGS_MAX;) {
		size_t nbytes = strcspn(s, "\n");
		if (nbytes && nbytes <= TAG_MAX_BYTES)
			at[n++] = arena_strndup(a, s, nbytes);
		s += nbytes + (s[nbytes] != '\0');
	}
	n = settle(at, n);
	return (struct tags){ arena_dup(a, at, n, sizeof *at), n };
}

int
tags_all(struct tags *out, struct marks *m, struct arena *a, struct err *err)
{
	const char **at = NULL;
	size_t n = 0, cap = 0;
	int got;

	*out = (struct tags){ 0 };
	if (marks_ready(m, err) < 0)
		return -1;
	struct query *q = query_new(m->db,
	    "SELECT tags FROM bookmark WHERE tags <> '' UNION "
	    "SELECT tags FROM clip WHERE tags <> ''",
	    err);
	if (!q)
		return -1;
	while ((got = query_step(q, err)) > 0) {
		struct tags tags = tags_unpack(row_text(q, 0, a), a);
		for (size_t i = 0; i < tags.n; i++) {
			at = mem_grow(at, n, &cap, sizeof *at);
			at[n++] = tags.at[i];
		}
	}
	query_free(q);
	n = settle(at, n);
	if (got >= 0)
		*out = (struct tags){ arena_dup(a, at, n, sizeof *at), n };
	free(at);
	return got;
}
