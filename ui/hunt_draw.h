/*
 * How a search in the library looks: the line, how many there are, the results.
 */
#ifndef UI_HUNT_DRAW_H
#define UI_HUNT_DRAW_H

#include <stdbool.h>

#include "ui/view.h"

struct app;
struct canvas;
struct list;

enum { HUNT_HEAD_ROWS = 2 }; /* the line, and what there is to say of it */

/* Rows of one result on a screen of that height. */
int hunt_rows(const struct area *);

/* Results that fit. */
int hunt_fit(const struct area *);

/* The result at a row of the screen, or list->n. */
size_t hunt_hit(const struct list *, const struct area *, int row);

/* The list has a row for each result of app->hunt. */
void hunt_draw(const struct app *, const struct list *, const struct area *,
    struct canvas *);

/* "newest first" */
const char *hunt_order_name(const struct app *);

#endif
