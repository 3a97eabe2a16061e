/*
 * The real program in a real terminal: a pseudo-terminal whose other end is
 * libvterm, or the terminal of tests/support/emu.h.  Nothing here sleeps: a test
 * waits for what it expects to see, and fails when that has not come within
 * TTY_PATIENCE_MS.
 */
#ifndef TESTS_TTY_TTY_H
#define TESTS_TTY_TTY_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Much more than anything takes on a machine that is busy; only a test that
 * fails waits so long.
 */
enum { TTY_PATIENCE_MS = 60000 };

struct emu;
struct emu_options;
struct tty;

/*
 * Start argv[0] with `env` ("NAME=value", NULL-terminated) added to a clean
 * environment.  Never NULL; ends the test when it cannot be done.
 */
struct tty *tty_start(
    const char *const *argv, const char *const *env, int nrows, int ncols);

/* The same on a terminal of tests/support/emu.h. */
struct tty *tty_start_emu(const char *const *argv, const char *const *env,
    int nrows, int ncols, const struct emu_options *);
struct emu *tty_emu(struct tty *);

/* Send the answers that emu_release() let go. */
void tty_answer(struct tty *);

void tty_free(struct tty *); /* kills what still runs */

void tty_type(struct tty *, const char *keys);
void tty_resize(struct tty *, int nrows, int ncols);
void tty_signal(struct tty *, int signal);

/* Wait until `text` is (is not) on the screen; false if it does not come. */
bool tty_expect(struct tty *, const char *text);
bool tty_expect_gone(struct tty *, const char *text);

/*
 * Wait until `text` is there and lit: reversed, or on a background of its own.
 * libvterm's terminal only.
 */
bool tty_expect_lit(struct tty *, const char *text);

/* Read until nothing has come for `ms`. */
void tty_settle(struct tty *, int ms);

/*
 * Wait until the program has ended.  Returns its exit status, 128 + signal if it
 * died of one, or -1 if it does not end.
 */
int tty_wait_exit(struct tty *);

/* Wait until the program is stopped (SIGTSTP); false if it is not. */
bool tty_wait_stop(struct tty *);

/* Rows of the screen, trailing blanks cut; valid until the next call. */
const char *tty_screen(struct tty *);

/* What a program must give back. */
bool tty_is_alternate(const struct tty *); /* shows the second screen */
bool tty_is_cursor_visible(const struct tty *);
bool tty_has_mouse(const struct tty *);
bool tty_is_canonical(const struct tty *); /* line mode with echo */

/* Bytes written by the program so far. */
size_t tty_nbytes(const struct tty *);

#endif
