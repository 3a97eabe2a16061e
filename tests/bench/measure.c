/* What benchmarks share: clocks, medians, processes. */
#include "tests/bench/bench.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double
bench_now(void)
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

double
bench_median(const double *values)
{
	double sorted[BENCH_RUNS];

	memcpy(sorted, values, sizeof sorted);
	qsort(sorted, BENCH_RUNS, sizeof *sorted, by_value);
	return sorted[BENCH_RUNS / 2];
}

int
bench_has(const char *program)
{
	char path[4096];

	if (strchr(program, '/'))
		return access(program, X_OK) == 0;
	for (const char *p = getenv("PATH"); p && *p;) {
		size_t n = strcspn(p, ":");
		snprintf(path, sizeof path, "%.*s/%s", (int)n, p, program);
		if (access(path, X_OK) == 0)
			return 1;
		p += n + (p[n] == ':');
	}
	return 0;
}

_Noreturn void
bench_exec(const char *const *argv)
{
	union {
		const char *const *in;
		char *const *out;
	} args = { .in = argv };

	execvp(args.out[0], args.out);
	_exit(127);
}

/* --- what a command costs --------------------------------------------------- */

struct bench_cost
bench_cost(const char *const *argv, const char *input)
{
	struct rusage used;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		int in = open(input ? input : "/dev/null", O_RDONLY);
		int out = open("/dev/null", O_WRONLY);
		dup2(in, 0);
		dup2(out, 1);
		dup2(out, 2);
		bench_exec(argv);
	}
	wait4(pid, &status, 0, &used);
	return (struct bench_cost){
		(double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
		    (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) /
			1e6,
		(double)used.ru_maxrss / 1024,
	};
}
