/*
 * Undo and redo, of marks and of the library as one (deeds.h).
 */
#ifndef UI_UNDO_H
#define UI_UNDO_H

struct app;
struct request;

/* ACTION_UNDO and ACTION_REDO; as many steps as the count says. */
void undo_act(struct app *, const struct request *);

#endif
