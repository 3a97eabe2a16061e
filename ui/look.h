/*
 * Look: the actions that change how things look, and options at large.
 */
#ifndef UI_LOOK_H
#define UI_LOOK_H

struct app;
struct request;

void look_columns(struct app *, const struct request *);
void look_writing(struct app *, const struct request *);
void look_theme(struct app *, const struct request *);
void look_set(struct app *, const struct request *);
void look_reload(struct app *, const struct request *);

#endif
