/*
 * Palettes: how each role looks, in colours of 24 bits; and how to bring
 * those down to what a terminal can show.
 */
#ifndef SRC_LAYOUT_PALETTE_H
#define SRC_LAYOUT_PALETTE_H

#include <stdint.h>

#include "src/layout/role.h"

enum ink_attr {
	INK_BOLD = 1 << 0,
	INK_DIM = 1 << 1,
	INK_ITALIC = 1 << 2,
	INK_UNDERLINE = 1 << 3,
	INK_REVERSE = 1 << 4,
};

/* A colour: 0xRRGGBB, or INK_DEFAULT for the terminal's own. */
enum { INK_DEFAULT = -1 };

struct ink {
	int32_t fg, bg;
	unsigned attrs; /* enum ink_attr */
};

struct palette {
	const char *name; /* of the theme */
	struct ink roles[ROLE_COUNT];
};

/* What a terminal can show. */
enum color_depth { COLOR_NONE, COLOR_16, COLOR_256, COLOR_TRUE };

/*
 * The nearest colour of the xterm 256-colour palette, from its fixed part 16
 * to 255 (6x6x6 cube and greys), and of the 16; by CIE76-like distance, so that
 * dark tints do not turn grey.  `rgb` is 0xRRGGBB.
 */
int palette_to_256(int32_t rgb);
int palette_to_16(int32_t rgb);

/* Without any theme: bold headlines, dim bylines, no colours. */
extern const struct palette palette_plain;

#endif
