/*
 * A session of the real program on the bundled edition, on a terminal of
 * tests/support/emu.h, with folders of its own for what the program keeps.
 */
#ifndef TESTS_TTY_SESSION_H
#define TESTS_TTY_SESSION_H

#include <stdbool.h>

#include "tests/folder.h"
#include "tests/support/emu.h"
#include "tests/tty/tty.h"

struct session {
	char folder[FOLDER_BYTES]; /* of caches and of data */
	char program[FOLDER_BYTES];
	struct tty *tty; /* NULL: nothing runs */
};

/* For cmocka: set up and tear down a test. */
int session_set_up(void **state);
int session_tear_down(void **state);

struct session_how {
	int nrows, ncols;
	const char *term;         /* NULL: xterm-256color */
	const char *option;       /* "name=value" of broadsheet.ini, or NULL */
	const char *another;      /* one more */
	const char *const *words; /* after the options, NULL-terminated */
	const char *cache_var; /* "XDG_CACHE_HOME=..." instead of the folder */
	struct emu_options emu;
};

void session_start(struct session *, const struct session_how *);

/* Q; the terminal must be as it was and nothing be left on its screen. */
void session_quit(struct session *);

/*
 * Does `check` hold of the screen?  A sheet that is only half painted may look
 * wrong: what is wrong has to stay so while nothing comes, on a machine that is
 * busy.
 */
typedef bool session_check_fn(struct session *);
bool session_holds(struct session *, session_check_fn *);

/* How many cells of the screen hold the character `cp`. */
size_t session_count(const struct session *, unsigned cp);

/* Column rules drawn as │ and ─, and as | and -. */
bool session_has_lines(struct session *);
bool session_has_bars(struct session *);

#endif
