/*
 * JSON, out and in.
 *
 * Values are built, given away to their parent and freed with the root.  Keys
 * keep the order in which they were set.  Strings are UTF-8; one that is not
 * becomes null, so text is cleaned before it gets here.  Only json.c knows the
 * library behind.
 */
#ifndef SRC_BASE_JSON_H
#define SRC_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct err;
struct json;

enum json_type {
	JSON_TYPE_NULL,
	JSON_TYPE_BOOL,
	JSON_TYPE_INT,
	JSON_TYPE_REAL,
	JSON_TYPE_STRING,
	JSON_TYPE_ARRAY,
	JSON_TYPE_OBJECT,
};

enum json_style { JSON_STYLE_COMPACT, JSON_STYLE_INDENTED };

/* More than this is not read: 64 MB, as for papers. */
enum { JSON_MAX_BYTES = 64 * 1024 * 1024 };

/* New values.  A NULL string gives null. */
struct json *json_new_object(void);
struct json *json_new_array(void);
struct json *json_new_string(const char *);
struct json *json_new_string_n(const char *, size_t nbytes);
struct json *json_new_int(int64_t);
struct json *json_new_bool(bool);
struct json *json_new_null(void);
void json_free(struct json *); /* a root; NULL is fine */

/* Both take `value`, which may not be NULL; a key set twice is replaced. */
void json_set(struct json *object, const char *key, struct json *value);
void json_push(struct json *array, struct json *value);

/* The short forms of the commonest case. */
void json_set_string(struct json *object, const char *key, const char *);
void json_set_int(struct json *object, const char *key, int64_t);
void json_set_bool(struct json *object, const char *key, bool);

/* Append the value as text, without a newline at the end. */
void json_dump(struct buf *out, const struct json *, enum json_style);

/*
 * Read a whole text.  Returns a root or NULL: ERR_LIMIT for more than
 * JSON_MAX_BYTES, ERR_PARSE with line and column for what is not JSON or is
 * nested more than 2048 deep.
 */
struct json *json_parse(const char *bytes, size_t nbytes, struct err *);

/*
 * Looking: a value of another type than asked for, or NULL, gives NULL, 0 or
 * false.  What is returned belongs to its parent.
 */
enum json_type json_type_of(const struct json *);
const struct json *json_get(const struct json *object, const char *key);
const struct json *json_at(const struct json *array, size_t i);
size_t json_count(const struct json *array_or_object);
const char *json_string_of(const struct json *);
int64_t json_int_of(const struct json *);
bool json_bool_of(const struct json *);

/* The same value, but for the order of keys. */
bool json_same(const struct json *, const struct json *);

/* "2.14": jansson that the program runs with. */
const char *json_library_version(void);

#endif
