/*
 * Benchmarks: what the program costs, each figure as a ratio to a peer that is
 * measured in turn with it in the same run, since machines are noisy and
 * absolute times mean little.  Medians of BENCH_RUNS runs.  A peer that is not
 * installed is said and skipped.
 */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <stddef.h>

enum { BENCH_RUNS = 5 };

/* Milliseconds of the clock on the wall. */
double bench_now(void);

double bench_median(const double *values); /* BENCH_RUNS of them */

/* May `argv` be run?  Looks along $PATH. */
int bench_has(const char *program);

/* Become a program; for a child that was just forked. */
_Noreturn void bench_exec(const char *const *argv);

/* What a command costs that reads `input` (NULL: nothing), its output thrown away. */
struct bench_cost {
	double seconds; /* of CPU: user and system */
	double peak;    /* MB of memory */
};
struct bench_cost bench_cost(const char *const *argv, const char *input);

/* What it costs in a terminal until its first screen stands. */
struct bench_start {
	double ms, cpu_ms;
	double peak; /* MB of memory */
};
struct bench_start bench_start(const char *const *argv);

/*
 * Start, page turn and resize in a pseudo-terminal against a pager, on the
 * file `page`; bytes of a page turn and CPU of the sheet on `text`, a megabyte
 * of long paragraphs.
 */
void bench_terminal(const char *program, const char *page, const char *text);

/* What share of the time each stage takes of setting a text, over and over. */
void bench_stages(const char *title, const char *text, size_t nbytes);

#endif
