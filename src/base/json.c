#include "src/base/json.h"

#include <assert.h>
#include <string.h>

#include <jansson.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"

/*
 * A struct json is the library's value under another name; nobody outside
 * looks into it.
 */
static json_t *
inside(struct json *j)
{
	return (json_t *)(void *)j;
}

static const json_t *
inside_const(const struct json *j)
{
	return (const json_t *)(const void *)j;
}

/* Out of memory is the only failure left; it ends the program as elsewhere. */
static struct json *
must(json_t *j)
{
	if (!j)
		(void)xmalloc((size_t)-1 / 2);
	return (struct json *)(void *)j;
}

struct json *
json_new_object(void)
{
	return must(json_object());
}

struct json *
json_new_array(void)
{
	return must(json_array());
}

struct json *
json_new_string_n(const char *s, size_t nbytes)
{
	json_t *j = s ? json_stringn(s, nbytes) : NULL;

	return must(j ? j : json_null());
}

struct json *
json_new_string(const char *s)
{
	return json_new_string_n(s, s ? strlen(s) : 0);
}

struct json *
json_new_int(int64_t value)
{
	return must(json_integer(value));
}

struct json *
json_new_bool(bool value)
{
	return must(json_boolean(value));
}

struct json *
json_new_null(void)
{
	return must(json_null());
}

void
json_free(struct json *j)
{
	json_decref(inside(j));
}

void
json_set(struct json *object, const char *key, struct json *value)
{
	int failed = json_object_set_new(inside(object), key, inside(value));

	assert(!failed);
	(void)failed;
}

void
json_push(struct json *array, struct json *value)
{
	int failed = json_array_append_new(inside(array), inside(value));

	assert(!failed);
	(void)failed;
}

void
json_set_string(struct json *object, const char *key, const char *s)
{
	json_set(object, key, json_new_string(s));
}

void
json_set_int(struct json *object, const char *key, int64_t value)
{
	json_set(object, key, json_new_int(value));
}

void
json_set_bool(struct json *object, const char *key, bool value)
{
	json_set(object, key, json_new_bool(value));
}

static int
add_bytes(const char *bytes, size_t nbytes, void *out)
{
	buf_add(out, bytes, nbytes);
	return 0;
}

void
json_dump(struct buf *out, const struct json *j, enum json_style style)
{
	size_t flags = JSON_ENCODE_ANY |
	    (style == JSON_STYLE_INDENTED ? JSON_INDENT(1) : JSON_COMPACT);

	json_dump_callback(inside_const(j), add_bytes, out, flags);
}

struct json *
json_parse(const char *bytes, size_t nbytes, struct err *err)
{
	json_error_t why;

	if (nbytes > JSON_MAX_BYTES) {
		err_set(err, ERR_LIMIT, "%zu bytes of JSON; at most %d", nbytes,
		    JSON_MAX_BYTES);
		return NULL;
	}
	json_t *j = json_loadb(bytes, nbytes, JSON_DECODE_ANY, &why);
	if (!j)
		err_at(err, "", why.line > 0 ? (unsigned)why.line : 0,
		    why.column > 0 ? (unsigned)why.column : 0, "%s", why.text);
	return (struct json *)(void *)j;
}

enum json_type
json_type_of(const struct json *j)
{
	static const enum json_type types[] = {
		[JSON_OBJECT] = JSON_TYPE_OBJECT,
		[JSON_ARRAY] = JSON_TYPE_ARRAY,
		[JSON_STRING] = JSON_TYPE_STRING,
		[JSON_INTEGER] = JSON_TYPE_INT,
		[JSON_REAL] = JSON_TYPE_REAL,
		[JSON_TRUE] = JSON_TYPE_BOOL,
		[JSON_FALSE] = JSON_TYPE_BOOL,
		[JSON_NULL] = JSON_TYPE_NULL,
	};

	return j ? types[json_typeof(inside_const(j))] : JSON_TYPE_NULL;
}

const struct json *
json_get(const struct json *object, const char *key)
{
	return (const struct json *)(const void *)json_object_get(
	    inside_const(object), key);
}

const struct json *
json_at(const struct json *array, size_t i)
{
	return (const struct json *)(const void *)json_array_get(
	    inside_const(array), i);
}

size_t
json_count(const struct json *j)
{
	return json_type_of(j) == JSON_TYPE_OBJECT
	    ? json_object_size(inside_const(j))
	    : json_array_size(inside_const(j));
}

const char *
json_string_of(const struct json *j)
{
	return json_string_value(inside_const(j));
}

int64_t
json_int_of(const struct json *j)
{
	return json_integer_value(inside_const(j));
}

bool
json_bool_of(const struct json *j)
{
	return j && json_is_true(inside_const(j));
}

bool
json_same(const struct json *a, const struct json *b)
{
	return json_equal(inside_const(a), inside_const(b));
}

const char *
json_library_version(void)
{
	return jansson_version_str();
}
