#include "tests/tty/session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

int
session_set_up(void **state)
{
	struct session *s = calloc(1, sizeof *s);
	const char *build = getenv("B");
	char cwd[FOLDER_BYTES / 2];

	if (!s || !getcwd(cwd, sizeof cwd))
		return -1;
	test_folder_make(s->folder);
	snprintf(s->program, sizeof s->program, "%s/%s/broadsheet", cwd,
	    build ? build : "build");
	*state = s;
	return 0;
}

int
session_tear_down(void **state)
{
	struct session *s = *state;

	if (s->tty)
		tty_free(s->tty);
	test_folder_remove(s->folder);
	free(s);
	return 0;
}

void
session_start(struct session *s, const struct session_how *how)
{
	const char *argv[12] = { s->program, "--config=-" };
	char term[64], data[FOLDER_BYTES + 32], cache[FOLDER_BYTES + 32];
	const char *env[] = { term, data, cache, "LANG=C.UTF-8", NULL };
	int n = 2;

	for (int i = 0; i < 2; i++) {
		const char *option = i == 0 ? how->option : how->another;
		if (option) {
			argv[n++] = "-o";
			argv[n++] = option;
		}
	}
	for (int i = 0; how->words && how->words[i]; i++)
		argv[n++] = how->words[i];
	snprintf(term, sizeof term, "TERM=%s",
	    how->term ? how->term : "xterm-256color");
	snprintf(data, sizeof data, "XDG_DATA_HOME=%s", s->folder);
	snprintf(cache, sizeof cache, "XDG_CACHE_HOME=%s", s->folder);
	if (how->cache_var)
		env[2] = how->cache_var;
	s->tty = tty_start_emu(argv, env, how->nrows, how->ncols, &how->emu);
}

void
session_quit(struct session *s)
{
	tty_type(s->tty, "Q");
	assert_int_equal(tty_wait_exit(s->tty), 0);
	assert_false(tty_is_alternate(s->tty));
	assert_true(tty_is_canonical(s->tty));
	assert_int_equal(tty_emu(s->tty)->nunknown, 0);
	for (const char *p = tty_screen(s->tty); *p; p++)
		assert_true(*p == '\n');
	tty_free(s->tty);
	s->tty = NULL;
}

bool
session_holds(struct session *s, session_check_fn *check)
{
	static const int quiet[] = { 10, 100, 1000 };

	for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++) {
		tty_settle(s->tty, quiet[i]);
		if (check(s))
			return true;
	}
	return false;
}

size_t
session_count(const struct session *s, unsigned cp)
{
	const struct emu *e = tty_emu(s->tty);
	size_t n = 0;

	for (int row = 0; row < e->nrows; row++)
		for (int col = 0; col < e->ncols; col++)
			n += e->at->cells[row][col].cp[0] == cp;
	return n;
}

bool
session_has_lines(struct session *s)
{
	return session_count(s, 0x2502) > 20 && session_count(s, 0x2500) > 80 &&
	    session_count(s, '|') == 0;
}

bool
session_has_bars(struct session *s)
{
	return session_count(s, '|') > 20 && session_count(s, '-') > 80 &&
	    session_count(s, 0x2502) + session_count(s, 0x2500) == 0;
}
