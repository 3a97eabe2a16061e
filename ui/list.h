/*
 * Lists: rows of which one is chosen, for contents, bylines, bookmarks, help.
 *
 * Rows are added once and then only chosen among; strings are borrowed or the
 * list's arena's.  Headings are passed over by the choice,
 * but those that lead somewhere.
 */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stdbool.h>
#include <stddef.h>

#include "src/layout/role.h"

struct arena;
struct area;
struct canvas;
struct request;

struct list_row {
	const char *label;
	const char *detail; /* at the right; NULL: none */
	long value;         /* the owner's: an article, an index */
	enum role role;     /* of the label */
	int indent;         /* cells */
	bool is_heading;
	bool is_door; /* a heading that can be chosen all the same */
	bool is_marked;
	bool is_followed;
	bool is_clipped;
	bool is_more; /* goes with the row above, and is not chosen */
};

struct list {
	struct list_row *rows; /* owned */
	size_t n, cap;
	size_t here;         /* the chosen row; n if there is none to choose */
	size_t top;          /* the first one on the screen */
	size_t nrows;        /* that fit, since list_fit */
	bool is_text;        /* nothing is chosen: it only scrolls */
	struct arena *arena; /* for strings made for it; owned */
};

void list_init(struct list *);
void list_fini(struct list *);
void list_clear(struct list *);

/* Append an empty row and return it to be filled in. */
struct list_row *list_add(struct list *);

/* Bring the choice to a row that can be chosen, and it to the screen. */
void list_fit(struct list *, int nrows);

/* Choose a row, or the nearest one below (else above) that can be. */
void list_choose(struct list *, size_t row);

/* The first row with this value that is no heading, or n. */
size_t list_find(const struct list *, long value);

/* Can a row be chosen? */
bool list_can_choose(const struct list *, size_t row);

/* The chosen row, or NULL. */
const struct list_row *list_chosen(const struct list *);

/* Movement: lines, sheets, ends, and [ ] by headings; false: not ours. */
bool list_act(struct list *, const struct request *);

/* The row drawn at a row of the screen, or the one it goes with; or n. */
size_t list_hit(const struct list *, const struct area *, int row);

/* The same at any width, and its choice shown only if `is_chosen`. */
void list_draw_plain(
    const struct list *, const struct area *, bool is_chosen, struct canvas *);

void list_draw(const struct list *, const struct area *, struct canvas *);

#endif
