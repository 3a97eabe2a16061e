/*
 * Newsstand: the papers of the library and a month of one of them, as the view
 * of the library shows them.
 *
 * Asks the archive for the papers, for one month and for the newest edition of
 * the papers that are seen: never for all of it.  What was read comes from
 * marks.db.  Whatever cannot be had leaves a sentence in `why`.
 */
#ifndef UI_NEWSSTAND_H
#define UI_NEWSSTAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/base/err.h"
#include "src/library/archive.h"
#include "src/library/reading.h"
#include "src/nav/calendar.h"

struct app;
struct arena;

/* How much there is of something, and how much was read. */
struct stand_count {
	size_t neditions;
	uint64_t narticles, ndone, npart;
};

struct stand_paper {
	const char *name; /* NULL: all papers */
	size_t neditions;
	int64_t first, last; /* days */
	bool is_known;       /* what follows, of the newest edition */
	struct shelved newest;
	struct stand_count unread; /* of it */
};

enum { STAND_MONTH = 32 }; /* days by their number, 0 is not used */

struct newsstand {
	struct arena *arena; /* papers and counts */
	struct stand_paper *papers;
	size_t npapers;
	struct reading_count *counts; /* sorted by paper and date */
	size_t ncounts;

	size_t paper; /* chosen */
	int64_t day;  /* chosen */

	struct arena *month_arena;
	struct calendar calendar; /* the month of `day` */
	struct shelf month;       /* its editions, newest first */
	struct stand_count days[STAND_MONTH];

	char why[ERR_MSG_BYTES]; /* there is nothing to see; "" if there is */
};

void newsstand_init(struct newsstand *);
void newsstand_fini(struct newsstand *);

/* Read all of it anew; the chosen paper and day stay if they can. */
void newsstand_load(struct newsstand *, struct app *);

/* Find the newest editions of papers from..to. */
void newsstand_look(struct newsstand *, struct app *, size_t from, size_t to);

/* Choose; the month is read if it is another. */
void newsstand_choose_paper(struct newsstand *, struct app *, size_t i);
void newsstand_go(struct newsstand *, struct app *, int64_t day);

/* The paper called so, or 0. */
size_t newsstand_paper_named(const struct newsstand *, const char *name);

/* The editions of the chosen day: of month.at, from *first. */
size_t newsstand_editions(const struct newsstand *, size_t *first);

/* Go to the next (previous) day with an edition; false at the end. */
bool newsstand_step(struct newsstand *, struct app *, int step);

/* Go to the first day from..to that has an edition, else to `from`. */
void newsstand_seek(struct newsstand *, struct app *, int64_t from, int64_t to);

/* What was read of an edition. */
struct stand_count newsstand_count(
    const struct newsstand *, const struct shelved *);

#endif
