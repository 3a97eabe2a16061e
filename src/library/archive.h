/*
 * The archive: every edition that was kept, in archive.db.
 *
 * An edition is stored twice: as it is in the native format, to be read again
 * exactly as it was, and article by article as the text that is searched.  What
 * the person made is not here but in marks.db; so this file may be thrown away
 * and imported again.  It is in WAL mode: someone who reads never waits for an
 * import, nor the other way round.  A file that is damaged is put aside and an
 * empty one begun; a foreign or newer one is left alone.
 *
 * A story's **row** is made of its day and a number, so that rows in falling
 * order are stories from the newest to the oldest (search.h).
 */
#ifndef SRC_LIBRARY_ARCHIVE_H
#define SRC_LIBRARY_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct archive;
struct edition;
struct err;

/*
 * What parts the fields of a story's text as it is stored: kicker, headline,
 * deck, byline, then each block, in this order, absent ones empty.  The model
 * has no control characters, so it cannot be in them.
 */
#define ARCHIVE_FIELD_MARK '\x1E'
enum { ARCHIVE_FIRST_BLOCK = 4 }; /* fields before the blocks */

/* An edition as lists show it.  Strings are never NULL but path. */
struct shelved {
	int64_t id;
	const char *paper; /* mark_paper() of it: marks know it by that */
	const char *date;  /* as the edition has it, "" if it has none */
	int64_t day;       /* days since 1970-01-01; of import if no date */
	const char *name;  /* "Late City", or "" */
	const char *path;  /* where it came from; bytes; NULL: nowhere */
	const char *language;
	uint32_t npages, narticles;
	uint64_t nchars;
	int64_t added;   /* seconds since 1970, UTC */
	int64_t removed; /* the same; 0: it is there */
};

struct shelf {
	const struct shelved *at; /* the arena's */
	size_t n;
};

/* --- opening -------------------------------------------------------------------- */

enum archive_mode {
	ARCHIVE_READ, /* never makes a file; ERR_NOT_FOUND if there is none */
	ARCHIVE_WRITE,
};

/*
 * Open archive.db in folder `dir`.  `notice`, of `nbytes` bytes, receives a
 * sentence if it had to be begun anew, else "".  NULL with err set if there is
 * none; reading goes on without.
 */
struct archive *archive_open(const char *dir, enum archive_mode, char *notice,
    size_t nbytes, struct err *);
void archive_close(struct archive *); /* NULL is fine */

/* Why it cannot be changed, a sentence; "" if it can. */
const char *archive_why_not(const struct archive *);

/* --- keeping ---------------------------------------------------------------------- */

/* What there is to know of an edition besides itself. */
struct archive_source {
	const char *paper;  /* mark_paper() */
	const char *path;   /* absolute, or NULL */
	const char *native; /* the edition in the native format */
	size_t nbytes;      /* of native */
};

enum archive_outcome {
	ARCHIVE_ADDED,
	ARCHIVE_UPDATED,   /* it was there with another text, now replaced */
	ARCHIVE_UNCHANGED, /* it was there */
};

/*
 * Keep an edition.  The same paper, date and name from the same path is the
 * same edition: it is replaced if its text differs, and keeps its id.  The same
 * text under another path is the same edition too, which moved.  A story that
 * stands twice in an edition is found once.  On disk after archive_commit(), or
 * when it returns outside archive_begin().
 */
int archive_add(struct archive *, const struct edition *,
    const struct archive_source *, int64_t *id, enum archive_outcome *,
    struct err *);

/*
 * Several of them at once, for speed: others may write between a commit and the
 * next begin.  What was added and not committed is gone if the program dies, or if
 * the disk fails one of them: then archive_commit() fails too.
 */
int archive_begin(struct archive *, struct err *);
int archive_commit(struct archive *, struct err *);

/*
 * A source that was kept need not be read again while it looks as it did: its
 * `stamp` is a number that the caller makes of all that the edition depends on.
 * The edition that was made of it then, also one that was taken away since;
 * false if it has to be read.
 */
bool archive_has_source(struct shelved *, struct archive *, const char *path,
    uint64_t stamp, struct arena *, struct err *);
int archive_set_source(struct archive *, const char *path, uint64_t stamp,
    int64_t id, struct err *);

/*
 * After an import of `nadded` stories: join the pieces of the index, if much of it
 * is new, write what was added where it belongs and cut the log.  Who reads at
 * the same time may keep it from being done; then the last to close the file
 * does it.
 */
void archive_settle(struct archive *, size_t nadded);

/*
 * Is the search index made as this program makes it?  If not, what is added is
 * not found until archive_reindex() made it anew, in one transaction: `goes_on`
 * is told how many stories of how many are done, and false undoes it all and
 * gives -1.  It may be NULL.
 */
bool archive_is_indexed(struct archive *);
int archive_reindex(struct archive *,
    bool (*goes_on)(void *, uint64_t done, uint64_t of), void *ctx,
    struct err *);

