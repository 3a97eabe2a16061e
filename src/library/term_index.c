#include "src/library/term_index.h"

#include <stdlib.h>
#include <string.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"
#include "src/library/db.h"
#include "src/library/tokenizer.h"
#include "src/text/terms.h"

struct term_index {
	struct db *db;
	struct query *add, *remove; /* NULL until they are needed */
	struct buf values;          /* the list of one story */
};

/* The letter of each kind; none is TOKENIZER_PLAIN or TOKENIZER_HEADED. */
static const char letters[] = {
	[TERM_PAPER] = 'p',
	[TERM_SECTION] = 's',
	[TERM_AUTHOR] = 'a',
};

struct term_index *
term_index_open(struct db *db, struct err *err)
{
	if (db_add_tokenizer(db, err) < 0)
		return NULL;
	struct term_index *ti = xcalloc(1, sizeof *ti);

	ti->db = db;
	buf_init(&ti->values);
	return ti;
}

static void
forget_statements(struct term_index *ti)
{
	query_free(ti->add);
	query_free(ti->remove);
	ti->add = ti->remove = NULL;
}

void
term_index_close(struct term_index *ti)
{
	if (!ti)
		return;
	forget_statements(ti);
	buf_fini(&ti->values);
	free(ti);
}

/* --- the tables ------------------------------------------------------------------ */

static int
run_all(struct db *db, const char *const *sql, size_t n, struct err *err)
{
	for (size_t i = 0; i < n; i++)
		if (db_exec(db, sql[i], err) < 0)
			return -1;
	return 0;
}

int
term_index_make(struct term_index *ti, struct err *err)
{
	static const char *const sql[] = {
		/* Lengths of texts (columnsize) are for bm25() alone. */
		("CREATE VIRTUAL TABLE term USING fts5(text, value, "
		 "content='', "
		 "detail=none, columnsize=0, tokenize='broadsheet')"),
		/*
		 * FTS5 gathers 1 MB, sorts it and writes a piece; here 16
		 * pieces are joined at a time and not 4, so that a story is
		 * written twice for ten thousand and not four times.  To
		 * gather more instead costs more than it saves: 8 MB are
		 * beyond the caches, and a quarter slower.
		 */
		"INSERT INTO term (term, rank) VALUES ('automerge', 16)",
		"CREATE TABLE term_version (version INTEGER NOT NULL)",
	};
	struct buf b;

	if (run_all(ti->db, sql, sizeof sql / sizeof *sql, err) < 0)
		return -1;
	buf_init(&b);
	buf_addf(&b, "INSERT INTO term_version VALUES (%d)", TERMS_VERSION);
	int got = db_exec(ti->db, buf_str(&b), err);
	buf_fini(&b);
	return got;
}

bool
term_index_is_current(struct term_index *ti)
{
	int64_t n;

	if (db_number(&n, ti->db,
		"SELECT count(*) FROM sqlite_master "
		"WHERE name IN ('term', 'term_data', 'term_version')",
		NULL) < 0 ||
	    n != 3)
		return false;
	return db_number(&n, ti->db, "SELECT max(version) FROM term_version",
		   NULL) == 0 &&
	    n == TERMS_VERSION;
}

int
term_index_clear(struct term_index *ti, struct err *err)
{
	static const char *const sql[] = {
		"DROP TABLE IF EXISTS term",
		"DROP TABLE IF EXISTS term_version",
	};

	forget_statements(ti);
	if (run_all(ti->db, sql, sizeof sql / sizeof *sql, err) < 0)
		return -1;
	return term_index_make(ti, err);
}

int
term_index_merge(struct term_index *ti, struct err *err)
{
	return db_exec(
	    ti->db, "INSERT INTO term (term) VALUES ('optimize')", err);
}

int
term_index_check(struct term_index *ti, struct err *err)
{
	return db_exec(
	    ti->db, "INSERT INTO term (term) VALUES ('integrity-check')", err);
}

int
term_index_nbytes(uint64_t *nbytes, struct term_index *ti, struct err *err)
{
	int64_t n;
	int got = db_number(
	    &n, ti->db, "SELECT sum(length(block)) FROM term_data", err);

	*nbytes = n > 0 ? (uint64_t)n : 0;
	return got;
}

/* --- values ------------------------------------------------------------------------ */

