/*
 * Canvas to bytes: rows of text, with or without ink.
 *
 * Blanks at the end of a row are cut.  With ink, every row begins and ends
 * plain, so that a pager may show any row by itself.
 */
#ifndef SRC_PRINT_TEXT_H
#define SRC_PRINT_TEXT_H

struct ansi;
struct buf;
struct canvas;

/* Rows `from` up to `end`; `ansi` may be NULL. */
void text_add_rows(
    struct buf *out, struct canvas *, int from, int end, const struct ansi *);

#endif
