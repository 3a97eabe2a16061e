/*
 * What a folder may ask of the reader for plain text before it reads.
 */
#ifndef CONTENT_RAWTEXT_H
#define CONTENT_RAWTEXT_H

#include <stddef.h>

struct arena;

/*
 * The page label in the heading that `text`, the beginning of a page, opens
 * with; NULL if it has none.  The string is the arena's.
 */
const char *rawtext_peek_label(const char *text, size_t nbytes, struct arena *);

#endif
