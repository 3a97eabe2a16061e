/*
 * What was reported as kept, a bookmark or whatever else, is never lost: not by kill -9 at any
 * moment, not when others write at the same time, not when writing fails.
 *
 * Children keep things and write the number of each into a pipe once it is
 * safe.  They are killed while they set the next; then all that came through the
 * pipe must be in the file.  SEED=N in the environment repeats a run.
 */
#include "src/library/marks.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/err.h"
#include "src/library/clips.h"
#include "src/library/reading.h"
#include "tests/folder.h"

enum {
	ROUNDS = 40,
	ROUND_MAX = 8,        /* reports before the kill */
	MOMENT_MAX_US = 1000, /* about what setting one takes */
	WRITERS = 4,
	NUMBERS = 100000, /* of all that is kept */
};

static char dir[FOLDER_BYTES];
static unsigned char reported[NUMBERS];

static unsigned
next_random(unsigned *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 8;
}

static int
add_clip(struct marks *m, const struct mark *source)
{
	static const char *const tags[] = { "tide" };
	struct clip c = { .source = *source,
		.passage = { "Ships came in with the tide.", "", "" },
		.note = "to be read again",
		.tags = { tags, 1 } };
	int64_t id;

	return clips_add(m, &c, &id, NULL, NULL);
}

/* By its number it is a bookmark, a clipping or a name. */
static int
add(struct marks *m, unsigned number)
{
	char article[16];
	int64_t id;

	snprintf(article, sizeof article, "%u", number);
	struct mark mark = { .paper = "The Tide Table",
		.date = "2025-05-30",
		.article = article,
		.number = number + 1,
		.quote = "Ships came in with the tide, and left with it." };
	if (number % 3 == 1)
		return add_clip(m, &mark);
	if (number % 3 == 2)
		return follow_set(m, article, true, NULL);
	return marks_add(m, &mark, &id, NULL, NULL);
}

/* In a child: set `step`, 2 * step, ... from `first` until killed or full. */
static void
write_marks(int fd, unsigned first, unsigned step, unsigned max)
{
	char notice[256];
	struct marks *m = marks_open(dir, notice, sizeof notice, NULL);

	for (unsigned i = 0; m && i < max; i++) {
		unsigned number = first + i * step;
		if (number >= NUMBERS || add(m, number) < 0)
			break;
		if (write(fd, &number, sizeof number) != sizeof number)
			break;
	}
	marks_close(m);
	_exit(m ? 0 : 1);
}

static pid_t
start(int *fd, unsigned first, unsigned step, unsigned max, rlim_t nbytes)
{
	int ends[2];

	fflush(NULL);
	assert_int_equal(pipe(ends), 0);
	pid_t pid = fork();
	if (!pid) {
		struct rlimit limit = { nbytes, nbytes };
		close(ends[0]);
		signal(SIGXFSZ, SIG_IGN);
		if (nbytes)
			setrlimit(RLIMIT_FSIZE, &limit);
		write_marks(ends[1], first, step, max);
	}
	assert_true(pid > 0);
	close(ends[1]);
	*fd = ends[0];
	return pid;
}

/* Note all that a child reported; returns the highest number, plus one. */
static unsigned
note_reports(int fd)
{
	unsigned number, end = 0;

	while (read(fd, &number, sizeof number) == sizeof number) {
		reported[number] = 1;
		end = number + 1 > end ? number + 1 : end;
	}
	close(fd);
	return end;
}

/* Note what the writers report until there were `wanted` reports in all. */
static void
await_reports(const int *fds, unsigned wanted, unsigned *next)
{
	struct pollfd polls[WRITERS];
	unsigned number;

	for (unsigned i = 0; i < WRITERS; i++)
		polls[i] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
	for (unsigned seen = 0; seen < wanted;) {
		assert_true(poll(polls, WRITERS, -1) > 0);
		for (unsigned i = 0; i < WRITERS; i++) {
			if (!polls[i].revents)
				continue;
			if (read(fds[i], &number, sizeof number) !=
			    sizeof number)
				fail_msg("writer %u gave up", i);
			reported[number] = 1;
			*next = number + 1 > *next ? number + 1 : *next;
			seen++;
		}
	}
}

