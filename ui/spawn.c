#include "ui/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config/i18n.h"
#include "src/base/buf.h"
#include "src/base/err.h"
#include "src/base/mem.h"

enum {
	EXIT_NOT_RUN = 127, /* as shells have it */
	POLL_MS = 50,       /* between looks at whether it has ended */
	PATH_BYTES = 1024,  /* of a program; longer ones are not found */
};

/* --- words ---------------------------------------------------------------------- */

/* One word from *from to *to; false if a quote stays open. */
static bool
split_word(char **from, char **to)
{
	char quote = '\0';
	char *s = *from, *out = *to;

	for (; *s && (quote || (*s != ' ' && *s != '\t')); s++) {
		if (quote && *s == quote)
			quote = '\0';
		else if (!quote && (*s == '\'' || *s == '"'))
			quote = *s;
		else if (*s == '\\' && quote != '\'' && s[1])
			*out++ = *++s;
		else
			*out++ = *s;
	}
	*from = s;
	*to = out;
	return quote == '\0';
}

size_t
spawn_split(char *line, char *words[SPAWN_WORDS])
{
	char *from = line, *to = line;
	size_t n = 0;

	for (;;) {
		from += strspn(from, " \t");
		if (!*from)
			break;
		if (n == SPAWN_WORDS - 1)
			return 0;
		words[n++] = to;
		if (!split_word(&from, &to))
			return 0;
		bool is_end = !*from;
		*to++ = '\0';
		if (is_end)
			break;
		from++;
	}
	words[n] = NULL;
	return n;
}

/* --- running -------------------------------------------------------------------- */

/*
 * While a child has the terminal its Ctrl-C and Ctrl-\ are not ours; and one
 * that does not read what it is given must not end us.
 */
static const int not_ours[] = { SIGINT, SIGQUIT, SIGPIPE };

enum { NOT_OURS = sizeof not_ours / sizeof *not_ours };

static void
ignore_signals(struct sigaction old[NOT_OURS])
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigemptyset(&ignore.sa_mask);
	for (int i = 0; i < NOT_OURS; i++)
		sigaction(not_ours[i], &ignore, &old[i]);
}

static void
heed_signals(const struct sigaction old[NOT_OURS])
{
	for (int i = 0; i < NOT_OURS; i++)
		sigaction(not_ours[i], &old[i], NULL);
}

/*
 * As execvp(), which hands a file that is no program to a shell; this does not.
 * Comes back if there is no such program.
 */
static void
execute(char *const words[])
{
	const char *dirs = getenv("PATH");
	char path[PATH_BYTES];

	if (strchr(words[0], '/')) {
		execv(words[0], words);
		return;
	}
	if (!dirs || !*dirs)
		dirs = "/usr/bin:/bin";
	for (;;) {
		size_t n = strcspn(dirs, ":");
		/* An empty one means the folder at hand: not for us. */
		if (n > 0 && n < sizeof path &&
		    snprintf(path, sizeof path, "%.*s/%s", (int)n, dirs,
			words[0]) < (int)sizeof path)
			execv(path, words);
		if (!dirs[n])
			return;
		dirs += n + 1;
	}
}

static void
run(char *const words[])
{
	static const int reset[] = { SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGHUP,
		SIGWINCH, SIGTSTP, SIGCONT };

	for (size_t i = 0; i < sizeof reset / sizeof *reset; i++)
		signal(reset[i], SIG_DFL);
	execute(words);
	_exit(EXIT_NOT_RUN);
}

