#include "src/layout/palette.h"

#include <stddef.h>

/*
 * Distance starts from CIE76: the straight line between two colours in CIE
 * L*a*b*, where equal steps look equal.  By that alone the palette's greys win
 * for every pale or dark tint, salmon paper becomes white and navy black; so
 * colour that gets lost counts again, and so does lightness, lest a dark ground
 * become a bright one.  Both weights are 3: the least, in whole numbers, at
 * which FFF1E5 stays warm and 101030 dark.  All is integer: the same on every
 * machine.
 */
enum { WEIGHT_LIGHTNESS = 3, WEIGHT_LOSS = 3 };

/* L*, a*, b* and chroma, times 16. */
struct lab {
	int l, a, b, chroma;
};

/*
 * sRGB to linear light (IEC 61966-2-1), 0 to 65535, for every 16th value;
 * between them straight lines, which is nearer than an eye can tell.
 */
static const int linear_at[17] = { 0, 340, 947, 1937, 3360, 5257, 7666, 10619,
	14146, 18277, 23038, 28452, 34544, 41337, 48850, 57105, 66131 };

static int
linear(int c)
{
	int i = c / 16, part = c % 16;

	return (linear_at[i] * (16 - part) + linear_at[i + 1] * part) / 16;
}

/*
 * The cube root of t / 65536, times 65536, by Newton's method from above; the
 * first guess is within a factor of two, hence few steps.
 */
static int64_t
cube_root(int64_t t)
{
	int64_t x = 65536;

	for (int64_t low = 65536 / 8; t < low; low /= 8)
		x /= 2;
	for (int i = 0; i < 4; i++)
		x = (2 * x + (t << 32) / (x * x)) / 3;
	return x;
}

/* f() of CIE L*a*b*: a cube root, and a straight line near black. */
static int64_t
lab_f(int64_t t)
{
	if (t > 580) /* (6/29)^3 */
		return cube_root(t);
	return t * 7787 / 1000 + 9039; /* 7.787 t + 16/116 */
}

/* Linear sRGB to XYZ under D65, each over its white, times 1000. */
static const int to_xyz[3][3] = {
	{ 434, 376, 190 },
	{ 213, 715, 72 },
	{ 18, 109, 873 },
};

static int
square_root(int n)
{
	int x = 0;

	for (int bit = 1 << 14; bit; bit >>= 1)
		if ((x + bit) * (x + bit) <= n)
			x += bit;
	return x;
}

static struct lab
lab_of(int32_t rgb)
{
	int c[3] = { linear(rgb >> 16 & 255), linear(rgb >> 8 & 255),
		linear(rgb & 255) };
	int f[3];

	for (int i = 0; i < 3; i++)
		f[i] = (int)lab_f((to_xyz[i][0] * (int64_t)c[0] +
				      to_xyz[i][1] * (int64_t)c[1] +
				      to_xyz[i][2] * (int64_t)c[2]) /
		    1000);
	int a = 500 * ((f[0] - f[1]) / 16) / 256;
	int b = 200 * ((f[1] - f[2]) / 16) / 256;
	return (struct lab){ (116 * f[1] - 16 * 65536) / 4096, a, b,
		square_root(a * a + b * b) };
}

/* How far the colour `q` is from the wanted `p`. */
static int
distance(struct lab p, struct lab q)
{
	int l = p.l - q.l, a = p.a - q.a, b = p.b - q.b;
	int loss = p.chroma > q.chroma ? p.chroma - q.chroma : 0;

	return WEIGHT_LIGHTNESS * l * l + a * a + b * b +
	    WEIGHT_LOSS * loss * loss;
}

/* The xterm palette: a cube of 6 levels from 16, 24 greys from 232. */
static const struct lab xterm_colors[] = {
#define LAB(l, a, b, chroma) { l, a, b, chroma },
#include "src/layout/palette_lab.def"
#undef LAB
};

enum { XTERM_FIRST = 16, XTERM_COLORS = 240 };

