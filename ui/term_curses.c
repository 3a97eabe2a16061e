/*
 * The real terminal: with term_caps.c the only file that knows ncurses.
 *
 * ncurses takes the terminal, reads keys and gives the terminal back.  What is
 * shown is painted by paint.c, which knows what a newspaper's screen is made of
 * and gets by with fewer bytes: ncurses writes the rules between columns again
 * at each turn, with two changes of colour for each.
 *
 * Keys come raw: XON/XOFF, Ctrl-C, Ctrl-O and Ctrl-Z are keys like others.
 */
#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/fd.h"
#include "src/base/mem.h"
#include "src/layout/canvas.h"
#include "src/text/width.h"
#include "ui/event.h"
#include "ui/osc.h"
#include "ui/paint.h"
#include "ui/probe.h"
#include "ui/signals.h"
#include "ui/term_caps.h"
#include "ui/typed.h"

enum {
	ESC_DELAY_MS = 25,      /* what a terminal needs to send a sequence */
	REPLY_MS = 50,          /* between the bytes of an answer */
	REPLY_BYTES = 64,       /* the longest answer that we ask for */
	COPY_BYTES = 74 * 1024, /* terminals take 100 kB of base64 at most */
	MOUSE_EVENTS = 8,       /* that ncurses keeps */
};

/*
 * Written when the program crashes: no mouse, no paste mode, cursor, plain
 * ink, own screen of the shell.  Harmless where unknown.
 */
static const char restore_bytes[] = "\033[?1000l\033[?1002l\033[?1006l"
				    "\033[?2004l\033[?1l\033>\033[?25h\033[8h"
				    "\033[m\033[?1049l";

struct curses {
	struct terminal term;
	struct term_options options;
	SCREEN *screen;
	FILE *keys;  /* to be closed, or NULL */
	int keys_fd; /* where keys come from */
	int signals; /* the pipe's reading end */
	WINDOW *pad; /* keys come through it: it is never refreshed for them */
	struct caps caps;
	enum color_depth depth;
	const struct palette *palette; /* the one that inks are made of */
	struct painter painter;
	struct buf out;             /* of one show */
	bool has_screen;            /* taken, and not given back */
	bool has_cursor;            /* it is to be seen */
	bool is_xterm_like;         /* knows OSC and private modes */
	bool has_title;             /* we set it: give the old one back */
	bool has_mouse;             /* it was asked for */
	MEVENT mouse[MOUSE_EVENTS]; /* the oldest last */
	size_t nmouse;
	struct press {
		bool is_down;   /* the left button, at row and col */
		bool has_moved; /* to another cell meanwhile */
		int row, col;
	} press;
};

static struct curses *
self(struct terminal *t)
{
	return (struct curses *)t;
}

/* What the terminal says of itself, and what the person adds. */
static enum color_depth
find_depth(const struct curses *c)
{
	const struct term_options *o = &c->options;

	return o->guess_depth || o->depth > c->caps.depth ? c->caps.depth
							  : o->depth;
}

/* --- showing -------------------------------------------------------------- */

static void
curses_size(struct terminal *t, int *nrows, int *ncols)
{
	struct winsize w;

	(void)t;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_row && w.ws_col) {
		*nrows = w.ws_row;
		*ncols = w.ws_col;
		return;
	}
	*nrows = LINES;
	*ncols = COLS;
}

/* A terminal that cannot be written to shows up as an end of input. */
static int
send_bytes(const char *s, size_t n)
{
	return fd_write_all(STDOUT_FILENO, s, n);
}

/* The screen is ours now; what is on it, and the cursor's look, is not known. */
static void
take_screen(struct curses *c)
{
	paint_forget(&c->painter);
	c->has_cursor = true;
	c->has_screen = true;
}

static void
show_cursor(struct curses *c, int row, int col)
{
	if ((row >= 0) != c->has_cursor)
		buf_adds(&c->out,
		    row >= 0 ? c->caps.show_cursor : c->caps.hide_cursor);
	c->has_cursor = row >= 0;
	if (row >= 0)
		paint_cursor(&c->painter, &c->out, row, col);
}

