/*
 * Command: one line of `:`, taken apart.
 *
 * NAME [TEXT] is the action of that name, or of the only name that begins so;
 * a number alone is the article of that number.  Pure.
 */
#ifndef UI_COMMAND_H
#define UI_COMMAND_H

#include "ui/view.h"

struct arena;
struct err;

struct command {
	struct request request;
	long article; /* from 1; 0: it is the request that counts */
};

/*
 * Strings are the arena's.  Fails with a sentence in the interface's language
 * that says what is near.
 */
int command_parse(
    struct command *, const char *line, struct arena *, struct err *);

#endif
