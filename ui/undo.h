/*
 * Undo and redo of what was done to the library, in its place among the steps of
 * marks (deeds.h).
 */
#ifndef UI_UNDO_H
#define UI_UNDO_H

#include <stdbool.h>

struct app;

/*
 * Take the next step, if it is one of the archive, and say so: 1.  0 if it is one
 * of marks: whoever takes that says undo_marks_moved(), also if it failed.  -1 if
 * there is none or it failed, which is said.
 */
int undo_archive(struct app *, bool is_redo);
void undo_marks_moved(struct app *);

#endif
