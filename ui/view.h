/*
 * Views: what fills the screen between folio and status line.
 *
 * Each view is a constant table of functions in a file of its own, named once
 * in views.def.  A view owns its state and lives on the stack of the app.
 * `act` and `fit` change state and draw nothing; `draw` draws and changes
 * nothing.  What a view shows it remembers as places (anchors), so that it
 * can be closed and opened again when the edition was read anew.
 */
#ifndef UI_VIEW_H
#define UI_VIEW_H

#include <stdbool.h>

#include "config/action.h"
#include "src/nav/history.h"

struct app;
struct canvas;

enum view_id {
#define VIEW(id, ops, name) VIEW_##id,
#include "ui/views.def"
#undef VIEW
	VIEW_COUNT
};

/* An action with all that came with it. */
struct request {
	enum action action;
	long count;       /* typed before it; 0: none */
	int argument;     /* of a binding: section's number; else 0 */
	const char *text; /* what followed its name on the command line, or
	                     NULL when a key asked */
};

/* The rectangle of the screen that is the view's. */
struct area {
	int row, col;
	int nrows, ncols;
};

struct view {
	const struct view_ops *ops;
	struct area area;         /* set before fit and draw */
	const enum action *hints; /* for now, instead of those of ops */
};

/* What of an article is on the screen. */
struct view_shown {
	size_t article;
	size_t sheet;     /* as sheet.h numbers them */
	unsigned percent; /* of the text that is above it */
	bool is_end;      /* the text ends on it, as far as that is known */
	bool was_turned;  /* it was come to by turning sheets, not by a jump */
	bool was_passed;  /* the reader was at the end and wants to go on */
};

struct view_ops {
	enum view_id id;
	const char *name; /* English; for gettext */

	/* Shown in the status line when it is free; ended by ACTION_NONE. */
	const enum action *hints;

	/* What a turn of the wheel asks for. */
	enum action wheel_down, wheel_up;

	/* A new view at a place; never NULL. */
	struct view *(*open)(struct app *, struct place);
	void (*close)(struct view *);

	/* The size, a setting or the marks changed: prepare what draw needs. */
	void (*fit)(struct app *, struct view *);

	void (*draw)(const struct app *, const struct view *, struct canvas *);

	/* Do it, or return false and leave it to the app. */
	bool (*act)(struct app *, struct view *, const struct request *);

	/* A click at a cell of the screen. */
	void (*click)(struct app *, struct view *, int row, int col);

	/*
	 * The button was pressed at the first cell and is held at the second.
	 * NULL: nothing can be dragged over.
	 */
	void (*drag)(
	    struct app *, struct view *, const int from[2], const int to[2]);

	/* Where the reader is, and to go there. */
	struct place (*place)(const struct view *);
	void (*go)(struct app *, struct view *, struct place);

	/*
	 * Do some of what can wait, for about a millisecond; false if there
	 * is nothing.  NULL: there never is.
	 */
	bool (*work)(struct view *);

	/*
	 * How long nothing must happen before that, in milliseconds; 0: as soon
	 * as no key waits.  NULL: as long as a hand that turns sheets needs.
	 */
	int (*rest_ms)(const struct view *);

	/* The article that `m`, `y` and the like are about, or -1. */
	long (*article)(const struct app *, const struct view *);

	/* NULL: nothing can be read to its end here. */
	struct view_shown (*shown)(const struct view *);
};

#define VIEW(id, ops, name) extern const struct view_ops ops;
#include "ui/views.def"
#undef VIEW

const struct view_ops *view_ops_of(enum view_id);

#endif