static void
note_what_is_there(unsigned char *there, struct marks *m, struct arena *a)
{
	struct clip_list clips;
	size_t n;
	const char *const *names = follow_list(&n, m, a, NULL);

	assert_int_equal(clips_list(m, &clips, "tide", a, NULL), 0);
	for (size_t i = 0; i < clips.n; i++)
		there[atoi(clips.at[i].source.article)] = 1;
	for (size_t i = 0; i < n; i++)
		there[atoi(names[i])] = 1;
}

static size_t
check_all_are_there(void)
{
	struct arena *a = arena_new();
	struct err err = { 0 };
	struct mark_list list;
	char notice[256];
	size_t nreported = 0;
	struct marks *m = marks_open(dir, notice, sizeof notice, &err);

	if (!m || marks_list(m, &list, a, &err) < 0)
		fail_msg("%s", err.msg);
	assert_string_equal(notice, ""); /* so quick_check found it sound */

	unsigned char *there = arena_alloc(a, NUMBERS, 1);
	note_what_is_there(there, m, a);
	for (size_t i = 0; i < list.n; i++)
		there[atoi(list.at[i].article)] = 1;
	for (size_t i = 0; i < NUMBERS; i++) {
		if (reported[i] && !there[i])
			fail_msg("number %zu was reported and is lost", i);
		nreported += reported[i];
	}
	marks_close(m);
	arena_free(a);
	return nreported;
}

static int
setup(void **state)
{
	(void)state;
	memset(reported, 0, sizeof reported);
	test_folder_make(dir);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	test_folder_remove(dir);
	return 0;
}

static void
kill_at_any_moment(void **state)
{
	const char *given = getenv("SEED");
	unsigned seed = given ? (unsigned)atoi(given) : 20250530u;
	unsigned next = 0;
	size_t n = 0;

	(void)state;
	print_message("SEED=%u\n", seed);
	for (int round = 0; round < ROUNDS; round++) {
		pid_t pids[WRITERS];
		int fds[WRITERS];
		for (unsigned i = 0; i < WRITERS; i++)
			pids[i] = start(&fds[i], next + i, WRITERS, NUMBERS, 0);
		await_reports(fds, 1 + next_random(&seed) % ROUND_MAX, &next);
		/* Somewhere in the middle of the next one. */
		struct timespec moment = { 0,
			(long)(next_random(&seed) % MOMENT_MAX_US) * 1000 };
		nanosleep(&moment, NULL);
		for (unsigned i = 0; i < WRITERS; i++)
			kill(pids[i], SIGKILL);
		for (unsigned i = 0; i < WRITERS; i++)
			waitpid(pids[i], NULL, 0);
		for (unsigned i = 0; i < WRITERS; i++) {
			unsigned end = note_reports(fds[i]);
			next = end > next ? end : next;
		}
		next += WRITERS; /* one may be safe and not reported */
		n = check_all_are_there();
	}
	print_message("%zu marks in %d rounds\n", n, ROUNDS);
	assert_true(n >= ROUNDS);
}

static void
writers_at_once_lose_none(void **state)
{
	enum { EACH = 50 };
	pid_t pids[WRITERS];
	int fds[WRITERS], status;

	(void)state;
	for (unsigned i = 0; i < WRITERS; i++)
		pids[i] = start(&fds[i], i, WRITERS, EACH, 0);
	for (unsigned i = 0; i < WRITERS; i++) {
		waitpid(pids[i], &status, 0);
		assert_int_equal(status, 0);
		note_reports(fds[i]);
	}
	assert_int_equal(check_all_are_there(), WRITERS * EACH);
}

/* A file that may not grow stands for a full disk: write() fails. */
static void
no_room_loses_none(void **state)
{
	int fd;

	(void)state;
	for (rlim_t nbytes = 20000; nbytes < 100000; nbytes += 5000) {
		size_t before = check_all_are_there();
		waitpid(
		    start(&fd, (unsigned)before, 1, NUMBERS, nbytes), NULL, 0);
		note_reports(fd);
		check_all_are_there();
	}
	size_t n = check_all_are_there();
	print_message("%zu marks until no room was left\n", n);
	assert_true(n > 50);
	waitpid(start(&fd, (unsigned)n, 1, 5, 0), NULL, 0);
	note_reports(fd);
	assert_int_equal(check_all_are_there(), n + 5);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(kill_at_any_moment),
		TEST(writers_at_once_lose_none),
		TEST(no_room_loses_none),
	};

	return cmocka_run_group_tests_name("marks_kill", tests, NULL, NULL);
}
