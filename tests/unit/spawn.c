#include "ui/spawn.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "src/base/buf.h"
#include "src/base/err.h"
#include "tests/folder.h"

struct split_case {
	const char *line;
	const char *words; /* each in [] */
};

static const struct split_case split_cases[] = {
	{ "", "" },
	{ "   ", "" },
	{ "vi", "[vi]" },
	{ " emacs -nw  x ", "[emacs][-nw][x]" },
	{ "a 'b c' \"d e\"", "[a][b c][d e]" },
	{ "a'b'c", "[abc]" },
	{ "a ''", "[a][]" },
	{ "a\\ b c", "[a b][c]" },
	{ "'a\\b'", "[a\\b]" },
	{ "\"a\\\"b\"", "[a\"b]" },
	{ "a 'b", "" }, /* a quote stays open */
	{ "a;b $HOME `x` | y", "[a;b][$HOME][`x`][|][y]" }, /* no shell */
	{ "中文 词", "[中文][词]" },
};

static void
split_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof split_cases / sizeof *split_cases; i++) {
		char line[128], out[256] = "";
		char *words[SPAWN_WORDS];
		snprintf(line, sizeof line, "%s", split_cases[i].line);
		size_t n = spawn_split(line, words);
		for (size_t k = 0; k < n; k++) {
			size_t used = strlen(out);
			snprintf(
			    out + used, sizeof out - used, "[%s]", words[k]);
		}
		if (strcmp(out, split_cases[i].words) != 0)
			fail_msg("%s: got %s", split_cases[i].line, out);
	}
}

static void
too_many_words_are_refused(void **state)
{
	char line[4 * SPAWN_WORDS] = "";
	char *words[SPAWN_WORDS];

	(void)state;
	for (int i = 0; i < SPAWN_WORDS; i++)
		strcat(line, "a ");
	assert_int_equal(spawn_split(line, words), 0);
}

static int
filter(struct buf *out, const char *command, const char *input, size_t n)
{
	struct err err = { 0 };

	buf_init(out);
	return spawn_filter(out, command, input, n, &err);
}

static void
a_filter_gets_all_and_gives_all(void **state)
{
	enum { MANY = 200000 }; /* more than a pipe holds */
	char *input = malloc(MANY);
	struct buf out;

	(void)state;
	memset(input, 'x', MANY);
	assert_int_equal(filter(&out, "cat", input, MANY), 0);
	assert_int_equal(out.n, MANY);
	buf_fini(&out);
	assert_int_equal(filter(&out, "wc -c", input, MANY), 0);
	assert_int_equal(atoi(buf_str(&out)), MANY);
	buf_fini(&out);
	/* One that takes nothing at all does not keep us. */
	assert_int_equal(filter(&out, "true", input, MANY), 0);
	buf_fini(&out);
	free(input);
}

static void
failures_say_why(void **state)
{
	struct err err = { 0 };
	struct buf out;

	(void)state;
	buf_init(&out);
	assert_int_equal(spawn_filter(&out, "false", "", 0, &err), -1);
	assert_string_equal(err.msg, "false ended with status 1");
	assert_int_equal(
	    spawn_filter(&out, "no-such-program", "", 0, &err), -1);
	assert_string_equal(err.msg, "no-such-program could not be run");
	assert_int_equal(spawn_filter(&out, "'", "", 0, &err), -1);
	assert_int_equal(
	    spawn_filter(&out, "sh -c 'kill -9 $$'", "", 0, &err), -1);
	assert_string_equal(err.msg, "sh was ended by signal 9");
	buf_fini(&out);
}

/* execvp() would let a shell read it. */
static void
no_shell_runs_what_is_no_program(void **state)
{
	char dir[FOLDER_BYTES], command[FOLDER_BYTES + 16];
	struct err err = { 0 };
	struct buf out;

	(void)state;
	buf_init(&out);
	test_folder_make(dir);
	test_file_write(dir, "script", "echo a shell was here\n", 22);
	snprintf(command, sizeof command, "%s/script", dir);
	assert_int_equal(chmod(command, 0700), 0);
	assert_int_equal(spawn_filter(&out, command, "", 0, &err), -1);
	setenv("PATH", dir, 1);
	assert_int_equal(spawn_filter(&out, "script", "", 0, &err), -1);
	assert_string_equal(buf_str(&out), "");
	test_folder_remove(dir);
	buf_fini(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(split_table),
		cmocka_unit_test(too_many_words_are_refused),
		cmocka_unit_test(a_filter_gets_all_and_gives_all),
		cmocka_unit_test(failures_say_why),
		cmocka_unit_test(no_shell_runs_what_is_no_program),
	};

	return cmocka_run_group_tests_name("spawn", tests, NULL, NULL);
}
