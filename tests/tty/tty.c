#include "tests/tty/tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include <vterm.h>

#include "src/base/buf.h"
#include "src/base/mem.h"
#include "src/base/utf8.h"
#include "tests/support/emu.h"

enum { CAN = 0x18 }; /* ECMA-48 */

struct tty {
	int master;
	int slave; /* kept open: modes can be asked after the end */
	pid_t pid;
	int status;
	bool is_running;
	int nrows, ncols;
	VTerm *vt; /* NULL: `emu` is used */
	VTermScreen *screen;
	struct emu *emu;
	bool is_alternate, is_cursor_visible, has_mouse;
	bool is_ending; /* CAN comes after all that the program wrote */
	size_t nbytes;
	struct buf text;
};

static void
die(const char *what)
{
	perror(what);
	abort();
}

static int
on_property(VTermProp prop, VTermValue *value, void *user)
{
	struct tty *t = user;

	if (prop == VTERM_PROP_ALTSCREEN)
		t->is_alternate = value->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		t->is_cursor_visible = value->boolean;
	else if (prop == VTERM_PROP_MOUSE)
		t->has_mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

static void
set_size(int fd, int nrows, int ncols)
{
	struct winsize w = { .ws_row = (unsigned short)nrows,
		.ws_col = (unsigned short)ncols };

	ioctl(fd, TIOCSWINSZ, &w);
}

static void
make_vterm(struct tty *t)
{
	static const VTermScreenCallbacks callbacks = { .settermprop =
							    on_property };

	t->vt = vterm_new(t->nrows, t->ncols);
	vterm_set_utf8(t->vt, 1);
	t->screen = vterm_obtain_screen(t->vt);
	vterm_screen_set_callbacks(t->screen, &callbacks, t);
	vterm_screen_enable_altscreen(t->screen, 1);
	vterm_screen_reset(t->screen, 1);
	t->is_cursor_visible = true;
}

static void
run_child(int slave, const char *const *argv, const char *const *env)
{
	static char path[] = "PATH=/usr/local/bin:/usr/bin:/bin";
	static const char *const inherited[] = { "HOME", "XDG_CONFIG_HOME",
		"XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
		"ASAN_OPTIONS" };
	char *vars[64] = { path };
	size_t n = 1;

	/* The first of two with one name counts. */
	for (; *env && n < 50; env++)
		vars[n++] = xstrdup(*env);
	for (size_t i = 0; i < sizeof inherited / sizeof *inherited; i++) {
		const char *value = getenv(inherited[i]);
		struct buf b;
		if (!value)
			continue;
		buf_init(&b);
		buf_addf(&b, "%s=%s", inherited[i], value);
		vars[n++] = buf_take(&b);
	}
	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	for (int fd = 0; fd < 3; fd++)
		dup2(slave, fd);
	for (int fd = 3; fd < 64; fd++)
		close(fd);
	union {
		const char *const *in;
		char *const *out;
	} args = { .in = argv };
	execve(argv[0], args.out, vars);
	_exit(127);
}

static struct tty *
start(const char *const *argv, const char *const *env, int nrows, int ncols,
    const struct emu_options *options)
{
	struct tty *t = xcalloc(1, sizeof *t);

	t->nrows = nrows;
	t->ncols = ncols;
	t->master = posix_openpt(O_RDWR | O_NOCTTY);
	if (t->master < 0 || grantpt(t->master) || unlockpt(t->master))
		die("pseudo-terminal");
	t->slave = open(ptsname(t->master), O_RDWR | O_NOCTTY);
	if (t->slave < 0)
		die("pseudo-terminal");
	set_size(t->master, nrows, ncols);
	if (options)
		t->emu = emu_new(nrows, ncols, options);
	else
		make_vterm(t);
	t->pid = fork();
	if (t->pid < 0)
		die("fork");
	if (t->pid == 0)
		run_child(t->slave, argv, env);
	t->is_running = true;
	return t;
}

struct tty *
tty_start(const char *const *argv, const char *const *env, int nrows, int ncols)
{
	return start(argv, env, nrows, ncols, NULL);
}

struct tty *
tty_start_emu(const char *const *argv, const char *const *env, int nrows,
    int ncols, const struct emu_options *options)
{
	return start(argv, env, nrows, ncols, options);
}

struct emu *
tty_emu(struct tty *t)
{
	return t->emu;
}

static void
note_end(struct tty *t, int status)
{
	t->is_running = false;
	t->status =
	    WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void
tty_free(struct tty *t)
{
	int status;

	if (t->is_running) {
		kill(t->pid, SIGKILL);
		waitpid(t->pid, &status, 0);
	}
	close(t->master);
	close(t->slave);
	if (t->emu)
		emu_free(t->emu);
	else
		vterm_free(t->vt);
	buf_fini(&t->text);
	free(t);
}

static long
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}

/* Send what the terminal answers to the program's questions. */
static void
answer(struct tty *t)
{
	char bytes[512];
	size_t n;

	if (t->emu) {
		struct buf *b = &t->emu->answers;
		if (b->n > 0 && write(t->master, b->bytes, b->n) < 0)
			die("write to the pseudo-terminal");
		buf_cut(b, 0);
		return;
	}
	n = vterm_output_read(t->vt, bytes, sizeof bytes);
	if (n > 0 && write(t->master, bytes, n) < 0)
		die("write to the pseudo-terminal");
}

/* Read what there is, waiting at most `ms` for it; false at the end. */
static bool
pump(struct tty *t, int ms)
{
	struct pollfd p = { .fd = t->master, .events = POLLIN };
	char bytes[8192];

	if (poll(&p, 1, ms) <= 0)
		return true;
	ssize_t n = read(t->master, bytes, sizeof bytes);
	if (n <= 0)
		return n < 0 && errno == EINTR;
	if (t->is_ending && bytes[n - 1] == CAN) {
		t->is_ending = false;
		n--;
	}
	t->nbytes += (size_t)n;
	if (t->emu) {
		emu_write(t->emu, bytes, (size_t)n);
	} else {
		vterm_input_write(t->vt, bytes, (size_t)n);
		vterm_screen_flush_damage(t->screen);
	}
	answer(t);
	return true;
}

void
tty_answer(struct tty *t)
{
	answer(t);
}

void
tty_type(struct tty *t, const char *keys)
{
	if (write(t->master, keys, strlen(keys)) < 0)
		die("write to the pseudo-terminal");
}

void
tty_resize(struct tty *t, int nrows, int ncols)
{
	t->nrows = nrows;
	t->ncols = ncols;
	if (t->emu)
		emu_resize(t->emu, nrows, ncols);
	else
		vterm_set_size(t->vt, nrows, ncols);
	set_size(t->master, nrows, ncols);
	if (t->is_running)
		kill(t->pid, SIGWINCH);
}

void
tty_signal(struct tty *t, int number)
{
	kill(t->pid, number);
}

static void
add_row(struct tty *t, int row)
{
	size_t begin = t->text.n;

	if (t->emu) {
		emu_row(t->emu, row, &t->text);
		buf_addc(&t->text, '\n');
		return;
	}
	for (int col = 0; col < t->ncols; col++) {
		VTermPos pos = { .row = row, .col = col };
		VTermScreenCell cell;
		vterm_screen_get_cell(t->screen, pos, &cell);
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++)
			if (cell.chars[i] != (uint32_t)-1)
				buf_add_cp(&t->text, cell.chars[i]);
		if (!cell.chars[0])
			buf_addc(&t->text, ' ');
	}
	while (t->text.n > begin && t->text.bytes[t->text.n - 1] == ' ')
		buf_cut(&t->text, t->text.n - 1);
	buf_addc(&t->text, '\n');
}