/*
 * Take an edition away, or bring it back.  What was taken away is in no list and
 * no search but stays in the file until archive_vacuum().  What is taken away
 * between archive_begin() and archive_commit() has one time of removal, later
 * than that of all before, whatever the clock says.
 */
int archive_remove(struct archive *, int64_t id, struct err *);
int archive_restore(struct archive *, int64_t id, struct err *);

/* Forget what was taken away, and make the file as small as it can be. */
int archive_vacuum(struct archive *, struct err *);

/* --- looking ------------------------------------------------------------------------ */

/* What a list is about; NULL and 0 leave it open. */
struct shelf_filter {
	const char *paper;
	int64_t from, to; /* days, both included; 0, 0: any */
	bool is_removed;  /* what was taken away, instead of what is there */
	size_t limit;     /* 0: all */
};

/* Newest first, then by paper and name. */
int archive_list(struct shelf *, struct archive *, const struct shelf_filter *,
    struct arena *, struct err *);

/*
 * One edition; false if there is none of this id.  As with all of these that give
 * false or NULL, err->code is ERR_NONE if nothing failed.
 */
bool archive_get(struct shelved *, struct archive *, int64_t id, struct arena *,
    struct err *);

/*
 * The edition that a name means: "PAPER", the newest of it, or "PAPER DATE" or
 * "PAPER/DATE"; DATE as people write dates.  False if there is none.
 */
bool archive_named(struct shelved *, struct archive *, const char *name,
    struct arena *, struct err *);

/* The edition that was made of a paper that is open; false if it is not kept. */
bool archive_of(struct shelved *, struct archive *, const struct edition *,
    const char *paper, const char *path, struct arena *, struct err *);

/* The edition after (before) one of the same paper; false at the end. */
bool archive_next(struct shelved *, struct archive *, int64_t id, int step,
    struct arena *, struct err *);

/*
 * The same from a day: the edition of `paper`, of any if NULL, next after (step >
 * 0) or before it.
 */
bool archive_beside(struct shelved *, struct archive *, const char *paper,
    int64_t day, int step, struct arena *, struct err *);

/*
 * The first headline of an edition, the arena's; "" if no story has one, NULL if
 * it cannot be told.
 */
const char *archive_lead(
    struct archive *, int64_t id, struct arena *, struct err *);

/* The edition in the native format, the arena's; NULL if it is not there. */
const char *archive_native(
    size_t *nbytes, struct archive *, int64_t id, struct arena *, struct err *);

struct archive_paper {
	const char *paper;
	size_t neditions;
	int64_t first, last; /* days */
};

/* The papers there are, those with the newest edition first. */
struct archive_paper *archive_papers(
    size_t *n, struct archive *, struct arena *, struct err *);

/* --- reporters ------------------------------------------------------------------------ */

/* Who signed; one row for each name and organisation or role. */
struct archive_author {
	const char *name;
	const char *role; /* "本报记者", "" if the paper does not say */
	size_t nstories;
	int64_t last; /* day */
};

/* Those with most stories first.  `like` is part of a name, NULL for all. */
struct archive_author *archive_authors(size_t *n, struct archive *,
    const char *like, size_t limit, struct arena *, struct err *);

/* A story as lists show it.  Strings are never NULL. */
struct archive_story {
	int64_t row;
	int64_t edition;
	int64_t day;
	const char *paper, *date;
	const char *article; /* its id in the model */
	uint32_t number;     /* in the paper, from 1 */
	const char *page, *section, *headline, *byline;
	uint32_t nchars;
};

/* One story; false if there is none of this row. */
bool archive_story_get(struct archive_story *, struct archive *, int64_t row,
    struct arena *, struct err *);

/* Its text as it is stored, the arena's; NULL if there is none of this row. */
const char *archive_text(size_t *nbytes, struct archive *, int64_t row,
    struct arena *, struct err *);

/* All stories by someone, newest first; any role if `role` is NULL. */
struct archive_story *archive_stories_by(size_t *n, struct archive *,
    const char *name, const char *role, size_t limit, struct arena *,
    struct err *);

/* --- care ------------------------------------------------------------------------------ */

struct archive_stats {
	uint64_t neditions, nremoved, nstories, nauthors, npapers;
	uint64_t text_nbytes;  /* of the stories */
	uint64_t index_nbytes; /* of the search index on disk */
	uint64_t file_nbytes;
	int64_t first, last; /* days */
};

int archive_stats(struct archive_stats *, struct archive *, struct err *);

/*
 * Is the file sound, does each edition read as it was, does the index know each
 * story?  Says of what it is at each edition; what is wrong goes to `tell`.
 * Returns how many things are wrong, -1 if it cannot be told.
 */
long archive_verify(struct archive *, void (*tell)(void *, const char *what),
    void *ctx, struct err *);

#endif
