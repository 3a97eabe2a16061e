/*
 * Views that are one list: what contents, bylines, bookmarks, help and
 * messages share.  Each fills the list and says what a row means.
 */
#ifndef UI_VIEW_LIST_H
#define UI_VIEW_LIST_H

#include "src/library/reading.h"
#include "ui/list.h"
#include "ui/view.h"

struct list_view {
	struct view view;
	struct list list;
	struct place opened; /* what it was opened with */

	/* Adds the rows; called again whenever they may have changed. */
	void (*fill)(struct app *, struct list_view *);
};

/*
 * Make one.  The row of the place's item is chosen, or, if that is negative,
 * the first one whose value is the place's article.
 */
struct view *list_view_open(struct app *, const struct view_ops *, struct place,
    void (*fill)(struct app *, struct list_view *));

/* The same for a larger struct that begins with one; it is zeroed. */
void list_view_init(struct app *, struct list_view *, const struct view_ops *,
    struct place, void (*fill)(struct app *, struct list_view *));

/* A row of words that cannot be chosen. */
void list_view_say(struct list_view *, const char *words, enum role);

/* For views that are about no article: -1. */
long list_view_no_article(const struct app *, const struct view *);

void list_view_close(struct view *);
void list_view_fit(struct app *, struct view *);
void list_view_draw(const struct app *, const struct view *, struct canvas *);
struct place list_view_place(const struct view *);
void list_view_go(struct app *, struct view *, struct place);

/* Rows whose values are articles: movement, and OPEN opens the chosen one. */
bool list_view_act_articles(
    struct app *, struct view *, const struct request *);
long list_view_article(const struct app *, const struct view *);

/* Choose the clicked row and ask for OPEN. */
void list_view_click(struct app *, struct view *, int row, int col);

/* Movement only. */
bool list_view_act(struct app *, struct view *, const struct request *);

struct article;

/*
 * Show in a row, whose detail is set, how far its story was read: the ink of
 * the label, and before the detail "40%" or a check mark.
 */
void list_view_show_reading(struct list *, struct list_row *, struct reading);

/* The same for an article of this edition; nothing if nothing is kept. */
void list_view_show_read(
    const struct app *, struct list *, struct list_row *, size_t article);

/* An article's headline in one line, or the beginning of its text. */
const char *list_view_title(const struct article *);

extern const enum action list_view_hints[];

#endif
