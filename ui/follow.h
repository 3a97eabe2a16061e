/*
 * Who is followed: to follow someone, and to mark the name wherever it stands.
 */
#ifndef UI_FOLLOW_H
#define UI_FOLLOW_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct article;
struct canvas;
struct person;
struct request;

/*
 * Follow who wrote the article at hand, or no longer: the first who signed, or
 * as the count says (ACTION_FOLLOW_AUTHOR).
 */
void follow_act(struct app *, const struct request *);

/* The same of a byline, and of one name. */
void follow_byline(struct app *, const char *byline, long count);
void follow_name(struct app *, const char *name);

/* Did someone who is followed sign it? */
bool follow_is_by(const struct app *, const struct article *);

/* Mark the followed names in the bylines of stories on a canvas. */
void follow_tint(const struct app *, struct canvas *);

/* A byline in `ncells` cells, as canvas_label(), with the names marked. */
void follow_label(const struct app *, struct canvas *, int row, int col,
    int ncells, const char *byline);

#endif
