/*
 * Reading state: what was read, how far, and who is followed.
 *
 * Part of what the person made, so it lies in marks.db and obeys marks.h: on
 * disk when a call returns 0, and every change can be undone (marks_undo.h).
 */
#ifndef SRC_LIBRARY_READING_H
#define SRC_LIBRARY_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct edition;
struct err;
struct mark;
struct marks;

enum reading_state { READING_NONE, READING_PART, READING_DONE };

struct reading {
	enum reading_state state;
	int percent; /* 100 when done, 0 when not begun */
	int64_t at;  /* seconds since 1970, UTC */
};

/*
 * Set the state of the article that `mark` names (mark_make()).  A part never
 * takes the place of what was read to its end: only READING_NONE does.  With
 * `is_quiet` it is no step for undo: turning sheets is not a change that one
 * would take back.
 */
int reading_set(struct marks *, const struct mark *, struct reading,
    bool is_quiet, struct err *);

/*
 * The state of each article of an edition, into out[i] of narticles; articles
 * are found as marks_ids_of_edition() finds them.
 */
int reading_of_edition(struct reading *out, struct marks *, const char *paper,
    const char *date, const struct edition *, struct err *);

struct mark_list;

/* The state of what each of the bookmarks is of, into out[i]. */
int reading_of_marks(struct reading *out, struct marks *,
    const struct mark_list *, struct err *);

/* The same of articles by paper, date and id, each for itself. */
int reading_of_articles(struct reading *out, struct marks *,
    const struct mark *at, size_t n, struct err *);

/* How many articles of an edition were read, and how many begun. */
struct reading_count {
	const char *paper, *date;
	uint32_t ndone, npart;
};

/* Of all editions that have any, in no order; the arena's. */
struct reading_count *reading_counts(
    size_t *n, struct marks *, struct arena *, struct err *);

/*
 * The place that was kept last, in whatever edition ("continue reading"); false
 * if there is none.
 */
bool reading_last(struct mark *, struct marks *, struct arena *, struct err *);

/* --- who is followed ---------------------------------------------------------- */

/* Names as the paper prints them; following twice changes nothing. */
int follow_set(
    struct marks *, const char *name, bool is_followed, struct err *);

/* All names, sorted by bytes; the arena's. */
const char *const *follow_list(
    size_t *n, struct marks *, struct arena *, struct err *);

#endif
