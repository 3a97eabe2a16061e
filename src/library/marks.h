/*
 * Marks: what the person made and must never lose.
 *
 * Bookmarks and last places, in marks.db (SQLite, DELETE journal, synchronous
 * EXTRA; reliability).  A call that returns 0 means that it is on disk.  A file
 * that is damaged is put aside and the newest copy restored; a foreign or newer
 * one is left alone.  Nothing here keeps anyone from reading: without a store
 * every call fails with a sentence that says why.
 */
#ifndef SRC_LIBRARY_MARKS_H
#define SRC_LIBRARY_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "src/library/tags.h"

struct arena;
struct article;
struct edition;
struct err;
struct anchor;

struct marks;

/* A bookmark.  Strings may be NULL but paper and article. */
struct mark {
	int64_t id;        /* 0: not stored yet */
	const char *paper; /* title of the paper, else its file's name */
	const char *date;  /* of the edition */
	const char *page;  /* label */
	const char *headline;
	const char *article; /* its id in the model */
	const char *path;    /* absolute; NULL for the bundled edition */
	uint32_t number;     /* of the article in the paper, from 1 */
	uint32_t block, byte;
	const char *quote; /* the text at that place, to find it again */
	int64_t added;     /* seconds since 1970, UTC */
	const char *title; /* of one's own */
	struct tags tags;
};

struct mark_list {
	const struct mark *at; /* the arena's */
	size_t n;
};

/*
 * Open the store in folder `dir`, made if it is missing (mode 0700).  Returns
 * NULL with err set if it cannot be; reading goes on without.  `notice`, of
 * `nbytes` bytes, receives a sentence if something was restored or if the
 * bookmarks can be read but not changed, else "".  A file that another program
 * keeps locked makes it wait for 5 seconds at most, then it fails with
 * ERR_LOCKED; and so does every call below.
 */
struct marks *marks_open(
    const char *dir, char *notice, size_t nbytes, struct err *);
void marks_close(struct marks *); /* NULL is fine */

/*
 * The same for one who cannot wait so long: this many ms for each lock, of which
 * a call may meet two or three.  marks_set_patience() changes it later.
 */
struct marks *marks_open_within(
    const char *dir, int ms, char *notice, size_t nbytes, struct err *);
void marks_set_patience(struct marks *, int ms); /* NULL is fine */

/*
 * Set a bookmark.  One bookmark an article of an edition: setting it again
 * changes nothing and gives the stored one.  `*id` is its id; `*existed` (may
 * be NULL) tells.  A mark with `added` 0 is dated now.  On disk when it returns
 * 0; so a deleted one is brought back by adding it again.
 */
int marks_add(struct marks *, const struct mark *, int64_t *id, bool *existed,
    struct err *);

/* Delete one; 0 even if there is none. */
int marks_remove(struct marks *, int64_t id, struct err *);

/* Change title and tags to those of the mark, which has the id. */
int marks_change(struct marks *, const struct mark *, struct err *);

/*
 * Did someone else, another instance or a person's script, change marks.db since
 * this was last asked?  A look at the file; costs no more than some microseconds.
 */
bool marks_were_changed(struct marks *);

/* All, newest edition first, then by paper, page and number. */
int marks_list(
    struct marks *, struct mark_list *, struct arena *, struct err *);

/*
 * The bookmark of each article of the edition, 0 for none, into ids[i] of
 * narticles.  Surer than marks_find() after the source was edited, as it sees
 * the other articles as well.
 */
int marks_ids_of_edition(struct marks *, const char *paper, const char *date,
    const struct edition *, int64_t *ids, struct err *);

/*
 * Which articles of the edition have bookmarks: sets bit[i] to 1 for each
 * article i, of narticles.  They are found by paper, date and article id, and if
 * the source was edited by headline.
 */
int marks_of_edition(struct marks *, const char *paper, const char *date,
    const struct edition *, unsigned char *bits, struct err *);

/* The bookmark of an article, or id 0. */
int marks_find(struct marks *, const char *paper, const char *date,
    const struct article *, int64_t *id, struct err *);

/* Now, in seconds since 1970; the variable BROADSHEET_NOW may say otherwise. */
int64_t marks_now(void);

/*
 * The last place in an edition: kept by paper and date.  Getting one that is
 * not there gives false and no error.
 */
int marks_set_place(struct marks *, const char *paper, const char *date,
    const struct mark *, struct err *);
bool marks_get_place(struct marks *, const char *paper, const char *date,
    struct mark *, struct arena *, struct err *);

/*
 * The article of a mark in an edition, by id, else by headline: among several
 * of that name the one whose number is nearest.  narticles if there is none.
 */
size_t mark_find_article(const struct mark *, const struct edition *);

/* Fill a mark from a place in an edition; strings are borrowed or arena's. */
struct mark mark_make(
    const struct edition *, struct anchor, const char *path, struct arena *);

/* The key under which an edition's marks are kept: its title, else its file. */
const char *mark_paper(const struct edition *, const char *path);

/*
 * The place of a mark in an edition, perhaps edited since: by article id, else
 * headline, else number; then by its quote, else block and byte.  False if the
 * article is gone.
 */
bool mark_resolve(const struct mark *, const struct edition *, struct anchor *);

#endif