static void
curses_show(struct terminal *t, const struct canvas *canvas,
    const struct palette *palette, int row, int col)
{
	struct curses *c = self(t);

	if (palette != c->palette) {
		struct paint_ink inks[ROLE_COUNT];
		paint_inks(inks, palette, c->depth, c->caps.ncolors);
		paint_set_inks(&c->painter, inks);
		c->palette = palette;
	}
	if (LINES != canvas->nrows || COLS != canvas->ncols)
		resizeterm(canvas->nrows, canvas->ncols);
	buf_cut(&c->out, 0);
	paint_canvas(&c->painter, &c->out, canvas);
	show_cursor(c, row, col);
	if (send_bytes(c->out.bytes, c->out.n) != 0)
		paint_forget(&c->painter);
}

static void
curses_forget(struct terminal *t)
{
	paint_forget(&self(t)->painter);
}

/* --- what is sent beside cells --------------------------------------------- */

static void
curses_title(struct terminal *t, const char *title)
{
	struct curses *c = self(t);
	struct buf b;

	if (!c->is_xterm_like)
		return;
	buf_init(&b);
	if (!c->has_title)
		buf_adds(&b, "\033[22;2t"); /* put the old title by */
	c->has_title = true;
	osc_title(&b, title);
	send_bytes(buf_str(&b), b.n);
	buf_fini(&b);
}

static int
curses_copy(struct terminal *t, const char *s, size_t nbytes)
{
	struct buf b;

	if (!self(t)->is_xterm_like || nbytes > COPY_BYTES)
		return -1;
	buf_init(&b);
	osc_copy(&b, s, nbytes);
	send_bytes(buf_str(&b), b.n);
	buf_fini(&b);
	return 0;
}

/* --- events ---------------------------------------------------------------- */

static const struct {
	int curses;
	uint32_t code;
} key_table[] = {
	{ KEY_UP, KEYNAME_UP },
	{ KEY_DOWN, KEYNAME_DOWN },
	{ KEY_LEFT, KEYNAME_LEFT },
	{ KEY_RIGHT, KEYNAME_RIGHT },
	{ KEY_HOME, KEYNAME_HOME },
	{ KEY_END, KEYNAME_END },
	{ KEY_PPAGE, KEYNAME_PAGE_UP },
	{ KEY_NPAGE, KEYNAME_PAGE_DOWN },
	{ KEY_BACKSPACE, KEYNAME_BACKSPACE },
	{ KEY_DC, KEYNAME_DELETE },
	{ KEY_IC, KEYNAME_INSERT },
	{ KEY_BTAB, KEYNAME_BACK_TAB },
	{ KEY_ENTER, KEYNAME_ENTER },
};

static bool
from_curses_key(struct event *e, int code)
{
	e->type = EVENT_KEY;
	if (code >= KEY_F(1) && code <= KEY_F(12)) {
		e->key.code = (uint32_t)(KEYNAME_F1 + code - KEY_F(1));
		return true;
	}
	for (size_t i = 0; i < sizeof key_table / sizeof *key_table; i++)
		if (key_table[i].curses == code) {
			e->key.code = key_table[i].code;
			return true;
		}
	e->type = EVENT_NONE;
	return false;
}

static void
from_char(struct event *e, wint_t ch)
{
	e->type = EVENT_KEY;
	e->key = typed_key((unsigned)ch);
}

/*
 * The left button: released where it was pressed it is a click, moved in between
 * it drags.  Of a terminal that reports no motion the release tells both ends.
 * Motion may come as another press.
 */
static bool
from_button(struct press *p, struct event *e, mmask_t state)
{
	bool is_up = state & (BUTTON1_CLICKED | BUTTON1_RELEASED);

	if (!p->is_down && !is_up) {
		*p = (struct press){ true, false, e->row, e->col };
		return false;
	}
	if (p->is_down && (e->row != p->row || e->col != p->col))
		p->has_moved = true;
	e->type = p->is_down && p->has_moved ? EVENT_DRAG : EVENT_CLICK;
	e->from_row = p->row;
	e->from_col = p->col;
	p->is_down = p->is_down && !is_up;
	return is_up || p->has_moved;
}

