/*
 * An edition in the native format (src/edition/native.h), to be mended by hand
 * and opened again.
 *
 * What the native reader read is written back byte for byte, but for blanks at
 * line ends and backslashes that nothing needs; an edition of any other origin
 * reads back as the same model.
 */
#ifndef SRC_PRINT_MARKDOWN_EXPORT_H
#define SRC_PRINT_MARKDOWN_EXPORT_H

struct buf;
struct edition;

void markdown_export(struct buf *out, const struct edition *);

#endif
