/*
 * An edition as plain text: one line a paragraph, blank lines between, nothing
 * but the words.  For searching, diffing and speaking; not to be read back.
 */
#ifndef SRC_PRINT_TEXT_EXPORT_H
#define SRC_PRINT_TEXT_EXPORT_H

struct buf;
struct edition;

void text_export(struct buf *out, const struct edition *);

#endif
