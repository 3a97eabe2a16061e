/*
 * What a terminal can do, by its description in terminfo, as the bytes that make
 * it do so.  Delays that old terminals ask for are left out.
 */
#ifndef UI_TERM_CAPS_H
#define UI_TERM_CAPS_H

#include <stdbool.h>

#include "src/layout/palette.h"
#include "ui/paint.h"

enum { CAPS_BYTES = 32 }; /* of one string; none that we use is longer */

struct caps {
	struct paint_ways ways;
	enum color_depth depth; /* what it says of itself */
	int ncolors;
	unsigned attrs;       /* enum ink_attr that it knows */
	unsigned plain_attrs; /* those that colours take the place of */
	bool has_defaults;    /* SGR 39 and 49 mean the default colours */
	char next_row[CAPS_BYTES], first_col[CAPS_BYTES];
	char erase_end[CAPS_BYTES], clear[CAPS_BYTES];
	char no_wrap[CAPS_BYTES], wrap[CAPS_BYTES];
	char plain[CAPS_BYTES];  /* no attributes */
	char colors[CAPS_BYTES]; /* both colours to their defaults, or "" */
	char hide_cursor[CAPS_BYTES], show_cursor[CAPS_BYTES];
};

/*
 * Of the terminal that curses was started for.  Returns 0, or -1 if it cannot
 * place text.  `ways` points into the rest: do not copy it.
 */
int caps_read(struct caps *);

#endif
