/*
 * Puts: what stands where on a sheet of the front, in the order of drawing.
 */
#ifndef SRC_LAYOUT_PUTS_H
#define SRC_LAYOUT_PUTS_H

#include <stddef.h>

#include "src/layout/role.h"

struct article;
struct line;

/* Labels flush left, centred, flush right; rules across, heavy, down. */
enum put_kind {
	PUT_LINE,
	PUT_LEFT,
	PUT_CENTER,
	PUT_RIGHT,
	PUT_ROW,
	PUT_HEAVY,
	PUT_COL
};

struct put {
	enum put_kind kind;
	int row, col;
	int n; /* cells; of a PUT_COL rows */
	enum role role;
	const struct line *line; /* of a PUT_LINE */
	const char *text;        /* of the labels */
	const struct article *article;
};

struct puts {
	struct put *at; /* malloc */
	size_t n, cap;
};

void puts_add(struct puts *, const struct put *);

#endif
