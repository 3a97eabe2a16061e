/*
 * A galley as it is being made: what galley.c, which knows the order of things,
 * and galley_block.c, which sets each of them, hand to each other.
 */
#ifndef SRC_LAYOUT_GALLEY_INT_H
#define SRC_LAYOUT_GALLEY_INT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/edition/edition.h"
#include "src/layout/para_int.h"
#include "src/layout/role.h"

struct phrases;

enum {
	/* Below this a column is narrow: indents and insets are halved. */
	NARROW_MEASURE = 24,
	/* What quotes, lists and decks stand in. */
	INSET = 2,
};

struct galley {
	struct setter setter;
	const struct article *article; /* NULL: notes */
	const char *language;
	const struct phrases *phrases;
	int measure;
	bool apart;            /* the block stands below a blank or a heading */
	const char *dateline;  /* still to be shown, or NULL */
	size_t list_end;       /* block after the run of items */
	size_t list_label;     /* cells of the widest label in it */
	size_t next, end;      /* blocks still to be set */
	enum block_type above; /* of the block set last; BLOCK_COUNT: none */
	bool with_standfirst;  /* it is the body's, not the head's */
	bool is_done;
	struct lines lines; /* when done */
};

/* A paragraph of the galley, in the language of its text. */
struct para galley_para(const struct galley *, const char *text, size_t nbytes,
    enum role, enum line_part);
struct para galley_para_of_block(const struct galley *, size_t i, enum role);

/* Set block `i`; the first paragraph takes in the dateline. */
void galley_set_block(struct galley *, size_t i);

/* The dateline on a line of its own. */
void galley_add_dateline(struct galley *);

/* A line of what layout adds. */
void galley_add_notice(
    struct galley *, const char *text, enum role, unsigned flags);

/* Give `flags` to all lines from `from` on; LINE_KEEP to the last. */
void galley_add_flags(struct galley *, size_t from, unsigned flags);
void galley_keep_last(struct galley *);

#endif
