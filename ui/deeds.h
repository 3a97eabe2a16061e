/*
 * Deeds: undo and redo of all that is kept, in the order in which it was done.
 *
 * Marks have steps of their own (src/library/marks_undo.h), which know nothing
 * of the archive.  Here are the steps of the archive, each with the number of
 * steps of marks that were done before it: so the last of all is known.
 */
#ifndef UI_DEEDS_H
#define UI_DEEDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A step of the archive. */
struct deed {
	int64_t edition;
	bool is_removal; /* else it was kept */
	size_t nmarks;   /* steps of marks before it */
};

enum { DEEDS_MAX = 1000 }; /* the oldest are forgotten, as those of marks */

struct deeds {
	struct deed *at; /* owned */
	size_t n, cap;
	size_t ndone;  /* those before it are done, the rest were undone */
	size_t nmarks; /* steps of marks when last looked at */
	size_t nstale; /* steps of marks that a newer deed put out of reach */
};

/* How many steps of marks there are to undo and to redo. */
struct deeds_marks {
	size_t nundo, nredo;
};

void deeds_init(struct deeds *);
void deeds_fini(struct deeds *);

/* Remember a step of the archive, just done. */
void deeds_add(
    struct deeds *, int64_t edition, bool is_removal, struct deeds_marks);

enum deeds_turn {
	DEEDS_NONE,    /* there is nothing */
	DEEDS_MARKS,   /* the next step is one of marks */
	DEEDS_ARCHIVE, /* it is this one */
};

/*
 * What is to be undone (done again) next.  Then deeds_moved() is told whose step
 * it was, DEEDS_NONE if it failed: then it is still the next.
 */
enum deeds_turn deeds_undo(struct deeds *, struct deeds_marks, struct deed *);
enum deeds_turn deeds_redo(struct deeds *, struct deeds_marks, struct deed *);
void deeds_moved(
    struct deeds *, enum deeds_turn, bool is_redo, struct deeds_marks);

#endif
