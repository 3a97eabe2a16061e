/*
 * Clippings out of the JSON that clips_format.h writes.
 *
 * A file may come from anyone: everything is checked and limited, text passes the
 * filter, and what is wrong is said with line and column.  What clips_write() wrote
 * is read as it was.
 */
#ifndef SRC_LIBRARY_CLIPS_READ_H
#define SRC_LIBRARY_CLIPS_READ_H

#include <stddef.h>

struct arena;
struct clip_list;
struct err;

enum {
	CLIPS_READ_MAX = 100000,             /* clippings in a file */
	CLIPS_READ_TEXT_BYTES = 1024 * 1024, /* of a text or a note, as kept */
	CLIPS_READ_LINE_BYTES = 64 * 1024,   /* of any other string */
};

/*
 * Read all or nothing; strings are the arena's.  Needed are "paper", "article"
 * and "text"; what else is not there is absent, and what is not known is passed
 * over.  `name` is the file's, for messages.  ERR_PARSE or ERR_LIMIT.
 */
int clips_read(struct clip_list *, const char *bytes, size_t nbytes,
    const char *name, struct arena *, struct err *);

#endif
