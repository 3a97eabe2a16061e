#include "ui/probe_ask.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "src/base/buf.h"
#include "src/base/fd.h"
#include "ui/osc.h"

enum { GRACE_MS = 50 }; /* more, for the rest of a reply that has begun */

bool
probe_may_ask(const char *term)
{
	return term && *term && osc_is_understood(term);
}

/* Send a question, which is freed. */
static bool
send_question(int fd, struct buf *question)
{
	bool sent = fd_write_all(fd, buf_str(question), question->n) == 0;

	buf_fini(question);
	return sent;
}

static long
now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (long)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Read once, waiting for `ms`; false when nothing more will come. */
static bool
read_some(struct probe_reader *r, int fd, int ms, struct buf *typed)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char bytes[512];
	int ready = poll(&p, 1, ms);

	if (ready < 0)
		return errno == EINTR;
	if (ready == 0)
		return true;
	ssize_t n = read(fd, bytes, sizeof bytes);
	if (n <= 0)
		return n < 0 && (errno == EINTR || errno == EAGAIN);
	probe_read(r, bytes, (size_t)n, typed);
	return true;
}

static void
ask_and_wait(struct probe_reader *r, int keys_fd, int screen_fd,
    struct buf *question, struct buf *typed)
{
	long end = now_ms() + PROBE_LIMIT_MS;

	if (!send_question(screen_fd, question))
		return;
	while (!r->is_over) {
		long left = end - now_ms();
		if (left <= 0 && probe_is_amid(r))
			left += GRACE_MS;
		if (left <= 0 || !read_some(r, keys_fd, (int)left, typed))
			break;
	}
	probe_end(r, typed);
}

void
probe_ask(struct probe_reader *r, int n, int keys_fd, int screen_fd,
    struct buf *typed)
{
	struct buf question;

	buf_init(&question);
	probe_question(&question, n, false);
	probe_begin(r, n);
	ask_and_wait(r, keys_fd, screen_fd, &question, typed);
}

int
probe_ask_alone(struct probe_reader *r, int keys_fd, int screen_fd)
{
	struct termios modes, raw;
	sigset_t all, before;
	struct buf question, typed;

	if (tcgetattr(keys_fd, &modes) != 0)
		return -1;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	raw = modes;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
	raw.c_iflag &= ~(tcflag_t)(IXON | ICRNL | INLCR | IGNCR);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(keys_fd, TCSADRAIN, &raw);
	buf_init(&typed);
	buf_init(&question);
	probe_question(&question, PROBE_ALL, true);
	probe_begin(r, PROBE_ALL);
	ask_and_wait(r, keys_fd, screen_fd, &question, &typed);
	buf_fini(&typed);
	tcsetattr(keys_fd, TCSAFLUSH, &modes);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return 0;
}

void
probe_ask_again(int screen_fd)
{
	struct buf question;

	buf_init(&question);
	probe_question(&question, PROBE_NONE, false);
	/* A terminal that cannot be written to shows up as an end of input. */
	(void)send_question(screen_fd, &question);
}
