/*
 * Our tokenizer for FTS5, "broadsheet": terms (text/terms.h) of a text.
 *
 * A column that begins with TOKENIZER_MARK is a list of terms, each after a
 * mark, taken as they are; of any other, each term stands as it is, and those
 * of the heading (the first TOKENIZER_HEADING fields) once more after the mark
 * and TOKENIZER_HEADED.  A query is read in the same way, but for
 * TOKENIZER_PLAIN after the mark, by which it names a term of the text.
 */
#ifndef SRC_LIBRARY_TOKENIZER_H
#define SRC_LIBRARY_TOKENIZER_H

struct db;
struct err;

#define TOKENIZER_MARK '\x1F' /* no letter, so in no term of a text */

enum {
	TOKENIZER_HEADING = 3, /* kicker, headline, deck: archive.h */
	TOKENIZER_PLAIN = 't',
	TOKENIZER_HEADED = 'h',
};

/* Make a connection know it; once for each. */
int db_add_tokenizer(struct db *, struct err *);

#endif
