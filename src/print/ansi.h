/*
 * Inks as escape sequences: what a palette says, in the SGR of ECMA-48 (ISO
 * 6429) and its usual extensions for 256 and 24-bit colours.
 */
#ifndef SRC_PRINT_ANSI_H
#define SRC_PRINT_ANSI_H

#include <stddef.h>

#include "src/layout/palette.h"

struct buf;

enum { ANSI_BYTES = 64 };

struct ansi {
	/* Parameters of SGR after a reset: "1;38;5;88"; "" if plain. */
	char roles[ROLE_COUNT][ANSI_BYTES];
	char shown[ROLE_COUNT]; /* whether a blank of this role is visible */
};

/* Brought down to `depth`; COLOR_NONE leaves the attributes. */
void ansi_init(struct ansi *, const struct palette *, enum color_depth);

/*
 * The sequence that changes everything to a role and a style of a cell
 * (enum cell_style).
 */
void ansi_add(
    struct buf *out, const struct ansi *, unsigned role, unsigned style);
void ansi_add_reset(struct buf *out);

#endif
