/*
 * The text is read as JSON by the library (src/base/json.h), which tells the place of
 * an error of syntax only.  For what is wrong in a sound JSON text, the place of the
 * clipping is looked up in a scan of it.
 */
#include "src/library/clips_read.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/base/json.h"
#include "src/library/clips.h"
#include "src/library/forms.h"
#include "src/text/filter.h"

struct reading {
	const char *bytes;
	size_t nbytes;
	const char *name;
	size_t number; /* of the clipping, from 1; 0: before the first */
	struct arena *arena;
	struct err *err;
};

/* --- places ------------------------------------------------------------------------ */

/* One past the end of the string that begins at `at`. */
static size_t
skip_string(const struct reading *r, size_t at)
{
	for (at++; at < r->nbytes && r->bytes[at] != '"'; at++)
		if (r->bytes[at] == '\\')
			at++;
	return at + 1;
}

static bool
is_string(const struct reading *r, size_t from, size_t to, const char *what)
{
	size_t n = strlen(what);

	return to <= r->nbytes && to - from == n + 2 &&
	    !memcmp(r->bytes + from + 1, what, n);
}

/* Where a scan of JSON is. */
struct scan {
	size_t depth;
	size_t count;   /* clippings so far */
	bool is_inside; /* the value of "clippings" */
	bool is_due;    /* the next thing is a clipping */
};

/* Look at the byte at `at`; one past what was looked at. */
static size_t
scan_on(struct scan *s, const struct reading *r, size_t at)
{
	char c = r->bytes[at];
	size_t end = c == '"' ? skip_string(r, at) : at + 1;

	if (s->depth == 1 && c == '"') {
		s->is_inside = is_string(r, at, end, "clippings");
		s->count = 0;
	} else if (c == '{' || c == '[') {
		s->depth++;
		s->is_due = c == '[' && s->depth == 2 && s->is_inside;
	} else if (c == '}' || c == ']') {
		s->depth -= s->depth > 0;
	} else if (c == ',') {
		s->is_due = s->depth == 2 && s->is_inside;
	}
	return end;
}

/*
 * Where clipping `number` begins; nbytes if it is not found.  Of two same keys the
 * last is the one that counts.
 */
static size_t
find_clipping(const struct reading *r)
{
	struct scan s = { 0 };
	size_t found = r->nbytes;

	for (size_t at = 0; at < r->nbytes;) {
		bool is_start = s.is_due && !strchr(" \t\r\n", r->bytes[at]);
		if (is_start && ++s.count == r->number)
			found = at;
		s.is_due &= !is_start;
		at = scan_on(&s, r, at);
	}
	return found;
}

static int complain(const struct reading *r, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* An error at the clipping at hand. */
static int
complain(const struct reading *r, const char *fmt, ...)
{
	char what[ERR_MSG_BYTES / 2];
	unsigned line = 0, col = 0;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof what, fmt, ap);
	va_end(ap);
	if (!r->number)
		return err_at(r->err, r->name, 0, 0, "%s", what);
	size_t at = find_clipping(r);
	if (at < r->nbytes) {
		line = col = 1;
		for (size_t i = 0; i < at; i++) {
			col = r->bytes[i] == '\n' ? 1 : col + 1;
			line += r->bytes[i] == '\n';
		}
	}
	return err_at(
	    r->err, r->name, line, col, "clipping %zu: %s", r->number, what);
}

/* --- values ------------------------------------------------------------------------ */

/* What a key is read into, and how. */
enum kind {
	TEXT,   /* may hold newlines */
	STRING, /* neither may be long */
	NUMBER, /* of 32 bits */
	TIME,
};

static const struct key {
	const char *name;
	enum kind kind;
	bool is_needed;
	size_t offset; /* in struct clip */
} keys[] = {
	{ "paper", STRING, true, offsetof(struct clip, source.paper) },
	{ "date", STRING, false, offsetof(struct clip, source.date) },
	{ "page", STRING, false, offsetof(struct clip, source.page) },
	{ "headline", STRING, false, offsetof(struct clip, source.headline) },
	{ "byline", STRING, false, offsetof(struct clip, byline) },
	{ "article", STRING, true, offsetof(struct clip, source.article) },
	{ "number", NUMBER, false, offsetof(struct clip, source.number) },
	{ "path", STRING, false, offsetof(struct clip, source.path) },
	{ "block", NUMBER, false, offsetof(struct clip, source.block) },
	{ "byte", NUMBER, false, offsetof(struct clip, source.byte) },
	{ "quote", STRING, false, offsetof(struct clip, source.quote) },
	{ "text", TEXT, true, offsetof(struct clip, passage.text) },
	{ "before", STRING, false, offsetof(struct clip, passage.before) },
	{ "after", STRING, false, offsetof(struct clip, passage.after) },
	{ "title", STRING, false, offsetof(struct clip, title) },
	{ "note", TEXT, false, offsetof(struct clip, note) },
	{ "added", TIME, false, offsetof(struct clip, added) },
	{ "changed", TIME, false, offsetof(struct clip, changed) },
};

