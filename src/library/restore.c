#include "src/library/restore.h"

#include <stdio.h>
#include <string.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/json.h"
#include "src/library/backup.h"
#include "src/library/copies.h"
#include "src/library/db.h"
#include "src/library/lines.h"
#include "src/library/marks_int.h"

struct reader {
	struct lines lines;
	struct merge *merge;
	struct arena *a; /* of one line */
	const char *line;
	size_t nbytes;
	int64_t n[TABLE_COUNT]; /* lines so far */
	bool is_partial;
	bool has_ended; /* with the right last line */
};

/* Where a key stands in the line, in bytes from 1; 1 if it is not there. */
static unsigned
find_key(const struct reader *r, const char *key)
{
	size_t n = strlen(key);
	const char *at = r->line, *end = r->line + r->nbytes;

	while ((at = memchr(at, '"', (size_t)(end - at))) != NULL) {
		const char *after = at + n + 2;
		if (after >= end)
			break;
		if (!memcmp(at + 1, key, n) && after[-1] == '"' &&
		    *(after + strspn(after, " \t")) == ':')
			return (unsigned)(at - r->line) + 1;
		at++;
	}
	return 1;
}

static int
refuse(struct reader *r, const char *key, const char *what, struct err *err)
{
	return err_at(err, r->lines.name, r->lines.number,
	    key ? find_key(r, key) : 1,
	    "%s%s%s%s; mend the line or take it out; nothing was changed",
	    key ? "\"" : "", key ? key : "", key ? "\" " : "", what);
}

/* --- values ---------------------------------------------------------------------- */

static int
digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

static bool
take_hex(struct value *v, const struct json *j, struct arena *a)
{
	const char *s = json_string_of(j);
	size_t n = s ? strlen(s) : 1;

	if (n % 2)
		return false;
	unsigned char *bytes = arena_alloc(a, n / 2 + 1, 1);
	for (size_t i = 0; i < n / 2; i++) {
		int high = digit(s[2 * i]), low = digit(s[2 * i + 1]);
		if (high < 0 || low < 0)
			return false;
		bytes[i] = (unsigned char)(high << 4 | low);
	}
	v->bytes = bytes;
	v->nbytes = n / 2;
	return true;
}

/* An array of texts, as they are stored: parted by newlines. */
static bool
take_list(struct value *v, const struct json *j, struct arena *a)
{
	struct buf b = { 0 };
	size_t n = json_count(j);
	bool ok = json_type_of(j) == JSON_TYPE_ARRAY;

	for (size_t i = 0; ok && i < n; i++) {
		const char *s = json_string_of(json_at(j, i));
		ok = s && !strchr(s, '\n');
		if (i)
			buf_addc(&b, '\n');
		if (ok)
			buf_adds(&b, s);
	}
	*v = (struct value){ VALUE_TEXT, 0, arena_strndup(a, buf_str(&b), b.n),
		b.n };
	buf_fini(&b);
	return ok;
}

/* The value of a column; false if it is of no type that the column has. */
static bool
take_value(struct value *v, char type, const struct json *j, struct arena *a)
{
	const char *s = json_string_of(j);

	*v = (struct value){ .type = VALUE_NULL };
	if (json_type_of(j) == JSON_TYPE_NULL)
		return type == 't' || type == 'b';
	if (type == 'L')
		return take_list(v, j, a);
	if (type == 'n' || type == 'A') {
		*v = (struct value){ .type = VALUE_NUMBER,
			.number = json_int_of(j) };
		return json_type_of(j) == JSON_TYPE_INT;
	}
	if (s)
		*v = (struct value){ type == 'b' ? VALUE_BYTES : VALUE_TEXT, 0,
			s, strlen(s) };
	return s != NULL;
}

static const char *
wanted(char type)
{
	static const char *const of[] = {
		['N'] = "should be a text that is not empty",
		['K'] = "should be a text that is not empty",
		['T'] = "should be a text",
		['t'] = "should be a text or null",
		['b'] = "should be a text or null",
		['L'] = "should be a list of texts without newlines",
		['n'] = "should be a number from 0",
		['A'] = "should be a number of seconds since 1970",
	};

	return of[(unsigned char)type];
}

/* --- lines ----------------------------------------------------------------------- */

