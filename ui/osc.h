/*
 * Operating system commands: the few strings that are sent to a terminal
 * beside cells, and the one answer that is asked for.  Pure: they are made in a
 * buffer, and everything of a paper in them passes the filter.
 */
#ifndef UI_OSC_H
#define UI_OSC_H

#include <stddef.h>

struct buf;

/* OSC 2: the window's title. */
void osc_title(struct buf *out, const char *title);

/* OSC 52: put text on the clipboard, as base64. */
void osc_copy(struct buf *out, const char *text, size_t nbytes);

/*
 * The answer to OSC 11, without ESC ] and terminator: "11;rgb:RRRR/GGGG/BBBB"
 * with one to four digits each.  Sets `*is_dark` (luma below one half, by the
 * weights of ITU-R BT.601) and returns 0; -1 if it is something else.
 */
int osc_is_dark(const char *reply, int *is_dark);

/*
 * Does a terminal of this name (of TERM) take such strings, and pass over those
 * that it does not know?  All but consoles and the old ones do.
 */
int osc_is_understood(const char *name);

#endif
