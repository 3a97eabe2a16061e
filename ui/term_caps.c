#include "ui/term_caps.h"

#include <curses.h>
#include <stddef.h>
#include <string.h>

/* Last: it defines macros called lines and columns. */
#include <term.h>

enum { DIRECT_COLORS = 1 << 24 };

static const struct caps *
self(const struct paint_ways *w)
{
	return (const struct caps *)w; /* its first member */
}

/* --- strings ------------------------------------------------------------- */

/* Without delays: "$<5>". */
static void
add(struct buf *out, const char *s)
{
	while (s && *s) {
		size_t n = strcspn(s, "$");
		buf_add(out, s, n);
		s += n;
		if (s[0] == '$' && s[1] == '<' && strchr(s, '>'))
			s = strchr(s, '>') + 1;
		else if (*s)
			buf_addc(out, *s++);
	}
}

/* A string to keep; "" if there is none, or none of a length that is sane. */
static void
keep(char out[CAPS_BYTES], const char *s)
{
	struct buf b;

	buf_init(&b);
	add(&b, s);
	out[0] = '\0';
	if (b.n < CAPS_BYTES)
		memcpy(out, buf_str(&b), b.n + 1);
	buf_fini(&b);
}

static const char *
or_null(const char *s)
{
	return *s ? s : NULL;
}

/* --- moving ---------------------------------------------------------------- */

static void
move_cursor(const struct paint_ways *w, struct buf *out, int row, int col)
{
	(void)w;
	add(out, tiparm(cursor_address, row, col));
}

static void
move_column(const struct paint_ways *w, struct buf *out, int col)
{
	(void)w;
	add(out, tiparm(column_address, col));
}

/* --- ink --------------------------------------------------------------------- */

static void
add_attrs(struct buf *out, unsigned attrs)
{
	const struct {
		unsigned attr;
		const char *on;
	} table[] = {
		{ INK_BOLD, enter_bold_mode },
		{ INK_DIM, enter_dim_mode },
		{ INK_ITALIC, enter_italics_mode },
		{ INK_UNDERLINE, enter_underline_mode },
		{ INK_REVERSE, enter_reverse_mode },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (attrs & table[i].attr)
			add(out, table[i].on);
}

static void
add_colors(const struct caps *c, struct buf *out, struct paint_ink from,
    struct paint_ink to)
{
	bool to_default =
	    (from.fg != to.fg && to.fg < 0) || (from.bg != to.bg && to.bg < 0);

	/* Both at once, or where there is no other way. */
	if (to_default &&
	    (!c->has_defaults || (to.fg < 0 && to.bg < 0 && from.bg >= 0))) {
		buf_adds(out, c->colors);
		from.fg = from.bg = -1;
	}
	if (from.fg != to.fg) {
		if (to.fg < 0)
			buf_adds(out, "\033[39m");
		else
			add(out, tiparm(set_a_foreground, to.fg));
	}
	if (from.bg != to.bg) {
		if (to.bg < 0)
			buf_adds(out, "\033[49m");
		else
			add(out, tiparm(set_a_background, to.bg));
	}
}

static unsigned
attrs_of(const struct caps *c, const struct paint_ink *ink)
{
	unsigned attrs = ink->attrs & c->attrs;

	return ink->fg >= 0 || ink->bg >= 0 ? attrs & ~c->plain_attrs : attrs;
}

static void
change_ink(const struct paint_ways *w, struct buf *out,
    const struct paint_ink *from, const struct paint_ink *to)
{
	const struct caps *c = self(w);
	struct paint_ink now = { -1, -1, 0 };
	unsigned attrs = attrs_of(c, to);
	unsigned has = from ? attrs_of(c, from) : 0;

	if (!from || has & ~attrs) {
		/* Some take colours for something else than attributes. */
		if (!from || from->fg >= 0 || from->bg >= 0)
			buf_adds(out, c->colors);
		buf_adds(out, c->plain);
		has = 0;
	} else {
		now = *from;
	}
	add_attrs(out, attrs & ~has);
	add_colors(c, out, now, *to);
}

/* --- the description --------------------------------------------------------- */

/* Attributes that a terminal gives up for colours (no_color_video). */
static unsigned
given_up(void)
{
	static const struct {
		int bit; /* in the order of set_attributes' parameters */
		unsigned attr;
	} table[] = {
		{ 1 << 1, INK_UNDERLINE },
		{ 1 << 2, INK_REVERSE },
		{ 1 << 4, INK_DIM },
		{ 1 << 5, INK_BOLD },
		{ 1 << 15, INK_ITALIC },
	};
	unsigned attrs = 0;

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (no_color_video > 0 && no_color_video & table[i].bit)
			attrs |= table[i].attr;
	return attrs;
}

static void
read_colors(struct caps *c)
{
	c->ncolors = set_a_foreground && set_a_background ? max_colors : 0;
	keep(c->colors, orig_pair);
	c->has_defaults = tigetflag("AX") > 0;
	/* Colours that cannot be taken back are worse than none. */
	if (!*c->colors)
		c->ncolors = 0;
	c->depth = c->ncolors >= DIRECT_COLORS ? COLOR_TRUE
	    : c->ncolors >= 256                ? COLOR_256
	    : c->ncolors >= 8                  ? COLOR_16
					       : COLOR_NONE;
}

static void
read_attrs(struct caps *c)
{
	/* "Also leave the other character set": we are never in it. */
	static const char charset[] = "\033(B";

	keep(c->plain, exit_attribute_mode);
	if (strncmp(c->plain, charset, sizeof charset - 1) == 0)
		memmove(c->plain, c->plain + sizeof charset - 1,
		    strlen(c->plain + sizeof charset - 1) + 1);
	c->plain_attrs = given_up();
	/* Neither where they take cells, nor where they cannot end. */
	c->attrs = *c->plain && magic_cookie_glitch <= 0 ? ~0u : 0;
}

int
caps_read(struct caps *c)
{
	memset(c, 0, sizeof *c);
	keep(c->clear, clear_screen);
	if (!cursor_address || !*c->clear)
		return -1;
	read_colors(c);
	read_attrs(c);
	keep(c->erase_end, clr_eol);
	if (exit_am_mode && enter_am_mode) {
		keep(c->no_wrap, exit_am_mode);
		keep(c->wrap, enter_am_mode);
	}
	keep(c->hide_cursor, cursor_invisible);
	keep(c->show_cursor, cursor_normal);
	if (carriage_return && strcmp(carriage_return, "\r") == 0)
		keep(c->first_col, carriage_return);
	/* A plain line feed: after a carriage return it is one anywhere. */
	if (*c->first_col && cursor_down && strcmp(cursor_down, "\n") == 0)
		keep(c->next_row, "\r\n");
	c->ways = (struct paint_ways){
		.move = move_cursor,
		.column = column_address ? move_column : NULL,
		.ink = change_ink,
		.next_row = or_null(c->next_row),
		.first_col = or_null(c->first_col),
		.erase_end = or_null(c->erase_end),
		.clear = c->clear,
		.no_wrap = *c->wrap ? or_null(c->no_wrap) : NULL,
		.wrap = or_null(c->wrap),
		.erases_in_ink = back_color_erase,
		.wraps_at_once = auto_right_margin && !eat_newline_glitch,
	};
	return 0;
}
