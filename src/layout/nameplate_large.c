#include "src/layout/nameplate_int.h"

#include <string.h>

#include "src/base/arena.h"
#include "src/layout/bigtype.h"
#include "src/text/glyph.h"

/*
 * A name in two languages has its first in big type and the other below it.  At
 * both sides of a large name is room for what else a nameplate says, the ears
 * (报眼), as long as all of it fits but motto and price, which are left out.
 */

enum {
	/* Below this height every row is for stories. */
	LARGE_HEIGHT = 36,
	/*
	 * The most of a sheet's rows that big letters may take, as a fraction:
	 * an eighth, or a little more, so that half blocks, which are eight rows
	 * high, begin at 60.
	 */
	SHARE = 2,
	SHARE_OF = 15,
	/* Cells between two wide letters, at most. */
	MOST_GAP = 4,
	EAR_ROWS = 3,
	EAR_GAP = 2, /* cells between an ear and the name */
};

struct names {
	const char *main;
	size_t nbytes;
	const char *other; /* or NULL */
};

/* Left and right of the name, from above. */
struct ears {
	struct {
		const char *text;
		bool is_needed;
	} at[2][EAR_ROWS];
	int ncells; /* of the widest that is needed */
};

/* Is everything from `s` on as wide as a cluster of `ncells`, or blank? */
static bool
is_all_of(const struct plate *p, const char *s, int ncells)
{
	for (size_t n = strlen(s); n > 0;) {
		struct glyph g;
		size_t used = glyph_next(&g, s, n, p->params->ambiguous);
		if (strcmp(g.bytes, " ") != 0 && g.ncells != ncells)
			return false;
		s += used;
		n -= used;
	}
	return true;
}

/* A name ends where, after a blank, the letters turn wide or narrow. */
static struct names
split_name(const struct plate *p, const char *name)
{
	struct names out = { name, strlen(name), NULL };
	int was = 0;
	bool is_spaced = false;

	for (size_t at = 0; at < out.nbytes;) {
		struct glyph g;
		size_t used = glyph_next(
		    &g, name + at, out.nbytes - at, p->params->ambiguous);
		bool is_blank = strcmp(g.bytes, " ") == 0;
		if (!is_blank && is_spaced && was && g.ncells != was &&
		    is_all_of(p, name + at, g.ncells)) {
			out.other = name + at;
			out.nbytes = at;
			break;
		}
		is_spaced = is_blank;
		if (!is_blank)
			was = g.ncells;
		at += used;
	}
	while (out.nbytes > 0 && name[out.nbytes - 1] == ' ')
		out.nbytes--;
	return out;
}

static struct ears
make_ears(const struct plate *p)
{
	const struct edition *e = p->edition;
	struct ears ears = {
		.at = {
			{ { e->motto, false }, { e->place, true },
			    { nameplate_date(p), true } },
			{ { nameplate_number(p), true }, { e->price, false },
			    { nameplate_amount(p), true } },
		},
	};

	for (int side = 0; side < 2; side++) {
		for (int i = 0; i < EAR_ROWS; i++) {
			int n = nameplate_ncells(p, ears.at[side][i].text);
			if (ears.at[side][i].is_needed && n > ears.ncells)
				ears.ncells = n;
		}
	}
	return ears;
}

static bool
set_main(struct bigtype *big, const struct plate *p, const struct names *names,
    enum bigtype_cells cells, int ncells)
{
	const struct bigtype_room room = {
		.ncells = ncells,
		.nrows = p->params->height * SHARE / SHARE_OF,
		.gap = MOST_GAP,
	};

	return bigtype_set(
	    big, names->main, names->nbytes, cells, &room, p->arena);
}

/* The larger first, and the one that leaves room for the ears. */
static bool
choose(struct bigtype *big, const struct plate *p, const struct names *names,
    const struct ears *ears, bool *has_ears)
{
	int beside = p->ncells - 2 * (ears->ncells + EAR_GAP);
	bool has_blocks = glyph_has_lines(p->params->ambiguous);

	for (int cells = has_blocks ? BIGTYPE_BLOCKS : BIGTYPE_BRAILLE;
	     cells >= 0; cells--) {
		*has_ears =
		    set_main(big, p, names, (enum bigtype_cells)cells, beside);
		if (*has_ears ||
		    set_main(
			big, p, names, (enum bigtype_cells)cells, p->ncells))
			return true;
	}
	return false;
}

static void
put_big(struct plate *p, const struct bigtype *big)
{
	for (int i = 0; i < big->nrows; i++)
		puts_add(p->puts,
		    &(struct put){ .kind = PUT_LEFT,
			.row = p->row++,
			.col = p->col + (p->ncells - big->ncells) / 2,
			.n = big->ncells,
			.role = ROLE_NAMEPLATE,
			.text = big->rows[i] });
}

/*
 * Down to the row above the next free one, `room` cells at either side.  What is
 * needed stands there or in the folio, never in both.
 */
static void
put_ears(struct plate *p, const struct ears *ears, int room, bool has_ears)
{
	int next = p->row;

	for (int side = 0; side < 2; side++) {
		p->row = next;
		for (int i = EAR_ROWS; i-- > 0;) {
			const char *s = ears->at[side][i].text;
			int n = nameplate_ncells(p, s);
			if (n == 0 || n > room ||
			    (ears->at[side][i].is_needed && !has_ears))
				continue;
			p->row--;
			nameplate_put_label(
			    p, side ? PUT_RIGHT : PUT_LEFT, ROLE_DIM, s);
		}
	}
	p->row = next;
}

bool
nameplate_put_large(struct plate *p, const char *name, bool *has_ears)
{
	struct names names = split_name(p, name);
	struct ears ears = make_ears(p);
	struct bigtype big;

	if (p->params->nameplate != NAMEPLATE_LARGE || p->params->linear ||
	    p->params->height < LARGE_HEIGHT ||
	    !choose(&big, p, &names, &ears, has_ears))
		return false;
	put_big(p, &big);
	if (names.other) {
		nameplate_put_label(p, PUT_CENTER, ROLE_NAMEPLATE,
		    nameplate_space_out(p, names.other, big.ncells));
		p->row++;
	}
	put_ears(p, &ears, (p->ncells - big.ncells) / 2 - EAR_GAP, *has_ears);
	return true;
}
