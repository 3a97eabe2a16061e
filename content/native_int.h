/*
 * What the parts of the native reader share: native.c goes through the lines,
 * native_head.c reads front matter and the key lines under # and ##,
 * native_block.c the text of a story.
 */
#ifndef CONTENT_NATIVE_INT_H
#define CONTENT_NATIVE_INT_H

#include <stdbool.h>
#include <stddef.h>

#include "content/reader.h"
#include "src/edition/builder.h"
#include "src/edition/native.h"

struct arena;

struct line {
	const char *s; /* without blanks and CR at its end */
	size_t n;
	size_t end; /* where the next begins */
	bool there;
};

struct native {
	const struct source *src;
	struct builder *b;
	struct diag *diag;
	struct arena *arena; /* scratch of the whole reading */

	size_t at; /* bytes read */
	unsigned lineno;
	unsigned blanks; /* lines above the next line */
	bool begun;      /* something but blank lines was read */
	bool in_article;
	const char *section; /* of the page */
	bool section_used;   /* by one of its stories */
	int before;          /* type of the block above, -1 below a head */

	struct line *credits; /* values of credit: keys, for the story's end */
	size_t ncredits, credits_cap;

	/* The longest fences of ` and ~ known not to be closed below. */
	size_t unclosed[2];
	size_t no_figure; /* lines before this byte begin no picture */
};

/* The line at byte `at`, and the one to be read next. */
struct line native_line_at(const struct native *, size_t at);
struct line native_peek(const struct native *);
void native_advance(struct native *, struct line);

/* Note a fault of the line to be read next. */
void native_complain(struct native *, const char *what);

/* What the model is told about the blank lines above: 0 if as usual. */
unsigned native_gap(const struct native *, unsigned usual);

/* Whether front matter begins here, and where its last line is. */
bool native_is_front_matter(const struct native *, size_t *end);
void native_read_front_matter(struct native *);

/* A # or ## line, of which `nprefix` bytes are its mark, and its keys. */
void native_read_page(struct native *, struct line, size_t nprefix);
void native_read_article(struct native *, struct line, size_t nprefix);

/* After the last line of a story or page. */
void native_add_credits(struct native *);
void native_end_page(struct native *);

/* Read lines of text into a block that is like `like`. */
void native_add_decoded(struct native *, struct block *like, const char *s,
    size_t nbytes, enum native_place first, enum native_place rest);

/* The block that begins with this line. */
void native_read_block(struct native *, struct line, struct native_mark);

#endif
