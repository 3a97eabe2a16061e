#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

/*
 * State that only handlers need.  The pipe is non-blocking: a full one
 * already holds more signals than anybody has to know of.
 */
static int pipe_fds[2] = { -1, -1 };
static int terminal_fd = -1;
static volatile sig_atomic_t crash_fd = -1;
static struct termios crash_modes;
static const char *crash_bytes;
static size_t crash_nbytes;

static void
on_signal(int number)
{
	int saved = errno;
	unsigned char byte = (unsigned char)number;
	ssize_t n = write(pipe_fds[1], &byte, 1);

	(void)n;
	errno = saved;
}

static void
on_crash(int number)
{
	int fd = crash_fd;

	if (fd >= 0) {
		crash_fd = -1;
		ssize_t n = write(fd, crash_bytes, crash_nbytes);
		(void)n;
		tcsetattr(fd, TCSANOW, &crash_modes);
	}
	/* SA_RESETHAND has put the default back: die of it now. */
	raise(number);
}

static void
catch_with(int number, void (*handler)(int), int flags)
{
	struct sigaction sa = { .sa_handler = handler, .sa_flags = flags };

	sigemptyset(&sa.sa_mask);
	sigaction(number, &sa, NULL);
}

int
signals_catch(void)
{
	static const int to_pipe[] = { SIGWINCH, SIGTERM, SIGHUP, SIGINT,
		SIGQUIT, SIGCONT };

	if (pipe_fds[0] < 0 && pipe(pipe_fds) == 0)
		for (int i = 0; i < 2; i++) {
			fcntl(pipe_fds[i], F_SETFL, O_NONBLOCK);
			fcntl(pipe_fds[i], F_SETFD, FD_CLOEXEC);
		}
	for (size_t i = 0; i < sizeof to_pipe / sizeof *to_pipe; i++)
		catch_with(to_pipe[i], on_signal, SA_RESTART);
	catch_with(SIGPIPE, SIG_IGN, 0);
	return pipe_fds[0];
}

void
signals_remember_terminal(int fd)
{
	terminal_fd = tcgetattr(fd, &crash_modes) == 0 ? fd : -1;
}

void
signals_restore_on_crash(const char *bytes, size_t nbytes)
{
	static const int crashes[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE,
		SIGILL };

	crash_bytes = bytes;
	crash_nbytes = nbytes;
	crash_fd = terminal_fd;
	for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
		catch_with(
		    crashes[i], on_crash, (int)SA_RESETHAND | SA_NODEFER);
}

void
signals_forget_terminal(void)
{
	crash_fd = -1;
}
