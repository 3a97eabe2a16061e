/*
 * How the newsstand is drawn: papers, a month, and the editions of a day.
 *
 * On a wide screen side by side, as the columns of a page; on a narrow one the
 * paper is a line above the month and the editions stand below.  On the smallest
 * there is no calendar, but a list of the month's editions.
 */
#ifndef UI_NEWSSTAND_DRAW_H
#define UI_NEWSSTAND_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/newsstand.h"
#include "ui/view.h"

struct list;

struct stand_shape {
	bool is_list;       /* no calendar: `list` is all but the first row */
	struct area papers; /* one row: only the chosen one is named */
	struct area month;  /* title, weekdays, weeks */
	struct area list;   /* of editions */
	struct area news;   /* one row at the bottom, or none */
	int cell;           /* cells of a day */
	int nrows;          /* of a day: 1, or 2 with counts below */
	size_t first_paper, npapers; /* that are seen */
};

/*
 * What goes where in an area; with what is new by those who are followed, if there
 * is room.
 */
void stand_shape(struct stand_shape *, const struct area *,
    const struct newsstand *, bool has_news);

void stand_draw(const struct app *, const struct newsstand *,
    const struct stand_shape *, const struct list *, bool in_list,
    struct canvas *);

/* The day, or the paper (as *paper < npapers), at a cell of the screen. */
bool stand_hit_day(const struct newsstand *, const struct stand_shape *,
    int row, int col, int64_t *day);
bool stand_hit_news(const struct stand_shape *, int row, int col);
bool stand_hit_paper(
    const struct stand_shape *, int row, int col, size_t *paper);

#endif
