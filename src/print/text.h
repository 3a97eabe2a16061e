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
struct line;

/* Rows `from` up to `end`; `ansi` may be NULL. */
void text_add_rows(
    struct buf *out, struct canvas *, int from, int end, const struct ansi *);

/*
 * A line as canvas_line() and text_add_rows() would write it without ink on a
 * canvas of `ncols` cells, if that can be done without a canvas: its bytes are
 * known to be painted as they are (LINE_PLAIN) and nothing stands beside them.
 * Returns 0, with nothing added, if it cannot.
 */
int text_add_line(struct buf *out, const struct line *, int measure, int ncols);

#endif
