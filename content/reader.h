/*
 * Readers: one per format, each turning text into an edition.
 *
 * A reader is a constant table of functions, named once in readers.def;
 * nothing else in the program knows that it exists.  It sees text already
 * decoded to UTF-8 and a builder.  It opens no file, reads no clock and no
 * configuration, and never prints, so that it can be fuzzed alone and run in a
 * jailed child.
 */
#ifndef CONTENT_READER_H
#define CONTENT_READER_H

#include <stddef.h>

struct builder;
struct diag;
struct err;

struct source {
	const char *text; /* valid UTF-8, no BOM; NUL follows; may hold NUL */
	size_t nbytes;
	const char *name;     /* of the file, for messages and page labels */
	const char *label;    /* page label from a file or folder, or NULL */
	const char *page;     /* page name from edition.ini, or NULL */
	const char *language; /* of the edition, if known before; or NULL */
};

struct reader {
	const char *name;              /* "text": in messages and the log */
	const char *const *extensions; /* NULL-terminated, without the dot */

	/* How sure, 0 to 100, from the text alone. */
	int (*probe)(const struct source *);

	/*
	 * Build pages and articles.  What can be kept is kept and the rest
	 * noted in `diag`; -1 means that nothing could be read.
	 */
	int (*read)(const struct source *, struct builder *, struct diag *,
	    struct err *);
};

extern const struct reader reader_native; /* native.c */
extern const struct reader reader_text;   /* rawtext.c */

/* The best reader for a source; the plain text reader takes anything. */
const struct reader *reader_for(const struct source *);

/* The reader called `name`, or NULL. */
const struct reader *reader_named(const char *name);

#endif
