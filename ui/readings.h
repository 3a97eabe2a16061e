/*
 * Readings: what is read while it is shown.
 *
 * Once a sheet is on the screen readings_look() takes note of it.  What is above
 * a sheet counts as read when the reader came to it by turning, or stayed on it
 * for READINGS_LEAST_MS: so a jump to a found word or a walk over the articles
 * marks nothing.  An article is read to its end
 *
 * - when its last sheet was turned to;
 * - when the reader turns on from its last sheet, however they came there;
 * - when they leave its last sheet after READINGS_LEAST_MS: what fits on one
 *   sheet is read when it is left, not at the instant it opens.
 *
 * What was marked by hand stays so until the article is left.
 */
#ifndef UI_READINGS_H
#define UI_READINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "src/text/lang.h"
#include "ui/view.h"

struct app;

/* Nobody passes over a sheet for so long, and nobody reads one in less. */
enum { READINGS_LEAST_MS = 2000 };

struct readings {
	bool is_open;            /* there is an article; of that: */
	struct view_shown shown; /* what was on the screen last */
	long since;              /* when it came, ms of the terminal */
	unsigned percent;        /* that counts, the most in this sitting */
	bool is_done;            /* it was read to its end */
	bool is_news;            /* not kept yet */
	bool is_settled;         /* by hand: leave it alone */

	unsigned *seconds; /* to read each article of the paper; owned */
	size_t narticles, ntimed;
	struct reading_rate rate; /* that they are by */
};

/* For a paper of so many articles; forgets any before. */
void readings_init(struct readings *, size_t narticles);
void readings_fini(struct readings *);

/*
 * After a sheet was painted: what is on it now?  True if the screen is to tell
 * something else since.
 */
bool readings_look(struct app *);

/* The article is left, or the paper. */
void readings_leave(struct app *);

/* Keep what is not kept yet. */
void readings_save(struct app *);

/* Someone said how far the article was read: till it is left that holds. */
void readings_settle(struct app *, size_t article);

/*
 * How many articles of the paper were read, of how many, and the seconds that
 * the rest takes; all 0 as long as that is not known, or nothing is kept.
 */
void readings_sum(
    const struct app *, size_t *nread, size_t *narticles, unsigned *seconds);

/*
 * The next article that was not read to its end, round the end; or -1.  `after`
 * is -1 for the first of all.
 */
long readings_next_unread(const struct app *, long after);

#endif
