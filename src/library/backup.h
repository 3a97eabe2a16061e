/*
 * A backup: everything that the person made, as JSON Lines.
 *
 *	{"broadsheet":"backup","schema":1,"made":SECONDS,"version":"..."}
 *	{"kind":"bookmark","paper":"...","date":"...","article":"...",...}
 *	...
 *	{"end":true,"bookmarks":N,"clippings":N,...}
 *
 * UTF-8; one object a line for each row of marks.db in the order in which they
 * were made, with all its columns by name but the id.  A path or the name of a
 * file that is not UTF-8 is written as "path_bytes" or "paper_bytes" instead, two
 * hexadecimal digits a byte.  The last line
 * tells a whole file from one that was cut off.
 */
#ifndef SRC_LIBRARY_BACKUP_H
#define SRC_LIBRARY_BACKUP_H

#include <stdint.h>

#include "src/library/schema.h"

struct err;
struct marks;

enum {
	BACKUP_SCHEMA = 1,

	/*
	 * A row has at most DB_MAX_VALUE_BYTES, and a byte becomes six where
	 * it is a control character (\u001b).
	 */
	BACKUP_MAX_LINE_BYTES = 8 * 1024 * 1024,

	/* A million read marks are shown at most, and half as many others. */
	BACKUP_MAX_LINES = 1500000,
};

/* What lines of a table are called, and their number in the last line. */
struct backup_kind {
	const char *name;
	const char *counted;
};

extern const struct backup_kind backup_kinds[TABLE_COUNT];

struct backed_up {
	int64_t n[TABLE_COUNT];
	int64_t nbad; /* rows that make no sense and were left out */
};

/*
 * Write all of marks.db as it is at this moment to a descriptor.  Others cannot
 * change it meanwhile, so whatever is slow to be written to gets it by way of a
 * file.  `version` is the program's.
 */
int backup_write(struct backed_up *, struct marks *, int fd,
    const char *version, struct err *);

#endif
