/* Arenas, buffers, errors, diagnostics, the nearest name, whole writes. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "src/base/arena.h"
#include "src/base/buf.h"
#include "src/base/diag.h"
#include "src/base/err.h"
#include "src/base/fd.h"
#include "src/base/nearest.h"

static void
arena_gives_zeroed_aligned_memory(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t n = 1; n < 5000; n += 37) {
		unsigned char *p = arena_array(a, unsigned char, n);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xA5, n);
	}
	arena_free(a);
}

static void
arena_keeps_what_it_gave(void **state)
{
	struct arena *a = arena_new();
	char *first = arena_strdup(a, "first");
	size_t before = arena_nbytes(a);

	(void)state;
	char *big = arena_alloc(a, 1, 1 << 20);
	big[0] = 'x';
	assert_string_equal(first, "first");
	assert_true(arena_nbytes(a) >= before + (1 << 20));
	assert_string_equal(arena_printf(a, "%s-%d", "n", 7), "n-7");
	assert_null(arena_strdup(a, NULL));
	arena_reset(a);
	assert_true(arena_nbytes(a) < 4 << 20);
	arena_free(a);
}

static void
buf_grows_and_stays_terminated(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b);
	assert_string_equal(buf_str(&b), "");
	for (int i = 0; i < 1000; i++)
		buf_addf(&b, "%d,", i);
	assert_int_equal(strlen(buf_str(&b)), b.n);
	assert_memory_equal(b.bytes, "0,1,2,", 6);
	buf_cut(&b, 3);
	assert_string_equal(buf_str(&b), "0,1");
	buf_add_cp(&b, 0x4E2D);
	buf_addc(&b, '!');
	char *taken = buf_take(&b);
	assert_string_equal(taken, "0,1\xE4\xB8\xAD!");
	assert_int_equal(b.n, 0);
	free(taken);
	buf_fini(&b);
}

static void
err_says_where(void **state)
{
	struct err e;
	char out[600];

	(void)state;
	assert_int_equal(err_at(&e, "a.txt", 3, 7, "bad %s", "line"), -1);
	assert_string_equal(
	    err_format(&e, out, sizeof out), "a.txt:3:7: bad line");
	e.col = 0;
	assert_string_equal(
	    err_format(&e, out, sizeof out), "a.txt:3: bad line");
	err_wrap(&e, "reading");
	e.line = 0;
	assert_string_equal(
	    err_format(&e, out, sizeof out), "a.txt: reading: bad line");
	assert_int_equal(err_set(NULL, ERR_LIMIT, "nobody cares"), -1);
	err_set(&e, ERR_LIMIT, "%s", "too big");
	assert_int_equal(e.code, ERR_LIMIT);
	assert_string_equal(err_format(&e, out, sizeof out), "too big");
}

static void
diag_is_bounded(void **state)
{
	struct diag d, other;

	(void)state;
	diag_init(&d);
	diag_init(&other);
	assert_false(diag_has(&d, DIAG_NOTE));
	for (int i = 0; i < DIAG_MAX + 5; i++)
		diag_add(&d, DIAG_NOTE, "f", 1, 0, "n%d", i);
	assert_int_equal(d.n, DIAG_MAX);
	assert_int_equal(d.ndropped, 5);
	assert_true(diag_has(&d, DIAG_NOTE));
	assert_false(diag_has(&d, DIAG_WARNING));
	diag_add(&d, DIAG_LOST, "f", 1, 0, "lost");
	assert_true(diag_has(&d, DIAG_LOST));
	assert_int_equal(d.n, DIAG_MAX);
	d.items[DIAG_MAX - 1].level = DIAG_NOTE;
	d.ndropped--;
	diag_add(&other, DIAG_LOST, NULL, 0, 0, "lost");
	diag_append(&other, &d);
	assert_int_equal(other.n, DIAG_MAX);
	assert_int_equal(other.ndropped, 6);
	assert_true(diag_has(&other, DIAG_LOST));
	diag_add(NULL, DIAG_LOST, NULL, 0, 0, "nobody listens");
	diag_fini(&d);
	diag_fini(&other);
}

static void
nearest_finds_slips_only(void **state)
{
	static const char *const names[] = { "columns", "colors", "color",
		"measure", NULL };

	(void)state;
	assert_string_equal(nearest_name("colums", names), "columns");
	assert_string_equal(nearest_name("measrue", names), "measure");
	assert_string_equal(nearest_name("color", names), "color");
	assert_null(nearest_name("xyz", names));
	assert_null(nearest_name("", names));
}

/* A pipe holds 64 kB; the child reads what does not fit at once. */
static void
writes_wait_for_who_reads(void **state)
{
	enum { NBYTES = 300000 };
	char *bytes = calloc(NBYTES, 1);
	int fds[2], status;

	(void)state;
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(fcntl(fds[1], F_SETFL, O_NONBLOCK), 0);
	pid_t pid = fork();
	if (pid == 0) {
		size_t sum = 0;
		ssize_t n;
		close(fds[1]);
		while ((n = read(fds[0], bytes, NBYTES)) > 0)
			sum += (size_t)n;
		_exit(sum == NBYTES ? 0 : 1);
	}
	close(fds[0]);
	assert_int_equal(fd_write_all(fds[1], bytes, NBYTES), 0);
	close(fds[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(arena_keeps_what_it_gave),
		cmocka_unit_test(buf_grows_and_stays_terminated),
		cmocka_unit_test(err_says_where),
		cmocka_unit_test(diag_is_bounded),
		cmocka_unit_test(nearest_finds_slips_only),
		cmocka_unit_test(writes_wait_for_who_reads),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
