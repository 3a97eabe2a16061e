/*
 * An edition as lines of text, one field or block a line, for golden files and
 * for comparing; and reading a page from memory or from a file.
 */
#ifndef TESTS_SUPPORT_DUMP_H
#define TESTS_SUPPORT_DUMP_H

#include <stddef.h>

struct buf;
struct diag;
struct edition;
struct reader;

void dump_edition(struct buf *out, const struct edition *);

/* Read text by `reader`; the edition is the caller's. `diag` may be NULL. */
struct edition *dump_read(const struct reader *, const char *text,
    size_t nbytes, const char *name, struct diag *diag);

/* A file's bytes, NUL-terminated, to be freed; NULL if it cannot be read. */
char *dump_slurp(const char *path, size_t *nbytes);

/* A path below ../shared, or where $BROADSHEET_SHARED says; static. */
const char *dump_shared(const char *path);

#endif
