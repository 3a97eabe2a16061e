/*
 * Deeds: what changes what is kept of the reading, and taking it back; and where
 * to go by it.
 *
 * Each does an action, in any view.
 */
#ifndef UI_DEED_H
#define UI_DEED_H

struct app;
struct request;

void deed_toggle_read(struct app *, const struct request *);
void deed_undo(struct app *, const struct request *);
void deed_redo(struct app *, const struct request *);

/* Choose it in a list or on the front page; from an article open it. */
void deed_next_unread(struct app *, const struct request *);

/* Go on in the paper that was read before this one. */
void deed_continue(struct app *, const struct request *);

#endif
