/*
 * Stories: an article as a front page shows it, in a rectangle.
 *
 * Kicker, headline, deck, byline, opening lines, and where it goes on, as many
 * of them as the rectangle's rows bear: the headline always, the deck least.
 * Text fills the rectangle, in one or more columns of one measure.
 */
#ifndef SRC_LAYOUT_STORY_H
#define SRC_LAYOUT_STORY_H

#include <stdbool.h>
#include <stddef.h>

#include "src/layout/line.h"
#include "src/layout/params.h"
#include "src/layout/role.h"

struct arena;

enum story_weight { STORY_LEAD, STORY_MAJOR, STORY_NORMAL, STORY_BRIEF };

/* The weight that the source gives an article. */
enum story_weight story_weight(const struct article *);

/* How a story is to be set. */
struct story_frame {
	int ncolumns; /* of text */
	int measure;  /* cells of each */
	int gutter;
	int max_nrows; /* the most it will ever get */
	bool is_lead;  /* set as the lead story */
};

struct story {
	const struct article *article;
	struct story_frame frame;
	const char *jump; /* the arena's */
	struct lines kicker, headline, deck, text;
	bool is_whole; /* `text` is all of the article's text */
};

void story_set(struct story *, const struct edition *, const struct article *,
    const struct story_frame *, const struct layout_params *, struct arena *);

int story_ncells(const struct story *);
int story_least_nrows(const struct story *); /* before it looks starved */
int story_most_nrows(const struct story *);  /* beyond, rows stay empty */

/* Something on a sheet. */
enum put_kind { PUT_LINE, PUT_LEFT, PUT_CENTER, PUT_RIGHT, PUT_ROW, PUT_COL };

struct put {
	enum put_kind kind;
	int row, col;
	int n; /* cells; of a PUT_COL rows */
	enum role role;
	const struct line *line; /* of a PUT_LINE */
	const char *text;        /* of the labels */
	const struct article *article;
};

struct puts {
	struct put *at; /* malloc */
	size_t n, cap;
};

void puts_add(struct puts *, const struct put *);

/* Where a story stands. */
struct story_place {
	int row, col, nrows, ncells;
	int head_row, head_nrows; /* the headline's rows */
};

/* Set the story into the rows of `place`, whose head it fills in. */
void story_put(const struct story *, struct story_place *place, struct puts *);

#endif
