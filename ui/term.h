/*
 * The terminal, behind one small interface.
 *
 * term_curses.c is the real one and the only file that knows ncurses;
 * term_script.c is its double, which takes events from a script and keeps what
 * was shown, so that every view can be tested without a terminal.  No byte of a
 * paper goes to the terminal but through a canvas, whose cells passed the glyph
 * table; titles and copied text pass the filter.
 */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stddef.h>

#include "src/layout/palette.h"

struct canvas;
struct err;
struct event;

struct terminal {
	const struct term_ops *ops;
};

struct term_ops {
	/* Rows and cells of the screen. */
	void (*size)(struct terminal *, int *nrows, int *ncols);

	/*
	 * Bring the canvas to the screen.  The cursor is at row, col, or
	 * hidden if row is negative.
	 */
	void (*show)(struct terminal *, const struct canvas *,
	    const struct palette *, int row, int col);

	/* The next event, waiting at most `ms` (negative: for ever). */
	void (*wait)(struct terminal *, struct event *, int ms);

	/* Does an event wait?  Takes none; asked while something is worked out. */
	bool (*is_waiting)(struct terminal *);

	/* Milliseconds on a clock that never goes back. */
	long (*now)(struct terminal *);

	/* Paint everything again at the next show. */
	void (*forget)(struct terminal *);

	/* Give the terminal back for a while, and take it again. */
	void (*leave)(struct terminal *);
	void (*enter)(struct terminal *);

	void (*title)(struct terminal *, const char *);
	/* Put bytes on the clipboard (OSC 52); 0, or -1 if it is too much. */
	int (*copy)(struct terminal *, const char *, size_t nbytes);

	void (*close)(struct terminal *);
};

struct term_options {
	enum color_depth depth; /* COLOR_NONE when colours are off */
	int guess_depth;        /* ask the terminal instead of `depth` */
	int mouse;
	int bidi;       /* right-to-left text comes in order already */
	int ask_colors; /* ask whether it is dark (OSC 11) */
	int ambiguous;  /* cells of an ambiguous character */
	int keys_fd;    /* where keys come from: 0, or one of /dev/tty */
};

/*
 * Take the terminal.  Fails with what to do when it cannot be used (no TERM, a
 * terminal that cannot move its cursor).  term->ops->close gives it back, and
 * so does every way in which the program can end.
 */
struct terminal *term_open(const struct term_options *, struct err *);

/* "6.4.20221231": ncurses that the program runs with. */
const char *term_library_version(void);

#endif