static int
read_string(const char **out, const struct reading *r, const struct key *k,
    const struct json *value)
{
	size_t most = k->kind == TEXT ? (size_t)CLIPS_READ_TEXT_BYTES
				      : (size_t)CLIPS_READ_LINE_BYTES;
	const char *s = json_string_of(value);

	if (!s)
		return complain(r, "\"%s\" must be a string", k->name);
	if (strlen(s) > most)
		return complain(
		    r, "\"%s\" is longer than %zu bytes", k->name, most);
	*out = filter_copy(s, FILTER_TEXT, r->arena);
	return 0;
}

static int
read_number(uint32_t *out, const struct reading *r, const struct key *k,
    const struct json *value)
{
	int64_t n = json_int_of(value);

	if (json_type_of(value) != JSON_TYPE_INT || n < 0 || n > UINT32_MAX)
		return complain(r, "\"%s\" must be a number from 0 to %u",
		    k->name, UINT32_MAX);
	*out = (uint32_t)n;
	return 0;
}

static int
read_time(int64_t *out, const struct reading *r, const struct key *k,
    const struct json *value)
{
	const char *s = json_string_of(value);

	if (json_type_of(value) == JSON_TYPE_INT) {
		*out = json_int_of(value);
		return 0;
	}
	if (s && forms_read_time(out, s))
		return 0;
	return complain(
	    r, "\"%s\" must be a time like 2025-05-30T08:15:00Z", k->name);
}

static int
read_key(struct clip *c, const struct reading *r, const struct key *k,
    const struct json *o)
{
	const struct json *value = json_get(o, k->name);
	char *place = (char *)c + k->offset;

	if (json_type_of(value) == JSON_TYPE_NULL)
		return k->is_needed ? complain(r, "\"%s\" is missing", k->name)
				    : 0;
	if (k->kind == NUMBER)
		return read_number((uint32_t *)(void *)place, r, k, value);
	if (k->kind == TIME)
		return read_time((int64_t *)(void *)place, r, k, value);
	return read_string((const char **)(void *)place, r, k, value);
}

static int
compare_tags(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorted, each once, none empty. */
static int
read_tags(struct tags *out, const struct reading *r, const struct json *list)
{
	size_t n = json_count(list), kept = 0;
	enum json_type type = json_type_of(list);

	if (type == JSON_TYPE_NULL)
		return 0;
	if (type != JSON_TYPE_ARRAY)
		return complain(r, "\"tags\" must be a list");
	if (n > TAGS_MAX)
		return complain(r, "it has more than %d tags", TAGS_MAX);
	const char **at = arena_array(r->arena, const char *, n + 1);
	for (size_t i = 0; i < n; i++) {
		const char *s = json_string_of(json_at(list, i));
		if (!s || !*s)
			return complain(r, "a tag must be a word");
		at[i] = filter_copy(s, FILTER_LINE, r->arena);
		if (strlen(at[i]) > TAG_MAX_BYTES)
			return complain(
			    r, "a tag is longer than %d bytes", TAG_MAX_BYTES);
	}
	qsort(at, n, sizeof *at, compare_tags);
	for (size_t i = 0; i < n; i++)
		if (*at[i] && (!kept || strcmp(at[kept - 1], at[i]) != 0))
			at[kept++] = at[i];
	*out = (struct tags){ at, kept };
	return 0;
}

static int
read_clip(struct clip *c, const struct reading *r, const struct json *o)
{
	const struct json *id = json_get(o, "id");

	if (json_type_of(o) != JSON_TYPE_OBJECT)
		return complain(r, "it must be an object");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (read_key(c, r, &keys[i], o) < 0)
			return -1;
	c->id = json_int_of(id);
	c->is_whole = json_bool_of(json_get(o, "whole"));
	if (!c->passage.before)
		c->passage.before = "";
	if (!c->passage.after)
		c->passage.after = "";
	return read_tags(&c->tags, r, json_get(o, "tags"));
}

static int
read_all(struct clip_list *out, struct reading *r, const struct json *root)
{
	const struct json *list = json_get(root, "clippings");
	const struct json *schema = json_get(root, "schema");
	size_t n = json_count(list);

	if (json_type_of(list) != JSON_TYPE_ARRAY)
		return complain(r,
		    "this is no file of clippings: there is no list "
		    "\"clippings\"");
	if (json_type_of(schema) != JSON_TYPE_INT || json_int_of(schema) != 1)
		return complain(r,
		    "\"schema\" is not 1; a newer broadsheet "
		    "wrote it");
	if (n > CLIPS_READ_MAX)
		return err_set(r->err, ERR_LIMIT,
		    "more than %d clippings; import them in parts",
		    CLIPS_READ_MAX);
	struct clip *at = arena_array(r->arena, struct clip, n + 1);
	for (size_t i = 0; i < n; i++) {
		r->number = i + 1;
		if (read_clip(&at[i], r, json_at(list, i)) < 0)
			return -1;
	}
	*out = (struct clip_list){ at, n };
	return 0;
}

int
clips_read(struct clip_list *out, const char *bytes, size_t nbytes,
    const char *name, struct arena *a, struct err *err)
{
	struct reading r = { bytes, nbytes, name, 0, a, err };
	struct json *root = json_parse(bytes, nbytes, err);

	if (!root) {
		if (err)
			snprintf(err->where, sizeof err->where, "%s", name);
		return -1;
	}
	int status = read_all(out, &r, root);
	json_free(root);
	return status;
}
