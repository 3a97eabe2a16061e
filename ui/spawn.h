/*
 * Spawn: run another program, never through a shell.
 */
#ifndef UI_SPAWN_H
#define UI_SPAWN_H

#include <stddef.h>

struct buf;
struct err;

enum {
	SPAWN_WORDS = 64,          /* of a command line */
	SPAWN_OUTPUT = 256 * 1024, /* bytes kept of what it prints */
};

/*
 * Split a command line into words, in place: blanks part them, '...' and "..."
 * keep blanks, a backslash outside '' keeps the next character.  Nothing is
 * expanded.  Returns their number, with NULL after the last; 0 if there is none,
 * a quote is open, or they are more than SPAWN_WORDS - 1.
 */
size_t spawn_split(char *line, char *words[SPAWN_WORDS]);

/*
 * Run `command` with `input` on its standard input, and append what it prints,
 * errors included.  -1 if it could not be run or failed.
 */
int spawn_filter(struct buf *printed, const char *command, const char *input,
    size_t nbytes, struct err *);

/* Run `command` with `file` as its last word, on the terminal. */
int spawn_on_terminal(const char *command, const char *file, struct err *);

#endif
