#include "src/layout/bigtype.h"

#include <stdint.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/utf8.h"

/*
 * The font is two tables, sorted by code point: letters of 8 dots a row and of
 * 16.  They are constants without pointers, so of all of it a program reads only
 * the pages with the letters of one name, and none if no name is set.
 */

enum { NARROW_DOTS = 8, WIDE_DOTS = 16 };

static const uint16_t narrow_codes[] = {
#define NARROW(code, ...) code,
#define WIDE(code, ...)
#include "src/layout/gen/bigtype.hex.inc"
#undef NARROW
#undef WIDE
};

static const uint16_t wide_codes[] = {
#define NARROW(code, ...)
#define WIDE(code, ...) code,
#include "src/layout/gen/bigtype.hex.inc"
#undef NARROW
#undef WIDE
};

/* clang-format off: braces that it takes for blocks */
static const uint8_t narrow_rows[][BIGTYPE_ROWS] = {
#define NARROW(code, ...) { __VA_ARGS__ },
#define WIDE(code, ...)
#include "src/layout/gen/bigtype.hex.inc"
#undef NARROW
#undef WIDE
};

static const uint16_t wide_rows[][BIGTYPE_ROWS] = {
#define NARROW(code, ...)
#define WIDE(code, ...) { __VA_ARGS__ },
#include "src/layout/gen/bigtype.hex.inc"
#undef NARROW
#undef WIDE
};
/* clang-format on */

/* A letter as it stands in one of the tables. */
struct letter {
	const uint8_t *narrow; /* its rows, or NULL */
	const uint16_t *wide;  /* likewise */
};

/* A text as dots, still with blank ones all around. */
struct picture {
	unsigned char *dots; /* BIGTYPE_ROWS rows */
	int ncols;
	int top, bottom, left, right; /* the ink; none if right < left */
};

/* The dots of a cell, and what each adds to the number of the character. */
static const struct grain {
	int ncols, nrows;
	unsigned char dot[2][4]; /* by column */
} grains[] = {
	[BIGTYPE_BRAILLE] = { 2, 4,
	    { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } } },
	[BIGTYPE_BLOCKS] = { 1, 2, { { 1, 2 } } },
};

enum { BRAILLE_BLANK = 0x2800 };

/* Of no dot, the upper, the lower, both. */
static const unsigned blocks[] = { ' ', 0x2580, 0x2584, 0x2588 };

/* --- the font ------------------------------------------------------------ */

static const uint16_t *
find_code(const uint16_t *codes, size_t n, unsigned cp)
{
	size_t lo = 0;

	while (lo < n) {
		size_t mid = lo + (n - lo) / 2;
		if (codes[mid] == cp)
			return &codes[mid];
		if (codes[mid] < cp)
			lo = mid + 1;
		else
			n = mid;
	}
	return NULL;
}

static bool
find_letter(struct letter *out, unsigned cp)
{
	const uint16_t *at;

	*out = (struct letter){ 0 };
	at = find_code(wide_codes, sizeof wide_codes / sizeof *wide_codes, cp);
	if (at) {
		out->wide = wide_rows[at - wide_codes];
		return true;
	}
	at = find_code(
	    narrow_codes, sizeof narrow_codes / sizeof *narrow_codes, cp);
	if (at)
		out->narrow = narrow_rows[at - narrow_codes];
	return at != NULL;
}

/* Returns how many there are, or 0 if the font lacks one. */
static size_t
find_letters(struct letter letters[BIGTYPE_MAX], const char *s, size_t nbytes)
{
	const char *end = s + nbytes;
	size_t n = 0;

	while (s < end) {
		unsigned cp = utf8_next(&s);
		if (n == BIGTYPE_MAX || !find_letter(&letters[n++], cp))
			return 0;
	}
	return n;
}

/* --- the picture --------------------------------------------------------- */

static void
put_dot(struct picture *p, int row, int col)
{
	p->dots[row * p->ncols + col] = 1;
	if (row < p->top)
		p->top = row;
	if (row > p->bottom)
		p->bottom = row;
	if (col < p->left)
		p->left = col;
	if (col > p->right)
		p->right = col;
}

static void
put_letter(struct picture *p, const struct letter *l, int col)
{
	int ndots = l->wide ? WIDE_DOTS : NARROW_DOTS;

	for (int row = 0; row < BIGTYPE_ROWS; row++) {
		unsigned bits = l->wide ? l->wide[row] : l->narrow[row];
		for (int i = 0; i < ndots; i++)
			if (bits >> (ndots - 1 - i) & 1)
				put_dot(p, row, col + i);
	}
}

static struct picture
draw_letters(
    const struct letter *letters, size_t n, int gap, struct arena *arena)
{
	int most = (int)n * (WIDE_DOTS + gap);
	struct picture p = {
		.ncols = most, .top = BIGTYPE_ROWS, .left = most, .right = -1
	};
	int col = 0;

	p.dots = arena_alloc(arena, BIGTYPE_ROWS, (size_t)most);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && letters[i - 1].wide && letters[i].wide)
			col += gap;
		put_letter(&p, &letters[i], col);
		col += letters[i].wide ? WIDE_DOTS : NARROW_DOTS;
	}
	return p;
}

static int
has_dot(const struct picture *p, int row, int col)
{
	return row <= p->bottom && col <= p->right &&
	    p->dots[row * p->ncols + col];
}

/* --- cells --------------------------------------------------------------- */

static unsigned
cell_at(const struct picture *p, const struct grain *g, int row, int col)
{
	unsigned sum = 0;

	for (int y = 0; y < g->nrows; y++)
		for (int x = 0; x < g->ncols; x++)
			if (has_dot(p, row + y, col + x))
				sum += g->dot[x][y];
	if (g == &grains[BIGTYPE_BLOCKS])
		return blocks[sum];
	return sum ? BRAILLE_BLANK + sum : ' ';
}

bool
bigtype_set(struct bigtype *out, const char *text, size_t nbytes,
    enum bigtype_cells cells, int gap, struct arena *arena)
{
	const struct grain *g = &grains[cells];
	struct letter letters[BIGTYPE_MAX];
	size_t n = find_letters(letters, text, nbytes);
	struct buf b;

	if (n == 0)
		return false;
	struct picture p = draw_letters(letters, n, gap * g->ncols, arena);
	if (p.right < p.left)
		return false;
	*out = (struct bigtype){
		.ncells = (p.right - p.left) / g->ncols + 1,
	};
	buf_init(&b);
	for (int row = p.top; row <= p.bottom; row += g->nrows) {
		buf_cut(&b, 0);
		for (int col = p.left; col <= p.right; col += g->ncols)
			buf_add_cp(&b, cell_at(&p, g, row, col));
		out->rows[out->nrows++] = arena_strdup(arena, buf_str(&b));
	}
	buf_fini(&b);
	return true;
}
