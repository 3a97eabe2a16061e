/*
 * Painting: the bytes that turn what a terminal shows into what it is to show.
 *
 * Pure: how a terminal moves its cursor and changes its ink is a table that the
 * caller gives (term_caps.c has terminfo's), and bytes come out in a buffer.
 *
 * Text is all that a sheet needs, so that is all there is: cells that are
 * there already are passed over when that takes fewer bytes than writing them
 * again, rules between columns above all; ink changes only where it is seen to;
 * blanks at a row's end are erased, not written.
 */
#ifndef UI_PAINT_H
#define UI_PAINT_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/buf.h"
#include "src/layout/canvas.h"
#include "src/layout/palette.h"

/* How a cell looks, in the terminal's own numbers; -1: its default. */
struct paint_ink {
	int fg, bg;
	unsigned attrs; /* enum ink_attr */
};

/* What a terminal is told, each as bytes added to a buffer. */
struct paint_ways {
	void (*move)(const struct paint_ways *, struct buf *, int row, int col);

	/* In the same row; may be NULL. */
	void (*column)(const struct paint_ways *, struct buf *, int col);

	/* Change ink; what it was is not known where `from` is NULL. */
	void (*ink)(const struct paint_ways *, struct buf *,
	    const struct paint_ink *from, const struct paint_ink *to);

	const char *next_row;  /* to its first cell; or NULL */
	const char *first_col; /* to the row's first cell; or NULL */
	const char *erase_end; /* to the row's end; or NULL */
	const char *clear;     /* the screen, and move to its first cell */
	const char *no_wrap;   /* text at a row's end stays in it, until */
	const char *wrap;      /* that is over; or both NULL */
	bool erases_in_ink;    /* with the background of the ink, not default */
	bool wraps_at_once;    /* behind a row's last cell the cursor is on the
	                          next row, or the screen has scrolled */
};

struct painter {
	const struct paint_ways *ways; /* the caller's */
	struct canvas shown;           /* what the terminal shows */
	struct paint_ink inks[ROLE_COUNT];
	bool is_cleared; /* it shows blanks in the default ink, no matter what
	                    `shown` has */
	bool knows_ink;
	struct paint_ink ink; /* of now */
	int row, col;         /* the cursor; row -1: not known */
};

void paint_init(struct painter *, const struct paint_ways *);
void paint_fini(struct painter *);

/* Nothing is known of the terminal any more: the next sheet clears it. */
void paint_forget(struct painter *);

/* How roles look from now on. */
void paint_set_inks(struct painter *, const struct paint_ink inks[ROLE_COUNT]);

/* Show the canvas. */
void paint_canvas(struct painter *, struct buf *, const struct canvas *);

/* Have the cursor at a cell. */
void paint_cursor(struct painter *, struct buf *, int row, int col);

/*
 * The inks of a palette on a terminal with so many colours: 8 or 16 need bold
 * for light ones, 256 the nearest of xterm's, more take 0xRRGGBB.
 */
void paint_inks(struct paint_ink out[ROLE_COUNT], const struct palette *,
    enum color_depth, int ncolors);

#endif
