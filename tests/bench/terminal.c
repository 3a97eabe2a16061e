/* In a pseudo-terminal of 40 x 120. */
#include "tests/bench/bench.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vterm.h>

enum { ROWS = 40, COLS = 120, QUIET_MS = 60, MOST_MS = 5000 };

/* A program in a terminal, and what it has written. */
struct session {
	pid_t pid;
	int fd;
	VTerm *vt;
	size_t nbytes;
	double last; /* when the last of them came */
};

static void
set_size(int fd, int rows, int cols)
{
	struct winsize w = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	ioctl(fd, TIOCSWINSZ, &w);
}

/* Read until the program falls silent. */
static void
settle(struct session *s)
{
	char bytes[65536];
	ssize_t n;

	for (;;) {
		struct pollfd p = { .fd = s->fd, .events = POLLIN };
		if (poll(&p, 1, QUIET_MS) <= 0)
			return;
		n = read(s->fd, bytes, sizeof bytes);
		if (n <= 0)
			return;
		vterm_input_write(s->vt, bytes, (size_t)n);
		s->nbytes += (size_t)n;
		s->last = bench_now();
	}
}

static void
start(struct session *s, const char *const *argv)
{
	s->fd = posix_openpt(O_RDWR | O_NOCTTY);
	if (s->fd < 0 || grantpt(s->fd) || unlockpt(s->fd))
		exit(1);
	int slave = open(ptsname(s->fd), O_RDWR | O_NOCTTY);
	set_size(s->fd, ROWS, COLS);
	s->pid = fork();
	if (s->pid == 0) {
		setsid();
		ioctl(slave, TIOCSCTTY, 0);
		for (int fd = 0; fd < 3; fd++)
			dup2(slave, fd);
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		bench_exec(argv);
	}
	close(slave);
	s->nbytes = 0;
	s->last = bench_now();
	s->vt = vterm_new(ROWS, COLS);
	vterm_set_utf8(s->vt, 1);
	vterm_screen_reset(vterm_obtain_screen(s->vt), 1);
}

static void
end(struct session *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	close(s->fd);
	vterm_free(s->vt);
}

/* Milliseconds of CPU so far; 0 where the system does not say. */
static double
cpu_ms(pid_t pid)
{
	char path[64];
	double ns = 0;

	snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
	FILE *f = fopen(path, "r");
	if (f && fscanf(f, "%lf", &ns) != 1)
		ns = 0;
	if (f)
		fclose(f);
	return ns / 1e6;
}

static size_t
count_cells(struct session *s)
{
	VTermScreen *screen = vterm_obtain_screen(s->vt);
	size_t n = 0;

	for (int row = 0; row < ROWS; row++)
		for (int col = 0; col < COLS; col++) {
			VTermScreenCell c;
			VTermPos at = { .row = row, .col = col };
			vterm_screen_get_cell(screen, at, &c);
			/* The right half of a wide one has ~0. */
			n += c.chars[0] != 0 && c.chars[0] != ' ';
		}
	return n;
}

/* The most memory so far, in MB; 0 where the system does not say. */
static double
peak_mb(pid_t pid)
{
	char path[64], line[256];
	double kb = 0;

	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "VmHWM: %lf kB", &kb) == 1)
			break;
	if (f)
		fclose(f);
	return kb / 1024;
}

struct bench_start
bench_start(const char *const *argv)
{
	struct bench_start out;
	struct session s;
	double begin = bench_now();

	start(&s, argv);
	do
		settle(&s);
	while (count_cells(&s) == 0 && bench_now() - begin < MOST_MS);
	out.ms = s.last - begin;
	out.cpu_ms = cpu_ms(s.pid);
	out.peak = peak_mb(s.pid);
	end(&s);
	return out;
}

enum figure { FIRST, FIRST_CPU, KEY, BYTES, RESIZE, RESIZE_CPU, NFIGURES };

static const struct {
	const char *name;
	const char *unit;
} figures[NFIGURES] = {
	[FIRST] = { "start to first sheet", "ms" },
	[FIRST_CPU] = { "  CPU of it", "ms" },
	[KEY] = { "Space to repaint", "ms" },
	[BYTES] = { "  bytes a cell of it", "" },
	[RESIZE] = { "resize to repaint", "ms" },
	[RESIZE_CPU] = { "  CPU of it", "ms" },
};

static void
press(struct session *s, const char *key)
{
	s->nbytes = 0;
	if (write(s->fd, key, strlen(key)) < 0)
		exit(1);
	settle(s);
}

static void
measure(const char *const *argv, double values[NFIGURES])
{
	struct session s;
	double begin = bench_now();

	start(&s, argv);
	do
		settle(&s);
	while (count_cells(&s) == 0 && bench_now() - begin < MOST_MS);
	values[FIRST] = s.last - begin;
	values[FIRST_CPU] = cpu_ms(s.pid);

	begin = bench_now();
	press(&s, " ");
	values[KEY] = s.last - begin;
	size_t ncells = count_cells(&s);
	values[BYTES] = ncells ? (double)s.nbytes / (double)ncells : 0;

	double cpu = cpu_ms(s.pid);
	begin = bench_now();
	vterm_set_size(s.vt, ROWS + 10, COLS - 20);
	set_size(s.fd, ROWS + 10, COLS - 20);
	kill(s.pid, SIGWINCH);
	settle(&s);
	values[RESIZE] = s.last - begin;
	values[RESIZE_CPU] = cpu_ms(s.pid) - cpu;
	end(&s);
}

static void
compare(const char *title, const char *const *ours, const char *const *peer)
{
	double us[NFIGURES][BENCH_RUNS], them[NFIGURES][BENCH_RUNS];

	if (!bench_has(peer[0])) {
		printf("%s: %s is not here\n", title, peer[0]);
		return;
	}
	for (int run = 0; run < BENCH_RUNS; run++)
		for (int who = 0; who < 2; who++) {
			double values[NFIGURES];
			measure(who ? peer : ours, values);
			for (int i = 0; i < NFIGURES; i++)
				(who ? them : us)[i][run] = values[i];
		}
	printf("%s, against %s\n", title, peer[0]);
	for (int i = 0; i < NFIGURES; i++) {
		double a = bench_median(us[i]), b = bench_median(them[i]);
		printf("  %-22s %8.2f %-2s %6.2f x (%.2f)\n", figures[i].name,
		    a, figures[i].unit, b > 0 ? a / b : 0, b);
	}
}

void
bench_terminal(const char *program, const char *page, const char *text)
{
	const char *const read_page[] = { program, "--config=-", page, NULL };
	const char *const read_text[] = { program, "--config=-",
		"--view=article", "--reader=native", text, NULL };
	const char *const less_page[] = { "less", page, NULL };
	const char *const less_text[] = { "less", text, NULL };
	const char *const w3m_page[] = { "w3m", page, NULL };

	compare("a page", read_page, less_page);
	compare("a page", read_page, w3m_page);
	compare("1 MB", read_text, less_text);
}
