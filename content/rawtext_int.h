/*
 * Inside of the reader for plain text (rawtext.c), in the order of its work:
 *
 *   lines    the text as trimmed lines, each with what can be seen of it
 *   wrap     lines that were cut at a fixed width, joined again
 *   layout   where stories begin, by the best of several recognisers
 *   page     the heading of a page: label, name, paper, date
 *   head     which lines of a story stand before its body
 *   role     what each line of a story is, by a table of recognisers
 *   build    all of it handed to the builder
 *
 * All but the array of lines lives in one arena and dies with the reading.  Each step costs
 * time linear in the text.
 */
#ifndef CONTENT_RAWTEXT_INT_H
#define CONTENT_RAWTEXT_INT_H

#include <stdbool.h>
#include <stddef.h>

#include "content/rawtext_scan.h"

struct arena;
struct builder;
struct diag;
struct source;

/* --- lines ------------------------------------------------------------- */

enum line_end {
	END_OPEN,  /* in mid sentence: a headline, or cut off */
	END_COMMA, /* ，、； */
	END_COLON, /* ：, which opens a quotation or a list */
	END_QUOTE, /* a closing quote or bracket with no stop before it */
	END_MARK,  /* ！？… */
	END_STOP,  /* 。. */
};

enum line_flag {
	LINE_FULL_INDENT = 1 << 0, /* begins with U+3000 */
	LINE_EAST = 1 << 1,        /* mostly East Asian */
	LINE_TAB = 1 << 2,         /* a tab inside */
	LINE_COLUMNS = 1 << 3,     /* wide blanks inside, as in a table */
	LINE_LETTER = 1 << 4,      /* holds a letter or a digit at all */
	LINE_BREAK = 1 << 5,       /* a form feed stood above */
	LINE_JUMP = 1 << 6,        /* scan_jump() finds one */
};

struct line {
	struct slice text; /* without blanks at its ends; never empty */
	unsigned number;   /* in the source, from 1 */
	unsigned nblank;   /* blank lines above it */
	unsigned indent;   /* cells of blank that it began with */
	unsigned ncells;
	unsigned ncommas;
	unsigned first, last; /* code points */
	enum line_end end;
	unsigned flags;
	/* scan_credit(), scan_note(), scan_caption(): asked again and again. */
	unsigned char credit, note, caption;
};

/* The jump line that it is, begins or ends with. */
bool line_jump(struct jump *, const struct line *);

struct raw {
	const struct source *source;
	struct builder *builder;
	struct diag *diag;
	struct arena *arena;
	const char *language; /* by its look; NULL if it has no letters */
	size_t nbefore;       /* articles of the edition before this source */

	struct line *lines; /* owned, on the heap: there may be many */
	size_t n;
	unsigned gap;         /* the most usual number of blank lines */
	unsigned widest;      /* the largest number of them */
	size_t nindented;     /* lines that begin with U+3000 */
	bool *starts;         /* of each line: does a story begin here? */
	signed char *bylines; /* of each line: line_byline() or -1; or NULL */
	const char *how;      /* it was cut: "at wide gaps" */
	int sure;             /* of that, 0 to 100 */
};

/* Fill `raw->lines` and the figures below it from the source. */
void raw_find_lines(struct raw *);

/* Facts of a line whose text is set. */
void raw_look_at(struct line *);

/* Count gaps and indents anew. */
void raw_count(struct raw *);

/* Short enough for a headline, and no sentence. */
bool line_is_short(const struct line *);

/* --- wrap, layout, page -------------------------------------------------- */

/* How sure, 0 to 100, that lines were cut at a fixed width. */
int raw_wrap_confidence(const struct raw *);
void raw_unwrap(struct raw *);

/* Choose the best layout and set `starts`. */
void raw_cut(struct raw *);

/* The name of layout `i` and how sure it is; NULL past the last. For tests. */
const char *raw_layout(const struct raw *, size_t i, int *sure);

struct heading {
	const char *label, *name;
	const char *title, *date, *number;
};

/* How sure that a line is a page's heading; fills `h`, strings of the arena. */
int raw_page_heading(struct heading *h, const struct line *, struct arena *);

/* --- stories ------------------------------------------------------------- */

enum role {
	ROLE_PARAGRAPH,
	ROLE_KICKER,
	ROLE_HEADLINE,
	ROLE_DECK,
	ROLE_STANDFIRST,
	ROLE_BYLINE,
	ROLE_DATE,
	ROLE_SUBHEAD,
	ROLE_ITEM,
	ROLE_TABLE,
	ROLE_PREFORMATTED,
	ROLE_FIGURE,
	ROLE_CREDIT,
	ROLE_NOTE,
	ROLE_RULE,
	ROLE_COUNT
};

#define NO_LINE ((size_t)-1)

struct story {
	const struct raw *raw;
	const struct line *lines;
	size_t n;

	size_t nhead;    /* lines before the body, byline included */
	size_t nopening; /* short lines before standfirst and byline */
	size_t headline; /* index of its first line, or NO_LINE */
	size_t byline;   /* index of the line, or NO_LINE */
	size_t nbylines;
	enum role *roles; /* found so far */
};

struct line_context {
	const struct raw *raw;
	const struct story *story;
	size_t at; /* index in the story */
	const struct line *line;
	const struct line *before, *after; /* NULL at the story's ends */
};

struct recogniser {
	const char *name;
	enum role role;
	int (*confidence)(const struct line_context *); /* 0 to 100 */
};

/* The table, in the order in which ties are settled. */
extern const struct recogniser raw_recognisers[];
extern const size_t raw_nrecognisers;

/* How sure that a line of raw->lines is a byline by itself. */
int line_byline(const struct raw *, const struct line *);

/* Fill in what is known of a story's head. */
void story_find_head(struct story *);

/* The recogniser that is surest of line `i`; never NULL. */
const struct recogniser *story_recognise(const struct story *, size_t i);

/* Fill in `roles`. */
void story_find_roles(struct story *);

/* Is every line of lines[0..n) page furniture: credits and editors? */
bool lines_are_notes(const struct line *, size_t n);

/* Do lines[0..n) only end a story: byline, jump, caption? */
bool lines_are_tail(const struct raw *, const struct line *, size_t n);

void story_build(const struct story *);

#endif
