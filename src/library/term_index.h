/*
 * The index of terms in archive.db: FTS5 without the text.
 *
 * Table `term` has one row for each story, its rowid, and knows which terms
 * (text/terms.h) are in it, not where nor how often (detail=none): it answers
 * "which stories have all of these", by row, and the caller looks at the text.
 * FTS5's own bm25() has nothing to count and gives 0 for each.
 *
 * Besides the words of the text there are whole values, which no word of a text
 * can equal: paper, section, authors, so that FTS5 itself intersects them; and
 * the words of the heading once more, so that stories with a word in the
 * heading are found apart, for relevance.
 *
 * To find stories, append matches to a buffer, joined by FTS5's operators, and
 * bind it as text:
 *
 *     SELECT rowid FROM term WHERE term MATCH ?1 ORDER BY rowid DESC
 *
 * FTS5 refuses a phrase of several terms with detail=none: each term is a match
 * by itself, joined by AND.  Whether it has a certain story is asked by MATCH
 * and the rowid; a list of all rows cannot be had from it.
 */
#ifndef SRC_LIBRARY_TERM_INDEX_H
#define SRC_LIBRARY_TERM_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;
struct db;
struct err;
struct term;
struct term_index; /* keeps its statements; used by one thread */

/* What the index knows of a story. */
struct index_text {
	/*
	 * Fields parted by ARCHIVE_FIELD_MARK; kicker, headline and deck, the
	 * first three, are the heading.
	 */
	const char *text;
	size_t nbytes;
	const char *paper, *section; /* NULL or "": none */
	const char *const *authors;
	size_t nauthors;
};

/*
 * Make the connection know our tokenizer; the file is not touched.  A
 * connection that only reads (DB_READ) is fine.  Close it before the database.
 */
struct term_index *term_index_open(struct db *, struct err *);
void term_index_close(struct term_index *); /* NULL is fine */

/*
 * Make the tables, in a new archive or in a transaction that upgrades one:
 * term (FTS5, with its term_data, term_idx and term_config) and term_version.
 */
int term_index_make(struct term_index *, struct err *);

/*
 * Was it made with the terms of this program (TERMS_VERSION)?  If not, and also
 * if there is none or it cannot be told, term_index_clear() and add each story
 * again, in one transaction.
 */
bool term_index_is_current(struct term_index *);
int term_index_clear(struct term_index *, struct err *);

/*
 * Add a story.  Its row must be new.  Add in rising order of rows: FTS5 writes
 * out what it has gathered whenever a row is smaller than the one before.
 */
int term_index_add(
    struct term_index *, int64_t row, const struct index_text *, struct err *);

/* Take one away.  All of `index_text` must be as it was when it was added. */
int term_index_remove(
    struct term_index *, int64_t row, const struct index_text *, struct err *);

/* Bytes on disk. */
int term_index_nbytes(uint64_t *, struct term_index *, struct err *);

/*
 * Make it one piece: as small and as quick as it can be, once after many were
 * added.  Takes as long as writing all of it.
 */
int term_index_merge(struct term_index *, struct err *);

/* Is it sound in itself?  -1 with err set if not. */
int term_index_check(struct term_index *, struct err *);

/* --- what FTS5 is asked --------------------------------------------------------- */

enum term_where { TERM_ANYWHERE, TERM_IN_HEADING };

/*
 * Append a match for one term of a query (terms_each(), TERMS_OF_QUERY);
 * TERM_SINGLE, or `is_prefix` for a word that the query ends with *, matches
 * every term that it begins.
 */
void term_index_match(
    struct buf *, const struct term *, enum term_where, bool is_prefix);

/* What stories have as a whole; folded as terms are. */
enum term_value { TERM_PAPER, TERM_SECTION, TERM_AUTHOR };

/*
 * Append a match for a value.  Values longer than TERM_MAX_BYTES are compared by
 * their beginning.  One without a letter or digit gives a match that finds
 * nothing.
 */
void term_index_match_value(struct buf *, enum term_value, const char *value);

#endif
