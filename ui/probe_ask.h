/*
 * Asking the terminal, see probe.h.  But for probe_ask_alone() the terminal is in
 * raw mode without echo already: what arrives late is then input like any other,
 * and not shown.
 */
#ifndef UI_PROBE_ASK_H
#define UI_PROBE_ASK_H

#include "ui/probe.h"

struct buf;

/* As long as a person does not mind to wait, once. */
enum { PROBE_LIMIT_MS = 300 };

/*
 * May `term`, the name of a terminal, be asked at all?  Not one that shows the
 * question (dumb) or draws by hardware or a kernel (vt100, linux).
 */
bool probe_may_ask(const char *term);

/*
 * On our own screen, ask for the first `n` samples and wait for the replies, for PROBE_LIMIT_MS in
 * all.  Other input is appended to `typed`.
 */
void probe_ask(struct probe_reader *, int n, int keys_fd, int screen_fd,
    struct buf *typed);

/*
 * Ask for all samples on a terminal that nobody has taken: its modes are changed and given
 * back, and no signal ends the program meanwhile.  What was typed is dropped.
 * -1 with errno if it has no modes.
 */
int probe_ask_alone(struct probe_reader *, int keys_fd, int screen_fd);

/* Ask for U+201C only and do not wait: the reply is an EVENT_WIDTH. */
void probe_ask_again(int screen_fd);

#endif