static int
judge(int status, const char *name, struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NOT_RUN)
		return err_set(
		    err, ERR_NOT_FOUND, _("%s could not be run"), name);
	if (WIFEXITED(status))
		return err_set(err, ERR_SYS, _("%s ended with status %d"), name,
		    WEXITSTATUS(status));
	return err_set(err, ERR_SYS, _("%s was ended by signal %d"), name,
	    WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

static void
wait_for(pid_t child, int *status)
{
	while (waitpid(child, status, 0) < 0 && errno == EINTR)
		continue;
}

/* --- as a filter ----------------------------------------------------------------- */

struct pipes {
	int in[2];  /* to the child */
	int out[2]; /* from it */
};

static int
open_pipes(struct pipes *p, struct err *err)
{
	if (pipe(p->in) != 0)
		return err_sys(err, "pipe");
	if (pipe(p->out) != 0) {
		close(p->in[0]);
		close(p->in[1]);
		return err_sys(err, "pipe");
	}
	fcntl(p->in[1], F_SETFD, FD_CLOEXEC);
	fcntl(p->out[0], F_SETFD, FD_CLOEXEC);
	fcntl(p->in[1], F_SETFL, O_NONBLOCK);
	fcntl(p->out[0], F_SETFL, O_NONBLOCK);
	return 0;
}

/* False when there is no more to come. */
static bool
take_output(int fd, struct buf *printed)
{
	char bytes[4096];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		if (printed->n < SPAWN_OUTPUT)
			buf_add(printed, bytes, (size_t)n);
	return n < 0 && (errno == EAGAIN || errno == EINTR);
}

/* False when all is given, or nobody takes it. */
static bool
give_input(int fd, const char **input, size_t *nbytes)
{
	while (*nbytes > 0) {
		ssize_t n = write(fd, *input, *nbytes);
		if (n < 0)
			return errno == EAGAIN || errno == EINTR;
		*input += n;
		*nbytes -= (size_t)n;
	}
	return false;
}

/*
 * To the end of the child, not of its output: a program that stays in the
 * background (xclip) keeps that open.
 */
static void
talk(pid_t child, struct pipes *p, struct buf *printed, const char *input,
    size_t nbytes, int *status)
{
	struct pollfd fds[] = {
		{ .fd = p->out[0], .events = POLLIN },
		{ .fd = p->in[1], .events = POLLOUT },
	};

	for (;;) {
		if (fds[1].fd >= 0 && !give_input(p->in[1], &input, &nbytes)) {
			close(p->in[1]);
			fds[1].fd = -1;
		}
		if (fds[0].fd >= 0 && !take_output(p->out[0], printed))
			fds[0].fd = -1;
		if (waitpid(child, status, WNOHANG) == child)
			break;
		poll(fds, 2, POLL_MS);
	}
	take_output(p->out[0], printed);
	close(p->out[0]);
	if (fds[1].fd >= 0)
		close(p->in[1]);
}

/* The child's side of it: does not come back. */
static void
run_between(const struct pipes *p, char *const words[])
{
	dup2(p->in[0], STDIN_FILENO);
	dup2(p->out[1], STDOUT_FILENO);
	dup2(p->out[1], STDERR_FILENO);
	close(p->in[0]);
	close(p->out[1]);
	run(words);
}

static int
filter(struct buf *printed, char *const words[], const char *input,
    size_t nbytes, struct err *err)
{
	struct sigaction old[NOT_OURS];
	struct pipes p;
	int status = 0;

	if (open_pipes(&p, err) != 0)
		return -1;
	ignore_signals(old);
	pid_t child = fork();
	if (child == 0)
		run_between(&p, words);
	close(p.in[0]);
	close(p.out[1]);
	if (child < 0) {
		err_sys(err, words[0]);
		close(p.in[1]);
		close(p.out[0]);
	} else {
		talk(child, &p, printed, input, nbytes, &status);
	}
	heed_signals(old);
	return child < 0 ? -1 : judge(status, words[0], err);
}

int
spawn_filter(struct buf *printed, const char *command, const char *input,
    size_t nbytes, struct err *err)
{
	char *line = xstrdup(command);
	char *words[SPAWN_WORDS];
	int result;

	if (spawn_split(line, words) == 0)
		result = err_set(err, ERR_USAGE, "%s",
		    _("no command, or a quote is not closed"));
	else
		result = filter(printed, words, input, nbytes, err);
	free(line);
	return result;
}

static int
run_and_wait(char *const words[], struct err *err)
{
	struct sigaction old[NOT_OURS];
	int status = 0;

	ignore_signals(old);
	pid_t child = fork();
	if (child == 0)
		run(words);
	if (child < 0)
		err_sys(err, words[0]);
	else
		wait_for(child, &status);
	heed_signals(old);
	return child < 0 ? -1 : judge(status, words[0], err);
}

int
spawn_on_terminal(const char *command, const char *file, struct err *err)
{
	char *line = xstrdup(command);
	char *last = xstrdup(file);
	char *words[SPAWN_WORDS];
	size_t n = spawn_split(line, words);
	int result;

	if (n == 0 || n + 1 == SPAWN_WORDS) {
		result = err_set(err, ERR_USAGE,
		    _("%s is no command; see the option editor"), command);
	} else {
		words[n] = last;
		words[n + 1] = NULL;
		result = run_and_wait(words, err);
	}
	free(line);
	free(last);
	return result;
}
