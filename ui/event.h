/*
 * Events: what happens to the program while a person reads.
 */
#ifndef UI_EVENT_H
#define UI_EVENT_H

#include "config/key.h"

enum event_type {
	EVENT_NONE,   /* the time given was over */
	EVENT_KEY,    /* a key was pressed */
	EVENT_CLICK,  /* the left button, at row and col */
	EVENT_DRAG,   /* it was pressed at from_row and from_col and is held
			 at row and col */
	EVENT_WHEEL,  /* turned by `turns`, down is positive */
	EVENT_RESIZE, /* the size may have changed */
	EVENT_RESUME, /* back after a suspension: everything must be painted */
	EVENT_RELOAD, /* SIGHUP with a terminal: read the configuration again */
	EVENT_END,    /* SIGTERM, hang-up, end of input: save and leave */
	EVENT_COLORS, /* the terminal said whether it is dark */
	EVENT_PASTE,  /* what follows is pasted text, */
	EVENT_PASTED, /* to here */
	EVENT_WIDTH,  /* the terminal said how many cells U+201C takes */
};

struct event {
	enum event_type type;
	struct key key;
	int row, col;
	int from_row, from_col;
	int turns;
	int is_dark;
	int ncells; /* of U+201C */
};

#endif