static bool
from_mouse(struct press *press, struct event *e, MEVENT m)
{
	e->row = m.y;
	e->col = m.x;
	if (m.bstate & (BUTTON4_PRESSED | BUTTON5_PRESSED)) {
		e->type = EVENT_WHEEL;
		e->turns = m.bstate & BUTTON4_PRESSED ? -1 : 1;
		return true;
	}
	if (m.bstate & (BUTTON2_RELEASED | BUTTON3_RELEASED)) {
		press->is_down = false;
		return false;
	}
	return from_button(press, e, m.bstate);
}

/* ncurses reads all that has come and gives the newest first. */
static void
take_mouse(struct curses *c)
{
	while (c->nmouse < MOUSE_EVENTS && getmouse(&c->mouse[c->nmouse]) == OK)
		c->nmouse++;
}

static bool
next_mouse(struct curses *c, struct event *e)
{
	while (c->nmouse > 0) {
		*e = (struct event){ 0 };
		if (from_mouse(&c->press, e, c->mouse[--c->nmouse]))
			return true;
	}
	return false;
}

/* The next character of an answer, or 0 when it stops coming. */
static wint_t
reply_char(const struct curses *c)
{
	struct pollfd p = { .fd = c->keys_fd, .events = POLLIN };
	wint_t ch;

	if (wget_wch(c->pad, &ch) == OK)
		return ch;
	if (poll(&p, 1, REPLY_MS) <= 0 || wget_wch(c->pad, &ch) != OK)
		return 0;
	return ch;
}

/* After ESC ]: read to BEL or ST. */
static bool
from_osc(const struct curses *c, struct event *e)
{
	char s[REPLY_BYTES + 1];
	size_t n = 0;
	wint_t ch;

	while ((ch = reply_char(c)) != 0 && ch != 7 && ch != 0x1B)
		if (n < REPLY_BYTES)
			s[n++] = ch < 0x7F ? (char)ch : '?';
	if (ch == 0x1B)
		reply_char(c); /* the rest of ST */
	s[n] = '\0';
	if (osc_is_dark(s, &e->is_dark) != 0)
		return false;
	e->type = EVENT_COLORS;
	return true;
}

/*
 * After ESC [ that ncurses knows no key for: pasted text begins with 200~ and
 * ends with 201~; anything else is dropped to its final byte.
 */
static bool
from_csi(const struct curses *c, struct event *e)
{
	static const char paste[] = "200~", pasted[] = "201~";
	char s[sizeof paste] = "";
	size_t n = 0;
	wint_t ch;

	while ((ch = reply_char(c)) != 0) {
		if (n < sizeof s - 1)
			s[n] = ch < 0x7F ? (char)ch : '?';
		n++;
		if (ch >= 0x40 && ch <= 0x7E)
			break;
	}
	if (n != sizeof s - 1)
		return false;
	if (strcmp(s, paste) == 0)
		e->type = EVENT_PASTE;
	else if (strcmp(s, pasted) == 0)
		e->type = EVENT_PASTED;
	else if ((e->ncells = probe_ncells(s)) != 0)
		e->type = EVENT_WIDTH;
	return e->type != EVENT_NONE;
}

static bool
from_escape(const struct curses *c, struct event *e)
{
	wint_t ch;

	if (wget_wch(c->pad, &ch) != OK) {
		from_char(e, 0x1B);
		return true;
	}
	if (ch == ']')
		return from_osc(c, e);
	if (ch == '[' || ch == 'O')
		return from_csi(c, e);
	from_char(e, ch);
	e->key.mods |= KEY_MOD_ALT;
	return true;
}

/* One event from the keyboard; false if there is none (yet). */
static bool
read_keyboard(struct curses *c, struct event *e)
{
	wint_t ch;
	int kind;

	if (next_mouse(c, e))
		return true;
	while ((kind = wget_wch(c->pad, &ch)) != ERR) {
		*e = (struct event){ 0 };
		if (kind == KEY_CODE_YES && ch == KEY_MOUSE) {
			take_mouse(c);
			if (next_mouse(c, e))
				return true;
		} else if (kind == KEY_CODE_YES && ch == KEY_RESIZE) {
			continue; /* our own resizeterm() said so */
		} else if (kind == KEY_CODE_YES) {
			if (from_curses_key(e, (int)ch))
				return true;
		} else if (ch == 0x1B) {
			if (from_escape(c, e))
				return true;
		} else {
			from_char(e, ch);
			return true;
		}
	}
	return false;
}

