/*
 * Signals, turned into bytes of a pipe that the event loop reads, and the
 * last resort that gives the terminal back when the program crashes.
 */
#ifndef UI_SIGNALS_H
#define UI_SIGNALS_H

#include <stddef.h>

/*
 * Catch WINCH, TERM, HUP, INT, QUIT and CONT.  Returns the reading end of the
 * pipe: one byte, the signal's number, for each that came.  Ignores PIPE.
 */
int signals_catch(void);

/*
 * Remember the modes of the terminal `fd` as they are at this moment, before
 * anybody changes them.
 */
void signals_remember_terminal(int fd);

/*
 * From now on a crash (SEGV, BUS, ABRT, FPE, ILL) writes `bytes` to the
 * terminal that was remembered, gives it the modes it had then, and dies of the
 * signal.  `bytes` is borrowed for ever.
 */
void signals_restore_on_crash(const char *bytes, size_t nbytes);

/* A crash restores nothing any more: the terminal was given back. */
void signals_forget_terminal(void);

#endif
