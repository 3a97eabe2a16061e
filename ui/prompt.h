/*
 * Prompt: one line that is typed, for `:`, `/` and the search of the library.
 *
 * The text is UTF-8 and the cursor stands before a whole cluster.  Each kind
 * of prompt has a history of its own for as long as the program runs.
 */
#ifndef UI_PROMPT_H
#define UI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

#include "config/key.h"
#include "src/base/buf.h"

struct canvas;

enum prompt_kind {
	PROMPT_NONE,
	PROMPT_COMMAND,
	PROMPT_FIND,
	PROMPT_SEARCH, /* of the library: it stands above what is found */
	PROMPT_KINDS
};

enum prompt_result {
	PROMPT_GOES_ON,
	PROMPT_ENTERED,  /* the text is complete and in the history */
	PROMPT_GIVEN_UP, /* Esc, or Backspace on an empty line */
	PROMPT_COMPLETE, /* Tab: whoever knows what to may replace the text */
};

enum {
	PROMPT_HISTORY = 50,     /* lines kept a kind */
	PROMPT_MAX_BYTES = 4000, /* more is not taken */
};

struct prompt_history {
	char *lines[PROMPT_HISTORY]; /* owned; the newest last */
	size_t n;
};

struct prompt {
	enum prompt_kind kind; /* PROMPT_NONE: not open */
	struct buf text;
	size_t at;   /* the cursor: a byte of the text */
	size_t past; /* line of the history shown; n: the one being typed */
	char *kept;  /* what was typed before looking back, or NULL */
	struct prompt_history histories[PROMPT_KINDS];
};

void prompt_init(struct prompt *);
void prompt_fini(struct prompt *);

void prompt_open(struct prompt *, enum prompt_kind, const char *text);
void prompt_close(struct prompt *);

/* Take a key.  After ENTERED and GIVEN_UP the prompt is still to be closed. */
enum prompt_result prompt_press(struct prompt *, struct key);

const char *prompt_text(const struct prompt *);
void prompt_replace(struct prompt *, const char *text);

/*
 * Draw it in one row of a canvas, scrolled so that the cursor is seen; returns
 * the column of the cursor.
 */
int prompt_draw(const struct prompt *, struct canvas *, int row);

#endif
