/*
 * A terminal for tests whose ambiguous characters take one cell or two.
 *
 * It knows what the program sends to an xterm-256color (ECMA-48 and xterm's
 * private modes), and answers as a test wants it to.  Widths are those of
 * src/text/width.h, but for rules and vowel signs if a test wants: what it is for
 * is to see whether whoever draws reckons with the cells that the terminal really
 * gives.
 */
#ifndef TESTS_SUPPORT_EMU_H
#define TESTS_SUPPORT_EMU_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/buf.h"

enum {
	EMU_ROWS = 100,
	EMU_COLS = 300,
	EMU_MARKS = 6,
	EMU_PARAMS = 16,
};

/* What a sign of a vowel that stands beside its letter takes (category Mc). */
enum emu_spacing {
	EMU_ONE,  /* a cell */
	EMU_NONE, /* none: it goes with the letter */
	EMU_TWO,
};

enum emu_answers {
	EMU_PROMPT,  /* at once */
	EMU_HELD,    /* kept in `held` until emu_release() */
	EMU_NEVER,   /* not at all */
	EMU_GARBAGE, /* something else instead */
};

struct emu_options {
	int ambiguous;       /* cells: 1 or 2 */
	int ambiguous_rules; /* of box drawing; 0: the same */
	enum emu_spacing spacing;
	int has_no_alternate; /* mode 1049 is ignored */
	enum emu_answers answers;
};

struct emu_cell {
	unsigned cp[EMU_MARKS]; /* 0-terminated; cp[0] 0: half of a wide one */
	int ncells;             /* 1 or 2; 0 for that half */
};

struct emu_screen {
	struct emu_cell cells[EMU_ROWS][EMU_COLS];
	bool wrapped[EMU_ROWS]; /* text ran over the row's end */
	int row, col;
	bool is_wrap_due; /* the next character begins a row */
	int saved_row, saved_col;
};

struct emu {
	struct emu_options options;
	int nrows, ncols;
	struct emu_screen screens[2], *at; /* the shell's, and ours */
	int top, bottom;                   /* scrolling region, rows from 0 */
	bool is_cursor_visible, has_mouse;
	bool no_wrap;  /* DECAWM is reset: a row's end is overwritten */
	unsigned last; /* what REP repeats */

	enum { EMU_GROUND, EMU_ESC, EMU_CSI, EMU_STRING, EMU_CHARSET } state;
	char prefix; /* '?', '>' or 0 */
	int params[EMU_PARAMS];
	int nparams;
	char bytes[4]; /* of a character that is not whole */
	size_t nbytes;
	char string[8192]; /* the last one, also when it is over */
	size_t nstring;
	bool is_string_osc;

	struct buf answers; /* to be sent to the program */
	struct buf held;
	size_t nquestions; /* asked so far */
	size_t nunknown;   /* sequences that it does not know */
};

struct emu *emu_new(int nrows, int ncols, const struct emu_options *);
void emu_free(struct emu *);
void emu_resize(struct emu *, int nrows, int ncols);

/* What the program wrote. */
void emu_write(struct emu *, const char *bytes, size_t nbytes);

/* Answers that were held back are sent now, and later ones at once. */
void emu_release(struct emu *);

/* A row of the screen that is shown, as text, trailing blanks cut. */
void emu_row(const struct emu *, int row, struct buf *);

#endif