/* Column `i`; counts the keys that it takes. */
static int
take_column(struct value *v, struct reader *r, const struct table_shape *t,
    int i, const struct json *object, size_t *nkeys, struct err *err)
{
	char name[SCHEMA_NAME_BYTES], key[SCHEMA_NAME_BYTES + sizeof "_bytes"];
	const struct json *j = json_get(object, schema_column(name, t, i));
	const struct json *bytes = NULL;

	snprintf(key, sizeof key, "%s_bytes", name);
	if (t->types[i] == 'b' || t->types[i] == 'N')
		bytes = json_get(object, key);
	*nkeys += (j != NULL) + (bytes != NULL);
	if (bytes && j)
		return refuse(r, key, "stands instead of the other", err);
	if (bytes) {
		v->type = t->types[i] == 'b' ? VALUE_BYTES : VALUE_TEXT;
		return take_hex(v, bytes, r->a)
		    ? 0
		    : refuse(r, key, "should be hexadecimal digits", err);
	}
	if (!take_value(v, t->types[i], j, r->a))
		return refuse(r, name, wanted(t->types[i]), err);
	return 0;
}

static int
take_row(struct reader *r, enum marks_table table, const struct json *object,
    struct err *err)
{
	const struct table_shape *t = &marks_tables[table];
	struct value values[TABLE_COLUMNS_MAX];
	size_t nkeys = 1; /* the kind */
	char name[SCHEMA_NAME_BYTES];

	for (int i = 0; t->types[i]; i++) {
		if (take_column(&values[i], r, t, i, object, &nkeys, err) < 0)
			return -1;
		if (!schema_is_sound_value(t, i, &values[i]))
			return refuse(r, schema_column(name, t, i),
			    wanted(t->types[i]), err);
	}
	if (nkeys != json_count(object))
		return refuse(r, NULL, "has a name that is not known", err);
	r->n[table]++;
	if (merge_row(r->merge, table, values, err) == 0)
		return 0;
	if (err)
		snprintf(err->where, sizeof err->where, "%s", r->lines.name);
	if (err)
		err->line = r->lines.number;
	return -1;
}

/* The last line: does it count what was there? */
static int
take_end(struct reader *r, const struct json *object, struct err *err)
{
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		const char *key = backup_kinds[i].counted;
		const struct json *n = json_get(object, key);
		bool is_right = json_type_of(n) == JSON_TYPE_INT &&
		    json_int_of(n) == r->n[i];
		if (!is_right && r->is_partial)
			return 0;
		if (!is_right)
			return err_at(err, r->lines.name, r->lines.number,
			    find_key(r, key),
			    "\"%s\" is not the number of lines before, which "
			    "is %lld: some are missing; --partial restores "
			    "what there is; nothing was changed",
			    key, (long long)r->n[i]);
	}
	r->has_ended = true;
	return 0;
}

static int
take_line(struct reader *r, const struct json *object, struct err *err)
{
	const char *kind = json_string_of(json_get(object, "kind"));

	if (r->has_ended)
		return refuse(r, NULL, "the backup has ended before", err);
	if (json_bool_of(json_get(object, "end")))
		return take_end(r, object, err);
	for (enum marks_table i = 0; kind && i < TABLE_COUNT; i++)
		if (!strcmp(kind, backup_kinds[i].name))
			return take_row(r, i, object, err);
	return refuse(r, "kind", "should be one of those kept", err);
}

static int
take_head(struct reader *r, const struct json *object, struct err *err)
{
	static const char database[] = "SQLite format 3";
	const char *what = json_string_of(json_get(object, "broadsheet"));
	const char *name = r->lines.name;

	if (r->nbytes >= sizeof database &&
	    !memcmp(r->line, database, sizeof database))
		return err_at(err, name, 0, 0,
		    "is a database and no backup; daily copies are restored "
		    "by --copy=DATE");
	if (!what || strcmp(what, "backup") != 0)
		return err_at(err, name, 1, 1,
		    "is no backup; broadsheet backup FILE makes one");
	int64_t schema = json_int_of(json_get(object, "schema"));
	if (schema < 1)
		return refuse(r, "schema", "should be a number from 1", err);
	if (schema > BACKUP_SCHEMA)
		return err_at(err, name, 1, find_key(r, "schema"),
		    "a newer broadsheet made this backup (schema %lld); use "
		    "that one; nothing was changed",
		    (long long)schema);
	return 0;
}

static bool
is_blank(const struct reader *r)
{
	for (size_t i = 0; i < r->nbytes; i++)
		if (!strchr(" \t\r", r->line[i]) || !r->line[i])
			return false;
	return true;
}

/* 1: go on; 0: here it is cut off; -1: refused. */
static int
take(struct reader *r, struct err *err)
{
	struct err why = { 0 };

	if (r->lines.number > BACKUP_MAX_LINES)
		return err_at(err, r->lines.name, r->lines.number, 1,
		    "there are more than %d lines; nothing was changed",
		    BACKUP_MAX_LINES);
	bool is_first = r->lines.number == 1;
	if (!is_first && is_blank(r))
		return 1;
	struct json *object = json_parse(r->line, r->nbytes, &why);
	int failed;
	if (is_first)
		failed = take_head(r, object, err);
	else if (object)
		failed = take_line(r, object, err);
	else if (r->lines.is_open && !r->has_ended)
		return 0;
	else
		failed = err_at(err, r->lines.name, r->lines.number,
		    why.col ? why.col : 1,
		    "%s; mend the line or take it out; nothing was changed",
		    why.msg);
	json_free(object);
	arena_reset(r->a);
	return failed ? -1 : 1;
}