static bool
read_signal(const struct curses *c, struct event *e)
{
	static const struct {
		int number;
		enum event_type type;
	} table[] = {
		{ SIGWINCH, EVENT_RESIZE },
		{ SIGCONT, EVENT_RESUME },
		{ SIGHUP, EVENT_RELOAD },
		{ SIGTERM, EVENT_END },
		{ SIGINT, EVENT_END },
		{ SIGQUIT, EVENT_END },
	};
	unsigned char byte;

	if (read(c->signals, &byte, 1) != 1)
		return false;
	*e = (struct event){ 0 };
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].number == byte)
			e->type = table[i].type;
	return e->type != EVENT_NONE;
}

/*
 * Readable, but there is nothing: the other side is gone.  Asked anew, since a
 * sequence that means nothing may just have been read and dropped.
 */
static bool
is_at_end(const struct curses *c)
{
	struct pollfd p = { .fd = c->keys_fd, .events = POLLIN };
	int nbytes = 0;

	if (poll(&p, 1, 0) <= 0)
		return false;
	if (p.revents & (POLLHUP | POLLERR | POLLNVAL))
		return true;
	return (p.revents & POLLIN) &&
	    ioctl(c->keys_fd, FIONREAD, &nbytes) == 0 && nbytes == 0;
}

static void
wait_event(struct curses *c, struct event *e, int ms)
{
	struct pollfd p[] = {
		{ .fd = c->keys_fd, .events = POLLIN },
		{ .fd = c->signals, .events = POLLIN },
	};

	*e = (struct event){ 0 };
	if (read_keyboard(c, e) || read_signal(c, e))
		return;
	int n = poll(p, 2, ms);
	if (n < 0 && errno != EINTR)
		e->type = EVENT_END;
	if (n <= 0)
		return;
	if (p[1].revents && read_signal(c, e))
		return;
	if (!p[0].revents || read_keyboard(c, e))
		return;
	if (is_at_end(c))
		e->type = EVENT_END;
}

/*
 * A terminal may do as it likes with its text when it is resized, also when it
 * ends with the size it had: nothing of it can be relied on.
 */
static void
curses_wait(struct terminal *t, struct event *e, int ms)
{
	wait_event(self(t), e, ms);
	if (e->type == EVENT_RESIZE)
		curses_forget(t);
}

static bool
curses_is_waiting(struct terminal *t)
{
	struct pollfd p[] = {
		{ .fd = self(t)->keys_fd, .events = POLLIN },
		{ .fd = self(t)->signals, .events = POLLIN },
	};

	return poll(p, 2, 0) != 0;
}

