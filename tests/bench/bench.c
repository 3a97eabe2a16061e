/*
 * Benchmarks: what the program costs, each figure as a ratio to a peer that is
 * measured in turn with it in the same run, since machines are noisy and
 * absolute times mean little.  Medians of RUNS runs.  Never part of `check`.
 *
 *	bench PROGRAM PAGE
 *
 * Terminal figures: a pseudo-terminal of 40 x 120; from exec (key, resize) to
 * the last byte before QUIET_MS of silence.  Text figures: user and system time
 * of the whole process on 10 MB made from PAGE.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 7, QUIET_MS = 60, TEXT_BYTES = 10 * 1000 * 1000, MAX_ARGS = 12 };

struct figures {
	double first, key, resize; /* ms */
};

static double
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(const double *values)
{
	double sorted[RUNS];

	memcpy(sorted, values, sizeof sorted);
	qsort(sorted, RUNS, sizeof *sorted, by_value);
	return sorted[RUNS / 2];
}

static void
set_size(int fd, int rows, int cols)
{
	struct winsize w = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)cols };

	ioctl(fd, TIOCSWINSZ, &w);
}

/* The time of the last byte before the output falls silent. */
static double
settle(int fd)
{
	double last = now_ms();
	char bytes[65536];

	for (;;) {
		struct pollfd p = { .fd = fd, .events = POLLIN };
		if (poll(&p, 1, QUIET_MS) <= 0)
			return last;
		if (read(fd, bytes, sizeof bytes) <= 0)
			return last;
		last = now_ms();
	}
}

static pid_t
start(const char *const *argv, int *master)
{
	*master = posix_openpt(O_RDWR | O_NOCTTY);
	if (*master < 0 || grantpt(*master) || unlockpt(*master))
		exit(1);
	int slave = open(ptsname(*master), O_RDWR | O_NOCTTY);
	set_size(*master, 40, 120);
	pid_t pid = fork();
	if (pid == 0) {
		union {
			const char *const *in;
			char *const *out;
		} args = { .in = argv };
		setsid();
		ioctl(slave, TIOCSCTTY, 0);
		for (int fd = 0; fd < 3; fd++)
			dup2(slave, fd);
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execvp(args.out[0], args.out);
		_exit(127);
	}
	close(slave);
	return pid;
}

static void
session(const char *const *argv, struct figures *f)
{
	int fd, status;
	double begin = now_ms();
	pid_t pid = start(argv, &fd);

	f->first = settle(fd) - begin;
	begin = now_ms();
	if (write(fd, " ", 1) != 1)
		exit(1);
	f->key = settle(fd) - begin;
	begin = now_ms();
	set_size(fd, 50, 100);
	kill(pid, SIGWINCH);
	f->resize = settle(fd) - begin;
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	close(fd);
}

static void
compare_on_terminal(const char *const *ours, const char *const *peer)
{
	double first[2][RUNS], key[2][RUNS], resize[2][RUNS];

	for (int i = 0; i < RUNS; i++)
		for (int who = 0; who < 2; who++) {
			struct figures f;
			session(who ? peer : ours, &f);
			first[who][i] = f.first;
			key[who][i] = f.key;
			resize[who][i] = f.resize;
		}
	const struct {
		const char *name;
		double (*values)[RUNS];
	} rows[] = { { "start to first sheet", first },
		{ "Space to repaint", key }, { "resize to repaint", resize } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		printf("%-22s %8.2f ms  %6.2f x %s (%.2f ms)\n", rows[i].name,
		    median(rows[i].values[0]),
		    median(rows[i].values[0]) / median(rows[i].values[1]),
		    peer[0], median(rows[i].values[1]));
}

/* CPU of a command whose output is thrown away, and its peak memory. */
static double
cpu_of(const char *const *argv, long *peak_kb)
{
	struct rusage before, after;
	int status;

	getrusage(RUSAGE_CHILDREN, &before);
	pid_t pid = fork();
	if (pid == 0) {
		union {
			const char *const *in;
			char *const *out;
		} args = { .in = argv };
		int null = open("/dev/null", O_RDWR);
		for (int fd = 0; fd < 3; fd++)
			dup2(null, fd);
		execvp(args.out[0], args.out);
		_exit(127);
	}
	struct rusage own;
	wait4(pid, &status, 0, &own);
	getrusage(RUSAGE_CHILDREN, &after);
	*peak_kb = own.ru_maxrss;
	if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
		return -1;
	return (double)(own.ru_utime.tv_sec + own.ru_stime.tv_sec) +
	    (double)(own.ru_utime.tv_usec + own.ru_stime.tv_usec) / 1e6;
}

static void
compare_on_text(
    const char *name, const char *const *ours, const char *const *peer)
{
	long peak, peer_peak;
	double a = cpu_of(ours, &peak);
	double b = cpu_of(peer, &peer_peak);

	if (a < 0 || b < 0) {
		printf(
		    "%-22s %s is not here\n", name, a < 0 ? ours[0] : peer[0]);
		return;
	}
	printf("%-22s %8.1f MB/s  %5.2f x as fast as %s (%.1f MB/s); "
	       "peak %ld MB\n",
	    name, TEXT_BYTES / 1e6 / a, b / a, peer[0], TEXT_BYTES / 1e6 / b,
	    peak / 1024);
}

/* PAGE over and over, to TEXT_BYTES. */
static int
make_text(const char *page, const char *out)
{
	FILE *in = fopen(page, "r"), *f = fopen(out, "w");
	char *bytes = malloc(TEXT_BYTES);
	size_t n = in && bytes ? fread(bytes, 1, TEXT_BYTES, in) : 0;

	if (n == 0 || !f)
		return -1;
	for (size_t done = 0; done < TEXT_BYTES; done += n)
		fwrite(bytes, 1, n, f);
	free(bytes);
	fclose(in);
	return fclose(f);
}

int
main(int argc, char **argv)
{
	char text[] = "/tmp/broadsheet-bench-XXXXXX";

	if (argc != 3) {
		fputs("usage: bench PROGRAM PAGE\n", stderr);
		return 2;
	}
	const char *page = argv[2];
	const char *read_it[] = { argv[1], "--config=-", page, NULL };
	const char *less[] = { "less", page, NULL };
	const char *w3m[] = { "w3m", page, NULL };
	compare_on_terminal(read_it, less);
	compare_on_terminal(read_it, w3m);
	int fd = mkstemp(text);
	if (fd < 0 || close(fd) != 0 || make_text(page, text) != 0) {
		perror(text);
		return 1;
	}
	const char *set_it[] = { argv[1], "print", "--measure=36",
		"--color=never", text, NULL };
	const char *dump[] = { "w3m", "-dump", "-cols", "36", "-o",
		"fold_line=1", text, NULL };
	const char *gq[] = { "vim", "-u", "NONE", "-es", "-c",
		"set enc=utf-8 tw=36 fo=tqmM]", "-c", "normal gggqG", "-c",
		"q!", text, NULL };
	compare_on_text("10 MB set", set_it, dump);
	compare_on_text("10 MB set", set_it, gq);
	unlink(text);
	return 0;
}