const char *
tty_screen(struct tty *t)
{
	buf_fini(&t->text);
	for (int row = 0; row < t->nrows; row++)
		add_row(t, row);
	return buf_str(&t->text);
}

static bool
is_there(struct tty *t, const char *text)
{
	return strstr(tty_screen(t), text) != NULL;
}

static bool
is_gone(struct tty *t, const char *text)
{
	return !is_there(t, text);
}

/* Does `text` stand at a cell and right of it, lit? */
static bool
is_lit_at(struct tty *t, VTermPos pos, const char *text)
{
	VTermScreenCell cell;

	while (*text) {
		unsigned cp;
		int ok;
		text += utf8_decode(&cp, text, strlen(text), &ok);
		if (!vterm_screen_get_cell(t->screen, pos, &cell) ||
		    cell.chars[0] != cp ||
		    (!cell.attrs.reverse &&
			VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)))
			return false;
		pos.col += cell.width;
	}
	return true;
}

static bool
is_lit(struct tty *t, const char *text)
{
	VTermPos pos;

	for (pos.row = 0; pos.row < t->nrows; pos.row++)
		for (pos.col = 0; pos.col < t->ncols; pos.col++)
			if (is_lit_at(t, pos, text))
				return true;
	return false;
}

static bool
wait_for(struct tty *t, const char *text,
    bool (*holds)(struct tty *, const char *), const char *never)
{
	long end = now_ms() + TTY_PATIENCE_MS;

	for (;;) {
		if (holds(t, text))
			return true;
		if (now_ms() > end || !pump(t, 100))
			break;
	}
	fprintf(stderr, "%s never %s; the screen was:\n%s", text, never,
	    tty_screen(t));
	return false;
}

