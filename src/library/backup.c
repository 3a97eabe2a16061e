#include "src/library/backup.h"

#include <stdio.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/fd.h"
#include "src/base/json.h"
#include "src/base/utf8.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

/* Lines are written when there are so many bytes of them. */
enum { FLUSH_BYTES = 64 * 1024 };

const struct backup_kind backup_kinds[TABLE_COUNT] = {
	[TABLE_BOOKMARK] = { "bookmark", "bookmarks" },
	[TABLE_PLACE] = { "place", "places" },
	[TABLE_CLIP] = { "clipping", "clippings" },
	[TABLE_READING] = { "reading", "readings" },
	[TABLE_FOLLOW] = { "follow", "follows" },
};

struct out {
	int fd;
	struct buf b;
	int64_t nlines;
};

static int
flush(struct out *o, struct err *err)
{
	int failed = fd_write_all(o->fd, buf_str(&o->b), o->b.n);

	buf_cut(&o->b, 0);
	return failed ? err_sys(err, "the backup") : 0;
}

/* Takes the object. */
static int
add_line(struct out *o, struct json *object, struct err *err)
{
	json_dump(&o->b, object, JSON_STYLE_COMPACT);
	buf_addc(&o->b, '\n');
	json_free(object);
	if (++o->nlines > BACKUP_MAX_LINES)
		return err_set(err, ERR_LIMIT,
		    "there are more than %d rows; no backup has so many",
		    BACKUP_MAX_LINES);
	return o->b.n < FLUSH_BYTES ? 0 : flush(o, err);
}

/* --- values ---------------------------------------------------------------------- */

static struct json *
hex(const struct value *v)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *bytes = v->bytes;
	struct buf b = { 0 };

	for (size_t i = 0; i < v->nbytes; i++) {
		buf_addc(&b, digits[bytes[i] >> 4]);
		buf_addc(&b, digits[bytes[i] & 15]);
	}
	struct json *j = json_new_string_n(buf_str(&b), b.n);
	buf_fini(&b);
	return j;
}

/* Texts that newlines part; none for the empty text. */
static struct json *
list(const struct value *v)
{
	struct json *array = json_new_array();
	const char *s = v->bytes, *end = s + v->nbytes;

	while (v->nbytes) {
		const char *newline = memchr(s, '\n', (size_t)(end - s));
		size_t nbytes = (size_t)((newline ? newline : end) - s);
		json_push(array, json_new_string_n(s, nbytes));
		if (!newline)
			break;
		s = newline + 1;
	}
	return array;
}

static void
set_bytes(struct json *object, const char *name, const struct value *v)
{
	char key[SCHEMA_NAME_BYTES + sizeof "_bytes"];

	if (utf8_valid(v->bytes, v->nbytes) == v->nbytes &&
	    !memchr(v->bytes, 0, v->nbytes)) {
		json_set(object, name, json_new_string_n(v->bytes, v->nbytes));
		return;
	}
	snprintf(key, sizeof key, "%s_bytes", name);
	json_set(object, key, hex(v));
}

static void
set_value(
    struct json *object, const char *name, char type, const struct value *v)
{
	if (v->type == VALUE_NULL)
		json_set(object, name, json_new_null());
	else if (v->type == VALUE_NUMBER)
		json_set_int(object, name, v->number);
	else if (type == 'L')
		json_set(object, name, list(v));
	else if (!v->nbytes)
		json_set_string(object, name, "");
	else if (type == 'b' || type == 'N')
		set_bytes(object, name, v);
	else
		json_set(object, name, json_new_string_n(v->bytes, v->nbytes));
}

/* --- lines ----------------------------------------------------------------------- */

static struct json *
new_row(enum marks_table table, const struct value *values)
{
	const struct table_shape *t = &marks_tables[table];
	struct json *object = json_new_object();
	char name[SCHEMA_NAME_BYTES];

	json_set_string(object, "kind", backup_kinds[table].name);
	for (int i = 0; t->types[i]; i++)
		set_value(
		    object, schema_column(name, t, i), t->types[i], &values[i]);
	return object;
}

static int
write_table(struct backed_up *got, struct marks *m, enum marks_table table,
    struct out *o, struct err *err)
{
	const struct table_shape *t = &marks_tables[table];
	struct value values[TABLE_COLUMNS_MAX];
	struct buf sql = { 0 };
	int more = -1;

	buf_addf(&sql, "SELECT %s FROM %s ORDER BY rowid", t->columns, t->name);
	struct query *q = query_new(m->db, buf_str(&sql), err);
	buf_fini(&sql);
	while (q && (more = query_step(q, err)) > 0) {
		for (int i = 0; t->types[i]; i++)
			values[i] = query_value(q, i);
		if (!schema_is_sound(t, values)) {
			got->nbad++;
			continue;
		}
		got->n[table]++;
		if (add_line(o, new_row(table, values), err) < 0) {
			more = -1;
			break;
		}
	}
	query_free(q);
	return more;
}

static struct json *
new_head(const char *version)
{
	struct json *object = json_new_object();

	json_set_string(object, "broadsheet", "backup");
	json_set_int(object, "schema", BACKUP_SCHEMA);
	json_set_int(object, "made", marks_now());
	json_set_string(object, "version", version);
	return object;
}

static struct json *
new_end(const struct backed_up *got)
{
	struct json *object = json_new_object();

	json_set_bool(object, "end", true);
	for (size_t i = 0; i < TABLE_COUNT; i++)
		json_set_int(object, backup_kinds[i].counted, got->n[i]);
	return object;
}

static int
write_all(struct backed_up *got, struct marks *m, struct out *o,
    const char *version, struct err *err)
{
	int64_t of_file;

	if (db_number(&of_file, m->db, "PRAGMA user_version", err) < 0)
		return -1;
	if (of_file > MARKS_VERSION)
		return err_set(err, ERR_DB,
		    "a newer broadsheet wrote the bookmarks and keeps more "
		    "than this one knows; use that one");
	int failed = add_line(o, new_head(version), err);
	for (enum marks_table i = 0; !failed && i < TABLE_COUNT; i++)
		failed = write_table(got, m, i, o, err);
	if (!failed)
		failed = add_line(o, new_end(got), err);
	return failed ? -1 : flush(o, err);
}

int
backup_write(struct backed_up *got, struct marks *m, int fd,
    const char *version, struct err *err)
{
	struct out o = { .fd = fd };

	*got = (struct backed_up){ 0 };
	/* All tables as they are at one moment. */
	if (marks_ready(m, err) < 0 || db_exec(m->db, "BEGIN", err) < 0)
		return -1;
	int failed = write_all(got, m, &o, version, err);
	db_end(m->db, false, NULL);
	buf_fini(&o.b);
	return failed;
}
