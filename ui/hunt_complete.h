/*
 * Tab in the line of a search: names of fields, papers and reporters.
 */
#ifndef UI_HUNT_COMPLETE_H
#define UI_HUNT_COMPLETE_H

struct app;
struct arena;
struct completion;

/* What could follow `line`; complete.h. */
void hunt_complete(
    struct completion *, struct app *, const char *line, struct arena *);

#endif