void
tty_settle(struct tty *t, int ms)
{
	long end = now_ms() + TTY_PATIENCE_MS;
	size_t before;

	do {
		before = t->nbytes;
		if (!pump(t, ms))
			return;
	} while (t->nbytes != before && now_ms() < end);
}

bool
tty_expect(struct tty *t, const char *text)
{
	return wait_for(t, text, is_there, "came");
}

bool
tty_expect_gone(struct tty *t, const char *text)
{
	return wait_for(t, text, is_gone, "went");
}

bool
tty_expect_lit(struct tty *t, const char *text)
{
	return wait_for(t, text, is_lit, "was lit");
}

/*
 * Read all that the program wrote before it ended or stopped.  The kernel brings
 * it here in its own time, so a byte that no program sends is put after it.
 */
static void
read_all(struct tty *t)
{
	static const char can[] = { CAN };
	long end = now_ms() + TTY_PATIENCE_MS;
	size_t before;

	/* There must be room for it. */
	do {
		before = t->nbytes;
		pump(t, 0);
	} while (t->nbytes != before);
	if (write(t->slave, can, sizeof can) < 0)
		die("write to the terminal");
	t->is_ending = true;
	while (t->is_ending && now_ms() < end)
		pump(t, 100);
}

int
tty_wait_exit(struct tty *t)
{
	long end = now_ms() + TTY_PATIENCE_MS;
	int status;

	while (t->is_running && now_ms() < end) {
		pump(t, 20);
		if (waitpid(t->pid, &status, WNOHANG) == t->pid)
			note_end(t, status);
	}
	if (t->is_running)
		return -1;
	read_all(t);
	return t->status;
}

bool
tty_wait_stop(struct tty *t)
{
	long end = now_ms() + TTY_PATIENCE_MS;
	int status;

	while (now_ms() < end) {
		pump(t, 20);
		if (waitpid(t->pid, &status, WNOHANG | WUNTRACED) != t->pid)
			continue;
		read_all(t);
		if (!WIFSTOPPED(status))
			note_end(t, status);
		return WIFSTOPPED(status);
	}
	return false;
}

bool
tty_is_alternate(const struct tty *t)
{
	return t->emu ? t->emu->at == &t->emu->screens[1] : t->is_alternate;
}

bool
tty_is_cursor_visible(const struct tty *t)
{
	return t->emu ? t->emu->is_cursor_visible : t->is_cursor_visible;
}

bool
tty_has_mouse(const struct tty *t)
{
	return t->emu ? t->emu->has_mouse : t->has_mouse;
}

bool
tty_is_canonical(const struct tty *t)
{
	struct termios modes;

	return tcgetattr(t->slave, &modes) == 0 && (modes.c_lflag & ICANON) &&
	    (modes.c_lflag & ECHO);
}

size_t
tty_nbytes(const struct tty *t)
{
	return t->nbytes;
}
