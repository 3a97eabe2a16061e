/*
 * Sheets from within: what sheet.c, which knows parts and finds its way among
 * them, and each way of setting one (sheet_place.c) hand to each other.
 *
 * An article is cut into parts (part.h), and each part is set from its
 * beginning, one sheet after the other, as far as was asked for.  So a sheet
 * depends on its part and the params alone, never on how one came to it.
 */
#ifndef SRC_LAYOUT_SHEET_INT_H
#define SRC_LAYOUT_SHEET_INT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/layout/line.h"
#include "src/layout/part.h"
#include "src/layout/sheet.h"

struct arena;
struct galley;
struct sheet_way;

struct slot {
	int row, col;     /* on the sheet */
	uint32_t line;    /* of the head, then of the body */
	bool is_repeated; /* a table's head above a column */
};

struct sheet {
	struct slot *slots; /* of the part's arena */
	size_t nslots;
	int nrows;
	int rule_row, rule_nrows; /* rules between columns */
	int nrules;
	int head_nrows, head_ncells; /* vertical: of a head at the right */
	struct anchor anchor;        /* sheet.c's */
};

struct part {
	struct part_span span;
	struct arena *arena; /* NULL: nothing of it is set */
	struct galley *galley;
	struct lines head; /* of the first part */
	struct lines body; /* as far as it is set */
	struct sheet *at;  /* malloc */
	size_t n, cap;
	size_t next;    /* line of the body for the next sheet */
	size_t nplaced; /* sheets that have their anchor */
	bool is_done;   /* all its sheets are there */
	size_t nsheets; /* 0: not known yet; known also when it was dropped */
	size_t skipped; /* bytes of text in the parts before it */
};

struct sheets {
	const struct edition *edition;
	const struct article *article;
	struct layout_params params;
	const struct sheet_way *way;
	int ncolumns, measure;
	int left;           /* cells left of the first column */
	int width;          /* of all columns with their gutters */
	bool is_rtl;        /* the first column is the rightmost */
	struct part *parts; /* malloc */
	size_t nparts;
	size_t here;       /* the part that was asked for last */
	size_t nbytes;     /* of the article's text */
	unsigned *seconds; /* by block: to read it and all below; malloc */
	size_t ntimed;     /* blocks from the end that have theirs */
};

/* A sheet with all that it takes to show it. */
struct sheet_view {
	const struct sheets *sheets;
	const struct part *part;
	const struct sheet *sheet;
};

/* A way to set an article: the only thing that knows where lines stand. */
struct sheet_way {
	/* Find ncolumns, measure, left and width. */
	void (*plan)(struct sheets *);

	/*
	 * Open a part's galley and place its first sheet, and all others that
	 * the head takes.
	 */
	void (*begin)(struct sheets *, struct part *);

	/* Place one more sheet, unless the part is done. */
	void (*add)(struct sheets *, struct part *);

	/* The first place of the blocks that a sheet shows; false if none. */
	bool (*first_place)(
	    const struct part *, const struct sheet *, struct anchor *);

	/* Does it show `byte` of the headline, kicker, ... or what is below? */
	bool (*shows_head)(const struct part *, const struct sheet *,
	    unsigned line_part, uint32_t byte);

	/* As sheets_hit() and sheets_draw(). */
	int (*hit)(
	    const struct sheet_view *, int row, int col, struct anchor *);
	void (*draw)(const struct sheet_view *, struct canvas *, int row,
	    int col, const struct highlights *);
};

extern const struct sheet_way sheet_horizontal;
extern const struct sheet_way sheet_vertical;

/* Of use to every way: the line in a slot, and two of its functions. */
const struct line *sheet_line(const struct part *, const struct slot *);
bool sheet_first_place(
    const struct part *, const struct sheet *, struct anchor *);
bool sheet_shows_head(const struct part *, const struct sheet *,
    unsigned line_part, uint32_t byte);

/* The beginning of the block that a line shows; of the article for its head. */
struct anchor sheet_line_anchor(const struct sheets *, const struct line *);

/* The article's language, or NULL. */
const char *sheet_language(const struct sheets *);

/* One more sheet, empty; valid until the next is added. */
struct sheet *sheet_add(struct part *);

#endif
