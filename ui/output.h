/*
 * Output: an article out of the reading, to the clipboard, a file, a command.
 */
#ifndef UI_OUTPUT_H
#define UI_OUTPUT_H

#include <stdbool.h>

struct app;
struct article;
struct buf;

/*
 * An article as its source has it: kicker, headline, deck, byline, dateline
 * and blocks, each on lines of its own, spaces and marks untouched.
 */
void output_text(struct buf *, const struct article *);

void output_copy(struct app *);

/* Copy words of an article; true if the terminal took them.  Says so. */
bool output_copy_passage(struct app *, const char *words);

/*
 * Write to what `target` says: a file ("~/" is the home; "!" before it
 * replaces one that is there; the whole paper in the native form if it ends in
 * .md), or "|command arguments", which is run without a shell.
 */
void output_write(struct app *, const char *target);

/* The same for words that are made already. */
void output_put(struct app *, const char *target, const struct buf *);

#endif
