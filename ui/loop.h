/*
 * The loop: draw, wait for an event, act on it, until the app is done.
 */
#ifndef UI_LOOP_H
#define UI_LOOP_H

struct app;

void loop_run(struct app *);

#endif
