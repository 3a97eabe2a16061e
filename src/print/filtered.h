/*
 * Text of a block, filtered, with its spans where they then are.
 *
 * Filtering drops and joins characters, so a mark must be put into text that has
 * been through the filter already, not before: a format character that vanishes
 * might else turn text into a heading.
 */
#ifndef SRC_PRINT_FILTERED_H
#define SRC_PRINT_FILTERED_H

#include <stddef.h>

struct arena;
struct block;
struct native_text;

/*
 * Bytes `from` to `to` of the block's text.  Spans and wraps are cut to it; their
 * arrays are the arena's, the text is for native_text_fini().
 */
void filtered_text(struct native_text *, const struct block *, size_t from,
    size_t to, struct arena *);

#endif