static long
curses_now(struct terminal *t)
{
	struct timespec ts;

	(void)t;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/*
 * Have pasted text marked as such (xterm's mode 2004), and text that runs from
 * right to left left in our order (ECMA-48's BDSM, as freedesktop.org's BiDi
 * recommendation has it): terminals that order it do so across columns.
 */
static void
claim(const struct curses *c, bool on)
{
	if (!c->is_xterm_like)
		return;
	send_bytes(on ? "\033[?2004h" : "\033[?2004l", 8);
	/* Motion while a button is held, which ncurses does not ask for. */
	if (c->has_mouse)
		send_bytes(on ? "\033[?1002h" : "\033[?1002l", 8);
	if (c->options.bidi)
		send_bytes(on ? "\033[8l" : "\033[8h", 4);
}

/* --- taking and giving back ------------------------------------------------ */

/* Plain ink and the cursor, which curses knows nothing of. */
static void
give_screen_back(struct curses *c)
{
	if (!c->has_screen)
		return;
	buf_cut(&c->out, 0);
	buf_adds(&c->out, c->caps.colors);
	buf_adds(&c->out, c->caps.plain);
	if (!c->has_cursor)
		buf_adds(&c->out, c->caps.show_cursor);
	send_bytes(c->out.bytes, c->out.n);
	c->has_screen = false;
}

static void
curses_leave(struct terminal *t)
{
	claim(self(t), false);
	give_screen_back(self(t));
	def_prog_mode();
	endwin();
	signals_forget_terminal();
}

static void
curses_enter(struct terminal *t)
{
	reset_prog_mode();
	signals_restore_on_crash(restore_bytes, sizeof restore_bytes - 1);
	wrefresh(stdscr); /* blank; curses takes the screen again by it */
	take_screen(self(t));
	claim(self(t), true);
}

static void
curses_close(struct terminal *t)
{
	struct curses *c = self(t);

	if (c->has_title)
		send_bytes("\033[23;2t", 7);
	claim(c, false);
	give_screen_back(c);
	tcflush(c->keys_fd, TCIFLUSH); /* answers that came too late */
	endwin();
	signals_forget_terminal();
	mem_on_exhausted(NULL);
	delwin(c->pad);
	delscreen(c->screen);
	paint_fini(&c->painter);
	buf_fini(&c->out);
	if (c->keys)
		fclose(c->keys);
	free(c);
}

static void
give_back(void)
{
	endwin();
}

/* A terminal that is unknown, or that cannot place text. */
static void
refuse(struct curses *c, const char *name, struct err *err)
{
	if (c->screen) {
		err_set(err, ERR_UNSUPPORTED,
		    "the terminal %s cannot place text; use broadsheet print",
		    name);
		endwin();
		delscreen(c->screen);
	} else {
		err_set(err, ERR_UNSUPPORTED,
		    "the terminal %s is unknown here; set TERM to one that "
		    "is known (vt100), or use broadsheet print",
		    name);
	}
	signals_forget_terminal();
	if (c->keys)
		fclose(c->keys);
	free(c);
}

static void
set_modes(struct curses *c)
{
	raw();
	noecho();
	nonl();
	set_escdelay(ESC_DELAY_MS);
	c->pad = newpad(1, 1);
	keypad(c->pad, TRUE);
	nodelay(c->pad, TRUE);
	typeahead(-1); /* or it writes a line at a time and looks for keys */
	c->depth = find_depth(c);
	/* Elsewhere ncurses would load a mouse daemon's library instead. */
	if (c->options.mouse && c->is_xterm_like) {
		mousemask(BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON1_RELEASED |
			BUTTON2_RELEASED | BUTTON3_RELEASED | BUTTON4_PRESSED |
			BUTTON5_PRESSED | REPORT_MOUSE_POSITION,
		    NULL);
		c->has_mouse = true;
		mouseinterval(0); /* report at once: no double clicks here */
	}
}

static const struct term_ops curses_ops = {
	.size = curses_size,
	.show = curses_show,
	.wait = curses_wait,
	.is_waiting = curses_is_waiting,
	.now = curses_now,
	.forget = curses_forget,
	.leave = curses_leave,
	.enter = curses_enter,
	.title = curses_title,
	.copy = curses_copy,
	.close = curses_close,
};

struct terminal *
term_open(const struct term_options *options, struct err *err)
{
	const char *name = getenv("TERM");

	if (!name || !*name) {
		err_set(err, ERR_UNSUPPORTED,
		    "TERM is not set; set it, or use broadsheet print");
		return NULL;
	}
	struct curses *c = xcalloc(1, sizeof *c);
	c->term.ops = &curses_ops;
	c->options = *options;
	c->keys_fd = options->keys_fd;
	c->is_xterm_like = osc_is_understood(name);
	if (c->keys_fd != STDIN_FILENO)
		c->keys = fdopen(c->keys_fd, "r");
	width_set_ambiguous(options->ambiguous);
	signals_remember_terminal(STDOUT_FILENO);
	c->screen = newterm(name, stdout, c->keys ? c->keys : stdin);
	if (!c->screen || caps_read(&c->caps) != 0) {
		refuse(c, name, err);
		return NULL;
	}
	paint_init(&c->painter, &c->caps.ways);
	buf_init(&c->out);
	set_modes(c);
	delay_output(0); /* newterm() has taken the screen: send that now */
	take_screen(c);
	/* After ncurses has put in its own handlers. */
	c->signals = signals_catch();
	signals_restore_on_crash(restore_bytes, sizeof restore_bytes - 1);
	mem_on_exhausted(give_back);
	claim(c, true);
	if (options->ask_colors && c->is_xterm_like)
		send_bytes("\033]11;?\033\\", 8);
	return &c->term;
}

const char *
term_library_version(void)
{
	const char *said = curses_version(); /* "ncurses 6.4.20221231" */
	const char *blank = strrchr(said, ' ');

	return blank ? blank + 1 : said;
}