_Static_assert(sizeof xterm_colors / sizeof *xterm_colors == XTERM_COLORS,
    "a row a colour");

int
palette_to_256(int32_t rgb)
{
	struct lab wanted = lab_of(rgb);
	int best = 0;
	int least = distance(wanted, xterm_colors[0]);

	for (int i = 1; i < XTERM_COLORS; i++) {
		int d = distance(wanted, xterm_colors[i]);
		if (d < least) {
			least = d;
			best = i;
		}
	}
	return XTERM_FIRST + best;
}

int
palette_to_16(int32_t rgb)
{
	/* What xterm shows for them when nobody has changed them. */
	static const int32_t colors[16] = { 0x000000, 0xCD0000, 0x00CD00,
		0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5, 0x7F7F7F,
		0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF,
		0xFFFFFF };
	struct lab wanted = lab_of(rgb);
	int best = 0;

	for (int i = 1; i < 16; i++)
		if (distance(wanted, lab_of(colors[i])) <
		    distance(wanted, lab_of(colors[best])))
			best = i;
	return best;
}

/* clang-format off: a table */
#define PLAIN(attr)                              \
	{                                        \
		INK_DEFAULT, INK_DEFAULT, (attr) \
	}

const struct palette palette_plain = {
	.name = "plain",
	.roles = {
		[ROLE_TEXT] = PLAIN(0),
		[ROLE_NAMEPLATE] = PLAIN(INK_BOLD),
		[ROLE_FOLIO] = PLAIN(INK_REVERSE),
		[ROLE_KICKER] = PLAIN(0),
		[ROLE_HEADLINE] = PLAIN(INK_BOLD),
		[ROLE_LEAD] = PLAIN(INK_BOLD),
		[ROLE_MAJOR] = PLAIN(INK_BOLD),
		[ROLE_BRIEF] = PLAIN(INK_UNDERLINE),
		[ROLE_UNREAD] = PLAIN(0),
		[ROLE_READ] = PLAIN(INK_DIM),
		[ROLE_FOLLOWED] = PLAIN(INK_BOLD),
		[ROLE_DECK] = PLAIN(0),
		[ROLE_STANDFIRST] = PLAIN(INK_ITALIC),
		[ROLE_BYLINE] = PLAIN(INK_DIM),
		[ROLE_DATELINE] = PLAIN(0),
		[ROLE_SUBHEAD] = PLAIN(INK_BOLD),
		[ROLE_QUOTE] = PLAIN(INK_ITALIC),
		[ROLE_ITEM] = PLAIN(0),
		[ROLE_CAPTION] = PLAIN(INK_ITALIC),
		[ROLE_CREDIT] = PLAIN(INK_DIM),
		[ROLE_TABLE] = PLAIN(0),
		[ROLE_CODE] = PLAIN(0),
		[ROLE_JUMP] = PLAIN(INK_DIM),
		[ROLE_NOTICE] = PLAIN(INK_DIM),
		[ROLE_LINK] = PLAIN(INK_UNDERLINE),
		[ROLE_CLIPPED] = PLAIN(INK_UNDERLINE),
		[ROLE_GUTTER] = PLAIN(INK_DIM),
		[ROLE_RULE] = PLAIN(INK_DIM),
		[ROLE_SECTION] = PLAIN(INK_BOLD),
		[ROLE_MATCH] = PLAIN(INK_REVERSE),
		[ROLE_MATCH_HERE] = PLAIN(INK_REVERSE | INK_BOLD),
		[ROLE_SELECTION] = PLAIN(INK_REVERSE),
		[ROLE_BOOKMARK] = PLAIN(INK_BOLD),
		[ROLE_DIM] = PLAIN(INK_DIM),
		[ROLE_STATUS] = PLAIN(INK_REVERSE),
		[ROLE_PROMPT] = PLAIN(0),
		[ROLE_ERROR] = PLAIN(INK_BOLD),
		[ROLE_KEY] = PLAIN(INK_BOLD),
	},
};
/* clang-format on */
