/*
 * Papers of the archive: an edition that was kept is a paper like any other.
 */
#ifndef CONTENT_ARCHIVED_H
#define CONTENT_ARCHIVED_H

#include <stdint.h>

#include "src/library/archive.h"

struct err;
struct paper;

/* Open a kept edition.  Its path is the one it came from, if any. */
struct paper *archived_open(struct archive *, int64_t id, struct err *);

/* Keep a paper that is open. */
int archived_keep(struct archive *, const struct paper *, int64_t *id,
    enum archive_outcome *, struct err *);

/* What archived_keep() would do; ARCHIVE_ADDED if it cannot be told. */
enum archive_outcome archived_foresee(struct archive *, const struct paper *);

#endif