struct adder {
	struct buf *out;
	size_t limit; /* of the buffer's bytes */
	size_t to;    /* of the last term */
	enum term_kind kind;
	bool is_any; /* there was one */
};

/* Of pairs that overlap only what each adds; a blank between words. */
static int
add_term(void *ctx, const struct term *t)
{
	struct adder *a = ctx;
	size_t skip = 0;

	if (a->is_any && t->kind == TERM_PAIR && a->kind == TERM_PAIR &&
	    t->from < a->to) {
		for (skip = 1; (t->s[skip] & 0xC0) == 0x80; skip++)
			;
	} else if (a->is_any && t->kind == TERM_WORD && a->kind == TERM_WORD) {
		buf_addc(a->out, ' ');
	}
	a->is_any = true;
	a->kind = t->kind;
	a->to = t->to;
	buf_add(a->out, t->s + skip, t->nbytes - skip);
	return a->out->n >= a->limit;
}

/*
 * Append one value as the tokenizer is to take it, of whole characters; false if
 * there is nothing in it, and only the mark was appended.
 */
static bool
add_value(struct buf *out, enum term_value kind, const char *value)
{
	size_t head = out->n + 2, end = head + TERM_MAX_BYTES;
	struct adder a = { out, end, 0, TERM_WORD, false };

	buf_addc(out, TOKENIZER_MARK);
	buf_addc(out, letters[kind]);
	terms_each(value, strlen(value), TERMS_OF_QUERY, add_term, &a);
	if (out->n > end) {
		while ((out->bytes[end] & 0xC0) == 0x80)
			end--;
		buf_cut(out, end);
	}
	return out->n > head;
}

static void
list_value(struct buf *out, enum term_value kind, const char *value)
{
	size_t n = out->n;

	if (value && !add_value(out, kind, value))
		buf_cut(out, n);
}

static void
list_values(struct buf *out, const struct index_text *t)
{
	buf_cut(out, 0);
	list_value(out, TERM_PAPER, t->paper);
	list_value(out, TERM_SECTION, t->section);
	for (size_t i = 0; i < t->nauthors; i++)
		list_value(out, TERM_AUTHOR, t->authors[i]);
}

/* --- adding and removing ------------------------------------------------------------- */

static int
change(struct term_index *ti, struct query **q, const char *sql, int64_t row,
    const struct index_text *t, struct err *err)
{
	const char *text = t->text ? t->text : "";
	size_t nbytes = t->nbytes;

	if (!*q && !(*q = query_new(ti->db, sql, err)))
		return -1;
	/* It would be taken for a list; a mark gives no term. */
	while (nbytes > 0 && *text == TOKENIZER_MARK) {
		text++;
		nbytes--;
	}
	list_values(&ti->values, t);
	query_set_number(*q, 1, row);
	query_set_string(*q, 2, text, nbytes);
	query_set_string(*q, 3, buf_str(&ti->values), ti->values.n);
	int got = query_step(*q, err);
	query_reset(*q);
	return got;
}

int
term_index_add(struct term_index *ti, int64_t row, const struct index_text *t,
    struct err *err)
{
	return change(ti, &ti->add,
	    "INSERT INTO term (rowid, text, value) VALUES (?1, ?2, ?3)", row, t,
	    err);
}

int
term_index_remove(struct term_index *ti, int64_t row,
    const struct index_text *t, struct err *err)
{
	return change(ti, &ti->remove,
	    "INSERT INTO term (term, rowid, text, value) "
	    "VALUES ('delete', ?1, ?2, ?3)",
	    row, t, err);
}

/* --- what FTS5 is asked ---------------------------------------------------------------- */

/* Each is a string of FTS5; no term has a quote in it. */

void
term_index_match(struct buf *out, const struct term *t, enum term_where where,
    bool is_prefix)
{
	buf_addc(out, '"');
	buf_addc(out, TOKENIZER_MARK);
	buf_addc(
	    out, where == TERM_IN_HEADING ? TOKENIZER_HEADED : TOKENIZER_PLAIN);
	buf_add(out, t->s, t->nbytes);
	buf_adds(out, is_prefix || t->kind == TERM_SINGLE ? "\" *" : "\"");
}

void
term_index_match_value(struct buf *out, enum term_value kind, const char *value)
{
	buf_addc(out, '"');
	add_value(out, kind, value);
	buf_addc(out, '"');
}
