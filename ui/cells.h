/*
 * How many cells the terminal of the reading gives to ambiguous characters: what
 * the person set, else what the terminal answers (probe.h), and what it answered
 * last time until then.
 */
#ifndef UI_CELLS_H
#define UI_CELLS_H

struct app;
struct event;
struct settings;

/*
 * Find out, unless it is set.  A terminal that is known is not waited for: its
 * answer comes as EVENT_WIDTH and is looked at then.
 */
void cells_ask(struct app *);

/* The settings changed: ask now, if nobody did at the start. */
void cells_set(struct app *);

/* EVENT_WIDTH: have everything laid out again if it is not as was thought. */
void cells_heard(struct app *, const struct event *);

/*
 * `ambiguous` of src/text/glyph.h for these settings, on a terminal that gave
 * `found`.
 */
int cells_ambiguous(const struct settings *, int found);

/* The same, on a terminal of which only the cache is asked. */
int cells_known(const struct settings *, const char *cache_dir);

#endif
