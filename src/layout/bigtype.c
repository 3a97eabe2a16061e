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

/* Where the ink of a text is, in dots. */
struct ink {
	int top, bottom; /* none if top > bottom */
	int left, right;
	int njoints; /* between two wide letters */
};

/* A text as dots, still with blank ones all around. */
struct picture {
	unsigned char *dots; /* BIGTYPE_ROWS rows */
	int ncols;
	struct ink ink;
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

static int
letter_ndots(const struct letter *l)
{
	return l->wide ? WIDE_DOTS : NARROW_DOTS;
}

static unsigned
letter_row(const struct letter *l, int row)
{
	return l->wide ? l->wide[row] : l->narrow[row];
}

/* Take in a letter that begins at dot `col`. */
static void
add_ink(struct ink *ink, const struct letter *l, int col)
{
	int ndots = letter_ndots(l);
	unsigned all = 0;

	for (int row = 0; row < BIGTYPE_ROWS; row++) {
		unsigned bits = letter_row(l, row);
		all |= bits;
		if (bits && row < ink->top)
			ink->top = row;
		if (bits && row > ink->bottom)
			ink->bottom = row;
	}
	for (int i = 0; i < ndots; i++) {
		if (!(all >> (ndots - 1 - i) & 1))
			continue;
		if (col + i < ink->left)
			ink->left = col + i;
		if (col + i > ink->right)
			ink->right = col + i;
	}
}

/* The ink of letters that stand close. */
static struct ink
find_ink(const struct letter *letters, size_t n)
{
	struct ink ink = { BIGTYPE_ROWS, -1, (int)n * WIDE_DOTS, -1, 0 };
	int col = 0;

	for (size_t i = 0; i < n; i++) {
		add_ink(&ink, &letters[i], col);
		ink.njoints += i > 0 && letters[i - 1].wide && letters[i].wide;
		col += letter_ndots(&letters[i]);
	}
	return ink;
}

static void
put_letter(struct picture *p, const struct letter *l, int col)
{
	int ndots = letter_ndots(l);

	for (int row = 0; row < BIGTYPE_ROWS; row++) {
		unsigned bits = letter_row(l, row);
		for (int i = 0; i < ndots; i++)
			p->dots[row * p->ncols + col + i] =
			    bits >> (ndots - 1 - i) & 1;
	}
}

/* With `gap` dots more between two wide letters. */
static struct picture
draw_letters(const struct letter *letters, size_t n, struct ink ink, int gap,
    struct arena *arena)
{
	struct picture p = { .ncols = (int)n * (WIDE_DOTS + gap), .ink = ink };
	int col = 0;

	p.ink.right += gap * ink.njoints;
	p.dots = arena_alloc(arena, BIGTYPE_ROWS, (size_t)p.ncols);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && letters[i - 1].wide && letters[i].wide)
			col += gap;
		put_letter(&p, &letters[i], col);
		col += letter_ndots(&letters[i]);
	}
	return p;
}

static int
has_dot(const struct picture *p, int row, int col)
{
	return row <= p->ink.bottom && col <= p->ink.right &&
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

/* The cells of a gap, the widest that there is room for; -1 if there is none. */
static int
choose_gap(const struct ink *ink, const struct grain *g,
    const struct bigtype_room *room)
{
	int ncells = (ink->right - ink->left) / g->ncols + 1;

	if ((ink->bottom - ink->top) / g->nrows + 1 > room->nrows)
		return -1;
	for (int gap = room->gap; gap >= 0; gap--)
		if (ncells + gap * ink->njoints <= room->ncells)
			return gap;
	return -1;
}

bool
bigtype_set(struct bigtype *out, const char *text, size_t nbytes,
    enum bigtype_cells cells, const struct bigtype_room *room,
    struct arena *arena)
{
	const struct grain *g = &grains[cells];
	struct letter letters[BIGTYPE_MAX];
	size_t n = find_letters(letters, text, nbytes);
	struct ink ink = find_ink(letters, n);
	int gap = choose_gap(&ink, g, room);
	struct buf b;

	if (ink.top > ink.bottom || gap < 0)
		return false;
	struct picture p = draw_letters(letters, n, ink, gap * g->ncols, arena);
	ink = p.ink;
	*out = (struct bigtype){
		.ncells = (ink.right - ink.left) / g->ncols + 1,
	};
	buf_init(&b);
	for (int row = ink.top; row <= ink.bottom; row += g->nrows) {
		buf_cut(&b, 0);
		for (int col = ink.left; col <= ink.right; col += g->ncols)
			buf_add_cp(&b, cell_at(&p, g, row, col));
		out->rows[out->nrows++] = arena_strdup(arena, buf_str(&b));
	}
	buf_fini(&b);
	return true;
}
