#include "src/library/schema.h"

#include <stdio.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/utf8.h"
#include "src/library/db.h"
#include "src/library/marks_int.h"

const struct table_shape marks_tables[TABLE_COUNT] = {
	[TABLE_BOOKMARK] = { "bookmark", MARK_COLUMNS ", title, tags",
	    MARK_COLUMNS ", NULL, ''", "NTKttbnnntAtL", 3, -1 },
	[TABLE_PLACE] = { "place", MARK_COLUMNS, MARK_COLUMNS, "NTKttbnnntA", 2,
	    10 },
	[TABLE_CLIP] = { "clip",
	    "paper, date, article, block, byte, nbytes, page, headline, "
	    "byline, path, number, quote, text, before, after, whole, note, "
	    "title, tags, added, changed",
	    NULL, "NTKnnntttbntTTTnttLAn", 6, 20 },
	[TABLE_READING] = { "reading",
	    "paper, date, article, headline, number, state, percent, at", NULL,
	    "NTKtnnnA", 3, 7 },
	[TABLE_FOLLOW] = { "follow", "name, added", NULL, "KA", 1, -1 },
};

/*
 * Ids are never used twice, or a list that another instance shows could
 * delete what was set since.  A date that is not known is ''.  Paths are bytes.
 */
static const char *const to_1[] = {
	"CREATE TABLE bookmark ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" paper TEXT NOT NULL, date TEXT NOT NULL, article TEXT NOT NULL,"
	" page TEXT, headline TEXT, path BLOB,"
	" number INTEGER NOT NULL, block INTEGER NOT NULL,"
	" byte INTEGER NOT NULL, quote TEXT, added INTEGER NOT NULL,"
	" UNIQUE (paper, date, article))",
	"CREATE TABLE place ("
	" paper TEXT NOT NULL, date TEXT NOT NULL, article TEXT NOT NULL,"
	" page TEXT, headline TEXT, path BLOB,"
	" number INTEGER NOT NULL, block INTEGER NOT NULL,"
	" byte INTEGER NOT NULL, quote TEXT, added INTEGER NOT NULL,"
	" PRIMARY KEY (paper, date))",
	"PRAGMA application_id = 0x62736D6B",
	"PRAGMA user_version = 1",
	NULL,
};

/*
 * Tags are part of the row that bears them, parted by newlines: so a row that
 * is deleted, salvaged or brought back has its tags.  nbytes is of the text.
 */
static const char *const to_2[] = {
	"ALTER TABLE bookmark ADD COLUMN title TEXT",
	"ALTER TABLE bookmark ADD COLUMN tags TEXT NOT NULL DEFAULT ''",
	"CREATE TABLE clip ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" paper TEXT NOT NULL, date TEXT NOT NULL, article TEXT NOT NULL,"
	" block INTEGER NOT NULL, byte INTEGER NOT NULL,"
	" nbytes INTEGER NOT NULL, page TEXT, headline TEXT, byline TEXT,"
	" path BLOB, number INTEGER NOT NULL, quote TEXT,"
	" text TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,"
	" whole INTEGER NOT NULL, note TEXT, title TEXT, tags TEXT NOT NULL,"
	" added INTEGER NOT NULL, changed INTEGER NOT NULL,"
	" UNIQUE (paper, date, article, block, byte, nbytes))",
	"CREATE TABLE reading ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" paper TEXT NOT NULL, date TEXT NOT NULL, article TEXT NOT NULL,"
	" headline TEXT, number INTEGER NOT NULL, state INTEGER NOT NULL,"
	" percent INTEGER NOT NULL, at INTEGER NOT NULL,"
	" UNIQUE (paper, date, article))",
	"CREATE TABLE follow ("
	" id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" name TEXT NOT NULL UNIQUE, added INTEGER NOT NULL)",
	"PRAGMA user_version = 2",
	NULL,
};

static const char *const *const migrations[] = { to_1, to_2 };

_Static_assert(MARKS_APPLICATION_ID == 0x62736D6B &&
	MARKS_VERSION == sizeof migrations / sizeof *migrations,
    "the schema says the same");

static bool
is_text(const struct value *v)
{
	return v->type == VALUE_TEXT &&
	    utf8_valid(v->bytes, v->nbytes) == v->nbytes &&
	    !(v->nbytes && memchr(v->bytes, 0, v->nbytes));
}

static bool
is_sound(char type, const struct value *v)
{
	switch (type) {
	case 'N':
		return v->type == VALUE_TEXT && v->nbytes > 0 &&
		    !memchr(v->bytes, 0, v->nbytes);
	case 'K':
		return is_text(v) && v->nbytes > 0;
	case 'T':
	case 'L':
		return is_text(v);
	case 't':
		return v->type == VALUE_NULL || is_text(v);
	case 'b':
		return v->type == VALUE_NULL || v->type == VALUE_BYTES;
	case 'A':
		return v->type == VALUE_NUMBER && v->number > 0;
	default:
		return v->type == VALUE_NUMBER && v->number >= 0;
	}
}

bool
schema_is_sound_value(const struct table_shape *t, int i, const struct value *v)
{
	return is_sound(t->types[i], v);
}

bool
schema_is_sound(const struct table_shape *t, const struct value *values)
{
	for (size_t i = 0; t->types[i]; i++)
		if (!is_sound(t->types[i], &values[i]))
			return false;
	return true;
}

const char *
schema_column(char out[SCHEMA_NAME_BYTES], const struct table_shape *t, int i)
{
	const char *at = t->columns;

	for (; i > 0; i--)
		at += strcspn(at, ",") + 2; /* past ", " */
	snprintf(out, SCHEMA_NAME_BYTES, "%.*s", (int)strcspn(at, ","), at);
	return out;
}

void
schema_add_params(struct buf *b, int first, int n)
{
	for (int i = 0; i < n; i++)
		buf_addf(b, "%s?%d", i ? ", " : "", first + i);
}

int
schema_migrate(struct db *db, int64_t version, struct err *err)
{
	for (int64_t v = version; v < MARKS_VERSION; v++)
		for (const char *const *sql = migrations[v]; *sql; sql++)
			if (db_exec(db, *sql, err) < 0)
				return -1;
	return 0;
}

int
schema_check(struct db *db, struct err *err)
{
	int failed = 0;
	int64_t n;

	for (size_t i = 0; !failed && i < TABLE_COUNT; i++) {
		struct buf sql = { 0 };
		buf_addf(&sql,
		    "SELECT count(*) FROM (SELECT rowid, %s FROM %s LIMIT 1)",
		    marks_tables[i].columns, marks_tables[i].name);
		failed = db_number(&n, db, buf_str(&sql), err);
		buf_fini(&sql);
	}
	return failed;
}

int
schema_count(int64_t *n, struct db *db, struct err *err)
{
	struct buf sql = { 0 };

	buf_adds(&sql, "SELECT 0");
	for (size_t i = 0; i < TABLE_COUNT; i++)
		buf_addf(
		    &sql, " + (SELECT count(*) FROM %s)", marks_tables[i].name);
	int failed = db_number(n, db, buf_str(&sql), err);
	buf_fini(&sql);
	return failed;
}
