/*
 * Tables: rows and cells on the grid.
 *
 * Private to the galley.  Columns get what their content needs; when that does
 * not fit, the widest give way and their cells wrap; when even that leaves too
 * little, each row becomes a list of "head  value" lines.  What has too many
 * columns for any screen is set as a paragraph.
 */
#ifndef SRC_LAYOUT_TABLE_H
#define SRC_LAYOUT_TABLE_H

#include "src/layout/para_int.h"

/*
 * Append the lines of a table: `p` has its text (rows end in newlines, cells
 * are parted by tabs, the first row is the head), measure, language, role,
 * part and block; the indents are not used.
 */
void setter_add_table(struct setter *, const struct para *p);

#endif