static int
read_all(struct reader *r, struct err *err)
{
	int got;

	while ((got = lines_next(&r->lines, &r->line, &r->nbytes, err)) > 0) {
		got = take(r, err);
		if (got <= 0)
			break;
	}
	if (got < 0)
		return -1;
	if (!r->lines.number) {
		r->line = "";
		return take_head(r, NULL, err);
	}
	if (r->has_ended || r->is_partial)
		return 0;
	return err_at(err, r->lines.name, r->lines.number,
	    (unsigned)r->nbytes + 1,
	    "the backup is cut off here; --partial restores what there is; "
	    "nothing was changed");
}

/* --- transactions ---------------------------------------------------------------- */

/* Begin; marks_begin() has failed if there is no merge, too. */
static struct merge *
begin(struct marks *m, struct restore_how how, struct err *err)
{
	if (marks_begin(m, err) < 0)
		return NULL;
	struct merge *g = merge_new(m, how.can_undo, err);
	if (!g)
		marks_end(m, false, NULL);
	return g;
}

static int
end(struct restored *got, struct marks *m, struct merge *g, int failed,
    struct restore_how how, struct err *err)
{
	for (enum marks_table i = 0; i < TABLE_COUNT; i++)
		got->of[i] = *merge_counts(g, i);
	merge_free(g);
	if (how.can_undo)
		return marks_end_step(m, failed, DEED_IMPORTED, err);
	return marks_end(m, !failed, failed ? NULL : err);
}

int
restore_read(struct restored *got, struct marks *m, int fd, const char *name,
    struct restore_how how, struct err *err)
{
	struct reader r = {
		.lines = { .fd = fd,
		    .name = name,
		    .max_nbytes = BACKUP_MAX_LINE_BYTES },
		.is_partial = how.is_partial,
	};

	*got = (struct restored){ 0 };
	r.merge = begin(m, how, err);
	if (!r.merge)
		return -1;
	r.a = arena_new();
	int failed = read_all(&r, err);
	failed = end(got, m, r.merge, failed, how, err);
	got->is_cut = !r.has_ended;
	arena_free(r.a);
	lines_fini(&r.lines);
	return failed;
}

static int
refuse_day(const struct copies *c, const char *day, struct err *err)
{
	struct buf days = { 0 };

	for (size_t i = 0; i < c->n; i++)
		buf_addf(&days, "%s%s", i ? ", " : "", c->days[i]);
	err_set(err, ERR_NOT_FOUND,
	    c->n ? "there is no copy of %s; there are those of %s"
		 : "there is no copy of %s%s, nor of another day",
	    day, buf_str(&days));
	buf_fini(&days);
	return -1;
}

/* The copy of a day, open and sound; `*version` is its. */
static struct db *
open_copy(int64_t *version, const struct marks *m, const char *day,
    struct arena *a, struct err *err)
{
	struct copies c;
	size_t i = 0;
	int64_t id;

	if (copies_find(&c, m->dir, a, err) < 0)
		return NULL;
	while (i < c.n && strcmp(c.days[i], day) != 0)
		i++;
	if (i == c.n) {
		refuse_day(&c, day, err);
		return NULL;
	}
	struct db *db = db_open(copies_path(m->dir, day, a), DB_READ, err);
	if (!db)
		return NULL;
	int failed = db_check(db, err);
	if (!failed)
		failed = db_number(&id, db, "PRAGMA application_id", err);
	if (!failed)
		failed = db_number(version, db, "PRAGMA user_version", err);
	if (!failed && (id != MARKS_APPLICATION_ID || *version > MARKS_VERSION))
		failed = err_set(err, ERR_DB,
		    "the copy of %s is of another program or a newer "
		    "broadsheet",
		    day);
	if (!failed)
		return db;
	db_close(db);
	return NULL;
}

int
restore_copy(struct restored *got, struct marks *m, const char *day,
    struct restore_how how, struct err *err)
{
	struct arena *a = arena_new();
	int64_t version;
	struct db *from = open_copy(&version, m, day, a, err);
	struct merge *g = from ? begin(m, how, err) : NULL;
	int failed = g ? 0 : -1;

	*got = (struct restored){ 0 };
	for (enum marks_table i = 0; g && !failed && i < TABLE_COUNT; i++)
		if (version == MARKS_VERSION || marks_tables[i].first)
			failed = merge_table(g, from, i, BACKUP_MAX_LINES, err);
	if (g)
		failed = end(got, m, g, failed, how, err);
	db_close(from);
	arena_free(a);
	return failed;
}
