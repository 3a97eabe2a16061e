/*
 * Seek: the actions that find.
 */
#ifndef UI_SEEK_H
#define UI_SEEK_H

struct app;
struct request;

/* Look for the request's text, or ask for it. */
void seek_find(struct app *, const struct request *);

/* Next or previous match. */
void seek_step(struct app *, const struct request *);

#endif
