/*
 * Papers: from a name on the command line to an edition.
 *
 * A PAPER is a file, a folder of page files (with an optional edition.ini),
 * "-" for standard input, or the bundled edition.  This is the one place that
 * opens papers; readers see only their text.
 */
#ifndef CONTENT_PAPER_H
#define CONTENT_PAPER_H

#include <stdbool.h>
#include <stddef.h>

#include "src/base/diag.h"
#include "src/text/charset.h"

struct edition;
struct err;

enum {
	PAPER_MAX_BYTES =
	    64 * 1024 * 1024,   /* more: the first 64 MB, and a note */
	PAPER_MAX_FILES = 2000, /* in a folder */
};

struct paper_options {
	const char *encoding; /* forced character set, or NULL */
	const char *format;   /* forced reader's name, or NULL */

	/* Of an edition that does not say; NULL: nobody knows. */
	const char *title, *date;
};

struct paper {
	struct edition *edition;
	struct diag diag;
	struct charset charset; /* of its first file */
	char *name;             /* as named by the person; "bundled edition" */
	char *path; /* absolute; NULL for standard input and the bundled one */
	int is_folder;
	const char *reader; /* name of the reader that made it */

	/* To tell whether it changed on disk. */
	struct paper_stamp *stamps;
	size_t nstamps;
};

/*
 * Open `name`.  On failure returns NULL with err saying what to do.  A paper of
 * which part could not be read opens and has a DIAG_LOST item.
 */
struct paper *paper_open(
    const char *name, const struct paper_options *, struct err *);

/* The edition compiled into the program. */
struct paper *paper_open_bundled(void);

void paper_close(struct paper *); /* NULL is fine */

/*
 * Would paper_open() take the folder for the pages of one edition, rather than
 * for a heap of papers?  It would if there is an edition.ini, or if each of the
 * files bears a page label of its own, in its name or over its text, and no two
 * name different papers or dates.
 */
bool paper_is_edition(const char *folder);

/* Is it a file that may be a page or a paper, by its name? */
bool paper_is_page_file(const char *base);

/* Has any of its files changed since it was opened? 0 for "-". */
int paper_has_changed(const struct paper *);

/*
 * Split "PAPER#12" in place: returns the article's number, counted from 1, or
 * 0 when the name has none.  A file that exists under the whole name wins.
 */
unsigned paper_split_article(char *name);

#endif
